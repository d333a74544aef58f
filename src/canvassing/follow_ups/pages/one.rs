//! One follow-up: what was asked for, who sees to it and by when; given, done, and taken back.

use actix_web::web::{self, Path, ServiceConfig};
use serde::{Deserialize, Serialize};

use super::super::{
    FollowUp, Kind, notices,
    rules::{self, NoFollowUp},
    store,
};
use super::{Line, lines, sample};
use crate::{
    accounts::{CoordinateCanvass, Holding, SignedIn},
    audit::Act,
    branch,
    canvassing::electors,
    canvassing::viewer::Viewer,
    db::RowId,
    members::{self, naming},
    render::Page,
    web::{Answer, Desk, Filled, Look, Nothing, Posted, Problem, See, see, typed},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/canvass/follow-ups/{follow_up}", web::get().to(show))
        .route("/canvass/follow-ups/{follow_up}/giving", web::post().to(give))
        .route("/canvass/follow-ups/{follow_up}/doing", web::post().to(finish))
        .route("/canvass/follow-ups/{follow_up}/doing/undoing", web::post().to(reopen))
        .route("/canvass/follow-ups/{follow_up}/withdrawal", web::post().to(withdraw));
}

/// "Casework at 12A Mill Lane".
#[derive(Debug, Serialize)]
pub struct FollowUpPage {
    line: Line,
    opener: String,
    may_coordinate: bool,
    form: Filled,
}

impl Page for FollowUpPage {
    const TEMPLATE: &'static str = "canvassing/follow_up.html";
    fn title(&self) -> String {
        format!("{} at {}", self.line.kind, self.line.address)
    }
    fn samples() -> Vec<Self> {
        let page = |line, may_coordinate| Self { line, opener: "Tom Lewis".into(), may_coordinate, form: Filled::default() };
        let at = crate::db::Instant::from("2026-11-29T11:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap_or_default());
        let mut done = sample(Kind::Poster, "", Some("Ama Okoro"), false);
        done.what.done_at = Some(at);
        let mut gone = sample(Kind::Poster, "", None, false);
        gone.what.withdrawn_at = Some(at);
        vec![
            page(sample(Kind::Casework, "The lamp outside is broken.", None, true), true),
            page(sample(Kind::Volunteer, "On Saturdays.", Some("Ama Okoro"), false), false),
            page(done, true),
            page(gone, true),
        ]
    }
}

async fn show(desk: Desk, who: SignedIn, id: Path<RowId>) -> Answer {
    let (id, asking) = (*id, who.clone());
    desk.look(move |look| seen(look, &asking, id).map(|_| ())).await?;
    electors::note_look(&desk, &who, format!("/canvass/follow-ups/{id}")).await?;
    desk.page(move |look| {
        let zone = look.branch.zone;
        let page = seen(look, &who, id)?;
        let due = page.line.what.due_on.max(look.now.0.with_timezone(&zone).date_naive());
        let who = page.line.member.clone().unwrap_or_default();
        Ok(FollowUpPage { form: Filled::with([("who", who), ("due_on", due.to_string())]), ..page })
    })
    .await
}

/// The page, if it is open to this person.
fn seen(look: &mut Look<'_>, who: &SignedIn, id: RowId) -> Result<FollowUpPage, Problem> {
    let (branch, today) = (look.branch.id, look.today());
    let found = store::find(look.conn, branch, id)?;
    let viewer = Viewer::of(look.conn, branch, who)?;
    rules::may_see(found.member, viewer)?;
    let opener = members::of_account(look.conn, branch, found.account)?.map(|member| member.name());
    let line = lines(look.conn, branch, vec![found], today)?.pop().ok_or(Problem::NotFound)?;
    let opener = opener.unwrap_or_else(|| "somebody who has left".to_owned());
    Ok(FollowUpPage { line, opener, may_coordinate: viewer.is_coordinator, form: Filled::default() })
}

/// The follow-up, if this person may change it.
fn opened(act: &mut Act<'_>, who: &SignedIn, id: RowId) -> Result<FollowUp, Problem> {
    let branch = act.branch();
    let found = store::find(act.conn(), branch, id)?;
    let viewer = Viewer::of(act.conn(), branch, who)?;
    rules::may_see(found.member, viewer)?;
    Ok(found)
}

#[derive(Deserialize)]
struct Giving {
    #[serde(default)]
    who: String,
    #[serde(default)]
    due_on: String,
}

async fn give(desk: Desk, who: Holding<CoordinateCanvass>, id: Path<RowId>, posted: Posted<Giving>) -> Answer {
    let (id, typed, asking) = (*id, posted.typed(), (*who).clone());
    let answer = desk.act(who.actor(), &posted.once, move |act| given(act, id, &posted.form)).await;
    desk.or_again(answer, typed, move |look, form| Ok(FollowUpPage { form, ..seen(look, &asking, id)? })).await
}

fn given(act: &mut Act<'_>, id: RowId, form: &Giving) -> Result<See, Problem> {
    let body = act.branch();
    let found = store::find(act.conn(), body, id)?;
    rules::is_open(found.done_at, found.withdrawn_at)?;
    let today = branch::find(act.conn(), body)?.date_of(act.at());
    let member = naming::meant(act.conn(), body, &form.who)?.one().map_err(NoFollowUp::NotFound)?;
    let due_on = rules::may_be_due(typed::day(&form.due_on), today)?;
    store::give(act, id, member, due_on)?;
    let found = store::find(act.conn(), body, id)?;
    notices::given(act, &found, member)?;
    let name = members::names(act.conn(), body, &[member])?.remove(&member).unwrap_or_default();
    Ok(see("/canvass/follow-ups").saying(format!("{name} sees to it and is told by mail.")))
}

async fn finish(desk: Desk, who: SignedIn, id: Path<RowId>, posted: Posted<Nothing>) -> Answer {
    let id = *id;
    desk.act(who.actor(), &posted.once, move |act| {
        let found = opened(act, &who, id)?;
        rules::is_open(found.done_at, found.withdrawn_at)?;
        store::finish(act, id, who.account)?;
        let words = format!("{}: done.", found.kind.words());
        Ok(see("/canvass/follow-ups").saying(words).with_undo(format!("{}/doing/undoing", found.path()), "Undo"))
    })
    .await
}

async fn reopen(desk: Desk, who: SignedIn, id: Path<RowId>, posted: Posted<Nothing>) -> Answer {
    let id = *id;
    desk.act(who.actor(), &posted.once, move |act| {
        let found = opened(act, &who, id)?;
        if found.done_at.is_none() {
            return Err(NoFollowUp::NotDone.into());
        }
        store::reopen(act, id)?;
        Ok(see("/canvass/follow-ups").saying("It is open again."))
    })
    .await
}

async fn withdraw(desk: Desk, who: SignedIn, id: Path<RowId>, posted: Posted<Nothing>) -> Answer {
    let id = *id;
    desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let found = store::find(act.conn(), branch, id)?;
        let viewer = Viewer::of(act.conn(), branch, &who)?;
        rules::may_withdraw(found.account, who.account, viewer.is_coordinator)?;
        rules::is_open(found.done_at, found.withdrawn_at)?;
        store::withdraw(act, id)?;
        Ok(see("/canvass/follow-ups").saying("It is taken back: there is nothing to follow up there."))
    })
    .await
}
