//! Who looked: noting that somebody is shown what the branch knows of a member, and the page where the member reads it.

use std::collections::BTreeSet;

use actix_web::web::{self, ServiceConfig};
use chrono::NaiveDate;
use serde::Serialize;

use super::super::{
    SignedInMember,
    looks::{Looked, Purpose, Shown},
    office::Term,
    store,
};
use crate::{
    accounts::SignedIn,
    branch,
    db::{AccountId, MemberId},
    render::{Page, words},
    web::{Answer, Desk, Look, Problem},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/me/looks", web::get().to(show));
}

/// So many looks are told, the latest first.
const MOST: i64 = 200;

/// "2 people looked at your record."
#[derive(Debug, Serialize)]
pub struct LooksPage {
    head: String,
    looks: Vec<Line>,
}

/// One look, as the member reads it.
#[derive(Debug, Serialize)]
struct Line {
    on: NaiveDate,
    /// "Nadia Okoro, secretary".
    who: String,
    shown: &'static str,
    purpose: &'static str,
}

impl Page for LooksPage {
    const TEMPLATE: &'static str = "me/looks.html";

    fn title(&self) -> String {
        "Who looked at your record".into()
    }

    fn samples() -> Vec<Self> {
        let line = |shown: Shown, purpose: Purpose| Line {
            on: NaiveDate::default(),
            who: "Nadia Okoro, secretary".into(),
            shown: shown.words(),
            purpose: purpose.words(),
        };
        let looks = Purpose::ALL.iter().flat_map(|purpose| Shown::ALL.iter().map(|shown| line(*shown, *purpose))).collect();
        vec![LooksPage { head: head(1), looks }, LooksPage { head: head(0), looks: Vec::new() }]
    }
}

fn head(people: usize) -> String {
    match people {
        0 => "Nobody looked at your record.".to_owned(),
        1 => "1 person looked at your record.".to_owned(),
        _ => format!("{people} people looked at your record."),
    }
}

async fn show(desk: Desk, who: SignedInMember) -> Answer {
    desk.page(move |look| page(look, who.member.id)).await
}

fn page(look: &mut Look<'_>, member: MemberId) -> Result<LooksPage, Problem> {
    let branch = look.branch.id;
    let looks = store::looks(look.conn, branch, member, MOST)?;
    let accounts: BTreeSet<AccountId> = looks.iter().map(|looked| looked.by).collect();
    let accounts: Vec<AccountId> = accounts.into_iter().collect();
    let holders = store::holders(look.conn, branch, &accounts)?;
    let ids: Vec<MemberId> = holders.values().map(|(id, _)| *id).collect();
    let terms = store::terms_of_all(look.conn, branch, &ids)?;
    let line = |looked: Looked| Line {
        on: looked.on,
        who: holders.get(&looked.by).map_or_else(gone, |(id, name)| called(look, name, &terms, (*id, looked.on))),
        shown: looked.shown.words(),
        purpose: looked.purpose.words(),
    };
    Ok(LooksPage { head: head(accounts.len()), looks: looks.into_iter().map(line).collect() })
}

fn gone() -> String {
    "Somebody who is not in the register any more".to_owned()
}

/// The name, with the offices held on the day of the look.
fn called(look: &Look<'_>, name: &str, terms: &[Term], (member, on): (MemberId, NaiveDate)) -> String {
    let held = terms.iter().filter(|term| term.member == member && term.covers(on));
    let offices: Vec<String> = held.map(|term| term.office.called(&look.branch.rulebook)).collect();
    if offices.is_empty() { name.to_owned() } else { format!("{name}, {}", words::names(&offices)) }
}

/// Notes that whoever is signed in is shown this of these members; a look that cannot be noted is not granted.
///
/// # Errors
/// What the database says.
pub async fn note_looks(desk: &Desk, who: &SignedIn, sight: (Shown, Purpose), ids: Vec<MemberId>) -> Result<(), Problem> {
    let (by, (shown, purpose)) = (who.account, sight);
    let (look, ids) = desk
        .look(move |look| {
            let looked = Looked { by, shown, purpose, on: look.today() };
            let unnoted = store::unnoted(look.conn, look.branch.id, looked, &ids)?;
            Ok((looked, unnoted))
        })
        .await?;
    if ids.is_empty() {
        return Ok(());
    }
    desk.deed(who.actor(), move |act| {
        let id = act.branch();
        let on = branch::find(act.conn(), id)?.date_of(act.at());
        Ok(store::note_looks(act, Looked { on, ..look }, &ids)?)
    })
    .await
}
