//! A whole PostgreSQL database as lines of text, taken as it stands at one moment while it is in use; and the way back into an
//! empty one. The server's own tools are not needed, which a small machine may not have.
//!
//! First a line that says what it is, then the steps that made the tables, then each table: a line with its name and columns, a
//! line of JSON for each row, and an empty line. The last line says that nothing is missing.

use std::{
    collections::BTreeSet,
    io::{self, BufRead, Write},
};

use diesel::{
    PgConnection, QueryableByName, RunQueryDsl,
    connection::SimpleConnection,
    sql_query,
    sql_types::{Array, Text},
};
use serde::{Deserialize, Serialize};

use super::{Conn, migrate};

const HEAD: &str = "wardmote postgresql 1";
const END: &str = "end";
/// Rows that are in memory at once on the way out, and letters of JSON of one statement on the way back.
const ROWS_AT_ONCE: usize = 1_000;
const LETTERS_AT_ONCE: usize = 4 << 20;

/// Why a database is not carried.
#[derive(Debug, thiserror::Error)]
pub enum Uncarried {
    #[error("this is no backup of a database on PostgreSQL")]
    NoSuchBackup,
    #[error("the backup breaks off before its end")]
    BrokenOff,
    #[error("the backup was made by a newer Wardmote (step {step}); install that one first")]
    FromTheFuture { step: String },
    #[error("there is a branch in this database already; give an empty one, nothing was changed")]
    NotEmpty,
    #[error("the tables cannot be made: {0}")]
    Steps(String),
    #[error(transparent)]
    Database(#[from] diesel::result::Error),
    #[error(transparent)]
    File(#[from] io::Error),
    #[error("a line of the backup cannot be read: {0}")]
    Line(#[from] serde_json::Error),
}

/// What stands above the rows of a table.
#[derive(Debug, Serialize, Deserialize, QueryableByName)]
struct Table {
    #[diesel(sql_type = Text)]
    table: String,
    #[diesel(sql_type = Array<Text>)]
    columns: Vec<String>,
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

/// Writes every row of every table, all as of one moment. `look` sees the same moment: what it finds is given back.
///
/// # Errors
/// The database's and the file's.
pub fn carry_out<T, E: From<Uncarried>>(
    conn: &mut Conn,
    to: &mut impl Write,
    look: impl FnOnce(&mut Conn) -> Result<T, E>,
) -> Result<T, E> {
    let begun = conn.batch_execute("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY");
    begun.map_err(Uncarried::from)?;
    let done = rows_out(conn, to).map_err(E::from).and_then(|()| look(conn));
    let ended = conn.batch_execute("ROLLBACK");
    ended.map_err(Uncarried::from)?;
    done
}

fn rows_out(conn: &mut Conn, to: &mut impl Write) -> Result<(), Uncarried> {
    writeln!(to, "{HEAD}")?;
    writeln!(to, "{}", serde_json::to_string(&migrate::known(conn))?)?;
    for table in tables(conn)? {
        writeln!(to, "{}", serde_json::to_string(&table)?)?;
        let name = quoted(&table.table);
        // In the order of their values: the order in which the server has them tells when each was last touched, and so who put
        // which paper into the box.
        conn.batch_execute(&format!(
            "DECLARE carried NO SCROLL CURSOR FOR SELECT row_to_json(one)::text AS line FROM {name} AS one
             ORDER BY row_to_json(one)::text COLLATE \"C\""
        ))?;
        loop {
            let rows: Vec<Line> = sql_query(format!("FETCH {ROWS_AT_ONCE} FROM carried")).load(conn)?;
            if rows.is_empty() {
                break;
            }
            for row in rows {
                writeln!(to, "{}", row.line)?;
            }
        }
        conn.batch_execute("CLOSE carried")?;
        writeln!(to)?;
    }
    writeln!(to, "{END}")?;
    Ok(to.flush()?)
}

/// Our tables and their columns, but for the one in which steps are noted.
fn tables(conn: &mut Conn) -> diesel::QueryResult<Vec<Table>> {
    sql_query(
        "SELECT t.table_name::text AS \"table\", \
                array_agg(c.column_name::text ORDER BY c.ordinal_position) AS columns \
         FROM information_schema.tables t JOIN information_schema.columns c USING (table_schema, table_name) \
         WHERE t.table_schema = current_schema() AND t.table_type = 'BASE TABLE' AND t.table_name <> '__diesel_schema_migrations' \
         GROUP BY t.table_name ORDER BY t.table_name",
    )
    .load(postgres(conn)?)
}

/// Puts all of it into an empty database, in one transaction: the tables as they were, their rows, and then what later steps make
/// of them. What rows refer to is looked at when all are there.
///
/// # Errors
/// A file that is no such backup or breaks off, one of a newer program, and a database that is not empty. Nothing is changed then,
/// but that tables without rows may be there.
pub fn carry_in(conn: &mut Conn, from: impl BufRead) -> Result<(), Uncarried> {
    let mut lines = from.lines();
    let mut next = || lines.next().transpose().map_err(Uncarried::from)?.ok_or(Uncarried::BrokenOff);
    if next()? != HEAD {
        return Err(Uncarried::NoSuchBackup);
    }
    let steps: BTreeSet<String> = serde_json::from_str(&next()?)?;
    if !migrate::known(conn).is_empty() && holds_a_branch(conn)? {
        return Err(Uncarried::NotEmpty);
    }
    migrate::migrate_as_far_as(conn, &steps).map_err(|why| match why {
        migrate::NotThere::Unknown(step) => Uncarried::FromTheFuture { step },
        migrate::NotThere::Failed(why) => Uncarried::Steps(why),
    })?;
    conn.batch_execute("BEGIN")?;
    let done = rows_in(conn, &mut next);
    conn.batch_execute(if done.is_ok() { "COMMIT" } else { "ROLLBACK" })?;
    done?;
    migrate::migrate(conn).map(drop).map_err(|why| Uncarried::Steps(why.to_string()))
}

fn rows_in(conn: &mut Conn, next: &mut impl FnMut() -> Result<String, Uncarried>) -> Result<(), Uncarried> {
    let (references, schema) = (references(conn)?, schema(conn)?);
    for Reference { of, name, .. } in &references {
        conn.batch_execute(&format!("ALTER TABLE {of} DROP CONSTRAINT {name}"))?;
    }
    // What follows from a row was worked out when it was written, and stands in the backup; so do the rows that steps write.
    let made = tables(conn)?;
    for table in &made {
        let name = quoted(&table.table);
        conn.batch_execute(&format!("ALTER TABLE {name} DISABLE TRIGGER USER"))?;
        let written: Vec<Line> = sql_query(format!("SELECT 'a row' AS line FROM {name} LIMIT 1")).load(postgres(conn)?)?;
        if !written.is_empty() {
            conn.batch_execute(&format!("DELETE FROM {name}"))?;
        }
    }
    loop {
        let head = next()?;
        if head == END {
            break;
        }
        rows_of(conn, &schema, &serde_json::from_str(&head)?, next)?;
    }
    for table in &made {
        conn.batch_execute(&format!("ALTER TABLE {} ENABLE TRIGGER USER", quoted(&table.table)))?;
    }
    for Reference { of, name, says } in &references {
        conn.batch_execute(&format!("ALTER TABLE {of} ADD CONSTRAINT {name} {says}"))?;
    }
    Ok(())
}

fn rows_of(
    conn: &mut Conn,
    schema: &str,
    table: &Table,
    next: &mut impl FnMut() -> Result<String, Uncarried>,
) -> Result<(), Uncarried> {
    let columns: Vec<String> = table.columns.iter().map(|column| quoted(column)).collect();
    // With its schema before it, because a table may be called as a type of the server is: "record".
    let (name, columns) = (format!("{schema}.{}", quoted(&table.table)), columns.join(", "));
    let insert =
        format!("INSERT INTO {name} ({columns}) SELECT {columns} FROM json_populate_recordset(NULL::{name}, $1::json)");
    let mut rows = String::new();
    loop {
        let row = next()?;
        if row.is_empty() || rows.len() > LETTERS_AT_ONCE {
            if !rows.is_empty() {
                sql_query(&insert).bind::<Text, _>(format!("[{rows}]")).execute(postgres(conn)?)?;
                rows.clear();
            }
            if row.is_empty() {
                return Ok(());
            }
        }
        if !rows.is_empty() {
            rows.push(',');
        }
        rows.push_str(&row);
    }
}

/// What a table's rows refer to, as the server says it.
#[derive(QueryableByName)]
struct Reference {
    #[diesel(sql_type = Text)]
    of: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    says: String,
}

fn references(conn: &mut Conn) -> diesel::QueryResult<Vec<Reference>> {
    sql_query(
        "SELECT conrelid::regclass::text AS \"of\", quote_ident(conname) AS name, pg_get_constraintdef(oid) AS says \
         FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace ORDER BY conname, oid",
    )
    .load(postgres(conn)?)
}

fn schema(conn: &mut Conn) -> diesel::QueryResult<String> {
    let found: Line = sql_query("SELECT quote_ident(current_schema()) AS line").get_result(postgres(conn)?)?;
    Ok(found.line)
}

fn holds_a_branch(conn: &mut Conn) -> diesel::QueryResult<bool> {
    let found: Vec<Line> = sql_query("SELECT id::text AS line FROM branches LIMIT 1").load(postgres(conn)?)?;
    Ok(!found.is_empty())
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// The server's connection; whoever asks has one.
fn postgres(conn: &mut Conn) -> diesel::QueryResult<&mut PgConnection> {
    match conn {
        Conn::Postgres(native) => Ok(native),
        Conn::Sqlite(_) => Err(diesel::result::Error::NotFound),
    }
}
