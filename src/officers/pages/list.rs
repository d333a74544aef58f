//! Officers of the branch: who holds what since when, what is vacant, and the elections.

use actix_web::web::{self, ServiceConfig};
use chrono::NaiveDate;
use serde::Serialize;

use super::super::{Elections, rules, store};
use crate::{
    accounts::{Permission, SignedIn},
    db::MemberId,
    meetings, members,
    members::{Term, at_head},
    render::{Page, dates, words::plural},
    web::{Answer, Desk, Look, Problem},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/officers", web::get().to(show));
}

/// "Who does what".
#[derive(Debug, Serialize)]
pub struct OfficersPage {
    head: String,
    offices: Vec<Office>,
    elections: Vec<Line>,
    may_run: bool,
}

/// One office with those who hold it.
#[derive(Debug, Serialize)]
struct Office {
    title: String,
    holders: Vec<Holder>,
    /// "2 places are vacant."; empty where none is.
    vacant: String,
    /// What the rulebook says of it, and where.
    rule: String,
    clause: String,
}

#[derive(Debug, Serialize)]
struct Holder {
    name: String,
    from_on: NaiveDate,
    to_on: Option<NaiveDate>,
    is_coming: bool,
}

#[derive(Debug, Serialize)]
struct Line {
    path: String,
    title: String,
    says: String,
}

impl Page for OfficersPage {
    const TEMPLATE: &'static str = "officers/list.html";
    fn title(&self) -> String {
        "Officers of the branch".into()
    }
    fn samples() -> Vec<Self> {
        let on = NaiveDate::default();
        let holder = |to_on, is_coming| Holder { name: "Ama Okoro".into(), from_on: on, to_on, is_coming };
        let office = |holders, vacant: &str| Office {
            title: "Chair".into(),
            holders,
            vacant: vacant.into(),
            rule: "1 place, for 12 months".into(),
            clause: "rule 3".into(),
        };
        let line = Line { path: "/officers/elections/1".into(), title: "AGM".into(), says: "Names are taken.".into() };
        let offices = vec![office(vec![holder(Some(on), false), holder(None, true)], ""), office(vec![], "1 place is vacant.")];
        vec![
            OfficersPage { head: "One place is vacant.".into(), offices, elections: vec![line], may_run: true },
            OfficersPage { head: "Every place is filled.".into(), offices: vec![], elections: vec![], may_run: false },
        ]
    }
}

async fn show(desk: Desk, who: SignedIn) -> Answer {
    let may_run = who.may(Permission::RunBallots);
    desk.page(move |look| {
        let (offices, vacant) = offices(look)?;
        let head = match vacant {
            0 => "Every place is filled".to_owned(),
            vacant => plural(vacant.into(), "place is vacant", "places are vacant"),
        };
        let all = store::all(look.conn, look.branch.id)?;
        let elections = all.iter().map(|one| line(look, one)).collect::<Result<_, Problem>>()?;
        Ok(OfficersPage { head, offices, elections, may_run })
    })
    .await
}

/// Every office of the rulebook in its order, and how many places are vacant.
fn offices(look: &mut Look<'_>) -> Result<(Vec<Office>, u32), Problem> {
    let (today, book) = (look.today(), look.branch.rulebook.clone());
    let terms = members::terms_from(look.conn, look.branch.id, today)?;
    let ids: Vec<MemberId> = terms.iter().map(|term| term.member).collect();
    let names = members::names(look.conn, look.branch.id, &ids)?;
    let mut vacant = 0;
    let mut offices = Vec::new();
    for key in book.offices_in_order() {
        let Some(rule) = book.offices.get(key) else { continue };
        let held: Vec<&Term> = terms.iter().filter(|term| term.office.as_str() == key && !is_withdrawn(term)).collect();
        let now = held.iter().filter(|term| term.covers(today)).count();
        let free = rule.seats.saturating_sub(u32::try_from(now).unwrap_or(u32::MAX));
        vacant += free;
        let holder = |term: &&Term| Holder {
            name: names.get(&term.member).cloned().unwrap_or_default(),
            from_on: term.from_on,
            to_on: term.to_on,
            is_coming: term.from_on > today,
        };
        offices.push(Office {
            title: at_head(&rule.called(key)),
            holders: held.iter().map(holder).collect(),
            vacant: if free == 0 { String::new() } else { plural(free.into(), "place is vacant", "places are vacant") },
            rule: rule.in_words(),
            clause: rule.src.clone(),
        });
    }
    Ok((offices, vacant))
}

/// A term that was taken back before it began.
fn is_withdrawn(term: &Term) -> bool {
    term.to_on.is_some_and(|to| to < term.from_on)
}

fn line(look: &mut Look<'_>, elections: &Elections) -> Result<Line, Problem> {
    let meeting = meetings::find(look.conn, look.branch.id, elections.meeting_id)?;
    let on = dates::day(meeting.on(&look.branch));
    let says = match rules::closed_since(elections, look.today()) {
        None => format!("{on}. Names are taken until {}.", dates::day(elections.closes_on)),
        Some(_) => format!("{on}. Nominations are closed."),
    };
    Ok(Line { path: elections.path(), title: meeting.title, says })
}
