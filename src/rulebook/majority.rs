//! Majorities: when a motion is carried, what abstentions do, and what the chair may do when votes are equal.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde::de::{Deserializer, Error as _};
use serde::Serializer;

use super::fraction::Fraction;
use super::{Answer, Rulebook};

/// How a meeting votes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Voting {
    pub src: String,
    /// How a vote is taken where nobody asks for anything else, such as "show-of-hands".
    pub default: String,
    /// So many members present may ask for a secret ballot.
    pub secret_on_request_of: Option<u32>,
    pub abstentions: Abstentions,
    pub chair_casting: ChairCasting,
    /// Matters that need another majority than a motion does, by name.
    pub thresholds: BTreeMap<String, Threshold>,
}

impl Default for Voting {
    fn default() -> Voting {
        Voting {
            src: String::new(),
            default: "show-of-hands".to_owned(),
            secret_on_request_of: None,
            abstentions: Abstentions::NotCounted,
            chair_casting: ChairCasting::None,
            thresholds: BTreeMap::new(),
        }
    }
}

/// The majority that one matter needs.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Threshold {
    pub src: String,
    pub majority: Majority,
    /// Of whom the share is taken; those voting unless said otherwise, and those entitled for an absolute majority.
    pub of: Option<Base>,
    /// So many members must support it before it is put.
    pub supporters: Option<u32>,
    /// "none" where it is put without discussion.
    pub debate: Option<String>,
    /// Who alone may move it, such as "chair".
    pub moved_by: Option<String>,
    /// The only meeting that may decide it, such as "annual".
    pub at: Option<super::MeetingKind>,
}

/// How large a majority must be. Written "simple", "absolute" or as a share such as "2/3".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Majority {
    /// More for than against.
    #[default]
    Simple,
    /// More than half, abstainers and the absent included as the base says.
    Absolute,
    /// At least this share.
    AtLeast(Fraction),
}

/// Of whom a majority is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Base {
    Voting,
    Present,
    Entitled,
}

/// Whether somebody who abstains counts among those voting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Abstentions {
    NotCounted,
    Counted,
}

/// What the chair may do when votes are equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChairCasting {
    /// No casting vote: equal votes lose.
    None,
    /// The chair votes only then.
    OnlyVote,
    /// The chair has already voted as a member and votes again.
    SecondVote,
}

/// A side of a vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    For,
    Against,
}

/// The votes as told. `chair_casts` is the chair's casting vote, once given; the ordinary votes do not contain it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tally {
    #[serde(rename = "for")]
    pub for_: u32,
    pub against: u32,
    pub abstain: u32,
    /// Those present and entitled to vote.
    pub present: u32,
    /// Those entitled to vote, whether they came or not.
    pub entitled: u32,
    pub chair_casts: Option<Side>,
}

/// What a vote decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    Carried,
    Lost,
    /// The votes are equal and the chair may decide.
    Tied,
}

impl Tally {
    /// One vote taken at several sittings of the same meeting. `present` counts each person once, so it is handed in.
    pub fn together(sittings: &[Tally], present: u32, entitled: u32) -> Tally {
        let sum = |pick: fn(&Tally) -> u32| sittings.iter().map(pick).fold(0, u32::saturating_add);
        Tally {
            for_: sum(|tally| tally.for_),
            against: sum(|tally| tally.against),
            abstain: sum(|tally| tally.abstain),
            present,
            entitled,
            chair_casts: None,
        }
    }

    fn cast(&self) -> u32 {
        self.for_.saturating_add(self.against).saturating_add(self.abstain)
    }
}

impl Rulebook {
    /// The majority that the rulebook names for this matter, if it names one.
    pub fn threshold(&self, matter: &str) -> Option<&Threshold> {
        self.voting.thresholds.get(matter)
    }

    /// Whether the vote is carried. A matter without a majority of its own needs a simple one.
    pub fn majority(&self, matter: &str, tally: &Tally) -> Answer<Outcome> {
        let ordinary = Threshold { src: self.voting.src.clone(), ..Threshold::default() };
        let rule = self.threshold(matter).unwrap_or(&ordinary);
        let base = self.base(rule, tally);
        let met = rule.majority.is_met(tally.for_, base);
        let equal = rule.majority == Majority::Simple && tally.for_ > 0 && tally.for_.saturating_mul(2) == base;
        let mut working = self.warnings(rule, tally);
        let told = self.told(rule, tally, base);
        if equal {
            working.push(format!("{told}: the votes are equal."));
            let (outcome, says) = self.casting(tally.chair_casts);
            working.push(says.to_owned());
            return Answer::new(outcome, working, &rule.src);
        }
        let outcome = if met { Outcome::Carried } else { Outcome::Lost };
        working.push(format!("{told}: {}.", if met { "carried" } else { "lost" }));
        Answer::new(outcome, working, &rule.src)
    }

    /// The number of people a majority is taken of.
    fn base(&self, rule: &Threshold, tally: &Tally) -> u32 {
        match rule.base() {
            Base::Voting if self.voting.abstentions == Abstentions::Counted => tally.cast(),
            Base::Voting => tally.for_.saturating_add(tally.against),
            Base::Present => tally.present.max(tally.cast()),
            Base::Entitled => tally.entitled.max(tally.cast()),
        }
    }

    fn casting(&self, chair_casts: Option<Side>) -> (Outcome, &'static str) {
        match (self.voting.chair_casting, chair_casts) {
            (ChairCasting::None, _) => (Outcome::Lost, "The rules give the chair no casting vote, so it is lost."),
            (_, Some(Side::For)) => (Outcome::Carried, "The chair's casting vote is for: carried."),
            (_, Some(Side::Against)) => (Outcome::Lost, "The chair's casting vote is against: lost."),
            (ChairCasting::OnlyVote, None) => (Outcome::Tied, "The chair, who has not voted, may give a casting vote."),
            (ChairCasting::SecondVote, None) => (Outcome::Tied, "The chair may give a casting vote, besides the ordinary one."),
        }
    }

    /// "12 for, 5 against; more for than against is needed, abstentions (3) are not counted".
    fn told(&self, rule: &Threshold, tally: &Tally, base: u32) -> String {
        let Tally { for_, against, abstain, .. } = tally;
        let counted = self.voting.abstentions == Abstentions::Counted;
        let needed = match rule.majority {
            Majority::Simple if counted => format!("more than half of the {base} voting is needed"),
            Majority::Simple => "more for than against is needed".to_owned(),
            Majority::Absolute => {
                let need = Fraction::HALF.more_than(base);
                format!("more than half of the {base} {} is needed, which is {need}", rule.base().in_words())
            }
            Majority::AtLeast(share) => {
                let (words, need) = (share.in_words(), share.at_least(base));
                format!("at least {words} of the {base} {} is needed, which is {need}", rule.base().in_words())
            }
        };
        let abstained = match (*abstain, rule.base()) {
            (0, _) => String::new(),
            (_, Base::Voting) if !counted => format!(", abstentions ({abstain}) are not counted"),
            _ => format!(", abstentions ({abstain}) are counted among them"),
        };
        format!("{for_} for, {against} against; {needed}{abstained}")
    }

    fn warnings(&self, rule: &Threshold, tally: &Tally) -> Vec<String> {
        let (recorded, whom) = match rule.base() {
            Base::Voting => return Vec::new(),
            Base::Present => (tally.present, "recorded as present"),
            Base::Entitled => (tally.entitled, "entitled"),
        };
        let cast = tally.cast();
        if cast <= recorded { return Vec::new() }
        vec![format!("{cast} votes were told but only {recorded} people are {whom}; the votes are taken as the number.")]
    }
}

impl Threshold {
    /// Of whom the majority is taken.
    pub fn base(&self) -> Base {
        let usual = if self.majority == Majority::Absolute { Base::Entitled } else { Base::Voting };
        self.of.unwrap_or(usual)
    }
}

impl Base {
    fn in_words(self) -> &'static str {
        match self {
            Base::Voting => "voting",
            Base::Present => "present",
            Base::Entitled => "entitled",
        }
    }
}

impl Majority {
    fn is_met(self, for_: u32, base: u32) -> bool {
        let need = match self {
            Majority::Simple | Majority::Absolute => Fraction::HALF.more_than(base),
            Majority::AtLeast(share) => share.at_least(base),
        };
        // A majority of nobody is no majority.
        for_ > 0 && for_ >= need
    }

    fn parse(text: &str) -> Option<Majority> {
        match text {
            "simple" => Some(Majority::Simple),
            "absolute" => Some(Majority::Absolute),
            share => Fraction::parse(share).map(Majority::AtLeast),
        }
    }
}

impl std::fmt::Display for Majority {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Majority::Simple => f.write_str("simple"),
            Majority::Absolute => f.write_str("absolute"),
            Majority::AtLeast(share) => write!(f, "{share}"),
        }
    }
}

impl Serialize for Majority {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Majority {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Majority, D::Error> {
        let text = String::deserialize(from)?;
        let fault = || D::Error::custom(format!("“{text}” is not a majority; write \"simple\", \"absolute\" or a share such as \"2/3\""));
        Majority::parse(&text).ok_or_else(fault)
    }
}
