//! The kinds of meeting a rulebook knows, and the ways in which a notice reaches a member.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What sort of meeting is called. A rulebook gives rules for `general`; another kind has its own or follows those.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MeetingKind {
    /// An ordinary meeting that every member may attend.
    General,
    /// The annual general meeting.
    Annual,
    /// A meeting called for one stated purpose, often on the request of members.
    Special,
    /// The executive committee.
    Executive,
    /// A meeting in which delegates of wards and affiliates vote.
    Delegate,
    /// A meeting of one ward, forum or other unit within the branch.
    Unit,
}

impl MeetingKind {
    pub const ALL: [MeetingKind; 6] = [Self::General, Self::Annual, Self::Special, Self::Executive, Self::Delegate, Self::Unit];

    /// The word used in rulebook files and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::General => "general",
            Self::Annual => "annual",
            Self::Special => "special",
            Self::Executive => "executive",
            Self::Delegate => "delegate",
            Self::Unit => "unit",
        }
    }

    /// How a person says it, such as "annual general meeting".
    pub fn in_words(self) -> &'static str {
        match self {
            Self::General => "general meeting",
            Self::Annual => "annual general meeting",
            Self::Special => "special meeting",
            Self::Executive => "executive meeting",
            Self::Delegate => "delegate meeting",
            Self::Unit => "unit meeting",
        }
    }
}

impl fmt::Display for MeetingKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for MeetingKind {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<MeetingKind, UnknownWord> {
        let known = Self::ALL.into_iter().find(|kind| kind.as_str() == text);
        known.ok_or_else(|| UnknownWord { word: text.to_owned(), of: "kind of meeting" })
    }
}

/// How a notice is served on a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    Email,
    Post,
    Hand,
}

impl Channel {
    pub const ALL: [Channel; 3] = [Self::Email, Self::Post, Self::Hand];

    /// The word used in rulebook files and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Post => "post",
            Self::Hand => "hand",
        }
    }

    /// "by e-mail", "by post", "by hand".
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Email => "by e-mail",
            Self::Post => "by post",
            Self::Hand => "by hand",
        }
    }
}

impl fmt::Display for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Channel {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Channel, UnknownWord> {
        let known = Self::ALL.into_iter().find(|channel| channel.as_str() == text);
        known.ok_or_else(|| UnknownWord { word: text.to_owned(), of: "way of serving a notice" })
    }
}

/// A word in a file or a database column that names no kind or channel known here.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("“{word}” is not a {of} that the rulebook knows. Correct the word.")]
pub struct UnknownWord {
    pub word: String,
    pub of: &'static str,
}

/// Rules by kind of meeting: those of a general meeting hold wherever a kind has none of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(into = "BTreeMap<MeetingKind, R>")]
pub struct ByKind<R: Clone + Serialize> {
    general: R,
    own: BTreeMap<MeetingKind, R>,
}

impl<R: Clone + Serialize> ByKind<R> {
    /// Nothing where the rules of a general meeting are missing.
    pub(super) fn new(mut rules: BTreeMap<MeetingKind, R>) -> Option<ByKind<R>> {
        let general = rules.remove(&MeetingKind::General)?;
        Some(ByKind { general, own: rules })
    }

    /// The rule for this kind of meeting.
    pub fn of(&self, kind: MeetingKind) -> &R {
        self.own.get(&kind).unwrap_or(&self.general)
    }

    /// Each kind that has a rule of its own, a general meeting first.
    pub fn each(&self) -> impl Iterator<Item = (MeetingKind, &R)> {
        std::iter::once((MeetingKind::General, &self.general)).chain(self.own.iter().map(|(kind, rule)| (*kind, rule)))
    }

    /// Says that the general rule stands in, where it does.
    pub(super) fn borrowed(&self, kind: MeetingKind, rule_about: &str) -> Option<String> {
        if kind == MeetingKind::General || self.own.contains_key(&kind) {
            return None;
        }
        Some(format!(
            "The rulebook has no {rule_about} of its own for this kind of meeting, so that of a general meeting holds."
        ))
    }
}

impl<R: Clone + Serialize> From<ByKind<R>> for BTreeMap<MeetingKind, R> {
    fn from(rules: ByKind<R>) -> BTreeMap<MeetingKind, R> {
        let mut all = rules.own;
        all.insert(MeetingKind::General, rules.general);
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_read_back_as_it_was_written() {
        for kind in MeetingKind::ALL {
            assert_eq!(kind.as_str().parse(), Ok(kind));
            assert_eq!(serde_json::to_string(&kind).unwrap(), format!("\"{kind}\""));
        }
        for channel in Channel::ALL {
            assert_eq!(channel.as_str().parse(), Ok(channel));
        }
    }

    #[test]
    fn an_unknown_word_is_refused_by_name() {
        let refused = "anual".parse::<MeetingKind>().unwrap_err();
        assert!(refused.to_string().contains("“anual” is not a kind of meeting"));
    }
}
