//! Membership: who counts as a member, when dues are late, and since when a membership has lasted without a break.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::words::days_before;
use super::{Facts, Length, Period};

/// The rules of membership as such.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Membership {
    pub src: String,
    /// The classes there are, such as "full" and "supporter".
    pub classes: Vec<String>,
    /// Those of them that vote.
    pub voting_classes: Vec<String>,
    /// Nobody younger is admitted.
    pub min_age: Option<u32>,
    /// How long after the last day paid for dues are late.
    pub grace: Length,
    /// How long after the last day paid for membership lapses.
    pub lapse_after: Option<Length>,
    /// Who rejoins after more days than this starts anew.
    pub allowed_gap_days: u32,
    /// Nobody is reminded of late dues twice within this time.
    pub reminders_apart: Length,
}

impl Default for Membership {
    fn default() -> Membership {
        Membership {
            src: String::new(),
            classes: vec!["full".to_owned()],
            voting_classes: vec!["full".to_owned()],
            min_age: None,
            grace: Length::Days(0),
            lapse_after: None,
            allowed_gap_days: 0,
            reminders_apart: Length::Months(1),
        }
    }
}

impl Membership {
    /// The day since when the person has been a member of one of these classes without a break, going back from `on`.
    /// None where they are not such a member on that day.
    pub fn continuous_since(&self, facts: &Facts, classes: &[String], on: NaiveDate) -> Option<NaiveDate> {
        let mut counted: Vec<&Period> = facts.periods.iter().filter(|period| is_one_of(&period.class, classes)).collect();
        counted.sort_by_key(|period| std::cmp::Reverse(period.from));
        let mut since = counted.iter().filter(|period| period.covers(on)).map(|period| period.from).min()?;
        for period in counted {
            if period.from < since && self.reaches(period, since) {
                since = period.from;
            }
        }
        Some(since)
    }

    /// Whether a membership that ended is near enough to one that began on `next` to count as the same.
    fn reaches(&self, earlier: &Period, next: NaiveDate) -> bool {
        let allowed = self.allowed_gap_days.saturating_add(1);
        earlier.to.is_none_or(|to| to >= days_before(next, allowed))
    }
}

/// Whether the name is one of these, whatever its capitals.
pub(super) fn is_one_of(name: &str, names: &[String]) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn member(periods: &[(&str, Option<&str>)]) -> Facts {
        let period = |(from, to): &(&str, Option<&str>)| Period { class: "Full".to_owned(), from: day(from), to: to.map(day) };
        Facts { periods: periods.iter().map(period).collect(), ..Facts::default() }
    }

    fn since(facts: &Facts, gap: u32) -> Option<NaiveDate> {
        let rules = Membership { allowed_gap_days: gap, ..Membership::default() };
        rules.continuous_since(facts, &rules.voting_classes, day("2026-07-31"))
    }

    #[test]
    fn a_gap_of_one_day_restarts_the_clock_where_none_is_allowed() {
        let facts = member(&[("2020-01-01", Some("2026-05-31")), ("2026-06-02", None)]);
        assert_eq!(since(&facts, 0), Some(day("2026-06-02")));
        assert_eq!(since(&facts, 1), Some(day("2020-01-01")));
    }

    #[test]
    fn a_period_that_begins_the_day_after_the_last_continues_it() {
        let facts = member(&[("2026-06-01", None), ("2020-01-01", Some("2026-05-31"))]);
        assert_eq!(since(&facts, 0), Some(day("2020-01-01")));
    }

    #[test]
    fn a_short_period_inside_a_long_one_does_not_break_the_chain() {
        let facts = member(&[("2019-01-01", Some("2019-12-31")), ("2020-01-01", None), ("2021-01-01", Some("2021-02-01"))]);
        assert_eq!(since(&facts, 0), Some(day("2019-01-01")));
    }

    #[test]
    fn somebody_who_left_before_the_day_is_no_member_on_it() {
        assert_eq!(since(&member(&[("2020-01-01", Some("2026-07-30"))]), 0), None);
    }
}
