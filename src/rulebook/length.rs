//! Lengths of time as rules write them: "8 weeks", "6 months". Counted in civil days, never in hours.

use std::fmt;

use chrono::{Months, NaiveDate};
use serde::de::{Deserialize, Deserializer, Error as _};
use serde::{Serialize, Serializer};

use super::words::{counted, days_after, days_before};

/// A length of time in a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Length {
    Days(u32),
    Weeks(u32),
    Months(u32),
    Years(u32),
}

impl Length {
    /// Reads "8 weeks", "1 month", "14 days", "2 years".
    pub fn parse(text: &str) -> Option<Length> {
        let (number, unit) = text.trim().split_once(' ')?;
        let number = number.parse().ok()?;
        match unit.trim() {
            "day" | "days" => Some(Length::Days(number)),
            "week" | "weeks" => Some(Length::Weeks(number)),
            "month" | "months" => Some(Length::Months(number)),
            "year" | "years" => Some(Length::Years(number)),
            _ => None,
        }
    }

    /// The day this long before `on`. Where the month has no such day, its last one: six months before
    /// 31 August is 28 February.
    pub fn before(self, on: NaiveDate) -> NaiveDate {
        let back = |months| on.checked_sub_months(Months::new(months)).unwrap_or(NaiveDate::MIN);
        match self {
            Length::Days(days) => days_before(on, days),
            Length::Weeks(weeks) => days_before(on, weeks.saturating_mul(7)),
            Length::Months(months) => back(months),
            Length::Years(years) => back(years.saturating_mul(12)),
        }
    }

    /// The day this long after `on`, with the same care for short months.
    pub fn after(self, on: NaiveDate) -> NaiveDate {
        let forth = |months| on.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX);
        match self {
            Length::Days(days) => days_after(on, days),
            Length::Weeks(weeks) => days_after(on, weeks.saturating_mul(7)),
            Length::Months(months) => forth(months),
            Length::Years(years) => forth(years.saturating_mul(12)),
        }
    }

    /// The first day on which something that began on `since` has lasted this long, as [`Length::before`] counts.
    ///
    /// The two differ at the end of a month: who joined on 31 August has six months not on 28 February, since six
    /// months before that day is 28 August, but on 1 March.
    pub fn complete_on(self, since: NaiveDate) -> NaiveDate {
        let about = self.after(since);
        about.iter_days().take(4).find(|day| self.before(*day) >= since).unwrap_or(about)
    }
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (number, unit) = match *self {
            Length::Days(number) => (number, "day"),
            Length::Weeks(number) => (number, "week"),
            Length::Months(number) => (number, "month"),
            Length::Years(number) => (number, "year"),
        };
        f.write_str(&counted(number, unit))
    }
}

impl Serialize for Length {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Length {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Length, D::Error> {
        let text = String::deserialize(from)?;
        Length::parse(&text)
            .ok_or_else(|| D::Error::custom(format!("“{text}” is not a length of time; write it as \"8 weeks\"")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn six_months_before_the_last_of_august_is_the_last_of_february() {
        assert_eq!(Length::Months(6).before(day("2026-08-31")), day("2026-02-28"));
    }

    #[test]
    fn eight_weeks_from_the_first_of_july_end_on_the_twenty_sixth_of_august() {
        assert_eq!(Length::Weeks(8).complete_on(day("2026-07-01")), day("2026-08-26"));
    }

    #[test]
    fn six_months_from_the_last_of_august_are_complete_on_the_first_of_march() {
        assert_eq!(Length::Months(6).complete_on(day("2026-08-31")), day("2027-03-01"));
    }

    #[test]
    fn a_length_is_written_as_it_is_read() {
        for text in ["8 weeks", "1 month", "14 days", "2 years"] {
            assert_eq!(Length::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(Length::parse("6months"), None);
    }
}
