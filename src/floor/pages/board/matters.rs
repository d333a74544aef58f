//! What stands on the board beside the next step: the motion and its amendments, the agenda, and what earlier meetings left.

use serde::Serialize;

use super::super::super::{
    evening::Evening,
    event::{Deed, Event},
    next::Next,
    rules,
    subject::Subject,
};
use crate::{
    ballots,
    db::{Instant, ItemId, ResolutionId},
    meetings::{self, Item},
    members,
    motions::{
        Motion, State,
        amending::{self, ToDecide},
        resolutions::{self, Resolution},
    },
    rulebook::Outcome,
    web::{Choice, Look, Problem},
};

/// A motion before it is put.
#[derive(Debug, Serialize)]
pub struct OnItem {
    pub label: String,
    pub title: String,
    pub href: String,
    pub paragraphs: Vec<String>,
    /// Ends the sentence "This motion …".
    pub says: &'static str,
    /// Whether it is still to be decided.
    pub is_open: bool,
    /// Where its amendments are.
    pub amendments: String,
    /// Whether it changes the rules, so that it needs a majority of its own.
    pub changes_rules: bool,
    /// "The executive recommends not to carry it. There is no money for it."
    pub recommended: Option<String>,
}

/// A resolution that waits for a quorate meeting.
#[derive(Debug, Serialize)]
pub struct ToRatify {
    pub id: ResolutionId,
    pub label: String,
    pub title: String,
    pub href: String,
}

impl ToRatify {
    pub fn of(resolution: &Resolution) -> Self {
        Self { id: resolution.id, label: resolution.label(), title: resolution.title.clone(), href: resolution.href() }
    }
}

/// How the evening runs by the clock.
#[derive(Debug, Serialize)]
pub struct Hours {
    /// "As planned, the meeting ends at 8.50 pm."
    pub says: String,
    /// When the rules end it, what the meeting gave itself more included.
    pub must_end_at: Option<Instant>,
    /// The titles of the items that it will not come to.
    pub not_reached: Vec<String>,
}

/// An amendment before it is put.
#[derive(Debug, Serialize)]
pub struct Open {
    pub mover: String,
    pub amendment: ToDecide,
}

/// A line of the agenda.
#[derive(Debug, Serialize)]
pub struct Line {
    pub id: ItemId,
    pub position: i32,
    pub title: String,
    pub link: Option<String>,
    pub is_current: bool,
    pub was_taken: bool,
    pub outcome: Option<Outcome>,
}

/// The amendments to be decided, with the names of their movers.
pub fn opened(look: &mut Look<'_>, subject: &Subject) -> Result<Vec<Open>, Problem> {
    let movers: Vec<_> = subject.amendments.iter().map(|one| one.mover).collect();
    let names = members::names(look.conn, look.branch.id, &movers)?;
    let open = |one: &ToDecide| Open { mover: names.get(&one.mover).cloned().unwrap_or_default(), amendment: one.clone() };
    Ok(subject.amendments.iter().map(open).collect())
}

/// Those on the roll who are in the room and have not voted yet on what is voted on by name, in the order of their names.
pub fn roll_call(look: &mut Look<'_>, evening: &Evening) -> Result<Vec<Choice>, Problem> {
    let Some(vote) = evening.standing.open_vote().filter(|vote| vote.question.by_name) else { return Ok(Vec::new()) };
    let present = meetings::present(look.conn, look.branch.id, evening.meeting.id)?;
    let mut waiting = ballots::yet_to_vote(look.conn, look.branch.id, vote.ballot)?;
    waiting.retain(|member| present.contains(member));
    let mut called: Vec<Choice> = members::names(look.conn, look.branch.id, &waiting)?
        .into_iter()
        .map(|(member, name)| Choice::of(member.to_string(), name))
        .collect();
    called.sort_by(|one, other| one.label.cmp(&other.label));
    Ok(called)
}

/// What this meeting may ratify, having a quorum.
pub fn to_ratify(look: &mut Look<'_>, evening: &Evening) -> Result<Vec<ToRatify>, Problem> {
    if !evening.may_ask().is_ok_and(|ground| rules::may_ratify(&ground).is_ok()) {
        return Ok(Vec::new());
    }
    Ok(evening.to_ratify(look.conn)?.iter().map(ToRatify::of).collect())
}

/// The majority that the question before the meeting needs, or the one that is put next.
pub fn majority(evening: &Evening, subject: &Subject, next: &Next) -> Option<String> {
    let matter = match (evening.standing.open_vote(), next) {
        (Some(vote), _) => vote.question.matter(),
        (None, Next::Put { .. }) => subject.undecided()?.changes.as_deref().unwrap_or("motion"),
        (None, Next::PutAmendment { .. }) => "amendment",
        (None, Next::TakeEmergency { .. }) => evening.emergency(subject)?.accepted_by.as_str(),
        _ => return None,
    };
    Some(evening.branch.rulebook.majority_in_words(matter))
}

/// What is still to be done and what was done lately, while matters arising are before the meeting.
pub fn arising(look: &mut Look<'_>, evening: &Evening) -> Result<Vec<resolutions::Line>, Problem> {
    let item = evening.standing.item.as_ref().filter(|_| evening.meeting.state == meetings::State::Open);
    if !item.is_some_and(|item| item.title.to_lowercase().contains("arising")) {
        return Ok(Vec::new());
    }
    let mut actions = resolutions::arising(look.conn, look.branch.id)?;
    actions.extend(resolutions::lately_done(look.conn, look.branch.id)?);
    resolutions::Line::all(look, actions)
}

pub fn line(evening: &Evening, item: &Item) -> Line {
    let standing = &evening.standing;
    Line {
        id: item.id,
        position: item.position,
        title: item.title.clone(),
        link: item.link.clone(),
        is_current: standing.item.as_ref().is_some_and(|taken| taken.id == item.id),
        was_taken: standing.taken.contains(&item.id),
        outcome: standing.outcomes.iter().find(|(id, _)| *id == item.id).map(|(_, outcome)| *outcome),
    }
}

impl OnItem {
    pub fn of(motion: Motion) -> Self {
        Self {
            label: motion.label(),
            href: motion.href(),
            paragraphs: motion.paragraphs(),
            says: motion.state.says(),
            is_open: motion.state == State::InOrder,
            amendments: amending::address(&motion),
            changes_rules: motion.changes.is_some(),
            recommended: motion.recommended(),
            title: motion.title,
        }
    }
}

/// The forecast of this evening as things stand; none before it is opened and after it is closed.
pub fn hours(evening: &Evening) -> Option<Hours> {
    if evening.meeting.state != meetings::State::Open {
        return None;
    }
    let taken: Vec<(ItemId, Instant)> = evening.events.iter().filter_map(taken).collect();
    let prolonged = evening.standing.prolonged;
    let forecast = meetings::forecast(&evening.branch, &evening.meeting, &evening.items, &taken, prolonged, evening.clock);
    let title = |id: ItemId| evening.items.iter().find(|item| item.id == id).map(|item| item.title.clone());
    Some(Hours {
        says: meetings::forecast_says(&forecast, evening.branch.zone),
        must_end_at: forecast.must_end_at.map(Instant::from),
        not_reached: forecast.not_reached().filter_map(title).collect(),
    })
}

fn taken(event: &Event) -> Option<(ItemId, Instant)> {
    match event.deed {
        Deed::Taken { item, .. } => Some((item, event.at)),
        _ => None,
    }
}
