//! How a message leaves: into a folder on this machine, or to the mail server of the settings. The only files that know lettre.
//!
//! A [`Transport`] opens a [`Line`]; a line announces a message, and hands it over when the worker has written down that it is
//! about to. Between the two nothing has left, so a death there loses and doubles nothing.

mod folder;
mod message;
mod relay;
mod smtp;
mod tls;

use super::retry::{Phase, Reply};
pub use message::{BadSender, Draft, Kind, Sender, Unwritable, Written};
pub use relay::{BadRelay, Relay};
pub use smtp::Patience;

/// A way out.
#[derive(Debug, Clone)]
pub enum Transport {
    /// Each message becomes a file: nothing leaves the machine.
    Folder(std::path::PathBuf),
    Smtp {
        relay: Relay,
        hello: String,
        patience: Patience,
    },
}

/// An open way out, for one message at a time.
pub enum Line {
    Folder(folder::Folder),
    Smtp(Box<smtp::Conversation>),
}

/// Why a message did not go out, before anything of it had.
#[derive(Debug)]
pub enum Snag {
    /// The server answered otherwise than one hopes.
    Answered(Phase, Reply),
    /// The line is dead, or so slow that it counts as dead.
    Broken(Broken),
}

/// What went wrong with the line itself, in words for whoever runs the machine.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Broken(pub String);

impl Transport {
    /// Opens a line.
    pub async fn open(&self) -> Result<Line, Broken> {
        match self {
            Self::Folder(folder) => folder::Folder::open(folder).await.map(Line::Folder),
            Self::Smtp { relay, hello, patience } => {
                smtp::Conversation::open(relay, hello, *patience).await.map(|open| Line::Smtp(Box::new(open)))
            }
        }
    }
}

impl Line {
    /// Gets the other side ready for `message`. Nothing of the message has left when this returns, or is dropped.
    pub async fn announce(&mut self, message: &Written) -> Result<(), Snag> {
        match self {
            Self::Folder(folder) => folder.announce(message).await,
            Self::Smtp(conversation) => conversation.announce(message).await,
        }
    }

    /// Hands the announced `message` over and returns the answer. If this fails, or is dropped, nobody knows whether it
    /// arrived; only of the folder it is known that it did not.
    pub async fn hand_over(&mut self, message: &Written) -> Result<Reply, Broken> {
        match self {
            Self::Folder(folder) => Ok(folder.hand_over(message).await),
            Self::Smtp(conversation) => conversation.hand_over(message).await,
        }
    }

    /// Whether it can carry another message of `transport`.
    pub fn serves(&self, transport: &Transport) -> bool {
        match (self, transport) {
            (Self::Folder(_), Transport::Folder(_)) => true,
            (Self::Smtp(conversation), Transport::Smtp { .. }) => conversation.can_go_on(),
            _ => false,
        }
    }

    /// Whether it carried a message before: a server may end such a line at any time, and that is no fault.
    pub fn is_used(&self) -> bool {
        match self {
            Self::Folder(_) => false,
            Self::Smtp(conversation) => conversation.is_used(),
        }
    }

    /// Takes leave politely.
    pub async fn close(self) {
        if let Self::Smtp(conversation) = self {
            conversation.close().await;
        }
    }
}
