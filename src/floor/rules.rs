//! What may be done in the course of an evening, and when.

use chrono::TimeDelta;

use super::{
    event::Asks,
    minutes::Minutes,
    procedural::{Names, Procedural},
    standing::{Stage, Standing, Vote},
};
use crate::{
    db::Instant,
    meetings::{self, Meeting, QuorumNow},
    motions::{
        self,
        amending::{ToDecide, numbers},
    },
    render::dates,
    rulebook::{Answer, ChairCasting, Grace, Inquorate, QuorumCheck, Rulebook},
    web,
    zone::Zone,
};

/// Why not, in the sentence that the person reads.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("The meeting is called for {at}. Open it then, so that nobody who comes on time finds it begun.")]
    TooEarly { at: String },
    #[error("The meeting has not begun. Open it first.")]
    NotBegun,
    #[error("The meeting has been opened already.")]
    Begun,
    #[error("The meeting is closed, and what it did stands in the minutes.")]
    Over,
    #[error("The meeting was called off.")]
    CalledOff,
    #[error("A vote is open. Close it before you go on.")]
    VoteOpen,
    #[error("The votes were equal. Give the casting vote before you go on.")]
    TieOpen,
    #[error("This item brings no motion, so there is nothing to put to the vote.")]
    NothingToPut,
    #[error("This motion {}, so the meeting has nothing to decide on it.", .0.says())]
    NotOnAgenda(motions::State),
    #[error("The amendments are decided before the motion. Still to be decided: {numbers}.")]
    AmendmentsOpen { numbers: String },
    #[error("Write a line of at most 2,000 letters for the minutes.")]
    NoLine,
    #[error("This amendment is decided already, or was withdrawn.")]
    NoSuchAmendment,
    #[error("{0} It has fallen, so there is nothing to vote on.")]
    AmendmentFalls(String),
    #[error("Nobody has seconded amendment {number}, and it needs a seconder ({clause}).")]
    AmendmentNotSeconded { number: i32, clause: String },
    #[error("Nothing that was carried stands in the way of this amendment. Put it to the vote.")]
    AmendmentStands,
    #[error("Only a meeting that has a quorum ratifies what another carried without one.")]
    NoQuorumToRatify,
    #[error("There are no minutes to agree: those of every earlier meeting are agreed already.")]
    NoMinutesToAgree,
    #[error("These minutes are agreed as a correct record, so their words stay. A later meeting can resolve to correct them.")]
    MinutesAgreed,
    #[error("Choose what is moved.")]
    NoProcedural,
    #[error("There is no motion before the meeting to which this could apply.")]
    NothingBefore,
    #[error("Write what is missing in “{0}”.")]
    NamesNothing(&'static str),
    #[error("Write how many minutes, in figures: from 1 to 240.")]
    NoMinutes,
    #[error("The motion came after the deadline: first the meeting says whether it takes it ({clause}).")]
    EmergencyNotTaken { clause: String },
    #[error("{present} in the room have a vote, so no more can support it.")]
    NotSoMany { present: u32 },
    #[error("{needed} members have to support this before it is put ({clause}). Ask who supports it, and enter how many do.")]
    TooFewSupport { needed: u32, clause: String },
    #[error("{present} in the room have a vote, so no more can ask for it.")]
    NotSoManyAsk { present: u32 },
    #[error("A secret vote needs {needed} members who ask for it ({clause}).")]
    TooFewAsk { needed: u32, clause: String },
    #[error("The rulebook does not say how many members may ask for a secret vote.")]
    NoSecretRule,
    #[error("{says} The rules are: {clause}.")]
    QuorumUnknown { says: String, clause: String },
    #[error(
        "There is no quorum: {present} in the room may vote, and {needed} are needed ({clause}). The meeting waits for it until {until}."
    )]
    WaitForQuorum { present: u32, needed: u32, clause: String, until: String },
    #[error("There is no quorum: {present} in the room may vote, and {needed} are needed ({clause}). {rule}")]
    NoQuorum { present: u32, needed: u32, clause: String, rule: String },
    #[error("Nobody in the room may vote, so there is nobody to put it to.")]
    NobodyToVote,
    #[error("No vote is open, so there is nothing to count or to close.")]
    NoVoteOpen,
    #[error(
        "Of the {roll} on the roll of this vote, {phones} voted by phone, so at most {left} hands can be counted, not {hands}. Count only those who did not vote by phone."
    )]
    TooManyHands { roll: u32, phones: u32, left: u32, hands: u32 },
    #[error("Nothing was voted on just now whose count could be challenged.")]
    NothingToCountAgain,
    #[error("A motion about the proceedings is not counted again. Whoever wants it can move it once more.")]
    ProceduralStays,
    #[error("Write in a few words why the count is challenged: it stands in the minutes.")]
    NoChallenge,
    #[error("No casting vote is asked for.")]
    NotTied,
    #[error(
        "You voted on this yourself, and the rules give the chair a vote only where votes are equal. Let somebody else who may chair give the casting vote."
    )]
    ChairHasVoted,
    #[error("Choose “For” or “Against”.")]
    NoSide,
    #[error("Choose “For”, “Against” or “Abstain”.")]
    NoChoice,
    #[error("This member is not in the room, so there is no vote to take down.")]
    NobodyHere,
    #[error("You are not checked in at this meeting, and only those in the room vote.")]
    NotHere,
    #[error("Write a sentence of at most 2,000 letters.")]
    TooLong,
}

impl web::Refusal for Refusal {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::TooManyHands { .. } => Some("for"),
            Self::TooLong | Self::NamesNothing(_) | Self::NoMinutes => Some("words"),
            Self::NoLine => Some("note"),
            Self::NoChallenge => Some("because"),
            Self::NoProcedural => Some("motion"),
            Self::TooFewSupport { .. } | Self::NotSoMany { .. } => Some("supporters"),
            Self::TooFewAsk { .. } | Self::NotSoManyAsk { .. } => Some("by"),
            _ => None,
        }
    }
}

/// On what ground a question is put.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ground {
    /// There is a quorum.
    Quorate,
    /// There is none; by this rule the next quorate meeting has to ratify what is decided.
    ToRatify { clause: String },
}

/// A meeting is opened once, and not before the hour for which it was called.
pub fn may_open(meeting: &Meeting, now: Instant, zone: Zone) -> Result<(), Refusal> {
    match meeting.state {
        meetings::State::Called if now < meeting.starts_at => {
            Err(Refusal::TooEarly { at: dates::moment(meeting.starts_at.0, zone) })
        }
        meetings::State::Called => Ok(()),
        meetings::State::Open => Err(Refusal::Begun),
        meetings::State::Closed => Err(Refusal::Over),
        meetings::State::CalledOff => Err(Refusal::CalledOff),
    }
}

/// The meeting goes on to another item, or ends, when no vote is left hanging.
pub fn may_go_on(meeting: &Meeting, standing: &Standing) -> Result<(), Refusal> {
    match meeting.state {
        meetings::State::Called => return Err(Refusal::NotBegun),
        meetings::State::Closed => return Err(Refusal::Over),
        meetings::State::CalledOff => return Err(Refusal::CalledOff),
        meetings::State::Open => {}
    }
    match standing.unsettled().map(|vote| &vote.stage) {
        Some(Stage::Tied(_)) => Err(Refusal::TieOpen),
        Some(_) => Err(Refusal::VoteOpen),
        None => Ok(()),
    }
}

/// A motion is put that is on the agenda, as the meeting comes to it. `open` are the numbers of its amendments that are still
/// to be decided: the meeting knows the words on which it votes.
pub fn may_put(meeting: &Meeting, standing: &Standing, motion: Option<motions::State>, open: &[i32]) -> Result<(), Refusal> {
    may_go_on(meeting, standing)?;
    match motion {
        None => Err(Refusal::NothingToPut),
        Some(motions::State::InOrder) if !open.is_empty() => Err(Refusal::AmendmentsOpen { numbers: numbers(open) }),
        Some(motions::State::InOrder) => Ok(()),
        Some(other) => Err(Refusal::NotOnAgenda(other)),
    }
}

/// An amendment is put that is still to be decided, and that could still be made.
pub fn may_put_amendment(open: &[ToDecide], number: i32) -> Result<&ToDecide, Refusal> {
    let found = open.iter().find(|one| one.number == number).ok_or(Refusal::NoSuchAmendment)?;
    match (&found.falls, &found.lacks_seconder) {
        (Some(because), _) => Err(Refusal::AmendmentFalls(because.clone())),
        (None, Some(clause)) => Err(Refusal::AmendmentNotSeconded { number, clause: clause.clone() }),
        (None, None) => Ok(found),
    }
}

/// A procedural motion is put while nothing else is voted on, with as many supporters as the rules ask for, of those `present` who
/// may vote. `before` says whether a motion is before the meeting.
pub fn may_move(
    book: &Rulebook,
    motion: Procedural,
    words: &str,
    (supporters, present): (u32, u32),
    before: Option<motions::State>,
) -> Result<(), Refusal> {
    if !motion.is_moved() {
        return Err(Refusal::NoProcedural);
    }
    if motion.needs_a_motion() && before != Some(motions::State::InOrder) {
        return Err(Refusal::NothingBefore);
    }
    match motion.names() {
        Names::Words if words.is_empty() => return Err(Refusal::NamesNothing(motion.label())),
        Names::Words if words.chars().count() > 500 => return Err(Refusal::TooLong),
        Names::Minutes if !words.parse().is_ok_and(|minutes: u32| (1..=240).contains(&minutes)) => {
            return Err(Refusal::NoMinutes);
        }
        _ => {}
    }
    if supporters > present {
        return Err(Refusal::NotSoMany { present });
    }
    let Some(rule) = book.threshold(motion.matter()) else { return Ok(()) };
    match rule.supporters {
        Some(needed) if supporters < needed => Err(Refusal::TooFewSupport { needed, clause: rule.src.clone() }),
        _ => Ok(()),
    }
}

/// The secretary words minutes until a later meeting agrees them.
pub fn may_word(minutes: &Minutes) -> Result<(), Refusal> {
    if minutes.agreed.is_some() { Err(Refusal::MinutesAgreed) } else { Ok(()) }
}

/// What one meeting carried without a quorum, another with one ratifies.
pub fn may_ratify(ground: &Ground) -> Result<(), Refusal> {
    if *ground == Ground::Quorate { Ok(()) } else { Err(Refusal::NoQuorumToRatify) }
}

/// A line is written for the minutes while the meeting is open.
pub fn may_note(meeting: &Meeting, words: &str) -> Result<(), Refusal> {
    match meeting.state {
        meetings::State::Called => Err(Refusal::NotBegun),
        meetings::State::Closed => Err(Refusal::Over),
        meetings::State::CalledOff => Err(Refusal::CalledOff),
        meetings::State::Open if words.is_empty() || words.chars().count() > 2_000 => Err(Refusal::NoLine),
        meetings::State::Open => Ok(()),
    }
}

/// A secret vote is held when as many of those `present` ask for it as the rules say. Gives the clause.
pub fn may_ask_secret(book: &Rulebook, by: u32, present: u32) -> Result<String, Refusal> {
    let clause = book.voting.src.clone();
    match book.voting.secret_on_request_of {
        None => Err(Refusal::NoSecretRule),
        Some(_) if by > present => Err(Refusal::NotSoManyAsk { present }),
        Some(needed) if by < needed => Err(Refusal::TooFewAsk { needed, clause }),
        Some(_) => Ok(clause),
    }
}

/// Whether the room may decide. Where the rules count the quorum at the start only, or when somebody asks, a meeting that
/// was quorate when it was opened stays so. Without a quorum it waits its time out; after that the rulebook says what then.
pub fn quorum_for_vote(
    quorum: &QuorumNow,
    standing: &Standing,
    grace: &Answer<Grace>,
    waits_until: Instant,
    now: Instant,
    zone: Zone,
) -> Result<Ground, Refusal> {
    let was_quorate = standing.opened.as_ref().is_some_and(|room| room.holds);
    let counts_each_time = grace.value.check == QuorumCheck::EachVote;
    if quorum.present == 0 {
        return Err(Refusal::NobodyToVote);
    }
    if quorum.holds || (was_quorate && !counts_each_time) {
        return Ok(Ground::Quorate);
    }
    let (present, needed, clause) = (quorum.present, quorum.needed, quorum.clause.clone());
    if needed == 0 {
        return Err(Refusal::QuorumUnknown { says: quorum.working.join(" "), clause });
    }
    if now < waits_until {
        let until = dates::time(waits_until.with_timezone(&zone).time());
        return Err(Refusal::WaitForQuorum { present, needed, clause, until });
    }
    if grace.value.then == Inquorate::DiscussThenRatify {
        return Ok(Ground::ToRatify { clause: grace.clause.clone() });
    }
    let rule = format!("{} ({})", grace.working.join(" "), grace.clause);
    Err(Refusal::NoQuorum { present, needed, clause, rule })
}

/// The moment until which a meeting waits for its quorum.
pub fn waits_until(meeting: &Meeting, grace: &Grace) -> Instant {
    Instant(meeting.starts_at.0 + TimeDelta::minutes(i64::from(grace.minutes)))
}

/// Hands are of those on the roll who did not vote by phone; nobody is counted twice.
pub fn may_count(roll: u32, phones: u32, hands: u32) -> Result<(), Refusal> {
    let left = roll.saturating_sub(phones);
    if hands <= left { Ok(()) } else { Err(Refusal::TooManyHands { roll, phones, left, hands }) }
}

/// The count of what was decided last on this item can be challenged, and the vote taken again, until the meeting goes on.
pub fn may_count_again<'a>(meeting: &Meeting, standing: &'a Standing, because: &str) -> Result<&'a Vote, Refusal> {
    may_go_on(meeting, standing)?;
    let vote = standing.vote.as_ref().ok_or(Refusal::NothingToCountAgain)?;
    match &vote.question.asks {
        Asks::Procedural { .. } | Asks::Ratification { .. } => Err(Refusal::ProceduralStays),
        _ if because.is_empty() || because.chars().count() > 300 => Err(Refusal::NoChallenge),
        Asks::Motion | Asks::Amendment { .. } => Ok(vote),
    }
}

/// The casting vote is the chair's where votes are equal; where the chair votes only then, not of one who voted before.
pub fn may_cast_deciding(standing: &Standing, rule: ChairCasting, has_voted: bool) -> Result<(), Refusal> {
    if !matches!(standing.unsettled().map(|vote| &vote.stage), Some(Stage::Tied(_))) {
        return Err(Refusal::NotTied);
    }
    if has_voted && rule == ChairCasting::OnlyVote {
        return Err(Refusal::ChairHasVoted);
    }
    Ok(())
}

#[cfg(test)]
mod tests;
