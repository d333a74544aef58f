//! "The rota": who gets which place and why, given out by one button and taken back by another.

use actix_web::web::{self, Path, ServiceConfig};
use serde::{Deserialize, Serialize};

use super::super::{
    Shift,
    giving::{Facts, give_out, take_back},
    rota::{LeftOut, Open, Place, Reason},
    rules::NoRota,
};
use crate::{
    accounts::{CoordinateCanvass, Holding},
    db::{MemberId, RotaId, ShiftId},
    members,
    render::{Page, words::plural},
    web::{Answer, Desk, Look, Nothing, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/canvass/rota", web::get().to(show))
        .route("/canvass/rota", web::post().to(give))
        .route("/canvass/rota/{rota}/undoing", web::post().to(undo));
}

/// Somebody and the reasons.
#[derive(Debug, Serialize)]
struct Line {
    name: String,
    why: Vec<String>,
}

/// A shift of the rota.
#[derive(Debug, Serialize)]
struct ShiftOfRota {
    shift: Shift,
    /// Who has a place already.
    coming: Vec<String>,
    given: Vec<Line>,
    /// Places to fill, and more than that to give where some stay away.
    places: usize,
    to_give: usize,
    /// What is still missing, in words.
    missing: Vec<String>,
}

/// "The rota".
#[derive(Debug, Serialize)]
pub struct RotaPage {
    shifts: Vec<ShiftOfRota>,
    left_out: Vec<Line>,
    attendance: Option<usize>,
    /// The places as the button gives them.
    places: String,
    given: usize,
}

impl Page for RotaPage {
    const TEMPLATE: &'static str = "canvassing/rota.html";
    fn title(&self) -> String {
        "The rota".into()
    }
    fn samples() -> Vec<Self> {
        let line = || Line { name: "Tom Lewis".into(), why: vec!["Goes with Ama Okoro, who has walked before.".into()] };
        let shift = |missing: Vec<String>| ShiftOfRota {
            shift: super::sample_shift(),
            coming: vec!["Ama Okoro".into()],
            given: vec![line()],
            places: 8,
            to_give: if missing.is_empty() { 12 } else { 8 },
            missing,
        };
        vec![
            RotaPage { shifts: Vec::new(), left_out: Vec::new(), attendance: None, places: String::new(), given: 0 },
            RotaPage {
                shifts: vec![shift(Vec::new()), shift(vec!["1 place is empty.".into(), "Nobody drives.".into()])],
                left_out: vec![line()],
                attendance: Some(67),
                places: "x".into(),
                given: 2,
            },
        ]
    }
}

async fn show(desk: Desk, _: Holding<CoordinateCanvass>) -> Answer {
    desk.page(page).await
}

fn page(look: &mut Look<'_>) -> Result<RotaPage, Problem> {
    let (branch, now) = (look.branch.id, look.now);
    let Facts { shifts, places, attendance, open, proposal } = Facts::now(look.conn, branch, now)?;
    let everybody: Vec<MemberId> = open
        .iter()
        .flat_map(|open| open.coming.iter().copied())
        .chain(proposal.places.iter().map(|place| place.member))
        .chain(proposal.left_out.iter().map(|(member, _)| *member))
        .collect();
    let names = members::names(look.conn, branch, &everybody)?;
    let name = |member: &MemberId| names.get(member).cloned().unwrap_or_default();
    let line = |place: &Place| Line {
        name: name(&place.member),
        why: place.reasons.iter().map(|reason| in_words(*reason, name)).collect(),
    };
    let of_shift = |((shift, open), places): ((Shift, &Open), usize)| {
        let given: Vec<&Place> = proposal.places.iter().filter(|place| place.shift == shift.id).collect();
        ShiftOfRota {
            coming: open.coming.iter().map(name).collect(),
            missing: missing(open, places, &given),
            places,
            to_give: usize::try_from(open.needs.places).unwrap_or_default(),
            given: given.into_iter().map(line).collect(),
            shift,
        }
    };
    let left = |(member, why): &(MemberId, LeftOut)| Line { name: name(member), why: vec![why.to_string()] };
    Ok(RotaPage {
        shifts: shifts.into_iter().zip(&open).zip(places).map(of_shift).collect(),
        left_out: proposal.left_out.iter().map(left).collect(),
        attendance,
        places: written(&proposal.places),
        given: proposal.places.len(),
    })
}

fn in_words(reason: Reason, name: impl Fn(&MemberId) -> String) -> String {
    match reason {
        Reason::Learns(other) => format!("Goes with {}, who has walked before.", name(&other)),
        Reason::Shows(other) => format!("Takes along {}, who is new.", name(&other)),
        Reason::Third => "Goes along as the third of a team.".to_owned(),
        Reason::NobodyHasWalked => "Nobody who comes has walked before: ask somebody who has to go along.".to_owned(),
        Reason::Drives => "Drives.".to_owned(),
        Reason::KnowsTheArea => "Has walked there before.".to_owned(),
        Reason::FirstTurn => "Has had no turn yet.".to_owned(),
        Reason::Free => "Is free then.".to_owned(),
    }
}

fn missing(open: &Open, places: usize, given: &[&Place]) -> Vec<String> {
    let mut missing = Vec::new();
    let empty = places.saturating_sub(open.coming.len() + given.len());
    if empty > 0 {
        missing.push(format!("{} empty.", plural(empty as i128, "place is", "places are")));
    }
    let drives = given.iter().any(|place| place.reasons.contains(&Reason::Drives));
    if open.needs.needs_driver && !drives {
        missing.push("Nobody who comes by the rota drives.".to_owned());
    }
    missing
}

/// Places as a form carries them: each a shift and a member.
fn written(places: &[Place]) -> String {
    places.iter().map(|place| format!("{}:{}", place.shift, place.member)).collect::<Vec<_>>().join(" ")
}

fn read(written: &str) -> Result<Vec<(ShiftId, MemberId)>, NoRota> {
    let place = |text: &str| {
        let (shift, member) = text.split_once(':')?;
        Some((shift.parse().ok()?, member.parse().ok()?))
    };
    written.split_whitespace().map(|text| place(text).ok_or(NoRota::Changed)).collect()
}

#[derive(Deserialize)]
struct Giving {
    places: String,
}

/// Gives out what the page showed, and only if it would still show the same.
async fn give(desk: Desk, who: Holding<CoordinateCanvass>, posted: Posted<Giving>) -> Answer {
    desk.act(who.actor(), &posted.once, move |act| {
        let places = read(&posted.form.places)?;
        let rota = give_out(act, &places)?;
        let words = format!("{} given. Everybody is told by mail.", plural(places.len() as i128, "place is", "places are"));
        Ok(see("/canvass/rota").saying(words).with_undo(format!("/canvass/rota/{rota}/undoing"), "Take them back"))
    })
    .await
}

async fn undo(desk: Desk, who: Holding<CoordinateCanvass>, rota: Path<RotaId>, posted: Posted<Nothing>) -> Answer {
    desk.act(who.actor(), &posted.once, move |act| {
        let places = take_back(act, *rota)?;
        let words = format!("{} taken back, and everybody is told.", plural(places as i128, "place is", "places are"));
        Ok(see("/canvass/rota").saying(words))
    })
    .await
}
