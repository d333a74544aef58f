//! Choosing the longlist and the shortlist: each who applied with what speaks for her and against, and two ticks.

use std::collections::{BTreeMap, HashMap};

use actix_web::web::{self, Path, ServiceConfig};
use serde::Serialize;

use super::{
    super::{
        application::Incumbency,
        entitlement::Ground,
        kept,
        listing::{List, Settled},
        rules::{self, lists::Asked},
        selection::path,
        shortlisting::{self, Field, Runner, Ticked},
    },
    running::Running,
};
use crate::{
    db::{MemberId, RowId, SelectionId},
    render::{Page, words},
    web::{Answer, Desk, Faults, Filled, Look, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/selections/{selection}/lists", web::get().to(show)).route("/selections/{selection}/lists", web::post().to(tick));
}

/// "Longlist and shortlist".
#[derive(Debug, Serialize)]
pub struct ListsPage {
    path: String,
    office: String,
    /// Why nothing can be chosen today; empty where it can.
    not_now: String,
    has_longlist: bool,
    /// The list that is settled next: "longlist", "shortlist", or empty.
    next: String,
    settled: Vec<SettledLine>,
    lines: Vec<Line>,
    /// What the rules ask of the list that comes next.
    asked: Vec<AskedLine>,
    /// Whether it can be settled with a reason alone.
    needs_reason: bool,
    /// Whether the rules give whoever holds the office a place by right.
    asks_incumbency: bool,
    form: Filled,
}

#[derive(Debug, Serialize)]
struct SettledLine {
    list: String,
    words: String,
    except_because: String,
    may_undo: bool,
}

#[derive(Debug, Serialize)]
struct AskedLine {
    word: String,
    is_met: bool,
    sentences: Vec<String>,
    clause: String,
}

/// Somebody who applied.
#[derive(Debug, Serialize)]
struct Line {
    member: MemberId,
    application: RowId,
    name: String,
    /// The clause of her place by right; empty where she has none.
    by_right: String,
    obstacle: String,
    nominated_by: String,
    /// What she says of herself where places are kept for a group.
    said: String,
    incumbency: Incumbency,
    grounds: Vec<Ground>,
    /// Whether she was left off a longlist that is settled.
    is_out: bool,
    longlist_open: bool,
    on_longlist: bool,
    on_shortlist: bool,
    reason: String,
}

impl Page for ListsPage {
    const TEMPLATE: &'static str = "selections/lists.html";
    fn title(&self) -> String {
        format!("Longlist and shortlist: {}", self.office)
    }
    fn samples() -> Vec<Self> {
        let line = |incumbency, by_right: &str, obstacle: &str, is_out: bool| Line {
            member: MemberId::random(),
            application: RowId::random(),
            name: "Ama Okoro".into(),
            by_right: by_right.into(),
            obstacle: obstacle.into(),
            nominated_by: if is_out { String::new() } else { "Millbank (7 members)".into() },
            said: if is_out { String::new() } else { "Counts among the women.".into() },
            incumbency,
            grounds: vec![],
            is_out,
            longlist_open: !is_out,
            on_longlist: !is_out,
            on_shortlist: !is_out,
            reason: if is_out { "Fewer nominations.".into() } else { String::new() },
        };
        let asked =
            |is_met| AskedLine { word: "met".into(), is_met, sentences: vec!["2 of 3.".into()], clause: "rule 8".into() };
        let settled = |may_undo, except: &str| SettledLine {
            list: "longlist".into(),
            words: "Settled.".into(),
            except_because: except.into(),
            may_undo,
        };
        let page = |next: &str, lines, form| ListsPage {
            path: "/selections/1".into(),
            office: "Candidate".into(),
            not_now: String::new(),
            has_longlist: true,
            next: next.into(),
            settled: vec![settled(true, ""), settled(false, "Nobody came.")],
            lines,
            asked: vec![asked(true), asked(false)],
            needs_reason: true,
            asks_incumbency: true,
            form,
        };
        let lines = || {
            vec![
                line(Incumbency::Said, "rule 7", "", false),
                line(Incumbency::Confirmed, "", "Too new", false),
                line(Incumbency::No, "", "", true),
            ]
        };
        let wrong = Filled::default().but(Faults::at("decided_by", "Write who decided."));
        vec![
            page("shortlist", lines(), wrong),
            ListsPage {
                has_longlist: false,
                needs_reason: false,
                asks_incumbency: false,
                ..page("longlist", lines(), Filled::default())
            },
            ListsPage {
                not_now: "Not yet.".into(),
                settled: vec![],
                asked: vec![],
                ..page("shortlist", lines(), Filled::default())
            },
            page("", lines(), Filled::default()),
            page("shortlist", vec![], Filled::default()),
        ]
    }
}

async fn show(desk: Desk, _: Running, selection: Path<SelectionId>) -> Answer {
    desk.page(move |look| page(look, *selection, Filled::default())).await
}

/// The page, with what was typed into its forms.
pub fn page(look: &mut Look<'_>, id: SelectionId, typed: Filled) -> Result<ListsPage, Problem> {
    let (branch, today) = (look.branch.clone(), look.today());
    let field = Field::read(look.conn, &branch, id)?;
    let applied = field.applicants();
    let next = rules::lists::next_list(&field.plan, &field.settled);
    let asked = next.map(|list| rules::lists::asked(&branch.rulebook, list, &applied)).unwrap_or_default();
    let not_now = rules::lists::may_choose(&field.selection, &field.plan, today).err();
    let group = kept::group(&branch.rulebook);
    Ok(ListsPage {
        path: field.selection.path(),
        not_now: not_now.map(|refusal| refusal.to_string()).unwrap_or_default(),
        has_longlist: rules::lists::lists_of(&field.plan).contains(&List::Longlist),
        next: next.map(|list| list.to_string()).unwrap_or_default(),
        settled: field.settled.iter().map(|settled| settled_line(&field, settled)).collect(),
        lines: field.runners.iter().map(|runner| line(&field, runner, group)).collect(),
        needs_reason: rules::lists::is_exception(&asked),
        asks_incumbency: branch.rulebook.shortlist.as_ref().is_some_and(|rule| rule.incumbent_by_right),
        asked: asked.into_iter().map(AskedLine::from).collect(),
        office: field.selection.office,
        form: typed,
    })
}

fn settled_line(field: &Field, settled: &Settled) -> SettledLine {
    SettledLine {
        list: settled.list.to_string(),
        words: words_of(settled),
        except_because: settled.except_because.clone(),
        may_undo: rules::may_change(&field.selection).is_ok()
            && rules::lists::may_be_undone(&field.settled, settled.list).is_ok(),
    }
}

/// "The shortlist was settled on …, by …".
pub fn words_of(settled: &Settled) -> String {
    let day = crate::render::dates::day(settled.settled_on);
    format!("The {} was settled on {day}. Decided by: {}.", settled.list, settled.decided_by)
}

impl From<crate::rulebook::Answer<Asked>> for AskedLine {
    fn from(answer: crate::rulebook::Answer<Asked>) -> Self {
        let word = match answer.value {
            Asked::Met => "met",
            Asked::NotMet => "not met",
            Asked::CannotBeMet => "cannot be met",
        };
        Self { word: word.into(), is_met: answer.value == Asked::Met, sentences: answer.working, clause: answer.clause }
    }
}

fn line(field: &Field, runner: &Runner, group: &str) -> Line {
    let one = runner.applicant.clone();
    let by: Vec<String> = runner.nominated_by.iter().map(|body| format!("{} ({})", body.name, body.about)).collect();
    let stands = rules::lists::is_settled(&field.settled, List::Longlist);
    Line {
        member: one.member,
        application: runner.application.id,
        name: one.name,
        by_right: one.by_right.unwrap_or_default(),
        obstacle: one.obstacle,
        nominated_by: words::names(&by),
        said: shortlisting::said_of(one.belongs, group),
        incumbency: runner.application.incumbency,
        grounds: runner.grounds.clone(),
        is_out: stands && !one.on_longlist,
        longlist_open: !stands && rules::lists::lists_of(&field.plan).contains(&List::Longlist),
        on_longlist: one.on_longlist,
        on_shortlist: one.on_shortlist,
        reason: one.reason,
    }
}

async fn tick(desk: Desk, who: Running, selection: Path<SelectionId>, posted: Posted<BTreeMap<String, String>>) -> Answer {
    let (selection, ticked) = (*selection, read(&posted.form));
    desk.act(who.actor(), &posted.once, move |act| {
        shortlisting::tick(act, selection, &ticked)?;
        Ok(see(format!("{}/lists", path(selection))).saying("The ticks are kept. What the rules ask of them stands below."))
    })
    .await
}

fn read(form: &BTreeMap<String, String>) -> HashMap<MemberId, Ticked> {
    let mut all: HashMap<MemberId, Ticked> = HashMap::new();
    for (field, text) in form {
        let Some((what, Ok(member))) = field.split_once('-').map(|(what, id)| (what, id.parse())) else { continue };
        let one = all.entry(member).or_default();
        match what {
            "longlist" => one.longlist = text == "yes",
            "shortlist" => one.shortlist = text == "yes",
            "reason" => one.reason.clone_from(text),
            _ => {}
        }
    }
    all
}
