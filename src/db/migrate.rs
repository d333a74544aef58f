//! Brings a database to the shape that this program expects.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use diesel::{
    QueryResult, QueryableByName, RunQueryDsl,
    migration::{self, Migration, MigrationSource},
};
use diesel_migrations::{EmbeddedMigrations, FileBasedMigrations, MigrationHarness, embed_migrations};

use super::Conn;

/// Steps in the SQL that both databases accept.
const SHARED: EmbeddedMigrations = embed_migrations!("migrations/shared");
/// The few steps that SQLite must take differently.
const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
/// The few steps that PostgreSQL must take differently.
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// Runs what has not yet been run, in the order of the versions, and returns how many steps that were.
pub fn migrate(conn: &mut Conn) -> migration::Result<usize> {
    migrate_with(conn, None)
}

/// The same, where a step in the folder `overrides` goes before the built-in one of the same version.
pub fn migrate_with(conn: &mut Conn, overrides: Option<&Path>) -> migration::Result<usize> {
    let step =
        |own, name: &str| Together { own, replaced: overrides.map(|folder| (folder.join("migrations"), name.to_owned())) };
    let known = known(conn);
    match conn {
        Conn::Sqlite(native) => run(native, step(&SQLITE, "sqlite"), &known),
        Conn::Postgres(native) => run(native, step(&POSTGRES, "postgres"), &known),
    }
}

fn run<C, DB>(conn: &mut C, steps: Together, known: &BTreeSet<String>) -> migration::Result<usize>
where
    DB: diesel::backend::Backend,
    C: MigrationHarness<DB>,
    Together: MigrationSource<DB>,
{
    // Even to look what is missing diesel writes, which a database that can only be read refuses; its pages can be read.
    if steps.migrations()?.iter().all(|step| known.contains(&step.name().version().to_string())) {
        return Ok(0);
    }
    conn.run_pending_migrations(steps).map(|done| done.len())
}

/// Why the tables are not made as they were.
#[derive(Debug)]
pub enum NotThere {
    /// A step that this program does not have.
    Unknown(String),
    Failed(String),
}

/// Runs the steps that are among `wanted` and were not run, and no others: a database as an earlier program had it.
pub fn migrate_as_far_as(conn: &mut Conn, wanted: &BTreeSet<String>) -> Result<(), NotThere> {
    let known = known(conn);
    let own = |own| Together { own, replaced: None };
    match conn {
        Conn::Sqlite(native) => run_some(native, &own(&SQLITE), wanted, &known),
        Conn::Postgres(native) => run_some(native, &own(&POSTGRES), wanted, &known),
    }
}

fn run_some<C, DB>(conn: &mut C, steps: &Together, wanted: &BTreeSet<String>, known: &BTreeSet<String>) -> Result<(), NotThere>
where
    DB: diesel::backend::Backend,
    C: MigrationHarness<DB>,
    Together: MigrationSource<DB>,
{
    let failed = |why: Box<dyn std::error::Error + Send + Sync>| NotThere::Failed(why.to_string());
    let steps = steps.migrations().map_err(failed)?;
    let versions: BTreeSet<String> = steps.iter().map(|step| step.name().version().to_string()).collect();
    if let Some(unknown) = wanted.difference(&versions).next() {
        return Err(NotThere::Unknown(unknown.clone()));
    }
    // The first look makes the table in which steps are noted.
    conn.applied_migrations().map_err(failed)?;
    for step in &steps {
        let version = step.name().version().to_string();
        if wanted.contains(&version) && !known.contains(&version) {
            conn.run_migration(step).map_err(failed)?;
        }
    }
    Ok(())
}

/// The versions of the steps that were run; none where nothing was made yet.
pub fn known(conn: &mut Conn) -> BTreeSet<String> {
    let run: QueryResult<Vec<Step>> = diesel::sql_query("SELECT version FROM __diesel_schema_migrations").load(conn);
    run.unwrap_or_default().into_iter().map(|step| step.version).collect()
}

#[derive(QueryableByName)]
struct Step {
    #[diesel(sql_type = diesel::sql_types::Text)]
    version: String,
}

/// The shared steps and those of one database, in one order of versions.
struct Together {
    own: &'static EmbeddedMigrations,
    /// The folder of steps that replace built-in ones, and the name of this database in it.
    replaced: Option<(PathBuf, String)>,
}

type Steps<DB> = Vec<Box<dyn Migration<DB>>>;

impl<DB: diesel::backend::Backend> MigrationSource<DB> for Together
where
    EmbeddedMigrations: MigrationSource<DB>,
    FileBasedMigrations: MigrationSource<DB>,
{
    fn migrations(&self) -> migration::Result<Steps<DB>> {
        let mut steps: Steps<DB> = Vec::new();
        for folder in self.replaced.iter().flat_map(|(all, own)| [all.join("shared"), all.join(own)]) {
            if folder.is_dir() {
                steps.extend(MigrationSource::<DB>::migrations(&FileBasedMigrations::from_path(folder)?)?);
            }
        }
        let built_in =
            MigrationSource::<DB>::migrations(&SHARED)?.into_iter().chain(MigrationSource::<DB>::migrations(self.own)?);
        for step in built_in {
            if !steps.iter().any(|other| other.name().version() == step.name().version()) {
                steps.push(step);
            }
        }
        steps.sort_by(|a, b| a.name().version().cmp(&b.name().version()));
        Ok(steps)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_in_the_folder_of_replaced_files_goes_before_the_built_in_one() {
        let folder = tempfile::tempdir().expect("a folder");
        let place = folder.path().join("migrations/shared/2026-11-23-100000_create_branches");
        std::fs::create_dir_all(&place).expect("a folder");
        std::fs::write(place.join("up.sql"), "CREATE TABLE of_our_own (id INTEGER);").expect("a file");
        let source = Together { own: &SQLITE, replaced: Some((folder.path().join("migrations"), "sqlite".to_owned())) };

        let steps: Steps<diesel::sqlite::Sqlite> = source.migrations().expect("the steps can be read");
        let plain: Steps<diesel::sqlite::Sqlite> =
            Together { own: &SQLITE, replaced: None }.migrations().expect("the steps can be read");

        let versions = |steps: &Steps<diesel::sqlite::Sqlite>| {
            steps.iter().map(|step| step.name().version().to_string()).collect::<Vec<_>>()
        };
        assert_eq!(versions(&steps), versions(&plain));
        assert!(steps.len() > 10);
    }
}
