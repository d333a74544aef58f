//! Business that comes from earlier meetings: their minutes are agreed, and what was carried without a quorum is ratified.

use actix_web::web::{self, Path, ServiceConfig};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::{
    super::{
        corrections::{self, NotCorrected},
        evening::{Evening, minutes_of},
        event::{Asked, Asks, Deed},
        minutes::read_out,
        rules::{self, Refusal},
        store,
    },
    Pressed, board, question, to_board,
};
use crate::{
    accounts::{ChairMeetings, Holding},
    audit::hex,
    db::{MeetingId, ResolutionId},
    render::words::plural,
    web::{Answer, Desk, Posted, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/meetings/{meeting}/floor/minutes", web::post().to(agree))
        .route("/meetings/{meeting}/floor/ratification", web::post().to(ratify));
}

async fn agree(desk: Desk, who: Holding<ChairMeetings>, meeting: Path<MeetingId>, posted: Posted<Pressed>) -> Answer {
    let (id, seen) = (*meeting, posted.form.seen);
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let evening = Evening::as_seen(act, id, seen)?;
        rules::may_go_on(&evening.meeting, &evening.standing)?;
        let earlier = evening.minutes_to_agree(act.conn())?.ok_or(Refusal::NoMinutesToAgree)?;
        let open = corrections::open(act.conn(), evening.branch.id, earlier.id)?.len();
        if open > 0 {
            let sentences = plural(open.try_into().unwrap_or(i128::MAX), "sentence", "sentences");
            return Err(NotCorrected::StillOpen(sentences).into());
        }
        let minutes = minutes_of(act.conn(), &evening.branch, earlier.id)?;
        let fingerprint = hex(&Sha256::digest(read_out(&minutes.parts)));
        store::agree(act, earlier.id, id, &fingerprint, minutes.parts)?;
        let (title, on) = (earlier.title.to_lowercase(), earlier.on(&evening.branch));
        evening.note(act, &Deed::MinutesAgreed { meeting: earlier.id, title, on, fingerprint })?;
        Ok(see(board(id)).saying("The minutes are agreed as a correct record, and stay as they are."))
    });
    answer.await.map_err(to_board(id))
}

#[derive(Deserialize)]
struct Ratifying {
    #[serde(default)]
    seen: i32,
    resolution: ResolutionId,
}

async fn ratify(desk: Desk, who: Holding<ChairMeetings>, meeting: Path<MeetingId>, posted: Posted<Ratifying>) -> Answer {
    let (id, form) = (*meeting, posted.form);
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let evening = Evening::as_seen(act, id, form.seen)?;
        let ground = evening.may_ask()?;
        rules::may_ratify(&ground)?;
        let waiting = evening.to_ratify(act.conn())?;
        let found = waiting.iter().find(|resolution| resolution.id == form.resolution).ok_or(Refusal::NothingToPut)?;
        let asks = Asks::Ratification { resolution: found.id, label: found.label() };
        let asked = Asked { title: found.title.clone(), ..evening.asked(asks, None, ground) };
        question::open(act, &evening, asked)?;
        Ok(see(board(id)).saying("Its ratification is put to the vote."))
    });
    answer.await.map_err(to_board(id))
}
