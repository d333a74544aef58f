//! CSV that a spreadsheet opens rightly and that runs nothing there: UTF-8 with its mark, commas, an apostrophe in
//! front of whatever looks like a formula.

use csv::{Terminator, WriterBuilder};

use super::shape::spreadsheets_run;

/// Rows as a file.
#[must_use]
pub fn safe_csv(rows: &[Vec<String>]) -> String {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).flexible(true).from_writer(Vec::new());
    let written = rows.iter().try_for_each(|row| writer.write_record(row.iter().map(|cell| harmless(cell))));
    // Writing into memory cannot fail, and rows of any length are allowed.
    debug_assert!(written.is_ok());
    let bytes = writer.into_inner().unwrap_or_default();
    format!("\u{FEFF}{}", String::from_utf8_lossy(&bytes))
}

fn harmless(cell: &str) -> String {
    if spreadsheets_run(cell) { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_gets_an_apostrophe_and_a_comma_gets_marks() {
        let rows = [vec!["=1+1".to_owned(), "@SUM(A1)".to_owned(), "Ann, Bo".to_owned(), "O'Brien".to_owned()]];

        assert_eq!(safe_csv(&rows), "\u{FEFF}'=1+1,'@SUM(A1),\"Ann, Bo\",O'Brien\r\n");
    }
}
