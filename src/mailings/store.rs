//! The table `mailings`.

use diesel::prelude::*;
use serde::Serialize;
use serde_json::json;

use super::mailing::Mailing;
use crate::{
    audit::Act,
    db::{
        AccountId, BranchId, Conn, Instant, NoticeId, RowId,
        schema::{accounts, mailings},
    },
};

/// A mailing that was sent.
#[derive(Debug, Clone, Serialize, Queryable, Selectable)]
#[diesel(table_name = mailings)]
pub struct Sent {
    pub id: RowId,
    pub subject: String,
    /// As it was typed.
    pub words: String,
    /// The question that it was sent to, as the address of a list has it.
    pub asks: String,
    pub people: i32,
    #[diesel(column_name = notice_id)]
    pub notice: NoticeId,
    pub sent_at: Instant,
    /// What the writer is called.
    #[diesel(select_expression = accounts::called)]
    pub by: String,
}

/// Where a mailing is looked at.
pub fn path(id: RowId) -> String {
    format!("/mailings/{id}")
}

/// Notes that a mailing was sent.
pub fn note(
    act: &mut Act<'_>,
    id: RowId,
    mailing: &Mailing,
    (people, notice): (i32, NoticeId),
    by: AccountId,
) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    diesel::insert_into(mailings::table)
        .values((
            mailings::id.eq(id),
            mailings::branch_id.eq(branch),
            mailings::subject.eq(&mailing.subject),
            mailings::words.eq(&mailing.words),
            mailings::asks.eq(mailing.question.query()),
            mailings::people.eq(people),
            mailings::notice_id.eq(notice),
            mailings::sent_by.eq(by),
            mailings::sent_at.eq(at),
        ))
        .execute(act.conn())?;
    act.record("mailing.sent", path(id), json!({ "people": people, "notice": notice }));
    Ok(())
}

/// The newest mailings, newest first.
pub fn all(conn: &mut Conn, branch: BranchId, most: i64) -> QueryResult<Vec<Sent>> {
    mailings::table
        .inner_join(accounts::table)
        .filter(mailings::branch_id.eq(branch))
        .order((mailings::sent_at.desc(), mailings::id.desc()))
        .limit(most)
        .select(Sent::as_select())
        .load(conn)
}

/// One mailing.
pub fn find(conn: &mut Conn, branch: BranchId, id: RowId) -> QueryResult<Sent> {
    mailings::table
        .inner_join(accounts::table)
        .filter(mailings::branch_id.eq(branch))
        .filter(mailings::id.eq(id))
        .select(Sent::as_select())
        .first(conn)
}
