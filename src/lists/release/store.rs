//! The table `list_releases`.

use diesel::prelude::*;
use serde_json::json;

use super::{Release, Wish};
use crate::{
    audit::Act,
    db::{AccountId, BranchId, Conn, Instant, RowId, schema::list_releases},
};

/// The requests of the last weeks, the newest first.
pub fn since(conn: &mut Conn, branch: BranchId, since: Instant) -> QueryResult<Vec<Release>> {
    list_releases::table
        .filter(list_releases::branch_id.eq(branch))
        .filter(list_releases::asked_at.ge(since))
        .order((list_releases::asked_at.desc(), list_releases::id))
        .select(Release::as_select())
        .load(conn)
}

/// One request.
pub fn find(conn: &mut Conn, branch: BranchId, id: RowId) -> QueryResult<Release> {
    list_releases::table.filter(list_releases::branch_id.eq(branch)).find(id).select(Release::as_select()).first(conn)
}

/// Asks for a file.
pub fn ask(act: &mut Act<'_>, wish: &Wish, people: i32, by: AccountId) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    diesel::insert_into(list_releases::table)
        .values((
            list_releases::id.eq(RowId::fresh()),
            list_releases::branch_id.eq(branch),
            list_releases::list_id.eq(wish.list),
            list_releases::asks.eq(wish.asks.query()),
            list_releases::what.eq(wish.what),
            list_releases::purpose.eq(wish.purpose),
            list_releases::people.eq(people),
            list_releases::asked_by.eq(by),
            list_releases::asked_at.eq(at),
        ))
        .execute(act.conn())?;
    act.record("list.asked-for", "/lists/releases", json!({ "as": wish.what, "people": people, "for": wish.purpose }));
    Ok(())
}

/// The second officer's word.
pub fn settle(act: &mut Act<'_>, release: &Release, by: AccountId, word: Word) -> QueryResult<()> {
    let at = act.at();
    let this = list_releases::table.find(release.id);
    match word {
        Word::Yes => {
            let agreed = (list_releases::agreed_by.eq(by), list_releases::agreed_at.eq(at));
            diesel::update(this).set(agreed).execute(act.conn())?;
            act.record("list.agreed", "/lists/releases", json!({ "as": release.what, "people": release.people }));
        }
        Word::No => {
            diesel::update(this).set(list_releases::refused_at.eq(at)).execute(act.conn())?;
            act.record("list.refused", "/lists/releases", json!({ "as": release.what, "people": release.people }));
        }
    }
    Ok(())
}

/// What a second officer says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    Yes,
    No,
}

/// Notes that the file was taken: it is not taken twice.
pub fn taken(act: &mut Act<'_>, release: &Release) -> QueryResult<()> {
    let at = act.at();
    let this = list_releases::table.find(release.id).filter(list_releases::taken_at.is_null());
    match diesel::update(this).set(list_releases::taken_at.eq(at)).execute(act.conn())? {
        0 => Err(diesel::result::Error::NotFound),
        _ => Ok(()),
    }
}
