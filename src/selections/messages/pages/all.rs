//! What everybody who stands has used, side by side; and holding a message back before it leaves.

use actix_web::web::{self, Path, ServiceConfig};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::super::{
    message::{Message, Standing},
    sending::{self, Desk as Access},
};
use crate::{
    db::{MemberId, RowId, SelectionId},
    members,
    render::{Page, words::paragraphs},
    selections::{pages::Running, selection::path},
    web::{Answer, Desk, Faults, Filled, Look, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/selections/{selection}/messages", web::get().to(show))
        .route("/selections/{selection}/messages/{message}/holding", web::post().to(hold_back));
}

/// Every message of a selection, and who has used how much.
#[derive(Debug, Serialize)]
pub struct MessagesPage {
    path: String,
    office: String,
    each: u32,
    clause: String,
    used: Vec<Used>,
    messages: Vec<Line>,
    form: Filled,
}

/// What one candidate has used.
#[derive(Debug, Serialize)]
struct Used {
    name: String,
    sent: usize,
    waiting: usize,
    held: usize,
    left: u32,
}

#[derive(Debug, Serialize)]
struct Line {
    id: RowId,
    name: String,
    standing: Standing,
    paragraphs: Vec<Vec<String>>,
    leaves_at: DateTime<Utc>,
    people: i32,
    held_because: String,
    form: Filled,
}

impl Page for MessagesPage {
    const TEMPLATE: &'static str = "selections/messages.html";
    fn title(&self) -> String {
        format!("Messages: {}", self.office)
    }
    fn samples() -> Vec<Self> {
        let line = |standing| Line {
            id: RowId::random(),
            name: "Ama Okoro".into(),
            standing,
            paragraphs: vec![vec!["Vote for buses.".into()]],
            leaves_at: DateTime::UNIX_EPOCH,
            people: 214,
            held_because: "It tells a lie.".into(),
            form: Filled::default(),
        };
        let used = || Used { name: "Ama Okoro".into(), sent: 1, waiting: 1, held: 1, left: 0 };
        let page = |used, messages, form| MessagesPage {
            path: "/selections/1".into(),
            office: "Candidate for Millbank".into(),
            each: 2,
            clause: "rule 7".into(),
            used,
            messages,
            form,
        };
        let wrong = || Filled::default().but(Faults::at("reason", "Say why."));
        let waiting = Line { form: wrong(), ..line(Standing::Waits) };
        let all = vec![line(Standing::Sent), waiting, line(Standing::Held)];
        vec![page(vec![used()], all, wrong()), page(vec![], vec![], Filled::default())]
    }
}

async fn show(desk: Desk, _: Running, selection: Path<SelectionId>) -> Answer {
    desk.page(move |look| page(look, *selection, None)).await
}

fn page(look: &mut Look<'_>, selection: SelectionId, typed: Option<(RowId, Filled)>) -> Result<MessagesPage, Problem> {
    let (branch, now) = (look.branch.clone(), look.now);
    let access = Access::of(look.conn, &branch, selection, now)?;
    let writers = access.messages.iter().map(|message| message.member_id);
    let ids: Vec<MemberId> = access.candidates.iter().copied().chain(writers).collect();
    let names = members::names(look.conn, branch.id, &ids)?;
    let called = |member: MemberId| names.get(&member).cloned().unwrap_or_default();
    let each = access.rule().map_or(0, |rule| rule.each);
    let line = |message: &Message| Line {
        id: message.id,
        name: called(message.member_id),
        standing: message.standing(),
        paragraphs: paragraphs(&message.words),
        leaves_at: message.leaves_at.0,
        people: message.people.unwrap_or_default(),
        held_because: message.held_because.clone(),
        form: typed.as_ref().filter(|(id, _)| *id == message.id).map(|(_, form)| form.clone()).unwrap_or_default(),
    };
    Ok(MessagesPage {
        path: access.selection.path(),
        each,
        clause: access.rule().map(|rule| rule.src.clone()).unwrap_or_default(),
        used: access.candidates.iter().map(|member| used(called(*member), &access.own(*member), each)).collect(),
        messages: access.messages.iter().map(line).collect(),
        form: typed.as_ref().map(|(_, form)| form.clone()).unwrap_or_default(),
        office: access.selection.office.clone(),
    })
}

fn used(name: String, own: &[Message], each: u32) -> Used {
    let number = |standing| own.iter().filter(|message| message.standing() == standing).count();
    let counted = own.iter().filter(|message| message.counts()).count();
    Used {
        name,
        sent: number(Standing::Sent),
        waiting: number(Standing::Waits),
        held: number(Standing::Held),
        left: each.saturating_sub(u32::try_from(counted).unwrap_or(u32::MAX)),
    }
}

#[derive(Deserialize)]
struct HoldingBack {
    #[serde(default)]
    reason: String,
}

async fn hold_back(desk: Desk, who: Running, place: Path<(SelectionId, RowId)>, posted: Posted<HoldingBack>) -> Answer {
    let (place, officer, typed, form) = (*place, who.account, posted.typed(), posted.form);
    let answer = desk
        .act(who.actor(), &posted.once, move |act| {
            sending::hold_back(act, place, officer, form.reason.trim())?;
            let words = "The message is held back. The candidate reads why, and may write another in its place.";
            Ok(see(format!("{}/messages", path(place.0))).saying(words))
        })
        .await;
    desk.or_again(answer, typed, move |look, form| page(look, place.0, Some((place.1, form)))).await
}
