//! A follow-up: what was asked for, at which door, by when, and who sees to it.

use chrono::{NaiveDate, TimeDelta};
use diesel::{Queryable, Selectable};
use serde::Serialize;

use crate::db::{AccountId, DoorId, ElectorId, Instant, MemberId, RoundId, RowId, schema::follow_ups};

crate::text_enum! {
    /// What somebody asked for.
    pub enum Kind {
        /// Something that the branch or a councillor should see to.
        Casework = "casework",
        /// A poster for the window or a board for the garden.
        Poster = "poster",
        /// An application for a postal vote.
        PostalVote = "postal-vote",
        /// They offered to help.
        Volunteer = "volunteer",
        /// They gave their telephone number, to be called.
        Call = "call",
    }
}

impl Kind {
    /// On the button, on paper and on the board.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Casework => "Casework",
            Self::Poster => "Poster or board",
            Self::PostalVote => "Postal vote",
            Self::Volunteer => "Wants to help",
            Self::Call => "May be called",
        }
    }

    /// What it means, for those who choose.
    pub const fn hint(self) -> &'static str {
        match self {
            Self::Casework => "Something that the branch or a councillor should see to.",
            Self::Poster => "A poster for the window, or a board for the garden.",
            Self::PostalVote => "They ask for the application.",
            Self::Volunteer => "They offered to help us.",
            Self::Call => "They gave their telephone number for it: write it below.",
        }
    }

    /// So many days are usual until it is seen to: whoever offers help cools quickly, and an application has a last day.
    pub const fn usual_days(self) -> i64 {
        match self {
            Self::Casework | Self::Poster | Self::Call => 7,
            Self::PostalVote | Self::Volunteer => 3,
        }
    }

    /// The day by which it is due where nobody says another.
    pub fn usually_due(self, opened_on: NaiveDate) -> NaiveDate {
        opened_on + TimeDelta::days(self.usual_days())
    }
}

/// A follow-up as it is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable)]
#[diesel(table_name = follow_ups)]
pub struct FollowUp {
    pub id: RowId,
    pub kind: Kind,
    pub words: String,
    #[diesel(column_name = round_id)]
    pub round: RoundId,
    #[diesel(column_name = door_id)]
    pub door: DoorId,
    /// Who asked, where that was noted.
    #[diesel(column_name = elector_id)]
    pub elector: Option<ElectorId>,
    /// Who noted it.
    #[diesel(column_name = account_id)]
    pub account: AccountId,
    pub due_on: NaiveDate,
    /// Who sees to it.
    #[diesel(column_name = member_id)]
    pub member: Option<MemberId>,
    pub opened_at: Instant,
    pub done_at: Option<Instant>,
    pub withdrawn_at: Option<Instant>,
}

impl FollowUp {
    /// Where it is read.
    pub fn path(&self) -> String {
        format!("/canvass/follow-ups/{}", self.id)
    }
}
