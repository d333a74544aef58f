//! A resolution, from the vote that carried it to its lapse.

use chrono::NaiveDate;
use diesel::{Queryable, Selectable};
use serde::Serialize;

use super::super::motion::paragraphs_of;
use crate::db::{Instant, MeetingId, MotionId, ResolutionId, schema::resolutions};

crate::text_enum! {
    /// Whether a resolution still binds the branch.
    pub enum State {
        InForce = "in-force",
        /// The branch let it go.
        Lapsed = "lapsed",
        /// A later resolution takes its place.
        Superseded = "superseded",
        /// It was carried without a quorum, and the next meeting did not ratify it.
        NotRatified = "not-ratified",
        /// A second count found that it was lost.
        Annulled = "annulled",
    }
}

impl State {
    pub const fn words(self) -> &'static str {
        match self {
            Self::InForce => "in force",
            Self::Lapsed => "lapsed",
            Self::Superseded => "superseded",
            Self::NotRatified => "not ratified",
            Self::Annulled => "annulled by a second count",
        }
    }
}

/// What the branch resolved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable)]
#[diesel(table_name = resolutions)]
pub struct Resolution {
    pub id: ResolutionId,
    #[diesel(column_name = motion_id)]
    pub motion: MotionId,
    #[diesel(column_name = meeting_id)]
    pub meeting: MeetingId,
    pub year: i32,
    /// Its number in that year, from 1, in the order of carrying.
    pub number: i32,
    pub title: String,
    /// The final text: paragraphs, parted by empty lines.
    pub text: String,
    /// SHA-256 of the text, in hexadecimal figures.
    pub fingerprint: String,
    /// "18 for, 6 against", or "without a vote".
    pub figures: String,
    pub carried_at: Instant,
    pub state: State,
    /// The rule by which the next quorate meeting has to ratify it.
    pub to_ratify: Option<String>,
    pub ratified_at: Option<Instant>,
    /// The day on which the branch looks at it again.
    pub review_on: Option<NaiveDate>,
    pub superseded_by: Option<ResolutionId>,
}

impl Resolution {
    /// Where its page is.
    pub fn href(&self) -> String {
        format!("/resolutions/{}", self.id)
    }

    /// "R2026/3".
    pub fn label(&self) -> String {
        format!("R{}/{}", self.year, self.number)
    }

    pub fn paragraphs(&self) -> Vec<String> {
        paragraphs_of(&self.text)
    }

    /// Whether a quorate meeting has still to ratify it.
    pub fn waits_for_ratification(&self) -> bool {
        self.to_ratify.is_some() && self.ratified_at.is_none() && self.state == State::InForce
    }
}

crate::text_enum! {
    /// What was noted about a resolution.
    pub enum NewsKind {
        Letter = "letter",
        Reply = "reply",
        News = "news",
    }
}

impl NewsKind {
    pub const fn words(self) -> &'static str {
        match self {
            Self::Letter => "Letter sent",
            Self::Reply => "Reply",
            Self::News => "News",
        }
    }
}

/// A letter, a reply, or other news.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct News {
    pub kind: NewsKind,
    pub words: String,
    pub at: Instant,
}

/// A resolution for samples and tests.
pub fn sample() -> Resolution {
    Resolution {
        id: ResolutionId::random(),
        motion: MotionId::random(),
        meeting: MeetingId::random(),
        year: 2026,
        number: 3,
        title: "A public bus network for Northmoor".to_owned(),
        text: "This branch notes that the last bus leaves at nine.\n\nThis branch calls for buses.".to_owned(),
        fingerprint: "9f2c61d0".repeat(8),
        figures: "18 for, 6 against".to_owned(),
        carried_at: Instant("2026-10-22T19:20:00Z".parse().unwrap_or_default()),
        state: State::InForce,
        to_ratify: None,
        ratified_at: None,
        review_on: None,
        superseded_by: None,
    }
}
