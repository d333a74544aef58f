//! Saying how a sentence should read, and settling what others said.

use actix_web::web::{self, Path, ServiceConfig};
use serde::{Deserialize, Serialize};

use super::{
    super::{
        evening::minutes_of,
        minutes::{Minutes, Sentence},
        pages::{sample_meeting, sample_parts},
        store as floor,
    },
    rules::{self, NotCorrected},
    store::{self, State},
};
use crate::{
    accounts::{ChairMeetings, Holding},
    branch::{self, Branch},
    db::{Conn, MeetingId, MemberId, RowId},
    meetings::{self, Meeting},
    members::{self, SignedInMember},
    render::Page,
    web::{Answer, Desk, Faults, Filled, Look, Nothing, Posted, Problem, Visitor, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/meetings/{meeting}/corrections/{sentence}", web::get().to(form))
        .route("/meetings/{meeting}/corrections/{sentence}", web::post().to(propose))
        .route("/meetings/{meeting}/corrections/{correction}/taking", web::post().to(take))
        .route("/meetings/{meeting}/corrections/{correction}/leaving", web::post().to(leave))
        .route("/meetings/{meeting}/corrections/{correction}/withdrawal", web::post().to(withdraw));
}

/// "How should it read?"
#[derive(Debug, Serialize)]
pub struct CorrectPage {
    meeting: Meeting,
    heading: String,
    sentence: Sentence,
    form: Filled,
}

impl Page for CorrectPage {
    const TEMPLATE: &'static str = "floor/correction.html";
    fn title(&self) -> String {
        format!("Correction: {}", self.heading)
    }
    fn samples() -> Vec<Self> {
        let sentences = sample_parts().into_iter().flat_map(|part| part.sentences);
        let page = |sentence| CorrectPage {
            meeting: sample_meeting(meetings::State::Closed),
            heading: "3. Buses".to_owned(),
            sentence,
            form: Filled::default().but(Faults::at("words", NotCorrected::NoWords.to_string())),
        };
        sentences.map(page).collect()
    }
}

/// A correction as the minutes show it.
#[derive(Debug, Clone, Serialize)]
pub struct Shown {
    pub id: RowId,
    pub words: String,
    /// The sentence as it stands.
    pub stands: String,
    pub by: String,
    pub is_mine: bool,
}

/// The corrections that are still open, for whoever looks at the minutes.
pub fn shown(look: &mut Look<'_>, minutes: &Minutes, visitor: &Visitor) -> Result<Vec<Shown>, Problem> {
    let branch = look.branch.id;
    let open = store::open(look.conn, branch, minutes.meeting.id)?;
    let me = members::of_account(look.conn, branch, visitor.account)?.map(|me| me.id);
    let names = members::names(look.conn, branch, &open.iter().map(|one| one.member).collect::<Vec<_>>())?;
    let show = |one: store::Correction| Shown {
        id: one.id,
        stands: standing(minutes, &one.sentence).map(|(_, sentence)| stands(&sentence).to_owned()).unwrap_or_default(),
        words: one.words,
        by: names.get(&one.member).cloned().unwrap_or_default(),
        is_mine: me == Some(one.member),
    };
    Ok(open.into_iter().map(show).collect())
}

/// The sentence with that key, under its heading.
fn standing(minutes: &Minutes, key: &str) -> Option<(String, Sentence)> {
    minutes.parts.iter().find_map(|part| {
        let sentence = part.sentences.iter().find(|sentence| sentence.key == key)?;
        Some((part.heading.clone(), sentence.clone()))
    })
}

fn stands(sentence: &Sentence) -> &str {
    sentence.own.as_deref().unwrap_or(&sentence.drafted)
}

/// The minutes, while they can be corrected.
fn open_minutes(conn: &mut Conn, branch: &Branch, id: MeetingId) -> Result<Minutes, Problem> {
    let minutes = minutes_of(conn, branch, id)?;
    if minutes.agreed.is_some() {
        return Err(NotCorrected::Agreed.into());
    }
    Ok(minutes)
}

impl CorrectPage {
    fn of(look: &mut Look<'_>, id: MeetingId, key: &str, typed: Option<Filled>) -> Result<Self, Problem> {
        let minutes = open_minutes(look.conn, &look.branch, id)?;
        let (heading, sentence) = standing(&minutes, key).ok_or(Problem::NotFound)?;
        let form = typed.unwrap_or_else(|| Filled::with([("words", stands(&sentence).to_owned())]));
        Ok(Self { meeting: minutes.meeting, heading, sentence, form })
    }
}

type Which = Path<(MeetingId, String)>;

async fn form(desk: Desk, _: SignedInMember, which: Which) -> Answer {
    let (id, key) = which.into_inner();
    desk.page(move |look| CorrectPage::of(look, id, &key, None)).await
}

#[derive(Deserialize)]
struct Corrected {
    #[serde(default)]
    words: String,
}

async fn propose(desk: Desk, who: SignedInMember, which: Which, posted: Posted<Corrected>) -> Answer {
    let ((id, key), typed, words) = (which.into_inner(), posted.typed(), posted.form.words);
    let (again, member) = (key.clone(), who.member.id);
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let branch = branch::find(act.conn(), branch)?;
        let minutes = open_minutes(act.conn(), &branch, id)?;
        let (_, sentence) = standing(&minutes, &key).ok_or(Problem::NotFound)?;
        let words = rules::words(&words, stands(&sentence))?;
        store::propose(act, id, &key, member, words)?;
        Ok(see(format!("/meetings/{id}/minutes#corrections"))
            .saying("Your correction is noted. The minutes are not agreed before it is taken or left."))
    });
    desk.or_again(answer.await, typed, move |look, form| CorrectPage::of(look, id, &again, Some(form))).await
}

type One = Path<(MeetingId, RowId)>;

async fn take(desk: Desk, who: Holding<ChairMeetings>, one: One, posted: Posted<Nothing>) -> Answer {
    let (id, correction) = *one;
    desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let branch = branch::find(act.conn(), branch)?;
        open_minutes(act.conn(), &branch, id)?;
        let found = store::find(act.conn(), branch.id, id, correction)?;
        rules::may_settle(&found)?;
        floor::word(act, id, &found.sentence, Some(&found.words))?;
        store::settle(act, id, &found, State::Taken)?;
        Ok(see(format!("/meetings/{id}/minutes")).saying("The sentence reads so now."))
    })
    .await
}

async fn leave(desk: Desk, who: Holding<ChairMeetings>, one: One, posted: Posted<Nothing>) -> Answer {
    let (id, correction) = *one;
    desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let found = store::find(act.conn(), branch, id, correction)?;
        rules::may_settle(&found)?;
        store::settle(act, id, &found, State::Left)?;
        Ok(see(format!("/meetings/{id}/minutes")).saying("The sentence stays as it is."))
    })
    .await
}

async fn withdraw(desk: Desk, who: SignedInMember, one: One, posted: Posted<Nothing>) -> Answer {
    let ((id, correction), member): ((MeetingId, RowId), MemberId) = (*one, who.member.id);
    desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let found = store::find(act.conn(), branch, id, correction)?;
        rules::may_withdraw(&found, member)?;
        store::settle(act, id, &found, State::Withdrawn)?;
        Ok(see(format!("/meetings/{id}/minutes")).saying("Your correction is taken back."))
    })
    .await
}
