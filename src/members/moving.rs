//! A member says herself that she has moved: which days she may name, and what the move does to her facts.

use chrono::{Months, NaiveDate};

use super::history::History;
use crate::{
    render::dates,
    rulebook::{Facts, Residence},
    web::{Refusal, typed},
};

/// So far back a member dates her own move. A vote can hang on an earlier day, so an officer enters it, with its source.
const FURTHEST_BACK: Months = Months::new(1);

/// The choice that stands for a home outside every ward of the branch.
pub const OUTSIDE: &str = "-";

/// The choice that leaves the ward to the address.
pub const BY_ADDRESS: &str = "?";

/// Why a move cannot be entered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotMoved {
    #[error("Write the day of the move, such as 2026-11-03.")]
    NoDay,
    #[error("A move is entered when it has happened. Take today or an earlier day.")]
    NotYet,
    #[error(
        "You enter a move of the past month yourself. Tell the membership secretary of an earlier one: votes can hang on it."
    )]
    LongAgo,
    #[error("By the register you have lived in {ward} since {}. Take a later day.", dates::day(*.since))]
    BeforeTheLast { ward: String, since: NaiveDate },
    #[error("Choose your ward from the list.")]
    NoWard,
    #[error("Nobody has written down yet in which ward this address lies. Choose it from the list.")]
    WardUnknown,
    #[error("That is what the register says already.")]
    Same,
    #[error("Write at most 200 characters.")]
    TooLong { field: &'static str },
}

impl Refusal for NotMoved {
    fn field(&self) -> Option<&'static str> {
        Some(match self {
            Self::NoDay | Self::NotYet | Self::LongAgo | Self::BeforeTheLast { .. } => "on",
            Self::NoWard | Self::WardUnknown => "ward",
            Self::Same => "address",
            Self::TooLong { field } => field,
        })
    }
}

/// The day on which she moved to another ward.
pub fn moved_on(written: &str, history: &History, today: NaiveDate) -> Result<NaiveDate, NotMoved> {
    let on = typed::day(written).ok_or(NotMoved::NoDay)?;
    if on > today {
        return Err(NotMoved::NotYet);
    }
    if today.checked_sub_months(FURTHEST_BACK).is_some_and(|earliest| on < earliest) {
        return Err(NotMoved::LongAgo);
    }
    match history.home().and_then(|home| Some((home, home.from_on?))) {
        Some((home, since)) if on <= since => Err(NotMoved::BeforeTheLast { ward: home.ward.clone(), since }),
        _ => Ok(on),
    }
}

/// Her facts after the move: the home before ends the day before, and a new one begins unless she lives outside.
pub fn after_move(facts: &Facts, ward: Option<&str>, on: NaiveDate) -> Facts {
    let mut after = facts.clone();
    for residence in after.residences.iter_mut().filter(|residence| residence.to.is_none()) {
        residence.to = on.pred_opt();
    }
    after.residences.extend(ward.map(|ward| Residence { unit: ward.to_owned(), from: Some(on), to: None }));
    after
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{db::RowId, members::history::Home};

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a written day")
    }

    fn living_in_millbank_since(since: Option<&str>) -> History {
        let home =
            Home { id: RowId::fresh(), ward: "Millbank".into(), from_on: since.map(day), to_on: None, source: String::new() };
        History { spells: Vec::new(), homes: vec![home] }
    }

    #[test]
    fn a_member_dates_her_move_within_the_past_month_and_after_the_last_one() {
        let moved = |written: &str, since: Option<&str>| moved_on(written, &living_in_millbank_since(since), day("2026-11-26"));
        assert_eq!(moved("2026-10-26", None), Ok(day("2026-10-26")));
        assert_eq!(moved("2026-10-25", None), Err(NotMoved::LongAgo));
        assert_eq!(moved("2026-11-27", None), Err(NotMoved::NotYet));
        assert_eq!(moved("", None), Err(NotMoved::NoDay));
        assert!(matches!(moved("2026-11-20", Some("2026-11-20")), Err(NotMoved::BeforeTheLast { .. })));
        assert_eq!(moved("2026-11-21", Some("2026-11-20")), Ok(day("2026-11-21")));
    }

    #[test]
    fn the_old_home_ends_the_day_before_and_outside_there_is_no_new_one() {
        let lived = Residence { unit: "Millbank".into(), from: None, to: None };
        let facts = Facts { residences: vec![lived], ..Facts::default() };
        let where_on = |facts: &Facts, on: &str| facts.residence_on(day(on)).map(|residence| residence.unit.clone());

        let moved = after_move(&facts, Some("Northgate"), day("2026-11-20"));
        assert_eq!(where_on(&moved, "2026-11-19").as_deref(), Some("Millbank"));
        assert_eq!(where_on(&moved, "2026-11-20").as_deref(), Some("Northgate"));
        assert_eq!(where_on(&after_move(&facts, None, day("2026-11-20")), "2026-11-20"), None);
    }
}
