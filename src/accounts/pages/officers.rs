//! Where each officer stands with the second step, and letting one who lost it set it up anew: one officer proposes that, another
//! confirms it.

use actix_web::{
    middleware::from_fn,
    web::{self, Path, ServiceConfig},
};
use serde::{Deserialize, Serialize};

use super::super::{
    AnyOffice,
    notices::{self, Told},
    rules::{self, NoReset},
    store::{self, Officer, Reset},
    trial, weighty,
};
use crate::{
    audit::Act,
    clock::Clock,
    db::{AccountId, Instant, ResetId},
    render::Page,
    web::{Answer, Desk, Nothing, Posted, Problem, see},
};

const PAGE: &str = "/second-steps";

pub fn routes(to: &mut ServiceConfig) {
    to.route("/second-steps", web::get().to(list))
        .route("/second-steps/resets", web::post().to(propose).wrap(from_fn(weighty::weighty)))
        .route("/second-steps/resets/{reset}/confirmation", web::post().to(confirm).wrap(from_fn(weighty::weighty)))
        .route("/second-steps/resets/{reset}/stop", web::post().to(stop));
}

/// An officer's line.
#[derive(Debug, Serialize)]
pub struct Line {
    account: AccountId,
    name: String,
    offices: Vec<String>,
    set_up_at: Option<Instant>,
    is_me: bool,
    reset: Option<Pending>,
}

/// A proposal that waits.
#[derive(Debug, Serialize)]
struct Pending {
    id: ResetId,
    by: String,
    at: Instant,
    may_confirm: bool,
}

/// "The officers' second steps".
#[derive(Debug, Serialize)]
pub struct OfficersPage {
    lines: Vec<Line>,
    lacking: usize,
}

impl OfficersPage {
    fn of(lines: Vec<Line>) -> Self {
        Self { lacking: lines.iter().filter(|line| line.set_up_at.is_none()).count(), lines }
    }
}

impl Page for OfficersPage {
    const TEMPLATE: &'static str = "accounts/officers.html";
    fn title(&self) -> String {
        "The officers’ second steps".into()
    }
    fn samples() -> Vec<Self> {
        let now = Instant::from(Clock::of_the_machine().now());
        let line = |name: &str, office: &str| Line {
            account: AccountId::fresh(),
            name: name.into(),
            offices: vec![office.into()],
            set_up_at: Some(now),
            is_me: false,
            reset: None,
        };
        let pending = |may_confirm| Some(Pending { id: ResetId::fresh(), by: "Tom Ashworth".into(), at: now, may_confirm });
        vec![OfficersPage::of(vec![
            Line { is_me: true, ..line("Nadia Rahman", "secretary") },
            Line { set_up_at: None, ..line("Ama Mensah", "treasurer") },
            Line { reset: pending(true), ..line("Petra Novak", "membership secretary") },
            Line { reset: pending(false), ..line("Joe Flynn", "chair") },
            line("Tom Ashworth", "canvass coordinator"),
        ])]
    }
}

async fn list(desk: Desk, who: AnyOffice) -> Answer {
    let me = who.account;
    desk.page(move |look| {
        let officers = store::officers(look.conn, look.branch.id, look.today())?;
        let resets = store::pending_resets(look.conn, look.branch.id)?;
        let lines = officers.iter().map(|officer| line_of(officer, &officers, &resets, me, look.now)).collect();
        Ok(OfficersPage::of(lines))
    })
    .await
}

fn line_of(officer: &Officer, all: &[Officer], resets: &[Reset], me: AccountId, now: Instant) -> Line {
    let called = |account| all.iter().find(|each| each.account == account).map_or("An officer", |each| &each.called);
    let reset = resets.iter().find(|reset| reset.account_id == officer.account).map(|reset| Pending {
        id: reset.id,
        by: called(reset.proposed_by).to_owned(),
        at: reset.proposed_at,
        may_confirm: rules::may_confirm_reset(reset.proposed(), me, now.0).is_ok(),
    });
    Line {
        account: officer.account,
        name: officer.called.clone(),
        offices: officer.offices.iter().map(|office| office.replace('-', " ")).collect(),
        set_up_at: officer.set_up_at,
        is_me: officer.account == me,
        reset,
    }
}

#[derive(Deserialize)]
struct Proposal {
    account: AccountId,
}

async fn propose(desk: Desk, who: AnyOffice, posted: Posted<Proposal>) -> Answer {
    let (of, by, called) = (posted.form.account, who.account, who.called.clone());
    desk.act(who.actor(), &posted.once, move |act| {
        rules::may_propose_reset(of, by)?;
        let account = store::find(act.conn(), of)?;
        if account.branch_id != act.branch() {
            return Err(Problem::NotFound);
        }
        store::second_step(act.conn(), of)?.ok_or(NoReset::NothingSetUp)?;
        store::propose_reset(act, of, by)?;
        notices::told(act, of, &Told::ResetProposed { by: called })?;
        Ok(see(PAGE)
            .saying(format!("Proposed. Another officer confirms it, once {} has asked for it in person.", account.called)))
    })
    .await
}

async fn confirm(desk: Desk, who: AnyOffice, reset: Path<ResetId>, posted: Posted<Nothing>) -> Answer {
    let by = who.account;
    desk.act(who.actor(), &posted.once, move |act| {
        let reset = pending(act, *reset)?;
        rules::may_confirm_reset(reset.proposed(), by, act.at().0)?;
        store::settle_reset(act, &reset, by)?;
        trial::begin_anew(act, reset.account_id)?;
        Ok(see(PAGE).saying("Done. The second step is set up anew at the next sign-in."))
    })
    .await
}

async fn stop(desk: Desk, who: AnyOffice, reset: Path<ResetId>, posted: Posted<Nothing>) -> Answer {
    let by = who.account;
    desk.act(who.actor(), &posted.once, move |act| {
        let reset = pending(act, *reset)?;
        store::settle_reset(act, &reset, by)?;
        store::note_stopped(act, &reset);
        Ok(see(PAGE).saying("The proposal is stopped. Nothing has changed."))
    })
    .await
}

fn pending(act: &mut Act<'_>, reset: ResetId) -> Result<Reset, Problem> {
    let branch = act.branch();
    let reset = store::find_reset(act.conn(), branch, reset)?;
    if reset.settled_at.is_some() { Err(NoReset::Settled.into()) } else { Ok(reset) }
}
