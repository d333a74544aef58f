//! Recording what happened at a door, and taking it back.

use actix_web::web::{self, Path, ServiceConfig};
use serde::Deserialize;

use super::super::{
    codes::{Codes, OwnWords},
    rules::{self, NoResult},
    store::{self, At, NewContact},
};
use super::{opening, telephoning, walk};
use crate::{
    accounts::SignedIn,
    audit::Act,
    canvassing::{
        electors::{self, Door},
        rounds,
    },
    db::{AccountId, ContactId, ElectorId, RoundId, ShiftId},
    web::{Answer, Desk, Filled, Nothing, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/canvass/rounds/{round}/doors/{position}/results", web::post().to(record))
        .route("/canvass/rounds/{round}/results/{result}/undoing", web::post().to(undo));
}

/// What was tapped, at a door or after a call.
#[derive(Deserialize)]
pub struct Heard {
    #[serde(default)]
    outcome: String,
    #[serde(default)]
    intention: String,
    #[serde(default)]
    elector: String,
}

/// Where and by whom it was heard.
#[derive(Debug, Clone, Copy)]
pub struct Hearing {
    pub round: RoundId,
    pub shift: Option<ShiftId>,
    pub account: AccountId,
    pub by_telephone: bool,
}

async fn record(desk: Desk, who: SignedIn, at: Path<(RoundId, i32)>, posted: Posted<Heard>) -> Answer {
    let (id, position) = at.into_inner();
    let (typed, replies, asking) = (posted.typed(), posted.typed(), who.clone());
    let answer = desk
        .act(who.actor(), &posted.once, move |act| {
            let opened = opening::open_in(act, &who, id)?;
            let shift = opened.shift.map(|shift| shift.id);
            let branch = act.branch();
            let doors = opening::doors_of(act.conn(), branch, id)?;
            let (_, door) = doors.iter().find(|(each, _)| *each == position).ok_or(NoResult::NoSuchDoor)?;
            let codes = store::codes(act.conn(), branch)?;
            let hearing = Hearing { round: id, shift, account: who.account, by_telephone: false };
            let new = read(act, (&posted.form, &replies), &codes, door, hearing)?;
            let result = store::record(act, &new)?;
            let next = next_path(act, id, &doors, shift, position)?;
            let words = format!("{}: {}.", door.address(), codes.words(new.outcome, new.own.result).to_lowercase());
            Ok(see(next).saying(words).with_undo(format!("/canvass/rounds/{id}/results/{result}/undoing"), "Undo"))
        })
        .await;
    desk.or_again(answer, typed, move |look, form| walk::shown(look, &asking, id, position, form)).await
}

/// The result as it is recorded.
///
/// # Errors
/// [`NoResult`] where it makes no sense.
pub fn read(
    act: &mut Act<'_>,
    sent: (&Heard, &Filled),
    codes: &Codes,
    door: &Door,
    hearing: Hearing,
) -> Result<NewContact, Problem> {
    let (form, all) = sent;
    let (outcome, result) = codes.result(&form.outcome).ok_or(NoResult::NoOutcome)?;
    let said = codes.intention(&form.intention);
    rules::may_record(outcome, said.map(|(intention, _)| intention))?;
    let elector: Option<ElectorId> = form.elector.parse().ok();
    if let Some(elector) = elector {
        let branch = act.branch();
        let behind = electors::electors_at(act.conn(), branch, &[door.id])?;
        if !behind.values().flatten().any(|each| each.id == elector) {
            return Err(NoResult::LivesElsewhere.into());
        }
    }
    let asked = codes.questions.iter().filter(|_| outcome.is_answer());
    let replies = asked.filter_map(|each| codes.reply(each.id, all.value(&format!("q-{}", each.id)))).collect();
    let own = OwnWords { result, intention: said.and_then(|(_, code)| code), replies };
    let Hearing { round, shift, account, by_telephone } = hearing;
    let intention = said.map(|(intention, _)| intention);
    Ok(NewContact { round, door: door.id, shift, elector, account, outcome, intention, own, by_telephone, told: None })
}

/// The page of the next door, or of the round when every door is done.
fn next_path(
    act: &mut Act<'_>,
    id: RoundId,
    doors: &[(i32, Door)],
    shift: Option<ShiftId>,
    position: i32,
) -> Result<String, Problem> {
    let branch = act.branch();
    let knocks = store::knocks(act.conn(), branch, At::Rounds(vec![id]))?;
    Ok(match walk::next_open(doors, &knocks, shift, position) {
        Some(next) => format!("/canvass/rounds/{id}/doors/{next}"),
        None => format!("/canvass/rounds/{id}/walk"),
    })
}

async fn undo(desk: Desk, who: SignedIn, at: Path<(RoundId, ContactId)>, posted: Posted<Nothing>) -> Answer {
    let (id, result) = at.into_inner();
    desk.act(who.actor(), &posted.once, move |act| {
        let opened = opening::open_in(act, &who, id)?;
        let branch = act.branch();
        let result = store::find(act.conn(), branch, result)?;
        if result.round != id {
            return Err(Problem::NotFound);
        }
        rules::may_undo(result.undone_at.is_some(), result.account, who.account, opened.is_coordinator)?;
        store::undo(act, &result)?;
        if result.by_telephone {
            telephoning::reopen(act, &result)?;
            return Ok(see(format!("/canvass/rounds/{id}/calls")).saying("That call is undone."));
        }
        let places = rounds::doors_of(act.conn(), branch, id)?;
        let position = places.iter().find(|place| place.door == result.door).map_or(1, |place| place.position);
        Ok(see(format!("/canvass/rounds/{id}/doors/{position}")).saying("That result is undone."))
    })
    .await
}
