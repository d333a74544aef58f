//! Entering what a mail server hands over, however it does that.

use std::io;

use super::{message_in, read};
use crate::{
    audit::{Actor, Scribe, Unwritten},
    mail::{bounced, branch_of},
};

/// What came of a message that was handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    Entered,
    NoReport,
    /// It came to no address that we sealed.
    NotOurs,
    /// The address is ours, and no message is known by it any more.
    Unknown,
}

/// Why nothing came of it now; it is to be handed over once more.
#[derive(Debug, thiserror::Error)]
pub enum NotNow {
    #[error("the key could not be read: {0}")]
    Key(#[from] io::Error),
    #[error(transparent)]
    Unwritten(#[from] Unwritten),
}

impl Taken {
    /// For whoever looks after the mail server.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Entered => "the report is entered",
            Self::NoReport => "this reports of no message; nothing was done",
            Self::NotOurs => "this came to no address that we sealed; nothing was done",
            Self::Unknown => "no message is known by this address; nothing was done",
        }
    }
}

/// Enters a message, where it reports of one of ours. `sent_to` is the address that the mail server took it for; without one its
/// headers say.
pub fn take(scribe: &Scribe, sent_to: Option<&str>, message: &[u8]) -> Result<Taken, NotNow> {
    let Some(came) = read(message) else { return Ok(Taken::NoReport) };
    let vault = scribe.vault()?;
    let addresses = sent_to.map(str::to_owned).into_iter().chain(came.sent_to);
    let Some(ours) = addresses.filter_map(|address| message_in(vault, &address)).next() else { return Ok(Taken::NotOurs) };
    let Some(branch) = scribe.read::<_, Unwritten>(|conn| Ok(branch_of(conn, ours)?))? else { return Ok(Taken::Unknown) };
    scribe.act::<_, Unwritten>(branch, Actor::Worker, |act| Ok(bounced(act, ours, &came.report)?))?;
    Ok(Taken::Entered)
}
