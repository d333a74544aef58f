//! The door: three letters of a name or a member's word, one tap, and the quorum counts along.

use actix_web::web::{self, Path, Query, ServiceConfig};
use serde::{Deserialize, Serialize};

use super::{
    super::{
        Attendance, Meeting, QuorumNow, State,
        attendance::{Whereabouts, quorum_of},
        door::{self, Arrival},
        quorum_now, store,
    },
    finding::{Found, found},
};
use crate::{
    accounts::{Holding, KeepTheDoor, SignedIn},
    db::{Instant, MeetingId, MemberId, Vault},
    members,
    render::Page,
    web::{Answer, Desk, Filled, Look, Nothing, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/meetings/{meeting}/door", web::get().to(show))
        .route("/meetings/{meeting}/door/quorum", web::get().to(quorum))
        .route("/meetings/{meeting}/arrivals/{member}", web::post().to(arrive))
        .route("/meetings/{meeting}/arrivals/{member}/undo", web::post().to(undo))
        .route("/meetings/{meeting}/departures/{member}", web::post().to(depart));
}

/// So many letters of a name are asked for before anybody is shown.
const LETTERS: usize = 3;
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
    /// Those who take part from elsewhere.
    remote: usize,
}

/// Somebody who came.
#[derive(Debug, Serialize)]
struct Stay {
    id: MemberId,
    name: String,
    may_vote: bool,
    joined_at: Instant,
    left_at: Option<Instant>,
    whereabouts: Whereabouts,
    /// When the house learnt of the coming, where a desk without a network told it later.
    known_at: Option<Instant>,
}

impl Page for DoorPage {
    const TEMPLATE: &'static str = "meetings/door.html";
    fn title(&self) -> String {
        format!("Door: {}", self.meeting.title)
    }
    fn samples() -> Vec<Self> {
        let at = super::sample_moment("2026-12-17T18:51:00Z");
        let stay = |may_vote, left_at, whereabouts| Stay {
            id: MemberId::random(),
            name: "Tom Lewis".into(),
            may_vote,
            joined_at: at,
            left_at,
            whereabouts,
            known_at: left_at,
        };
        let page = |state, typed: &str, found: Vec<Found>, stays| DoorPage {
            meeting: super::sample_meeting(state),
            room_code: "7KMQ".into(),
            form: Filled::with([("q", typed.to_owned())]),
            quorum: sample_quorum(12),
            is_search: !typed.is_empty(),
            found,
            stays,
            without_vote: 1,
            remote: 1,
        };
        vec![
            page(
                State::Open,
                "oko",
                Found::samples(),
                vec![stay(true, None, Whereabouts::Room), stay(false, Some(at), Whereabouts::Remote)],
            ),
            page(State::Called, "xyz", Vec::new(), Vec::new()),
            page(State::Closed, "", Vec::new(), vec![stay(true, None, Whereabouts::Room)]),
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
    let (typed, scribe) = (search.into_inner().q, desk.scribe().clone());
    desk.page(move |look| DoorPage::of(look, scribe.vault().map_err(Problem::broken)?, *meeting, typed.trim())).await
}

impl DoorPage {
    fn of(look: &mut Look<'_>, vault: &Vault, id: MeetingId, typed: &str) -> Result<Self, Problem> {
        let meeting = store::find(look.conn, look.branch.id, id)?;
        let stays = stays(look, id)?;
        let is_search = typed.chars().count() >= LETTERS;
        let found = if is_search { found(look, vault, &meeting, typed)? } else { Vec::new() };
        Ok(Self {
            room_code: meeting.room_code.clone(),
            form: Filled::with([("q", typed.to_owned())]),
            quorum: quorum_now(look.conn, &look.branch, &meeting)?,
            found,
            is_search,
            without_vote: stays.iter().filter(|stay| stay.left_at.is_none() && !stay.may_vote).count(),
            remote: stays.iter().filter(|stay| stay.left_at.is_none() && stay.whereabouts == Whereabouts::Remote).count(),
            stays,
            meeting,
        })
    }
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
        whereabouts: stay.whereabouts,
        known_at: stay.arrival_known_at,
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

#[derive(Deserialize)]
struct Coming {
    #[serde(default)]
    whereabouts: Option<Whereabouts>,
}

async fn arrive(desk: Desk, who: Holding<KeepTheDoor>, path: Path<(MeetingId, MemberId)>, posted: Posted<Coming>) -> Answer {
    let (meeting, member) = path.into_inner();
    let whereabouts = posted.form.whereabouts.unwrap_or(Whereabouts::Room);
    desk.act(who.actor(), &posted.once, move |act| {
        let arrival = door::check_in_from(act, meeting, member, whereabouts)?;
        let branch = act.branch();
        let name = members::find(act.conn(), branch, member)?.name();
        let there = see(format!("/meetings/{meeting}/door")).saying(said(&name, &arrival));
        Ok(match arrival {
            Arrival::CameIn(_) => there.with_undo(format!("/meetings/{meeting}/arrivals/{member}/undo"), "Undo"),
            // Taking this tap back would strike out the stay that the first one began.
            Arrival::WasIn(_) | Arrival::Moved(_) => there,
        })
    })
    .await
}

fn said(name: &str, arrival: &Arrival) -> String {
    let is = match arrival {
        Arrival::CameIn(stay) if stay.whereabouts == Whereabouts::Remote => "takes part online",
        Arrival::CameIn(_) => "is in",
        Arrival::WasIn(_) => "was in already",
        Arrival::Moved(stay) if stay.whereabouts == Whereabouts::Remote => "has gone on online",
        Arrival::Moved(_) => "was online and is in the room now",
    };
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
