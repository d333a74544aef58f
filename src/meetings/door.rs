//! Coming in and going out: the rulebook is asked at the door, at that moment.

use serde_json::json;

use super::{Attendance, Meeting, attendance::Whereabouts, roll, rules, store};
use crate::{
    audit::Act,
    branch,
    db::{Instant, MeetingId, MemberId},
    members,
    web::Problem,
};

/// What a tap at the door found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arrival {
    CameIn(Attendance),
    /// Somebody had checked them in before; that stay goes on.
    WasIn(Attendance),
    /// They took part from elsewhere and have come in, or the other way round: one stay ends as the next begins.
    Moved(Attendance),
}

impl Arrival {
    pub fn may_vote(&self) -> bool {
        let (Self::CameIn(stay) | Self::WasIn(stay) | Self::Moved(stay)) = self;
        stay.may_vote
    }
}

/// Where and when somebody came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arriving {
    pub whereabouts: Whereabouts,
    /// Earlier than the deed, where a desk without a network tells it afterwards.
    pub at: Instant,
}

/// Somebody comes into the room now. Whoever is in already stays in.
pub fn check_in(act: &mut Act<'_>, meeting: MeetingId, member: MemberId) -> Result<Arrival, Problem> {
    check_in_from(act, meeting, member, Whereabouts::Room)
}

/// Somebody comes into the room, or joins from elsewhere, now.
pub fn check_in_from(
    act: &mut Act<'_>,
    meeting: MeetingId,
    member: MemberId,
    whereabouts: Whereabouts,
) -> Result<Arrival, Problem> {
    let (branch, at) = (act.branch(), act.at());
    let called = store::find(act.conn(), branch, meeting)?;
    rules::may_pass_the_door(&called)?;
    come_in(act, &called, member, Arriving { whereabouts, at })
}

/// Somebody came in. Dues that were paid at the door count, since the rulebook is asked now.
pub fn come_in(act: &mut Act<'_>, called: &Meeting, member: MemberId, arriving: Arriving) -> Result<Arrival, Problem> {
    let (branch, now) = (act.branch(), act.at());
    let open = store::stay_of(act.conn(), branch, called.id, member)?;
    if let Some(stay) = open.as_ref().filter(|stay| stay.whereabouts == arriving.whereabouts) {
        act.record("attendance.repeated", called.href(), json!({ "member": member }));
        return Ok(Arrival::WasIn(stay.clone()));
    }
    if open.is_some() {
        store::end_stay_at(act, called.id, member, arriving.at)?;
    }
    let body = branch::find(act.conn(), branch)?;
    let question = roll::question(&body.rulebook, called.kind, called.on(&body));
    let (eligibility, _) = members::standing(act.conn(), &body, member, &question)?;
    let stay = Attendance {
        whereabouts: arriving.whereabouts,
        arrival_known_at: (arriving.at < now).then_some(now),
        ..Attendance::begun(member, (eligibility.is_yes(), roll::says(&eligibility)), arriving.at)
    };
    store::begin_stay(act, called, &stay)?;
    Ok(if open.is_some() { Arrival::Moved(stay) } else { Arrival::CameIn(stay) })
}

/// Somebody goes; whoever is not in the room stays out.
pub fn check_out(act: &mut Act<'_>, meeting: MeetingId, member: MemberId) -> Result<(), Problem> {
    let branch = act.branch();
    rules::may_pass_the_door(&store::find(act.conn(), branch, meeting)?)?;
    Ok(store::end_stay(act, meeting, member)?)
}

/// Takes back a tap on the wrong name: the stay is struck out, the record keeps both taps.
pub fn strike(act: &mut Act<'_>, meeting: MeetingId, member: MemberId) -> Result<(), Problem> {
    let branch = act.branch();
    rules::may_pass_the_door(&store::find(act.conn(), branch, meeting)?)?;
    Ok(store::strike_stay(act, meeting, member)?)
}
