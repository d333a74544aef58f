//! The tables `dues_reminders` and `dues_reminded`, and who is late.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use diesel::{dsl, prelude::*};
use serde_json::json;

use super::{
    late::{Late, Reminder, Way, path},
    rules,
};
use crate::{
    audit::Act,
    branch::Branch,
    db::{
        BranchId, Conn, MemberId, RowId,
        schema::{dues_reminded, dues_reminders},
    },
    members::{
        Member,
        store::{ROWS_AT_ONCE, late},
        wishes::{Kind, who_refuse},
    },
    native,
    rulebook::Length,
};

/// So far back, or as far as the rulebook looks, it is told when somebody was reminded.
const TOLD_FOR: Length = Length::Years(1);

/// Everybody whose dues are late, the longest first.
pub fn all_late(conn: &mut Conn, branch: &Branch, today: NaiveDate, most: i64) -> QueryResult<Vec<Late>> {
    let membership = &branch.rulebook.membership;
    let members = late(conn, branch, membership.grace.before(today), most)?;
    let told_since = TOLD_FOR.before(today).min(membership.reminders_apart.before(today));
    let reminded = reminded_since(conn, branch.id, told_since)?;
    let refuse = who_refuse(conn, branch.id, Kind::Dues)?;
    let one = |member: Member| {
        Some(Late {
            id: member.id,
            name: member.name(),
            paid_to: member.paid_to?,
            since: rules::since(member.paid_to?, today),
            way: way(&member),
            reminded_on: reminded.get(&member.id).copied(),
            wants_none: refuse.contains(&member.id),
            number: member.number,
        })
    };
    Ok(members.into_iter().filter_map(one).collect())
}

/// Everybody whose dues are late on that day.
pub fn who_owe(conn: &mut Conn, branch: &Branch, on: NaiveDate) -> QueryResult<HashSet<MemberId>> {
    let members = late(conn, branch, branch.rulebook.membership.grace.before(on), i64::MAX)?;
    Ok(members.into_iter().map(|member| member.id).collect())
}

fn way(member: &Member) -> Way {
    let has_house = !member.address.trim().is_empty();
    match member.email {
        Some(_) => Way::Mail,
        None if has_house => Way::Letter,
        None => Way::Nowhere,
    }
}

/// When each of those who were reminded since a day was reminded last.
fn reminded_since(conn: &mut Conn, branch: BranchId, since: NaiveDate) -> QueryResult<HashMap<MemberId, NaiveDate>> {
    let rows: Vec<(MemberId, NaiveDate)> = dues_reminded::table
        .filter(dues_reminded::branch_id.eq(branch))
        .filter(dues_reminded::reminded_on.ge(since))
        .order(dues_reminded::reminded_on)
        .select((dues_reminded::member_id, dues_reminded::reminded_on))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// Keeps that these people were reminded.
pub fn note(act: &mut Act<'_>, id: RowId, (sent_on, words): (NaiveDate, &str), people: &[Late]) -> QueryResult<()> {
    let branch = act.branch();
    diesel::insert_into(dues_reminders::table)
        .values((
            dues_reminders::id.eq(id),
            dues_reminders::branch_id.eq(branch),
            dues_reminders::sent_on.eq(sent_on),
            dues_reminders::words.eq(words),
        ))
        .execute(act.conn())?;
    for portion in people.chunks(ROWS_AT_ONCE) {
        let row = |late: &Late| {
            (
                dues_reminded::reminder_id.eq(id),
                dues_reminded::member_id.eq(late.id),
                dues_reminded::branch_id.eq(branch),
                dues_reminded::reminded_on.eq(sent_on),
                dues_reminded::paid_to.eq(late.paid_to),
            )
        };
        let rows: Vec<_> = portion.iter().map(row).collect();
        native!(act.conn(), c => diesel::insert_into(dues_reminded::table).values(rows).execute(c))?;
    }
    act.record("dues.reminded", path(id), json!({ "people": people.len() }));
    Ok(())
}

/// The reminders that went out, the latest first.
pub fn reminders(conn: &mut Conn, branch: BranchId, most: i64) -> QueryResult<Vec<Reminder>> {
    let rows: Vec<(RowId, NaiveDate, String)> = dues_reminders::table
        .filter(dues_reminders::branch_id.eq(branch))
        .order((dues_reminders::sent_on.desc(), dues_reminders::id.desc()))
        .limit(most)
        .select((dues_reminders::id, dues_reminders::sent_on, dues_reminders::words))
        .load(conn)?;
    let ids: Vec<RowId> = rows.iter().map(|(id, ..)| *id).collect();
    let counted: Vec<(RowId, i64)> = dues_reminded::table
        .filter(dues_reminded::branch_id.eq(branch))
        .filter(dues_reminded::reminder_id.eq_any(ids))
        .group_by(dues_reminded::reminder_id)
        .select((dues_reminded::reminder_id, dsl::count_star()))
        .load(conn)?;
    let counted: HashMap<RowId, i64> = counted.into_iter().collect();
    let reminder = |(id, sent_on, words)| Reminder { id, sent_on, words, people: counted.get(&id).copied().unwrap_or(0) };
    Ok(rows.into_iter().map(reminder).collect())
}

/// The day on which one reminder went out.
pub fn sent_on(conn: &mut Conn, branch: BranchId, id: RowId) -> QueryResult<NaiveDate> {
    dues_reminders::table.filter(dues_reminders::branch_id.eq(branch)).find(id).select(dues_reminders::sent_on).first(conn)
}
