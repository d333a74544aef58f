//! What this module sends: the notice of a meeting.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::{Value, json};

use super::{Meeting, agenda::Line, meeting::Calling, versions::Change};
use crate::{
    audit::Act,
    branch::Branch,
    db::Instant,
    mail::{self, Category, Invites, Notice, Recipient},
    members::{self, Office},
    render::Templates,
    rulebook::MeetingKind,
    web::Problem,
};

/// What the notice is called in the outbox, and how its proof of service is found.
pub const CALLED: &str = "meeting called";
/// What the message is called that tells of another place.
pub const MOVED: &str = "meeting moved";
/// What the message is called that tells that it does not take place.
pub const CALLED_OFF: &str = "meeting called off";
const TEMPLATE: &str = "meetings/mail/called";

/// What the notice says: the same to everybody, but for the link by which one answers.
#[derive(Debug, Clone, Serialize)]
pub struct Says<'a> {
    pub kind: &'static str,
    pub title: &'a str,
    pub starts_at: Instant,
    pub place: &'a str,
    pub agenda: &'a [Line],
    pub emergency_reason: Option<&'a str>,
    pub online_link: Option<&'a str>,
    /// The meeting's own page; none while the notice is only shown.
    pub link: String,
    /// Where its reader says whether she is coming; her own, and none while the notice is only shown.
    pub answer: String,
    /// Whether it goes to an officer who tries how it looks.
    pub is_test: bool,
}

impl<'a> Says<'a> {
    /// The notice of a meeting that is being called.
    pub fn of(calling: &'a Calling, link: String) -> Self {
        let Calling { kind, title, starts_at, place, online_link, agenda, emergency_reason } = calling;
        let kind = MeetingKind::in_words(*kind);
        Self {
            kind,
            title,
            starts_at: *starts_at,
            place,
            agenda,
            emergency_reason: emergency_reason.as_deref(),
            online_link: online_link.as_deref(),
            link,
            answer: String::new(),
            is_test: false,
        }
    }
}

/// The text of the notice without the name and the link that differ: what is frozen, and what proves what was said.
///
/// # Errors
/// Where the template cannot be filled.
pub fn as_everybody_reads_it(templates: &Templates, branch: &Branch, calling: &Calling) -> Result<String, Problem> {
    let says = Says::of(calling, String::new());
    mail::preview(templates, branch, TEMPLATE, ("each member’s name", &says)).map_err(Problem::broken)
}

/// The notice as it would go out, to the officer who wants to see it in her own mail. It serves nobody: it is about no meeting,
/// carries no key, and puts nothing into a calendar.
pub fn tested(act: &mut Act<'_>, calling: &Calling, to: Recipient) -> diesel::QueryResult<()> {
    let notice = Notice {
        kind: "test of a notice",
        category: Category::Service,
        about: "/meetings/new".to_owned(),
        template: TEMPLATE,
        deadline: None,
    };
    let says = Says { is_test: true, ..Says::of(calling, String::new()) };
    mail::queue(act, &notice, &[(to, says)]).map(|_| ())
}

/// Notice of the meeting to everybody on its roll, each with a key; a rule requires it, so it goes out at least once.
///
/// The key answers for its member and does no more, which officers may do too: so the notice stays readable, as its proof
/// needs, and only the key in it is shown to nobody.
pub fn called(
    act: &mut Act<'_>,
    meeting: &Meeting,
    calling: &Calling,
    to: Vec<(Recipient, &str)>,
    invites: Invites<'_>,
) -> diesel::QueryResult<()> {
    let notice = Notice {
        kind: CALLED,
        category: Category::Statutory,
        about: meeting.href(),
        template: TEMPLATE,
        deadline: Some(meeting.starts_at),
    };
    let says = Says::of(calling, act.link(meeting.href()));
    let coming = act.link("/coming");
    let personal = |(recipient, key)| (recipient, Says { answer: format!("{coming}/{key}"), ..says.clone() });
    let letters: Vec<(Recipient, Says<'_>)> = to.into_iter().map(personal).collect();
    mail::queue_invitation(act, &notice, &letters, invites).map(|_| ())
}

/// To the secretary: enough have signed for a special meeting, and it is to be called by that day.
pub fn requisition_reached(
    act: &mut Act<'_>,
    branch: &Branch,
    (page, purpose): (&str, &str),
    call_by: Option<NaiveDate>,
) -> diesel::QueryResult<()> {
    let today = branch.date_of(act.at());
    let terms = members::terms_from(act.conn(), branch.id, today)?;
    let holds = |term: &&members::Term| term.office == Office::Secretary && term.covers(today);
    let secretaries: Vec<_> = terms.iter().filter(holds).map(|term| term.member).collect();
    let notice = Notice {
        kind: "requisition reached",
        category: Category::Service,
        about: page.to_owned(),
        template: "meetings/mail/reached",
        deadline: None,
    };
    let facts = json!({ "purpose": purpose, "call_by": call_by, "link": act.link(page) });
    let to = members::reach(act.conn(), branch.id, &secretaries)?;
    let letters: Vec<_> = to.into_iter().map(|(_, recipient)| (recipient, facts.clone())).collect();
    mail::queue(act, &notice, &letters).map(|_| ())
}

/// The day before: where and when, what is dealt with, and what of it is new since the notice. Nobody prints a reminder.
pub fn tomorrow(
    act: &mut Act<'_>,
    meeting: &Meeting,
    (titles, changes): (&[String], &[Change]),
    to: Vec<Recipient>,
) -> diesel::QueryResult<()> {
    let notice = Notice {
        kind: "meeting tomorrow",
        category: Category::Reminder,
        about: meeting.href(),
        template: "meetings/mail/tomorrow",
        deadline: Some(meeting.starts_at),
    };
    let facts = json!({
        "title": meeting.title, "starts_at": meeting.starts_at, "place": meeting.place, "online_link": meeting.online_link,
        "agenda": titles, "changes": changes, "link": act.link(meeting.href()),
    });
    let by_mail = to.into_iter().filter(|recipient| recipient.address.is_some());
    let letters: Vec<_> = by_mail.map(|recipient| (recipient, facts.clone())).collect();
    mail::queue(act, &notice, &letters).map(|_| ())
}

/// To everybody who was called: the meeting is at another place.
pub fn moved(act: &mut Act<'_>, meeting: &Meeting, to: Vec<Recipient>, invites: Invites<'_>) -> diesel::QueryResult<()> {
    let facts = json!({ "online_link": meeting.online_link });
    to_all(act, meeting, (MOVED, "meetings/mail/moved"), facts, (to, invites))
}

/// To everybody who was called: the meeting does not take place, and why.
pub fn called_off(act: &mut Act<'_>, meeting: &Meeting, to: Vec<Recipient>, invites: Invites<'_>) -> diesel::QueryResult<()> {
    let facts = json!({ "because": meeting.called_off_because });
    to_all(act, meeting, (CALLED_OFF, "meetings/mail/called_off"), facts, (to, invites))
}

/// What everybody who was called has to know after the notice, with the meeting's own facts beside those given.
fn to_all(
    act: &mut Act<'_>,
    meeting: &Meeting,
    (kind, template): (&'static str, &'static str),
    mut facts: Value,
    (to, invites): (Vec<Recipient>, Invites<'_>),
) -> diesel::QueryResult<()> {
    facts["title"] = json!(meeting.title);
    facts["starts_at"] = json!(meeting.starts_at);
    facts["place"] = json!(meeting.place);
    facts["link"] = json!(act.link(meeting.href()));
    let deadline = Some(meeting.starts_at);
    let notice = Notice { kind, category: Category::Statutory, about: meeting.href(), template, deadline };
    let letters: Vec<_> = to.into_iter().map(|recipient| (recipient, facts.clone())).collect();
    mail::queue_invitation(act, &notice, &letters, invites).map(|_| ())
}
