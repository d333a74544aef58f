//! A motion, from its handing in to its decision.

use chrono::NaiveDate;
use diesel::{Queryable, Selectable};
use serde::Serialize;

use crate::db::{BranchId, Instant, MeetingId, MemberId, MotionId, schema::motions};

crate::text_enum! {
    /// How far a motion has come.
    pub enum State {
        /// Somebody was asked to second it, or nobody yet.
        WaitingForSeconder = "waiting-for-seconder",
        /// It has what it needs and waits for the ruling.
        Seconded = "seconded",
        /// It is on the agenda.
        InOrder = "in-order",
        OutOfOrder = "out-of-order",
        Withdrawn = "withdrawn",
        Carried = "carried",
        Lost = "lost",
        /// The meeting sent it to another body.
        Referred = "referred",
        /// The meeting went on to its next business without deciding it.
        NextBusiness = "next-business",
        /// It was put together with others, and is decided as part of their composite.
        Composited = "composited",
    }
}

impl State {
    /// The state as a list says it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::WaitingForSeconder => "waits for a seconder",
            Self::Seconded => "waits for the ruling",
            Self::InOrder => "on the agenda",
            Self::OutOfOrder => "out of order",
            Self::Withdrawn => "withdrawn",
            Self::Carried => "carried",
            Self::Lost => "lost",
            Self::Referred => "referred",
            Self::NextBusiness => "left for next business",
            Self::Composited => "put together with others",
        }
    }

    /// Whether it is still to come before a meeting.
    pub const fn is_to_come(self) -> bool {
        matches!(self, Self::WaitingForSeconder | Self::Seconded | Self::InOrder)
    }

    /// Ends the sentence "This motion …".
    pub const fn says(self) -> &'static str {
        match self {
            Self::WaitingForSeconder => "waits for a seconder",
            Self::Seconded => "waits for the ruling",
            Self::InOrder => "is on the agenda",
            Self::OutOfOrder => "is out of order",
            Self::Withdrawn => "is withdrawn",
            Self::Carried => "is carried",
            Self::Lost => "is lost",
            Self::Referred => "was referred to another body",
            Self::NextBusiness => "was left when the meeting went on to its next business",
            Self::Composited => "was put together with others, and is decided with them",
        }
    }

    /// The kind of tag it is shown in.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::WaitingForSeconder | Self::Seconded => "warn",
            Self::InOrder | Self::Carried => "good",
            Self::OutOfOrder | Self::Withdrawn | Self::Lost | Self::Referred | Self::NextBusiness | Self::Composited => "plain",
        }
    }
}

crate::text_enum! {
    /// What a meeting decided.
    pub enum Decision {
        Carried = "carried",
        Lost = "lost",
        Referred = "referred",
        NextBusiness = "next-business",
    }
}

crate::text_enum! {
    /// What the executive recommends to the meeting about a motion.
    pub enum Recommendation {
        Support = "support",
        Oppose = "oppose",
        Refer = "refer",
    }
}

impl Recommendation {
    /// Ends the sentence "The executive recommends …".
    pub const fn words(self) -> &'static str {
        match self {
            Self::Support => "to carry it",
            Self::Oppose => "not to carry it",
            Self::Refer => "to refer it",
        }
    }
}

/// The ward or affiliated body that sends a motion, and the day on which its meeting agreed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sponsor {
    pub name: String,
    pub agreed_on: NaiveDate,
}

/// A motion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable)]
#[diesel(table_name = motions)]
pub struct Motion {
    pub id: MotionId,
    pub branch_id: BranchId,
    pub year: i32,
    /// Its number in that year, from 1.
    pub number: i32,
    pub title: String,
    /// Paragraphs, parted by empty lines.
    pub text: String,
    #[diesel(column_name = mover_id)]
    pub mover: MemberId,
    /// Who was asked to second it; who has seconded it once `seconded_at` is there.
    #[diesel(column_name = seconder_id)]
    pub seconder: Option<MemberId>,
    /// The meeting it is for; none while it waits for the next one to be called.
    #[diesel(column_name = meeting_id)]
    pub meeting: Option<MeetingId>,
    pub state: State,
    pub submitted_at: Instant,
    pub seconded_at: Option<Instant>,
    pub ruled_at: Option<Instant>,
    pub decided_at: Option<Instant>,
    /// Why it could not wait for another meeting.
    pub emergency_reason: Option<String>,
    /// The rule it breaks, where it is out of order.
    pub ruling_clause: Option<String>,
    pub ruling_reason: Option<String>,
    /// The matter of the rulebook that it changes, a key of `[voting.thresholds]`; none for an ordinary motion.
    pub changes: Option<String>,
    /// The ward or affiliated body that sends it, by the name it had then.
    pub sponsor: Option<String>,
    /// The day on which the sponsor's meeting agreed to it.
    pub sponsored_on: Option<NaiveDate>,
    /// What the executive recommends to the meeting.
    pub recommendation: Option<Recommendation>,
    pub recommended_because: Option<String>,
}

impl Motion {
    /// Where its page is.
    pub fn href(&self) -> String {
        format!("/motions/{}", self.id)
    }

    /// "2026/7".
    pub fn label(&self) -> String {
        format!("{}/{}", self.year, self.number)
    }

    /// "The executive recommends not to carry it. There is no money for it."
    pub fn recommended(&self) -> Option<String> {
        let what = format!("The executive recommends {}.", self.recommendation?.words());
        Some(self.recommended_because.as_ref().map_or(what.clone(), |because| format!("{what} {because}")))
    }

    /// Its text in paragraphs.
    pub fn paragraphs(&self) -> Vec<String> {
        paragraphs_of(&self.text)
    }
}

/// A text in paragraphs, which empty lines part.
pub fn paragraphs_of(text: &str) -> Vec<String> {
    text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()).map(str::to_owned).collect()
}

/// What is needed to hand in a motion, every part of it checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    pub title: String,
    pub text: String,
    pub mover: MemberId,
    pub seconder: Option<MemberId>,
    pub meeting: Option<MeetingId>,
    pub emergency_reason: Option<String>,
    /// The matter of the rulebook that it changes; none for an ordinary motion.
    pub changes: Option<String>,
    pub sponsor: Option<Sponsor>,
    pub year: i32,
    pub state: State,
}
