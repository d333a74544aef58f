//! Which motions can be put together, and who may do what in the room.

use super::{
    super::{Motion, State as MotionState},
    composite::{Composite, Part, State},
};
use crate::{db::MemberId, web};

/// Why not, in the sentence that the person reads.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotComposited {
    #[error("Tick at least two motions to put together.")]
    TooFew,
    #[error("Give the composite a title, in at most 200 letters.")]
    NoTitle,
    #[error("Motion {label} {}, so it cannot be put together with others.", .state.says())]
    NotReady { label: String, state: MotionState },
    #[error("Motion {label} changes something else in the rules than motion {other} does, so each needs its own vote.")]
    OtherMatter { label: String, other: String },
    #[error("Motion {label} is in the room of another composite already.")]
    InAnother { label: String },
    #[error("This composite is settled: its words stay as they are.")]
    Settled,
    #[error("Only those who move one of these motions write here.")]
    NotAMover,
    #[error("Write what the branch is to decide.")]
    NoText,
    #[error("The composite has {words} words and may have {limit} ({clause}). Shorten it.")]
    TooLong { words: u32, limit: u32, clause: String },
    #[error("Somebody changed the words meanwhile. Below is what you wrote, and above what stands now: put yours into that.")]
    ChangedMeanwhile,
}

impl web::Refusal for NotComposited {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::TooFew | Self::NotReady { .. } | Self::OtherMatter { .. } | Self::InAnother { .. } => Some("motions"),
            Self::NoTitle => Some("title"),
            Self::NoText | Self::TooLong { .. } | Self::ChangedMeanwhile => Some("text"),
            _ => None,
        }
    }
}

/// Motions are put together that are seconded, or on an agenda and not voted on.
pub fn may_open(motions: &[Motion], title: &str) -> Result<(), NotComposited> {
    if motions.len() < 2 {
        return Err(NotComposited::TooFew);
    }
    if title.is_empty() || title.chars().count() > 200 {
        return Err(NotComposited::NoTitle);
    }
    match motions.iter().find(|motion| !is_ready(motion)) {
        Some(motion) => Err(NotComposited::NotReady { label: motion.label(), state: motion.state }),
        None => one_matter(motions),
    }
}

/// What needs different majorities cannot be carried by one vote.
fn one_matter(motions: &[Motion]) -> Result<(), NotComposited> {
    let Some((first, others)) = motions.split_first() else { return Ok(()) };
    match others.iter().find(|other| other.changes != first.changes) {
        Some(other) => Err(NotComposited::OtherMatter { label: other.label(), other: first.label() }),
        None => Ok(()),
    }
}

/// Whether a motion can still be put together with others.
pub const fn is_ready(motion: &Motion) -> bool {
    matches!(motion.state, MotionState::Seconded | MotionState::InOrder)
}

/// Whoever moves one of its motions writes, agrees and leaves, while it is open.
pub fn may_work(composite: &Composite, parts: &[Part], member: MemberId) -> Result<(), NotComposited> {
    match composite.state {
        State::Open if Composite::is_of(member, parts) => Ok(()),
        State::Open => Err(NotComposited::NotAMover),
        _ => Err(NotComposited::Settled),
    }
}
