//! The wording of one sentence of the minutes: what happened stays, how it is said is the secretary's.

use actix_web::web::{self, Path, ServiceConfig};
use serde::{Deserialize, Serialize};

use super::{
    super::{
        evening::minutes_of,
        minutes::Sentence,
        rules::{self, Refusal},
        store,
    },
    record::sample_parts,
};
use crate::{
    accounts::{CallMeetings, Holding},
    branch,
    db::MeetingId,
    meetings::{Meeting, State},
    render::Page,
    web::{Answer, Desk, Faults, Filled, Look, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/meetings/{meeting}/minutes/{sentence}", web::get().to(show))
        .route("/meetings/{meeting}/minutes/{sentence}", web::post().to(word));
}

/// A sentence and its wording.
#[derive(Debug, Serialize)]
pub struct WordingPage {
    meeting: Meeting,
    heading: String,
    sentence: Sentence,
    form: Filled,
}

impl Page for WordingPage {
    const TEMPLATE: &'static str = "floor/wording.html";
    fn title(&self) -> String {
        format!("Wording: {}", self.heading)
    }
    fn samples() -> Vec<Self> {
        let sentences = sample_parts().into_iter().flat_map(|part| part.sentences);
        let page = |sentence| WordingPage {
            meeting: super::sample_meeting(State::Closed),
            heading: "3. Buses".to_owned(),
            sentence,
            form: Filled::default().but(Faults::at("words", Refusal::TooLong.to_string())),
        };
        sentences.map(page).collect()
    }
}

impl WordingPage {
    fn of(look: &mut Look<'_>, id: MeetingId, key: &str, typed: Option<Filled>) -> Result<Self, Problem> {
        let minutes = minutes_of(look.conn, &look.branch, id)?;
        let found = minutes.parts.into_iter().find_map(|part| {
            let sentence = part.sentences.into_iter().find(|sentence| sentence.key == key)?;
            Some((part.heading, sentence))
        });
        let (heading, sentence) = found.ok_or(Problem::NotFound)?;
        let form = typed.unwrap_or_else(|| standing(&sentence));
        Ok(Self { meeting: minutes.meeting, heading, sentence, form })
    }
}

/// The sentence as the form shows it.
fn standing(sentence: &Sentence) -> Filled {
    Filled::of_what_stands([("words", sentence.own.clone().unwrap_or_else(|| sentence.drafted.clone()))])
}

type Which = Path<(MeetingId, String)>;

async fn show(desk: Desk, _who: Holding<CallMeetings>, which: Which) -> Answer {
    let (id, key) = which.into_inner();
    desk.page(move |look| WordingPage::of(look, id, &key, None)).await
}

#[derive(Deserialize)]
struct Worded {
    #[serde(default)]
    words: String,
}

/// A sentence of minutes is no essay.
const LONGEST: usize = 2_000;

async fn word(desk: Desk, who: Holding<CallMeetings>, which: Which, posted: Posted<Worded>) -> Answer {
    let ((id, key), typed, opened) = (which.into_inner(), posted.typed(), posted.opened());
    let words = posted.form.words;
    let again = key.clone();
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let branch = branch::find(act.conn(), branch)?;
        let minutes = minutes_of(act.conn(), &branch, id)?;
        rules::may_word(&minutes)?;
        let mut sentences = minutes.parts.iter().flat_map(|part| &part.sentences);
        let sentence = sentences.find(|sentence| sentence.key == key).ok_or(Problem::NotFound)?;
        opened.still_stands(&standing(sentence))?;
        let words = words.trim();
        if words.chars().count() > LONGEST {
            return Err(Refusal::TooLong.into());
        }
        let own = Some(words).filter(|words| !words.is_empty() && *words != sentence.drafted);
        store::word(act, id, &key, own)?;
        let said = if own.is_some() { "The sentence has your wording." } else { "The sentence stands as drafted." };
        Ok(see(format!("/meetings/{id}/minutes")).saying(said))
    });
    desk.or_again(answer.await, typed, move |look, form| WordingPage::of(look, id, &again, Some(form))).await
}
