//! The walk sheet of a round: one list of doors and names with boxes to tick, on the screen and on A4.

use actix_web::web::{self, Path, ServiceConfig};
use serde::Serialize;

use super::super::{
    Codes, Question,
    sketch::{self, Sketch, Spot},
    standing::standing,
    store,
    typing::{self, Digit, Part},
};
use super::opening::{self, doors_and_knocks};
use crate::{
    accounts::{self, QrPicture, SignedIn},
    canvassing::{
        cut::{Paths, Point},
        electors::{self, Elector},
        ground::Ground,
        rotas, voting_lists,
    },
    db::{BranchId, Conn, DoorId, Instant, RoundId},
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
    last: Option<String>,
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
    /// Where the sheet is typed back by its code: short enough to type from paper.
    url: String,
    /// The address of the round on a phone, as a picture.
    picture: Option<QrPicture>,
    sketch: Option<Sketch>,
    /// What each digit means.
    key: Vec<Part>,
    results: Vec<Digit>,
    votes: Vec<Digit>,
    questions: Vec<Question>,
    follow_ups: Vec<Digit>,
    /// Columns beside the names: a digit to ring, or a box to write one in.
    boxes: usize,
}

/// The part of the key that a column of digits shows.
fn digits(key: &[Part], at: usize) -> Vec<Digit> {
    key.get(at).map(|part| part.choices.clone()).unwrap_or_default()
}

impl SheetPage {
    /// The same sheet with the digits of these words.
    fn with(self, codes: Codes) -> Self {
        let key = typing::key(&codes);
        let (results, votes, follow_ups) = (digits(&key, 0), digits(&key, 1), digits(&key, key.len().saturating_sub(1)));
        let boxes = results.len() + votes.len() + codes.questions.len() + follow_ups.len();
        Self { key, results, votes, follow_ups, questions: codes.questions, boxes, ..self }
    }
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
        let door = |is_barred, electors, last: Option<&str>| SheetDoor {
            position: 1,
            label: "12A".into(),
            postcode: "N22 7AL".into(),
            is_barred,
            electors,
            last: last.map(str::to_owned),
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
            picture: None,
            sketch: None,
            key: Vec::new(),
            results: Vec::new(),
            votes: Vec::new(),
            questions: Vec::new(),
            follow_ups: Vec::new(),
            boxes: 0,
        };
        let question = Question { id: crate::db::RowId::fresh(), words: "Buses?".into(), choices: vec!["More".into()] };
        let asking = Codes { questions: vec![question], ..Codes::default() };
        let streets = vec![SheetStreet { name: "Mill Lane".into(), doors }];
        let place = crate::places::address::WalkingPlace::new(&crate::places::address::House::Nothing, "", "");
        let spot = Spot { position: 1, street: "Mill Lane".into(), place, at: None };
        let whole = page(Some(at), Some("the station".into()), vec!["Ama Okoro".into()], streets).with(asking);
        let picture = accounts::qr_picture("https://branch.example.org/canvass");
        vec![
            SheetPage { sketch: sketch::sketch(&[spot], std::iter::empty()), picture, ..whole },
            page(None, None, Vec::new(), Vec::new()).with(Codes::default()),
        ]
    }
}

/// The doors on the ground as far as it is known. Where one stands follows from its neighbours, those of other rounds too.
fn drawn(conn: &mut Conn, branch: BranchId, doors: &[(i32, electors::Door)]) -> diesel::QueryResult<Option<Sketch>> {
    let Some((_, first)) = doors.first() else { return Ok(None) };
    let around = electors::doors_in(conn, branch, first.district)?;
    let ground = Ground::beneath(conn, branch, &around)?;
    let metres = |point: Point| (point.east.round() as i64, point.north.round() as i64);
    let spot = |(position, door): &(i32, electors::Door)| Spot {
        position: *position,
        street: door.street.clone(),
        place: door.walking_place(),
        at: ground.at(door.id).map(metres),
    };
    let lines = ground.paths().into_iter().flat_map(Paths::lines).map(|line| line.map(metres));
    Ok(sketch::sketch(&doors.iter().map(spot).collect::<Vec<_>>(), lines))
}

async fn show(desk: Desk, who: SignedIn, id: Path<RoundId>) -> Answer {
    opening::look_into(&desk, &who, *id).await?;
    let base = desk.scribe().base_url();
    desk.page(move |look| {
        let (branch, now) = (look.branch.id, look.now);
        let opened = opening::open(look.conn, branch, &who, *id, now)?;
        let (doors, knocks) = doors_and_knocks(look, *id)?;
        let codes = store::codes(look.conn, branch)?;
        let ids: Vec<DoorId> = doors.iter().map(|(_, door)| door.id).collect();
        let mut behind = voting_lists::electors_at(look.conn, branch, &ids)?;
        let mut streets: Vec<SheetStreet> = Vec::new();
        for (position, door) in &doors {
            let known = knocks.get(&door.id).and_then(|knocks| standing(knocks));
            let line = SheetDoor {
                position: *position,
                label: door.label(),
                postcode: door.postcode.clone(),
                is_barred: door.do_not_knock_at.is_some(),
                electors: behind.remove(&door.id).unwrap_or_default(),
                last: known.map(|knock| codes.words(knock.outcome, knock.code)),
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
            url: format!("{base}/canvass/typing"),
            picture: accounts::qr_picture(&format!("{base}/canvass/rounds/{}/pocket", *id)),
            sketch: drawn(look.conn, branch, &doors)?,
            key: Vec::new(),
            results: Vec::new(),
            votes: Vec::new(),
            questions: Vec::new(),
            follow_ups: Vec::new(),
            boxes: 0,
        }
        .with(codes))
    })
    .await
}
