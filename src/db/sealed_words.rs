//! Words of people that stand sealed in a column; see [`Vault`].

use std::{fmt, io, io::Write};

use diesel::{
    deserialize::{self, FromSql, FromSqlRow},
    expression::AsExpression,
    pg::Pg,
    serialize::{self, IsNull, Output, ToSql},
    sql_types::Text,
    sqlite::Sqlite,
};

use super::{Backend, Vault};

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
#[derive(Clone, Default, PartialEq, Eq, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
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

    /// As a column keeps it.
    pub fn kept(column: &str) -> Self {
        Self(column.to_owned())
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

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for SealedWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.is_empty() { "nothing" } else { "sealed words" })
    }
}

impl ToSql<Text, Pg> for SealedWords {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        out.write_all(self.0.as_bytes())?;
        Ok(IsNull::No)
    }
}

impl ToSql<Text, Sqlite> for SealedWords {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
        out.set_value(self.0.as_str());
        Ok(IsNull::No)
    }
}

impl ToSql<Text, Backend> for SealedWords {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Backend>) -> serialize::Result {
        out.set_value((Text, self));
        Ok(IsNull::No)
    }
}

impl<DB> FromSql<Text, DB> for SealedWords
where
    DB: diesel::backend::Backend,
    String: FromSql<Text, DB>,
{
    fn from_sql(value: DB::RawValue<'_>) -> deserialize::Result<Self> {
        String::from_sql(value).map(Self)
    }
}
