//! One connection to either database, and the one way to write through it.

use diesel::{
    PgConnection, RunQueryDsl, SqliteConnection,
    connection::{AnsiTransactionManager as Transactions, Connection, TransactionManager},
    result::Error,
};
use uuid::Uuid;

/// A connection to SQLite or to PostgreSQL; queries written for it run on both.
#[derive(diesel::MultiConnection)]
pub enum Conn {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

/// The backend of [`Conn`], for boxed queries and impls.
pub type Backend = MultiBackend;

impl Conn {
    /// Runs `deed` in a transaction with one writer at a time for each branch.
    ///
    /// SQLite takes its write lock at once: a transaction that first reads and then wants to write would fail immediately
    /// when another got there first, whatever the busy timeout. PostgreSQL takes an advisory lock keyed by the branch:
    /// READ COMMITTED alone loses updates.
    pub fn write<T, E: From<Error>>(&mut self, branch: Uuid, deed: impl FnOnce(&mut Self) -> Result<T, E>) -> Result<T, E> {
        match self {
            Conn::Sqlite(native) => Transactions::begin_transaction_sql(native, "BEGIN IMMEDIATE")?,
            Conn::Postgres(_) => {
                return self.transaction(|conn| {
                    let key = i64::from_be_bytes(branch.as_bytes()[8..].try_into().unwrap_or_default());
                    diesel::sql_query(format!("SELECT pg_advisory_xact_lock({key})")).execute(conn)?;
                    deed(conn)
                });
            }
        }
        let outcome = deed(self);
        let Conn::Sqlite(native) = self else { unreachable!("a connection does not change its database") };
        match outcome {
            Ok(value) => Transactions::commit_transaction(native).map(|()| value).map_err(E::from),
            Err(refusal) => {
                Transactions::rollback_transaction(native)?;
                Err(refusal)
            }
        }
    }

    /// Within [`write`](Self::write): lets nobody else in who asks for the same, whatever branch they write for. The
    /// embedded database has one writer at a time anyway.
    pub fn lock_installation(&mut self) -> Result<(), Error> {
        match self {
            Conn::Sqlite(_) => Ok(()),
            Conn::Postgres(_) => diesel::sql_query("SELECT pg_advisory_xact_lock(0)").execute(self).map(|_| ()),
        }
    }

    /// Whether this is the embedded database.
    pub fn is_embedded(&self) -> bool {
        matches!(self, Conn::Sqlite(_))
    }
}
