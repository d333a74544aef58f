//! The proof of service: who was reached by a notice, how and when.

use diesel::prelude::*;
use serde::Serialize;

use crate::{
    db::{
        BranchId, Conn, Instant, MessageId, NoticeId, RowId,
        schema::{notices, outbox},
    },
    mail::{Channel, State},
};

/// One person's line in the proof of service.
#[derive(Debug, Clone, Serialize, Queryable)]
pub struct Served {
    pub message: MessageId,
    pub person: Option<RowId>,
    pub name: String,
    pub channel: Channel,
    pub state: State,
    /// When the mail server took it, or refused it for good.
    pub settled_at: Option<Instant>,
    /// What the mail server said.
    pub reply: Option<String>,
}

/// Who was served by `notice`, how and when, by name.
pub fn served(conn: &mut Conn, branch: BranchId, notice: NoticeId) -> QueryResult<Vec<Served>> {
    outbox::table
        .filter(outbox::branch_id.eq(branch))
        .filter(outbox::notice_id.eq(notice))
        .order((outbox::to_name, outbox::id))
        .select((
            outbox::id,
            outbox::person,
            outbox::to_name,
            outbox::channel,
            outbox::state,
            outbox::settled_at,
            outbox::last_reply,
        ))
        .load(conn)
}

/// How far a notice has come, in numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Standing {
    pub accepted: i64,
    pub waiting: i64,
    pub refused: i64,
    pub in_doubt: i64,
    pub letters: i64,
}

impl Standing {
    pub fn total(&self) -> i64 {
        self.accepted + self.waiting + self.refused + self.in_doubt + self.letters
    }
}

/// How far `notice` has come.
pub fn standing(conn: &mut Conn, branch: BranchId, notice: NoticeId) -> QueryResult<Standing> {
    let counted: Vec<(State, i64)> = outbox::table
        .filter(outbox::branch_id.eq(branch))
        .filter(outbox::notice_id.eq(notice))
        .group_by(outbox::state)
        .select((outbox::state, diesel::dsl::count_star()))
        .load(conn)?;
    let mut standing = Standing::default();
    for (state, number) in counted {
        *match state {
            State::Accepted => &mut standing.accepted,
            State::Refused | State::Expired => &mut standing.refused,
            State::InDoubt => &mut standing.in_doubt,
            State::Letter => &mut standing.letters,
            State::Queued | State::Leased | State::Committing => &mut standing.waiting,
        } += number;
    }
    Ok(standing)
}

/// The newest notice of `kind` about a page.
pub fn notice_about(conn: &mut Conn, branch: BranchId, about: &str, kind: &str) -> QueryResult<Option<NoticeId>> {
    notices::table
        .filter(notices::branch_id.eq(branch))
        .filter(notices::about.eq(about))
        .filter(notices::kind.eq(kind))
        .order(notices::queued_at.desc())
        .select(notices::id)
        .first(conn)
        .optional()
}
