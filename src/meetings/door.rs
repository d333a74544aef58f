//! Coming in and going out: the rulebook is asked at the door, at that moment.

use serde_json::json;

use super::{Attendance, roll, rules, store};
use crate::{
    audit::Act,
    branch,
    db::{MeetingId, MemberId, RowId},
    members,
    web::Problem,
};

/// What a tap at the door found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arrival {
    CameIn(Attendance),
    /// Somebody had checked them in before; that stay goes on.
    WasIn(Attendance),
}

impl Arrival {
    pub fn may_vote(&self) -> bool {
        let (Self::CameIn(stay) | Self::WasIn(stay)) = self;
        stay.may_vote
    }
}

/// Somebody comes in. Dues that were paid at the door count, since the rulebook is asked now. Whoever is in already stays in.
pub fn check_in(act: &mut Act<'_>, meeting: MeetingId, member: MemberId) -> Result<Arrival, Problem> {
    let (branch, at) = (act.branch(), act.at());
    let called = store::find(act.conn(), branch, meeting)?;
    rules::may_pass_the_door(&called)?;
    if let Some(stay) = store::stay_of(act.conn(), branch, meeting, member)? {
        act.record("attendance.repeated", called.href(), json!({ "member": member }));
        return Ok(Arrival::WasIn(stay));
    }
    let body = branch::find(act.conn(), branch)?;
    let question = roll::question(&body.rulebook, called.kind, called.on(&body));
    let (eligibility, _) = members::standing(act.conn(), &body, member, &question)?;
    let stay = Attendance {
        id: RowId::fresh(),
        member,
        may_vote: eligibility.is_yes(),
        says: roll::says(&eligibility),
        joined_at: at,
        left_at: None,
    };
    store::begin_stay(act, &called, &stay)?;
    Ok(Arrival::CameIn(stay))
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
