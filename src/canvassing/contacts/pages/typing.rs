//! Typing a walk sheet back: a line for each door, digits and Enter. Without a script, Enter keeps what was typed so far.

use std::collections::HashMap;

use actix_web::web::{self, Path, Query, ServiceConfig};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::super::{
    Codes, Knock, NewContact, NewNote, OwnWords,
    rules::NoSheet,
    store,
    typing::{self, Line, Part},
};
use super::opening::{self, Opened, doors_and_knocks};
use crate::{
    accounts::SignedIn,
    audit::Act,
    branch,
    canvassing::{
        electors::{self, Door, Elector},
        follow_ups::{self, NewFollowUp},
        rounds,
    },
    db::{AccountId, DoorId, ElectorId, Instant, RoundId, ShiftId},
    render::{Page, words::plural},
    web::{Answer, Desk, Faults, Filled, Look, Nothing, Posted, Problem, See, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/canvass/typing", web::get().to(find))
        .route("/canvass/rounds/{round}/typing", web::get().to(show))
        .route("/canvass/rounds/{round}/typing", web::post().to(keep))
        .route("/canvass/rounds/{round}/typing/undoing", web::post().to(undo));
}

/// "Which sheet?"
#[derive(Debug, Serialize)]
pub struct FindPage {
    form: Filled,
}

impl Page for FindPage {
    const TEMPLATE: &'static str = "canvassing/typing_find.html";
    fn title(&self) -> String {
        "Type a walk sheet back".into()
    }
    fn samples() -> Vec<Self> {
        let wrong = Filled::default().but(Faults::at("code", NoSheet::NoSuchCode("Q9".into()).to_string()));
        vec![Self { form: Filled::default() }, Self { form: wrong }]
    }
}

/// A door on the page.
#[derive(Debug, Serialize)]
struct DoorLine {
    position: i32,
    /// The street, where the list turns into it.
    street: Option<String>,
    label: String,
    people: Vec<String>,
    is_barred: bool,
    /// What was noted in this shift already.
    noted: Option<String>,
    typed: String,
    fault: Option<String>,
    /// Whether the cursor begins here.
    is_first: bool,
}

/// "Type Q1-01 back".
#[derive(Debug, Serialize)]
pub struct TypingPage {
    round: RoundId,
    code: String,
    key: Vec<Part>,
    doors: Vec<DoorLine>,
    left: usize,
    form: Filled,
}

impl Page for TypingPage {
    const TEMPLATE: &'static str = "canvassing/typing.html";
    fn title(&self) -> String {
        format!("Type {} back", self.code)
    }
    fn samples() -> Vec<Self> {
        let door = |street: Option<&str>, noted: Option<&str>, fault: Option<&str>, is_barred| DoorLine {
            position: 1,
            street: street.map(str::to_owned),
            label: "12A".into(),
            people: vec!["Ana Smith".into(), "No name given".into()],
            is_barred,
            noted: noted.map(str::to_owned),
            typed: "9".into(),
            fault: fault.map(str::to_owned),
            is_first: true,
        };
        let page = |doors, form| Self {
            round: RoundId::fresh(),
            code: "NSB1-01".into(),
            key: typing::key(&Codes::default()),
            doors,
            left: 2,
            form,
        };
        let wrong = Filled::default().but(Faults::at("d1", "Door 1: No result has the digit 9."));
        vec![
            page(vec![door(Some("Mill Lane"), None, None, false), door(None, Some("Spoke"), None, true)], Filled::default()),
            page(vec![door(Some("Mill Lane"), None, Some("No result has the digit 9."), false)], wrong),
            page(Vec::new(), Filled::default()),
        ]
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    code: String,
}

/// Leads from the code on a sheet to the page where it is typed.
async fn find(desk: Desk, _: SignedIn, asked: Query<Asked>) -> Answer {
    let code = asked.into_inner().code;
    if code.trim().is_empty() {
        return desk.page(|_| Ok(FindPage { form: Filled::default() })).await;
    }
    let asked = code.clone();
    match desk.look(move |look| Ok(rounds::find_coded(look.conn, look.branch.id, &asked)?)).await? {
        Some(round) => Ok(desk.go(&see(format!("/canvass/rounds/{round}/typing")))),
        None => {
            let typed = Filled::with([("code", code.clone())]);
            desk.again(typed, Faults::at("code", NoSheet::NoSuchCode(code).to_string()), |_, form| Ok(FindPage { form })).await
        }
    }
}

async fn show(desk: Desk, who: SignedIn, id: Path<RoundId>) -> Answer {
    opening::look_into(&desk, &who, *id).await?;
    desk.page(move |look| page(look, &who, *id, Filled::default())).await
}

fn page(look: &mut Look<'_>, who: &SignedIn, id: RoundId, form: Filled) -> Result<TypingPage, Problem> {
    let (branch, now) = (look.branch.id, look.now);
    let opened = opening::open(look.conn, branch, who, id, now)?;
    let codes = store::codes(look.conn, branch)?;
    let (doors, knocks) = doors_and_knocks(look, id)?;
    let ids: Vec<DoorId> = doors.iter().map(|(_, door)| door.id).collect();
    let mut behind = electors::electors_at(look.conn, branch, &ids)?;
    let shift = opened.shift.as_ref().map(|shift| shift.id);
    let mut lines = Vec::with_capacity(doors.len());
    for (place, (position, door)) in doors.iter().enumerate() {
        let turns = place == 0 || doors[place - 1].1.street != door.street;
        let noted = knocks.get(&door.id).and_then(|knocks| noted_in(knocks, shift, &codes));
        let people = behind.remove(&door.id).unwrap_or_default();
        lines.push(line(*position, door, turns, people, noted, &form));
    }
    let left = lines.iter().filter(|line| line.noted.is_none() && !line.is_barred).count();
    let first = lines.iter().position(|line| line.fault.is_some());
    let first = first.or_else(|| lines.iter().position(|line| line.noted.is_none() && !line.is_barred)).unwrap_or_default();
    if let Some(line) = lines.get_mut(first) {
        line.is_first = true;
    }
    Ok(TypingPage { round: id, code: opened.round.code, key: typing::key(&codes), doors: lines, left, form })
}

fn line(position: i32, door: &Door, turns: bool, people: Vec<Elector>, noted: Option<String>, form: &Filled) -> DoorLine {
    let field = format!("d{position}");
    let name = |elector: Elector| if elector.name.is_empty() { "No name given".to_owned() } else { elector.name };
    DoorLine {
        position,
        street: turns.then(|| door.street.clone()),
        label: door.label(),
        people: people.into_iter().map(name).collect(),
        is_barred: door.do_not_knock_at.is_some(),
        noted,
        typed: form.value(&field).to_owned(),
        fault: form.faults.get(&field).cloned(),
        is_first: false,
    }
}

/// What was noted at a door in this shift, in words.
fn noted_in(knocks: &[Knock], shift: Option<ShiftId>, codes: &Codes) -> Option<String> {
    let last = knocks.iter().rev().find(|knock| shift.is_none() || knock.shift == shift)?;
    Some(codes.words(last.outcome, last.code))
}

async fn keep(desk: Desk, who: SignedIn, id: Path<RoundId>, posted: Posted<Nothing>) -> Answer {
    let (id, typed, asking) = (*id, posted.typed(), who.clone());
    let read = posted.typed();
    let answer = desk.act(who.actor(), &posted.once, move |act| kept(act, &who, id, &read)).await;
    desk.or_again(answer, typed, move |look, form| page(look, &asking, id, form)).await
}

/// Reads every line and keeps all of them, or none where one cannot be read.
fn kept(act: &mut Act<'_>, who: &SignedIn, id: RoundId, typed: &Filled) -> Result<See, Problem> {
    let opened = opening::open_in(act, who, id)?;
    let branch = act.branch();
    let codes = store::codes(act.conn(), branch)?;
    let doors = opening::doors_of(act.conn(), branch, id)?;
    let ids: Vec<DoorId> = doors.iter().map(|(_, door)| door.id).collect();
    let behind = electors::electors_at(act.conn(), branch, &ids)?;
    let (mut faults, mut lines) = (Faults::default(), Vec::new());
    for (position, door) in &doors {
        let field = format!("d{position}");
        let people = behind.get(&door.id).map_or(0, Vec::len);
        match typing::read(typed.value(&field), &codes, people) {
            Ok(Some(line)) => lines.push((door, line)),
            Ok(None) => {}
            Err(fault) => faults.add(&field, format!("Door {position}, {}: {fault}", door.address())),
        }
    }
    faults.check()?;
    if lines.is_empty() {
        return Err(NoSheet::Nothing.into());
    }
    let today = branch::find(act.conn(), branch)?.date_of(act.at());
    for (door, line) in &lines {
        enter(act, (&opened, who.account, today), door, line, &behind)?;
    }
    let back = format!("/canvass/rounds/{id}/typing");
    let words =
        format!("{} typed in from the sheet of {}.", plural(lines.len() as i128, "door is", "doors are"), opened.round.code);
    let undo = format!("{back}/undoing?at={}", act.at());
    Ok(see(back).saying(words).with_undo(undo, "Undo"))
}

/// Enters one line: the result, what is to be followed up, and the note.
fn enter(
    act: &mut Act<'_>,
    (opened, account, today): (&Opened, AccountId, NaiveDate),
    door: &Door,
    line: &Line,
    behind: &HashMap<DoorId, Vec<Elector>>,
) -> Result<(), Problem> {
    let (round, shift) = (opened.round.id, opened.shift.as_ref().map(|shift| shift.id));
    let person = line.person.and_then(|place| behind.get(&door.id)?.get(place));
    let elector: Option<ElectorId> = person.map(|elector| elector.id);
    let own =
        OwnWords { result: line.code, intention: line.intention.and_then(|(_, code)| code), replies: line.replies.clone() };
    let intention = line.intention.map(|(said, _)| said);
    let (outcome, door) = (line.outcome, door.id);
    store::record(
        act,
        &NewContact { round, door, shift, elector, account, outcome, intention, own, by_telephone: false, told: None },
    )?;
    for (place, kind) in line.follow_ups.iter().enumerate() {
        let words = if place == 0 { line.words.clone() } else { String::new() };
        let (kind, due_on) = (*kind, kind.usually_due(today));
        follow_ups::open(act, &NewFollowUp { round, door, shift, elector, account, kind, words, due_on, told: None })?;
    }
    if line.follow_ups.is_empty() && !line.words.is_empty() {
        store::note(act, &NewNote { round, door, shift, elector, account, words: line.words.clone(), told: None })?;
    }
    Ok(())
}

#[derive(Debug, Deserialize)]
struct Typed {
    at: Instant,
}

async fn undo(desk: Desk, who: SignedIn, id: Path<RoundId>, when: Query<Typed>, posted: Posted<Nothing>) -> Answer {
    let (id, at) = (*id, when.at);
    desk.act(who.actor(), &posted.once, move |act| {
        opening::open_in(act, &who, id)?;
        let undone = store::undo_typed(act, id, who.account, at)?;
        follow_ups::withdraw_typed(act, id, who.account, at)?;
        if undone == 0 {
            return Err(NoSheet::UndoneAlready.into());
        }
        let words = format!("{} taken back.", plural(undone as i128, "door is", "doors are"));
        Ok(see(format!("/canvass/rounds/{id}/typing")).saying(words))
    })
    .await
}
