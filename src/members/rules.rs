//! What may be done to an import and to an office, and why not.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::{
    Office, Term, how_read,
    import::State,
    reconcile::{Guard, List},
};
use crate::{
    accounts::Permission,
    render::words::names,
    web::{Refusal, WayOn},
};

/// An import can be taken back for so long; the file and what it overwrote are kept no longer.
pub const UNDO_FOR: TimeDelta = TimeDelta::days(30);

/// What to type where a list looks like a part of the list.
pub const CONFIRMATION: &str = "whole list";

/// Why an import is not applied or not taken back.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotLoaded {
    #[error("This list was applied already. Its page says what it changed.")]
    AppliedAlready,
    #[error("This list was taken back. Send the file again if it is to count after all.")]
    TakenBack,
    #[error("The register has changed since you looked at this list. Look at what it would do now, then apply it.")]
    RegisterChanged,
    #[error("Type “whole list” if this is the list of all members, or send the right file.")]
    Unconfirmed,
    #[error("A list counts from the day it came, or from an earlier day of the last year.")]
    WrongDay,
    #[error("The file is kept for thirty days only. Send it again.")]
    FileGone,
    #[error(
        "None of its headings tells people apart. Say which column holds the membership numbers, the names or the mail addresses."
    )]
    NobodyKnown,
    #[error("No cell of {columns} proves which is the day and which the month. Say how the list is to be read, then apply it.")]
    DatesUndecided { columns: String },
    #[error("There is nothing to take back: this list was never applied.")]
    NeverApplied,
    #[error("A list can be taken back for thirty days after it was applied. Change what is wrong member by member.")]
    TooLate,
}

impl Refusal for NotLoaded {
    fn way_on(&self) -> Vec<WayOn> {
        vec![WayOn::to("/members/import", "See the lists that were loaded")]
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Unconfirmed => Some("confirm"),
            Self::WrongDay => Some("from_on"),
            _ => None,
        }
    }
}

/// Only a list that waits is applied, and only once.
pub fn may_apply(state: State) -> Result<(), NotLoaded> {
    match state {
        State::Received => Ok(()),
        State::Applied => Err(NotLoaded::AppliedAlready),
        State::Undone => Err(NotLoaded::TakenBack),
    }
}

/// A list is applied only when its columns tell people apart and every date means one day.
pub fn may_load(list: &List) -> Result<(), NotLoaded> {
    if !list.knows_people() {
        return Err(NotLoaded::NobodyKnown);
    }
    let columns: Vec<String> = how_read::undecided(list).map(|proof| format!("“{}”", proof.header)).collect();
    if columns.is_empty() { Ok(()) } else { Err(NotLoaded::DatesUndecided { columns: names(&columns) }) }
}

/// A list that looks like a part of the list is applied only by somebody who says in writing that it is not.
pub fn is_confirmed(guards: &[Guard], typed: &str) -> Result<(), NotLoaded> {
    let said = typed.trim().trim_matches(['“', '”', '"']).eq_ignore_ascii_case(CONFIRMATION);
    if guards.is_empty() || said { Ok(()) } else { Err(NotLoaded::Unconfirmed) }
}

/// The day from which changes of class and ward count: not in the future, and no more than a year ago.
pub fn counts_from(typed: &str, today: NaiveDate) -> Result<NaiveDate, NotLoaded> {
    if typed.trim().is_empty() {
        return Ok(today);
    }
    let day: NaiveDate = typed.trim().parse().map_err(|_| NotLoaded::WrongDay)?;
    if day <= today && today - day <= TimeDelta::days(366) { Ok(day) } else { Err(NotLoaded::WrongDay) }
}

/// An applied list is taken back within thirty days.
pub fn may_undo(state: State, applied_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Result<(), NotLoaded> {
    match (state, applied_at) {
        (State::Undone, _) => Err(NotLoaded::TakenBack),
        (State::Applied, Some(at)) if now - at <= UNDO_FOR => Ok(()),
        (State::Applied, Some(_)) => Err(NotLoaded::TooLate),
        _ => Err(NotLoaded::NeverApplied),
    }
}

/// Why an office is not given, or its term not ended.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotInOffice {
    #[error("The office of {office} opens more than your own does. Whoever looks after the branch gives it.")]
    OpensMore { office: String },
    #[error("The last day of the term is before its first. Change one of the two days.")]
    EndsBeforeItBegins,
    #[error("Until {until}, this member is {office} already. End that term first, or begin later.")]
    HeldAlready { office: String, until: String },
    #[error("Somebody must look after the branch. Give that office to the next one, then end this term.")]
    LastOfAll,
}

impl Refusal for NotInOffice {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::OpensMore { .. } => Some("office"),
            Self::EndsBeforeItBegins | Self::LastOfAll => Some("until"),
            Self::HeldAlready { .. } => Some("from"),
        }
    }
}

/// Whoever looks after the branch gives every office; others give those that open no more than they may do themselves,
/// so that nobody can make themselves secretary.
pub fn may_give(office: &Office, giver_may: impl Fn(Permission) -> bool) -> Result<(), NotInOffice> {
    let within = office.grants().iter().all(|permission| giver_may(*permission));
    if giver_may(Permission::ManageBranch) || within { Ok(()) } else { Err(NotInOffice::OpensMore { office: office.words() }) }
}

/// A term has its days in order, and nobody holds one office twice at a time.
pub fn may_take(office: &Office, (from, until): (NaiveDate, Option<NaiveDate>), held: &[Term]) -> Result<(), NotInOffice> {
    if until.is_some_and(|until| until < from) {
        return Err(NotInOffice::EndsBeforeItBegins);
    }
    let meets = |term: &&Term| {
        term.office == *office && until.is_none_or(|until| term.from_on <= until) && term.to_on.is_none_or(|to| from <= to)
    };
    match held.iter().find(meets) {
        Some(term) => {
            let until = term.to_on.map_or_else(|| "further notice".to_owned(), crate::render::dates::day);
            Err(NotInOffice::HeldAlready { office: office.words(), until })
        }
        None => Ok(()),
    }
}

/// A term ends on its first day at the earliest; one that has not begun may end the day before it would, which
/// withdraws it. `others` are the terms that stand besides this one.
pub fn may_end(term: &Term, last_on: NaiveDate, others: &[Term]) -> Result<(), NotInOffice> {
    if term.from_on.pred_opt().is_some_and(|earliest| last_on < earliest) {
        return Err(NotInOffice::EndsBeforeItBegins);
    }
    let runs_the_branch = |office: &Office| office.grants().contains(&Permission::ManageBranch);
    let next_day = last_on.succ_opt().unwrap_or(last_on);
    let covers = |other: &Term| other.from_on <= next_day && other.to_on.is_none_or(|to| to >= next_day);
    let someone_stays = others.iter().any(|other| runs_the_branch(&other.office) && covers(other));
    if runs_the_branch(&term.office) && !someone_stays { Err(NotInOffice::LastOfAll) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::{MemberId, RowId};

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a written day")
    }

    fn term(office: Office, from: &str, to: Option<&str>) -> Term {
        let (id, member, source) = (RowId::fresh(), MemberId::fresh(), String::new());
        Term { id, member, office, from_on: day(from), to_on: to.map(day), source }
    }

    #[test]
    fn a_list_that_looks_like_a_part_waits_for_the_typed_word() {
        let guard = Guard { words: String::new(), people: 100, of: 486 };
        assert_eq!(is_confirmed(std::slice::from_ref(&guard), "yes"), Err(NotLoaded::Unconfirmed));
        assert_eq!(is_confirmed(&[guard], " Whole list "), Ok(()));
        assert_eq!(is_confirmed(&[], ""), Ok(()));
    }

    #[test]
    fn an_import_is_taken_back_within_thirty_days_and_not_later() {
        let applied: DateTime<Utc> = "2026-10-03T10:00:00Z".parse().expect("a written moment");
        assert_eq!(may_undo(State::Applied, Some(applied), applied + UNDO_FOR), Ok(()));
        let later = applied + UNDO_FOR + TimeDelta::seconds(1);
        assert_eq!(may_undo(State::Applied, Some(applied), later), Err(NotLoaded::TooLate));
        assert_eq!(may_undo(State::Received, None, applied), Err(NotLoaded::NeverApplied));
    }

    #[test]
    fn a_list_is_loaded_when_its_dates_mean_one_day_each() {
        let list = |text: &str| super::super::reconcile::read(text.as_bytes()).expect("a list");
        assert_eq!(may_load(&list("Number,Joined\n7,27/09/2024\n")), Ok(()));
        let refused = may_load(&list("Number,Joined\n7,05/09/2024\n")).expect_err("nothing proves the order");
        assert!(refused.to_string().starts_with("No cell of “Joined” proves"), "{refused}");
    }

    #[test]
    fn a_list_never_counts_from_a_day_to_come() {
        let today = day("2026-10-03");
        assert_eq!(counts_from("", today), Ok(today));
        assert_eq!(counts_from("2026-10-01", today), Ok(day("2026-10-01")));
        assert_eq!(counts_from("2026-10-04", today), Err(NotLoaded::WrongDay));
        assert_eq!(counts_from("2016-10-04", today), Err(NotLoaded::WrongDay));
    }

    #[test]
    fn a_membership_secretary_cannot_make_herself_secretary() {
        let own = Office::MembershipSecretary.grants();
        assert!(may_give(&Office::Secretary, |permission| own.contains(&permission)).is_err());
        assert_eq!(may_give(&Office::Steward, |permission| own.contains(&permission)), Ok(()));
        let secretary = Office::Secretary.grants();
        assert_eq!(may_give(&Office::Secretary, |permission| secretary.contains(&permission)), Ok(()));
    }

    #[test]
    fn one_office_is_not_held_twice_at_a_time() {
        let held = [term(Office::Chair, "2026-01-01", Some("2026-12-31"))];
        assert!(may_take(&Office::Chair, (day("2026-12-31"), None), &held).is_err());
        assert_eq!(may_take(&Office::Chair, (day("2027-01-01"), None), &held), Ok(()));
        assert_eq!(may_take(&Office::Steward, (day("2026-06-01"), None), &held), Ok(()));
    }

    #[test]
    fn the_last_secretary_stays_until_the_next_one_is_there() {
        let old = term(Office::Secretary, "2024-01-01", None);
        let last_on = day("2026-10-31");
        assert_eq!(may_end(&old, last_on, &[]), Err(NotInOffice::LastOfAll));
        assert_eq!(may_end(&old, last_on, &[term(Office::Secretary, "2026-11-01", None)]), Ok(()));
        assert_eq!(may_end(&term(Office::Chair, "2024-01-01", None), last_on, &[]), Ok(()));
    }

    #[test]
    fn a_term_that_has_not_begun_can_be_withdrawn() {
        let coming = term(Office::Steward, "2026-12-01", None);
        assert_eq!(may_end(&coming, day("2026-11-30"), &[]), Ok(()));
        assert_eq!(may_end(&coming, day("2026-11-29"), &[]), Err(NotInOffice::EndsBeforeItBegins));
    }
}
