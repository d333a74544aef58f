//! One list: what is in it and whom it fits, taking it in, and taking it back.

use std::collections::BTreeSet;

use actix_web::web::{self, Path, ServiceConfig};
use serde::{Deserialize, Serialize};

use super::{
    super::{
        fitting::{Fit, fit},
        reading::{self, Read},
        rules::{self, NoList},
        store,
        voting_list::{Election, Kind, Mark, VotingList},
    },
    lists::sample_list,
};
use crate::{
    accounts::{CoordinateCanvass, Holding},
    audit::Act,
    branch,
    canvassing::electors::{self, Basis, Fate, NoLoad, State, Terms, may_load, usual_end},
    db::{BranchId, Conn, VotingListId},
    render::{Page, words::plural},
    web::{Answer, Choice, Desk, Faults, Filled, Look, Nothing, Posted, Problem, See, see, typed},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/canvass/voting-lists/{list}", web::get().to(show))
        .route("/canvass/voting-lists/{list}/taking-in", web::post().to(take_in))
        .route("/canvass/voting-lists/{list}/undoing", web::post().to(undo));
}

/// Rows shown one by one; the rest is a number.
const SHOWN: usize = 50;

/// How many are marked in one way.
#[derive(Debug, Serialize)]
struct MarkLine {
    words: &'static str,
    electors: usize,
}

/// A row that is left out, and why.
#[derive(Debug, Serialize)]
struct LeftOut {
    row: u64,
    words: String,
}

/// A list that was read and not taken in.
#[derive(Debug, Serialize)]
struct Preview {
    encoding: String,
    rows: usize,
    /// Rows that fit an elector on the register in force.
    fitting: usize,
    marks: Vec<MarkLine>,
    /// Electors of whom a marked register says that they did not vote.
    without: usize,
    left_out: Vec<LeftOut>,
    more_left_out: usize,
}

/// "list.csv": before it is taken in what is in it, afterwards what became of it.
#[derive(Debug, Serialize)]
pub struct VotingListPage {
    list: VotingList,
    kind: &'static str,
    fate: Fate,
    preview: Option<Preview>,
    basis: Option<&'static str>,
    grounds: Vec<Choice>,
    form: Filled,
}

impl Page for VotingListPage {
    const TEMPLATE: &'static str = "canvassing/voting_list.html";
    fn title(&self) -> String {
        format!("{} {}", self.kind, self.list.file_name)
    }
    fn samples() -> Vec<Self> {
        let page = |kind, fate, preview, form| Self {
            list: sample_list(kind, fate),
            kind: kind.words(),
            fate,
            preview,
            basis: Some(Basis::Party.words()),
            grounds: grounds(&[Basis::Party]),
            form,
        };
        let preview = |fitting, left_out, more_left_out| Preview {
            encoding: "utf-8".into(),
            rows: 4,
            fitting,
            marks: vec![MarkLine { words: "By post", electors: 2 }],
            without: 1,
            left_out,
            more_left_out,
        };
        let left = LeftOut { row: 3, words: "NSB1-4 is on no register in force".into() };
        let wrong = Filled::default()
            .but(Faults::at("election", NoList::NoElection.to_string()))
            .but(Faults::at("polled_on", NoList::NoDay.to_string()));
        vec![
            page(Kind::Absent, Fate::Waiting, Some(preview(2, vec![left], 2)), Filled::default()),
            page(Kind::Marked, Fate::Waiting, Some(preview(2, Vec::new(), 0)), wrong),
            page(Kind::Absent, Fate::Waiting, Some(preview(0, Vec::new(), 0)), Filled::default()),
            page(Kind::Marked, Fate::InForce, None, Filled::default()),
            page(Kind::Absent, Fate::Replaced, None, Filled::default()),
            page(Kind::Absent, Fate::TakenBack, None, Filled::default()),
            page(Kind::Absent, Fate::Destroyed, None, Filled::default()),
        ]
    }
}

impl Preview {
    fn of(read: &Read, fit: &Fit) -> Self {
        let count = |mark| fit.marks.iter().filter(|(_, each)| *each == mark).count();
        let kinds = [
            (Mark::Postal, "Vote by post"),
            (Mark::Proxy, "Vote by proxy"),
            (Mark::PostalProxy, "Proxy votes by post"),
            (Mark::Voted, "Voted"),
            (Mark::VotedByPost, "Voted by post"),
        ];
        let marks = kinds.into_iter().map(|(mark, words)| MarkLine { words, electors: count(mark) });
        let left_out = fit.problems.iter().take(SHOWN).map(|each| LeftOut { row: each.row, words: each.reason.to_string() });
        Self {
            encoding: read.encoding.to_string(),
            rows: read.rows,
            fitting: fit.marks.len(),
            marks: marks.filter(|line| line.electors > 0).collect(),
            without: read.without,
            left_out: left_out.collect(),
            more_left_out: fit.problems.len().saturating_sub(SHOWN),
        }
    }
}

fn grounds(open: &[Basis]) -> Vec<Choice> {
    open.iter().map(|basis| Choice::of(basis.to_string(), basis.words()).hinted(basis.consequence())).collect()
}

/// Whom the rows of a list are about, by the register in force now.
fn fitted(conn: &mut Conn, branch: BranchId, read: &Read) -> Result<Fit, Problem> {
    let districts = electors::districts_in_force(conn, branch)?;
    let named: BTreeSet<String> = read.lines.iter().map(|line| line.elector.polling_district.clone()).collect();
    Ok(fit(read, &electors::entries_in(conn, branch, &named)?, &districts))
}

/// What is in a list that waits; nothing once it is taken in or gone.
fn waiting(look: &mut Look<'_>, id: VotingListId) -> Result<Option<Read>, Problem> {
    let branch = look.branch.id;
    if store::find(look.conn, branch, id)?.state != State::Waiting {
        return Ok(None);
    }
    let bytes = store::file_of(look.conn, branch, id)?;
    reading::read(&bytes).map(Some).map_err(Problem::broken)
}

fn page(look: &mut Look<'_>, id: VotingListId, form: Filled) -> Result<VotingListPage, Problem> {
    let branch = look.branch.id;
    let list = store::find(look.conn, branch, id)?;
    let fate = list.fate(store::speaking(look.conn, branch)?.contains(&id));
    let preview = match waiting(look, id)? {
        Some(read) => Some(Preview::of(&read, &fitted(look.conn, branch, &read)?)),
        None => None,
    };
    let (kind, basis) = (list.kind.words(), list.basis.map(Basis::words));
    Ok(VotingListPage { list, kind, fate, preview, basis, grounds: grounds(&rules::grounds(look.branch.kind)), form })
}

async fn show(desk: Desk, _: Holding<CoordinateCanvass>, id: Path<VotingListId>) -> Answer {
    desk.page(move |look| {
        let mut form = Filled::with([("destroy_on", usual_end(look.today()).to_string())]);
        if let Some(usual) = rules::grounds(look.branch.kind).first() {
            form.values.insert("basis".into(), usual.to_string());
        }
        page(look, *id, form)
    })
    .await
}

#[derive(Deserialize)]
struct Taking {
    #[serde(default)]
    election: String,
    #[serde(default)]
    polled_on: String,
    #[serde(default)]
    basis: String,
    #[serde(default)]
    destroy_on: String,
}

impl Taking {
    /// On what terms the list is held, and of which election it is.
    fn read(
        &self,
        kind: Kind,
        branch: &branch::Branch,
        today: chrono::NaiveDate,
    ) -> Result<(Terms, Option<Election>), Problem> {
        let mut faults = Faults::default();
        let election = rules::election(kind, &self.election, typed::day(&self.polled_on), today);
        let election = faults.take(if election == Err(NoList::NoElection) { "election" } else { "polled_on" }, election);
        let basis = faults.take("basis", self.basis.parse::<Basis>().map_err(|_| NoLoad::NoBasis));
        let destroy_on = faults.take("destroy_on", typed::day(&self.destroy_on).ok_or(NoLoad::NoDay));
        faults.check()?;
        let (Some(election), Some(basis), Some(destroy_on)) = (election, basis, destroy_on) else {
            return Err(NoLoad::NoDay.into());
        };
        if !rules::grounds(branch.kind).contains(&basis) {
            return Err(NoList::NotForYou.into());
        }
        let terms = Terms { basis, destroy_on };
        may_load(branch.kind, &terms, today)?;
        Ok((terms, election))
    }
}

/// The file is read before anybody who wants to write has to wait for it, and held against the register inside the act: a
/// register that came in meanwhile may list others.
async fn take_in(desk: Desk, who: Holding<CoordinateCanvass>, id: Path<VotingListId>, posted: Posted<Taking>) -> Answer {
    let (id, typed) = (*id, posted.typed());
    let read = desk.look(move |look| waiting(look, id)).await?;
    let answer = desk.act(who.actor(), &posted.once, move |act| taken_in(act, id, read, &posted.form)).await;
    desk.or_again(answer, typed, move |look, form| page(look, id, form)).await
}

fn taken_in(act: &mut Act<'_>, id: VotingListId, read: Option<Read>, form: &Taking) -> Result<See, Problem> {
    let body = act.branch();
    let branch = branch::find(act.conn(), body)?;
    let list = store::find(act.conn(), body, id)?;
    let read = read.ok_or(NoList::NotWaiting)?;
    let fit = fitted(act.conn(), body, &read)?;
    rules::may_take_in(list.state, &fit)?;
    let (terms, election) = form.read(list.kind, &branch, branch.date_of(act.at()))?;
    store::take_in(act, &list, &fit, &terms, election.as_ref())?;
    let mut words = format!("{} marked.", plural(fit.marks.len() as i128, "elector is", "electors are"));
    if !fit.problems.is_empty() {
        words += &format!(" {} left out, as shown before.", plural(fit.problems.len() as i128, "row is", "rows are"));
    }
    Ok(see("/canvass/voting-lists").saying(words).with_undo(format!("/canvass/voting-lists/{id}/undoing"), "Take it back"))
}

/// Takes a list back, or throws a waiting file away.
async fn undo(desk: Desk, who: Holding<CoordinateCanvass>, id: Path<VotingListId>, posted: Posted<Nothing>) -> Answer {
    let id = *id;
    desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let list = store::find(act.conn(), branch, id)?;
        let later = store::later_lists(act.conn(), branch, &list)?;
        rules::may_undo(list.state, later)?;
        match list.state {
            State::Waiting => store::throw_away(act, id)?,
            State::Loaded | State::Undone => store::undo(act, id)?,
        }
        Ok(see("/canvass/voting-lists").saying("The list and all that it said are gone."))
    })
    .await
}
