//! A list that was sent in, read and held against the register as it stands now.

use std::collections::HashSet;

use super::super::super::{
    import::Import,
    plan::Plan,
    reconcile::{self, Choices, Encoding, List, Reconciliation, Told, Unreadable},
    rules::NotLoaded,
    store,
};
use crate::{
    db::{BranchId, Conn, ImportId},
    render::words,
    web::Problem,
};

/// A list, how it differs from the register, and what follows.
pub struct Reading {
    pub import: Import,
    pub list: List,
    pub found: Reconciliation,
    pub plan: Plan,
}

impl Reading {
    /// Reads the file of an import again; nothing of this is kept, so it is never out of date.
    pub fn of(conn: &mut Conn, branch: BranchId, import: ImportId) -> Result<Self, Problem> {
        let import = store::find_import(conn, branch, import)?;
        let file = store::file_of(conn, branch, import.id)?.ok_or(NotLoaded::FileGone)?;
        let list = read(&file, &import.letters).map_err(|unreadable| Problem::refused(unreadable.to_string()))?;
        let listed: HashSet<&str> = list.entries.iter().map(|entry| entry.candidate.number.as_str()).collect();
        let known = store::known_to(conn, branch, |number| listed.contains(number))?;
        let found = reconcile::reconcile(&list, &known);
        let plan = Plan::of(&found);
        Ok(Self { import, found, plan, list })
    }
}

/// Reads bytes as a list, with letters as a person said, or as they look where nobody said anything.
pub fn read(bytes: &[u8], letters: &str) -> Result<List, Unreadable> {
    let encoding = Encoding::ALL.into_iter().find(|encoding| encoding.name() == letters);
    reconcile::read_as(bytes, &Choices { told: Told { encoding, delimiter: None }, ..Choices::default() })
}

/// The kinds of letters that a form offers, with their names for people.
pub const LETTERS: [(&str, &str); 4] = [
    ("", "as they look"),
    ("utf-8", "UTF-8, as most programs write today"),
    ("windows-1252", "Windows-1252, as older spreadsheets write"),
    ("utf-16le", "UTF-16, as Excel’s “Unicode text”"),
];

/// An encoding in words.
fn letters_in_words(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Utf8 | Encoding::Utf8Bom => "UTF-8",
        Encoding::Windows1252 => "Windows-1252",
        Encoding::Utf16Le | Encoding::Utf16Be => "UTF-16",
        Encoding::Xlsx => "an Excel workbook",
    }
}

/// What stands between the columns, in words.
fn delimiter_in_words(delimiter: char) -> &'static str {
    match delimiter {
        ';' => "semicolons",
        '\t' => "tabs",
        '|' => "upright strokes",
        _ => "commas",
    }
}

/// What a list was found to be, as one sentence.
pub fn in_words(list: &List) -> String {
    let (rows, letters) = (words::plural(list.rows as i128, "row", "rows"), letters_in_words(list.encoding));
    match list.encoding {
        Encoding::Xlsx => format!("{rows} in {letters}."),
        _ => format!("{rows} in {letters}, with {} between the columns.", delimiter_in_words(list.delimiter)),
    }
}
