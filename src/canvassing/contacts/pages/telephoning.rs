//! Calling those of a round who gave their number: the next one with big buttons, and below it everybody.

use std::collections::HashMap;

use actix_web::web::{self, Path, ServiceConfig};
use serde::Serialize;

use super::{
    super::{
        Codes, Intention, Outcome, Picture, Question,
        calls::{Callee, next_after},
        phone_bank,
        rules::NoResult,
        store::{self, Recorded},
    },
    opening::{self, Opened},
    results::{self, Heard, Hearing},
    walk::{Button, buttons},
};
use crate::{
    accounts::SignedIn,
    audit::Act,
    canvassing::{
        electors::{self, Door, Elector},
        follow_ups,
    },
    db::{BranchId, Conn, DoorId, ElectorId, Instant, RoundId, RowId, ShiftId},
    render::Page,
    web::{Answer, Desk, Filled, Look, Nothing, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/canvass/rounds/{round}/calls", web::get().to(next))
        .route("/canvass/rounds/{round}/calls/{number}", web::get().to(one))
        .route("/canvass/rounds/{round}/calls/{number}/results", web::post().to(record))
        .route("/canvass/rounds/{round}/calls/{number}/ending", web::post().to(end));
}

/// Somebody to call.
#[derive(Debug, Serialize)]
struct Line {
    number: RowId,
    name: String,
    address: String,
    picture: Picture,
    words: Option<String>,
    at: Option<Instant>,
    is_here: bool,
}

/// Whoever is called now.
#[derive(Debug, Serialize)]
struct Here {
    number: RowId,
    elector: Option<ElectorId>,
    name: String,
    address: String,
    /// As it was written, and as a telephone dials it.
    written: String,
    dialled: String,
    words: String,
    /// Those behind the door, where it was not noted whose number it is.
    electors: Vec<Elector>,
    last: Option<String>,
    last_at: Option<Instant>,
    skip: Option<RowId>,
}

/// "Calls on NSB1-01".
#[derive(Debug, Serialize)]
pub struct CallsPage {
    round: RoundId,
    code: String,
    here: Option<Here>,
    lines: Vec<Line>,
    /// How many are to be called, to be called again, and done.
    todo: usize,
    back: usize,
    done: usize,
    outcomes: Vec<Button<Outcome>>,
    intentions: Vec<Button<Intention>>,
    questions: Vec<Question>,
    form: Filled,
}

impl Page for CallsPage {
    const TEMPLATE: &'static str = "canvassing/calls.html";
    fn title(&self) -> String {
        format!("Calls on {}", self.code)
    }
    fn samples() -> Vec<Self> {
        let at = Instant::from("2026-11-28T18:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap_or_default());
        let elector = Elector {
            id: ElectorId::fresh(),
            door: None,
            number: "12".into(),
            name: "Ana Smith".into(),
            markers: Vec::new(),
            attains_on: None,
        };
        let line = |picture, words: Option<&str>, is_here| Line {
            number: RowId::fresh(),
            name: "Ana Smith".into(),
            address: "12A Mill Lane".into(),
            picture,
            words: words.map(str::to_owned),
            at: words.map(|_| at),
            is_here,
        };
        let here = |elector: Option<ElectorId>, electors, last: Option<&str>| Here {
            number: RowId::fresh(),
            name: if elector.is_some() { "Ana Smith".into() } else { String::new() },
            elector,
            address: "12A Mill Lane".into(),
            written: "07700 900123".into(),
            dialled: "07700900123".into(),
            words: "07700 900123, after six".into(),
            electors,
            last: last.map(str::to_owned),
            last_at: last.map(|_| at),
            skip: last.map(|_| RowId::fresh()),
        };
        let lines = || {
            vec![
                line(Picture::Done, Some("Spoke"), false),
                line(Picture::Back, Some("No answer"), true),
                line(Picture::Todo, None, false),
            ]
        };
        let page = |here, lines: Vec<Line>| Self {
            round: RoundId::fresh(),
            code: "NSB1-01".into(),
            here,
            todo: lines.len() / 3,
            back: lines.len() / 3,
            done: lines.len() / 3,
            lines,
            outcomes: buttons(&Codes::default().results),
            intentions: buttons(&Codes::default().intentions),
            questions: vec![Question { id: RowId::fresh(), words: "Buses?".into(), choices: vec!["More".into()] }],
            form: Filled::default(),
        };
        vec![
            page(Some(here(Some(elector.id), Vec::new(), Some("No answer"))), lines()),
            page(Some(here(None, vec![elector], None)), lines()),
            page(None, lines()),
            page(None, Vec::new()),
        ]
    }
}

/// A round as somebody calls it.
struct Calling {
    opened: Opened,
    doors: Vec<(i32, Door)>,
    callees: Vec<Callee>,
}

impl Calling {
    fn on(conn: &mut Conn, branch: BranchId, who: &SignedIn, round: RoundId, now: Instant) -> Result<Self, Problem> {
        let opened = opening::open(conn, branch, who, round, now)?;
        let doors = opening::doors_of(conn, branch, round)?;
        let callees = phone_bank::at_doors(conn, branch, &doors)?;
        Ok(Self { opened, doors, callees })
    }

    fn shift(&self) -> Option<ShiftId> {
        self.opened.shift.as_ref().map(|shift| shift.id)
    }

    fn with(&self, number: RowId) -> Result<&Callee, NoResult> {
        self.callees.iter().find(|each| each.number == number).ok_or(NoResult::NoNumber)
    }
}

fn path(round: RoundId) -> String {
    format!("/canvass/rounds/{round}/calls")
}

async fn next(desk: Desk, who: SignedIn, id: Path<RoundId>) -> Answer {
    let round = *id;
    note_look(&desk, &who, round).await?;
    desk.page(move |look| {
        let calling = Calling::on(look.conn, look.branch.id, &who, round, look.now)?;
        let here = next_after(&calling.callees, None, calling.shift()).map(|callee| callee.number);
        page(look, calling, here, Filled::default())
    })
    .await
}

async fn one(desk: Desk, who: SignedIn, at: Path<(RoundId, RowId)>) -> Answer {
    let (round, number) = at.into_inner();
    note_look(&desk, &who, round).await?;
    desk.page(move |look| {
        let calling = Calling::on(look.conn, look.branch.id, &who, round, look.now)?;
        calling.with(number)?;
        page(look, calling, Some(number), Filled::default())
    })
    .await
}

/// Checks that the round is open and notes the look at its numbers.
async fn note_look(desk: &Desk, who: &SignedIn, round: RoundId) -> Result<(), Problem> {
    let asking = who.clone();
    desk.look(move |look| opening::open(look.conn, look.branch.id, &asking, round, look.now).map(|_| ())).await?;
    electors::note_look(desk, who, path(round)).await
}

fn page(look: &mut Look<'_>, calling: Calling, here: Option<RowId>, form: Filled) -> Result<CallsPage, Problem> {
    let branch = look.branch.id;
    let codes = store::codes(look.conn, branch)?;
    let doors: Vec<DoorId> = calling.callees.iter().map(|callee| callee.door).collect();
    let behind = electors::electors_at(look.conn, branch, &doors)?;
    let names = names(&behind);
    let told = |callee: &Callee| callee.last.map(|last| codes.words(last.outcome, last.code));
    let named = |callee: &Callee| callee.elector.and_then(|id| names.get(&id).cloned()).unwrap_or_default();
    let line = |callee: &Callee| Line {
        number: callee.number,
        name: named(callee),
        address: callee.address.clone(),
        picture: callee.picture(),
        words: told(callee),
        at: callee.last.map(|last| last.at),
        is_here: Some(callee.number) == here,
    };
    let count = |picture| calling.callees.iter().filter(|callee| callee.picture() == picture).count();
    let called = here.and_then(|here| calling.callees.iter().find(|callee| callee.number == here));
    let shown = called.map(|callee| Here {
        number: callee.number,
        elector: callee.elector,
        name: named(callee),
        address: callee.address.clone(),
        written: callee.telephone.written.clone(),
        dialled: callee.telephone.dialled.clone(),
        words: callee.words.clone(),
        electors: if callee.elector.is_some() { Vec::new() } else { behind.get(&callee.door).cloned().unwrap_or_default() },
        last: told(callee),
        last_at: callee.last.map(|last| last.at),
        skip: next_after(&calling.callees, here, calling.shift()).map(|next| next.number).filter(|next| Some(*next) != here),
    });
    Ok(CallsPage {
        round: calling.opened.round.id,
        here: shown,
        lines: calling.callees.iter().map(line).collect(),
        todo: count(Picture::Todo),
        back: count(Picture::Back),
        done: count(Picture::Done),
        code: calling.opened.round.code,
        outcomes: buttons(&codes.results),
        intentions: buttons(&codes.intentions),
        questions: codes.questions,
        form,
    })
}

fn names(behind: &HashMap<DoorId, Vec<Elector>>) -> HashMap<ElectorId, String> {
    behind.values().flatten().map(|elector| (elector.id, elector.name.clone())).collect()
}

async fn record(desk: Desk, who: SignedIn, at: Path<(RoundId, RowId)>, posted: Posted<Heard>) -> Answer {
    let (round, number) = at.into_inner();
    let (typed, replies, asking) = (posted.typed(), posted.typed(), who.clone());
    let answer = desk
        .act(who.actor(), &posted.once, move |act| {
            let (branch, now) = (act.branch(), act.at());
            let calling = Calling::on(act.conn(), branch, &who, round, now)?;
            let callee = calling.with(number)?;
            let (_, door) = calling.doors.iter().find(|(_, door)| door.id == callee.door).ok_or(NoResult::NoSuchDoor)?;
            let codes = store::codes(act.conn(), branch)?;
            let hearing = Hearing { round, shift: calling.shift(), account: who.account, by_telephone: true };
            let mut new = results::read(act, (&posted.form, &replies), &codes, door, hearing)?;
            new.elector = callee.elector.or(new.elector);
            let result = store::record(act, &new)?;
            if new.outcome.is_answer() {
                finish(act, number, who.account)?;
            }
            let next = next_path(act, &calling, number)?;
            let words = format!("{}: {}.", callee.address, codes.words(new.outcome, new.own.result).to_lowercase());
            Ok(see(next).saying(words).with_undo(format!("/canvass/rounds/{round}/results/{result}/undoing"), "Undo"))
        })
        .await;
    desk.or_again(answer, typed, move |look, form| {
        let calling = Calling::on(look.conn, look.branch.id, &asking, round, look.now)?;
        page(look, calling, Some(number), form)
    })
    .await
}

/// Whoever was reached waits for no call any more.
fn finish(act: &mut Act<'_>, number: RowId, by: crate::db::AccountId) -> Result<(), Problem> {
    let branch = act.branch();
    let found = follow_ups::find(act.conn(), branch, number)?;
    match found.done_at {
        None => Ok(follow_ups::finish(act, number, by)?),
        Some(_) => Ok(()),
    }
}

/// A call that is undone: whoever was reached by it waits again.
pub fn reopen(act: &mut Act<'_>, result: &Recorded) -> Result<(), Problem> {
    let branch = act.branch();
    let numbers = follow_ups::may_be_called_at(act.conn(), branch, &[result.door])?;
    let theirs = numbers.iter().filter(|number| number.elector == result.elector && number.done_at.is_some());
    for number in theirs.filter(|_| result.outcome.is_answer()) {
        follow_ups::reopen(act, number.id)?;
    }
    Ok(())
}

/// The page of the next call, or of the round when nobody is left.
fn next_path(act: &mut Act<'_>, calling: &Calling, after: RowId) -> Result<String, Problem> {
    let (branch, round) = (act.branch(), calling.opened.round.id);
    let now = phone_bank::at_doors(act.conn(), branch, &calling.doors)?;
    let next = next_after(&now, Some(after), calling.shift());
    Ok(next.map_or_else(|| path(round), |next| format!("{}/{}", path(round), next.number)))
}

async fn end(desk: Desk, who: SignedIn, at: Path<(RoundId, RowId)>, posted: Posted<Nothing>) -> Answer {
    let (round, number) = at.into_inner();
    desk.act(who.actor(), &posted.once, move |act| {
        let (branch, now) = (act.branch(), act.at());
        let calling = Calling::on(act.conn(), branch, &who, round, now)?;
        let callee = calling.with(number)?;
        follow_ups::wishes_no_call(act, number)?;
        let next = next_path(act, &calling, number)?;
        Ok(see(next).saying(format!("{}: the number is gone, and nobody calls there again.", callee.address)))
    })
    .await
}
