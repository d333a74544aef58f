//! A tie that only a lot can decide: the returning officer draws the names and writes down the order.

use std::collections::BTreeMap;

use actix_web::web::{self, Path, ServiceConfig};
use serde::Serialize;

use super::{
    super::{
        choice::Choice,
        election::{draw_lots, find_election},
        ranking,
        result::{self, Counted},
        rules::NotNow,
        store,
    },
    paper::{Line, fault_field, field},
};
use crate::{
    accounts::{Holding, RunBallots},
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
            choices: vec![Line { id: 1, name: "Ama".into(), more: String::new(), mark: None }],
            form,
        };
        vec![page(Filled::default()), page(Filled::default().but(Faults::at("mark-1", "Number every name.")))]
    }
}

async fn ask(desk: Desk, _: Holding<RunBallots>, ballot: Path<BallotId>) -> Answer {
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
    };
    Ok(LotsPage {
        choices: store::choices_of(look.conn, &ballot)?.into_iter().map(line).collect(),
        path: ballot.path(),
        title: ballot.title,
        between: needed.between.iter().map(|number| needed.so_far.name(*number).to_owned()).collect(),
        purpose: needed.purpose.to_string(),
        form,
    })
}

async fn draw(
    desk: Desk,
    who: Holding<RunBallots>,
    ballot: Path<BallotId>,
    posted: Posted<BTreeMap<String, String>>,
) -> Answer {
    let (ballot, typed) = (*ballot, posted.typed());
    let again = typed.clone();
    let answer = desk
        .act(who.actor(), &posted.once, move |act| {
            let branch = act.branch();
            let order = order(act.conn(), branch, ballot, &typed)?;
            draw_lots(act, ballot, &order)?;
            Ok(see(format!("/ballots/{ballot}/result")).saying("The lot is recorded and the papers are counted with it."))
        })
        .await;
    desk.or_again(answer, again, move |look, form| lots_page(look, ballot, form)).await
}

/// Every name has its place: one draw then serves every tie of this count, and a second count follows the same lot.
fn order(conn: &mut Conn, branch: BranchId, ballot: BallotId, typed: &Filled) -> Result<Vec<i32>, Problem> {
    let found = find_election(conn, branch, ballot)?;
    let choices = store::choices_of(conn, &found)?;
    let drawn = ranking::read(&choices, |number| typed.value(&field(number)).to_owned());
    match drawn {
        Ok(drawn) if drawn.numbers().len() == choices.len() => Ok(drawn.numbers().to_vec()),
        Ok(_) => Err(Problem::Faults(Faults::at("mark-1", "Give every name the number at which it was drawn."))),
        Err(slips) => {
            let mut faults = Faults::default();
            slips.into_iter().for_each(|slip| faults.add(&fault_field(slip.choice), slip.says));
            Err(Problem::Faults(faults))
        }
    }
}
