//! "Leaflets": what goes through the doors, how far it is, and planning the next.

use actix_web::web::{self, ServiceConfig};
use serde::{Deserialize, Serialize};

use super::super::{
    drop::Drop,
    rules::{self, NoDrop},
    store,
};
use crate::{
    accounts::{CoordinateCanvass, Holding, SignedIn},
    canvassing::{electors, rounds, viewer::Viewer},
    db::{DistrictId, Instant, RoundId, RowId},
    render::Page,
    web::{Answer, Choice, Desk, Faults, Filled, Look, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/canvass/leaflets", web::get().to(show)).route("/canvass/leaflets", web::post().to(plan));
}

/// A leaflet in the list.
#[derive(Debug, Serialize)]
struct Line {
    drop: Drop,
    code: String,
    rounds: usize,
    done: usize,
    /// Rounds that nobody delivers yet.
    free: usize,
}

/// "Leaflets".
#[derive(Debug, Serialize)]
pub struct LeafletsPage {
    leaflets: Vec<Line>,
    districts: Vec<Choice>,
    may_coordinate: bool,
    form: Filled,
}

impl Page for LeafletsPage {
    const TEMPLATE: &'static str = "canvassing/leaflets.html";
    fn title(&self) -> String {
        "Leaflets".into()
    }
    fn samples() -> Vec<Self> {
        let at = Instant::from("2026-11-28T11:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap_or_default());
        let drop =
            Drop { id: RowId::fresh(), district: DistrictId::fresh(), words: "Spring newsletter".into(), planned_at: at };
        let line = |done, free| Line { drop: drop.clone(), code: "NSB1".into(), rounds: 4, done, free };
        let page =
            |leaflets, may_coordinate, form| Self { leaflets, districts: vec![Choice::of("x", "NSB1")], may_coordinate, form };
        let wrong = Filled::default().but(Faults::at("words", NoDrop::NoWords.to_string()));
        vec![
            page(vec![line(1, 2), line(4, 0)], true, wrong),
            page(vec![line(1, 0)], false, Filled::default()),
            page(Vec::new(), false, Filled::default()),
            Self { districts: Vec::new(), ..page(Vec::new(), true, Filled::default()) },
        ]
    }
}

async fn show(desk: Desk, who: SignedIn) -> Answer {
    desk.page(move |look| page(look, &who, Filled::default())).await
}

fn page(look: &mut Look<'_>, who: &SignedIn, form: Filled) -> Result<LeafletsPage, Problem> {
    let branch = look.branch.id;
    let viewer = Viewer::of(look.conn, branch, who)?;
    let districts = electors::districts(look.conn, branch)?;
    let all = store::rounds(look.conn, branch)?;
    let mut leaflets = Vec::new();
    for drop in store::drops(look.conn, branch)? {
        let shown: Vec<_> = all.iter().filter(|each| each.drop == drop.id && viewer.sees(each.member)).collect();
        if shown.is_empty() {
            continue;
        }
        let code = districts.iter().find(|each| each.id == drop.district).map(|each| each.code.clone()).unwrap_or_default();
        let done = shown.iter().filter(|each| each.done_at.is_some()).count();
        let free = shown.iter().filter(|each| each.member.is_none() && each.done_at.is_none()).count();
        leaflets.push(Line { drop, code, rounds: shown.len(), done, free });
    }
    let districts = districts.into_iter().map(|each| Choice::of(each.id.to_string(), each.code));
    Ok(LeafletsPage { leaflets, districts: districts.collect(), may_coordinate: viewer.is_coordinator, form })
}

#[derive(Deserialize)]
struct Planning {
    #[serde(default)]
    words: String,
    #[serde(default)]
    district: String,
}

async fn plan(desk: Desk, who: Holding<CoordinateCanvass>, posted: Posted<Planning>) -> Answer {
    let (typed, asking) = (posted.typed(), (*who).clone());
    let answer = desk
        .act(who.actor(), &posted.once, move |act| {
            let branch = act.branch();
            let words = rules::may_be_called(&posted.form.words)?;
            let district: DistrictId = posted.form.district.parse().map_err(|_| NoDrop::NoDistrict)?;
            let cut = rounds::plan_rounds(act.conn(), branch, Some(district))?;
            if cut.is_empty() {
                return Err(NoDrop::NotCut.into());
            }
            let ids: Vec<RoundId> = cut.into_iter().map(|round| round.id).collect();
            let id = store::plan(act, district, words, &ids)?;
            Ok(see(format!("/canvass/leaflets/{id}")).saying("Planned. Now give its rounds to those who deliver them."))
        })
        .await;
    desk.or_again(answer, typed, move |look, form| page(look, &asking, form)).await
}
