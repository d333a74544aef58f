//! What a phone tells: results, notes, and that one of them is taken back.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::rules::NotTaken;
use crate::{
    canvassing::{
        contacts::{self, Codes, Intention, Outcome, OwnWords},
        follow_ups,
    },
    db::{DoorId, ElectorId, PhoneId, RowId},
};

crate::text_enum! {
    /// What an entry of a phone's log is.
    pub enum Kind {
        Result = "result",
        Note = "note",
        /// Somebody asked for something.
        FollowUp = "follow-up",
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
    /// Which answer was given to each question of the branch.
    #[serde(default)]
    pub replies: BTreeMap<RowId, u32>,
    /// What somebody asked for.
    #[serde(default)]
    pub asked: Option<String>,
}

/// What an entry says, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    Result { outcome: Outcome, intention: Option<Intention>, own: OwnWords, instead_of: Option<String> },
    Note { words: String },
    FollowUp { kind: follow_ups::Kind, words: String },
    Undo { of: String },
}

impl Event {
    /// What it says, if it makes sense.
    ///
    /// # Errors
    /// [`NotTaken`] where it does not.
    pub fn read(&self, codes: &Codes) -> Result<Said, NotTaken> {
        let words = self.words.as_deref().unwrap_or_default();
        Ok(match self.kind {
            Kind::Result => self.read_result(codes)?,
            Kind::Note => Said::Note { words: contacts::may_note(words)?.to_owned() },
            Kind::FollowUp => {
                let (kind, words) = follow_ups::may_open(self.asked.as_deref().unwrap_or_default(), words)?;
                Said::FollowUp { kind, words }
            }
            Kind::Undo => Said::Undo { of: self.instead_of.clone().ok_or(NotTaken::NothingToUndo)? },
        })
    }

    fn read_result(&self, codes: &Codes) -> Result<Said, NotTaken> {
        let chosen = self.outcome.as_deref().and_then(|text| codes.result(text));
        let (outcome, result) = chosen.ok_or(NotTaken::NoSuchOutcome)?;
        let said = match self.intention.as_deref() {
            Some(text) => Some(codes.intention(text).ok_or(NotTaken::NoSuchOutcome)?),
            None => None,
        };
        contacts::may_record(outcome, said.map(|(intention, _)| intention))?;
        // A question that was ended meanwhile, or an answer that it does not have, takes nothing from the result.
        let replies = self.replies.iter().filter_map(|(question, choice)| codes.reply(*question, &choice.to_string()));
        let own = OwnWords { result, intention: said.and_then(|(_, code)| code), replies: replies.collect() };
        let (intention, instead_of) = (said.map(|(intention, _)| intention), self.instead_of.clone());
        Ok(Said::Result { outcome, intention, own, instead_of })
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
