//! How the branch writes days and times: "Thursday 17 December 2026", "7.00 pm".
//!
//! Every instant is kept in UTC and shown in the zone of the branch. Whoever composes a sentence
//! in Rust uses these functions; templates use the filters of the same names.

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Timelike, Utc};

use crate::zone::Zone;

/// "Thursday 17 December 2026".
pub fn day(date: NaiveDate) -> String {
    date.format("%A %-d %B %Y").to_string()
}

/// "17 Dec": for rulers and tables, where the year is plain from what stands around it.
pub fn short_day(date: NaiveDate) -> String {
    date.format("%-d %b").to_string()
}

/// "7.00 pm"; noon and midnight are named, because "12.00 pm" is read both ways.
pub fn time(time: NaiveTime) -> String {
    if time.minute() == 0 && time.hour() == 0 {
        return "midnight".to_owned();
    }
    if time.minute() == 0 && time.hour() == 12 {
        return "noon".to_owned();
    }
    let (afternoon, hour) = time.hour12();
    format!("{hour}.{:02} {}", time.minute(), if afternoon { "pm" } else { "am" })
}

/// "Thursday 17 December at 7.00 pm". Midnight says which of its two days is meant.
pub fn moment(at: DateTime<Utc>, zone: Zone) -> String {
    let local = at.with_timezone(&zone);
    let date = local.format("%A %-d %B");
    match time(local.time()).as_str() {
        "midnight" => format!("midnight at the start of {date}"),
        time => format!("{date} at {time}"),
    }
}

/// "17 Dec 2026, 7.00 pm": one line of a log or a table.
pub fn stamp(at: DateTime<Utc>, zone: Zone) -> String {
    let local = at.with_timezone(&zone);
    format!("{} {}, {}", short_day(local.date_naive()), local.year(), time(local.time()))
}

/// What a deadline looks like from today: "today", "tomorrow", "in 6 days", "3 days ago".
pub fn from_today(date: NaiveDate, today: NaiveDate) -> String {
    match (date - today).num_days() {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        days if days > 0 => format!("in {days} days"),
        days => format!("{} days ago", -days),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("a time in RFC 3339")
    }

    #[test]
    fn a_day_is_written_with_its_weekday_and_year() {
        let date = NaiveDate::from_ymd_opt(2026, 12, 17).unwrap();
        assert_eq!(day(date), "Thursday 17 December 2026");
        assert_eq!(short_day(date), "17 Dec");
    }

    #[test]
    fn a_summer_meeting_is_shown_in_summer_time() {
        assert_eq!(moment(at("2026-07-02T18:00:00Z"), Zone::london()), "Thursday 2 July at 7.00 pm");
        assert_eq!(moment(at("2026-12-17T19:00:00Z"), Zone::london()), "Thursday 17 December at 7.00 pm");
    }

    #[test]
    fn midnight_says_which_of_its_two_days_is_meant() {
        let close = at("2026-12-01T00:00:00Z");
        assert_eq!(moment(close, Zone::london()), "midnight at the start of Tuesday 1 December");
        assert_eq!(stamp(close, Zone::london()), "1 Dec 2026, midnight");
    }

    #[test]
    fn noon_is_never_written_as_twelve_pm() {
        assert_eq!(time(NaiveTime::from_hms_opt(12, 0, 0).unwrap()), "noon");
        assert_eq!(time(NaiveTime::from_hms_opt(12, 30, 0).unwrap()), "12.30 pm");
        assert_eq!(time(NaiveTime::from_hms_opt(0, 5, 0).unwrap()), "12.05 am");
        assert_eq!(time(NaiveTime::from_hms_opt(9, 14, 0).unwrap()), "9.14 am");
    }

    #[test]
    fn a_deadline_counts_the_days_from_today() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 26).unwrap();
        let told = [-3, -1, 0, 1, 6].map(|days| from_today(today + chrono::Duration::days(days), today));
        assert_eq!(told, ["3 days ago", "yesterday", "today", "tomorrow", "in 6 days"]);
    }
}
