//! Before a meeting is called: by when its notice has to be served and why, who is written to, and what they will read.

use actix_web::web::{self, ServiceConfig};
use chrono::NaiveDate;
use serde::Serialize;

use super::{
    super::{
        meeting::Calling,
        notices, pace,
        roll::{self, Seat},
        rules::{Ground, Refusal},
    },
    call::{FormPage, Typed},
};
use crate::{
    accounts::{CallMeetings, Holding},
    audit::Scribe,
    branch::{self, Branch},
    members,
    render::{
        Page, dates,
        ruler::{Mark, MarkKind},
        words,
    },
    rulebook::{Channel, MeetingKind, Rulebook},
    web::{Answer, Desk, Filled, Look, Posted, Problem},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/meetings/check", web::post().to(check)).route("/meetings/test", web::post().to(try_out));
}

/// "Out by Wednesday 9 December": everything to look at before the notice goes.
#[derive(Debug, Serialize)]
pub struct CheckPage {
    form: Filled,
    answers: Vec<Answered>,
    /// The sentence of the rule that speaks against the day, for a meeting called as an emergency.
    against: Option<String>,
    reason: Option<String>,
    last_by_mail: NaiveDate,
    channels: Vec<LastDay>,
    marks: Vec<Mark>,
    today: NaiveDate,
    roll: Counts,
    quorum: Quorum,
    /// The notice, in paragraphs of lines.
    notice: Vec<Vec<String>>,
    /// Where a test went, if one was just asked for.
    tested: Option<String>,
}

/// One line of what was typed.
#[derive(Debug, Serialize)]
struct Answered {
    label: &'static str,
    value: String,
    href: Option<String>,
}

/// The last day to serve the notice in one way, with its reasons.
#[derive(Debug, Serialize)]
struct LastDay {
    how: &'static str,
    on: NaiveDate,
    is_past: bool,
    /// How many are written to in this way.
    people: usize,
    working: Vec<String>,
    clause: String,
}

/// Who is on the roll.
#[derive(Debug, Clone, Copy, Default, Serialize)]
struct Counts {
    people: usize,
    voters: usize,
    by_mail: usize,
    by_letter: usize,
}

/// The quorum that the meeting will need.
#[derive(Debug, Serialize)]
pub struct Quorum {
    pub needed: u32,
    pub working: Vec<String>,
    pub clause: String,
}

impl Quorum {
    /// What the rulebook asks of a meeting with so many voters.
    pub fn of(book: &Rulebook, kind: MeetingKind, voters: usize) -> Self {
        match book.quorum(kind, u32::try_from(voters).unwrap_or(u32::MAX)) {
            Ok(answer) => Self { needed: answer.value, working: answer.working, clause: answer.clause },
            Err(refusal) => Self { needed: 0, working: vec![refusal.to_string()], clause: book.title.clone() },
        }
    }
}

impl Page for CheckPage {
    const TEMPLATE: &'static str = "meetings/check.html";
    fn title(&self) -> String {
        "Check the call".into()
    }
    fn samples() -> Vec<Self> {
        let (branch, calling) = (super::sample_branch(), super::sample_calling());
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap_or_default();
        let form = || Filled::with([("kind", "general".into()), ("title", "General meeting".into())]);
        let counts = Counts { people: 120, voters: 96, by_mail: 110, by_letter: 10 };
        let page =
            |ground| CheckPage::filled(&branch, &calling, &ground, today, counts, form(), "Dear each member’s name".into());
        let late = Ground::Emergency { against: "It is too late to call this meeting.".into() };
        let in_time = Ground::InTime(branch.rulebook.last_day_of_service(calling.kind, Channel::Email, today));
        let tested = Some("nadia@northmoor.example".to_owned());
        vec![CheckPage { tested, ..page(in_time) }, page(late)]
    }
}

async fn check(desk: Desk, _who: Holding<CallMeetings>, posted: Posted<Typed>) -> Answer {
    let (typed, kept, form, scribe) = (posted.typed(), posted.typed(), posted.form, desk.scribe().clone());
    let answer = desk.page(move |look| CheckPage::of(look, &scribe, &form, kept)).await;
    desk.or_again(answer, typed, FormPage::of).await
}

/// Sends the notice as it stands to whoever asks, and to nobody else; the meeting is not called by it.
async fn try_out(desk: Desk, who: Holding<CallMeetings>, posted: Posted<Typed>) -> Answer {
    let (typed, kept, form, scribe) = (posted.typed(), posted.typed(), posted.form.clone(), desk.scribe().clone());
    let sent = desk.in_passing(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let branch = branch::find(act.conn(), branch)?;
        let (calling, _) = form.read(&branch, act.at())?;
        let (to, address) = who.own_mail(act.conn())?;
        notices::tested(act, &calling, to)?;
        Ok(address)
    });
    let tested = match sent.await {
        Ok(address) => address,
        Err(problem) => return desk.or_again(Err(problem), typed, FormPage::of).await,
    };
    let form = posted.form;
    let page =
        desk.page(move |look| Ok(CheckPage { tested: Some(tested), ..CheckPage::of(look, &scribe, &form, kept)? })).await;
    desk.or_again(page, typed, FormPage::of).await
}

impl CheckPage {
    fn of(look: &mut Look<'_>, scribe: &Scribe, typed: &Typed, form: Filled) -> Result<Self, Problem> {
        let (calling, ground) = typed.read(&look.branch, look.now)?;
        let seats = roll::drawn(look.conn, &look.branch, calling.kind, look.branch.date_of(calling.starts_at))?;
        if seats.is_empty() {
            return Err(Refusal::NobodyEntitled.into());
        }
        let counts = counted(look, &seats)?;
        let around = (&scribe.settings().mail, &look.branch, look.now);
        let (calling, slow) = pace::paced(look.conn, around, calling, counts.by_mail, typed.reason())?;
        let ground = slow.map_or(ground, |against| Ground::Emergency { against: against.to_string() });
        let notice = notices::as_everybody_reads_it(scribe.templates(), &look.branch, &calling)?;
        Ok(Self::filled(&look.branch, &calling, &ground, look.today(), counts, form, notice))
    }

    fn filled(
        branch: &Branch,
        calling: &Calling,
        ground: &Ground,
        today: NaiveDate,
        roll: Counts,
        form: Filled,
        notice: String,
    ) -> Self {
        let (book, on) = (&branch.rulebook, branch.date_of(calling.starts_at));
        let against = match ground {
            Ground::InTime(_) => None,
            Ground::Emergency { against } => Some(against.clone()),
        };
        let last_by_mail = book.last_day_of_service(calling.kind, Channel::Email, on).value;
        Self {
            form,
            answers: answers(branch, calling),
            against,
            reason: calling.emergency_reason.clone(),
            last_by_mail,
            channels: channels(book, calling, on, today, roll),
            marks: marks(book, calling.kind, on, today),
            today,
            roll,
            quorum: Quorum::of(book, calling.kind, roll.voters),
            notice: words::paragraphs(&notice),
            tested: None,
        }
    }
}

fn counted(look: &mut Look<'_>, seats: &[Seat]) -> Result<Counts, Problem> {
    let ids: Vec<_> = seats.iter().map(|seat| seat.member).collect();
    let reached = members::reach(look.conn, look.branch.id, &ids)?;
    let by_mail = reached.iter().filter(|(_, recipient)| recipient.address.is_some()).count();
    let voters = seats.iter().filter(|seat| seat.may_vote).count();
    Ok(Counts { people: seats.len(), voters, by_mail, by_letter: reached.len() - by_mail })
}

fn answers(branch: &Branch, calling: &Calling) -> Vec<Answered> {
    let line = |label, value: String| Answered { label, value, href: None };
    let mut lines = vec![line("Meeting", calling.title.clone())];
    if calling.title.to_lowercase() != calling.kind.in_words() {
        lines.push(line("Kind", calling.kind.in_words().to_owned()));
    }
    lines.push(line("When", dates::moment(calling.starts_at.0, branch.zone)));
    lines.push(line("Where", calling.place.clone()));
    lines.extend(calling.online_link.clone().map(|link| line("Online", link)));
    lines
}

/// By hand is the way that is left when the post is too slow; it needs no line of its own otherwise.
fn channels(book: &Rulebook, calling: &Calling, on: NaiveDate, today: NaiveDate, roll: Counts) -> Vec<LastDay> {
    let last = |to: Channel, people| {
        let answer = book.last_day_of_service(calling.kind, to, on);
        let (how, clause) = (to.in_words(), answer.clause);
        LastDay { how, on: answer.value, is_past: answer.value < today, people, working: answer.working, clause }
    };
    let mut lines = vec![last(Channel::Email, roll.by_mail)];
    if roll.by_letter > 0 {
        lines.push(last(Channel::Post, roll.by_letter));
        if lines.iter().any(|line| line.is_past) {
            lines.push(last(Channel::Hand, roll.by_letter));
        }
    }
    lines
}

/// The legal days of a meeting, for the ruler.
pub fn marks(book: &Rulebook, kind: MeetingKind, on: NaiveDate, called_on: NaiveDate) -> Vec<Mark> {
    let mark = |on: NaiveDate, words: &str, kind| Mark { on, when: dates::short_day(on), words: words.to_owned(), kind };
    let last = |to| book.last_day_of_service(kind, to, on).value;
    let mut marks = vec![mark(called_on, "Called", MarkKind::Plain), mark(on, "Meeting", MarkKind::End)];
    let (mail, post) = (last(Channel::Email), last(Channel::Post));
    if post < mail && post >= called_on {
        marks.push(mark(post, "Last day for letters", MarkKind::Plain));
    }
    if mail >= called_on {
        marks.push(mark(mail, "Last day for e-mail", MarkKind::Due));
    }
    let motions = book.motion_deadline(on).value;
    if motions >= called_on && motions < on {
        marks.push(mark(motions, "Motions close", MarkKind::Plain));
    }
    marks
}
