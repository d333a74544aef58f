//! Where an evening stands, read from its log.

use super::{
    event::{Deed, Event, Put, Room},
    told::Told,
};
use crate::{
    db::{Instant, ItemId, MotionId},
    rulebook::Outcome,
};

/// Where an evening stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// The number of the last event; 0 before the first.
    pub last: i32,
    /// The room as it was when the meeting was opened.
    pub opened: Option<Room>,
    /// The item that is being dealt with.
    pub item: Option<Taken>,
    /// Every item that was taken so far.
    pub taken: Vec<ItemId>,
    /// The vote on the item that is being dealt with.
    pub vote: Option<Vote>,
    /// What was decided on which item.
    pub outcomes: Vec<(ItemId, Outcome)>,
}

/// An item that was taken; its title is kept, because the agenda may change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    pub id: ItemId,
    pub position: i32,
    pub title: String,
}

/// A vote of this evening.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vote {
    pub question: Put,
    pub put_at: Instant,
    pub stage: Stage,
}

/// How far a vote has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    Open,
    /// The votes are equal and the chair may decide.
    Tied(Told),
    Decided(Told),
}

impl Standing {
    /// Reads the log from its beginning.
    pub fn of(events: &[Event]) -> Self {
        events.iter().fold(Self::default(), Self::after)
    }

    /// The vote that has to be settled before anything else is done.
    pub fn unsettled(&self) -> Option<&Vote> {
        self.vote.as_ref().filter(|vote| !matches!(vote.stage, Stage::Decided(_)))
    }

    /// The vote that takes papers now.
    pub fn open_vote(&self) -> Option<&Vote> {
        self.vote.as_ref().filter(|vote| vote.stage == Stage::Open)
    }

    fn after(mut self, event: &Event) -> Self {
        self.last = event.number;
        match &event.deed {
            Deed::Opened { room } => self.opened = Some(room.clone()),
            Deed::Taken { item, position, title } => {
                self.item = Some(Taken { id: *item, position: *position, title: title.clone() });
                self.taken.push(*item);
                self.vote = None;
            }
            Deed::Put { question } => {
                self.vote = Some(Vote { question: question.clone(), put_at: event.at, stage: Stage::Open });
            }
            Deed::Tied { told, .. } => self.turn(Stage::Tied(told.clone())),
            Deed::Decided { told, .. } => {
                self.outcomes.extend(self.item.as_ref().map(|item| (item.id, told.outcome)));
                self.turn(Stage::Decided(told.clone()));
            }
            Deed::Closed { .. } => self.item = None,
        }
        self
    }

    fn turn(&mut self, stage: Stage) {
        if let Some(vote) = &mut self.vote {
            vote.stage = stage;
        }
    }
}

/// The motion to which an item of the agenda leads, if it leads to one.
pub fn motion_behind(link: Option<&str>) -> Option<MotionId> {
    link?.strip_prefix("/motions/")?.parse().ok()
}

/// A log for samples and tests: opened, an item taken, then whatever is handed in.
#[cfg(test)]
pub fn log(deeds: Vec<Deed>) -> Vec<Event> {
    let at = Instant("2026-12-17T19:04:00Z".parse().unwrap_or_default());
    (1..).zip(deeds).map(|(number, deed)| Event { number, at, deed }).collect()
}

#[cfg(test)]
mod tests;
