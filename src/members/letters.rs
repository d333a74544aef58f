//! Letters to print: each with the address for the window of its envelope.

use diesel::QueryResult;
use serde::Serialize;

use super::store;
use crate::{
    db::{BranchId, Conn, MemberId},
    mail,
    render::words,
};

/// One letter, to one member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Letter {
    /// The lines of the address, the name first.
    pub to: Vec<String>,
    pub paragraphs: Vec<Vec<String>>,
}

impl Letter {
    /// A letter for the samples of pages.
    pub fn sample() -> Self {
        Self {
            to: vec!["Tom Lewis".into(), "4 Canal Side".into()],
            paragraphs: words::paragraphs("Dear Tom,\n\nyou are invited."),
        }
    }
}

/// To whom the letters of a notice go; see [`letters`].
pub fn lettered(conn: &mut Conn, branch: BranchId, about: &str, kind: &str) -> QueryResult<Vec<MemberId>> {
    let written = mail::letters(conn, branch, about, kind)?;
    Ok(written.into_iter().filter_map(|letter| letter.person.map(|person| MemberId(person.0))).collect())
}

/// The letters of a notice that wait to be printed, by name; see [`mail::letters`].
pub fn letters(conn: &mut Conn, branch: BranchId, about: &str, kind: &str) -> QueryResult<Vec<Letter>> {
    let written = mail::letters(conn, branch, about, kind)?;
    let ids: Vec<MemberId> = written.iter().filter_map(|letter| letter.person.map(|person| MemberId(person.0))).collect();
    let addresses = store::postal_addresses(conn, branch, &ids)?;
    let letter = |written: mail::Letter| {
        let address = written.person.and_then(|person| addresses.get(&MemberId(person.0)).cloned()).unwrap_or_default();
        let to = std::iter::once(written.to_name).chain(address).collect();
        Letter { to, paragraphs: words::paragraphs(&written.body_text) }
    };
    Ok(written.into_iter().map(letter).collect())
}
