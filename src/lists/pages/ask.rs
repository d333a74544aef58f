//! The question, put together from plain words, and the questions that were kept.

use actix_web::web::{self, ServiceConfig};
use serde::Serialize;

use super::super::store::{self, Saved};
use crate::{
    accounts::{Holding, ManageMembers},
    clock,
    db::AccountId,
    places,
    render::Page,
    web::{Answer, Choice, Desk, Faults, Filled, Look, Problem},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/lists", web::get().to(show));
}

/// "Whom do you look for?"
#[derive(Debug, Serialize)]
pub struct AskPage {
    saved: Vec<Kept>,
    wards: Vec<Choice>,
    classes: Vec<Choice>,
    dues: Vec<Choice>,
    mail: Vec<Choice>,
    suspended: Vec<Choice>,
    office: Vec<Choice>,
    /// What a draw goes by.
    seed: String,
    form: Filled,
}

/// A question under its name.
#[derive(Debug, Serialize)]
struct Kept {
    list: Saved,
    is_own: bool,
}

impl Page for AskPage {
    const TEMPLATE: &'static str = "lists/ask.html";

    fn title(&self) -> String {
        "Lists".into()
    }

    fn samples() -> Vec<Self> {
        let list = |is_shared| Saved {
            id: crate::db::RowId::fresh(),
            name: "Millbank without mail".into(),
            asks: "ward=Millbank&mail=no".into(),
            made_by: AccountId::fresh(),
            is_shared,
        };
        let kept = vec![Kept { list: list(true), is_own: true }, Kept { list: list(false), is_own: false }];
        let wrong = Filled::default().but(Faults::at("random", "Write how many people, such as 20."));
        vec![
            AskPage::of(kept, &["Millbank".into()], &["full".into()], Filled::default()),
            AskPage::of(Vec::new(), &[], &[], wrong),
        ]
    }
}

impl AskPage {
    fn of(saved: Vec<Kept>, wards: &[String], classes: &[String], form: Filled) -> Self {
        let with =
            |any: &str, names: &[String]| std::iter::once(Choice::of("", any)).chain(names.iter().map(Choice::word)).collect();
        Self {
            saved,
            wards: with("Any ward", wards),
            classes: with("Any class", classes),
            dues: vec![Choice::of("", "Either"), Choice::of("late", "Late"), Choice::of("paid", "Not late")],
            mail: vec![Choice::of("", "Either"), Choice::of("yes", "Known"), Choice::of("no", "Not known")],
            suspended: vec![Choice::of("", "Either"), Choice::of("no", "Not suspended"), Choice::of("yes", "Suspended")],
            office: vec![Choice::of("", "Either"), Choice::of("yes", "An office"), Choice::of("no", "No office")],
            seed: clock::random_id().to_string(),
            form,
        }
    }
}

async fn show(desk: Desk, who: Holding<ManageMembers>) -> Answer {
    let by = who.account;
    desk.page(move |look| page(look, by, Filled::default())).await
}

pub fn page(look: &mut Look<'_>, by: AccountId, form: Filled) -> Result<AskPage, Problem> {
    let saved = store::saved(look.conn, look.branch.id, by)?;
    let saved = saved.into_iter().map(|list| Kept { is_own: list.made_by == by, list }).collect();
    let wards: Vec<String> = places::wards(look.conn, look.branch.id)?.into_iter().map(|(_, name)| name).collect();
    Ok(AskPage::of(saved, &wards, &look.branch.rulebook.membership.classes, form))
}
