//! Reading a whole register: recognise the layout, then every row.

use super::columns::Columns;
use super::door_list::DoorList;
use super::elector_number::ElectorNumber;
use super::encoding::Encoding;
use super::entry::{self, Change, Entry};
use super::layout::{Layout, is_voting_list, plain};
use super::problem::{Problem, Reason, Unreadable};
use csv::{Position, ReaderBuilder, StringRecord};
use std::collections::HashMap;

/// A register, or an update to one, as it was read.
#[derive(Debug, Clone)]
pub struct Register {
    pub layout: Layout,
    pub encoding: Encoding,
    /// Rows that hold an elector or a change, those with problems included; headers and section lines are none.
    pub rows: usize,
    pub entries: Vec<Entry>,
    pub problems: Vec<Problem>,
}

/// More rows than any constituency has electors: a larger file is not a register, and would only keep the machine busy.
const MOST_ROWS: usize = 500_000;

/// Reads the bytes of a register in any of the known layouts. A row that cannot be read becomes a [`Problem`];
/// only a file that is no register at all is an error.
pub fn read(bytes: &[u8]) -> Result<Register, Unreadable> {
    let Table { encoding, rows } = Table::read(bytes)?;
    let (layout, columns, first) = shape(&rows)?;
    let mut register = Register { layout, encoding, rows: 0, entries: Vec::with_capacity(rows.len()), problems: Vec::new() };
    let announced = match layout {
        // A program may print the first section line above the column names.
        Layout::E23 => rows[..first].iter().rev().find_map(|(_, record)| eros_section(record).flatten()),
        _ => None,
    };
    register.read_rows(&rows[first..], &columns, announced);
    Ok(register)
}

/// A file as a table, whatever stands in it.
#[derive(Debug, Clone)]
pub struct Table {
    pub encoding: Encoding,
    /// All records, each with its row as a spreadsheet would number it.
    pub rows: Vec<(u64, StringRecord)>,
}

impl Table {
    /// How many rows may stand above the column names: systems print a title there.
    pub const BANNER_ROWS: usize = 10;

    /// Reads bytes as a table of text, in whichever letters and with whichever mark between the columns.
    ///
    /// # Errors
    /// [`Unreadable`] where the bytes are no table, or one without end.
    pub fn read(bytes: &[u8]) -> Result<Table, Unreadable> {
        if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xD0\xCF\x11\xE0") {
            return Err(Unreadable::Spreadsheet);
        }
        let (encoding, text) = Encoding::decode(bytes);
        Ok(Table { encoding, rows: rows(&text)? })
    }
}

impl Register {
    fn read_rows(&mut self, rows: &[(u64, StringRecord)], columns: &Columns, announced: Option<Change>) {
        let (mut section, mut above) = (announced, None);
        let mut seen: HashMap<ElectorNumber, u64> = HashMap::with_capacity(rows.len());
        for (row, record) in rows {
            if let Some(announced) = self.section_line(record) {
                section = announced.or(section);
                continue;
            }
            self.rows += 1;
            let last = above.take().zip(self.entries.last().map(|entry| &entry.address));
            match entry::read(record, *row, self.layout, columns, section, last, &mut self.problems) {
                Ok(entry) => above = self.keep(entry, &mut seen).then_some(record),
                Err(reason) => self.problems.push(Problem { row: *row, reason }),
            }
        }
    }

    /// An elector number stands once in a register. In an update it may come twice: deleted, then given anew. Whether it is kept.
    fn keep(&mut self, entry: Entry, seen: &mut HashMap<ElectorNumber, u64>) -> bool {
        let first = *seen.entry(entry.elector.clone()).or_insert(entry.row);
        let is_kept = first == entry.row || self.layout.is_update();
        if is_kept {
            self.entries.push(entry);
        } else {
            self.problems.push(Problem { row: entry.row, reason: Reason::SeenBefore { elector: entry.elector, first } });
        }
        is_kept
    }

    /// Whether the record is no elector but a line between electors, and which change it announces for those below.
    fn section_line(&self, record: &StringRecord) -> Option<Option<Change>> {
        if record.iter().all(|field| field.trim().is_empty()) {
            return Some(None);
        }
        match self.layout {
            Layout::E23 => eros_section(record),
            // The program that writes these files heads each part with a lone U.
            Layout::I22 | Layout::I23 => {
                (record.get(0).map(str::trim) == Some("U") && self.layout == Layout::I22).then_some(None)
            }
            _ => None,
        }
    }
}

/// `Monthly Additions for February 2026`, `Ref: 4711`, or the column names once more.
fn eros_section(record: &StringRecord) -> Option<Option<Change>> {
    let filled: Vec<&str> = record.iter().map(str::trim).filter(|field| !field.is_empty()).collect();
    let first = filled.first().map(|field| field.to_lowercase())?;
    if first.starts_with("ref:") || (first == "pd" && record.get(1).map(plain).as_deref() == Some("eno")) {
        return Some(None);
    }
    // A data row has a number and a name as well.
    if filled.len() > 2 {
        return None;
    }
    let announced = [
        ("addition", Change::Create),
        ("deletion", Change::Delete),
        ("amendment", Change::Amend),
        ("alteration", Change::Amend),
    ];
    let change = announced.iter().find(|(word, _)| first.contains(word)).map(|(_, change)| *change);
    change.map(Some).or_else(|| (filled.len() == 1).then_some(None))
}

fn rows(text: &str) -> Result<Vec<(u64, StringRecord)>, Unreadable> {
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter(text)).from_reader(text.as_bytes());
    let mut table = Vec::new();
    // A field with a line break in it makes lines and rows drift apart.
    let mut breaks_within = 0;
    for record in reader.records() {
        let record = record
            .map_err(|error| Unreadable::Broken { row: error.position().map_or(0, Position::line), says: error.to_string() })?;
        let row = record.position().map_or(0, Position::line) - breaks_within;
        breaks_within += record.iter().map(|field| field.matches('\n').count() as u64).sum::<u64>();
        table.push((row, record));
        if table.len() > MOST_ROWS {
            return Err(Unreadable::TooMany { most: MOST_ROWS });
        }
    }
    if table.is_empty() { Err(Unreadable::Empty) } else { Ok(table) }
}

/// The most frequent of comma, semicolon, tab and bar in the first lines.
fn delimiter(text: &str) -> u8 {
    let head: Vec<&str> = text.lines().take(Table::BANNER_ROWS).collect();
    let count = |mark: &u8| head.iter().map(|line| line.bytes().filter(|b| b == mark).count()).sum::<usize>();
    // The comma is last because `max_by_key` gives the last of equals.
    b"|;\t,".iter().copied().max_by_key(count).unwrap_or(b',')
}

/// The layout, its columns and where the electors begin.
fn shape(table: &[(u64, StringRecord)]) -> Result<(Layout, Columns, usize), Unreadable> {
    for (at, (_, record)) in table.iter().enumerate().take(Table::BANNER_ROWS) {
        let names: Vec<String> = record.iter().map(plain).collect();
        if is_voting_list(&names) {
            return Err(Unreadable::AVotingList);
        }
        if let Some(layout) = Layout::of_header(&names) {
            return Ok((layout, Columns::named(layout, &names), at + 1));
        }
        if let Some(list) = DoorList::named(&names) {
            return Ok((Layout::Doors, Columns::of_doors(list), at + 1));
        }
    }
    for (at, (_, record)) in table.iter().enumerate().take(Table::BANNER_ROWS) {
        let fields: Vec<&str> = record.iter().collect();
        if let Some(layout) = Layout::of_bare_row(&fields) {
            return Ok((layout, Columns::by_position(layout), at));
        }
    }
    let columns = table.first().map(|(_, record)| record.iter().map(|field| field.trim().to_owned()).collect());
    Err(Unreadable::UnknownLayout { columns: columns.unwrap_or_default() })
}

#[cfg(test)]
#[path = "reading_tests.rs"]
mod tests;
