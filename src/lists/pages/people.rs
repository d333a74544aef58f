//! Whom a question finds.

use actix_web::web::{self, Query, ServiceConfig};
use serde::{Deserialize, Serialize};

use super::{
    super::{asks::Typed, store, takeaway::Takeaway},
    ask,
};
use crate::{
    accounts::{Holding, ManageMembers},
    db::MemberId,
    members::{self, Person, Purpose},
    render::{
        Page,
        words::{plural, thousands},
    },
    web::{Answer, Choice, Desk, Faults, Filled, Look, Paged, Problem},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/lists/people", web::get().to(show));
}

/// So many names stand on a page.
const ON_A_PAGE: usize = 50;

#[derive(Default, Deserialize)]
#[serde(default)]
struct Turned {
    page: usize,
}

/// "34 people": those whom a question finds.
#[derive(Debug, Serialize)]
pub struct PeoplePage {
    head: String,
    /// The question in plain words.
    words: String,
    /// The question as the address of the page has it.
    asks: String,
    people: Vec<Person>,
    at: usize,
    of: usize,
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
            id: MemberId::fresh(),
            name: "Łucja Khan".into(),
            number: "8000001".into(),
            ward: Some("Millbank".into()),
            class: Some("full".into()),
        };
        let page = |people: Vec<Person>, of, form| PeoplePage {
            head: plural(people.len() as i128, "person", "people"),
            words: "Members who live in Millbank.".into(),
            asks: "ward=Millbank".into(),
            people,
            at: 1,
            of,
            takeaways: takeaways(),
            purposes: purposes(),
            form,
        };
        let wrong = Filled::default().but(Faults::at("name", "Write a name."));
        vec![
            page(vec![person.clone()], 3, Filled::default()),
            page(vec![person], 1, wrong),
            page(Vec::new(), 1, Filled::default()),
        ]
    }
}

pub fn takeaways() -> Vec<Choice> {
    Takeaway::ALL.iter().map(|one| Choice::of(one.as_str(), one.label())).collect()
}

pub fn purposes() -> Vec<Choice> {
    Purpose::TO_REACH.into_iter().map(|one| Choice::of(one.as_str(), one.chosen())).collect()
}

async fn show(desk: Desk, who: Holding<ManageMembers>, typed: Query<Typed>, turned: Query<Turned>) -> Answer {
    let (typed, by) = (typed.into_inner(), who.account);
    let filled = filled(&typed);
    let answer = desk.page(move |look| turned_to(look, &typed, turned.page, Filled::default())).await;
    desk.or_again(answer, filled, move |look, form| ask::page(look, by, form)).await
}

fn filled(typed: &Typed) -> Filled {
    let pairs: Vec<(String, String)> = serde_html_form::from_str(&typed.query()).unwrap_or_default();
    Filled { values: pairs.into_iter().collect(), ..Filled::default() }
}

pub fn page(look: &mut Look<'_>, typed: &Typed, form: Filled) -> Result<PeoplePage, Problem> {
    turned_to(look, typed, 1, form)
}

fn turned_to(look: &mut Look<'_>, typed: &Typed, page: usize, form: Filled) -> Result<PeoplePage, Problem> {
    let today = look.today();
    let asks = typed.read().map_err(Problem::Faults)?;
    let (ids, are_more) = store::shown(look.conn, &look.branch, &asks, today)?;
    let Paged { shown, at, of } = Paged::of(&ids, page, ON_A_PAGE);
    Ok(PeoplePage {
        head: match ids.len() {
            0 => "Nobody is found".to_owned(),
            found if are_more => format!("More than {} people", thousands(found as i128)),
            found => plural(found as i128, "person", "people"),
        },
        words: asks.in_words(),
        asks: typed.query(),
        people: members::persons(look.conn, look.branch.id, &shown)?,
        at,
        of,
        takeaways: takeaways(),
        purposes: purposes(),
        form,
    })
}
