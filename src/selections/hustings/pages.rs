//! The running order, for everybody; and before it, the form by which the hustings are called.

use actix_web::web::{self, Path, ServiceConfig};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::{
    calling::{self, Wanted},
    draw,
    rules::{self, NoTime},
    running::{self, Part, Turn, lasting},
    store::{self, Hustings},
};
use crate::{
    accounts::{Permission, SignedIn},
    branch::Branch,
    db::{MemberId, SelectionId},
    meetings::{self, Meeting},
    members,
    render::{Page, RenderError, Templates},
    rulebook::Plan,
    selections::{Selection, applying, pages::Running, selection::path, store as selections, timetable},
    web::{Answer, Desk, Faults, Filled, Look, Posted, Problem, Visitor, see, typed},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/selections/{selection}/hustings", web::get().to(show))
        .route("/selections/{selection}/hustings", web::post().to(call));
}

/// Every page of this folder, rendered with its samples.
pub fn samples(templates: &Templates) -> Result<Vec<String>, RenderError> {
    templates.check::<HustingsPage>()
}

/// The hustings of a selection.
#[derive(Debug, Serialize)]
pub struct HustingsPage {
    path: String,
    office: String,
    /// The day of the timetable; none where whoever calls them sets it.
    on: Option<NaiveDate>,
    called: Option<Called>,
    /// Whether the reader may call them, and why nobody can now; empty where it can be done.
    may_call: bool,
    not_now: String,
    may_insist: bool,
    form: Filled,
}

/// Hustings that are called.
#[derive(Debug, Serialize)]
struct Called {
    href: String,
    starts_at: DateTime<Utc>,
    place: String,
    seed: String,
    drawn_on: NaiveDate,
    /// Names with the beginnings of their fingerprints, in the order drawn.
    drawn: Vec<(String, String)>,
    each: String,
    rounds: Vec<Round>,
    working: Vec<String>,
}

/// The opening speeches, the answers to one question, or the closing speeches.
#[derive(Debug, Serialize)]
struct Round {
    title: String,
    turns: Vec<Line>,
}

#[derive(Debug, Serialize)]
struct Line {
    at: DateTime<Utc>,
    speaker: String,
    lasts: String,
}

impl Page for HustingsPage {
    const TEMPLATE: &'static str = "selections/hustings.html";
    fn title(&self) -> String {
        format!("Hustings: {}", self.office)
    }
    fn samples() -> Vec<Self> {
        let line = Line { at: DateTime::UNIX_EPOCH, speaker: "Ama Okoro".into(), lasts: "5 minutes".into() };
        let called = Called {
            href: "/meetings/1".into(),
            starts_at: DateTime::UNIX_EPOCH,
            place: "Trades Hall".into(),
            seed: "7f3a".into(),
            drawn_on: NaiveDate::default(),
            drawn: vec![("Ama Okoro".into(), "04de91c2".into())],
            each: "17½ minutes".into(),
            rounds: vec![Round { title: "Opening speeches".into(), turns: vec![line] }],
            working: vec!["The meeting lasts 90 minutes.".into()],
        };
        let page = |called, may_call, not_now: &str| HustingsPage {
            path: "/selections/1".into(),
            office: "Candidate for Millbank".into(),
            on: Some(NaiveDate::default()),
            called,
            may_call,
            not_now: not_now.into(),
            may_insist: false,
            form: Filled::default(),
        };
        let wrong = Filled::default().but(Faults::at("minutes", "Say how many minutes."));
        vec![
            page(Some(called), false, ""),
            page(None, true, ""),
            page(None, true, "Hustings need at least two who stand."),
            HustingsPage { on: None, ..page(None, false, "") },
            HustingsPage { on: None, may_insist: true, form: wrong, ..page(None, true, "") },
        ]
    }
}

async fn show(desk: Desk, who: SignedIn, selection: Path<SelectionId>) -> Answer {
    desk.page(move |look| page(look, *selection, &who.0, None)).await
}

fn page(
    look: &mut Look<'_>,
    selection: SelectionId,
    visitor: &Visitor,
    typed: Option<Filled>,
) -> Result<HustingsPage, Problem> {
    let (branch, today) = (look.branch.clone(), look.today());
    let found = selections::find(look.conn, branch.id, selection)?;
    let plan = timetable::plan_of(look.conn, &branch, &found)?;
    let called = match store::of_selection(look.conn, branch.id, selection)? {
        Some(hustings) => Some(called(look, &branch, &hustings)?),
        None => None,
    };
    let not_now = match &called {
        Some(_) => None,
        None => calling::may_call(look.conn, &branch, &found, &plan, today).err(),
    };
    let may_call = applying::runs(look, selection, visitor) && visitor.may(Permission::CallMeetings);
    Ok(form_of(&found, &plan, typed, called).with(may_call, not_now.map(|refusal| refusal.to_string()).unwrap_or_default()))
}

fn form_of(selection: &Selection, plan: &Plan, typed: Option<Filled>, called: Option<Called>) -> HustingsPage {
    let usual = || {
        let usual = [("at", "19:00"), ("minutes", "90"), ("questions", "4")];
        Filled::with(usual.map(|(field, value)| (field, value.to_owned())))
    };
    let form = typed.unwrap_or_else(usual);
    HustingsPage {
        path: selection.path(),
        on: rules::day_of(plan),
        called,
        may_call: false,
        not_now: String::new(),
        may_insist: form.faults.contains_key("on") || !form.value("reason").is_empty(),
        office: selection.office.clone(),
        form,
    }
}

impl HustingsPage {
    fn with(self, may_call: bool, not_now: String) -> Self {
        Self { may_call, not_now, ..self }
    }
}

fn called(look: &mut Look<'_>, branch: &Branch, hustings: &Hustings) -> Result<Called, Problem> {
    let meeting: Meeting = meetings::find(look.conn, branch.id, hustings.meeting_id)?;
    let speakers: Vec<MemberId> = store::speakers(look.conn, branch.id, hustings.selection_id)?;
    let names = members::names(look.conn, branch.id, &speakers)?;
    let names: Vec<String> = speakers.iter().map(|member| names.get(member).cloned().unwrap_or_default()).collect();
    let whole = |number: i32| u32::try_from(number).unwrap_or_default();
    let running = running::order(&names, whole(hustings.minutes), whole(hustings.questions))?;
    Ok(Called {
        href: meeting.href(),
        rounds: rounds(&running.turns, meeting.starts_at.0),
        starts_at: meeting.starts_at.0,
        place: meeting.place,
        seed: hustings.seed.clone(),
        drawn_on: hustings.drawn_on,
        drawn: names.iter().map(|name| (name.clone(), draw::mark(&hustings.seed, name))).collect(),
        each: lasting(running.each),
        working: running.working,
    })
}

fn rounds(turns: &[Turn], begins: DateTime<Utc>) -> Vec<Round> {
    let title = |part| match part {
        Part::Opening => "Opening speeches".to_owned(),
        Part::Answer(question) => format!("Question {question}"),
        Part::Closing => "Closing speeches".to_owned(),
    };
    let line = |turn: &Turn| Line {
        at: begins + TimeDelta::seconds(turn.starts.into()),
        speaker: turn.speaker.clone(),
        lasts: lasting(turn.lasts),
    };
    let parts = turns.chunk_by(|one, next| one.part == next.part);
    parts.map(|round| Round { title: title(round[0].part), turns: round.iter().map(line).collect() }).collect()
}

#[derive(Deserialize)]
struct Typed {
    #[serde(default)]
    on: String,
    #[serde(default)]
    at: String,
    #[serde(default)]
    place: String,
    #[serde(default)]
    minutes: String,
    #[serde(default)]
    questions: String,
    #[serde(default)]
    reason: String,
}

impl Typed {
    fn read(&self, day: Option<NaiveDate>) -> Result<Wanted, Problem> {
        let mut faults = Faults::default();
        let day = day.or_else(|| typed::day(&self.on)).ok_or("Say on which day, such as 17/12/2026.");
        let on = faults.take("on", day);
        let at = faults.take("at", typed::hour(&self.at).ok_or("Say at what time, such as 19:00."));
        if self.place.trim().is_empty() {
            faults.add("place", "Say where the hustings are.");
        }
        faults.check()?;
        let (minutes, questions) = rules::shares(&self.minutes, &self.questions)?;
        let (Some(on), Some(at)) = (on, at) else { return Err(Problem::NotFound) };
        let reason = self.reason.trim().to_owned();
        Ok(Wanted { on, at, place: self.place.trim().to_owned(), minutes, questions, reason })
    }
}

async fn call(desk: Desk, who: Running, selection: Path<SelectionId>, posted: Posted<Typed>) -> Answer {
    let (selection, visitor, typed, form) = (*selection, who.0.clone(), posted.typed(), posted.form);
    let may_call_meetings = who.may(Permission::CallMeetings);
    let answer = desk
        .act(who.actor(), &posted.once, move |act| {
            if !may_call_meetings {
                return Err(NoTime::MayNotCall.into());
            }
            let id = act.branch();
            let branch = crate::branch::find(act.conn(), id)?;
            let found = selections::find(act.conn(), id, selection)?;
            let plan = timetable::plan_of(act.conn(), &branch, &found)?;
            calling::call(act, selection, &form.read(rules::day_of(&plan))?)?;
            let words = "The order is drawn, and the notice of the hustings is on its way.";
            Ok(see(format!("{}/hustings", path(selection))).saying(words))
        })
        .await;
    desk.or_again(answer, typed, move |look, form| page(look, selection, &visitor, Some(form))).await
}
