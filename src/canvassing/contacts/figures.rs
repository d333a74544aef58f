//! The coordinator's five numbers, and the hours at which doors answer. None of them is about a person.

use chrono::{DateTime, TimeDelta, Timelike, Utc};
use serde::Serialize;

use super::Outcome;

use crate::zone::Zone;

/// A result counts for the hour in which it was noted if that was during a shift; paper typed in later says nothing of hours.
const AROUND_A_SHIFT: TimeDelta = TimeDelta::minutes(30);

/// A knock: when it was noted, and what came of it.
#[derive(Debug, Clone, Copy)]
pub struct Noted {
    pub at: DateTime<Utc>,
    pub outcome: Outcome,
}

/// Time that some people walked together.
#[derive(Debug, Clone, Copy)]
pub struct Walk {
    pub from: DateTime<Utc>,
    pub until: DateTime<Utc>,
    pub people: usize,
}

impl Walk {
    fn minutes(&self) -> i64 {
        let people = i64::try_from(self.people).unwrap_or(i64::MAX);
        (self.until - self.from).num_minutes().max(0).saturating_mul(people)
    }
}

/// How many doors answered in an hour of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Hour {
    /// 18 for six to seven in the evening, where the branch is.
    pub hour: u32,
    pub knocks: usize,
    pub answers: usize,
    /// Of a hundred knocks.
    pub percent: usize,
}

/// The hours of the day in which somebody knocked, in their order. Only knocks during one of these walks count.
pub fn by_hour(noted: &[Noted], walks: &[Walk], zone: Zone) -> Vec<Hour> {
    let is_live = |each: &&Noted| {
        walks.iter().any(|walk| walk.from - AROUND_A_SHIFT <= each.at && each.at <= walk.until + AROUND_A_SHIFT)
    };
    let mut hours = [(0, 0); 24];
    for each in noted.iter().filter(is_live) {
        let hour = each.at.with_timezone(&zone).hour() as usize;
        hours[hour].0 += 1;
        hours[hour].1 += usize::from(each.outcome.is_answer());
    }
    let line =
        |(hour, (knocks, answers)): (u32, (usize, usize))| Hour { hour, knocks, answers, percent: answers * 100 / knocks };
    (0..).zip(hours).filter(|(_, (knocks, _))| *knocks > 0).map(line).collect()
}

/// Conversations in an hour of one person's walking, in tenths; nothing while nobody has walked.
pub fn conversations_per_hour(noted: &[Noted], walks: &[Walk]) -> Option<i64> {
    let spoke = noted.iter().filter(|each| each.outcome == Outcome::Spoke).count();
    let minutes: i64 = walks.iter().map(Walk::minutes).sum();
    (minutes > 0).then(|| i64::try_from(spoke).unwrap_or(i64::MAX).saturating_mul(600) / minutes)
}

/// How many of those with a place will be there, by the branch's own attendance.
pub fn expected(places: usize, attendance: Option<usize>) -> usize {
    places * attendance.unwrap_or(100) / 100
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(time: &str) -> DateTime<Utc> {
        format!("2026-07-28T{time}:00Z").parse().expect("a moment")
    }

    fn noted(time: &str, outcome: Outcome) -> Noted {
        Noted { at: at(time), outcome }
    }

    fn evening() -> [Walk; 1] {
        [Walk { from: at("17:00"), until: at("19:00"), people: 4 }]
    }

    #[test]
    fn hours_are_those_of_the_branch_and_paper_typed_in_at_midnight_says_nothing() {
        let all = [
            noted("17:10", Outcome::Spoke),
            noted("17:20", Outcome::NoAnswer),
            noted("18:10", Outcome::Refused),
            noted("23:50", Outcome::Spoke),
        ];
        let hours = by_hour(&all, &evening(), Zone::london());
        let six = Hour { hour: 18, knocks: 2, answers: 1, percent: 50 };
        assert_eq!(hours, [six, Hour { hour: 19, knocks: 1, answers: 1, percent: 100 }]);
    }

    #[test]
    fn conversations_are_counted_by_the_hours_that_people_walked() {
        let all: Vec<Noted> = (0..20).map(|_| noted("17:10", Outcome::Spoke)).collect();
        assert_eq!(conversations_per_hour(&all, &evening()), Some(25), "20 in 8 hours are 2.5");
        assert_eq!(conversations_per_hour(&all, &[]), None);
    }

    #[test]
    fn places_are_corrected_by_attendance_once_it_is_known() {
        assert_eq!((expected(10, None), expected(10, Some(60))), (10, 6));
    }
}
