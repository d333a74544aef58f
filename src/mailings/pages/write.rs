//! Writing to those whom a question finds.

use actix_web::web::{self, Query, ServiceConfig};
use serde::Serialize;

use super::super::mailing::{Placeholder, Typed};
use crate::{
    accounts::{self, Holding, ManageMembers},
    db::AccountId,
    lists::Question,
    render::Page,
    web::{Answer, Desk, Faults, Filled, Look, Posted, Problem},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/mailings/new", web::get().to(show)).route("/mailings/new", web::post().to(change));
}

/// "Write to 34 members".
#[derive(Debug, Serialize)]
pub struct WritePage {
    /// The question in plain words.
    whom: String,
    /// The question as the address of a list has it.
    asks: String,
    /// What is filled in for each reader, in braces.
    filled_in: Vec<String>,
    /// Where answers come to, if the writer wants them.
    address: String,
    form: Filled,
}

impl Page for WritePage {
    const TEMPLATE: &'static str = "mailings/write.html";

    fn title(&self) -> String {
        "Write to members".into()
    }

    fn samples() -> Vec<Self> {
        let page = |form| WritePage {
            whom: "Members who live in Millbank.".into(),
            asks: "ward=Millbank".into(),
            filled_in: filled_in(),
            address: "nadia@northmoor.example".into(),
            form,
        };
        let mut wrong = Faults::at("subject", "Write what it is about.");
        wrong.add("words", "Write what you want to say.");
        vec![page(Filled::default()), page(Filled::default().but(wrong))]
    }
}

fn filled_in() -> Vec<String> {
    Placeholder::ALL.iter().map(|known| format!("{{{}}}", known.as_str())).collect()
}

async fn show(desk: Desk, who: Holding<ManageMembers>, question: Query<Question>) -> Answer {
    let (question, writer) = (question.into_inner(), who.account);
    let form = Filled::with([("answers", "yes".to_owned())]);
    desk.page(move |look| page(look, &question, writer, form)).await
}

/// Back from looking at it, with everything that was written.
async fn change(desk: Desk, who: Holding<ManageMembers>, posted: Posted<Typed>) -> Answer {
    let (question, typed, writer) = (posted.form.question(), posted.typed(), who.account);
    desk.page(move |look| page(look, &question, writer, typed)).await
}

/// The form, filled as given.
pub fn page(look: &mut Look<'_>, question: &Question, writer: AccountId, form: Filled) -> Result<WritePage, Problem> {
    // A question that cannot be read is shown where it was asked, with its faults.
    let asks = question.read().map_err(|_| Problem::NotFound)?;
    Ok(WritePage {
        whom: asks.in_words(),
        asks: question.query(),
        filled_in: filled_in(),
        address: accounts::find(look.conn, writer)?.address,
        form,
    })
}
