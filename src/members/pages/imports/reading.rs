//! A list that was sent in, read and held against the register as it stands now.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::super::super::{
    how_read::HowRead,
    import::Import,
    plan::{ByHand, Ground, Plan},
    reconcile::{self, Choices, Decision, Decisions, Encoding, Known, List, Reconciliation, Unreadable, Unsure},
    rules::NotLoaded,
    store,
};
use crate::{
    branch::Branch,
    db::{Conn, ImportId, MemberId, Vault},
    render::words,
    web::Problem,
};

/// A list, how it differs from the register, and what follows.
pub struct Reading {
    pub import: Import,
    /// The list as it reads by what was decided about its rows.
    pub list: List,
    /// The rows to decide about, each with what was decided.
    pub unsure: Vec<Unsure>,
    /// The register as the list is held against it.
    pub known: Vec<Known>,
    pub found: Reconciliation,
    pub plan: Plan,
}

impl Reading {
    /// Reads the file of an import again; nothing of this is kept, so it is never out of date.
    pub fn of(conn: &mut Conn, vault: &Vault, branch: &Branch, import: ImportId, today: NaiveDate) -> Result<Self, Problem> {
        let import = store::find_import(conn, branch.id, import)?;
        let file = store::file_of(conn, vault, branch.id, import.id)?.ok_or(NotLoaded::FileGone)?;
        let list = read(&file, &import.letters, &HowRead::parse(&import.reading))
            .map_err(|unreadable| Problem::refused(unreadable.to_string()))?;
        let listed: HashSet<&str> = list.entries.iter().map(|entry| entry.candidate.number.as_str()).collect();
        let known = store::known_to(conn, branch.id, |number| listed.contains(number))?;
        let decisions = store::decisions(conn, branch.id, import.id)?;
        let unsure = if list.knows_people() {
            reconcile::unsure(&list, &reconcile::reconcile(&list, &known).suggestions, &decisions)
        } else {
            Vec::new()
        };
        let next = next_number(conn, branch, &decisions, &known)?;
        let list = reconcile::decided(list, &decisions, next.as_deref());
        let found = reconcile::reconcile(&list, &known);
        let plan = Plan::of(&found, &ground(conn, branch, today)?);
        Ok(Self { import, unsure, known, found, plan, list })
    }
}

/// The number that somebody new without one gets, where anybody is; the first in an empty register has the number 1.
fn next_number(conn: &mut Conn, branch: &Branch, decisions: &Decisions, known: &[Known]) -> Result<Option<String>, Problem> {
    if !decisions.values().any(|decision| *decision == Decision::New) {
        return Ok(None);
    }
    // Noughts in front belong to a number.
    let width = known.iter().map(|known| known.number.len()).min().unwrap_or_default();
    let next = store::next_number(conn, branch.id)?.map(|next| format!("{next:0>width$}"));
    Ok(next.or_else(|| known.is_empty().then(|| "1".to_owned())))
}

/// What a list is held against, besides the register.
fn ground(conn: &mut Conn, branch: &Branch, today: NaiveDate) -> Result<Ground, Problem> {
    let in_office: Vec<MemberId> = store::offices_from(conn, branch.id, today)?.into_keys().collect();
    let in_office = store::persons(conn, branch.id, &in_office)?.into_iter().map(|person| person.number).collect();
    let aside: Vec<MemberId> = store::kept_for(conn, branch.id)?.into_keys().collect();
    let aside = store::persons(conn, branch.id, &aside)?.into_iter().map(|person| person.number).collect();
    let right = store::put_right(conn, branch.id)?.into_iter();
    let by_hand =
        right.map(|(key, right)| (key, ByHand { by: right.by, on: branch.date_of(right.made_at), source: right.source }));
    let by_hand = by_hand.collect();
    Ok(Ground { in_office, aside, by_hand, classes: branch.rulebook.membership.classes.clone() })
}

/// Reads bytes as a list in the way that a person said, or as they look where nobody said anything. Headings of which none
/// is known are taken all the same: whoever sent the list in says what they mean.
pub fn read(bytes: &[u8], letters: &str, how: &HowRead) -> Result<List, Unreadable> {
    let choices = how.choices(letters);
    match reconcile::read_as(bytes, &choices) {
        Err(Unreadable::NoHeadings { .. }) => reconcile::read_as(bytes, &Choices { any_headings: true, ..choices }),
        read => read,
    }
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
