//! Who may object to a roll, until when, and who decides.

use super::{Ruling, objection::Objection};
use crate::{
    ballots::{Ballot, State, ballot::path},
    db::{BallotId, Instant},
    web::{Refusal, WayOn},
};

/// Why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoObjection {
    #[error("The roll is not sealed yet. It follows the register until the ballot opens, so have the register put right.")]
    NotSealed { ballot: BallotId },
    #[error("Voting is over, and objections to the roll were taken until then.")]
    WindowIsOver { ballot: BallotId },
    #[error("You have a vote in this ballot, so there is nothing to object to.")]
    HasAVote { ballot: BallotId },
    #[error("You objected to this roll already, and one objection is taken from each member.")]
    MadeAlready { ballot: BallotId },
    #[error("Say why you should have a vote.")]
    NoWords,
    #[error("This objection is decided, and stays so.")]
    Decided { ballot: BallotId },
    #[error("This objection is your own, so another officer decides it.")]
    Own { ballot: BallotId },
    #[error("Choose whether the member gets a vote.")]
    NoRuling,
    #[error("Say why. The member reads it.")]
    NoReason,
}

impl Refusal for NoObjection {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::NoWords => Some("says"),
            Self::NoRuling => Some("ruling"),
            Self::NoReason => Some("because"),
            _ => None,
        }
    }

    fn way_on(&self) -> Vec<WayOn> {
        match self {
            Self::NotSealed { ballot } | Self::WindowIsOver { ballot } => vec![WayOn::to(path(*ballot), "The ballot")],
            Self::HasAVote { ballot } | Self::MadeAlready { ballot } => {
                vec![WayOn::to(format!("{}/line", path(*ballot)), "Your line on the roll")]
            }
            Self::Decided { ballot } | Self::Own { ballot } => {
                vec![WayOn::to(format!("{}/objections", path(*ballot)), "Objections to the roll")]
            }
            Self::NoWords | Self::NoRuling | Self::NoReason => Vec::new(),
        }
    }
}

/// Objections to a sealed roll are taken, and decided, while papers are: whoever is right can still vote.
pub fn window_is_open(ballot: &Ballot, now: Instant) -> Result<(), NoObjection> {
    match ballot.state {
        State::Draft => Err(NoObjection::NotSealed { ballot: ballot.id }),
        State::Open if ballot.takes_papers(now) => Ok(()),
        State::Open | State::Closed => Err(NoObjection::WindowIsOver { ballot: ballot.id }),
    }
}

/// What a member has on a roll.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    WithAVote,
    WithoutAVote,
}

/// Whoever has no vote objects once.
pub fn may_object(ballot: &Ballot, stands: Stands, before: Option<&Objection>, now: Instant) -> Result<(), NoObjection> {
    window_is_open(ballot, now)?;
    if before.is_some() {
        return Err(NoObjection::MadeAlready { ballot: ballot.id });
    }
    match stands {
        Stands::WithAVote => Err(NoObjection::HasAVote { ballot: ballot.id }),
        Stands::WithoutAVote => Ok(()),
    }
}

/// Whose objection an officer has before her.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    Own,
    Another,
}

/// An objection is decided once, in time, and never by whoever made it.
pub fn may_decide(ballot: &Ballot, objection: &Objection, whose: Whose, now: Instant) -> Result<(), NoObjection> {
    if objection.ruling.is_some() {
        return Err(NoObjection::Decided { ballot: ballot.id });
    }
    window_is_open(ballot, now)?;
    match whose {
        Whose::Own => Err(NoObjection::Own { ballot: ballot.id }),
        Whose::Another => Ok(()),
    }
}

/// A decision has a ruling and a reason.
pub fn ruled(ruling: &str, because: &str) -> Result<Ruling, NoObjection> {
    let ruling = ruling.parse().map_err(|_| NoObjection::NoRuling)?;
    if because.is_empty() { Err(NoObjection::NoReason) } else { Ok(ruling) }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, NaiveDate, TimeDelta};

    use super::*;
    use crate::{
        ballots::Kind,
        db::{BranchId, MemberId},
    };

    const NOW: Instant = Instant(DateTime::UNIX_EPOCH);

    fn ballot(state: State, closes_in: TimeDelta) -> Ballot {
        let closes_at = Some(Instant(NOW.0 + closes_in));
        Ballot { state, closes_at, ..Ballot::fresh(BranchId::random(), Kind::Election, NaiveDate::default()) }
    }

    fn open() -> Ballot {
        ballot(State::Open, TimeDelta::hours(1))
    }

    fn objection(ruling: Option<Ruling>) -> Objection {
        Objection {
            ballot_id: BallotId::random(),
            member_id: MemberId::random(),
            says: "I paid in May.".into(),
            stood: "In arrears.".into(),
            made_on: NaiveDate::default(),
            ruling,
            because: String::new(),
            decided_on: None,
        }
    }

    #[test]
    fn objections_are_taken_from_the_seal_to_the_last_paper() {
        let hour = TimeDelta::hours(1);
        assert_eq!(window_is_open(&open(), NOW), Ok(()));
        for (state, closes_in) in [(State::Open, TimeDelta::zero()), (State::Open, -hour), (State::Closed, -hour)] {
            let over = ballot(state, closes_in);
            assert_eq!(window_is_open(&over, NOW), Err(NoObjection::WindowIsOver { ballot: over.id }));
        }
        let draft = ballot(State::Draft, hour);
        assert_eq!(window_is_open(&draft, NOW), Err(NoObjection::NotSealed { ballot: draft.id }));
    }

    #[test]
    fn whoever_has_no_vote_objects_once() {
        let ballot = open();
        let id = ballot.id;
        let may = |stands, before: Option<&Objection>| may_object(&ballot, stands, before, NOW);
        assert_eq!(may(Stands::WithoutAVote, None), Ok(()));
        assert_eq!(may(Stands::WithAVote, None), Err(NoObjection::HasAVote { ballot: id }));
        let refused = objection(Some(Ruling::Refused));
        assert_eq!(may(Stands::WithoutAVote, Some(&refused)), Err(NoObjection::MadeAlready { ballot: id }));
    }

    #[test]
    fn an_objection_is_decided_once_and_by_another() {
        let ballot = open();
        let id = ballot.id;
        let may = |ruling, whose| may_decide(&ballot, &objection(ruling), whose, NOW);
        assert_eq!(may(None, Whose::Another), Ok(()));
        assert_eq!(may(None, Whose::Own), Err(NoObjection::Own { ballot: id }));
        assert_eq!(may(Some(Ruling::Granted), Whose::Another), Err(NoObjection::Decided { ballot: id }));
    }

    #[test]
    fn a_decision_says_which_way_and_why() {
        assert_eq!(ruled("granted", "She paid in May."), Ok(Ruling::Granted));
        assert_eq!(ruled("", "She paid in May."), Err(NoObjection::NoRuling));
        assert_eq!(ruled("refused", ""), Err(NoObjection::NoReason));
    }
}
