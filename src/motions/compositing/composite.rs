//! A composite, from the first draft to the motion that it becomes.

use diesel::{Queryable, Selectable};
use serde::Serialize;

use crate::{
    db::{CompositeId, MemberId, MotionId, schema::composites},
    motions::Motion,
};

crate::text_enum! {
    /// How far a composite has come.
    pub enum State {
        Open = "open",
        /// Every mover agreed, and it is a motion.
        Agreed = "agreed",
        /// There are no two movers left who want it.
        GivenUp = "given-up",
    }
}

/// A composite.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable)]
#[diesel(table_name = composites)]
pub struct Composite {
    pub id: CompositeId,
    pub title: String,
    pub text: String,
    /// From 1; another with each change of the words.
    pub version: i32,
    pub state: State,
    #[diesel(column_name = motion_id)]
    pub motion: Option<MotionId>,
}

/// A motion in a composite, and the version to which its mover has agreed; 0 before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    pub motion: Motion,
    pub agreed_to: i32,
}

impl Composite {
    /// Where its room is.
    pub fn href(&self) -> String {
        format!("/composites/{}", self.id)
    }

    /// Whether everybody who moves one of these motions has agreed to the words as they are.
    pub fn is_agreed_by_all(&self, parts: &[Part]) -> bool {
        parts.iter().all(|part| part.agreed_to == self.version)
    }

    /// Whether a member's motion is among these.
    pub fn is_of(member: MemberId, parts: &[Part]) -> bool {
        parts.iter().any(|part| part.motion.mover == member)
    }
}

/// The text from which a composite begins: all motions one after the other, each paragraph once.
pub fn first_draft(motions: &[Motion]) -> String {
    let mut paragraphs: Vec<String> = Vec::new();
    for paragraph in motions.iter().flat_map(Motion::paragraphs) {
        if !paragraphs.contains(&paragraph) {
            paragraphs.push(paragraph);
        }
    }
    paragraphs.join("\n\n")
}
