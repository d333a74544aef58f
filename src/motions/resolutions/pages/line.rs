//! An action as a list shows it, wherever it stands: in the register, among what is to be done, on the chair's board.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::super::Action;
use crate::{
    db::{ActionId, Instant, MeetingId, MemberId, ResolutionId},
    members,
    web::{Look, Problem},
};

/// An action with the name of whoever does it.
#[derive(Debug, Serialize)]
pub struct Line {
    pub action: Action,
    pub href: String,
    pub who: String,
    pub is_late: bool,
}

impl Line {
    fn of(action: Action, names: &HashMap<MemberId, String>, today: NaiveDate) -> Self {
        Self {
            href: action.href(),
            who: names.get(&action.owner).cloned().unwrap_or_else(|| "a member".to_owned()),
            is_late: action.is_late(today),
            action,
        }
    }

    /// The lines of some actions.
    ///
    /// # Errors
    /// What the database says.
    pub fn all(look: &mut Look<'_>, actions: Vec<Action>) -> Result<Vec<Self>, Problem> {
        let owners: Vec<MemberId> = actions.iter().map(|action| action.owner).collect();
        let (names, today) = (members::names(look.conn, look.branch.id, &owners)?, look.today());
        Ok(actions.into_iter().map(|action| Self::of(action, &names, today)).collect())
    }

    /// Lines for samples: one late, one to come, one done.
    pub fn samples() -> Vec<Self> {
        let at = Instant("2026-10-22T19:20:00Z".parse().unwrap_or_default());
        let action = |due_on, done_at| Action {
            id: ActionId::random(),
            meeting: MeetingId::random(),
            resolution: Some(ResolutionId::random()),
            owner: MemberId::random(),
            what: "Write to the county about the last bus.".to_owned(),
            due_on,
            set_at: at,
            done_at,
            report: "Sent, with a copy to the ward councillors.".to_owned(),
        };
        let line = |action, is_late| Line { action, href: "/actions".to_owned(), who: "Ama Osei".to_owned(), is_late };
        vec![
            line(action(None, None), false),
            line(action(Some(NaiveDate::default()), None), true),
            line(action(None, Some(at)), false),
        ]
    }
}
