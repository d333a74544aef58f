//! An action: what a meeting asked somebody to do, by when, and what they report.

use chrono::NaiveDate;
use diesel::{Queryable, Selectable};
use serde::Serialize;

use crate::db::{ActionId, Instant, MeetingId, MemberId, ResolutionId, schema::actions};

/// What somebody does because a meeting asked for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable)]
#[diesel(table_name = actions)]
pub struct Action {
    pub id: ActionId,
    /// The meeting that asked.
    #[diesel(column_name = meeting_id)]
    pub meeting: MeetingId,
    /// The resolution that it carries out, where it is one's.
    #[diesel(column_name = resolution_id)]
    pub resolution: Option<ResolutionId>,
    #[diesel(column_name = owner_id)]
    pub owner: MemberId,
    pub what: String,
    pub due_on: Option<NaiveDate>,
    pub set_at: Instant,
    pub done_at: Option<Instant>,
    /// What was done, in the words of whoever did it.
    pub report: String,
}

impl Action {
    /// Where one says that it is done.
    pub fn href(&self) -> String {
        format!("/actions/{}", self.id)
    }

    pub fn is_late(&self, today: NaiveDate) -> bool {
        self.done_at.is_none() && self.due_on.is_some_and(|due| due < today)
    }
}
