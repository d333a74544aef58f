//! Who nominated whom: read by members when nominations are closed, by those who run selections all along.

use std::collections::HashMap;

use actix_web::web::{self, Path, ServiceConfig};
use chrono::NaiveDate;
use serde::Serialize;

use super::super::{
    Selection, applying,
    body::{self, Bodies, Body},
    nomination::{Nomination, Vote, told},
    rules,
    selection::path,
    store, timetable,
};
use crate::{
    accounts::SignedIn,
    db::{BodyId, Conn, MemberId, RowId, SelectionId},
    members,
    render::{Page, dates},
    rulebook::Plan,
    web::{Answer, Desk, Look, Problem},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/selections/{selection}/nominations", web::get().to(show));
}

/// "Who nominated whom".
#[derive(Debug, Serialize)]
pub struct NominationsPage {
    path: String,
    office: String,
    counted_on: NaiveDate,
    membership: u32,
    /// The day from which members see them, where it has not come and the reader is not among those who run selections.
    shown_from: Option<NaiveDate>,
    /// The same day, for those who read them before.
    members_read_from: Option<NaiveDate>,
    /// Why nothing can be entered for a body that has no entry; empty where it can.
    not_now: String,
    may_run: bool,
    lines: Vec<Line>,
}

/// One body.
#[derive(Debug, Serialize)]
struct Line {
    name: String,
    about: String,
    /// Whom it nominated: a name, "Nobody", or nothing where its meeting is not entered.
    nominated: String,
    met_on: Option<NaiveDate>,
    working: Vec<String>,
    /// What stood there before, where it was put right.
    before: Vec<String>,
    /// Where its meeting is entered or put right; empty where it cannot be.
    href: String,
}

impl Page for NominationsPage {
    const TEMPLATE: &'static str = "selections/nominations.html";
    fn title(&self) -> String {
        format!("Nominations: {}", self.office)
    }
    fn samples() -> Vec<Self> {
        let line = |nominated: &str, href: &str| Line {
            name: "Millbank".into(),
            about: "Ward with 12 members".into(),
            nominated: nominated.into(),
            met_on: (!nominated.is_empty()).then(NaiveDate::default),
            working: vec!["20 were present.".into()],
            before: if nominated == "Nobody" { vec!["Ama Okoro.".into()] } else { vec![] },
            href: href.into(),
        };
        let page = |lines, may_run| NominationsPage {
            path: "/selections/1".into(),
            office: "Candidate".into(),
            counted_on: NaiveDate::default(),
            membership: 40,
            shown_from: None,
            members_read_from: Some(NaiveDate::default()),
            not_now: String::new(),
            may_run,
            lines,
        };
        let lines = || vec![line("Ama Okoro", "/x"), line("Nobody", ""), line("", "/x"), line("", "")];
        vec![
            page(lines(), true),
            NominationsPage { not_now: "Not yet.".into(), members_read_from: None, ..page(lines(), true) },
            page(lines(), false),
            NominationsPage { shown_from: Some(NaiveDate::default()), ..page(vec![], false) },
            page(vec![], false),
        ]
    }
}

async fn show(desk: Desk, who: SignedIn, selection: Path<SelectionId>) -> Answer {
    desk.page(move |look| {
        // Whoever applied reads them with all the others.
        let may_run = applying::runs(look, *selection, &who);
        page(look, *selection, may_run)
    })
    .await
}

fn page(look: &mut Look<'_>, id: SelectionId, may_run: bool) -> Result<NominationsPage, Problem> {
    let (branch, today) = (look.branch.clone(), look.today());
    let selection = store::find(look.conn, branch.id, id)?;
    let plan = timetable::plan_of(look.conn, &branch, &selection)?;
    let bodies = body::bodies_of(look.conn, &branch, &selection)?;
    let to_come = rules::nominations::shown_from(&plan).filter(|from| today < *from);
    let hidden = to_come.is_some() && !may_run;
    let entered = if hidden { Entered::default() } else { Entered::read(look.conn, &selection)? };
    let not_now = rules::nominations::may_enter(&selection, &plan, None, today).err();
    Ok(NominationsPage {
        path: selection.path(),
        counted_on: bodies.counted_on,
        membership: bodies.membership,
        shown_from: to_come.filter(|_| hidden),
        members_read_from: to_come,
        lines: if hidden { Vec::new() } else { lines(&entered, &bodies, (&selection, &plan, today), may_run) },
        not_now: not_now.filter(|_| may_run).map(|refusal| refusal.to_string()).unwrap_or_default(),
        may_run,
        office: selection.office,
    })
}

/// What was entered so far.
#[derive(Default)]
struct Entered {
    entries: Vec<Nomination>,
    votes: HashMap<RowId, Vec<Vote>>,
    names: HashMap<MemberId, String>,
}

impl Entered {
    fn read(conn: &mut Conn, selection: &Selection) -> diesel::QueryResult<Self> {
        let entries = store::nominations_of(conn, selection.branch_id, selection.id)?;
        let votes = store::votes_of(conn, selection.branch_id, selection.id)?;
        let voted = votes.values().flatten().map(|vote| vote.member);
        let mut ids: Vec<MemberId> = entries.iter().filter_map(|entry| entry.nominee_id).chain(voted).collect();
        ids.sort();
        ids.dedup();
        let names = members::names(conn, selection.branch_id, &ids)?;
        Ok(Self { entries, votes, names })
    }

    fn named(&self, member: MemberId) -> String {
        self.names.get(&member).cloned().unwrap_or_default()
    }

    fn working(&self, entry: &Nomination) -> Vec<String> {
        let votes = self.votes.get(&entry.id).map(Vec::as_slice).unwrap_or_default();
        let called: Vec<(String, u32)> = votes.iter().map(|vote| (self.named(vote.member), vote.votes)).collect();
        told(entry, entry.nominee_id.map(|member| self.named(member)).as_deref(), &called)
    }

    fn standing(&self, body: BodyId) -> Option<&Nomination> {
        self.entries.iter().find(|entry| entry.body_id == body && entry.replaced_on.is_none())
    }

    fn before(&self, body: BodyId) -> Vec<String> {
        let earlier = self.entries.iter().filter(|entry| entry.body_id == body);
        let said = earlier.filter_map(|entry| {
            let day = dates::day(entry.replaced_on?);
            Some(format!(
                "Until it was put right on {day}: meeting of {}. {}",
                dates::day(entry.met_on),
                self.working(entry).join(" ")
            ))
        });
        said.collect()
    }
}

type Stage<'s> = (&'s Selection, &'s Plan, NaiveDate);

fn lines(entered: &Entered, bodies: &Bodies, stage: Stage<'_>, may_run: bool) -> Vec<Line> {
    let gone = entered.entries.iter().filter(|entry| entry.replaced_on.is_none() && bodies.find(entry.body_id).is_none());
    let gone = gone.map(|entry| Body {
        id: entry.body_id,
        kind: entry.body_kind,
        name: entry.body_name.clone(),
        about: "No part of the branch on the day on which members are counted".to_owned(),
        members: 0,
    });
    let all: Vec<Body> = bodies.all.iter().cloned().chain(gone).collect();
    all.into_iter().map(|body| line(entered, body, stage, may_run)).collect()
}

fn line(entered: &Entered, body: Body, (selection, plan, today): Stage<'_>, may_run: bool) -> Line {
    let entry = entered.standing(body.id);
    let nominated = match entry {
        None => String::new(),
        Some(entry) => entry.nominee_id.map_or_else(|| "Nobody".to_owned(), |member| entered.named(member)),
    };
    let may_enter = may_run && rules::nominations::may_enter(selection, plan, entry.map(|entry| entry.met_on), today).is_ok();
    Line {
        href: if may_enter { format!("{}/nominations/{}", path(selection.id), body.id) } else { String::new() },
        nominated,
        met_on: entry.map(|entry| entry.met_on),
        working: entry.map(|entry| entered.working(entry)).unwrap_or_default(),
        before: entered.before(body.id),
        name: body.name,
        about: body.about,
    }
}
