//! How far things are: the whole canvass, and the rounds in a member's hands.

use std::collections::HashSet;

use chrono::NaiveDate;
use serde::Serialize;

use super::{
    Picture, Totals,
    outcome::Outcome,
    standing::{Knock, picture},
    store::{self, At},
};
use crate::{
    branch,
    canvassing::{
        cut::Pace,
        electors, ground, rotas,
        rounds::{self, Around, Calling},
        voting_lists,
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

/// The doors of a polling district at which a cut does not call.
pub fn not_called_at(
    conn: &mut Conn,
    branch: BranchId,
    district: DistrictId,
    calling: &Calling,
) -> diesel::QueryResult<HashSet<DoorId>> {
    let listed = voting_lists::doors_for(conn, branch, district, &calling.whom)?;
    let spoken_at = spoken_at(conn, branch, district, calling.not_spoken_since)?;
    let doors = electors::doors_in(conn, branch, district)?;
    let near = match &calling.around {
        Some(Around { postcode, metres }) => Some(ground::within(conn, branch, &doors, postcode, *metres)?),
        None => None,
    };
    let inside = match &calling.area {
        Some(area) => Some(ground::inside(conn, branch, &doors, area)?),
        None => None,
    };
    let is_passed = |door: &electors::Door| {
        let is_listed = listed.as_ref().is_none_or(|listed| listed.contains(&door.id));
        let is_near = near.as_ref().is_none_or(|near| near.contains(&door.id));
        let is_inside = inside.as_ref().is_none_or(|inside| inside.contains(&door.id));
        !is_listed || !is_near || !is_inside || spoken_at.contains(&door.id) || calling.without.contains(&door.street_key)
    };
    Ok(doors.into_iter().filter(is_passed).map(|door| door.id).collect())
}

/// The doors at which somebody was spoken to on this day or later.
fn spoken_at(
    conn: &mut Conn,
    branch: BranchId,
    district: DistrictId,
    since: Option<NaiveDate>,
) -> diesel::QueryResult<HashSet<DoorId>> {
    let Some(since) = since else { return Ok(HashSet::new()) };
    let body = branch::find(conn, branch)?;
    let is_since = |knock: &Knock| knock.outcome == Outcome::Spoke && body.date_of(knock.at) >= since;
    let knocks = store::knocks(conn, branch, At::District(district))?;
    Ok(knocks.into_iter().filter(|(_, knocks)| knocks.iter().any(is_since)).map(|(door, _)| door).collect())
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
    /// It is called, and not walked.
    pub by_telephone: bool,
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
            by_telephone: shift.by_telephone,
            totals: Totals::of(doors.get(&id).into_iter().flatten().copied(), &knocks),
        })
    });
    Ok(held.collect())
}
