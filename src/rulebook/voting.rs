//! How a meeting votes: what majority a matter needs, of whom it is taken, what abstentions do, and what the chair may
//! do when votes are equal.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserializer, Error as _};
use serde::{Deserialize, Serialize, Serializer};

use super::MeetingKind;
use super::fraction::Fraction;

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
    /// What a motion on this matter changes, after "It changes …": "the standing orders".
    pub about: Option<String>,
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
    pub at: Option<MeetingKind>,
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

impl Threshold {
    /// Of whom the majority is taken.
    pub fn base(&self) -> Base {
        let usual = if self.majority == Majority::Absolute { Base::Entitled } else { Base::Voting };
        self.of.unwrap_or(usual)
    }
}

impl Threshold {
    /// "at least two thirds of those present; 4 members must support it".
    pub(super) fn in_words(&self) -> String {
        let of = self.base().in_words();
        let mut said = vec![match self.majority {
            Majority::Simple => "more for than against".to_owned(),
            Majority::Absolute => format!("more than half of those {of}"),
            Majority::AtLeast(share) => format!("at least {} of those {of}", share.in_words()),
        }];
        said.extend(self.supporters.map(|number| format!("{number} members must support it")));
        said.extend(self.debate.as_ref().map(|debate| format!("debate: {debate}")));
        said.extend(self.moved_by.as_ref().map(|mover| format!("moved by the {mover} only")));
        said.extend(self.at.map(|kind| format!("only by the {}", kind.in_words())));
        said.join("; ")
    }
}

impl Abstentions {
    pub(super) fn in_words(self) -> &'static str {
        match self {
            Abstentions::NotCounted => "not counted",
            Abstentions::Counted => "counted as votes",
        }
    }
}

impl ChairCasting {
    pub(super) fn in_words(self) -> &'static str {
        match self {
            ChairCasting::None => "lost; the chair has no casting vote",
            ChairCasting::OnlyVote => "the chair, who does not vote otherwise, may cast a vote",
            ChairCasting::SecondVote => "the chair may cast a second vote",
        }
    }
}

impl Base {
    pub(super) fn in_words(self) -> &'static str {
        match self {
            Base::Voting => "voting",
            Base::Present => "present",
            Base::Entitled => "entitled",
        }
    }
}

impl Majority {
    /// Whether so many votes are enough, of so many people. A majority of nobody is no majority.
    pub(super) fn is_met(self, for_: u32, base: u32) -> bool {
        let need = match self {
            Majority::Simple | Majority::Absolute => Fraction::HALF.more_than(base),
            Majority::AtLeast(share) => share.at_least(base),
        };
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

impl fmt::Display for Majority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
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
        let fault = || {
            D::Error::custom(format!("“{text}” is not a majority; write \"simple\", \"absolute\" or a share such as \"2/3\""))
        };
        Majority::parse(&text).ok_or_else(fault)
    }
}
