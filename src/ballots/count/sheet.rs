//! The result sheet: what a count decided, and every stage on the way in figures and in words.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Candidate, Method, Purpose, Unmeetable, Votes};

/// A finished count, or one that stopped for a lot as far as it went.
///
/// In JSON it is the answer of `wardmote count --json`, and it reads back from that.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    pub title: String,
    pub method: Method,
    /// Places to be filled.
    pub seats: u32,
    /// Papers that the rules could count.
    pub valid: u128,
    /// Papers that the rules could not count: blank, or marked in a way the method does not allow.
    pub invalid: u128,
    /// The first quota; a stage carries its own where it changes. With the alternative vote it is
    /// the number that makes a majority. Nothing for methods that know no quota.
    pub quota: Option<Votes>,
    /// The numbers of those elected, in the order of their election.
    pub elected: Vec<u32>,
    /// Places that "Re-open nominations" took; they stay empty.
    #[serde(default, skip_serializing_if = "is_none")]
    pub unfilled: u32,
    pub stages: Vec<Stage>,
    pub lots: Vec<LotTaken>,
    /// All candidates, so that a reader can join names to numbers.
    pub candidates: Vec<Candidate>,
}

impl Sheet {
    /// The name of a candidate; empty for a number that no candidate has.
    pub fn name(&self, number: u32) -> &str {
        let found = self.candidates.iter().find(|candidate| candidate.number == number);
        found.map_or("", |candidate| &candidate.name)
    }

    /// The names of those elected, in the order of their election.
    pub fn elected_names(&self) -> Vec<&str> {
        self.elected.iter().map(|number| self.name(*number)).collect()
    }

    /// Whether another count came out the same: every figure, every election and every lot. The words about them may have become
    /// better since.
    pub fn says_the_same_as(&self, other: &Sheet) -> bool {
        let figures = |sheet: &Sheet| {
            let stages = sheet.stages.iter().map(|stage| {
                let Stage { tally, nontransferable, elected, excluded, .. } = stage;
                (tally.clone(), *nontransferable, elected.clone(), excluded.clone())
            });
            (sheet.valid, sheet.invalid, sheet.unfilled, stages.collect::<Vec<_>>())
        };
        self.elected == other.elected && self.lots == other.lots && figures(self) == figures(other)
    }

    /// What a stage is called: "Surplus of Asha Verma".
    pub fn title_of(&self, stage: &Stage) -> String {
        let whose: Vec<&str> = stage.of.iter().map(|number| self.name(*number)).collect();
        match whose[..] {
            [] => stage.action.heading().to_owned(),
            _ => format!("{} of {}", stage.action.heading(), whose.join(", ")),
        }
    }
}

fn is_none<N: Default + PartialEq>(number: &N) -> bool {
    *number == N::default()
}

/// One stage of a count, as it stood when the stage ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stage {
    /// From 1.
    pub number: usize,
    pub action: Action,
    /// Whose votes moved in this stage.
    pub of: Vec<u32>,
    /// What each paper was worth as it moved, where the rule fixes one value for all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Votes>,
    /// With Meek's method, the part of each vote that the elected keep at the end of the stage.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub keeps: BTreeMap<u32, Votes>,
    /// The quota from this stage on, where it changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quota: Option<Votes>,
    /// What every candidate had at the end of the stage; the withdrawn are left out.
    pub tally: BTreeMap<u32, Votes>,
    /// What candidates received in this stage; those who received nothing are left out.
    pub transfers: BTreeMap<u32, Votes>,
    /// On how many papers these votes came. Empty with Meek's method, which moves parts of every paper, and on sheets of before
    /// it was kept.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub papers: BTreeMap<u32, u128>,
    /// How many of the papers that moved in this stage named nobody else in play.
    #[serde(default, skip_serializing_if = "is_none")]
    pub papers_without_choice: u128,
    /// Votes no longer with any candidate, so far; tally and this make up all valid votes.
    pub nontransferable: Votes,
    /// The part of those that was lost because the rule ignores small fractions.
    pub lost_by_fraction: Votes,
    pub elected: Vec<u32>,
    /// Those of `elected` who did not reach the quota: as many were left as places.
    pub elected_without_quota: Vec<u32>,
    pub excluded: Vec<u32>,
    /// The stage in plain sentences.
    pub says: String,
}

/// What a stage did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Action {
    #[serde(rename = "first preferences")]
    FirstPreferences,
    /// Every mark counted at once (block vote, approval).
    #[serde(rename = "votes")]
    Votes,
    #[serde(rename = "surplus")]
    Surplus,
    #[serde(rename = "exclusion")]
    Exclusion,
}

impl Action {
    /// The heading of the stage's column.
    pub fn heading(self) -> &'static str {
        match self {
            Action::FirstPreferences => "First preferences",
            Action::Votes => "Votes",
            Action::Surplus => "Surplus",
            Action::Exclusion => "Exclusion",
        }
    }
}

/// A lot that decided something, printed on the sheet because a re-count must follow it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LotTaken {
    /// The stage that the lot decided.
    pub stage: usize,
    pub between: Vec<u32>,
    #[serde(rename = "for")]
    pub purpose: Purpose,
    pub taken: u32,
}

/// Why a count could not go on.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Stop {
    /// The rules leave a choice to a lot, and none was given. Draw it and count again with it.
    #[error("A lot is needed between candidates {}: {purpose}.", list(between))]
    LotsNeeded { between: Vec<u32>, purpose: Purpose, so_far: Box<Sheet> },
    /// The terms of the contest cannot be met, whoever is elected.
    #[error("{0}")]
    Unmeetable(Unmeetable),
    /// More than 10^20 votes: the figures of a stage would no longer be exact.
    #[error("There are more papers than can be counted exactly (10^20).")]
    TooManyPapers,
}

fn list(numbers: &[u32]) -> String {
    numbers.iter().map(u32::to_string).collect::<Vec<_>>().join(", ")
}
