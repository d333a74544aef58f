//! The door taken along: a page that goes on working where there is no network, the list that it carries, and what it tells
//! afterwards.

use std::collections::HashSet;

use actix_web::{
    HttpResponse, ResponseError,
    http::header,
    web::{self, Bytes, Path, ServiceConfig},
};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::super::{Meeting, State, attendance::Whereabouts, card, roll, rules, store, taps};
use crate::{
    accounts::{Holding, KeepTheDoor},
    db::{Instant, MeetingId, MemberId, Vault},
    members,
    render::Page,
    web::{Answer, Desk, Look, Problem},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/meetings/{meeting}/door/desk", web::get().to(show))
        .route("/meetings/{meeting}/door/list", web::get().to(list))
        .route("/meetings/{meeting}/door/taps", web::post().to(receive));
}

/// The page that a phone keeps. It holds no name: the list comes after it, and lies sealed on the phone.
#[derive(Debug, Serialize)]
pub struct DeskPage {
    meeting: Meeting,
}

impl Page for DeskPage {
    const TEMPLATE: &'static str = "meetings/desk.html";
    fn title(&self) -> String {
        format!("Door desk: {}", self.meeting.title)
    }
    fn samples() -> Vec<Self> {
        [State::Called, State::Open, State::Closed].map(|state| DeskPage { meeting: super::sample_meeting(state) }).into()
    }
}

async fn show(desk: Desk, _who: Holding<KeepTheDoor>, meeting: Path<MeetingId>) -> Answer {
    desk.page(move |look| Ok(DeskPage { meeting: store::find(look.conn, look.branch.id, *meeting)? })).await
}

/// Whom a desk may meet, each line sealed.
#[derive(Debug, Serialize)]
struct DeskList {
    drawn_at: Instant,
    /// After the meeting has closed nobody is checked in, and the phone forgets the names.
    is_over: bool,
    lines: Vec<DeskLine>,
}

#[derive(Debug, Serialize)]
struct DeskLine {
    id: MemberId,
    name: String,
    number: String,
    may_vote: bool,
    /// What stands in the way of a vote.
    says: String,
    /// Dues are not paid to the day of the meeting: a quiet word.
    owes: bool,
    /// What the member can say instead of a name.
    word: String,
    /// What the picture on the member's card says.
    card: String,
    seal: String,
    /// Where the member takes part already.
    here: Option<Whereabouts>,
}

async fn list(desk: Desk, _who: Holding<KeepTheDoor>, meeting: Path<MeetingId>) -> Answer {
    let (scribe, id) = (desk.scribe().clone(), *meeting);
    let drawn = desk.look(move |look| drawn(look, scribe.vault().map_err(Problem::broken)?, id)).await;
    Ok(answered(drawn))
}

fn drawn(look: &mut Look<'_>, vault: &Vault, id: MeetingId) -> Result<DeskList, Problem> {
    let meeting = store::find(look.conn, look.branch.id, id)?;
    let (branch, on) = (look.branch.id, meeting.on(&look.branch));
    let is_over = rules::may_pass_the_door(&meeting).is_err();
    let called = if is_over { Vec::new() } else { store::on_roll(look.conn, branch, id)? };
    let stays = store::attendance(look.conn, branch, id)?;
    let here = |member| stays.iter().find(|stay| stay.member == member && stay.left_at.is_none()).map(|stay| stay.whereabouts);
    let question = roll::question(&look.branch.rulebook, meeting.kind, on);
    let standings = members::roll_on(look.conn, &look.branch, &question)?;
    let called: HashSet<MemberId> = called.into_iter().collect();
    let standings: Vec<_> = standings.into_iter().filter(|line| called.contains(&line.member)).collect();
    let ids: Vec<MemberId> = standings.iter().map(|line| line.member).collect();
    let owing = members::who_owe(look.conn, &look.branch, on)?;
    let persons = members::persons(look.conn, branch, &ids)?;
    let line = |(person, standing): (members::Person, &members::RollLine)| DeskLine {
        id: person.id,
        name: person.name,
        number: person.number,
        may_vote: standing.eligibility.is_yes(),
        says: roll::says(&standing.eligibility),
        owes: owing.contains(&person.id),
        word: card::door_word(vault, id, person.id),
        card: card::token(vault, branch, person.id),
        seal: card::line_seal(vault, id, person.id),
        here: here(person.id),
    };
    let lines = persons.into_iter().filter_map(|person| {
        let standing = standings.iter().find(|line| line.member == person.id)?;
        Some((person, standing))
    });
    Ok(DeskList { drawn_at: look.now, is_over, lines: lines.map(line).collect() })
}

/// What a desk tells of a time without a network.
#[derive(Deserialize)]
struct Told {
    taps: Vec<taps::Tap>,
}

async fn receive(desk: Desk, who: Holding<KeepTheDoor>, meeting: Path<MeetingId>, body: Bytes) -> Answer {
    Ok(answered(received(&desk, who, *meeting, &body).await))
}

async fn received(desk: &Desk, who: Holding<KeepTheDoor>, id: MeetingId, body: &[u8]) -> Result<taps::Receipt, Problem> {
    let told: Told = serde_json::from_slice(body).map_err(|cause| Problem::Garbled(cause.to_string()))?;
    if told.taps.len() > taps::MOST {
        return Err(Problem::TooLong);
    }
    desk.deed(who.actor(), move |act| taps::take_in(act, id, &told.taps)).await
}

/// An answer that the phone's page reads; why something is refused is said in the words that a page would say.
fn answered(done: Result<impl Serialize, Problem>) -> HttpResponse {
    let (mut answer, body) = match done {
        Ok(body) => (HttpResponse::Ok(), json!(body)),
        Err(problem) => {
            if let Problem::Broken(cause) = &problem {
                tracing::error!(%cause, "a desk could not be answered");
            }
            (HttpResponse::build(problem.status_code()), json!({ "words": problem.to_string() }))
        }
    };
    answer.insert_header((header::CACHE_CONTROL, "no-store")).json(body)
}
