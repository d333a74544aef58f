//! Handing in a motion.

use std::iter;

use actix_web::web::{self, ServiceConfig};
use chrono::Datelike;
use serde::{Deserialize, Serialize};

use super::{
    super::{
        course,
        motion::Submission,
        rules::{self, Ground},
        sponsors,
    },
    ask::{self, Naming},
};
use crate::{
    branch::{self, Branch},
    db::{Conn, Instant, MeetingId, MemberId},
    meetings::{self, State as MeetingState},
    members::{self, SignedInMember},
    render::{Page, dates, words::capitalised},
    rulebook::{Rulebook, Seconder},
    web::{Answer, Choice, Desk, Faults, Filled, Look, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/motions/new", web::get().to(new)).route("/motions", web::post().to(submit));
}

/// The fields of a motion that is no ordinary one, or comes from more than a member.
const SPECIAL: [&str; 3] = ["changes", "sponsor", "sponsored_on"];

/// "Hand in a motion".
#[derive(Debug, Serialize)]
pub struct SubmitPage {
    form: Filled,
    meetings: Vec<Choice>,
    /// Members of the name that was typed, to choose from.
    people: Vec<Choice>,
    /// The most words the text may have; none where the rules set no limit.
    limit: Option<u32>,
    words: u32,
    needs_seconder: bool,
    /// What it can change in the rules, an ordinary motion first; empty where the rules know nothing of that kind.
    matters: Vec<Choice>,
    /// The wards and bodies that can send it; empty where none can.
    sponsors: Vec<Choice>,
    /// Whether something was typed of these two, or is wrong with them.
    is_special: bool,
    /// Whether the deadline has passed and a reason can overcome it.
    may_insist: bool,
    working: Vec<String>,
    clause: String,
}

impl Page for SubmitPage {
    const TEMPLATE: &'static str = "motions/submit.html";
    fn title(&self) -> String {
        "Hand in a motion".into()
    }
    fn samples() -> Vec<Self> {
        let choice = |label: &str| Choice::of("1", label).hinted("Millbank");
        let page = |form, limit, people| SubmitPage {
            form,
            meetings: vec![choice("The next meeting that is called")],
            people,
            limit,
            matters: vec![choice("Nothing in the rules")],
            sponsors: vec![choice("Harbour ward")],
            is_special: limit.is_some(),
            words: 12,
            needs_seconder: limit.is_some(),
            may_insist: limit.is_some(),
            working: vec!["A motion has at most 250 words.".into()],
            clause: "Standing orders".into(),
        };
        let wrong = Filled::with([("seconder", "Lewis".into())]).but(Faults::at("seconder", "Two members answer to it."));
        vec![page(Filled::default(), None, Vec::new()), page(wrong, Some(250), vec![choice("Tom Lewis"), choice("Ana Lewis")])]
    }
}

impl SubmitPage {
    fn of(look: &mut Look<'_>, form: Filled) -> Result<Self, Problem> {
        let book = std::sync::Arc::clone(&look.branch.rulebook);
        let limits = book.motion_limits();
        let insists = form.faults.contains_key("meeting") || !form.value("reason").is_empty();
        Ok(Self {
            meetings: meetings_to_choose(look)?,
            people: ask::choices(look.conn, look.branch.id, &form)?,
            is_special: SPECIAL.iter().any(|field| form.faults.contains_key(*field) || !form.value(field).is_empty()),
            matters: matters(&book),
            sponsors: sponsors(look)?,
            limit: limits.value.words,
            words: rules::words_of(form.value("text")),
            needs_seconder: limits.value.seconder == Seconder::Needed,
            may_insist: insists && rules::knows_emergencies(&book),
            working: limits.working,
            clause: limits.clause,
            form,
        })
    }
}

/// What a motion can change, each with the majority it then needs.
fn matters(book: &Rulebook) -> Vec<Choice> {
    let mut choices: Vec<Choice> = vec![Choice::of("", "Nothing in the rules: it is an ordinary motion")];
    choices.extend(book.matters().into_iter().map(|matter| {
        let needs = format!("It needs {}.", matter.needs);
        Choice::of(matter.key, capitalised(&matter.about)).hinted(needs)
    }));
    if choices.len() > 1 { choices } else { Vec::new() }
}

/// The wards and affiliated bodies to choose from, nobody first.
fn sponsors(look: &mut Look<'_>) -> Result<Vec<Choice>, Problem> {
    let (branch, today) = (look.branch.clone(), look.today());
    let names = sponsors::offered(look.conn, &branch, today)?;
    let nobody = Choice::of("", "Nobody: I move it myself");
    Ok(if names.is_empty() { Vec::new() } else { iter::once(nobody).chain(names.into_iter().map(Choice::word)).collect() })
}

/// The meetings that a motion can be for, with their deadlines.
fn meetings_to_choose(look: &mut Look<'_>) -> Result<Vec<Choice>, Problem> {
    let mut choices = Vec::new();
    for meeting in meetings::upcoming(look.conn, look.branch.id, look.now)? {
        if meeting.state == MeetingState::Called {
            choices.push(choice_of(&meeting, &look.branch, &look.branch.rulebook, look.now));
        }
    }
    let next = "It has no deadline yet; the secretary puts the motion on its agenda.";
    choices.push(Choice::of("", "The next meeting that is called").hinted(next));
    Ok(choices)
}

/// A meeting to choose, with the last day to hand in for it.
pub fn choice_of(meeting: &meetings::Meeting, branch: &Branch, book: &Rulebook, now: Instant) -> Choice {
    let last = book.motion_deadline(meeting.on(branch)).value;
    let passed = if last < branch.date_of(now) { "Motions had to be in by" } else { "Motions are in by" };
    Choice::of(meeting.id.to_string(), format!("{}, {}", meeting.title, dates::day(meeting.on(branch))))
        .hinted(format!("{passed} {}.", dates::day(last)))
}

async fn new(desk: Desk, _who: SignedInMember) -> Answer {
    desk.page(|look| {
        let next = meetings::next_after(look.conn, look.branch.id, look.now)?;
        let next = next.filter(|meeting| meeting.state == MeetingState::Called).map(|meeting| meeting.id.to_string());
        SubmitPage::of(look, Filled::with([("meeting", next.unwrap_or_default())]))
    })
    .await
}

/// What was typed, as it came.
#[derive(Debug, Clone, Deserialize)]
struct Typed {
    #[serde(default)]
    title: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    meeting: String,
    #[serde(default)]
    seconder: String,
    #[serde(default)]
    chosen: String,
    #[serde(default)]
    chosen_for: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    changes: String,
    #[serde(default)]
    sponsor: String,
    #[serde(default)]
    sponsored_on: String,
}

impl Typed {
    fn read(&self, conn: &mut Conn, branch: &Branch, now: Instant, mover: MemberId) -> Result<Submission, Problem> {
        let mut faults = Faults::default();
        let (title, text) = (self.title.trim(), self.text.trim().replace("\r\n", "\n"));
        if title.is_empty() {
            faults.add("title", "Give the motion a title of one line.");
        }
        if text.is_empty() {
            faults.add("text", "Write what the branch is to decide.");
        }
        let naming =
            Naming { seconder: self.seconder.clone(), chosen: self.chosen.clone(), chosen_for: self.chosen_for.clone() };
        let seconder = gathered(&mut faults, naming.read(conn, branch.id))?.flatten();
        let meeting: Option<MeetingId> = self.meeting.parse().ok();
        let meeting = meeting.map(|id| meetings::find(conn, branch.id, id)).transpose()?;
        if seconder == Some(mover) {
            faults.add("seconder", rules::Refusal::OwnMotion.to_string());
        }
        let (today, reason) = (branch.date_of(now), Some(self.reason.trim()).filter(|reason| !reason.is_empty()));
        let meeting_on = meeting.as_ref().map(|meeting| meeting.on(branch));
        // Whoever was named but is not found yet counts as named: one fault a field is enough.
        let is_named = !self.seconder.trim().is_empty();
        let ground = rules::may_submit(&branch.rulebook, &text, is_named, today, meeting_on, reason).map_err(Problem::from);
        let ground = gathered(&mut faults, ground)?;
        let changes = gathered(&mut faults, self.matter(branch, meeting.as_ref()))?.flatten();
        let from = (self.sponsor.trim(), self.sponsored_on.trim());
        let for_meeting = meeting.as_ref().map(|meeting| meeting.id);
        let sponsor = gathered(&mut faults, sponsors::typed(conn, branch, from, for_meeting, today))?.flatten();
        faults.check()?;
        Ok(Submission {
            title: title.to_owned(),
            text,
            mover,
            seconder,
            meeting: meeting.map(|meeting| meeting.id),
            // A reason that was not needed is not kept: the motion came in time.
            emergency_reason: reason.filter(|_| ground == Some(Ground::Emergency)).map(str::to_owned),
            changes,
            sponsor,
            year: today.year(),
            state: rules::after_submitting(&branch.rulebook, seconder.is_some()),
        })
    }

    /// What it changes, which the meeting it is for must be able to decide.
    fn matter(&self, branch: &Branch, meeting: Option<&meetings::Meeting>) -> Result<Option<String>, Problem> {
        if self.changes.is_empty() {
            return Ok(None);
        }
        let matter = branch.rulebook.matter(&self.changes).ok_or(rules::Refusal::UnknownMatter)?;
        if let Some(meeting) = meeting {
            rules::may_take(&branch.rulebook, Some(&matter.key), meeting)?;
        }
        Ok(Some(matter.key))
    }
}

/// The value, or nothing and its faults beside those there are.
fn gathered<T>(faults: &mut Faults, found: Result<T, Problem>) -> Result<Option<T>, Problem> {
    match found {
        Ok(value) => Ok(Some(value)),
        Err(Problem::Faults(more)) => {
            for fault in Filled::default().but(more).summary {
                faults.add(&fault.name, fault.words);
            }
            Ok(None)
        }
        Err(other) => Err(other),
    }
}

async fn submit(desk: Desk, who: SignedInMember, posted: Posted<Typed>) -> Answer {
    let (typed, form, mover) = (posted.typed(), posted.form, who.member.id);
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let branch = branch::find(act.conn(), branch)?;
        let now = act.at();
        let submission = form.read(act.conn(), &branch, now, mover)?;
        let motion = course::hand_in(act, &submission)?;
        let words = match motion.seconder {
            Some(asked) => {
                let name = members::find(act.conn(), branch.id, asked)?.name();
                format!("Your motion is in as {}. {name} is asked by mail to second it.", motion.label())
            }
            None => format!("Your motion is in as {}.", motion.label()),
        };
        Ok(see(motion.href()).saying(words))
    });
    desk.or_again(answer.await, typed, SubmitPage::of).await
}
