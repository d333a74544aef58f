//! Standing for the offices of the branch: until when, in which order the offices are filled, which of them go together.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::words::{counted, day, days_before};
use super::{Answer, Rulebook};

/// The key of `[ballots.*]` by which officers are elected.
const OFFICERS: &str = "officers";

/// Until when names are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Nominating {
    /// Until they are closed in the meeting.
    AtMeeting,
    /// Until so many days before it.
    DaysBefore,
}

/// The last day on which names are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct LastNames {
    pub on: NaiveDate,
    /// Whether the rules name it; otherwise whoever calls the elections may set an earlier one.
    pub is_ruled: bool,
}

impl Rulebook {
    /// The last day on which names are taken for the elections of a meeting.
    pub fn nominations_close(&self, meeting_on: NaiveDate) -> Answer<LastNames> {
        let rule = self.ballots.get(OFFICERS);
        let clause = rule.map_or(self.title.as_str(), |rule| rule.src.as_str());
        let at_meeting = format!("Names are taken until nominations are closed in the meeting on {}.", day(meeting_on));
        let (on, is_ruled, says) = match rule.and_then(|rule| rule.nominations.zip(Some(rule.nominations_days))) {
            Some((Nominating::DaysBefore, days)) => last_before(meeting_on, days.unwrap_or_default()),
            Some((Nominating::AtMeeting, _)) => (meeting_on, true, at_meeting),
            None => (meeting_on, false, format!("The rules name no day before the meeting. {at_meeting}")),
        };
        Answer::new(LastNames { on, is_ruled }, vec![says], clause)
    }

    /// The offices in the order in which they are filled: as `[ballots.officers]` lists them, then the others, those of the
    /// executive first.
    pub fn offices_in_order(&self) -> Vec<&str> {
        let listed = self.ballots.get(OFFICERS).map(|rule| rule.order.as_slice()).unwrap_or_default();
        let place = |office: &str| listed.iter().position(|name| name == office).unwrap_or(listed.len());
        let mut offices: Vec<_> = self.offices.iter().collect();
        offices.sort_by_key(|(name, rule)| (place(name), !rule.executive));
        offices.into_iter().map(|(name, _)| name.as_str()).collect()
    }

    /// Whether one member may hold both offices. What is no office of the branch, such as a place as delegate, goes with
    /// every other.
    pub fn may_hold_both(&self, one: &str, other: &str) -> bool {
        let (Some(first), Some(second)) = (self.offices.get(one), self.offices.get(other)) else { return true };
        first.beside.iter().any(|name| name == other) || second.beside.iter().any(|name| name == one)
    }
}

fn last_before(meeting_on: NaiveDate, days: u32) -> (NaiveDate, bool, String) {
    let last = days_before(meeting_on, days);
    let (before, meeting) = (counted(days, "day"), day(meeting_on));
    (last, true, format!("Nominations close {before} before the meeting on {meeting}: {} is the last day.", day(last)))
}

#[cfg(test)]
mod tests {
    use super::super::preset;
    use super::*;

    fn book(more: &str) -> Rulebook {
        let head = "[rulebook]\nid = \"b\"\ntitle = \"B\"\nedition = 2026-01-01\nextends = \"association\"\n";
        Rulebook::parse(&format!("{head}{more}"), &preset).expect("a sound book")
    }

    fn on(text: &str) -> NaiveDate {
        text.parse().expect("a written day")
    }

    #[test]
    fn nominations_close_so_many_days_before_the_meeting_or_in_it() {
        let meeting = on("2026-05-20");
        let unsaid = book("").nominations_close(meeting).value;
        assert_eq!(unsaid, LastNames { on: meeting, is_ruled: false });

        let before = book("[ballots.officers]\nsrc = \"rule 9\"\nnominations = \"days-before\"\nnominations_days = 14");
        let answer = before.nominations_close(meeting);
        assert_eq!(answer.value, LastNames { on: on("2026-05-06"), is_ruled: true });
        assert_eq!(answer.clause, "rule 9");
    }

    #[test]
    fn offices_are_filled_as_listed_then_the_executive_then_the_rest() {
        let auditor =
            "[offices.auditor]\nsrc = \"rule 2\"\n[ballots.officers]\nsrc = \"rule 9\"\norder = [\"treasurer\", \"chair\"]";
        assert_eq!(book(auditor).offices_in_order(), ["treasurer", "chair", "committee-member", "secretary", "auditor"]);
    }

    #[test]
    fn two_offices_go_together_where_either_says_so() {
        let book = book("[offices.auditor]\nsrc = \"rule 2\"\nbeside = [\"committee-member\"]");
        assert!(book.may_hold_both("committee-member", "auditor") && book.may_hold_both("auditor", "committee-member"));
        assert!(!book.may_hold_both("chair", "secretary"));
        assert!(book.may_hold_both("chair", "delegate"));
    }
}
