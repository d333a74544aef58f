//! A second count: the first one is challenged, the vote is taken again by whoever is in the room, and both stand in the log.

use actix_web::web::{self, Path, ServiceConfig};
use serde::Deserialize;

use super::{
    super::{
        evening::Evening,
        event::{Asked, Deed},
        named,
        rules::{self, Refusal},
        standing::Stage,
    },
    board,
    board::BoardPage,
    question, to_board,
};
use crate::{
    accounts::{ChairMeetings, Holding},
    ballots::DecisionVote,
    db::{MeetingId, MemberId},
    meetings,
    web::{Answer, Desk, Posted, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/meetings/{meeting}/floor/second-count", web::post().to(count_again))
        .route("/meetings/{meeting}/floor/named", web::post().to(take_down));
}

#[derive(Deserialize)]
struct Challenge {
    #[serde(default)]
    seen: i32,
    #[serde(default)]
    because: String,
}

async fn count_again(desk: Desk, who: Holding<ChairMeetings>, meeting: Path<MeetingId>, posted: Posted<Challenge>) -> Answer {
    let (typed, id, form) = (posted.typed(), *meeting, posted.form);
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let evening = Evening::as_seen(act, id, form.seen)?;
        let because = form.because.trim().to_owned();
        let vote = rules::may_count_again(&evening.meeting, &evening.standing, &because)?.clone();
        let Stage::Decided(told) = &vote.stage else { return Err(Refusal::NothingToCountAgain.into()) };
        let ground = evening.may_ask()?;
        evening.note(act, &Deed::Challenged { ballot: vote.ballot, because })?;
        let evening = Evening::at(act, id)?;
        let Asked { room, to_ratify, .. } = evening.asked(vote.question.asks.clone(), None, ground);
        question::open(act, &evening, Asked { again: Some(told.outcome), room, to_ratify, ..vote.question })?;
        Ok(see(board(id)).saying("The vote is taken again, on every phone in the room. The first count stays in the minutes."))
    });
    desk.or_again(answer.await.map_err(to_board(id)), typed, move |look, form| BoardPage::of(look, id, Some(form))).await
}

#[derive(Deserialize)]
struct Named {
    member: MemberId,
    #[serde(default)]
    vote: String,
}

/// The chair takes down the vote of somebody without a phone.
async fn take_down(desk: Desk, who: Holding<ChairMeetings>, meeting: Path<MeetingId>, posted: Posted<Named>) -> Answer {
    let (id, Named { member, vote }) = (*meeting, posted.form);
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let vote: DecisionVote = vote.parse().map_err(|_| Refusal::NoChoice)?;
        let evening = Evening::at(act, id)?;
        let open = evening.standing.open_vote().filter(|open| open.question.by_name).ok_or(Refusal::NoVoteOpen)?;
        if !meetings::is_present(act.conn(), evening.branch.id, id, member)? {
            return Err(Refusal::NobodyHere.into());
        }
        named::give(act, id, open.ballot, member, vote)?;
        Ok(see(board(id)))
    });
    answer.await.map_err(to_board(id))
}
