//! The pulse of a meeting: phones, board and screen hear at once that something happened, and ask for what they show.
//!
//! One watch for each meeting looks into the database each second, however many listen; so it does not matter which process
//! wrote, nor on which database.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use actix_web::{
    HttpResponse,
    http::header::{CACHE_CONTROL, ContentEncoding},
    rt,
    web::{self, Bytes, Data, Path, ServiceConfig},
};
use futures_util::stream::unfold;
use tokio::sync::watch;

use super::super::pulse::{Pulse, pulse};
use crate::{
    accounts::SignedIn,
    db::MeetingId,
    meetings,
    web::{Desk, Problem},
};

pub fn routes(to: &mut ServiceConfig) {
    to.app_data(Data::new(Watches::default())).route("/meetings/{meeting}/stream", web::get().to(listen));
}

/// How often the watch looks.
const BEAT: Duration = Duration::from_secs(1);
/// A line is sent at least so often, so that no proxy thinks the connection dead.
const SILENCE: Duration = Duration::from_secs(20);

/// The meetings that somebody listens to.
#[derive(Default)]
struct Watches(Mutex<HashMap<MeetingId, watch::Receiver<Pulse>>>);

impl Watches {
    /// The watch of a meeting, begun if nobody listened so far.
    fn of(&self, desk: &Desk, meeting: MeetingId, seen: Pulse) -> watch::Receiver<Pulse> {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|_, watch| watch.has_changed().is_ok());
        let begun = || {
            let (tell, hear) = watch::channel(seen);
            rt::spawn(watch_over(desk.clone(), meeting, tell));
            hear
        };
        open.entry(meeting).or_insert_with(begun).clone()
    }
}

/// Looks each second, and tells when something is different, until nobody but the list of watches listens.
async fn watch_over(desk: Desk, meeting: MeetingId, tell: watch::Sender<Pulse>) {
    while tell.receiver_count() > 1 {
        tokio::time::sleep(BEAT).await;
        let look = desk.look(move |look| Ok(pulse(look.conn, look.branch.id, meeting)?));
        // A look that fails, as in a busy moment, is made again at the next beat.
        if let Ok(found) = look.await {
            tell.send_if_modified(|seen| std::mem::replace(seen, found.clone()) != found);
        }
    }
}

async fn listen(desk: Desk, watches: Data<Watches>, _who: SignedIn, meeting: Path<MeetingId>) -> Result<HttpResponse, Problem> {
    let id = *meeting;
    let seen = desk.look(move |look| {
        meetings::find(look.conn, look.branch.id, id)?;
        Ok(pulse(look.conn, look.branch.id, id)?)
    });
    let watch = watches.of(&desk, id, seen.await?);
    let lines = unfold(watch, |mut watch| async move {
        let line = match tokio::time::timeout(SILENCE, watch.changed()).await {
            Ok(Ok(())) => "data: changed\n\n",
            // The watch has ended; the browser asks again.
            Ok(Err(_)) => return None,
            Err(_) => ": still here\n\n",
        };
        Some((Ok::<_, Problem>(Bytes::from_static(line.as_bytes())), watch))
    });
    Ok(HttpResponse::Ok()
        .content_type("text/event-stream")
        // Neither we nor a proxy may hold lines back to compress or to gather them.
        .insert_header(ContentEncoding::Identity)
        .insert_header(("x-accel-buffering", "no"))
        .insert_header((CACHE_CONTROL, "no-store"))
        .streaming(lines))
}
