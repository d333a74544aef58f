//! What a shift needs, on the shift's own page: its places, somebody who drives, stairs, and where it knocks.

use actix_web::web::{self, Path, ServiceConfig};
use serde::Deserialize;

use super::shift;
use crate::{
    accounts::{CoordinateCanvass, Holding, SignedIn},
    canvassing::rotas::{self, ShiftNeeds},
    db::ShiftId,
    web::{Answer, Desk, Filled, Posted, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/canvass/shifts/{shift}/needs", web::post().to(say));
}

/// What a shift needs, as its form shows it.
pub fn standing(needs: Option<&ShiftNeeds>) -> Filled {
    let tick = |is_so: bool| if is_so { "yes".to_owned() } else { String::new() };
    let tick_of = |what: fn(&ShiftNeeds) -> bool| tick(needs.is_some_and(what));
    let district = needs.and_then(|needs| needs.district);
    Filled::of_what_stands([
        ("places", needs.map(|needs| needs.places.to_string()).unwrap_or_default()),
        ("needs_driver", tick_of(|needs| needs.needs_driver)),
        ("has_stairs", tick_of(|needs| needs.has_stairs)),
        ("district", district.map(|district| district.to_string()).unwrap_or_default()),
    ])
}

#[derive(Deserialize)]
struct Needing {
    #[serde(default)]
    places: String,
    #[serde(default)]
    needs_driver: Option<String>,
    #[serde(default)]
    has_stairs: Option<String>,
    #[serde(default)]
    district: String,
}

async fn say(desk: Desk, who: Holding<CoordinateCanvass>, id: Path<ShiftId>, posted: Posted<Needing>) -> Answer {
    let (id, typed, opened, form) = (*id, posted.typed(), posted.opened(), posted.form);
    let asking = SignedIn::clone(&who);
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let stands = rotas::needs_of(act.conn(), branch, &[id])?.remove(&id);
        opened.still_stands(&standing(stands.as_ref()))?;
        let needs = ShiftNeeds {
            places: 0,
            needs_driver: form.needs_driver.is_some(),
            has_stairs: form.has_stairs.is_some(),
            district: form.district.parse().ok(),
        };
        rotas::say_needs(act, id, &form.places, needs)?;
        let shift = rotas::find(act.conn(), branch, id)?;
        Ok(see(format!("{}#needs", shift.path())).saying("What the shift needs is noted. The rota fills its places."))
    });
    desk.or_again(answer.await, typed, move |look, form| shift::page_needing(look, &asking, id, form)).await
}
