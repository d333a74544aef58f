//! A question: the chair puts an amendment or the motion, or sees that nobody is against it.

use actix_web::web::{self, Path, ServiceConfig};
use serde::Deserialize;

use super::{
    super::{
        evening::Evening,
        event::{Asked, Asks, Deed, Put},
        procedural::Procedural,
        rules::{self, Refusal},
        settling, speakers,
        subject::Subject,
    },
    board, to_board,
};
use crate::{
    accounts::{ChairMeetings, Holding},
    audit::Act,
    ballots::{self, Question},
    db::MeetingId,
    meetings,
    motions::amending::{self, State, ToDecide},
    rulebook::{Emergency, Outcome},
    web::{Answer, Desk, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/meetings/{meeting}/floor/question", web::post().to(put))
        .route("/meetings/{meeting}/floor/agreement", web::post().to(agree))
        .route("/meetings/{meeting}/floor/seconder", web::post().to(second))
        .route("/meetings/{meeting}/floor/fall", web::post().to(fall));
}

/// What is put: an amendment by its number, or the motion.
#[derive(Deserialize)]
struct Putting {
    #[serde(default)]
    seen: i32,
    #[serde(default)]
    amendment: Option<i32>,
}

async fn put(desk: Desk, who: Holding<ChairMeetings>, meeting: Path<MeetingId>, posted: Posted<Putting>) -> Answer {
    let (id, form) = (*meeting, posted.form);
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let evening = Evening::as_seen(act, id, form.seen)?;
        let asked = asked(act, &evening, form.amendment)?;
        open(act, &evening, asked)?;
        Ok(see(board(id)).saying("The vote is open, on every phone in the room."))
    });
    answer.await.map_err(to_board(id))
}

async fn agree(desk: Desk, who: Holding<ChairMeetings>, meeting: Path<MeetingId>, posted: Posted<Putting>) -> Answer {
    let (id, form) = (*meeting, posted.form);
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let evening = Evening::as_seen(act, id, form.seen)?;
        let question = asked(act, &evening, form.amendment)?;
        let beside = settling::settle(act, id, &question, Outcome::Carried, "without a vote")?;
        let words = [Some(format!("{} is agreed.", question.subject())), beside.says()];
        evening.note(act, &Deed::Agreed { question, beside })?;
        Ok(see(board(id)).saying(words.into_iter().flatten().collect::<Vec<_>>().join(" ")))
    });
    answer.await.map_err(to_board(id))
}

async fn fall(desk: Desk, who: Holding<ChairMeetings>, meeting: Path<MeetingId>, posted: Posted<Putting>) -> Answer {
    let (id, form) = (*meeting, posted.form);
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let evening = Evening::as_seen(act, id, form.seen)?;
        rules::may_go_on(&evening.meeting, &evening.standing)?;
        let subject = evening.subject(act.conn())?;
        let (motion, one) = (subject.undecided().ok_or(Refusal::NothingToPut)?, numbered(&subject, form.amendment)?);
        let unseconded = one.lacks_seconder.as_ref().map(|clause| format!("Nobody seconded it ({clause})."));
        let because = one.falls.clone().or(unseconded).ok_or(Refusal::AmendmentStands)?;
        amending::decide(act, (motion.id, one.id), State::Fallen)?;
        evening.note(act, &Deed::Fell { number: one.number, because })?;
        Ok(see(board(id)).saying(format!("Amendment {} has fallen.", one.number)))
    });
    answer.await.map_err(to_board(id))
}

/// Somebody in the room has seconded it.
async fn second(desk: Desk, who: Holding<ChairMeetings>, meeting: Path<MeetingId>, posted: Posted<Putting>) -> Answer {
    let (id, form) = (*meeting, posted.form);
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let evening = Evening::as_seen(act, id, form.seen)?;
        rules::may_go_on(&evening.meeting, &evening.standing)?;
        let subject = evening.subject(act.conn())?;
        let (motion, one) = (subject.undecided().ok_or(Refusal::NothingToPut)?, numbered(&subject, form.amendment)?);
        amending::second_in_the_room(act, (motion.id, one.id))?;
        Ok(see(board(id)).saying(format!("Amendment {} is seconded.", one.number)))
    });
    answer.await.map_err(to_board(id))
}

fn numbered(subject: &Subject, number: Option<i32>) -> Result<&ToDecide, Refusal> {
    subject.amendments.iter().find(|one| Some(one.number) == number).ok_or(Refusal::NoSuchAmendment)
}

/// The question of this moment: the amendment with that number, or the motion itself.
fn asked(act: &mut Act<'_>, evening: &Evening, amendment: Option<i32>) -> Result<Asked, Problem> {
    let subject = evening.subject(act.conn())?;
    if let Some(rule) = evening.emergency(&subject) {
        return emergency(evening, &subject, rule, amendment);
    }
    let Some(number) = amendment else {
        let ground = evening.may_put(&subject)?;
        return Ok(evening.asked(Asks::Motion, subject.motion.as_ref(), ground));
    };
    let ground = evening.may_ask()?;
    let one = rules::may_put_amendment(&subject.amendments, number)?;
    let asks = Asks::Amendment { id: one.id, number, wording: one.wording.clone() };
    Ok(Asked { mover: Some(one.mover), ..evening.asked(asks, subject.motion.as_ref(), ground) })
}

/// The question before an emergency motion: whether the meeting takes it. Nothing else about it is put before.
fn emergency(evening: &Evening, subject: &Subject, rule: &Emergency, amendment: Option<i32>) -> Result<Asked, Problem> {
    if amendment.is_some() {
        return Err(Refusal::EmergencyNotTaken { clause: rule.src.clone() }.into());
    }
    let asks = Asks::Procedural { motion: Procedural::TakeEmergency, words: String::new() };
    let asked = evening.asked(asks, subject.motion.as_ref(), evening.may_ask()?);
    Ok(Asked { own_matter: Some(rule.accepted_by.clone()), ..asked })
}

/// Puts a question to the phones of those in the room who may vote.
pub(super) fn open(act: &mut Act<'_>, evening: &Evening, asked: Asked) -> Result<(), Problem> {
    let question = Question {
        title: format!("{}: {}", asked.subject(), asked.title),
        question: asked.question().to_owned(),
        matter: asked.matter().to_owned(),
        about: about(evening, &asked),
        roll: meetings::present(act.conn(), evening.branch.id, evening.meeting.id)?,
    };
    let ballot = ballots::open_decision(act, &question)?;
    if asked.ends_the_speech() {
        speakers::hush(act, evening.branch.id, evening.meeting.id)?;
    }
    Ok(evening.note(act, &Deed::Put { question: Put { ballot, asked } })?)
}

/// The page of what is decided: only one vote at a time is open about it.
fn about(evening: &Evening, asked: &Asked) -> String {
    match (asked.motion, &asked.asks) {
        (Some(motion), Asks::Motion) => format!("/motions/{motion}"),
        (Some(motion), Asks::Amendment { id, .. }) => format!("/motions/{motion}/amendments/{id}"),
        (_, Asks::Ratification { resolution, .. }) => format!("/resolutions/{resolution}"),
        _ => evening.meeting.href(),
    }
}
