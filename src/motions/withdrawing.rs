//! What leaves the business of a meeting before it is decided.

use super::Motion;
use crate::{audit::Act, meetings, web::Problem};

/// What is withdrawn, or put together with others, does not stand on the agenda.
///
/// # Errors
/// What the database says.
pub fn take_off_agenda(act: &mut Act<'_>, motion: &Motion) -> Result<(), Problem> {
    let (branch, Some(meeting)) = (act.branch(), motion.meeting) else { return Ok(()) };
    match meetings::item_for_link(act.conn(), branch, meeting, &motion.href())? {
        Some(item) => meetings::remove_item(act, item.id),
        None => Ok(()),
    }
}
