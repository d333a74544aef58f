//! The page of one motion: its text, who stands behind it, what became of it.

use std::collections::HashMap;

use actix_web::web::{self, Path, ServiceConfig};
use serde::Serialize;

use super::{
    super::{
        Motion, State,
        amending::OfMotion,
        compositing::{self, Composite},
        resolutions::{self, Alike},
        rules,
        sending::{self, Origin},
        store,
    },
    ask, recommend,
};
use crate::{
    accounts::{self, Permission, SignedIn},
    audit::{self, Entry},
    db::{AccountId, Instant, MotionId},
    meetings::{self, Meeting},
    members::{self, Member},
    render::Page,
    rulebook::Matter,
    web::{Answer, Choice, Desk, Faults, Filled, Look, Problem, Visitor},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/motions/{motion}", web::get().to(show));
}

/// One motion.
#[derive(Debug, Serialize)]
pub struct MotionPage {
    motion: Motion,
    label: String,
    state: &'static str,
    tag: &'static str,
    paragraphs: Vec<String>,
    words: u32,
    mover: String,
    seconder: Option<String>,
    meeting: Option<Meeting>,
    history: Vec<Event>,
    /// Whether the person who looks was asked to second it.
    is_asked: bool,
    /// Whether the person who looks may ask somebody to second it, with those to choose from.
    may_ask: bool,
    people: Vec<Choice>,
    amending: OfMotion,
    /// What it changes in the rules, with the majority that needs.
    matter: Option<Matter>,
    recommended: Option<String>,
    /// What the executive can recommend; for those who rule on motions, while the meeting has not decided.
    recommendations: Vec<Choice>,
    /// Whether what was recommended has to be looked at again.
    is_advising: bool,
    /// Where it came from, if another body sent it.
    origin: Option<Origin>,
    /// The room in which it is put together with others, or the motion that came of that.
    composite: Option<Room>,
    /// Whether the person who looks sends motions on to other bodies.
    may_send: bool,
    /// What it became, once it was carried.
    resolution: Option<Became>,
    /// Resolutions about the same things, while it is still to be decided.
    alike: Vec<Alike>,
    form: Filled,
    may_withdraw: bool,
    may_rule: bool,
}

/// What became of a motion.
#[derive(Debug, Serialize)]
struct Became {
    label: String,
    href: String,
    /// How many actions are still to be done for it.
    open: usize,
}

/// Where a motion is put together with others.
#[derive(Debug, Serialize)]
struct Room {
    title: String,
    href: String,
}

impl From<&Composite> for Room {
    fn from(composite: &Composite) -> Self {
        let href = composite.motion.map_or_else(|| composite.href(), |motion| format!("/motions/{motion}"));
        Self { title: composite.title.clone(), href }
    }
}

/// One entry of the record in words.
#[derive(Debug, Serialize)]
struct Event {
    at: Instant,
    words: &'static str,
    who: Option<String>,
}

impl Page for MotionPage {
    const TEMPLATE: &'static str = "motions/show.html";
    fn title(&self) -> String {
        format!("{} {}", self.label, self.motion.title)
    }
    fn samples() -> Vec<Self> {
        let mut pages: Vec<Self> = State::ALL.iter().map(|state| sample(*state)).collect();
        let [first, second, ..] = pages.as_mut_slice() else { return pages };
        (first.may_ask, first.may_withdraw) = (true, true);
        first.form = Filled::with([("seconder", "Lewis".into())]).but(Faults::at("seconder", "Two members answer to it."));
        first.people = vec![Choice::of("1", "Tom Lewis")];
        (second.may_rule, second.is_asked) = (true, true);
        (second.recommendations, second.is_advising) = (recommend::offered(), true);
        let long = Faults::at("because", "Say it in at most 500 letters.");
        second.form = Filled::with([("recommendation", "oppose".into())]).but(long);
        pages
    }
}

fn sample(state: State) -> MotionPage {
    let motion = super::sample_motion(state);
    MotionPage {
        label: motion.label(),
        state: state.words(),
        tag: state.tag(),
        paragraphs: motion.paragraphs(),
        words: rules::words_of(&motion.text),
        mover: "Ama Okoro".into(),
        seconder: motion.seconder.map(|_| "Tom Lewis".into()),
        meeting: None,
        history: vec![Event { at: motion.submitted_at, words: "Handed in", who: Some("Ama Okoro".into()) }],
        is_asked: false,
        may_ask: false,
        people: Vec::new(),
        amending: if state == State::InOrder { OfMotion::sample() } else { OfMotion::default() },
        matter: motion.changes.as_ref().map(|key| Matter {
            key: key.clone(),
            about: "the standing orders".to_owned(),
            needs: "at least two thirds of those voting (standing orders)".to_owned(),
            only_at: None,
        }),
        recommended: motion.recommended(),
        is_advising: false,
        recommendations: if state == State::InOrder { recommend::offered() } else { Vec::new() },
        origin: (state == State::InOrder).then(|| Origin {
            sender: "Millbank branch".to_owned(),
            label: "2026/3".to_owned(),
            became: "carried, 18 for, 6 against".to_owned(),
            key: "3f2a 90c1".to_owned(),
        }),
        composite: (state == State::Composited).then(|| Room { title: "Public transport".into(), href: "/motions".into() }),
        may_send: state == State::Carried,
        resolution: (state == State::Carried).then(|| Became {
            label: "R2026/3".to_owned(),
            href: "/resolutions".to_owned(),
            open: 2,
        }),
        alike: if state == State::InOrder { vec![Alike::sample()] } else { Vec::new() },
        form: Filled::default(),
        may_withdraw: false,
        may_rule: false,
        motion,
    }
}

async fn show(desk: Desk, who: SignedIn, motion: Path<MotionId>) -> Answer {
    let visitor = who.0.clone();
    desk.page(move |look| MotionPage::of(look, &visitor, *motion, Filled::default())).await
}

impl MotionPage {
    pub fn of(look: &mut Look<'_>, visitor: &Visitor, id: MotionId, form: Filled) -> Result<Self, Problem> {
        let branch = look.branch.id;
        let motion = store::find(look.conn, branch, id)?;
        let meeting = motion.meeting.map(|id| meetings::find(look.conn, branch, id)).transpose()?;
        let me = members::of_account(look.conn, branch, visitor.account)?;
        let people: Vec<_> = [Some(motion.mover), motion.seconder].into_iter().flatten().collect();
        let names = members::names(look.conn, branch, &people)?;
        let mine = Mine::of(&motion, me.as_ref(), meeting.as_ref());
        let may_rule = visitor.may(Permission::RuleOnMotions);
        let (resolution, alike) = (became(look, &motion)?, like(look, &motion)?);
        Ok(Self {
            label: motion.label(),
            state: motion.state.words(),
            tag: motion.state.tag(),
            paragraphs: motion.paragraphs(),
            words: rules::words_of(&motion.text),
            mover: names.get(&motion.mover).cloned().unwrap_or_default(),
            seconder: motion.seconder.and_then(|member| names.get(&member).cloned()),
            matter: motion.changes.as_deref().and_then(|key| look.branch.rulebook.matter(key)),
            recommended: motion.recommended(),
            is_advising: form.faults.contains_key("because"),
            recommendations: if may_rule && rules::may_recommend(&motion).is_ok() { recommend::offered() } else { Vec::new() },
            origin: sending::of_motion(look.conn, branch, motion.id)?,
            composite: compositing::of_motion(look.conn, branch, motion.id)?.as_ref().map(Room::from),
            may_send: may_rule,
            resolution,
            alike,
            history: history(look, &motion)?,
            is_asked: mine.is_asked,
            may_ask: mine.may_ask,
            people: ask::choices(look.conn, branch, &form)?,
            amending: OfMotion::of(look, &motion, meeting.as_ref())?,
            form,
            may_withdraw: mine.may_withdraw,
            may_rule: may_rule && rules::may_rule(&motion).is_ok(),
            meeting,
            motion,
        })
    }
}

/// What the person who looks can do about the motion.
#[derive(Default)]
struct Mine {
    is_asked: bool,
    may_ask: bool,
    may_withdraw: bool,
}

impl Mine {
    fn of(motion: &Motion, me: Option<&Member>, meeting: Option<&Meeting>) -> Self {
        let Some(me) = me else { return Self::default() };
        Self {
            is_asked: rules::may_second(motion, me.id).is_ok(),
            may_ask: motion.mover == me.id && motion.state == State::WaitingForSeconder,
            may_withdraw: rules::may_withdraw(motion, me.id, meeting).is_ok(),
        }
    }
}

/// What the record says of the motion, in words; deeds that only move mail are left out.
fn history(look: &mut Look<'_>, motion: &Motion) -> Result<Vec<Event>, Problem> {
    let entries = audit::about(look.conn, look.branch.id, &motion.href())?;
    let mut names: HashMap<String, String> = HashMap::new();
    let mut events = Vec::new();
    for Entry { at, actor, deed, .. } in entries {
        let Some(words) = words_for(&deed) else { continue };
        if let (false, Some(account)) = (names.contains_key(&actor), account_in(&actor)) {
            names.insert(actor.clone(), accounts::find(look.conn, account)?.called);
        }
        events.push(Event { at, words, who: names.get(&actor).cloned() });
    }
    Ok(events)
}

/// The account behind an entry, if somebody signed in did it.
fn account_in(actor: &str) -> Option<AccountId> {
    actor.strip_prefix("account:")?.parse().ok()
}

fn words_for(deed: &str) -> Option<&'static str> {
    Some(match deed {
        "motion.submitted" => "Handed in",
        "motion.seconded" => "Seconded",
        "seconding.declined" => "Whoever was asked would rather not second it",
        "seconder.asked" => "Another member was asked to second it",
        "motion.composited" => "Put together with others",
        "motion.taken-in" => "Sent by another body",
        "motion.withdrawn" => "Withdrawn",
        "motion.ruled-in" => "Ruled in order",
        "motion.ruled-out" => "Ruled out of order",
        "motion.recommended" => "The executive recommended something on it",
        "motion.carried" => "Carried",
        "motion.lost" => "Lost",
        _ => return None,
    })
}

fn became(look: &mut Look<'_>, motion: &Motion) -> Result<Option<Became>, Problem> {
    let Some(resolution) = resolutions::of_motion(look.conn, look.branch.id, motion.id)? else { return Ok(None) };
    let arising = resolutions::arising(look.conn, look.branch.id)?;
    let open = arising.iter().filter(|action| action.resolution == Some(resolution.id)).count();
    Ok(Some(Became { label: resolution.label(), href: resolution.href(), open }))
}

/// The resolutions that are about the same things, for whoever moves, seconds or rules.
fn like(look: &mut Look<'_>, motion: &Motion) -> Result<Vec<Alike>, Problem> {
    if !matches!(motion.state, State::WaitingForSeconder | State::Seconded | State::InOrder) {
        return Ok(Vec::new());
    }
    let in_force = resolutions::in_force(look.conn, look.branch.id)?;
    Ok(resolutions::alike(&motion.title, &motion.text, &in_force))
}
