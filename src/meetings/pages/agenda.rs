//! The agenda: to print, and to set for those who call meetings.

use actix_web::web::{self, Path, ServiceConfig};
use serde::{Deserialize, Serialize};

use super::{
    super::{Item, Line, Meeting, State, store},
    timing::{self, Outlook},
    versions::Published,
};
use crate::{
    accounts::{CallMeetings, Holding, Permission, SignedIn},
    db::{ItemId, MeetingId},
    render::Page,
    web::{Answer, Desk, Faults, Filled, Look, Nothing, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/meetings/{meeting}/agenda", web::get().to(show))
        .route("/meetings/{meeting}/items", web::post().to(add))
        .route("/meetings/{meeting}/items/{item}/place", web::post().to(shift))
        .route("/meetings/{meeting}/items/{item}/removal", web::post().to(remove));
}

/// The agenda of one meeting.
#[derive(Debug, Serialize)]
pub struct AgendaPage {
    meeting: Meeting,
    items: Vec<Item>,
    may_change: bool,
    /// The hours, while the meeting is still to come.
    outlook: Option<Outlook>,
    published: Option<Published>,
    form: Filled,
    /// The form of each item's minutes.
    minutes: Filled,
}

/// Who reads the agenda.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// Somebody who may set it.
    Officer,
    Member,
}

impl Page for AgendaPage {
    const TEMPLATE: &'static str = "meetings/agenda.html";
    fn title(&self) -> String {
        format!("Agenda: {}", self.meeting.title)
    }
    fn samples() -> Vec<Self> {
        let meeting = super::sample_meeting(State::Called);
        let item = |position, link: Option<&str>| Item {
            id: ItemId::random(),
            meeting_id: meeting.id,
            position,
            title: "Buses".into(),
            link: link.map(str::to_owned),
            minutes: Some(90),
        };
        let items = vec![item(1, None), item(2, Some("/motions")), item(3, None)];
        let version = |titles: &[&str]| store::Version {
            version: 1,
            titles: titles.iter().map(|title| (*title).to_owned()).collect(),
            published_at: meeting.called_at,
        };
        let page = |items: &[Item], may_change| AgendaPage {
            outlook: Outlook::of(&super::sample_branch(), &meeting, items),
            meeting: meeting.clone(),
            items: items.to_vec(),
            may_change,
            published: Published::of(&[version(&["Welcome"])], items),
            form: Filled::default(),
            minutes: timing::standing(items),
        };
        let wrong = Filled::default().but(Faults::at("title", NO_TITLE));
        vec![
            AgendaPage { form: wrong, ..page(&items, true) },
            page(&items, false),
            AgendaPage { outlook: None, published: None, ..page(&items, true) },
            page(&[], true),
        ]
    }
}

impl AgendaPage {
    pub fn of(look: &mut Look<'_>, id: MeetingId, reader: Reader, form: Filled) -> Result<Self, Problem> {
        let meeting = store::find(look.conn, look.branch.id, id)?;
        let items = store::items(look.conn, look.branch.id, id)?;
        let may_change = reader == Reader::Officer && meeting.is_on();
        let outlook = Outlook::of(&look.branch, &meeting, &items).filter(|_| meeting.state == State::Called);
        let published = Published::of(&store::versions(look.conn, look.branch.id, id)?, &items);
        let minutes = timing::standing(&items);
        Ok(Self { meeting, items, may_change, outlook, published, form, minutes })
    }

    /// The same, with the form of the minutes as it was filled in.
    pub fn timed(look: &mut Look<'_>, id: MeetingId, minutes: Filled) -> Result<Self, Problem> {
        Ok(Self { minutes, ..Self::of(look, id, Reader::Officer, Filled::default())? })
    }
}

async fn show(desk: Desk, who: SignedIn, meeting: Path<MeetingId>) -> Answer {
    let reader = if who.may(Permission::CallMeetings) { Reader::Officer } else { Reader::Member };
    desk.page(move |look| AgendaPage::of(look, *meeting, reader, Filled::default())).await
}

const NO_TITLE: &str = "Say what the item is about.";

#[derive(Deserialize)]
struct Adding {
    #[serde(default)]
    title: String,
}

async fn add(desk: Desk, who: Holding<CallMeetings>, meeting: Path<MeetingId>, posted: Posted<Adding>) -> Answer {
    let (typed, title, id) = (posted.typed(), posted.form.title, *meeting);
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        if title.trim().is_empty() {
            return Err(Problem::Faults(Faults::at("title", NO_TITLE)));
        }
        store::add_line(act, id, &Line::typed(&title), None)?;
        Ok(see(format!("/meetings/{id}/agenda")).saying("The item is on the agenda."))
    });
    desk.or_again(answer.await, typed, move |look, form| AgendaPage::of(look, id, Reader::Officer, form)).await
}

#[derive(Deserialize)]
struct Shifting {
    #[serde(default)]
    by: i32,
}

async fn shift(desk: Desk, who: Holding<CallMeetings>, path: Path<(MeetingId, ItemId)>, posted: Posted<Shifting>) -> Answer {
    let ((meeting, item), by) = (path.into_inner(), posted.form.by);
    desk.act(who.actor(), &posted.once, move |act| {
        store::move_item(act, item, by)?;
        Ok(see(format!("/meetings/{meeting}/agenda")))
    })
    .await
}

async fn remove(desk: Desk, who: Holding<CallMeetings>, path: Path<(MeetingId, ItemId)>, posted: Posted<Nothing>) -> Answer {
    let (meeting, item) = path.into_inner();
    desk.act(who.actor(), &posted.once, move |act| {
        store::remove_item(act, item)?;
        Ok(see(format!("/meetings/{meeting}/agenda")).saying("The item is off the agenda."))
    })
    .await
}
