//! The cut in force going on with the doors of today's register.

use std::collections::{BTreeSet, HashSet};

use super::{Draft, Proposed, Round, round};
use crate::{
    canvassing::{
        cut::{self, Pace},
        electors::Door,
    },
    db::DoorId,
};

/// A cut as it goes on; nothing is published yet.
#[derive(Debug)]
pub struct GoingOn {
    pub draft: Draft,
    /// New doors that join a round.
    pub joined: usize,
    /// Doors that are gone, or whose people wish no visit now.
    pub gone: usize,
    /// Rounds made of new doors that no round has room for.
    pub fresh: usize,
}

/// How much larger than the largest a round may become before new doors make rounds of their own.
const ROOM: (usize, usize) = (5, 4);

/// The rounds of before with today's `doors`, of which those in `done` join no round. Each keeps its number and bears the
/// letter of the new cut.
pub fn go_on(before: &[(Round, Vec<DoorId>)], doors: &[Door], done: &HashSet<DoorId>, draft: Draft, pace: Pace) -> GoingOn {
    let known: HashSet<DoorId> = before.iter().flat_map(|(_, doors)| doors.iter().copied()).collect();
    let counts = |door: &&Door| door.do_not_knock_at.is_none() && (known.contains(&door.id) || !done.contains(&door.id));
    let doors: Vec<&Door> = doors.iter().filter(counts).collect();
    let knocked: Vec<cut::Door> = doors.iter().map(|door| round::as_cut(door, &draft.code, &draft.ground)).collect();
    let ids: Vec<Vec<String>> = before.iter().map(|(_, doors)| doors.iter().map(DoorId::to_string).collect()).collect();
    let largest = before.iter().map(|(_, doors)| doors.len()).max().unwrap_or_default();
    let kept = cut::keep(&ids, &knocked, largest * ROOM.0 / ROOM.1);
    let proposed = |number: &str, order: &[usize]| {
        let streets: BTreeSet<&str> = order.iter().map(|at| doors[*at].street.as_str()).collect();
        Proposed {
            code: format!("{}-{number}{}", draft.code, round::edition(draft.number)),
            doors: order.iter().map(|at| doors[*at].id).collect(),
            streets: streets.into_iter().map(str::to_owned).collect(),
            metres: None,
            minutes: pace.minutes(order.len(), 0.0),
        }
    };
    let numbers: Vec<&str> = before.iter().map(|(round, _)| number_of(&round.code, &draft.code)).collect();
    let mut rounds: Vec<Proposed> = numbers
        .iter()
        .zip(&kept.rounds)
        .filter(|(_, order)| !order.is_empty())
        .map(|(number, order)| proposed(number, order))
        .collect();
    let last = numbers.iter().filter_map(|number| number.parse::<usize>().ok()).max().unwrap_or_default();
    let fresh = over_in_rounds(&kept.over, &knocked, largest);
    rounds.extend((last + 1..).zip(&fresh).map(|(number, order)| proposed(&format!("{number:02}"), order)));
    GoingOn { joined: kept.joined, gone: kept.gone, fresh: fresh.len(), draft: Draft { rounds, ..draft } }
}

/// What is left over, cut street by street.
fn over_in_rounds(over: &[usize], knocked: &[cut::Door], per_round: usize) -> Vec<Vec<usize>> {
    let doors: Vec<cut::Door> = over.iter().map(|door| knocked[*door].clone()).collect();
    let rounds = cut::by_street_into(&doors, cut::how_many(doors.len(), per_round));
    rounds.into_iter().map(|round| round.doors.into_iter().map(|at| over[at]).collect()).collect()
}

/// "07" of "NSB1-07B".
pub fn number_of<'a>(code: &'a str, district: &str) -> &'a str {
    let rest = code.strip_prefix(district).unwrap_or(code).trim_start_matches('-');
    let end = rest.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(rest.len());
    &rest[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_round_keeps_its_number_whatever_letter_it_bears() {
        assert_eq!(["NSB1-07", "NSB1-07B", "NSB1-07-27"].map(|code| number_of(code, "NSB1")), ["07"; 3]);
    }
}
