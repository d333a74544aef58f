//! Who may get a printed paper, when it comes back, and who tells it.

use super::Returns;
use crate::{
    ballots::{Ballot, State, ballot::path, bearer::Bearer, choice::Choice, roll::RollEntry},
    db::{BallotId, Instant, MemberId},
    web::{Refusal, WayOn},
};

/// Why something about a printed paper cannot be done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotOnPaper {
    #[error("Printed papers are issued while the ballot is open.")]
    NotOpen,
    #[error("{name} is not on the roll of this ballot.")]
    NotOnRoll { name: String },
    #[error("{name} has no vote in this ballot.")]
    NotEntitled { name: String },
    #[error("{name} has voted already.")]
    HasVoted { name: String },
    #[error("No printed paper was issued to {name}.")]
    NotIssued { name: String },
    #[error("{name} stands in this ballot and cannot tell its papers.")]
    Stands { name: String },
    #[error("Papers are told when voting is over, so that nobody knows a part of the result before.")]
    StillVoting,
    #[error("Two tellers are needed, who read each batch apart. Name them first.")]
    TwoTellers,
    #[error("You are not one of the tellers of this ballot.")]
    NoTeller,
    #[error("This batch is sealed and stays as it is.")]
    Sealed,
    #[error("Two other tellers are reading this batch.")]
    TwoAlready,
    #[error(
        "With this batch there would be {told} papers, and only {returned} came back. Look for an envelope that was not marked."
    )]
    TooMany { told: i64, returned: i64 },
    #[error(
        "{returned} printed papers came back and {told} are told. The count waits for the tellers; an empty envelope is read \
         as a blank paper."
    )]
    TellersAwaited { ballot: BallotId, returned: i64, told: i64 },
    #[error("Printed papers are out, so the ballot stays open until its time.")]
    StillOut { ballot: BallotId },
}

impl Refusal for NotOnPaper {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::NotOnRoll { .. } | Self::NotEntitled { .. } | Self::HasVoted { .. } => Some("member"),
            Self::Stands { .. } => Some("teller"),
            Self::TooMany { .. } => Some("papers"),
            _ => None,
        }
    }

    fn way_on(&self) -> Vec<WayOn> {
        match self {
            Self::TellersAwaited { ballot, .. } | Self::StillOut { ballot } => {
                vec![WayOn::to(format!("{}/printed", path(*ballot)), "The printed papers")]
            }
            _ => Vec::new(),
        }
    }
}

/// A printed paper goes to whoever is entitled and has not voted, in place of the link. A lost one may be issued again; the
/// way back to the link is closed, because the paper may still come.
pub fn may_issue(ballot: &Ballot, entry: &RollEntry, name: &str, now: Instant) -> Result<(), NotOnPaper> {
    let name = || name.to_owned();
    match (ballot.takes_papers(now), entry.entitled, entry.voted_on) {
        (false, ..) => Err(NotOnPaper::NotOpen),
        (_, false, _) => Err(NotOnPaper::NotEntitled { name: name() }),
        (_, _, Some(_)) => Err(NotOnPaper::HasVoted { name: name() }),
        _ => Ok(()),
    }
}

/// An envelope is marked as it comes back, and once; those of the last post are still opened after the hour.
pub fn may_return(ballot: &Ballot, entry: &RollEntry, name: &str) -> Result<(), NotOnPaper> {
    let name = || name.to_owned();
    match (ballot.state, entry.issued, entry.voted_on) {
        (State::Open, Some(_), None) => Ok(()),
        (State::Open, Some(_), Some(_)) => Err(NotOnPaper::HasVoted { name: name() }),
        (State::Open, None, _) => Err(NotOnPaper::NotIssued { name: name() }),
        _ => Err(NotOnPaper::NotOpen),
    }
}

/// A mark made by mistake is taken back while fewer papers are told than came back.
pub fn may_take_back(ballot: &Ballot, entry: &RollEntry, name: &str, returns: Returns) -> Result<(), NotOnPaper> {
    match (ballot.state, entry.issued, entry.voted_on) {
        (State::Open, Some(_), Some(_)) if returns.told < returns.returned => Ok(()),
        (State::Open, Some(_), Some(_)) => {
            Err(NotOnPaper::TooMany { told: returns.told, returned: returns.returned.saturating_sub(1) })
        }
        (State::Open, ..) => Err(NotOnPaper::NotIssued { name: name.to_owned() }),
        _ => Err(NotOnPaper::NotOpen),
    }
}

/// Nobody who stands tells papers, alone or with others.
pub fn may_be_teller(choices: &[Choice], teller: &Bearer, name: &str) -> Result<(), NotOnPaper> {
    let stands = choices.iter().any(|choice| teller.stands_as(&choice.name));
    if stands { Err(NotOnPaper::Stands { name: name.to_owned() }) } else { Ok(()) }
}

/// Papers are told when voting is over, by two.
pub fn may_tell(ballot: &Ballot, tellers: usize, now: Instant) -> Result<(), NotOnPaper> {
    match (ballot.state, ballot.takes_papers(now), tellers) {
        (State::Open, true, _) => Err(NotOnPaper::StillVoting),
        (State::Open, false, 0 | 1) => Err(NotOnPaper::TwoTellers),
        (State::Open, false, _) => Ok(()),
        _ => Err(NotOnPaper::NotOpen),
    }
}

/// A batch is read by two of the tellers, each of whom may read it again until it is sealed.
pub fn may_read(
    tellers: &[MemberId],
    readers: &[MemberId],
    reader: MemberId,
    is_sealed: Option<i32>,
) -> Result<(), NotOnPaper> {
    if !tellers.contains(&reader) {
        return Err(NotOnPaper::NoTeller);
    }
    if is_sealed.is_some() {
        return Err(NotOnPaper::Sealed);
    }
    if readers.len() >= 2 && !readers.contains(&reader) { Err(NotOnPaper::TwoAlready) } else { Ok(()) }
}

/// No more papers are told than came back.
pub fn may_seal(returns: Returns, papers: usize) -> Result<(), NotOnPaper> {
    let told = returns.told.saturating_add(i64::try_from(papers).unwrap_or(i64::MAX));
    if told > returns.returned { Err(NotOnPaper::TooMany { told, returned: returns.returned }) } else { Ok(()) }
}

/// The box is opened when its time is over and the printed papers are told, so that neither can be fitted to the other.
pub fn may_open_the_box(ballot: &Ballot, returns: Returns, now: Instant) -> Result<(), NotOnPaper> {
    if returns.issued() == 0 {
        return Ok(());
    }
    if ballot.takes_papers(now) {
        return Err(NotOnPaper::StillOut { ballot: ballot.id });
    }
    if returns.are_told() {
        return Ok(());
    }
    Err(NotOnPaper::TellersAwaited { ballot: ballot.id, returned: returns.returned, told: returns.told })
}
