//! "Are you coming?", asked in the mail and answered with one tap: the link shows this page, and only the tap changes
//! anything, because the machines that look through mail open every link in it.

use std::net::IpAddr;

use actix_web::{
    HttpRequest,
    web::{self, Path, ServiceConfig},
};
use serde::{Deserialize, Serialize};

use super::super::{
    Meeting, State,
    reply::{self, Reply, Via},
    rules::Refusal,
    store,
};
use crate::{
    audit::Actor,
    db::{BranchId, Conn, MeetingId, MemberId},
    mail::key,
    members,
    render::Page,
    web::{Answer, Desk, Posted, Problem, Tries, see, sender},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/coming/{key}", web::get().to(ask)).route("/coming/{key}", web::post().to(answer));
}

/// A key has sixty bits and cannot be guessed; this keeps a machine that tries all the same from keeping this one busy.
static WRONG_KEYS: Tries<IpAddr> = Tries::at_most(200);

/// What one can answer to a notice, and what one has.
#[derive(Debug, Clone, Serialize)]
pub struct Replying {
    action: String,
    /// The sentence on what was answered; none before.
    said: Option<&'static str>,
    choices: Vec<Choice>,
}

/// A button.
#[derive(Debug, Clone, Serialize)]
struct Choice {
    value: Reply,
    label: &'static str,
    icon: &'static str,
}

impl Replying {
    /// The answers still open to somebody who last gave this one; nothing once the meeting has begun.
    pub fn of(meeting: &Meeting, action: String, given: Option<Reply>) -> Option<Self> {
        let others = Reply::open_to(meeting).into_iter().filter(|reply| Some(*reply) != given);
        let choices = others.map(|value| Choice { value, label: value.label(), icon: value.icon() }).collect();
        (meeting.state == State::Called).then(|| Self { action, said: given.map(Reply::to_oneself), choices })
    }
}

/// "Are you coming?"
#[derive(Debug, Serialize)]
pub struct ComingPage {
    meeting: Meeting,
    /// Whom the link was sent to.
    name: String,
    reply: Option<Reply>,
    replying: Option<Replying>,
    /// The meeting as a file for one's calendar.
    calendar: String,
}

impl Page for ComingPage {
    const TEMPLATE: &'static str = "meetings/coming.html";
    fn title(&self) -> String {
        "Are you coming?".into()
    }
    fn samples() -> Vec<Self> {
        let page = |state, given| {
            let meeting = super::sample_meeting(state);
            let replying = Replying::of(&meeting, "/coming/7KM2QXABC3DE".into(), given);
            ComingPage { meeting, name: "Ama Okoro".into(), reply: given, replying, calendar: "/coming/x/calendar.ics".into() }
        };
        vec![
            page(State::Called, None),
            page(State::Called, Some(Reply::Coming)),
            page(State::Called, Some(Reply::Online)),
            page(State::Called, Some(Reply::Apologies)),
            page(State::Open, None),
            page(State::Closed, Some(Reply::Apologies)),
        ]
    }
}

async fn ask(desk: Desk, request: HttpRequest, key: Path<String>) -> Answer {
    let (from, now) = (sender(&request), desk.scribe().clock().now());
    if from.is_some_and(|from| WRONG_KEYS.are_spent(&from, now)) {
        return Err(Problem::TooMany);
    }
    let key = key.into_inner();
    let answer = desk.page(move |look| {
        let (id, member) = opened(look.conn, look.branch.id, &key)?;
        let meeting = store::find(look.conn, look.branch.id, id)?;
        let reply = store::reply_of(look.conn, look.branch.id, id, member)?.map(|given| given.reply);
        let name = members::names(look.conn, look.branch.id, &[member])?.remove(&member).unwrap_or_default();
        let replying = Replying::of(&meeting, format!("/coming/{key}"), reply);
        Ok(ComingPage { meeting, name, reply, replying, calendar: format!("/coming/{key}/calendar.ics") })
    });
    let answer = answer.await;
    if let (Err(_), Some(from)) = (&answer, from) {
        WRONG_KEYS.count(from, now);
    }
    answer
}

/// Whom a key was sent to, and for which meeting.
fn opened(conn: &mut Conn, branch: BranchId, key: &str) -> Result<(MeetingId, MemberId), Problem> {
    Ok(store::sent_with(conn, branch, &key::hash_of(key))?.ok_or(Refusal::UnknownLink)?)
}

#[derive(Debug, Deserialize)]
pub struct Answered {
    #[serde(default)]
    reply: String,
}

impl Answered {
    /// What was answered.
    pub fn read(&self) -> Result<Reply, Refusal> {
        self.reply.parse().map_err(|_| Refusal::NoReply)
    }
}

async fn answer(desk: Desk, key: Path<String>, posted: Posted<Answered>) -> Answer {
    let key = key.into_inner();
    desk.act(Actor::Visitor, &posted.once, move |act| {
        let branch = act.branch();
        let (id, member) = opened(act.conn(), branch, &key)?;
        let given = posted.form.read()?;
        reply::reply(act, id, member, (given, Via::Link))?;
        Ok(see(format!("/coming/{key}")))
    })
    .await
}
