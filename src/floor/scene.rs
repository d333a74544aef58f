//! What everybody in the room sees: the same on the members' phones, on the screen and at the head of the chair's board.

use serde::Serialize;

use super::{
    event::Asks,
    standing::{Stage, Standing, Vote},
    subject::Subject,
    told::Told,
};
use crate::{
    ballots::Turnout,
    meetings::{self, Meeting},
    motions::{Motion, amending::Marked},
    render::words::capitalised,
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

/// What is voted on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Matter {
    /// What is carried or lost: "Motion 2026/7", "Amendment 2".
    pub subject: String,
    pub title: String,
    /// "Shall the motion be carried?"
    pub question: &'static str,
    /// The motion's page, where there is a motion.
    pub href: Option<String>,
    /// The words that are voted on.
    pub paragraphs: Vec<String>,
    /// The passage that an amendment changes.
    pub passage: Marked,
    /// Without a quorum: the rule by which the next quorate meeting has to ratify it.
    pub to_ratify: Option<String>,
    /// The rule by which the vote is secret, where members asked for that.
    pub secret: Option<String>,
    /// Whether everybody's vote stands in the minutes.
    pub by_name: bool,
    /// Whether it is voted on again, because the first count was challenged.
    pub is_again: bool,
    /// Whether its count can be challenged.
    pub may_challenge: bool,
}

/// What is before the meeting now, the subject of its item among it.
pub fn scene(meeting: &Meeting, standing: &Standing, subject: &Subject, turnout: Turnout) -> Scene {
    match meeting.state {
        meetings::State::Called => return Scene::NotBegun,
        meetings::State::Closed | meetings::State::CalledOff => return Scene::Over,
        meetings::State::Open => {}
    }
    let Some(item) = &standing.item else { return Scene::Between };
    let Some(vote) = &standing.vote else { return Scene::Item { position: item.position, title: item.title.clone() } };
    let matter = matter(vote, subject);
    match &vote.stage {
        Stage::Open => Scene::Question { matter, voted: turnout.voted, roll: turnout.entitled },
        Stage::Tied(told) => Scene::Tied { matter, figures: told.figures(), told: told.clone() },
        Stage::Decided(told) => Scene::Result { matter, figures: told.figures(), told: told.clone() },
    }
}

fn matter(vote: &Vote, subject: &Subject) -> Matter {
    let question = &vote.question;
    let (title, paragraphs) = match &question.asks {
        Asks::Motion => (question.title.clone(), subject.motion.as_ref().map(Motion::paragraphs).unwrap_or_default()),
        Asks::Amendment { wording, .. } => (question.title.clone(), vec![wording.clone()]),
        Asks::Ratification { .. } => (question.title.clone(), subject.ratified.clone()),
        Asks::Procedural { motion, words } => (capitalised(&motion.moves(words)), Vec::new()),
    };
    Matter {
        subject: question.subject(),
        title,
        question: question.question(),
        href: question.href(),
        paragraphs,
        passage: subject.passage.clone(),
        to_ratify: question.to_ratify.clone(),
        secret: question.secret.clone(),
        by_name: question.by_name,
        is_again: question.again.is_some(),
        may_challenge: matches!(question.asks, Asks::Motion | Asks::Amendment { .. }),
    }
}
