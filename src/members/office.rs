//! Offices, and what each lets its holder do while the term lasts.

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    accounts::Permission,
    db::{MemberId, RowId},
};

crate::text_enum! {
    /// An office of the branch.
    pub enum Office {
        Chair = "chair",
        Secretary = "secretary",
        MembershipSecretary = "membership-secretary",
        Treasurer = "treasurer",
        CanvassCoordinator = "canvass-coordinator",
        /// Runs one or more ballots; never a candidate in them.
        ReturningOfficer = "returning-officer",
        /// Keeps the door of a meeting.
        Steward = "steward",
    }
}

impl Office {
    /// The office in words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Chair => "chair",
            Self::Secretary => "secretary",
            Self::MembershipSecretary => "membership secretary",
            Self::Treasurer => "treasurer",
            Self::CanvassCoordinator => "canvass coordinator",
            Self::ReturningOfficer => "returning officer",
            Self::Steward => "steward",
        }
    }

    /// The office at the head of a line: "Returning officer".
    pub fn title(self) -> String {
        let mut letters = self.words().chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
    }

    /// What its holder may do from the first day of the term to the last.
    pub const fn grants(self) -> &'static [Permission] {
        use Permission::{
            CallMeetings, ChairMeetings, CoordinateCanvass, KeepTheDoor, ManageBranch, ManageMembers, RuleOnMotions, RunBallots,
        };
        match self {
            Self::Chair => &[ChairMeetings, RuleOnMotions, KeepTheDoor],
            Self::Secretary => &[
                ManageMembers,
                CallMeetings,
                RuleOnMotions,
                KeepTheDoor,
                ChairMeetings,
                RunBallots,
                CoordinateCanvass,
                ManageBranch,
            ],
            Self::MembershipSecretary => &[ManageMembers, KeepTheDoor],
            Self::Treasurer => &[],
            Self::CanvassCoordinator => &[CoordinateCanvass],
            Self::ReturningOfficer => &[RunBallots],
            Self::Steward => &[KeepTheDoor],
        }
    }
}

/// An office held from a day to a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Term {
    pub id: RowId,
    pub member: MemberId,
    pub office: Office,
    pub from_on: NaiveDate,
    pub to_on: Option<NaiveDate>,
    pub source: String,
}
