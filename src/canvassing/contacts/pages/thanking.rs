//! After a shift: everybody who came is thanked with what all of them did together.

use actix_web::web::{self, Path, ServiceConfig};
use serde_json::json;

use super::super::{
    Totals, rules,
    store::{self, At},
};
use crate::{
    accounts::{CoordinateCanvass, Holding},
    audit::Act,
    canvassing::rotas,
    db::{MemberId, ShiftId},
    members,
    render::words::plural,
    web::{Answer, Desk, Nothing, Posted, Problem, See, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/canvass/shifts/{shift}/thanks", web::post().to(thank));
}

async fn thank(desk: Desk, who: Holding<CoordinateCanvass>, id: Path<ShiftId>, posted: Posted<Nothing>) -> Answer {
    let id = *id;
    desk.act(who.actor(), &posted.once, move |act| thanked(act, id)).await
}

fn thanked(act: &mut Act<'_>, id: ShiftId) -> Result<See, Problem> {
    let (branch, now) = (act.branch(), act.at());
    let shift = rotas::find(act.conn(), branch, id)?;
    let came = came(act, id)?;
    rules::may_thank(shift.ends_at.0, shift.thanked_at.map(|at| at.0), came.len(), now.0)?;
    let knocks = store::knocks(act.conn(), branch, At::Shift(id))?;
    let totals = Totals::of(knocks.keys().copied(), &knocks);
    let next = rotas::open_shifts(act.conn(), branch, now)?.into_iter().next();
    let facts = json!({
        "starts_at": shift.starts_at, "meeting_point": shift.meeting_point, "people": came.len(),
        "leader": members::find(act.conn(), branch, shift.leader_id)?.name(),
        "knocks": totals.knocks, "answers": totals.answers, "calls": totals.calls, "conversations": totals.conversations,
        "next_at": next.as_ref().map(|next| next.starts_at), "next_place": next.as_ref().map(|next| next.meeting_point.clone()),
        "next_link": next.as_ref().map(|next| act.link(next.path())),
    });
    let written = rotas::thanks(act, &shift, &came, &facts)?;
    rotas::note_thanked(act, id)?;
    let words = format!("{} thanked by mail.", plural(written as i128, "person is", "people are"));
    Ok(see(shift.path()).saying(words))
}

/// Those who were ticked at the meeting point; where nobody was, those who held a round.
fn came(act: &mut Act<'_>, id: ShiftId) -> Result<Vec<MemberId>, Problem> {
    let branch = act.branch();
    let ticked = rotas::came_to(act.conn(), branch, id)?;
    if !ticked.is_empty() {
        return Ok(ticked);
    }
    let mut walked: Vec<MemberId> =
        rotas::given_in(act.conn(), branch, id)?.into_iter().flat_map(|given| given.members).collect();
    walked.sort();
    walked.dedup();
    Ok(walked)
}
