//! The rows that were kept back as a file: as they came, with what is wrong behind each, ready to be put right and
//! loaded again.

use csv::{Terminator, WriterBuilder};

use super::{list::List, shape::spreadsheets_run};

/// The heading of the column that says what is wrong. Loading the file again leaves the column out.
pub const HEADING: &str = "_problem";

/// The rows with problems under the list's own headings, as CSV with commas, in UTF-8 with its mark so that a
/// spreadsheet opens it rightly. A cell that a spreadsheet would run as a formula gets an apostrophe in front.
#[must_use]
pub fn problem_file(list: &List) -> String {
    let mut rows = vec![row(&list.headings, list.headings.len(), HEADING)];
    rows.extend(list.problems.iter().map(|problem| row(&problem.cells, list.headings.len(), &problem.reason)));
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).flexible(true).from_writer(Vec::new());
    let written = rows.iter().try_for_each(|row| writer.write_record(row));
    // Writing into memory cannot fail, and rows of any length are allowed.
    debug_assert!(written.is_ok());
    let bytes = writer.into_inner().unwrap_or_default();
    format!("\u{FEFF}{}", String::from_utf8_lossy(&bytes))
}

/// Short rows are filled up, so that the reason stands under its heading.
fn row(cells: &[String], width: usize, reason: &str) -> Vec<String> {
    let mut row: Vec<String> = cells.iter().map(|cell| harmless(cell)).collect();
    row.resize(width.max(row.len()), String::new());
    row.push(reason.to_owned());
    row
}

fn harmless(cell: &str) -> String {
    if spreadsheets_run(cell) { format!("'{cell}") } else { cell.to_owned() }
}
