//! "Voting lists": which ones the branch holds, and sending a new one in.

use actix_web::web::{self, ServiceConfig};
use serde::Serialize;

use super::super::{
    reading::{self, Read},
    rules::{self, NoList},
    store,
    voting_list::{Kind, VotingList},
};
use crate::{
    accounts::{CoordinateCanvass, Holding},
    audit::Act,
    branch,
    canvassing::electors::{Basis, Fate, State},
    db::{Instant, VotingListId},
    render::Page,
    web::{Answer, Desk, Faults, Filled, Look, Problem, See, Uploaded, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/canvass/voting-lists", web::get().to(list)).route("/canvass/voting-lists", web::post().to(send));
}

/// A list and where it stands.
#[derive(Debug, Serialize)]
struct Held {
    list: VotingList,
    kind: &'static str,
    fate: Fate,
}

/// "Voting lists".
#[derive(Debug, Serialize)]
pub struct VotingListsPage {
    lists: Vec<Held>,
    in_force: usize,
    /// Whether a body of this kind may hold such lists at all.
    may_hold: bool,
    form: Filled,
}

impl Page for VotingListsPage {
    const TEMPLATE: &'static str = "canvassing/voting_lists.html";
    fn title(&self) -> String {
        "Voting lists".into()
    }
    fn samples() -> Vec<Self> {
        let wrong = Filled::default().but(Faults::at("file", NoList::NoFile.to_string()));
        let fates = [Fate::Waiting, Fate::InForce, Fate::Replaced, Fate::TakenBack, Fate::Destroyed];
        let lists =
            fates.map(|fate| sample_list(Kind::Absent, fate)).into_iter().chain([sample_list(Kind::Marked, Fate::InForce)]);
        let page = |lists: Vec<VotingList>, may_hold, form| {
            let held = |list: VotingList| Held { kind: list.kind.words(), fate: list.fate(list.marks > 0), list };
            Self::of(lists.into_iter().map(held).collect(), may_hold, form)
        };
        vec![
            page(Vec::new(), true, wrong),
            page(lists.collect(), true, Filled::default()),
            page(Vec::new(), false, Filled::default()),
        ]
    }
}

impl VotingListsPage {
    fn of(lists: Vec<Held>, may_hold: bool, form: Filled) -> Self {
        let in_force = lists.iter().filter(|each| each.fate == Fate::InForce).count();
        Self { lists, in_force, may_hold, form }
    }
}

/// A list as samples show it.
pub fn sample_list(kind: Kind, fate: Fate) -> VotingList {
    let at = Instant::from("2026-11-23T10:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap_or_default());
    let is_settled = fate != Fate::Waiting;
    let is_marked = kind == Kind::Marked && is_settled;
    VotingList {
        id: VotingListId::fresh(),
        file_name: "list.csv".into(),
        kind,
        state: match fate {
            Fate::Waiting => State::Waiting,
            Fate::TakenBack => State::Undone,
            Fate::InForce | Fate::Replaced | Fate::Destroyed => State::Loaded,
        },
        rows_read: 1750,
        marks: if fate == Fate::InForce { 1748 } else { 0 },
        left_out: if fate == Fate::InForce { 2 } else { 0 },
        election: is_marked.then(|| "Local elections, May 2025".to_owned()),
        polled_on: is_marked.then(|| at.date_naive()),
        basis: is_settled.then_some(Basis::Party),
        destroy_on: is_settled.then(|| at.date_naive()),
        sent_at: at,
        settled_at: is_settled.then_some(at),
        destroyed_at: (fate == Fate::Destroyed).then_some(at),
    }
}

fn page(look: &mut Look<'_>, form: Filled) -> Result<VotingListsPage, Problem> {
    let branch = look.branch.id;
    let speaking = store::speaking(look.conn, branch)?;
    let held = |list: VotingList| Held { kind: list.kind.words(), fate: list.fate(speaking.contains(&list.id)), list };
    let lists = store::lists(look.conn, branch)?.into_iter().map(held).collect();
    Ok(VotingListsPage::of(lists, !rules::grounds(look.branch.kind).is_empty(), form))
}

async fn list(desk: Desk, _: Holding<CoordinateCanvass>) -> Answer {
    desk.page(|look| page(look, Filled::default())).await
}

/// Reads the file and shows what is in it; nothing is taken in yet.
async fn send(desk: Desk, who: Holding<CoordinateCanvass>, sent: Uploaded) -> Answer {
    let Uploaded { file_name, bytes, once, .. } = sent;
    let answer = desk.act_on(who.actor(), &once, move |_| read(file_name, bytes), keep).await;
    desk.or_again(answer, Filled::default(), page).await
}

/// A file that was read.
struct Sent {
    name: String,
    bytes: Vec<u8>,
    read: Read,
}

fn read(name: String, bytes: Vec<u8>) -> Result<Sent, Problem> {
    if name.is_empty() {
        return Err(NoList::NoFile.into());
    }
    let read = reading::read(&bytes).map_err(NoList::from)?;
    Ok(Sent { name, bytes, read })
}

fn keep(act: &mut Act<'_>, sent: Sent) -> Result<See, Problem> {
    let body = act.branch();
    let branch = branch::find(act.conn(), body)?;
    if rules::grounds(branch.kind).is_empty() {
        return Err(NoList::NotForYou.into());
    }
    let taken = store::taken_before(act.conn(), body, &sent.bytes)?;
    rules::may_read(&sent.read, taken.map(|at| branch.date_of(at)))?;
    let id = store::send_in(act, &sent.name, sent.bytes, &sent.read)?;
    Ok(see(format!("/canvass/voting-lists/{id}")))
}
