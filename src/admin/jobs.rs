//! What time brings: each night the seal of the record goes to a few officers by mail. Whoever holds such a message holds what a record
//! that was rewritten since does not end in.

use chrono::{NaiveDate, Timelike};
use diesel::QueryResult;

use super::notices::{self, RECORD, SEALED};
use crate::{
    audit::{self, Actor, Scribe},
    branch::{self, Branch},
    db::{Conn, Instant},
    mail::Recipient,
    members::{self, Office},
    web::Problem,
};

/// From this hour of the branch's clock on it is night enough: an evening's entries are in.
const FROM_HOUR: u32 = 3;

/// Mails the seal of each branch's record, once a night and only where something happened since. Returns to how many officers.
///
/// # Errors
/// The database's; what was not done is tried again at the next run.
pub fn mail_seals(scribe: &Scribe) -> Result<usize, Problem> {
    let (now, most) = (Instant::from(scribe.clock().now()), scribe.settings().seal_to_officers);
    let mut mailed = 0;
    for branch in scribe.read::<_, Problem>(|conn| Ok(branch::all(conn)?))? {
        let to = scribe.read::<_, Problem>(|conn| {
            let is_due = !branch.is_practice && is_due(conn, &branch, now)?;
            Ok(if is_due { officers(conn, &branch, branch.date_of(now), most)? } else { Vec::new() })
        })?;
        if !to.is_empty() {
            mailed += to.len();
            scribe.act::<_, Problem>(branch.id, Actor::Worker, |act| Ok(notices::sealed(act, to)?))?;
        }
    }
    Ok(mailed)
}

/// Whether something happened since the last night's message, or since the branch was founded on an earlier day.
fn is_due(conn: &mut Conn, branch: &Branch, now: Instant) -> QueryResult<bool> {
    let last = audit::last_of(conn, branch.id, RECORD, SEALED)?;
    let since = last.as_ref().map_or(branch.founded_at, |last| last.at);
    let is_another_day = branch.date_of(since) < branch.date_of(now);
    if !is_another_day || now.0.with_timezone(&branch.zone).hour() < FROM_HOUR {
        return Ok(false);
    }
    let newest = audit::last_besides(conn, branch.id, RECORD)?;
    Ok(newest.is_some_and(|newest| last.is_none_or(|last| newest.number > last.number)))
}

/// Those who hold offices today and have an address, the chair first, the secretary next.
fn officers(conn: &mut Conn, branch: &Branch, today: NaiveDate, most: usize) -> QueryResult<Vec<Recipient>> {
    let terms = members::terms_from(conn, branch.id, today)?;
    let mut holders = Vec::new();
    for office in Office::OPENING {
        for term in terms.iter().filter(|term| term.office == office && term.covers(today)) {
            if !holders.contains(&term.member) {
                holders.push(term.member);
            }
        }
    }
    let reached = members::reach(conn, branch.id, &holders)?;
    let in_order = holders.iter().filter_map(|holder| reached.iter().find(|(member, _)| member == holder));
    let by_mail = in_order.map(|(_, recipient)| recipient.clone()).filter(|recipient| recipient.address.is_some());
    Ok(by_mail.take(most).collect())
}
