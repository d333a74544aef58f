//! What became of a reminder: how many it reached, and the letters that are to be printed.

use actix_web::web::{self, Path, ServiceConfig};
use chrono::NaiveDate;
use serde::Serialize;

use super::super::{late::path, notices::REMINDER, store};
use crate::{
    accounts::{Holding, RecordDues},
    db::RowId,
    mail::{self, Served},
    members::{Letter, Purpose, Shown, lettered, letters, note_looks},
    render::Page,
    web::{Answer, Desk},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/members/dues/reminders/{reminder}", web::get().to(show))
        .route("/members/dues/reminders/{reminder}/letters", web::get().to(print));
}

/// "9 people were reminded."
#[derive(Debug, Serialize)]
pub struct SentPage {
    id: RowId,
    on: NaiveDate,
    people: Vec<Person>,
    letters: usize,
}

/// Somebody who was reminded, and how far the message has come.
#[derive(Debug, Serialize)]
struct Person {
    name: String,
    stands: &'static str,
}

impl Page for SentPage {
    const TEMPLATE: &'static str = "members/arrears/sent.html";

    fn title(&self) -> String {
        "Reminded".into()
    }

    fn samples() -> Vec<Self> {
        let person = |stands| Person { name: "Łucja Khan".into(), stands };
        let page = |letters| SentPage {
            id: RowId::fresh(),
            on: NaiveDate::default(),
            people: vec![person("on the way"), person("letter")],
            letters,
        };
        vec![page(1), page(0)]
    }
}

async fn show(desk: Desk, _: Holding<RecordDues>, id: Path<RowId>) -> Answer {
    let id = *id;
    desk.page(move |look| {
        let (branch, about) = (look.branch.id, path(id));
        let on = store::sent_on(look.conn, branch, id)?;
        let notice = mail::notice_about(look.conn, branch, &about, REMINDER)?;
        let served = match notice {
            Some(notice) => mail::served(look.conn, branch, notice)?,
            None => Vec::new(),
        };
        let letters = mail::count_letters(look.conn, branch, &about, REMINDER)?;
        let person = |served: Served| Person { name: served.name, stands: stands(served.state) };
        Ok(SentPage { id, on, people: served.into_iter().map(person).collect(), letters })
    })
    .await
}

const fn stands(state: mail::State) -> &'static str {
    use mail::State::{Accepted, Committing, Expired, InDoubt, Leased, Letter, Queued, Refused};
    match state {
        Accepted => "mail was taken",
        Queued | Leased | Committing => "on the way",
        Refused | Expired => "mail was refused",
        InDoubt => "perhaps arrived",
        Letter => "letter to print",
    }
}

/// The reminder as letters, one to a page.
#[derive(Debug, Serialize)]
pub struct LettersPage {
    id: RowId,
    letters: Vec<Letter>,
}

impl Page for LettersPage {
    const TEMPLATE: &'static str = "members/arrears/letters.html";

    fn title(&self) -> String {
        "Letters: a kind reminder".into()
    }

    fn samples() -> Vec<Self> {
        vec![
            LettersPage { id: RowId::fresh(), letters: vec![Letter::sample()] },
            LettersPage { id: RowId::fresh(), letters: Vec::new() },
        ]
    }
}

/// Shows the letters, after each of those whose address they bear can read who looked.
async fn print(desk: Desk, who: Holding<RecordDues>, id: Path<RowId>) -> Answer {
    let id = *id;
    let people = desk.look(move |look| {
        store::sent_on(look.conn, look.branch.id, id)?;
        Ok(lettered(look.conn, look.branch.id, &path(id), REMINDER)?)
    });
    note_looks(&desk, &who, (Shown::Letter, Purpose::Dues), people.await?).await?;
    desk.page(move |look| Ok(LettersPage { id, letters: letters(look.conn, look.branch.id, &path(id), REMINDER)? })).await
}
