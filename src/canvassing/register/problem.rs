//! What can be wrong with a register, in the words that the coordinator reads.

use super::elector_number::ElectorNumber;
use serde::Serialize;

/// A row that could not be read, or not wholly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Counted as in the file, the header being row 1.
    pub row: u64,
    pub reason: Reason,
}

/// Why a row is a problem.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    #[error("the row has {found} columns where {needed} are needed")]
    TooFewColumns { found: usize, needed: usize },
    #[error("there is no address")]
    NoAddress,
    #[error("there is no polling district")]
    NoPollingDistrict,
    #[error("“{typed}” is not an elector number")]
    NotANumber { typed: String },
    #[error("{elector} has neither a name nor the mark of an anonymous entry")]
    NoName { elector: ElectorNumber },
    #[error("{elector} stands in row {first} already")]
    SeenBefore { elector: ElectorNumber, first: u64 },
    #[error("“{typed}” is not a date; the elector is kept without the day of coming of age")]
    NotADate { typed: String },
    #[error("“{typed}” is none of created, changed and deleted")]
    NoChange { typed: String },
    #[error("{elector} is to be created but the register has this number already; nothing was changed")]
    AlreadyThere { elector: ElectorNumber },
    #[error("{elector} is of a polling district that no register in force has: perhaps of another ward")]
    AnotherWard { elector: ElectorNumber },
    #[error("{elector} is to be deleted but the register does not have this number")]
    NotThere { elector: ElectorNumber },
    #[error("“{typed}” is no way of voting that is known here")]
    NoWayOfVoting { typed: String },
    #[error("{elector} is on no register in force")]
    NotListed { elector: ElectorNumber },
    #[error("{elector} is {listed} on the register and {written} on the list: perhaps the numbers were given out anew")]
    OtherName { elector: ElectorNumber, listed: String, written: String },
}

impl Reason {
    /// Whether the elector was read all the same.
    pub fn keeps_the_elector(&self) -> bool {
        matches!(self, Reason::NotADate { .. })
    }
}

/// Why a whole file cannot be read as a register.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    #[error("The file is empty.")]
    Empty,
    #[error("This is a spreadsheet and not a table in plain text. Open it and save it as CSV, then try again.")]
    Spreadsheet,
    #[error("Row {row} is broken: {says}. Save the file as CSV again, then try once more.")]
    Broken { row: u64, says: String },
    #[error("The file has more than {most} rows. Send the register of one council at a time.")]
    TooMany { most: usize },
    #[error(
        "No known layout of a register has these {} columns: {}. Ask the council for the full register as data, or send a list of doors with the columns Number, Street and Postcode.",
        columns.len(),
        columns.join(", ")
    )]
    UnknownLayout { columns: Vec<String> },
    #[error("This is an absent voters’ list or a marked register. Send it in under “Voting lists”.")]
    AVotingList,
    #[error(
        "These columns say neither how somebody votes nor whether somebody voted: {}. A list needs the elector number and a column such as “Absent Vote Type” or “Voted”.",
        columns.join(", ")
    )]
    NoVotingList { columns: Vec<String> },
}

/// A problem as the command prints it.
#[derive(Debug, Serialize)]
pub struct ShownProblem {
    row: u64,
    reason: String,
}

impl From<&Problem> for ShownProblem {
    fn from(problem: &Problem) -> Self {
        ShownProblem { row: problem.row, reason: problem.reason.to_string() }
    }
}

impl std::fmt::Display for ShownProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "row {}: {}", self.row, self.reason)
    }
}
