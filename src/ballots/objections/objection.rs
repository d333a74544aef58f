//! What a member says against a roll, and how it was decided.

use chrono::NaiveDate;
use diesel::{Queryable, Selectable};
use serde::Serialize;

use crate::db::{BallotId, MemberId, schema::roll_objections};

crate::text_enum! {
    /// How an objection was decided.
    pub enum Ruling {
        Granted = "granted",
        Refused = "refused",
    }
}

/// One member's objection to one roll.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable)]
#[diesel(table_name = roll_objections)]
pub struct Objection {
    pub ballot_id: BallotId,
    pub member_id: MemberId,
    /// Her words; empty once their time is over.
    pub says: String,
    /// Why the roll gave her no vote when she wrote them.
    pub stood: String,
    pub made_on: NaiveDate,
    /// None while nobody has decided.
    pub ruling: Option<Ruling>,
    /// The officer's reason, with a ruling.
    pub because: String,
    pub decided_on: Option<NaiveDate>,
}

/// How the objections to one roll stand, as everybody sees it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    pub made: usize,
    pub waiting: usize,
    pub granted: usize,
    pub refused: usize,
}

impl Tally {
    pub fn of(objections: &[Objection]) -> Self {
        let ruled = |ruling| objections.iter().filter(|one| one.ruling == ruling).count();
        Self {
            made: objections.len(),
            waiting: ruled(None),
            granted: ruled(Some(Ruling::Granted)),
            refused: ruled(Some(Ruling::Refused)),
        }
    }
}
