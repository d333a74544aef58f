//! A handful of connections, each set up so that what was acknowledged is on the disk.

use std::time::Duration;

use diesel::{
    Connection, PgConnection, RunQueryDsl, SqliteConnection,
    r2d2::{self, ManageConnection},
};

use super::{Conn, Disk, place};

/// A connection that goes back to its pool when it is dropped.
pub type Pooled = r2d2::PooledConnection<Opener>;

/// Connections to the one database of this installation. Copies share them.
#[derive(Debug, Clone)]
pub struct Pool {
    connections: r2d2::Pool<Opener>,
    url: String,
}

/// SQLite readers never wait and writers queue, so a few connections serve a branch; more would only fight over two cores.
const CONNECTIONS: u32 = 6;

diesel::define_sql_function! {
    /// SQLite's own `lower` knows only ASCII; this one knows that É and é are the same letter. Of nothing it makes nothing, as
    /// PostgreSQL's does: a register has people without an address.
    fn lower(text: diesel::sql_types::Nullable<diesel::sql_types::Text>) -> diesel::sql_types::Nullable<diesel::sql_types::Text>;
}

/// Why the database could not be opened, in words for whoever runs the machine.
#[derive(Debug, thiserror::Error)]
pub enum Unreachable {
    #[error("the database at {place} could not be opened: {cause}")]
    Open { place: String, cause: String },
    #[error("the database could not be brought up to date: {0}")]
    Migrate(String),
}

/// Opens the database that `url` names: `postgres://…`, or a path to an SQLite file, which is made if it is not there.
pub fn open(url: &str) -> Result<Pool, Unreachable> {
    Pool::of(CONNECTIONS, url, Commits::WaitForTheDisk)
}

impl Pool {
    fn of(connections: u32, url: &str, commits: Commits) -> Result<Self, Unreachable> {
        let connections = r2d2::Pool::builder()
            .max_size(connections)
            .min_idle(Some(1))
            // A file does not go away; a server may have been restarted since the connection was last used.
            .test_on_check_out(place::is_postgres(url))
            .connection_timeout(Duration::from_secs(10))
            .build(Opener { url: url.to_owned(), commits })
            .map_err(|cause| Unreachable::Open { place: without_password(url), cause: cause.to_string() })?;
        Ok(Self { connections, url: url.to_owned() })
    }

    /// One connection more, to the same database, for one who writes all the time: who asks for it waits until it is free.
    /// SQLite's own way of waiting is to sleep and to try again, and a connection forgets what it has read of the file when
    /// another one writes. What it commits nobody may rely on before [`Disk::has_everything`] has come back.
    pub fn for_one_writer(&self) -> Result<(Self, Disk), Unreachable> {
        let disk =
            if place::is_postgres(&self.url) { Disk::OfTheServer } else { Disk::Log(format!("{}-wal", self.url).into()) };
        Ok((Self::of(1, &self.url, Commits::GoAhead)?, disk))
    }

    /// A connection, as soon as one is free.
    pub fn get(&self) -> Result<Pooled, r2d2::PoolError> {
        self.connections.get()
    }
}

/// Whether SQLite comes back from a commit only when it is on the disk. A server always does.
#[derive(Debug, Clone, Copy)]
enum Commits {
    WaitForTheDisk,
    /// Somebody waits afterwards, for many of them at once.
    GoAhead,
}

/// Opens connections for the pool.
#[derive(Debug)]
pub struct Opener {
    url: String,
    commits: Commits,
}

impl ManageConnection for Opener {
    type Connection = Conn;
    type Error = r2d2::Error;

    fn connect(&self) -> Result<Conn, r2d2::Error> {
        if place::is_postgres(&self.url) {
            return PgConnection::establish(&self.url).map(Conn::Postgres).map_err(r2d2::Error::ConnectionError);
        }
        let mut native = SqliteConnection::establish(&self.url).map_err(r2d2::Error::ConnectionError)?;
        prepare(&mut native, self.commits).map_err(r2d2::Error::QueryError)?;
        Ok(Conn::Sqlite(native))
    }

    fn is_valid(&self, conn: &mut Conn) -> Result<(), r2d2::Error> {
        diesel::sql_query("SELECT 1").execute(conn).map(|_| ()).map_err(r2d2::Error::QueryError)
    }

    /// A connection whose transaction was torn by a panic must not be used again.
    fn has_broken(&self, conn: &mut Conn) -> bool {
        use diesel::connection::{AnsiTransactionManager as Transactions, TransactionManager};
        std::thread::panicking()
            || match conn {
                Conn::Sqlite(native) => Transactions::is_broken_transaction_manager(native),
                Conn::Postgres(native) => Transactions::is_broken_transaction_manager(native),
            }
    }
}

/// WAL lets readers read while one writes; FULL syncs at every commit, so that "your vote is recorded" survives a power cut, and
/// NORMAL keeps the order of commits without waiting; `secure_delete` leaves nothing of a destroyed paper in free pages.
fn prepare(native: &mut SqliteConnection, commits: Commits) -> diesel::QueryResult<()> {
    use diesel::connection::SimpleConnection;
    let synchronous = match commits {
        Commits::WaitForTheDisk => "FULL",
        Commits::GoAhead => "NORMAL",
    };
    native.batch_execute(&format!(
        "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; PRAGMA synchronous = {synchronous}; \
         PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;",
    ))?;
    lower_utils::register_impl(native, |text: Option<String>| text.map(|text| text.to_lowercase()))
}

/// `url` fit for a message: a password in it is not.
fn without_password(url: &str) -> String {
    match (url.find("://"), url.rfind('@')) {
        (Some(scheme), Some(at)) if scheme + 3 < at => format!("{}…{}", &url[..scheme + 3], &url[at..]),
        _ => url.to_owned(),
    }
}
