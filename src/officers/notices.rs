//! What this module sends: that elections are called, the question to whoever is named, and the answer to whoever named her.

use diesel::QueryResult;
use serde_json::{Value, json};

use super::{Contest, Elections, Nomination};
use crate::{
    audit::Act,
    db::MemberId,
    mail::{self, Category, Notice},
    meetings::{self, Meeting},
    members,
    render::words::plural,
};

/// To everybody on the meeting's roll: which places are up, and until when names are taken.
pub fn called(act: &mut Act<'_>, elections: &Elections, meeting: &Meeting, contests: &[Contest]) -> QueryResult<()> {
    let office = |contest: &Contest| match contest.seats {
        1 => contest.title.clone(),
        seats => format!("{} ({})", contest.title, plural(seats.into(), "place", "places")),
    };
    let facts = json!({
        "meeting": meeting.title,
        "starts_at": meeting.starts_at,
        "closes_on": elections.closes_on,
        "offices": contests.iter().map(office).collect::<Vec<_>>(),
        "link": act.link(elections.path()),
    });
    let everybody = meetings::on_roll(act.conn(), elections.branch_id, meeting.id)?;
    tell(act, elections, &everybody, ("elections called", "officers/mail/called", Category::Statutory), &facts)
}

/// "Will you stand?", to those whom somebody else named.
pub fn asked_to_stand(act: &mut Act<'_>, elections: &Elections, contest: &Contest, nomination: &Nomination) -> QueryResult<()> {
    let asked: Vec<MemberId> = nomination.people().filter(|member| *member != nomination.namer_id).collect();
    let everybody: Vec<MemberId> = nomination.people().collect();
    for member in asked {
        let with = everybody.iter().find(|other| **other != member);
        let with = with.map(|other| name_of(act, *other)).transpose()?;
        let facts = json!({
            "namer": name_of(act, nomination.namer_id)?,
            "office": contest.title,
            "with": with,
            "closes_on": elections.closes_on,
            "link": act.link(nomination_path(nomination)),
        });
        tell(act, elections, &[member], ("asked to stand", "officers/mail/asked", Category::Service), &facts)?;
    }
    Ok(())
}

/// To whoever named somebody else: what that member said.
pub fn answered(
    act: &mut Act<'_>,
    elections: &Elections,
    contest: &Contest,
    nomination: &Nomination,
    member: MemberId,
    accepts: bool,
) -> QueryResult<()> {
    if nomination.namer_id == member {
        return Ok(());
    }
    let facts = json!({
        "member": name_of(act, member)?,
        "office": contest.title,
        "accepts": accepts,
        "link": act.link(elections.path()),
    });
    tell(act, elections, &[nomination.namer_id], ("nomination answered", "officers/mail/answered", Category::Service), &facts)
}

/// Where whoever is named answers.
pub fn nomination_path(nomination: &Nomination) -> String {
    format!("/officers/nominations/{}", nomination.id)
}

fn tell(
    act: &mut Act<'_>,
    elections: &Elections,
    to: &[MemberId],
    (kind, template, category): (&'static str, &'static str, Category),
    facts: &Value,
) -> QueryResult<()> {
    let notice = Notice { kind, category, about: elections.path(), template, deadline: None };
    let recipients = members::reach(act.conn(), elections.branch_id, to)?;
    let letters: Vec<_> = recipients.into_iter().map(|(_, recipient)| (recipient, facts.clone())).collect();
    mail::queue(act, &notice, &letters).map(|_| ())
}

fn name_of(act: &mut Act<'_>, member: MemberId) -> QueryResult<String> {
    let branch = act.branch();
    Ok(members::find(act.conn(), branch, member)?.name())
}
