//! When applications may be opened again for a group, and when names may go to the vote without it.

use chrono::NaiveDate;

use super::{
    super::{Selection, application::Belonging, kept::Kept},
    NotSo, applications_close, may_change, may_take,
};
use crate::rulebook::{Plan, Step};

/// Whether applications are open again, for a group alone.
pub fn is_open_again(selection: &Selection, today: NaiveDate) -> bool {
    selection.reopened_until.is_some_and(|until| today <= until)
}

/// Applications are opened again once they are closed, where too few of a group stand, and close before the ballot opens.
pub fn may_reopen(selection: &Selection, plan: &Plan, kept: &Kept, until: NaiveDate, today: NaiveDate) -> Result<(), NotSo> {
    may_change(selection)?;
    if applications_close(plan).is_none() {
        return Err(NotSo::NobodyApplies);
    }
    may_take(plan, today)?;
    if kept.short_by() == 0 {
        return Err(NotSo::GroupStands { group: kept.group.clone() });
    }
    let opens = plan.get(&Step::BallotOpens).copied().unwrap_or(selection.opens_on);
    if until < today || until >= opens {
        return Err(NotSo::ReopenedTooLong { today, opens });
    }
    Ok(())
}

/// After the close only the group for which applications were opened again hands in.
pub fn may_hand_in_late(
    selection: &Selection,
    plan: &Plan,
    (group, belongs): (&str, Belonging),
    today: NaiveDate,
) -> Result<(), NotSo> {
    let is_late = applications_close(plan).is_some_and(|closes| today > closes);
    if is_late && is_open_again(selection, today) && belongs != Belonging::Belongs {
        return Err(NotSo::OnlyFor { group: group.to_owned() });
    }
    Ok(())
}

/// Names go to the vote where enough of the group stand, when it was asked once more and fewer came, or where nobody applies, so
/// that nobody says what group she is of.
pub fn may_be_put(selection: &Selection, plan: &Plan, kept: Option<&Kept>, today: NaiveDate) -> Result<(), NotSo> {
    if let Some(until) = selection.reopened_until.filter(|_| is_open_again(selection, today)) {
        return Err(NotSo::OpenAgain { until });
    }
    let was_asked = applications_close(plan).is_none() || selection.reopened_until.is_some();
    match kept.filter(|kept| kept.short_by() > 0 && !was_asked) {
        Some(kept) => Err(NotSo::TooFewOf {
            group: kept.group.clone(),
            says: kept.answer.working.join(" "),
            clause: kept.answer.clause.clone(),
        }),
        None => Ok(()),
    }
}
