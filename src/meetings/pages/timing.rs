//! How long each item is to take, and the hours that follow from it.

use std::collections::BTreeMap;

use actix_web::web::{self, Path, ServiceConfig};
use chrono::{DateTime, Utc};
use serde::Serialize;

use super::{
    super::{Item, Meeting, agenda::minutes_typed, forecast::Fare, store, timing},
    agenda::AgendaPage,
};
use crate::{
    accounts::{CallMeetings, Holding},
    branch::Branch,
    db::{Instant, ItemId, MeetingId},
    web::{Answer, Desk, Faults, Filled, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/meetings/{meeting}/timing", web::post().to(time));
}

/// The hours of an agenda as a page shows them.
#[derive(Debug, Clone, Serialize)]
pub struct Outlook {
    says: String,
    runs_over: i64,
    working: Vec<String>,
    clause: String,
    /// One for each item, in the order of the agenda.
    hours: Vec<Hour>,
}

#[derive(Debug, Clone, Serialize)]
struct Hour {
    at: DateTime<Utc>,
    fare: Fare,
}

impl Outlook {
    /// The hours before a meeting; nothing where nobody gave any item its minutes.
    pub fn of(branch: &Branch, meeting: &Meeting, items: &[Item]) -> Option<Self> {
        let forecast = timing::forecast(branch, meeting, items, &[], 0, Instant(meeting.starts_at.0));
        let hours = forecast.lines.iter().map(|line| Hour { at: line.begins_at, fare: line.fare }).collect();
        let is_timed = items.iter().any(|item| item.minutes.is_some());
        is_timed.then(|| Self {
            says: timing::says(&forecast, branch.zone),
            runs_over: forecast.runs_over_by(),
            working: timing::working(&forecast, branch.zone),
            clause: branch.rulebook.meetings.length.as_ref().map(|length| length.src.clone()).unwrap_or_default(),
            hours,
        })
    }
}

/// What the field of an item is called in the form.
pub fn field_of(item: ItemId) -> String {
    format!("minutes-{item}")
}

/// The minutes of each item as the form shows them.
pub fn standing(items: &[Item]) -> Filled {
    let minutes = |item: &Item| item.minutes.map(|number| number.to_string()).unwrap_or_default();
    let fields: Vec<(String, String)> = items.iter().map(|item| (field_of(item.id), minutes(item))).collect();
    Filled::of_what_stands(fields.iter().map(|(field, minutes)| (field.as_str(), minutes.clone())))
}

async fn time(
    desk: Desk,
    who: Holding<CallMeetings>,
    meeting: Path<MeetingId>,
    posted: Posted<BTreeMap<String, String>>,
) -> Answer {
    let (typed, opened, form, id) = (posted.typed(), posted.opened(), posted.form, *meeting);
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let items = store::items(act.conn(), branch, id)?;
        opened.still_stands(&standing(&items))?;
        store::time_items(act, id, &read(&items, &form)?)?;
        Ok(see(format!("/meetings/{id}/agenda")).saying("The minutes are set."))
    });
    desk.or_again(answer.await, typed, move |look, form| AgendaPage::timed(look, id, form)).await
}

/// The minutes of the items that the form names; an empty field takes an item's minutes away.
fn read(items: &[Item], form: &BTreeMap<String, String>) -> Result<Vec<(ItemId, Option<i32>)>, Problem> {
    let (mut faults, mut read) = (Faults::default(), Vec::new());
    for item in items {
        let field = field_of(item.id);
        match form.get(&field).map(|typed| typed.trim()) {
            None => {}
            Some("") => read.push((item.id, None)),
            Some(typed) => match minutes_typed(typed) {
                Some(minutes) => read.push((item.id, Some(minutes))),
                None => faults.add(&field, format!("{}: a number of minutes from 1 to 600.", item.title)),
            },
        }
    }
    faults.check()?;
    Ok(read)
}
