//! When somebody may be forgotten, who confirms it, how long it can be taken back, and how many at once.

use chrono::{Days, NaiveDate};

use super::erasure::{Erasure, Ground, Hold};
use crate::{
    db::AccountId,
    render::dates,
    web::{Refusal, WayOn},
};

/// A proposal of the program stands this long for everybody to see before it can be confirmed.
const SHOWN: Days = Days::new(14);

/// After the confirmation it can be taken back for so long: a month where the program proposed it, and half of one where
/// somebody asked, whom the law promises an answer within a month.
const TAKEN_BACK_AFTER_PROPOSAL: Days = Days::new(30);
const TAKEN_BACK_AFTER_REQUEST: Days = Days::new(14);

/// The program proposes no more than this share of all people within thirty days. A rule that is wrong does little harm.
const AT_MOST_PERCENT: i64 = 2;

/// Why somebody is not forgotten now.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotErased {
    #[error("{0} is a member. First the membership ends; then what is known of them can be erased.")]
    Member(String),
    #[error("It cannot be erased yet: {}.", told(.0))]
    Held(Vec<Hold>),
    #[error("That is proposed already.")]
    Proposed,
    #[error("Everything known of this person is erased already.")]
    Erased,
    #[error("Whoever proposes it does not confirm it. Ask another officer.")]
    SamePerson,
    #[error("It can be confirmed from {} on: until then it stands for everybody to see.", dates::day(*.0))]
    TooSoon(NaiveDate),
    #[error("That was confirmed or stopped already.")]
    NotOpen,
}

fn told(holds: &[Hold]) -> String {
    holds.iter().map(|hold| format!("{}, {}", hold.says, hold.until)).collect::<Vec<_>>().join("; ")
}

impl Refusal for NotErased {
    fn field(&self) -> Option<&'static str> {
        None
    }

    fn way_on(&self) -> Vec<WayOn> {
        vec![WayOn::to("/privacy", "What we hold, and why")]
    }
}

/// What is known of a person that matters for erasing.
#[derive(Debug, Clone)]
pub struct Standing {
    pub name: String,
    pub is_member: bool,
    pub holds: Vec<Hold>,
    pub earlier: Vec<Erasure>,
}

/// Whether it may be proposed that somebody is forgotten.
pub fn may_propose(person: &Standing) -> Result<(), NotErased> {
    if person.earlier.iter().any(|erasure| erasure.erased_on.is_some()) {
        return Err(NotErased::Erased);
    }
    if person.earlier.iter().any(Erasure::is_open) {
        return Err(NotErased::Proposed);
    }
    may_erase(person)
}

/// Whether nothing stands in the way: asked when it is proposed, when it is confirmed, and again on the day itself.
pub fn may_erase(person: &Standing) -> Result<(), NotErased> {
    if person.is_member {
        return Err(NotErased::Member(person.name.clone()));
    }
    if person.holds.is_empty() { Ok(()) } else { Err(NotErased::Held(person.holds.clone())) }
}

/// The day on which a confirmed erasure is done; a second pair of eyes confirms it.
pub fn confirmed(erasure: &Erasure, by: AccountId, today: NaiveDate) -> Result<NaiveDate, NotErased> {
    if !erasure.is_open() || erasure.confirmed_on.is_some() {
        return Err(NotErased::NotOpen);
    }
    if erasure.proposed_by == Some(by) {
        return Err(NotErased::SamePerson);
    }
    let (from, days) = match erasure.ground {
        Ground::Left => (later(erasure.proposed_on, SHOWN), TAKEN_BACK_AFTER_PROPOSAL),
        Ground::Asked => (erasure.proposed_on, TAKEN_BACK_AFTER_REQUEST),
    };
    if today < from { Err(NotErased::TooSoon(from)) } else { Ok(later(today, days)) }
}

/// How many more people the program may propose, of so many and with so many proposed within thirty days.
pub fn still_proposable(people: i64, proposed_lately: i64) -> usize {
    let most = (people * AT_MOST_PERCENT + 99) / 100;
    usize::try_from(most - proposed_lately).unwrap_or(0)
}

/// The first day of those that count as lately.
pub fn lately(today: NaiveDate) -> NaiveDate {
    today.checked_sub_days(TAKEN_BACK_AFTER_PROPOSAL).unwrap_or(today)
}

fn later(day: NaiveDate, days: Days) -> NaiveDate {
    day.checked_add_days(days).unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::{MemberId, RowId};

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a written day")
    }

    fn erasure(ground: Ground, proposed_by: Option<AccountId>) -> Erasure {
        Erasure {
            id: RowId::fresh(),
            member_id: MemberId::fresh(),
            ground,
            proposed_on: day("2026-11-01"),
            proposed_by,
            confirmed_on: None,
            erase_on: None,
            stopped_on: None,
            erased_on: None,
        }
    }

    fn person() -> Standing {
        Standing { name: "Tom".into(), is_member: false, holds: Vec::new(), earlier: Vec::new() }
    }

    #[test]
    fn a_second_officer_confirms_and_whoever_proposed_it_does_not() {
        let (nadia, tom) = (AccountId::fresh(), AccountId::fresh());
        let asked = erasure(Ground::Asked, Some(nadia));
        assert_eq!(confirmed(&asked, nadia, day("2026-11-02")), Err(NotErased::SamePerson));
        assert_eq!(confirmed(&asked, tom, day("2026-11-02")), Ok(day("2026-11-16")));
    }

    #[test]
    fn what_the_program_proposes_is_shown_for_two_weeks_and_can_be_taken_back_for_a_month() {
        let left = erasure(Ground::Left, None);
        let by = AccountId::fresh();
        assert_eq!(confirmed(&left, by, day("2026-11-14")), Err(NotErased::TooSoon(day("2026-11-15"))));
        assert_eq!(confirmed(&left, by, day("2026-11-15")), Ok(day("2026-12-15")));
        let stopped = Erasure { stopped_on: Some(day("2026-11-10")), ..left };
        assert_eq!(confirmed(&stopped, by, day("2026-11-20")), Err(NotErased::NotOpen));
    }

    #[test]
    fn members_and_those_whom_something_holds_are_not_erased() {
        let hold = Hold { says: "on the roll of a ballot".into(), until: "until it is counted" };
        assert!(matches!(may_propose(&Standing { is_member: true, ..person() }), Err(NotErased::Member(_))));
        assert!(matches!(may_propose(&Standing { holds: vec![hold], ..person() }), Err(NotErased::Held(_))));
        let open = vec![erasure(Ground::Left, None)];
        assert_eq!(may_propose(&Standing { earlier: open, ..person() }), Err(NotErased::Proposed));
        assert_eq!(may_propose(&person()), Ok(()));
    }

    #[test]
    fn no_more_than_two_in_a_hundred_are_proposed_within_thirty_days() {
        assert_eq!(still_proposable(500, 0), 10);
        assert_eq!(still_proposable(500, 9), 1);
        assert_eq!(still_proposable(500, 12), 0);
        assert_eq!(still_proposable(6, 0), 1, "a small branch may let one go");
    }
}
