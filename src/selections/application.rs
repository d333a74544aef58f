//! An application: a member asks to be chosen, in her own words.

use chrono::NaiveDate;
use diesel::{Queryable, Selectable};
use serde::Serialize;

use crate::db::{MemberId, PortraitId, RowId, schema::selection_applications};

crate::text_enum! {
    /// Whether somebody belongs to the group for which the rules keep places. Nobody says it but the person.
    pub enum Belonging {
        NotSaid = "not-said",
        Belongs = "belongs",
        DoesNot = "does-not",
    }
}

crate::text_enum! {
    /// Whether somebody who applies holds the office now.
    pub enum Incumbency {
        No = "no",
        /// She says so herself.
        Said = "said",
        /// Whoever runs the selection confirmed it.
        Confirmed = "confirmed",
    }
}

impl Incumbency {
    /// What stands after she says whether she holds the office: what was confirmed is not said anew.
    pub const fn after(self, says_so: Self) -> Self {
        match (self, says_so) {
            (Self::Confirmed, Self::Said) => Self::Confirmed,
            _ => says_so,
        }
    }
}

/// An application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable)]
#[diesel(table_name = selection_applications)]
pub struct Application {
    pub id: RowId,
    pub member_id: MemberId,
    pub statement: String,
    pub belongs: Belonging,
    pub applied_on: NaiveDate,
    pub withdrawn_on: Option<NaiveDate>,
    pub portrait_id: Option<PortraitId>,
    pub incumbency: Incumbency,
}

impl Application {
    pub const fn stands(&self) -> bool {
        self.withdrawn_on.is_none()
    }
}
