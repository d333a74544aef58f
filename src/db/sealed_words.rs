//! Words of people that stand sealed in a column; see [`Vault`].

use std::{fmt, io};

use super::Vault;

/// What is read where the key that sealed it is not here.
pub const UNREADABLE: &str = "These words cannot be read: the key that sealed them is not here.";

/// Where a sealed value stands: it opens nowhere else.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    pub table: &'a str,
    pub column: &'a str,
    pub row: uuid::Uuid,
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}|{}|{}", self.table, self.column, self.row)
    }
}

/// Words as a column keeps them. Nothing said is kept as nothing.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct SealedWords(String);

impl SealedWords {
    /// Seals `words` for the place where they are to stand.
    ///
    /// # Errors
    /// None in practice; see [`Vault::seal`].
    pub fn of(vault: &Vault, place: Place<'_>, words: &str) -> io::Result<Self> {
        if words.is_empty() {
            return Ok(Self::default());
        }
        vault.seal(&place.to_string(), words.as_bytes()).map(Self)
    }

    /// As a column keeps them.
    pub fn kept(&self) -> &str {
        &self.0
    }

    /// The words; none where the key that sealed them is not here.
    pub fn read(&self, vault: &Vault, place: Place<'_>) -> Option<String> {
        if self.is_empty() {
            return Some(String::new());
        }
        vault.open(&place.to_string(), &self.0).and_then(|words| String::from_utf8(words).ok())
    }

    /// The words, or [`UNREADABLE`].
    pub fn open(&self, vault: &Vault, place: Place<'_>) -> String {
        self.read(vault, place).unwrap_or_else(|| UNREADABLE.to_owned())
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for SealedWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.is_empty() { "nothing" } else { "sealed words" })
    }
}

impl From<String> for SealedWords {
    fn from(kept: String) -> Self {
        Self(kept)
    }
}
