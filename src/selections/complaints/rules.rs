//! Who may complain and until when, who answers, and who decides an appeal.

use chrono::NaiveDate;

use super::complaint::Complaint;
use crate::{
    db::{AccountId, MemberId, SelectionId},
    render::dates,
    rulebook::{Plan, Rulebook, Step},
    selections::selection::path,
    web::{Refusal, WayOn},
};

/// So many words say what is wrong; a longer story can be told in a meeting.
pub const WORDS: u32 = 1_000;

/// Why not.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotHeard {
    #[error("The rules of this selection set no time for complaints. Write to the officers of the branch.")]
    NoTime { selection: SelectionId },
    #[error("Complaints were taken until the end of {}.", dates::day(*.on))]
    TimeIsOver { selection: SelectionId, on: NaiveDate },
    #[error("Whoever has a vote in this selection can complain about it, and you have none.")]
    NoVote { selection: SelectionId },
    #[error("Your complaint of {} waits for its answer. Wait for that before you make another.", dates::day(*.on))]
    Waiting { selection: SelectionId, on: NaiveDate },
    #[error("Say what was wrong.")]
    NoWords { field: &'static str },
    #[error("These are {words} words, and {WORDS} are read. Shorten it.")]
    TooLong { field: &'static str, words: u32 },
    #[error("The complaint is your own, so another officer deals with it.")]
    Own,
    #[error("You stand in this selection, so another officer deals with complaints about it.")]
    Stands,
    #[error("This complaint is answered.")]
    Answered,
    #[error("This complaint is not answered yet.")]
    NotAnswered,
    #[error("The rulebook knows no appeal in a selection.")]
    NoAppeal,
    #[error("An appeal was possible until the end of {}.", dates::day(*.on))]
    AppealIsOver { on: NaiveDate },
    #[error("There is one appeal, and it was made on {}.", dates::day(*.on))]
    Appealed { on: NaiveDate },
    #[error("There is no appeal against this answer.")]
    NotAppealed,
    #[error("You answered this complaint, so somebody else decides the appeal.")]
    AnsweredYourself,
    #[error("This appeal is decided.")]
    Decided,
}

impl Refusal for NotHeard {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::NoWords { field } | Self::TooLong { field, .. } => Some(field),
            _ => None,
        }
    }

    fn way_on(&self) -> Vec<WayOn> {
        match self {
            Self::NoTime { selection }
            | Self::TimeIsOver { selection, .. }
            | Self::NoVote { selection }
            | Self::Waiting { selection, .. } => vec![WayOn::to(path(*selection), "The selection")],
            _ => Vec::new(),
        }
    }
}

/// The last day of complaints.
pub fn complaints_end(plan: &Plan) -> Option<NaiveDate> {
    plan.get(&Step::Complaints).copied()
}

/// Whoever has a vote complains until the end of the day, one complaint after the other.
pub fn may_complain(
    selection: SelectionId,
    plan: &Plan,
    (member, entitled): (MemberId, &[MemberId]),
    own: &[Complaint],
    today: NaiveDate,
) -> Result<(), NotHeard> {
    let on = complaints_end(plan).ok_or(NotHeard::NoTime { selection })?;
    if today > on {
        return Err(NotHeard::TimeIsOver { selection, on });
    }
    if !entitled.contains(&member) {
        return Err(NotHeard::NoVote { selection });
    }
    match own.iter().find(|complaint| complaint.answered_on.is_none()) {
        Some(waiting) => Err(NotHeard::Waiting { selection, on: waiting.made_on }),
        None => Ok(()),
    }
}

/// What is said is said in words, and not too many.
pub fn may_say(field: &'static str, words: u32) -> Result<(), NotHeard> {
    match words {
        0 => Err(NotHeard::NoWords { field }),
        words if words > WORDS => Err(NotHeard::TooLong { field, words }),
        _ => Ok(()),
    }
}

/// Whoever deals with a complaint neither made it nor stands.
pub fn may_deal_with(complaint: &Complaint, officer: Option<MemberId>, candidates: &[MemberId]) -> Result<(), NotHeard> {
    match officer {
        Some(officer) if officer == complaint.member_id => Err(NotHeard::Own),
        Some(officer) if candidates.contains(&officer) => Err(NotHeard::Stands),
        _ => Ok(()),
    }
}

/// A complaint is answered once.
pub fn may_answer(complaint: &Complaint) -> Result<(), NotHeard> {
    if complaint.answered_on.is_some() { Err(NotHeard::Answered) } else { Ok(()) }
}

/// The last day of an appeal against an answer of today; none where the rulebook knows none.
pub fn appeal_until(book: &Rulebook, answered_on: NaiveDate) -> Option<NaiveDate> {
    let rule = book.selections.as_ref()?.appeal.as_ref()?;
    Some(rule.within.after(answered_on))
}

/// One appeal, to the end of its day.
pub fn may_appeal(complaint: &Complaint, today: NaiveDate) -> Result<(), NotHeard> {
    if let Some(on) = complaint.appealed_on {
        return Err(NotHeard::Appealed { on });
    }
    if complaint.answered_on.is_none() {
        return Err(NotHeard::NotAnswered);
    }
    match complaint.appeal_until {
        None => Err(NotHeard::NoAppeal),
        Some(on) if today > on => Err(NotHeard::AppealIsOver { on }),
        Some(_) => Ok(()),
    }
}

/// An appeal is decided once, by somebody who did not answer.
pub fn may_decide(complaint: &Complaint, officer: AccountId) -> Result<(), NotHeard> {
    match (complaint.appealed_on, complaint.decided_on) {
        (None, _) => Err(NotHeard::NotAppealed),
        (_, Some(_)) => Err(NotHeard::Decided),
        _ if complaint.answered_by == Some(officer) => Err(NotHeard::AnsweredYourself),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::{super::complaint::tests::complaint, *};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_member_with_a_vote_complains_to_the_end_of_the_day() {
        let (selection, tom) = (SelectionId::random(), MemberId::random());
        let plan = Plan::from([(Step::Complaints, day("2026-11-10"))]);
        let complains = |plan: &Plan, entitled: &[MemberId], own: &[Complaint], on: &str| {
            may_complain(selection, plan, (tom, entitled), own, day(on))
        };

        assert_eq!(complains(&plan, &[tom], &[], "2026-11-10"), Ok(()));
        assert!(matches!(complains(&plan, &[tom], &[], "2026-11-11"), Err(NotHeard::TimeIsOver { .. })));
        assert!(matches!(complains(&plan, &[], &[], "2026-11-10"), Err(NotHeard::NoVote { .. })));
        assert!(matches!(complains(&Plan::new(), &[tom], &[], "2026-11-10"), Err(NotHeard::NoTime { .. })));
        assert!(matches!(complains(&plan, &[tom], &[complaint()], "2026-11-10"), Err(NotHeard::Waiting { .. })));
    }

    #[test]
    fn there_is_one_appeal_and_whoever_answered_does_not_decide_it() {
        let (nadia, leila) = (AccountId::random(), AccountId::random());
        let on = Some(day("2026-11-01"));
        let answered =
            Complaint { answered_on: on, answered_by: Some(nadia), appeal_until: Some(day("2026-11-08")), ..complaint() };
        assert_eq!(may_answer(&answered), Err(NotHeard::Answered));
        assert_eq!(may_appeal(&answered, day("2026-11-08")), Ok(()));
        assert_eq!(may_appeal(&answered, day("2026-11-09")), Err(NotHeard::AppealIsOver { on: day("2026-11-08") }));
        assert_eq!(
            may_appeal(&Complaint { appeal_until: None, ..answered.clone() }, day("2026-11-02")),
            Err(NotHeard::NoAppeal)
        );
        assert_eq!(may_decide(&answered, leila), Err(NotHeard::NotAppealed));

        let appealed = Complaint { appealed_on: on, ..answered };
        assert!(may_appeal(&appealed, day("2026-11-02")).is_err());
        assert_eq!(may_decide(&appealed, nadia), Err(NotHeard::AnsweredYourself));
        assert_eq!(may_decide(&appealed, leila), Ok(()));
    }

    #[test]
    fn nobody_deals_with_her_own_complaint_or_while_she_stands() {
        let made = complaint();
        let officer = MemberId::random();

        assert_eq!(may_deal_with(&made, Some(made.member_id), &[]), Err(NotHeard::Own));
        assert_eq!(may_deal_with(&made, Some(officer), &[officer]), Err(NotHeard::Stands));
        assert_eq!(may_deal_with(&made, Some(officer), &[]), Ok(()));
        assert_eq!(may_deal_with(&made, None, &[officer]), Ok(()));
    }
}
