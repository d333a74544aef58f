//! What a shift needs is said, so that the rota can fill its places.

use super::{ShiftNeeds, rules, store};
use crate::{audit::Act, db::ShiftId, web::Problem};

/// Notes what an open shift needs: `places` as it was typed, the rest as `needs` has it.
///
/// # Errors
/// A number of places that nobody needs, and a shift that is over or called off.
pub fn say_needs(act: &mut Act<'_>, shift: ShiftId, places: &str, needs: ShiftNeeds) -> Result<(), Problem> {
    let branch = act.branch();
    let shift = store::find(act.conn(), branch, shift)?;
    rules::is_open(&shift, act.at().0)?;
    store::say_needs(act, shift.id, &ShiftNeeds { places: rules::places(places)?, ..needs })?;
    Ok(())
}
