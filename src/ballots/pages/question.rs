//! Putting a question to members: for or against, with the majority that the rulebook names for its matter.

use actix_web::web::{self, ServiceConfig};
use serde::{Deserialize, Serialize};

use super::{
    super::{
        count::Needs,
        election::{NewQuestion, draft_question},
        rules,
        terms::ruled_needs,
    },
    days::TypedDays,
    draft,
};
use crate::{
    accounts::{Holding, RunBallots},
    branch::Branch,
    db::Instant,
    members, places,
    render::Page,
    rulebook::Rulebook,
    web::{Answer, Choice, Desk, Faults, Filled, Look, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/ballots/question", web::get().to(new)).route("/ballots/question", web::post().to(create));
}

/// The form.
#[derive(Debug, Serialize)]
pub struct QuestionPage {
    form: Filled,
    /// What it may be about, each with the majority that it needs.
    majorities: Vec<Choice>,
    rules: Vec<Choice>,
    wards: Vec<Choice>,
}

impl Page for QuestionPage {
    const TEMPLATE: &'static str = "ballots/question.html";
    fn title(&self) -> String {
        "A question for or against".into()
    }
    fn samples() -> Vec<Self> {
        let offered = || vec![Choice::of("motion", "Motion: more for than against")];
        let page = |form| QuestionPage { form, majorities: offered(), rules: offered(), wards: offered() };
        vec![page(Filled::default()), page(Filled::default().but(Faults::at("question", NO_QUESTION)))]
    }
}

const NO_TITLE: &str = "Give it a title, such as “Affiliation to the trades council”.";
const NO_QUESTION: &str = "Write the question as it stands on the paper, so that “for” and “against” answer it.";

#[derive(Debug, Clone, Deserialize)]
struct Putting {
    #[serde(default)]
    title: String,
    #[serde(default)]
    question: String,
    #[serde(default)]
    matter: String,
    #[serde(default)]
    abstain: String,
    #[serde(default)]
    room: String,
    #[serde(default)]
    rule: String,
    #[serde(default)]
    ward: String,
    #[serde(default)]
    opens_on: String,
    #[serde(default)]
    freeze_on: String,
    #[serde(default)]
    closes_on: String,
    #[serde(default)]
    closes_at: String,
}

async fn new(desk: Desk, _: Holding<RunBallots>) -> Answer {
    desk.page(|look| {
        let rules = draft::rules(&look.branch);
        let rule = rules.iter().find(|rule| rule.value == "officers").or(rules.first());
        let rule = rule.map(|rule| rule.value.clone()).unwrap_or_default();
        let asked = [("matter", MOTION.to_owned()), ("abstain", "yes".to_owned())];
        let days = draft::usual_days(&look.branch, look.today(), &rule);
        page(look, Filled::with(asked.into_iter().chain(days)))
    })
    .await
}

/// A matter that every rulebook knows, since a simple majority decides where nothing else is said.
const MOTION: &str = "motion";

fn page(look: &mut Look<'_>, form: Filled) -> Result<QuestionPage, Problem> {
    Ok(QuestionPage {
        majorities: majorities(&look.branch.rulebook),
        rules: draft::rules(&look.branch),
        wards: draft::wards(places::wards(look.conn, look.branch.id)?),
        form,
    })
}

/// Majorities that a notice may ask for where the rulebook names none.
const OTHERS: [&str; 3] = ["2/3 voting", "2/3 papers", "more-than-1/2 entitled"];

/// "Motion: more for than against (ch. 15)", then the majorities that only the notice asks for. Matters of an evening's order,
/// and those that the rules leave to one meeting, are none for a ballot of all.
fn majorities(book: &Rulebook) -> Vec<Choice> {
    let said = |needs: &str| Choice::of(needs, needs.parse::<Needs>().map(Needs::in_words).unwrap_or_default());
    matters(book).into_iter().chain(OTHERS.map(said)).collect()
}

fn matters(book: &Rulebook) -> Vec<Choice> {
    let substantive = book.voting.thresholds.iter().filter(|(_, rule)| rule.about.is_some() && rule.at.is_none());
    let others = substantive.filter(|(name, _)| name.as_str() != MOTION);
    let names = std::iter::once(MOTION).chain(others.map(|(name, _)| name.as_str()));
    let words = |name: &str| format!("{}: {}", members::at_head(&name.replace('-', " ")), book.majority_in_words(name));
    names.map(|name| Choice::of(name, words(name))).collect()
}

async fn create(desk: Desk, who: Holding<RunBallots>, posted: Posted<Putting>) -> Answer {
    let typed = posted.typed();
    let (branch, now) = desk.look(|look| Ok((look.branch.clone(), look.now))).await?;
    let question = match read(&branch, now, &posted.form) {
        Ok(question) => question,
        Err(faults) => return desk.again(typed, faults, page).await,
    };
    desk.act(who.actor(), &posted.once, move |act| {
        let ballot = draft_question(act, &question)?;
        Ok(see(format!("/ballots/{ballot}")).saying("The question is drafted. Look at its roll, then open it."))
    })
    .await
}

fn read(branch: &Branch, now: Instant, form: &Putting) -> Result<NewQuestion, Faults> {
    let mut faults = Faults::default();
    for (field, text, says) in [("title", &form.title, NO_TITLE), ("question", &form.question, NO_QUESTION)] {
        if text.trim().is_empty() {
            faults.add(field, says);
        }
    }
    let majority = needed(&branch.rulebook, &form.matter);
    if majority.is_none() {
        faults.add("matter", "Choose what majority it needs.");
    }
    let typed = TypedDays {
        opens_on: &form.opens_on,
        freeze_on: &form.freeze_on,
        closes_on: &form.closes_on,
        closes_at: &form.closes_at,
    };
    let days = typed.read(branch.zone, &mut faults);
    let in_the_room = form.room == "yes";
    let held = if in_the_room { rules::may_be_held_in_the_room } else { rules::may_be_held };
    if let Some(unfit) = days.as_ref().and_then(|days| held(days, now, branch.zone).err()) {
        faults.add(unfit.at(), unfit.to_string());
    }
    match (days, majority, faults.is_empty()) {
        (Some(days), Some((matter, needs)), true) => Ok(NewQuestion {
            title: form.title.trim().to_owned(),
            question: form.question.trim().to_owned(),
            matter,
            needs,
            may_abstain: form.abstain == "yes",
            rule: form.rule.clone(),
            area: if form.ward.is_empty() { Vec::new() } else { vec![form.ward.clone()] },
            called_on: branch.date_of(now),
            days,
            in_the_room,
        }),
        _ => Err(faults),
    }
}

/// The matter, where the rulebook knows it, and what it needs.
fn needed(book: &Rulebook, chosen: &str) -> Option<(String, Needs)> {
    if matters(book).iter().any(|matter| matter.value == chosen) {
        return Some((chosen.to_owned(), ruled_needs(book, chosen)));
    }
    let needs = OTHERS.into_iter().find(|other| *other == chosen)?.parse().ok()?;
    Some((String::new(), needs))
}
