//! The course of the evening: the chair opens the meeting, takes one item after the other, and closes it.

use actix_web::web::{self, Path, ServiceConfig};
use serde::Deserialize;

use super::{
    super::{
        evening::Evening,
        event::{Deed, Room},
        rules, speakers,
        standing::motion_behind,
    },
    Pressed, board, to_board,
};
use crate::{
    accounts::{ChairMeetings, Holding},
    audit::Act,
    db::{ItemId, MeetingId},
    meetings, motions,
    web::{Answer, Desk, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/meetings/{meeting}/floor/opening", web::post().to(open))
        .route("/meetings/{meeting}/floor/item", web::post().to(take))
        .route("/meetings/{meeting}/floor/closing", web::post().to(close));
}

async fn open(desk: Desk, who: Holding<ChairMeetings>, meeting: Path<MeetingId>, posted: Posted<Pressed>) -> Answer {
    let (id, seen) = (*meeting, posted.form.seen);
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let evening = Evening::as_seen(act, id, seen)?;
        rules::may_open(&evening.meeting, evening.now, evening.branch.zone)?;
        meetings::begin(act, id)?;
        evening.note(act, &Deed::Opened { room: Room::of(&evening.quorum) })?;
        Ok(see(board(id)).saying("The meeting is open."))
    });
    answer.await.map_err(to_board(id))
}

#[derive(Deserialize)]
struct Taking {
    #[serde(default)]
    seen: i32,
    item: ItemId,
}

async fn take(desk: Desk, who: Holding<ChairMeetings>, meeting: Path<MeetingId>, posted: Posted<Taking>) -> Answer {
    let (id, Taking { seen, item }) = (*meeting, posted.form);
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let evening = Evening::as_seen(act, id, seen)?;
        rules::may_go_on(&evening.meeting, &evening.standing)?;
        let item = evening.items.iter().find(|each| each.id == item).ok_or(Problem::NotFound)?;
        speakers::hush(act, evening.branch.id, id)?;
        evening.note(act, &Deed::Taken { item: item.id, position: item.position, title: item.title.clone() })?;
        Ok(see(board(id)))
    });
    answer.await.map_err(to_board(id))
}

async fn close(desk: Desk, who: Holding<ChairMeetings>, meeting: Path<MeetingId>, posted: Posted<Pressed>) -> Answer {
    let (id, seen) = (*meeting, posted.form.seen);
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let evening = Evening::as_seen(act, id, seen)?;
        rules::may_go_on(&evening.meeting, &evening.standing)?;
        meetings::close(act, id)?;
        speakers::hush(act, evening.branch.id, id)?;
        put_off_the_rest(act, &evening)?;
        evening.note(act, &Deed::Closed { not_reached: not_reached(&evening) })?;
        Ok(see(format!("/meetings/{id}/minutes"))
            .saying("The meeting is closed. These are its minutes, as far as they write themselves."))
    });
    answer.await.map_err(to_board(id))
}

/// "5. Any other business".
fn not_reached(evening: &Evening) -> Vec<String> {
    let left = evening.items.iter().filter(|item| !evening.standing.taken.contains(&item.id));
    left.map(|item| format!("{}. {}", item.position, item.title)).collect()
}

/// What the meeting did not come to decide waits for the next one to be called.
fn put_off_the_rest(act: &mut Act<'_>, evening: &Evening) -> Result<(), Problem> {
    for motion in evening.items.iter().filter_map(|item| motion_behind(item.link.as_deref())) {
        let found = motions::find(act.conn(), evening.branch.id, motion)?;
        if found.state == motions::State::InOrder {
            motions::defer(act, motion)?;
        }
    }
    Ok(())
}
