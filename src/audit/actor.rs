//! Who did it.

use crate::db::AccountId;

/// Whoever stands behind a deed, as far as the record needs to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    /// Somebody signed in.
    Account(AccountId),
    /// Somebody who is not signed in, or whose link says only what it is for.
    Visitor,
    /// The mail worker and the jobs that time brings.
    Worker,
    /// Whoever runs the machine, at its console.
    Console,
}

impl Actor {
    /// Whose account it is, where somebody signed in stands behind it.
    pub const fn account(self) -> Option<AccountId> {
        match self {
            Self::Account(id) => Some(id),
            Self::Visitor | Self::Worker | Self::Console => None,
        }
    }
}

impl std::fmt::Display for Actor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Account(id) => write!(f, "account:{id}"),
            Self::Visitor => f.write_str("visitor"),
            Self::Worker => f.write_str("worker"),
            Self::Console => f.write_str("console"),
        }
    }
}
