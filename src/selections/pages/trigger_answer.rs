//! Entering what the meeting of one body answered to a sitting representative.

use actix_web::web::{self, Path, ServiceConfig};
use serde::{Deserialize, Serialize};

use super::super::{
    body,
    rules::triggers::{self as rules, NotTriggered, Votes},
    store,
    trigger::{BodyAnswer, Verdict, path},
    triggering::{self, Told},
};
use crate::{
    accounts::{Holding, RunBallots},
    db::{BodyId, TriggerId},
    render::Page,
    web::{Answer, Choice, Desk, Faults, Filled, Look, Posted, Problem, see, typed},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/triggers/{trigger}/answers/{body}", web::get().to(show))
        .route("/triggers/{trigger}/answers/{body}", web::post().to(enter));
}

/// "The meeting of Millbank".
#[derive(Debug, Serialize)]
pub struct TriggerAnswerPage {
    path: String,
    office: String,
    body: String,
    about: String,
    /// The answer that is put right; empty where this is the first.
    instead_of: String,
    castings: Vec<Choice>,
    form: Filled,
}

impl Page for TriggerAnswerPage {
    const TEMPLATE: &'static str = "selections/trigger_answer.html";
    fn title(&self) -> String {
        format!("The meeting of {}: {}", self.body, self.office)
    }
    fn samples() -> Vec<Self> {
        let page = |instead_of: &str, form| TriggerAnswerPage {
            path: "/triggers/1".into(),
            office: "Candidate".into(),
            body: "Millbank".into(),
            about: "Ward with 12 members".into(),
            instead_of: instead_of.into(),
            castings: castings(),
            form,
        };
        let wrong = Filled::default().but(Faults::at("votes_yes", "Write the votes."));
        vec![page("", wrong), page("1", Filled::default())]
    }
}

fn castings() -> Vec<Choice> {
    let none = Choice::of("", "The votes were not equal");
    std::iter::once(none).chain(Verdict::ALL.iter().map(|verdict| Choice::of(verdict.as_str(), verdict.words()))).collect()
}

async fn show(desk: Desk, _: Holding<RunBallots>, place: Path<(TriggerId, BodyId)>) -> Answer {
    let (trigger, body) = *place;
    desk.page(move |look| page(look, trigger, body, None)).await
}

fn page(look: &mut Look<'_>, id: TriggerId, body: BodyId, typed: Option<Filled>) -> Result<TriggerAnswerPage, Problem> {
    let (branch, today) = (look.branch.clone(), look.today());
    let trigger = store::find_trigger(look.conn, branch.id, id)?;
    let answers = store::answers_of(look.conn, branch.id, id)?;
    let standing = answers.iter().find(|answer| answer.body_id == body && answer.stands());
    rules::may_enter(&trigger, triggering::first(standing), today)?;
    let bodies = body::bodies_on(look.conn, &branch, &trigger.ward, trigger.asked_on)?;
    let body = bodies.find(body).cloned().ok_or(Problem::NotFound)?;
    let instead_of = match &typed {
        Some(typed) => typed.value("instead_of").to_owned(),
        None => standing.map(|answer| answer.id.to_string()).unwrap_or_default(),
    };
    Ok(TriggerAnswerPage {
        path: trigger.path(),
        office: trigger.office,
        body: body.name,
        about: body.about,
        instead_of,
        castings: castings(),
        form: typed.unwrap_or_else(|| standing.map(filled).unwrap_or_default()),
    })
}

fn filled(answer: &BodyAnswer) -> Filled {
    let casting = if answer.votes_yes == answer.votes_no { answer.verdict.as_str() } else { "" };
    Filled::with([
        ("met_on", answer.met_on.to_string()),
        ("present", answer.present.to_string()),
        ("votes_yes", answer.votes_yes.to_string()),
        ("votes_no", answer.votes_no.to_string()),
        ("casting", casting.to_owned()),
    ])
}

#[derive(Debug, Deserialize)]
struct Typed {
    #[serde(default)]
    met_on: String,
    #[serde(default)]
    present: String,
    #[serde(default)]
    votes_yes: String,
    #[serde(default)]
    votes_no: String,
    #[serde(default)]
    casting: String,
    #[serde(default)]
    instead_of: String,
}

async fn enter(desk: Desk, who: Holding<RunBallots>, place: Path<(TriggerId, BodyId)>, posted: Posted<Typed>) -> Answer {
    let ((trigger, body), typed, account) = (*place, posted.typed(), who.account);
    let told = match read(&posted.form) {
        Ok(told) => told,
        Err(faults) => return desk.again(typed, faults, move |look, form| page(look, trigger, body, Some(form))).await,
    };
    let answer = desk
        .act(who.actor(), &posted.once, move |act| {
            triggering::answer(act, trigger, account, body, told)?;
            Ok(see(path(trigger)).saying("The answer is entered."))
        })
        .await;
    desk.or_again(answer, typed, move |look, form| page(look, trigger, body, Some(form))).await
}

fn read(form: &Typed) -> Result<Told, Faults> {
    let mut faults = Faults::default();
    let count = |text: &str| text.trim().parse::<u32>();
    let met_on = faults.take("met_on", typed::day(&form.met_on).ok_or(NotTriggered::NoDay));
    let present = faults.take("present", count(&form.present).map_err(|_| NotTriggered::NobodyPresent));
    let yes = faults.take("votes_yes", count(&form.votes_yes).map_err(|_| NotTriggered::NotANumber));
    let no = faults.take("votes_no", count(&form.votes_no).map_err(|_| NotTriggered::NotANumber));
    let (Some(met_on), Some(present), Some(yes), Some(no)) = (met_on, present, yes, no) else { return Err(faults) };
    let votes = Votes { present, yes, no, casting: form.casting.parse().ok() };
    Ok(Told { met_on, votes, instead_of: form.instead_of.parse().ok() })
}
