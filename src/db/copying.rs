//! A copy of the embedded database, taken while it is in use; and whether a database is whole.

use std::path::Path;

use diesel::{QueryResult, QueryableByName, RunQueryDsl, sql_query, sql_types::Text};

use super::Conn;

/// Writes a copy of the whole database as it stands at this moment into a new file; nobody has to stop for it.
///
/// # Errors
/// The database's; a file that is there already is not written over.
pub fn copy_into(conn: &mut Conn, file: &Path) -> QueryResult<()> {
    sql_query("VACUUM INTO ?").bind::<Text, _>(file.display().to_string()).execute(conn).map(|_| ())
}

#[derive(QueryableByName)]
struct Said {
    #[diesel(sql_type = Text)]
    said: String,
}

/// What is wrong with the database as a file and with what its rows refer to; nothing where all is well. A PostgreSQL server
/// looks after its own files.
pub fn faults(conn: &mut Conn) -> QueryResult<Vec<String>> {
    if !conn.is_embedded() {
        return Ok(Vec::new());
    }
    let pages: Vec<Said> = sql_query("SELECT integrity_check AS said FROM pragma_integrity_check").load(conn)?;
    let lost: Vec<Said> = sql_query(
        "SELECT 'a row of ' || \"table\" || ' refers to one of ' || parent || ' that is not there' AS said \
         FROM pragma_foreign_key_check",
    )
    .load(conn)?;
    Ok(pages.into_iter().chain(lost).map(|each| each.said).filter(|said| said != "ok").collect())
}
