//! Officers of the branch: who holds what since when, what is vacant, and the elections.

use std::collections::HashMap;

use actix_web::web::{self, ServiceConfig};
use chrono::NaiveDate;
use serde::Serialize;

use super::super::{Contest, Elections, declaring, elected::Elected, leaving, rules, store, vacancy::Vacancy};
use crate::{
    accounts::{Permission, SignedIn},
    db::{MemberId, RowId},
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
    /// Whether the reader looks after the branch, and so notes who leaves and who acts.
    may_manage: bool,
}

/// One office with those who hold it.
#[derive(Debug, Serialize)]
struct Office {
    title: String,
    holders: Vec<Holder>,
    /// "2 places are vacant."; empty where none is.
    vacant: String,
    /// Who left it before the term was over.
    vacancies: Vec<Left>,
    /// What the rulebook says of it, and where.
    rule: String,
    clause: String,
}

#[derive(Debug, Serialize)]
struct Holder {
    term: RowId,
    name: String,
    is_acting: bool,
    from_on: NaiveDate,
    to_on: Option<NaiveDate>,
    is_coming: bool,
    /// How the end of the term was worked out, for those who were elected here.
    working: Vec<String>,
    clause: String,
}

#[derive(Debug, Serialize)]
struct Left {
    id: RowId,
    /// "Ama Okoro has resigned."
    says: String,
    from_on: NaiveDate,
    /// The last day of the rest of the term, where it is known.
    ends_on: Option<NaiveDate>,
    /// Whether somebody acts until the election.
    is_acted_in: bool,
    /// What can still be taken back: that the office fell vacant, and that somebody was put into it.
    may_undo: bool,
    may_undo_acting: bool,
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
        let holder = |to_on, is_coming| Holder {
            term: RowId::random(),
            is_acting: is_coming,
            name: "Ama Okoro".into(),
            from_on: on,
            to_on,
            is_coming,
            working: if is_coming { vec!["Elected for 12 months.".into()] } else { vec![] },
            clause: "rule 3".into(),
        };
        let left = |ends_on, is_acted_in| Left {
            id: RowId::random(),
            says: "Ama Okoro has resigned.".into(),
            from_on: on,
            ends_on,
            is_acted_in,
            may_undo: is_acted_in,
            may_undo_acting: is_acted_in,
        };
        let office = |holders, vacant: &str| Office {
            title: "Chair".into(),
            holders,
            vacant: vacant.into(),
            vacancies: vec![left(Some(on), true), left(None, false)],
            rule: "1 place, for 12 months".into(),
            clause: "rule 3".into(),
        };
        let line = Line { path: "/officers/elections/1".into(), title: "AGM".into(), says: "Names are taken.".into() };
        let offices = vec![office(vec![holder(Some(on), false), holder(None, true)], ""), office(vec![], "1 place is vacant.")];
        vec![
            OfficersPage {
                head: "One place is vacant.".into(),
                offices,
                elections: vec![line],
                may_run: true,
                may_manage: true,
            },
            OfficersPage {
                head: "Every place is filled.".into(),
                offices: vec![],
                elections: vec![],
                may_run: false,
                may_manage: false,
            },
        ]
    }
}

async fn show(desk: Desk, who: SignedIn) -> Answer {
    let (may_run, may_manage) = (who.may(Permission::RunBallots), who.may(Permission::ManageBranch));
    desk.page(move |look| {
        let (offices, vacant) = offices(look)?;
        let head = match vacant {
            0 => "Every place is filled".to_owned(),
            vacant => plural(vacant.into(), "place is vacant", "places are vacant"),
        };
        let all = store::all(look.conn, look.branch.id)?;
        let elections = all.iter().map(|one| line(look, one)).collect::<Result<_, Problem>>()?;
        Ok(OfficersPage { head, offices, elections, may_run, may_manage })
    })
    .await
}

/// Every office of the rulebook in its order, and how many places are vacant.
fn offices(look: &mut Look<'_>) -> Result<(Vec<Office>, u32), Problem> {
    let (today, book) = (look.today(), look.branch.rulebook.clone());
    let terms = members::terms_from(look.conn, look.branch.id, today)?;
    let vacancies = leaving::open(look.conn, &look.branch.clone(), today)?;
    let acting = store::all_acting(look.conn, look.branch.id)?;
    let ids: Vec<MemberId> =
        terms.iter().map(|term| term.member).chain(vacancies.iter().map(|vacancy| vacancy.member_id)).collect();
    let names = members::names(look.conn, look.branch.id, &ids)?;
    let ids: Vec<RowId> = terms.iter().map(|term| term.id).collect();
    let elected = store::elected_to(look.conn, look.branch.id, &ids)?;
    let mut vacant = 0;
    let mut offices = Vec::new();
    for key in book.offices_in_order() {
        let Some(rule) = book.offices.get(key) else { continue };
        let held: Vec<&Term> =
            terms.iter().filter(|term| term.office.as_str() == key && !leaving::is_withdrawn(term)).collect();
        let now = held.iter().filter(|term| term.covers(today)).count();
        let free = rule.seats.saturating_sub(u32::try_from(now).unwrap_or(u32::MAX));
        vacant += free;
        let holder = |term: &&Term| {
            let (working, clause) = working(look, term, &elected);
            Holder {
                term: term.id,
                is_acting: acting.contains(&term.id),
                name: names.get(&term.member).cloned().unwrap_or_default(),
                from_on: term.from_on,
                to_on: term.to_on,
                is_coming: term.from_on > today,
                working,
                clause,
            }
        };
        let holders: Vec<Holder> = held.iter().map(holder).collect();
        let is_acted_in = held.iter().any(|term| acting.contains(&term.id));
        let vacated = vacancies.iter().filter(|vacancy| vacancy.office == key);
        let vacated = vacated.map(|vacancy| left(look, vacancy, &names, is_acted_in)).collect::<Result<_, Problem>>()?;
        offices.push(Office {
            title: at_head(&rule.called(key)),
            holders,
            vacancies: vacated,
            vacant: if free == 0 { String::new() } else { plural(free.into(), "place is vacant", "places are vacant") },
            rule: rule.in_words(),
            clause: rule.src.clone(),
        });
    }
    Ok((offices, vacant))
}

fn left(look: &mut Look<'_>, vacancy: &Vacancy, names: &HashMap<MemberId, String>, is_acted_in: bool) -> Result<Left, Problem> {
    let (branch, today) = (look.branch.clone(), look.today());
    let since = leaving::since(look.conn, &branch, vacancy, today)?;
    let term = members::find_term(look.conn, branch.id, vacancy.term_id)?;
    let name = names.get(&vacancy.member_id).cloned().unwrap_or_default();
    Ok(Left {
        id: vacancy.id,
        says: format!("{name} {}.", vacancy.because.in_words()),
        from_on: vacancy.from_on,
        ends_on: vacancy.ends_on,
        is_acted_in,
        may_undo: rules::may_undo_leaving(vacancy, &term, &since).is_ok(),
        may_undo_acting: rules::may_undo_acting(&since).is_ok(),
    })
}

/// How the end of a term was worked out, and the clause; nothing for a term that came of no election here.
fn working(look: &Look<'_>, term: &Term, elected: &[(Elected, Contest)]) -> (Vec<String>, String) {
    match elected.iter().find(|(elected, _)| elected.term_id == term.id) {
        Some((elected, contest)) => {
            let answer = declaring::term_of(&look.branch, contest, elected.elected_on);
            (answer.working, answer.clause)
        }
        None => (Vec::new(), String::new()),
    }
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
