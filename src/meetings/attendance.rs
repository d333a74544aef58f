//! Who is in the room, and whether they are enough.

use diesel::{QueryResult, Queryable, Selectable};
use serde::Serialize;

use super::{Meeting, store};
use crate::{
    branch::Branch,
    db::{Conn, Instant, MemberId, RowId, schema::attendances},
    rulebook::Rulebook,
};

crate::text_enum! {
    /// Where somebody takes part.
    pub enum Whereabouts {
        Room = "room",
        /// From elsewhere, by the link in the notice.
        Remote = "remote",
    }
}

/// One stay of one person in the room, or at the other end of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable)]
#[diesel(table_name = attendances)]
pub struct Attendance {
    pub id: RowId,
    #[diesel(column_name = member_id)]
    pub member: MemberId,
    /// Whether the rulebook gave a vote when the person came in.
    pub may_vote: bool,
    /// Why not, where not.
    pub says: String,
    pub joined_at: Instant,
    pub left_at: Option<Instant>,
    pub whereabouts: Whereabouts,
    /// When the house learnt of the coming, where that was later: a desk without a network told it afterwards.
    pub arrival_known_at: Option<Instant>,
    /// The same of the going.
    pub leaving_known_at: Option<Instant>,
}

impl Attendance {
    /// A stay in the room, known as it begins.
    pub fn begun(member: MemberId, (may_vote, says): (bool, String), joined_at: Instant) -> Self {
        Self {
            id: RowId::fresh(),
            member,
            may_vote,
            says,
            joined_at,
            left_at: None,
            whereabouts: Whereabouts::Room,
            arrival_known_at: None,
            leaving_known_at: None,
        }
    }

    /// From when the stay was in the counts that the house made.
    pub fn counts_from(&self) -> Instant {
        self.arrival_known_at.unwrap_or(self.joined_at)
    }

    /// Until when it was; none while it is.
    pub fn counts_until(&self) -> Option<Instant> {
        self.leaving_known_at.or(self.left_at)
    }
}

/// The quorum at this moment, with the arithmetic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QuorumNow {
    /// Those in the room who may vote.
    pub present: u32,
    pub needed: u32,
    pub holds: bool,
    pub working: Vec<String>,
    pub clause: String,
}

/// Whether enough are in the room now. The share is taken of those who could vote when the meeting was called.
pub fn quorum_now(conn: &mut Conn, branch: &Branch, meeting: &Meeting) -> QueryResult<QuorumNow> {
    let present = store::present(conn, branch.id, meeting.id)?.len();
    let entitled = store::count_entitled(conn, branch.id, meeting.id)?;
    Ok(quorum_of(&branch.rulebook, meeting, u32::try_from(present).unwrap_or(u32::MAX), entitled))
}

/// The quorum of a meeting with so many present of so many entitled.
pub fn quorum_of(book: &Rulebook, meeting: &Meeting, present: u32, entitled: u32) -> QuorumNow {
    match book.quorum(meeting.kind, entitled) {
        Ok(answer) => QuorumNow {
            present,
            needed: answer.value,
            holds: present >= answer.value,
            working: answer.working,
            clause: answer.clause,
        },
        Err(refusal) => {
            QuorumNow { present, needed: 0, holds: false, working: vec![refusal.to_string()], clause: book.title.clone() }
        }
    }
}
