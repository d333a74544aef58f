//! When two entries cannot be laid together.

use crate::web::{Refusal, WayOn};

/// Why they are not.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotMerged {
    #[error("These are one entry, not two.")]
    OneEntry,
    #[error("{0} was laid together with another entry before. Look at the list again.")]
    Aside(String),
    #[error("{name} holds an office under the number {number}. Keep that entry, or let the office end first.")]
    InOffice { name: String, number: String },
    #[error("{0} is suspended. Keep that entry, or let the suspension end first.")]
    Suspended(String),
    #[error("{kept} is no member today, and {aside} is. Keep the entry of the member.")]
    KeptIsNoMember { kept: String, aside: String },
    #[error("{0} was laid aside itself. Take that apart first.")]
    KeptIsAside(String),
    #[error("Another entry was laid aside for {0} later. Take that one apart first.")]
    LaterFirst(String),
    #[error("One of the two entries was changed meanwhile. Look at them again.")]
    Changed,
    #[error("These entries were taken apart before.")]
    ApartAlready,
}

impl Refusal for NotMerged {
    fn way_on(&self) -> Vec<WayOn> {
        vec![WayOn::to("/members/duplicates", "Entries that look alike")]
    }
}
