//! "I am here": a member checks herself in with the code of the room, in it or from elsewhere, or says her word at the door.

use actix_web::web::{self, Path, ServiceConfig};
use serde::{Deserialize, Serialize};

use super::{
    super::{Meeting, State, attendance::Whereabouts, door, rules, store},
    card,
};
use crate::{
    branch,
    db::{Instant, MeetingId, MemberId},
    members::SignedInMember,
    render::Page,
    web::{Answer, Choice, Desk, Faults, Filled, Look, Nothing, Posted, Problem, Tries, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/meetings/{meeting}/here", web::get().to(show))
        .route("/meetings/{meeting}/here", web::post().to(arrive))
        .route("/meetings/{meeting}/here/departure", web::post().to(depart));
}

/// A code of the room has twenty bits, enough against guessing where nobody may guess often.
static WRONG_CODES: Tries<MemberId> = Tries::at_most(10);

/// "Type the code of the room", or "You are checked in".
#[derive(Debug, Serialize)]
pub struct HerePage {
    meeting: Meeting,
    form: Filled,
    stay: Option<Here>,
    /// What one says at the door instead of a name.
    word: String,
    /// Where one may take part; nothing where the meeting is in one room only.
    places: Vec<Choice>,
}

/// One's own stay.
#[derive(Debug, Serialize)]
struct Here {
    since: Instant,
    may_vote: bool,
    says: String,
    whereabouts: Whereabouts,
}

impl Page for HerePage {
    const TEMPLATE: &'static str = "meetings/here.html";
    fn title(&self) -> String {
        "I am here".into()
    }
    fn samples() -> Vec<Self> {
        let since = super::sample_moment("2026-12-17T18:51:00Z");
        let here = |may_vote| Some(Here { since, may_vote, says: "Dues are late.".into(), whereabouts: Whereabouts::Room });
        let page = |state, stay, form| {
            let meeting = super::sample_meeting(state);
            HerePage { places: places(&meeting), meeting, form, stay, word: "7KMQ".into() }
        };
        let wrong = Filled::default().but(Faults::at("code", rules::Refusal::WrongCode.to_string()));
        vec![
            page(State::Called, None, wrong),
            page(State::Open, here(true), Filled::default()),
            page(State::Open, here(false), Filled::default()),
            page(State::Closed, None, Filled::default()),
        ]
    }
}

impl HerePage {
    fn of(look: &mut Look<'_>, id: MeetingId, member: MemberId, word: String, form: Filled) -> Result<Self, Problem> {
        let meeting = store::find(look.conn, look.branch.id, id)?;
        let attendance = store::attendance(look.conn, look.branch.id, id)?;
        let stay = attendance.into_iter().find(|stay| stay.member == member && stay.left_at.is_none());
        let stay = stay.map(|stay| Here {
            since: stay.joined_at,
            may_vote: stay.may_vote,
            says: stay.says,
            whereabouts: stay.whereabouts,
        });
        Ok(Self { places: places(&meeting), meeting, form, stay, word })
    }
}

fn places(meeting: &Meeting) -> Vec<Choice> {
    match meeting.online_link {
        Some(_) => vec![Choice::of("room", "In the room"), Choice::of("remote", "Online")],
        None => Vec::new(),
    }
}

async fn show(desk: Desk, who: SignedInMember, meeting: Path<MeetingId>) -> Answer {
    let member = who.member.id;
    let word = card::word(&desk, *meeting, member)?;
    let form = Filled::with([("whereabouts", Whereabouts::Room.to_string())]);
    desk.page(move |look| HerePage::of(look, *meeting, member, word, form)).await
}

#[derive(Deserialize)]
struct Typed {
    #[serde(default)]
    code: String,
    #[serde(default)]
    whereabouts: Option<Whereabouts>,
}

async fn arrive(desk: Desk, who: SignedInMember, meeting: Path<MeetingId>, posted: Posted<Typed>) -> Answer {
    let (typed, Typed { code, whereabouts }) = (posted.typed(), posted.form);
    let (id, member) = (*meeting, who.member.id);
    let word = card::word(&desk, id, member)?;
    let now = desk.scribe().clock().now();
    if WRONG_CODES.are_spent(&member, now) {
        return Err(Problem::TooMany);
    }
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let body = branch::find(act.conn(), branch)?;
        let meeting = store::find(act.conn(), body.id, id)?;
        rules::may_check_oneself_in(&meeting, meeting.on(&body), body.date_of(act.at()), &code)?;
        let elsewhere = meeting.online_link.as_ref().and(whereabouts);
        door::check_in_from(act, id, member, elsewhere.unwrap_or(Whereabouts::Room))?;
        Ok(see(format!("/meetings/{id}/here")).saying("You are checked in."))
    });
    let answer = answer.await;
    if let Err(Problem::Faults(_)) = &answer {
        WRONG_CODES.count(member, now);
    }
    desk.or_again(answer, typed, move |look, form| HerePage::of(look, id, member, word, form)).await
}

async fn depart(desk: Desk, who: SignedInMember, meeting: Path<MeetingId>, posted: Posted<Nothing>) -> Answer {
    let (id, member) = (*meeting, who.member.id);
    desk.act(who.actor(), &posted.once, move |act| {
        door::check_out(act, id, member)?;
        Ok(see(format!("/meetings/{id}")).saying("You are checked out. Come back when you like."))
    })
    .await
}
