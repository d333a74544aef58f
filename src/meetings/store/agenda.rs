//! The table `agenda_items`.

use diesel::prelude::*;
use serde_json::json;

use super::super::{
    agenda::{Item, Line, place_for},
    rules,
};
use crate::{
    audit::Act,
    db::{BranchId, Conn, ItemId, MeetingId, schema::agenda_items},
    web::Problem,
};

/// The agenda in order.
pub fn items(conn: &mut Conn, branch: BranchId, meeting: MeetingId) -> QueryResult<Vec<Item>> {
    agenda_items::table
        .filter(agenda_items::branch_id.eq(branch))
        .filter(agenda_items::meeting_id.eq(meeting))
        .order((agenda_items::position, agenda_items::id))
        .select(Item::as_select())
        .load(conn)
}

/// The item of a meeting that leads to a page, such as a motion's.
pub fn item_for_link(conn: &mut Conn, branch: BranchId, meeting: MeetingId, link: &str) -> QueryResult<Option<Item>> {
    Ok(items(conn, branch, meeting)?.into_iter().find(|item| item.link.as_deref() == Some(link)))
}

/// Puts an item on the agenda, before any other business, until the meeting is closed.
pub fn add_item(act: &mut Act<'_>, meeting: MeetingId, title: &str, link: Option<&str>) -> Result<ItemId, Problem> {
    add_line(act, meeting, &title.to_owned().into(), link)
}

/// Puts a line on the agenda, with its minutes where it has some.
pub fn add_line(act: &mut Act<'_>, meeting: MeetingId, line: &Line, link: Option<&str>) -> Result<ItemId, Problem> {
    let branch = act.branch();
    rules::may_change_agenda(&super::find(act.conn(), branch, meeting)?)?;
    let position = place_for(&items(act.conn(), branch, meeting)?);
    shift(act, meeting, position, 1)?;
    let id = insert(act, meeting, position, line, link)?;
    super::revise(act, meeting)?;
    act.record("item.added", format!("/meetings/{meeting}"), json!({ "item": id, "position": position, "link": link }));
    Ok(id)
}

/// Takes an item off the agenda; those after it move up.
pub fn remove_item(act: &mut Act<'_>, id: ItemId) -> Result<(), Problem> {
    let item = changeable(act, id)?;
    diesel::delete(agenda_items::table.find(id)).execute(act.conn())?;
    shift(act, item.meeting_id, item.position, -1)?;
    super::revise(act, item.meeting_id)?;
    act.record("item.removed", format!("/meetings/{}", item.meeting_id), json!({ "item": id, "link": item.link }));
    Ok(())
}

/// Moves an item one place up (-1) or down (1); at the end of the list it stays.
pub fn move_item(act: &mut Act<'_>, id: ItemId, by: i32) -> Result<MeetingId, Problem> {
    let (item, branch) = (changeable(act, id)?, act.branch());
    let to = item.position + by.signum();
    let beside = items(act.conn(), branch, item.meeting_id)?.into_iter().find(|other| other.position == to);
    if let Some(beside) = beside {
        put(act, beside.id, item.position)?;
        put(act, item.id, to)?;
    }
    super::revise(act, item.meeting_id)?;
    act.record("item.moved", format!("/meetings/{}", item.meeting_id), json!({ "item": id, "to": to }));
    Ok(item.meeting_id)
}

/// Puts the items with these links into this order, in the places that they have together; the others stay where they are.
pub fn put_in_order(act: &mut Act<'_>, meeting: MeetingId, links: &[String]) -> Result<(), Problem> {
    let branch = act.branch();
    rules::may_change_agenda(&super::find(act.conn(), branch, meeting)?)?;
    let all = items(act.conn(), branch, meeting)?;
    let with = |link: &String| all.iter().find(|item| item.link.as_ref() == Some(link));
    let ordered: Vec<&Item> = links.iter().filter_map(with).collect();
    let mut places: Vec<i32> = ordered.iter().map(|item| item.position).collect();
    places.sort_unstable();
    for (item, place) in ordered.iter().zip(places) {
        put(act, item.id, place)?;
    }
    super::revise(act, meeting)?;
    act.record("agenda.ordered", format!("/meetings/{meeting}"), json!({ "items": ordered.len() }));
    Ok(())
}

/// Says how long items of one agenda are to take.
pub fn time_items(act: &mut Act<'_>, meeting: MeetingId, minutes: &[(ItemId, Option<i32>)]) -> Result<(), Problem> {
    let branch = act.branch();
    rules::may_change_agenda(&super::find(act.conn(), branch, meeting)?)?;
    for (item, minutes) in minutes {
        diesel::update(agenda_items::table.filter(agenda_items::meeting_id.eq(meeting)).filter(agenda_items::id.eq(*item)))
            .set(agenda_items::minutes.eq(*minutes))
            .execute(act.conn())?;
    }
    super::revise(act, meeting)?;
    act.record("agenda.timed", format!("/meetings/{meeting}"), json!({ "items": minutes.len() }));
    Ok(())
}

/// The first lines, as the notice has them; the calling of the meeting records it.
pub(super) fn write_first(act: &mut Act<'_>, meeting: MeetingId, lines: &[Line]) -> QueryResult<()> {
    for (position, line) in (1..).zip(lines) {
        insert(act, meeting, position, line, None)?;
    }
    Ok(())
}

fn insert(act: &mut Act<'_>, meeting: MeetingId, position: i32, line: &Line, link: Option<&str>) -> QueryResult<ItemId> {
    let (id, branch) = (ItemId::fresh(), act.branch());
    diesel::insert_into(agenda_items::table)
        .values((
            agenda_items::id.eq(id),
            agenda_items::branch_id.eq(branch),
            agenda_items::meeting_id.eq(meeting),
            agenda_items::position.eq(position),
            agenda_items::title.eq(&line.title),
            agenda_items::link.eq(link),
            agenda_items::minutes.eq(line.minutes),
        ))
        .execute(act.conn())?;
    Ok(id)
}

/// Moves every item from a position on by one place.
fn shift(act: &mut Act<'_>, meeting: MeetingId, from: i32, by: i32) -> QueryResult<()> {
    let later = agenda_items::table.filter(agenda_items::meeting_id.eq(meeting)).filter(agenda_items::position.ge(from));
    diesel::update(later).set(agenda_items::position.eq(agenda_items::position + by)).execute(act.conn()).map(|_| ())
}

fn put(act: &mut Act<'_>, id: ItemId, position: i32) -> QueryResult<()> {
    diesel::update(agenda_items::table.find(id)).set(agenda_items::position.eq(position)).execute(act.conn()).map(|_| ())
}

fn changeable(act: &mut Act<'_>, id: ItemId) -> Result<Item, Problem> {
    let branch = act.branch();
    let item: Item =
        agenda_items::table.filter(agenda_items::branch_id.eq(branch)).find(id).select(Item::as_select()).first(act.conn())?;
    rules::may_change_agenda(&super::find(act.conn(), branch, item.meeting_id)?)?;
    Ok(item)
}
