//! Naming scrutineers, and reading what they would not confirm.

use actix_web::web::{self, Path, ServiceConfig};
use serde::{Deserialize, Serialize};

use super::super::{Line, Point, Scrutineer, rules, watching};
use crate::{
    ballots::{State, election::find_election, pages::Running},
    db::{BallotId, MemberId},
    members,
    render::Page,
    web::{Answer, Desk, Faults, Filled, Look, Nothing, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/ballots/{ballot}/scrutineers", web::get().to(show))
        .route("/ballots/{ballot}/scrutineers", web::post().to(name))
        .route("/ballots/{ballot}/scrutineers/{member}/striking", web::post().to(strike));
}

/// The scrutineers before the returning officer.
#[derive(Debug, Serialize)]
pub struct ScrutineersPage {
    title: String,
    path: String,
    may_name: bool,
    /// How many more are needed.
    wanted: usize,
    scrutineers: Vec<Named>,
    form: Filled,
}

#[derive(Debug, Serialize)]
struct Named {
    id: MemberId,
    #[serde(flatten)]
    line: Line,
    may_strike: bool,
    objections: Vec<Objection>,
}

/// What one would not confirm.
#[derive(Debug, Serialize)]
struct Objection {
    point: &'static str,
    words: String,
    /// Whether she confirmed it later.
    is_cleared: bool,
}

impl Page for ScrutineersPage {
    const TEMPLATE: &'static str = "ballots/scrutineers.html";
    fn title(&self) -> String {
        format!("Scrutineers: {}", self.title)
    }
    fn samples() -> Vec<Self> {
        let objection = |is_cleared| Objection { point: "the result", words: "One envelope was open.".into(), is_cleared };
        let named = |says: &str, objections: Vec<Objection>| Named {
            id: MemberId::random(),
            line: Line { name: "Gwen Hughes".into(), says: says.into() },
            may_strike: says.is_empty(),
            objections,
        };
        let page = |may_name, wanted, scrutineers| ScrutineersPage {
            title: "Chair".into(),
            path: "/ballots/1".into(),
            may_name,
            wanted,
            scrutineers,
            form: Filled::default(),
        };
        let spoken = named("confirmed the roll closed", vec![objection(true), objection(false)]);
        let wrong = Filled::default().but(Faults::at("member", "Ama stands in this ballot."));
        vec![
            page(true, 2, vec![]),
            page(false, 2, vec![]),
            page(true, 1, vec![named("", vec![])]),
            ScrutineersPage { form: wrong, ..page(true, 0, vec![spoken]) },
        ]
    }
}

async fn show(desk: Desk, _: Running, ballot: Path<BallotId>) -> Answer {
    desk.page(move |look| page(look, *ballot, Filled::default())).await
}

fn page(look: &mut Look<'_>, ballot: BallotId, form: Filled) -> Result<ScrutineersPage, Problem> {
    let ballot = find_election(look.conn, look.branch.id, ballot)?;
    let scrutineers = watching::scrutineers(look.conn, &ballot)?;
    Ok(ScrutineersPage {
        path: ballot.path(),
        may_name: ballot.state != State::Closed,
        wanted: rules::AT_LEAST.saturating_sub(scrutineers.len()),
        scrutineers: scrutineers.iter().map(named).collect(),
        form,
        title: ballot.title,
    })
}

fn named(scrutineer: &Scrutineer) -> Named {
    let said = Point::ALL.iter().filter_map(|point| scrutineer.on(*point));
    let objections = said.filter(|said| !said.objection.is_empty()).map(|said| Objection {
        point: said.point.in_words(),
        words: said.objection.clone(),
        is_cleared: said.confirmed_on.is_some(),
    });
    Named {
        id: scrutineer.member,
        line: scrutineer.line(),
        may_strike: rules::may_be_struck(scrutineer).is_ok(),
        objections: objections.collect(),
    }
}

#[derive(Deserialize)]
struct Naming {
    #[serde(default)]
    member: String,
}

async fn name(desk: Desk, who: Running, ballot: Path<BallotId>, posted: Posted<Naming>) -> Answer {
    let (ballot, typed, form) = (*ballot, posted.typed(), posted.form);
    let answer = desk
        .act(who.actor(), &posted.once, move |act| {
            let branch = act.branch();
            let member = members::naming::named(act.conn(), branch, &form.member, "member")?;
            watching::name_scrutineer(act, ballot, member)?;
            Ok(see(format!("/ballots/{ballot}/scrutineers")).saying("The scrutineer is named, and told of it."))
        })
        .await;
    desk.or_again(answer, typed, move |look, form| page(look, ballot, form)).await
}

async fn strike(desk: Desk, who: Running, place: Path<(BallotId, MemberId)>, posted: Posted<Nothing>) -> Answer {
    let (ballot, member) = *place;
    desk.act(who.actor(), &posted.once, move |act| {
        watching::strike(act, ballot, member)?;
        Ok(see(format!("/ballots/{ballot}/scrutineers")).saying("The name is off the list."))
    })
    .await
}
