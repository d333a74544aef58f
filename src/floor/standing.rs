//! Where an evening stands, read from its log.

use super::{
    event::{Asked, Asks, Deed, Event, Put, Room},
    procedural::Procedural,
    told::Told,
};
use crate::{
    db::{BallotId, Instant, ItemId, MotionId},
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
    /// The last vote on the item that is being dealt with.
    pub vote: Option<Vote>,
    /// What was decided on which item.
    pub outcomes: Vec<(ItemId, Outcome)>,
    /// The meeting has decided to hear no more and to vote on what is before it.
    pub debate_is_closed: bool,
    /// The rule by which votes on this item are secret, where members asked for it.
    pub secret: Option<String>,
    /// The meeting has decided to vote by name on this item.
    pub is_by_name: bool,
    /// How many minutes the meeting has given itself more.
    pub prolonged: u32,
    /// More minutes for whoever spoke at that moment.
    pub more_time: Option<(Instant, u32)>,
    /// The motions that the meeting takes though they came after the deadline.
    pub accepted: Vec<MotionId>,
    /// The meeting has decided to end.
    pub is_adjourned: bool,
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
    pub question: Asked,
    pub ballot: BallotId,
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
            Deed::Taken { item, position, title } => self.take(Taken { id: *item, position: *position, title: title.clone() }),
            Deed::Put { question: Put { ballot, asked } } => {
                self.vote = Some(Vote { question: asked.clone(), ballot: *ballot, put_at: event.at, stage: Stage::Open });
            }
            Deed::Agreed { question, .. } => {
                self.vote = None;
                self.settle(question, Outcome::Carried, event.at);
            }
            Deed::Tied { told, .. } => self.turn(Stage::Tied(told.clone())),
            Deed::Decided { told, .. } => {
                self.turn(Stage::Decided(told.clone()));
                if let Some(question) = self.vote.as_ref().map(|vote| vote.question.clone()) {
                    self.settle(&question, told.outcome, event.at);
                }
            }
            Deed::SecretAsked { clause, .. } => self.secret = Some(clause.clone()),
            Deed::Fell { .. } => self.vote = None,
            Deed::Challenged { .. } | Deed::Noted { .. } | Deed::MinutesAgreed { .. } => {}
            Deed::Closed { .. } => self.item = None,
        }
        self
    }

    /// Another item: what was decided about the debate was decided about the one before.
    fn take(&mut self, item: Taken) {
        self.taken.push(item.id);
        self.item = Some(item);
        (self.vote, self.debate_is_closed, self.secret, self.is_by_name) = (None, false, None, false);
    }

    /// What follows from a decision for the rest of the evening.
    fn settle(&mut self, question: &Asked, outcome: Outcome, at: Instant) {
        match &question.asks {
            Asks::Motion => {
                if let Some(item) = self.item.as_ref().map(|item| item.id) {
                    self.outcomes.retain(|(decided, _)| *decided != item);
                    self.outcomes.push((item, outcome));
                }
            }
            Asks::Procedural { motion, words } if outcome == Outcome::Carried => match motion {
                Procedural::ByName => self.is_by_name = true,
                Procedural::PutNow => self.debate_is_closed = true,
                Procedural::Extend => self.prolonged += words.parse().unwrap_or(0),
                Procedural::LongerSpeech => self.more_time = words.parse().ok().map(|minutes| (at, minutes)),
                Procedural::Adjourn => self.is_adjourned = true,
                Procedural::TakeEmergency => self.accepted.extend(question.motion),
                _ => {}
            },
            Asks::Amendment { .. } | Asks::Procedural { .. } | Asks::Ratification { .. } => {}
        }
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
