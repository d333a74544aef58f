//! What the register sends: to the mover what became of the motion, to whoever is asked to do something.

use diesel::QueryResult;
use serde_json::{Value, json};

use super::{Action, Resolution};
use crate::{
    audit::Act,
    db::MemberId,
    mail::{self, Category, Notice},
    members,
};

/// To the mover: the motion is carried, and this is where one sees what becomes of it.
pub fn resolved(act: &mut Act<'_>, resolution: &Resolution, mover: MemberId) -> QueryResult<()> {
    let facts = json!({
        "label": resolution.label(), "title": resolution.title, "figures": resolution.figures,
        "to_ratify": resolution.to_ratify, "link": act.link(resolution.href()),
    });
    tell(act, resolution.href(), mover, "motion carried", "motions/mail/resolved", &facts)
}

/// To the mover: a second count found that the motion was lost.
pub fn annulled(act: &mut Act<'_>, resolution: &Resolution, mover: MemberId, figures: &str) -> QueryResult<()> {
    let facts = json!({
        "label": resolution.label(), "title": resolution.title, "figures": figures, "link": act.link(resolution.href()),
    });
    tell(act, resolution.href(), mover, "motion lost by a second count", "motions/mail/annulled", &facts)
}

/// To whoever is asked to do something.
pub fn asked(act: &mut Act<'_>, action: &Action) -> QueryResult<()> {
    tell(act, action.href(), action.owner, "action asked", "motions/mail/action_asked", &facts(act, action))
}

/// To whoever has it still to do, when the day comes near.
pub fn reminded(act: &mut Act<'_>, action: &Action) -> QueryResult<()> {
    tell(act, action.href(), action.owner, "action due", "motions/mail/action_due", &facts(act, action))
}

fn facts(act: &Act<'_>, action: &Action) -> Value {
    json!({ "what": action.what, "due_on": action.due_on, "link": act.link(action.href()) })
}

fn tell(
    act: &mut Act<'_>,
    about: String,
    to: MemberId,
    kind: &'static str,
    template: &'static str,
    facts: &Value,
) -> QueryResult<()> {
    let notice = Notice { kind, category: Category::Service, about, template, deadline: None };
    let branch = act.branch();
    let recipients = members::reach(act.conn(), branch, &[to])?;
    let letters: Vec<_> = recipients.into_iter().map(|(_, recipient)| (recipient, facts.clone())).collect();
    mail::queue(act, &notice, &letters).map(|_| ())
}
