//! Places that the rules keep for a group over several offices, such as half of the executive for women. The offices are
//! filled one after the other: at each the count asks how many of the group it must elect so that the rest can still be filled.

use crate::db::MemberId;

/// One contest as the quota sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// Its places.
    pub seats: u32,
    /// Those who stand in it and belong to the group, and are not elected to an office that excludes this one.
    pub group: Vec<MemberId>,
}

impl Share {
    fn most(&self) -> u32 {
        u32::try_from(self.group.len()).map_or(self.seats, |standing| standing.min(self.seats))
    }
}

/// How many of the group this contest must elect. `need` are the places of the group over all contests, `elected` those it has
/// from earlier ones, `later` the contests after this one.
pub fn least(need: u32, elected: u32, this: &Share, later: &[Share]) -> u32 {
    need.saturating_sub(elected).saturating_sub(reachable(later)).min(this.most())
}

/// How many places of these contests the group can take together, each of its people one.
pub fn reachable(contests: &[Share]) -> u32 {
    let mut taken: Vec<(MemberId, usize)> = Vec::new();
    let people: Vec<MemberId> = contests.iter().flat_map(|contest| contest.group.iter().copied()).collect();
    for person in people {
        if !taken.iter().any(|(other, _)| *other == person) {
            place(person, contests, &mut taken, &mut Vec::new());
        }
    }
    u32::try_from(taken.len()).unwrap_or(u32::MAX)
}

/// Finds a place for one more person, moving others on to another contest where that helps.
fn place(person: MemberId, contests: &[Share], taken: &mut Vec<(MemberId, usize)>, asked: &mut Vec<usize>) -> bool {
    for (at, contest) in contests.iter().enumerate().filter(|(_, contest)| contest.group.contains(&person)) {
        if asked.contains(&at) {
            continue;
        }
        asked.push(at);
        let here: Vec<MemberId> = taken.iter().filter(|(_, place)| *place == at).map(|(other, _)| *other).collect();
        let is_free = here.len() < contest.seats as usize;
        if is_free || here.into_iter().any(|other| moves_on(other, at, contests, taken, asked)) {
            taken.push((person, at));
            return true;
        }
    }
    false
}

fn moves_on(
    other: MemberId,
    from: usize,
    contests: &[Share],
    taken: &mut Vec<(MemberId, usize)>,
    asked: &mut Vec<usize>,
) -> bool {
    taken.retain(|entry| *entry != (other, from));
    let moved = place(other, contests, taken, asked);
    if !moved {
        taken.push((other, from));
    }
    moved
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people() -> [MemberId; 3] {
        [MemberId::random(), MemberId::random(), MemberId::random()]
    }

    fn share(seats: u32, group: &[MemberId]) -> Share {
        Share { seats, group: group.to_vec() }
    }

    #[test]
    fn an_office_is_kept_for_the_group_when_the_later_ones_cannot_make_up_for_it() {
        let [ama, zoe, _] = people();
        // Two of four places; two women, one of whom stands for this office and a later one.
        let this = share(1, &[ama]);
        assert_eq!(least(2, 0, &this, &[share(1, &[ama]), share(1, &[zoe]), share(1, &[])]), 0);
        assert_eq!(least(2, 0, &this, &[share(1, &[zoe]), share(2, &[])]), 1);
        assert_eq!(least(2, 1, &this, &[share(1, &[zoe])]), 0);
    }

    #[test]
    fn nobody_is_kept_a_place_for_whom_nobody_stands() {
        assert_eq!(least(3, 0, &share(2, &[]), &[]), 0);
        assert_eq!(least(3, 0, &share(2, &people()), &[]), 2);
    }

    #[test]
    fn one_who_stands_twice_fills_one_place_and_makes_way_for_another() {
        let [ama, zoe, ruth] = people();
        assert_eq!(reachable(&[share(1, &[ama]), share(1, &[ama])]), 1);
        // Ama moves on to the second office, so that Zoe can have the first.
        assert_eq!(reachable(&[share(1, &[ama, zoe]), share(1, &[ama])]), 2);
        assert_eq!(reachable(&[share(2, &[ama, zoe, ruth]), share(1, &[ruth])]), 3);
    }
}
