//! A member before the question: may she vote, has she voted, or why not.

use serde::Serialize;

use crate::{
    db::{Instant, MemberId},
    meetings::Attendance,
};

/// What a member's phone has to say about her own vote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum Voter {
    /// Not checked in.
    NotHere,
    /// In the room, without a vote.
    NoVote {
        says: String,
    },
    /// In the room with a vote; nothing is put to it.
    Waits,
    /// Came in, or got her vote, after the question was put.
    CameLater,
    MayVote,
    HasVoted,
}

/// Where a member stands to the question that was put at `put_at`, if one is open.
/// The roll of a vote is whoever was in the room with a vote when it was put.
pub fn voter(stays: &[Attendance], member: MemberId, put_at: Option<Instant>, has_voted: bool) -> Voter {
    let mine = || stays.iter().filter(|stay| stay.member == member);
    let Some(here) = mine().find(|stay| stay.left_at.is_none()) else { return Voter::NotHere };
    if has_voted {
        return Voter::HasVoted;
    }
    let is_on_roll = put_at.map(|at| mine().any(|stay| was_there(stay, at)));
    match is_on_roll {
        Some(true) => Voter::MayVote,
        _ if !here.may_vote => Voter::NoVote { says: here.says.clone() },
        Some(false) => Voter::CameLater,
        None => Voter::Waits,
    }
}

/// Whether somebody was in the room with a vote at that moment.
pub fn was_there(stay: &Attendance, at: Instant) -> bool {
    stay.may_vote && stay.counts_from() <= at && stay.counts_until().is_none_or(|left| left > at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minute: u32) -> Instant {
        Instant(format!("2026-12-17T19:{minute:02}:00Z").parse().expect("a time in RFC 3339"))
    }

    fn stay(member: MemberId, may_vote: bool, joined: u32, left: Option<u32>) -> Attendance {
        let stay = Attendance::begun(member, (may_vote, "Dues are late.".to_owned()), at(joined));
        Attendance { left_at: left.map(at), ..stay }
    }

    #[test]
    fn whoever_is_not_checked_in_does_not_vote() {
        let tom = MemberId::random();
        assert_eq!(voter(&[], tom, Some(at(20)), false), Voter::NotHere);
        assert_eq!(voter(&[stay(tom, true, 0, Some(10))], tom, Some(at(20)), false), Voter::NotHere);
    }

    #[test]
    fn whoever_was_there_when_it_was_put_may_vote_once() {
        let tom = MemberId::random();
        let stays = [stay(tom, true, 0, None)];
        assert_eq!(voter(&stays, tom, Some(at(20)), false), Voter::MayVote);
        assert_eq!(voter(&stays, tom, Some(at(20)), true), Voter::HasVoted);
        assert_eq!(voter(&stays, tom, None, false), Voter::Waits);
    }

    #[test]
    fn whoever_came_after_the_question_waits_for_the_next() {
        let tom = MemberId::random();
        assert_eq!(voter(&[stay(tom, true, 21, None)], tom, Some(at(20)), false), Voter::CameLater);
    }

    #[test]
    fn whoever_stepped_out_and_came_back_keeps_the_vote() {
        let tom = MemberId::random();
        let stays = [stay(tom, true, 0, Some(21)), stay(tom, true, 22, None)];
        assert_eq!(voter(&stays, tom, Some(at(20)), false), Voter::MayVote);
    }

    #[test]
    fn whoever_has_no_vote_is_told_why() {
        let tom = MemberId::random();
        let says = "Dues are late.".to_owned();
        assert_eq!(voter(&[stay(tom, false, 0, None)], tom, Some(at(20)), false), Voter::NoVote { says });
    }
}
