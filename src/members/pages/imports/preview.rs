//! What a list would do, shown before it does anything.

use std::collections::{BTreeSet, HashMap, HashSet};

use serde::Serialize;

use super::{
    super::super::{
        Person,
        import::Bucket,
        listed,
        plan::{self, Caution, Proposal},
        reconcile::{self, Candidate, Decision, Field, Unsure},
        rules, store,
    },
    First, columns,
    reading::Reading,
    recognised::{self, Recognised},
    unsure::{self, Rung},
};
use crate::{
    db::{ImportId, Vault},
    render::{Page, dates, words},
    web::{Filled, Look, Problem},
};

/// How many differences have their own tick; beyond that a page would be too heavy, and the rest is done as by default.
pub const TICKS: usize = 600;
/// How many lines the other buckets show.
const LINES: usize = 100;

/// "13 would join, 52 would change, 3 are missing."
#[derive(Debug, Serialize)]
pub struct PreviewPage {
    id: ImportId,
    head: String,
    more: String,
    file_name: String,
    does_something: bool,
    guards: Vec<String>,
    recognised: Recognised,
    joiners: First<Joiner>,
    changed: Vec<Different>,
    moved: Vec<Different>,
    missing: First<Missing>,
    problems: First<(usize, String)>,
    /// Rows that no number matches, by whom they may be.
    rungs: Vec<Rung>,
    /// Why it cannot be applied before somebody says how it is to be read.
    first: Option<String>,
    /// Who said how lists like this one are read.
    remembered: Option<String>,
    /// Differences without a tick of their own, and how many of them would be done.
    unseen: (usize, usize),
    shown: usize,
    seen: String,
    form: Filled,
}

#[derive(Debug, Serialize)]
struct Joiner {
    name: String,
    number: String,
    words: String,
    caution: Option<String>,
}

/// One member and the fields in which the list differs.
#[derive(Debug, Serialize)]
struct Different {
    name: String,
    number: String,
    lines: Vec<Line>,
}

#[derive(Debug, Serialize)]
struct Line {
    key: String,
    label: &'static str,
    from: String,
    to: String,
    ticked: bool,
    caution: Option<String>,
}

#[derive(Debug, Serialize)]
struct Missing {
    person: Person,
    /// In how many earlier lists the member was missing as well.
    before: usize,
}

impl Page for PreviewPage {
    const TEMPLATE: &'static str = "members/import/preview.html";

    fn title(&self) -> String {
        "What this list would change".into()
    }

    fn samples() -> Vec<Self> {
        vec![sample(true), sample(false), Self { first: None, ..sample(true) }]
    }
}

/// The page for a list that waits. `ticked` is what a person ticked before; none where the page is opened afresh.
pub fn preview(
    look: &mut Look<'_>,
    vault: &Vault,
    import: ImportId,
    form: Filled,
    ticked: Option<&BTreeSet<String>>,
) -> Result<PreviewPage, Problem> {
    let (branch, today) = (look.branch.id, look.today());
    let Reading { import, list, unsure, known, found, plan } = Reading::of(look.conn, vault, &look.branch, import, today)?;
    let same = store::same_file(look.conn, branch, &import)?;
    let same = same.and_then(|same| same.applied_at).map(|at| dates::day(look.branch.date_of(at)));
    let suggested = unsure.iter().filter_map(|row| row.suggestion.as_ref()).map(|suggestion| &suggestion.number);
    let named = plan.proposals.iter().map(|line| &line.number).chain(&plan.missing).chain(suggested);
    let people = people_by_number(look, named)?;
    let problems = problems(&found.problems, &unsure);
    let classes = look.branch.rulebook.membership.classes.clone();
    let shown = plan.proposals.len().min(TICKS);
    let (moved, changed) = differences(&plan.proposals[..shown], &people, ticked);
    let unseen = &plan.proposals[shown..];
    let heads = Heads::of(&plan.proposals);
    Ok(PreviewPage {
        first: rules::may_load(&list).err().map(|refusal| refusal.to_string()),
        remembered: columns::remembered(look, &import)?,
        id: import.id,
        head: head(&heads, plan.joiners.len(), plan.does_something()),
        more: more(same.as_deref(), &heads, [plan.missing.len(), problems.len(), unsure::waiting(&unsure)]),
        file_name: import.file_name,
        does_something: plan.does_something(),
        guards: found.guards.iter().map(|guard| guard.words.clone()).collect(),
        recognised: recognised::of(&list),
        joiners: First::of(plan.joiners.iter().map(|one| joiner(one, &classes)).collect(), LINES),
        changed,
        moved,
        missing: First::of(missing(look, &plan.missing, &people)?, LINES),
        problems: First::of(problems, LINES),
        rungs: unsure::rungs(&unsure, &known, &people),
        unseen: (unseen.len(), unseen.iter().filter(|line| line.is_default()).count()),
        shown,
        seen: plan.fingerprint(),
        form,
    })
}

/// How many people would change without a tick, those who move apart, and how many differences wait for one.
struct Heads {
    moved: usize,
    changed: usize,
    doubtful: usize,
}

impl Heads {
    fn of(proposals: &[Proposal]) -> Self {
        let (mut moved, mut changed) = (0, 0);
        for lines in proposals.chunk_by(|one, next| one.number == next.number) {
            let counted = if is_move(lines) { &mut moved } else { &mut changed };
            *counted += usize::from(lines.iter().any(Proposal::is_default));
        }
        Self { moved, changed, doubtful: proposals.iter().filter(|line| !line.is_default()).count() }
    }
}

fn is_move(lines: &[Proposal]) -> bool {
    lines.iter().any(|line| line.bucket == Bucket::Moved)
}

fn head(heads: &Heads, joiners: usize, does_something: bool) -> String {
    if !does_something {
        return "This list changes nothing.".to_owned();
    }
    let said = [(joiners, "would join"), (heads.changed, "would change"), (heads.moved, "would move")];
    let said: Vec<String> =
        said.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    format!("{}.", words::names(&said))
}

fn more(same: Option<&str>, heads: &Heads, [missing, problems, waiting]: [usize; 3]) -> String {
    let mut said = Vec::new();
    if let Some(day) = same {
        said.push(format!("This very file was loaded on {day}."));
    }
    if waiting > 0 {
        let wait = if waiting == 1 { "row waits" } else { "rows wait" };
        said.push(format!("{waiting} {wait} for somebody to say who it is."));
    }
    if heads.doubtful > 0 {
        let are = if heads.doubtful == 1 { "difference is" } else { "differences are" };
        said.push(format!("{} {are} doubtful and left alone unless you tick them.", heads.doubtful));
    }
    if missing > 0 {
        let are = if missing == 1 { "member is" } else { "members are" };
        said.push(format!("{missing} {are} not on it; nothing happens to them."));
    }
    if problems > 0 {
        let need = if problems == 1 { "row needs" } else { "rows need" };
        said.push(format!("{problems} {need} a look."));
    }
    said.join(" ")
}

fn joiner(candidate: &Candidate, classes: &[String]) -> Joiner {
    let joined = candidate.joined_on.map(|on| format!("joined {}", on.format("%-d %B %Y")));
    let about = [Some(candidate.class.clone()), Some(candidate.ward.clone()), joined];
    let about: Vec<String> = about.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    let caution = plan::caution_of_joiner(candidate, classes).map(|caution| caution.words());
    Joiner { name: candidate.full_name(), number: candidate.number.clone(), words: about.join(", "), caution }
}

/// The rows that are kept back, but for those that only wait for a word on who they are or were left out by one.
fn problems(all: &[reconcile::Problem], unsure: &[Unsure]) -> Vec<(usize, String)> {
    let left: HashSet<usize> = unsure.iter().filter(|row| row.outcome() == Decision::Out).map(|row| row.row).collect();
    let others = all.iter().filter(|problem| !left.contains(&problem.row));
    others.map(|problem| (problem.row, problem.reason.clone())).collect()
}

fn people_by_number<'a>(
    look: &mut Look<'_>,
    numbers: impl Iterator<Item = &'a String>,
) -> Result<HashMap<String, Person>, Problem> {
    let wanted: BTreeSet<&String> = numbers.collect();
    let known = store::known(look.conn, look.branch.id)?;
    let ids: Vec<_> = known.iter().filter(|member| wanted.contains(&member.number)).map(|member| member.id).collect();
    let people = store::persons(look.conn, look.branch.id, &ids)?;
    Ok(people.into_iter().map(|person| (person.number.clone(), person)).collect())
}

/// The differences of each person together: those who moved, and the others.
fn differences(
    proposals: &[Proposal],
    people: &HashMap<String, Person>,
    ticked: Option<&BTreeSet<String>>,
) -> (Vec<Different>, Vec<Different>) {
    let (mut moved, mut changed) = (Vec::new(), Vec::new());
    for lines in proposals.chunk_by(|one, next| one.number == next.number) {
        let number = lines[0].number.clone();
        let name = people.get(&number).map_or_else(String::new, |person| person.name.clone());
        let lines_shown = lines.iter().map(|proposal| line(proposal, ticked)).collect();
        let different = Different { name, number, lines: lines_shown };
        if is_move(lines) { moved.push(different) } else { changed.push(different) }
    }
    (moved, changed)
}

fn line(proposal: &Proposal, ticked: Option<&BTreeSet<String>>) -> Line {
    let key = proposal.key();
    Line {
        ticked: ticked.map_or(proposal.is_default(), |ticked| ticked.contains(&key)),
        label: listed::words(proposal.field),
        from: shown(proposal.field, &proposal.from),
        to: shown(proposal.field, &proposal.to),
        caution: caution(proposal),
        key,
    }
}

/// Every reason not to believe the list about this.
fn caution(proposal: &Proposal) -> Option<String> {
    let words: Vec<String> = proposal.cautions.iter().map(Caution::words).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// A value as a person reads it.
pub fn shown(field: Field, text: &str) -> String {
    let date = field.is_date().then(|| text.parse::<chrono::NaiveDate>().ok()).flatten();
    match date {
        _ if text.is_empty() => "nothing".to_owned(),
        Some(date) => date.format("%-d %B %Y").to_string(),
        None => text.to_owned(),
    }
}

fn missing(look: &mut Look<'_>, numbers: &[String], people: &HashMap<String, Person>) -> Result<Vec<Missing>, Problem> {
    let persons: Vec<Person> = numbers.iter().filter_map(|number| people.get(number).cloned()).collect();
    let ids: Vec<_> = persons.iter().take(LINES).map(|person| person.id).collect();
    let before = store::times_missing(look.conn, look.branch.id, &ids)?;
    Ok(persons
        .into_iter()
        .map(|person| Missing { before: before.get(&person.id).copied().unwrap_or_default(), person })
        .collect())
}

/// The form as it is first shown.
pub fn fresh_form(look: &Look<'_>, letters: &str) -> Filled {
    Filled::with([("from_on", look.today().to_string()), ("letters", letters.to_owned())])
}

fn sample(does_something: bool) -> PreviewPage {
    let line = |caution| Line {
        key: "7/email".into(),
        label: "Mail address",
        from: "old@example.org".into(),
        to: "new@example.org".into(),
        ticked: true,
        caution,
    };
    let different =
        || Different { name: "Łucja Khan".into(), number: "7".into(), lines: vec![line(None), line(Some("Lost.".into()))] };
    let person = Person { id: crate::db::MemberId::fresh(), name: "Tom".into(), number: "8".into(), ward: None, class: None };
    let some = |full: bool| if full { vec![different()] } else { Vec::new() };
    let gone = |before| Missing { person: person.clone(), before };
    let caution = Some("The rulebook has no such class.".into());
    let joiner = Joiner { name: "Ann".into(), number: "9".into(), words: "Standard".into(), caution };
    let (full, heads) = (does_something, Heads { moved: 1, changed: 2, doubtful: 1 });
    let wrong = crate::web::Faults::at("confirm", rules::NotLoaded::Unconfirmed.to_string());
    PreviewPage {
        id: ImportId::fresh(),
        head: head(&heads, 3, full),
        more: more(Some("Saturday 3 October 2026"), &heads, [1, 4, 2]),
        file_name: "hq.csv".into(),
        does_something,
        guards: if full { vec!["100 of 486 members are missing.".into()] } else { Vec::new() },
        recognised: recognised::sample(full),
        joiners: First { more: 3, all: 4, shown: if full { vec![joiner] } else { Vec::new() } },
        changed: some(full),
        moved: some(full),
        missing: First::of(if full { vec![gone(0), gone(2)] } else { Vec::new() }, LINES),
        problems: First::of(if full { vec![(42, "duplicate row".into())] } else { Vec::new() }, LINES),
        first: full.then(|| "No cell of “Joined” proves which is the day.".into()),
        remembered: full.then(|| "It is read as Nadia Rahman said.".into()),
        rungs: if full { unsure::sample() } else { Vec::new() },
        unseen: if full { (40, 30) } else { (0, 0) },
        shown: 2,
        seen: "abc".into(),
        form: if full { Filled::default().but(wrong) } else { Filled::default() },
    }
}
