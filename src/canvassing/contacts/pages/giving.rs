//! Giving a round to a pair, and taking it back.

use actix_web::web::{self, Path, ServiceConfig};
use serde::Deserialize;

use super::shift;
use crate::{
    accounts::{CoordinateCanvass, Holding},
    audit::Act,
    canvassing::{
        rotas::{self, NoPlace},
        rounds,
    },
    db::{MemberId, RoundId, ShiftId},
    web::{Answer, Desk, Nothing, Posted, Problem, See, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/canvass/shifts/{shift}/rounds", web::post().to(give))
        .route("/canvass/shifts/{shift}/rounds/{round}/return", web::post().to(take_back));
}

#[derive(Deserialize)]
struct Giving {
    #[serde(default)]
    round: String,
    #[serde(default)]
    members: Vec<String>,
}

impl Giving {
    /// Everybody ticked, each once.
    fn walkers(&self) -> Result<Vec<MemberId>, NoPlace> {
        let mut walkers = Vec::new();
        for typed in &self.members {
            let member = typed.parse().map_err(|_| NoPlace::SomebodyNotComing)?;
            if !walkers.contains(&member) {
                walkers.push(member);
            }
        }
        Ok(walkers)
    }
}

async fn give(desk: Desk, who: Holding<CoordinateCanvass>, id: Path<ShiftId>, posted: Posted<Giving>) -> Answer {
    let (id, typed, asking) = (*id, posted.typed(), (*who).clone());
    let answer = desk.act(who.actor(), &posted.once, move |act| given(act, id, &posted.form)).await;
    desk.or_again(answer, typed, move |look, form| shift::page(look, &asking, id, form)).await
}

fn given(act: &mut Act<'_>, id: ShiftId, form: &Giving) -> Result<See, Problem> {
    let branch = act.branch();
    let shift = rotas::find(act.conn(), branch, id)?;
    rotas::is_open(&shift, act.at().0)?;
    let round: RoundId = form.round.parse().map_err(|_| NoPlace::NoRound)?;
    let round = rounds::find(act.conn(), branch, round)?;
    let walkers = form.walkers()?;
    rotas::may_give(&walkers, &rotas::coming_to(act.conn(), branch, shift.id)?)?;
    rotas::assign(act, shift.id, round.id, &walkers)?;
    let undo = format!("/canvass/shifts/{}/rounds/{}/return", shift.id, round.id);
    Ok(see(format!("{}#rounds", shift.path())).saying(format!("{} is given out.", round.code)).with_undo(undo, "Take it back"))
}

async fn take_back(
    desk: Desk,
    who: Holding<CoordinateCanvass>,
    at: Path<(ShiftId, RoundId)>,
    posted: Posted<Nothing>,
) -> Answer {
    let (shift, round) = at.into_inner();
    desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let (shift, round) = (rotas::find(act.conn(), branch, shift)?, rounds::find(act.conn(), branch, round)?);
        rotas::take_back(act, shift.id, round.id)?;
        Ok(see(format!("{}#rounds", shift.path())).saying(format!("{} is free again.", round.code)))
    })
    .await
}
