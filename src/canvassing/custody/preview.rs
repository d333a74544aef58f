//! What is in a file, before anything is loaded: the page on which the coordinator decides.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::{
    canvassing::register::{Entry, Layout, Marker, Register, Summary},
    places::address::Address,
};

/// Problems shown one by one; the rest is a number.
const PROBLEMS_SHOWN: usize = 50;
/// Doubtful addresses shown one by one; the rest is a number.
const DOUBTS_SHOWN: usize = 50;
/// Entries shown as they were read.
const ENTRIES_SHOWN: usize = 6;

/// A register that was read and not loaded.
#[derive(Debug, Clone, Serialize)]
pub struct Preview {
    /// "Xpress, full register, one column for the name".
    pub layout: &'static str,
    pub encoding: String,
    pub rows: usize,
    pub electors: usize,
    pub doors: usize,
    pub streets: usize,
    pub attainers: usize,
    pub without_address: usize,
    pub doubtful_doors: usize,
    pub doubts: Vec<DoubtLine>,
    /// Doubtful doors beyond those shown.
    pub more_doubts: usize,
    pub districts: Vec<DistrictLine>,
    pub markers: Vec<MarkerLine>,
    pub problems: Vec<ProblemLine>,
    /// Problems beyond those shown.
    pub more_problems: usize,
    pub first: Vec<EntryLine>,
}

/// A polling district and how many electors the file lists in it.
#[derive(Debug, Clone, Serialize)]
pub struct DistrictLine {
    pub code: String,
    pub electors: usize,
}

/// A letter beside names, and what it is taken to mean.
#[derive(Debug, Clone, Serialize)]
pub struct MarkerLine {
    pub letter: char,
    pub words: String,
    pub is_known: bool,
    pub electors: usize,
}

/// A door whose address deserves a second look, and why.
#[derive(Debug, Clone, Serialize)]
pub struct DoubtLine {
    pub address: String,
    pub why: String,
}

/// A row that was not read, or not wholly.
#[derive(Debug, Clone, Serialize)]
pub struct ProblemLine {
    pub row: u64,
    pub words: String,
}

/// An entry as it was understood.
#[derive(Debug, Clone, Serialize)]
pub struct EntryLine {
    pub number: String,
    pub surname: String,
    pub forenames: String,
    pub address: String,
}

impl Preview {
    /// Looks through a register that was read.
    pub fn of(register: &Register) -> Self {
        let summary = Summary::of(register);
        let mut districts: BTreeMap<&str, usize> = BTreeMap::new();
        for entry in &register.entries {
            *districts.entry(&entry.elector.polling_district).or_default() += 1;
        }
        let problems = register.problems.iter().take(PROBLEMS_SHOWN);
        Self {
            layout: words_for(register.layout),
            encoding: register.encoding.to_string(),
            rows: summary.rows,
            electors: summary.electors,
            doors: summary.doors,
            streets: summary.streets,
            attainers: summary.attainers,
            without_address: summary.without_address,
            doubtful_doors: summary.doubtful_doors,
            more_doubts: summary.doubtful_doors.saturating_sub(DOUBTS_SHOWN),
            doubts: doubts(register),
            districts: districts.into_iter().map(|(code, electors)| DistrictLine { code: code.to_owned(), electors }).collect(),
            markers: summary.markers.into_iter().map(|(letter, electors)| marker_line(letter, electors)).collect(),
            problems: problems.map(|problem| ProblemLine { row: problem.row, words: problem.reason.to_string() }).collect(),
            more_problems: register.problems.len().saturating_sub(PROBLEMS_SHOWN),
            first: register.entries.iter().take(ENTRIES_SHOWN).map(entry_line).collect(),
        }
    }
}

fn marker_line(letter: char, electors: usize) -> MarkerLine {
    let marker = Marker::read_all(&letter.to_string()).first().copied().unwrap_or(Marker::Unknown(letter));
    MarkerLine { letter, words: marker.to_string(), is_known: !matches!(marker, Marker::Unknown(_)), electors }
}

/// The doubtful doors in the order of the file, each once.
fn doubts(register: &Register) -> Vec<DoubtLine> {
    let mut seen = BTreeSet::new();
    let doubtful = register.entries.iter().map(|entry| &entry.address).filter(|address| !address.doubts.is_empty());
    let each_door = doubtful.filter(|address| address.door_key().is_some_and(|key| seen.insert(key)));
    let line = |address: &Address| DoubtLine {
        address: address.to_string(),
        why: address.doubts.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "),
    };
    each_door.take(DOUBTS_SHOWN).map(line).collect()
}

fn entry_line(entry: &Entry) -> EntryLine {
    EntryLine {
        number: entry.elector.to_string(),
        surname: entry.name.surname.clone(),
        forenames: entry.name.forenames.clone(),
        address: entry.address.to_string(),
    }
}

/// The layout by the system that writes it.
pub const fn words_for(layout: Layout) -> &'static str {
    match layout {
        Layout::X13 => "Xpress, full register, one column for the name",
        Layout::X14 => "Xpress, full register, surname and forename apart",
        Layout::X23 => "Xpress, monthly update",
        Layout::E20 => "Eros, full register",
        Layout::E19 => "Eros, full register without the status column",
        Layout::E23 => "Eros, monthly update",
        Layout::P21 => "PDCode and RollNo, full register",
        Layout::P22 => "PDCode and RollNo, monthly update",
        Layout::I22 => "Idox, full register without column names",
        Layout::I23 => "Idox, monthly update",
        Layout::Doors => "A list of doors, no electoral register",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_letter_is_shown_and_counted_before_loading() {
        let file = "Elector Number Prefix,Elector Number,Elector Number Suffix,Elector Markers,Elector DOB,Elector Name,PostCode,Address1\n\
            Q1,1,0,Q,,Smith Ana,N22 7AL,1 Mill Lane\nQ1,x,0,,,Smith Bo,N22 7AL,1 Mill Lane\n";
        let preview = Preview::of(&crate::canvassing::register::read(file.as_bytes()).expect("a register"));
        assert!(!preview.markers[0].is_known && preview.markers[0].electors == 1);
        assert_eq!((preview.rows, preview.electors, preview.problems[0].row), (2, 1, 3));
    }
}
