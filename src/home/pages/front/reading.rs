//! Reading what stands on the front page.

use super::{
    super::super::due::{Concerns, Thing, due},
    Canvass, Figure, HomePage, Line, NextMeeting, OpenBallot, ToWelcome,
};
use chrono::NaiveDate;

use crate::{
    accounts::Permission,
    ballots::{self, Ballot},
    canvassing::{self, Shift},
    db::MemberId,
    floor, mail,
    meetings::{self, Meeting},
    members::{self, Member, Welcome},
    motions::{self, Motion},
    render::words::{names, plural},
    selections,
    web::{Look, Problem, Visitor},
};

/// What several parts of the page speak of; read once.
struct Seen {
    member: Option<Member>,
    /// The meetings in session or to come, the next first.
    upcoming: Vec<Meeting>,
    motions: Vec<Motion>,
    /// The ballots open to the person, and whether the paper is in the box.
    ballots: Vec<(Ballot, bool)>,
    shift: Option<Shift>,
    /// Those who joined and wait for a word from the person, with the day.
    welcomes: Vec<(Thing, NaiveDate)>,
    members: i64,
}

/// The front page of whoever is signed in.
pub fn read(look: &mut Look<'_>, visitor: &Visitor) -> Result<HomePage, Problem> {
    let today = look.today();
    let seen = seen(look, visitor)?;
    let concerns = concerns_of(look, visitor, &seen)?;
    Ok(HomePage {
        today,
        due: due(&concerns, today),
        more: more(&concerns),
        meeting: next_meeting(look, visitor, &seen)?,
        motions: motions_of(&seen, visitor),
        canvass: canvass_of(look, &seen)?,
        welcomes: seen.welcomes.iter().map(|(who, by)| ToWelcome { who: who.clone(), by: *by, is_late: *by < today }).collect(),
        figures: figures(&seen, visitor, &concerns),
        ballots: seen.ballots.into_iter().map(open_ballot).collect(),
        may_call: visitor.may(Permission::CallMeetings),
    })
}

fn seen(look: &mut Look<'_>, visitor: &Visitor) -> Result<Seen, Problem> {
    let (branch, now) = (look.branch.id, look.now);
    let member = members::of_account(look.conn, branch, visitor.account)?;
    let (ballots, shift) = match &member {
        Some(member) => {
            (ballots::open_to(look.conn, branch, member.id)?, canvassing::next_shift_of(look.conn, branch, member.id, now)?)
        }
        None => (Vec::new(), None),
    };
    let welcomes = match &member {
        Some(member) => to_welcome(look, member)?,
        None => Vec::new(),
    };
    Ok(Seen {
        welcomes,
        upcoming: meetings::upcoming(look.conn, branch, now)?,
        motions: motions::list(look.conn, branch)?,
        members: members::count(look.conn, &look.branch)?,
        member,
        ballots,
        shift,
    })
}

fn to_welcome(look: &mut Look<'_>, member: &Member) -> Result<Vec<(Thing, NaiveDate)>, Problem> {
    let waiting = members::waiting_for(look.conn, &look.branch, member.id)?;
    let ids: Vec<MemberId> = waiting.iter().map(|welcome| welcome.joiner).collect();
    let names = members::names(look.conn, look.branch.id, &ids)?;
    let thing = |welcome: &Welcome| {
        let name = names.get(&welcome.joiner).cloned().unwrap_or_default();
        (Thing::new(name, format!("/me/welcomes/{}", welcome.joiner)), welcome.speak_by)
    };
    Ok(waiting.iter().map(thing).collect())
}

fn concerns_of(look: &mut Look<'_>, visitor: &Visitor, seen: &Seen) -> Result<Concerns, Problem> {
    let branch = look.branch.id;
    let mut concerns = Concerns::default();
    let going_on = seen.upcoming.iter().find(|meeting| meeting.state == meetings::State::Open);
    concerns.meeting_now = going_on.map(|meeting| Thing::new(&meeting.title, place_in(meeting, visitor)));
    let next = seen.upcoming.iter().find(|meeting| meeting.state == meetings::State::Called);
    concerns.next_meeting = next.map(|meeting| (Thing::new(&meeting.title, meeting.href()), meeting.on(&look.branch)));
    if visitor.may(Permission::RuleOnMotions) {
        let waiting = motions::waiting_for_ruling(look.conn, branch)?;
        concerns.to_rule =
            waiting.iter().map(|motion| Thing::new(&motion.title, format!("{}/ruling", motion.href()))).collect();
    }
    if visitor.may(Permission::RunBallots) {
        let waiting = ballots::objections_waiting_for(look.conn, &look.branch, visitor, look.now)?;
        let thing = |ballot: &Ballot| Thing::new(&ballot.title, format!("{}/objections", ballot.path()));
        concerns.objections = waiting.iter().map(thing).collect();
    }
    if visitor.may(Permission::ManageMembers) {
        concerns.is_empty = seen.members <= 1;
        concerns.unwelcomed = members::count_alone(look.conn, &look.branch, look.today())?;
    }
    if visitor.may(Permission::ManageBranch) {
        concerns.mail_stands_still = mail::trouble(look.conn, branch)?.is_some();
    }
    concerns.to_welcome.clone_from(&seen.welcomes);
    let Some(member) = &seen.member else { return Ok(concerns) };
    concerns.vote_now = floor::vote_open_to(look.conn, branch, member.id)?
        .map(|(meeting, title)| Thing::new(title, format!("/meetings/{meeting}/vote")));
    let to_second = motions::to_second(look.conn, branch, member.id)?;
    concerns.to_second = to_second.iter().map(|motion| Thing::new(&motion.title, motion.href())).collect();
    let to_do = motions::resolutions::open_of(look.conn, branch, member.id)?;
    concerns.to_do = to_do.iter().map(|action| (Thing::new(&action.what, action.href()), action.due_on)).collect();
    for (ballot, has_voted) in &seen.ballots {
        if let (Some(closes), false) = (ballot.closes_at, has_voted) {
            concerns.ballots.push((Thing::new(&ballot.title, ballot.path()), look.branch.date_of(closes)));
        }
    }
    concerns.selection = selection_of(look, member)?;
    concerns.next_shift =
        seen.shift.as_ref().map(|shift| (Thing::new("Your canvass", shift.path()), look.branch.date_of(shift.starts_at)));
    Ok(concerns)
}

/// The next step of a selection that the member runs.
fn selection_of(look: &mut Look<'_>, member: &Member) -> Result<Option<(Thing, NaiveDate)>, Problem> {
    let (conn, today) = (&mut *look.conn, look.branch.date_of(look.now));
    let due = selections::due(conn, &look.branch, today)?;
    let own = due.into_iter().find(|due| due.selection.officer_id == member.id);
    Ok(own.map(|due| {
        let says = format!("{}: {}", due.selection.office, due.step.in_words());
        (Thing::new(says, format!("{}/timetable", due.selection.path())), due.on)
    }))
}

/// Where the person's place is in a meeting that is going on: the board, or the phone that votes.
fn place_in(meeting: &Meeting, visitor: &Visitor) -> String {
    let place = match visitor {
        chair if chair.may(Permission::ChairMeetings) => "floor",
        steward if steward.may(Permission::KeepTheDoor) => "door",
        _ => "vote",
    };
    format!("{}/{place}", meeting.href())
}

/// What else waits, in a line under the sentence.
fn more(concerns: &Concerns) -> String {
    let mut rest = Vec::new();
    if concerns.ballots.len() > 1 {
        rest.push(format!("{} ballots are open to you", concerns.ballots.len()));
    }
    if !concerns.objections.is_empty() && !concerns.ballots.is_empty() {
        rest.push("an objection to a roll waits for your decision".to_owned());
    }
    if !concerns.to_second.is_empty() && !concerns.ballots.is_empty() {
        rest.push("you are asked to second a motion".to_owned());
    }
    let is_second_to_another = !concerns.ballots.is_empty() || !concerns.to_second.is_empty();
    if !concerns.to_rule.is_empty() && is_second_to_another {
        rest.push("motions wait for your ruling".to_owned());
    }
    let is_busy = is_second_to_another || !concerns.to_rule.is_empty();
    if is_busy && !concerns.to_welcome.is_empty() {
        rest.push("somebody who joined waits for a word from you".to_owned());
    }
    if (is_busy || !concerns.to_welcome.is_empty()) && concerns.unwelcomed > 0 {
        rest.push(format!("{} joined and nobody welcomes them yet", plural(concerns.unwelcomed.into(), "person", "people")));
    }
    if !concerns.to_do.is_empty() {
        let waiting = concerns.to_do.len().try_into().unwrap_or_default();
        rest.push(plural(waiting, "thing you were asked to do waits", "things you were asked to do wait"));
    }
    if rest.is_empty() {
        return "Everything else is on course.".to_owned();
    }
    let mut line = names(&rest);
    line[..1].make_ascii_uppercase();
    format!("{line}.")
}

fn next_meeting(look: &mut Look<'_>, visitor: &Visitor, seen: &Seen) -> Result<Option<NextMeeting>, Problem> {
    let Some(meeting) = seen.upcoming.first() else { return Ok(None) };
    let quorum = meetings::quorum_now(look.conn, &look.branch, meeting)?;
    let letters =
        if visitor.may(Permission::CallMeetings) { meetings::letters_to_carry(look.conn, &look.branch, meeting)? } else { 0 };
    Ok(Some(NextMeeting {
        letters,
        href: meeting.href(),
        starts_at: meeting.starts_at,
        present: quorum.present,
        quorum: Some(quorum.needed),
        title: meeting.title.clone(),
        place: meeting.place.clone(),
    }))
}

/// Whether something is still to happen to a motion.
fn is_open(state: motions::State) -> bool {
    use motions::State::{InOrder, Seconded, WaitingForSeconder};
    matches!(state, WaitingForSeconder | Seconded | InOrder)
}

/// So many motions stand on the front page.
const MOST: usize = 5;

fn motions_of(seen: &Seen, visitor: &Visitor) -> Vec<Line> {
    let may_rule = visitor.may(Permission::RuleOnMotions);
    let open = seen.motions.iter().filter(|motion| is_open(motion.state));
    let line = |motion: &Motion| Line {
        rules: (may_rule && motion.state == motions::State::Seconded).then(|| format!("{}/ruling", motion.href())),
        href: motion.href(),
        state: motion.state.words(),
        title: motion.title.clone(),
    };
    open.take(MOST).map(line).collect()
}

fn open_ballot((ballot, has_voted): (Ballot, bool)) -> OpenBallot {
    OpenBallot { href: ballot.path(), closes_at: ballot.closes_at, title: ballot.title, has_voted }
}

fn canvass_of(look: &mut Look<'_>, seen: &Seen) -> Result<Option<Canvass>, Problem> {
    let totals = canvassing::totals(look.conn, look.branch.id)?;
    Ok((totals.doors > 0).then(|| Canvass {
        done: totals.done,
        back: totals.back,
        todo: totals.todo,
        shift: seen.shift.as_ref().map(|shift| Thing::new(shift.meeting_point.clone(), shift.path())),
    }))
}

fn figures(seen: &Seen, visitor: &Visitor, concerns: &Concerns) -> Vec<Figure> {
    let figure = |label: &str, value: String, href: Option<&str>| Figure {
        label: label.to_owned(),
        value,
        href: href.map(str::to_owned),
    };
    let mut figures = vec![
        figure("Members", seen.members.to_string(), None),
        figure("Our rules", "read them".to_owned(), Some("/rulebook")),
        figure("The record", "check it".to_owned(), Some("/record")),
    ];
    if visitor.may(Permission::ManageMembers) || visitor.may(Permission::ManageBranch) {
        figures.insert(1, figure("Offices", "who holds them".to_owned(), Some("/members/offices")));
    }
    if concerns.unwelcomed > 0 {
        figures.insert(1, figure("Joined, not welcomed", concerns.unwelcomed.to_string(), Some("/members/joiners")));
    }
    if concerns.mail_stands_still {
        figures.insert(0, figure("Mail", "stands still".to_owned(), Some("/outbox")));
    }
    figures
}
