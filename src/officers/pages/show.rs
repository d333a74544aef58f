//! The page of one meeting's elections: the places that are up, who stands for each, the reader's own nominations.

use std::collections::HashMap;

use actix_web::web::{self, Path, ServiceConfig};
use chrono::NaiveDate;
use serde::Serialize;

use super::super::{Contest, Elections, Nomination, elections::path, nominating, notices, rules, store};
use crate::{
    accounts::{Holding, Permission, RunBallots, SignedIn},
    db::{ElectionsId, MemberId},
    meetings,
    members::{self, at_head},
    render::{Page, words},
    rulebook::Rulebook,
    web::{Answer, Desk, Look, Nothing, Posted, Problem, Visitor, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/officers/elections/{elections}", web::get().to(show))
        .route("/officers/elections/{elections}/closing", web::post().to(close));
}

/// One meeting's elections.
#[derive(Debug, Serialize)]
pub struct ElectionsPage {
    path: String,
    meeting: String,
    meeting_path: String,
    on: NaiveDate,
    officer: String,
    closes_on: NaiveDate,
    /// The day from which no names are taken any more; none while they are.
    closed_on: Option<NaiveDate>,
    contests: Vec<Places>,
    /// Nominations that name the reader.
    own: Vec<Own>,
    /// Whether the reader runs ballots.
    may_run: bool,
    /// Whether nominations can be closed now, by hand.
    may_close: bool,
}

/// The places of one office, and who stands.
#[derive(Debug, Serialize)]
struct Places {
    title: String,
    seats: i32,
    standing: Vec<Candidate>,
    /// Those who were asked and have not answered, for whoever runs the elections.
    asked: Vec<String>,
    /// "Nobody else stands."; empty where more stand than there are places.
    says: String,
    working: Vec<String>,
    clause: String,
}

#[derive(Debug, Serialize)]
struct Candidate {
    name: String,
    statement: String,
}

#[derive(Debug, Serialize)]
struct Own {
    path: String,
    office: String,
    /// Whether the reader's answer is due.
    waits: bool,
}

impl Page for ElectionsPage {
    const TEMPLATE: &'static str = "officers/show.html";
    fn title(&self) -> String {
        format!("Election of officers: {}", self.meeting)
    }
    fn samples() -> Vec<Self> {
        let on = NaiveDate::default();
        let candidate = |statement: &str| Candidate { name: "Ama Okoro".into(), statement: statement.into() };
        let places = |standing, asked, says: &str| Places {
            title: "Chair".into(),
            seats: 2,
            standing,
            asked,
            says: says.into(),
            working: vec!["1 place is vacant.".into()],
            clause: "rule 3".into(),
        };
        let own = |waits| Own { path: "/officers/nominations/1".into(), office: "Chair".into(), waits };
        let page = |closed_on, contests, own, may_run| ElectionsPage {
            path: "/officers/elections/1".into(),
            meeting: "Annual general meeting".into(),
            meeting_path: "/meetings/1".into(),
            on,
            officer: "Leila Story".into(),
            closes_on: on,
            closed_on,
            contests,
            own,
            may_run,
            may_close: may_run && closed_on.is_none(),
        };
        let full = || vec![places(vec![candidate("Nurse"), candidate("")], vec!["Joe Nowak".into()], "")];
        vec![
            page(None, full(), vec![own(true), own(false)], true),
            page(Some(on), vec![places(vec![], vec![], "Nobody stands.")], vec![], false),
        ]
    }
}

async fn show(desk: Desk, who: SignedIn, elections: Path<ElectionsId>) -> Answer {
    let visitor = who.0.clone();
    desk.page(move |look| page(look, *elections, &visitor)).await
}

fn page(look: &mut Look<'_>, id: ElectionsId, visitor: &Visitor) -> Result<ElectionsPage, Problem> {
    let (branch, today) = (look.branch.clone(), look.today());
    let elections = store::find(look.conn, branch.id, id)?;
    let meeting = meetings::find(look.conn, branch.id, elections.meeting_id)?;
    let contests = store::contests_of(look.conn, branch.id, id)?;
    let nominations = store::nominations_of(look.conn, branch.id, id)?;
    let names = names(look, &elections, &nominations)?;
    let reader = members::of_account(look.conn, branch.id, visitor.account)?.map(|member| member.id);
    let may_run = visitor.may(Permission::RunBallots);
    let closed_on = rules::closed_since(&elections, today);
    let of = |contest: &Contest| nominations.iter().filter(|one| one.contest_id == contest.id).collect::<Vec<_>>();
    let places = |contest: &Contest| places(&branch.rulebook, contest, &of(contest), &names, (may_run, closed_on.is_some()));
    Ok(ElectionsPage {
        path: elections.path(),
        meeting_path: meeting.href(),
        on: meeting.on(&branch),
        meeting: meeting.title,
        officer: names.get(&elections.officer_id).cloned().unwrap_or_default(),
        closes_on: elections.closes_on,
        closed_on,
        own: reader.map(|reader| own(reader, &contests, &nominations)).unwrap_or_default(),
        contests: contests.iter().map(places).collect(),
        may_run,
        may_close: may_run && rules::may_close(&elections, today).is_ok(),
    })
}

fn names(
    look: &mut Look<'_>,
    elections: &Elections,
    nominations: &[Nomination],
) -> diesel::QueryResult<HashMap<MemberId, String>> {
    let mut ids: Vec<MemberId> = nominations.iter().flat_map(Nomination::people).collect();
    ids.push(elections.officer_id);
    members::names(look.conn, look.branch.id, &ids)
}

/// What is shown of one contest; `asked` names those who have not answered to whoever runs the elections alone.
fn places(
    book: &Rulebook,
    contest: &Contest,
    nominations: &[&Nomination],
    names: &HashMap<MemberId, String>,
    (may_run, is_closed): (bool, bool),
) -> Places {
    let called = |one: &Nomination| {
        let people: Vec<&str> = one.people().filter_map(|member| names.get(&member).map(String::as_str)).collect();
        words::names(&people)
    };
    let standing: Vec<&&Nomination> = nominations.iter().filter(|one| one.stands()).collect();
    let asked = nominations.iter().filter(|one| may_run && one.is_live() && !one.stands());
    let mut working: Vec<String> = contest.working.lines().map(str::to_owned).collect();
    working.extend(book.offices.get(&contest.office).map(|rule| format!("The rules say: {}.", rule.in_words())));
    Places {
        title: at_head(&contest.title),
        seats: contest.seats,
        says: rules::says(contest.places(), standing.len(), is_closed),
        standing: standing.iter().map(|one| Candidate { name: called(one), statement: one.statement.clone() }).collect(),
        asked: asked.map(|one| called(one)).collect(),
        working,
        clause: contest.clause.clone(),
    }
}

fn own(reader: MemberId, contests: &[Contest], nominations: &[Nomination]) -> Vec<Own> {
    let named = nominations.iter().filter(|one| one.is_live() && one.names(reader));
    let office =
        |one: &Nomination| contests.iter().find(|contest| contest.id == one.contest_id).map(|contest| at_head(&contest.title));
    named
        .map(|one| Own {
            path: notices::nomination_path(one),
            office: office(one).unwrap_or_default(),
            waits: one.waits_for(reader),
        })
        .collect()
}

async fn close(desk: Desk, who: Holding<RunBallots>, elections: Path<ElectionsId>, posted: Posted<Nothing>) -> Answer {
    let elections = *elections;
    desk.act(who.actor(), &posted.once, move |act| {
        nominating::close(act, elections)?;
        Ok(see(path(elections)).saying("Nominations are closed."))
    })
    .await
}
