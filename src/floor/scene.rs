//! What everybody in the room sees: the same on the members' phones, on the screen and at the head of the chair's board.

use serde::Serialize;

use super::{
    standing::{Stage, Standing, Vote},
    told::Told,
};
use crate::{
    ballots::Turnout,
    meetings::{self, Meeting},
    motions::Motion,
};

/// What is before the meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum Scene {
    NotBegun,
    /// The meeting is open and has taken no item yet.
    Between,
    Item {
        position: i32,
        title: String,
    },
    /// A vote is open.
    Question {
        matter: Matter,
        voted: i64,
        roll: i64,
    },
    /// The votes are equal and the chair decides.
    Tied {
        matter: Matter,
        told: Told,
        figures: String,
    },
    Result {
        matter: Matter,
        told: Told,
        figures: String,
    },
    Over,
}

/// The motion that is voted on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Matter {
    /// "2026/7".
    pub label: String,
    pub title: String,
    pub href: String,
    pub paragraphs: Vec<String>,
    /// Without a quorum: the rule by which the next quorate meeting has to ratify it.
    pub to_ratify: Option<String>,
}

/// What is before the meeting now. `motion` is that of the current vote.
pub fn scene(meeting: &Meeting, standing: &Standing, motion: Option<&Motion>, turnout: Turnout) -> Scene {
    match meeting.state {
        meetings::State::Called => return Scene::NotBegun,
        meetings::State::Closed => return Scene::Over,
        meetings::State::Open => {}
    }
    let Some(item) = &standing.item else { return Scene::Between };
    let Some(vote) = &standing.vote else { return Scene::Item { position: item.position, title: item.title.clone() } };
    let matter = matter(vote, motion);
    match &vote.stage {
        Stage::Open => Scene::Question { matter, voted: turnout.voted, roll: turnout.entitled },
        Stage::Tied(told) => Scene::Tied { matter, figures: told.figures(), told: told.clone() },
        Stage::Decided(told) => Scene::Result { matter, figures: told.figures(), told: told.clone() },
    }
}

fn matter(vote: &Vote, motion: Option<&Motion>) -> Matter {
    let question = &vote.question;
    Matter {
        label: question.label.clone(),
        title: question.title.clone(),
        href: format!("/motions/{}", question.motion),
        paragraphs: motion.map(Motion::paragraphs).unwrap_or_default(),
        to_ratify: question.to_ratify.clone(),
    }
}
