//! A mailing before it goes: how it reads, whom it reaches and whom not; a test of it; and sending it.

use actix_web::{
    middleware::from_fn,
    web::{self, ServiceConfig},
};
use serde::Serialize;

use super::{
    super::{
        audience::{self, Audience},
        mailing::{Mailing, Typed},
        notices,
        store::{self, path},
    },
    write::{self, WritePage},
};
use crate::{
    accounts::{self, Holding, ManageMembers},
    audit::Act,
    branch,
    db::{AccountId, RowId},
    render::{
        Page,
        markdown::{self, Block},
        words::plural,
    },
    web::{Answer, Desk, Filled, Look, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/mailings/check", web::post().to(check))
        .route("/mailings/test", web::post().to(try_out))
        .route("/mailings", web::post().to(send).wrap(from_fn(accounts::weighty)));
}

/// "This goes to 34 people."
#[derive(Debug, Serialize)]
pub struct CheckPage {
    /// The question in plain words.
    whom: String,
    subject: String,
    /// As the first reader reads it.
    blocks: Vec<Block>,
    first: String,
    people: usize,
    without_address: usize,
    left_out: usize,
    /// Where a test went, if one was just asked for.
    tested: Option<String>,
    form: Filled,
}

impl Page for CheckPage {
    const TEMPLATE: &'static str = "mailings/check.html";

    fn title(&self) -> String {
        "Look at it before it goes".into()
    }

    fn samples() -> Vec<Self> {
        let page = |words: &str, tested| CheckPage {
            whom: "Members who live in Millbank.".into(),
            subject: "News for December".into(),
            blocks: markdown::blocks(words),
            first: "Łucja Khan".into(),
            people: 34,
            without_address: 2,
            left_out: 1,
            tested,
            form: Filled::with([("subject", "News for December".to_owned())]),
        };
        let all = "# Come\n\nDear **Łucja**,\n*see* [us](https://b.example).\n\n> We won.\n\n* a\n* b\n\n1. c";
        vec![page(all, None), page("Dear Łucja,", Some("nadia@northmoor.example".into()))]
    }
}

async fn check(desk: Desk, who: Holding<ManageMembers>, posted: Posted<Typed>) -> Answer {
    let (typed, kept, form) = (posted.typed(), posted.typed(), posted.form.clone());
    let page = desk.page(move |look| page(look, &form, kept, None)).await;
    or_written_again(&desk, page, typed, posted.form, who.account).await
}

fn page(look: &mut Look<'_>, typed: &Typed, form: Filled, tested: Option<String>) -> Result<CheckPage, Problem> {
    let today = look.today();
    let (mailing, audience) = audience::read(look.conn, &look.branch, today, typed)?;
    let first = audience.first()?;
    let (subject, blocks) = mailing.for_reader(first);
    Ok(CheckPage {
        whom: mailing.asks.in_words(),
        subject,
        blocks,
        first: first.full_name.clone(),
        people: audience.readers.len(),
        without_address: audience.without_address,
        left_out: audience.left_out,
        tested,
        form,
    })
}

/// What is wrong is said in the form in which it was written.
async fn or_written_again(desk: &Desk, answer: Answer, typed: Filled, form: Typed, writer: AccountId) -> Answer {
    let again = move |look: &mut Look<'_>, filled| -> Result<WritePage, Problem> {
        write::page(look, &form.question(), writer, filled)
    };
    desk.or_again(answer, typed, again).await
}

/// Sends the mailing as it stands to whoever asks, and to nobody else.
async fn try_out(desk: Desk, who: Holding<ManageMembers>, posted: Posted<Typed>) -> Answer {
    let (typed, kept, form, shown) = (posted.typed(), posted.typed(), posted.form.clone(), posted.form.clone());
    let writer = who.account;
    let sent = desk.in_passing(who.actor(), &posted.once, move |act| {
        let (mailing, audience) = read(act, &form)?;
        let (to, address) = who.own_mail(act.conn())?;
        let reply_to = mailing.answers_to_writer.then_some(address.as_str());
        notices::tested(act, &mailing, audience.first()?, to, reply_to)?;
        Ok(address)
    });
    let answer = match sent.await {
        Ok(address) => desk.page(move |look| page(look, &shown, kept, Some(address))).await,
        Err(problem) => Err(problem),
    };
    or_written_again(&desk, answer, typed, posted.form, writer).await
}

/// Sends it to everybody, if they are as many as its writer saw.
async fn send(desk: Desk, who: Holding<ManageMembers>, posted: Posted<Typed>) -> Answer {
    let (typed, form, writer) = (posted.typed(), posted.form.clone(), who.account);
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let (mailing, audience) = read(act, &form)?;
        audience.first()?;
        let people = audience.readers.len();
        form.may_go_to(people).map_err(Problem::Faults)?;
        let address = accounts::find(act.conn(), writer)?.address;
        let reply_to = mailing.answers_to_writer.then_some(address.as_str());
        let id = RowId::fresh();
        let notice = notices::sent(act, &mailing, path(id), audience, reply_to)?;
        store::note(act, id, &mailing, (i32::try_from(people).unwrap_or(i32::MAX), notice), writer)?;
        Ok(see(path(id)).saying(format!("It goes to {}.", plural(people as i128, "person", "people"))))
    });
    or_written_again(&desk, answer.await, typed, posted.form, who.account).await
}

/// The mailing and those it reaches, at the moment of the deed.
fn read(act: &mut Act<'_>, form: &Typed) -> Result<(Mailing, Audience), Problem> {
    let branch = act.branch();
    let branch = branch::find(act.conn(), branch)?;
    let today = branch.date_of(act.at());
    audience::read(act.conn(), &branch, today, form)
}
