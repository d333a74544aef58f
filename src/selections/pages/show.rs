//! The page of one selection: its days, its candidates, its ballot.

use actix_web::web::{self, Path, ServiceConfig};
use chrono::NaiveDate;
use serde::Serialize;

use super::{
    super::{
        Selection, applying,
        complaints::{self, Hearing},
        declaring,
        drafting::{self, frozen_on},
        hustings,
        messages::{self, Access},
        rules, store, timetable,
    },
    list::stands,
    lists::words_of,
    reopen::KeptPlaces,
};
use crate::{
    accounts::SignedIn,
    ballots::{self, Ballot, State},
    db::{BallotId, MemberId, RowId, SelectionId},
    members::{self, at_head},
    render::{
        Page,
        dates::short_day,
        ruler::{Mark, MarkKind},
    },
    rulebook::{Plan, Step},
    web::{Answer, Desk, Faults, Filled, Look, Problem, Visitor},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/selections/{selection}", web::get().to(show));
}

/// One selection.
#[derive(Debug, Serialize)]
pub struct SelectionPage {
    path: String,
    office: String,
    ward: String,
    says: String,
    officer: String,
    marks: Vec<Mark>,
    today: NaiveDate,
    candidates: Vec<Standing>,
    /// The day from which everybody sees who stands, where that has not come and the reader is not among those who see them.
    names_from: Option<NaiveDate>,
    /// Whether the reader may apply, and has applied.
    applying: Applying,
    /// What was decided about the lists.
    settled: Vec<String>,
    /// Places that the rules keep for a group.
    kept: Option<KeptPlaces>,
    /// Whether wards and affiliates nominate here.
    has_nominations: bool,
    /// How many have applied, for those who run the selection.
    applications: Option<usize>,
    ballot: Option<BallotId>,
    /// Whether that ballot can still be taken back.
    is_draft: bool,
    /// The day on which it was declared who is chosen.
    declared_on: Option<NaiveDate>,
    /// Whether the reader may declare it now, and whether nobody is asked then.
    may_declare: bool,
    unopposed: bool,
    /// Whether there is something to choose, so that the names can be put to the members.
    may_put: bool,
    may_run: bool,
    hearing: Hearing,
    access: Access,
    hustings_called: bool,
    form: Filled,
}

/// The reader's own application.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Applying {
    No,
    Open,
    HandedIn,
}

#[derive(Debug, Serialize)]
struct Standing {
    id: RowId,
    name: String,
    statement: String,
    is_chosen: bool,
    /// Where her picture is.
    picture: Option<String>,
}

impl Page for SelectionPage {
    const TEMPLATE: &'static str = "selections/show.html";
    fn title(&self) -> String {
        self.office.clone()
    }
    fn samples() -> Vec<Self> {
        let on = NaiveDate::default();
        let standing = |statement: &str| Standing {
            id: RowId::random(),
            name: "Ama Okoro".into(),
            statement: statement.into(),
            is_chosen: !statement.is_empty(),
            picture: (!statement.is_empty()).then(|| "/portraits/1".to_owned()),
        };
        let page = |ballot: Option<BallotId>, candidates, may_run: bool| SelectionPage {
            path: "/selections/1".into(),
            office: "Candidate".into(),
            ward: "Millbank".into(),
            says: "The ballot is open.".into(),
            officer: "Joe Nowak".into(),
            marks: vec![Mark { on, when: "1 Jan".into(), words: "Called".into(), kind: MarkKind::Plain }],
            today: on,
            candidates,
            names_from: None,
            applying: Applying::No,
            settled: if may_run { vec![] } else { vec!["The shortlist was settled.".into()] },
            kept: may_run.then(|| KeptPlaces { may_reopen: true, ..kept_places() }),
            has_nominations: may_run,
            applications: may_run.then_some(2),
            is_draft: ballot.is_some(),
            declared_on: (!may_run).then_some(on),
            may_declare: may_run,
            unopposed: ballot.is_none(),
            may_put: ballot.is_none(),
            ballot,
            may_run,
            hustings_called: !may_run,
            access: Access { each: Some(2), words: 400, clause: "rule 7".into(), stands: !may_run, all: may_run.then_some(1) },
            hearing: Hearing {
                until: Some(on),
                is_over: !may_run,
                own: usize::from(may_run),
                all: may_run.then_some(1),
                open: usize::from(may_run),
            },
            form: Filled::default(),
        };
        let wrong = Filled::default().but(Faults::at("member", "Nobody has this number."));
        vec![
            page(None, vec![standing("Nurse"), standing("")], true),
            page(Some(BallotId::random()), vec![standing("")], true),
            SelectionPage {
                ward: String::new(),
                kept: Some(KeptPlaces { is_met: true, ..kept_places() }),
                ..page(None, vec![], false)
            },
            SelectionPage { kept: Some(KeptPlaces { open_until: Some(on), ..kept_places() }), ..page(None, vec![], true) },
            SelectionPage { declared_on: Some(on), may_declare: false, ..page(None, vec![standing("")], true) },
            SelectionPage { names_from: Some(on), applying: Applying::Open, ..page(None, vec![], false) },
            SelectionPage { applying: Applying::HandedIn, applications: Some(0), ..page(None, vec![], true) },
            SelectionPage { form: wrong, hearing: Hearing::default(), access: Access::default(), ..page(None, vec![], true) },
        ]
    }
}

fn kept_places() -> KeptPlaces {
    let working = vec!["1 of 2 places are for women; 0 declared themselves so.".to_owned()];
    KeptPlaces { group: "women".into(), working, clause: "rule 5".into(), ..KeptPlaces::default() }
}

async fn show(desk: Desk, who: SignedIn, selection: Path<SelectionId>) -> Answer {
    desk.page(move |look| selection_page(look, *selection, &who.0, Filled::default())).await
}

/// The page, with what was typed into its form.
pub fn selection_page(
    look: &mut Look<'_>,
    selection: SelectionId,
    visitor: &Visitor,
    form: Filled,
) -> Result<SelectionPage, Problem> {
    let selection = store::find(look.conn, look.branch.id, selection)?;
    let plan = timetable::plan_of(look.conn, &look.branch, &selection)?;
    let may_run = applying::runs(look, selection.id, visitor);
    let hidden = rules::may_take(&plan, look.today()).is_err() && selection.ballot_id.is_none() && !may_run;
    let names_from = rules::applications_close(&plan).filter(|_| hidden).and_then(|last| last.succ_opt());
    let mut named = store::candidates_of(look.conn, look.branch.id, selection.id)?;
    named.retain(|_| !hidden);
    let mut ids: Vec<MemberId> = named.iter().map(|candidate| candidate.member_id).collect();
    ids.push(selection.officer_id);
    let names = members::names(look.conn, look.branch.id, &ids)?;
    let ballot = selection.ballot_id.map(|ballot| ballots::find(look.conn, look.branch.id, ballot)).transpose()?;
    let may_put = rules::may_vote_on(&selection, &named, drafting::terms(&look.branch).reopening).is_ok();
    let today = look.today();
    let way = if may_run { declaring::way(look.conn, &look.branch, &selection, today).ok() } else { None };
    let called = |member: &MemberId| names.get(member).cloned().unwrap_or_default();
    Ok(SelectionPage {
        path: selection.path(),
        says: stands(look, &selection)?,
        officer: called(&selection.officer_id),
        marks: marks(look, &selection, ballot.as_ref())?,
        today: look.today(),
        names_from,
        hustings_called: hustings::is_called(look.conn, look.branch.id, selection.id)?,
        access: messages::access(look, &selection, visitor)?,
        hearing: complaints::hearing(look, &selection, &plan, visitor)?,
        applying: own_application(look, &selection, &plan, visitor)?,
        settled: settled(look, &selection)?,
        kept: KeptPlaces::of(look, &selection, &plan, &named)?,
        has_nominations: rules::nominations::closing(&plan).is_some(),
        applications: match may_run {
            true => Some(store::applications_of(look.conn, look.branch.id, selection.id)?.len()),
            false => None,
        },
        candidates: named
            .into_iter()
            .map(|candidate| Standing {
                id: candidate.id,
                name: called(&candidate.member_id),
                is_chosen: candidate.chosen_as.is_some(),
                picture: candidate.portrait_id.map(ballots::portrait_address),
                statement: candidate.statement,
            })
            .collect(),
        declared_on: selection.declared_on,
        may_declare: way.is_some(),
        unopposed: selection.ballot_id.is_none(),
        ballot: selection.ballot_id,
        may_put,
        is_draft: ballot.as_ref().is_some_and(|ballot| ballot.state == State::Draft),
        may_run,
        form,
        office: selection.office,
        ward: selection.ward,
    })
}

/// Which lists are settled, by whom, and why they lack what the rules ask for, where they do.
fn settled(look: &mut Look<'_>, selection: &Selection) -> diesel::QueryResult<Vec<String>> {
    let settled = store::settled_of(look.conn, look.branch.id, selection.id)?;
    let told = settled.iter().map(|one| match one.except_because.as_str() {
        "" => words_of(one),
        because => format!("{} It does not have all that the rules ask for, because: {because}", words_of(one)),
    });
    Ok(told.collect())
}

fn own_application(look: &mut Look<'_>, selection: &Selection, plan: &Plan, visitor: &Visitor) -> Result<Applying, Problem> {
    let Some(member) = members::of_account(look.conn, look.branch.id, visitor.account)? else { return Ok(Applying::No) };
    let own = store::application_of(look.conn, look.branch.id, selection.id, member.id)?;
    let stands = own.is_some_and(|application| application.stands());
    Ok(match rules::may_apply_now(selection, plan, member.id, look.today()) {
        _ if stands => Applying::HandedIn,
        Ok(()) => Applying::Open,
        Err(_) => Applying::No,
    })
}

/// The days of a selection: its call, the freeze of its roll, and each of its steps.
fn marks(look: &mut Look<'_>, selection: &Selection, ballot: Option<&Ballot>) -> diesel::QueryResult<Vec<Mark>> {
    let mark = |on: NaiveDate, words: &str, kind| Mark { on, when: short_day(on), words: words.to_owned(), kind };
    let frozen = ballot.map(|ballot| ballot.freeze_on).or_else(|| frozen_on(&look.branch, selection));
    let called = if frozen == Some(selection.called_on) { "Called, roll frozen" } else { "Called" };
    let mut marks = vec![mark(selection.called_on, called, MarkKind::Plain)];
    let frozen = frozen.filter(|frozen| *frozen != selection.called_on);
    marks.extend(frozen.map(|frozen| mark(frozen, "Roll frozen", MarkKind::Plain)));
    for (step, on) in timetable::plan_of(look.conn, &look.branch, selection)? {
        let kind = match step {
            Step::BallotOpens => MarkKind::Due,
            Step::BallotCloses => MarkKind::End,
            _ => MarkKind::Plain,
        };
        marks.push(mark(on, &at_head(step.in_words()), kind));
    }
    marks.sort_by_key(|mark| mark.on);
    Ok(marks)
}
