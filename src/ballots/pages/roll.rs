//! The roll as the returning officer sees it: who is entitled, who is not and why, who has voted.

use actix_web::web::{self, Path, ServiceConfig};
use chrono::NaiveDate;
use serde::Serialize;
use serde_json::json;

use super::{
    super::{
        State,
        ballot::path,
        election::find_election,
        notices, rules,
        sealed_roll::{SealedRoll, sealed_roll},
        secret::Secrets,
        store,
    },
    running::Running,
};
use crate::{
    db::{BallotId, MemberId},
    members,
    render::Page,
    web::{Answer, Desk, Nothing, Posted, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/ballots/{ballot}/roll", web::get().to(roll))
        .route("/ballots/{ballot}/roll/{number}/link", web::post().to(renew));
}

/// The roll.
#[derive(Debug, Serialize)]
pub struct RollPage {
    title: String,
    path: String,
    freeze_on: NaiveDate,
    /// The roll beside its seal, once it has one.
    seal: Option<SealedRoll>,
    entitled: usize,
    is_open: bool,
    lines: Vec<Entry>,
}

#[derive(Debug, Serialize)]
struct Entry {
    number: i32,
    name: String,
    entitled: bool,
    /// Why not, where not.
    says: String,
    remedy: String,
    voted_on: Option<NaiveDate>,
}

impl Page for RollPage {
    const TEMPLATE: &'static str = "ballots/roll.html";
    fn title(&self) -> String {
        format!("Roll: {}", self.title)
    }
    fn samples() -> Vec<Self> {
        let on = NaiveDate::default();
        let entry = |entitled, voted_on| Entry {
            number: 1,
            name: "Tom Lewis".into(),
            entitled,
            says: "Joined too late.".into(),
            remedy: "Nothing can be done.".into(),
            voted_on,
        };
        let page = |is_open, seal| RollPage {
            title: "Chair".into(),
            path: "/ballots/1".into(),
            freeze_on: on,
            seal,
            entitled: 1,
            is_open,
            lines: vec![entry(true, None), entry(true, Some(on)), entry(false, None)],
        };
        let seal = |holds| Some(SealedRoll { sealed: "7f3a".into(), now: "7f3a".into(), changes: usize::from(holds), holds });
        vec![page(true, seal(true)), page(false, seal(false)), page(false, None)]
    }
}

async fn roll(desk: Desk, _: Running, ballot: Path<BallotId>) -> Answer {
    desk.page(move |look| {
        let ballot = find_election(look.conn, look.branch.id, *ballot)?;
        let seal = sealed_roll(look.conn, &ballot)?;
        let lines = if ballot.state == State::Draft { proposed(look, &ballot)? } else { frozen(look, &ballot)? };
        Ok(RollPage {
            path: ballot.path(),
            entitled: lines.iter().filter(|line| line.entitled).count(),
            is_open: ballot.state == State::Open,
            title: ballot.title,
            freeze_on: ballot.freeze_on,
            seal,
            lines,
        })
    })
    .await
}

fn proposed(look: &mut crate::web::Look<'_>, ballot: &super::super::Ballot) -> diesel::QueryResult<Vec<Entry>> {
    let lines = super::super::election::roll_of(look.conn, &look.branch, ballot)?;
    let entry = |(line, number): (members::RollLine, i32)| {
        let obstacle = line.eligibility.obstacles().next();
        Entry {
            number,
            entitled: line.eligibility.is_yes(),
            says: obstacle.map(|reason| reason.says.clone()).unwrap_or_default(),
            remedy: obstacle.and_then(|reason| reason.remedy.clone()).unwrap_or_default(),
            voted_on: None,
            name: line.name,
        }
    };
    Ok(lines.into_iter().zip(1..).map(entry).collect())
}

fn frozen(look: &mut crate::web::Look<'_>, ballot: &super::super::Ballot) -> diesel::QueryResult<Vec<Entry>> {
    let entries = store::entries_of(look.conn, ballot)?;
    let ids: Vec<MemberId> = entries.iter().map(|entry| entry.member_id).collect();
    let names = members::names(look.conn, look.branch.id, &ids)?;
    let line = |entry: super::super::roll::RollEntry| Entry {
        number: entry.number,
        name: names.get(&entry.member_id).cloned().unwrap_or_default(),
        entitled: entry.entitled,
        says: entry.obstacle().map(|ground| ground.says.clone()).unwrap_or_default(),
        remedy: entry.obstacle().and_then(|ground| ground.remedy.clone()).unwrap_or_default(),
        voted_on: entry.voted_on,
    };
    Ok(entries.into_iter().map(line).collect())
}

/// Sends a new link to somebody whose link is lost; the old one opens nothing any more.
async fn renew(desk: Desk, who: Running, place: Path<(BallotId, i32)>, posted: Posted<Nothing>) -> Answer {
    let (ballot, number) = *place;
    desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let found = find_election(act.conn(), branch, ballot)?;
        let entry = store::entry_numbered(act.conn(), &found, number)?;
        rules::may_renew(&found, &entry, act.at())?;
        let secrets = Secrets::drawn();
        store::renew_secret(act, entry.id, &secrets)?;
        act.record("link.renewed", path(ballot), json!({ "roll_number": number }));
        notices::papers(act, &found, &[(entry.member_id, secrets)])?;
        Ok(see(format!("/ballots/{ballot}/roll")).saying("A new link is on its way; the old one opens nothing any more."))
    })
    .await
}
