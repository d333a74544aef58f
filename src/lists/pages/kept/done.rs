//! What was done for many people of a list, by whom and when, and whether it can be undone still.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::super::super::{
    acts::{self, Asked, Line},
    columns::{self, Column, Kind},
};
use crate::{
    accounts,
    db::{MemberId, RowId},
    members,
    render::words::plural,
    web::{Look, Problem},
};

/// So many acts are told.
const MOST: i64 = 20;

/// One act.
#[derive(Debug, Serialize)]
pub struct DoneLine {
    id: RowId,
    words: String,
    by: String,
    at: DateTime<Utc>,
    may_be_undone: bool,
    is_undone: bool,
    /// "For 1 person somebody wrote since; that stayed."
    stayed: Option<String>,
}

impl DoneLine {
    pub fn sample() -> Self {
        let stayed = Some("For 1 person somebody had written since, and that stayed.".into());
        let (words, by) = ("“Rung” ticked for 34 people.".into(), "Ama Okoro".into());
        Self { id: RowId::fresh(), words, by, at: DateTime::UNIX_EPOCH, may_be_undone: true, is_undone: true, stayed }
    }
}

/// What was done lately, the latest first.
pub fn done(look: &mut Look<'_>, list: RowId) -> Result<Vec<DoneLine>, Problem> {
    let (branch, today) = (look.branch.id, look.today());
    let lines = acts::done_lately(look.conn, &look.branch, list, MOST)?;
    let columns = columns::all_columns(look.conn, branch, list)?;
    let meant = lines.iter().filter(|line| columns.get(&line.done.column).is_some_and(|column| column.kind == Kind::Person));
    let meant: Vec<MemberId> = meant.filter_map(|line| line.done.value.parse().ok()).collect();
    let names = members::names(look.conn, branch, &meant)?;
    let called = accounts::called(look.conn, lines.iter().filter_map(|line| line.done_by))?;
    let mut told = Vec::with_capacity(lines.len());
    for line in lines {
        let Some(words) = words(&line, &columns, &names) else { continue };
        let by = line.done_by.and_then(|account| called.get(&account).cloned()).unwrap_or_else(|| "Somebody".to_owned());
        let stayed = plural(i128::from(line.kept), "person", "people");
        let stayed = (line.kept > 0).then(|| format!("For {stayed} somebody had written since, and that stayed."));
        let may_be_undone = acts::may_undo(&line.done, today).is_ok();
        let (id, at, is_undone) = (line.done.id, line.done_at.0, line.done.is_undone);
        told.push(DoneLine { id, words, by, at, may_be_undone, is_undone, stayed });
    }
    Ok(told)
}

fn words(line: &Line, columns: &HashMap<RowId, Column>, names: &HashMap<MemberId, String>) -> Option<String> {
    let column = columns.get(&line.done.column)?.clone();
    let named = line.done.value.parse().ok().and_then(|member| names.get(&member)).map(String::as_str);
    let asked = Asked { column, value: line.done.value.clone(), people: Vec::new() };
    Some(asked.in_words(usize::try_from(line.done.people).unwrap_or_default(), named))
}
