//! Asking to speak, taking it back, and the chair's calling.

use actix_web::web::{self, Path, ServiceConfig};
use serde::Deserialize;

use super::{
    super::{
        evening::Evening,
        pages::{board, onward, to_board},
    },
    Speech, Stance,
    rules::{self, NoSpeech},
    store,
};
use crate::{
    accounts::{ChairMeetings, Holding},
    audit::Act,
    db::{MeetingId, RowId},
    meetings,
    members::SignedInMember,
    web::{Answer, Desk, Nothing, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/meetings/{meeting}/speeches", web::post().to(ask))
        .route("/meetings/{meeting}/speeches/{speech}/withdrawal", web::post().to(withdraw))
        .route("/meetings/{meeting}/floor/speaker", web::post().to(call))
        .route("/meetings/{meeting}/floor/mover", web::post().to(call_mover))
        .route("/meetings/{meeting}/floor/silence", web::post().to(end));
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    stance: String,
}

async fn ask(desk: Desk, who: SignedInMember, meeting: Path<MeetingId>, posted: Posted<Asked>) -> Answer {
    let (id, member, stance) = (*meeting, who.member.id, posted.form.stance.parse());
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let evening = Evening::at(act, id)?;
        let stance: Stance = stance.map_err(|_| NoSpeech::NoStance)?;
        if !meetings::is_present(act.conn(), evening.branch.id, id, member)? {
            return Err(NoSpeech::NotHere.into());
        }
        let speeches = store::of_meeting(act.conn(), evening.branch.id, id)?;
        let mine: Vec<&Speech> = speeches.iter().filter(|speech| speech.member == member).collect();
        let rules = evening.branch.rulebook.motions.speeches.clone().unwrap_or_default();
        let item = rules::may_ask(evening.meeting.state, &evening.standing, &rules, &mine, stance)?;
        store::add(act, id, item, member, stance, None)?;
        Ok(see(phone(id)).saying("You are on the list. The page says when it is your turn."))
    });
    answer.await.map_err(|problem| onward(problem, phone(id), "Back to the meeting"))
}

async fn withdraw(desk: Desk, who: SignedInMember, place: Path<(MeetingId, RowId)>, posted: Posted<Nothing>) -> Answer {
    let ((id, speech), member) = (*place, who.member.id);
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let found = find(act, id, speech)?;
        rules::may_withdraw(&found, member)?;
        store::withdraw(act, id, &found)?;
        Ok(see(phone(id)).saying("You are off the list."))
    });
    answer.await.map_err(|problem| onward(problem, phone(id), "Back to the meeting"))
}

#[derive(Deserialize)]
struct Called {
    speech: RowId,
}

async fn call(desk: Desk, who: Holding<ChairMeetings>, meeting: Path<MeetingId>, posted: Posted<Called>) -> Answer {
    let (id, speech) = (*meeting, posted.form.speech);
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let found = find(act, id, speech)?;
        let evening = Evening::at(act, id)?;
        rules::may_call(evening.meeting.state, &evening.standing, &found)?;
        store::hush(act, evening.branch.id, id)?;
        store::call(act, id, &found)?;
        Ok(see(board(id)))
    });
    answer.await.map_err(to_board(id))
}

async fn call_mover(desk: Desk, who: Holding<ChairMeetings>, meeting: Path<MeetingId>, posted: Posted<Asked>) -> Answer {
    let (id, stance) = (*meeting, posted.form.stance.parse());
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let evening = Evening::at(act, id)?;
        let subject = evening.subject(act.conn())?;
        let motion = subject.undecided().ok_or(NoSpeech::Gone)?;
        let item = evening.standing.item.as_ref().ok_or(NoSpeech::NoItem)?.id;
        let stance =
            stance.ok().filter(|stance| matches!(stance, Stance::Opening | Stance::Reply)).ok_or(NoSpeech::NoStance)?;
        let speeches = store::of_meeting(act.conn(), evening.branch.id, id)?;
        if speeches.iter().any(|speech| speech.item == item && speech.stance == stance) {
            return Err(NoSpeech::Moved.into());
        }
        store::hush(act, evening.branch.id, id)?;
        let at = act.at();
        store::add(act, id, item, motion.mover, stance, Some(at))?;
        Ok(see(board(id)))
    });
    answer.await.map_err(to_board(id))
}

async fn end(desk: Desk, who: Holding<ChairMeetings>, meeting: Path<MeetingId>, posted: Posted<Nothing>) -> Answer {
    let id = *meeting;
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        if !store::of_meeting(act.conn(), branch, id)?.iter().any(Speech::is_going_on) {
            return Err(NoSpeech::Silence.into());
        }
        store::hush(act, branch, id)?;
        Ok(see(board(id)))
    });
    answer.await.map_err(to_board(id))
}

fn find(act: &mut Act<'_>, meeting: MeetingId, speech: RowId) -> Result<Speech, Problem> {
    let branch = act.branch();
    let all = store::of_meeting(act.conn(), branch, meeting)?;
    all.into_iter().find(|found| found.id == speech).ok_or_else(|| NoSpeech::Gone.into())
}

fn phone(meeting: MeetingId) -> String {
    format!("/meetings/{meeting}/vote")
}
