//! Dates as lists write them: with the day or the month in front, with two digits for the year, with a month in
//! letters, as a spreadsheet's count of days. Which order a column has is settled in [`proof`](super::proof).

use std::fmt;

use chrono::{Datelike, Days, NaiveDate};

/// Members are hardly ever younger, so a two-digit year that makes them younger means the century before.
const YOUNGEST: i32 = 10;

/// The years in which anything on a list can have happened or fall due.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2100;

/// The order of day, month and year in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    DayMonthYear,
    MonthDayYear,
    YearMonthDay,
}

impl Order {
    /// Of orders that fit equally many cells, the first is taken, unless another column of the list proves more.
    pub const ALL: [Self; 3] = [Self::DayMonthYear, Self::MonthDayYear, Self::YearMonthDay];

    /// The name in forms and where it is remembered.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::DayMonthYear => "day-month-year",
            Self::MonthDayYear => "month-day-year",
            Self::YearMonthDay => "year-month-day",
        }
    }

    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|order| order.name() == name)
    }
}

impl fmt::Display for Order {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::DayMonthYear => "day/month/year",
            Self::MonthDayYear => "month/day/year",
            Self::YearMonthDay => "year/month/day",
        })
    }
}

/// What two digits of a year mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Century {
    /// Joined or paid to: 00 to 69 are this century, 70 to 99 the last.
    Near,
    /// Born: this century if the person was old enough in the year given, otherwise the last.
    Birth { members_in: i32 },
}

/// The day a cell means, if there is such a day. A time of day after it is left out.
#[must_use]
pub fn read(cell: &str, order: Order, century: Century) -> Option<NaiveDate> {
    let day = without_time(cell.trim());
    let date = serial(day).or_else(|| compact(day)).or_else(|| in_parts(day, order, century))?;
    YEARS.contains(&date.year()).then_some(date)
}

/// `2026-10-05T00:00:00Z` and `05/10/2026 00:00` are days with a clock behind them.
fn without_time(cell: &str) -> &str {
    let Some((day, time)) = cell.split_once(['T', ' ']) else { return cell };
    let begins_with_hour = time.starts_with(|char: char| char.is_ascii_digit()) && time.contains(':');
    if begins_with_hour { day } else { cell }
}

/// A spreadsheet's own count of days, which shows when a column lost its format: 43831 is 1 January 2020.
fn serial(day: &str) -> Option<NaiveDate> {
    let whole = day.strip_suffix(".0").unwrap_or(day);
    let days: u64 = (whole.len() == 5).then(|| digits(whole))??.into();
    // Excel holds that 1900 was a leap year, so its count is right from March 1900 with this day as zero.
    NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(days))
}

/// `20261005`, as CiviCRM writes it.
fn compact(day: &str) -> Option<NaiveDate> {
    let whole = (day.len() == 8).then(|| digits(day))??;
    date(whole / 10_000, whole / 100 % 100, whole % 100)
}

fn in_parts(day: &str, order: Order, century: Century) -> Option<NaiveDate> {
    let parts: Vec<&str> = day.split(['/', '-', '.', ' ', ',']).filter(|part| !part.is_empty()).collect();
    let [first, second, third] = parts[..] else { return None };
    // A month in letters or a year of four digits in front leaves no doubt, whatever the column's order.
    if let Some(month) = month_named(second) {
        return date(year(third, century)?, month, digits(first)?);
    }
    if let Some(month) = month_named(first) {
        return date(year(third, century)?, month, digits(second)?);
    }
    if first.len() == 4 || order == Order::YearMonthDay {
        return date(year(first, century)?, digits(second)?, digits(third)?);
    }
    let (day, month) = if order == Order::MonthDayYear { (second, first) } else { (first, second) };
    date(year(third, century)?, digits(month)?, digits(day)?)
}

fn month_named(part: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let start = part.get(..3)?.to_lowercase();
    MONTHS.iter().zip(1..).find(|(month, _)| **month == start).map(|(_, number)| number)
}

fn year(part: &str, century: Century) -> Option<u32> {
    let number = digits(part)?;
    match (part.len(), century) {
        (4, _) => Some(number),
        (2, Century::Near) => Some(if number < 70 { 2000 + number } else { 1900 + number }),
        (2, Century::Birth { members_in }) => {
            let latest = u32::try_from(members_in - YOUNGEST).ok()?;
            Some(if 2000 + number <= latest { 2000 + number } else { 1900 + number })
        }
        _ => None,
    }
}

fn digits(part: &str) -> Option<u32> {
    part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok())?
}

fn date(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn iso(cell: &str, order: Order, century: Century) -> String {
        read(cell, order, century).map_or("not a date".to_owned(), |date| date.to_string())
    }

    #[test]
    fn the_order_of_the_column_decides_what_one_cell_means() {
        assert_eq!(iso("1/2/26", Order::DayMonthYear, Century::Near), "2026-02-01");
        assert_eq!(iso("1/2/26", Order::MonthDayYear, Century::Near), "2026-01-02");
        assert_eq!(iso("26/1/2", Order::YearMonthDay, Century::Near), "2026-01-02");
    }

    #[test]
    fn dates_without_doubt_need_no_order() {
        let same_day = [
            "05/10/2026",
            "5.10.2026",
            "2026-10-05",
            "2026/10/5",
            "20261005",
            "46300",
            "46300.0",
            "5 Oct 2026",
            "October 5, 2026",
            "05-OCT-26",
            "2026-10-05T12:30:00Z",
            "05/10/2026 00:00",
        ];
        for cell in same_day {
            assert_eq!(iso(cell, Order::DayMonthYear, Century::Near), "2026-10-05", "{cell}");
        }
    }

    #[test]
    fn days_that_never_were_are_not_dates() {
        for cell in ["31/02/2026", "29/02/2025", "00/00/0000", "5/13/2026", "5/10/20266", "5/10", "soon", "1/1/1066"] {
            assert_eq!(iso(cell, Order::DayMonthYear, Century::Near), "not a date", "{cell}");
        }
    }

    #[test]
    fn two_digits_of_a_birth_year_make_no_small_children() {
        let born = Century::Birth { members_in: 2026 };
        for (cell, expected) in [("1/1/09", "2009"), ("1/1/16", "2016"), ("1/1/17", "1917"), ("1/1/44", "1944")] {
            assert!(iso(cell, Order::DayMonthYear, born).starts_with(expected), "{cell}");
        }
    }

    #[test]
    fn two_digits_of_a_joining_year_lie_around_the_millennium() {
        assert_eq!(iso("1/1/69", Order::DayMonthYear, Century::Near), "2069-01-01");
        assert_eq!(iso("1/1/70", Order::DayMonthYear, Century::Near), "1970-01-01");
    }
}
