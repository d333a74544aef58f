//! The walk sheet of a round: one list of doors and names with boxes to tick, on the screen and on A4.

use actix_web::web::{self, Path, ServiceConfig};
use serde::Serialize;

use super::super::{Intention, Outcome, standing::standing};
use super::opening::{self, doors_and_knocks};
use crate::{
    accounts::SignedIn,
    canvassing::{
        electors::{self, Elector},
        rotas,
    },
    db::{DoorId, Instant, RoundId},
    members,
    render::Page,
    web::{Answer, Desk},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/canvass/rounds/{round}", web::get().to(show));
}

/// A door on the sheet.
#[derive(Debug, Serialize)]
struct SheetDoor {
    position: i32,
    label: String,
    postcode: String,
    /// Struck out: nobody is to knock here.
    is_barred: bool,
    electors: Vec<Elector>,
    /// "No answer", where somebody knocked before.
    last: Option<&'static str>,
    last_at: Option<Instant>,
}

/// Doors one after another on one street.
#[derive(Debug, Serialize)]
struct SheetStreet {
    name: String,
    doors: Vec<SheetDoor>,
}

/// "NSB1-01".
#[derive(Debug, Serialize)]
pub struct SheetPage {
    round: RoundId,
    code: String,
    streets: Vec<SheetStreet>,
    doors: usize,
    electors: usize,
    starts_at: Option<Instant>,
    meeting_point: Option<String>,
    walkers: Vec<String>,
    printed_at: Instant,
    /// Where whoever holds the round finds it by its code: short enough to type from paper.
    url: String,
    outcomes: Vec<&'static str>,
    intentions: Vec<&'static str>,
    /// Boxes beside each door.
    boxes: usize,
}

impl Page for SheetPage {
    const TEMPLATE: &'static str = "canvassing/sheet.html";
    fn title(&self) -> String {
        format!("Round {}", self.code)
    }
    fn samples() -> Vec<Self> {
        let at = Instant::from("2026-11-28T11:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap_or_default());
        let elector = |name: &str, attains: bool| Elector {
            id: crate::db::ElectorId::fresh(),
            door: None,
            number: "12".into(),
            name: name.into(),
            markers: if attains { vec!["EU citizen, local elections".into()] } else { Vec::new() },
            attains_on: attains.then(|| at.date_naive()),
        };
        let door = |is_barred, electors, last: Option<&'static str>| SheetDoor {
            position: 1,
            label: "12A".into(),
            postcode: "N22 7AL".into(),
            is_barred,
            electors,
            last,
            last_at: last.map(|_| at),
        };
        let doors = vec![
            door(false, vec![elector("Ana Smith", true), elector("", false)], Some("No answer")),
            door(true, Vec::new(), None),
            door(false, Vec::new(), None),
        ];
        let page = |starts_at, meeting_point, walkers, streets| SheetPage {
            round: RoundId::fresh(),
            code: "NSB1-01".into(),
            streets,
            doors: 3,
            electors: 2,
            starts_at,
            meeting_point,
            walkers,
            printed_at: at,
            url: "https://branch.example.org/canvass".into(),
            outcomes: outcomes(),
            intentions: intentions(),
            boxes: Outcome::ALL.len() + Intention::ALL.len(),
        };
        vec![
            page(
                Some(at),
                Some("the station".into()),
                vec!["Ama Okoro".into()],
                vec![SheetStreet { name: "Mill Lane".into(), doors }],
            ),
            page(None, None, Vec::new(), Vec::new()),
        ]
    }
}

fn outcomes() -> Vec<&'static str> {
    Outcome::ALL.iter().map(|outcome| outcome.words()).collect()
}

fn intentions() -> Vec<&'static str> {
    Intention::ALL.iter().map(|said| said.words()).collect()
}

async fn show(desk: Desk, who: SignedIn, id: Path<RoundId>) -> Answer {
    opening::look_into(&desk, &who, *id).await?;
    let url = format!("{}/canvass", desk.scribe().base_url());
    desk.page(move |look| {
        let (branch, now) = (look.branch.id, look.now);
        let opened = opening::open(look.conn, branch, &who, *id, now)?;
        let (doors, knocks) = doors_and_knocks(look, *id)?;
        let ids: Vec<DoorId> = doors.iter().map(|(_, door)| door.id).collect();
        let mut behind = electors::electors_at(look.conn, branch, &ids)?;
        let mut streets: Vec<SheetStreet> = Vec::new();
        for (position, door) in &doors {
            let known = knocks.get(&door.id).and_then(|knocks| standing(knocks));
            let line = SheetDoor {
                position: *position,
                label: door.label(),
                postcode: door.postcode.clone(),
                is_barred: door.do_not_knock_at.is_some(),
                electors: behind.remove(&door.id).unwrap_or_default(),
                last: known.map(|knock| knock.outcome.words()),
                last_at: known.map(|knock| knock.at),
            };
            match streets.last_mut() {
                Some(street) if street.name == door.street => street.doors.push(line),
                _ => streets.push(SheetStreet { name: door.street.clone(), doors: vec![line] }),
            }
        }
        let mut walkers = Vec::new();
        if let Some(shift) = &opened.shift {
            let given = rotas::given_in(look.conn, branch, shift.id)?.into_iter().find(|each| each.round == *id);
            let ids = given.map(|each| each.members).unwrap_or_default();
            let names = members::names(look.conn, branch, &ids)?;
            walkers = ids.iter().filter_map(|id| names.get(id).cloned()).collect();
        }
        Ok(SheetPage {
            round: *id,
            code: opened.round.code,
            doors: doors.len(),
            electors: streets.iter().flat_map(|street| &street.doors).map(|door| door.electors.len()).sum(),
            streets,
            starts_at: opened.shift.as_ref().map(|shift| shift.starts_at),
            meeting_point: opened.shift.map(|shift| shift.meeting_point),
            walkers,
            printed_at: now,
            url,
            outcomes: outcomes(),
            intentions: intentions(),
            boxes: Outcome::ALL.len() + Intention::ALL.len(),
        })
    })
    .await
}
