//! Who may stand, and when the names go to the ballot.

use super::{Candidate, Selection};
use crate::{db::MemberId, rulebook::Eligibility, web::Refusal};

/// Why not.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotSo {
    #[error("Whoever runs the selection cannot stand in it. Ask another officer to run it.")]
    OfficerStands,
    #[error("This member is among the candidates already.")]
    AlreadyNamed,
    #[error("{says}")]
    NotEligible { says: String },
    #[error("The names are on the ballot paper and stay as they are.")]
    OnThePaper,
    #[error("A selection needs at least two candidates before it goes to a ballot.")]
    TooFew,
    #[error("Nobody in the register has this number or name.")]
    Unknown,
    #[error("More than one member is called so. Write the membership number.")]
    Several,
    #[error("Only a member can run a selection, and this sign-in belongs to none.")]
    NoMember,
}

impl Refusal for NotSo {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::OfficerStands | Self::AlreadyNamed | Self::NotEligible { .. } | Self::Unknown | Self::Several => {
                Some("member")
            }
            _ => None,
        }
    }
}

/// A candidate is a member who does not run the selection, is named once, and is eligible where the rulebook asks for it.
pub fn may_stand(
    selection: &Selection,
    named: &[Candidate],
    member: MemberId,
    eligibility: Option<&Eligibility>,
) -> Result<(), NotSo> {
    may_change(selection)?;
    if selection.officer_id == member {
        return Err(NotSo::OfficerStands);
    }
    if named.iter().any(|candidate| candidate.member_id == member) {
        return Err(NotSo::AlreadyNamed);
    }
    match eligibility.and_then(|eligibility| eligibility.obstacles().next()) {
        Some(obstacle) => Err(NotSo::NotEligible { says: format!("{} ({})", obstacle.says, obstacle.clause) }),
        None => Ok(()),
    }
}

/// Names come and go until the ballot is drafted.
pub fn may_change(selection: &Selection) -> Result<(), NotSo> {
    if selection.ballot_id.is_some() { Err(NotSo::OnThePaper) } else { Ok(()) }
}

/// The names go to a ballot once there is something to choose.
pub fn may_vote_on(selection: &Selection, named: &[Candidate]) -> Result<(), NotSo> {
    may_change(selection)?;
    if named.len() < 2 { Err(NotSo::TooFew) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        db::{BallotId, BranchId, Instant, RowId, SelectionId},
        rulebook::{Reason, Verdict},
    };
    use chrono::{DateTime, NaiveDate};

    fn selection() -> Selection {
        let on = NaiveDate::default();
        Selection {
            id: SelectionId::random(),
            branch_id: BranchId::random(),
            office: "Candidate for Millbank".into(),
            ward: "Millbank".into(),
            seats: 1,
            called_on: on,
            opens_on: on,
            closes_at: Instant(DateTime::UNIX_EPOCH),
            officer_id: MemberId::random(),
            ballot_id: None,
        }
    }

    fn candidate(member_id: MemberId) -> Candidate {
        Candidate { id: RowId::random(), member_id, statement: String::new() }
    }

    #[test]
    fn whoever_runs_the_selection_cannot_stand_in_it() {
        let selection = selection();

        assert_eq!(may_stand(&selection, &[], selection.officer_id, None), Err(NotSo::OfficerStands));
    }

    #[test]
    fn nobody_is_named_twice() {
        let tom = MemberId::random();

        assert_eq!(may_stand(&selection(), &[candidate(tom)], tom, None), Err(NotSo::AlreadyNamed));
    }

    #[test]
    fn an_obstacle_in_the_rulebook_is_told_with_its_clause() {
        let reason = Reason { holds: false, says: "Not a member for 12 months.".into(), remedy: None, clause: "rule 5".into() };
        let eligibility = Eligibility { verdict: Verdict::No, reasons: vec![reason] };
        let refusal = may_stand(&selection(), &[], MemberId::random(), Some(&eligibility)).unwrap_err();

        assert_eq!(refusal.to_string(), "Not a member for 12 months. (rule 5)");
    }

    #[test]
    fn names_stay_once_they_are_on_the_paper() {
        let drafted = Selection { ballot_id: Some(BallotId::random()), ..selection() };

        assert_eq!(may_change(&drafted), Err(NotSo::OnThePaper));
        assert_eq!(may_vote_on(&selection(), &[candidate(MemberId::random())]), Err(NotSo::TooFew));
    }
}
