//! A tie that only a lot can decide: the returning officer draws the names and writes down the order.

use std::collections::BTreeMap;

use actix_web::web::{self, Path, ServiceConfig};
use serde::Serialize;

use super::{
    super::{
        choice::Choice,
        count::Lots,
        election::{draw_lots, find_election},
        ranking,
        result::{self, Counted},
        rules::NotNow,
        store,
    },
    paper::{Line, fault_field, field},
    running::Running,
};
use crate::{
    db::{BallotId, BranchId, Conn},
    render::Page,
    web::{Answer, Desk, Faults, Filled, Look, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/ballots/{ballot}/lots", web::get().to(ask)).route("/ballots/{ballot}/lots", web::post().to(draw));
}

/// "Draw the names."
#[derive(Debug, Serialize)]
pub struct LotsPage {
    title: String,
    path: String,
    /// Whom the votes could not tell apart.
    between: Vec<String>,
    /// What is to be decided: "who is excluded".
    purpose: String,
    choices: Vec<Line>,
    /// Whether words were written instead of numbers.
    by_words: bool,
    form: Filled,
}

impl Page for LotsPage {
    const TEMPLATE: &'static str = "ballots/lots.html";
    fn title(&self) -> String {
        format!("Draw lots: {}", self.title)
    }
    fn samples() -> Vec<Self> {
        let page = |form| LotsPage {
            title: "Chair".into(),
            path: "/ballots/1".into(),
            between: vec!["Ama".into(), "Tom".into()],
            purpose: "who is excluded".into(),
            choices: vec![Line { id: 1, name: "Ama".into(), more: String::new(), fault: None, picture: None, mark: None }],
            by_words: false,
            form,
        };
        vec![page(Filled::default()), page(Filled::default().but(Faults::at("mark-1", "Number every name.")))]
    }
}

async fn ask(desk: Desk, _: Running, ballot: Path<BallotId>) -> Answer {
    desk.page(move |look| lots_page(look, *ballot, Filled::default())).await
}

fn lots_page(look: &mut Look<'_>, ballot: BallotId, form: Filled) -> Result<LotsPage, Problem> {
    let ballot = find_election(look.conn, look.branch.id, ballot)?;
    let row = store::result_row(look.conn, look.branch.id, ballot.id)?.ok_or(NotNow::NotOpen)?;
    let Counted::LotsNeeded(needed) = result::counted(&ballot, &row.blt).map_err(Problem::broken)? else {
        return Err(NotNow::NoLotNeeded.into());
    };
    let line = |choice: Choice| Line {
        id: choice.number,
        mark: Some(form.value(&field(choice.number)).to_owned()).filter(|mark| !mark.is_empty()),
        name: choice.name,
        more: String::new(),
        picture: None,
        fault: form.faults.get(&fault_field(choice.number)).cloned(),
    };
    Ok(LotsPage {
        choices: store::choices_of(look.conn, &ballot)?.into_iter().map(line).collect(),
        path: ballot.path(),
        title: ballot.title,
        between: needed.between.iter().map(|number| needed.so_far.name(*number).to_owned()).collect(),
        purpose: needed.purpose.to_string(),
        by_words: !form.value("words").is_empty(),
        form,
    })
}

async fn draw(desk: Desk, who: Running, ballot: Path<BallotId>, posted: Posted<BTreeMap<String, String>>) -> Answer {
    let (ballot, typed) = (*ballot, posted.typed());
    let again = typed.clone();
    let answer = desk
        .act(who.actor(), &posted.once, move |act| {
            let branch = act.branch();
            let lots = drawn(act.conn(), branch, ballot, &typed)?;
            draw_lots(act, ballot, &lots)?;
            Ok(see(format!("/ballots/{ballot}/result")).saying("The lot is recorded and the papers are counted with it."))
        })
        .await;
    desk.or_again(answer, again, move |look, form| lots_page(look, ballot, form)).await
}

/// The words that were drawn, or the order of the names. Every name has its place: one draw then serves every tie of this count,
/// and a second count follows the same lot.
fn drawn(conn: &mut Conn, branch: BranchId, ballot: BallotId, typed: &Filled) -> Result<Lots, Problem> {
    let words = typed.value("words").trim();
    if !words.is_empty() {
        return words_drawn(words).map_err(|fault| Problem::Faults(Faults::at("words", fault)));
    }
    let found = find_election(conn, branch, ballot)?;
    let choices = store::choices_of(conn, &found)?;
    let order = ranking::read(&choices, |number| typed.value(&field(number)).to_owned());
    match order {
        Ok(order) if order.numbers().len() == choices.len() => {
            Ok(Lots::Drawn(order.numbers().iter().filter_map(|number| u32::try_from(*number).ok()).collect()))
        }
        Ok(_) => Err(Problem::Faults(Faults::at("mark-1", "Give every name the number at which it was drawn."))),
        Err(slips) => {
            let mut faults = Faults::default();
            slips.into_iter().for_each(|slip| faults.add(&fault_field(slip.choice), slip.says));
            Err(Problem::Faults(faults))
        }
    }
}

/// They are read out and typed again by whoever counts again, so they are letters and numbers on one line.
fn words_drawn(words: &str) -> Result<Lots, &'static str> {
    let plain = words.chars().all(|sign| sign.is_alphanumeric() || " -.,".contains(sign));
    match plain && words.chars().count() <= 200 {
        true => Ok(Lots::Seed(words.to_owned())),
        false => Err("Write the words as they would be read out: letters, numbers, spaces, stops, at most 200."),
    }
}
