//! What a rule answers. A branch that is told "you may not" asks "says who?"; so every answer carries how it was
//! reached, in sentences that can be read out, and the clause it rests on.

use serde::Serialize;

/// What a rule answers: the value, how it was reached (each line a sentence), and the clause it rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Answer<T> {
    pub value: T,
    pub working: Vec<String>,
    pub clause: String,
}

impl<T> Answer<T> {
    pub(super) fn new(value: T, working: Vec<String>, clause: &str) -> Answer<T> {
        Answer { value, working, clause: clause.to_owned() }
    }
}

/// One rule as a page lists it: what it is about, what it says, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClauseLine {
    pub what: String,
    pub value: String,
    pub clause: String,
}
