//! Casting: the paper goes into the box.

use actix_web::{
    cookie::time::Duration,
    web::{self, Path, ServiceConfig},
};

use super::{
    super::{casting, secret, store},
    paper::{Typed, marks},
    receipt::cookie_of,
    voter::Voter,
};
use crate::{
    audit::{Act, Actor},
    db::BallotId,
    members::SignedInMember,
    web::{Answer, Desk, Once, Posted, Problem, See, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/vote/papers", web::post().to(cast_with_key)).route("/ballots/{ballot}/papers", web::post().to(cast));
}

async fn cast_with_key(desk: Desk, posted: Posted<Typed>) -> Answer {
    let voter = Voter::Key(posted.typed().value("key").to_owned());
    dropped(desk, voter, posted).await
}

async fn cast(desk: Desk, who: SignedInMember, ballot: Path<BallotId>, posted: Posted<Typed>) -> Answer {
    dropped(desk, Voter::Member(*ballot, who.member.id), posted).await
}

/// Puts the paper into the box. The form's token is not remembered, because the moment it was answered would be kept beside
/// it; the slip does that service: a second copy of the form means the same paper and gets the same receipt.
async fn dropped(desk: Desk, voter: Voter, posted: Posted<Typed>) -> Answer {
    let (typed, cookies) = (posted.typed(), desk.cookies());
    let deed = move |act: &mut Act<'_>| {
        let branch = act.branch();
        let (ballot, entry) = voter.found(act.conn(), branch)?;
        let slip = typed.value("slip");
        if slip.len() != 64 {
            return Err(Problem::Garbled("a paper came without its slip".to_owned()));
        }
        let paper = secret::paper_key(ballot.id, slip);
        let mut receipt = cookies.bake(&cookie_of(ballot.id), secret::tracker(paper), 0);
        receipt.set_max_age(Duration::minutes(10));
        let onward = see(format!("{}/receipt", ballot.path())).with_cookie(receipt);
        if store::has_paper(act.conn(), branch, ballot.id, paper)? {
            return Err(Problem::Answered(Box::<See>::new(onward)));
        }
        let choices = store::choices_of(act.conn(), &ballot)?;
        let marks = marks(&ballot, &choices, &typed)?;
        casting::cast(act, &ballot, entry.as_ref(), paper, &marks.written(), voter.channel())?;
        Ok(onward)
    };
    desk.act(Actor::Visitor, &Once::not_needed(), deed).await
}
