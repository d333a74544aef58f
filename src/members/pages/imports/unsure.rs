//! Rows that no membership number matches, each with whom it may be: somebody says it, row by row or a kind at a time.

use std::collections::{BTreeMap, HashMap};

use actix_web::web::{self, Path, ServiceConfig};
use serde::Serialize;

use super::{
    super::super::{
        Person,
        reconcile::{self, Because, Candidate, Decision, Decisions, Field, Known, Unsure},
        rules, store,
    },
    First,
    preview::shown,
    reading::Reading,
};
use crate::{
    accounts::{Holding, ManageMembers},
    branch,
    db::{ImportId, MemberId},
    render::words::names,
    web::{Answer, Choice, Desk, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/members/import/{import}/decisions", web::post().to(decide));
}

/// How many rows of one kind are shown at a time, those that nobody has decided first.
const ROWS: usize = 200;

/// The rows of one kind: by what they may be somebody we know, or like nobody.
#[derive(Debug, Serialize)]
pub struct Rung {
    name: &'static str,
    title: String,
    /// The button that decides all of those shown.
    take_all: String,
    rows: First<Row>,
}

#[derive(Debug, Serialize)]
struct Row {
    row: usize,
    field: String,
    name: String,
    /// What the list says besides the name.
    listed: String,
    known: Option<Member>,
    options: Vec<Choice>,
    value: &'static str,
}

/// The member whom a row may be.
#[derive(Debug, Serialize)]
struct Member {
    id: MemberId,
    name: String,
    number: String,
    words: String,
}

/// How many rows still wait for somebody's word.
pub fn waiting(unsure: &[Unsure]) -> usize {
    unsure.iter().filter(|row| row.decision.is_none()).count()
}

/// The rows by kind, the strongest reasons first.
pub fn rungs(unsure: &[Unsure], known: &[Known], people: &HashMap<String, Person>) -> Vec<Rung> {
    let known: HashMap<&str, &Known> = known.iter().map(|known| (known.number.as_str(), known)).collect();
    let kinds = Because::ALL.map(|because| (because.name(), format!("with {} as a member we have", because.words())));
    let kinds = kinds.into_iter().chain([(reconcile::NOBODY, "that look like nobody we have".to_owned())]);
    let rung = |(name, words): (&'static str, String)| {
        let mut rows: Vec<&Unsure> = unsure.iter().filter(|row| row.kind() == name).collect();
        rows.sort_by_key(|row| (row.decision.is_some(), row.row));
        let rows = First::of(rows.into_iter().map(|unsure| row(unsure, &known, people)).collect(), ROWS);
        (rows.all > 0).then(|| rung(name, &words, rows))
    };
    kinds.filter_map(rung).collect()
}

fn rung(name: &'static str, words: &str, rows: First<Row>) -> Rung {
    let take_all = match (name, rows.shown.len()) {
        (reconcile::NOBODY, 1) => "This one is somebody new".to_owned(),
        (reconcile::NOBODY, shown) => format!("All these {shown} are new"),
        (_, 1) => "This is the member named".to_owned(),
        (_, shown) => format!("All these {shown} are the members named"),
    };
    let title = format!("{} {words}", if rows.all == 1 { "row" } else { "rows" });
    Rung { name, title, take_all, rows }
}

fn row(unsure: &Unsure, known: &HashMap<&str, &Known>, people: &HashMap<String, Person>) -> Row {
    let number = unsure.suggestion.as_ref().map(|suggestion| suggestion.number.as_str());
    let member = number.and_then(|number| member(known.get(number)?, people.get(number)?));
    let same = member.iter().map(|member| Choice::of("same", format!("This is {}, {}", member.name, member.number)));
    let others = [Choice::of("new", "Somebody new"), Choice::of("out", "Leave out")];
    Row {
        row: unsure.row,
        field: unsure.field(),
        name: name(&unsure.candidate),
        listed: facts(|field| unsure.candidate.text(field)),
        options: same.chain(others).collect(),
        value: match unsure.outcome() {
            Decision::Same(_) => "same",
            Decision::New => "new",
            Decision::Out => "out",
        },
        known: member,
    }
}

fn name(candidate: &Candidate) -> String {
    let name = candidate.full_name();
    if name.is_empty() { candidate.email.clone() } else { name }
}

fn member(known: &Known, person: &Person) -> Option<Member> {
    let words = facts(|field| known.text(field).unwrap_or_default().to_owned());
    Some(Member { id: person.id, name: person.name.clone(), number: person.number.clone(), words })
}

/// What people are told apart by, in one line.
fn facts(text: impl Fn(Field) -> String) -> String {
    let fields = [Field::Number, Field::Email, Field::Address1, Field::Postcode, Field::BornOn, Field::JoinedOn];
    let said = fields.into_iter().map(|field| (field, text(field))).filter(|(_, text)| !text.is_empty());
    let words = said.map(|(field, text)| match field {
        Field::Number => format!("number {text}"),
        Field::BornOn => format!("born {}", shown(field, &text)),
        Field::JoinedOn => format!("joined {}", shown(field, &text)),
        _ => text,
    });
    words.collect::<Vec<_>>().join(", ")
}

async fn decide(
    desk: Desk,
    who: Holding<ManageMembers>,
    import: Path<ImportId>,
    posted: Posted<BTreeMap<String, String>>,
) -> Answer {
    let (id, form) = (*import, posted.form);
    desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let branch = branch::find(act.conn(), branch)?;
        let today = branch.date_of(act.at());
        let vault = act.vault().map_err(Problem::broken)?;
        let before = Reading::of(act.conn(), vault, &branch, id, today)?;
        rules::may_apply(before.import.state)?;
        let decided = reconcile::said(&before.unsure, &form);
        store::decide(act, id, &decided)?;
        let list = Reading::of(act.conn(), vault, &branch, id, today)?.list;
        store::count_rows(act, id, list.rows, list.problems.len())?;
        Ok(see(format!("/members/import/{id}#changes")).saying(noted(&decided)))
    })
    .await
}

fn noted(decided: &Decisions) -> String {
    let count = |wanted: fn(&Decision) -> bool| decided.values().filter(|decision| wanted(decision)).count();
    let said = [
        (count(|decision| matches!(decision, Decision::Same(_))), "is a member we have", "are members we have"),
        (count(|decision| *decision == Decision::New), "is new", "are new"),
        (count(|decision| *decision == Decision::Out), "is left out", "are left out"),
    ];
    let said = said.into_iter().filter(|(count, ..)| *count > 0);
    let said: Vec<String> = said.map(|(count, one, many)| format!("{count} {}", if count == 1 { one } else { many })).collect();
    format!("Noted: {}.", names(&said))
}

pub fn sample() -> Vec<Rung> {
    let member = || Member {
        id: MemberId::fresh(),
        name: "Łucja Khan".into(),
        number: "7".into(),
        words: "lucja@example.org, born 3 May 1980".into(),
    };
    let row = |place: usize, known: Option<Member>| Row {
        row: place,
        field: format!("row-{place}"),
        name: "Lucja Khan".into(),
        listed: "lucja@example.org".into(),
        options: vec![Choice::of("same", "This is Łucja Khan, 7"), Choice::of("out", "Leave out")],
        value: if known.is_some() { "same" } else { "out" },
        known,
    };
    let rung = |name, words, rows: Vec<Row>| rung(name, words, First { more: 2, all: rows.len() + 2, shown: rows });
    vec![
        rung("email", "with the same address", vec![row(2, Some(member())), row(3, Some(member()))]),
        rung(reconcile::NOBODY, "that look like nobody", vec![row(4, None)]),
    ]
}
