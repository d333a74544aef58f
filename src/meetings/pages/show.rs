//! The page of one meeting: its notice, its agenda, its quorum, and each member's own line.

use actix_web::web::{self, Path, ServiceConfig};
use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Value;

use super::{
    super::{Item, Meeting, State, notices, reply::Reply, store},
    check::{Quorum, marks},
    coming::Replying,
    replies::{self, Counts},
    timing::Outlook,
};
use crate::{
    accounts::{Permission, SignedIn},
    db::{Instant, MeetingId},
    mail, members,
    render::{Page, ruler::Mark},
    web::{Answer, Desk, Look, Problem, Visitor},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/meetings/{meeting}", web::get().to(show));
}

/// One meeting.
#[derive(Debug, Serialize)]
pub struct MeetingPage {
    meeting: Meeting,
    kind: &'static str,
    state: &'static str,
    actions: Vec<Action>,
    items: Vec<Item>,
    /// The hours of the agenda, while the meeting is still to come.
    outlook: Option<Outlook>,
    voters: u32,
    quorum: Quorum,
    marks: Vec<Mark>,
    today: NaiveDate,
    /// How far the notice has come; for those who send it.
    served: Option<mail::Standing>,
    mine: Option<Mine>,
    /// What one can answer to the notice; for those on the roll, before it begins.
    replying: Option<Replying>,
    /// What was answered; for those who call meetings.
    replies: Option<Counts>,
    /// How many are in the room now, while it is open.
    present: usize,
    may_call: bool,
}

/// A button on the notice.
#[derive(Debug, Serialize)]
struct Action {
    label: &'static str,
    href: String,
    kind: &'static str,
    icon: &'static str,
}

/// A member's own line on the roll, with what became of her notice.
#[derive(Debug, Serialize)]
struct Mine {
    may_vote: bool,
    /// Each thing the rule asks: whether it holds, what it says, what to do, the clause.
    reasons: Value,
    is_on_roll: bool,
    notice: Option<&'static str>,
    settled_at: Option<Instant>,
    is_here: bool,
    reply: Option<Reply>,
}

impl Page for MeetingPage {
    const TEMPLATE: &'static str = "meetings/show.html";
    fn title(&self) -> String {
        self.meeting.title.clone()
    }
    fn samples() -> Vec<Self> {
        let reasons = serde_json::json!([{ "holds": false, "says": "Dues are late.", "remedy": "Pay.", "clause": "ch. 2" }]);
        let mine = |may_vote| Mine {
            may_vote,
            reasons: reasons.clone(),
            is_on_roll: true,
            notice: Some("accepted by the mail server"),
            settled_at: may_vote.then(|| super::sample_moment("2026-11-24T19:03:00Z")),
            is_here: may_vote,
            reply: may_vote.then_some(Reply::Coming),
        };
        let stranger = Mine { is_on_roll: false, notice: None, settled_at: None, ..mine(false) };
        vec![
            sample(State::Called, Some(mine(true)), true),
            sample(State::Open, Some(mine(false)), false),
            sample(State::Closed, Some(stranger), false),
            sample(State::Called, None, false),
            sample(State::CalledOff, None, false),
        ]
    }
}

fn sample(state: State, mine: Option<Mine>, may_call: bool) -> MeetingPage {
    let (branch, meeting) = (super::sample_branch(), super::sample_meeting(state));
    let today = branch.date_of(meeting.called_at);
    let item = |position, link: Option<&str>| Item {
        id: crate::db::ItemId::random(),
        meeting_id: meeting.id,
        position,
        title: "Welcome".into(),
        link: link.map(str::to_owned),
        minutes: Some(90),
    };
    let items = if may_call { vec![item(1, None), item(2, Some("/motions"))] } else { Vec::new() };
    MeetingPage {
        kind: meeting.kind.in_words(),
        state: meeting.state.words(),
        outlook: Outlook::of(&branch, &meeting, &items),
        actions: vec![Action { label: "Agenda", href: "/meetings".into(), kind: "plain", icon: "" }],
        items,
        voters: 96,
        quorum: Quorum::of(&branch.rulebook, meeting.kind, if may_call { 96 } else { 0 }),
        marks: marks(&branch.rulebook, meeting.kind, meeting.on(&branch), today),
        today,
        served: may_call.then(|| mail::Standing { accepted: 90, waiting: 20, letters: 10, ..Default::default() }),
        replying: mine.as_ref().and_then(|mine| replying(&meeting, mine)),
        replies: may_call.then_some(Counts { coming: 31, online: 4, apologies: 12, silent: 73, voters: 30 }),
        mine,
        present: 12,
        may_call,
        meeting,
    }
}

async fn show(desk: Desk, who: SignedIn, meeting: Path<MeetingId>) -> Answer {
    let visitor = who.0.clone();
    desk.page(move |look| MeetingPage::of(look, &visitor, *meeting)).await
}

impl MeetingPage {
    fn of(look: &mut Look<'_>, visitor: &Visitor, id: MeetingId) -> Result<Self, Problem> {
        let meeting = store::find(look.conn, look.branch.id, id)?;
        let may_call = visitor.may(Permission::CallMeetings);
        let voters = store::count_entitled(look.conn, look.branch.id, id)?;
        let (on, called_on) = (meeting.on(&look.branch), look.branch.date_of(meeting.called_at));
        let mine = mine(look, visitor, &meeting)?;
        let items = store::items(look.conn, look.branch.id, id)?;
        Ok(Self {
            kind: meeting.kind.in_words(),
            state: meeting.state.words(),
            actions: actions(&meeting, visitor, mine.is_some()),
            outlook: Outlook::of(&look.branch, &meeting, &items).filter(|_| meeting.state == State::Called),
            items,
            voters,
            quorum: Quorum::of(&look.branch.rulebook, meeting.kind, usize::try_from(voters).unwrap_or_default()),
            marks: marks(&look.branch.rulebook, meeting.kind, on, called_on),
            today: look.today(),
            served: if may_call { standing(look, &meeting)? } else { None },
            replying: mine.as_ref().and_then(|mine| replying(&meeting, mine)),
            replies: if may_call { Some(replies::counted(look, id)?) } else { None },
            mine,
            present: store::present(look.conn, look.branch.id, id)?.len(),
            may_call,
            meeting,
        })
    }
}

/// The buttons of somebody who was called.
fn replying(meeting: &Meeting, mine: &Mine) -> Option<Replying> {
    Replying::of(meeting, format!("{}/reply", meeting.href()), mine.reply).filter(|_| mine.is_on_roll)
}

fn standing(look: &mut Look<'_>, meeting: &Meeting) -> Result<Option<mail::Standing>, Problem> {
    let notice = mail::notice_about(look.conn, look.branch.id, &meeting.href(), notices::CALLED)?;
    Ok(notice.map(|notice| mail::standing(look.conn, look.branch.id, notice)).transpose()?)
}

/// What one may do from here; the first is what most people come for. The evening itself is the floor's: as on an agenda,
/// its pages are a title and a link here.
fn actions(meeting: &Meeting, visitor: &Visitor, is_member: bool) -> Vec<Action> {
    let at = |path: &str| format!("{}{path}", meeting.href());
    let mut actions = Vec::new();
    let is_on = meeting.is_on();
    if meeting.state == State::Open && is_member {
        actions.push(Action { label: "Follow and vote", href: at("/vote"), kind: "go", icon: "vote" });
    }
    if is_on && visitor.may(Permission::ChairMeetings) {
        actions.push(Action { label: "Chair the meeting", href: at("/floor"), kind: "plain", icon: "gavel" });
    }
    if meeting.state == State::Closed {
        actions.push(Action { label: "Read the minutes", href: at("/minutes"), kind: "go", icon: "file-text" });
    }
    if is_on && visitor.may(Permission::KeepTheDoor) {
        let kind = if meeting.state == State::Open { "plain" } else { "go" };
        actions.push(Action { label: "Keep the door", href: at("/door"), kind, icon: "door-open" });
    } else if is_on && is_member {
        actions.push(Action { label: "I am here", href: at("/here"), kind: "plain", icon: "user-check" });
    }
    if meeting.state == State::Called {
        actions.push(Action { label: "To my calendar", href: at("/calendar.ics"), kind: "plain", icon: "calendar-plus" });
    }
    actions.push(Action { label: "Documents", href: at("/documents"), kind: "plain", icon: "file-text" });
    actions.push(Action { label: "All papers", href: at("/papers"), kind: "plain", icon: "printer" });
    if visitor.may(Permission::CallMeetings) {
        actions.push(Action { label: "Who is coming", href: at("/replies"), kind: "plain", icon: "users" });
        actions.push(Action { label: "Proof of service", href: at("/service"), kind: "plain", icon: "mail" });
        if meeting.state == State::Called {
            actions.push(Action { label: "Change the place", href: at("/place"), kind: "plain", icon: "map-pin" });
            actions.push(Action { label: "Call it off", href: at("/calling-off"), kind: "plain", icon: "x" });
        }
        if is_on {
            actions.push(Action { label: "Set the agenda", href: at("/agenda"), kind: "plain", icon: "clipboard-list" });
        }
    }
    actions
}

fn mine(look: &mut Look<'_>, visitor: &Visitor, meeting: &Meeting) -> Result<Option<Mine>, Problem> {
    let branch = look.branch.id;
    let Some(member) = members::of_account(look.conn, branch, visitor.account)? else { return Ok(None) };
    let seat = store::seat_of(look.conn, branch, meeting.id, member.id)?;
    let notice = mail::notice_about(look.conn, branch, &meeting.href(), notices::CALLED)?;
    let served = notice.map(|notice| mail::served(look.conn, branch, notice)).transpose()?.unwrap_or_default();
    let line = served.into_iter().find(|line| line.person.is_some_and(|person| person.0 == member.id.0));
    let is_on_roll = seat.is_some();
    let (may_vote, reasons) = seat.unwrap_or_default();
    Ok(Some(Mine {
        may_vote,
        reasons,
        is_on_roll,
        notice: line.as_ref().map(|line| line.state.words()),
        settled_at: line.and_then(|line| line.settled_at),
        is_here: store::is_present(look.conn, branch, meeting.id, member.id)?,
        reply: store::reply_of(look.conn, branch, meeting.id, member.id)?.map(|given| given.reply),
    }))
}
