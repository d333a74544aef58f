//! How many delegates the branch sends, by the size of its membership.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::words::counted;
use super::{Answer, Rulebook};

/// So many seats for the first members, then one for every further number of them, up to a most.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DelegateRule {
    pub src: String,
    /// The first members, up to this number …
    pub first_upto: u32,
    /// … have so many seats,
    pub first_seats: u32,
    /// and every further this many
    pub then_per: u32,
    /// have so many more.
    pub then_seats: u32,
    pub part_counts: PartCounts,
    /// Never more seats than this, extra seats aside.
    pub cap: Option<u32>,
    /// Who is counted, and when, in words.
    pub counted: Option<String>,
    pub extra: Vec<ExtraSeat>,
}

/// Whether the last, incomplete number of members earns its seat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PartCounts {
    #[default]
    Counts,
    DoesNotCount,
}

/// A further seat for a group that is numerous enough.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExtraSeat {
    /// In the plural, as it is read out: "women", "under-27s".
    pub group: String,
    pub from: u32,
}

/// The seats the branch has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Seats {
    pub ordinary: u32,
    /// The groups that have a further seat each.
    pub extra: Vec<String>,
    pub total: u32,
}

impl Rulebook {
    /// The seats at the conference (or other body) named, for so many members; `groups` counts the members of each
    /// group that may have a further seat. None where the rulebook has no such rule.
    pub fn delegates(&self, to: &str, members: u32, groups: &BTreeMap<String, u32>) -> Option<Answer<Seats>> {
        let rule = self.delegates.get(to)?;
        let (ordinary, mut working) = rule.ordinary(members);
        let numerous = |seat: &&ExtraSeat| groups.get(&seat.group).is_some_and(|number| *number >= seat.from);
        let extra: Vec<String> = rule.extra.iter().filter(numerous).map(|seat| seat.group.clone()).collect();
        for seat in rule.extra.iter().filter(numerous) {
            working.push(format!("A further seat for {}, who are {} or more.", seat.group, seat.from));
        }
        let total = ordinary.saturating_add(u32::try_from(extra.len()).unwrap_or(u32::MAX));
        Some(Answer::new(Seats { ordinary, extra, total }, working, &rule.src))
    }
}

impl DelegateRule {
    /// "1 seat for the first 749 members, 1 more for every further 250 …, never more than 6".
    pub fn in_words(&self) -> String {
        let part = if self.part_counts == PartCounts::Counts { " or part of them" } else { "" };
        let mut said = vec![format!("{} for the first {} members", counted(self.first_seats, "seat"), self.first_upto)];
        said.push(format!("{} more for every further {}{part}", self.then_seats, self.then_per));
        said.extend(self.cap.map(|cap| format!("never more than {cap}")));
        said.extend(self.extra.iter().map(|seat| format!("a further one for {} from {} of them", seat.group, seat.from)));
        said.join(", ")
    }

    fn ordinary(&self, members: u32) -> (u32, Vec<String>) {
        if members == 0 {
            return (0, vec!["No members, no seats.".to_owned()]);
        }
        let beyond = members.saturating_sub(self.first_upto);
        let (steps, how) = match self.part_counts {
            PartCounts::Counts => (beyond.div_ceil(self.then_per.max(1)), "a part of it counts"),
            PartCounts::DoesNotCount => (beyond / self.then_per.max(1), "a part of it does not count"),
        };
        let seats = self.first_seats.saturating_add(steps.saturating_mul(self.then_seats));
        let mut working = vec![format!(
            "{} for the first {} members; {beyond} more make {steps} times {}, and {how}: {}.",
            counted(self.first_seats, "seat"),
            self.first_upto,
            self.then_per,
            counted(seats, "seat")
        )];
        let Some(cap) = self.cap.filter(|cap| seats > *cap) else { return (seats, working) };
        working.push(format!("There are never more than {cap}."));
        (cap, working)
    }
}
