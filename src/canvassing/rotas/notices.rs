//! What is written to those who come: that they have a place or have it no longer, and that a shift was called off. To the
//! leader: that nothing is heard of a pair.

use serde_json::{Value, json};

use super::{Shift, store};
use crate::{
    audit::Act,
    db::{Instant, MemberId},
    mail::{self, Category, Key, Notice},
    members,
};

/// To the member who took a place: when, where, and how to give the place back.
pub fn place_taken(act: &mut Act<'_>, shift: &Shift, member: MemberId) -> diesel::QueryResult<()> {
    personal(act, shift, &[member], ("shift place taken", Category::Service, "canvassing/mail/place_taken"))
}

/// To members who could come: when, where, and one button that says so.
pub fn asked(act: &mut Act<'_>, shift: &Shift, members: &[MemberId]) -> diesel::QueryResult<()> {
    personal(act, shift, members, ("asked to canvass", Category::News, "canvassing/mail/asked"))
}

/// To those who come, the day before and again some hours before.
pub fn reminder(act: &mut Act<'_>, shift: &Shift, coming: &[MemberId]) -> diesel::QueryResult<()> {
    personal(act, shift, coming, ("shift reminder", Category::Reminder, "canvassing/mail/shift_reminder"))
}

/// To the member whose place the rota gave by mistake.
pub fn place_taken_back(act: &mut Act<'_>, shift: &Shift, member: MemberId) -> diesel::QueryResult<()> {
    send(act, shift, &[member], "shift place taken back", "canvassing/mail/place_taken_back")
}

/// To everybody who has a place in a shift that does not take place.
pub fn called_off(act: &mut Act<'_>, shift: &Shift, coming: &[MemberId]) -> diesel::QueryResult<()> {
    send(act, shift, coming, "shift called off", "canvassing/mail/called_off")
}

/// To the leader: a pair should have been back, or somebody alone should have been heard of.
pub fn missed(act: &mut Act<'_>, shift: &Shift, pair: &str, code: &str, heard_at: Instant) -> diesel::QueryResult<()> {
    let branch = act.branch();
    let facts = json!({
        "pair": pair, "code": code, "heard_at": heard_at, "meeting_point": shift.meeting_point,
        "link": act.link(format!("{}/out", shift.path())),
    });
    let notice = Notice {
        kind: "nothing heard",
        category: Category::Service,
        about: shift.path(),
        template: "canvassing/mail/missed",
        deadline: None,
    };
    let people = members::reach(act.conn(), branch, &[shift.leader_id])?;
    let letters: Vec<_> = people.into_iter().map(|(_, recipient)| (recipient, facts.clone())).collect();
    if letters.is_empty() {
        return Ok(());
    }
    mail::queue(act, &notice, &letters).map(|_| ())
}

/// To everybody who came: what all of them did together, and when the next shift is. It names nobody and ranks nobody.
pub fn thanks(act: &mut Act<'_>, shift: &Shift, came: &[MemberId], facts: &Value) -> diesel::QueryResult<usize> {
    let branch = act.branch();
    let notice = Notice {
        kind: "thanks for canvassing",
        category: Category::Service,
        about: shift.path(),
        template: "canvassing/mail/thanks",
        deadline: None,
    };
    let people = members::reach(act.conn(), branch, came)?;
    let letters: Vec<_> = people.into_iter().map(|(_, recipient)| (recipient, facts.clone())).collect();
    if letters.is_empty() {
        return Ok(0);
    }
    mail::queue(act, &notice, &letters)?;
    Ok(letters.len())
}

/// What a mail about a shift says.
fn facts(act: &mut Act<'_>, shift: &Shift) -> diesel::QueryResult<Value> {
    let branch = act.branch();
    let leader = members::find(act.conn(), branch, shift.leader_id)?.name();
    Ok(json!({
        "starts_at": shift.starts_at, "ends_at": shift.ends_at, "meeting_point": shift.meeting_point, "leader": leader,
        "note": shift.note, "by_telephone": shift.by_telephone, "link": act.link(shift.path()),
    }))
}

/// A mail in which each reader's own key stands, with which she comes, or gives her place back, without signing in.
fn personal(
    act: &mut Act<'_>,
    shift: &Shift,
    to: &[MemberId],
    (kind, category, template): (&'static str, Category, &'static str),
) -> diesel::QueryResult<()> {
    let branch = act.branch();
    let facts = facts(act, shift)?;
    let people = members::reach(act.conn(), branch, to)?;
    let keys: Vec<(MemberId, Key)> = people.iter().map(|(member, _)| (*member, Key::drawn())).collect();
    store::keep_keys(act, shift.id, &keys)?;
    let letter = |((_, recipient), (_, key)): ((_, mail::Recipient), &(MemberId, Key))| {
        let mut facts = facts.clone();
        facts["answer"] = act.link(format!("/canvass/coming/{}", key.signs)).into();
        (recipient, facts)
    };
    let letters: Vec<_> = people.into_iter().zip(&keys).map(letter).collect();
    if letters.is_empty() {
        return Ok(());
    }
    let notice = Notice { kind, category, about: shift.path(), template, deadline: Some(shift.starts_at) };
    mail::queue(act, &notice, &letters).map(|_| ())
}

fn send(
    act: &mut Act<'_>,
    shift: &Shift,
    to: &[MemberId],
    kind: &'static str,
    template: &'static str,
) -> diesel::QueryResult<()> {
    let branch = act.branch();
    let facts = facts(act, shift)?;
    let notice = Notice { kind, category: Category::Service, about: shift.path(), template, deadline: Some(shift.ends_at) };
    let people = members::reach(act.conn(), branch, to)?;
    let letters: Vec<_> = people.into_iter().map(|(_, recipient)| (recipient, facts.clone())).collect();
    if letters.is_empty() {
        return Ok(());
    }
    mail::queue(act, &notice, &letters).map(|_| ())
}
