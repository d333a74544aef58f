//! The member says what she needs; whoever calls meetings reads what all of them need.

use actix_web::web::{self, ServiceConfig};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::store;
use crate::{
    accounts::{CallMeetings, Holding},
    branch,
    members::{Purpose, Shown, SignedInMember, note_looks},
    render::{Page, RenderError, Templates},
    web::{Answer, Desk, Faults, Filled, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/me/needs", web::get().to(show))
        .route("/me/needs", web::post().to(say))
        .route("/members/needs", web::get().to(list));
}

/// More than this nobody reads at the door.
const LONGEST: usize = 500;

/// "What you need to take part".
#[derive(Debug, Serialize)]
pub struct NeedsPage {
    form: Filled,
}

impl Page for NeedsPage {
    const TEMPLATE: &'static str = "me/needs.html";

    fn title(&self) -> String {
        "What you need to take part".into()
    }

    fn samples() -> Vec<Self> {
        let wrong = Filled::default().but(Faults::at("words", "Write at most 500 characters."));
        vec![NeedsPage { form: Filled::with([("words", "A step-free way in.".to_owned())]) }, NeedsPage { form: wrong }]
    }
}

async fn show(desk: Desk, who: SignedInMember) -> Answer {
    let scribe = desk.scribe().clone();
    desk.page(move |look| {
        let vault = scribe.vault().map_err(Problem::broken)?;
        let words = store::of(look.conn, vault, look.branch.id, who.member.id)?.unwrap_or_default();
        Ok(NeedsPage { form: standing(words) })
    })
    .await
}

/// The words as the form shows them.
fn standing(words: String) -> Filled {
    Filled::of_what_stands([("words", words)])
}

#[derive(Deserialize)]
struct Saying {
    #[serde(default)]
    words: String,
}

async fn say(desk: Desk, who: SignedInMember, posted: Posted<Saying>) -> Answer {
    let (typed, opened, member) = (posted.typed(), posted.opened(), who.member.id);
    let words = posted.form.words.trim().replace("\r\n", "\n");
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        if words.chars().count() > LONGEST {
            return Err(Problem::Faults(Faults::at("words", format!("Write at most {LONGEST} characters."))));
        }
        let branch = act.branch();
        let vault = act.vault().map_err(Problem::broken)?;
        opened.still_stands(&standing(store::of(act.conn(), vault, branch, member)?.unwrap_or_default()))?;
        let today = branch::find(act.conn(), branch)?.date_of(act.at());
        store::say(act, member, &words, today)?;
        let said =
            if words.is_empty() { "That is forgotten." } else { "That is noted. You can change or clear it at any time." };
        Ok(see("/me/needs").saying(said))
    });
    desk.or_again(answer.await, typed, |_, form| Ok(NeedsPage { form })).await
}

/// "3 members said what they need."
#[derive(Debug, Serialize)]
pub struct NeedsListPage {
    said: Vec<Said>,
}

/// What one member needs.
#[derive(Debug, Serialize)]
struct Said {
    name: String,
    words: String,
    on: NaiveDate,
}

impl Page for NeedsListPage {
    const TEMPLATE: &'static str = "members/needs.html";

    fn title(&self) -> String {
        "Access needs".into()
    }

    fn samples() -> Vec<Self> {
        let said = Said { name: "Łucja Khan".into(), words: "A step-free way in.".into(), on: NaiveDate::default() };
        vec![NeedsListPage { said: vec![said] }, NeedsListPage { said: Vec::new() }]
    }
}

/// Shows what members need, after each of them can read who looked.
async fn list(desk: Desk, who: Holding<CallMeetings>) -> Answer {
    let people = desk.look(|look| Ok(store::who(look.conn, look.branch.id)?));
    note_looks(&desk, &who, (Shown::Needs, Purpose::Meeting), people.await?).await?;
    let scribe = desk.scribe().clone();
    desk.page(move |look| {
        let said = |(name, words, on)| Said { name, words, on };
        let all = store::all(look.conn, scribe.vault().map_err(Problem::broken)?, look.branch.id)?;
        Ok(NeedsListPage { said: all.into_iter().map(said).collect() })
    })
    .await
}

/// Every page of this room, rendered with its samples.
pub fn samples(templates: &Templates) -> Result<Vec<String>, RenderError> {
    let mut pages = templates.check::<NeedsPage>()?;
    pages.extend(templates.check::<NeedsListPage>()?);
    Ok(pages)
}
