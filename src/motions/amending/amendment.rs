//! An amendment, from its handing in to what the meeting made of it.

use diesel::{Queryable, Selectable};
use serde::Serialize;

use super::super::{
    Motion,
    amendments::{Edit, Operation},
};
use crate::{
    db::{AmendmentId, Instant, MemberId, MotionId, schema::amendments},
    web::Problem,
};

crate::text_enum! {
    /// How far an amendment has come.
    pub enum State {
        Proposed = "proposed",
        Withdrawn = "withdrawn",
        Carried = "carried",
        Lost = "lost",
        /// Another was carried that left nothing of the words it changes, it hung on one that was decided, or nobody seconded it.
        Fallen = "fallen",
    }
}

impl State {
    /// Ends the sentence "This amendment …".
    pub const fn says(self) -> &'static str {
        match self {
            Self::Proposed => "is proposed",
            Self::Withdrawn => "is withdrawn",
            Self::Carried => "is carried",
            Self::Lost => "is lost",
            Self::Fallen => "has fallen",
        }
    }

    /// The state as a list says it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Withdrawn => "withdrawn",
            Self::Carried => "carried",
            Self::Lost => "lost",
            Self::Fallen => "fallen",
        }
    }

    /// The kind of tag it is shown in.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Proposed => "warn",
            Self::Carried => "good",
            Self::Withdrawn | Self::Lost | Self::Fallen => "plain",
        }
    }
}

/// Where an amendment stands: its motion, and itself.
pub type Place = (MotionId, AmendmentId);

/// An amendment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable)]
#[diesel(table_name = amendments)]
pub struct Amendment {
    pub id: AmendmentId,
    #[diesel(column_name = motion_id)]
    pub motion: MotionId,
    /// Its number in the motion, from 1.
    pub number: i32,
    #[diesel(column_name = mover_id)]
    pub mover: MemberId,
    /// What it does, as it is read out.
    pub wording: String,
    /// The same as a list of operations on the motion's text, in JSON.
    pub operations: String,
    pub reason: String,
    pub state: State,
    pub submitted_at: Instant,
    pub decided_at: Option<Instant>,
    /// Who seconded it; nobody by name where that was done in the room.
    #[diesel(column_name = seconder_id)]
    pub seconder: Option<MemberId>,
    pub seconded_at: Option<Instant>,
    /// The amendment that it amends; none where it changes the motion's own words.
    #[diesel(column_name = parent_id)]
    pub parent: Option<AmendmentId>,
}

/// Where the amendments to a motion are.
pub fn address(motion: &Motion) -> String {
    format!("{}/amendments", motion.href())
}

impl Amendment {
    /// Where its page is.
    pub fn href(&self) -> String {
        format!("/motions/{}/amendments/{}", self.motion, self.id)
    }

    /// What it does to the text of its motion.
    ///
    /// # Errors
    /// Only where the database holds what this program never wrote.
    pub fn edit(&self, text: &str) -> Result<Edit, Problem> {
        let operations: Vec<Operation> = serde_json::from_str(&self.operations).map_err(Problem::broken)?;
        Edit::new(operations, text).map_err(Problem::broken)
    }
}
