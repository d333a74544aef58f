//! The unit of work: one transaction, one actor, one moment, and what is to be remembered of it.

use std::{fmt::Display, io, path::PathBuf};

use serde_json::Value;

use super::{Actor, Scribe, chain::Event};
use crate::{
    config::MailSettings,
    db::{self, AtHand, BranchId, Conn, Instant, Vault},
    render::Templates,
};

/// A deed in progress. Everything written through it is committed together with its entries in the record, or not at all.
pub struct Act<'a> {
    conn: &'a mut Conn,
    scribe: &'a Scribe,
    branch: BranchId,
    actor: Actor,
    at: Instant,
    pub(super) events: Vec<Event>,
}

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum Unwritten {
    #[error("the database did not answer: {0}")]
    Database(#[from] diesel::result::Error),
    #[error("no connection to the database was free: {0}")]
    NoConnection(String),
    #[error("a deed was done without recording it, and was undone")]
    NotRecorded,
}

impl<'a> Act<'a> {
    pub(super) fn open(conn: &'a mut Conn, scribe: &'a Scribe, branch: BranchId, actor: Actor) -> Self {
        let at = Instant::from(scribe.clock().now());
        Self { conn, scribe, branch, actor, at, events: Vec::new() }
    }

    /// Writes down what was done, to what, and the facts that a later reader needs: ids, numbers and dates, no personal data.
    ///
    /// `deed` is a noun and a participle ("motion.submitted"); `subject` is the address of the thing ("/motions/12").
    pub fn record(&mut self, deed: &'static str, subject: impl Display, facts: Value) {
        self.events.push(Event { deed, subject: subject.to_string(), facts: facts.to_string() });
    }

    /// The connection, inside the transaction.
    pub fn conn(&mut self) -> &mut Conn {
        self.conn
    }

    /// Does a part of the deed that writes tens of thousands of rows, with room for them in memory.
    pub fn with_room<T>(&mut self, part: impl FnOnce(&mut Self) -> diesel::QueryResult<T>) -> diesel::QueryResult<T> {
        db::keep_at_hand(self.conn(), AtHand::Much)?;
        let done = part(self);
        db::keep_at_hand(self.conn(), AtHand::Little)?;
        done
    }

    pub fn branch(&self) -> BranchId {
        self.branch
    }

    pub fn actor(&self) -> Actor {
        self.actor
    }

    /// The one moment at which all of this happened.
    pub fn at(&self) -> Instant {
        self.at
    }

    /// The templates, for messages that are written in the same breath as the deed.
    pub fn templates(&self) -> &'a Templates {
        self.scribe.templates()
    }

    /// The full address of a page, for a link in a message.
    pub fn link(&self, path: impl Display) -> String {
        format!("{}{path}", self.scribe.base_url())
    }

    /// The folder of files that replace built-in ones, if there is one.
    pub fn overrides(&self) -> Option<PathBuf> {
        self.scribe.settings().overrides()
    }

    /// What the settings say of mail.
    pub fn mail_settings(&self) -> &'a MailSettings {
        &self.scribe.settings().mail
    }

    /// The address that mail comes from.
    pub fn mail_from(&self) -> &'a str {
        &self.scribe.settings().mail.from
    }

    /// What seals the few values that nobody who reads the database may read.
    ///
    /// # Errors
    /// A key that cannot be read or made.
    pub fn vault(&self) -> io::Result<&'a Vault> {
        self.scribe.vault()
    }
}
