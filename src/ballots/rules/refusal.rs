//! Why a paper is not taken, an officer's deed has to wait, or a draft does not fit: a sentence each.

use super::super::ballot::path;
use crate::{
    db::BallotId,
    web::{Refusal, WayOn},
};

/// Why a paper is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoVote {
    #[error("You have voted in this ballot. Nobody can find your paper in the box, so nobody can change it, you included.")]
    AlreadyVoted { ballot: BallotId },
    #[error("You have no vote in this ballot. {because}")]
    NotEntitled { ballot: BallotId, because: String },
    #[error("Your name is not on the roll of this vote. Ask the secretary to look into the register.")]
    NotOnRoll { ballot: BallotId },
    #[error("A printed paper was issued to you, so you vote on that. Lost it? The returning officer gives you another.")]
    OnPaper { ballot: BallotId },
    #[error("This ballot is not open yet.")]
    NotYetOpen { ballot: BallotId },
    #[error("This ballot closed on {at}.")]
    Closed { ballot: BallotId, at: String },
    #[error(
        "This link or code belongs to no ballot. Look at the newest message or letter: an older link is replaced by a newer one."
    )]
    UnknownLink,
    #[error("This is not the code on the screen in the room. Look at it again; letters may be small.")]
    WrongRoomCode { ballot: BallotId },
    #[error(
        "This paper is for {addressee}, and {reader} is signed in here. Nobody votes for somebody else: if it is yours, sign out \
         first; if it was forwarded to you, leave it."
    )]
    SomebodyElses { ballot: BallotId, addressee: String, reader: String },
    #[error("This ballot is decided in the meeting, on the meeting's own page.")]
    InTheRoom { about: String },
}

impl Refusal for NoVote {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::WrongRoomCode { .. } => Some("room_code"),
            _ => None,
        }
    }

    fn way_on(&self) -> Vec<WayOn> {
        match self {
            Self::AlreadyVoted { ballot } => vec![WayOn::to(format!("{}/result", path(*ballot)), "See how the ballot stands")],
            Self::Closed { ballot, .. } => vec![WayOn::to(format!("{}/result", path(*ballot)), "See the result"), others()],
            Self::NotEntitled { ballot, .. }
            | Self::NotOnRoll { ballot }
            | Self::OnPaper { ballot }
            | Self::WrongRoomCode { ballot }
            | Self::SomebodyElses { ballot, .. }
            | Self::NotYetOpen { ballot } => {
                vec![WayOn::to(path(*ballot), "See the ballot"), others()]
            }
            Self::UnknownLink => vec![WayOn::to("/vote", "Type the newest code"), others()],
            Self::InTheRoom { about } => vec![WayOn::to(about.clone(), "Go there")],
        }
    }
}

fn others() -> WayOn {
    WayOn::to("/ballots", "Other ballots")
}

/// Why an officer's deed has to wait, or comes too late.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotNow {
    #[error("A vote on this is open. Close it before you open another.")]
    StillOpen,
    #[error("The ballot is open or closed already, so its paper and its roll stay as they are.")]
    NoLongerDraft,
    #[error("A ballot needs at least two choices.")]
    TooFewChoices,
    #[error("The closing time has passed. Set a later one.")]
    TimeIsOver { ballot: BallotId },
    #[error("This ballot opens on {on}. Wait for that day, or set an earlier one.")]
    OpensLater { ballot: BallotId, on: String },
    #[error("This draft belongs to what it decides, so it is discarded there.")]
    BelongsElsewhere { about: String },
    #[error("Nobody is entitled to vote on the freeze date. Look at the roll before you open the ballot.")]
    NobodyEntitled,
    #[error("The ballot is not open.")]
    NotOpen,
    #[error("The ballot is open until {until}. To close it earlier, say why; the reason is recorded.")]
    TooEarly { until: String },
    #[error("This vote is taken in a meeting, and the chair closes it there.")]
    InTheRoom,
    #[error("This member has voted, so there is no link to send.")]
    HasVoted,
    #[error("This member holds a printed paper, so there is no link to send.")]
    HoldsPaper,
    #[error("This member has no vote in this ballot, so there is no link to send.")]
    HasNoVote,
    #[error("Everybody whom mail reaches has voted, so nobody needs a reminder.")]
    NobodyToRemind,
    #[error("The last reminder went out at {at}. Wait a day before the next one.")]
    RemindedLately { at: String },
    #[error("The papers of this ballot were destroyed on {on}, when their time was over. Its result stays.")]
    PapersAreGone { ballot: BallotId, on: String },
    #[error("The marks of who voted were destroyed on {on}, when their time was over, so nothing can be held against them.")]
    MarksAreGone { ballot: BallotId, on: String },
    #[error("The box is opened, so the paper stays as it was cast. Whoever will not take the place resigns it.")]
    BoxIsOpened { ballot: BallotId },
    #[error("Nobody stands in a question, so nobody withdraws.")]
    NobodyStands { ballot: BallotId },
    #[error("Nobody would be left to vote for. Discard the draft, or close the ballot, instead.")]
    NobodyLeft { ballot: BallotId },
    #[error("Without this name the places could not be filled as the notice says. {why}")]
    CannotBeMet { ballot: BallotId, why: String },
    #[error("This name is taken off the paper already.")]
    WithdrawnAlready { ballot: BallotId },
    #[error("This name stands on the paper.")]
    StandsAlready { ballot: BallotId },
    #[error(
        "While the ballot is open, only those who run, tell or watch it see who has voted. After the close every member does."
    )]
    ForTheTable { ballot: BallotId },
    #[error("Nothing is declared yet, so there is nothing to count again.")]
    NothingDeclared { ballot: BallotId },
    #[error("Papers and roll are held against each other after the close.")]
    StillVoting { ballot: BallotId },
    #[error("There is nothing to keep: the ballot is not closed, or its papers are gone.")]
    NothingToKeep,
    #[error("{says}")]
    Held { ballot: BallotId, says: String },
    #[error("This vote is settled and stays so.")]
    Settled,
    #[error("Votes decided this ballot; no lot is needed.")]
    NoLotNeeded,
    #[error("“{name}” stands on this paper and is your own name. Whoever stands does not run the ballot: ask another officer.")]
    OfficerStands { name: String },
}

impl Refusal for NotNow {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::TooEarly { .. } => Some("reason"),
            _ => None,
        }
    }

    fn way_on(&self) -> Vec<WayOn> {
        match self {
            Self::TimeIsOver { ballot } | Self::OpensLater { ballot, .. } => {
                vec![WayOn::to(format!("{}/days", path(*ballot)), "Change its days"), WayOn::to(path(*ballot), "The ballot")]
            }
            Self::Held { ballot, .. }
            | Self::PapersAreGone { ballot, .. }
            | Self::MarksAreGone { ballot, .. }
            | Self::StillVoting { ballot } => {
                vec![WayOn::to(format!("{}/result", path(*ballot)), "See the result"), others()]
            }
            Self::BoxIsOpened { ballot }
            | Self::NobodyStands { ballot }
            | Self::NobodyLeft { ballot }
            | Self::CannotBeMet { ballot, .. }
            | Self::WithdrawnAlready { ballot }
            | Self::StandsAlready { ballot }
            | Self::ForTheTable { ballot }
            | Self::NothingDeclared { ballot } => vec![WayOn::to(path(*ballot), "The ballot"), others()],
            Self::BelongsElsewhere { about } => vec![WayOn::to(about.clone(), "Go there")],
            _ => vec![others()],
        }
    }
}

/// What is wrong with the draft of a ballot; each is said at one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    #[error("The alternative vote fills one place. For more, take a single transferable vote.")]
    OnePlace,
    #[error("This day is over. Set today or a later day.")]
    OpensInThePast,
    #[error("The roll is frozen on the day the ballot opens, or before it.")]
    FrozenAfterTheOpening,
    #[error("The ballot closes after the day on which it opens.")]
    ClosesBeforeItOpens,
    #[error("The closing time has passed. Set a later one.")]
    ClosesInThePast,
}

impl Unfit {
    /// The field at which it is said.
    pub const fn at(self) -> &'static str {
        match self {
            Self::OnePlace => "seats",
            Self::OpensInThePast => "opens_on",
            Self::FrozenAfterTheOpening => "freeze_on",
            Self::ClosesBeforeItOpens | Self::ClosesInThePast => "closes_on",
        }
    }
}

impl Refusal for Unfit {
    fn field(&self) -> Option<&'static str> {
        Some(self.at())
    }
}
