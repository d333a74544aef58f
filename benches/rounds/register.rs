//! A whole register taken in: read, people and households found, stored and recorded, beside a bare table of the same rows.

use std::{fmt::Write, fs, path::Path};

use chrono::Days;
use diesel::connection::SimpleConnection;
use wardmote::{
    audit::{Actor, Scribe},
    branch,
    canvassing::electors::{self, Basis, Terms},
    db::BranchId,
    web::Problem,
};

use crate::{
    house::{empty_folder, median, northmoor, scribe_in},
    say_part, seconds,
};

const RUNS: usize = 3;
/// Rows of one INSERT of the bare table.
const ROWS_AT_ONCE: usize = 1_000;

pub fn taken_in(constituency: &Path) {
    let file = fs::read(constituency.join("register_xpress13.csv")).expect("a register");
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let folder = empty_folder();
        let scribe = scribe_in(&folder.path().join("data"));
        ours.push(whole(&scribe, file.clone()));
        bare.push(seconds(1, || bare_table(&scribe, &file)));
    }
    println!("a register of {} rows, taken in:", rows(&file).count());
    say_part("parsing it into a bare table", median(ours), median(bare), 4.0);
}

/// Seconds until the register is in force.
fn whole(scribe: &Scribe, file: Vec<u8>) -> f64 {
    let id = BranchId::fresh();
    let today = scribe.clock().now().date_naive();
    let founded = scribe.act::<_, Problem>(id, Actor::Console, |act| Ok(branch::found(act, &northmoor(id), today)?));
    founded.expect("the branch is founded");
    let terms = Terms { basis: Basis::Party, destroy_on: today + Days::new(300) };
    seconds(1, || {
        let taken = scribe.act::<_, Problem>(id, Actor::Console, |act| {
            electors::take_in(act, "register.csv", file.clone(), &terms).map(|_| ())
        });
        taken.expect("it is taken in");
    })
}

fn rows(file: &[u8]) -> impl Iterator<Item = csv::StringRecord> {
    csv::ReaderBuilder::new().flexible(true).from_reader(file).into_records().map(|row| row.expect("a row"))
}

/// The rows as they stand in the file, in one transaction.
fn bare_table(scribe: &Scribe, file: &[u8]) {
    let rows: Vec<_> = rows(file).collect();
    let columns = rows.iter().map(csv::StringRecord::len).max().unwrap_or_default();
    let names: Vec<String> = (0..columns).map(|column| format!("c{column} TEXT")).collect();
    let mut statements = vec![format!("CREATE TABLE bare_register ({})", names.join(", "))];
    for rows in rows.chunks(ROWS_AT_ONCE) {
        let values: Vec<String> = rows.iter().map(|row| values(row, columns)).collect();
        statements.push(format!("INSERT INTO bare_register VALUES {}", values.join(", ")));
    }
    let stored = scribe.read::<_, Problem>(|conn| {
        conn.batch_execute("BEGIN")?;
        for statement in &statements {
            conn.batch_execute(statement)?;
        }
        Ok(conn.batch_execute("COMMIT")?)
    });
    stored.expect("stored");
}

fn values(row: &csv::StringRecord, columns: usize) -> String {
    let mut values = String::from("(");
    for column in 0..columns {
        let comma = if column == 0 { "" } else { ", " };
        let _ = write!(values, "{comma}'{}'", row.get(column).unwrap_or_default().replace('\'', "''"));
    }
    values + ")"
}
