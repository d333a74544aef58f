//! Who may watch an election, and when she can say what she has seen.

use chrono::NaiveDate;

use super::{
    Point,
    point::{Said, Scrutineer},
};
use crate::{
    ballots::{Ballot, State, ballot::path, bearer::Bearer},
    db::BallotId,
    render::dates,
    web::{Refusal, WayOn},
};

/// So many watch an election at least.
pub const AT_LEAST: usize = 2;

/// Why not.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotWatching {
    #[error("The ballot is closed. Scrutineers are named before that, so that they see the close and the count.")]
    Closed,
    #[error("{name} is not a member, and scrutineers are.")]
    NotAMember { name: String },
    #[error("{name} stands in this ballot. A scrutineer watches those who stand.")]
    Stands { name: String },
    #[error("{name} runs ballots here. A scrutineer watches whoever runs them, so name somebody else.")]
    RunsBallots { name: String },
    #[error("{name} is a scrutineer of this ballot already.")]
    Named { name: String },
    #[error("{name} has said what she has seen, so her name stays.")]
    HasSpoken { name: String },
    #[error("You are not one of the scrutineers of this ballot.")]
    NotYours { ballot: BallotId },
    #[error("You run ballots now, and a scrutineer watches whoever does. What you confirmed before stays.")]
    RunYourself { ballot: BallotId },
    #[error("This is confirmed when {when}.")]
    NotYet { ballot: BallotId, when: &'static str },
    #[error("What there was to look at was destroyed on {}, when its time was over.", dates::day(*.on))]
    Gone { ballot: BallotId, on: NaiveDate },
    #[error("You confirmed this on {}, and it stays so.", dates::day(*.on))]
    Confirmed { ballot: BallotId, on: NaiveDate },
    #[error("Say what you will not confirm, and why.")]
    NoWords,
}

impl Refusal for NotWatching {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::NotAMember { .. } | Self::Stands { .. } | Self::RunsBallots { .. } | Self::Named { .. } => Some("member"),
            Self::NoWords => Some("objection"),
            _ => None,
        }
    }

    fn way_on(&self) -> Vec<WayOn> {
        match self {
            Self::NotYours { ballot } | Self::RunYourself { ballot } => vec![WayOn::to(path(*ballot), "The ballot")],
            Self::NotYet { ballot, .. } | Self::Gone { ballot, .. } | Self::Confirmed { ballot, .. } => {
                vec![WayOn::to(format!("{}/scrutiny", path(*ballot)), "What there is to confirm")]
            }
            _ => Vec::new(),
        }
    }
}

/// Somebody who is to watch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watcher {
    pub name: String,
    pub bearer: Bearer,
    pub is_member: bool,
    pub runs_ballots: bool,
}

/// A scrutineer is a member who neither stands nor runs ballots, named before the close. A teller may be one.
pub fn may_be_named<'c>(
    ballot: &Ballot,
    choices: impl IntoIterator<Item = &'c str>,
    named: &[Scrutineer],
    watcher: &Watcher,
) -> Result<(), NotWatching> {
    let name = watcher.name.clone();
    if ballot.state == State::Closed {
        return Err(NotWatching::Closed);
    }
    if named.iter().any(|one| one.name == name) {
        return Err(NotWatching::Named { name });
    }
    if !watcher.is_member {
        return Err(NotWatching::NotAMember { name });
    }
    if choices.into_iter().any(|choice| watcher.bearer.stands_as(choice)) {
        return Err(NotWatching::Stands { name });
    }
    if watcher.runs_ballots { Err(NotWatching::RunsBallots { name }) } else { Ok(()) }
}

/// A name goes again until its bearer has said something.
pub fn may_be_struck(scrutineer: &Scrutineer) -> Result<(), NotWatching> {
    match scrutineer.said.is_empty() {
        true => Ok(()),
        false => Err(NotWatching::HasSpoken { name: scrutineer.name.clone() }),
    }
}

/// A point is confirmed, or objected to, once there is something to look at, and as long as there is; what was confirmed
/// stays. `is_declared` tells whether the count is finished.
pub fn may_speak(ballot: &Ballot, point: Point, before: Option<&Said>, is_declared: bool) -> Result<(), NotWatching> {
    if let Some(on) = before.and_then(|said| said.confirmed_on) {
        return Err(NotWatching::Confirmed { ballot: ballot.id, on });
    }
    let not_yet = |when| Err(NotWatching::NotYet { ballot: ballot.id, when });
    match (point, ballot.state) {
        (Point::Roll, State::Draft) => not_yet("the ballot is open and its roll frozen"),
        (Point::Roll, _) => Ok(()),
        (_, State::Draft | State::Open) => not_yet("the ballot is closed"),
        (Point::Papers, State::Closed) => is_there(ballot, ballot.papers_gone_on.or(ballot.marks_gone_on)),
        _ if !is_declared => not_yet("the count is finished"),
        (Point::Count, State::Closed) => is_there(ballot, ballot.papers_gone_on),
        (Point::Result, State::Closed) => Ok(()),
    }
}

fn is_there(ballot: &Ballot, gone_on: Option<NaiveDate>) -> Result<(), NotWatching> {
    gone_on.map_or(Ok(()), |on| Err(NotWatching::Gone { ballot: ballot.id, on }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ballots::Kind,
        db::{BranchId, MemberId},
    };

    fn ballot(state: State) -> Ballot {
        Ballot { state, ..Ballot::fresh(BranchId::random(), Kind::Election, NaiveDate::default()) }
    }

    fn watcher() -> Watcher {
        Watcher {
            name: "Gwen Hughes".into(),
            bearer: Bearer::new(["Gwen Hughes"], "N0007"),
            is_member: true,
            runs_ballots: false,
        }
    }

    fn named(watcher: &Watcher, choices: &[&str], state: State) -> Result<(), NotWatching> {
        may_be_named(&ballot(state), choices.iter().copied(), &[], watcher)
    }

    #[test]
    fn a_member_who_neither_stands_nor_runs_ballots_watches() {
        assert_eq!(named(&watcher(), &["Ama Okoro"], State::Open), Ok(()));
        assert_eq!(
            named(&watcher(), &["gwen  hughes"], State::Draft),
            Err(NotWatching::Stands { name: "Gwen Hughes".into() }),
            "capitals and spaces make no other person"
        );
        let officer = Watcher { runs_ballots: true, ..watcher() };
        assert!(matches!(named(&officer, &[], State::Draft), Err(NotWatching::RunsBallots { .. })));
        let left = Watcher { is_member: false, ..watcher() };
        assert!(matches!(named(&left, &[], State::Draft), Err(NotWatching::NotAMember { .. })));
        assert_eq!(named(&watcher(), &[], State::Closed), Err(NotWatching::Closed));
    }

    #[test]
    fn each_point_has_its_time() {
        let open = ballot(State::Open);
        assert_eq!(may_speak(&open, Point::Roll, None, false), Ok(()));
        assert!(may_speak(&open, Point::Papers, None, false).is_err());

        let closed = ballot(State::Closed);
        assert_eq!(may_speak(&closed, Point::Papers, None, false), Ok(()));
        assert!(may_speak(&closed, Point::Result, None, false).is_err(), "a lot is still to be drawn");
        assert_eq!(may_speak(&closed, Point::Result, None, true), Ok(()));

        let gone = Ballot { papers_gone_on: Some(NaiveDate::default()), ..ballot(State::Closed) };
        assert!(matches!(may_speak(&gone, Point::Count, None, true), Err(NotWatching::Gone { .. })));
        assert_eq!(may_speak(&gone, Point::Result, None, true), Ok(()));
    }

    #[test]
    fn what_was_objected_to_can_still_be_confirmed_and_what_was_confirmed_stays() {
        let on = NaiveDate::default();
        let objection = Said {
            member_id: MemberId::random(),
            point: Point::Roll,
            confirmed_on: None,
            objection: "One name too many.".into(),
            objected_on: Some(on),
        };
        let confirmed = Said { confirmed_on: Some(on), ..objection.clone() };
        let open = ballot(State::Open);

        assert_eq!(may_speak(&open, Point::Roll, Some(&objection), false), Ok(()));
        assert_eq!(may_speak(&open, Point::Roll, Some(&confirmed), false), Err(NotWatching::Confirmed { ballot: open.id, on }));
    }
}
