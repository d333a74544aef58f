//! Somebody comes to a shift, or does not after all: said on its page, or with the button of a mail.

use super::{Shift, notices, rules, store};
use crate::{
    audit::Act,
    db::{MemberId, ShiftId},
    web::Problem,
};

/// Takes a place in a shift.
///
/// # Errors
/// [`super::NoPlace`].
pub fn comes(act: &mut Act<'_>, id: ShiftId, member: MemberId) -> Result<Shift, Problem> {
    let branch = act.branch();
    let shift = store::find(act.conn(), branch, id)?;
    let is_coming = store::coming_to(act.conn(), branch, shift.id)?.contains(&member);
    rules::may_come(&shift, is_coming, act.at().0)?;
    store::take_place(act, shift.id, member)?;
    notices::place_taken(act, &shift, member)?;
    Ok(shift)
}

/// Gives it back, and the offer with it.
///
/// # Errors
/// [`super::NoPlace`].
pub fn stays_away(act: &mut Act<'_>, id: ShiftId, member: MemberId) -> Result<Shift, Problem> {
    let branch = act.branch();
    let shift = store::find(act.conn(), branch, id)?;
    let is_coming = store::coming_to(act.conn(), branch, shift.id)?.contains(&member);
    rules::may_stay_away(&shift, is_coming, act.at().0)?;
    store::leave(act, shift.id, member)?;
    if store::has_offered(act.conn(), branch, shift.id, member)? {
        store::withdraw_offer(act, shift.id, member)?;
    }
    Ok(shift)
}
