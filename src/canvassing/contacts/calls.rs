//! Whom of a round to call next.

use serde::Serialize;

use super::{Outcome, Picture, store::Call};
use crate::{
    canvassing::{
        electors::Door,
        follow_ups::{FollowUp, Telephone},
    },
    db::{DoorId, ElectorId, Instant, RowId, ShiftId},
};

/// Somebody who gave a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Callee {
    /// The follow-up in which the number stands.
    pub number: RowId,
    pub door: DoorId,
    pub elector: Option<ElectorId>,
    pub address: String,
    pub telephone: Telephone,
    /// All that was written: "07700 900123, after six".
    pub words: String,
    pub last: Option<Last>,
}

/// What came of the call before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Last {
    pub outcome: Outcome,
    pub code: Option<RowId>,
    pub at: Instant,
    #[serde(skip)]
    shift: Option<ShiftId>,
}

/// Those who may be called at these doors, in the order of the doors. At a door where nobody is to call, nobody is called either.
pub fn callees(doors: &[(i32, Door)], numbers: &[FollowUp], calls: &[Call]) -> Vec<Callee> {
    let open = doors.iter().map(|(_, door)| door).filter(|door| door.do_not_knock_at.is_none());
    open.flat_map(|door| numbers.iter().filter(|number| number.door == door.id).map(move |number| (door, number)))
        .filter_map(|(door, number)| {
            let theirs =
                |call: &&Call| call.door == number.door && call.elector == number.elector && call.at >= number.opened_at;
            let last = calls.iter().rev().find(theirs);
            Some(Callee {
                number: number.id,
                door: door.id,
                elector: number.elector,
                address: door.address(),
                telephone: Telephone::find(&number.words)?,
                words: number.words.clone(),
                last: last.map(|call| Last { outcome: call.outcome, code: call.code, at: call.at, shift: call.shift }),
            })
        })
        .collect()
}

impl Callee {
    /// Whether they are still to be called, to be called again, or neither.
    pub fn picture(&self) -> Picture {
        self.last.map_or(Picture::Todo, |last| last.outcome.picture())
    }
}

/// Whom to call after the one with this number: the next who was never called, from the start again when the end is reached; then
/// those who did not take the call, each once in a shift.
pub fn next_after(callees: &[Callee], after: Option<RowId>, shift: Option<ShiftId>) -> Option<&Callee> {
    let start = after.and_then(|after| callees.iter().position(|each| each.number == after)).map_or(0, |at| at + 1);
    let in_turn = || callees.iter().cycle().skip(start).take(callees.len());
    let was_now = |each: &Callee| shift.is_some() && each.last.is_some_and(|last| last.shift == shift);
    let is_to_call_again = |each: &&Callee| each.picture() == Picture::Back && !was_now(each) && Some(each.number) != after;
    in_turn().find(|each| each.picture() == Picture::Todo).or_else(|| in_turn().find(is_to_call_again))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn callee(last: Option<(Outcome, Option<ShiftId>)>) -> Callee {
        let at: Instant = "2026-11-23T18:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().expect("a moment").into();
        Callee {
            number: RowId::fresh(),
            door: DoorId::fresh(),
            elector: None,
            address: "1 Mill Lane".into(),
            telephone: Telephone::find("07700 900123").expect("a number"),
            words: "07700 900123".into(),
            last: last.map(|(outcome, shift)| Last { outcome, code: None, at, shift }),
        }
    }

    #[test]
    fn everybody_is_called_once_before_anybody_is_called_again() {
        let (tonight, before) = (Some(ShiftId::fresh()), Some(ShiftId::fresh()));
        let spoke = callee(Some((Outcome::Spoke, tonight)));
        let missed_before = callee(Some((Outcome::NoAnswer, before)));
        let missed_now = callee(Some((Outcome::NoAnswer, tonight)));
        let (first, fresh) = (callee(None), callee(None));
        let all = [first.clone(), spoke.clone(), missed_before.clone(), missed_now.clone(), fresh.clone()];
        let next = |all: &[Callee], after: &Callee| next_after(all, Some(after.number), tonight).map(|each| each.number);

        assert_eq!(next(&all, &first), Some(fresh.number));
        assert_eq!(next(&all, &fresh), Some(first.number), "from the start again");
        assert_eq!(next(&all[1..4], &spoke), Some(missed_before.number), "who was missed tonight is left in peace");
        assert_eq!(next(&[spoke.clone(), missed_now], &spoke), None);
        assert_eq!(next_after(&all, None, tonight).map(|each| each.number), Some(first.number));
        assert_eq!(next_after(&[], None, None), None);
    }
}
