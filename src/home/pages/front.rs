//! The front page: one sentence that says what is due, then what is behind it.

use actix_web::web::{self, ServiceConfig};
use chrono::NaiveDate;
use serde::Serialize;

use super::super::due::{Concerns, Due, Thing, due};
use crate::{
    accounts::Permission,
    ballots, canvassing,
    db::Instant,
    floor,
    meetings::{self, Meeting},
    members::{self, Member},
    motions,
    render::Page,
    web::{Answer, Desk, Look, Problem, Visitor},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/", web::get().to(home));
}

/// The front page of whoever is signed in.
#[derive(Debug, Serialize)]
pub struct HomePage {
    today: NaiveDate,
    due: Due,
    /// The rest in a line: what else waits.
    more: String,
    meeting: Option<NextMeeting>,
    motions: Vec<Line>,
    ballots: Vec<OpenBallot>,
    canvass: Option<Canvass>,
    /// Figures about the branch.
    figures: Vec<Figure>,
    may_call: bool,
}

/// The next meeting, as its notice.
#[derive(Debug, Serialize)]
struct NextMeeting {
    title: String,
    href: String,
    starts_at: Instant,
    place: String,
    present: u32,
    quorum: Option<u32>,
}

/// A motion and where it stands.
#[derive(Debug, Serialize)]
struct Line {
    title: String,
    href: String,
    state: &'static str,
    rules: Option<String>,
}

/// A ballot that the person may vote in.
#[derive(Debug, Serialize)]
struct OpenBallot {
    title: String,
    href: String,
    closes_at: Option<Instant>,
    has_voted: bool,
}

/// How far the doors have come.
#[derive(Debug, Serialize)]
struct Canvass {
    done: usize,
    back: usize,
    todo: usize,
    shift: Option<Thing>,
}

/// One figure with what it counts.
#[derive(Debug, Serialize)]
struct Figure {
    label: String,
    value: String,
    href: Option<String>,
}

impl Page for HomePage {
    const TEMPLATE: &'static str = "home/front.html";
    fn title(&self) -> String {
        "Home".into()
    }
    fn samples() -> Vec<Self> {
        vec![sample(), HomePage { meeting: None, motions: Vec::new(), ballots: Vec::new(), canvass: None, ..sample() }]
    }
}

/// A front page on which everything happens at once.
fn sample() -> HomePage {
    let today = NaiveDate::default();
    let moment = Instant::from(chrono::DateTime::UNIX_EPOCH);
    let thing = Thing::new("Albion Square", "/canvass/shifts/1");
    HomePage {
        today,
        due: due(&Concerns { to_rule: vec![thing.clone()], ..Concerns::default() }, today),
        more: "Everything else is on course.".to_owned(),
        meeting: Some(NextMeeting {
            title: "General meeting".into(),
            href: "/meetings/1".into(),
            starts_at: moment,
            place: "Trades Hall".into(),
            present: 3,
            quorum: Some(25),
        }),
        motions: vec![Line {
            title: "Buses".into(),
            href: "/motions/1".into(),
            state: "seconded",
            rules: Some("/motions/1/ruling".into()),
        }],
        ballots: [false, true]
            .map(|has_voted| OpenBallot {
                title: "Millbank".into(),
                href: "/ballots/1".into(),
                closes_at: Some(moment),
                has_voted,
            })
            .into(),
        canvass: Some(Canvass { done: 132, back: 15, todo: 33, shift: Some(thing) }),
        figures: vec![Figure { label: "Members".into(), value: "486".into(), href: None }],
        may_call: true,
    }
}

async fn home(desk: Desk) -> Answer {
    let visitor = desk.visitor().ok_or(Problem::SignInNeeded)?.clone();
    desk.page(move |look| read(look, &visitor)).await
}

fn read(look: &mut Look<'_>, visitor: &Visitor) -> Result<HomePage, Problem> {
    let today = look.today();
    let member = members::of_account(look.conn, look.branch.id, visitor.account)?;
    let concerns = concerns_of(look, visitor, member.as_ref())?;
    Ok(HomePage {
        today,
        due: due(&concerns, today),
        more: more(&concerns),
        meeting: next_meeting(look)?,
        motions: motions_of(look, visitor)?,
        ballots: ballots_of(look, member.as_ref())?,
        canvass: canvass_of(look, member.as_ref())?,
        figures: figures(look)?,
        may_call: visitor.may(Permission::CallMeetings.as_str()),
    })
}

fn concerns_of(look: &mut Look<'_>, visitor: &Visitor, member: Option<&Member>) -> Result<Concerns, Problem> {
    let (branch, now) = (look.branch.id, look.now);
    let mut concerns = Concerns::default();
    let upcoming = meetings::upcoming(look.conn, branch, now)?;
    let going_on = upcoming.iter().find(|meeting| meeting.state == meetings::State::Open);
    concerns.meeting_now = going_on.map(|meeting| Thing::new(&meeting.title, place_in(meeting, visitor)));
    let next = upcoming.iter().find(|meeting| meeting.state == meetings::State::Called);
    concerns.next_meeting = next.map(|meeting| (Thing::new(&meeting.title, meeting.href()), meeting.on(&look.branch)));
    if visitor.may(Permission::RuleOnMotions.as_str()) {
        let waiting = motions::waiting_for_ruling(look.conn, branch)?;
        concerns.to_rule =
            waiting.iter().map(|motion| Thing::new(&motion.title, format!("{}/ruling", motion.href()))).collect();
    }
    concerns.is_empty = visitor.may(Permission::ManageMembers.as_str()) && members::count(look.conn, branch)? <= 1;
    let Some(member) = member else { return Ok(concerns) };
    concerns.vote_now = floor::vote_open_to(look.conn, branch, member.id)?
        .map(|(meeting, title)| Thing::new(title, format!("/meetings/{meeting}/vote")));
    let to_second = motions::to_second(look.conn, branch, member.id)?;
    concerns.to_second = to_second.iter().map(|motion| Thing::new(&motion.title, motion.href())).collect();
    for (ballot, has_voted) in ballots::open_to(look.conn, branch, member.id)? {
        if let (Some(closes), false) = (ballot.closes_at, has_voted) {
            concerns.ballots.push((Thing::new(&ballot.title, ballot.path()), look.branch.date_of(closes)));
        }
    }
    concerns.next_shift = canvassing::next_shift_of(look.conn, branch, member.id, now)?
        .map(|shift| (Thing::new("Your canvass", shift.path()), look.branch.date_of(shift.starts_at)));
    Ok(concerns)
}

/// Where the person's place is in a meeting that is going on: the board, or the phone that votes.
fn place_in(meeting: &Meeting, visitor: &Visitor) -> String {
    let place = if visitor.may(Permission::ChairMeetings.as_str()) { "floor" } else { "vote" };
    format!("{}/{place}", meeting.href())
}

/// What else waits, in a line under the sentence.
fn more(concerns: &Concerns) -> String {
    let mut rest = Vec::new();
    if concerns.ballots.len() > 1 {
        rest.push(format!("{} ballots are open to you", concerns.ballots.len()));
    }
    if !concerns.to_second.is_empty() && !concerns.ballots.is_empty() {
        rest.push("you are asked to second a motion".to_owned());
    }
    let is_second_to_another = !concerns.ballots.is_empty() || !concerns.to_second.is_empty();
    if !concerns.to_rule.is_empty() && is_second_to_another {
        rest.push("motions wait for your ruling".to_owned());
    }
    if rest.is_empty() {
        return "Everything else is on course.".to_owned();
    }
    let mut line = crate::render::words::names(&rest);
    line[..1].make_ascii_uppercase();
    format!("{line}.")
}

fn next_meeting(look: &mut Look<'_>) -> Result<Option<NextMeeting>, Problem> {
    let Some(meeting) = meetings::upcoming(look.conn, look.branch.id, look.now)?.into_iter().next() else { return Ok(None) };
    let quorum = meetings::quorum_now(look.conn, &look.branch, &meeting)?;
    Ok(Some(NextMeeting {
        href: meeting.href(),
        starts_at: meeting.starts_at,
        present: quorum.present,
        quorum: Some(quorum.needed),
        title: meeting.title,
        place: meeting.place,
    }))
}

/// Whether something is still to happen to a motion.
fn is_open(state: motions::State) -> bool {
    use motions::State::{InOrder, Seconded, WaitingForSeconder};
    matches!(state, WaitingForSeconder | Seconded | InOrder)
}

/// So many motions stand on the front page.
const MOST: usize = 5;

fn motions_of(look: &mut Look<'_>, visitor: &Visitor) -> Result<Vec<Line>, Problem> {
    let may_rule = visitor.may(Permission::RuleOnMotions.as_str());
    let open = motions::list(look.conn, look.branch.id)?.into_iter().filter(|motion| is_open(motion.state));
    let lines = open.take(MOST).map(|motion| Line {
        rules: (may_rule && motion.state == motions::State::Seconded).then(|| format!("{}/ruling", motion.href())),
        href: motion.href(),
        state: motion.state.words(),
        title: motion.title,
    });
    Ok(lines.collect())
}

fn ballots_of(look: &mut Look<'_>, member: Option<&Member>) -> Result<Vec<OpenBallot>, Problem> {
    let Some(member) = member else { return Ok(Vec::new()) };
    let open = ballots::open_to(look.conn, look.branch.id, member.id)?;
    let lines = open.into_iter().map(|(ballot, has_voted)| OpenBallot {
        href: ballot.path(),
        closes_at: ballot.closes_at,
        title: ballot.title,
        has_voted,
    });
    Ok(lines.collect())
}

fn canvass_of(look: &mut Look<'_>, member: Option<&Member>) -> Result<Option<Canvass>, Problem> {
    let totals = canvassing::totals(look.conn, look.branch.id)?;
    if totals.doors == 0 {
        return Ok(None);
    }
    let now = look.now;
    let shift = match member {
        Some(member) => canvassing::next_shift_of(look.conn, look.branch.id, member.id, now)?,
        None => None,
    };
    Ok(Some(Canvass {
        done: totals.done,
        back: totals.back,
        todo: totals.todo,
        shift: shift.map(|shift| Thing::new(shift.meeting_point.clone(), shift.path())),
    }))
}

fn figures(look: &mut Look<'_>) -> Result<Vec<Figure>, Problem> {
    let members = members::count(look.conn, look.branch.id)?;
    let figure = |label: &str, value: String, href: Option<&str>| Figure {
        label: label.to_owned(),
        value,
        href: href.map(str::to_owned),
    };
    Ok(vec![
        figure("Members", members.to_string(), None),
        figure("Our rules", "read them".to_owned(), Some("/rulebook")),
        figure("The record", "check it".to_owned(), Some("/record")),
    ])
}
