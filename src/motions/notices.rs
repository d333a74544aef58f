//! What this module sends: the question to the seconder, and what became of it to the mover.

use diesel::QueryResult;
use serde_json::{Value, json};

use super::Motion;
use crate::{
    audit::Act,
    db::MemberId,
    mail::{self, Category, Notice},
    meetings::Meeting,
    members,
};

/// "Will you second this?", to the member whom the mover named.
pub fn asked_to_second(act: &mut Act<'_>, motion: &Motion, asked: MemberId) -> QueryResult<()> {
    let facts = json!({ "paragraphs": motion.paragraphs(), "mover": name_of(act, motion.mover)? });
    tell(act, motion, asked, "asked to second", "motions/mail/asked_to_second", facts)
}

/// To the mover: whoever was asked would rather not second it.
pub fn declined(act: &mut Act<'_>, motion: &Motion, asked: MemberId) -> QueryResult<()> {
    let facts = json!({ "asked": name_of(act, asked)? });
    tell(act, motion, motion.mover, "seconding declined", "motions/mail/declined", facts)
}

/// To the mover: the motion is in order and on the agenda of a meeting.
pub fn ruled_in(act: &mut Act<'_>, motion: &Motion, meeting: &Meeting) -> QueryResult<()> {
    let facts = json!({ "meeting": meeting.title, "starts_at": meeting.starts_at });
    tell(act, motion, motion.mover, "motion ruled in order", "motions/mail/ruled_in", facts)
}

/// To the mover: the motion is out of order, by which rule and why.
pub fn ruled_out(act: &mut Act<'_>, motion: &Motion, clause: &str, reason: &str) -> QueryResult<()> {
    let facts = json!({ "clause": clause, "reason": reason });
    tell(act, motion, motion.mover, "motion ruled out of order", "motions/mail/ruled_out", facts)
}

/// One message to one member, with the motion's own facts beside those given.
fn tell(
    act: &mut Act<'_>,
    motion: &Motion,
    to: MemberId,
    kind: &'static str,
    template: &'static str,
    mut facts: Value,
) -> QueryResult<()> {
    facts["title"] = json!(motion.title);
    facts["label"] = json!(motion.label());
    facts["link"] = json!(act.link(motion.href()));
    let notice = Notice { kind, category: Category::Service, about: motion.href(), template, deadline: None };
    let branch = act.branch();
    let recipients = members::reach(act.conn(), branch, &[to])?;
    let letters: Vec<_> = recipients.into_iter().map(|(_, recipient)| (recipient, facts.clone())).collect();
    mail::queue(act, &notice, &letters).map(|_| ())
}

fn name_of(act: &mut Act<'_>, member: MemberId) -> QueryResult<String> {
    let branch = act.branch();
    Ok(members::find(act.conn(), branch, member)?.name())
}
