//! A question: the chair puts it, the tellers count hands, the chair closes the vote and, where votes are equal, decides.

use actix_web::web::{self, Path, ServiceConfig};
use serde::Deserialize;

use super::{
    super::{
        evening::Evening,
        event::{Deed, Put, Room},
        rules::{self, Ground, Refusal},
        standing::Vote,
        told::Told,
    },
    Pressed, board,
    board::BoardPage,
    to_board,
};
use crate::{
    accounts::{ChairMeetings, Holding},
    audit::Act,
    ballots::{self, Question},
    db::{BallotId, MeetingId},
    meetings, members,
    motions::{self, Decision, Motion},
    rulebook::{Outcome, Side},
    web::{Answer, Desk, Faults, Posted, Problem, See, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/meetings/{meeting}/floor/question", web::post().to(put))
        .route("/meetings/{meeting}/floor/hands", web::post().to(count))
        .route("/meetings/{meeting}/floor/result", web::post().to(close))
        .route("/meetings/{meeting}/floor/casting-vote", web::post().to(cast));
}

/// The matter whose majority the rulebook names.
const MATTER: &str = "motion";

async fn put(desk: Desk, who: Holding<ChairMeetings>, meeting: Path<MeetingId>, posted: Posted<Pressed>) -> Answer {
    let (id, seen) = (*meeting, posted.form.seen);
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let evening = Evening::as_seen(act, id, seen)?;
        let motion = evening.motion(act.conn())?;
        let open = evening.amendments_open(act.conn(), motion.as_ref())?;
        let ground = evening.may_put(motion.as_ref(), &open)?;
        let motion = motion.ok_or(Refusal::NothingToPut)?;
        let question = question(act, &evening, &motion)?;
        let ballot = ballots::open_decision(act, &question)?;
        evening.note(act, &Deed::Put { question: as_put(&evening, &motion, ballot, ground) })?;
        Ok(see(board(id)).saying("The vote is open, on every phone in the room."))
    });
    answer.await.map_err(to_board(id))
}

/// What goes to the phones of those in the room who may vote.
fn question(act: &mut Act<'_>, evening: &Evening, motion: &Motion) -> Result<Question, Problem> {
    Ok(Question {
        title: format!("Motion {}: {}", motion.label(), motion.title),
        question: "Shall the motion be carried?".to_owned(),
        matter: MATTER.to_owned(),
        about: motion.href(),
        roll: meetings::present(act.conn(), evening.branch.id, evening.meeting.id)?,
    })
}

fn as_put(evening: &Evening, motion: &Motion, ballot: BallotId, ground: Ground) -> Put {
    Put {
        motion: motion.id,
        ballot,
        label: motion.label(),
        title: motion.title.clone(),
        mover: motion.mover,
        // Somebody who was asked and has not said yes seconds nothing.
        seconder: motion.seconder.filter(|_| motion.seconded_at.is_some()),
        room: Room::of(&evening.quorum),
        to_ratify: match ground {
            Ground::Quorate => None,
            Ground::ToRatify { clause } => Some(clause),
        },
    }
}

/// The tellers' figures, with the board they were typed on.
#[derive(Deserialize)]
struct Hands {
    #[serde(default)]
    seen: i32,
    #[serde(default, rename = "for")]
    for_: String,
    #[serde(default)]
    against: String,
    #[serde(default)]
    abstain: String,
}

impl Hands {
    /// For, against, abstain; nothing typed is nobody.
    fn read(&self) -> Result<[u32; 3], Problem> {
        let mut faults = Faults::default();
        let fields = [("for", &self.for_), ("against", &self.against), ("abstain", &self.abstain)];
        let read = fields.map(|(field, typed)| faults.take(field, number(typed)).unwrap_or_default());
        faults.check()?;
        Ok(read)
    }
}

fn number(typed: &str) -> Result<u32, &'static str> {
    let digits = typed.trim();
    // More hands than anybody has members would be a slip of the finger, and would not fit where they are added up.
    let number = if digits.is_empty() { Ok(0) } else { digits.parse() };
    number.ok().filter(|hands| *hands < 100_000).ok_or("Write how many hands there were, in figures.")
}

async fn count(desk: Desk, who: Holding<ChairMeetings>, meeting: Path<MeetingId>, posted: Posted<Hands>) -> Answer {
    let (typed, id, hands) = (posted.typed(), *meeting, posted.form);
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let evening = Evening::as_seen(act, id, hands.seen)?;
        enter(act, &evening, &hands)?;
        Ok(see(board(id)).saying("The hands are entered. Count again and correct them as long as the vote is open."))
    });
    desk.or_again(answer.await.map_err(to_board(id)), typed, move |look, form| BoardPage::of(look, id, Some(form))).await
}

async fn close(desk: Desk, who: Holding<ChairMeetings>, meeting: Path<MeetingId>, posted: Posted<Hands>) -> Answer {
    let (typed, id, hands) = (posted.typed(), *meeting, posted.form);
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let evening = Evening::as_seen(act, id, hands.seen)?;
        let vote = enter(act, &evening, &hands)?;
        settle(act, &evening, &vote, None)
    });
    desk.or_again(answer.await.map_err(to_board(id)), typed, move |look, form| BoardPage::of(look, id, Some(form))).await
}

/// Enters the hands of the open vote, each person counted once.
fn enter(act: &mut Act<'_>, evening: &Evening, hands: &Hands) -> Result<Vote, Problem> {
    let vote = evening.standing.open_vote().cloned().ok_or(Refusal::NoVoteOpen)?;
    let [for_, against, abstain] = hands.read()?;
    let turnout = evening.turnout(act.conn())?;
    let people = |number: i64| u32::try_from(number).unwrap_or_default();
    rules::may_count(people(turnout.entitled), people(turnout.voted), for_ + against + abstain)?;
    ballots::enter_hands(act, vote.question.ballot, for_, against, abstain)?;
    Ok(vote)
}

#[derive(Deserialize)]
struct Casting {
    #[serde(default)]
    seen: i32,
    #[serde(default)]
    side: String,
}

async fn cast(desk: Desk, who: Holding<ChairMeetings>, meeting: Path<MeetingId>, posted: Posted<Casting>) -> Answer {
    let (id, account, Casting { seen, side }) = (*meeting, who.account, posted.form);
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let evening = Evening::as_seen(act, id, seen)?;
        let vote = evening.standing.unsettled().cloned().ok_or(Refusal::NotTied)?;
        let (branch, chair) = (act.branch(), members::of_account(act.conn(), evening.branch.id, account)?);
        let has_voted = match chair {
            Some(chair) => ballots::has_voted(act.conn(), branch, vote.question.ballot, chair.id)?,
            None => false,
        };
        rules::may_cast_deciding(&evening.standing, evening.branch.rulebook.voting.chair_casting, has_voted)?;
        settle(act, &evening, &vote, Some(side_of(&side)?))
    });
    answer.await.map_err(to_board(id))
}

fn side_of(side: &str) -> Result<Side, Refusal> {
    match side {
        "for" => Ok(Side::For),
        "against" => Ok(Side::Against),
        _ => Err(Refusal::NoSide),
    }
}

/// Closes the vote, tells the result, and lets the motion know what became of it.
fn settle(act: &mut Act<'_>, evening: &Evening, vote: &Vote, chair: Option<Side>) -> Result<See, Problem> {
    let (branch, ballot) = (&evening.branch, vote.question.ballot);
    let present = u32::try_from(evening.turnout(act.conn())?.entitled).unwrap_or_default();
    let entitled = meetings::count_entitled(act.conn(), branch.id, evening.meeting.id)?;
    let decided = ballots::close_decision(act, branch, ballot, present, entitled, chair)?;
    let told = Told::of(&decided);
    let words = match told.outcome {
        Outcome::Tied => {
            evening.note(act, &Deed::Tied { ballot, told })?;
            "The votes are equal. The casting vote is the chair’s."
        }
        outcome => {
            let decision = if outcome == Outcome::Carried { Decision::Carried } else { Decision::Lost };
            motions::decide(act, vote.question.motion, decision)?;
            evening.note(act, &Deed::Decided { ballot, told })?;
            if decision == Decision::Carried { "The motion is carried." } else { "The motion is lost." }
        }
    };
    Ok(see(board(evening.meeting.id)).saying(words))
}
