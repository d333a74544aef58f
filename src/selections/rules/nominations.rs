//! Whose nomination is taken, when, and whom a meeting's votes nominate.

use chrono::NaiveDate;

use super::super::Selection;
use super::NotSo;
use crate::{
    db::MemberId,
    render::{dates, words},
    rulebook::{Plan, Step},
    web::Refusal,
};

/// Why not.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotNominated {
    #[error("In this selection no body nominates.")]
    NobodyNominates,
    #[error("Nominations closed at the end of {}. Only what was entered by then can be put right.", dates::day(*.on))]
    Closed { on: NaiveDate },
    #[error("{body} was entered already, with its meeting of {}. Open its entry and correct it.", dates::day(*.met_on))]
    Twice { body: String, met_on: NaiveDate },
    #[error("Write the date of the meeting, such as 2026-12-01.")]
    NoDay,
    #[error("Applications closed on {}. A meeting chooses between those who had applied by then.", dates::day(*.closed))]
    MetTooEarly { closed: NaiveDate },
    #[error("This day has not come yet.")]
    MetTooLate,
    #[error("Nominations closed on {}. A meeting after that nominates nobody.", dates::day(*.on))]
    MetAfterTheClose { on: NaiveDate },
    #[error("Write how many were present, 1 or more.")]
    NobodyPresent,
    #[error("{votes} votes are more than the {present} who were present.")]
    TooManyVotes { votes: u64, present: u32 },
    #[error("Write a whole number of votes for each, 0 or more.")]
    NotANumber,
    #[error("{name} withdrew on {} and cannot be nominated by a meeting on {}.", dates::day(*.on), dates::day(*.met_on))]
    Withdrew { name: String, on: NaiveDate, met_on: NaiveDate },
    #[error("Write the votes, or tick that the meeting nominated nobody.")]
    NoVotes,
    #[error("{between} have {votes} votes each. Say whom the meeting’s lot took.")]
    Tied { between: String, votes: u32 },
    #[error("The lot is drawn between those with the most votes alike: {between}.")]
    NotInTheLot { between: String },
    #[error("{name} has the most votes, so there is no lot to draw. Leave it empty.")]
    NoLot { name: String },
    #[error(transparent)]
    Selection(#[from] NotSo),
}

impl Refusal for NotNominated {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::NoDay | Self::MetTooEarly { .. } | Self::MetTooLate | Self::MetAfterTheClose { .. } => Some("met_on"),
            Self::NobodyPresent | Self::TooManyVotes { .. } => Some("present"),
            Self::NotANumber | Self::Withdrew { .. } | Self::NoVotes => Some("votes"),
            Self::Tied { .. } | Self::NotInTheLot { .. } | Self::NoLot { .. } => Some("lot"),
            _ => None,
        }
    }
}

/// Somebody who applied, with the votes of one meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cast {
    pub member: MemberId,
    pub name: String,
    pub withdrew_on: Option<NaiveDate>,
    pub votes: u32,
}

/// What an officer enters of a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    pub met_on: NaiveDate,
    pub present: u32,
    pub cast: Vec<Cast>,
    pub chose: Chose,
}

/// How the meeting came to its answer, where the votes alone do not say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chose {
    ByVotes,
    ByLot(MemberId),
    Nobody,
}

/// Whom a meeting nominated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nominee {
    Nobody,
    ByVotes(MemberId),
    ByLot(MemberId),
}

/// Bodies are entered after the close of applications, for the first time until nominations close, and put right until the
/// names are on the paper.
pub fn may_enter(selection: &Selection, plan: &Plan, entered: Option<NaiveDate>, today: NaiveDate) -> Result<(), NotNominated> {
    let closes = closing(plan).ok_or(NotNominated::NobodyNominates)?;
    super::may_change(selection)?;
    super::may_take(plan, today)?;
    match entered {
        None if today > closes => Err(NotNominated::Closed { on: closes }),
        _ => Ok(()),
    }
}

/// The last day of nominations; none where no body nominates.
pub fn closing(plan: &Plan) -> Option<NaiveDate> {
    plan.get(&Step::NominationsClose).copied()
}

/// Members see who nominated whom from the day after the close.
pub fn shown_from(plan: &Plan) -> Option<NaiveDate> {
    closing(plan).and_then(|last| last.succ_opt())
}

/// A meeting is held between the close of applications and that of nominations, and not tomorrow.
pub fn may_have_met(plan: &Plan, met_on: NaiveDate, today: NaiveDate) -> Result<(), NotNominated> {
    let (closed, closes) = (super::applications_close(plan), closing(plan));
    match (closed, closes) {
        (Some(closed), _) if met_on <= closed => Err(NotNominated::MetTooEarly { closed }),
        _ if met_on > today => Err(NotNominated::MetTooLate),
        (_, Some(on)) if met_on > on => Err(NotNominated::MetAfterTheClose { on }),
        _ => Ok(()),
    }
}

/// Whom the votes of a meeting nominate: the one with the most; between equals the meeting's own lot.
pub fn nominee(meeting: &Meeting) -> Result<Nominee, NotNominated> {
    let voted: Vec<&Cast> = meeting.cast.iter().filter(|cast| cast.votes > 0).collect();
    let votes = voted.iter().map(|cast| u64::from(cast.votes)).sum();
    if meeting.present == 0 {
        return Err(NotNominated::NobodyPresent);
    }
    if votes > u64::from(meeting.present) {
        return Err(NotNominated::TooManyVotes { votes, present: meeting.present });
    }
    let gone = |cast: &&&Cast| cast.withdrew_on.is_some_and(|on| on <= meeting.met_on);
    if let Some((cast, on)) = voted.iter().find(gone).and_then(|cast| Some((cast, cast.withdrew_on?))) {
        return Err(NotNominated::Withdrew { name: cast.name.clone(), on, met_on: meeting.met_on });
    }
    if meeting.chose == Chose::Nobody {
        return Ok(Nominee::Nobody);
    }
    let most = voted.iter().map(|cast| cast.votes).max().ok_or(NotNominated::NoVotes)?;
    let first: Vec<&Cast> = voted.into_iter().filter(|cast| cast.votes == most).collect();
    between(&first, most, meeting.chose)
}

fn between(first: &[&Cast], votes: u32, chose: Chose) -> Result<Nominee, NotNominated> {
    let names = || words::names(&first.iter().map(|cast| cast.name.as_str()).collect::<Vec<_>>());
    match (first, chose) {
        ([only], Chose::ByLot(taken)) if only.member != taken => Err(NotNominated::NoLot { name: only.name.clone() }),
        ([only], _) => Ok(Nominee::ByVotes(only.member)),
        (_, Chose::ByLot(taken)) if first.iter().any(|cast| cast.member == taken) => Ok(Nominee::ByLot(taken)),
        (_, Chose::ByLot(_)) => Err(NotNominated::NotInTheLot { between: names() }),
        _ => Err(NotNominated::Tied { between: names(), votes }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn plan() -> Plan {
        Plan::from([(Step::ApplicationsClose, day("2026-10-29")), (Step::NominationsClose, day("2026-11-12"))])
    }

    fn cast(name: &str, votes: u32) -> Cast {
        Cast { member: MemberId::random(), name: name.into(), withdrew_on: None, votes }
    }

    fn meeting(cast: Vec<Cast>, chose: Chose) -> Meeting {
        Meeting { met_on: day("2026-11-03"), present: 20, cast, chose }
    }

    #[test]
    fn the_most_votes_nominate() {
        let (ama, joe) = (cast("Ama", 9), cast("Joe", 7));

        assert_eq!(nominee(&meeting(vec![joe, ama.clone()], Chose::ByVotes)), Ok(Nominee::ByVotes(ama.member)));
    }

    #[test]
    fn a_tie_waits_for_the_lot_of_the_meeting_and_for_no_other() {
        let (ama, joe, petra) = (cast("Ama", 7), cast("Joe", 7), cast("Petra", 1));
        let all = || vec![ama.clone(), joe.clone(), petra.clone()];

        let tied = nominee(&meeting(all(), Chose::ByVotes)).unwrap_err();
        assert_eq!(tied.to_string(), "Ama and Joe have 7 votes each. Say whom the meeting’s lot took.");
        assert_eq!(nominee(&meeting(all(), Chose::ByLot(joe.member))), Ok(Nominee::ByLot(joe.member)));
        let not_in_it = nominee(&meeting(all(), Chose::ByLot(petra.member)));
        assert_eq!(not_in_it, Err(NotNominated::NotInTheLot { between: "Ama and Joe".into() }));
    }

    #[test]
    fn a_lot_against_the_most_votes_is_refused() {
        let (ama, joe) = (cast("Ama", 8), cast("Joe", 7));

        let refused = nominee(&meeting(vec![ama, joe.clone()], Chose::ByLot(joe.member)));

        assert_eq!(refused, Err(NotNominated::NoLot { name: "Ama".into() }));
    }

    #[test]
    fn there_are_no_more_votes_than_people_present() {
        let refused = nominee(&meeting(vec![cast("Ama", 12), cast("Joe", 9)], Chose::ByVotes));

        assert_eq!(refused, Err(NotNominated::TooManyVotes { votes: 21, present: 20 }));
        let huge = nominee(&meeting(vec![cast("Ama", u32::MAX), cast("Joe", u32::MAX)], Chose::Nobody));
        assert!(matches!(huge, Err(NotNominated::TooManyVotes { .. })), "no sum overflows");
    }

    #[test]
    fn a_meeting_may_nominate_nobody_and_says_so() {
        assert_eq!(nominee(&meeting(vec![], Chose::Nobody)), Ok(Nominee::Nobody));
        assert_eq!(nominee(&meeting(vec![cast("Ama", 0)], Chose::ByVotes)), Err(NotNominated::NoVotes));
    }

    #[test]
    fn whoever_withdrew_before_the_meeting_has_no_votes_there_and_whoever_withdrew_later_keeps_them() {
        let withdrew = |on: &str| Cast { withdrew_on: Some(day(on)), ..cast("Ama", 4) };

        assert!(matches!(nominee(&meeting(vec![withdrew("2026-11-03")], Chose::ByVotes)), Err(NotNominated::Withdrew { .. })));
        assert!(nominee(&meeting(vec![withdrew("2026-11-04")], Chose::ByVotes)).is_ok());
    }

    #[test]
    fn a_meeting_falls_between_the_two_closes_and_not_into_the_future() {
        let met = |on: &str| may_have_met(&plan(), day(on), day("2026-11-20"));

        assert_eq!(met("2026-10-29"), Err(NotNominated::MetTooEarly { closed: day("2026-10-29") }));
        assert_eq!(met("2026-10-30"), Ok(()));
        assert_eq!(met("2026-11-12"), Ok(()));
        assert_eq!(met("2026-11-13"), Err(NotNominated::MetAfterTheClose { on: day("2026-11-12") }));
        assert_eq!(may_have_met(&plan(), day("2026-11-05"), day("2026-11-04")), Err(NotNominated::MetTooLate));
    }
}
