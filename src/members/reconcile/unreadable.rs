//! Why a file cannot be read as a membership list, each reason with what to do about it.

use thiserror::Error;

/// The whole file is turned away. A single bad row is a [`Problem`](super::Problem) instead.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Unreadable {
    #[error("The file is empty. Download the list again and choose the new file.")]
    Empty,
    #[error(
        "The file has {megabytes} MB, and a list may have at most {limit} MB. Check that it is the membership list, or divide it."
    )]
    TooLarge { megabytes: usize, limit: usize },
    #[error("The file is {kind}, not a list. Open it, save it as “CSV UTF-8”, and choose that file.")]
    NotText { kind: &'static str },
    #[error(
        "Line {line} holds a NUL byte, which no list has, so the file is damaged or not text. Download it again, or save it as “CSV UTF-8”."
    )]
    NulBytes { line: usize },
    #[error("The file has one column only. Save it again as CSV, with commas, semicolons or tabs between the columns.")]
    OneColumn,
    #[error(
        "Row {row} opens a quotation mark that is never closed. Close or remove the mark in that row and choose the file again."
    )]
    UnclosedQuote { row: usize },
    #[error(
        "The heading of column {column} has {characters} characters, and a heading may have at most {limit}. Check that the first row holds the headings."
    )]
    HeadingTooLong { column: usize, characters: usize, limit: usize },
    #[error("Row {row} has more than {limit} columns. Check that the file is the membership list.")]
    TooManyColumns { row: usize, limit: usize },
    #[error("The file has more than {limit} rows. Check that it is the membership list, or divide it.")]
    TooManyRows { limit: usize },
    #[error("The file has more than {limit} cells. Check that it is the membership list, or divide it.")]
    TooManyCells { limit: usize },
    #[error("The workbook has more than {limit} MB inside, which no list has. Save the list again, or save it as “CSV UTF-8”.")]
    TooLargeInside { limit: usize },
    #[error(
        "No heading for a membership number, a name or an e-mail address was found; the first row reads: {found}. Put one row of headings above the members."
    )]
    NoHeadings { found: String },
    #[error("The file has headings and nobody below them. Download the list again and choose the new file.")]
    Nobody,
}

impl Unreadable {
    /// Refuses a file with more bytes than a list can have.
    pub(super) fn unless_within(bytes: usize, limit: usize) -> Result<(), Self> {
        const MEGABYTE: usize = 1024 * 1024;
        if bytes > limit * MEGABYTE { Err(Self::TooLarge { megabytes: bytes.div_ceil(MEGABYTE), limit }) } else { Ok(()) }
    }
}
