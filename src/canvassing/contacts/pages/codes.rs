//! "What is noted at doors": the branch's own words with their digits, and what it asks besides.

use actix_web::web::{self, Path, ServiceConfig};
use serde::{Deserialize, Serialize};

use super::super::{
    Intention, Outcome,
    codes::{self, Code, Codes, MOST_CODES, NoCodes, Question},
    store,
};
use crate::{
    accounts::{CoordinateCanvass, Holding},
    db::RowId,
    render::Page,
    web::{Answer, Choice, Desk, Filled, Look, Nothing, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/canvass/codes", web::get().to(show))
        .route("/canvass/codes/results", web::post().to(set_results))
        .route("/canvass/codes/intentions", web::post().to(set_intentions))
        .route("/canvass/codes/plain", web::post().to(go_plain))
        .route("/canvass/codes/questions", web::post().to(ask))
        .route("/canvass/codes/questions/{question}/ending", web::post().to(end))
        .route("/canvass/codes/questions/{question}/ending/undoing", web::post().to(ask_again));
}

/// A line of a set, as it stands in its form.
#[derive(Debug, Serialize)]
struct Row {
    number: usize,
    words: String,
    meaning: String,
}

/// "What is noted at doors".
#[derive(Debug, Serialize)]
pub struct CodesPage {
    results: Vec<Row>,
    intentions: Vec<Row>,
    outcomes: Vec<Choice>,
    groups: Vec<Choice>,
    questions: Vec<Question>,
    are_own: bool,
    /// Which of the two sets the faults are about.
    at_intentions: bool,
    form: Filled,
}

impl Page for CodesPage {
    const TEMPLATE: &'static str = "canvassing/codes.html";
    fn title(&self) -> String {
        "What is noted at doors".into()
    }
    fn samples() -> Vec<Self> {
        let question = Question { id: RowId::fresh(), words: "Buses?".into(), choices: vec!["More".into(), "Fewer".into()] };
        let own = Code { id: Some(RowId::fresh()), number: 1, words: "In".to_owned(), meaning: Outcome::Spoke };
        let set = Codes { results: vec![own], questions: vec![question], ..Codes::default() };
        let wrong = Filled::default().but(crate::web::Faults::at("words", NoCodes::Twice("In".into()).to_string()));
        vec![Self::of(&Codes::default(), Filled::default()), Self::of(&set, wrong)]
    }
}

impl CodesPage {
    fn of(set: &Codes, form: Filled) -> Self {
        Self {
            results: rows(&set.results),
            intentions: rows(&set.intentions),
            outcomes: Outcome::ALL.iter().map(|each| Choice::of(each.as_str(), each.words())).collect(),
            groups: Intention::ALL.iter().map(|each| Choice::of(each.as_str(), each.words())).collect(),
            questions: set.questions.clone(),
            are_own: set.are_own(),
            at_intentions: false,
            form,
        }
    }
}

fn rows<M: Copy + std::fmt::Display>(set: &[Code<M>]) -> Vec<Row> {
    let known = set.iter().map(|code| (code.words.clone(), code.meaning.to_string()));
    filled_up(known.collect())
}

/// A line for every digit.
fn filled_up(known: Vec<(String, String)>) -> Vec<Row> {
    let rest = std::iter::repeat_with(|| (String::new(), String::new()));
    let row = |(number, (words, meaning)): (usize, (String, String))| Row { number, words, meaning };
    (1..=MOST_CODES).zip(known.into_iter().chain(rest)).map(row).collect()
}

async fn show(desk: Desk, _: Holding<CoordinateCanvass>) -> Answer {
    desk.page(|look| page(look, Filled::default())).await
}

fn page(look: &mut Look<'_>, form: Filled) -> Result<CodesPage, Problem> {
    Ok(CodesPage::of(&store::codes(look.conn, look.branch.id)?, form))
}

#[derive(Clone, Deserialize)]
struct Typed {
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    meaning: Vec<String>,
}

impl Typed {
    fn lines(&self) -> Vec<(String, String)> {
        self.words.iter().cloned().zip(self.meaning.iter().cloned()).collect()
    }
}

async fn set_results(desk: Desk, who: Holding<CoordinateCanvass>, posted: Posted<Typed>) -> Answer {
    let lines = posted.form.lines();
    let answer = desk
        .act(who.actor(), &posted.once, move |act| {
            let needed = [Outcome::Spoke, Outcome::NoAnswer, Outcome::DoNotKnock].map(|each| (each, each.words()));
            store::set_results(act, &codes::may_set(&posted.form.lines(), &needed)?)?;
            Ok(see("/canvass/codes").saying("The words for what happened are kept. Sheets printed before have the old digits."))
        })
        .await;
    desk.or_again(answer, Filled::default(), move |look, form| Ok(CodesPage { results: filled_up(lines), ..page(look, form)? }))
        .await
}

async fn set_intentions(desk: Desk, who: Holding<CoordinateCanvass>, posted: Posted<Typed>) -> Answer {
    let lines = posted.form.lines();
    let answer = desk
        .act(who.actor(), &posted.once, move |act| {
            let needed = [(Intention::For, Intention::For.words())];
            store::set_intentions(act, &codes::may_set(&posted.form.lines(), &needed)?)?;
            Ok(see("/canvass/codes").saying("The words for votes are kept. Sheets printed before have the old digits."))
        })
        .await;
    desk.or_again(answer, Filled::default(), move |look, form| {
        Ok(CodesPage { intentions: filled_up(lines), at_intentions: true, ..page(look, form)? })
    })
    .await
}

async fn go_plain(desk: Desk, who: Holding<CoordinateCanvass>, posted: Posted<Nothing>) -> Answer {
    desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        if !store::codes(act.conn(), branch)?.are_own() {
            return Err(NoCodes::PlainAlready.into());
        }
        store::set_results(act, &[])?;
        store::set_intentions(act, &[])?;
        Ok(see("/canvass/codes").saying("The plain words are back. What was noted in your own words keeps them."))
    })
    .await
}

#[derive(Deserialize)]
struct Asking {
    #[serde(default)]
    question: String,
    #[serde(default)]
    choices: String,
}

async fn ask(desk: Desk, who: Holding<CoordinateCanvass>, posted: Posted<Asking>) -> Answer {
    let typed = posted.typed();
    let answer = desk
        .act(who.actor(), &posted.once, move |act| {
            let branch = act.branch();
            let others = store::codes(act.conn(), branch)?.questions.len();
            let (words, choices) = codes::may_ask(&posted.form.question, &posted.form.choices, others)?;
            store::ask(act, &words, &choices)?;
            Ok(see("/canvass/codes#questions").saying("It is asked at doors from now on, on phones and on paper."))
        })
        .await;
    desk.or_again(answer, typed, page).await
}

async fn end(desk: Desk, who: Holding<CoordinateCanvass>, question: Path<RowId>, posted: Posted<Nothing>) -> Answer {
    let question = *question;
    desk.act(who.actor(), &posted.once, move |act| {
        if !store::end(act, question)? {
            return Err(NoCodes::EndedAlready.into());
        }
        let undo = format!("/canvass/codes/questions/{question}/ending/undoing");
        Ok(see("/canvass/codes#questions").saying("It is asked no longer. What was answered stays.").with_undo(undo, "Undo"))
    })
    .await
}

async fn ask_again(desk: Desk, who: Holding<CoordinateCanvass>, question: Path<RowId>, posted: Posted<Nothing>) -> Answer {
    let question = *question;
    desk.act(who.actor(), &posted.once, move |act| {
        store::ask_again(act, question)?;
        Ok(see("/canvass/codes#questions").saying("It is asked again."))
    })
    .await
}
