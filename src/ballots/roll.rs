//! The roll: who is entitled in this ballot, who is not and why, fixed when it opens.

use chrono::NaiveDate;
use diesel::{Queryable, Selectable};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::ballot::{Channel, Way};
use crate::{
    audit::hex,
    db::{BallotId, Json, MemberId, RollEntryId, schema::ballot_roll},
    rulebook::Eligibility,
};

/// One person's line on a roll.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = ballot_roll)]
pub struct RollEntry {
    pub id: RollEntryId,
    pub ballot_id: BallotId,
    pub member_id: MemberId,
    pub number: i32,
    pub entitled: bool,
    pub grounds: Json<Vec<Ground>>,
    /// The day, and no finer, on which the person voted.
    pub voted_on: Option<NaiveDate>,
    pub channel: Option<Channel>,
    /// The way a printed paper was issued, to those who vote on one.
    pub issued: Option<Way>,
}

/// One thing that the rule asked when the roll was frozen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ground {
    pub holds: bool,
    pub says: String,
    pub remedy: Option<String>,
    pub clause: String,
}

/// How a ballot's roll stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Turnout {
    pub entitled: i64,
    /// Of those entitled.
    pub voted: i64,
    /// On the roll without being entitled.
    pub excluded: i64,
}

impl RollEntry {
    /// As it goes into the fingerprint of its roll.
    pub fn sealed_as(&self) -> String {
        sealed_as(self.number, &self.member_id, self.entitled)
    }

    /// The first thing that stood in the way.
    pub fn obstacle(&self) -> Option<&Ground> {
        self.grounds.0.iter().find(|ground| !ground.holds)
    }
}

impl Turnout {
    /// How many of those entitled voted, as a report of voting says it: "62.5%".
    pub fn percent(self) -> String {
        let thousandths = (self.voted * 1_000 + self.entitled / 2) / self.entitled.max(1);
        format!("{}.{}%", thousandths / 10, thousandths % 10)
    }

    /// Whether nobody is left who could vote.
    pub fn is_complete(self) -> bool {
        self.entitled > 0 && self.voted >= self.entitled
    }
}

/// What the rulebook answered, to be kept as it was.
pub fn grounds(eligibility: &Eligibility) -> Vec<Ground> {
    let kept = eligibility.reasons.iter().map(|reason| Ground {
        holds: reason.holds,
        says: reason.says.clone(),
        remedy: reason.remedy.clone(),
        clause: reason.clause.clone(),
    });
    kept.collect()
}

/// SHA-256 over "number member yes|no", one entry a line, in the order of the numbers: whoever noted it when the ballot
/// opened can tell whether the roll was changed since.
pub fn fingerprint<'a>(lines: impl Iterator<Item = (i32, &'a MemberId, bool)>) -> String {
    let mut digest = Sha256::new();
    for (number, member, entitled) in lines {
        digest.update(sealed_as(number, member, entitled));
        digest.update("\n");
    }
    hex(&digest.finalize())
}

fn sealed_as(number: i32, member: &MemberId, entitled: bool) -> String {
    format!("{number} {member} {}", if entitled { "yes" } else { "no" })
}
