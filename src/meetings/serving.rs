//! How a notice was served on everybody entitled: what the mail servers said, and what was written down of letters.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::QueryResult;

use super::{
    Meeting, notices,
    service::{Known, Service, service},
    store,
};
use crate::{
    branch::Branch,
    db::{Conn, MemberId},
    mail::{self, Served},
    members,
    web::Problem,
};

/// One person's notice.
#[derive(Debug, Clone)]
pub struct Line {
    pub member: MemberId,
    pub name: String,
    pub may_vote: bool,
    pub service: Service,
    /// Where her mail stands; none where there was no mail.
    pub mail: Option<Served>,
}

/// Everybody on the roll of a meeting, by name, each with what became of the notice.
///
/// # Errors
/// What the database says.
pub fn lines(conn: &mut Conn, branch: &Branch, meeting: &Meeting) -> Result<Vec<Line>, Problem> {
    let roll = store::on_roll(conn, branch.id, meeting.id)?;
    let (voters, carried) = (store::voters(conn, branch.id, meeting.id)?, store::carried(conn, branch.id, meeting.id)?);
    let mut names = members::names(conn, branch.id, &roll)?;
    let mut sent = sent(conn, branch, meeting)?;
    let of = (meeting.kind, meeting.on(branch));
    let line = |member: MemberId| {
        let mail = sent.remove(&member);
        let taken_on = |served: &Served| served.settled_at.map(|at| branch.date_of(at));
        let known = Known {
            mail: mail.as_ref().map(|served| (served.state, taken_on(served))),
            carried: carried.get(&member).copied(),
        };
        Line {
            member,
            name: names.remove(&member).unwrap_or_default(),
            may_vote: voters.contains(&member),
            service: service(&branch.rulebook, of, known),
            mail,
        }
    };
    let mut lines: Vec<Line> = roll.into_iter().map(line).collect();
    lines.sort_by_key(|line| line.name.to_lowercase());
    Ok(lines)
}

fn sent(conn: &mut Conn, branch: &Branch, meeting: &Meeting) -> Result<HashMap<MemberId, Served>, Problem> {
    let notice = mail::notice_about(conn, branch.id, &meeting.href(), notices::CALLED)?;
    let served = notice.map(|notice| mail::served(conn, branch.id, notice)).transpose()?.unwrap_or_default();
    Ok(served.into_iter().filter_map(|line| Some((MemberId(line.person?.0), line))).collect())
}

/// How many letters with the notice nobody has carried yet.
pub fn letters_to_carry(conn: &mut Conn, branch: &Branch, meeting: &Meeting) -> QueryResult<i64> {
    let Some(notice) = mail::notice_about(conn, branch.id, &meeting.href(), notices::CALLED)? else { return Ok(0) };
    let letters = mail::standing(conn, branch.id, notice)?.letters;
    let carried = i64::try_from(store::carried(conn, branch.id, meeting.id)?.len()).unwrap_or(i64::MAX);
    Ok((letters - carried).max(0))
}

/// The members to whom the notice is still to be carried.
pub fn to_carry(lines: &[Line]) -> Vec<MemberId> {
    lines.iter().filter(|line| line.service == Service::ToCarry).map(|line| line.member).collect()
}

/// A day on which a notice can have been carried: from the call to today.
pub fn day_carried(called_on: NaiveDate, on: Option<NaiveDate>, today: NaiveDate) -> Result<NaiveDate, super::rules::Refusal> {
    on.filter(|on| (called_on..=today).contains(on)).ok_or(super::rules::Refusal::NotCarriedThen { from: called_on, to: today })
}
