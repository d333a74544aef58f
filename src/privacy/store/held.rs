//! Reading what is held of one person, from every table that tells of people. Nothing is written here.

use diesel::{QueryableByName, prelude::*, sql_types::Text};

use super::super::holding::{Column, Holding, Reads, Whose};
use crate::db::{BranchId, Conn, Place, RowId, SealedWords, UNREADABLE, Vault, sql::Id};

/// The columns of a holding that a copy shows.
pub fn shown(held: &Holding) -> impl Iterator<Item = (&'static Column, &'static str)> {
    held.columns.iter().filter_map(|column| Some((column, column.label?)))
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

/// The rows of one table that are about a person, each with the values of the columns shown; `id` is the member's or the
/// account's, as the holding asks.
pub fn rows(
    conn: &mut Conn,
    vault: &Vault,
    branch: BranchId,
    held: &Holding,
    id: RowId,
) -> QueryResult<Vec<Vec<Option<String>>>> {
    let (Whose::Member(about) | Whose::Account(about)) = held.whose else { return Ok(Vec::new()) };
    let list = if conn.is_embedded() { "json_array" } else { "json_build_array" };
    let values: Vec<String> = shown(held).map(|(column, _)| value(column)).collect();
    let table = held.table;
    let query = format!(
        "SELECT CAST({list}({}) AS TEXT) AS line FROM {table} t WHERE t.branch_id = $1 AND ({about}) ORDER BY {}",
        values.join(", "),
        first(held),
    );
    let lines: Vec<Line> = diesel::sql_query(query).bind::<Id, _>(branch).bind::<Id, _>(id).load(conn)?;
    let plain = |row: Vec<Option<String>>| {
        let values = shown(held).zip(row);
        values.map(|((column, _), value)| value.map(|value| opened(vault, held.table, column, value))).collect()
    };
    Ok(lines.iter().map(|line| plain(serde_json::from_str(&line.line).unwrap_or_default())).collect())
}

/// A value in plain words; of a sealed one the row comes first, and a space.
fn opened(vault: &Vault, table: &str, column: &Column, value: String) -> String {
    let (Reads::Sealed(_), Some((row, kept))) = (column.reads, value.split_once(' ')) else { return value };
    let place = row.parse().map(|row| Place { table, column: column.name, row });
    place.map_or_else(|_| UNREADABLE.to_owned(), |place| SealedWords::from(kept.to_owned()).open(vault, place))
}

fn value(column: &Column) -> String {
    match column.reads {
        Reads::Named(query) => format!("CAST({query} AS TEXT)"),
        Reads::Sealed(row) => {
            format!("CASE WHEN t.{0} = '' THEN '' ELSE CAST(t.{row} AS TEXT) || ' ' || t.{0} END", column.name)
        }
        _ => format!("CAST(t.{} AS TEXT)", column.name),
    }
}

/// What rows stand in the order of: the first day or moment, or else the first column.
fn first(held: &Holding) -> String {
    let dated = shown(held).find(|(column, _)| matches!(column.reads, Reads::Day | Reads::Moment));
    dated.or_else(|| shown(held).next()).map_or_else(|| "1".to_owned(), |(column, _)| format!("t.{}", column.name))
}
