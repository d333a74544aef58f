//! The page of one meeting's elections: the places that are up, who stands for each, the reader's own nominations.

use std::collections::HashMap;

use actix_web::web::{self, Path, ServiceConfig};
use chrono::NaiveDate;
use serde::Serialize;

use super::{
    super::{
        Contest, Nomination, declaring, drafting,
        elections::path,
        keeping, nominating, notices,
        ordering::{self, Towards},
        reading::Lists,
        rules,
    },
    ballots::Quota,
};
use crate::{
    accounts::{Holding, Permission, RunBallots, SignedIn},
    ballots::{self, State},
    db::{BallotId, ContestId, ElectionsId, MemberId},
    meetings,
    members::{self, at_head},
    render::{Page, words},
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
    /// Whether the lists can go to the vote.
    may_draft: bool,
    /// Whether the drafts can be taken back.
    may_take_back: bool,
    quota: Option<Quota>,
}

/// The places of one office, and who stands.
#[derive(Debug, Serialize)]
struct Places {
    id: ContestId,
    title: String,
    seats: i32,
    standing: Vec<Candidate>,
    /// Those who were asked and have not answered, for whoever runs the elections.
    asked: Vec<String>,
    /// "Nobody else stands."; empty where more stand than there are places.
    says: String,
    working: Vec<String>,
    clause: String,
    ballot: Option<BallotId>,
    /// Where the ballot stands; empty where there is none.
    ballot_says: String,
    /// Those who are passed over, because an earlier office went to them.
    out: Vec<String>,
    /// The places that the count keeps for a group; empty where it keeps none.
    kept: String,
    declared_on: Option<NaiveDate>,
    elected: Vec<Won>,
    may_declare: bool,
    may_undo: bool,
    /// The office before which this one could be filled; empty where the order stands.
    before: String,
}

/// Somebody who was declared elected, with how the end of the term was worked out.
#[derive(Debug, Serialize)]
struct Won {
    name: String,
    ends_on: Option<NaiveDate>,
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
            id: ContestId::random(),
            title: "Chair".into(),
            seats: 2,
            standing,
            asked,
            says: says.into(),
            working: vec!["1 place is vacant.".into()],
            clause: "rule 3".into(),
            ballot: None,
            ballot_says: String::new(),
            out: vec![],
            kept: String::new(),
            declared_on: None,
            elected: vec![],
            may_declare: true,
            may_undo: false,
            before: "Secretary".into(),
        };
        let won =
            |ends_on| Won { name: "Ama Okoro".into(), ends_on, working: vec!["12 months.".into()], clause: "rule 3".into() };
        let voted = |elected| Places {
            ballot: Some(BallotId::random()),
            ballot_says: "The ballot is open.".into(),
            out: vec!["Joe Nowak".into()],
            kept: "This one must fill 1.".into(),
            declared_on: Some(on),
            elected,
            may_declare: false,
            may_undo: true,
            before: String::new(),
            ..places(vec![candidate("")], vec![], "")
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
            may_draft: may_run,
            may_take_back: may_run,
            quota: may_run.then(|| Quota::sample(closed_on.is_none())),
        };
        let full = || vec![places(vec![candidate("Nurse"), candidate("")], vec!["Joe Nowak".into()], "")];
        vec![
            page(None, full(), vec![own(true), own(false)], true),
            page(Some(on), vec![places(vec![], vec![], "Nobody stands.")], vec![], false),
            page(Some(on), vec![voted(vec![won(Some(on)), won(None)]), voted(vec![])], vec![], true),
        ]
    }
}

async fn show(desk: Desk, who: SignedIn, elections: Path<ElectionsId>) -> Answer {
    let visitor = who.0.clone();
    desk.page(move |look| page(look, *elections, &visitor)).await
}

fn page(look: &mut Look<'_>, id: ElectionsId, visitor: &Visitor) -> Result<ElectionsPage, Problem> {
    let (branch, today) = (look.branch.clone(), look.today());
    let lists = Lists::of(look.conn, &branch, id)?;
    let meeting = meetings::find(look.conn, branch.id, lists.elections.meeting_id)?;
    let names = names(look, &lists)?;
    let reader = members::of_account(look.conn, branch.id, visitor.account)?.map(|member| member.id);
    let sight = Sight { may_run: visitor.may(Permission::RunBallots), meeting_on: meeting.on(&branch), today };
    let mut contests = Vec::with_capacity(lists.contests.len());
    for contest in &lists.contests {
        contests.push(places(look, &lists, contest, &names, sight)?);
    }
    let elections = &lists.elections;
    let is_voted = lists.contests.iter().any(|contest| drafting::needs_ballot(&branch, contest, lists.standing(contest).len()));
    Ok(ElectionsPage {
        path: elections.path(),
        meeting_path: meeting.href(),
        on: sight.meeting_on,
        meeting: meeting.title,
        officer: names.get(&elections.officer_id).cloned().unwrap_or_default(),
        closes_on: elections.closes_on,
        closed_on: rules::closed_since(elections, today),
        own: reader.map(|reader| own(reader, &lists.contests, &lists.nominations)).unwrap_or_default(),
        may_run: sight.may_run,
        may_close: sight.may_run && rules::may_close(elections, today).is_ok(),
        may_draft: sight.may_run && is_voted && rules::may_draft(elections, &lists.contests, today).is_ok(),
        may_take_back: sight.may_run && are_drafts(look, &lists)?,
        quota: Quota::of(&branch, &lists),
        contests,
    })
}

/// What the reader may see and do, and when.
#[derive(Clone, Copy)]
struct Sight {
    may_run: bool,
    meeting_on: NaiveDate,
    today: NaiveDate,
}

fn are_drafts(look: &mut Look<'_>, lists: &Lists) -> diesel::QueryResult<bool> {
    let mut all = lists.contests.iter().filter_map(|contest| contest.ballot_id).peekable();
    let any = all.peek().is_some();
    for ballot in all {
        if ballots::find(look.conn, look.branch.id, ballot)?.state != State::Draft {
            return Ok(false);
        }
    }
    Ok(any)
}

fn names(look: &mut Look<'_>, lists: &Lists) -> diesel::QueryResult<HashMap<MemberId, String>> {
    let mut ids: Vec<MemberId> = lists.nominations.iter().flat_map(Nomination::people).collect();
    ids.push(lists.elections.officer_id);
    members::names(look.conn, look.branch.id, &ids)
}

fn called(one: &Nomination, names: &HashMap<MemberId, String>) -> String {
    let people: Vec<&str> = one.people().filter_map(|member| names.get(&member).map(String::as_str)).collect();
    words::names(&people)
}

/// What is shown of one contest; those who have not answered are named to whoever runs the elections alone.
fn places(
    look: &mut Look<'_>,
    lists: &Lists,
    contest: &Contest,
    names: &HashMap<MemberId, String>,
    sight: Sight,
) -> Result<Places, Problem> {
    let branch = look.branch.clone();
    let standing = lists.standing(contest);
    let asked = lists.nominations.iter().filter(|one| one.contest_id == contest.id);
    let asked = asked.filter(|one| sight.may_run && one.is_live() && !one.stands());
    let mut working: Vec<String> = contest.working.lines().map(str::to_owned).collect();
    working.extend(branch.rulebook.offices.get(&contest.office).map(|rule| format!("The rules say: {}.", rule.in_words())));
    let is_closed = rules::closed_since(&lists.elections, sight.today).is_some();
    let (ballot_says, is_decided) = ballot_of(look, contest, standing.len())?;
    let may_declare = rules::may_declare(&lists.elections, contest, lists.next(), sight.meeting_on, sight.today).is_ok();
    let is_next = lists.next().is_some_and(|next| next.id == contest.id);
    Ok(Places {
        id: contest.id,
        title: at_head(&contest.title),
        seats: contest.seats,
        says: rules::says(contest.places(), standing.len(), is_closed),
        standing: standing.iter().map(|one| Candidate { name: called(one, names), statement: one.statement.clone() }).collect(),
        asked: asked.map(|one| called(one, names)).collect(),
        working,
        clause: contest.clause.clone(),
        ballot: contest.ballot_id,
        ballot_says,
        out: lists.out_of(&branch, contest).into_iter().map(|one| called(one, names)).collect(),
        kept: keeping::kept(&branch, lists, contest)
            .filter(|_| is_next || contest.declared_on.is_some())
            .map(|kept| kept.working)
            .unwrap_or_default(),
        declared_on: contest.declared_on,
        elected: won(look, lists, contest, names),
        may_declare: sight.may_run && may_declare && is_decided,
        may_undo: sight.may_run && rules::may_undo(contest, lists.latest()).is_ok(),
        before: match ordering::neighbour(&lists.contests, contest.id, Towards::Earlier) {
            Some(before) if sight.may_run && rules::may_change(contest).and(rules::may_change(before)).is_ok() => {
                at_head(&before.title)
            }
            _ => String::new(),
        },
    })
}

/// Where the ballot of a contest stands, and whether it is decided; a contest that needs none is.
fn ballot_of(look: &mut Look<'_>, contest: &Contest, standing: usize) -> diesel::QueryResult<(String, bool)> {
    let Some(ballot) = contest.ballot_id else {
        return Ok((String::new(), !drafting::needs_ballot(&look.branch, contest, standing)));
    };
    let ballot = ballots::find(look.conn, look.branch.id, ballot)?;
    let verdict = ballots::verdict(look.conn, &ballot)?;
    let says = match ballot.state {
        State::Draft => "The ballot is drafted and not open yet.".to_owned(),
        State::Open => "The ballot is open.".to_owned(),
        State::Closed => verdict.clone().unwrap_or_else(|| "The ballot is closed and a lot is to be drawn.".to_owned()),
    };
    Ok((says, verdict.is_some()))
}

fn won(look: &Look<'_>, lists: &Lists, contest: &Contest, names: &HashMap<MemberId, String>) -> Vec<Won> {
    let elected = lists.elected.iter().filter(|one| one.contest_id == contest.id);
    let won = elected.map(|one| {
        let term = declaring::term_of(&look.branch, contest, one.elected_on);
        let name = names.get(&one.member_id).cloned().unwrap_or_default();
        Won { name, ends_on: one.ends_on, working: term.working, clause: term.clause }
    });
    won.collect()
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
