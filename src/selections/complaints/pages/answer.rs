//! Those who run ballots read complaints, answer them, and decide appeals against each other's answers.

use actix_web::web::{self, Path, ServiceConfig};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    super::{complaint::Complaint, dealing, rules, store},
    Turn, sample_turn, turns,
};
use crate::{
    audit::Scribe,
    db::{AccountId, MemberId, RowId, SelectionId},
    members,
    render::Page,
    selections::{pages::Running, selection::path, store as selections},
    web::{Answer, Desk, Faults, Filled, Look, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/selections/{selection}/complaints", web::get().to(show))
        .route("/selections/{selection}/complaints/{complaint}/answer", web::post().to(answer))
        .route("/selections/{selection}/complaints/{complaint}/decision", web::post().to(decide));
}

/// Every complaint about a selection.
#[derive(Debug, Serialize)]
pub struct ComplaintsPage {
    path: String,
    office: String,
    open: usize,
    complaints: Vec<Heard>,
    form: Filled,
}

#[derive(Debug, Serialize)]
struct Heard {
    id: RowId,
    by: String,
    turns: Vec<Turn>,
    /// What the reader is to do.
    next: Next,
    /// Why somebody else does it; empty where the reader may.
    not_you: String,
    appeal_until: Option<NaiveDate>,
    /// What was typed, where this is the complaint that is asked about again.
    form: Filled,
}

/// What a complaint waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Next {
    Answer,
    Decision,
    Nothing,
}

impl Page for ComplaintsPage {
    const TEMPLATE: &'static str = "selections/complaints.html";
    fn title(&self) -> String {
        format!("Complaints: {}", self.office)
    }
    fn samples() -> Vec<Self> {
        let heard = |next, not_you: &str| Heard {
            id: RowId::random(),
            by: "Tom Lewis".into(),
            turns: vec![sample_turn("Complaint")],
            next,
            not_you: not_you.into(),
            appeal_until: (next == Next::Nothing).then(NaiveDate::default),
            form: Filled::default(),
        };
        let page = |complaints, form| ComplaintsPage {
            path: "/selections/1".into(),
            office: "Candidate for Millbank".into(),
            open: 2,
            complaints,
            form,
        };
        let wrong = || Filled::default().but(Faults::at("answer", "Say what was wrong."));
        let all = vec![
            Heard { form: wrong(), ..heard(Next::Answer, "") },
            heard(Next::Decision, ""),
            heard(Next::Decision, "You answered this complaint."),
            heard(Next::Nothing, ""),
            Heard { appeal_until: None, ..heard(Next::Nothing, "") },
        ];
        vec![page(all, wrong()), ComplaintsPage { open: 0, ..page(vec![], Filled::default()) }]
    }
}

async fn show(desk: Desk, who: Running, selection: Path<SelectionId>) -> Answer {
    let (officer, scribe) = (who.account, desk.scribe().clone());
    desk.page(move |look| page(look, &scribe, *selection, officer, None)).await
}

fn page(
    look: &mut Look<'_>,
    scribe: &Scribe,
    selection: SelectionId,
    officer: AccountId,
    typed: Option<(RowId, Filled)>,
) -> Result<ComplaintsPage, Problem> {
    let (branch, vault) = (look.branch.id, scribe.vault().map_err(Problem::broken)?);
    let found = selections::find(look.conn, branch, selection)?;
    let complaints = store::of_selection(look.conn, branch, selection)?;
    let ids: Vec<MemberId> = complaints.iter().map(|complaint| complaint.member_id).collect();
    let names = members::names(look.conn, branch, &ids)?;
    let reader = members::of_account(look.conn, branch, officer)?.map(|member| member.id);
    let candidates = selections::candidates_of(look.conn, branch, selection)?;
    let candidates: Vec<MemberId> = candidates.into_iter().map(|candidate| candidate.member_id).collect();
    let heard = |complaint: &Complaint| {
        let refusal = rules::may_deal_with(complaint, reader, &candidates).and_then(|()| match next(complaint) {
            Next::Decision => rules::may_decide(complaint, officer),
            _ => Ok(()),
        });
        Heard {
            id: complaint.id,
            by: names.get(&complaint.member_id).cloned().unwrap_or_default(),
            turns: turns(complaint, vault),
            next: next(complaint),
            not_you: refusal.err().map(|refusal| refusal.to_string()).unwrap_or_default(),
            appeal_until: complaint.appeal_until,
            form: typed.as_ref().filter(|(id, _)| *id == complaint.id).map(|(_, form)| form.clone()).unwrap_or_default(),
        }
    };
    Ok(ComplaintsPage {
        path: found.path(),
        open: complaints.iter().filter(|complaint| complaint.is_open()).count(),
        complaints: complaints.iter().map(heard).collect(),
        form: typed.as_ref().map(|(_, form)| form.clone()).unwrap_or_default(),
        office: found.office,
    })
}

fn next(complaint: &Complaint) -> Next {
    match complaint.is_open() {
        false => Next::Nothing,
        true if complaint.appealed_on.is_some() => Next::Decision,
        true => Next::Answer,
    }
}

#[derive(Deserialize)]
struct Answering {
    #[serde(default)]
    answer: String,
}

async fn answer(desk: Desk, who: Running, place: Path<dealing::Place>, posted: Posted<Answering>) -> Answer {
    let (place, officer, typed, form) = (*place, who.account, posted.typed(), posted.form);
    let answer = desk
        .act(who.actor(), &posted.once, move |act| {
            dealing::answer(act, place, officer, form.answer.trim())?;
            Ok(see(format!("{}/complaints", path(place.0))).saying("The answer is given; whoever complained is told of it."))
        })
        .await;
    let scribe = desk.scribe().clone();
    desk.or_again(answer, typed, move |look, form| page(look, &scribe, place.0, officer, Some((place.1, form)))).await
}

#[derive(Deserialize)]
struct Deciding {
    #[serde(default)]
    decision: String,
}

async fn decide(desk: Desk, who: Running, place: Path<dealing::Place>, posted: Posted<Deciding>) -> Answer {
    let (place, officer, typed, form) = (*place, who.account, posted.typed(), posted.form);
    let answer = desk
        .act(who.actor(), &posted.once, move |act| {
            dealing::decide(act, place, officer, form.decision.trim())?;
            Ok(see(format!("{}/complaints", path(place.0))).saying("The appeal is decided, and that ends it."))
        })
        .await;
    let scribe = desk.scribe().clone();
    desk.or_again(answer, typed, move |look, form| page(look, &scribe, place.0, officer, Some((place.1, form)))).await
}
