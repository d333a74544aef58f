//! Casting: the paper goes into the box.

use actix_web::{
    cookie::time::Duration,
    web::{self, Path, ServiceConfig},
};

use super::{
    super::{Ballot, Slot, ballot::path, casting::Vote, room, rules::NoVote, secret, store},
    check::CheckPage,
    paper::{Typed, marks},
    receipt::cookie_of,
    voter::Voter,
};
use crate::{
    db::{BallotId, Instant, RollEntryId},
    members::SignedInMember,
    web::{Answer, Desk, Filled, Look, Posted, Problem, Tries, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/vote/papers", web::post().to(cast_with_key)).route("/ballots/{ballot}/papers", web::post().to(cast));
}

async fn cast_with_key(desk: Desk, slot: web::Data<Slot>, posted: Posted<Typed>) -> Answer {
    let voter = Voter::with_key(posted.typed().value("key"), &desk);
    dropped_or_checked(&desk, &slot, voter, posted.typed()).await
}

async fn cast(desk: Desk, slot: web::Data<Slot>, who: SignedInMember, ballot: Path<BallotId>, posted: Posted<Typed>) -> Answer {
    dropped_or_checked(&desk, &slot, Voter::Member(*ballot, who.member.id), posted.typed()).await
}

/// The paper lies in the box, or it is checked again beside what was wrong.
async fn dropped_or_checked(desk: &Desk, slot: &Slot, voter: Voter, typed: Filled) -> Answer {
    let (again, asked) = (typed.clone(), voter.clone());
    let answer = dropped(desk, slot, voter, typed).await;
    desk.clone().or_again(answer, again, move |look, form| CheckPage::of(look, &asked, &form)).await
}

/// Puts the paper into the box. The form's token is not remembered, because the moment it was answered would be kept beside
/// it; the slip does that service: a second copy of the form means the same paper and gets the same receipt.
async fn dropped(desk: &Desk, slot: &Slot, voter: Voter, typed: Filled) -> Answer {
    let (branch, vote) = desk.look(move |look| Ok((look.branch.id, filled_in(look, &voter, &typed)?))).await?;
    let mut receipt = desk.cookies().bake(&cookie_of(vote.ballot), secret::tracker(vote.paper), 0);
    receipt.set_max_age(Duration::minutes(10));
    let onward = see(format!("{}/receipt", path(vote.ballot))).with_cookie(receipt);
    slot.cast(desk.scribe(), branch, vote).await?;
    Ok(desk.go(&onward))
}

/// Wrong codes by each line of a roll: enough for clumsy fingers, too few to find four signs.
static WRONG_CODES: Tries<RollEntryId> = Tries::at_most(10);

/// Whether the voter is where the code can be seen.
fn in_the_room(ballot: &Ballot, entry: RollEntryId, typed: &str, now: Instant) -> Result<(), Problem> {
    if WRONG_CODES.are_spent(&entry, now.0) {
        return Err(Problem::TooMany);
    }
    room::admits(ballot, typed).inspect_err(|_| WRONG_CODES.count(entry, now.0))?;
    Ok(())
}

/// The paper as it was filled in, under the key that its slip is exchanged for.
fn filled_in(look: &mut Look<'_>, voter: &Voter, typed: &Filled) -> Result<Vote, Problem> {
    let (ballot, entry) = voter.found(look.conn, look.branch.id)?;
    let entry = entry.ok_or(NoVote::NotOnRoll { ballot: ballot.id })?;
    in_the_room(&ballot, entry.id, typed.value("room_code"), look.now)?;
    let slip = typed.value("slip");
    if slip.len() != 64 {
        return Err(Problem::Garbled("a paper came without its slip".to_owned()));
    }
    let choices = store::choices_of(look.conn, &ballot)?;
    Ok(Vote {
        ballot: ballot.id,
        entry: entry.id,
        paper: secret::paper_key(ballot.id, slip),
        marks: marks(&ballot, &choices, typed)?.written(),
        channel: voter.channel(),
    })
}
