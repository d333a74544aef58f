//! A shift: when and where, who comes, who walks what, and how it goes.

use std::collections::HashMap;

use actix_web::web::{self, Path, ServiceConfig};
use serde::Serialize;

use super::super::{
    Knock, Totals,
    phone_bank::{self, RoundToCall},
    store::{self, At},
    totals::Figure,
};
use super::{needs, opening::is_coordinator};
use crate::{
    accounts::SignedIn,
    canvassing::{
        electors,
        rotas::{self, Given, Shift, sample_shift},
        rounds::{self, Round},
    },
    db::{DoorId, MemberId, RoundId, ShiftId},
    members,
    render::Page,
    web::{Answer, Choice, Desk, Filled, Look, Problem},
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
    /// Whether whoever looks leads the shift, coordinates, or walks a round in it.
    may_see_out: bool,
    rounds: Vec<Choice>,
    people: Vec<Choice>,
    /// Whether whoever looks has said that they could come.
    has_offered: bool,
    /// How many members would be asked to come.
    to_ask: usize,
    /// Whether the shift says how many places the rota fills.
    has_rota: bool,
    districts: Vec<Choice>,
    needs: Filled,
    form: Filled,
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
        let choice = || vec![Choice::of("x", "NSB1-02").hinted("48 doors")];
        let page = |shift, is_over, is_coming, may_coordinate| ShiftPage {
            shift,
            is_over,
            leader: "Ama Okoro".into(),
            coming: if is_coming { vec!["Tom Lewis".into()] } else { Vec::new() },
            is_coming,
            is_member: true,
            given: if is_coming { given() } else { Vec::new() },
            totals,
            figures: totals.of_a_shift(),
            may_coordinate,
            may_see_out: may_coordinate || is_coming,
            rounds: choice(),
            people: if is_coming { choice() } else { Vec::new() },
            has_offered: is_over,
            has_rota: !is_coming,
            to_ask: if is_over { 0 } else { 105 },
            districts: choice(),
            needs: needs::standing(None),
            form: Filled::default(),
        };
        let off = Shift { called_off_at: Some(sample_shift().starts_at), note: String::new(), ..sample_shift() };
        vec![
            page(sample_shift(), false, true, true),
            page(Shift { by_telephone: true, ..sample_shift() }, false, true, false),
            page(sample_shift(), false, false, true),
            page(sample_shift(), true, false, false),
            page(off, false, false, false),
        ]
    }
}

async fn show(desk: Desk, who: SignedIn, id: Path<ShiftId>) -> Answer {
    desk.page(move |look| page(look, &who, *id, Filled::default())).await
}

/// The page of a shift, with the form that gives out rounds as it was filled in.
pub fn page(look: &mut Look<'_>, who: &SignedIn, id: ShiftId, form: Filled) -> Result<ShiftPage, Problem> {
    let (branch, now) = (look.branch.id, look.now);
    let shift = rotas::find(look.conn, branch, id)?;
    let member = members::of_account(look.conn, branch, who.account)?.map(|member| member.id);
    let may_coordinate = is_coordinator(who);
    let coming = rotas::coming_to(look.conn, branch, id)?;
    let given = rotas::given_in(look.conn, branch, id)?;
    let names = names(look, &shift, &coming, &given)?;
    let name = |id: &MemberId| names.get(id).cloned().unwrap_or_default();
    let may_open = rotas::may_open(Some(shift.ends_at.0), false, now.0).is_ok();
    let is_open = |given: &Given| may_coordinate || (may_open && member.is_some_and(|member| given.members.contains(&member)));
    let lines = given_lines(look, &given, name, is_open)?;
    let totals = of_shift(&store::knocks(look.conn, branch, At::Shift(id))?);
    let free = match may_coordinate {
        true if shift.by_telephone => rounds_to_call(look, &given)?,
        true => free_rounds(look, &given)?,
        false => Vec::new(),
    };
    let people = coming.iter().map(|id| Choice::of(id.to_string(), name(id))).collect();
    let has_offered = match member {
        Some(member) => rotas::has_offered(look.conn, branch, id, member)?,
        None => false,
    };
    let needed = rotas::needs_of(look.conn, branch, &[id])?.remove(&id);
    let districts = if may_coordinate { districts(look)? } else { Vec::new() };
    Ok(ShiftPage {
        has_offered,
        has_rota: needed.is_some(),
        to_ask: if may_coordinate { rotas::whom_to_ask(look.conn, &look.branch, id)?.len() } else { 0 },
        districts,
        needs: needs::standing(needed.as_ref()),
        is_over: shift.ends_at <= now,
        leader: name(&shift.leader_id),
        coming: coming.iter().map(name).collect(),
        is_coming: member.is_some_and(|member| coming.contains(&member)),
        is_member: member.is_some(),
        may_see_out: !shift.by_telephone
            && (may_coordinate
                || member.is_some_and(|own| own == shift.leader_id || given.iter().any(|each| each.members.contains(&own)))),
        given: lines,
        figures: totals.of_a_shift(),
        totals,
        may_coordinate,
        rounds: free,
        people,
        shift,
        form,
    })
}

/// The page of a shift, with the form of what it needs as it was filled in.
pub fn page_needing(look: &mut Look<'_>, who: &SignedIn, id: ShiftId, needs: Filled) -> Result<ShiftPage, Problem> {
    Ok(ShiftPage { needs, ..page(look, who, id, Filled::default())? })
}

fn districts(look: &mut Look<'_>) -> Result<Vec<Choice>, Problem> {
    let districts = electors::districts(look.conn, look.branch.id)?;
    let anywhere = Choice::of("", "Not settled yet");
    let choice = |district: electors::District| Choice::of(district.id.to_string(), district.code);
    Ok([anywhere].into_iter().chain(districts.into_iter().map(choice)).collect())
}

/// The names of everybody on the page.
fn names(
    look: &mut Look<'_>,
    shift: &Shift,
    coming: &[MemberId],
    given: &[Given],
) -> Result<HashMap<MemberId, String>, Problem> {
    let walkers = given.iter().flat_map(|each| each.members.iter().copied());
    let everybody: Vec<MemberId> = coming.iter().copied().chain(walkers).chain([shift.leader_id]).collect();
    Ok(members::names(look.conn, look.branch.id, &everybody)?)
}

/// What was done in a shift, on whichever rounds, those taken back since included.
fn of_shift(knocks: &HashMap<DoorId, Vec<Knock>>) -> Totals {
    Totals::of(knocks.keys().copied(), knocks)
}

/// The rounds given out, each as it stands from all that happened at its doors: the same picture as on its own page.
fn given_lines(
    look: &mut Look<'_>,
    given: &[Given],
    name: impl Fn(&MemberId) -> String,
    is_open: impl Fn(&Given) -> bool,
) -> Result<Vec<GivenLine>, Problem> {
    let branch = look.branch.id;
    let ids: Vec<RoundId> = given.iter().map(|each| each.round).collect();
    let mut rounds = rounds::find_all(look.conn, branch, &ids)?;
    let doors = rounds::doors_in(look.conn, branch, &ids)?;
    let knocks = store::knocks(look.conn, branch, At::Rounds(ids))?;
    let line = |each: &Given| {
        let round = rounds.remove(&each.round)?;
        Some(GivenLine {
            round: round.id,
            code: round.code,
            streets: round.streets,
            walkers: each.members.iter().map(&name).collect(),
            totals: Totals::of(doors.get(&round.id).into_iter().flatten().copied(), &knocks),
            is_open: is_open(each),
        })
    };
    Ok(given.iter().filter_map(line).collect())
}

/// The rounds of the cuts in force that nobody has in this shift, by code; those with nothing left to do come last.
fn free_rounds(look: &mut Look<'_>, given: &[Given]) -> Result<Vec<Choice>, Problem> {
    let branch = look.branch.id;
    let mut free = rounds::current_rounds(look.conn, branch, None)?;
    free.retain(|round| given.iter().all(|each| each.round != round.id));
    let doors = |round: &Round| usize::try_from(round.doors).unwrap_or_default();
    let totals = store::by_round(look.conn, branch, free.iter().map(|round| (round.id, doors(round))))?;
    let todo = |round: &Round| totals.get(&round.id).map_or(0, |totals| totals.todo);
    free.sort_by_cached_key(|round| (todo(round) == 0, round.code.clone()));
    let says = |round: &Round| format!("{}: {} doors, {} to do, {}", round.code, round.doors, todo(round), round.streets);
    let choice = |round: &Round| Choice::of(round.id.to_string(), says(round));
    Ok(free.iter().map(choice).collect())
}

/// The same for a shift by telephone: those on which somebody gave a number.
fn rounds_to_call(look: &mut Look<'_>, given: &[Given]) -> Result<Vec<Choice>, Problem> {
    let mut free = phone_bank::rounds_to_call(look.conn, look.branch.id)?;
    free.retain(|each| given.iter().all(|given| given.round != each.round.id));
    free.sort_by_key(|each| each.todo == 0);
    let says =
        |each: &RoundToCall| format!("{}: {} to call, {} again, {}", each.round.code, each.todo, each.back, each.round.streets);
    let choice = |each: &RoundToCall| Choice::of(each.round.id.to_string(), says(each));
    Ok(free.iter().map(choice).collect())
}
