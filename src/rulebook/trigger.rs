//! Reopening a selection: how many wards, or affiliates, must ask for it before a sitting representative has to
//! stand against others. And the right to a place on a shortlist.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::fraction::Fraction;
use super::words::listed;
use super::{Answer, Rulebook};

/// The shares of units that bring about a full selection.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TriggerRule {
    pub src: String,
    pub combine: Together,
    /// The share of each kind of unit, by what people call it in the plural: "wards", "affiliates".
    pub share: BTreeMap<String, Fraction>,
}

/// How the kinds of unit are taken together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Together {
    /// One kind suffices.
    #[default]
    Any,
    /// Every kind must reach its share.
    Both,
}

/// Units of one kind: how many there are and how many ask for a full selection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Asking {
    pub asking: u32,
    pub of: u32,
}

/// Whether there is a full selection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TriggerOutcome {
    FullSelection,
    Reselected,
}

/// The rules of a shortlist.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ShortlistRule {
    pub src: String,
    /// A shortlist has at least so many names.
    pub least: u32,
    /// Whoever was nominated by units with more than this share of the membership is on it by right.
    pub by_right_above: Option<Fraction>,
    /// Whoever was nominated by more than this share of the affiliates is on it by right too.
    pub affiliates_above: Option<Fraction>,
    /// Whether a sitting representative is on it by right.
    pub incumbent_by_right: bool,
}

impl Together {
    pub(super) fn in_words(self) -> &'static str {
        match self {
            Together::Any => "or",
            Together::Both => "and",
        }
    }
}

impl Rulebook {
    /// Whether the units that ask for it bring about a full selection. None where the rulebook has no such rule.
    pub fn trigger(&self, units: &BTreeMap<String, Asking>) -> Option<Answer<TriggerOutcome>> {
        let rule = self.trigger.as_ref()?;
        let mut working = Vec::new();
        let mut reached = Vec::new();
        for (kind, share) in &rule.share {
            let Asking { asking, of } = units.get(kind).copied().unwrap_or_default();
            let need = share.at_least(of);
            // A kind of which there are none cannot ask for anything.
            let enough = of > 0 && asking >= need;
            let told = if enough { "reached" } else { "not reached" };
            let (share, ask) = (share.in_words(), if asking == 1 { "asks" } else { "ask" });
            working.push(format!("Of {of} {kind}, {share} is {need}; {asking} {ask} for a full selection: {told}."));
            reached.push(enough);
        }
        let (full, how) = match rule.combine {
            Together::Any => (reached.contains(&true), "One of these is enough."),
            Together::Both => (!reached.is_empty() && !reached.contains(&false), "All of these are needed."),
        };
        if reached.len() > 1 {
            working.push(how.to_owned());
        }
        let outcome = if full { TriggerOutcome::FullSelection } else { TriggerOutcome::Reselected };
        Some(Answer::new(outcome, working, &rule.src))
    }

    /// Whether units with these numbers of members, having nominated the same person, put them on the shortlist by
    /// right. Members count, not units. None where the rulebook has no such rule.
    pub fn shortlisted_by_right(&self, nominated_by: &[(String, u32)], membership: u32) -> Option<Answer<bool>> {
        let rule = self.shortlist.as_ref()?;
        let above = rule.by_right_above?;
        let behind = nominated_by.iter().map(|(_, members)| *members).fold(0, u32::saturating_add);
        let names: Vec<String> = nominated_by.iter().map(|(unit, members)| format!("{unit} ({members})")).collect();
        let need = above.more_than(membership);
        let by_right = membership > 0 && behind >= need;
        let from = if names.is_empty() { "No unit".to_owned() } else { listed(&names) };
        let place = if by_right { "a place by right" } else { "no place by right" };
        let says = format!(
            "{from} nominated, with {behind} of {membership} members; more than {} is {need}: {place}.",
            above.in_words()
        );
        Some(Answer::new(by_right, vec![says], &rule.src))
    }

    /// The same for affiliates, of which each counts as one. None where the rulebook has no such rule.
    pub fn shortlisted_by_affiliates(&self, nominated_by: &[String], of: u32) -> Option<Answer<bool>> {
        let rule = self.shortlist.as_ref()?;
        let above = rule.affiliates_above?;
        let behind = u32::try_from(nominated_by.len()).unwrap_or(u32::MAX);
        let need = above.more_than(of);
        let by_right = of > 0 && behind >= need;
        let from = if nominated_by.is_empty() { "No affiliate".to_owned() } else { listed(nominated_by) };
        let place = if by_right { "a place by right" } else { "no place by right" };
        let says = format!("{from} nominated: {behind} of {of}; more than {} is {need}: {place}.", above.in_words());
        Some(Answer::new(by_right, vec![says], &rule.src))
    }

    /// The place of a sitting representative. None where the rulebook gives her none.
    pub fn shortlisted_as_incumbent(&self) -> Option<Answer<bool>> {
        let rule = self.shortlist.as_ref().filter(|rule| rule.incumbent_by_right)?;
        let says = "Holds the office now, and the sitting representative has a place by right.".to_owned();
        Some(Answer::new(true, vec![says], &rule.src))
    }
}
