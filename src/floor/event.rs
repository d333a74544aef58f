//! What happened in an evening, one event after the other.

use serde::{Deserialize, Serialize};

use super::told::Told;
use crate::{
    db::{BallotId, Instant, ItemId, MemberId, MotionId},
    meetings::QuorumNow,
    rulebook::Outcome,
};

/// One line of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// From 1, without gaps.
    pub number: i32,
    pub at: Instant,
    pub deed: Deed,
}

/// What the chair did, with the facts as they were at that moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum Deed {
    /// The meeting was opened.
    Opened { room: Room },
    /// An item of the agenda was taken.
    Taken { item: ItemId, position: i32, title: String },
    /// A motion was put to the vote.
    Put { question: Put },
    /// The vote was closed, the votes were equal, and the chair may decide.
    Tied { ballot: BallotId, told: Told },
    /// The vote is decided.
    Decided { ballot: BallotId, told: Told },
    /// The meeting was closed, before it reached these items.
    Closed { not_reached: Vec<String> },
}

/// How many were in the room, against the quorum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Room {
    /// Those who may vote.
    pub present: u32,
    pub needed: u32,
    pub holds: bool,
    /// The rule of the quorum.
    pub clause: String,
}

/// What was put to the vote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Put {
    pub motion: MotionId,
    pub ballot: BallotId,
    /// "2026/7".
    pub label: String,
    pub title: String,
    pub mover: MemberId,
    pub seconder: Option<MemberId>,
    pub room: Room,
    /// Without a quorum: the rule by which the next quorate meeting has to ratify what is decided.
    pub to_ratify: Option<String>,
}

impl Room {
    /// The room at this moment.
    pub fn of(quorum: &QuorumNow) -> Self {
        let QuorumNow { present, needed, holds, clause, .. } = quorum;
        Self { present: *present, needed: *needed, holds: *holds, clause: clause.clone() }
    }
}

impl Deed {
    /// The words under which the record has it.
    pub const fn recorded_as(&self) -> &'static str {
        match self {
            Self::Opened { .. } => "floor.opened",
            Self::Taken { .. } => "item.taken",
            Self::Put { .. } => "question.put",
            Self::Tied { .. } => "question.tied",
            Self::Decided { .. } => "question.decided",
            Self::Closed { .. } => "floor.closed",
        }
    }

    /// What to say to a second chair who pressed a moment later.
    pub fn says(&self) -> String {
        match self {
            Self::Opened { .. } => "The meeting was opened.".to_owned(),
            Self::Taken { position, title, .. } => format!("Item {position}, “{title}”, was taken."),
            Self::Put { question } => format!("Motion {} was put to the vote.", question.label),
            Self::Tied { .. } => "The vote was closed, and the votes are equal.".to_owned(),
            Self::Decided { told, .. } => match told.outcome {
                Outcome::Carried => "The vote was closed: carried.".to_owned(),
                _ => "The vote was closed: lost.".to_owned(),
            },
            Self::Closed { .. } => "The meeting was closed.".to_owned(),
        }
    }
}
