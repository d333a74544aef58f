//! Who is out: every pair of a shift, where it is, and when it was last heard of.

use std::collections::HashMap;

use super::store;
use crate::{
    canvassing::rotas::{
        self, Outing,
        outing::{Known, Whereabouts, whereabouts},
    },
    db::{BranchId, Conn, Instant, MemberId, RoundId, ShiftId},
    web::Problem,
};

/// Those who walk a round together.
#[derive(Debug, Clone)]
pub struct Team {
    pub round: RoundId,
    pub members: Vec<MemberId>,
    /// Nothing before they set out.
    pub outing: Option<Outing>,
    pub whereabouts: Whereabouts,
    /// The last result, or the last time that they said all is well, or set out.
    pub heard_at: Instant,
}

/// The pairs of a shift, those of whom one worries first.
pub fn teams(conn: &mut Conn, branch: BranchId, shift: ShiftId, now: Instant) -> Result<Vec<Team>, Problem> {
    let given = rotas::given_in(conn, branch, shift)?;
    let outings: HashMap<RoundId, Outing> =
        rotas::outings_in(conn, branch, shift)?.into_iter().map(|outing| (outing.round, outing)).collect();
    let noted = store::last_noted(conn, branch, shift)?;
    let team = |each: rotas::Given| {
        let outing = outings.get(&each.round).copied();
        let signs =
            [outing.map(|outing| outing.out_at), outing.and_then(|outing| outing.well_at), noted.get(&each.round).copied()];
        let heard_at = signs.into_iter().flatten().max().unwrap_or(now);
        let known = outing.map(|outing| Known {
            back_by: outing.back_by.0,
            back_at: outing.back_at.map(|at| at.0),
            heard_at: heard_at.0,
            walkers: each.members.len(),
        });
        Team { round: each.round, members: each.members, outing, whereabouts: whereabouts(known.as_ref(), now.0), heard_at }
    };
    let mut teams: Vec<Team> = given.into_iter().map(team).collect();
    teams.sort_by_key(|team| team.whereabouts);
    Ok(teams)
}

/// Everybody of whom a leader should be told now, and was not.
pub fn missed(conn: &mut Conn, branch: BranchId, now: Instant) -> Result<Vec<Team>, Problem> {
    let due = rotas::due_to_tell(conn, branch)?;
    let mut shifts: Vec<ShiftId> = due.iter().map(|outing| outing.shift).collect();
    shifts.dedup();
    let mut missed = Vec::new();
    for shift in shifts {
        let is_due = |team: &Team| {
            team.whereabouts.is_worrying() && due.iter().any(|outing| outing.shift == shift && outing.round == team.round)
        };
        missed.extend(teams(conn, branch, shift, now)?.into_iter().filter(is_due));
    }
    Ok(missed)
}
