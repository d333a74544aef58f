//! What the meeting decides about its own proceedings: procedural motions, a secret vote, a line for the minutes.

use actix_web::web::{self, Path, ServiceConfig};
use serde::Deserialize;

use super::{
    super::{
        evening::Evening,
        event::{Asked, Asks, Deed},
        procedural::Procedural,
        rules::{self, Refusal},
    },
    board,
    board::BoardPage,
    question, to_board,
};
use crate::{
    accounts::{ChairMeetings, Holding},
    audit::Act,
    db::MeetingId,
    members,
    motions::{
        Motion,
        resolutions::{self, Promise},
    },
    render::{dates, words::capitalised},
    rulebook::Rulebook,
    web::{Answer, Choice, Desk, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/meetings/{meeting}/floor/procedural", web::post().to(propose))
        .route("/meetings/{meeting}/floor/secrecy", web::post().to(ask_secret))
        .route("/meetings/{meeting}/floor/notes", web::post().to(note));
}

/// The procedural motions that could be moved now, each with its majority; some need a motion before the meeting.
pub fn offered(book: &Rulebook, before: Option<&Motion>) -> Vec<Choice> {
    let fits = |motion: &&Procedural| motion.is_moved() && (before.is_some() || !motion.needs_a_motion());
    let fitting = Procedural::ALL.iter().filter(fits);
    let offer = |motion: &Procedural| {
        let rule = capitalised(&book.majority_in_words(motion.matter()));
        Choice::of(motion.as_str(), motion.label()).hinted(rule)
    };
    fitting.map(offer).collect()
}

#[derive(Deserialize)]
struct Moved {
    #[serde(default)]
    seen: i32,
    #[serde(default)]
    motion: String,
    #[serde(default)]
    words: String,
    /// Who moves it, as typed; nobody has to be named.
    #[serde(default)]
    mover: String,
    #[serde(default)]
    supporters: String,
}

async fn propose(desk: Desk, who: Holding<ChairMeetings>, meeting: Path<MeetingId>, posted: Posted<Moved>) -> Answer {
    let (typed, id, form) = (posted.typed(), *meeting, posted.form);
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let evening = Evening::as_seen(act, id, form.seen)?;
        let motion: Procedural = form.motion.parse().map_err(|_| Refusal::NoProcedural)?;
        let subject = evening.subject(act.conn())?;
        let supporters = form.supporters.trim().parse().unwrap_or(0);
        let ground = evening.may_ask()?;
        let room = evening.quorum.present;
        rules::may_move(&evening.branch.rulebook, motion, form.words.trim(), (supporters, room), subject.state())?;
        let mover = match form.mover.trim() {
            "" => None,
            typed => Some(members::naming::named(act.conn(), evening.branch.id, typed, "mover")?),
        };
        let asks = Asks::Procedural { motion, words: form.words.trim().to_owned() };
        let asked = Asked { mover, secret: None, ..evening.asked(asks, subject.undecided(), ground) };
        question::open(act, &evening, asked)?;
        Ok(see(board(id)).saying("It is put to the vote. Nothing else is done until it is decided."))
    });
    desk.or_again(answer.await.map_err(to_board(id)), typed, move |look, form| BoardPage::of(look, id, Some(form))).await
}

#[derive(Deserialize)]
struct Asking {
    #[serde(default)]
    seen: i32,
    #[serde(default)]
    by: String,
}

async fn ask_secret(desk: Desk, who: Holding<ChairMeetings>, meeting: Path<MeetingId>, posted: Posted<Asking>) -> Answer {
    let (typed, id, form) = (posted.typed(), *meeting, posted.form);
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let evening = Evening::as_seen(act, id, form.seen)?;
        rules::may_go_on(&evening.meeting, &evening.standing)?;
        let by = form.by.trim().parse().unwrap_or(0);
        let clause = rules::may_ask_secret(&evening.branch.rulebook, by, evening.quorum.present)?;
        evening.note(act, &Deed::SecretAsked { by, clause })?;
        Ok(see(board(id)).saying("The votes on this item are secret: on phones, or on slips of paper."))
    });
    desk.or_again(answer.await.map_err(to_board(id)), typed, move |look, form| BoardPage::of(look, id, Some(form))).await
}

#[derive(Deserialize)]
struct Note {
    #[serde(default)]
    note: String,
}

async fn note(desk: Desk, who: Holding<ChairMeetings>, meeting: Path<MeetingId>, posted: Posted<Note>) -> Answer {
    let (typed, id, form) = (posted.typed(), *meeting, posted.form);
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        // A line stands beside whatever another chair does meanwhile.
        let evening = Evening::at(act, id)?;
        let words = form.note.trim();
        rules::may_note(&evening.meeting, words)?;
        let (line, said) = match resolutions::promised(words, evening.branch.date_of(evening.clock)) {
            Some(promise) => taken_down(act, &evening, &promise)?,
            None => (words.to_owned(), "It is in the minutes.".to_owned()),
        };
        evening.note(act, &Deed::Noted { words: line })?;
        Ok(see(board(id)).saying(said))
    });
    desk.or_again(answer.await.map_err(to_board(id)), typed, move |look, form| BoardPage::of(look, id, Some(form))).await
}

/// Asks whoever is named to do what the line says. Gives the line of the minutes, and what to say to the chair.
fn taken_down(act: &mut Act<'_>, evening: &Evening, promise: &Promise) -> Result<(String, String), Problem> {
    let branch = evening.branch.id;
    let owner = members::naming::named(act.conn(), branch, &promise.who, "note")?;
    resolutions::promise(act, evening.meeting.id, owner, &promise.what, promise.by)?;
    let name = members::names(act.conn(), branch, &[owner])?.remove(&owner).unwrap_or_default();
    let by = promise.by.map(|day| format!(", by {}", dates::day(day))).unwrap_or_default();
    let what = promise.what.trim_end_matches('.');
    Ok((format!("Action: {name}{by}: {what}."), format!("It is in the minutes, and {name} is asked by mail to do it.")))
}
