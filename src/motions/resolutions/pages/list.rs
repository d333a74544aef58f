//! The register: every resolution of the branch, the newest first.

use std::collections::HashMap;

use actix_web::web::{self, ServiceConfig};
use chrono::NaiveDate;
use serde::Serialize;

use super::super::{Resolution, State, resolution::sample, store};
use crate::{
    accounts::SignedIn,
    db::ResolutionId,
    render::Page,
    web::{Answer, Desk, Look, Problem},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/resolutions", web::get().to(list));
}

/// The register.
#[derive(Debug, Serialize)]
pub struct RegisterPage {
    lines: Vec<Line>,
    /// How many wait for a quorate meeting.
    to_ratify: usize,
}

/// One resolution in the register.
#[derive(Debug, Serialize)]
struct Line {
    resolution: Resolution,
    label: String,
    href: String,
    state: &'static str,
    is_in_force: bool,
    waits: bool,
    /// Whether the day to look at it again has come.
    to_review: bool,
    /// How many actions are still to be done.
    open: usize,
}

impl Page for RegisterPage {
    const TEMPLATE: &'static str = "motions/resolutions/list.html";
    fn title(&self) -> String {
        "Resolutions".to_owned()
    }
    fn samples() -> Vec<Self> {
        let line = |resolution: Resolution, open| Line::of(resolution, open, NaiveDate::default());
        let waits = Resolution { to_ratify: Some("Standing order C".to_owned()), ..sample() };
        let due = Resolution { review_on: NaiveDate::from_ymd_opt(1970, 1, 1), ..sample() };
        let lapsed = Resolution { state: State::Lapsed, ..sample() };
        vec![
            RegisterPage { lines: Vec::new(), to_ratify: 0 },
            RegisterPage { lines: vec![line(sample(), 2), line(waits, 0), line(due, 1), line(lapsed, 0)], to_ratify: 1 },
        ]
    }
}

impl Line {
    fn of(resolution: Resolution, open: usize, today: NaiveDate) -> Self {
        let is_in_force = resolution.state == State::InForce;
        Self {
            label: resolution.label(),
            href: resolution.href(),
            state: resolution.state.words(),
            is_in_force,
            waits: resolution.waits_for_ratification(),
            to_review: is_in_force && resolution.review_on.is_some_and(|on| on <= today),
            open,
            resolution,
        }
    }
}

async fn list(desk: Desk, _who: SignedIn) -> Answer {
    desk.page(RegisterPage::of).await
}

impl RegisterPage {
    fn of(look: &mut Look<'_>) -> Result<Self, Problem> {
        let (branch, today) = (look.branch.id, look.today());
        let mut open: HashMap<ResolutionId, usize> = HashMap::new();
        for action in store::arising(look.conn, branch)? {
            if let Some(resolution) = action.resolution {
                *open.entry(resolution).or_default() += 1;
            }
        }
        let line = |resolution: Resolution| {
            let open = open.get(&resolution.id).copied().unwrap_or_default();
            Line::of(resolution, open, today)
        };
        let lines: Vec<Line> = store::list(look.conn, branch)?.into_iter().map(line).collect();
        Ok(Self { to_ratify: lines.iter().filter(|line| line.waits).count(), lines })
    }
}
