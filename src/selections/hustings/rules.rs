//! When hustings can be called, and how long they have to be.

use chrono::NaiveDate;

use crate::{
    db::SelectionId,
    render::dates,
    rulebook::{Plan, Step},
    selections::{Selection, selection::path},
    web::{Refusal, WayOn},
};

/// The longest evening, and the most questions, that are asked of anybody.
pub const MINUTES: u32 = 240;
pub const QUESTIONS: u32 = 12;

/// Why not.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoTime {
    #[error("The hustings are called. Their order was drawn once and stays.")]
    Called { selection: SelectionId },
    #[error("Hustings need at least two who stand.")]
    TooFew { selection: SelectionId },
    #[error("Applications are open until the end of {}. Call the hustings when it is known who stands.", dates::day(*.on))]
    NotKnownYet { selection: SelectionId, on: NaiveDate },
    #[error("The ballot is closed, so nobody has to be convinced any more.")]
    Over { selection: SelectionId },
    #[error("So many speeches and answers need {needed} minutes at least. Make the meeting longer or ask fewer questions.")]
    TooShort { needed: u32 },
    #[error("Say how many minutes, up to {MINUTES}.")]
    NoMinutes,
    #[error("Say how many questions, up to {QUESTIONS}.")]
    NoQuestions,
    #[error("Whoever calls a meeting holds an office that may. Ask the secretary or the chair to call the hustings.")]
    MayNotCall,
}

impl Refusal for NoTime {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::TooShort { .. } | Self::NoMinutes => Some("minutes"),
            Self::NoQuestions => Some("questions"),
            _ => None,
        }
    }

    fn way_on(&self) -> Vec<WayOn> {
        match self {
            Self::Called { selection }
            | Self::TooFew { selection }
            | Self::NotKnownYet { selection, .. }
            | Self::Over { selection } => vec![WayOn::to(path(*selection), "The selection")],
            _ => Vec::new(),
        }
    }
}

/// The day of the hustings by the timetable; without one, whoever calls them sets it.
pub fn day_of(plan: &Plan) -> Option<NaiveDate> {
    plan.get(&Step::Hustings).copied()
}

/// Hustings are called once, when it is known who stands and before the ballot is closed.
pub fn may_call(
    selection: &Selection,
    plan: &Plan,
    (candidates, today): (usize, NaiveDate),
    before: Before,
) -> Result<(), NoTime> {
    let id = selection.id;
    match before {
        Before::Called => return Err(NoTime::Called { selection: id }),
        Before::BallotClosed => return Err(NoTime::Over { selection: id }),
        Before::Nothing => {}
    }
    let known_from = plan.get(&Step::ApplicationsClose).filter(|_| selection.ballot_id.is_none());
    if let Some(on) = known_from.filter(|on| today <= **on) {
        return Err(NoTime::NotKnownYet { selection: id, on: *on });
    }
    if candidates < 2 { Err(NoTime::TooFew { selection: id }) } else { Ok(()) }
}

/// What has happened before hustings are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Before {
    Nothing,
    Called,
    BallotClosed,
}

/// Minutes and questions as typed.
///
/// # Errors
/// What is no number, or too many.
pub fn shares(minutes: &str, questions: &str) -> Result<(u32, u32), NoTime> {
    let within = |typed: &str, most: u32| typed.trim().parse::<u32>().ok().filter(|number| *number <= most);
    let minutes = within(minutes, MINUTES).filter(|minutes| *minutes > 0).ok_or(NoTime::NoMinutes)?;
    Ok((minutes, within(questions, QUESTIONS).ok_or(NoTime::NoQuestions)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::{BallotId, BranchId, Instant, MemberId};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn selection() -> Selection {
        Selection {
            id: SelectionId::random(),
            branch_id: BranchId::random(),
            office: "Candidate for Millbank".into(),
            ward: String::new(),
            seats: 1,
            called_on: day("2026-10-01"),
            opens_on: day("2026-11-20"),
            closes_at: Instant("2026-12-01T17:00:00Z".parse().unwrap()),
            officer_id: MemberId::random(),
            ballot_id: None,
            short_because: String::new(),
            declared_on: None,
            reopened_until: None,
        }
    }

    #[test]
    fn hustings_are_called_once_when_it_is_known_who_stands() {
        let plan = Plan::from([(Step::ApplicationsClose, day("2026-10-15"))]);
        let calls =
            |selection: &Selection, candidates, on: &str, before| may_call(selection, &plan, (candidates, day(on)), before);
        let open = selection();

        assert_eq!(calls(&open, 2, "2026-10-16", Before::Nothing), Ok(()));
        assert!(matches!(calls(&open, 2, "2026-10-15", Before::Nothing), Err(NoTime::NotKnownYet { .. })));
        assert!(matches!(calls(&open, 1, "2026-10-16", Before::Nothing), Err(NoTime::TooFew { .. })));
        assert!(matches!(calls(&open, 2, "2026-10-16", Before::Called), Err(NoTime::Called { .. })));
        assert!(matches!(calls(&open, 2, "2026-10-16", Before::BallotClosed), Err(NoTime::Over { .. })));
        let drafted = Selection { ballot_id: Some(BallotId::random()), ..selection() };
        assert_eq!(calls(&drafted, 2, "2026-10-02", Before::Nothing), Ok(()), "the names are on the paper");
    }

    #[test]
    fn minutes_and_questions_are_numbers_within_an_evening() {
        assert_eq!(shares(" 90 ", "4"), Ok((90, 4)));
        assert_eq!(shares("90", "0"), Ok((90, 0)));
        assert_eq!(shares("an hour", "4"), Err(NoTime::NoMinutes));
        assert_eq!(shares("0", "4"), Err(NoTime::NoMinutes));
        assert_eq!(shares("90", "13"), Err(NoTime::NoQuestions));
    }
}
