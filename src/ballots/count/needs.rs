//! What a question needs to be carried: how large a share, and of whom.

use std::fmt;
use std::str::FromStr;

use crate::rulebook::Fraction;

/// What a question needs; more for than against where nothing is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    pub share: Share,
    pub of: Of,
}

/// How large a share has to be for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Share {
    #[default]
    MoreThanHalf,
    AtLeast(Fraction),
}

/// Of whom the share is taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Of {
    /// Those for and those against.
    #[default]
    Voting,
    /// Every valid paper, abstentions among them.
    Papers,
    /// Everybody on the roll who had a vote, so many where that is known; never fewer than the valid papers.
    Entitled(Option<u64>),
}

impl Needs {
    /// The fewest votes for it of `whole` that are enough. Of nobody there is no share, so one vote is needed at least.
    pub(super) fn fewest(self, whole: u128) -> u128 {
        match self.share {
            Share::MoreThanHalf => whole / 2 + 1,
            Share::AtLeast(share) => {
                let (upper, lower) = share.parts();
                (whole * u128::from(upper)).div_ceil(u128::from(lower)).max(1)
            }
        }
    }

    /// "More than half of the papers for or against": a sentence begins so.
    pub fn in_words(self) -> String {
        let share = match self.share {
            Share::MoreThanHalf => "More than half".to_owned(),
            Share::AtLeast(share) => format!("At least {}", share.in_words()),
        };
        format!("{share} of {}", self.of.in_words())
    }

    /// The same once the roll is frozen, and it is known how many have a vote.
    #[must_use]
    pub fn among(self, entitled: u64) -> Self {
        match self.of {
            Of::Entitled(_) => Self { of: Of::Entitled(Some(entitled)), ..self },
            _ => self,
        }
    }
}

impl Of {
    fn in_words(self) -> &'static str {
        match self {
            Self::Voting => "the votes for or against",
            Self::Papers => "the valid papers, abstentions among them,",
            Self::Entitled(_) => "those entitled to vote",
        }
    }
}

/// "2/3", "more-than-1/2", and of whom: "2/3 voting", "2/3 papers", "more-than-1/2 entitled=214".
impl fmt::Display for Needs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.share {
            Share::MoreThanHalf => f.write_str(MORE_THAN_HALF)?,
            Share::AtLeast(share) => write!(f, "{share}")?,
        }
        match self.of {
            Of::Voting => f.write_str(" voting"),
            Of::Papers => f.write_str(" papers"),
            Of::Entitled(None) => f.write_str(" entitled"),
            Of::Entitled(Some(number)) => write!(f, " entitled={number}"),
        }
    }
}

const MORE_THAN_HALF: &str = "more-than-1/2";

/// The words mean nothing that a question could need.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "\"{0}\" is nothing that a question could need; write \"more-than-1/2\" or a share such as \"2/3\", then \"voting\", \"papers\" or \"entitled=\" and how many have a vote"
)]
pub struct NoNeed(String);

impl FromStr for Needs {
    type Err = NoNeed;

    fn from_str(text: &str) -> Result<Self, NoNeed> {
        let (share, of) = text.trim().split_once(' ').unwrap_or((text.trim(), "voting"));
        let share = match share {
            MORE_THAN_HALF => Some(Share::MoreThanHalf),
            share => Fraction::parse(share).map(Share::AtLeast),
        };
        let of = match (of.trim(), of.trim().split_once('=')) {
            ("voting", _) => Some(Of::Voting),
            ("papers", _) => Some(Of::Papers),
            ("entitled", _) => Some(Of::Entitled(None)),
            (_, Some(("entitled", number))) => number.parse().ok().map(|number| Of::Entitled(Some(number))),
            _ => None,
        };
        share.zip(of).map(|(share, of)| Self { share, of }).ok_or_else(|| NoNeed(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_needed_reads_back_as_it_is_written() {
        for text in ["more-than-1/2 voting", "2/3 papers", "3/5 entitled", "more-than-1/2 entitled=214"] {
            assert_eq!(text.parse::<Needs>().map(|needs| needs.to_string()), Ok(text.to_owned()));
        }
        assert_eq!("2/3".parse::<Needs>().map(|needs| needs.of), Ok(Of::Voting));
        for text in ["", "most", "3/2", "2/3 of all", "2/3 entitled=many"] {
            assert_eq!(text.parse::<Needs>(), Err(NoNeed(text.to_owned())));
        }
    }

    #[test]
    fn a_share_is_taken_exactly() {
        let fewest = |text: &str, whole| text.parse::<Needs>().expect("a need").fewest(whole);
        assert_eq!([fewest("more-than-1/2", 10), fewest("more-than-1/2", 11)], [6, 6]);
        assert_eq!([fewest("2/3", 210), fewest("2/3", 211), fewest("2/3", 0)], [140, 141, 1]);
    }
}
