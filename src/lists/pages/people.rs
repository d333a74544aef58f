//! Whom a question finds.

use actix_web::web::{self, Query, ServiceConfig};
use serde::Serialize;

use super::{
    super::{asks::Typed, store, takeaway::Takeaway},
    ask,
};
use crate::{
    accounts::{Holding, ManageMembers},
    members::{self, Person, Purpose},
    render::{Page, words::plural},
    web::{Answer, Choice, Desk, Faults, Filled, Look, Problem},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/lists/people", web::get().to(show));
}

/// So many names stand on the page.
const MOST: usize = 200;

/// "34 people": those whom a question finds.
#[derive(Debug, Serialize)]
pub struct PeoplePage {
    head: String,
    /// The question in plain words.
    words: String,
    /// The question as the address of the page has it.
    asks: String,
    people: Vec<Person>,
    more: usize,
    takeaways: Vec<Choice>,
    purposes: Vec<Choice>,
    form: Filled,
}

impl Page for PeoplePage {
    const TEMPLATE: &'static str = "lists/people.html";

    fn title(&self) -> String {
        self.head.clone()
    }

    fn samples() -> Vec<Self> {
        let person = Person {
            id: crate::db::MemberId::fresh(),
            name: "Łucja Khan".into(),
            number: "8000001".into(),
            ward: Some("Millbank".into()),
            class: Some("full".into()),
        };
        let page = |people: Vec<Person>, more, form| PeoplePage {
            head: plural(people.len() as i128, "person", "people"),
            words: "Members who live in Millbank.".into(),
            asks: "ward=Millbank".into(),
            people,
            more,
            takeaways: takeaways(),
            purposes: purposes(),
            form,
        };
        let wrong = Filled::default().but(Faults::at("name", "Write a name."));
        vec![
            page(vec![person.clone()], 12, Filled::default()),
            page(vec![person], 0, wrong),
            page(Vec::new(), 0, Filled::default()),
        ]
    }
}

fn takeaways() -> Vec<Choice> {
    Takeaway::ALL.iter().map(|one| Choice::of(one.as_str(), one.label())).collect()
}

fn purposes() -> Vec<Choice> {
    Purpose::TO_REACH.into_iter().map(|one| Choice::of(one.as_str(), one.chosen())).collect()
}

async fn show(desk: Desk, who: Holding<ManageMembers>, typed: Query<Typed>) -> Answer {
    let (typed, by) = (typed.into_inner(), who.account);
    let filled = filled(&typed);
    let answer = desk.page(move |look| page(look, &typed, Filled::default())).await;
    desk.or_again(answer, filled, move |look, form| ask::page(look, by, form)).await
}

fn filled(typed: &Typed) -> Filled {
    let pairs: Vec<(String, String)> = serde_html_form::from_str(&typed.query()).unwrap_or_default();
    Filled { values: pairs.into_iter().collect(), ..Filled::default() }
}

pub fn page(look: &mut Look<'_>, typed: &Typed, form: Filled) -> Result<PeoplePage, Problem> {
    let today = look.today();
    let asks = typed.read().map_err(Problem::Faults)?;
    let ids = store::found(look.conn, &look.branch, &asks, today)?;
    let shown = &ids[..ids.len().min(MOST)];
    Ok(PeoplePage {
        head: match ids.len() {
            0 => "Nobody is found".to_owned(),
            found => plural(found as i128, "person", "people"),
        },
        words: asks.in_words(),
        asks: typed.query(),
        people: members::persons(look.conn, look.branch.id, shown)?,
        more: ids.len() - shown.len(),
        takeaways: takeaways(),
        purposes: purposes(),
        form,
    })
}
