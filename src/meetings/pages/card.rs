//! A member's card, and what the desk sees when a camera reads it.

use actix_web::web::{self, Path, ServiceConfig};
use serde::Serialize;

use super::{
    super::{Meeting, State, card, rules, store},
    finding::{Found, found_one},
};
use crate::{
    accounts::{Permission, QrPicture, qr_picture},
    db::{MeetingId, Vault},
    members::SignedInMember,
    render::Page,
    web::{Answer, Desk, Look, Problem, Visitor},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/me/card", web::get().to(show)).route("/meetings/card/{token}", web::get().to(read));
}

/// One's own card.
#[derive(Debug, Serialize)]
pub struct CardPage {
    name: String,
    number: String,
    branch: String,
    picture: Option<QrPicture>,
    /// The next meeting at whose door the card is read, with the word to say there.
    next: Option<Next>,
}

#[derive(Debug, Serialize)]
struct Next {
    meeting: Meeting,
    word: String,
}

impl Page for CardPage {
    const TEMPLATE: &'static str = "meetings/card.html";
    fn title(&self) -> String {
        "Your card".into()
    }
    fn samples() -> Vec<Self> {
        let card = |next| CardPage {
            name: "Ama Okoro".into(),
            number: "N10003".into(),
            branch: "Northmoor".into(),
            picture: qr_picture("https://northmoor.example/meetings/card/0123456789abcdef"),
            next,
        };
        let next = Next { meeting: super::sample_meeting(State::Called), word: "7KMQ".into() };
        vec![card(Some(next)), card(None), CardPage { picture: None, ..card(None) }]
    }
}

async fn show(desk: Desk, who: SignedInMember) -> Answer {
    let (scribe, member) = (desk.scribe().clone(), who.member.clone());
    desk.page(move |look| {
        let vault = scribe.vault().map_err(Problem::broken)?;
        let address = format!("{}/meetings/card/{}", scribe.base_url(), card::token(vault, look.branch.id, member.id));
        let next = at_the_door(look)?.map(|meeting| Next { word: card::door_word(vault, meeting.id, member.id), meeting });
        Ok(CardPage {
            name: member.name(),
            number: member.number.clone(),
            branch: look.branch.name.clone(),
            picture: qr_picture(&address),
            next,
        })
    })
    .await
}

/// The meeting at whose door people are: the one in session, or the next that is called.
fn at_the_door(look: &mut Look<'_>) -> Result<Option<Meeting>, Problem> {
    let mut meetings = store::list(look.conn, look.branch.id)?;
    meetings.retain(|meeting| rules::may_pass_the_door(meeting).is_ok());
    meetings.sort_by_key(|meeting| (meeting.state != State::Open, meeting.starts_at));
    Ok(meetings.into_iter().next())
}

/// What a camera opens. Whoever keeps the door sees whose card it is; anybody else learns nothing, not even whether it is one.
#[derive(Debug, Serialize)]
pub struct ReadPage {
    desk: Option<AtDesk>,
}

#[derive(Debug, Serialize)]
struct AtDesk {
    meeting: Option<Meeting>,
    /// Nobody where the card was not made here.
    person: Option<Found>,
}

impl Page for ReadPage {
    const TEMPLATE: &'static str = "meetings/card_read.html";
    fn title(&self) -> String {
        "A card".into()
    }
    fn samples() -> Vec<Self> {
        let meeting = || Some(super::sample_meeting(State::Open));
        let read = |meeting, person| ReadPage { desk: Some(AtDesk { meeting, person }) };
        let mut pages = vec![ReadPage { desk: None }, read(meeting(), None), read(None, None)];
        pages.extend(Found::samples().into_iter().map(|person| read(meeting(), Some(person))));
        pages
    }
}

async fn read(desk: Desk, token: Path<String>) -> Answer {
    let (scribe, visitor) = (desk.scribe().clone(), desk.visitor().cloned());
    desk.page(move |look| {
        let vault = scribe.vault().map_err(Problem::broken)?;
        ReadPage::of(look, vault, visitor.as_ref(), &token)
    })
    .await
}

impl ReadPage {
    fn of(look: &mut Look<'_>, vault: &Vault, visitor: Option<&Visitor>, token: &str) -> Result<Self, Problem> {
        if !visitor.is_some_and(|visitor| visitor.may(Permission::KeepTheDoor)) {
            return Ok(Self { desk: None });
        }
        let meeting = at_the_door(look)?;
        let person = match (&meeting, card::bearer(vault, look.branch.id, token)) {
            (Some(meeting), Some(member)) => found_one(look, meeting, member)?,
            _ => None,
        };
        Ok(Self { desk: Some(AtDesk { meeting, person }) })
    }
}

/// The word that a member says at the door of this meeting.
pub fn word(desk: &Desk, meeting: MeetingId, member: crate::db::MemberId) -> Result<String, Problem> {
    let vault = desk.scribe().vault().map_err(Problem::broken)?;
    Ok(card::door_word(vault, meeting, member))
}
