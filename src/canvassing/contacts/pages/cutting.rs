//! "Cut NSB1": how many doors a round, the rounds that come of it, and publishing them.

use std::collections::BTreeMap;

use actix_web::{
    HttpRequest,
    web::{self, Path, ServiceConfig},
};
use serde::Serialize;

use super::{
    super::held,
    cut_wish::{Asked, Wish},
};
use crate::{
    accounts::{CoordinateCanvass, Holding},
    canvassing::{
        electors,
        ground::{Ground, Picture, RoundDrawn},
        rounds::{self, Draft, GoingOn, Move, NoCut, Proposed, Round, may_cut},
        voting_lists::{self, Whom},
    },
    db::{BranchId, Conn, CutId, DistrictId, Instant, RoundId},
    render::{Page, words::plural},
    web::{Answer, Choice, Desk, Faults, Filled, Look, Nothing, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/canvass/districts/{district}/cut", web::get().to(show))
        .route("/canvass/districts/{district}/cut", web::post().to(publish))
        .route("/canvass/districts/{district}/cut/keeping", web::post().to(keep));
}

/// "Cut NSB1 into rounds".
#[derive(Debug, Serialize)]
pub struct CutPage {
    district: DistrictId,
    code: String,
    proposed: Vec<Proposed>,
    doors: usize,
    smallest: usize,
    largest: usize,
    /// Whom to choose from; only everybody where no voting list says anything here.
    choices: Vec<Choice>,
    /// Doors left out because their people wish no visit.
    barred: usize,
    /// The cut in force.
    current: Vec<Round>,
    /// The rounds of it that may stay as they are.
    may_stay: Vec<Choice>,
    /// Streets that can be left out, or moved into another round.
    streets: Vec<Choice>,
    /// The numbers of the rounds that a street can be moved into.
    numbers: Vec<Choice>,
    moves: Vec<MoveLine>,
    /// Whether doors are left out, or rounds stay, so that the fields for it are open.
    leaves_out: bool,
    /// Where the area is drawn, with everything asked for so far; and the same page without the area, where there is one.
    draws: String,
    undrawn: Option<String>,
    /// What was asked for, as the forms of the page carry it on.
    carried: Vec<(&'static str, String)>,
    /// What has changed at the doors since it was made, if anything.
    changed: Option<Changed>,
    /// The rounds on a map, where it is known where doors stand.
    picture: Option<Picture>,
    /// Whether streets are known as well.
    has_streets: bool,
    form: Filled,
}

/// A street that was moved, and the page without that.
#[derive(Debug, Serialize)]
struct MoveLine {
    says: String,
    back: String,
}

/// Doors that came and went since a cut was made.
#[derive(Debug, Serialize)]
struct Changed {
    joined: usize,
    gone: usize,
    /// Rounds that new doors make of their own.
    fresh: usize,
}

impl Page for CutPage {
    const TEMPLATE: &'static str = "canvassing/cut.html";
    fn title(&self) -> String {
        format!("Cut {} into rounds", self.code)
    }
    fn samples() -> Vec<Self> {
        let at = Instant::from("2026-11-23T10:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap_or_default());
        let proposed = Proposed {
            code: "NSB1-01".into(),
            doors: vec![crate::db::DoorId::fresh()],
            streets: vec!["Mill Lane".into()],
            metres: Some(340),
            minutes: 73,
        };
        let round = Round {
            id: RoundId::fresh(),
            cut: CutId::fresh(),
            district: DistrictId::fresh(),
            code: "NSB1-01".into(),
            doors: 50,
            streets: "Mill Lane".into(),
            published_at: at,
            replaced_at: None,
        };
        let page = |rounds: Vec<Proposed>, current, barred, form| {
            let draft = Draft { code: "NSB1".into(), number: 1, rounds, barred, ground: Ground::default() };
            Self::of(DistrictId::fresh(), draft, current, form)
        };
        let choices = [Whom::Everybody, Whom::ByPost].map(|whom| choice(&whom)).into();
        let changed = Some(Changed { joined: 3, gone: 1, fresh: 1 });
        let wrong = Filled::with([("per_round", "x".into())]).but(Faults::at("per_round", NoCut::BadSize.to_string()));
        vec![
            CutPage { picture: Some(drawn()), has_streets: true, ..page(vec![proposed.clone()], vec![], 0, Filled::default()) },
            CutPage {
                changed,
                choices,
                streets: vec![Choice::of("mill lane", "Mill Lane"), Choice::of("ash row", "Ash Row")],
                moves: vec![MoveLine { says: "Mill Lane goes to round 02".into(), back: "/canvass/districts/1/cut".into() }],
                carried: vec![("per_round", "50".into())],
                leaves_out: true,
                undrawn: Some("/canvass/districts/1/cut".into()),
                ..page(vec![Proposed { metres: None, ..proposed }], vec![round], 2, Filled::default())
            },
            page(Vec::new(), Vec::new(), 0, wrong),
        ]
    }
}

impl CutPage {
    fn of(district: DistrictId, draft: Draft, current: Vec<Round>, form: Filled) -> Self {
        let sizes: Vec<usize> = draft.rounds.iter().map(|round| round.doors.len()).collect();
        let number = |round: &Proposed| Choice::of(rounds::number_of(&round.code, &draft.code), &round.code);
        let numbers = draft.rounds.iter().map(number).collect();
        let drawn = draft.rounds.iter().map(|round| (round.code.as_str(), round.doors.as_slice()));
        Self {
            picture: draft.ground.picture(drawn),
            has_streets: draft.ground.paths().is_some(),
            district,
            code: draft.code,
            doors: sizes.iter().sum(),
            smallest: sizes.iter().copied().min().unwrap_or_default(),
            largest: sizes.iter().copied().max().unwrap_or_default(),
            proposed: draft.rounds,
            choices: vec![choice(&Whom::Everybody)],
            barred: draft.barred,
            may_stay: current
                .iter()
                .map(|round| Choice::of(round.id.to_string(), format!("{}: {}", round.code, round.streets)))
                .collect(),
            numbers,
            streets: Vec::new(),
            moves: Vec::new(),
            leaves_out: false,
            draws: String::new(),
            undrawn: None,
            carried: Vec::new(),
            current,
            changed: None,
            form,
        }
    }
}

fn drawn() -> Picture {
    let round = RoundDrawn { code: "01".into(), fill: "done", squares: "M10 10h4v4h-4z".into(), x: 12, y: 6 };
    Picture { width: 640, height: 400, streets: "M0 0L9 9".into(), rounds: vec![round] }
}

fn choice(whom: &Whom) -> Choice {
    Choice::of(whom.to_string(), whom.words())
}

fn page(look: &mut Look<'_>, district: DistrictId, wish: &Wish, form: Filled) -> Result<CutPage, Problem> {
    let branch = look.branch.id;
    let draft = wish.draft(look.conn, branch, district)?;
    let choices = voting_lists::whom_to_choose_from(look.conn, branch, district)?.iter().map(choice).collect();
    let current = rounds::current_rounds(look.conn, branch, Some(district))?;
    let changed = going_on(look.conn, branch, district)?;
    let changed = changed.map(|cut| Changed { joined: cut.joined, gone: cut.gone, fresh: cut.fresh });
    let streets = streets(look, district)?;
    let path = format!("/canvass/districts/{district}/cut");
    let called = |key: &str| {
        streets.iter().find(|street| street.value == key).map_or_else(|| key.to_owned(), |street| street.label.clone())
    };
    let line = |(at, one): (usize, &Move)| MoveLine {
        says: format!("{} goes to round {}", called(&one.street), one.round),
        back: wish.without_move(&path, at),
    };
    let moves = wish.moves.iter().enumerate().map(line).collect();
    Ok(CutPage {
        changed,
        choices,
        moves,
        streets,
        leaves_out: wish.leaves_out(),
        draws: wish.address(&format!("{path}/area")),
        undrawn: wish.calling.area.is_some().then(|| wish.clone().within(None).address(&path)),
        carried: wish.carried(&wish.moves),
        ..CutPage::of(district, draft, current, form)
    })
}

/// The streets of a polling district, by their keys.
fn streets(look: &mut Look<'_>, district: DistrictId) -> diesel::QueryResult<Vec<Choice>> {
    let doors = electors::doors_in(look.conn, look.branch.id, district)?;
    let streets: BTreeMap<&str, &str> = doors.iter().map(|door| (door.street.as_str(), door.street_key.as_str())).collect();
    Ok(streets.into_iter().map(|(name, key)| Choice::of(key, name)).collect())
}

/// The cut in force with the doors of today.
fn going_on(conn: &mut Conn, branch: BranchId, district: DistrictId) -> Result<Option<GoingOn>, Problem> {
    let calling = rounds::calling(conn, branch, district)?;
    let (pace, mut left_out) = (held::pace(conn, branch)?, held::nothing_left_at(conn, branch, district)?);
    left_out.extend(held::not_called_at(conn, branch, district, &calling)?);
    rounds::going_on(conn, branch, district, &left_out, pace)
}

async fn show(desk: Desk, _: Holding<CoordinateCanvass>, district: Path<DistrictId>, request: HttpRequest) -> Answer {
    let asked = Asked::of_query(request.query_string());
    let form = asked.filled();
    match asked.read() {
        Ok(wish) => {
            let (district, again) = (*district, form.clone());
            let answer = desk.page(move |look| page(look, district, &wish, form)).await;
            desk.or_again(answer, again, move |look, form| page(look, district, &Wish::default(), form)).await
        }
        Err(faults) => desk.again(form, faults, move |look, form| page(look, *district, &Wish::default(), form)).await,
    }
}

async fn publish(desk: Desk, who: Holding<CoordinateCanvass>, district: Path<DistrictId>, posted: Posted<Asked>) -> Answer {
    let (district, form, asked) = (*district, posted.form.filled(), posted.form);
    let again = asked.read().unwrap_or_default();
    let answer = desk
        .act(who.actor(), &posted.once, move |act| {
            let wish = asked.read().map_err(Problem::Faults)?;
            let branch = act.branch();
            let draft = wish.draft(act.conn(), branch, district)?;
            let per_round = wish.doors_a_round(&draft);
            may_cut(draft.rounds.len(), per_round)?;
            rounds::publish(act, district, draft.number, per_round, &wish.calling, &draft.rounds)?;
            let count = plural(draft.rounds.len() as i128, "round", "rounds");
            let words = format!("{} now has {count}. Give them out at a shift.", draft.code);
            Ok(see("/canvass/shifts").saying(words))
        })
        .await;
    desk.or_again(answer, form, move |look, form| page(look, district, &again, form)).await
}

async fn keep(desk: Desk, who: Holding<CoordinateCanvass>, district: Path<DistrictId>, posted: Posted<Nothing>) -> Answer {
    let district = *district;
    desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let cut = going_on(act.conn(), branch, district)?.ok_or(NoCut::NothingChanged)?;
        let largest = cut.draft.rounds.iter().map(|round| round.doors.len()).max().unwrap_or_default();
        let calling = rounds::calling(act.conn(), branch, district)?;
        rounds::publish(act, district, cut.draft.number, largest, &calling, &cut.draft.rounds)?;
        let words = format!("The rounds of {} go on, with a new letter behind their numbers.", cut.draft.code);
        Ok(see(format!("/canvass/districts/{district}/cut")).saying(words))
    })
    .await
}
