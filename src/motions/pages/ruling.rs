//! Ruling on a motion: in order and onto an agenda, or out of order by a rule and with a reason.

use actix_web::web::{self, Path, ServiceConfig};
use serde::{Deserialize, Serialize};

use super::{
    super::{Motion, State, course, rules, store},
    submit::choice_of,
};
use crate::{
    accounts::{Holding, RuleOnMotions},
    audit::Act,
    branch::Branch,
    db::{MeetingId, MotionId},
    meetings,
    render::{Page, dates},
    web::{Answer, Choice, Desk, Faults, Filled, Look, Posted, Problem, See, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/motions/{motion}/ruling", web::get().to(show)).route("/motions/{motion}/ruling", web::post().to(rule));
}

/// "Is it in order?"
#[derive(Debug, Serialize)]
pub struct RulingPage {
    motion: Motion,
    label: String,
    paragraphs: Vec<String>,
    /// What the rules ask of a motion, and whether it holds.
    checks: Vec<Check>,
    meetings: Vec<Choice>,
    form: Filled,
}

/// One thing that the rules ask.
#[derive(Debug, Serialize)]
struct Check {
    holds: bool,
    says: String,
    clause: String,
}

impl Page for RulingPage {
    const TEMPLATE: &'static str = "motions/ruling.html";
    fn title(&self) -> String {
        format!("Rule on {}", self.label)
    }
    fn samples() -> Vec<Self> {
        let check = |holds| Check { holds, says: "It has 18 of 250 words.".into(), clause: "Standing orders".into() };
        let page = |form, meetings| {
            let motion = super::sample_motion(State::Seconded);
            let (label, paragraphs) = (motion.label(), motion.paragraphs());
            RulingPage { motion, label, paragraphs, checks: vec![check(true), check(false)], meetings, form }
        };
        let meeting = Choice::of("1", "General meeting");
        let wrong = Filled::default().but(Faults::at("reason", NO_REASON));
        vec![page(Filled::default(), vec![meeting]), page(wrong, Vec::new())]
    }
}

impl RulingPage {
    fn of(look: &mut Look<'_>, id: MotionId, form: Filled) -> Result<Self, Problem> {
        let motion = store::find(look.conn, look.branch.id, id)?;
        rules::may_rule(&motion)?;
        let upcoming = meetings::upcoming(look.conn, look.branch.id, look.now)?;
        let its_own = upcoming.iter().find(|meeting| Some(meeting.id) == motion.meeting);
        let mut checks = checks(&look.branch, &motion, its_own);
        checks.extend(matter_check(&look.branch, &motion, its_own));
        checks.extend(sponsor_check(look, &motion)?);
        let rulebook = &look.branch.rulebook;
        let meetings = upcoming.iter().map(|meeting| choice_of(meeting, &look.branch, rulebook, look.now)).collect();
        Ok(Self { label: motion.label(), paragraphs: motion.paragraphs(), checks, meetings, form, motion })
    }
}

/// Everything that can be told without reading the text; the sense of it is for the officer.
fn checks(branch: &Branch, motion: &Motion, meeting: Option<&meetings::Meeting>) -> Vec<Check> {
    let limits = branch.rulebook.motion_limits();
    let check = |holds, says: String| Check { holds, says, clause: limits.clause.clone() };
    let words = rules::words_of(&motion.text);
    let mut checks = vec![match limits.value.words {
        Some(limit) => check(words <= limit, format!("It has {words} words; {limit} are allowed.")),
        None => check(true, format!("It has {words} words; the rules set no limit.")),
    }];
    let seconded = if motion.seconded_at.is_some() { "It is seconded." } else { "It needs no seconder." };
    checks.push(check(true, seconded.to_owned()));
    if let Some(meeting) = meeting {
        let (last, came) = (branch.rulebook.motion_deadline(meeting.on(branch)).value, branch.date_of(motion.submitted_at));
        let says =
            format!("It came on {}; motions for {} had to be in by {}.", dates::day(came), meeting.title, dates::day(last));
        checks.push(check(came <= last, says));
    }
    checks
}

/// What it changes, and whether the meeting that it is for may decide that.
fn matter_check(branch: &Branch, motion: &Motion, meeting: Option<&meetings::Meeting>) -> Option<Check> {
    let matter = branch.rulebook.matter(motion.changes.as_deref()?)?;
    let holds = meeting.is_none_or(|meeting| rules::may_take(&branch.rulebook, Some(&matter.key), meeting).is_ok());
    let clause = branch.rulebook.threshold(&matter.key).map(|rule| rule.src.clone()).unwrap_or_default();
    Some(Check { holds, says: format!("It changes {}: it needs {}.", matter.about, matter.needs), clause })
}

/// Which body sends it, and whether that has sent more to the meeting than it may.
fn sponsor_check(look: &mut Look<'_>, motion: &Motion) -> Result<Option<Check>, Problem> {
    let (Some(sponsor), Some(on)) = (&motion.sponsor, motion.sponsored_on) else { return Ok(None) };
    let others = |meeting| store::count_from(look.conn, look.branch.id, (meeting, sponsor), Some(motion.id));
    let others = motion.meeting.map(others).transpose()?.unwrap_or_default();
    let book = &look.branch.rulebook;
    let (holds, clause) = (book.may_send_another(others).is_ok(), book.motions.src.clone());
    let says = format!("{sponsor} sends it; its meeting agreed to that on {}.", dates::day(on));
    Ok(Some(Check { holds, says, clause }))
}

async fn show(desk: Desk, _who: Holding<RuleOnMotions>, motion: Path<MotionId>) -> Answer {
    desk.page(move |look| {
        let meant = store::find(look.conn, look.branch.id, *motion)?.meeting.map(|id| id.to_string());
        RulingPage::of(look, *motion, Filled::with([("meeting", meant.unwrap_or_default())]))
    })
    .await
}

const NO_REASON: &str = "Give the reason in a sentence or two; the mover reads it.";

#[derive(Deserialize)]
struct Ruled {
    #[serde(default)]
    ruling: String,
    #[serde(default)]
    meeting: String,
    #[serde(default)]
    clause: String,
    #[serde(default)]
    reason: String,
}

async fn rule(desk: Desk, who: Holding<RuleOnMotions>, motion: Path<MotionId>, posted: Posted<Ruled>) -> Answer {
    let (typed, ruled, id) = (posted.typed(), posted.form, *motion);
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let motion = store::find(act.conn(), branch, id)?;
        if ruled.ruling == "in-order" { take_in(act, &motion, &ruled) } else { leave_out(act, &motion, &ruled) }
    });
    desk.or_again(answer.await, typed, move |look, form| RulingPage::of(look, id, form)).await
}

/// In order: onto the agenda, and the mover is told.
fn take_in(act: &mut Act<'_>, motion: &Motion, ruled: &Ruled) -> Result<See, Problem> {
    let branch = act.branch();
    let meeting: MeetingId = ruled.meeting.parse().map_err(|_| rules::Refusal::NoMeeting)?;
    let meeting = meetings::find(act.conn(), branch, meeting)?;
    course::put_on_agenda(act, motion, &meeting)?;
    Ok(see(motion.href()).saying(format!("The motion is in order and on the agenda of {}.", meeting.title)))
}

/// Out of order: the rule and the reason go to the mover.
fn leave_out(act: &mut Act<'_>, motion: &Motion, ruled: &Ruled) -> Result<See, Problem> {
    let (clause, reason) = (ruled.clause.trim(), ruled.reason.trim());
    let mut faults = Faults::default();
    if clause.is_empty() {
        faults.add("clause", "Name the rule that the motion breaks.");
    }
    if reason.is_empty() {
        faults.add("reason", NO_REASON);
    }
    faults.check()?;
    course::rule_out(act, motion, clause, reason)?;
    Ok(see(motion.href()).saying("The motion is out of order; the mover is told the rule and the reason."))
}
