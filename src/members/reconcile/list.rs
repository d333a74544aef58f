//! A whole list: the people whose rows are good, the rows that are not, and what was settled on the way.

use chrono::Datelike;

use super::{
    candidate::Candidate,
    columns::{Choice, Ignored, TELL_PEOPLE_APART},
    dates::Order,
    field::Field,
    problem_file,
    proof::{self, DateProof},
    records::Record,
    row::Manner,
    shape::Shape,
    sniff::{Encoding, Told},
    sorted::Sorted,
    source::{self, Source},
    twice,
    unreadable::Unreadable,
};

/// Where no list says when anyone joined, two-digit years of birth are read as of the year of writing.
const YEAR_OF_WRITING: i32 = 2026;

const SUPPLEMENT: &str =
    "These are rows of an earlier list, put right: whoever is not among them is not missing, and that list stays the last one.";

/// A list that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    pub encoding: Encoding,
    pub delimiter: char,
    pub shape: Shape,
    /// The headings as the file has them, with empty ones.
    pub headings: Vec<String>,
    /// Every heading that is not empty with its field, None where the column is left out.
    pub mapping: Vec<(String, Option<Field>)>,
    /// For each of these headings a cell below it, to see what the column holds; nothing where the heading speaks of what we
    /// leave out unread.
    pub examples: Vec<String>,
    /// The columns left out, with the reason.
    pub ignored: Vec<Ignored>,
    /// The same for every list with these headings: the key under which choices are remembered.
    pub fingerprint: String,
    /// How many rows of people there are, good and bad.
    pub rows: usize,
    /// The good rows.
    pub entries: Vec<Entry>,
    /// Rows with nothing wrong but that they have no membership number; each is a problem as well.
    pub unnumbered: Vec<Entry>,
    /// One for each row that is kept back.
    pub problems: Vec<Problem>,
    /// A name with a letter beyond ASCII, to ask whether it is spelt right.
    pub sample_non_ascii: Option<String>,
    pub dates: Vec<DateProof>,
    /// Whether these are rows of an earlier list that were put right: then it says nothing about who is not on it.
    pub is_supplement: bool,
    /// What else a person should know: rows passed over, names parted, a list that may be cut.
    pub notes: Vec<String>,
}

impl List {
    /// The fields that this list speaks about, the membership number left out, for it never changes.
    pub fn fields(&self) -> impl Iterator<Item = Field> {
        let named = Field::ALL.into_iter().filter(|field| !matches!(field, Field::Number | Field::Name));
        named.filter(|field| self.speaks_of(*field))
    }

    /// Whether any column tells people apart; without one the list cannot be loaded.
    #[must_use]
    pub fn knows_people(&self) -> bool {
        TELL_PEOPLE_APART.into_iter().any(|wanted| self.mapping.iter().any(|(_, field)| *field == Some(wanted)))
    }

    /// Whether a column holds membership numbers. A list without one is no list of all members, and says nothing about who
    /// is not on it.
    #[must_use]
    pub fn has_numbers(&self) -> bool {
        self.mapping.iter().any(|(_, field)| *field == Some(Field::Number))
    }

    /// Whether nobody is missing for not being on it.
    #[must_use]
    pub fn says_nothing_of_others(&self) -> bool {
        self.is_supplement || !self.has_numbers()
    }

    fn speaks_of(&self, field: Field) -> bool {
        let has = |wanted| self.mapping.iter().any(|(_, field)| *field == Some(wanted));
        let parted = matches!(field, Field::FirstName | Field::LastName);
        has(field) || (parted && has(Field::Name))
    }
}

/// A person and the row they stand on, the headings being row 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub row: usize,
    pub candidate: Candidate,
}

/// A row that is kept back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub row: usize,
    /// Every fault of the row.
    pub reason: String,
    /// The row as the file has it.
    pub cells: Vec<String>,
    /// The membership number, where it can be read: this person is not missing from the list.
    pub number: String,
}

/// What a person has said about a list where the guesses were wrong.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choices {
    pub told: Told,
    pub columns: Vec<Choice>,
    pub orders: Vec<(Field, Order)>,
    /// Whether the first row holds the headings even where none of them tells people apart, so that somebody can say what they
    /// mean.
    pub any_headings: bool,
}

/// Reads a list by guessing what it is.
///
/// # Errors
/// The file as a whole is not a list of people.
pub fn read(bytes: &[u8]) -> Result<List, Unreadable> {
    read_as(bytes, &Choices::default())
}

/// Reads a list as a person says it is to be read.
///
/// # Errors
/// The file as a whole is not a list of people.
pub fn read_as(bytes: &[u8], choices: &Choices) -> Result<List, Unreadable> {
    let Source { encoding, delimiter, sheet } = source::open(bytes, choices)?;
    let dates = proof::prove(&sheet, &choices.orders);
    let mut manner = Manner {
        columns: &sheet.columns,
        shape: sheet.shape,
        orders: dates.iter().map(|proof| (proof.field, proof.order)).collect(),
        members_in: YEAR_OF_WRITING,
    };
    manner.members_in = members_in(&sheet.people, &manner);
    let sorted = Sorted::of(&sheet.people, &manner);
    let is_supplement = sheet.headings.iter().any(|heading| heading.trim() == problem_file::HEADING);
    let again = is_supplement.then(|| SUPPLEMENT.to_owned());
    let notes = again.into_iter().chain(sheet.notes).chain(twice::same_person_twice(&sorted.entries)).collect();
    Ok(List {
        encoding,
        delimiter,
        shape: sheet.shape,
        headings: sheet.headings,
        mapping: sheet.columns.mapping(),
        examples: sheet.columns.examples(&sheet.people),
        ignored: sheet.columns.ignored(),
        fingerprint: sheet.columns.fingerprint(),
        rows: sheet.people.len(),
        sample_non_ascii: sample(&sorted.entries),
        entries: sorted.entries,
        unnumbered: sorted.unnumbered,
        problems: sorted.problems,
        dates,
        is_supplement,
        notes,
    })
}

/// The year by which nine in ten had joined; a single slip such as 2062 does not move it.
fn members_in(people: &[Record], manner: &Manner) -> i32 {
    let joined = people.iter().filter_map(|record| manner.joined_on(&record.cells));
    let mut years: Vec<i32> = joined.map(|date| date.year()).collect();
    years.sort_unstable();
    years.get(years.len() * 9 / 10).copied().unwrap_or(YEAR_OF_WRITING)
}

fn sample(entries: &[Entry]) -> Option<String> {
    entries.iter().map(|entry| entry.candidate.full_name()).find(|name| !name.is_ascii())
}
