//! The branch's own calendar day. A notice sent at one minute to midnight counts for that day, wherever the computer
//! stands and whatever the clocks did that night.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};

use super::Rulebook;
use super::words::days_after;

use crate::zone::Zone;

impl Rulebook {
    /// The day it was, for the branch, at that moment.
    pub fn day_of(&self, moment: DateTime<Utc>) -> NaiveDate {
        moment.with_timezone(&self.zone).date_naive()
    }

    /// The moment at which that day begins for the branch.
    pub fn beginning_of(&self, day: NaiveDate) -> DateTime<Utc> {
        first_moment(self.zone, day.and_time(NaiveTime::MIN))
    }

    /// The moment at which that day is over for the branch: what ends "on" a day ends then.
    pub fn end_of(&self, day: NaiveDate) -> DateTime<Utc> {
        self.beginning_of(days_after(day, 1))
    }

    /// The moment that a clock on the branch's wall shows so. Of an hour that comes twice in autumn, the first; an
    /// hour that is left out in spring becomes the moment the clocks change.
    pub fn moment(&self, on: NaiveDate, at: NaiveTime) -> DateTime<Utc> {
        first_moment(self.zone, on.and_time(at))
    }
}

fn first_moment(zone: Zone, wall: NaiveDateTime) -> DateTime<Utc> {
    if let Some(moment) = wall.and_local_timezone(zone).earliest() {
        return moment.with_timezone(&Utc);
    }
    // The clock never showed this. No zone leaves out more than a day, so look ahead by quarters of an hour.
    let later = (1..=100).filter_map(|quarters| wall.checked_add_signed(TimeDelta::minutes(15 * quarters)));
    let shown = later.filter_map(|wall| wall.and_local_timezone(zone).earliest()).next();
    shown.map_or_else(|| wall.and_utc(), |moment| moment.with_timezone(&Utc))
}
