//! "Cut NSB1": how many doors a round, the rounds that come of it, and publishing them.

use actix_web::web::{self, Path, Query, ServiceConfig};
use serde::{Deserialize, Serialize};

use super::super::held;
use crate::{
    accounts::{CoordinateCanvass, Holding},
    canvassing::{
        ground::{Ground, Picture, RoundDrawn},
        rounds::{self, Draft, GoingOn, Into, NoCut, Proposed, Round, may_cut},
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
    per_round: usize,
    proposed: Vec<Proposed>,
    doors: usize,
    smallest: usize,
    largest: usize,
    /// At whose doors the rounds would call, as the form writes it.
    whom: String,
    /// Whom to choose from; only everybody where no voting list says anything here.
    choices: Vec<Choice>,
    /// Doors left out because their people wish no visit.
    barred: usize,
    /// The cut in force.
    current: Vec<Round>,
    /// What has changed at the doors since it was made, if anything.
    changed: Option<Changed>,
    /// The rounds on a map, where it is known where doors stand.
    picture: Option<Picture>,
    /// Whether streets are known as well.
    has_streets: bool,
    form: Filled,
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
            Self::of(DistrictId::fresh(), draft, 50, current, form)
        };
        let choices = [Whom::Everybody, Whom::ByPost].map(|whom| choice(&whom)).into();
        let changed = Some(Changed { joined: 3, gone: 1, fresh: 1 });
        let wrong = Filled::with([("per_round", "x".into())]).but(Faults::at("per_round", NoCut::BadSize.to_string()));
        vec![
            CutPage { picture: Some(drawn()), has_streets: true, ..page(vec![proposed.clone()], vec![], 0, Filled::default()) },
            CutPage {
                changed,
                choices,
                whom: "by-post".into(),
                ..page(vec![Proposed { metres: None, ..proposed }], vec![round], 2, Filled::default())
            },
            page(Vec::new(), Vec::new(), 0, wrong),
        ]
    }
}

impl CutPage {
    fn of(district: DistrictId, draft: Draft, per_round: usize, current: Vec<Round>, form: Filled) -> Self {
        let sizes: Vec<usize> = draft.rounds.iter().map(|round| round.doors.len()).collect();
        let drawn = draft.rounds.iter().map(|round| (round.code.as_str(), round.doors.as_slice()));
        Self {
            picture: draft.ground.picture(drawn),
            has_streets: draft.ground.paths().is_some(),
            district,
            code: draft.code,
            per_round,
            doors: sizes.iter().sum(),
            smallest: sizes.iter().copied().min().unwrap_or_default(),
            largest: sizes.iter().copied().max().unwrap_or_default(),
            proposed: draft.rounds,
            whom: String::new(),
            choices: vec![choice(&Whom::Everybody)],
            barred: draft.barred,
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

#[derive(Deserialize)]
struct Size {
    #[serde(default)]
    per_round: Option<String>,
    #[serde(default)]
    whom: String,
}

fn parsed(typed: &str) -> Result<usize, NoCut> {
    let number: usize = typed.trim().parse().map_err(|_| NoCut::BadSize)?;
    may_cut(1, number).map(|()| number)
}

/// The polling district as it would be cut, at the branch's own pace.
fn draft(conn: &mut Conn, branch: BranchId, district: DistrictId, per_round: usize, whom: &Whom) -> Result<Draft, Problem> {
    let (pace, left_out) = (held::pace(conn, branch)?, held::not_called_at(conn, branch, district, whom)?);
    rounds::draft_without(conn, branch, district, &left_out, Into::RoundsOf(per_round), pace)
}

fn page(look: &mut Look<'_>, district: DistrictId, per_round: usize, form: Filled) -> Result<CutPage, Problem> {
    let whom = Whom::read(form.value("whom"));
    let draft = draft(look.conn, look.branch.id, district, per_round, &whom)?;
    let choices = voting_lists::whom_to_choose_from(look.conn, look.branch.id, district)?.iter().map(choice).collect();
    let current = rounds::current_rounds(look.conn, look.branch.id, Some(district))?;
    let changed = going_on(look.conn, look.branch.id, district)?;
    let changed = changed.map(|cut| Changed { joined: cut.joined, gone: cut.gone, fresh: cut.fresh });
    Ok(CutPage { changed, choices, whom: whom.to_string(), ..CutPage::of(district, draft, per_round, current, form) })
}

/// The cut in force with the doors of today.
fn going_on(conn: &mut Conn, branch: BranchId, district: DistrictId) -> Result<Option<GoingOn>, Problem> {
    let whom = rounds::whom(conn, branch, district)?;
    let (pace, mut left_out) = (held::pace(conn, branch)?, held::nothing_left_at(conn, branch, district)?);
    left_out.extend(held::not_called_at(conn, branch, district, &whom)?);
    rounds::going_on(conn, branch, district, &left_out, pace)
}

async fn show(desk: Desk, _: Holding<CoordinateCanvass>, district: Path<DistrictId>, size: Query<Size>) -> Answer {
    let Size { per_round, whom } = size.into_inner();
    let typed = per_round.unwrap_or_else(|| rounds::USUAL_ROUND.to_string());
    let form = Filled::with([("per_round", typed.clone()), ("whom", whom)]);
    match parsed(&typed) {
        Ok(per_round) => desk.page(move |look| page(look, *district, per_round, form)).await,
        Err(fault) => {
            let faults = Faults::at("per_round", fault.to_string());
            desk.again(form, faults, move |look, form| page(look, *district, rounds::USUAL_ROUND, form)).await
        }
    }
}

async fn publish(desk: Desk, who: Holding<CoordinateCanvass>, district: Path<DistrictId>, posted: Posted<Size>) -> Answer {
    let (district, typed) = (*district, posted.typed());
    let answer = desk
        .act(who.actor(), &posted.once, move |act| {
            let per_round = parsed(posted.form.per_round.as_deref().unwrap_or_default())?;
            let branch = act.branch();
            let whom = Whom::read(&posted.form.whom);
            let draft = draft(act.conn(), branch, district, per_round, &whom)?;
            may_cut(draft.rounds.len(), per_round)?;
            rounds::publish(act, district, draft.number, per_round, &whom, &draft.rounds)?;
            let count = plural(draft.rounds.len() as i128, "round", "rounds");
            let words = format!("{} now has {count}. Give them out at a shift.", draft.code);
            Ok(see("/canvass/shifts").saying(words))
        })
        .await;
    desk.or_again(answer, typed, move |look, form| page(look, district, rounds::USUAL_ROUND, form)).await
}

async fn keep(desk: Desk, who: Holding<CoordinateCanvass>, district: Path<DistrictId>, posted: Posted<Nothing>) -> Answer {
    let district = *district;
    desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let cut = going_on(act.conn(), branch, district)?.ok_or(NoCut::NothingChanged)?;
        let largest = cut.draft.rounds.iter().map(|round| round.doors.len()).max().unwrap_or_default();
        let whom = rounds::whom(act.conn(), branch, district)?;
        rounds::publish(act, district, cut.draft.number, largest, &whom, &cut.draft.rounds)?;
        let words = format!("The rounds of {} go on, with a new letter behind their numbers.", cut.draft.code);
        Ok(see(format!("/canvass/districts/{district}/cut")).saying(words))
    })
    .await
}
