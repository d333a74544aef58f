//! "Canvass": how far we are, what is mine to walk, when we meet next.

use std::collections::HashMap;

use actix_web::web::{self, ServiceConfig};
use serde::Serialize;

use super::super::{RoundGiven, Totals, held, store, totals::Figure};
use super::opening::is_coordinator;
use crate::{
    accounts::SignedIn,
    canvassing::{
        electors::{self, District, RegisterFile},
        follow_ups,
        rotas::{self, Shift},
        rounds,
    },
    db::{DistrictId, Instant, RoundId, ShiftId},
    members,
    render::Page,
    web::{Answer, Desk, Look, Problem},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/canvass", web::get().to(overview));
}

/// A polling district and how far it is.
#[derive(Debug, Serialize)]
pub struct DistrictLine {
    district: District,
    totals: Totals,
    rounds: usize,
}

/// "Canvass".
#[derive(Debug, Serialize)]
pub struct OverviewPage {
    totals: Totals,
    figures: Vec<Figure>,
    said: Vec<Figure>,
    percent: Option<usize>,
    districts: Vec<DistrictLine>,
    my_rounds: Vec<RoundGiven>,
    my_shift: Option<Shift>,
    shifts: Vec<Shift>,
    /// For the coordinator: the registers in force.
    registers: Vec<RegisterFile>,
    electors: i64,
    /// What is to be followed up: everything for the coordinator, else what was given to whoever looks.
    follow_ups: usize,
    late: usize,
    may_coordinate: bool,
}

impl Page for OverviewPage {
    const TEMPLATE: &'static str = "canvassing/overview.html";
    fn title(&self) -> String {
        "Canvass".into()
    }
    fn samples() -> Vec<Self> {
        let at = |text: &str| Instant::from(text.parse::<chrono::DateTime<chrono::Utc>>().unwrap_or_default());
        let totals = Totals {
            doors: 792,
            done: 132,
            back: 40,
            todo: 620,
            knocks: 180,
            answers: 63,
            conversations: 50,
            for_us: 20,
            ..Totals::default()
        };
        let shift = rotas::sample_shift();
        let district = |totals, rounds| DistrictLine {
            district: District { id: DistrictId::fresh(), code: "NSB1".into(), doors: 792, electors: 1805 },
            totals,
            rounds,
        };
        let mine = RoundGiven {
            round: RoundId::fresh(),
            code: "NSB1-01".into(),
            streets: "Mill Lane".into(),
            shift: ShiftId::fresh(),
            starts_at: at("2026-11-28T11:00:00Z"),
            by_telephone: false,
            totals,
        };
        let empty = |may_coordinate| Self::of(Totals::default(), Vec::new(), may_coordinate);
        let full = |may_coordinate, shift: Option<Shift>| Self {
            my_rounds: vec![mine.clone(), RoundGiven { by_telephone: true, ..mine.clone() }],
            my_shift: shift.clone(),
            shifts: shift.into_iter().collect(),
            electors: 1805,
            follow_ups: 3,
            late: 1,
            ..Self::of(
                totals,
                vec![district(totals, 16), district(Totals { doors: 5, todo: 5, ..Totals::default() }, 0)],
                may_coordinate,
            )
        };
        vec![empty(true), empty(false), full(true, None), full(false, Some(shift))]
    }
}

impl OverviewPage {
    fn of(totals: Totals, districts: Vec<DistrictLine>, may_coordinate: bool) -> Self {
        Self {
            figures: totals.ledger(),
            said: totals.said(),
            percent: totals.answered_percent(),
            totals,
            districts,
            my_rounds: Vec::new(),
            my_shift: None,
            shifts: Vec::new(),
            registers: Vec::new(),
            electors: 0,
            follow_ups: 0,
            late: 0,
            may_coordinate,
        }
    }
}

async fn overview(desk: Desk, who: SignedIn) -> Answer {
    desk.page(move |look| {
        let (branch, now) = (look.branch.id, look.now);
        let (districts, totals) = districts(look)?;
        let mut page = OverviewPage::of(totals, districts, is_coordinator(&who));
        let member = members::of_account(look.conn, branch, who.account)?;
        if page.may_coordinate || member.is_some() {
            let whose = if page.may_coordinate { None } else { member.as_ref().map(|member| member.id) };
            let open = follow_ups::open_of(look.conn, branch, whose)?;
            page.late = open.iter().filter(|each| each.due_on < look.today()).count();
            page.follow_ups = open.len();
        }
        if let Some(member) = member {
            page.my_rounds = held::rounds_of(look.conn, branch, member.id, now)?;
            page.my_shift = rotas::next_shift_of(look.conn, branch, member.id, now)?;
        }
        page.shifts = rotas::open_shifts(look.conn, branch, now)?;
        page.electors = electors::count_electors(look.conn, branch)?;
        if page.may_coordinate {
            let in_force = electors::in_force(look.conn, branch)?;
            page.registers = electors::registers(look.conn, branch)?;
            page.registers.retain(|file| in_force.contains(&file.id));
        }
        Ok(page)
    })
    .await
}

fn districts(look: &mut Look<'_>) -> Result<(Vec<DistrictLine>, Totals), Problem> {
    let branch = look.branch.id;
    let districts = electors::districts(look.conn, branch)?;
    let totals = store::by_district(look.conn, branch, &districts)?;
    let mut cut: HashMap<DistrictId, usize> = HashMap::new();
    for round in rounds::current_rounds(look.conn, branch, None)? {
        *cut.entry(round.district).or_default() += 1;
    }
    let all = Totals::sum(&totals);
    let line = |(district, totals): (District, Totals)| DistrictLine {
        rounds: cut.get(&district.id).copied().unwrap_or_default(),
        district,
        totals,
    };
    Ok((districts.into_iter().zip(totals).map(line).collect(), all))
}
