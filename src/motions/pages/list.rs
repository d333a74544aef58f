//! The motions of the branch, by how far they have come.

use actix_web::web::{self, ServiceConfig};
use serde::Serialize;

use super::super::{Motion, State, priorities, store};
use crate::{
    accounts::{Permission, SignedIn},
    meetings::{self, Meeting},
    members,
    render::Page,
    web::{Answer, Desk, Look, Problem, Visitor},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/motions", web::get().to(list));
}

/// Motions in groups; first what waits for the person who looks.
#[derive(Debug, Serialize)]
pub struct ListPage {
    /// Motions that the person was asked to second.
    to_second: Vec<Line>,
    /// Whether the person rules on motions.
    may_rule: bool,
    groups: Vec<Group>,
    /// How many wait for a ruling.
    to_rule: usize,
    /// Meetings whose members are asked which motions come first.
    asks: Vec<Meeting>,
    /// For whoever calls meetings: those still to come whose motions could be put in order.
    to_order: Vec<Meeting>,
}

/// Motions that have come equally far.
#[derive(Debug, Serialize)]
struct Group {
    title: &'static str,
    state: &'static str,
    lines: Vec<Line>,
}

/// A motion as the list shows it.
#[derive(Debug, Serialize)]
struct Line {
    motion: Motion,
    label: String,
    mover: String,
    state: &'static str,
    tag: &'static str,
}

/// The groups in the order in which a branch asks for them.
const GROUPS: [(&str, &[State]); 4] = [
    ("Waiting for the ruling", &[State::Seconded]),
    ("On the agenda", &[State::InOrder]),
    ("Waiting for a seconder", &[State::WaitingForSeconder]),
    (
        "Settled",
        &[
            State::Carried,
            State::Lost,
            State::Referred,
            State::NextBusiness,
            State::OutOfOrder,
            State::Withdrawn,
            State::Composited,
        ],
    ),
];

impl Page for ListPage {
    const TEMPLATE: &'static str = "motions/list.html";
    fn title(&self) -> String {
        "Motions".into()
    }
    fn samples() -> Vec<Self> {
        let line = |state: State| Line {
            motion: super::sample_motion(state),
            label: "2026/7".into(),
            mover: "Ama Okoro".into(),
            state: state.words(),
            tag: state.tag(),
        };
        let group = |state| Group { title: "On the agenda", state: "in-order", lines: vec![line(state)] };
        vec![
            ListPage {
                to_second: vec![line(State::WaitingForSeconder)],
                may_rule: false,
                groups: vec![group(State::InOrder)],
                to_rule: 0,
                asks: vec![super::sample_meeting()],
                to_order: Vec::new(),
            },
            ListPage {
                to_second: Vec::new(),
                may_rule: true,
                groups: vec![group(State::Seconded)],
                to_rule: 1,
                asks: Vec::new(),
                to_order: vec![super::sample_meeting()],
            },
            ListPage {
                to_second: Vec::new(),
                may_rule: true,
                groups: vec![group(State::Carried)],
                to_rule: 0,
                asks: Vec::new(),
                to_order: Vec::new(),
            },
            ListPage {
                to_second: Vec::new(),
                may_rule: false,
                groups: Vec::new(),
                to_rule: 0,
                asks: Vec::new(),
                to_order: Vec::new(),
            },
        ]
    }
}

async fn list(desk: Desk, who: SignedIn) -> Answer {
    let visitor = who.0.clone();
    desk.page(move |look| ListPage::of(look, &visitor)).await
}

impl ListPage {
    fn of(look: &mut Look<'_>, visitor: &Visitor) -> Result<Self, Problem> {
        let branch = look.branch.id;
        let motions = store::list(look.conn, branch)?;
        let movers: Vec<_> = motions.iter().map(|motion| motion.mover).collect();
        let names = members::names(look.conn, branch, &movers)?;
        let member = members::of_account(look.conn, branch, visitor.account)?;
        let line = |motion: &Motion| Line {
            label: motion.label(),
            mover: names.get(&motion.mover).cloned().unwrap_or_default(),
            state: motion.state.words(),
            tag: motion.state.tag(),
            motion: motion.clone(),
        };
        let asked = |motion: &&Motion| {
            motion.state == State::WaitingForSeconder
                && member.as_ref().is_some_and(|member| motion.seconder == Some(member.id))
        };
        let asked_at = priorities::open_asks(look.conn, branch)?;
        let called = meetings::upcoming(look.conn, branch, look.now)?;
        let (asks, others): (Vec<_>, Vec<_>) = called.into_iter().partition(|meeting| asked_at.contains(&meeting.id));
        let to_order = if visitor.may(Permission::CallMeetings) { to_order(&motions, others) } else { Vec::new() };
        let in_states = |states: &[State]| {
            let others = motions.iter().filter(|motion| states.contains(&motion.state) && !asked(motion));
            others.map(line).collect::<Vec<_>>()
        };
        let groups =
            GROUPS.into_iter().map(|(title, states)| Group { title, state: states[0].as_str(), lines: in_states(states) });
        Ok(Self {
            to_second: motions.iter().filter(asked).map(line).collect(),
            may_rule: visitor.may(Permission::RuleOnMotions),
            groups: groups.filter(|group| !group.lines.is_empty()).collect(),
            to_rule: motions.iter().filter(|motion| motion.state == State::Seconded).count(),
            asks,
            to_order,
        })
    }
}

/// Those of these meetings that have at least two motions to put in order.
fn to_order(motions: &[Motion], mut called: Vec<Meeting>) -> Vec<Meeting> {
    called.retain(|meeting| {
        let on_it = |motion: &&Motion| motion.state == State::InOrder && motion.meeting == Some(meeting.id);
        meeting.state == meetings::State::Called && motions.iter().filter(on_it).count() > 1
    });
    called
}
