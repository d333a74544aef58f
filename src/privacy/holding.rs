//! One thing that the branch holds of people, and its columns as people call them.

use crate::{accounts::Permission, members::Office, render::words, rulebook::Rulebook};

/// One table that tells something of a person.
#[derive(Debug, Clone, Copy)]
pub struct Holding {
    pub table: &'static str,
    /// What it is, in words: "Where you live".
    pub title: &'static str,
    /// What it is needed for.
    pub why: &'static str,
    pub kept: Kept,
    /// Whoever may do one of these may see it.
    pub open_to: &'static [Permission],
    /// Who else may, besides the person: "everybody signed in".
    pub also: &'static str,
    pub whose: Whose,
    pub columns: &'static [Column],
}

/// How long something is kept.
#[derive(Debug, Clone, Copy)]
pub enum Kept {
    /// As long as the membership, and after it as long as the rulebook says.
    Membership,
    /// As long as the rulebook says under this key, counted from the moment in words.
    Rule(&'static str, &'static str),
    /// As long as these words say.
    For(&'static str),
}

impl Kept {
    /// The words of the page: "24 months after the vote".
    pub fn words(self, book: &Rulebook) -> String {
        let length = |key: &str| book.retention.get(key).map(|rule| rule.keep.to_string());
        match self {
            Self::Membership => match length("left-member") {
                Some(length) => format!("As long as the membership lasts, and {length} after it"),
                None => "As long as the membership lasts; for the time after it the rulebook sets no day".to_owned(),
            },
            Self::Rule(key, after) => match length(key) {
                Some(length) => format!("{length} {after}"),
                None => "The rulebook sets no day".to_owned(),
            },
            Self::For(words) => words.to_owned(),
        }
    }
}

/// Which rows are about a person: a condition on `t`, in which `$2` is the id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// `$2` is the member.
    Member(&'static str),
    /// `$2` is the account by which the member signs in.
    Account(&'static str),
    /// Of people who are no members; nobody's copy holds it, for nobody here is matched with them.
    Elector,
}

/// One column.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    pub name: &'static str,
    /// What it is called; none where it is left out of a copy.
    pub label: Option<&'static str>,
    pub reads: Reads,
}

/// How a value is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reads {
    Text,
    Day,
    Moment,
    YesNo,
    /// By a query that gives a name for what the column points at.
    Named(&'static str),
    /// Sealed words; the row is named by this column.
    Sealed(&'static str),
}

const fn column(name: &'static str, label: &'static str, reads: Reads) -> Column {
    Column { name, label: Some(label), reads }
}

pub const fn text(name: &'static str, label: &'static str) -> Column {
    column(name, label, Reads::Text)
}

pub const fn day(name: &'static str, label: &'static str) -> Column {
    column(name, label, Reads::Day)
}

pub const fn moment(name: &'static str, label: &'static str) -> Column {
    column(name, label, Reads::Moment)
}

pub const fn yes_no(name: &'static str, label: &'static str) -> Column {
    column(name, label, Reads::YesNo)
}

pub const fn named(name: &'static str, label: &'static str, query: &'static str) -> Column {
    column(name, label, Reads::Named(query))
}

/// Words that stand sealed in a row named by `row`.
pub const fn sealed(name: &'static str, label: &'static str, row: &'static str) -> Column {
    column(name, label, Reads::Sealed(row))
}

/// A sealed value that no copy may carry.
pub const fn sealed_left_out(name: &'static str, row: &'static str) -> Column {
    Column { name, label: None, reads: Reads::Sealed(row) }
}

/// A column that tells nothing of the person, or a secret that no copy may carry: keys, fingerprints, things of others.
pub const fn left_out(name: &'static str) -> Column {
    Column { name, label: None, reads: Reads::Text }
}

impl Holding {
    /// Who may see it, in words; the offices are those that give the permission, so that the page follows the program.
    pub fn seen_by(&self, book: &Rulebook) -> String {
        let opens = |office: &Office| self.open_to.iter().any(|permission| office.grants().contains(permission));
        let offices = Office::OPENING.into_iter().filter(opens).map(|office| office.called(book));
        let all: Vec<String> = offices.chain((!self.also.is_empty()).then(|| self.also.to_owned())).collect();
        if all.is_empty() { "only the person".to_owned() } else { words::names(&all) }
    }
}
