//! The front page: one sentence that says what is due, then what is behind it.

mod reading;

use actix_web::web::{self, ServiceConfig};
use chrono::NaiveDate;
use serde::Serialize;

use super::super::due::{Concerns, Due, Thing, due};
use crate::{
    db::Instant,
    render::Page,
    web::{Answer, Desk, Problem},
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
    /// Those who joined and wait for a word from the person.
    welcomes: Vec<ToWelcome>,
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
    /// Letters with its notice that somebody has to print and post.
    letters: i64,
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

/// Somebody who joined, and the day by which the person speaks with them.
#[derive(Debug, Serialize)]
struct ToWelcome {
    who: Thing,
    by: NaiveDate,
    is_late: bool,
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
        let bare = HomePage {
            meeting: None,
            motions: Vec::new(),
            ballots: Vec::new(),
            welcomes: Vec::new(),
            canvass: None,
            ..sample()
        };
        vec![sample(), bare]
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
            letters: 3,
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
        welcomes: [false, true].map(|is_late| ToWelcome { who: thing.clone(), by: today, is_late }).into(),
        canvass: Some(Canvass { done: 132, back: 15, todo: 33, shift: Some(thing) }),
        figures: vec![Figure { label: "Members".into(), value: "486".into(), href: None }],
        may_call: true,
    }
}

async fn home(desk: Desk) -> Answer {
    let visitor = desk.visitor().ok_or(Problem::SignInNeeded)?.clone();
    desk.page(move |look| reading::read(look, &visitor)).await
}
