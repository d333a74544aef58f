//! The door: three letters of a name, one tap, and the quorum counts along.

use actix_web::web::{self, Path, Query, ServiceConfig};
use serde::{Deserialize, Serialize};

use super::super::{
    Attendance, Meeting, QuorumNow, State,
    attendance::quorum_of,
    door::{self, Arrival},
    quorum_now, roll, store,
};
use crate::{
    accounts::{Holding, KeepTheDoor, SignedIn},
    db::{Instant, MeetingId, MemberId},
    members,
    render::Page,
    web::{Answer, Desk, Filled, Look, Nothing, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/meetings/{meeting}/door", web::get().to(show))
        .route("/meetings/{meeting}/quorum", web::get().to(quorum))
        .route("/meetings/{meeting}/arrivals/{member}", web::post().to(arrive))
        .route("/meetings/{meeting}/arrivals/{member}/undo", web::post().to(undo))
        .route("/meetings/{meeting}/departures/{member}", web::post().to(depart));
}

/// So many letters of a name are asked for before anybody is shown.
const LETTERS: usize = 3;
/// So many people are shown; whoever is not among them types another letter.
const MOST: i64 = 8;

/// The door of one meeting.
#[derive(Debug, Serialize)]
pub struct DoorPage {
    meeting: Meeting,
    room_code: String,
    form: Filled,
    quorum: QuorumNow,
    /// Those whose names hold what was typed.
    found: Vec<Found>,
    /// Whether enough was typed to look for anybody.
    is_search: bool,
    /// Those in the room and those who left, the latest first.
    stays: Vec<Stay>,
    /// Those in the room without a vote.
    without_vote: usize,
}

/// Somebody who was looked for.
#[derive(Debug, Serialize)]
struct Found {
    id: MemberId,
    name: String,
    number: String,
    may_vote: bool,
    /// Why not, where not.
    says: String,
    is_here: bool,
}

/// Somebody who came.
#[derive(Debug, Serialize)]
struct Stay {
    id: MemberId,
    name: String,
    may_vote: bool,
    joined_at: Instant,
    left_at: Option<Instant>,
}

impl Page for DoorPage {
    const TEMPLATE: &'static str = "meetings/door.html";
    fn title(&self) -> String {
        format!("Door: {}", self.meeting.title)
    }
    fn samples() -> Vec<Self> {
        let id = MemberId::random();
        let found = |may_vote: bool, is_here| Found {
            id,
            name: "Ama Okoro".into(),
            number: "N10003".into(),
            may_vote,
            says: if may_vote { String::new() } else { "Dues are paid to 1 May only.".into() },
            is_here,
        };
        let at = super::sample_moment("2026-12-17T18:51:00Z");
        let stay = |may_vote, left_at| Stay { id, name: "Tom Lewis".into(), may_vote, joined_at: at, left_at };
        let page = |state, typed: &str, found: Vec<Found>, stays| DoorPage {
            meeting: super::sample_meeting(state),
            room_code: "7KMQ".into(),
            form: Filled::with([("q", typed.to_owned())]),
            quorum: sample_quorum(12),
            is_search: !typed.is_empty(),
            found,
            stays,
            without_vote: 1,
        };
        vec![
            page(
                State::Open,
                "oko",
                vec![found(true, false), found(false, false), found(true, true)],
                vec![stay(true, None), stay(false, Some(at))],
            ),
            page(State::Called, "xyz", Vec::new(), Vec::new()),
            page(State::Closed, "", Vec::new(), vec![stay(true, None)]),
        ]
    }
}

fn sample_quorum(present: u32) -> QuorumNow {
    quorum_of(&super::sample_book(), &super::sample_meeting(State::Open), present, 96)
}

#[derive(Deserialize)]
struct Search {
    #[serde(default)]
    q: String,
}

async fn show(desk: Desk, _who: Holding<KeepTheDoor>, meeting: Path<MeetingId>, search: Query<Search>) -> Answer {
    let typed = search.into_inner().q;
    desk.page(move |look| DoorPage::of(look, *meeting, typed.trim())).await
}

impl DoorPage {
    fn of(look: &mut Look<'_>, id: MeetingId, typed: &str) -> Result<Self, Problem> {
        let meeting = store::find(look.conn, look.branch.id, id)?;
        let stays = stays(look, id)?;
        let is_search = typed.chars().count() >= LETTERS;
        let found = if is_search { found(look, &meeting, typed, &stays)? } else { Vec::new() };
        Ok(Self {
            room_code: meeting.room_code.clone(),
            form: Filled::with([("q", typed.to_owned())]),
            quorum: quorum_now(look.conn, &look.branch, &meeting)?,
            found,
            is_search,
            without_vote: stays.iter().filter(|stay| stay.left_at.is_none() && !stay.may_vote).count(),
            stays,
            meeting,
        })
    }
}

/// The people typed for, each with the rulebook's answer of this moment.
fn found(look: &mut Look<'_>, meeting: &Meeting, typed: &str, stays: &[Stay]) -> Result<Vec<Found>, Problem> {
    let question = roll::question(&look.branch.rulebook, meeting.kind, meeting.on(&look.branch));
    let mut found = Vec::new();
    for person in members::search(look.conn, look.branch.id, typed, MOST)? {
        let (eligibility, _) = members::standing(look.conn, &look.branch, person.id, &question)?;
        let is_here = stays.iter().any(|stay| stay.id == person.id && stay.left_at.is_none());
        let (may_vote, says) = (eligibility.is_yes(), roll::says(&eligibility));
        found.push(Found { id: person.id, name: person.name, number: person.number, may_vote, says, is_here });
    }
    Ok(found)
}

fn stays(look: &mut Look<'_>, meeting: MeetingId) -> Result<Vec<Stay>, Problem> {
    let attendance = store::attendance(look.conn, look.branch.id, meeting)?;
    let ids: Vec<_> = attendance.iter().map(|stay| stay.member).collect();
    let names = members::names(look.conn, look.branch.id, &ids)?;
    let stay = |stay: &Attendance| Stay {
        id: stay.member,
        name: names.get(&stay.member).cloned().unwrap_or_default(),
        may_vote: stay.may_vote,
        joined_at: stay.joined_at,
        left_at: stay.left_at,
    };
    Ok(attendance.iter().rev().map(stay).collect())
}

/// The quorum alone, for whoever wants to see it move.
#[derive(Debug, Serialize)]
pub struct QuorumPart {
    quorum: QuorumNow,
}

impl Page for QuorumPart {
    const TEMPLATE: &'static str = "meetings/quorum.html";
    fn title(&self) -> String {
        "Quorum".into()
    }
    fn samples() -> Vec<Self> {
        vec![QuorumPart { quorum: sample_quorum(2) }, QuorumPart { quorum: sample_quorum(12) }]
    }
}

async fn quorum(desk: Desk, _who: SignedIn, meeting: Path<MeetingId>) -> Answer {
    desk.page(move |look| {
        let meeting = store::find(look.conn, look.branch.id, *meeting)?;
        Ok(QuorumPart { quorum: quorum_now(look.conn, &look.branch, &meeting)? })
    })
    .await
}

async fn arrive(desk: Desk, who: Holding<KeepTheDoor>, path: Path<(MeetingId, MemberId)>, posted: Posted<Nothing>) -> Answer {
    let (meeting, member) = path.into_inner();
    desk.act(who.actor(), &posted.once, move |act| {
        let arrival = door::check_in(act, meeting, member)?;
        let branch = act.branch();
        let name = members::find(act.conn(), branch, member)?.name();
        let there = see(format!("/meetings/{meeting}/door")).saying(said(&name, &arrival));
        Ok(match arrival {
            Arrival::CameIn(_) => there.with_undo(format!("/meetings/{meeting}/arrivals/{member}/undo"), "Undo"),
            // Taking this tap back would strike out the stay that the first one began.
            Arrival::WasIn(_) => there,
        })
    })
    .await
}

fn said(name: &str, arrival: &Arrival) -> String {
    let is = if matches!(arrival, Arrival::WasIn(_)) { "was in already" } else { "is in" };
    if arrival.may_vote() { format!("{name} {is}.") } else { format!("{name} {is}, and may speak but not vote.") }
}

async fn undo(desk: Desk, who: Holding<KeepTheDoor>, path: Path<(MeetingId, MemberId)>, posted: Posted<Nothing>) -> Answer {
    let (meeting, member) = path.into_inner();
    desk.act(who.actor(), &posted.once, move |act| {
        door::strike(act, meeting, member)?;
        Ok(see(format!("/meetings/{meeting}/door")).saying("That arrival is taken back."))
    })
    .await
}

async fn depart(desk: Desk, who: Holding<KeepTheDoor>, path: Path<(MeetingId, MemberId)>, posted: Posted<Nothing>) -> Answer {
    let (meeting, member) = path.into_inner();
    desk.act(who.actor(), &posted.once, move |act| {
        door::check_out(act, meeting, member)?;
        let branch = act.branch();
        let name = members::find(act.conn(), branch, member)?.name();
        Ok(see(format!("/meetings/{meeting}/door")).saying(format!("{name} has left.")))
    })
    .await
}
