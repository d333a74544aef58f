//! A round on the phone: one door at a time with big buttons, and below it the whole list.

use std::collections::HashMap;

use actix_web::web::{self, Path, ServiceConfig};
use serde::Serialize;

use super::super::{
    Intention, Knock, Outcome, Picture, Totals,
    standing::{picture, standing},
    store::{self, Note},
};
use super::opening::{self, Opened, doors_and_knocks};
use crate::{
    accounts::SignedIn,
    canvassing::electors::{self, Door, Elector},
    db::{ContactId, DoorId, Instant, RoundId, ShiftId},
    render::Page,
    web::{Answer, Desk, Filled, Look, Problem},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/canvass/rounds/{round}/walk", web::get().to(next_door))
        .route("/canvass/rounds/{round}/doors/{position}", web::get().to(door));
}

/// A button or a box to tick.
#[derive(Debug, Serialize)]
struct Choice<T> {
    value: T,
    label: &'static str,
}

/// What was recorded at this door in this shift.
#[derive(Debug, Serialize)]
struct ResultHere {
    id: ContactId,
    words: &'static str,
    said: Option<&'static str>,
}

/// The door in front of the canvasser.
#[derive(Debug, Serialize)]
pub struct DoorHere {
    position: i32,
    label: String,
    street: String,
    postcode: String,
    is_barred: bool,
    electors: Vec<Elector>,
    /// What happened before this shift, newest last.
    before: Vec<Before>,
    notes: Vec<Note>,
    result: Option<ResultHere>,
    previous: Option<i32>,
    next: Option<i32>,
}

/// An earlier knock.
#[derive(Debug, Serialize)]
struct Before {
    words: &'static str,
    at: Instant,
}

/// A door in the list.
#[derive(Debug, Serialize)]
struct Line {
    position: i32,
    /// The street, where the list turns into it.
    street: Option<String>,
    label: String,
    picture: Picture,
    words: Option<&'static str>,
    is_barred: bool,
    is_here: bool,
}

/// "NSB1-01, door by door".
#[derive(Debug, Serialize)]
pub struct WalkPage {
    round: RoundId,
    code: String,
    here: Option<DoorHere>,
    doors: Vec<Line>,
    totals: Totals,
    outcomes: Vec<Choice<Outcome>>,
    intentions: Vec<Choice<Intention>>,
    is_replaced: bool,
    form: Filled,
}

impl Page for WalkPage {
    const TEMPLATE: &'static str = "canvassing/walk.html";
    fn title(&self) -> String {
        self.here.as_ref().map_or_else(|| format!("Round {}", self.code), |here| format!("{} {}", here.label, here.street))
    }
    fn samples() -> Vec<Self> {
        let at = Instant::from("2026-11-28T11:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap_or_default());
        let elector = |attains: bool| Elector {
            id: crate::db::ElectorId::fresh(),
            door: None,
            number: "12".into(),
            name: if attains { "Ana Smith".into() } else { String::new() },
            markers: vec!["EU citizen, local elections".into()],
            attains_on: attains.then(|| at.date_naive()),
        };
        let line = |street: Option<&str>, picture, words, is_barred, is_here| Line {
            position: 1,
            street: street.map(str::to_owned),
            label: "12A".into(),
            picture,
            words,
            is_barred,
            is_here,
        };
        let doors = || {
            vec![
                line(Some("Mill Lane"), Picture::Done, Some("Spoke"), false, false),
                line(None, Picture::Back, Some("No answer"), false, false),
                line(None, Picture::Todo, None, true, false),
                line(None, Picture::Todo, None, false, true),
            ]
        };
        let here = |electors, is_barred, result, end| DoorHere {
            position: 1,
            label: "12A".into(),
            street: "Mill Lane".into(),
            postcode: "N22 7AL".into(),
            is_barred,
            electors,
            before: vec![Before { words: "No answer", at }],
            notes: vec![Note { id: crate::db::RowId::fresh(), words: "Ring twice.".into(), at }],
            result,
            previous: end,
            next: end,
        };
        let page = |here, is_replaced| Self {
            round: RoundId::fresh(),
            code: "NSB1-01".into(),
            here,
            doors: doors(),
            totals: Totals { doors: 4, done: 1, back: 1, todo: 2, ..Totals::default() },
            outcomes: outcomes(),
            intentions: intentions(),
            is_replaced,
            form: Filled::default(),
        };
        let result = ResultHere { id: ContactId::fresh(), words: "Spoke", said: Some("For us") };
        let bare = ResultHere { id: ContactId::fresh(), words: "No answer", said: None };
        vec![
            page(Some(here(vec![elector(true), elector(false)], false, None, None)), true),
            page(Some(here(vec![elector(true)], false, Some(result), Some(2))), false),
            page(Some(here(Vec::new(), true, Some(bare), Some(2))), false),
            page(None, false),
        ]
    }
}

fn outcomes() -> Vec<Choice<Outcome>> {
    Outcome::ALL.iter().map(|outcome| Choice { value: *outcome, label: outcome.words() }).collect()
}

fn intentions() -> Vec<Choice<Intention>> {
    Intention::ALL.iter().map(|said| Choice { value: *said, label: said.words() }).collect()
}

/// The first door after `after` at which this shift has not knocked and where something is left to do, from the start
/// again when the end is reached.
pub fn next_open(
    doors: &[(i32, Door)],
    knocks: &HashMap<DoorId, Vec<Knock>>,
    shift: Option<ShiftId>,
    after: i32,
) -> Option<i32> {
    let is_open = |(_, door): &&(i32, Door)| {
        let here = knocks.get(&door.id).map_or(&[][..], Vec::as_slice);
        let knocked_now = here.iter().any(|knock| shift.is_some() && knock.shift == shift);
        door.do_not_knock_at.is_none() && !knocked_now && picture(here) != Picture::Done
    };
    let found = doors.iter().filter(|(position, _)| *position > after).find(is_open).or_else(|| doors.iter().find(is_open));
    found.map(|(position, _)| *position)
}

async fn next_door(desk: Desk, who: SignedIn, id: Path<RoundId>) -> Answer {
    opening::look_into(&desk, &who, *id).await?;
    desk.page(move |look| {
        let opened = opening::open(look.conn, look.branch.id, &who, *id, look.now)?;
        let (doors, knocks) = doors_and_knocks(look, *id)?;
        let at = next_open(&doors, &knocks, opened.shift.as_ref().map(|shift| shift.id), 0);
        page(look, opened, &doors, &knocks, at, Filled::default())
    })
    .await
}

async fn door(desk: Desk, who: SignedIn, at: Path<(RoundId, i32)>) -> Answer {
    let (id, position) = at.into_inner();
    opening::look_into(&desk, &who, id).await?;
    desk.page(move |look| shown(look, &who, id, position, Filled::default())).await
}

/// The page of one door, with a form as it was filled in.
pub fn shown(look: &mut Look<'_>, who: &SignedIn, id: RoundId, position: i32, form: Filled) -> Result<WalkPage, Problem> {
    let opened = opening::open(look.conn, look.branch.id, who, id, look.now)?;
    let (doors, knocks) = doors_and_knocks(look, id)?;
    if doors.iter().all(|(each, _)| *each != position) {
        return Err(Problem::NotFound);
    }
    page(look, opened, &doors, &knocks, Some(position), form)
}

fn page(
    look: &mut Look<'_>,
    opened: Opened,
    doors: &[(i32, Door)],
    knocks: &HashMap<DoorId, Vec<Knock>>,
    at: Option<i32>,
    form: Filled,
) -> Result<WalkPage, Problem> {
    let shift = opened.shift.as_ref().map(|shift| shift.id);
    let place = doors.iter().position(|(position, _)| Some(*position) == at);
    let here = match place {
        Some(place) => {
            let door = &doors[place].1;
            let electors = electors::electors_at(look.conn, look.branch.id, &[door.id])?.remove(&door.id).unwrap_or_default();
            let notes = store::notes_at(look.conn, look.branch.id, opened.round.id)?.remove(&door.id).unwrap_or_default();
            let here = door_here(doors, place, knocks.get(&door.id).map_or(&[], Vec::as_slice), shift);
            Some(DoorHere { electors, notes, ..here })
        }
        None => None,
    };
    Ok(WalkPage {
        round: opened.round.id,
        code: opened.round.code,
        totals: Totals::of(doors.iter().map(|(_, door)| door.id), knocks),
        doors: lines(doors, knocks, place),
        here,
        outcomes: outcomes(),
        intentions: intentions(),
        is_replaced: opened.round.replaced_at.is_some(),
        form,
    })
}

fn door_here(doors: &[(i32, Door)], place: usize, knocks: &[Knock], shift: Option<ShiftId>) -> DoorHere {
    let (position, door) = &doors[place];
    let (now, before): (Vec<&Knock>, Vec<&Knock>) = knocks.iter().partition(|knock| shift.is_some() && knock.shift == shift);
    let result = now.last().map(|knock| ResultHere {
        id: knock.id,
        words: knock.outcome.words(),
        said: knock.intention.map(Intention::words),
    });
    DoorHere {
        position: *position,
        label: door.label(),
        street: door.street.clone(),
        postcode: door.postcode.clone(),
        is_barred: door.do_not_knock_at.is_some(),
        electors: Vec::new(),
        notes: Vec::new(),
        before: before.into_iter().map(|knock| Before { words: knock.outcome.words(), at: knock.at }).collect(),
        result,
        previous: place.checked_sub(1).map(|before| doors[before].0),
        next: doors.get(place + 1).map(|(position, _)| *position),
    }
}

fn lines(doors: &[(i32, Door)], knocks: &HashMap<DoorId, Vec<Knock>>, here: Option<usize>) -> Vec<Line> {
    let line = |(place, (position, door)): (usize, &(i32, Door))| {
        let known = knocks.get(&door.id).map_or(&[][..], Vec::as_slice);
        let turns = place == 0 || doors[place - 1].1.street != door.street;
        Line {
            position: *position,
            street: turns.then(|| door.street.clone()),
            label: door.label(),
            picture: picture(known),
            words: standing(known).map(|knock| knock.outcome.words()),
            is_barred: door.do_not_knock_at.is_some(),
            is_here: here == Some(place),
        }
    };
    doors.iter().enumerate().map(line).collect()
}
