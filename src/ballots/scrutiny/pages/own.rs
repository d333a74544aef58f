//! A scrutineer's own page: what there is to look at, and to confirm.

use actix_web::web::{self, Path, ServiceConfig};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::super::{
    Point, Scrutineer,
    rules::{self, NotWatching},
    watching,
};
use crate::{
    ballots::{
        Ballot, election,
        sealed_roll::{SealedRoll, sealed_roll},
    },
    db::{BallotId, MemberId},
    members::SignedInMember,
    render::Page,
    web::{Answer, Desk, Faults, Filled, Look, Nothing, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/ballots/{ballot}/scrutiny", web::get().to(show))
        .route("/ballots/{ballot}/scrutiny/{point}/confirmation", web::post().to(confirm))
        .route("/ballots/{ballot}/scrutiny/{point}/objection", web::post().to(object));
}

/// What one scrutineer is asked.
#[derive(Debug, Serialize)]
pub struct ScrutinyPage {
    title: String,
    path: String,
    confirmed: usize,
    points: Vec<Asked>,
    form: Filled,
}

/// One point before her.
#[derive(Debug, Serialize)]
struct Asked {
    point: Point,
    title: &'static str,
    claim: &'static str,
    /// The roll worked out again, where this is the point.
    roll: Option<SealedRoll>,
    /// Where to look, by address and name.
    look_at: Vec<(String, &'static str)>,
    confirmed_on: Option<NaiveDate>,
    objection: String,
    /// Why it cannot be confirmed now; empty where it can.
    not_now: String,
    /// What was typed, where this is the point that is asked about again.
    form: Filled,
}

impl Page for ScrutinyPage {
    const TEMPLATE: &'static str = "ballots/scrutiny.html";
    fn title(&self) -> String {
        format!("Scrutineer: {}", self.title)
    }
    fn samples() -> Vec<Self> {
        let asked = |confirmed_on, objection: &str, not_now: &str, form| Asked {
            point: Point::Roll,
            title: title(Point::Roll),
            claim: Point::Roll.claim(),
            roll: None,
            look_at: vec![("/ballots/1".into(), "The ballot")],
            confirmed_on,
            objection: objection.into(),
            not_now: not_now.into(),
            form,
        };
        let wrong = || Filled::default().but(Faults::at("objection", "Say what you will not confirm, and why."));
        let page = |points, form| ScrutinyPage { title: "Chair".into(), path: "/ballots/1".into(), confirmed: 1, points, form };
        let first = asked(Some(NaiveDate::default()), "One name too many.", "You confirmed this.", Filled::default());
        let later =
            Asked { look_at: vec![], ..asked(None, "", "This is confirmed when the ballot is closed.", Filled::default()) };
        let roll = |holds| Some(SealedRoll { sealed: "7f3a".into(), now: "91c2".into(), changes: 0, holds });
        let now = Asked { roll: roll(true), ..asked(None, "One name too many.", "", Filled::default()) };
        let broken = Asked { roll: roll(false), ..asked(None, "", "", Filled::default()) };
        vec![page(vec![first, later, now, broken], Filled::default()), page(vec![asked(None, "", "", wrong())], wrong())]
    }
}

const fn title(point: Point) -> &'static str {
    match point {
        Point::Roll => "The roll",
        Point::Papers => "The papers",
        Point::Count => "The count",
        Point::Result => "The result",
    }
}

async fn show(desk: Desk, who: SignedInMember, ballot: Path<BallotId>) -> Answer {
    let member = who.member.id;
    desk.page(move |look| page(look, *ballot, member, None)).await
}

fn page(
    look: &mut Look<'_>,
    ballot: BallotId,
    member: MemberId,
    typed: Option<(Point, Filled)>,
) -> Result<ScrutinyPage, Problem> {
    let ballot = election::find_election(look.conn, look.branch.id, ballot)?;
    let all = watching::scrutineers(look.conn, &ballot)?;
    let own = all.into_iter().find(|one| one.member == member).ok_or(NotWatching::NotYours { ballot: ballot.id })?;
    let is_declared = election::result(look.conn, look.branch.id, ballot.id)?.is_some();
    let form = typed.as_ref().map(|(_, form)| form.clone()).unwrap_or_default();
    let typed_at = |point| typed.as_ref().filter(|(at, _)| *at == point).map(|(_, form)| form.clone()).unwrap_or_default();
    let roll = sealed_roll(look.conn, &ballot)?;
    let asked = |point: &Point| Asked {
        form: typed_at(*point),
        roll: roll.clone().filter(|_| *point == Point::Roll),
        ..asked(&ballot, &own, *point, is_declared)
    };
    Ok(ScrutinyPage {
        path: ballot.path(),
        confirmed: own.confirmed(),
        points: Point::ALL.iter().map(asked).collect(),
        form,
        title: ballot.title.clone(),
    })
}

fn asked(ballot: &Ballot, own: &Scrutineer, point: Point, is_declared: bool) -> Asked {
    let said = own.on(point);
    let refusal = rules::may_speak(ballot, point, said, is_declared).err();
    Asked {
        point,
        title: title(point),
        claim: point.claim(),
        roll: None,
        look_at: if refusal.is_none() { look_at(ballot, point) } else { Vec::new() },
        confirmed_on: said.and_then(|said| said.confirmed_on),
        objection: said.map(|said| said.objection.clone()).unwrap_or_default(),
        not_now: refusal.map(|refusal| refusal.to_string()).unwrap_or_default(),
        form: Filled::default(),
    }
}

fn look_at(ballot: &Ballot, point: Point) -> Vec<(String, &'static str)> {
    let under = |page: &str, words| (format!("{}/{page}", ballot.path()), words);
    match point {
        Point::Roll => vec![(format!("{}#how", ballot.path()), "How it is held"), ("/record".to_owned(), "The record")],
        Point::Papers => vec![under("reconciliation", "Reconciliation sheet")],
        Point::Count => vec![under("papers.blt", "All papers (BLT)"), under("count-sheet", "Count sheet")],
        Point::Result => vec![under("result", "The result")],
    }
}

fn point_of(word: &str) -> Result<Point, Problem> {
    word.parse().map_err(|_| Problem::NotFound)
}

async fn confirm(desk: Desk, who: SignedInMember, place: Path<(BallotId, String)>, posted: Posted<Nothing>) -> Answer {
    let (ballot, point, member) = (place.0, point_of(&place.1)?, who.member.id);
    desk.act(who.actor(), &posted.once, move |act| {
        watching::confirm(act, ballot, member, point)?;
        Ok(see(format!("/ballots/{ballot}/scrutiny")).saying(format!("You confirmed {}.", point.in_words())))
    })
    .await
}

#[derive(Deserialize)]
struct Objecting {
    #[serde(default)]
    objection: String,
}

async fn object(desk: Desk, who: SignedInMember, place: Path<(BallotId, String)>, posted: Posted<Objecting>) -> Answer {
    let (ballot, point, member) = (place.0, point_of(&place.1)?, who.member.id);
    let (typed, form) = (posted.typed(), posted.form);
    let answer = desk
        .act(who.actor(), &posted.once, move |act| {
            watching::object(act, ballot, member, point, form.objection.trim())?;
            let words = "Your words are kept, and the returning officer reads them.";
            Ok(see(format!("/ballots/{ballot}/scrutiny")).saying(words))
        })
        .await;
    desk.or_again(answer, typed, move |look, form| page(look, ballot, member, Some((point, form)))).await
}
