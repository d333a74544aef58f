//! A shift: when and where, who comes, who walks what, and how it goes.

use std::collections::HashMap;

use actix_web::web::{self, Path, ServiceConfig};
use serde::Serialize;

use super::super::{
    Totals,
    store::{self, At},
    totals::Figure,
};
use super::opening::is_coordinator;
use crate::{
    accounts::SignedIn,
    canvassing::{
        rotas::{self, Shift},
        rounds::{self, Round},
    },
    db::{Instant, MemberId, RoundId, ShiftId},
    members,
    render::Page,
    web::{Answer, Desk, Look, Problem},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/canvass/shifts/{shift}", web::get().to(show));
}

/// A round given out in the shift.
#[derive(Debug, Serialize)]
struct GivenLine {
    round: RoundId,
    code: String,
    streets: String,
    walkers: Vec<String>,
    totals: Totals,
    /// Whether whoever looks may open it.
    is_open: bool,
}

/// Something to choose: a round, or somebody who comes.
#[derive(Debug, Serialize)]
struct Choice {
    value: String,
    label: String,
    hint: Option<String>,
}

/// "Saturday 28 November at 11.00 am".
#[derive(Debug, Serialize)]
pub struct ShiftPage {
    shift: Shift,
    is_over: bool,
    leader: String,
    coming: Vec<String>,
    is_coming: bool,
    is_member: bool,
    given: Vec<GivenLine>,
    totals: Totals,
    figures: Vec<Figure>,
    may_coordinate: bool,
    rounds: Vec<Choice>,
    people: Vec<Choice>,
}

impl Page for ShiftPage {
    const TEMPLATE: &'static str = "canvassing/shift.html";
    fn title(&self) -> String {
        format!("Shift, {}", self.shift.meeting_point)
    }
    fn samples() -> Vec<Self> {
        let totals = Totals { doors: 50, done: 12, back: 20, todo: 18, knocks: 33, answers: 13, ..Totals::default() };
        let given = || {
            let line = |is_open| GivenLine {
                round: RoundId::fresh(),
                code: "NSB1-01".into(),
                streets: "Mill Lane".into(),
                walkers: vec!["Ama Okoro".into(), "Tom Lewis".into()],
                totals,
                is_open,
            };
            vec![line(true), line(false)]
        };
        let choice = || vec![Choice { value: "x".into(), label: "NSB1-02".into(), hint: Some("48 doors".into()) }];
        let page = |shift, is_over, is_coming, may_coordinate| ShiftPage {
            shift,
            is_over,
            leader: "Ama Okoro".into(),
            coming: if is_coming { vec!["Tom Lewis".into()] } else { Vec::new() },
            is_coming,
            is_member: true,
            given: if is_coming { given() } else { Vec::new() },
            totals,
            figures: totals.ledger(),
            may_coordinate,
            rounds: choice(),
            people: if is_coming { choice() } else { Vec::new() },
        };
        let off = Shift { called_off_at: Some(sample_shift().starts_at), note: String::new(), ..sample_shift() };
        vec![
            page(sample_shift(), false, true, true),
            page(sample_shift(), false, false, true),
            page(sample_shift(), true, false, false),
            page(off, false, false, false),
        ]
    }
}

/// A shift as samples show it.
pub fn sample_shift() -> Shift {
    let at = |text: &str| Instant::from(text.parse::<chrono::DateTime<chrono::Utc>>().unwrap_or_default());
    Shift {
        id: ShiftId::fresh(),
        starts_at: at("2026-11-28T11:00:00Z"),
        ends_at: at("2026-11-28T13:00:00Z"),
        meeting_point: "Bounds Green station".into(),
        leader_id: MemberId::fresh(),
        note: "Bring a warm coat.".into(),
        called_off_at: None,
    }
}

async fn show(desk: Desk, who: SignedIn, id: Path<ShiftId>) -> Answer {
    desk.page(move |look| {
        let (branch, now) = (look.branch.id, look.now);
        let shift = rotas::find(look.conn, branch, *id)?;
        let member = members::of_account(look.conn, branch, who.account)?.map(|member| member.id);
        let coming = rotas::coming_to(look.conn, branch, shift.id)?;
        let given = rotas::given_in(look.conn, branch, shift.id)?;
        let everybody: Vec<MemberId> =
            coming.iter().copied().chain(given.iter().flat_map(|each| each.members.clone())).chain([shift.leader_id]).collect();
        let names = members::names(look.conn, branch, &everybody)?;
        let name = |id: &MemberId| names.get(id).cloned().unwrap_or_default();
        let knocks = store::knocks(look.conn, branch, At::Shift(shift.id))?;
        let may_coordinate = is_coordinator(&who);
        let mut lines = Vec::new();
        let mut doors = Vec::new();
        for each in &given {
            let round = rounds::find(look.conn, branch, each.round)?;
            let here: Vec<_> = rounds::doors_of(look.conn, branch, each.round)?.into_iter().map(|place| place.door).collect();
            doors.extend(here.iter().copied());
            let is_mine = member.is_some_and(|member| each.members.contains(&member));
            lines.push(GivenLine {
                round: each.round,
                code: round.code,
                streets: round.streets,
                walkers: each.members.iter().map(name).collect(),
                totals: Totals::of(here, &knocks),
                is_open: may_coordinate || (is_mine && rotas::may_open(Some(shift.ends_at.0), false, now.0).is_ok()),
            });
        }
        let totals = Totals::of(doors, &knocks);
        let free = if may_coordinate { free_rounds(look, &given)? } else { Vec::new() };
        let people = coming.iter().map(|id| Choice { value: id.to_string(), label: name(id), hint: None }).collect();
        Ok(ShiftPage {
            is_over: shift.ends_at <= now,
            leader: name(&shift.leader_id),
            coming: coming.iter().map(name).collect(),
            is_coming: member.is_some_and(|member| coming.contains(&member)),
            is_member: member.is_some(),
            given: lines,
            figures: totals.ledger(),
            totals,
            may_coordinate,
            rounds: free,
            people,
            shift,
        })
    })
    .await
}

/// The rounds of the cuts in force that nobody has in this shift, those with most left to do first.
fn free_rounds(look: &mut Look<'_>, given: &[rotas::Given]) -> Result<Vec<Choice>, Problem> {
    let branch = look.branch.id;
    let knocks = store::knocks(look.conn, branch, At::Anywhere)?;
    let mut free: Vec<(Round, usize)> = Vec::new();
    let doors_by_round: HashMap<RoundId, Vec<_>> = rounds::doors_by_round(look.conn, branch)?;
    for round in rounds::current_rounds(look.conn, branch, None)? {
        if given.iter().all(|each| each.round != round.id) {
            let here = doors_by_round.get(&round.id).into_iter().flatten().copied();
            let todo = Totals::of(here, &knocks).todo;
            free.push((round, todo));
        }
    }
    free.sort_by_key(|(round, todo)| (*todo == 0, round.code.clone()));
    let choice = |(round, todo): (Round, usize)| Choice {
        value: round.id.to_string(),
        label: format!("{}: {} doors, {todo} to do, {}", round.code, round.doors, round.streets),
        hint: None,
    };
    Ok(free.into_iter().map(choice).collect())
}
