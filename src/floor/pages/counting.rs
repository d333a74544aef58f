//! The count: the tellers enter hands, the chair closes the vote and, where votes are equal, decides.

use actix_web::web::{self, Path, ServiceConfig};
use serde::Deserialize;

use super::{
    super::{
        evening::Evening,
        event::Deed,
        named,
        rules::{self, Refusal},
        settling,
        standing::Vote,
        told::Told,
    },
    board,
    board::BoardPage,
    to_board,
};
use crate::{
    accounts::{ChairMeetings, Holding},
    audit::Act,
    ballots,
    db::MeetingId,
    meetings, members,
    render::words::capitalised,
    rulebook::{Outcome, Side},
    web::{Answer, Desk, Faults, Posted, Problem, See, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/meetings/{meeting}/floor/hands", web::post().to(count))
        .route("/meetings/{meeting}/floor/result", web::post().to(close))
        .route("/meetings/{meeting}/floor/casting-vote", web::post().to(cast));
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

/// Enters the hands of the open vote, each person counted once; those of a vote by name are its names.
fn enter(act: &mut Act<'_>, evening: &Evening, hands: &Hands) -> Result<Vote, Problem> {
    let vote = evening.standing.open_vote().cloned().ok_or(Refusal::NoVoteOpen)?;
    if vote.question.by_name {
        let [for_, against, abstain] = named::counted(&named::on(act.conn(), evening.branch.id, vote.ballot)?);
        ballots::enter_hands(act, vote.ballot, for_, against, abstain)?;
        return Ok(vote);
    }
    let [for_, against, abstain] = hands.read()?;
    let turnout = evening.turnout(act.conn())?;
    let people = |number: i64| u32::try_from(number).unwrap_or_default();
    rules::may_count(people(turnout.entitled), people(turnout.voted), for_ + against + abstain)?;
    ballots::enter_hands(act, vote.ballot, for_, against, abstain)?;
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
            Some(chair) => ballots::has_voted(act.conn(), branch, vote.ballot, chair.id)?,
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
    let (branch, ballot) = (&evening.branch, vote.ballot);
    let present = u32::try_from(evening.turnout(act.conn())?.entitled).unwrap_or_default();
    let entitled = meetings::count_entitled(act.conn(), branch.id, evening.meeting.id)?;
    let decided = ballots::close_decision(act, branch, ballot, present, entitled, chair)?;
    let told = Told::of(&decided);
    let words = match told.outcome {
        Outcome::Tied => {
            evening.note(act, &Deed::Tied { ballot, told })?;
            "The votes are equal. The casting vote is the chair’s.".to_owned()
        }
        outcome => {
            let beside = settling::settle(act, evening.meeting.id, &vote.question, outcome, &told.figures())?;
            let is = if outcome == Outcome::Carried { "carried" } else { "lost" };
            let words = [Some(format!("{} is {is}.", capitalised(&vote.question.in_short()))), beside.says()];
            evening.note(act, &Deed::Decided { ballot, told, beside })?;
            words.into_iter().flatten().collect::<Vec<_>>().join(" ")
        }
    };
    Ok(see(board(evening.meeting.id)).saying(words))
}
