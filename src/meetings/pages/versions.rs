//! Publishing an agenda, and keeping one to start from.

use actix_web::web::{self, Path, ServiceConfig};
use serde::{Deserialize, Serialize};

use super::{
    super::{
        Item,
        store::{self, Version},
        versions::{self, Change},
    },
    agenda::{AgendaPage, Reader},
};
use crate::{
    accounts::{CallMeetings, Holding},
    db::{Instant, MeetingId, RowId},
    web::{Answer, Desk, Faults, Nothing, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/meetings/{meeting}/versions", web::post().to(publish))
        .route("/meetings/{meeting}/template", web::post().to(save))
        .route("/agenda-templates/{template}/removal", web::post().to(remove));
}

/// The version that was published last, and what has changed since.
#[derive(Debug, Clone, Serialize)]
pub struct Published {
    version: i32,
    published_at: Instant,
    changes: Vec<Change>,
}

impl Published {
    /// The agenda against its last version; nothing where none was published.
    pub fn of(versions: &[Version], items: &[Item]) -> Option<Self> {
        let last = versions.last()?;
        let titles: Vec<String> = items.iter().map(|item| item.title.clone()).collect();
        let changes = versions::changes(&last.titles, &titles);
        Some(Self { version: last.version, published_at: last.published_at, changes })
    }
}

async fn publish(desk: Desk, who: Holding<CallMeetings>, meeting: Path<MeetingId>, posted: Posted<Nothing>) -> Answer {
    let id = *meeting;
    desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        store::find(act.conn(), branch, id)?;
        let version = store::publish(act, id)?;
        Ok(see(format!("/meetings/{id}/agenda")).saying(format!("The agenda is published as version {version}.")))
    })
    .await
}

#[derive(Deserialize)]
struct Named {
    #[serde(default)]
    name: String,
}

async fn save(desk: Desk, who: Holding<CallMeetings>, meeting: Path<MeetingId>, posted: Posted<Named>) -> Answer {
    let (typed, form, id) = (posted.typed(), posted.form, *meeting);
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let meeting = store::find(act.conn(), branch, id)?;
        let name = form.name.trim();
        if name.is_empty() {
            return Err(Problem::Faults(Faults::at("name", "Give it a name, such as “Monthly meeting”.")));
        }
        let items = store::items(act.conn(), branch, id)?;
        store::save_template(act, (name, meeting.kind), &items)?;
        Ok(see(format!("/meetings/{id}/agenda")).saying("The next call can start from this agenda."))
    });
    desk.or_again(answer.await, typed, move |look, form| AgendaPage::of(look, id, Reader::Officer, form)).await
}

async fn remove(desk: Desk, who: Holding<CallMeetings>, template: Path<RowId>, posted: Posted<Nothing>) -> Answer {
    let id = *template;
    desk.act(who.actor(), &posted.once, move |act| {
        store::remove_template(act, id)?;
        Ok(see("/meetings/new").saying("It is thrown away. Agendas made from it stay."))
    })
    .await
}
