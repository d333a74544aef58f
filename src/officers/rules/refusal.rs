//! Why elections are not called, a name not taken, an office not declared: in the sentence that the person reads.

use chrono::NaiveDate;

use crate::{
    db::BallotId,
    meetings::State,
    render::dates,
    web::{Refusal, WayOn},
};

/// Why not.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotSo {
    #[error("Officers are elected at a meeting that is called and has not begun. This one is {}.", .0.words())]
    NoSuchMeeting(State),
    #[error("A meeting of this kind elects no officers. Choose a general meeting.")]
    WrongKind,
    #[error("The elections of this meeting are called already.")]
    CalledAlready,
    #[error("Choose at least one office.")]
    NothingUp,
    #[error("Only a member can run elections, and this sign-in belongs to none.")]
    NoMember,
    #[error("Names are taken today at the earliest, and until {} at the latest, the day of the meeting.", dates::day(*.meeting_on))]
    ClosesOutside { meeting_on: NaiveDate },
    #[error("The rules say that nominations close on {} ({clause}).", dates::day(*.on))]
    ClosesByTheRules { on: NaiveDate, clause: String },
    #[error("It is too late for this meeting: nominations had to close on {} ({clause}).", dates::day(*.on))]
    TooLate { on: NaiveDate, clause: String },
    #[error("Nominations closed on {}.", dates::day(*.on))]
    Closed { on: NaiveDate },
    #[error("Nominations are taken until {}, and are closed on that day in the meeting.", dates::day(*.on))]
    StillOpen { on: NaiveDate },
    #[error("Choose the office.")]
    NoOffice,
    #[error("Whoever runs the elections cannot stand in them. Ask another officer to run them.")]
    OfficerStands { at: &'static str },
    #[error("{name} is named for this office already.")]
    NamedTwice { name: String, at: &'static str },
    #[error("{name} is not a member, and only members stand.")]
    NotAMember { name: String, at: &'static str },
    #[error("{name} cannot stand for this office: {says}")]
    NotEligible { name: String, says: String, at: &'static str },
    #[error("This office cannot be shared ({clause}). Name one member.")]
    NotShared { clause: String },
    #[error("An office is shared by two different members.")]
    SharedWithOneself,
    #[error("This office is kept for {group} ({clause}), and only you can say that you belong. Say so, or decline.")]
    KeptForOthers { group: String, clause: String },
    #[error("You are not asked to stand here, or have answered already.")]
    NotAsked,
    #[error("The list is on the ballot paper and stays as it is.")]
    OnThePaper,
    #[error("Names are taken until {}. The lists go to the vote when nominations are closed.", dates::day(*.on))]
    NotClosed { on: NaiveDate },
    #[error("No ballot is drafted, so there is nothing to take back.")]
    NothingDrafted,
    #[error("The ballots are drafted already.")]
    DraftedAlready,
    #[error("For no office do more stand than there are places, so there is nothing to vote on.")]
    NoBallotNeeded,
    #[error("You stand in these elections, so you do not run them. Ask another officer.")]
    RunnerStands,
    #[error("The offices are declared in their order. {next} comes first.")]
    NotItsTurn { next: String },
    #[error("This office is declared already.")]
    DeclaredAlready,
    #[error("No office is filled before the first or after the last.")]
    EndOfTheOrder,
    #[error("Officers are elected at the meeting on {}. Declare them that day or later.", dates::day(*.on))]
    BeforeTheMeeting { on: NaiveDate },
    #[error("The rulebook has no such office, so its holder leaves it on the page of offices in the register.")]
    NoOfficeOfTheRules,
    #[error("Take a day on which the office is held, before the term ends by itself.")]
    NotHeldThen,
    #[error("Somebody acts in this office already.")]
    ActedInAlready,
    #[error("Nobody acts in this office.")]
    NobodyActs,
    #[error("The term was changed since it was ended, so this stays.")]
    TermMoved,
    #[error("The office was filled since, or the term is over, so this stays.")]
    FilledSince,
    #[error("The office is up at the next elections, because it is vacant. So this stays.")]
    IsUp,
    #[error("Somebody has acted in this office since {}, so this stays.", dates::day(*.on))]
    ActedSince { on: NaiveDate },
    #[error("More stand for this office than there are places. Put the lists to the vote first.")]
    NotVoted,
    #[error("The ballot is not counted yet. Close it first.")]
    NotCounted { ballot: BallotId },
    #[error("Votes could not decide this ballot: a lot is to be drawn first.")]
    LotNeeded { ballot: BallotId },
    #[error("Only the last declaration can be taken back, and a later office rests on this one.")]
    SomethingRestsOnIt,
    #[error("The term that came of this election was changed since, so the declaration stays.")]
    TermChanged,
}

impl Refusal for NotSo {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::OfficerStands { at }
            | Self::NamedTwice { at, .. }
            | Self::NotAMember { at, .. }
            | Self::NotEligible { at, .. } => Some(at),
            Self::ClosesOutside { .. } | Self::ClosesByTheRules { .. } | Self::TooLate { .. } => Some("closes_on"),
            Self::NothingUp => Some("offices"),
            Self::NotHeldThen => Some("last_on"),
            Self::ActedInAlready => Some("acting"),
            Self::NoOffice => Some("contest"),
            Self::NotShared { .. } | Self::SharedWithOneself => Some("partner"),
            Self::KeptForOthers { .. } => Some("belongs"),
            _ => None,
        }
    }

    fn way_on(&self) -> Vec<WayOn> {
        match self {
            Self::NotCounted { ballot } | Self::LotNeeded { ballot } => {
                vec![WayOn::to(format!("/ballots/{ballot}"), "Go to the ballot")]
            }
            _ => Vec::new(),
        }
    }
}
