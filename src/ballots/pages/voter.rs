//! Whoever stands before the box: by a link or code, or signed in. Both get the same paper; neither is named when it is cast.

use super::super::{
    Ballot,
    ballot::Channel,
    choice::Choice,
    roll::RollEntry,
    rules::{self, NoVote},
    secret, store,
};
use crate::{
    db::{AccountId, BallotId, BranchId, Conn, MemberId},
    members,
    web::{Desk, Look, Problem},
};

/// How somebody came to the paper.
#[derive(Debug, Clone)]
pub enum Voter {
    /// With a personal link or the code beside it, in a browser where this account is signed in, or nobody.
    Key(String, Option<AccountId>),
    /// Signed in.
    Member(BallotId, MemberId),
}

/// What a voter has a right to see: the ballot and the choices.
pub struct Admitted {
    pub ballot: Ballot,
    pub choices: Vec<Choice>,
    /// Whose paper it is.
    pub addressee: String,
}

impl Voter {
    /// Whoever came with a link or a code.
    pub fn with_key(key: &str, desk: &Desk) -> Self {
        Self::Key(key.to_owned(), desk.visitor().map(|visitor| visitor.account))
    }

    /// The addresses of this voter's pages begin so.
    pub fn base(&self) -> String {
        match self {
            Self::Key(..) => "/vote".to_owned(),
            Self::Member(ballot, _) => format!("/ballots/{ballot}"),
        }
    }

    /// What the forms carry on.
    pub fn key(&self) -> &str {
        match self {
            Self::Key(key, _) => key,
            Self::Member(..) => "",
        }
    }

    pub fn channel(&self) -> Channel {
        match self {
            Self::Key(..) => Channel::Link,
            Self::Member(..) => Channel::Site,
        }
    }

    /// Whether a link or a code belongs to a ballot at all.
    pub fn is_known(&self, look: &mut Look<'_>) -> diesel::QueryResult<bool> {
        match self {
            Self::Member(..) => Ok(true),
            Self::Key(key, _) => Ok(store::entry_by_secret(look.conn, look.branch.id, &secret::hash_of_typed(key))?.is_some()),
        }
    }

    /// Finds the ballot and the line on the roll, whether or not a paper may still be cast.
    pub fn found(&self, conn: &mut Conn, branch: BranchId) -> Result<(Ballot, Option<RollEntry>), Problem> {
        let (ballot, entry) = match self {
            Self::Member(ballot, member) => {
                let ballot = store::find(conn, branch, *ballot)?;
                let entry = store::entry_of(conn, &ballot, *member)?;
                (ballot, entry)
            }
            Self::Key(key, account) => {
                let entry = store::entry_by_secret(conn, branch, &secret::hash_of_typed(key))?;
                let entry = entry.ok_or(NoVote::UnknownLink)?;
                is_the_addressee(conn, branch, &entry, *account)?;
                (store::find(conn, branch, entry.ballot_id)?, Some(entry))
            }
        };
        rules::is_election(&ballot)?;
        Ok((ballot, entry))
    }

    /// Lets the voter see the paper, or says why not.
    pub fn admit(&self, look: &mut Look<'_>) -> Result<Admitted, Problem> {
        let (ballot, entry) = self.found(look.conn, look.branch.id)?;
        let entry = rules::may_cast(&ballot, entry.as_ref(), look.now, look.branch.zone)?;
        let addressee = members::names(look.conn, look.branch.id, &[entry.member_id])?.remove(&entry.member_id);
        let choices = store::choices_of(look.conn, &ballot)?.into_iter().filter(|choice| !choice.withdrawn).collect();
        Ok(Admitted { ballot, choices, addressee: addressee.unwrap_or_default() })
    }
}

/// A forwarded link opens nothing where somebody else is signed in. An account that belongs to no member stands for nobody.
fn is_the_addressee(conn: &mut Conn, branch: BranchId, entry: &RollEntry, account: Option<AccountId>) -> Result<(), Problem> {
    let reader = account.map(|account| members::of_account(conn, branch, account)).transpose()?.flatten();
    let Some(reader) = reader else { return Ok(()) };
    let names = members::names(conn, branch, &[entry.member_id, reader.id])?;
    rules::may_open_with_key(entry, reader.id, &names)?;
    Ok(())
}
