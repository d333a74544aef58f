//! One leaflet: its rounds with streets and numbers of doors, who delivers each, and what was delivered.

use std::collections::HashMap;

use actix_web::web::{self, Path, ServiceConfig};
use serde::{Deserialize, Serialize};

use super::super::{
    drop::{Drop, DropRound, Stretch, stretches},
    rules::{self, NoDrop},
    store,
};
use crate::{
    accounts::{CoordinateCanvass, Holding, SignedIn},
    audit::Act,
    canvassing::{
        electors::{self, Door},
        rounds,
        viewer::Viewer,
    },
    db::{BranchId, Conn, DistrictId, DoorId, Instant, MemberId, RoundId, RowId},
    members::{self, naming},
    render::{Page, words::plural},
    web::{Answer, Desk, Faults, Filled, Look, Nothing, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/canvass/leaflets/{drop}", web::get().to(show))
        .route("/canvass/leaflets/{drop}/rounds/{round}/giving", web::post().to(give))
        .route("/canvass/leaflets/{drop}/rounds/{round}/doing", web::post().to(finish))
        .route("/canvass/leaflets/{drop}/rounds/{round}/doing/undoing", web::post().to(reopen));
}

/// A round of the leaflet.
#[derive(Debug, Serialize)]
struct RoundLine {
    id: RoundId,
    code: String,
    stretches: Vec<Stretch>,
    doors: usize,
    member: Option<String>,
    done_at: Option<Instant>,
}

/// "Spring newsletter".
#[derive(Debug, Serialize)]
pub struct LeafletPage {
    drop: Drop,
    rounds: Vec<RoundLine>,
    doors: usize,
    /// Doors of the rounds that were delivered.
    delivered: usize,
    may_coordinate: bool,
    form: Filled,
}

impl Page for LeafletPage {
    const TEMPLATE: &'static str = "canvassing/leaflet.html";
    fn title(&self) -> String {
        self.drop.words.clone()
    }
    fn samples() -> Vec<Self> {
        let at = Instant::from("2026-11-28T11:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap_or_default());
        let drop =
            Drop { id: RowId::fresh(), district: DistrictId::fresh(), words: "Spring newsletter".into(), planned_at: at };
        let round = |member: Option<&str>, done_at| RoundLine {
            id: RoundId::fresh(),
            code: "NSB1-01".into(),
            stretches: vec![Stretch { street: "Mill Lane".into(), doors: 25, span: "1 to 49".into() }],
            doors: 25,
            member: member.map(str::to_owned),
            done_at,
        };
        let page =
            |rounds, may_coordinate, form| Self { drop: drop.clone(), rounds, doors: 50, delivered: 25, may_coordinate, form };
        let wrong = Filled::default().but(Faults::at("who", naming::NotOne::Nothing.to_string()));
        vec![
            page(vec![round(None, None), round(Some("Tom Lewis"), None), round(Some("Ama Okoro"), Some(at))], true, wrong),
            page(vec![round(Some("Tom Lewis"), None), round(Some("Tom Lewis"), Some(at))], false, Filled::default()),
        ]
    }
}

async fn show(desk: Desk, who: SignedIn, id: Path<RowId>) -> Answer {
    desk.page(move |look| page(look, &who, *id, Filled::default())).await
}

fn page(look: &mut Look<'_>, who: &SignedIn, id: RowId, form: Filled) -> Result<LeafletPage, Problem> {
    let branch = look.branch.id;
    let drop = store::find(look.conn, branch, id)?;
    let viewer = Viewer::of(look.conn, branch, who)?;
    let mut shown = store::rounds_of(look.conn, branch, id)?;
    shown.retain(|each| viewer.sees(each.member));
    if shown.is_empty() {
        return Err(NoDrop::NotYours.into());
    }
    let mut lines = lines(look.conn, branch, &shown)?;
    lines.sort_by(|one, other| one.code.cmp(&other.code));
    let doors = lines.iter().map(|line| line.doors).sum();
    let delivered = lines.iter().filter(|line| line.done_at.is_some()).map(|line| line.doors).sum();
    Ok(LeafletPage { drop, rounds: lines, doors, delivered, may_coordinate: viewer.is_coordinator, form })
}

/// The rounds with their streets and with who delivers each.
fn lines(conn: &mut Conn, branch: BranchId, shown: &[DropRound]) -> Result<Vec<RoundLine>, Problem> {
    let ids: Vec<RoundId> = shown.iter().map(|each| each.round).collect();
    let (cut, walked) = (rounds::find_all(conn, branch, &ids)?, rounds::doors_in(conn, branch, &ids)?);
    let all: Vec<DoorId> = walked.values().flatten().copied().collect();
    let doors: HashMap<DoorId, Door> =
        electors::find_doors(conn, branch, &all)?.into_iter().map(|door| (door.id, door)).collect();
    let people: Vec<MemberId> = shown.iter().filter_map(|each| each.member).collect();
    let names = members::names(conn, branch, &people)?;
    let line = |each: &DropRound| {
        let walked = walked.get(&each.round).into_iter().flatten();
        let doors: Vec<Door> = walked.filter_map(|door| doors.get(door).cloned()).collect();
        RoundLine {
            id: each.round,
            code: cut.get(&each.round).map(|round| round.code.clone()).unwrap_or_default(),
            stretches: stretches(&doors),
            doors: doors.len(),
            member: each.member.and_then(|member| names.get(&member).cloned()),
            done_at: each.done_at,
        }
    };
    Ok(shown.iter().map(line).collect())
}

/// The round of a leaflet, if this person may say something of it.
fn opened(act: &mut Act<'_>, who: &SignedIn, drop: RowId, round: RoundId) -> Result<DropRound, Problem> {
    let branch = act.branch();
    let found = store::rounds_of(act.conn(), branch, drop)?.into_iter().find(|each| each.round == round);
    let found = found.ok_or(Problem::NotFound)?;
    let viewer = Viewer::of(act.conn(), branch, who)?;
    rules::may_see(found.member, viewer)?;
    Ok(found)
}

#[derive(Deserialize)]
struct Giving {
    #[serde(default)]
    who: String,
}

async fn give(desk: Desk, who: Holding<CoordinateCanvass>, at: Path<(RowId, RoundId)>, posted: Posted<Giving>) -> Answer {
    let ((drop, round), typed, asking) = (at.into_inner(), posted.typed(), (*who).clone());
    let giver = asking.clone();
    let answer = desk
        .act(who.actor(), &posted.once, move |act| {
            let branch = act.branch();
            let found = opened(act, &giver, drop, round)?;
            rules::may_finish(found.done_at)?;
            let member = naming::meant(act.conn(), branch, &posted.form.who)?.one().map_err(NoDrop::NotFound)?;
            store::give(act, drop, round, member)?;
            let name = members::names(act.conn(), branch, &[member])?.remove(&member).unwrap_or_default();
            Ok(see(format!("/canvass/leaflets/{drop}")).saying(format!("{name} delivers it.")))
        })
        .await;
    desk.or_again(answer, typed, move |look, form| page(look, &asking, drop, form)).await
}

async fn finish(desk: Desk, who: SignedIn, at: Path<(RowId, RoundId)>, posted: Posted<Nothing>) -> Answer {
    let (drop, round) = at.into_inner();
    desk.act(who.actor(), &posted.once, move |act| {
        let found = opened(act, &who, drop, round)?;
        rules::may_finish(found.done_at)?;
        store::finish(act, drop, round)?;
        let branch = act.branch();
        let doors = rounds::doors_of(act.conn(), branch, round)?.len();
        let words = format!("{} delivered. Thank you.", plural(doors as i128, "door is", "doors are"));
        let undo = format!("/canvass/leaflets/{drop}/rounds/{round}/doing/undoing");
        Ok(see(format!("/canvass/leaflets/{drop}")).saying(words).with_undo(undo, "Undo"))
    })
    .await
}

async fn reopen(desk: Desk, who: SignedIn, at: Path<(RowId, RoundId)>, posted: Posted<Nothing>) -> Answer {
    let (drop, round) = at.into_inner();
    desk.act(who.actor(), &posted.once, move |act| {
        if opened(act, &who, drop, round)?.done_at.is_none() {
            return Err(NoDrop::NotDone.into());
        }
        store::reopen(act, drop, round)?;
        Ok(see(format!("/canvass/leaflets/{drop}")).saying("It is open again."))
    })
    .await
}
