//! Somebody at the door, found by name, number, word or card, with what the rulebook says of them at this moment.

use serde::Serialize;

use super::super::{Meeting, attendance::Whereabouts, card, roll, store};
use crate::{
    db::{MemberId, Vault},
    members,
    web::{Look, Problem},
};

/// So many people are shown; whoever is not among them types another letter.
const MOST: i64 = 8;

/// Somebody who was looked for, or whose card was read.
#[derive(Debug, Serialize)]
pub struct Found {
    id: MemberId,
    name: String,
    number: String,
    may_vote: bool,
    /// Why not, where not.
    says: String,
    /// Dues are not paid to the day of the meeting: a quiet word.
    owes: bool,
    /// Where the person takes part already.
    here: Option<Whereabouts>,
}

impl Found {
    pub fn samples() -> Vec<Self> {
        let found = |may_vote: bool, owes, here| Found {
            id: MemberId::random(),
            name: "Ama Okoro".into(),
            number: "N10003".into(),
            may_vote,
            says: if may_vote { String::new() } else { "Dues are paid to 1 May only.".into() },
            owes,
            here,
        };
        vec![
            found(true, false, None),
            found(false, true, None),
            found(true, true, Some(Whereabouts::Room)),
            found(true, false, Some(Whereabouts::Remote)),
        ]
    }
}

/// The people typed for, by a part of the name, the number, or the word they say, each with the rulebook's answer of this moment.
pub fn found(look: &mut Look<'_>, vault: &Vault, meeting: &Meeting, typed: &str) -> Result<Vec<Found>, Problem> {
    let mut people: Vec<MemberId> = Vec::new();
    if card::is_door_word(typed) {
        let word = typed.to_ascii_uppercase();
        people = store::on_roll(look.conn, look.branch.id, meeting.id)?;
        people.retain(|member| card::door_word(vault, meeting.id, *member) == word);
    }
    let by_name = members::search(look.conn, look.branch.id, typed, MOST)?;
    people.extend(by_name.into_iter().map(|person| person.id).filter(|id| !people.contains(id)).collect::<Vec<_>>());
    let found: Result<Vec<_>, _> = people.into_iter().map(|member| found_one(look, meeting, member)).collect();
    Ok(found?.into_iter().flatten().collect())
}

/// One person at the door; none who is not in the register.
pub fn found_one(look: &mut Look<'_>, meeting: &Meeting, member: MemberId) -> Result<Option<Found>, Problem> {
    let on = meeting.on(&look.branch);
    let question = roll::question(&look.branch.rulebook, meeting.kind, on);
    let Some(person) = members::persons(look.conn, look.branch.id, &[member])?.into_iter().next() else { return Ok(None) };
    let (eligibility, facts) = members::standing(look.conn, &look.branch, member, &question)?;
    let here = store::stay_of(look.conn, look.branch.id, meeting.id, member)?.map(|stay| stay.whereabouts);
    Ok(Some(Found {
        id: person.id,
        name: person.name,
        number: person.number,
        may_vote: eligibility.is_yes(),
        says: roll::says(&eligibility),
        owes: members::owes(&look.branch.rulebook, facts.paid_to, on),
        here,
    }))
}
