//! When a fact about a member may be put right by hand, and what that does to the facts beside it.

use chrono::NaiveDate;

use super::history::{History, Spell};
use crate::{
    render::dates,
    web::{Refusal, typed},
};

/// Why a fact stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotRight {
    #[error("Say where you know it from, such as “letter of 3 November”. It stands beside the fact.")]
    NoSource,
    #[error("Write the day, such as 2026-11-03.")]
    NoDay { field: &'static str },
    #[error("Only what has happened is recorded. Take today or an earlier day.")]
    NotYet { field: &'static str },
    #[error("Choose what is right from that day on.")]
    NoClass,
    #[error("Membership as {class} began on {}. Take a later day; where that day is wrong, put the date of joining right.", dates::day(*.from_on))]
    BeforeItBegan { class: String, from_on: NaiveDate },
    #[error("An earlier membership lasted to {}. Take a later day.", dates::day(*.to_on))]
    Overlaps { to_on: NaiveDate },
    #[error("This person is no member today, so there is nothing to end.")]
    NoMembership,
    #[error("That is what the register says already.")]
    Same { field: &'static str },
    #[error("Choose the ward, or write the name of one that is not on the list.")]
    NoWard,
    #[error("The last day is before the first. Change one of the two.")]
    EndsBeforeItBegins,
    #[error("A member has a name. Write at least one.")]
    NoName,
    #[error("Somebody has this number already. Numbers are given once.")]
    NumberTaken,
    #[error("Write the membership number.")]
    NoNumber,
    #[error("{0}")]
    NoAddress(String),
    #[error(
        "This member holds the office of {office}, which opens more than your own does, and signs in by this address. Whoever looks after the branch changes it."
    )]
    InOffice { office: String },
}

impl Refusal for NotRight {
    fn field(&self) -> Option<&'static str> {
        Some(match self {
            Self::NoSource => "source",
            Self::NoDay { field } | Self::NotYet { field } | Self::Same { field } => field,
            Self::NoClass | Self::NoMembership => "class",
            Self::BeforeItBegan { .. } | Self::Overlaps { .. } => "from",
            Self::NoWard => "ward",
            Self::EndsBeforeItBegins => "until",
            Self::NoName => "last_name",
            Self::NumberTaken | Self::NoNumber => "number",
            Self::NoAddress(_) | Self::InOffice { .. } => "email",
        })
    }
}

/// Where a fact is known from; it is never left out.
pub fn source_of(typed: &str) -> Result<String, NotRight> {
    let source = typed.trim();
    if source.is_empty() { Err(NotRight::NoSource) } else { Ok(source.to_owned()) }
}

/// A day that has come.
pub fn past_day(field: &'static str, written: &str, today: NaiveDate) -> Result<NaiveDate, NotRight> {
    let day = typed::day(written).ok_or(NotRight::NoDay { field })?;
    if day <= today { Ok(day) } else { Err(NotRight::NotYet { field }) }
}

/// What another class does to the history of a membership.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClassChange {
    /// It begins on the day, and the class before ends the day before.
    Begins,
    /// The class before was wrong from its first day.
    Replaces(Spell),
    /// Membership ends with the day before.
    Ends(Spell, NaiveDate),
}

/// What it means that somebody is in `class` from a day on; no class for somebody who is a member no longer.
pub fn class_change(history: &History, class: Option<&str>, from_on: NaiveDate) -> Result<ClassChange, NotRight> {
    let before = || from_on.pred_opt().unwrap_or(from_on);
    match (history.current(), class) {
        (None, None) => Err(NotRight::NoMembership),
        (None, Some(_)) => match history.spells.iter().filter_map(|spell| spell.to_on).max() {
            Some(to_on) if to_on >= from_on => Err(NotRight::Overlaps { to_on }),
            _ => Ok(ClassChange::Begins),
        },
        (Some(spell), Some(class)) if spell.class == class => Err(NotRight::Same { field: "class" }),
        (Some(spell), class) if from_on < spell.from_on || (class.is_none() && from_on == spell.from_on) => {
            Err(NotRight::BeforeItBegan { class: spell.class.clone(), from_on: spell.from_on })
        }
        (Some(spell), Some(_)) if from_on == spell.from_on => Ok(ClassChange::Replaces(spell.clone())),
        (Some(_), Some(_)) => Ok(ClassChange::Begins),
        (Some(spell), None) => Ok(ClassChange::Ends(spell.clone(), before())),
    }
}

/// Which spell another date of joining changes, if it may: the first one of the membership that lasts, and the new day
/// leaves it at least one day and meets no earlier membership.
pub fn joining_change(history: &History, joined_on: NaiveDate) -> Result<Spell, NotRight> {
    let first = history.joined_with().ok_or(NotRight::NoMembership)?;
    if first.from_on == joined_on {
        return Err(NotRight::Same { field: "from" });
    }
    if first.to_on.is_some_and(|to_on| joined_on > to_on) {
        return Err(NotRight::EndsBeforeItBegins);
    }
    let earlier = history.spells.iter().filter(|spell| spell.id != first.id && spell.from_on < first.from_on);
    match earlier.filter_map(|spell| spell.to_on).max() {
        Some(to_on) if to_on >= joined_on => Err(NotRight::Overlaps { to_on }),
        _ => Ok(first.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::RowId;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a written day")
    }

    fn history(spells: &[(&str, &str, Option<&str>)]) -> History {
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
    fn a_class_begins_on_its_day_replaces_one_that_was_wrong_or_ends() {
        let ama = history(&[("full", "2024-03-01", None)]);
        assert_eq!(class_change(&ama, Some("supporter"), day("2026-10-01")), Ok(ClassChange::Begins));
        assert!(matches!(class_change(&ama, Some("supporter"), day("2024-03-01")), Ok(ClassChange::Replaces(_))));
        assert!(matches!(class_change(&ama, None, day("2026-10-01")), Ok(ClassChange::Ends(_, on)) if on == day("2026-09-30")));
    }

    #[test]
    fn nothing_begins_before_the_membership_or_inside_an_earlier_one() {
        let ama = history(&[("full", "2020-01-01", Some("2022-12-31")), ("full", "2024-03-01", None)]);
        assert!(matches!(class_change(&ama, Some("supporter"), day("2023-06-01")), Err(NotRight::BeforeItBegan { .. })));
        assert!(matches!(joining_change(&ama, day("2022-06-01")), Err(NotRight::Overlaps { .. })));
        assert!(joining_change(&ama, day("2023-06-01")).is_ok());
        let gone = history(&[("full", "2020-01-01", Some("2022-12-31"))]);
        assert!(matches!(class_change(&gone, Some("full"), day("2022-12-31")), Err(NotRight::Overlaps { .. })));
        assert_eq!(class_change(&gone, Some("full"), day("2023-01-01")), Ok(ClassChange::Begins));
        assert_eq!(class_change(&gone, None, day("2023-01-01")), Err(NotRight::NoMembership));
    }

    #[test]
    fn what_has_not_come_yet_is_not_recorded() {
        assert_eq!(past_day("from", "2026-11-27", day("2026-11-26")), Err(NotRight::NotYet { field: "from" }));
        assert_eq!(past_day("from", "26/11/2026", day("2026-11-26")), Ok(day("2026-11-26")));
        assert_eq!(past_day("from", "soon", day("2026-11-26")), Err(NotRight::NoDay { field: "from" }));
    }
}
