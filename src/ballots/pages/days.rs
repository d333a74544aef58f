//! The days of a draft: from when it may be opened, whose facts count, when it closes.

use actix_web::web::{self, Path, ServiceConfig};
use serde::{Deserialize, Serialize};

use super::{
    super::{
        Ballot,
        ballot::Days,
        election::{find_election, move_days},
        rules,
    },
    running::Running,
};
use crate::{
    db::BallotId,
    render::Page,
    web::{Answer, Desk, Faults, Filled, Look, Posted, Problem, see, typed},
    zone::Zone,
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/ballots/{ballot}/days", web::get().to(ask)).route("/ballots/{ballot}/days", web::post().to(set));
}

/// "Change its days".
#[derive(Debug, Serialize)]
pub struct DaysPage {
    title: String,
    path: String,
    form: Filled,
}

impl Page for DaysPage {
    const TEMPLATE: &'static str = "ballots/days.html";
    fn title(&self) -> String {
        format!("Days: {}", self.title)
    }
    fn samples() -> Vec<Self> {
        let page = |form| DaysPage { title: "Chair".into(), path: "/ballots/1".into(), form };
        let wrong = Filled::default().but(Faults::at("closes_on", rules::Unfit::ClosesInThePast.to_string()));
        vec![page(Filled::with([("opens_on", "2026-12-01".into())])), page(wrong)]
    }
}

/// Days as they were typed.
#[derive(Debug, Clone, Copy)]
pub struct TypedDays<'a> {
    pub opens_on: &'a str,
    pub freeze_on: &'a str,
    pub closes_on: &'a str,
    pub closes_at: &'a str,
}

impl TypedDays<'_> {
    /// The days, or nothing and what is wrong with them at their fields.
    pub fn read(&self, zone: Zone, faults: &mut Faults) -> Option<Days> {
        let day = |text: &str| typed::day(text).ok_or("Write a date, such as 2026-12-01.");
        let opens_on = faults.take("opens_on", day(self.opens_on));
        let freeze_on = faults.take("freeze_on", day(self.freeze_on));
        let closes_on = faults.take("closes_on", day(self.closes_on))?;
        let closes_at = faults.take("closes_at", typed::moment(closes_on, self.closes_at, zone));
        Some(Days { opens_on: opens_on?, freeze_on: freeze_on?, closes_at: closes_at? })
    }
}

#[derive(Deserialize)]
struct Moving {
    #[serde(default)]
    opens_on: String,
    #[serde(default)]
    freeze_on: String,
    #[serde(default)]
    closes_on: String,
    #[serde(default)]
    closes_at: String,
}

async fn ask(desk: Desk, _: Running, ballot: Path<BallotId>) -> Answer {
    desk.page(move |look| {
        let found = find_election(look.conn, look.branch.id, *ballot)?;
        rules::may_change(&found)?;
        let form = standing(&found, look.branch.zone);
        days_page(look, *ballot, form)
    })
    .await
}

/// The days as the form shows them.
fn standing(ballot: &Ballot, zone: Zone) -> Filled {
    let closes = ballot.closes_at.map(|at| at.0.with_timezone(&zone).naive_local());
    Filled::of_what_stands([
        ("opens_on", ballot.opens_on.to_string()),
        ("freeze_on", ballot.freeze_on.to_string()),
        ("closes_on", closes.map(|at| at.date().to_string()).unwrap_or_default()),
        ("closes_at", closes.map(|at| at.format("%H:%M").to_string()).unwrap_or_default()),
    ])
}

fn days_page(look: &mut Look<'_>, ballot: BallotId, form: Filled) -> Result<DaysPage, Problem> {
    let ballot = find_election(look.conn, look.branch.id, ballot)?;
    Ok(DaysPage { path: ballot.path(), title: ballot.title, form })
}

async fn set(desk: Desk, who: Running, ballot: Path<BallotId>, posted: Posted<Moving>) -> Answer {
    let (ballot, typed, opened, form) = (*ballot, posted.typed(), posted.opened(), posted.form);
    let zone = desk.look(|look| Ok(look.branch.zone)).await?;
    let answer = desk
        .act(who.actor(), &posted.once, move |act| {
            let Moving { opens_on, freeze_on, closes_on, closes_at } = &form;
            let mut faults = Faults::default();
            let days = TypedDays { opens_on, freeze_on, closes_on, closes_at }.read(zone, &mut faults);
            faults.check()?;
            if let Some(days) = days {
                let branch = act.branch();
                opened.still_stands(&standing(&find_election(act.conn(), branch, ballot)?, zone))?;
                move_days(act, ballot, &days)?;
            }
            Ok(see(format!("/ballots/{ballot}")).saying("The days are changed."))
        })
        .await;
    desk.or_again(answer, typed, move |look, form| days_page(look, ballot, form)).await
}
