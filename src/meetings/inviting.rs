//! What messages carry to calendars: the meeting as it now stands, or that it does not take place.

use super::{
    calendar::{self, Entry, Method, Named},
    store, timing,
};
use crate::{
    audit::Act,
    branch::Branch,
    db::{Conn, MeetingId},
    mail::Recipient,
    web::Problem,
};

/// What a calendar shows of a meeting.
///
/// # Errors
/// The database's.
pub fn entry(conn: &mut Conn, branch: &Branch, id: MeetingId) -> Result<Entry, Problem> {
    let meeting = store::find(conn, branch.id, id)?;
    let agenda = store::items(conn, branch.id, id)?;
    let revision = store::revision(conn, branch.id, id)?;
    let forecast = timing::forecast(branch, &meeting, &agenda, &[], 0, meeting.starts_at);
    Ok(Entry { ends_at: calendar::ends_at(&forecast, &agenda), meeting, agenda, revision })
}

/// Writes the invitation to a meeting, or its end, for whoever has an address.
///
/// # Errors
/// The database's.
pub fn by_mail(
    act: &mut Act<'_>,
    branch: &Branch,
    (id, method): (MeetingId, Method),
) -> Result<impl Fn(&Recipient) -> Option<String> + use<>, Problem> {
    let entry = entry(act.conn(), branch, id)?;
    let (base, name, from) = (act.link(""), branch.name.clone(), act.mail_from().to_owned());
    Ok(move |to: &Recipient| {
        let address = to.address.as_deref()?;
        let (from, to) = (Named { name: &name, address: &from }, Named { name: &to.name, address });
        Some(calendar::invitation(method, from, to, &base, &entry))
    })
}
