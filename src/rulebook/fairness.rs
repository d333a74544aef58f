//! What a selection owes to those who vote and to those who stand: an appeal, and the same way to everybody's letter box.

use serde::{Deserialize, Serialize};

use super::Length;
use super::words::counted;

/// The appeal against the answer to a complaint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AppealRule {
    #[serde(default)]
    pub src: String,
    /// How long after the answer it may be made.
    pub within: Length,
}

/// The messages that everybody who stands may send through the branch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MessageRule {
    #[serde(default)]
    pub src: String,
    /// How many each may send.
    pub each: u32,
    /// The most words of one.
    pub words: u32,
}

impl AppealRule {
    pub(super) fn in_words(&self) -> String {
        format!("within {} of the answer", self.within)
    }
}

impl MessageRule {
    pub(super) fn in_words(&self) -> String {
        format!("{} each, of {} at most", counted(self.each, "message"), counted(self.words, "word"))
    }
}
