//! Writing down that notices were posted or handed over, for those whom mail did not reach.

use actix_web::web::{self, Path, ServiceConfig};
use serde::Deserialize;

use super::{
    super::{rules::Refusal, service::Way, serving, store},
    served::ServicePage,
};
use crate::{
    accounts::{CallMeetings, Holding},
    branch,
    db::{MeetingId, MemberId},
    web::{Answer, Desk, Nothing, Posted, see, typed},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/meetings/{meeting}/postings", web::post().to(post))
        .route("/meetings/{meeting}/handings/{member}", web::post().to(hand))
        .route("/meetings/{meeting}/handings/{member}/undo", web::post().to(take_back));
}

#[derive(Deserialize)]
struct When {
    #[serde(default)]
    carried_on: String,
}

/// All letters went to the post on one day.
async fn post(desk: Desk, who: Holding<CallMeetings>, meeting: Path<MeetingId>, posted: Posted<When>) -> Answer {
    let (typed, form, id) = (posted.typed(), posted.form, *meeting);
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let body = branch::find(act.conn(), branch)?;
        let meeting = store::find(act.conn(), branch, id)?;
        let (called_on, today) = (body.date_of(meeting.called_at), body.date_of(act.at()));
        let on = serving::day_carried(called_on, typed::day(&form.carried_on), today)?;
        let members = serving::to_carry(&serving::lines(act.conn(), &body, &meeting)?);
        if members.is_empty() {
            return Err(Refusal::NothingToCarry.into());
        }
        store::note_carried(act, &meeting, &members, (Way::Post, on))?;
        Ok(see(format!("{}/service", meeting.href())).saying("It is written down that the letters were posted."))
    });
    desk.or_again(answer.await, typed, move |look, form| ServicePage::of(look, id, form)).await
}

/// One notice was given by hand today.
async fn hand(desk: Desk, who: Holding<CallMeetings>, path: Path<(MeetingId, MemberId)>, posted: Posted<Nothing>) -> Answer {
    let (id, member) = path.into_inner();
    desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let body = branch::find(act.conn(), branch)?;
        let meeting = store::find(act.conn(), branch, id)?;
        store::seat_of(act.conn(), branch, id, member)?.ok_or(Refusal::NotCalled)?;
        let today = body.date_of(act.at());
        store::note_carried(act, &meeting, &[member], (Way::Hand, today))?;
        let (page, undo) = (format!("{}/service", meeting.href()), format!("{}/handings/{member}/undo", meeting.href()));
        Ok(see(page).saying("It is written down that the notice was given by hand.").with_undo(undo, "Undo"))
    })
    .await
}

async fn take_back(
    desk: Desk,
    who: Holding<CallMeetings>,
    path: Path<(MeetingId, MemberId)>,
    posted: Posted<Nothing>,
) -> Answer {
    let (id, member) = path.into_inner();
    desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let meeting = store::find(act.conn(), branch, id)?;
        store::strike_carried(act, &meeting, member)?;
        Ok(see(format!("{}/service", meeting.href())).saying("That is taken back."))
    })
    .await
}
