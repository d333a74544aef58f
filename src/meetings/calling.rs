//! The deed of calling: the meeting, its roll and the notice to each of them come into being together.

use super::{Meeting, key::Key, meeting::Calling, notices, roll, rules::Refusal, store};
use crate::{audit::Act, branch::Branch, members, web::Problem};

/// Calls a meeting that was checked before. Returns it, and how many people are written to.
///
/// # Errors
/// A roll on which nobody stands, and what the database says.
pub fn call(act: &mut Act<'_>, branch: &Branch, calling: &Calling) -> Result<(Meeting, usize), Problem> {
    let seats = roll::drawn(act.conn(), branch, calling.kind, branch.date_of(calling.starts_at))?;
    if seats.is_empty() {
        return Err(Refusal::NobodyEntitled.into());
    }
    let meeting = store::call(act, calling, &seats)?;
    let ids: Vec<_> = seats.iter().map(|seat| seat.member).collect();
    let to = members::reach(act.conn(), branch.id, &ids)?;
    let keys: Vec<_> = to.iter().map(|(member, _)| (*member, Key::drawn())).collect();
    store::keep_keys(act, meeting.id, &keys)?;
    let to = to.into_iter().zip(&keys).map(|((_, recipient), (_, key))| (recipient, key.signs.as_str())).collect();
    store::publish(act, meeting.id)?;
    let text = notices::as_everybody_reads_it(act, branch, calling)?;
    store::freeze_notice(act, &meeting, &text)?;
    notices::called(act, &meeting, calling, to)?;
    Ok((meeting, ids.len()))
}
