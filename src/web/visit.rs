//! One request, as a page sees it.

use std::collections::BTreeSet;

use crate::{
    branch::Branch,
    clock::Clock,
    db::{AccountId, BranchId, Conn, Instant, SessionId},
    render::{Flash, Shell},
};

/// Somebody signed in; put into the request by `accounts`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visitor {
    pub account: AccountId,
    pub session: SessionId,
    pub branch: BranchId,
    /// The name the account goes by.
    pub called: String,
    /// What the person may do today, by the names that permissions are kept under.
    pub rights: BTreeSet<&'static str>,
    /// While it is missing, nothing of what the person's office allows stands in `rights`.
    pub proof: Proof,
}

/// What stands behind a visitor beside the link or code that was mailed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// Nothing more is asked: the visitor holds no office, or the branch is for practice.
    NotAsked,
    /// The visitor holds an office and has not taken the second step.
    Missing,
    /// The second step was taken at this moment.
    Taken(Instant),
}

/// Something that not everybody may do. A type and no text, so that a slip of the pen takes nobody's right away.
pub trait Right {
    /// The name it is kept under.
    fn key(self) -> &'static str;
}

impl Visitor {
    pub fn may(&self, right: impl Right) -> bool {
        self.rights.contains(right.key())
    }
}

/// Where the visitor stands and what was just done.
#[derive(Debug, Clone, Default)]
pub struct Visit {
    /// The path, without anything that could be a secret.
    pub path: String,
    pub visitor: Option<Visitor>,
    pub flash: Option<Flash>,
    /// Whether the browser asks for larger print.
    pub large_print: bool,
    /// A fresh token for the forms of this page.
    pub form_token: String,
}

/// Makes what surrounds a page. Defined here and handed over in `app.rs`, because the rail speaks of modules above this one.
pub trait Surround: Send + Sync {
    /// The shell for this visit; `branch` is none before one is founded.
    fn shell(&self, conn: &mut Conn, clock: &Clock, branch: Option<&Branch>, visit: &Visit) -> diesel::QueryResult<Shell>;
}
