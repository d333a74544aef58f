//! A workbook of Excel (`.xlsx`) as rows of text, the way a person would see them: numbers without a decimal point where they
//! have none, dates as 2026-11-30, a formula by its last result.
//!
//! Cells are taken one by one as they stand in the file and never laid out as a full sheet, for a file of two cells can claim to
//! be a sheet of 17 thousand million.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
};

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx};
use zip::ZipArchive;

use super::{
    records::{MOST_COLUMNS, Record},
    sheet::MOST_ROWS,
    sniff::MOST_MEGABYTES,
    unreadable::Unreadable,
};

/// Enough for every member of a large party; beyond it, memory is at risk.
const MOST_CELLS: usize = 8_000_000;

/// So much may be inside a workbook once it is unpacked. A file of 16 MB can be made to hold 16 GB, and says of itself whatever
/// its maker likes.
const MOST_MEGABYTES_INSIDE: usize = 256;
/// A workbook has a part for each sheet and a few beside.
const MOST_PARTS: usize = 1_000;

/// The cells of one row by their columns, the first being 0.
type Cells = BTreeMap<usize, String>;

/// Whether a file begins as workbooks do, and all other zip files.
#[must_use]
pub fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// The rows of every sheet that is not hidden, in the order of the tabs.
///
/// # Errors
/// The file is too large, no workbook, or larger inside than a list can be.
pub fn sheets(bytes: &[u8]) -> Result<Vec<Vec<Record>>, Unreadable> {
    Unreadable::unless_within(bytes.len(), MOST_MEGABYTES)?;
    unless_too_large_inside(bytes, MOST_MEGABYTES_INSIDE)?;
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(|_| damaged())?;
    let metadata = workbook.sheets_metadata().iter();
    let shown = metadata.filter(|sheet| sheet.visible == SheetVisible::Visible && sheet.typ == SheetType::WorkSheet);
    let names: Vec<String> = shown.map(|sheet| sheet.name.clone()).collect();
    names.iter().map(|name| records(&mut workbook, name)).collect()
}

/// Unpacks each part to nowhere and counts, before anybody holds it in memory.
fn unless_too_large_inside(bytes: &[u8], limit: usize) -> Result<(), Unreadable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
    let too_large = || Unreadable::TooLargeInside { limit };
    let (mut left, mut piece) = ((limit << 20) + 1, [0; 1 << 14]);
    for part in 0..archive.len() {
        let mut part = archive.by_index(part).map_err(|_| damaged())?;
        loop {
            let read = part.read(&mut piece).map_err(|_| damaged())?;
            left = left.checked_sub(read).filter(|left| *left > 0).ok_or_else(too_large)?;
            if read == 0 {
                break;
            }
        }
    }
    if archive.len() > MOST_PARTS { Err(too_large()) } else { Ok(()) }
}

fn records(workbook: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Vec<Record>, Unreadable> {
    let mut reader = workbook.worksheet_cells_reader(name).map_err(|_| damaged())?;
    let mut rows: BTreeMap<usize, Cells> = BTreeMap::new();
    while let Some(cell) = reader.next_cell().map_err(|_| damaged())? {
        let (row, column) = (place(cell.get_position().0) + 1, place(cell.get_position().1));
        let text = text(cell.get_value());
        if text.trim().is_empty() {
            continue;
        }
        if column >= MOST_COLUMNS {
            return Err(Unreadable::TooManyColumns { row, limit: MOST_COLUMNS });
        }
        if row > MOST_ROWS {
            return Err(Unreadable::TooManyRows { limit: MOST_ROWS });
        }
        rows.entry(row).or_default().insert(column, text);
    }
    filled_up(&rows)
}

/// A sheet has no short rows: where nothing is written, a cell is empty.
fn filled_up(rows: &BTreeMap<usize, Cells>) -> Result<Vec<Record>, Unreadable> {
    let width = rows.values().filter_map(|cells| cells.keys().next_back()).max().map_or(0, |last| last + 1);
    if rows.len() * width > MOST_CELLS {
        return Err(Unreadable::TooManyCells { limit: MOST_CELLS });
    }
    let cell = |cells: &Cells, column| cells.get(&column).cloned().unwrap_or_default();
    let record =
        |(row, cells): (&usize, &Cells)| Record { row: *row, cells: (0..width).map(|column| cell(cells, column)).collect() };
    Ok(rows.iter().map(record).collect())
}

fn text(cell: &DataRef) -> String {
    match cell {
        DataRef::Int(number) => number.to_string(),
        // Written without exponent and, where there are none, without decimals: 447700900123 stays as long as it is.
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(truth) => truth.to_string().to_uppercase(),
        DataRef::DateTime(moment) => day(*moment),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

fn day(moment: ExcelDateTime) -> String {
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    format!("{year:04}-{month:02}-{day:02}")
}

fn place(index: u32) -> usize {
    usize::try_from(index).unwrap_or(usize::MAX - 1)
}

fn damaged() -> Unreadable {
    Unreadable::NotText { kind: "a zip file, or a workbook that cannot be opened" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zip_file_without_a_workbook_is_turned_away() {
        let damaged = Err(Unreadable::NotText { kind: "a zip file, or a workbook that cannot be opened" });

        assert!(is_workbook(b"PK\x03\x04...."));
        assert_eq!(sheets(b"PK\x03\x04...."), damaged);
    }

    #[test]
    fn a_small_file_that_unpacks_to_a_large_one_is_turned_away_before_it_does() {
        use std::io::Write;
        let mut bomb = zip::ZipWriter::new(Cursor::new(Vec::new()));
        bomb.start_file("xl/sharedStrings.xml", zip::write::SimpleFileOptions::default()).expect("a part");
        (0..3).for_each(|_| bomb.write_all(&vec![b' '; 1 << 20]).expect("a megabyte of blanks"));
        let bytes = bomb.finish().expect("a file").into_inner();

        assert!(bytes.len() < 10_000, "{} bytes", bytes.len());
        assert_eq!(unless_too_large_inside(&bytes, 2), Err(Unreadable::TooLargeInside { limit: 2 }));
        assert_eq!(unless_too_large_inside(&bytes, 3), Ok(()));
    }

    #[test]
    fn long_numbers_keep_every_digit() {
        assert_eq!(text(&DataRef::Float(447_700_900_123.0)), "447700900123");
        assert_eq!(text(&DataRef::Float(0.5)), "0.5");
    }
}
