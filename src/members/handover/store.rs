//! The tables `handovers` and `handover_items`.

use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::json;

use super::{Handover, Item, checklist::checklist};
use crate::{
    audit::Act,
    db::{
        BranchId, Conn, RowId,
        schema::{handover_items, handovers},
    },
    members::Term,
    native,
};

#[derive(Insertable)]
#[diesel(table_name = handover_items)]
struct NewItem<'a> {
    id: RowId,
    branch_id: BranchId,
    handover_id: RowId,
    place: i32,
    words: &'a str,
}

/// Notes that one term makes way for another, with the list of what has to be handed over.
pub fn begin(act: &mut Act<'_>, from: &Term, to_term: RowId) -> QueryResult<RowId> {
    let (branch_id, at, handover_id) = (act.branch(), act.at(), RowId::fresh());
    diesel::insert_into(handovers::table)
        .values((
            handovers::id.eq(handover_id),
            handovers::branch_id.eq(branch_id),
            handovers::from_term.eq(from.id),
            handovers::to_term.eq(to_term),
            handovers::ran_to.eq(from.to_on),
            handovers::made_at.eq(at),
        ))
        .execute(act.conn())?;
    let item = |(place, words)| NewItem { id: RowId::fresh(), branch_id, handover_id, place, words };
    let items: Vec<NewItem> = (0..).zip(checklist(&from.office)).map(item).collect();
    native!(act.conn(), native => diesel::insert_into(handover_items::table).values(&items).execute(native))?;
    act.record("office.handed-over", format!("/members/offices/handovers/{handover_id}"), json!({ "office": from.office }));
    Ok(handover_id)
}

/// One handover.
pub fn find(conn: &mut Conn, branch: BranchId, id: RowId) -> QueryResult<Handover> {
    handovers::table.filter(handovers::branch_id.eq(branch)).find(id).select(Handover::as_select()).first(conn)
}

/// Those of which something is still to be done, the newest first.
pub fn going_on(conn: &mut Conn, branch: BranchId) -> QueryResult<Vec<Handover>> {
    let undone = handover_items::table.filter(handover_items::branch_id.eq(branch)).filter(handover_items::done_on.is_null());
    handovers::table
        .filter(handovers::branch_id.eq(branch))
        .filter(handovers::undone_at.is_null())
        .filter(handovers::id.eq_any(undone.select(handover_items::handover_id)))
        .order(handovers::made_at.desc())
        .select(Handover::as_select())
        .load(conn)
}

/// What has to be handed over, in its order.
pub fn items(conn: &mut Conn, handover: RowId) -> QueryResult<Vec<Item>> {
    let rows: Vec<(RowId, String, Option<NaiveDate>)> = handover_items::table
        .filter(handover_items::handover_id.eq(handover))
        .order(handover_items::place)
        .select((handover_items::id, handover_items::words, handover_items::done_on))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, words, done_on)| Item { id, words, done_on }).collect())
}

/// Notes that one thing is handed over, or, without a day, that it is not.
pub fn tick(act: &mut Act<'_>, handover: RowId, item: RowId, done_on: Option<NaiveDate>) -> QueryResult<()> {
    let this = handover_items::table.find(item).filter(handover_items::handover_id.eq(handover));
    if diesel::update(this).set(handover_items::done_on.eq(done_on)).execute(act.conn())? == 0 {
        return Err(diesel::result::Error::NotFound);
    }
    let about = format!("/members/offices/handovers/{handover}");
    act.record("office.item-handed-over", about, json!({ "done": done_on.is_some() }));
    Ok(())
}

/// Notes that the office stays where it was.
pub fn undo(act: &mut Act<'_>, handover: &Handover) -> QueryResult<()> {
    let at = act.at();
    diesel::update(handovers::table.find(handover.id)).set(handovers::undone_at.eq(at)).execute(act.conn())?;
    act.record("office.kept", format!("/members/offices/handovers/{}", handover.id), json!({}));
    Ok(())
}
