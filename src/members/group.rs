//! Groups that the rules name, and who counts in them.

use chrono::NaiveDate;

use crate::rulebook::age;

/// Whether somebody counts in a group that the rules name, by what the register knows on a day: "women" by what they said of
/// themselves, "under-27s" by their day of birth. Nobody counts in a group that the register knows nothing of.
pub fn belongs(group: &str, gender: &str, born_on: Option<NaiveDate>, day: NaiveDate) -> bool {
    let younger_than = |group: &str| group.strip_prefix("under-")?.strip_suffix('s')?.parse::<u32>().ok();
    match younger_than(group) {
        Some(years) => born_on.is_some_and(|born_on| age(born_on, day) < years),
        None => group == "women" && gender == "F",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_is_under_27_until_the_day_before_the_birthday() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a written day");
        let born = Some(day("1999-01-01"));
        assert!(belongs("under-27s", "", born, day("2025-12-31")));
        assert!(!belongs("under-27s", "", born, day("2026-01-01")));
        assert!(!belongs("under-27s", "", None, day("2026-01-01")), "whose birth is not known does not count");
    }

    #[test]
    fn women_are_those_who_said_so_and_of_other_groups_nothing_is_known() {
        let today = NaiveDate::default();
        assert!(belongs("women", "F", None, today) && !belongs("women", "", None, today));
        assert!(!belongs("disabled members", "F", None, today));
    }
}
