//! Text into rows of cells, keeping count of the rows as a spreadsheet shows them.
//!
//! The `csv` crate passes over empty lines and takes an unclosed quotation mark for the end of the file. Here an
//! empty line must count, or every row number after it is wrong, and an unclosed mark would swallow half the
//! branch, so the row where it opens is named.

use std::{iter::Peekable, str::Chars};

use csv::StringRecord;

use super::unreadable::Unreadable;

/// No membership list comes near it; beyond it, a file is hostile or not a list.
pub const MOST_COLUMNS: usize = 500;

/// One row that is not blank, and its place in the file, the first line of the text being row 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    pub row: usize,
    pub cells: StringRecord,
}

/// The rows of a text one after another. Rows with nothing in them are counted and left out.
pub struct Records<'a> {
    chars: Peekable<Chars<'a>>,
    delimiter: char,
    row: usize,
}

/// What stood after a cell.
enum End {
    Cell,
    Row,
    File,
}

impl<'a> Records<'a> {
    #[must_use]
    pub fn new(text: &'a str, delimiter: char) -> Self {
        Self { chars: text.chars().peekable(), delimiter, row: 0 }
    }
}

impl Iterator for Records<'_> {
    type Item = Result<Record, Unreadable>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.chars.peek().is_some() {
            self.row += 1;
            match self.cells() {
                Ok(cells) if cells.iter().all(|cell| cell.trim().is_empty()) => {}
                Ok(cells) => return Some(Ok(Record { row: self.row, cells })),
                Err(unreadable) => {
                    self.chars = "".chars().peekable();
                    return Some(Err(unreadable));
                }
            }
        }
        None
    }
}

impl Records<'_> {
    fn cells(&mut self) -> Result<StringRecord, Unreadable> {
        let mut cells = StringRecord::new();
        loop {
            let (cell, end) = self.cell()?;
            cells.push_field(&cell);
            if !matches!(end, End::Cell) {
                return Ok(cells);
            }
            if cells.len() == MOST_COLUMNS {
                return Err(Unreadable::TooManyColumns { row: self.row, limit: MOST_COLUMNS });
            }
        }
    }

    /// A quotation mark opens a quoted part only at the start of a cell, so `5" pipe` keeps its mark.
    fn cell(&mut self) -> Result<(String, End), Unreadable> {
        let mut cell = String::new();
        if self.chars.next_if_eq(&'"').is_some() {
            self.quoted(&mut cell)?;
        }
        while let Some(char) = self.chars.next() {
            match char {
                '\n' => return Ok((cell, End::Row)),
                '\r' => {
                    self.chars.next_if_eq(&'\n');
                    return Ok((cell, End::Row));
                }
                char if char == self.delimiter => return Ok((cell, End::Cell)),
                char => cell.push(char),
            }
        }
        Ok((cell, End::File))
    }

    fn quoted(&mut self, cell: &mut String) -> Result<(), Unreadable> {
        while let Some(char) = self.chars.next() {
            if char != '"' {
                cell.push(char);
            } else if self.chars.next_if_eq(&'"').is_some() {
                cell.push('"');
            } else {
                return Ok(());
            }
        }
        Err(Unreadable::UnclosedQuote { row: self.row })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(usize, Vec<String>)> {
        Records::new(text, ',')
            .map(|record| record.expect("the text is well formed"))
            .map(|record| (record.row, record.cells.iter().map(str::to_owned).collect()))
            .collect()
    }

    fn row(number: usize, cells: &[&str]) -> (usize, Vec<String>) {
        (number, cells.iter().map(|cell| (*cell).to_owned()).collect())
    }

    #[test]
    fn empty_lines_and_rows_of_commas_are_counted_but_left_out() {
        assert_eq!(rows("a,b\r\n\r\n,,\r\n1,2\r\n"), [row(1, &["a", "b"]), row(4, &["1", "2"])]);
    }

    #[test]
    fn a_line_break_inside_quotation_marks_does_not_make_a_row() {
        assert_eq!(rows("a,\"b\nc\"\r\nd,e"), [row(1, &["a", "b\nc"]), row(2, &["d", "e"])]);
    }

    #[test]
    fn a_doubled_mark_is_one_mark_and_a_mark_within_a_cell_is_kept() {
        assert_eq!(rows("\"say \"\"hello\"\"\",5\" pipe"), [row(1, &["say \"hello\"", "5\" pipe"])]);
    }

    #[test]
    fn an_unclosed_mark_names_the_row_where_it_opens() {
        let last = Records::new("a,b\n1,2\n3,\"4\n5,6\n", ',').last();

        assert_eq!(last, Some(Err(Unreadable::UnclosedQuote { row: 3 })));
    }

    #[test]
    fn a_row_of_endless_commas_is_turned_away() {
        let last = Records::new(&",".repeat(10_000), ',').last();

        assert_eq!(last, Some(Err(Unreadable::TooManyColumns { row: 1, limit: 500 })));
    }
}
