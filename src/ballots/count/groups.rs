//! Places kept for groups: at least so many women, at most so many from one ward.
//!
//! The rule is that of guard and doom (I. D. Hill, Voting matters 9, 1998): whoever must be elected
//! if the terms are to be met is guarded and cannot be excluded; whoever cannot be elected any more
//! without breaking them is doomed and goes out at once. So at every moment a choice of the
//! candidates left meets the terms, and in the end that choice is elected. All else goes by the votes.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

/// Candidates of whom a number is to be elected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// As the notice calls it: "women", "Northside ward".
    pub name: String,
    /// Their numbers on the paper.
    pub members: Vec<u32>,
    pub at_least: u32,
    pub at_most: u32,
}

impl Group {
    /// "women: at least 2"
    pub fn in_words(&self) -> String {
        let most = (self.at_most < u32::MAX).then(|| format!("at most {}", self.at_most));
        let least = (self.at_least > 0).then(|| format!("at least {}", self.at_least));
        let bounds: Vec<String> = [least, most].into_iter().flatten().collect();
        format!("{}: {}", self.name, bounds.join(" and "))
    }
}

/// The words are no group such as `women>=2:1,4,5`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "a group is written as its name, at least or at most how many, and the numbers of its members, such as \
     women>=2:1,4,5 or north<=1:2,3; \"{0}\" is not"
)]
pub struct NoGroup(String);

impl FromStr for Group {
    type Err = NoGroup;

    fn from_str(text: &str) -> Result<Group, NoGroup> {
        let refusal = || NoGroup(text.to_owned());
        let (head, members) = text.rsplit_once(':').ok_or_else(refusal)?;
        let members = members.split(',').map(|number| number.trim().parse());
        let members: Vec<u32> = members.collect::<Result<_, _>>().map_err(|_| refusal())?;
        let bound = |number: &str| number.trim().parse::<u32>().map_err(|_| refusal());
        let (name, at_least, at_most) = match (head.split_once(">="), head.split_once("<=")) {
            (Some((name, least)), None) => (name, bound(least)?, u32::MAX),
            (None, Some((name, most))) => (name, 0, bound(most)?),
            _ => return Err(refusal()),
        };
        Ok(Group { name: name.trim().to_owned(), members, at_least, at_most })
    }
}

/// Why no election can meet the terms; nothing is counted then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unmeetable {
    /// More are wanted than stand.
    TooFewStand { group: String, at_least: u32, standing: u32 },
    /// More are wanted than there are places.
    TooFewPlaces { group: String, at_least: u32, places: u32 },
    /// Without more of this group the places cannot be filled.
    TooFewOthers { group: String, at_most: u32, others: u32, places: u32 },
    /// Each can be met by itself, but not all together.
    Together { terms: Vec<String>, places: u32 },
}

impl fmt::Display for Unmeetable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unmeetable::TooFewStand { group, at_least, standing } => {
                write!(f, "{group}: at least {at_least} are to be elected, but the number who stand is {standing}.")
            }
            Unmeetable::TooFewPlaces { group, at_least, places } => {
                write!(f, "{group}: at least {at_least} are to be elected, but the number of places is {places}.")
            }
            Unmeetable::TooFewOthers { group, at_most, others, places } => write!(
                f,
                "{group}: at most {at_most} may be elected, but with only {others} others standing not all {places} places can \
                 be filled."
            ),
            Unmeetable::Together { terms, places } => {
                write!(f, "No choice of {places} candidates meets all of these together: {}.", terms.join("; "))
            }
        }
    }
}

/// How far a count has come in meeting the terms.
pub(super) struct Quotas<'a> {
    groups: &'a [Group],
    /// To which groups each candidate belongs.
    member: Vec<Vec<bool>>,
}

impl<'a> Quotas<'a> {
    pub(super) fn of(groups: &'a [Group], numbers: impl Iterator<Item = u32>) -> Quotas<'a> {
        let member = numbers.map(|number| groups.iter().map(|group| group.members.contains(&number)).collect());
        Quotas { groups, member: member.collect() }
    }

    pub(super) fn are_none(&self) -> bool {
        self.groups.is_empty()
    }

    /// Whether so many of the `left` could still be elected beside the `elected` with all terms met.
    pub(super) fn fit(&self, elected: &[usize], left: &[usize], places: usize) -> bool {
        if self.are_none() {
            return left.len() >= places;
        }
        let mut start: Vec<u32> = vec![0; self.groups.len()];
        elected.iter().for_each(|place| self.join(&mut start, *place, 1));
        // Every number of members that some choice of the candidates seen so far reaches.
        let mut reached = BTreeSet::from([(0, start)]);
        for (place, count) in self.kinds(left) {
            let before = std::mem::take(&mut reached);
            for (taken, sums) in before {
                for more in 0..=count.min(places - taken) {
                    let mut sums = sums.clone();
                    self.join(&mut sums, place, u32::try_from(more).unwrap_or(u32::MAX));
                    if self.within_most(&sums) {
                        reached.insert((taken + more, sums));
                    }
                }
            }
        }
        reached.iter().any(|(taken, sums)| *taken == places && self.within_most(sums) && self.with_least(sums))
    }

    /// Candidates who belong to the same groups count as one kind: one of each, and how many there are.
    fn kinds(&self, left: &[usize]) -> Vec<(usize, usize)> {
        let mut kinds: Vec<(usize, usize)> = Vec::new();
        for place in left {
            match kinds.iter_mut().find(|(like, _)| self.member[*like] == self.member[*place]) {
                Some((_, count)) => *count += 1,
                None => kinds.push((*place, 1)),
            }
        }
        kinds
    }

    fn join(&self, sums: &mut [u32], place: usize, times: u32) {
        for (sum, belongs) in sums.iter_mut().zip(&self.member[place]) {
            *sum += if *belongs { times } else { 0 };
        }
    }

    fn within_most(&self, sums: &[u32]) -> bool {
        self.groups.iter().zip(sums).all(|(group, sum)| *sum <= group.at_most)
    }

    fn with_least(&self, sums: &[u32]) -> bool {
        self.groups.iter().zip(sums).all(|(group, sum)| *sum >= group.at_least)
    }

    /// Why the terms cannot be met by anybody's election, if so.
    pub(super) fn unmeetable(&self, standing: &[usize], places: usize) -> Option<Unmeetable> {
        if self.fit(&[], standing, places) {
            return None;
        }
        let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let alone = self.groups.iter().enumerate().find_map(|(at, group)| {
            let members = standing.iter().filter(|place| self.member[**place][at]).count();
            let (group, at_least, at_most) = (group.name.clone(), group.at_least, group.at_most);
            let others = standing.len() - members;
            if small(members) < at_least {
                return Some(Unmeetable::TooFewStand { group, at_least, standing: small(members) });
            }
            if small(places) < at_least {
                return Some(Unmeetable::TooFewPlaces { group, at_least, places: small(places) });
            }
            (u64::from(at_most) + (others as u64) < places as u64).then(|| Unmeetable::TooFewOthers {
                group,
                at_most,
                others: small(others),
                places: small(places),
            })
        });
        let terms = || self.groups.iter().map(Group::in_words).collect();
        alone.or_else(|| Some(Unmeetable::Together { terms: terms(), places: small(places) }))
    }

    /// The terms that keep a candidate from being elected, or from being excluded.
    pub(super) fn binding(&self, elected: &[usize], candidate: usize, doomed: bool) -> String {
        let mut sums = vec![0; self.groups.len()];
        elected.iter().for_each(|place| self.join(&mut sums, *place, 1));
        let binds = |(at, group): (usize, &Group)| {
            let belongs = self.member[candidate][at];
            let full = belongs && doomed && sums[at] >= group.at_most;
            let wanting = belongs != doomed && sums[at] < group.at_least;
            (full || wanting).then(|| group.in_words())
        };
        let binding: Vec<String> = self.groups.iter().enumerate().filter_map(binds).collect();
        match binding.is_empty() {
            true => self.groups.iter().map(Group::in_words).collect::<Vec<_>>().join("; "),
            false => binding.join("; "),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(texts: &[&str]) -> Vec<Group> {
        texts.iter().map(|text| text.parse().expect("a group")).collect()
    }

    #[test]
    fn a_group_is_read_from_its_words() {
        let group: Group = "women>=2:1,4, 5".parse().expect("a group");
        assert_eq!((group.in_words().as_str(), &group.members[..]), ("women: at least 2", &[1, 4, 5][..]));
        assert!("women".parse::<Group>().is_err() && "women>=x:1".parse::<Group>().is_err());
        assert_eq!("a:b<=1:2".parse::<Group>().map(|group| (group.name, group.at_most)), Ok(("a:b".to_owned(), 1)));
    }

    #[test]
    fn terms_that_overlap_are_met_by_a_choice_if_there_is_one() {
        // One place each for the two of the north and for a woman; only Asha (1) is both.
        let groups = groups(&["women>=1:1,2", "north>=1:1,3"]);
        let quotas = Quotas::of(&groups, 1..=4);
        assert!(quotas.fit(&[], &[0, 1, 2, 3], 1));
        assert!(!quotas.fit(&[], &[1, 2, 3], 1));
        assert!(quotas.fit(&[], &[1, 2, 3], 2));
    }

    #[test]
    fn what_cannot_be_met_is_said_with_its_numbers() {
        let said = |texts: &[&str], places| {
            let groups = groups(texts);
            Quotas::of(&groups, 1..=4).unmeetable(&[0, 1, 2, 3], places).map(|why| why.to_string())
        };
        assert_eq!(
            said(&["women>=3:1,2"], 3).as_deref(),
            Some("women: at least 3 are to be elected, but the number who stand is 2.")
        );
        assert_eq!(
            said(&["women>=2:1,2"], 1).as_deref(),
            Some("women: at least 2 are to be elected, but the number of places is 1.")
        );
        assert!(said(&["north<=1:1,2,3"], 3).is_some_and(|why| why.contains("only 1 others standing")));
        assert!(said(&["women>=2:1,2", "north<=1:1,2"], 3).is_some_and(|why| why.starts_with("No choice of 3 candidates")));
        assert_eq!(said(&["women>=2:1,2"], 3), None);
    }
}
