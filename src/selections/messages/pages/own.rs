//! Somebody who stands writes to those who vote: the words, how they will be read, and how many get them.

use actix_web::web::{self, Path, ServiceConfig};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::super::{
    message::{Message, Standing},
    notices::{self, Says},
    rules,
    sending::{self, Desk as Access},
};
use crate::{
    audit::Scribe,
    db::{MemberId, SelectionId},
    members::{self, SignedInMember},
    motions::words_of,
    render::{Page, words::paragraphs},
    selections::selection::path,
    web::{Answer, Desk, Faults, Filled, Look, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/selections/{selection}/message", web::get().to(show))
        .route("/selections/{selection}/message", web::post().to(preview))
        .route("/selections/{selection}/messages", web::post().to(hand_in));
}

/// "Write to those who vote".
#[derive(Debug, Serialize)]
pub struct MessagePage {
    path: String,
    office: String,
    /// Why nothing is taken now; empty where it is.
    not_now: String,
    each: u32,
    limit: u32,
    clause: String,
    own: Vec<Own>,
    preview: Option<Preview>,
    form: Filled,
}

/// One that was handed in.
#[derive(Debug, Serialize)]
struct Own {
    standing: Standing,
    paragraphs: Vec<Vec<String>>,
    leaves_at: DateTime<Utc>,
    sent_on: Option<NaiveDate>,
    people: i32,
    held_because: String,
}

/// The message as a member will read it.
#[derive(Debug, Serialize)]
struct Preview {
    /// The words as they were typed, to be handed in.
    typed: String,
    /// Its text in paragraphs of lines.
    letter: Vec<Vec<String>>,
    words: u32,
    people: usize,
    leaves_at: DateTime<Utc>,
}

impl Page for MessagePage {
    const TEMPLATE: &'static str = "selections/message.html";
    fn title(&self) -> String {
        format!("Write to those who vote: {}", self.office)
    }
    fn samples() -> Vec<Self> {
        let own = |standing| Own {
            standing,
            paragraphs: vec![vec!["Vote for buses.".into(), "Ama".into()]],
            leaves_at: DateTime::UNIX_EPOCH,
            sent_on: (standing == Standing::Sent).then(NaiveDate::default),
            people: 214,
            held_because: "It tells a lie.".into(),
        };
        let preview = Preview {
            typed: "Vote for buses.".into(),
            letter: vec![vec!["Dear Tom,".into()]],
            words: 3,
            people: 214,
            leaves_at: DateTime::UNIX_EPOCH,
        };
        let page = |not_now: &str, own, preview| MessagePage {
            path: "/selections/1".into(),
            office: "Candidate for Millbank".into(),
            not_now: not_now.into(),
            each: 2,
            limit: 400,
            clause: "rule 7".into(),
            own,
            preview,
            form: Filled::with([("words", "Vote for buses.".to_owned())]),
        };
        let wrong = Filled::default().but(Faults::at("words", "Write what you want to say."));
        vec![
            page("", vec![], Some(preview)),
            page("You have handed in 2.", vec![own(Standing::Sent), own(Standing::Waits), own(Standing::Held)], None),
            MessagePage { form: wrong, ..page("", vec![], None) },
        ]
    }
}

async fn show(desk: Desk, who: SignedInMember, selection: Path<SelectionId>) -> Answer {
    let member = who.member.id;
    desk.page(move |look| page(look, *selection, member, Filled::default())).await
}

fn page(look: &mut Look<'_>, selection: SelectionId, member: MemberId, form: Filled) -> Result<MessagePage, Problem> {
    let (branch, now) = (look.branch.clone(), look.now);
    let access = Access::of(look.conn, &branch, selection, now)?;
    if !access.candidates.contains(&member) {
        return Err(rules::NotSent::NotStanding { selection }.into());
    }
    let refusal = access.may_write(member, now).err();
    let rule = access.rule().cloned();
    Ok(MessagePage {
        path: access.selection.path(),
        not_now: refusal.map(|refusal| refusal.to_string()).unwrap_or_default(),
        each: rule.as_ref().map_or(0, |rule| rule.each),
        limit: rule.as_ref().map_or(0, |rule| rule.words),
        clause: rule.map(|rule| rule.src).unwrap_or_default(),
        own: access.own(member).iter().map(own).collect(),
        preview: None,
        form,
        office: access.selection.office,
    })
}

fn own(message: &Message) -> Own {
    Own {
        standing: message.standing(),
        paragraphs: paragraphs(&message.words),
        leaves_at: message.leaves_at.0,
        sent_on: message.sent_on,
        people: message.people.unwrap_or_default(),
        held_because: message.held_because.clone(),
    }
}

#[derive(Deserialize)]
struct Writing {
    #[serde(default)]
    words: String,
}

/// Shows the message as it will be read, and hands nothing in yet.
async fn preview(desk: Desk, who: SignedInMember, selection: Path<SelectionId>, posted: Posted<Writing>) -> Answer {
    let (selection, member, typed, form) = (*selection, who.member.id, posted.typed(), posted.form);
    let (scribe, filled) = (desk.scribe().clone(), typed.clone());
    let answer = desk.page(move |look| {
        let shown = read(look, &scribe, (selection, member), form.words.trim())?;
        Ok(MessagePage { preview: Some(shown), ..page(look, selection, member, filled)? })
    });
    desk.or_again(answer.await, typed, move |look, form| page(look, selection, member, form)).await
}

fn read(
    look: &mut Look<'_>,
    scribe: &Scribe,
    (selection, member): (SelectionId, MemberId),
    words: &str,
) -> Result<Preview, Problem> {
    let (branch, now) = (look.branch.clone(), look.now);
    let access = Access::of(look.conn, &branch, selection, now)?;
    let rule = access.may_write(member, now)?;
    rules::may_say(rule, words_of(words))?;
    let name = members::names(look.conn, branch.id, &[member])?.remove(&member).unwrap_or_default();
    let says = Says::of(&access.selection, &name, words, |path| format!("{}{path}", scribe.base_url()));
    let text = notices::as_read(scribe.templates(), &branch, &says).map_err(Problem::broken)?;
    Ok(Preview {
        letter: paragraphs(&text),
        typed: words.to_owned(),
        words: words_of(words),
        people: sending::reached(look.conn, &branch, &access.selection)?.len(),
        leaves_at: access.leaves_at.0,
    })
}

async fn hand_in(desk: Desk, who: SignedInMember, selection: Path<SelectionId>, posted: Posted<Writing>) -> Answer {
    let (selection, member, typed, form) = (*selection, who.member.id, posted.typed(), posted.form);
    let answer = desk
        .act(who.actor(), &posted.once, move |act| {
            sending::hand_in(act, selection, member, form.words.trim())?;
            let words = "Your message is handed in and leaves tomorrow morning. Nobody changes a word of it.";
            Ok(see(format!("{}/message", path(selection))).saying(words))
        })
        .await;
    desk.or_again(answer, typed, move |look, form| page(look, selection, member, form)).await
}
