//! Reading the tables of doors and of walking paths that `wardmote cut` is given.

use super::door::{Door, Point};
use super::paths::Piece;
use crate::canvassing::register::Encoding;
use crate::places::address::{House, HouseNumber, WalkingPlace, normal_street};
use csv::{ReaderBuilder, StringRecord};

/// Why a table cannot be used; the row is counted as in the file, the header being row 1.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadTable {
    #[error("the column “{column}” is missing")]
    NoColumn { column: &'static str },
    #[error("row {row}, column “{column}”: “{typed}” is not a number")]
    NotANumber { row: u64, column: &'static str, typed: String },
    #[error("row {row}: the door {id} stands in the table already")]
    SameDoorTwice { row: u64, id: String },
    #[error("row {row}: the door has no id")]
    NoId { row: u64 },
    #[error("row {row} is broken: {says}")]
    Broken { row: u64, says: String },
}

/// Reads doors. Needed columns: `door_id`, `street`, `number`. Used where present: `flat`, `block`, `pd`, `side` (`O` or
/// `E` for the side of the odd or even numbers, else the number says it), and `easting` with `northing` in metres.
pub fn doors(bytes: &[u8]) -> Result<Vec<Door>, BadTable> {
    let table = Table::read(bytes)?;
    let [id, street, number] = [table.needed("door_id")?, table.needed("street")?, table.needed("number")?];
    let [flat, block, district, side] = ["flat", "block", "pd", "side"].map(|name| table.column(name));
    let ground = [table.column("easting"), table.column("northing")];
    let mut seen = std::collections::HashSet::new();
    let read = |(row, record): &(u64, StringRecord)| {
        let field = |column: Option<usize>| column.and_then(|at| record.get(at)).unwrap_or_default().trim();
        let id = field(Some(id));
        if id.is_empty() {
            return Err(BadTable::NoId { row: *row });
        }
        if !seen.insert(id.to_owned()) {
            return Err(BadTable::SameDoorTwice { row: *row, id: id.to_owned() });
        }
        let place = WalkingPlace::new(&house(field(Some(number))), field(block), field(flat));
        Ok(Door {
            id: id.to_owned(),
            street: normal_street(field(Some(street))),
            odd_side: odd_side(field(side)).or(place.is_odd()),
            place,
            polling_district: field(district).to_owned(),
            at: point(*row, [field(ground[0]), field(ground[1])])?,
        })
    };
    table.rows.iter().map(read).collect()
}

/// Reads the pieces of walking paths. Needed columns: `name`, `node_a`, `ea`, `na`, `node_b`, `eb`, `nb`, `metres`.
pub fn pieces(bytes: &[u8]) -> Result<Vec<Piece>, BadTable> {
    const NUMBERS: [&str; 5] = ["ea", "na", "eb", "nb", "metres"];
    let table = Table::read(bytes)?;
    let [name, from, to] = [table.needed("name")?, table.needed("node_a")?, table.needed("node_b")?];
    let mut columns = [0; 5];
    for (column, name) in columns.iter_mut().zip(NUMBERS) {
        *column = table.needed(name)?;
    }
    let read = |(row, record): &(u64, StringRecord)| {
        let field = |at: usize| record.get(at).unwrap_or_default().trim();
        let mut numbers = [0.0; 5];
        for ((value, at), column) in numbers.iter_mut().zip(columns).zip(NUMBERS) {
            *value = number(*row, column, field(at))?;
        }
        let [east, north, far_east, far_north, metres] = numbers;
        let at = [Point { east, north }, Point { east: far_east, north: far_north }];
        Ok(Piece::new(field(name), [field(from), field(to)], at, metres))
    };
    table.rows.iter().map(read).collect()
}

fn house(number: &str) -> House {
    match HouseNumber::parse(number) {
        Some(number) => House::Number(number),
        None if number.is_empty() => House::Nothing,
        None => House::Name(number.to_owned()),
    }
}

fn odd_side(letter: &str) -> Option<bool> {
    match letter {
        "O" | "o" => Some(true),
        "E" | "e" => Some(false),
        _ => None,
    }
}

/// Both coordinates, or neither.
fn point(row: u64, [east, north]: [&str; 2]) -> Result<Option<Point>, BadTable> {
    if east.is_empty() && north.is_empty() {
        return Ok(None);
    }
    Ok(Some(Point { east: number(row, "easting", east)?, north: number(row, "northing", north)? }))
}

/// A number of metres that could be on this island.
fn number(row: u64, column: &'static str, typed: &str) -> Result<f64, BadTable> {
    let number = typed.parse().ok().filter(|number: &f64| number.abs() < 1e7);
    number.ok_or_else(|| BadTable::NotANumber { row, column, typed: typed.to_owned() })
}

struct Table {
    header: StringRecord,
    rows: Vec<(u64, StringRecord)>,
}

impl Table {
    fn read(bytes: &[u8]) -> Result<Table, BadTable> {
        let (_, text) = Encoding::decode(bytes);
        let mut reader = ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let broken = |error: csv::Error| BadTable::Broken {
            row: error.position().map_or(1, csv::Position::line),
            says: error.to_string(),
        };
        let header = reader.headers().map_err(broken)?.clone();
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.map_err(broken)?;
            rows.push((record.position().map_or(0, csv::Position::line), record));
        }
        Ok(Table { header, rows })
    }

    fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|column| column.trim().eq_ignore_ascii_case(name))
    }

    fn needed(&self, name: &'static str) -> Result<usize, BadTable> {
        self.column(name).ok_or(BadTable::NoColumn { column: name })
    }
}
