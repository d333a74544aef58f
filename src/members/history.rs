//! What changes with time, each fact with its days and where it was learnt.

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    db::{MemberId, RowId},
    render::dates,
};

/// A time of membership in one class; both days count, and no last day means that it lasts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Spell {
    pub id: RowId,
    pub class: String,
    pub from_on: NaiveDate,
    pub to_on: Option<NaiveDate>,
    pub source: String,
}

/// What stands between a source and that of another first day, which a list said and somebody took.
const FIRST_DAY: &str = "; first day by ";

impl Spell {
    /// Its source once the first day of a list stands in place of its own: both days, and where each is from, stay readable.
    pub fn sourced_anew(&self, list: &str) -> String {
        format!("{}{FIRST_DAY}{list}, until then {}", self.source, dates::day(self.from_on))
    }

    /// Its source before that.
    pub fn sourced_before(&self) -> &str {
        self.source.rfind(FIRST_DAY).map_or(&self.source, |at| &self.source[..at])
    }
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

    /// "full since 1 March 2019", "no member today".
    pub fn standing(&self) -> String {
        match self.current() {
            Some(spell) => format!("{} since {}", spell.class, dates::day(spell.from_on)),
            None => "no member today".to_owned(),
        }
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

    #[test]
    fn both_days_of_joining_and_their_sources_stay_readable_and_come_apart_again() {
        let mut spell = history(&[("full", "2020-04-13", None)]).spells.remove(0);
        spell.source = "her card".into();

        let source = spell.sourced_anew("membership list of 3 October 2026");

        let expected = "her card; first day by membership list of 3 October 2026, until then Monday 13 April 2020";
        assert_eq!((source.as_str(), spell.sourced_before()), (expected, "her card"));
        assert_eq!(Spell { source, ..spell }.sourced_before(), "her card");
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
