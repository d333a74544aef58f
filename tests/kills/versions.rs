//! Databases of older versions, brought forward: what every released version left behind, as SQL, with ten thousand members put
//! in; and a migration that is killed at moments which a seed decides.
//!
//! The databases are in `tests/data/versions`, one for each version and engine: a practice branch as that version made it. A new
//! one is taken from a practice branch at each release, by `sqlite3 branch.sqlite3 .dump` and `pg_dump --inserts --no-owner`, and
//! packed by `gzip -9n`.

use std::{
    collections::BTreeMap,
    fs,
    io::Read,
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

use diesel::{
    Connection, PgConnection, QueryableByName, RunQueryDsl, SqliteConnection, connection::SimpleConnection, sql_query,
    sql_types,
};
use flate2::read::GzDecoder;
use wardmote::{
    audit,
    db::{self, Conn, Pooled},
};

use super::{
    Database,
    world::{Dice, kills, starts_on},
};

const MEMBERS: usize = 10_000;

#[derive(Debug, QueryableByName)]
struct Line {
    #[diesel(sql_type = sql_types::Text)]
    line: String,
}

#[derive(Debug, QueryableByName)]
struct Count {
    #[diesel(sql_type = sql_types::BigInt)]
    number: i64,
}

/// Every released version's database comes to the shape of today with everything that was in it.
pub fn come_forward(database: Database) {
    let kept = kept(database);
    assert!(!kept.is_empty(), "the database of no version is kept");
    for file in kept {
        let folder = tempfile::tempdir().expect("a folder");
        let Some(address) = database.address(folder.path()) else { return };
        load(&address, &unpacked(&file));
        let mut conn = opened(&address);
        enlarge(&mut conn);
        let (before, heads) = (counts(&mut conn), heads(&mut conn));

        let steps = db::migrate(&mut conn).expect("every step can be taken");

        assert_eq!(shape(&mut conn), shape_of_today(database), "{}: the shape differs from a new database's", file.display());
        let after = counts(&mut conn);
        for (table, number) in &before {
            let now = after.get(table).copied().unwrap_or_default();
            assert!(now >= *number, "{}: {table} had {number} rows and has {now}", file.display());
        }
        assert_eq!(heads, self::heads(&mut conn), "the record is as it was");
        assert_eq!(db::faults(&mut conn).expect("it answers"), Vec::<String>::new());
        println!("{}: {steps} steps with {MEMBERS} members more, and nothing is lost", file.display());
    }
}

/// A migration from nothing is killed again and again; each time whole steps were taken, and in the end all of them.
pub fn killed_on_the_way(database: Database) {
    let (dice, mut on_the_way) = (Dice::thrown_for("kills of a migration"), 0);
    let (whole, all) = (shape_of_today(database), steps_of(database));
    for _ in 0..kills(3) {
        let folder = tempfile::tempdir().expect("a folder");
        let Some(address) = database.address(folder.path()) else { return };
        for _ in 0..4 {
            let program = starts_on(folder.path(), &address, "serve", "");
            thread::sleep(Duration::from_micros(20_000 + dice.below(400_000)));
            program.dies();
            let steps = steps_taken(&mut opened(&address));
            assert!(all.starts_with(&steps), "a step was left out: {steps:?}");
            on_the_way += usize::from(!steps.is_empty() && steps.len() < all.len());
        }
        let mut program = starts_on(folder.path(), &address, "serve", "");
        program.base();
        let mut conn = opened(&address);
        assert_eq!(steps_taken(&mut conn), all, "every step was taken in the end");
        assert_eq!(shape(&mut conn), whole, "a step was taken by half");
    }
    println!("kills of a migration: {on_the_way} between its first step and its last, and none took a step by half");
}

fn kept(database: Database) -> Vec<PathBuf> {
    let ending = match database {
        Database::Sqlite => ".sqlite.sql.gz",
        Database::Postgres => ".postgres.sql.gz",
    };
    let files = fs::read_dir("tests/data/versions").expect("the kept versions").flatten().map(|entry| entry.path());
    let mut files: Vec<_> = files.filter(|file| file.to_string_lossy().ends_with(ending)).collect();
    files.sort();
    files
}

fn unpacked(file: &Path) -> String {
    let mut text = String::new();
    GzDecoder::new(fs::File::open(file).expect("the file")).read_to_string(&mut text).expect("SQL");
    text
}

/// Puts what was kept into an empty database, over a connection of its own: it sets what concerns the loading alone.
fn load(address: &str, sql: &str) {
    if address.starts_with("postgres") {
        // `psql` has orders of its own, which begin with a backslash.
        let sql = sql.lines().filter(|line| !line.starts_with('\\')).collect::<Vec<_>>().join("\n");
        PgConnection::establish(address).expect("the server answers").batch_execute(&sql).expect("it can be loaded");
    } else {
        // Tables stand in a dump in the order of their names, so one may speak of another that is still to come.
        let sql = format!("PRAGMA foreign_keys = OFF;\n{sql}");
        SqliteConnection::establish(address).expect("a file").batch_execute(&sql).expect("it can be loaded");
    }
}

fn opened(address: &str) -> Pooled {
    db::open(address).expect("an address").get().expect("the database answers")
}

/// More members of the same branch, each as the first is.
fn enlarge(conn: &mut Conn) {
    let (id, series) = if conn.is_embedded() {
        (
            "printf('00000000-0000-4000-8000-%012x', n)",
            format!("WITH RECURSIVE many (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < {MEMBERS})"),
        )
    } else {
        (
            "CAST('00000000-0000-4000-8000-' || lpad(to_hex(n), 12, '0') AS UUID)",
            format!("WITH many AS (SELECT n FROM generate_series(1, {MEMBERS}) AS n)"),
        )
    };
    let columns = columns_of(conn, "members");
    let value = |column: &String| match column.as_str() {
        "id" => id.to_owned(),
        "number" => "'Z' || n".to_owned(),
        "account_id" => "NULL".to_owned(),
        other => format!("one.{other}"),
    };
    let values = columns.iter().map(value).collect::<Vec<_>>().join(", ");
    let one = "(SELECT * FROM members ORDER BY number LIMIT 1)";
    let sql = format!("{series} INSERT INTO members ({}) SELECT {values} FROM many, {one} AS one", columns.join(", "));
    sql_query(sql).execute(conn).expect("members can be put in");
}

fn lines(conn: &mut Conn, sql: &str) -> Vec<String> {
    let lines: Vec<Line> = sql_query(sql).load(conn).unwrap_or_else(|cause| panic!("{sql}: {cause}"));
    lines.into_iter().map(|line| line.line).collect()
}

fn tables(conn: &mut Conn) -> Vec<String> {
    let sql = if conn.is_embedded() {
        "SELECT name AS line FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY 1"
    } else {
        "SELECT CAST(tablename AS TEXT) AS line FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
    };
    lines(conn, sql)
}

fn columns_of(conn: &mut Conn, table: &str) -> Vec<String> {
    let sql = if conn.is_embedded() {
        format!("SELECT name AS line FROM pragma_table_info('{table}')")
    } else {
        format!("SELECT CAST(column_name AS TEXT) AS line FROM information_schema.columns WHERE table_name = '{table}'")
    };
    lines(conn, &sql)
}

fn counts(conn: &mut Conn) -> BTreeMap<String, i64> {
    let tables = tables(conn);
    let counted = |table: String| {
        let counts: Vec<Count> = sql_query(format!("SELECT COUNT(*) AS number FROM {table}")).load(conn).expect("a number");
        (table, counts[0].number)
    };
    tables.into_iter().map(counted).collect()
}

/// How each branch's record ends; its chain holds.
fn heads(conn: &mut Conn) -> Vec<String> {
    let branches = lines(conn, "SELECT CAST(id AS TEXT) AS line FROM branches ORDER BY 1");
    let head = |id: String| audit::verify(conn, id.parse().expect("an id")).expect("the record's chain holds").head;
    branches.into_iter().map(head).collect()
}

/// Tables, columns, constraints, indexes and triggers, each in a line.
fn shape(conn: &mut Conn) -> Vec<String> {
    if conn.is_embedded() {
        let found = lines(
            conn,
            "SELECT type || ' ' || name || ': ' || COALESCE(sql, '') AS line FROM sqlite_master \
             WHERE name NOT LIKE 'sqlite_%' ORDER BY 1",
        );
        return found.iter().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    }
    let parts = [
        "SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || COALESCE(column_default, '') \
         AS line FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1",
        "SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) AS line FROM pg_constraint \
         WHERE connamespace = 'public'::regnamespace ORDER BY 1",
        "SELECT CAST(indexdef AS TEXT) AS line FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1",
        "SELECT tgrelid::regclass || ' ' || pg_get_triggerdef(oid) AS line FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1",
    ];
    parts.iter().flat_map(|sql| lines(conn, sql)).collect()
}

/// The shape of a database that was made today.
fn shape_of_today(database: Database) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let Some(address) = database.address(folder.path()) else { return Vec::new() };
    let mut conn = opened(&address);
    db::migrate(&mut conn).expect("every step can be taken");
    shape(&mut conn)
}

/// The versions of all steps for an engine, in their order.
fn steps_of(database: Database) -> Vec<String> {
    let own = match database {
        Database::Sqlite => "migrations/sqlite",
        Database::Postgres => "migrations/postgres",
    };
    let folders = ["migrations/shared", own].into_iter().filter_map(|folder| fs::read_dir(folder).ok());
    let names = folders.flatten().flatten().filter_map(|entry| entry.file_name().into_string().ok());
    let mut steps: Vec<String> =
        names.filter_map(|name| name.split_once('_').map(|(version, _)| version.replace('-', ""))).collect();
    steps.sort();
    steps
}

fn steps_taken(conn: &mut Conn) -> Vec<String> {
    if !tables(conn).iter().any(|table| table == "__diesel_schema_migrations") {
        return Vec::new();
    }
    lines(conn, "SELECT CAST(version AS TEXT) AS line FROM __diesel_schema_migrations ORDER BY version")
}
