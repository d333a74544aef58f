//! What a database knows of its own tables when it plans how to answer, and how much of them it keeps at hand.

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

/// How much of a database SQLite keeps at hand for one connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AtHand {
    /// Two megabytes.
    Little,
    /// Sixty-four: while tens of thousands of rows are written at once, no page goes to the disk and comes back.
    Much,
}

/// Keeps more or less at hand. PostgreSQL has a memory of its own.
///
/// # Errors
/// The database's.
pub fn keep_at_hand(conn: &mut Conn, much: AtHand) -> QueryResult<()> {
    let kilobytes = match much {
        AtHand::Little => 2_000,
        AtHand::Much => 64_000,
    };
    match conn {
        Conn::Sqlite(native) => native.batch_execute(&format!("PRAGMA cache_size = -{kilobytes};")),
        Conn::Postgres(_) => Ok(()),
    }
}
