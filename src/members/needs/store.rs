//! The table `access_needs`.

use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::json;

use crate::{
    audit::Act,
    db::{
        BranchId, Conn, MemberId, Place, SealedWords, Vault,
        schema::{access_needs, members},
    },
    members::member::called,
    web::Problem,
};

/// Where a member's words stand.
fn place(member: MemberId) -> Place<'static> {
    Place { table: "access_needs", column: "words", row: member.0 }
}

/// What one member says she needs; nothing, too, where the key that sealed it is not here.
pub fn of(conn: &mut Conn, vault: &Vault, branch: BranchId, member: MemberId) -> QueryResult<Option<String>> {
    let said = access_needs::table.filter(access_needs::branch_id.eq(branch)).find(member);
    let kept: Option<String> = said.select(access_needs::words).first(conn).optional()?;
    Ok(kept.and_then(|kept| SealedWords::from(kept).read(vault, place(member))))
}

/// Who said what they need.
pub fn who(conn: &mut Conn, branch: BranchId) -> QueryResult<Vec<MemberId>> {
    access_needs::table.filter(access_needs::branch_id.eq(branch)).select(access_needs::member_id).load(conn)
}

/// Everybody who said what they need, by name.
pub fn all(conn: &mut Conn, vault: &Vault, branch: BranchId) -> QueryResult<Vec<(String, String, NaiveDate)>> {
    let rows: Vec<(MemberId, String, String, String, String, NaiveDate)> = access_needs::table
        .inner_join(members::table)
        .filter(access_needs::branch_id.eq(branch))
        .order((members::sort_name, members::id))
        .select((
            members::id,
            members::first_name,
            members::preferred_name,
            members::last_name,
            access_needs::words,
            access_needs::said_on,
        ))
        .load(conn)?;
    let said = rows.into_iter().map(|(id, first, preferred, last, kept, on)| {
        (called(&first, &preferred, &last), SealedWords::from(kept).open(vault, place(id)), on)
    });
    Ok(said.collect())
}

/// Keeps what a member says she needs; with no words, forgets it.
pub fn say(act: &mut Act<'_>, member: MemberId, words: &str, said_on: NaiveDate) -> Result<(), Problem> {
    let branch = act.branch();
    let sealed = act.vault().and_then(|vault| SealedWords::of(vault, place(member), words)).map_err(Problem::broken)?;
    let said = access_needs::table.filter(access_needs::branch_id.eq(branch)).filter(access_needs::member_id.eq(member));
    diesel::delete(said).execute(act.conn())?;
    if !words.is_empty() {
        diesel::insert_into(access_needs::table)
            .values((
                access_needs::member_id.eq(member),
                access_needs::branch_id.eq(branch),
                access_needs::words.eq(sealed.kept()),
                access_needs::said_on.eq(said_on),
            ))
            .execute(act.conn())?;
    }
    act.record("needs.said", format!("/members/{member}"), json!({ "said": !words.is_empty() }));
    Ok(())
}
