//! What a database knows of its own tables when it plans how to answer.

use diesel::{QueryResult, connection::SimpleConnection};

use super::Conn;

/// Lets SQLite look at a sample of the tables that have grown: without that it takes every branch for a small one, and reads
/// all its members to find fifty. PostgreSQL does so by itself.
///
/// # Errors
/// The database's.
pub fn look_at_growth(conn: &mut Conn) -> QueryResult<()> {
    match conn {
        Conn::Sqlite(native) => native.batch_execute("PRAGMA analysis_limit = 400; PRAGMA optimize = 0x10002;"),
        Conn::Postgres(_) => Ok(()),
    }
}
