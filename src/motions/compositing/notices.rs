//! What the room sends: that it is open, and that the words have changed to which somebody had agreed.

use diesel::QueryResult;
use serde_json::{Value, json};

use super::composite::Composite;
use crate::{
    audit::Act,
    db::MemberId,
    mail::{self, Category, Notice},
    members,
};

/// To everybody whose motion is in the room.
pub fn opened(act: &mut Act<'_>, composite: &Composite, movers: &[MemberId]) -> QueryResult<()> {
    tell(act, composite, movers, ("composite opened", "motions/mail/composite_opened"), json!({}))
}

/// To those who had agreed to the words as they were before somebody changed them.
pub fn reworded(act: &mut Act<'_>, composite: &Composite, by: MemberId, agreed: &[MemberId]) -> QueryResult<()> {
    let branch = act.branch();
    let who = members::find(act.conn(), branch, by)?.name();
    tell(act, composite, agreed, ("composite reworded", "motions/mail/composite_reworded"), json!({ "who": who }))
}

fn tell(
    act: &mut Act<'_>,
    composite: &Composite,
    to: &[MemberId],
    (kind, template): (&'static str, &'static str),
    mut facts: Value,
) -> QueryResult<()> {
    facts["title"] = json!(composite.title);
    facts["link"] = json!(act.link(composite.href()));
    let notice = Notice { kind, category: Category::Service, about: composite.href(), template, deadline: None };
    let branch = act.branch();
    let recipients = members::reach(act.conn(), branch, to)?;
    let letters: Vec<_> = recipients.into_iter().map(|(_, recipient)| (recipient, facts.clone())).collect();
    mail::queue(act, &notice, &letters).map(|_| ())
}
