//! A nomination: what the meeting of one body decided, and by what votes.

use chrono::NaiveDate;
use diesel::{Queryable, Selectable};

use super::body::BodyKind;
use crate::{
    db::{BodyId, MemberId, RowId, schema::selection_nominations},
    render::words,
};

/// The meeting of one body, as an officer entered it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = selection_nominations)]
pub struct Nomination {
    pub id: RowId,
    pub body_id: BodyId,
    pub body_kind: BodyKind,
    pub body_name: String,
    pub met_on: NaiveDate,
    pub present: i32,
    /// None where it nominated nobody.
    pub nominee_id: Option<MemberId>,
    pub by_lot: bool,
    pub entered_on: NaiveDate,
    /// The day on which an officer put it right, if one did; another entry stands in its place.
    pub replaced_on: Option<NaiveDate>,
}

/// How many voted for somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Vote {
    pub member: MemberId,
    pub votes: u32,
}

/// How a meeting voted, in sentences that can be read out. `called` are those with votes by name, the most first.
pub fn told(nomination: &Nomination, nominee: Option<&str>, called: &[(String, u32)]) -> Vec<String> {
    let counted: Vec<String> = called.iter().map(|(name, votes)| format!("{votes} for {name}")).collect();
    let cast: u32 = called.iter().map(|(_, votes)| votes).sum();
    let present = u32::try_from(nomination.present).unwrap_or_default();
    let mut told = vec![match counted.is_empty() {
        true => format!("{present} were present."),
        false => format!("{present} were present and {cast} voted: {}.", words::names(&counted)),
    }];
    told.push(match (nominee, nomination.by_lot) {
        (None, _) => "The meeting nominated nobody.".to_owned(),
        (Some(name), false) => format!("{name} had the most votes."),
        (Some(name), true) => format!("The most votes were equal, and the meeting’s lot took {name}."),
    });
    told
}
