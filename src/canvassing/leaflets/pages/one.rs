//! One leaflet: its rounds with streets and numbers of doors, who delivers each, and what was delivered.

use actix_web::web::{self, Path, ServiceConfig};
use serde::{Deserialize, Serialize};

use super::super::{
    drop::{Drop, DropRound, Stretch, stretches},
    rules::{self, NoDrop},
    store,
};
use super::Viewer;
use crate::{
    accounts::{CoordinateCanvass, Holding, SignedIn},
    audit::Act,
    canvassing::{electors, rounds},
    db::{DistrictId, DoorId, Instant, MemberId, RoundId, RowId},
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
    let mut lines = Vec::new();
    let people: Vec<MemberId> = shown.iter().filter_map(|each| each.member).collect();
    let names = members::names(look.conn, branch, &people)?;
    for each in shown {
        let name = each.member.and_then(|member| names.get(&member).cloned());
        lines.push(line(look, each, name)?);
    }
    lines.sort_by(|one, other| one.code.cmp(&other.code));
    let doors = lines.iter().map(|line| line.doors).sum();
    let delivered = lines.iter().filter(|line| line.done_at.is_some()).map(|line| line.doors).sum();
    Ok(LeafletPage { drop, rounds: lines, doors, delivered, may_coordinate: viewer.is_coordinator, form })
}

fn line(look: &mut Look<'_>, each: DropRound, member: Option<String>) -> Result<RoundLine, Problem> {
    let branch = look.branch.id;
    let round = rounds::find(look.conn, branch, each.round)?;
    let places = rounds::doors_of(look.conn, branch, each.round)?;
    let ids: Vec<DoorId> = places.iter().map(|place| place.door).collect();
    let mut doors = electors::find_doors(look.conn, branch, &ids)?;
    doors.sort_by_key(|door| ids.iter().position(|id| *id == door.id));
    let (count, stretches) = (doors.len(), stretches(&doors));
    Ok(RoundLine { id: each.round, code: round.code, stretches, doors: count, member, done_at: each.done_at })
}

/// The round of a leaflet, if this person may say something of it.
fn opened(act: &mut Act<'_>, who: &SignedIn, drop: RowId, round: RoundId) -> Result<DropRound, Problem> {
    let branch = act.branch();
    let found = store::rounds_of(act.conn(), branch, drop)?.into_iter().find(|each| each.round == round);
    let found = found.ok_or(Problem::NotFound)?;
    let viewer = Viewer::of(act.conn(), branch, who)?;
    rules::may_see(found.member, viewer.member, viewer.is_coordinator)?;
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
