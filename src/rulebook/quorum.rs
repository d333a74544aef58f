//! Quorum: how many must be there before a meeting may decide. And requisition: how many members, by asking in
//! writing, can have a meeting called. Both are headcounts of those entitled, in whole people.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::fraction::Fraction;
use super::words::{decimal, listed};
use super::{Answer, Length, MeetingKind, Rulebook};

/// A number of people worked out from those entitled. With several parts, the lower or the higher of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Headcount {
    pub src: String,
    pub of: Vec<Part>,
    pub combine: Combine,
    pub round: Round,
    /// Never fewer than this.
    pub floor: u32,
    /// Whom the share is taken of, in plain words: "members", "delegates".
    pub base: String,
    /// Of a requisition: how soon the meeting must be called once enough have signed.
    pub call_within: Option<Length>,
}

impl Default for Headcount {
    fn default() -> Headcount {
        Headcount {
            src: String::new(),
            of: Vec::new(),
            combine: Combine::Lower,
            round: Round::Up,
            floor: 1,
            base: "members".to_owned(),
            call_within: None,
        }
    }
}

/// One way of fixing the number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    Fixed(u32),
    /// Thousandths of those entitled: 50 is 5 %, 15 is 1.5 %.
    Permille(u32),
    /// A share such as "1/3".
    Share(Fraction),
    /// So many for the first few, then more as the branch grows.
    Sliding(Sliding),
}

/// `need` people for the first `upto` members, then `more` for every further `per` or part of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sliding {
    pub upto: u32,
    pub need: u32,
    pub per: u32,
    pub more: u32,
}

/// Which of several numbers holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Combine {
    Lower,
    Higher,
}

/// What becomes of part of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Round {
    Up,
    Down,
}

/// Why no number can be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum QuorumRefusal {
    #[error("Nobody is entitled to vote, so no quorum can be worked out. Check the register and the day asked about.")]
    NobodyEntitled,
    #[error("The rulebook does not say how many members may have such a meeting called. Add a [requisition] section to it.")]
    NoRequisition,
}

impl Rulebook {
    /// How many of `entitled` people must be present. With nobody entitled there is no quorum to reach.
    pub fn quorum(&self, kind: MeetingKind, entitled: u32) -> Result<Answer<u32>, QuorumRefusal> {
        let mut answer = self.quorum.of(kind).answer(entitled)?;
        answer.working.splice(0..0, self.quorum.borrowed(kind, "quorum"));
        Ok(answer)
    }

    /// How many of `entitled` people must ask in writing before such a meeting has to be called.
    pub fn requisition(&self, kind: MeetingKind, entitled: u32) -> Result<Answer<u32>, QuorumRefusal> {
        self.requisition.get(&kind).ok_or(QuorumRefusal::NoRequisition)?.answer(entitled)
    }
}

impl Headcount {
    fn answer(&self, entitled: u32) -> Result<Answer<u32>, QuorumRefusal> {
        if entitled == 0 {
            return Err(QuorumRefusal::NobodyEntitled);
        }
        let parts: Vec<u32> = self.of.iter().map(|part| part.number(entitled, self.round)).collect();
        let chosen = match self.combine {
            Combine::Lower => parts.iter().min(),
            Combine::Higher => parts.iter().max(),
        };
        let chosen = chosen.copied().unwrap_or(0);
        let need = chosen.max(self.floor);
        let mut working = vec![self.sentence(entitled, &parts, chosen)];
        working.extend((need > chosen).then(|| format!("It is never fewer than {}.", self.floor)));
        working.extend((need > entitled).then(|| format!("That is more than the {entitled} who are entitled.")));
        Ok(Answer::new(need, working, &self.src))
    }

    /// "5% of 486 entitled members is 24.3, rounded up to 25; the lower of 75 and 25 is 25."
    fn sentence(&self, entitled: u32, numbers: &[u32], chosen: u32) -> String {
        let mut clauses: Vec<String> = self.of.iter().filter_map(|part| part.words(entitled, self)).collect();
        if numbers.len() > 1 {
            let all: Vec<String> = numbers.iter().map(u32::to_string).collect();
            let which = if self.combine == Combine::Lower { "lower" } else { "higher" };
            clauses.push(format!("the {which} of {} is {chosen}", listed(&all)));
        }
        if clauses.is_empty() {
            clauses.push(format!("The number is fixed at {chosen}"));
        }
        format!("{}.", clauses.join("; "))
    }
}

impl Headcount {
    /// Whether wards and affiliates are counted, not people.
    pub fn counts_bodies(&self) -> bool {
        ["unit", "affiliate", "ward"].iter().any(|body| self.base.contains(body))
    }

    /// "the lower of 75 and 5% of members".
    pub(super) fn in_words(&self) -> String {
        let parts: Vec<String> = self.of.iter().map(|part| part.in_words(&self.base)).collect();
        let which = if self.combine == Combine::Lower { "lower" } else { "higher" };
        let said = if parts.len() > 1 { format!("the {which} of {}", listed(&parts)) } else { parts.concat() };
        if self.floor > 1 { format!("{said}, never fewer than {}", self.floor) } else { said }
    }
}

impl Part {
    fn in_words(&self, base: &str) -> String {
        match self {
            Part::Fixed(number) => number.to_string(),
            Part::Permille(permille) => format!("{}% of {base}", decimal(u64::from(*permille) * 100)),
            Part::Share(share) => format!("{} of {base}", share.in_words()),
            Part::Sliding(Sliding { upto, need, per, more }) => {
                format!("{need} for the first {upto} {base} and {more} for every further {per} or part of {per}")
            }
        }
    }

    /// The people this part asks for.
    fn number(&self, entitled: u32, round: Round) -> u32 {
        match self {
            Part::Fixed(number) => *number,
            Part::Permille(permille) => whole(u64::from(entitled) * u64::from(*permille), round),
            Part::Share(share) if round == Round::Up => share.at_least(entitled),
            Part::Share(share) => share.more_than(entitled).saturating_sub(1),
            Part::Sliding(sliding) => sliding.number(entitled),
        }
    }

    /// How it was reached; a fixed number needs no words.
    fn words(&self, entitled: u32, rule: &Headcount) -> Option<String> {
        let number = self.number(entitled, rule.round);
        let entitled_people = counted_people(entitled, &rule.base);
        match self {
            Part::Fixed(_) => None,
            Part::Permille(permille) => {
                let thousandths = u64::from(entitled) * u64::from(*permille);
                let percent = decimal(u64::from(*permille) * 100);
                let rounded = rounding(thousandths.is_multiple_of(1000), rule.round, number);
                Some(format!("{percent}% of {entitled_people} is {}{rounded}", decimal(thousandths)))
            }
            Part::Share(share) => Some(format!("{} of {entitled_people}, in whole people, is {number}", share.in_words())),
            Part::Sliding(Sliding { upto, need, per, more }) => Some(format!(
                "{need} for the first {upto} members and {more} for every further {per} or part of {per} make {number} for {entitled_people}"
            )),
        }
    }
}

impl Sliding {
    fn number(&self, entitled: u32) -> u32 {
        let steps = entitled.saturating_sub(self.upto).div_ceil(self.per.max(1));
        self.need.saturating_add(steps.saturating_mul(self.more))
    }
}

/// Thousandths of people as whole people.
fn whole(thousandths: u64, round: Round) -> u32 {
    let people = match round {
        Round::Up => thousandths.div_ceil(1000),
        Round::Down => thousandths / 1000,
    };
    u32::try_from(people).unwrap_or(u32::MAX)
}

fn rounding(exact: bool, round: Round, number: u32) -> String {
    match (exact, round) {
        (true, _) => String::new(),
        (false, Round::Up) => format!(", rounded up to {number}"),
        (false, Round::Down) => format!(", rounded down to {number}"),
    }
}

/// "486 entitled members", "1 entitled member".
fn counted_people(number: u32, base: &str) -> String {
    let base = if number == 1 { base.strip_suffix('s').unwrap_or(base) } else { base };
    format!("{number} entitled {base}")
}
