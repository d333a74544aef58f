//! The tables `imports` and `import_changes`.

use std::collections::{HashMap, HashSet};

use diesel::{dsl::count_star, prelude::*};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::super::{
    import::{Bucket, Change, Import, Outcome, State, Tally},
    reconcile::List,
    rules::UNDO_FOR,
};
use super::{deciding::forget_decisions, joining::ROWS_AT_ONCE};
use crate::{
    accounts,
    audit::{Act, hex},
    db::{
        BranchId, Conn, ImportId, Instant, MemberId, Place, RowId, Vault, is_sealed,
        schema::{import_changes, imports},
    },
    native,
    web::Problem,
};

/// So many lists are looked back to: two years of months.
const LOOKED_BACK: i64 = 24;

/// The hash by which a file is recognised again.
pub fn hash_of_file(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Keeps a list that was sent in, its file sealed; nobody is changed by it.
pub fn receive(
    act: &mut Act<'_>,
    file_name: &str,
    bytes: &[u8],
    (list, shape, reading): (&List, &str, &str),
) -> Result<ImportId, Problem> {
    let (people, problems) = (list.rows, list.problems.len());
    let (id, branch, at) = (ImportId::fresh(), act.branch(), act.at());
    let file_hash = hash_of_file(bytes);
    let sealed = act.vault().and_then(|vault| vault.seal(&place(id), bytes)).map_err(Problem::broken)?;
    let sent_by = act.actor().account();
    diesel::insert_into(imports::table)
        .values((
            (
                imports::id.eq(id),
                imports::branch_id.eq(branch),
                imports::file_name.eq(file_name),
                imports::file_hash.eq(&file_hash),
            ),
            (
                imports::file.eq(Some(sealed.into_bytes())),
                imports::letters.eq(""),
                imports::state.eq(State::Received),
                imports::sent_by.eq(sent_by),
            ),
            (
                imports::people.eq(counted(people)),
                imports::problems.eq(counted(problems)),
                imports::received_at.eq(at),
                imports::is_supplement.eq(list.says_nothing_of_others()),
            ),
            (imports::shape.eq(shape), imports::reading.eq(reading)),
        ))
        .execute(act.conn())?;
    let facts = json!({ "rows": people, "problems": problems, "sha256": file_hash });
    act.record("import.received", format!("/members/import/{id}"), facts);
    Ok(id)
}

fn counted(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

/// The lists whose file has been kept for its thirty days.
pub fn outdated(conn: &mut Conn, branch: BranchId, now: Instant) -> QueryResult<Vec<ImportId>> {
    let before = Instant::from(now.0 - UNDO_FOR);
    imports::table
        .filter(imports::branch_id.eq(branch))
        .filter(imports::received_at.lt(before))
        .filter(imports::applied_at.is_null().or(imports::applied_at.lt(before)))
        .filter(imports::file.is_not_null())
        .select(imports::id)
        .load(conn)
}

/// Throws away files, and what they overwrote, once they can no longer be taken back. The hash and the counts stay.
pub fn forget_files(act: &mut Act<'_>, ids: &[ImportId]) -> QueryResult<()> {
    diesel::update(imports::table.filter(imports::id.eq_any(ids.to_vec())))
        .set(imports::file.eq(None::<Vec<u8>>))
        .execute(act.conn())?;
    diesel::update(import_changes::table.filter(import_changes::import_id.eq_any(ids.to_vec())))
        .set((import_changes::before.eq(""), import_changes::after.eq("")))
        .execute(act.conn())?;
    forget_decisions(act, ids)?;
    for id in ids {
        act.record("import.file-forgotten", format!("/members/import/{id}"), json!({}));
    }
    Ok(())
}

/// One list.
pub fn find_import(conn: &mut Conn, branch: BranchId, import: ImportId) -> QueryResult<Import> {
    imports::table.filter(imports::branch_id.eq(branch)).find(import).select(Import::as_select()).first(conn)
}

/// Whether the file of a list is kept still.
pub fn has_file(conn: &mut Conn, branch: BranchId, import: ImportId) -> QueryResult<bool> {
    let row = imports::table.filter(imports::branch_id.eq(branch)).find(import);
    row.select(imports::file.is_not_null()).first(conn)
}

/// The file of a list, while it is kept and the key that sealed it is here. Files of before there was a seal stand plain.
pub fn file_of(conn: &mut Conn, vault: &Vault, branch: BranchId, import: ImportId) -> QueryResult<Option<Vec<u8>>> {
    let row = imports::table.filter(imports::branch_id.eq(branch)).find(import);
    let kept: Option<Vec<u8>> = row.select(imports::file).first(conn)?;
    Ok(kept.and_then(|kept| match std::str::from_utf8(&kept) {
        Ok(text) if is_sealed(text) => vault.open(&place(import), text),
        _ => Some(kept),
    }))
}

/// Where the file of a list stands: its seal opens nowhere else.
fn place(import: ImportId) -> String {
    Place { table: "imports", column: "file", row: import.0 }.to_string()
}

/// Notes how many rows of people a list has as it is read now, and how many of them are kept back.
pub fn count_rows(act: &mut Act<'_>, import: ImportId, people: usize, problems: usize) -> QueryResult<()> {
    diesel::update(imports::table.find(import))
        .set((imports::people.eq(counted(people)), imports::problems.eq(counted(problems))))
        .execute(act.conn())
        .map(|_| ())
}

/// The lists that came, the latest first.
pub fn imports(conn: &mut Conn, branch: BranchId, most: i64) -> QueryResult<Vec<Import>> {
    imports::table
        .filter(imports::branch_id.eq(branch))
        .order((imports::received_at.desc(), imports::id.desc()))
        .limit(most)
        .select(Import::as_select())
        .load(conn)
}

/// The list of all members that was applied last and stands.
pub fn last_applied(conn: &mut Conn, branch: BranchId) -> QueryResult<Option<Import>> {
    imports::table
        .filter(imports::branch_id.eq(branch))
        .filter(imports::state.eq(State::Applied))
        .filter(imports::is_supplement.eq(false))
        .order(imports::applied_at.desc())
        .select(Import::as_select())
        .first(conn)
        .optional()
}

/// When the very same file was applied before, and stands.
pub fn same_file(conn: &mut Conn, branch: BranchId, import: &Import) -> QueryResult<Option<Import>> {
    imports::table
        .filter(imports::branch_id.eq(branch))
        .filter(imports::file_hash.eq(&import.file_hash))
        .filter(imports::state.eq(State::Applied))
        .filter(imports::id.ne(import.id))
        .order(imports::applied_at.desc())
        .select(Import::as_select())
        .first(conn)
        .optional()
}

/// Who sent a list, by the name of the account.
pub fn sender(conn: &mut Conn, import: &Import) -> QueryResult<Option<String>> {
    import.sent_by.map(|account| accounts::find(conn, account).map(|account| account.called)).transpose()
}

/// Marks a list as applied or as taken back, at the moment of the act.
pub fn mark(act: &mut Act<'_>, import: ImportId, state: State) -> QueryResult<()> {
    let at = act.at();
    let row = imports::table.find(import);
    match state {
        State::Undone => diesel::update(row).set((imports::state.eq(state), imports::undone_at.eq(at))).execute(act.conn()),
        _ => diesel::update(row).set((imports::state.eq(state), imports::applied_at.eq(at))).execute(act.conn()),
    }
    .map(|_| ())
}

/// Keeps the lines of a change set.
pub fn keep_changes(act: &mut Act<'_>, changes: &[Change]) -> QueryResult<()> {
    for portion in changes.chunks(ROWS_AT_ONCE) {
        native!(act.conn(), native => diesel::insert_into(import_changes::table).values(portion).execute(native))?;
    }
    Ok(())
}

/// The lines of a change set that the filter asks for, by membership number.
pub fn changes(conn: &mut Conn, branch: BranchId, import: ImportId, buckets: &[Bucket]) -> QueryResult<Vec<Change>> {
    import_changes::table
        .filter(import_changes::branch_id.eq(branch))
        .filter(import_changes::import_id.eq(import))
        .filter(import_changes::bucket.eq_any(buckets.to_vec()))
        .order((import_changes::number, import_changes::id))
        .select(Change::as_select())
        .load(conn)
}

/// Says of lines what became of them.
pub fn settle(act: &mut Act<'_>, lines: &[RowId], outcome: Outcome) -> QueryResult<()> {
    for portion in lines.chunks(10_000) {
        let lines = import_changes::table.filter(import_changes::id.eq_any(portion.to_vec()));
        diesel::update(lines).set(import_changes::outcome.eq(outcome)).execute(act.conn())?;
    }
    Ok(())
}

/// How many lines of each kind each of these imports has: one query.
pub fn tallies(conn: &mut Conn, branch: BranchId, ids: &[ImportId]) -> QueryResult<HashMap<ImportId, Tally>> {
    let rows: Vec<(ImportId, Bucket, Outcome, i64)> = import_changes::table
        .filter(import_changes::branch_id.eq(branch))
        .filter(import_changes::import_id.eq_any(ids.to_vec()))
        .group_by((import_changes::import_id, import_changes::bucket, import_changes::outcome))
        .select((import_changes::import_id, import_changes::bucket, import_changes::outcome, count_star()))
        .load(conn)?;
    let mut all: HashMap<ImportId, Tally> = HashMap::new();
    for (import, bucket, outcome, count) in rows {
        let tally = all.entry(import).or_default();
        match (bucket, outcome) {
            (Bucket::Missing, _) => tally.missing += count,
            (Bucket::New, _) => tally.new += count,
            (_, Outcome::Left) => tally.left += count,
            _ => tally.changed += count,
        }
        if outcome == Outcome::Kept {
            tally.kept += count;
        }
    }
    Ok(all)
}

/// From how many lists running, the newest first, each of these members was missing. Lists that were taken back, and rows
/// of a list that were sent in again, do not count.
pub fn times_missing(conn: &mut Conn, branch: BranchId, members: &[MemberId]) -> QueryResult<HashMap<MemberId, usize>> {
    let newest_first: Vec<ImportId> = imports::table
        .filter(imports::branch_id.eq(branch))
        .filter(imports::state.eq(State::Applied))
        .filter(imports::is_supplement.eq(false))
        .order(imports::applied_at.desc())
        .limit(LOOKED_BACK)
        .select(imports::id)
        .load(conn)?;
    let rows: Vec<(MemberId, ImportId)> = import_changes::table
        .filter(import_changes::branch_id.eq(branch))
        .filter(import_changes::bucket.eq(Bucket::Missing))
        .filter(import_changes::member_id.eq_any(members.to_vec()))
        .filter(import_changes::import_id.eq_any(newest_first.clone()))
        .select((import_changes::member_id, import_changes::import_id))
        .load(conn)?;
    let missing: HashSet<(MemberId, ImportId)> = rows.into_iter().collect();
    let running = |member: MemberId| newest_first.iter().take_while(|list| missing.contains(&(member, **list))).count();
    Ok(members.iter().map(|member| (*member, running(*member))).collect())
}
