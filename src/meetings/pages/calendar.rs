//! Meetings for one's calendar: one as a file, or all of one's own under an address that the calendar fetches by itself.

use actix_web::{
    HttpResponse,
    http::header,
    web::{self, Path, ServiceConfig},
};
use chrono::TimeDelta;
use serde::Serialize;

use super::super::{
    calendar::{self, Entry},
    inviting, store,
};
use crate::{
    accounts::SignedIn,
    db::{Instant, MeetingId, MemberId},
    mail::key::{self, Key},
    members::SignedInMember,
    render::Page,
    web::{Answer, Desk, Look, Nothing, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/meetings/{meeting}/calendar.ics", web::get().to(one))
        .route("/coming/{key}/calendar.ics", web::get().to(by_link))
        .route("/calendar/{key}", web::get().to(feed))
        .route("/me/calendar", web::get().to(show))
        .route("/me/calendar", web::post().to(make))
        .route("/me/calendar/end", web::post().to(end));
}

/// A feed reaches back so far; what is older stands in the minutes.
const REACHES_BACK: TimeDelta = TimeDelta::days(366);

async fn one(desk: Desk, _who: SignedIn, meeting: Path<MeetingId>) -> Answer {
    let (base, id) = (desk.scribe().base_url(), *meeting);
    let file = desk.look(move |look| {
        let entry = entry(look, id)?;
        Ok(calendar::file(&look.branch.name, &base, &[entry]))
    });
    Ok(answered(file.await?))
}

async fn by_link(desk: Desk, key: Path<String>) -> Answer {
    let base = desk.scribe().base_url();
    let file = desk.look(move |look| {
        let sent = store::sent_with(look.conn, look.branch.id, &key::hash_of(&key))?;
        let (meeting, _) = sent.ok_or(Problem::NotFound)?;
        let entry = entry(look, meeting)?;
        Ok(calendar::file(&look.branch.name, &base, &[entry]))
    });
    Ok(answered(file.await?))
}

async fn feed(desk: Desk, key: Path<String>) -> Answer {
    let base = desk.scribe().base_url();
    let file = desk.look(move |look| {
        let (branch, since) = (look.branch.id, Instant(look.now.0 - REACHES_BACK));
        let member = store::fed_by(look.conn, branch, &key::hash_of(&key))?.ok_or(Problem::NotFound)?;
        let meetings = store::called_to(look.conn, branch, member, since)?;
        let entries = meetings.into_iter().map(|meeting| entry(look, meeting)).collect::<Result<Vec<_>, _>>()?;
        Ok(calendar::file(&look.branch.name, &base, &entries))
    });
    Ok(answered(file.await?))
}

fn entry(look: &mut Look<'_>, id: MeetingId) -> Result<Entry, Problem> {
    inviting::entry(look.conn, &look.branch, id)
}

fn answered(file: String) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/calendar; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, "inline; filename=\"meeting.ics\""))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(file)
}

/// "Your meetings in your calendar."
#[derive(Debug, Serialize)]
pub struct FeedPage {
    made_at: Option<Instant>,
    /// The address, shown once: when it was made.
    address: Option<String>,
    /// The same as calendars on phones and desks take it from a tap.
    tap: Option<String>,
}

impl Page for FeedPage {
    const TEMPLATE: &'static str = "meetings/feed.html";
    fn title(&self) -> String {
        "Your meetings in your calendar".into()
    }
    fn samples() -> Vec<Self> {
        let made_at = Some(super::sample_moment("2026-11-24T19:02:00Z"));
        vec![
            FeedPage { made_at: None, address: None, tap: None },
            FeedPage { made_at, address: None, tap: None },
            FeedPage::fresh(made_at, "https://branch.example/calendar/7KM2QXABC3DE".to_owned()),
        ]
    }
}

impl FeedPage {
    fn fresh(made_at: Option<Instant>, address: String) -> Self {
        let tap = address.split_once("://").map(|(_, rest)| format!("webcal://{rest}"));
        Self { made_at, address: Some(address), tap }
    }
}

async fn show(desk: Desk, who: SignedInMember) -> Answer {
    let member = who.member.id;
    desk.page(move |look| {
        let made_at = store::feed_of(look.conn, look.branch.id, member)?;
        Ok(FeedPage { made_at, address: None, tap: None })
    })
    .await
}

/// Shows the address at once, because it is kept nowhere: a second press makes another.
async fn make(desk: Desk, who: SignedInMember, _posted: Posted<Nothing>) -> Answer {
    let member: MemberId = who.member.id;
    let address = desk.deed(who.actor(), move |act| {
        let key = Key::drawn();
        store::keep_feed(act, member, &key)?;
        Ok(act.link(format!("/calendar/{}", key.signs)))
    });
    let address = address.await?;
    desk.page(move |look| {
        let made_at = store::feed_of(look.conn, look.branch.id, member)?;
        Ok(FeedPage::fresh(made_at, address))
    })
    .await
}

async fn end(desk: Desk, who: SignedInMember, posted: Posted<Nothing>) -> Answer {
    let member = who.member.id;
    desk.act(who.actor(), &posted.once, move |act| {
        store::end_feed(act, member)?;
        Ok(see("/me/calendar").saying("The address works no more."))
    })
    .await
}
