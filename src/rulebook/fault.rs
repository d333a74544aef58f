//! What can be wrong with a rulebook file, said so that the person who wrote it can put it right.

use thiserror::Error;

/// A rulebook that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Fault {
    #[error(
        "Line {line} of rulebook “{book}” has the key “{key}”, which no rule knows. {known} Correct the spelling or take it out."
    )]
    UnknownKey { book: String, line: usize, key: String, known: String },
    #[error("Line {line} of rulebook “{book}” cannot be read: {why}. Correct the line.")]
    Unreadable { book: String, line: usize, why: String },
    #[error("Rulebook “{book}” extends “{parent}”, which is not there. Correct the name after `extends`.")]
    NoSuchParent { book: String, parent: String },
    #[error("Rulebook “{book}” extends itself by way of others. Take out one `extends`.")]
    Circle { book: String },
    #[error("Rulebook “{book}” lacks `{key}`. {why}")]
    Missing { book: String, key: String, why: &'static str },
    #[error(
        "In rulebook “{book}”, `{key}` names “{name}”, which the rulebook does not have. Correct the name, or add {wanted}."
    )]
    Dangling { book: String, key: String, name: String, wanted: String },
    #[error("In rulebook “{book}”, `{key}` is {number}, which cannot be. {why}")]
    Impossible { book: String, key: String, number: u32, why: &'static str },
    #[error("In rulebook “{book}”, [{section}] says two things at once: {why}")]
    Contradiction { book: String, section: String, why: String },
}
