//! The requisitions of the branch, and asking for a special meeting.

use actix_web::web::{self, ServiceConfig};
use serde::{Deserialize, Serialize};

use super::super::{
    count::count,
    deeds,
    requisition::{Requisition, Signers},
    store,
};
use crate::{
    accounts::SignedIn,
    members::{self, SignedInMember},
    render::Page,
    web::{Answer, Desk, Filled, Look, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/requisitions", web::get().to(list)).route("/requisitions", web::post().to(begin));
}

/// "Members can have a special meeting called."
#[derive(Debug, Serialize)]
pub struct ListPage {
    lines: Vec<Requisition>,
    rule: Option<Rule>,
    /// Why there can be none; empty where there can.
    not_here: String,
    is_member: bool,
    form: Filled,
}

/// What it takes.
#[derive(Debug, Serialize)]
struct Rule {
    needed: u32,
    of_bodies: bool,
    working: Vec<String>,
    clause: String,
}

impl Page for ListPage {
    const TEMPLATE: &'static str = "meetings/requisitions/list.html";
    fn title(&self) -> String {
        "Ask for a special meeting".into()
    }
    fn samples() -> Vec<Self> {
        let rule = |of_bodies| Rule {
            needed: 25,
            of_bodies,
            working: vec!["5% of 486 entitled members is 24.3, rounded up to 25.".into()],
            clause: "Constitution, special meetings".into(),
        };
        let page = |rule, lines| ListPage { lines, rule, not_here: String::new(), is_member: true, form: Filled::default() };
        let stages = ["begun", "reached", "called"].map(super::show::sample_requisition).to_vec();
        vec![
            page(Some(rule(false)), stages),
            page(Some(rule(true)), Vec::new()),
            ListPage { not_here: "The rulebook does not say how many.".into(), is_member: false, ..page(None, Vec::new()) },
        ]
    }
}

async fn list(desk: Desk, who: SignedIn) -> Answer {
    let account = who.account;
    desk.page(move |look| {
        let is_member = members::of_account(look.conn, look.branch.id, account)?.is_some();
        Ok(ListPage { is_member, ..ListPage::of(look, Filled::default())? })
    })
    .await
}

impl ListPage {
    fn of(look: &mut Look<'_>, form: Filled) -> Result<Self, Problem> {
        let (branch, today) = (look.branch.clone(), look.today());
        let (rule, not_here) = match count(look.conn, &branch, &[], today) {
            Ok(count) => {
                let of_bodies = matches!(count.signers, Signers::Bodies(_));
                let (working, clause) = (count.needed.working, count.needed.clause);
                (Some(Rule { needed: count.needed.value, of_bodies, working, clause }), String::new())
            }
            Err(Problem::Refused { words, .. }) => (None, words),
            Err(other) => return Err(other),
        };
        let lines = store::list(look.conn, branch.id)?;
        Ok(Self { lines, rule, not_here, is_member: true, form })
    }
}

#[derive(Deserialize)]
struct Asking {
    #[serde(default)]
    purpose: String,
}

async fn begin(desk: Desk, who: SignedInMember, posted: Posted<Asking>) -> Answer {
    let (typed, form, member) = (posted.typed(), posted.form, who.member.id);
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let requisition = deeds::begin(act, member, &form.purpose)?;
        Ok(see(requisition.href()).saying("It is written down. Now others can sign: send them the address of this page."))
    });
    desk.or_again(answer.await, typed, ListPage::of).await
}
