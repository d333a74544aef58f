//! The order of election: who was elected first, and who share a rank, because they were elected at the same stage with equal
//! votes. The figures do not put one of these before the other, and no reader should think so.

use serde::Serialize;

use super::count::{Sheet, Stage};
use crate::render::words::names;

/// Somebody elected, in the order of election.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rank {
    /// "2", or "2=" where others share it.
    pub rank: String,
    pub name: String,
    /// "At stage 3 with 45 votes, equal with Ben."
    pub says: String,
}

/// Everybody elected, the first first.
pub fn order_of_election(sheet: &Sheet) -> Vec<Rank> {
    let mut ranks: Vec<Rank> = Vec::with_capacity(sheet.elected.len());
    for (stage, level) in levels(sheet) {
        let place = ranks.len() + 1;
        for number in &level {
            let equals: Vec<&str> = level.iter().filter(|other| *other != number).map(|other| sheet.name(*other)).collect();
            let shared = if equals.is_empty() { String::new() } else { format!(", equal with {}", names(&equals)) };
            let votes = stage.tally.get(number).map(|votes| format!(" with {}", votes.in_words())).unwrap_or_default();
            ranks.push(Rank {
                rank: format!("{place}{}", if equals.is_empty() { "" } else { "=" }),
                name: sheet.name(*number).to_owned(),
                says: format!("At stage {}{votes}{shared}.", stage.number),
            });
        }
    }
    ranks
}

/// Those elected together at a stage with equal votes, in the order of election.
fn levels(sheet: &Sheet) -> Vec<(&Stage, Vec<u32>)> {
    let mut levels: Vec<(&Stage, Vec<u32>)> = Vec::new();
    for number in &sheet.elected {
        let Some(stage) = sheet.stages.iter().find(|stage| stage.elected.contains(number)) else { continue };
        let is_level = |(at, level): &(&Stage, Vec<u32>)| {
            at.number == stage.number && level.first().is_some_and(|first| stage.tally.get(first) == stage.tally.get(number))
        };
        match levels.last_mut().filter(|last| is_level(last)) {
            Some((_, level)) => level.push(*number),
            None => levels.push((stage, vec![*number])),
        }
    }
    levels
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ballots::count::{Election, Lots, Method, count};

    fn ranks(method: Method, papers: &[(usize, &[u32])]) -> Vec<String> {
        let papers = papers.iter().flat_map(|(times, paper)| vec![paper.to_vec(); *times]);
        let election = Election::of("Committee", 3, ["Asha", "Ben", "Chris", "Dan"], papers);
        let sheet = count(&election, method, 3, &Lots::Stop).expect("no lot is needed");
        order_of_election(&sheet).into_iter().map(|rank| format!("{} {}: {}", rank.rank, rank.name, rank.says)).collect()
    }

    #[test]
    fn whoever_has_as_many_votes_at_the_same_stage_shares_the_rank() {
        assert_eq!(
            ranks(Method::StvScottish, &[(9, &[1]), (6, &[2]), (6, &[3]), (2, &[4])]),
            [
                "1 Asha: At stage 1 with 9.",
                "2= Ben: At stage 1 with 6, equal with Chris.",
                "2= Chris: At stage 1 with 6, equal with Ben."
            ]
        );
    }

    #[test]
    fn one_after_the_other_they_have_a_rank_each() {
        let ranks = ranks(Method::StvScottish, &[(9, &[1]), (6, &[2]), (3, &[3]), (2, &[4, 3])]);
        assert_eq!(ranks.iter().filter(|rank| rank.contains('=')).count(), 0, "{ranks:?}");
        assert_eq!(ranks.len(), 3);
    }
}
