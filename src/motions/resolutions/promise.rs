//! A promise in a line of the minutes: "@Ama by 1 May write to the council" becomes an action.

use chrono::{Datelike, Days, NaiveDate};

/// What a line promises.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// Whom it names, as written: a name or a part of one.
    pub who: String,
    pub by: Option<NaiveDate>,
    pub what: String,
}

/// The promise in a line, if it makes one. `today` tells which year a day without one is in: the next that comes.
///
/// The name is the word after the @, or several in “quotes”; "by" and a day may follow: "by 1 May", "by 1 May 2027", "by 2027-05-01",
/// "by Friday".
pub fn promised(line: &str, today: NaiveDate) -> Option<Promise> {
    let (_, after) = line.split_once('@')?;
    let (who, rest) = name(after)?;
    let (by, what) = day(rest.trim_start(), today);
    let what = what.trim().trim_start_matches([':', ',']).trim().trim_start_matches("to ").trim();
    (!what.is_empty()).then(|| Promise { who, by, what: what.to_owned() })
}

fn name(after: &str) -> Option<(String, &str)> {
    for (opens, closes) in [('“', '”'), ('"', '"')] {
        if let Some((who, rest)) = after.strip_prefix(opens).and_then(|inside| inside.split_once(closes)) {
            return (!who.trim().is_empty()).then(|| (who.trim().to_owned(), rest));
        }
    }
    let end = after.find(|sign: char| sign.is_whitespace() || ",:".contains(sign))?;
    let who = &after[..end];
    (!who.is_empty()).then(|| (who.to_owned(), &after[end..]))
}

/// The day after "by", and what comes after it; without a day, all of it.
fn day(rest: &str, today: NaiveDate) -> (Option<NaiveDate>, &str) {
    let Some(after) = rest.strip_prefix("by ") else { return (None, rest) };
    for words in [3, 2, 1] {
        let Some(end) = end_of_words(after, words) else { continue };
        let written = after[..end].trim_end_matches([',', ':', '.']);
        if let Some(found) = read(written, today) {
            return (Some(found), &after[end..]);
        }
    }
    (None, rest)
}

/// Where so many words end.
fn end_of_words(text: &str, words: usize) -> Option<usize> {
    let mut at = 0;
    for nth in 0..words {
        let rest = &text[at..];
        let begin = rest.find(|sign: char| !sign.is_whitespace())?;
        let length = rest[begin..].find(char::is_whitespace).unwrap_or(rest.len() - begin);
        at += begin + length;
        if nth + 1 < words && at >= text.len() {
            return None;
        }
    }
    Some(at)
}

fn read(written: &str, today: NaiveDate) -> Option<NaiveDate> {
    for form in ["%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d/%m/%Y"] {
        if let Ok(day) = NaiveDate::parse_from_str(written, form) {
            return Some(day);
        }
    }
    for form in ["%d %B %Y", "%d %b %Y"] {
        // A day of the year that has passed is meant for the next.
        let in_year = |year| NaiveDate::parse_from_str(&format!("{written} {year}"), form).ok();
        if let Some(day) = in_year(today.year()).filter(|day| *day >= today).or_else(|| in_year(today.year() + 1)) {
            return Some(day);
        }
    }
    let weekday: chrono::Weekday = written.parse().ok()?;
    (1..=7).filter_map(|days| today.checked_add_days(Days::new(days))).find(|day| day.weekday() == weekday)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(text: &str) -> NaiveDate {
        text.parse().expect("a day in ISO 8601")
    }

    fn read_out(line: &str) -> Option<(String, Option<NaiveDate>, String)> {
        promised(line, on("2026-12-17")).map(|Promise { who, by, what }| (who, by, what))
    }

    #[test]
    fn a_line_that_names_somebody_and_a_day_is_a_promise() {
        let told = Some(("Ama".to_owned(), Some(on("2027-05-01")), "write to the council.".to_owned()));
        assert_eq!(read_out("@Ama by 1 May write to the council."), told);
        assert_eq!(read_out("Agreed: @Ama by 1 May 2027 to write to the council."), told);
        assert_eq!(read_out("@Ama by 2027-05-01: write to the council."), told);
    }

    #[test]
    fn a_day_still_to_come_is_this_years_and_a_weekday_is_the_next() {
        assert_eq!(read_out("@Tom by 20 December book the hall").and_then(|told| told.1), Some(on("2026-12-20")));
        assert_eq!(read_out("@Tom by Friday book the hall").and_then(|told| told.1), Some(on("2026-12-18")));
        assert_eq!(read_out("@Tom by Thursday book the hall").and_then(|told| told.1), Some(on("2026-12-24")));
    }

    #[test]
    fn a_full_name_stands_in_quotes_and_a_day_need_not_be_there() {
        let told = read_out("@“Tom Lewis” book the hall");
        assert_eq!(told, Some(("Tom Lewis".to_owned(), None, "book the hall".to_owned())));
    }

    #[test]
    fn what_is_no_promise_is_left_alone() {
        assert_eq!(read_out("The report was noted."), None);
        assert_eq!(read_out("Write to office@northmoor.example"), None);
        assert_eq!(read_out("@Ama by 1 May"), None);
        assert_eq!(read_out("@"), None);
        let by_hand = read_out("@Ama by hand deliver the letters");
        assert_eq!(by_hand, Some(("Ama".to_owned(), None, "by hand deliver the letters".to_owned())));
    }
}
