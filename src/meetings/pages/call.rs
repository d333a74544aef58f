//! Calling a meeting: the form, what was typed in it, and the deed.

use actix_web::web::{self, Query, ServiceConfig};
use serde::{Deserialize, Serialize};

use super::super::{
    agenda::Line,
    calling,
    meeting::Calling,
    requisitions::{self, Requisition},
    roll,
    rules::{self, Ground, Refusal},
    store::{self, Template},
};
use crate::{
    accounts::{CallMeetings, Holding},
    branch::{self, Branch},
    db::{Instant, RequisitionId, RowId},
    render::Page,
    rulebook::{MeetingKind, Rulebook},
    web::{Answer, Choice, Desk, Faults, Filled, Look, Posted, Problem, see, typed},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/meetings/new", web::get().to(new))
        .route("/meetings/new", web::post().to(change))
        .route("/meetings", web::post().to(call));
}

/// What one item a line is in most meetings.
const USUAL_AGENDA: &str = "Welcome and apologies (5)\nMinutes of the last meeting (5)\nMatters arising (10)\nReports (20)\nMotions (45)\nAny other business (10)";

/// "Call a meeting".
#[derive(Debug, Serialize)]
pub struct FormPage {
    form: Filled,
    kinds: Vec<Choice>,
    /// Agendas to start from.
    templates: Vec<Template>,
    /// Whether a rule speaks against the day and a reason can overcome it.
    may_insist: bool,
}

impl FormPage {
    pub fn of(look: &mut Look<'_>, form: Filled) -> Result<Self, Problem> {
        let templates = store::templates(look.conn, look.branch.id)?;
        Ok(Self { templates, ..Self::filled(&look.branch.rulebook, form) })
    }

    fn filled(book: &Rulebook, form: Filled) -> Self {
        let kinds = roll::kinds(book).into_iter().map(|kind| Choice::of(kind.as_str(), kind.in_words())).collect();
        let against_a_rule = form.faults.get("on").is_some_and(|words| *words != Refusal::Past.to_string() && *words != NO_DAY);
        let may_insist = against_a_rule || !form.value("reason").is_empty();
        Self { form, kinds, templates: Vec::new(), may_insist }
    }
}

impl Page for FormPage {
    const TEMPLATE: &'static str = "meetings/call.html";
    fn title(&self) -> String {
        "Call a meeting".into()
    }
    fn samples() -> Vec<Self> {
        let book = super::sample_book();
        let late = Filled::with([("on", "2026-12-17".into())]).but(Faults::at("on", "It is too late to call this meeting."));
        let kept = Template {
            id: RowId::random(),
            name: "Monthly meeting".into(),
            kind: "general".into(),
            lines: "Welcome (5)".into(),
        };
        vec![FormPage { templates: vec![kept], ..FormPage::filled(&book, Filled::default()) }, FormPage::filled(&book, late)]
    }
}

#[derive(Deserialize)]
struct Asked {
    requisition: Option<RequisitionId>,
    template: Option<RowId>,
}

async fn new(desk: Desk, _who: Holding<CallMeetings>, asked: Query<Asked>) -> Answer {
    desk.page(move |look| {
        let kept = store::templates(look.conn, look.branch.id)?.into_iter().find(|kept| Some(kept.id) == asked.template);
        let filled = match (asked.requisition, kept) {
            (Some(id), _) => asked_for(&requisitions::find(look.conn, look.branch.id, id)?),
            (None, Some(kept)) => begun_with(&kept.kind, &kept.lines),
            (None, None) => begun_with(MeetingKind::General.as_str(), USUAL_AGENDA),
        };
        FormPage::of(look, Filled::with(filled))
    })
    .await
}

fn begun_with(kind: &str, agenda: &str) -> Vec<(&'static str, String)> {
    [("kind", kind), ("at", "19:00"), ("agenda", agenda)].map(|(field, value)| (field, value.to_owned())).to_vec()
}

/// A meeting that was asked for deals with what was asked, and with nothing else.
fn asked_for(requisition: &Requisition) -> Vec<(&'static str, String)> {
    let agenda = format!("Welcome and apologies (5)\n{} (60)", requisition.business());
    let kind = MeetingKind::Special;
    vec![
        ("kind", kind.as_str().to_owned()),
        ("at", "19:00".to_owned()),
        ("agenda", agenda),
        ("requisition", requisition.id.to_string()),
    ]
}

/// Back from the check page, with what was typed.
async fn change(desk: Desk, _who: Holding<CallMeetings>, posted: Posted<Typed>) -> Answer {
    let typed = posted.typed();
    desk.page(move |look| FormPage::of(look, typed)).await
}

/// What was typed, as it came.
#[derive(Debug, Clone, Deserialize)]
pub struct Typed {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    on: String,
    #[serde(default)]
    at: String,
    #[serde(default)]
    place: String,
    #[serde(default)]
    online: String,
    #[serde(default)]
    agenda: String,
    #[serde(default)]
    reason: String,
    /// The requisition that the meeting answers, where it answers one.
    #[serde(default)]
    requisition: String,
}

const NO_DAY: &str = "Say on which day, such as 17/12/2026.";

impl Typed {
    /// The meeting that is to be called, and on what ground.
    pub fn read(&self, branch: &Branch, now: Instant) -> Result<(Calling, Ground), Problem> {
        let mut faults = Faults::default();
        let kind = faults.take("kind", self.kind.parse::<MeetingKind>().map_err(|_| "Choose the kind of meeting."));
        let on = faults.take("on", typed::day(&self.on).ok_or(NO_DAY));
        let at = faults.take("at", typed::hour(&self.at).ok_or("Say at what time, such as 19:00."));
        if self.place.trim().is_empty() {
            faults.add("place", "Say where the meeting is. A rule asks for the place in the notice.");
        }
        if let (Some(on), Some(at)) = (on, at) {
            let _ = faults.take("at", rules::begins_at(branch.zone, on, at));
        }
        let online_link = faults.take("online", rules::online_link(&self.online)).flatten();
        faults.check()?;
        let (Some(kind), Some(on), Some(at)) = (kind, on, at) else { return Err(Problem::NotFound) };
        let starts_at = Instant::from(rules::begins_at(branch.zone, on, at)?);
        let reason = self.reason();
        let ground = rules::may_call(&branch.rulebook, kind, (on, starts_at.0), (branch.date_of(now), now.0), reason)?;
        // A reason that was not needed is not kept: the meeting is called in time.
        let emergency_reason = reason.filter(|_| matches!(ground, Ground::Emergency { .. })).map(str::to_owned);
        let agenda = self.agenda.lines().filter(|line| !line.trim().is_empty()).map(Line::typed).collect();
        let place = self.place.trim().replace("\r\n", "\n");
        Ok((Calling { kind, title: self.titled(kind), starts_at, place, online_link, agenda, emergency_reason }, ground))
    }

    /// Why it cannot wait, where something was written.
    pub fn reason(&self) -> Option<&str> {
        Some(self.reason.trim()).filter(|reason| !reason.is_empty())
    }

    fn titled(&self, kind: MeetingKind) -> String {
        let typed = self.title.trim();
        if !typed.is_empty() {
            return typed.to_owned();
        }
        let words = kind.in_words();
        words.chars().take(1).flat_map(char::to_uppercase).chain(words.chars().skip(1)).collect()
    }
}

/// The meeting, its roll and its notice in one deed.
async fn call(desk: Desk, who: Holding<CallMeetings>, posted: Posted<Typed>) -> Answer {
    let (typed, form) = (posted.typed(), posted.form);
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let branch = branch::find(act.conn(), branch)?;
        let (calling, _) = form.read(&branch, act.at())?;
        let (meeting, people) = calling::call_for(act, &branch, &calling, form.reason())?;
        if let Ok(asked) = form.requisition.parse::<RequisitionId>() {
            requisitions::answer(act, asked, &meeting)?;
        }
        let words = format!("The meeting is called, and its notice is on the way to {people} people.");
        Ok(see(format!("{}/service", meeting.href())).saying(words))
    });
    desk.or_again(answer.await, typed, FormPage::of).await
}
