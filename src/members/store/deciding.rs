//! What a person said about rows of a list that no membership number matches.

use std::collections::HashMap;

use diesel::prelude::*;
use serde_json::json;

use super::{
    super::reconcile::{Decision, Decisions},
    joining::ROWS_AT_ONCE,
};
use crate::{
    audit::Act,
    db::{
        BranchId, Conn, ImportId, MemberId,
        schema::{import_decisions, members},
    },
    native,
};

#[derive(Insertable)]
#[diesel(table_name = import_decisions)]
struct NewDecision {
    import_id: ImportId,
    line: i32,
    branch_id: BranchId,
    says: &'static str,
    member_id: Option<MemberId>,
}

/// What was decided about a list, by row. A member who is in the register no more is nobody's answer.
pub fn decisions(conn: &mut Conn, branch: BranchId, import: ImportId) -> QueryResult<Decisions> {
    let rows: Vec<(i32, String, Option<MemberId>)> = import_decisions::table
        .filter(import_decisions::branch_id.eq(branch))
        .filter(import_decisions::import_id.eq(import))
        .select((import_decisions::line, import_decisions::says, import_decisions::member_id))
        .load(conn)?;
    let mut numbers: HashMap<MemberId, String> = HashMap::new();
    let ids: Vec<MemberId> = rows.iter().filter_map(|row| row.2).collect();
    for ids in ids.chunks(ROWS_AT_ONCE) {
        let known = members::table.filter(members::branch_id.eq(branch)).filter(members::id.eq_any(ids.to_vec()));
        numbers.extend(known.select((members::id, members::number)).load::<(MemberId, String)>(conn)?);
    }
    let decision = |says: &str, member: Option<MemberId>| match says {
        "same" => Some(Decision::Same(numbers.get(&member?)?.clone())),
        "new" => Some(Decision::New),
        _ => Some(Decision::Out),
    };
    let read = |(line, says, member): (i32, String, _)| Some((usize::try_from(line).ok()?, decision(&says, member)?));
    Ok(rows.into_iter().filter_map(read).collect())
}

/// Keeps what was decided, in place of what was said of the same rows before.
pub fn decide(act: &mut Act<'_>, import: ImportId, decided: &Decisions) -> QueryResult<()> {
    let branch_id = act.branch();
    let all = members::table.filter(members::branch_id.eq(branch_id)).select((members::number, members::id));
    let ids: HashMap<String, MemberId> = all.load(act.conn())?.into_iter().collect();
    let row = |(row, decision): (&usize, &Decision)| {
        let (says, member_id) = match decision {
            Decision::Same(number) => ("same", ids.get(number).copied()),
            Decision::New => ("new", None),
            Decision::Out => ("out", None),
        };
        Some(NewDecision { import_id: import, line: i32::try_from(*row).ok()?, branch_id, says, member_id })
    };
    let rows: Vec<NewDecision> = decided.iter().filter_map(row).collect();
    for portion in rows.chunks(ROWS_AT_ONCE) {
        let lines: Vec<i32> = portion.iter().map(|row| row.line).collect();
        let before = import_decisions::table.filter(import_decisions::import_id.eq(import));
        diesel::delete(before.filter(import_decisions::line.eq_any(lines))).execute(act.conn())?;
        native!(act.conn(), native => diesel::insert_into(import_decisions::table).values(portion).execute(native))?;
    }
    let count = |says| rows.iter().filter(|row| row.says == says).count();
    let facts = json!({ "same": count("same"), "new": count("new"), "out": count("out") });
    act.record("import.rows-decided", format!("/members/import/{import}"), facts);
    Ok(())
}

/// Forgets what was decided about these lists: with their files, or because they are read otherwise.
pub fn forget_decisions(act: &mut Act<'_>, imports: &[ImportId]) -> QueryResult<()> {
    let gone = import_decisions::table.filter(import_decisions::import_id.eq_any(imports.to_vec()));
    diesel::delete(gone).execute(act.conn()).map(|_| ())
}
