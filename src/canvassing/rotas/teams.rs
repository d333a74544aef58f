//! Teams at the meeting point: whoever walks for the first time goes with somebody who has walked often.

use std::cmp::Reverse;

use crate::db::MemberId;

/// Somebody who came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Walker {
    pub member: MemberId,
    /// Shifts in which this person has walked a round.
    pub shifts: usize,
}

/// Pairs, and one of three where the number is odd.
pub fn usual_number(people: usize) -> usize {
    (people / 2).max(usize::from(people > 0))
}

/// Deals people out to so many teams. The most experienced lead one each; then the newest join them first, so that nobody new
/// walks with nobody but others who are new, as far as there are enough of the others.
pub fn teams(mut people: Vec<Walker>, number: usize) -> Vec<Vec<MemberId>> {
    let number = number.min(people.len());
    people.sort_by_key(|walker| Reverse(walker.shifts));
    let rest = people.split_off(number);
    let mut teams: Vec<Vec<MemberId>> = people.iter().map(|leader| vec![leader.member]).collect();
    for (at, walker) in rest.iter().rev().enumerate() {
        teams[at % number].push(walker.member);
    }
    teams
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people(shifts: &[usize]) -> Vec<Walker> {
        shifts.iter().map(|shifts| Walker { member: MemberId::fresh(), shifts: *shifts }).collect()
    }

    #[test]
    fn whoever_is_new_walks_with_whoever_has_walked_most() {
        let came = people(&[0, 9, 4, 1]);
        let teams = teams(came.clone(), 2);
        assert_eq!(teams, [vec![came[1].member, came[0].member], vec![came[2].member, came[3].member]]);
    }

    #[test]
    fn the_odd_one_makes_a_team_of_three_and_nobody_is_left_standing() {
        for number in 1..12 {
            let came = people(&vec![0; number]);
            let dealt = teams(came, usual_number(number));
            assert_eq!(dealt.iter().map(Vec::len).sum::<usize>(), number);
            assert!(dealt.iter().all(|team| (1..=3).contains(&team.len())));
        }
    }

    #[test]
    fn more_teams_than_people_are_as_many_as_people() {
        assert_eq!(teams(people(&[1, 0]), 5).len(), 2);
        assert!(teams(Vec::new(), 3).is_empty());
    }
}
