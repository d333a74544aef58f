//! "Polling day": how many promises have voted, and where the most are still to be called on.

use std::collections::HashMap;

use actix_web::web::{self, ServiceConfig};
use serde::Serialize;

use super::super::store;
use crate::{
    accounts::{CoordinateCanvass, Holding},
    canvassing::{electors, voting_lists},
    db::DistrictId,
    render::Page,
    web::{Answer, Desk, Look, Problem},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/canvass/polling-day", web::get().to(show));
}

/// A polling district on the day.
#[derive(Debug, Serialize)]
struct Line {
    district: DistrictId,
    code: String,
    promises: usize,
    /// Promises of which a teller has seen the vote.
    kept: usize,
    left: usize,
    /// Promises not yet kept that are kept by post.
    posted: usize,
    /// Everybody whom tellers have seen.
    seen: i64,
}

/// "Polling day".
#[derive(Debug, Serialize)]
pub struct DayPage {
    /// Where the most are left, first.
    lines: Vec<Line>,
    promises: usize,
    kept: usize,
    left: usize,
}

impl Page for DayPage {
    const TEMPLATE: &'static str = "canvassing/polling_day.html";
    fn title(&self) -> String {
        "Polling day".into()
    }
    fn samples() -> Vec<Self> {
        let line = Line {
            district: DistrictId::fresh(),
            code: "NSB1".into(),
            promises: 120,
            kept: 80,
            left: 30,
            posted: 10,
            seen: 310,
        };
        vec![Self::of(vec![line]), Self::of(Vec::new())]
    }
}

impl DayPage {
    fn of(mut lines: Vec<Line>) -> Self {
        lines.sort_by(|one, other| other.left.cmp(&one.left).then_with(|| one.code.cmp(&other.code)));
        let sum = |of: fn(&Line) -> usize| -> usize { lines.iter().map(of).sum() };
        Self { promises: sum(|line| line.promises), kept: sum(|line| line.kept), left: sum(|line| line.left), lines }
    }
}

async fn show(desk: Desk, _: Holding<CoordinateCanvass>) -> Answer {
    desk.page(page).await
}

fn page(look: &mut Look<'_>) -> Result<DayPage, Problem> {
    let (branch, today) = (look.branch.id, look.today());
    let voted = store::voted(look.conn, branch, today)?;
    let seen = store::voted_by_district(look.conn, branch, today)?;
    let by_post = voting_lists::by_post(look.conn, branch, None)?;
    let mut counts: HashMap<DistrictId, (usize, usize, usize)> = HashMap::new();
    for promise in store::promises(look.conn, branch, None)? {
        let (promises, kept, posted) = counts.entry(promise.district).or_default();
        let has_voted = voted.contains(&promise.elector);
        *promises += 1;
        *kept += usize::from(has_voted);
        *posted += usize::from(!has_voted && by_post.contains(&promise.elector));
    }
    let line = |district: electors::District| {
        let (promises, kept, posted) = counts.get(&district.id).copied().unwrap_or_default();
        let seen = seen.get(&district.id).copied().unwrap_or_default();
        Line { district: district.id, code: district.code, promises, kept, left: promises - kept - posted, posted, seen }
    };
    Ok(DayPage::of(electors::districts(look.conn, branch)?.into_iter().map(line).collect()))
}
