//! A round on the phone: one door at a time with big buttons, and below it the whole list.

use std::collections::HashMap;

use actix_web::web::{self, Path, ServiceConfig};
use serde::Serialize;

use super::super::{
    Intention, Knock, Outcome, Picture, Totals,
    codes::{Code, Codes, Question},
    phone_bank,
    standing::{picture, standing},
    store::{self, Note},
};
use super::opening::{self, Opened, doors_and_knocks};
use crate::{
    accounts::SignedIn,
    canvassing::{
        electors::{Door, Elector},
        follow_ups::{self, Kind},
        voting_lists,
    },
    db::{ContactId, DoorId, Instant, RoundId, ShiftId},
    render::Page,
    web::{Answer, Choice, Desk, Filled, Look, Problem},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/canvass/rounds/{round}/walk", web::get().to(next_door))
        .route("/canvass/rounds/{round}/doors/{position}", web::get().to(door));
}

/// A button or a box to tick.
#[derive(Debug, Serialize)]
pub struct Button<M> {
    value: String,
    label: String,
    meaning: M,
}

/// Something that was asked for at this door and waits.
#[derive(Debug, Serialize)]
struct Waiting {
    kind: &'static str,
    words: String,
    due_on: chrono::NaiveDate,
}

/// What was recorded at this door in this shift.
#[derive(Debug, Serialize)]
struct ResultHere {
    id: ContactId,
    words: String,
    said: Option<String>,
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
    /// Somebody here votes by post.
    votes_by_post: bool,
    /// What happened before this shift, newest last.
    before: Vec<Before>,
    notes: Vec<Note>,
    waiting: Vec<Waiting>,
    result: Option<ResultHere>,
    previous: Option<i32>,
    next: Option<i32>,
}

/// An earlier knock.
#[derive(Debug, Serialize)]
struct Before {
    words: String,
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
    words: Option<String>,
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
    outcomes: Vec<Button<Outcome>>,
    intentions: Vec<Button<Intention>>,
    questions: Vec<Question>,
    /// What can be followed up, and who may have asked.
    kinds: Vec<Choice>,
    askers: Vec<Choice>,
    is_replaced: bool,
    /// How many here gave their telephone number.
    numbers: usize,
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
        let line = |street: Option<&str>, picture, words: Option<&str>, is_barred, is_here| Line {
            position: 1,
            street: street.map(str::to_owned),
            label: "12A".into(),
            picture,
            words: words.map(str::to_owned),
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
            votes_by_post: is_barred,
            before: vec![Before { words: "No answer".into(), at }],
            notes: vec![Note { id: crate::db::RowId::fresh(), words: "Ring twice.".into(), at }],
            waiting: vec![Waiting { kind: "Poster or board", words: "For the window.".into(), due_on: at.date_naive() }],
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
            outcomes: buttons(&Codes::default().results),
            intentions: buttons(&Codes::default().intentions),
            questions: vec![Question { id: crate::db::RowId::fresh(), words: "Buses?".into(), choices: vec!["More".into()] }],
            kinds: kinds(),
            askers: vec![Choice::of("", "Nobody in particular")],
            is_replaced,
            numbers: usize::from(is_replaced),
            form: Filled::default(),
        };
        let result = ResultHere { id: ContactId::fresh(), words: "Spoke".into(), said: Some("For us".into()) };
        let bare = ResultHere { id: ContactId::fresh(), words: "No answer".into(), said: None };
        vec![
            page(Some(here(vec![elector(true), elector(false)], false, None, None)), true),
            page(Some(here(vec![elector(true)], false, Some(result), Some(2))), false),
            page(Some(here(Vec::new(), true, Some(bare), Some(2))), false),
            page(None, false),
        ]
    }
}

pub fn buttons<M: Copy + std::fmt::Display>(codes: &[Code<M>]) -> Vec<Button<M>> {
    codes.iter().map(|code| Button { value: code.value(), label: code.words.clone(), meaning: code.meaning }).collect()
}

fn kinds() -> Vec<Choice> {
    Kind::ALL.iter().map(|kind| Choice::of(kind.as_str(), kind.words()).hinted(kind.hint())).collect()
}

/// Those behind the door, one of whom may have asked for something.
fn askers(here: Option<&DoorHere>) -> Vec<Choice> {
    let named = here.into_iter().flat_map(|here| &here.electors).filter(|elector| !elector.name.is_empty());
    let named = named.map(|elector| Choice::of(elector.id.to_string(), elector.name.clone()));
    [Choice::of("", "Nobody in particular")].into_iter().chain(named).collect()
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
    let (branch, round) = (look.branch.id, opened.round.id);
    let codes = store::codes(look.conn, branch)?;
    let shift = opened.shift.as_ref().map(|shift| shift.id);
    let place = doors.iter().position(|(position, _)| Some(*position) == at);
    let here = match place {
        Some(place) => {
            let door = &doors[place].1;
            let electors = voting_lists::electors_at(look.conn, branch, &[door.id])?.remove(&door.id).unwrap_or_default();
            let notes = store::notes_at(look.conn, branch, round)?.remove(&door.id).unwrap_or_default();
            let waiting = follow_ups::open_at(look.conn, branch, round)?.remove(&door.id).unwrap_or_default();
            let waiting =
                waiting.into_iter().map(|each| Waiting { kind: each.kind.words(), words: each.words, due_on: each.due_on });
            let by_post = voting_lists::by_post(look.conn, branch, Some(door.district))?;
            let votes_by_post = electors.iter().any(|elector| by_post.contains(&elector.id));
            let here = door_here(doors, place, knocks.get(&door.id).map_or(&[], Vec::as_slice), shift, &codes);
            Some(DoorHere { electors, votes_by_post, notes, waiting: waiting.collect(), ..here })
        }
        None => None,
    };
    Ok(WalkPage {
        round,
        code: opened.round.code,
        totals: Totals::of(doors.iter().map(|(_, door)| door.id), knocks),
        doors: lines(doors, knocks, place, &codes),
        askers: askers(here.as_ref()),
        here,
        outcomes: buttons(&codes.results),
        intentions: buttons(&codes.intentions),
        questions: codes.questions,
        kinds: kinds(),
        is_replaced: opened.round.replaced_at.is_some(),
        numbers: phone_bank::at_doors(look.conn, branch, doors)?.len(),
        form,
    })
}

fn door_here(doors: &[(i32, Door)], place: usize, knocks: &[Knock], shift: Option<ShiftId>, codes: &Codes) -> DoorHere {
    let (position, door) = &doors[place];
    let (now, earlier): (Vec<&Knock>, Vec<&Knock>) = knocks.iter().partition(|knock| shift.is_some() && knock.shift == shift);
    let result = now.last().map(|knock| ResultHere {
        id: knock.id,
        words: codes.words(knock.outcome, knock.code),
        said: knock.intention.map(|said| codes.said(said, knock.intention_code)),
    });
    let before = |knock: &Knock| Before { words: codes.words(knock.outcome, knock.code), at: knock.at };
    DoorHere {
        position: *position,
        label: door.label(),
        street: door.street.clone(),
        postcode: door.postcode.clone(),
        is_barred: door.do_not_knock_at.is_some(),
        electors: Vec::new(),
        votes_by_post: false,
        notes: Vec::new(),
        waiting: Vec::new(),
        before: earlier.into_iter().map(before).collect(),
        result,
        previous: place.checked_sub(1).map(|before| doors[before].0),
        next: doors.get(place + 1).map(|(position, _)| *position),
    }
}

fn lines(doors: &[(i32, Door)], knocks: &HashMap<DoorId, Vec<Knock>>, here: Option<usize>, codes: &Codes) -> Vec<Line> {
    let line = |(place, (position, door)): (usize, &(i32, Door))| {
        let known = knocks.get(&door.id).map_or(&[][..], Vec::as_slice);
        let turns = place == 0 || doors[place - 1].1.street != door.street;
        Line {
            position: *position,
            street: turns.then(|| door.street.clone()),
            label: door.label(),
            picture: picture(known),
            words: standing(known).map(|knock| codes.words(knock.outcome, knock.code)),
            is_barred: door.do_not_knock_at.is_some(),
            is_here: here == Some(place),
        }
    };
    doors.iter().enumerate().map(line).collect()
}
