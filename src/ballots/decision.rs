//! Decisions in a meeting: for, against or abstain, by phone and by hands, told together.
//!
//! The floor opens one, those on its roll vote on their phones (the same box, as secret as an election's), the tellers enter
//! the hands of everybody else, and the chair closes it. What it decided is the rulebook's answer.

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{
    Ballot, State,
    ballot::{Channel, Kind, path},
    casting::{Vote, vote_of},
    closing, rules, store,
};
use crate::{
    audit::Act,
    branch::{self, Branch},
    db::{BallotId, BranchId, Conn, MemberId},
    rulebook::{Answer, Outcome, Side, Tally},
    web::Problem,
};

crate::text_enum! {
    /// What a paper of a decision says.
    pub enum DecisionVote {
        For = "for",
        Against = "against",
        Abstain = "abstain",
    }
}

/// What is put to the meeting.
#[derive(Debug, Clone)]
pub struct Question {
    pub title: String,
    pub question: String,
    /// The matter whose majority the rulebook names: "motion", "challenge-chair" …
    pub matter: String,
    /// The page of what it decides: "/motions/12".
    pub about: String,
    /// Those present and entitled to vote.
    pub roll: Vec<MemberId>,
}

/// What was decided, with the votes as told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Decided {
    pub tally: Tally,
    /// How many of the votes were hands; how these divided is not kept.
    pub hands: u32,
    pub outcome: Answer<Outcome>,
}

/// Puts a question to those on `question.roll`.
///
/// # Errors
/// Refuses while another vote on the same thing is open.
pub fn open_decision(act: &mut Act<'_>, question: &Question) -> Result<BallotId, Problem> {
    let branch = act.branch();
    if open_for(act.conn(), branch, &question.about)?.is_some() {
        return Err(rules::NotNow::StillOpen.into());
    }
    let today = branch::find(act.conn(), branch)?.date_of(act.at());
    let ballot = Ballot {
        title: question.title.clone(),
        question: question.question.clone(),
        method: "for-against".to_owned(),
        matter: question.matter.clone(),
        about: question.about.clone(),
        state: State::Open,
        opened_at: Some(act.at()),
        ..Ballot::fresh(branch, Kind::Decision, today)
    };
    store::insert(act, &ballot)?;
    let entries = question.roll.iter().zip(1..).map(|(member, number)| store::NewEntry::present(&ballot, *member, number));
    let entries: Vec<_> = entries.collect();
    store::write_roll(act, &entries)?;
    act.record(
        "ballot.opened",
        ballot.path(),
        json!({ "about": ballot.about, "matter": ballot.matter, "roll": entries.len() }),
    );
    Ok(ballot.id)
}

/// A member's paper, to be handed in at the [`super::Slot`].
///
/// # Errors
/// Refuses who is not on the roll.
pub fn decision_vote(
    conn: &mut Conn,
    branch: &Branch,
    ballot: BallotId,
    member: MemberId,
    vote: DecisionVote,
) -> Result<Vote, Problem> {
    vote_of(conn, branch, ballot, member, vote.as_str().to_owned(), Channel::Room)
}

/// Enters the tellers' count of hands: of those in the room who did not vote by phone. A later entry replaces an earlier one.
///
/// # Errors
/// Refuses after the close.
pub fn enter_hands(act: &mut Act<'_>, ballot: BallotId, for_: u32, against: u32, abstain: u32) -> Result<(), Problem> {
    let branch = act.branch();
    let found = store::find(act.conn(), branch, ballot)?;
    rules::may_enter_hands(&found)?;
    store::set_hands(act, ballot, [for_, against, abstain])?;
    // How the hands divided would, beside the declared result, tell how the phones did, and one phone is one person.
    act.record("hands.entered", path(ballot), json!({ "hands": sum([for_, against, abstain]) }));
    Ok(())
}

/// Those on the roll of a decision who have not voted.
pub fn yet_to_vote(conn: &mut Conn, branch: BranchId, ballot: BallotId) -> diesel::QueryResult<Vec<MemberId>> {
    let found = store::find(conn, branch, ballot)?;
    store::unmarked(conn, &found)
}

/// Marks the roll for a member who votes by name. Nothing goes into the box: whoever puts the question keeps how she voted, and
/// enters the count as hands.
///
/// # Errors
/// Refuses after the close, who is not on the roll, and whoever has voted.
pub fn mark_by_name(act: &mut Act<'_>, ballot: BallotId, member: MemberId) -> Result<(), Problem> {
    let id = act.branch();
    let (branch, found) = (branch::find(act.conn(), id)?, store::find(act.conn(), id, ballot)?);
    rules::may_enter_hands(&found)?;
    let entry = store::entry_of(act.conn(), &found, member)?.ok_or(rules::NoVote::NotOnRoll { ballot })?;
    let today = branch.date_of(act.at());
    match store::mark(act, &[entry.id], today, Channel::Room)? {
        0 => Err(rules::NoVote::AlreadyVoted { ballot }.into()),
        _ => Ok(()),
    }
}

/// Closes the vote and says what it decided. Where votes are equal and the chair may decide, the answer is
/// [`Outcome::Tied`]; the same call with the chair's casting vote then settles it.
///
/// # Errors
/// Refuses a second close of what is settled.
pub fn close_decision(
    act: &mut Act<'_>,
    branch: &Branch,
    ballot: BallotId,
    present: u32,
    entitled: u32,
    chair_casts: Option<Side>,
) -> Result<Decided, Problem> {
    let found = store::find(act.conn(), branch.id, ballot)?;
    let before = decided(act.conn(), branch, ballot)?;
    rules::may_settle(&found, before.as_ref().map(|before| before.outcome.value), chair_casts)?;
    let (tally, hands) = match before {
        Some(before) => (before.tally, before.hands),
        None => told(act, &found)?,
    };
    let tally = Tally { present, entitled, chair_casts, ..tally };
    let outcome = branch.rulebook.majority(&found.matter, &tally);
    let decided = Decided { tally, hands, outcome };
    store::set_sheet(act, ballot, &Kept::of(&decided))?;
    if decided.outcome.value != Outcome::Tied {
        forget_who_voted(act, &found)?;
    }
    let facts = json!({ "tally": decided.tally, "outcome": decided.outcome.value, "about": found.about });
    act.record("decision.declared", path(ballot), facts);
    Ok(decided)
}

/// What a vote decided; none while it is open.
pub fn decided(conn: &mut Conn, branch: &Branch, ballot: BallotId) -> diesel::QueryResult<Option<Decided>> {
    let kept: Option<Kept> = store::sheet_of(conn, branch.id, ballot)?;
    Ok(kept.map(Kept::decided))
}

/// The vote that is open on the thing at `about`.
pub fn open_for(conn: &mut Conn, branch: BranchId, about: &str) -> diesel::QueryResult<Option<BallotId>> {
    let found = store::about(conn, branch, about)?;
    Ok(found.into_iter().find(|ballot| ballot.state == State::Open).map(|ballot| ballot.id))
}

/// Whether the marked register says that a member has voted.
pub fn has_voted(conn: &mut Conn, branch: BranchId, ballot: BallotId, member: MemberId) -> diesel::QueryResult<bool> {
    let found = store::find(conn, branch, ballot)?;
    Ok(store::entry_of(conn, &found, member)?.is_some_and(|entry| entry.voted_on.is_some()))
}

/// Closes the box and adds the papers in it to the hands; how the hands divided is forgotten. Gives the joint tally, and how
/// many hands there were.
fn told(act: &mut Act<'_>, ballot: &Ballot) -> Result<(Tally, u32), Problem> {
    let papers = closing::empty_the_box(act, ballot, None)?;
    let hands = [ballot.hands_for, ballot.hands_against, ballot.hands_abstain].map(|hands| u32::try_from(hands).unwrap_or(0));
    store::set_hands(act, ballot.id, [0; 3])?;
    let said = |vote: DecisionVote| papers.iter().filter(|paper| paper.marks == vote.as_str()).count();
    let together = |by_hand: u32, vote| by_hand.saturating_add(u32::try_from(said(vote)).unwrap_or(u32::MAX));
    let tally = Tally {
        for_: together(hands[0], DecisionVote::For),
        against: together(hands[1], DecisionVote::Against),
        abstain: together(hands[2], DecisionVote::Abstain),
        ..Tally::default()
    };
    Ok((tally, sum(hands)))
}

/// Once nothing hangs on it any more (a chair who voted has no casting vote), nobody needs to know who voted by phone.
fn forget_who_voted(act: &mut Act<'_>, ballot: &Ballot) -> diesel::QueryResult<()> {
    store::clear_marks(act, ballot)?;
    store::set_unswept(act, ballot.id)
}

fn sum(hands: [u32; 3]) -> u32 {
    hands.into_iter().fold(0, u32::saturating_add)
}

/// What is kept of a decision: the rulebook may change later, what it answered that evening does not.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Kept {
    tally: Tally,
    #[serde(default)]
    hands: u32,
    outcome: Outcome,
    working: Vec<String>,
    clause: String,
}

impl Kept {
    fn of(decided: &Decided) -> Self {
        let Answer { value, working, clause } = decided.outcome.clone();
        Self { tally: decided.tally, hands: decided.hands, outcome: value, working, clause }
    }

    fn decided(self) -> Decided {
        let outcome = Answer { value: self.outcome, working: self.working, clause: self.clause };
        Decided { tally: self.tally, hands: self.hands, outcome }
    }
}
