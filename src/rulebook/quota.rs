//! Places kept for a group, such as "at least half women". Nobody is sorted into a group by anyone but themselves;
//! whoever has not said counts as neither.

use serde::{Deserialize, Serialize};

use super::fraction::Fraction;
use super::{Answer, Rulebook};

/// How many of the places a group must have: a number, or a share of the places.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct QuotaRule {
    pub src: String,
    /// In the plural, as it is read out: "women".
    pub group: String,
    pub number: Option<u32>,
    pub share: Option<Fraction>,
    /// It binds where there are at least so many places, such as two: half of a single one is nobody.
    pub from: Option<u32>,
}

/// People nominated or elected, by what they say of themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Declared {
    pub in_group: u32,
    pub others: u32,
    pub not_said: u32,
}

/// Whether the group can have, or has, its places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum QuotaOutcome {
    Met {
        need: u32,
    },
    /// Whoever is elected, too few of the group were nominated.
    CannotBeMet {
        need: u32,
        short_by: u32,
    },
}

impl QuotaRule {
    /// "at least 1/2, from 2 places on"
    pub(super) fn in_words(&self) -> String {
        let least = match (self.number, self.share) {
            (Some(number), _) => number.to_string(),
            (None, share) => share.map_or_else(String::new, Fraction::in_words),
        };
        let from = self.from.map_or_else(String::new, |from| format!(", from {from} places on"));
        format!("at least {least}{from}")
    }

    /// The places of the group out of so many.
    pub fn need(&self, places: u32) -> u32 {
        if self.from.is_some_and(|from| places < from) {
            return 0;
        }
        let share = self.share.map_or(0, |share| share.at_least(places));
        self.number.unwrap_or(0).max(share)
    }
}

impl Rulebook {
    /// Whether the quota `name` can be met for so many places by these nominations, or is met by these elected.
    /// None where the rulebook has no such quota.
    pub fn quota(&self, name: &str, places: u32, people: Declared) -> Option<Answer<QuotaOutcome>> {
        let rule = self.quota.get(name)?;
        let need = rule.need(places);
        let (group, has) = (&rule.group, people.in_group);
        let mut working = vec![format!("{need} of {places} places are for {group}; {has} declared themselves so.")];
        working.extend((people.not_said > 0).then(|| format!("{} have not said and count as neither.", people.not_said)));
        let short_by = need.saturating_sub(has);
        if short_by == 0 {
            working.push("That is enough.".to_owned());
            return Some(Answer::new(QuotaOutcome::Met { need }, working, &rule.src));
        }
        working.push(format!("The quota cannot be met with these: {short_by} too few. Reopen nominations for {group} only."));
        Some(Answer::new(QuotaOutcome::CannotBeMet { need, short_by }, working, &rule.src))
    }
}
