//! A cut as a coordinator shapes it: rounds of before that stay as they are, and streets put into another round.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::{
    Draft, Proposed,
    keeping::number_of,
    round::{as_cut, edition},
};
use crate::{
    canvassing::{
        cut::{self, Pace},
        electors::Door,
    },
    db::DoorId,
};

/// A street that goes to another round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// The key of the street.
    pub street: String,
    /// "07" of "NSB1-07".
    pub round: String,
}

impl Move {
    /// Reads what [`Move::written`] writes.
    pub fn read(written: &str) -> Option<Self> {
        let (street, round) = written.rsplit_once('>')?;
        Some(Self { street: street.to_owned(), round: round.to_owned() })
    }

    /// "mill lane>07".
    pub fn written(&self) -> String {
        format!("{}>{}", self.street, self.round)
    }
}

/// A draft together with the rounds that stay: those keep their numbers, and the others take the numbers that are free.
pub fn beside(staying: &[(String, Vec<DoorId>)], doors: &[Door], draft: Draft, pace: Pace) -> Draft {
    let by_id = by_id(doors);
    let taken: HashSet<&str> = staying.iter().map(|(code, _)| number_of(code, &draft.code)).collect();
    let mut free = (1..).map(|number| format!("{number:02}")).filter(|number| !taken.contains(number.as_str()));
    let kept = staying.iter().map(|(code, ids)| {
        let order: Vec<&Door> = ids.iter().filter_map(|id| by_id.get(id).copied()).filter(may_knock).collect();
        proposed(&draft, number_of(code, &draft.code), &order, None, pace)
    });
    let fresh = draft.rounds.iter().map(|round| {
        let number = free.next().unwrap_or_default();
        Proposed { code: coded(&draft, &number), ..round.clone() }
    });
    let mut rounds: Vec<Proposed> = kept.chain(fresh).filter(|round| !round.doors.is_empty()).collect();
    rounds.sort_by(|one, other| one.code.cmp(&other.code));
    Draft { rounds, ..draft }
}

/// A draft once streets are moved, one after the other. A round that has no door left is gone; one that changes is walked anew.
pub fn moved(moves: &[Move], doors: &[Door], mut draft: Draft, pace: Pace) -> Draft {
    let by_id = by_id(doors);
    let is_of = |id: &DoorId, street: &str| by_id.get(id).is_some_and(|door| door.street_key == street);
    let mut changed: BTreeSet<usize> = BTreeSet::new();
    for Move { street, round } in moves {
        let Some(to) = draft.rounds.iter().position(|one| number_of(&one.code, &draft.code) == round) else { continue };
        for from in (0..draft.rounds.len()).filter(|from| *from != to) {
            let (going, staying): (Vec<_>, Vec<_>) = draft.rounds[from].doors.iter().partition(|id| is_of(id, street));
            if !going.is_empty() {
                draft.rounds[from].doors = staying;
                draft.rounds[to].doors.extend(going);
                changed.extend([from, to]);
            }
        }
    }
    for at in changed {
        let order: Vec<&Door> = draft.rounds[at].doors.iter().filter_map(|id| by_id.get(id).copied()).collect();
        let number = number_of(&draft.rounds[at].code, &draft.code).to_owned();
        draft.rounds[at] = walked(&draft, &number, &order, pace);
    }
    draft.rounds.retain(|round| !round.doors.is_empty());
    draft
}

/// A round of these doors, in the order in which they are walked.
fn walked(draft: &Draft, number: &str, doors: &[&Door], pace: Pace) -> Proposed {
    let knocked: Vec<cut::Door> = doors.iter().map(|door| as_cut(door, &draft.code, &draft.ground)).collect();
    match cut::by_walking_into(&knocked, draft.ground.paths(), 1).pop() {
        Some(round) => {
            let order: Vec<&Door> = round.doors.iter().map(|at| doors[*at]).collect();
            proposed(draft, number, &order, round.metres, pace)
        }
        None => proposed(draft, number, &[], None, pace),
    }
}

fn proposed(draft: &Draft, number: &str, order: &[&Door], metres: Option<f64>, pace: Pace) -> Proposed {
    let streets: BTreeSet<&str> = order.iter().map(|door| door.street.as_str()).collect();
    Proposed {
        code: coded(draft, number),
        doors: order.iter().map(|door| door.id).collect(),
        streets: streets.into_iter().map(str::to_owned).collect(),
        metres: metres.map(|metres| metres.round() as u64),
        minutes: pace.minutes(order.len(), metres.unwrap_or_default()),
    }
}

fn coded(draft: &Draft, number: &str) -> String {
    format!("{}-{number}{}", draft.code, edition(draft.number))
}

fn may_knock(door: &&Door) -> bool {
    door.do_not_knock_at.is_none()
}

fn by_id(doors: &[Door]) -> HashMap<DoorId, &Door> {
    doors.iter().map(|door| (door.id, door)).collect()
}
