//! Who may stand, and when the names go to the ballot.

pub mod kept;
pub mod lists;
pub mod nominations;
pub mod triggers;

use chrono::NaiveDate;

use super::{Candidate, Selection};
use crate::{
    ballots::{self, Days, NoPortrait, Reopening, Unfit},
    db::{BallotId, Instant, MemberId},
    members::Person,
    render::dates,
    rulebook::{Eligibility, Plan, Rulebook, SelectingRule, Shortened, Step, TimetableRefusal},
    web::{Refusal, WayOn},
    zone::Zone,
};

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
    #[error("You stand here yourself, or have applied, so another officer does this.")]
    OwnCase,
    #[error("Nobody in the register has this number or name.")]
    Unknown,
    #[error("{name} is not a member, and only members stand.")]
    NotAMember { name: String },
    #[error("No ballot has been drafted for this selection.")]
    NoBallot,
    #[error("It is declared already who is chosen. Take the declaration back first.")]
    Declared,
    #[error("Nothing is declared here yet.")]
    NotDeclared,
    #[error("Nobody stands yet.")]
    NobodyStands,
    #[error("More stand than are chosen, so the members vote.")]
    Opposed,
    #[error("Whoever stands alone is put to the members here, who may vote to re-open nominations.")]
    MembersAreAsked,
    #[error("The ballot is not closed yet. Its result is declared when it is counted.")]
    NotCounted { ballot: BallotId },
    #[error("Votes did not decide, and the lot is to be drawn before the result is declared.")]
    LotNeeded { ballot: BallotId },
    #[error("Only a member can run a selection, and this sign-in belongs to none.")]
    NoMember,
    #[error("{0}")]
    AgainstTheRules(#[from] TimetableRefusal),
    #[error("This day is over, so it stays: {}.", dates::day(*.on))]
    DayIsOver { step: Step, on: NaiveDate },
    #[error("This day is over. Set today or a later day.")]
    MovedIntoThePast { step: Step },
    #[error("In this selection the returning officer names the candidates, and nobody applies here.")]
    NobodyApplies,
    #[error("Applications open on {}.", dates::day(*.on))]
    NotOpenYet { on: NaiveDate },
    #[error("Applications closed at the end of {}.", dates::day(*.on))]
    ApplicationsClosed { on: NaiveDate },
    #[error("Applications are open until the end of {}. Until then nobody who applied is named.", dates::day(*.on))]
    ApplicationsOpen { on: NaiveDate },
    #[error("{0}")]
    NoPortrait(#[from] NoPortrait),
    #[error("Write a statement: it is what the members read about you.")]
    NoStatement,
    #[error("The statement has {words} words and may have {limit} ({clause}). Shorten it.")]
    StatementTooLong { words: u32, limit: u32, clause: String },
    #[error("{says} Open applications again for {group}, or go on when that was tried ({clause}).")]
    TooFewOf { group: String, says: String, clause: String },
    #[error("Applications are open again until the end of {}.", dates::day(*.until))]
    OpenAgain { until: NaiveDate },
    #[error("Applications are not open again.")]
    NotOpenAgain,
    #[error("Enough {group} stand, so applications stay closed.")]
    GroupStands { group: String },
    #[error("The rules keep no places in this selection.")]
    NothingKept,
    #[error("Write a day from {} on, before the ballot opens on {}.", dates::day(*.today), dates::day(*.opens))]
    ReopenedTooLong { today: NaiveDate, opens: NaiveDate },
    #[error("Applications are open again for {group} only. Say that you count among them, where it is so.")]
    OnlyFor { group: String },
    #[error("This comes before {}, which is on {}. The steps keep their order.", .before.in_words(), dates::day(*.on))]
    OutOfOrder { step: Step, before: Step, on: NaiveDate },
}

impl Refusal for NotSo {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::OfficerStands | Self::AlreadyNamed | Self::NotEligible { .. } | Self::NotAMember { .. } | Self::Unknown => {
                Some("member")
            }
            Self::AgainstTheRules(refusal) => Some(refusal.step().as_str()),
            Self::DayIsOver { step, .. } | Self::MovedIntoThePast { step } | Self::OutOfOrder { step, .. } => {
                Some(step.as_str())
            }
            Self::NoPortrait(_) => Some("picture"),
            Self::ReopenedTooLong { .. } => Some("until"),
            Self::OnlyFor { .. } => Some("belongs"),
            Self::NoStatement | Self::StatementTooLong { .. } => Some("statement"),
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

/// A candidate is a member who does not run the selection, is named once, and is eligible where the rulebook asks for it.
/// `classes` are those that the rulebook counts as members.
pub fn may_stand(
    selection: &Selection,
    named: &[Candidate],
    person: &Person,
    classes: &[String],
    eligibility: Option<&Eligibility>,
) -> Result<(), NotSo> {
    may_change(selection)?;
    if selection.officer_id == person.id {
        return Err(NotSo::OfficerStands);
    }
    if named.iter().any(|candidate| candidate.member_id == person.id) {
        return Err(NotSo::AlreadyNamed);
    }
    if !person.is_member(classes) {
        return Err(NotSo::NotAMember { name: person.name.clone() });
    }
    match eligibility.and_then(|eligibility| eligibility.obstacles().next()) {
        Some(obstacle) => Err(NotSo::NotEligible { says: format!("{} ({})", obstacle.says, obstacle.clause) }),
        None => Ok(()),
    }
}

/// A selection is called for a ballot that opens today or later and closes on a later day.
pub fn may_be_called(opens_on: NaiveDate, closes_at: Instant, now: Instant, zone: Zone) -> Result<(), Unfit> {
    ballots::may_be_held(&Days { opens_on, freeze_on: opens_on, closes_at }, now, zone)
}

/// What a statement must keep to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Limits {
    pub words: Option<u32>,
    pub clause: String,
}

impl Limits {
    pub fn of(book: &Rulebook) -> Self {
        let limits = |rule: &SelectingRule| Self { words: rule.statement_words, clause: rule.src.clone() };
        book.selections.as_ref().map(limits).unwrap_or_default()
    }
}

/// The last day on which applications are taken; none where nobody applies.
pub fn applications_close(plan: &Plan) -> Option<NaiveDate> {
    plan.get(&Step::ApplicationsClose).copied()
}

/// A member applies while applications are open, or open again, except in a selection that she runs.
pub fn may_apply_now(selection: &Selection, plan: &Plan, member: MemberId, today: NaiveDate) -> Result<(), NotSo> {
    let (Some(opens), Some(closes)) = (plan.get(&Step::ApplicationsOpen), plan.get(&Step::ApplicationsClose)) else {
        return Err(NotSo::NobodyApplies);
    };
    match today {
        _ if selection.officer_id == member => Err(NotSo::OfficerStands),
        today if today < *opens => Err(NotSo::NotOpenYet { on: *opens }),
        today if today > *closes && !kept::is_open_again(selection, today) => {
            Err(NotSo::ApplicationsClosed { on: selection.reopened_until.unwrap_or(*closes) })
        }
        _ => may_change(selection),
    }
}

/// A statement says something, and no more than the rulebook lets it.
pub fn may_say(limits: &Limits, words: u32) -> Result<(), NotSo> {
    match limits.words {
        _ if words == 0 => Err(NotSo::NoStatement),
        Some(limit) if words > limit => Err(NotSo::StatementTooLong { words, limit, clause: limits.clause.clone() }),
        _ => Ok(()),
    }
}

/// Whoever applied is put on the list when applications are closed.
pub fn may_take(plan: &Plan, today: NaiveDate) -> Result<(), NotSo> {
    match applications_close(plan) {
        Some(on) if today <= on => Err(NotSo::ApplicationsOpen { on }),
        _ => Ok(()),
    }
}

/// The days of a selection that is called today. With a `reason` it may go faster than the rulebook's timetable, where the
/// rulebook knows such a thing; the reason is handed back where it was needed.
pub fn planned<'r>(
    book: &Rulebook,
    called_on: NaiveDate,
    (opens_on, closes_on): (NaiveDate, NaiveDate),
    reason: &'r str,
) -> Result<(Plan, &'r str), TimetableRefusal> {
    match book.plan_selection(called_on, opens_on, closes_on) {
        Ok(plan) => Ok((plan, "")),
        Err(_) if may_be_short(book) && !reason.is_empty() => Ok((book.shortened_plan(called_on, opens_on, closes_on), reason)),
        Err(refusal) => Err(refusal),
    }
}

/// Whether the rulebook lets a selection go faster for a reason.
pub fn may_be_short(book: &Rulebook) -> bool {
    book.selections.as_ref().is_some_and(|rule| rule.shortened == Shortened::WithReason)
}

/// Days move until the ballot is drafted: neither from the past nor into it, and within the rulebook's bounds. A selection
/// that goes faster keeps the order of its steps all the same.
pub fn may_move(book: &Rulebook, selection: &Selection, before: &Plan, after: &Plan, today: NaiveDate) -> Result<(), NotSo> {
    may_change(selection)?;
    for (step, on) in after {
        match before.get(step) {
            Some(was) if was == on => {}
            Some(was) if *was < today => return Err(NotSo::DayIsOver { step: *step, on: *was }),
            _ if *on < today => return Err(NotSo::MovedIntoThePast { step: *step }),
            _ => {}
        }
    }
    if selection.short_because.is_empty() {
        return Ok(book.may_keep_to(selection.called_on, after)?);
    }
    let row: Vec<(Step, NaiveDate)> =
        book.selection_steps().into_iter().filter_map(|step| Some((step, *after.get(&step)?))).collect();
    match row.windows(2).find(|pair| pair[1].1 < pair[0].1) {
        Some(pair) => Err(NotSo::OutOfOrder { step: pair[1].0, before: pair[0].0, on: pair[0].1 }),
        None => Ok(()),
    }
}

/// A selection is declared once.
pub fn is_not_declared(selection: &Selection) -> Result<(), NotSo> {
    if selection.declared_on.is_some() { Err(NotSo::Declared) } else { Ok(()) }
}

/// Nobody is asked where no more stand than are chosen, unless members may vote to re-open nominations.
pub fn may_be_unopposed(selection: &Selection, standing: usize, reopening: Reopening) -> Result<(), NotSo> {
    may_change(selection)?;
    match (standing, reopening) {
        (0, _) => Err(NotSo::NobodyStands),
        (standing, _) if i32::try_from(standing).is_ok_and(|standing| standing <= selection.seats) => match reopening {
            Reopening::Not => Ok(()),
            Reopening::PassesOn | Reopening::Keeps => Err(NotSo::MembersAreAsked),
        },
        _ => Err(NotSo::Opposed),
    }
}

/// Names come and go until the ballot is drafted.
pub fn may_change(selection: &Selection) -> Result<(), NotSo> {
    is_not_declared(selection)?;
    if selection.ballot_id.is_some() { Err(NotSo::OnThePaper) } else { Ok(()) }
}

/// The names go to a ballot once there is something to choose: two of them, or one where members may vote to re-open
/// nominations.
pub fn may_vote_on(selection: &Selection, named: &[Candidate], reopening: Reopening) -> Result<(), NotSo> {
    may_change(selection)?;
    match (reopening, named.len()) {
        (_, 0) | (Reopening::Not, 1) => Err(NotSo::TooFew),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        db::{BallotId, BranchId, RowId, SelectionId},
        rulebook::{Reason, Verdict},
    };
    use chrono::DateTime;

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
            short_because: String::new(),
            declared_on: None,
            reopened_until: None,
        }
    }

    fn candidate(member_id: MemberId) -> Candidate {
        Candidate { id: RowId::random(), member_id, statement: String::new(), portrait_id: None, chosen_as: None }
    }

    fn person(id: MemberId, class: Option<&str>) -> Person {
        let class = class.map(Into::into);
        Person { id, name: "Tom Lewis".into(), number: "N1".into(), ward: None, class }
    }

    fn may_member_stand(selection: &Selection, named: &[Candidate], member: MemberId) -> Result<(), NotSo> {
        may_stand(selection, named, &person(member, Some("full")), &["full".into()], None)
    }

    #[test]
    fn somebody_who_has_left_does_not_stand() {
        let left = may_stand(&selection(), &[], &person(MemberId::random(), None), &["full".into()], None);
        let lapsed = may_stand(&selection(), &[], &person(MemberId::random(), Some("lapsed")), &["full".into()], None);

        assert_eq!(left.unwrap_err().to_string(), "Tom Lewis is not a member, and only members stand.");
        assert!(lapsed.is_err());
    }

    #[test]
    fn whoever_runs_the_selection_cannot_stand_in_it() {
        let selection = selection();

        assert_eq!(may_member_stand(&selection, &[], selection.officer_id), Err(NotSo::OfficerStands));
    }

    #[test]
    fn nobody_is_named_twice() {
        let tom = MemberId::random();

        assert_eq!(may_member_stand(&selection(), &[candidate(tom)], tom), Err(NotSo::AlreadyNamed));
    }

    #[test]
    fn nothing_is_called_for_a_day_that_is_over() {
        let zone = Zone::london();
        let at = |text: &str| Instant(text.parse().unwrap());
        let called =
            |opens: &str, closes: &str| may_be_called(opens.parse().unwrap(), at(closes), at("2026-12-01T12:00:00Z"), zone);

        assert_eq!(called("2026-11-30", "2026-12-10T17:00:00Z"), Err(Unfit::OpensInThePast));
        assert_eq!(called("2026-12-02", "2026-12-02T17:00:00Z"), Err(Unfit::ClosesBeforeItOpens));
        assert_eq!(called("2026-12-01", "2026-12-08T17:00:00Z"), Ok(()));
    }

    #[test]
    fn an_obstacle_in_the_rulebook_is_told_with_its_clause() {
        let reason = Reason { holds: false, says: "Not a member for 12 months.".into(), remedy: None, clause: "rule 5".into() };
        let eligibility = Eligibility { verdict: Verdict::No, reasons: vec![reason] };
        let tom = person(MemberId::random(), Some("full"));
        let refusal = may_stand(&selection(), &[], &tom, &["full".into()], Some(&eligibility)).unwrap_err();

        assert_eq!(refusal.to_string(), "Not a member for 12 months. (rule 5)");
    }

    #[test]
    fn members_apply_from_the_first_day_to_the_last_and_whoever_runs_it_does_not() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let plan = Plan::from([(Step::ApplicationsOpen, day("2026-10-01")), (Step::ApplicationsClose, day("2026-10-29"))]);
        let (selection, tom) = (selection(), MemberId::random());
        let applies = |member, on: &str| may_apply_now(&selection, &plan, member, day(on));

        assert_eq!(applies(tom, "2026-09-30"), Err(NotSo::NotOpenYet { on: day("2026-10-01") }));
        assert_eq!(applies(tom, "2026-10-29"), Ok(()));
        assert_eq!(applies(tom, "2026-10-30"), Err(NotSo::ApplicationsClosed { on: day("2026-10-29") }));
        assert_eq!(applies(selection.officer_id, "2026-10-02"), Err(NotSo::OfficerStands));
        assert_eq!(may_apply_now(&selection, &Plan::new(), tom, day("2026-10-02")), Err(NotSo::NobodyApplies));
        assert_eq!(may_take(&plan, day("2026-10-29")), Err(NotSo::ApplicationsOpen { on: day("2026-10-29") }));
        assert_eq!(may_take(&plan, day("2026-10-30")), Ok(()));
    }

    #[test]
    fn names_stay_once_they_are_on_the_paper() {
        let drafted = Selection { ballot_id: Some(BallotId::random()), ..selection() };

        assert_eq!(may_change(&drafted), Err(NotSo::OnThePaper));
        let alone = [candidate(MemberId::random())];
        assert_eq!(may_vote_on(&selection(), &alone, Reopening::Not), Err(NotSo::TooFew));
        assert_eq!(may_vote_on(&selection(), &alone, Reopening::PassesOn), Ok(()), "members may want none of those named");
        assert_eq!(may_vote_on(&selection(), &[], Reopening::PassesOn), Err(NotSo::TooFew));
    }
}
