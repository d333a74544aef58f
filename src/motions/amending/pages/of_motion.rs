//! What the page of a motion says of the amendments to it.

use serde::Serialize;

use super::{
    super::{
        super::{Motion, State as MotionState, motion::paragraphs_of, pages::sample_motion},
        Amendment, State, address, course, rules,
        together::{self, Amended},
    },
    sample,
};
use crate::{
    meetings::Meeting,
    web::{Look, Problem},
};

/// What a motion's page says of its amendments.
#[derive(Debug, Default, Serialize)]
pub struct OfMotion {
    /// Where all of them stand beside each other.
    pub base: String,
    pub may_propose: bool,
    pub amendments: Vec<Line>,
    /// The paragraphs of the substantive motion, and by which amendments; none where none is carried.
    pub amended: Option<(Vec<String>, String)>,
}

/// One of them in a list.
#[derive(Debug, Clone, Serialize)]
pub struct Line {
    pub number: i32,
    /// The number of the amendment that it amends.
    pub to: Option<i32>,
    pub href: String,
    pub wording: String,
    pub state: &'static str,
    pub tag: &'static str,
}

impl Line {
    /// Some of the amendments in a list of all of them.
    pub fn of(some: &[Amendment], all: &[Amendment]) -> Vec<Self> {
        let number = |id| all.iter().find(|other| other.id == id).map(|other| other.number);
        some.iter().map(|one| Self { to: one.parent.and_then(number), ..Self::from(one) }).collect()
    }
}

impl From<&Amendment> for Line {
    fn from(amendment: &Amendment) -> Self {
        Self {
            number: amendment.number,
            to: None,
            href: amendment.href(),
            wording: amendment.wording.clone(),
            state: amendment.state.words(),
            tag: amendment.state.tag(),
        }
    }
}

impl OfMotion {
    /// `meeting` is the one that the motion is for.
    pub fn of(look: &mut Look<'_>, motion: &Motion, meeting: Option<&Meeting>) -> Result<Self, Problem> {
        let meeting_at = meeting.map(|meeting| meeting.starts_at);
        let list = course::of_motion(look.conn, look.branch.id, motion.id)?;
        let amended = together::amended(motion, &list.to_motion()?)?;
        let amendments = list.as_amended()?;
        Ok(Self {
            base: address(motion),
            may_propose: rules::may_propose(&look.branch.rulebook, motion, meeting_at, look.now).is_ok(),
            amendments: Line::of(&amendments, &amendments),
            amended: amended.map(|Amended { text, by }| (paragraphs_of(&text), rules::numbers(&by))),
        })
    }

    /// For samples.
    pub fn sample() -> Self {
        let motion = sample_motion(MotionState::InOrder);
        let lines = [State::Carried, State::Proposed].map(|state| Line::from(&sample(&motion, state)));
        let amended = Some((vec!["The last bus leaves at ten.".to_owned()], "1".to_owned()));
        Self { base: address(&motion), may_propose: true, amendments: lines.into(), amended }
    }
}
