//! A list that was sent in, read and held against the register as it stands now.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::super::super::{
    import::Import,
    plan::{Ground, Plan},
    reconcile::{self, Choices, Encoding, List, Reconciliation, Told, Unreadable},
    rules::NotLoaded,
    store,
};
use crate::{
    branch::Branch,
    db::{Conn, ImportId, MemberId},
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
    pub fn of(conn: &mut Conn, branch: &Branch, import: ImportId, today: NaiveDate) -> Result<Self, Problem> {
        let import = store::find_import(conn, branch.id, import)?;
        let file = store::file_of(conn, branch.id, import.id)?.ok_or(NotLoaded::FileGone)?;
        let list = read(&file, &import.letters).map_err(|unreadable| Problem::refused(unreadable.to_string()))?;
        let listed: HashSet<&str> = list.entries.iter().map(|entry| entry.candidate.number.as_str()).collect();
        let known = store::known_to(conn, branch.id, |number| listed.contains(number))?;
        let found = reconcile::reconcile(&list, &known);
        let plan = Plan::of(&found, &ground(conn, branch, today)?);
        Ok(Self { import, found, plan, list })
    }
}

/// What a list is held against, besides the register.
fn ground(conn: &mut Conn, branch: &Branch, today: NaiveDate) -> Result<Ground, Problem> {
    let in_office: Vec<MemberId> = store::offices_from(conn, branch.id, today)?.into_keys().collect();
    let in_office = store::persons(conn, branch.id, &in_office)?.into_iter().map(|person| person.number).collect();
    Ok(Ground { in_office, classes: branch.rulebook.membership.classes.clone() })
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
