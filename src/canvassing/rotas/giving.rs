//! The rota given out: the places that were shown, if they are still those that it would give, and back again.

use diesel::QueryResult;

use super::{
    Shift, attendance, notices,
    rota::{self, Known, Open, Proposal},
    rules::{self, NoRota},
    store,
};
use crate::{
    audit::Act,
    db::{BranchId, Conn, Instant, MemberId, RotaId, ShiftId},
    web::Problem,
};

/// The shifts to come that say what they need, who could come, and the rota that this gives.
pub struct Facts {
    pub shifts: Vec<Shift>,
    /// How many places each of these is to fill; the rota gives more where some of those who say that they come stay away.
    pub places: Vec<usize>,
    /// Of a hundred who say that they come, so many do; nothing while that is not known.
    pub attendance: Option<usize>,
    pub open: Vec<Open>,
    pub proposal: Proposal,
}

impl Facts {
    /// As they are at this moment.
    pub fn now(conn: &mut Conn, branch: BranchId, now: Instant) -> Result<Self, Problem> {
        let mut shifts = store::open_shifts(conn, branch, now)?;
        let ids: Vec<ShiftId> = shifts.iter().map(|shift| shift.id).collect();
        let mut needs = store::needs_of(conn, branch, &ids)?;
        shifts.retain(|shift| needs.contains_key(&shift.id));
        let mut coming = store::coming_to_each(conn, branch, &ids)?;
        let attendance = attendance::attendance_of(conn, branch, now)?;
        let mut places = Vec::new();
        let open = |shift: &Shift| {
            let mut needs = needs.remove(&shift.id)?;
            let wanted = usize::try_from(needs.places).unwrap_or_default();
            places.push(wanted);
            needs.places = i32::try_from(attendance::places_to_give(wanted, attendance)).unwrap_or(i32::MAX);
            Some(Open { shift: shift.id, needs, coming: coming.remove(&shift.id).unwrap_or_default() })
        };
        let open: Vec<Open> = shifts.iter().filter_map(open).collect();
        let mut offers = store::offers_for(conn, branch, &ids)?;
        offers.retain(|offer| open.iter().any(|open| open.shift == offer.shift && !open.coming.contains(&offer.member)));
        let everybody: Vec<MemberId> =
            offers.iter().map(|offer| offer.member).chain(open.iter().flat_map(|open| open.coming.iter().copied())).collect();
        let known = Known {
            walked: store::shifts_walked(conn, branch, &everybody, None)?,
            usual: store::usual_districts(conn, branch, &everybody)?,
        };
        let proposal = rota::propose(&open, &offers, &known);
        Ok(Self { shifts, places, attendance, open, proposal })
    }
}

/// Gives these places and tells everybody who has one.
///
/// # Errors
/// [`NoRota`] where they are no longer those that the rota would give.
pub fn give_out(act: &mut Act<'_>, places: &[(ShiftId, MemberId)]) -> Result<RotaId, Problem> {
    let (branch, now) = (act.branch(), act.at());
    let facts = Facts::now(act.conn(), branch, now)?;
    rules::may_give_out(places, &facts.proposal.places)?;
    let rota = RotaId::fresh();
    store::give_places(act, rota, places)?;
    tell(act, places, notices::place_taken)?;
    Ok(rota)
}

/// Takes the places of a rota back and tells everybody who had one; says how many they were.
///
/// # Errors
/// [`NoRota::TakenBack`] where somebody did before.
pub fn take_back(act: &mut Act<'_>, rota: RotaId) -> Result<usize, Problem> {
    let places = store::take_places_back(act, rota)?;
    if places.is_empty() {
        return Err(NoRota::TakenBack.into());
    }
    tell(act, &places, notices::place_taken_back)?;
    Ok(places.len())
}

/// Sends everybody their own notice of the shift in which they have, or had, a place.
fn tell<N>(act: &mut Act<'_>, places: &[(ShiftId, MemberId)], notice: N) -> Result<(), Problem>
where
    N: Fn(&mut Act<'_>, &Shift, MemberId) -> QueryResult<()>,
{
    let branch = act.branch();
    let ids: Vec<ShiftId> = places.iter().map(|(shift, _)| *shift).collect();
    let shifts = store::find_all(act.conn(), branch, &ids)?;
    for (shift, member) in places {
        if let Some(shift) = shifts.get(shift) {
            notice(act, shift, *member)?;
        }
    }
    Ok(())
}
