//! Cuts of a polling district into rounds: a snapshot that is published once and never changed.
//!
//! A new cut takes the place of the one before; rounds of the old one stay open to those who carry them.

mod calling;
mod keeping;
mod round;
mod rules;
mod shaping;
mod store;

pub use calling::{Around, Calling};
pub use keeping::{GoingOn, number_of};
pub use round::{Into, Proposed, Round, RoundDoor, propose};
pub use rules::{DOORS_A_ROUND, NoCut, USUAL_ROUND, may_cut};
pub use shaping::Move;
pub use store::{
    calling, current_rounds, doors_ever_cut, doors_in, doors_of, find, find_all, find_coded, note_as_of_the_evening,
    plan_rounds, publish, rounds_of_cut,
};

use std::collections::HashSet;

use crate::{
    audit::Act,
    canvassing::{cut::Pace, electors, ground::Ground},
    db::{BranchId, Conn, CutId, DistrictId, DoorId, RoundId},
    places,
    web::Problem,
};

/// A polling district as it would be cut; nothing is published yet.
#[derive(Debug)]
pub struct Draft {
    /// "NSB1".
    pub code: String,
    /// Counts the cuts of the polling district.
    pub number: i32,
    pub rounds: Vec<Proposed>,
    /// Doors left out because their people wish no visit.
    pub barred: usize,
    /// Where its doors stand.
    pub ground: Ground,
}

/// How a polling district falls into rounds.
pub fn draft(conn: &mut Conn, branch: BranchId, district: DistrictId, into: Into, pace: Pace) -> Result<Draft, Problem> {
    draft_without(conn, branch, district, &HashSet::new(), into, pace)
}

/// As [`draft`], but for doors that are not to be called at.
pub fn draft_without(
    conn: &mut Conn,
    branch: BranchId,
    district: DistrictId,
    left_out: &HashSet<DoorId>,
    into: Into,
    pace: Pace,
) -> Result<Draft, Problem> {
    let wanted = Wanted { into, left_out: left_out.clone(), stays: Vec::new(), moves: Vec::new() };
    draft_as(conn, branch, district, &wanted, pace)
}

/// What is wanted of a cut.
#[derive(Debug, Clone)]
pub struct Wanted {
    pub into: Into,
    /// Doors that are not to be called at.
    pub left_out: HashSet<DoorId>,
    /// Rounds of the cut in force that stay as they are.
    pub stays: Vec<RoundId>,
    /// Streets that go to another round than the cut has them in.
    pub moves: Vec<Move>,
}

/// How a polling district falls into rounds as it is wanted.
pub fn draft_as(
    conn: &mut Conn,
    branch: BranchId,
    district: DistrictId,
    wanted: &Wanted,
    pace: Pace,
) -> Result<Draft, Problem> {
    let code = places::district(conn, branch, district)?;
    let all = electors::doors_in(conn, branch, district)?;
    let staying = staying(conn, branch, district, &wanted.stays)?;
    let kept: HashSet<DoorId> = staying.iter().flat_map(|(_, doors)| doors.iter().copied()).collect();
    let is_cut = |door: &&electors::Door| !wanted.left_out.contains(&door.id) && !kept.contains(&door.id);
    let doors: Vec<electors::Door> = all.iter().filter(is_cut).cloned().collect();
    let number = store::next_number(conn, branch, district)?;
    let barred = doors.iter().filter(|door| door.do_not_knock_at.is_some()).count();
    let ground = Ground::beneath(conn, branch, &all)?;
    let rounds = propose(&doors, &code, wanted.into, number, (pace, &ground));
    let mut draft = Draft { code, number, rounds, barred, ground };
    if !staying.is_empty() {
        draft = shaping::beside(&staying, &all, draft, pace);
    }
    if wanted.moves.is_empty() { Ok(draft) } else { Ok(shaping::moved(&wanted.moves, &all, draft, pace)) }
}

/// The codes and doors of those rounds of the cut in force that stay.
fn staying(
    conn: &mut Conn,
    branch: BranchId,
    district: DistrictId,
    stays: &[RoundId],
) -> diesel::QueryResult<Vec<(String, Vec<DoorId>)>> {
    if stays.is_empty() {
        return Ok(Vec::new());
    }
    let rounds = store::current_rounds(conn, branch, Some(district))?;
    let mut doors = store::doors_in(conn, branch, stays)?;
    let staying = rounds.into_iter().filter_map(|round| Some((round.code, doors.remove(&round.id)?)));
    Ok(staying.collect())
}

/// How the cut in force goes on with the doors of today, of which those in `done` join no round; nothing where there is no cut
/// or where no door has come or gone.
pub fn going_on(
    conn: &mut Conn,
    branch: BranchId,
    district: DistrictId,
    done: &HashSet<DoorId>,
    pace: Pace,
) -> Result<Option<GoingOn>, Problem> {
    let rounds = store::current_rounds(conn, branch, Some(district))?;
    let ids: Vec<_> = rounds.iter().map(|round| round.id).collect();
    let mut within = store::doors_in(conn, branch, &ids)?;
    let with_doors = |round: Round| {
        let doors = within.remove(&round.id).unwrap_or_default();
        (round, doors)
    };
    let before: Vec<(Round, Vec<DoorId>)> = rounds.into_iter().map(with_doors).collect();
    if before.is_empty() {
        return Ok(None);
    }
    let doors = electors::doors_in(conn, branch, district)?;
    let (code, number) = (places::district(conn, branch, district)?, store::next_number(conn, branch, district)?);
    let barred = doors.iter().filter(|door| door.do_not_knock_at.is_some()).count();
    let ground = Ground::beneath(conn, branch, &doors)?;
    let draft = Draft { code, number, rounds: Vec::new(), barred, ground };
    let going_on = keeping::go_on(&before, &doors, done, draft, pace);
    Ok(Some(going_on).filter(|cut| cut.joined + cut.gone + cut.fresh > 0))
}

/// Cuts a polling district into rounds of about `per_round` doors and publishes them at once.
///
/// # Errors
/// What [`may_cut`] refuses, and what the database says.
pub fn cut(act: &mut Act<'_>, district: DistrictId, per_round: usize) -> Result<CutId, Problem> {
    let branch = act.branch();
    let draft = draft(act.conn(), branch, district, Into::RoundsOf(per_round), Pace::default())?;
    may_cut(draft.rounds.len(), per_round)?;
    Ok(publish(act, district, draft.number, per_round, &Calling::default(), &draft.rounds)?)
}
