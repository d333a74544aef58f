//! What a phone tells: results, notes, and that one of them is taken back.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::rules::NotTaken;
use crate::{
    canvassing::contacts::{self, Intention, Outcome},
    db::{DoorId, ElectorId, PhoneId},
};

crate::text_enum! {
    /// What an entry of a phone's log is.
    pub enum Kind {
        Result = "result",
        Note = "note",
        /// An earlier entry is taken back.
        Undo = "undo",
    }
}

/// A part of a phone's log, as it is sent.
#[derive(Debug, Clone, Deserialize)]
pub struct Batch {
    pub phone: PhoneId,
    /// The moment of sending, by the phone's clock: it shows how far that clock is out.
    pub sent_at: DateTime<Utc>,
    pub events: Vec<Event>,
}

/// One entry of a phone's log.
#[derive(Debug, Clone, Deserialize)]
pub struct Event {
    pub id: Uuid,
    /// Counts the entries of this phone.
    pub seq: u32,
    /// When it happened, by the phone's clock.
    pub at: DateTime<Utc>,
    pub door: DoorId,
    pub kind: Kind,
    #[serde(default)]
    pub outcome: Option<String>,
    #[serde(default)]
    pub intention: Option<String>,
    #[serde(default)]
    pub elector: Option<ElectorId>,
    /// The entry that this one corrects or takes back.
    #[serde(default)]
    pub instead_of: Option<String>,
    #[serde(default)]
    pub words: Option<String>,
}

/// What an entry says, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    Result { outcome: Outcome, intention: Option<Intention>, instead_of: Option<String> },
    Note { words: String },
    Undo { of: String },
}

impl Event {
    /// What it says, if it makes sense.
    ///
    /// # Errors
    /// [`NotTaken`] where it does not.
    pub fn read(&self) -> Result<Said, NotTaken> {
        Ok(match self.kind {
            Kind::Result => {
                let outcome = self.outcome.as_deref().and_then(|text| text.parse().ok()).ok_or(NotTaken::NoSuchOutcome)?;
                let intention = self.intention.as_deref().map(str::parse).transpose().map_err(|_| NotTaken::NoSuchOutcome)?;
                contacts::may_record(outcome, intention)?;
                Said::Result { outcome, intention, instead_of: self.instead_of.clone() }
            }
            Kind::Note => Said::Note { words: contacts::may_note(self.words.as_deref().unwrap_or_default())?.to_owned() },
            Kind::Undo => Said::Undo { of: self.instead_of.clone().ok_or(NotTaken::NothingToUndo)? },
        })
    }
}

/// What became of a batch, in the phone's terms.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Receipt {
    /// Entries that are kept: the phone may forget them. Those that came before are among them.
    pub taken: Vec<Uuid>,
    /// Entries that are kept apart until the coordinator decides; the phone may forget these too.
    pub held: Vec<Uuid>,
    pub refused: Vec<Refused>,
    /// Why the phone has to forget the names; nothing while the round is open to it.
    pub closed: Option<String>,
}

/// An entry that could not be kept, and why.
#[derive(Debug, Clone, Serialize)]
pub struct Refused {
    pub id: Uuid,
    pub words: String,
}
