//! Brings a database to the shape that this program expects.

use diesel::{migration::MigrationSource, pg::Pg, sqlite::Sqlite};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::Conn;

/// Steps in the SQL that both databases accept.
const SHARED: EmbeddedMigrations = embed_migrations!("migrations/shared");
/// The few steps that SQLite must take differently.
const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
/// The few steps that PostgreSQL must take differently.
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// Runs what has not yet been run, in the order of the versions, and returns how many steps that were.
pub fn migrate(conn: &mut Conn) -> diesel::migration::Result<usize> {
    match conn {
        Conn::Sqlite(native) => native.run_pending_migrations(Together::<Sqlite>::of(&SQLITE)).map(|done| done.len()),
        Conn::Postgres(native) => native.run_pending_migrations(Together::<Pg>::of(&POSTGRES)).map(|done| done.len()),
    }
}

/// The shared steps and those of one database, in one order of versions.
struct Together<DB>(&'static EmbeddedMigrations, std::marker::PhantomData<DB>);

impl<DB> Together<DB> {
    fn of(own: &'static EmbeddedMigrations) -> Self {
        Self(own, std::marker::PhantomData)
    }
}

impl<DB: diesel::backend::Backend> MigrationSource<DB> for Together<DB>
where
    EmbeddedMigrations: MigrationSource<DB>,
{
    fn migrations(&self) -> diesel::migration::Result<Vec<Box<dyn diesel::migration::Migration<DB>>>> {
        let mut steps = MigrationSource::<DB>::migrations(&SHARED)?;
        steps.extend(MigrationSource::<DB>::migrations(self.0)?);
        steps.sort_by(|a, b| a.name().version().cmp(&b.name().version()));
        Ok(steps)
    }
}
