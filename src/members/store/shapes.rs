//! How lists are read where somebody said it, and what is remembered of it for the next list with the same headings.

use diesel::prelude::*;
use serde_json::json;

use super::{
    super::{how_read::HowRead, import::Import, reconcile::List},
    deciding::forget_decisions,
    imports::{count_rows, hash_of_file},
};
use crate::{
    accounts,
    audit::Act,
    db::{
        AccountId, BranchId, Conn, Instant,
        schema::{imports, list_shapes},
    },
};

/// The headings of a list as one short text, by which the next list of its kind is known.
pub fn shape_of(list: &List) -> String {
    hash_of_file(list.fingerprint.as_bytes())
}

/// What was said of lists with the same headings, by whom, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remembered {
    pub reading: HowRead,
    pub by: Option<String>,
    pub at: Instant,
}

/// What is remembered of lists with these headings.
pub fn remembered(conn: &mut Conn, branch: BranchId, shape: &str) -> QueryResult<Option<Remembered>> {
    let found: Option<(String, Option<AccountId>, Instant)> = list_shapes::table
        .find((branch, shape))
        .select((list_shapes::reading, list_shapes::told_by, list_shapes::told_at))
        .first(conn)
        .optional()?;
    let Some((reading, told_by, at)) = found else { return Ok(None) };
    let by = told_by.map(|account| accounts::find(conn, account).map(|account| account.called)).transpose()?;
    Ok(Some(Remembered { reading: HowRead::parse(&reading), by, at }))
}

/// Notes how a list is to be read, and remembers it for the next one with the same headings. What was decided about its rows
/// is asked again, for the rows may be others.
pub fn tell(act: &mut Act<'_>, import: &Import, (letters, reading): (&str, &HowRead), list: &List) -> QueryResult<()> {
    read_so(act, import, (letters, reading), list)?;
    if reading.is_silent() || !list.knows_people() {
        forget(act, import)?;
    } else {
        remember(act, import, reading)?;
    }
    let fields: Vec<&str> = reading.columns.iter().filter_map(|(_, field)| field.as_deref()).collect();
    let facts = json!({ "letters": letters, "columns": fields, "orders": reading.orders });
    act.record("import.reading-told", format!("/members/import/{}", import.id), facts);
    Ok(())
}

/// Notes how the letters of a list are to be read.
pub fn respell(act: &mut Act<'_>, import: &Import, letters: &str, list: &List) -> QueryResult<()> {
    read_so(act, import, (letters, &HowRead::parse(&import.reading)), list)?;
    act.record("import.letters-told", format!("/members/import/{}", import.id), json!({ "letters": letters }));
    Ok(())
}

/// Lets this list and those to come with the same headings be read by guessing again.
pub fn forget_reading(act: &mut Act<'_>, import: &Import, list: &List) -> QueryResult<()> {
    read_so(act, import, (&import.letters, &HowRead::default()), list)?;
    forget(act, import)?;
    act.record("import.reading-forgotten", format!("/members/import/{}", import.id), json!({}));
    Ok(())
}

fn read_so(act: &mut Act<'_>, import: &Import, (letters, reading): (&str, &HowRead), list: &List) -> QueryResult<()> {
    diesel::update(imports::table.find(import.id))
        .set((
            imports::letters.eq(letters),
            imports::reading.eq(reading.kept()),
            imports::is_supplement.eq(list.says_nothing_of_others()),
        ))
        .execute(act.conn())?;
    count_rows(act, import.id, list.rows, list.problems.len())?;
    forget_decisions(act, &[import.id])
}

fn remember(act: &mut Act<'_>, import: &Import, reading: &HowRead) -> QueryResult<()> {
    forget(act, import)?;
    // A list that came before shapes were known has none.
    if import.shape.is_empty() {
        return Ok(());
    }
    let (branch, at, by) = (act.branch(), act.at(), act.actor().account());
    diesel::insert_into(list_shapes::table)
        .values((
            list_shapes::branch_id.eq(branch),
            list_shapes::shape.eq(&import.shape),
            list_shapes::reading.eq(reading.kept()),
            list_shapes::told_by.eq(by),
            list_shapes::told_at.eq(at),
        ))
        .execute(act.conn())
        .map(|_| ())
}

fn forget(act: &mut Act<'_>, import: &Import) -> QueryResult<()> {
    let branch = act.branch();
    diesel::delete(list_shapes::table.find((branch, &import.shape))).execute(act.conn()).map(|_| ())
}
