//! The deed of calling: the meeting, its roll and the notice to each of them come into being together. And of calling off.

use super::{
    Meeting,
    calendar::Method,
    inviting,
    meeting::Calling,
    notices, pace, requisitions, roll,
    rules::{self, IsDemanded, Refusal},
    store,
};
use crate::{audit::Act, branch::Branch, db::MeetingId, mail::Key, members, web::Problem};

/// Calls a meeting that was checked before. Returns it, and how many people are written to.
///
/// # Errors
/// A roll on which nobody stands, mail that is too slow, and what the database says.
pub fn call(act: &mut Act<'_>, branch: &Branch, calling: &Calling) -> Result<(Meeting, usize), Problem> {
    call_for(act, branch, calling, None)
}

/// The same, with a `reason` for which it is called even if mail is too slow.
pub fn call_for(
    act: &mut Act<'_>,
    branch: &Branch,
    calling: &Calling,
    reason: Option<&str>,
) -> Result<(Meeting, usize), Problem> {
    let seats = roll::drawn(act.conn(), branch, calling.kind, branch.date_of(calling.starts_at))?;
    if seats.is_empty() {
        return Err(Refusal::NobodyEntitled.into());
    }
    let ids: Vec<_> = seats.iter().map(|seat| seat.member).collect();
    let to = members::reach(act.conn(), branch.id, &ids)?;
    let by_mail = to.iter().filter(|(_, recipient)| recipient.address.is_some()).count();
    let around = (act.mail_settings(), branch, act.at());
    let (calling, _) = pace::paced(act.conn(), around, calling.clone(), by_mail, reason)?;
    let meeting = store::call(act, &calling, &seats)?;
    let keys: Vec<_> = to.iter().map(|(member, _)| (*member, Key::drawn())).collect();
    store::keep_keys(act, meeting.id, &keys)?;
    let to = to.into_iter().zip(&keys).map(|((_, recipient), (_, key))| (recipient, key.signs.as_str())).collect();
    store::publish(act, meeting.id)?;
    let text = notices::as_everybody_reads_it(act.templates(), branch, &calling)?;
    store::freeze_notice(act, &meeting, &text)?;
    let invites = inviting::by_mail(act, branch, (meeting.id, Method::Request))?;
    notices::called(act, &meeting, &calling, to, &invites)?;
    Ok((meeting, ids.len()))
}

/// Calls off what was called and has not begun: everybody on its roll is told why, and it goes out of their calendars. Returns
/// how many are told.
///
/// # Errors
/// [`Refusal`], and what the database says.
pub fn call_off(act: &mut Act<'_>, branch: &Branch, id: MeetingId, because: &str) -> Result<usize, Problem> {
    let meeting = store::find(act.conn(), branch.id, id)?;
    let is_demanded = if requisitions::brought_about(act.conn(), branch.id, id)? { IsDemanded::Yes } else { IsDemanded::No };
    let because = rules::may_call_off(&meeting, is_demanded, because)?;
    store::call_off(act, id, because)?;
    let meeting = store::find(act.conn(), branch.id, id)?;
    let roll = store::on_roll(act.conn(), branch.id, id)?;
    let to = members::reach(act.conn(), branch.id, &roll)?.into_iter().map(|(_, recipient)| recipient).collect();
    let invites = inviting::by_mail(act, branch, (id, Method::Cancel))?;
    notices::called_off(act, &meeting, to, &invites)?;
    Ok(roll.len())
}
