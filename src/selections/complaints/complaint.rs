//! A complaint, from its words to the decision of the appeal.

use chrono::NaiveDate;
use diesel::{Queryable, Selectable};

use crate::{
    ballots::Hold,
    db::{AccountId, MemberId, Place, RowId, SealedWords, SelectionId, schema::selection_complaints},
    render::dates,
    selections::selection::path,
};

/// What a member says about a selection, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = selection_complaints)]
pub struct Complaint {
    pub id: RowId,
    pub selection_id: SelectionId,
    pub member_id: MemberId,
    #[diesel(deserialize_as = String)]
    pub words: SealedWords,
    pub made_on: NaiveDate,
    /// Empty until it is answered.
    #[diesel(deserialize_as = String)]
    pub answer: SealedWords,
    pub answered_on: Option<NaiveDate>,
    pub answered_by: Option<AccountId>,
    /// The last day of an appeal; none where the rulebook knows none.
    pub appeal_until: Option<NaiveDate>,
    #[diesel(deserialize_as = String)]
    pub appeal: SealedWords,
    pub appealed_on: Option<NaiveDate>,
    #[diesel(deserialize_as = String)]
    pub decision: SealedWords,
    pub decided_on: Option<NaiveDate>,
}

/// Where the words of a complaint stand in this column.
pub fn place(complaint: RowId, column: &'static str) -> Place<'static> {
    Place { table: "selection_complaints", column, row: complaint.0 }
}

impl Complaint {
    /// Whether somebody has to answer it, or to decide its appeal.
    pub fn is_open(&self) -> bool {
        self.answered_on.is_none() || (self.appealed_on.is_some() && self.decided_on.is_none())
    }

    /// The hold that it lays on the papers; none where it is settled for good.
    pub fn hold(&self) -> Option<Hold> {
        let hold = |because, until_on| Some(Hold { id: self.id, about: path(self.selection_id), because, until_on });
        match (self.answered_on, self.appealed_on, self.decided_on) {
            (_, _, Some(_)) => None,
            (_, Some(on), None) => hold(format!("An appeal of {} is not decided yet.", dates::day(on)), None),
            (Some(on), None, None) => {
                let because = format!("A complaint was answered on {}, and an appeal is possible.", dates::day(on));
                self.appeal_until.and_then(|until| hold(because, Some(until)))
            }
            (None, None, None) => hold(format!("A complaint of {} is not answered yet.", dates::day(self.made_on)), None),
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub fn complaint() -> Complaint {
        Complaint {
            id: RowId::random(),
            selection_id: SelectionId::random(),
            member_id: MemberId::random(),
            words: SealedWords::default(),
            made_on: NaiveDate::from_ymd_opt(2026, 10, 5).unwrap(),
            answer: SealedWords::default(),
            answered_on: None,
            answered_by: None,
            appeal_until: None,
            appeal: SealedWords::default(),
            appealed_on: None,
            decision: SealedWords::default(),
            decided_on: None,
        }
    }

    #[test]
    fn papers_are_held_until_nothing_can_come_any_more() {
        let on = NaiveDate::from_ymd_opt(2026, 10, 7);
        let until = NaiveDate::from_ymd_opt(2026, 10, 14);
        let open = complaint();
        assert_eq!(open.hold().map(|hold| hold.until_on), Some(None));

        let answered = Complaint { answered_on: on, appeal_until: until, ..open.clone() };
        assert_eq!(answered.hold().map(|hold| hold.until_on), Some(until));
        let without_appeal = Complaint { appeal_until: None, ..answered.clone() };
        assert_eq!(without_appeal.hold(), None);

        let appealed = Complaint { appealed_on: on, ..answered };
        assert_eq!(appealed.hold().map(|hold| hold.until_on), Some(None));
        let decided = Complaint { decided_on: until, ..appealed };
        assert_eq!(decided.hold(), None);
        assert!(!decided.is_open());
    }
}
