//! Calling the elections of a meeting.

use actix_web::web::{self, Query, ServiceConfig};
use serde::{Deserialize, Serialize};

use super::super::{
    calling::{self, Calling},
    elections::path,
    rules::{self, NotSo},
    store,
};
use crate::{
    accounts::{Holding, RunBallots},
    db::{AccountId, MeetingId},
    meetings::{self, Meeting},
    members::{self, at_head},
    render::{Page, dates, words::plural},
    web::{Answer, Choice, Desk, Faults, Filled, Look, Posted, Problem, see, typed},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/officers/elections/new", web::get().to(new)).route("/officers/elections", web::post().to(call));
}

/// "Call the elections".
#[derive(Debug, Serialize)]
pub struct CallPage {
    /// The meeting whose elections they are; none while it is to be chosen.
    meeting: Option<Chosen>,
    /// Meetings that may elect.
    meetings: Vec<Choice>,
    form: Filled,
}

#[derive(Debug, Serialize)]
struct Chosen {
    id: MeetingId,
    title: String,
    on: String,
    offices: Vec<Choice>,
    /// Each place that is up, with the reason.
    ups: Vec<Reasons>,
    /// When nominations close, by the rules.
    closing: Vec<String>,
    clause: String,
    /// Whether the rules name the day.
    is_ruled: bool,
}

#[derive(Debug, Serialize)]
struct Reasons {
    title: String,
    working: Vec<String>,
    clause: String,
}

impl Page for CallPage {
    const TEMPLATE: &'static str = "officers/call.html";
    fn title(&self) -> String {
        "Call the elections".into()
    }
    fn samples() -> Vec<Self> {
        let chosen = |is_ruled, offices| Chosen {
            id: MeetingId::random(),
            title: "Annual general meeting".into(),
            on: "Wednesday 20 May 2026".into(),
            offices,
            ups: vec![Reasons { title: "Chair".into(), working: vec!["1 place is vacant.".into()], clause: "rule 3".into() }],
            closing: vec!["Nominations close 7 days before the meeting.".into()],
            clause: "rule 9".into(),
            is_ruled,
        };
        let wrong = Filled::default().but(Faults::at("offices", NotSo::NothingUp.to_string()));
        let page = |meeting, meetings, form| CallPage { meeting, meetings, form };
        vec![
            page(None, vec![Choice::of("1", "AGM")], Filled::default()),
            page(None, vec![], Filled::default()),
            page(Some(chosen(true, vec![Choice::of("chair", "Chair")])), vec![], wrong),
            page(Some(chosen(false, vec![])), vec![], Filled::default()),
        ]
    }
}

#[derive(Debug, Deserialize)]
struct Asked {
    meeting: Option<MeetingId>,
}

async fn new(desk: Desk, _: Holding<RunBallots>, asked: Query<Asked>) -> Answer {
    desk.page(move |look| page(look, asked.meeting, None)).await
}

fn page(look: &mut Look<'_>, meeting: Option<MeetingId>, typed: Option<Filled>) -> Result<CallPage, Problem> {
    let Some(meeting) = meeting else {
        let meetings = electing(look)?;
        return Ok(CallPage { meeting: None, meetings, form: Filled::default() });
    };
    let meeting = meetings::find(look.conn, look.branch.id, meeting)?;
    let up = calling::up_at(look.conn, &look.branch, &meeting)?;
    let closing = look.branch.rulebook.nominations_close(meeting.on(&look.branch));
    let form = typed.unwrap_or_else(|| {
        let offices: Vec<&str> = up.iter().map(|up| up.office.as_str()).collect();
        Filled::with([("offices", offices.join("\n")), ("closes_on", closing.value.on.to_string())])
    });
    let chosen = Chosen {
        id: meeting.id,
        on: dates::day(meeting.on(&look.branch)),
        title: meeting.title,
        offices: up.iter().map(|up| Choice::of(&up.office, at_head(&up.title)).hinted(places(up.seats))).collect(),
        ups: up.into_iter().map(|up| Reasons { title: at_head(&up.title), working: up.working, clause: up.clause }).collect(),
        closing: closing.working,
        clause: closing.clause,
        is_ruled: closing.value.is_ruled,
    };
    Ok(CallPage { meeting: Some(chosen), meetings: Vec::new(), form })
}

fn places(seats: u32) -> String {
    plural(seats.into(), "place", "places")
}

/// The meetings whose elections can be called.
fn electing(look: &mut Look<'_>) -> Result<Vec<Choice>, Problem> {
    let mut found = Vec::new();
    for meeting in meetings::upcoming(look.conn, look.branch.id, look.now)? {
        let before = store::of_meeting(look.conn, look.branch.id, meeting.id)?;
        if rules::may_be_called_for(&meeting, before.as_ref()).is_ok() {
            found.push(offered(look, &meeting));
        }
    }
    Ok(found)
}

fn offered(look: &Look<'_>, meeting: &Meeting) -> Choice {
    let on = dates::day(meeting.on(&look.branch));
    Choice::of(meeting.id.to_string(), &meeting.title).hinted(format!("{}, {on}", meeting.kind.in_words()))
}

#[derive(Debug, Clone, Default)]
struct Typed {
    meeting: Option<MeetingId>,
    offices: Vec<String>,
    closes_on: String,
}

impl Typed {
    /// Boxes come one by one under one name.
    fn of(pairs: &[(String, String)]) -> Self {
        let mut typed = Self::default();
        for (field, value) in pairs {
            match field.as_str() {
                "meeting" => typed.meeting = value.parse().ok(),
                "offices" => typed.offices.push(value.clone()),
                "closes_on" => typed.closes_on.clone_from(value),
                _ => {}
            }
        }
        typed
    }
}

async fn call(desk: Desk, who: Holding<RunBallots>, posted: Posted<Vec<(String, String)>>) -> Answer {
    let (typed, form, account) = (posted.typed(), Typed::of(&posted.form), who.account);
    let Some(meeting) = form.meeting else { return Err(Problem::NotFound) };
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let calling = read(act, account, meeting, form)?;
        let elections = calling::call(act, &calling)?;
        let words = "The elections are called, and everybody on the roll of the meeting is told.";
        Ok(see(path(elections)).saying(words))
    });
    desk.or_again(answer.await, typed, move |look, form| page(look, Some(meeting), Some(form))).await
}

fn read(act: &mut crate::audit::Act<'_>, account: AccountId, meeting: MeetingId, form: Typed) -> Result<Calling, Problem> {
    let branch = act.branch();
    let officer = members::of_account(act.conn(), branch, account)?.ok_or(NotSo::NoMember)?;
    let closes_on = typed::day(&form.closes_on);
    let closes_on = closes_on.ok_or_else(|| Problem::Faults(Faults::at("closes_on", "Write a date, such as 2026-12-01.")))?;
    Ok(Calling { meeting, officer: officer.id, offices: form.offices, closes_on })
}
