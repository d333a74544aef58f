//! The tables `agenda_versions` and `agenda_templates`, and when a meeting's people were reminded.

use diesel::prelude::*;
use serde::Serialize;
use serde_json::json;

use super::super::{Item, agenda::Line, meeting::Meeting};
use crate::{
    audit::Act,
    db::{
        BranchId, Conn, Instant, MeetingId, RowId,
        schema::{agenda_templates, agenda_versions, meetings},
    },
    rulebook::MeetingKind,
};

/// The agenda as it was published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Version {
    pub version: i32,
    pub titles: Vec<String>,
    pub published_at: Instant,
}

/// Every version of an agenda, that of the notice first.
pub fn versions(conn: &mut Conn, branch: BranchId, meeting: MeetingId) -> QueryResult<Vec<Version>> {
    let rows: Vec<(i32, String, Instant)> = agenda_versions::table
        .filter(agenda_versions::branch_id.eq(branch))
        .filter(agenda_versions::meeting_id.eq(meeting))
        .order(agenda_versions::version)
        .select((agenda_versions::version, agenda_versions::titles, agenda_versions::published_at))
        .load(conn)?;
    let version = |(version, titles, published_at): (i32, String, Instant)| Version {
        version,
        titles: titles.lines().map(str::to_owned).collect(),
        published_at,
    };
    Ok(rows.into_iter().map(version).collect())
}

/// Publishes an agenda as it stands.
pub fn publish(act: &mut Act<'_>, meeting: MeetingId) -> QueryResult<i32> {
    let (branch, at) = (act.branch(), act.at());
    let titles: Vec<String> = super::items(act.conn(), branch, meeting)?.into_iter().map(|item| item.title).collect();
    let version = versions(act.conn(), branch, meeting)?.last().map_or(1, |last| last.version + 1);
    diesel::insert_into(agenda_versions::table)
        .values((
            agenda_versions::meeting_id.eq(meeting),
            agenda_versions::version.eq(version),
            agenda_versions::branch_id.eq(branch),
            agenda_versions::titles.eq(titles.join("\n")),
            agenda_versions::published_at.eq(at),
        ))
        .execute(act.conn())?;
    act.record("agenda.published", format!("/meetings/{meeting}"), json!({ "version": version, "items": titles.len() }));
    Ok(version)
}

/// An agenda to start from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable)]
#[diesel(table_name = agenda_templates)]
pub struct Template {
    pub id: RowId,
    pub name: String,
    pub kind: String,
    pub lines: String,
}

/// All agendas to start from, by name.
pub fn templates(conn: &mut Conn, branch: BranchId) -> QueryResult<Vec<Template>> {
    agenda_templates::table
        .filter(agenda_templates::branch_id.eq(branch))
        .order(agenda_templates::name)
        .select(Template::as_select())
        .load(conn)
}

/// Saves an agenda to start from, in place of the one of that name. Motions and elections stay with their meeting.
pub fn save_template(act: &mut Act<'_>, (name, kind): (&str, MeetingKind), items: &[Item]) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    let line = |item: &Item| Line { title: item.title.clone(), minutes: item.minutes }.as_typed();
    let lines: Vec<String> = items.iter().filter(|item| item.link.is_none()).map(line).collect();
    let of_that_name =
        agenda_templates::table.filter(agenda_templates::branch_id.eq(branch)).filter(agenda_templates::name.eq(name));
    diesel::delete(of_that_name).execute(act.conn())?;
    diesel::insert_into(agenda_templates::table)
        .values((
            agenda_templates::id.eq(RowId::fresh()),
            agenda_templates::branch_id.eq(branch),
            agenda_templates::name.eq(name),
            agenda_templates::kind.eq(kind.as_str()),
            agenda_templates::lines.eq(lines.join("\n")),
            agenda_templates::saved_at.eq(at),
        ))
        .execute(act.conn())?;
    act.record("template.saved", "/meetings/new", json!({ "kind": kind, "items": lines.len() }));
    Ok(())
}

/// Throws an agenda to start from away.
pub fn remove_template(act: &mut Act<'_>, id: RowId) -> QueryResult<()> {
    let branch = act.branch();
    let one = agenda_templates::table.filter(agenda_templates::branch_id.eq(branch)).filter(agenda_templates::id.eq(id));
    diesel::delete(one).execute(act.conn())?;
    act.record("template.removed", "/meetings/new", json!({}));
    Ok(())
}

/// The meetings that begin between two moments and of which nobody was reminded.
pub fn to_remind(conn: &mut Conn, branch: BranchId, (from, to): (Instant, Instant)) -> QueryResult<Vec<MeetingId>> {
    meetings::table
        .filter(meetings::branch_id.eq(branch))
        .filter(meetings::state.eq(super::super::State::Called))
        .filter(meetings::reminded_at.is_null())
        .filter(meetings::starts_at.gt(from))
        .filter(meetings::starts_at.le(to))
        .select(meetings::id)
        .load(conn)
}

/// Notes that those on the roll were reminded.
pub fn note_reminded(act: &mut Act<'_>, meeting: &Meeting) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    diesel::update(meetings::table.filter(meetings::branch_id.eq(branch)).filter(meetings::id.eq(meeting.id)))
        .set(meetings::reminded_at.eq(Some(at)))
        .execute(act.conn())?;
    act.record("meeting.reminded", meeting.href(), json!({}));
    Ok(())
}
