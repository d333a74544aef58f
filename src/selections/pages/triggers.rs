//! Sitting representatives: those who ask to be the candidate again, and the form to ask.

use actix_web::web::{self, ServiceConfig};
use serde::{Deserialize, Serialize};

use super::super::{
    store,
    trigger::{self, Trigger, TriggerState},
    triggering::{self, Wish},
};
use crate::{
    accounts::SignedIn,
    db::MemberId,
    members::{self, SignedInMember},
    places,
    render::{Page, dates},
    web::{Answer, Choice, Desk, Faults, Filled, Look, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/triggers", web::get().to(show)).route("/triggers", web::post().to(ask));
}

/// "Sitting representatives".
#[derive(Debug, Serialize)]
pub struct TriggersPage {
    lines: Vec<Line>,
    /// Whether the rulebook has such a vote.
    has_rule: bool,
    wards: Vec<Choice>,
    form: Filled,
}

#[derive(Debug, Serialize)]
struct Line {
    path: String,
    name: String,
    office: String,
    says: String,
}

impl Page for TriggersPage {
    const TEMPLATE: &'static str = "selections/triggers.html";
    fn title(&self) -> String {
        "Sitting representatives".into()
    }
    fn samples() -> Vec<Self> {
        let line = Line {
            path: "/triggers/1".into(),
            name: "Ama Okoro".into(),
            office: "Candidate for Millbank ward".into(),
            says: "Bodies meet.".into(),
        };
        let wrong = Filled::default().but(Faults::at("office", "Write what you ask for."));
        let wards = || vec![Choice::of("", "The whole branch")];
        vec![
            TriggersPage { lines: vec![line], has_rule: true, wards: wards(), form: wrong },
            TriggersPage { lines: vec![], has_rule: false, wards: wards(), form: Filled::default() },
        ]
    }
}

async fn show(desk: Desk, _: SignedIn) -> Answer {
    desk.page(|look| page(look, Filled::default())).await
}

fn page(look: &mut Look<'_>, form: Filled) -> Result<TriggersPage, Problem> {
    let all = store::all_triggers(look.conn, look.branch.id)?;
    let ids: Vec<MemberId> = all.iter().map(|one| one.member_id).collect();
    let names = members::names(look.conn, look.branch.id, &ids)?;
    let whole = Choice::of("", "The whole branch");
    let wards = places::wards(look.conn, look.branch.id)?.into_iter().map(|(_, name)| Choice::word(name));
    Ok(TriggersPage {
        lines: all
            .into_iter()
            .map(|one| Line {
                path: one.path(),
                name: names.get(&one.member_id).cloned().unwrap_or_default(),
                says: stands(&one),
                office: one.office,
            })
            .collect(),
        has_rule: look.branch.rulebook.trigger.is_some(),
        wards: std::iter::once(whole).chain(wards).collect(),
        form,
    })
}

/// How it stands, in one sentence.
pub fn stands(trigger: &Trigger) -> String {
    match (trigger.state, trigger.closes_on) {
        (TriggerState::FullSelection, _) => "There is a full selection.".to_owned(),
        (TriggerState::Reselected, _) => "Reselected, as the only candidate.".to_owned(),
        (TriggerState::Withdrawn, _) => "Taken back before it was settled.".to_owned(),
        (TriggerState::Open, Some(on)) => format!("Wards and affiliates answer until {}.", dates::day(on)),
        _ => format!("Asked on {}. An officer opens it.", dates::day(trigger.asked_on)),
    }
}

#[derive(Debug, Deserialize)]
struct Asking {
    #[serde(default)]
    office: String,
    #[serde(default)]
    ward: String,
    #[serde(default)]
    statement: String,
}

async fn ask(desk: Desk, who: SignedInMember, posted: Posted<Asking>) -> Answer {
    let (typed, form, member) = (posted.typed(), posted.form, who.member.id);
    let answer = desk
        .act(who.actor(), &posted.once, move |act| {
            let Asking { office, ward, statement } = form;
            let wish = Wish { office: office.trim().to_owned(), ward, statement: statement.trim().to_owned() };
            let trigger = triggering::ask(act, member, wish)?;
            Ok(see(trigger::path(trigger)).saying("You have asked. An officer opens the vote of the wards and affiliates."))
        })
        .await;
    desk.or_again(answer, typed, page).await
}
