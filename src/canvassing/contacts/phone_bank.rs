//! Whom the branch may call, round by round.

use std::collections::HashMap;

use super::{
    Picture,
    calls::{Callee, callees},
    store,
};
use crate::{
    canvassing::{
        electors::{self, Door},
        follow_ups,
        rounds::{self, Round},
    },
    db::{BranchId, Conn, DoorId, RoundId},
};

/// A round on which somebody gave a number, and how far the calls are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundToCall {
    pub round: Round,
    pub todo: usize,
    pub back: usize,
    pub done: usize,
}

/// Those who may be called at these doors, in their order.
pub fn at_doors(conn: &mut Conn, branch: BranchId, doors: &[(i32, Door)]) -> diesel::QueryResult<Vec<Callee>> {
    let ids: Vec<DoorId> = doors.iter().map(|(_, door)| door.id).collect();
    let numbers = follow_ups::may_be_called_at(conn, branch, &ids)?;
    let of_numbers: Vec<DoorId> = numbers.iter().map(|number| number.door).collect();
    let calls = store::calls_to(conn, branch, &of_numbers)?;
    Ok(callees(doors, &numbers, &calls))
}

/// The rounds of the plan on which somebody gave a number, by code.
pub fn rounds_to_call(conn: &mut Conn, branch: BranchId) -> diesel::QueryResult<Vec<RoundToCall>> {
    let rounds = rounds::plan_rounds(conn, branch, None)?;
    let of_round = rounds::doors_in(conn, branch, &rounds.iter().map(|round| round.id).collect::<Vec<_>>())?;
    let round_of: HashMap<DoorId, RoundId> =
        of_round.iter().flat_map(|(round, doors)| doors.iter().map(|door| (*door, *round))).collect();
    let with_numbers: Vec<DoorId> = round_of.keys().copied().collect();
    let numbers = follow_ups::may_be_called_at(conn, branch, &with_numbers)?;
    let doors = electors::find_doors(conn, branch, &numbers.iter().map(|number| number.door).collect::<Vec<_>>())?;
    let doors: Vec<(i32, Door)> = doors.into_iter().map(|door| (0, door)).collect();
    let mut of_rounds: HashMap<RoundId, Vec<Callee>> = HashMap::new();
    for callee in at_doors(conn, branch, &doors)? {
        if let Some(round) = round_of.get(&callee.door) {
            of_rounds.entry(*round).or_default().push(callee);
        }
    }
    let line = |round: Round| {
        let callees = of_rounds.get(&round.id)?;
        let count = |picture| callees.iter().filter(|callee| callee.picture() == picture).count();
        let (todo, back, done) = (count(Picture::Todo), count(Picture::Back), count(Picture::Done));
        Some(RoundToCall { round, todo, back, done })
    };
    Ok(rounds.into_iter().filter_map(line).collect())
}
