//! The reminder before it goes: how it reads, who gets it, and who does not and why.

use actix_web::web::{self, Query, ServiceConfig};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::super::{
    late::{Late, Way, path},
    notices,
    rules::{self, NotReminded},
    store,
};
use crate::{
    accounts::{Holding, RecordDues},
    audit::Scribe,
    branch::{self, Branch},
    db::{Conn, RowId},
    render::{
        Page,
        words::{paragraphs, plural},
    },
    web::{Answer, Desk, Faults, Filled, Look, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/members/dues/reminder", web::get().to(show))
        .route("/members/dues/reminder/test", web::post().to(try_out))
        .route("/members/dues/reminders", web::post().to(send));
}

/// "9 people get this letter."
#[derive(Debug, Serialize)]
pub struct RemindPage {
    head: String,
    /// The letter as the first of them reads it, in paragraphs of lines.
    letter: Vec<Vec<String>>,
    /// What the officer added, as it would go.
    words: String,
    reached: Vec<Late>,
    by_letter: usize,
    left: Vec<Left>,
    /// How far apart the rulebook keeps reminders: "1 month".
    apart: String,
    /// Where a test went, if one was just asked for.
    tested: Option<String>,
    form: Filled,
}

/// Somebody who gets none, and why.
#[derive(Debug, Serialize)]
struct Left {
    name: String,
    why: String,
}

impl Page for RemindPage {
    const TEMPLATE: &'static str = "members/arrears/remind.html";

    fn title(&self) -> String {
        "A kind reminder".into()
    }

    fn samples() -> Vec<Self> {
        let left = || vec![Left { name: "Tom Lewis".into(), why: "wants no reminders".into() }];
        let page = |reached: Vec<Late>, letter: &str, form| RemindPage {
            head: head(reached.len()),
            letter: paragraphs(letter),
            words: "Pay by standing order.".into(),
            by_letter: reached.len(),
            reached,
            left: left(),
            apart: "1 month".into(),
            tested: None,
            form,
        };
        let wrong = Filled::default().but(Faults::at("words", "Write at most 600 characters."));
        let (some, letter) = (|| vec![Late::sample(Way::Mail), Late::sample(Way::Letter)], "Dear Łucja Khan,\n\nyour dues");
        let tested = RemindPage { tested: Some("nadia@northmoor.example".into()), ..page(some(), letter, Filled::default()) };
        vec![tested, page(some(), letter, wrong), page(Vec::new(), "", Filled::default())]
    }
}

fn head(people: usize) -> String {
    match people {
        0 => "Nobody gets a reminder today.".to_owned(),
        1 => "1 person gets this letter.".to_owned(),
        _ => format!("{} get this letter.", plural(people as i128, "person", "people")),
    }
}

#[derive(Deserialize)]
struct Added {
    /// None, where nobody has written anything yet: what was added last time stands there.
    words: Option<String>,
}

async fn show(desk: Desk, _: Holding<RecordDues>, added: Query<Added>) -> Answer {
    let (scribe, added) = (desk.scribe().clone(), added.into_inner().words);
    let typed = Filled::with([("words", added.clone().unwrap_or_default())]);
    let (with, again) = (scribe.clone(), scribe);
    let answer = desk.page(move |look| {
        let added = match added {
            Some(typed) => rules::added(&typed)?,
            None => store::reminders(look.conn, look.branch.id, 1)?.pop().map(|last| last.words).unwrap_or_default(),
        };
        page(look, &with, &added, Filled::with([("words", added.clone())]))
    });
    desk.or_again(answer.await, typed, move |look, form| page(look, &again, "", form)).await
}

fn page(look: &mut Look<'_>, scribe: &Scribe, added: &str, form: Filled) -> Result<RemindPage, Problem> {
    let today = look.today();
    let (reached, left) = sorted(look.conn, &look.branch, today)?;
    let letter = match reached.first() {
        Some(first) => paragraphs(&notices::as_read(scribe, &look.branch, first, added).map_err(Problem::broken)?),
        None => Vec::new(),
    };
    Ok(RemindPage {
        head: head(reached.len()),
        letter,
        words: added.to_owned(),
        by_letter: reached.iter().filter(|late| late.way == Way::Letter).count(),
        reached,
        left,
        apart: look.branch.rulebook.membership.reminders_apart.to_string(),
        tested: None,
        form,
    })
}

/// Those who are reminded today, and those who are not, each with the reason.
fn sorted(conn: &mut Conn, branch: &Branch, today: NaiveDate) -> Result<(Vec<Late>, Vec<Left>), Problem> {
    let (mut reached, mut left) = (Vec::new(), Vec::new());
    let apart = branch.rulebook.membership.reminders_apart;
    for late in store::all_late(conn, branch, today, i64::MAX)? {
        match rules::may_remind(&late, apart, today) {
            Ok(()) => reached.push(late),
            Err(why) => left.push(Left { name: late.name, why: why.to_string() }),
        }
    }
    Ok((reached, left))
}

#[derive(Deserialize)]
struct Sending {
    #[serde(default)]
    words: String,
}

/// Sends the reminder, as the first of those who get it would read it, to whoever asks, and to nobody else.
async fn try_out(desk: Desk, who: Holding<RecordDues>, posted: Posted<Sending>) -> Answer {
    let (typed, scribe, again) = (posted.typed(), desk.scribe().clone(), desk.scribe().clone());
    let (form, kept) = (posted.form.words.clone(), posted.form.words);
    let sent = desk.in_passing(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let branch = branch::find(act.conn(), branch)?;
        let today = branch.date_of(act.at());
        let words = rules::added(&form)?;
        let (people, _) = sorted(act.conn(), &branch, today)?;
        let (to, address) = who.own_mail(act.conn())?;
        notices::tested(act, people.first().ok_or(NotReminded::Nobody)?, &words, to)?;
        Ok(address)
    });
    let answer = match sent.await {
        Ok(address) => {
            let shown = move |look: &mut Look<'_>| {
                let words = rules::added(&kept)?;
                let page = page(look, &scribe, &words, Filled::with([("words", words.clone())]))?;
                Ok(RemindPage { tested: Some(address), ..page })
            };
            desk.page(shown).await
        }
        Err(problem) => Err(problem),
    };
    desk.or_again(answer, typed, move |look, form| page(look, &again, "", form)).await
}

/// Sends the reminder to everybody who may be reminded at this moment.
async fn send(desk: Desk, who: Holding<RecordDues>, posted: Posted<Sending>) -> Answer {
    let (typed, form, scribe) = (posted.typed(), posted.form, desk.scribe().clone());
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let branch = branch::find(act.conn(), branch)?;
        let today = branch.date_of(act.at());
        let words = rules::added(&form.words)?;
        let (people, _) = sorted(act.conn(), &branch, today)?;
        if people.is_empty() {
            return Err(NotReminded::Nobody.into());
        }
        let id = RowId::fresh();
        store::note(act, id, (today, &words), &people)?;
        notices::reminded(act, id, &people, &words)?;
        let told = plural(people.len() as i128, "person is", "people are");
        Ok(see(path(id)).saying(format!("{told} reminded.")))
    });
    desk.or_again(answer.await, typed, move |look, form| page(look, &scribe, "", form)).await
}
