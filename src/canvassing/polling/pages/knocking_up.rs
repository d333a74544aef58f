//! A polling district on the day: slips typed in, and the doors with promises that have not voted, in the order in which to use
//! them: the round with the most left first, its doors in walking order.

use std::collections::{HashMap, HashSet};

use actix_web::web::{self, Path, ServiceConfig};
use serde::{Deserialize, Serialize};

use super::super::{
    rules::NoSlip,
    slip::{Number, Slip},
    store,
};
use crate::{
    accounts::{CoordinateCanvass, Holding},
    audit::Act,
    branch,
    canvassing::{
        electors::{self, Elector},
        follow_ups::{self, Telephone},
        rounds, voting_lists,
    },
    db::{AccountId, BranchId, Conn, DistrictId, DoorId, ElectorId, Instant, SlipId},
    places,
    render::{Page, words::plural},
    web::{Answer, Desk, Filled, Look, Nothing, Posted, Problem, See, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/canvass/polling-day/districts/{district}", web::get().to(show))
        .route("/canvass/polling-day/districts/{district}/slips", web::post().to(enter))
        .route("/canvass/polling-day/slips/{slip}/undoing", web::post().to(undo));
}

/// A door to call on, and who there has promised and not voted.
#[derive(Debug, Serialize)]
struct CallDoor {
    label: String,
    street: String,
    people: Vec<Elector>,
    /// The numbers that they gave.
    telephones: Vec<Telephone>,
}

/// The doors of a round.
#[derive(Debug, Serialize)]
struct CallRound {
    /// "NSB1-01"; nothing for doors that stand on no round.
    code: Option<String>,
    doors: Vec<CallDoor>,
    people: usize,
}

/// "Knock up NSB1".
#[derive(Debug, Serialize)]
pub struct KnockingUpPage {
    district: DistrictId,
    code: String,
    rounds: Vec<CallRound>,
    /// The doors of those who vote by post: they need no polling station, and stand on none of the lists.
    by_post: Vec<CallDoor>,
    posted: usize,
    promises: usize,
    left: usize,
    printed_at: Instant,
    form: Filled,
}

impl Page for KnockingUpPage {
    const TEMPLATE: &'static str = "canvassing/knocking_up.html";
    fn title(&self) -> String {
        format!("Knock up {}", self.code)
    }
    fn samples() -> Vec<Self> {
        let at = Instant::from("2027-05-06T15:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap_or_default());
        let elector = Elector {
            id: ElectorId::fresh(),
            door: None,
            number: "12".into(),
            name: "Ana Smith".into(),
            markers: Vec::new(),
            attains_on: None,
        };
        let door = || CallDoor {
            label: "12A".into(),
            street: "Mill Lane".into(),
            people: vec![elector.clone()],
            telephones: Telephone::find("07700 900123").into_iter().collect(),
        };
        let round = |code: Option<&str>| CallRound { code: code.map(str::to_owned), doors: vec![door()], people: 1 };
        let page = |rounds: Vec<CallRound>, promises, form| KnockingUpPage {
            district: DistrictId::fresh(),
            code: "NSB1".into(),
            left: rounds.len(),
            by_post: rounds.iter().map(|_| door()).collect(),
            posted: if promises > 5 { 1 } else { rounds.len() },
            rounds,
            promises,
            printed_at: at,
            form,
        };
        let wrong = Filled::with([("numbers", "x".into())])
            .but(crate::web::Faults::at("numbers", NoSlip::Unread("x".into()).to_string()));
        vec![
            page(vec![round(Some("NSB1-01")), round(None)], 5, Filled::default()),
            page(Vec::new(), 6, Filled::default()),
            page(Vec::new(), 5, wrong),
            page(Vec::new(), 0, Filled::default()),
        ]
    }
}

async fn show(desk: Desk, who: Holding<CoordinateCanvass>, district: Path<DistrictId>) -> Answer {
    let district = *district;
    desk.look(move |look| Ok(places::district(look.conn, look.branch.id, district)?)).await?;
    electors::note_look(&desk, &who, format!("/canvass/polling-day/districts/{district}")).await?;
    desk.page(move |look| page(look, district, Filled::default())).await
}

fn page(look: &mut Look<'_>, district: DistrictId, form: Filled) -> Result<KnockingUpPage, Problem> {
    let (branch, today, now) = (look.branch.id, look.today(), look.now);
    let code = places::district(look.conn, branch, district)?;
    let voted = store::voted(look.conn, branch, today)?;
    let promises = store::promises(look.conn, branch, Some(district))?;
    let by_post = voting_lists::by_post(look.conn, branch, Some(district))?;
    let open = promises.iter().map(|promise| promise.elector).filter(|elector| !voted.contains(elector));
    let (posted, left): (HashSet<ElectorId>, HashSet<ElectorId>) = open.partition(|elector| by_post.contains(elector));
    let rounds = to_call(look.conn, branch, district, &left)?;
    let by_post = to_call(look.conn, branch, district, &posted)?.into_iter().flat_map(|round| round.doors).collect();
    Ok(KnockingUpPage {
        district,
        code,
        rounds,
        by_post,
        posted: posted.len(),
        promises: promises.len(),
        left: left.len(),
        printed_at: now,
        form,
    })
}

/// The doors behind which these electors live, by the rounds of the plan.
fn to_call(
    conn: &mut Conn,
    branch: BranchId,
    district: DistrictId,
    left: &HashSet<ElectorId>,
) -> Result<Vec<CallRound>, Problem> {
    let doors = electors::doors_in(conn, branch, district)?;
    let ids: Vec<DoorId> = doors.iter().map(|door| door.id).collect();
    let mut behind = electors::electors_at(conn, branch, &ids)?;
    behind.values_mut().for_each(|people| people.retain(|elector| left.contains(&elector.id)));
    let called: Vec<DoorId> = behind.iter().filter(|(_, people)| !people.is_empty()).map(|(door, _)| *door).collect();
    let mut telephones: HashMap<DoorId, Vec<Telephone>> = HashMap::new();
    for number in follow_ups::may_be_called_at(conn, branch, &called)? {
        if number.elector.is_none_or(|elector| left.contains(&elector)) {
            telephones.entry(number.door).or_default().extend(Telephone::find(&number.words));
        }
    }
    let mut open: HashMap<DoorId, CallDoor> = HashMap::new();
    let mut alphabet = Vec::new();
    for door in doors.into_iter().filter(|door| door.do_not_knock_at.is_none()) {
        let people = behind.remove(&door.id).unwrap_or_default();
        if !people.is_empty() {
            alphabet.push(door.id);
            let telephones = telephones.remove(&door.id).unwrap_or_default();
            open.insert(door.id, CallDoor { label: door.label(), street: door.street, people, telephones });
        }
    }
    let cut = rounds::plan_rounds(conn, branch, Some(district))?;
    let in_rounds = rounds::doors_in(conn, branch, &cut.iter().map(|round| round.id).collect::<Vec<_>>())?;
    let mut calls: Vec<CallRound> = Vec::new();
    for round in cut {
        let there = in_rounds.get(&round.id).into_iter().flatten();
        calls.push(call(Some(round.code), there.filter_map(|door| open.remove(door)).collect()));
    }
    calls.push(call(None, alphabet.iter().filter_map(|door| open.remove(door)).collect()));
    calls.retain(|round| round.people > 0);
    calls.sort_by_key(|round| (round.code.is_none(), std::cmp::Reverse(round.people)));
    Ok(calls)
}

fn call(code: Option<String>, doors: Vec<CallDoor>) -> CallRound {
    let people = doors.iter().map(|door| door.people.len()).sum();
    CallRound { code, doors, people }
}

#[derive(Deserialize)]
struct Typed {
    #[serde(default)]
    numbers: String,
}

async fn enter(desk: Desk, who: Holding<CoordinateCanvass>, district: Path<DistrictId>, posted: Posted<Typed>) -> Answer {
    let (district, typed, account) = (*district, posted.typed(), who.account);
    let answer = desk.act(who.actor(), &posted.once, move |act| entered(act, district, account, &posted.form.numbers)).await;
    desk.or_again(answer, typed, move |look, form| page(look, district, form)).await
}

fn entered(act: &mut Act<'_>, district: DistrictId, account: AccountId, typed: &str) -> Result<See, Problem> {
    let body = act.branch();
    let today = branch::find(act.conn(), body)?.date_of(act.at());
    let code = places::district(act.conn(), body, district)?;
    let slip = Slip::read(typed, &code);
    if !slip.unread.is_empty() {
        return Err(NoSlip::Unread(slip.unread.join(", ")).into());
    }
    if slip.numbers.is_empty() {
        return Err(NoSlip::Empty.into());
    }
    let known = store::with_numbers(act.conn(), body, district, &slip.numbers)?;
    let voted = store::voted(act.conn(), body, today)?;
    let found: Vec<ElectorId> = slip.numbers.iter().filter_map(|number| known.get(number).copied()).collect();
    let fresh: Vec<ElectorId> = found.iter().copied().filter(|elector| !voted.contains(elector)).collect();
    let strange: Vec<String> = slip.numbers.iter().filter(|number| !known.contains_key(number)).map(in_words).collect();
    if fresh.is_empty() {
        return Err(NoSlip::NothingNew.into());
    }
    let id = store::enter(act, district, today, account, &fresh)?;
    let mut words = format!("{} entered.", plural(fresh.len() as i128, "number is", "numbers are"));
    if found.len() > fresh.len() {
        words += &format!(" {} entered before.", plural((found.len() - fresh.len()) as i128, "was", "were"));
    }
    if !strange.is_empty() {
        words += &format!(" Not on the register of {code}: {}.", strange.join(", "));
    }
    let back = see(format!("/canvass/polling-day/districts/{district}")).saying(words);
    Ok(back.with_undo(format!("/canvass/polling-day/slips/{id}/undoing"), "Undo"))
}

fn in_words(number: &Number) -> String {
    if number.suffix == 0 { number.number.to_string() } else { format!("{}/{}", number.number, number.suffix) }
}

async fn undo(desk: Desk, who: Holding<CoordinateCanvass>, slip: Path<SlipId>, posted: Posted<Nothing>) -> Answer {
    let slip = *slip;
    desk.act(who.actor(), &posted.once, move |act| {
        if store::take_back(act, slip)? == 0 {
            return Err(NoSlip::UndoneAlready.into());
        }
        Ok(see("/canvass/polling-day").saying("That slip is taken back."))
    })
    .await
}
