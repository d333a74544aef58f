//! What changes with time, each fact with its days and where it was learnt.

use chrono::NaiveDate;
use serde::Serialize;

use crate::db::{MemberId, RowId};

/// A time of membership in one class; both days count, and no last day means that it lasts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Spell {
    pub id: RowId,
    pub class: String,
    pub from_on: NaiveDate,
    pub to_on: Option<NaiveDate>,
    pub source: String,
}

/// A time of living in one ward. The first day is unknown for whoever lived there before records began.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Home {
    pub id: RowId,
    pub ward: String,
    pub from_on: Option<NaiveDate>,
    pub to_on: Option<NaiveDate>,
    pub source: String,
}

/// A time in which membership was suspended, both days included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Suspension {
    pub id: RowId,
    pub member: MemberId,
    pub from_on: NaiveDate,
    pub to_on: Option<NaiveDate>,
    pub source: String,
}

/// To which day dues are paid, by what was recorded on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Payment {
    pub id: RowId,
    pub recorded_on: NaiveDate,
    pub paid_to: Option<NaiveDate>,
    pub source: String,
}

/// Everything dated that is known of one member, but for offices; the oldest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct History {
    pub spells: Vec<Spell>,
    pub homes: Vec<Home>,
}

impl History {
    /// The membership that lasts.
    pub fn current(&self) -> Option<&Spell> {
        self.spells.iter().rev().find(|spell| spell.to_on.is_none())
    }

    /// The ward that the person lives in now.
    pub fn home(&self) -> Option<&Home> {
        self.homes.iter().rev().find(|home| home.to_on.is_none())
    }

    /// The spell with which the membership that lasts began: a change of class goes on from the day before, and so the
    /// date of joining is that of the first class.
    pub fn joined_with(&self) -> Option<&Spell> {
        let mut first = self.current()?;
        while let Some(earlier) =
            self.spells.iter().find(|spell| spell.from_on < first.from_on && reaches(spell, first.from_on))
        {
            first = earlier;
        }
        Some(first)
    }
}

/// Whether a spell lasted until the day before another one began, or longer.
fn reaches(earlier: &Spell, next: NaiveDate) -> bool {
    earlier.to_on.is_none_or(|to| to.succ_opt().is_none_or(|following| following >= next))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn history(spells: &[(&str, &str, Option<&str>)]) -> History {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a written day");
        let spell = |(class, from, to): &(&str, &str, Option<&str>)| Spell {
            id: RowId::fresh(),
            class: (*class).to_owned(),
            from_on: day(from),
            to_on: to.map(day),
            source: String::new(),
        };
        History { spells: spells.iter().map(spell).collect(), homes: Vec::new() }
    }

    fn joined(history: &History) -> Option<String> {
        history.joined_with().map(|spell| spell.from_on.to_string())
    }

    #[test]
    fn a_change_of_class_leaves_the_date_of_joining_alone() {
        let changed = history(&[("full", "2019-03-01", Some("2026-10-02")), ("lapsed", "2026-10-03", None)]);
        assert_eq!(joined(&changed).as_deref(), Some("2019-03-01"));
    }

    #[test]
    fn whoever_rejoined_after_a_gap_joined_on_the_later_day() {
        let rejoined = history(&[("full", "2019-03-01", Some("2021-10-02")), ("full", "2024-01-01", None)]);
        assert_eq!(joined(&rejoined).as_deref(), Some("2024-01-01"));
    }

    #[test]
    fn somebody_who_left_has_no_date_of_joining_today() {
        assert_eq!(joined(&history(&[("full", "2019-03-01", Some("2021-10-02"))])), None);
    }
}
