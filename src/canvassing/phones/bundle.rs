//! What a phone takes along of a round: doors, names, where each door stands. No telephone numbers, and of what was said
//! before, nothing but the latest.

use std::collections::HashSet;

use chrono::NaiveDate;
use serde::Serialize;

use super::rules::FORGETS_AFTER;
use crate::{
    canvassing::{
        contacts::{self, At, Codes, Knock, Opened, Picture, standing},
        electors::{Door, Elector},
        follow_ups::{self, FollowUp},
        voting_lists,
    },
    db::{AccountId, BranchId, Conn, ContactId, DoorId, ElectorId, Instant, ShiftId},
    web::Problem,
};

/// A round, as a phone carries it.
#[derive(Debug, Clone, Serialize)]
pub struct Bundle {
    pub code: String,
    /// The branch's clock, by which the phone reads `forget_at`.
    pub now: Instant,
    /// When the phone forgets all of this.
    pub forget_at: Instant,
    pub doors: Vec<Carried>,
}

/// A door in a phone.
#[derive(Debug, Clone, Serialize)]
pub struct Carried {
    pub id: DoorId,
    pub position: i32,
    pub label: String,
    pub street: String,
    pub postcode: String,
    pub barred: bool,
    pub electors: Vec<Behind>,
    /// How it stands: whoever noted it, and whenever.
    pub picture: Picture,
    /// The latest knock of an earlier shift.
    pub before: Option<Before>,
    /// What was noted in this shift.
    pub noted: Option<Noted>,
    pub notes: Vec<String>,
}

/// Somebody on the register behind a door.
#[derive(Debug, Clone, Serialize)]
pub struct Behind {
    pub id: ElectorId,
    pub name: String,
    /// "EU citizen, local elections".
    pub marks: String,
    pub of_age: Option<NaiveDate>,
}

/// The latest knock of an earlier shift: what came of it, and when.
#[derive(Debug, Clone, Serialize)]
pub struct Before {
    pub words: String,
    pub at: Instant,
}

/// What was noted at a door in this shift, as the buttons of the phone's page are called.
#[derive(Debug, Clone, Serialize)]
pub struct Noted {
    pub outcome: String,
    pub intention: Option<String>,
    /// In words, for a phone whose page has other buttons.
    pub words: String,
    /// What an entry of the phone names to correct it; nothing where somebody else noted it.
    pub id: Option<String>,
}

/// The round as it is now, for `account` to carry.
pub fn pack(conn: &mut Conn, branch: BranchId, opened: &Opened, account: AccountId, now: Instant) -> Result<Bundle, Problem> {
    let round = opened.round.id;
    let doors = contacts::doors_of(conn, branch, round)?;
    let ids: Vec<DoorId> = doors.iter().map(|(_, door)| door.id).collect();
    let mut behind = voting_lists::electors_at(conn, branch, &ids)?;
    let knocks = contacts::knocks(conn, branch, At::Rounds(vec![round]))?;
    let mut notes = contacts::notes_at(conn, branch, round)?;
    let came_in = contacts::came_in(conn, branch, round)?;
    let own: HashSet<ContactId> = came_in.iter().filter(|each| each.account == account).map(|each| each.id).collect();
    let codes = contacts::codes(conn, branch)?;
    let mut waiting = follow_ups::open_at(conn, branch, round)?;
    let shift = opened.shift.as_ref().map(|shift| shift.id);
    let carried = |(position, door): (i32, Door)| {
        let electors = behind.remove(&door.id).unwrap_or_default();
        let notes = notes.remove(&door.id).unwrap_or_default().into_iter().map(|note| note.words);
        let asked = waiting.remove(&door.id).unwrap_or_default().into_iter().map(|each| in_words(&each));
        let known = knocks.get(&door.id).map_or(&[][..], Vec::as_slice);
        carried(position, &door, electors, notes.chain(asked).collect(), known, shift, (&own, &codes))
    };
    let ends = opened.shift.as_ref().map_or(now.0, |shift| shift.ends_at.0);
    Ok(Bundle {
        code: opened.round.code.clone(),
        now,
        forget_at: (ends + FORGETS_AFTER).into(),
        doors: doors.into_iter().map(carried).collect(),
    })
}

fn carried(
    position: i32,
    door: &Door,
    electors: Vec<Elector>,
    notes: Vec<String>,
    known: &[Knock],
    shift: Option<ShiftId>,
    by: (&HashSet<ContactId>, &Codes),
) -> Carried {
    let (own, codes) = by;
    let now: Vec<&Knock> = known.iter().filter(|knock| shift.is_some() && knock.shift == shift).collect();
    let before = known.iter().rev().find(|knock| shift.is_none() || knock.shift != shift);
    let noted = |knock: &&Knock| Noted {
        outcome: knock.code.map_or_else(|| knock.outcome.to_string(), |id| id.to_string()),
        intention: knock.intention.map(|said| knock.intention_code.map_or_else(|| said.to_string(), |id| id.to_string())),
        words: codes.words(knock.outcome, knock.code),
        id: own.contains(&knock.id).then(|| knock.id.to_string()),
    };
    Carried {
        id: door.id,
        position,
        label: door.label(),
        street: door.street.clone(),
        postcode: door.postcode.clone(),
        barred: door.do_not_knock_at.is_some(),
        electors: electors.into_iter().map(behind).collect(),
        picture: standing(known).map_or(Picture::Todo, |knock| knock.outcome.picture()),
        before: before.map(|knock| Before { words: codes.words(knock.outcome, knock.code), at: knock.at }),
        noted: now.last().map(noted),
        notes,
    }
}

/// What is still to be seen to at a door, as a line beside its notes.
fn in_words(what: &FollowUp) -> String {
    if what.words.is_empty() { what.kind.words().to_owned() } else { format!("{}: {}", what.kind.words(), what.words) }
}

fn behind(elector: Elector) -> Behind {
    let name = if elector.name.is_empty() { "No name given".to_owned() } else { elector.name };
    Behind { id: elector.id, name, marks: elector.markers.join(", "), of_age: elector.attains_on }
}
