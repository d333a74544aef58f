//! What an item of the agenda is about: the motion with what was carried in it, and the amendments still to be decided.

use super::{event::Asks, standing::Vote};
use crate::{
    branch::Branch,
    db::{Conn, MotionId},
    motions::{
        self, Motion, State,
        amending::{self, Marked, ToDecide},
        resolutions,
    },
    web::Problem,
};

/// What is before the meeting.
#[derive(Debug, Default)]
pub struct Subject {
    /// The motion that the item brings, if it brings one, with the amendments in it that were carried.
    pub motion: Option<Motion>,
    /// Its amendments that are still to be decided, in the order in which they are best put.
    pub amendments: Vec<ToDecide>,
    /// What the amendment of the current vote changes.
    pub passage: Marked,
    /// The words whose ratification is voted on.
    pub ratified: Vec<String>,
}

impl Subject {
    /// What the item with that motion is about. `vote` is the last vote on it.
    pub fn of(conn: &mut Conn, branch: &Branch, motion: Option<MotionId>, vote: Option<&Vote>) -> Result<Self, Problem> {
        let (book, branch) = (&branch.rulebook, branch.id);
        let ratified = match vote.map(|vote| &vote.question.asks) {
            Some(Asks::Ratification { resolution, .. }) => resolutions::find(conn, branch, *resolution)?.paragraphs(),
            _ => Vec::new(),
        };
        let Some(id) = motion else { return Ok(Self { ratified, ..Self::default() }) };
        let motion = motions::as_it_stands(conn, branch, id)?;
        let is_open = motion.state == State::InOrder;
        let passage = match vote.map(|vote| &vote.question.asks) {
            Some(Asks::Amendment { id: amendment, .. }) => amending::passage(conn, branch, (id, *amendment))?,
            _ => Marked::new(),
        };
        let amendments = if is_open { amending::to_decide(conn, branch, book, id)? } else { Vec::new() };
        Ok(Self { motion: Some(motion), amendments, passage, ratified })
    }

    /// How far the motion has come.
    pub fn state(&self) -> Option<State> {
        self.motion.as_ref().map(|motion| motion.state)
    }

    /// The motion, while it is still to be decided.
    pub fn undecided(&self) -> Option<&Motion> {
        self.motion.as_ref().filter(|motion| motion.state == State::InOrder)
    }
}
