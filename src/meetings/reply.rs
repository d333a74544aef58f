//! Whether somebody who was called means to come: said beforehand with one tap, and changed as often as one likes.
//!
//! It promises nothing and takes nothing away: whoever sent apologies may still walk in, and only the door counts.

use diesel::{QueryResult, Queryable, Selectable};
use serde::Serialize;

use super::{Meeting, rules, store};
use crate::{
    audit::Act,
    db::{BranchId, Conn, Instant, MeetingId, MemberId, schema::meeting_replies},
    web::Problem,
};

crate::text_enum! {
    /// What somebody answered to the notice.
    pub enum Reply {
        Coming = "coming",
        Online = "online",
        Apologies = "apologies",
    }
}

impl Reply {
    /// What its button says.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Coming => "I’m coming",
            Self::Online => "Join online",
            Self::Apologies => "Apologies",
        }
    }

    /// What somebody reads of her own answer.
    pub const fn to_oneself(self) -> &'static str {
        match self {
            Self::Coming => "You are coming.",
            Self::Online => "You are joining online.",
            Self::Apologies => "Your apologies are noted.",
        }
    }

    /// The picture on its button.
    pub const fn icon(self) -> &'static str {
        match self {
            Self::Coming => "user-check",
            Self::Online => "external-link",
            Self::Apologies => "mail",
        }
    }

    /// The answers that can be given to a notice: joining online only where there is a place to join.
    pub fn open_to(meeting: &Meeting) -> Vec<Self> {
        let has_place = |reply: &Self| *reply != Self::Online || meeting.online_link.is_some();
        [Self::Coming, Self::Apologies, Self::Online].into_iter().filter(has_place).collect()
    }
}

crate::text_enum! {
    /// How an answer came.
    pub enum Via {
        /// Signed in.
        Site = "site",
        /// By the personal link in the notice, which says whom it was sent to and no more.
        Link = "link",
        /// Told to an officer, who wrote it down.
        Officer = "officer",
    }
}

/// Somebody's latest answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable)]
#[diesel(table_name = meeting_replies)]
pub struct Given {
    #[diesel(column_name = member_id)]
    pub member: MemberId,
    pub reply: Reply,
    pub via: Via,
    pub replied_at: Instant,
}

/// Somebody answers the notice, for the first time or once more.
///
/// # Errors
/// Once the meeting has begun, or for somebody it was not called for.
pub fn reply(act: &mut Act<'_>, id: MeetingId, member: MemberId, (reply, via): (Reply, Via)) -> Result<Meeting, Problem> {
    let branch = act.branch();
    let meeting = store::find(act.conn(), branch, id)?;
    let seat = store::seat_of(act.conn(), branch, id, member)?;
    rules::may_reply(&meeting, seat.as_ref(), reply)?;
    store::keep_reply(act, &meeting, &Given { member, reply, via, replied_at: act.at() })?;
    Ok(meeting)
}

/// Those who sent apologies for a meeting, for its minutes.
pub fn apologies(conn: &mut Conn, branch: BranchId, meeting: MeetingId) -> QueryResult<Vec<MemberId>> {
    let given = store::replies(conn, branch, meeting)?;
    Ok(given.into_iter().filter(|given| given.reply == Reply::Apologies).map(|given| given.member).collect())
}
