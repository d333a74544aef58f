//! The quorum over an evening: when those in the room who may vote were enough, and who was counted when something was decided.
//!
//! Nothing is kept for it. The stays that the door wrote down and the log of the evening are enough to say, for any moment, how
//! many were there; so the picture, its table and the minutes cannot disagree.

mod picture;

use std::collections::BTreeMap;

use chrono::TimeDelta;
use serde::Serialize;

pub use self::picture::{Picture, picture};
use super::{
    event::{Asked, Asks, Beside, Deed, Event, Room},
    voter::was_there,
};
use crate::{
    db::{BallotId, Instant, MemberId},
    meetings::Attendance,
    rulebook::Outcome,
};

/// The quorum from the first arrival to the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    /// How many are needed; 0 where no quorum can be worked out.
    pub needed: u32,
    pub from: Instant,
    pub until: Instant,
    /// How many were in the room, each time that their number changed.
    pub steps: Vec<Step>,
    /// What happened, in order.
    pub moments: Vec<Moment>,
    pub decisions: Vec<Decision>,
}

/// From `at` on, so many were in the room who may vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    pub at: Instant,
    pub present: u32,
}

/// A moment that matters for the quorum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Moment {
    pub at: Instant,
    /// How many were counted then.
    pub present: u32,
    pub what: What,
}

/// What happened in that moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum What {
    Opened,
    /// Somebody came, and now they are enough.
    Reached,
    /// Somebody left, and now they are too few.
    Lost,
    /// The decision of this number, from 1.
    Decided {
        number: usize,
        subject: String,
    },
    Closed,
}

/// What the meeting was asked, and the room in which it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// When it was put: whoever was there then was counted.
    pub at: Instant,
    pub asked: Asked,
    /// None until it is decided.
    pub outcome: Option<Outcome>,
    /// Those in the room who may vote.
    pub counted: Vec<MemberId>,
}

impl Decision {
    /// Decided for the next quorate meeting to ratify.
    pub fn waits_for_ratification(&self) -> bool {
        self.asked.to_ratify.is_some()
    }
}

impl Course {
    /// The course of a meeting's quorum. `needed` is asked for where the meeting has not been opened; afterwards what the log says
    /// holds, even if the rules change. `until` is the close, or this moment.
    pub fn of(stays: &[Attendance], events: &[Event], needed: u32, until: Instant) -> Self {
        let needed = opened(events).map_or(needed, |room| room.needed);
        let steps = steps(stays, until);
        let begun = events.first().map(|event| event.at);
        let from = steps.first().map(|step| step.at).into_iter().chain(begun).min().unwrap_or(until);
        let decisions = decisions(stays, events);
        let moments = moments(&steps, events, &decisions, needed);
        Self { needed, from, until, steps, moments, decisions }
    }

    /// An evening for samples: all of these come, something is decided, one leaves, and something else is decided.
    pub fn sample(needed: u32, from: Instant, until: Instant, people: Vec<MemberId>) -> Self {
        let moment = |minutes| Instant(from.0 + TimeDelta::minutes(minutes));
        let number = u32::try_from(people.len()).unwrap_or_default();
        let stay = |member: &MemberId| Attendance {
            left_at: (people.last() == Some(member)).then(|| moment(60)),
            ..Attendance::begun(*member, (true, String::new()), moment(if people.first() == Some(member) { 0 } else { 11 }))
        };
        let stays: Vec<Attendance> = people.iter().map(stay).collect();
        let room = |present| Room { present, needed, holds: needed > 0 && present >= needed, clause: "app. 7".to_owned() };
        let asked = |present: u32| Asked {
            asks: Asks::Motion,
            motion: None,
            label: "2026/7".to_owned(),
            title: "Buses".to_owned(),
            own_matter: None,
            mover: None,
            seconder: None,
            room: room(present),
            to_ratify: (present < needed).then(|| "Standing order C".to_owned()),
            secret: None,
            by_name: false,
            again: None,
        };
        let log = [
            (20, Deed::Opened { room: room(number) }),
            (30, Deed::Agreed { question: asked(number), beside: Beside::default() }),
            (70, Deed::Agreed { question: asked(number.saturating_sub(1)), beside: Beside::default() }),
        ];
        let event = |(number, (minutes, deed))| Event { number, at: moment(minutes), deed };
        Self::of(&stays, &(1..).zip(log).map(event).collect::<Vec<_>>(), needed, until)
    }

    /// Whether so many are enough.
    pub fn is_enough(&self, present: u32) -> bool {
        self.needed > 0 && present >= self.needed
    }

    /// How many were in the room at the end.
    pub fn present(&self) -> u32 {
        self.steps.last().map_or(0, |step| step.present)
    }

    /// When the quorum last came or went, if it ever did.
    pub fn last_turn(&self) -> Option<&Moment> {
        self.moments.iter().rev().find(|moment| matches!(moment.what, What::Reached | What::Lost))
    }
}

fn opened(events: &[Event]) -> Option<&Room> {
    events.iter().find_map(|event| match &event.deed {
        Deed::Opened { room } => Some(room),
        _ => None,
    })
}

/// Those who came and went in the same moment make one step.
fn steps(stays: &[Attendance], until: Instant) -> Vec<Step> {
    let mut changes: BTreeMap<Instant, i64> = BTreeMap::new();
    for stay in stays.iter().filter(|stay| stay.may_vote && stay.counts_from() <= until) {
        *changes.entry(stay.counts_from()).or_default() += 1;
        if let Some(left) = stay.counts_until().filter(|left| *left <= until) {
            *changes.entry(left).or_default() -= 1;
        }
    }
    let mut present = 0;
    let step = |(at, change): (Instant, i64)| {
        present += change;
        Step { at, present: u32::try_from(present).unwrap_or_default() }
    };
    changes.into_iter().filter(|(_, change)| *change != 0).map(step).collect()
}

fn decisions(stays: &[Attendance], events: &[Event]) -> Vec<Decision> {
    let mut decisions: Vec<(Option<BallotId>, Decision)> = Vec::new();
    let decision = |at, asked: &Asked, outcome| {
        let mut counted: Vec<MemberId> = stays.iter().filter(|stay| was_there(stay, at)).map(|stay| stay.member).collect();
        counted.sort_unstable();
        counted.dedup();
        Decision { at, asked: asked.clone(), outcome, counted }
    };
    for event in events {
        match &event.deed {
            Deed::Put { question } => decisions.push((Some(question.ballot), decision(event.at, &question.asked, None))),
            Deed::Agreed { question, .. } => decisions.push((None, decision(event.at, question, Some(Outcome::Carried)))),
            Deed::Decided { ballot, told, .. } => {
                // What is counted again is told again; the last word stands.
                let of_it = decisions.iter_mut().find(|(of, _)| of.as_ref() == Some(ballot));
                if let Some((_, decision)) = of_it {
                    decision.outcome = Some(told.outcome);
                }
            }
            _ => {}
        }
    }
    decisions.into_iter().map(|(_, decision)| decision).collect()
}

fn moments(steps: &[Step], events: &[Event], decisions: &[Decision], needed: u32) -> Vec<Moment> {
    let present_at = |at: Instant| steps.iter().take_while(|step| step.at <= at).last().map_or(0, |step| step.present);
    let is_enough = |present: u32| needed > 0 && present >= needed;
    let before = std::iter::once(0).chain(steps.iter().map(|step| step.present));
    let turns = before.zip(steps).filter(|(before, step)| is_enough(*before) != is_enough(step.present)).map(|(_, step)| {
        let what = if is_enough(step.present) { What::Reached } else { What::Lost };
        Moment { at: step.at, present: step.present, what }
    });
    let of_log = events.iter().filter_map(|event| {
        let (present, what) = match &event.deed {
            Deed::Opened { room } => (room.present, What::Opened),
            Deed::Closed { .. } => (present_at(event.at), What::Closed),
            _ => return None,
        };
        Some(Moment { at: event.at, present, what })
    });
    let decided = (1..).zip(decisions).map(|(number, decision)| Moment {
        at: decision.at,
        present: decision.asked.room.present,
        what: What::Decided { number, subject: decision.asked.subject() },
    });
    let mut moments: Vec<Moment> = turns.chain(of_log).chain(decided).collect();
    // The order is stable: whoever came in the very moment of a decision came before it.
    moments.sort_by_key(|moment| moment.at);
    moments
}

#[cfg(test)]
mod tests;
