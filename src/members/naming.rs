//! Whom a number or a name means that somebody typed.

use diesel::QueryResult;

use super::{Person, store};
use crate::{
    db::{BranchId, Conn, MemberId},
    render::words,
    web::{Faults, Problem},
};

/// So many are named where several are meant.
const NAMED: i64 = 4;

/// Whom was meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meant {
    One(MemberId),
    /// Nothing was typed.
    Nothing,
    Nobody {
        typed: String,
    },
    Several {
        typed: String,
        people: Vec<Person>,
    },
}

/// Why it is not one member.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotOne {
    #[error("Enter the name or the number of the member.")]
    Nothing,
    #[error("Nobody in the register is found by “{0}”. Try a part of the name, or the number.")]
    Nobody(String),
    #[error("“{typed}” may be {people}. Enter the number.")]
    Several { typed: String, people: String },
}

impl Meant {
    /// The one member.
    ///
    /// # Errors
    /// What to type instead.
    pub fn one(self) -> Result<MemberId, NotOne> {
        match self {
            Self::One(member) => Ok(member),
            Self::Nothing => Err(NotOne::Nothing),
            Self::Nobody { typed } => Err(NotOne::Nobody(typed)),
            Self::Several { typed, people } => {
                let said: Vec<String> = people.iter().map(|one| format!("{} ({})", one.name, one.number)).collect();
                Err(NotOne::Several { typed, people: words::names(&said).replace(" and ", " or ") })
            }
        }
    }
}

/// The one member who is meant by what was typed into `field`.
///
/// # Errors
/// What to type instead, at the field.
pub fn named(conn: &mut Conn, branch: BranchId, typed: &str, field: &str) -> Result<MemberId, Problem> {
    let meant = meant(conn, branch, typed)?;
    meant.one().map_err(|fault| Problem::Faults(Faults::at(field, fault.to_string())))
}

/// The member with this number; else the one who is called exactly so; else the only one who is found by it.
pub fn meant(conn: &mut Conn, branch: BranchId, typed: &str) -> QueryResult<Meant> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(Meant::Nothing);
    }
    if let Some(member) = store::find_numbered(conn, branch, typed)? {
        return Ok(Meant::One(member.id));
    }
    let mut people = store::search(conn, branch, typed, NAMED)?;
    let exact: Vec<MemberId> =
        people.iter().filter(|person| person.name.to_lowercase() == typed.to_lowercase()).map(|person| person.id).collect();
    Ok(match (exact.as_slice(), people.as_slice()) {
        ([only], _) => Meant::One(*only),
        (_, [only]) => Meant::One(only.id),
        (_, []) => Meant::Nobody { typed: typed.to_owned() },
        _ => Meant::Several { typed: typed.to_owned(), people: std::mem::take(&mut people) },
    })
}
