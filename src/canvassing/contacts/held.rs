//! How far things are: the whole canvass, and the rounds in a member's hands.

use std::collections::HashSet;

use serde::Serialize;

use super::{
    Picture, Totals,
    standing::picture,
    store::{self, At},
};
use crate::{
    canvassing::{
        cut::Pace,
        electors, rotas, rounds,
        voting_lists::{self, Whom},
    },
    db::{BranchId, Conn, DistrictId, DoorId, Instant, MemberId, RoundId, ShiftId},
};

/// How the whole canvass stands.
pub fn totals(conn: &mut Conn, branch: BranchId) -> diesel::QueryResult<Totals> {
    let districts = electors::districts(conn, branch)?;
    Ok(Totals::sum(&store::by_district(conn, branch, &districts)?))
}

/// The doors of a polling district at which there is nothing left to do.
pub fn nothing_left_at(conn: &mut Conn, branch: BranchId, district: DistrictId) -> diesel::QueryResult<HashSet<DoorId>> {
    let knocks = store::knocks(conn, branch, At::District(district))?;
    Ok(knocks.into_iter().filter(|(_, knocks)| picture(knocks) == Picture::Done).map(|(door, _)| door).collect())
}

/// The doors of a polling district at which a cut for `whom` does not call.
pub fn not_called_at(
    conn: &mut Conn,
    branch: BranchId,
    district: DistrictId,
    whom: &Whom,
) -> diesel::QueryResult<HashSet<DoorId>> {
    let Some(called_at) = voting_lists::doors_for(conn, branch, district, whom)? else { return Ok(HashSet::new()) };
    let doors = electors::doors_in(conn, branch, district)?;
    Ok(doors.into_iter().map(|door| door.id).filter(|door| !called_at.contains(door)).collect())
}

/// How fast a round is walked in this branch.
pub fn pace(conn: &mut Conn, branch: BranchId) -> diesel::QueryResult<Pace> {
    Ok(totals(conn, branch)?.pace())
}

/// A round that a member holds, and how far it is.
#[derive(Debug, Clone, Serialize)]
pub struct RoundGiven {
    pub round: RoundId,
    pub code: String,
    pub streets: String,
    pub shift: ShiftId,
    pub starts_at: Instant,
    pub totals: Totals,
}

/// The rounds that a member can open now, latest shift first.
pub fn rounds_of(conn: &mut Conn, branch: BranchId, member: MemberId, now: Instant) -> diesel::QueryResult<Vec<RoundGiven>> {
    let mut given = rotas::given_to(conn, branch, member)?;
    given.retain(|(_, shift)| rotas::may_open(Some(shift.ends_at.0), false, now.0).is_ok());
    let ids: Vec<RoundId> = given.iter().map(|(round, _)| *round).collect();
    let mut rounds = rounds::find_all(conn, branch, &ids)?;
    let doors = rounds::doors_in(conn, branch, &ids)?;
    let knocks = store::knocks(conn, branch, At::Rounds(ids))?;
    let held = given.into_iter().filter_map(|(id, shift)| {
        let round = rounds.remove(&id)?;
        Some(RoundGiven {
            round: id,
            code: round.code,
            streets: round.streets,
            shift: shift.id,
            starts_at: shift.starts_at,
            totals: Totals::of(doors.get(&id).into_iter().flatten().copied(), &knocks),
        })
    });
    Ok(held.collect())
}
