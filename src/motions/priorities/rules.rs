//! When members are asked, and what they may tick.

use super::store::Ask;
use crate::{
    meetings::{self, Meeting},
    web,
};

/// Why not, in the sentence that the person reads.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoPriority {
    #[error("The meeting has begun, so the order of its business is its own.")]
    Begun,
    #[error("There are fewer than two motions on this agenda, so there is nothing to put in order.")]
    NothingToOrder,
    #[error("Members have been asked already.")]
    Asked,
    #[error("Members have not been asked yet.")]
    NotAsked,
    #[error("It is closed, and the agenda stands in the order that members asked for.")]
    Closed,
    #[error("Write how many motions each member may tick, in figures: fewer than there are.")]
    NoTicks,
    #[error("Tick at most {0}: what matters most to you.")]
    TooMany(i32),
    #[error("Only those who were called to this meeting are asked.")]
    NotCalled,
}

impl web::Refusal for NoPriority {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::NoTicks => Some("ticks"),
            Self::TooMany(_) => Some("motions"),
            _ => None,
        }
    }
}

/// Members are asked once, before the meeting begins, where there is something to order.
pub fn may_ask(meeting: &Meeting, ask: Option<&Ask>, motions: usize, ticks: Option<i32>) -> Result<i32, NoPriority> {
    match (meeting.state, ask, ticks) {
        (meetings::State::Open | meetings::State::Closed, _, _) => Err(NoPriority::Begun),
        (_, Some(_), _) => Err(NoPriority::Asked),
        _ if motions < 2 => Err(NoPriority::NothingToOrder),
        (_, None, Some(ticks)) if ticks > 0 && usize::try_from(ticks).is_ok_and(|ticks| ticks < motions) => Ok(ticks),
        _ => Err(NoPriority::NoTicks),
    }
}

/// Ticks are taken, and the ask closed, until the meeting begins.
pub fn may_answer<'a>(meeting: &Meeting, ask: Option<&'a Ask>) -> Result<&'a Ask, NoPriority> {
    match ask {
        None => Err(NoPriority::NotAsked),
        Some(ask) if ask.closed_at.is_some() => Err(NoPriority::Closed),
        Some(_) if meeting.state != meetings::State::Called => Err(NoPriority::Begun),
        Some(ask) => Ok(ask),
    }
}

/// Each ticks as many as were asked for, or fewer.
pub fn may_tick(ask: &Ask, ticked: usize) -> Result<(), NoPriority> {
    if usize::try_from(ask.ticks).is_ok_and(|most| ticked <= most) { Ok(()) } else { Err(NoPriority::TooMany(ask.ticks)) }
}
