//! Asking that somebody is forgotten, confirming it with a second pair of eyes, and stopping it.

use actix_web::{
    middleware::from_fn,
    web::{self, Path, ServiceConfig},
};
use chrono::NaiveDate;
use serde::Serialize;

use super::super::{
    erasure::{Erasure, Ground, Hold},
    rules, store,
};
use crate::{
    accounts::{self, Holding, ManageMembers, SignedIn},
    branch,
    db::{MemberId, RowId},
    members::{self, SignedInMember},
    render::Page,
    web::{Answer, Desk, Look, Nothing, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/privacy/erasures", web::get().to(list))
        .route("/privacy/erasures/{erasure}/confirmation", web::post().to(confirm).wrap(from_fn(accounts::weighty)))
        .route("/privacy/erasures/{erasure}/stop", web::post().to(stop))
        .route("/me/erasure", web::get().to(show_own))
        .route("/me/erasure", web::post().to(ask))
        .route("/members/{member}/erasure", web::get().to(show))
        .route("/members/{member}/erasure", web::post().to(ask_for).wrap(from_fn(accounts::weighty)));
}

/// What stands in the way of forgetting one person, and the button that asks for it.
#[derive(Debug, Serialize)]
pub struct ErasurePage {
    /// Where the button leads: "/me/erasure".
    at: String,
    name: String,
    is_own: bool,
    is_member: bool,
    holds: Vec<Hold>,
    /// One that is proposed and not done.
    open: Option<Erasure>,
    is_erased: bool,
}

impl Page for ErasurePage {
    const TEMPLATE: &'static str = "privacy/erasure.html";

    fn title(&self) -> String {
        "Erasing what is known".into()
    }

    fn samples() -> Vec<Self> {
        let hold = || Hold { says: "on the roll of the ballot Chair".into(), until: "until it is counted" };
        let page = |is_own, is_member, holds, open, is_erased| ErasurePage {
            at: "/me/erasure".into(),
            name: "Łucja Khan".into(),
            is_own,
            is_member,
            holds,
            open,
            is_erased,
        };
        vec![
            page(true, true, Vec::new(), None, false),
            page(true, false, vec![hold()], None, false),
            page(false, false, Vec::new(), Some(sample()), false),
            page(false, false, Vec::new(), None, false),
            page(false, false, Vec::new(), None, true),
        ]
    }
}

fn sample() -> Erasure {
    let day = NaiveDate::default();
    Erasure {
        id: RowId::fresh(),
        member_id: MemberId::fresh(),
        ground: Ground::Asked,
        proposed_on: day,
        proposed_by: None,
        confirmed_on: Some(day),
        erase_on: Some(day),
        stopped_on: None,
        erased_on: None,
    }
}

async fn show_own(desk: Desk, who: SignedInMember) -> Answer {
    desk.page(move |look| page(look, who.member.id, "/me/erasure".to_owned(), true)).await
}

async fn show(desk: Desk, _: Holding<ManageMembers>, id: Path<MemberId>) -> Answer {
    desk.page(move |look| page(look, *id, format!("/members/{}/erasure", *id), false)).await
}

fn page(look: &mut Look<'_>, member: MemberId, at: String, is_own: bool) -> Result<ErasurePage, Problem> {
    let today = look.today();
    let person = store::standing(look.conn, &look.branch, member, today)?;
    Ok(ErasurePage {
        at,
        name: person.name,
        is_own,
        is_member: person.is_member,
        holds: person.holds,
        is_erased: person.earlier.iter().any(|erasure| erasure.erased_on.is_some()),
        open: person.earlier.into_iter().find(Erasure::is_open),
    })
}

async fn ask(desk: Desk, who: SignedInMember, posted: Posted<Nothing>) -> Answer {
    let member = who.member.id;
    propose(desk, who.actor(), posted, member, "/me/erasure".to_owned()).await
}

async fn ask_for(desk: Desk, who: Holding<ManageMembers>, id: Path<MemberId>, posted: Posted<Nothing>) -> Answer {
    propose(desk, who.actor(), posted, *id, format!("/members/{}/erasure", *id)).await
}

async fn propose(desk: Desk, actor: crate::audit::Actor, posted: Posted<Nothing>, member: MemberId, at: String) -> Answer {
    desk.act(actor, &posted.once, move |act| {
        let branch = act.branch();
        let branch = branch::find(act.conn(), branch)?;
        let today = branch.date_of(act.at());
        let person = store::standing(act.conn(), &branch, member, today)?;
        rules::may_propose(&person)?;
        store::propose(act, member, Ground::Asked, today)?;
        Ok(see(at).saying("That is asked for. A second person confirms it."))
    })
    .await
}

/// "2 people are to be forgotten."
#[derive(Debug, Serialize)]
pub struct ErasuresPage {
    lines: Vec<Line>,
}

/// One erasure with whom it is about.
#[derive(Debug, Serialize)]
struct Line {
    name: String,
    erasure: Erasure,
}

impl Page for ErasuresPage {
    const TEMPLATE: &'static str = "privacy/erasures.html";

    fn title(&self) -> String {
        "To be erased".into()
    }

    fn samples() -> Vec<Self> {
        let line = |erasure| Line { name: "Łucja Khan".into(), erasure };
        let proposed = || Erasure { confirmed_on: None, erase_on: None, ground: Ground::Left, ..sample() };
        vec![ErasuresPage { lines: vec![line(sample()), line(proposed())] }, ErasuresPage { lines: Vec::new() }]
    }
}

async fn list(desk: Desk, who: SignedIn) -> Answer {
    who.may_be_the_second()?;
    desk.page(|look| {
        let open = store::open(look.conn, look.branch.id)?;
        let ids: Vec<MemberId> = open.iter().map(|erasure| erasure.member_id).collect();
        let names = members::names(look.conn, look.branch.id, &ids)?;
        let line = |erasure: Erasure| Line { name: names.get(&erasure.member_id).cloned().unwrap_or_default(), erasure };
        Ok(ErasuresPage { lines: open.into_iter().map(line).collect() })
    })
    .await
}

async fn confirm(desk: Desk, who: SignedIn, id: Path<RowId>, posted: Posted<Nothing>) -> Answer {
    who.may_be_the_second()?;
    let (id, by) = (*id, who.account);
    desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let branch = branch::find(act.conn(), branch)?;
        let today = branch.date_of(act.at());
        let erasure = store::find(act.conn(), branch.id, id)?;
        let erase_on = rules::confirmed(&erasure, by, today)?;
        rules::may_erase(&store::standing(act.conn(), &branch, erasure.member_id, today)?)?;
        store::confirm(act, &erasure, (today, erase_on))?;
        let undo = format!("/privacy/erasures/{id}/stop");
        Ok(see("/privacy/erasures").saying("That is confirmed. Until its day it can be stopped.").with_undo(undo, "Stop it"))
    })
    .await
}

async fn stop(desk: Desk, who: SignedIn, id: Path<RowId>, posted: Posted<Nothing>) -> Answer {
    who.may_be_the_second()?;
    let id = *id;
    desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let branch = branch::find(act.conn(), branch)?;
        let today = branch.date_of(act.at());
        let erasure = store::find(act.conn(), branch.id, id)?;
        if !erasure.is_open() {
            return Err(rules::NotErased::NotOpen.into());
        }
        store::stop(act, &erasure, today, "by an officer")?;
        Ok(see("/privacy/erasures").saying("That is stopped. Everything stays as it was."))
    })
    .await
}
