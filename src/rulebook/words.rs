//! How days and numbers are written in an answer, the same everywhere.

use chrono::{Days, NaiveDate};

/// The day in full, such as "Wednesday 7 October 2026".
pub fn day(on: NaiveDate) -> String {
    on.format("%A %-d %B %Y").to_string()
}

/// "1 day", "7 days": the number with the word that fits it. The plural adds an s.
pub(super) fn counted(number: u32, one: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{number} {one}{ending}")
}

/// A number of thousandths as a decimal without needless noughts: 24300 is "24.3".
pub(super) fn decimal(thousandths: u64) -> String {
    let (whole, rest) = (thousandths / 1000, thousandths % 1000);
    if rest == 0 {
        return whole.to_string();
    }
    format!("{whole}.{rest:03}").trim_end_matches('0').to_owned()
}

/// "a, b and c".
pub(super) fn listed(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// The day `days` earlier, or the earliest day there is.
pub(super) fn days_before(on: NaiveDate, days: u32) -> NaiveDate {
    on.checked_sub_days(Days::new(days.into())).unwrap_or(NaiveDate::MIN)
}

/// The day `days` later, or the last day there is.
pub(super) fn days_after(on: NaiveDate, days: u32) -> NaiveDate {
    on.checked_add_days(Days::new(days.into())).unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decimal_has_no_needless_noughts() {
        assert_eq!(decimal(24_300), "24.3");
        assert_eq!(decimal(2_050), "2.05");
        assert_eq!(decimal(10_000), "10");
        assert_eq!(decimal(5), "0.005");
    }

    #[test]
    fn a_list_of_names_reads_as_one_would_say_it() {
        let names = ["chair", "secretary", "treasurer"].map(str::to_owned);
        assert_eq!(listed(&names), "chair, secretary and treasurer");
        assert_eq!(listed(&names[..1]), "chair");
    }
}
