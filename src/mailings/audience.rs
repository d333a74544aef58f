//! Whom a mailing reaches: those whom its question finds, who have an address that works, and who want news of the branch.

use chrono::NaiveDate;
use diesel::QueryResult;

use super::mailing::{Mailing, Reader, Typed};
use crate::{
    branch::Branch,
    db::Conn,
    lists::{self, Asks},
    mail::{self, Category, Recipient},
    members::{self, Kind, Member},
    web::{Problem, Refusal},
};

/// Whom a mailing reaches, by name, and how many it does not.
#[derive(Debug, Clone, Default)]
pub struct Audience {
    pub readers: Vec<(Recipient, Reader)>,
    /// They have no mail address in the register.
    pub without_address: usize,
    /// They want no news, or no mail arrives at their address.
    pub left_out: usize,
}

/// Why nothing is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("This would reach nobody: those whom the question finds have no mail address, or want no news.")]
pub struct ReachesNobody;

impl Refusal for ReachesNobody {}

impl Audience {
    /// The first reader, as whom the writer sees it.
    pub fn first(&self) -> Result<&Reader, ReachesNobody> {
        self.readers.first().map(|(_, reader)| reader).ok_or(ReachesNobody)
    }
}

/// What was typed, and whom it reaches as things stand.
///
/// # Errors
/// The faults of what was typed, and what the database says.
pub fn read(conn: &mut Conn, branch: &Branch, today: NaiveDate, typed: &Typed) -> Result<(Mailing, Audience), Problem> {
    let mailing = typed.read().map_err(Problem::Faults)?;
    let audience = audience(conn, branch, &mailing.asks, today)?;
    Ok((mailing, audience))
}

fn audience(conn: &mut Conn, branch: &Branch, asks: &Asks, today: NaiveDate) -> QueryResult<Audience> {
    let found = lists::found(conn, branch, asks, today)?;
    let people = lists::people(conn, branch.id, &found)?;
    let addresses: Vec<&str> = people.iter().filter_map(|member| member.email.as_deref()).collect();
    let silenced = mail::silenced(conn, branch.id, Category::News, &addresses)?;
    let refuse = members::who_refuse(conn, branch.id, Kind::News)?;
    let mut audience = Audience::default();
    for member in people {
        match &member.email {
            None => audience.without_address += 1,
            Some(address) if refuse.contains(&member.id) || silenced.contains(&address.to_lowercase()) => {
                audience.left_out += 1
            }
            Some(_) => audience.readers.push(reader(member)),
        }
    }
    Ok(audience)
}

fn reader(member: Member) -> (Recipient, Reader) {
    let name = member.name();
    let first_name = if member.preferred_name.is_empty() { &member.first_name } else { &member.preferred_name };
    // Some people have only one name.
    let first_name = if first_name.is_empty() { name.clone() } else { first_name.clone() };
    let reader = Reader { first_name, full_name: name.clone(), number: member.number };
    (Recipient { person: Some(member.id.0), name, address: member.email }, reader)
}
