//! What a branch is.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::{
    clock::Clock,
    db::{BranchId, Instant},
    rulebook::Rulebook,
    zone::Zone,
};

crate::text_enum! {
    /// What sort of body it is; the kind chooses the words and the rulebook to start from.
    pub enum Kind {
        Party = "party",
        Union = "union",
        Association = "association",
    }
}

/// A body with its own register, rulebook and record.
#[derive(Debug, Clone)]
pub struct Branch {
    pub id: BranchId,
    pub name: String,
    pub kind: Kind,
    /// The zone in which its dates are dates.
    pub zone: Zone,
    /// The angle of its colour, 0 to 360.
    pub hue: u16,
    /// Whether its people are invented and nothing leaves the machine.
    pub is_practice: bool,
    pub founded_at: Instant,
    /// The rules in force.
    pub rulebook: Arc<Rulebook>,
}

impl Branch {
    /// Today's civil date here.
    pub fn today(&self, clock: &Clock) -> NaiveDate {
        clock.today(self.zone)
    }

    /// The civil date here at `moment`.
    pub fn date_of(&self, moment: Instant) -> NaiveDate {
        moment.with_timezone(&self.zone).date_naive()
    }
}
