//! Shares such as "2/3", kept as whole numbers so that no vote is ever rounded by a machine's decimals.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _};
use serde::{Serialize, Serializer};

/// A share of at most the whole, such as two thirds. The lower number is never nought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fraction {
    upper: u32,
    lower: u32,
}

impl Fraction {
    pub const HALF: Fraction = Fraction { upper: 1, lower: 2 };

    /// Nothing where the share is nought, more than the whole, or not a share at all.
    pub fn new(upper: u32, lower: u32) -> Option<Fraction> {
        (upper > 0 && upper <= lower).then_some(Fraction { upper, lower })
    }

    /// Reads "2/3".
    pub fn parse(text: &str) -> Option<Fraction> {
        let (upper, lower) = text.split_once('/')?;
        Fraction::new(upper.trim().parse().ok()?, lower.trim().parse().ok()?)
    }

    /// The fewest of `whole` that are at least this share.
    pub fn at_least(self, whole: u32) -> u32 {
        let exact = u64::from(whole) * u64::from(self.upper);
        narrow(exact.div_ceil(u64::from(self.lower)))
    }

    /// The fewest of `whole` that are more than this share. Of the whole itself there can be no more, so one above.
    pub fn more_than(self, whole: u32) -> u32 {
        let exact = u64::from(whole) * u64::from(self.upper);
        narrow(exact / u64::from(self.lower) + 1)
    }

    /// The upper and the lower number.
    pub fn parts(self) -> (u32, u32) {
        (self.upper, self.lower)
    }

    /// "two thirds", "half"; an unusual share is written "3/5".
    pub fn in_words(self) -> String {
        match (self.upper, self.lower) {
            (1, 2) => "half".to_owned(),
            (1, 3) => "one third".to_owned(),
            (2, 3) => "two thirds".to_owned(),
            (1, 4) => "one quarter".to_owned(),
            (3, 4) => "three quarters".to_owned(),
            _ => self.to_string(),
        }
    }
}

/// A count that came from counts of people, back to their size.
fn narrow(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

impl fmt::Display for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.upper, self.lower)
    }
}

impl Serialize for Fraction {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Fraction {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Fraction, D::Error> {
        let text = String::deserialize(from)?;
        Fraction::parse(&text).ok_or_else(|| D::Error::custom(format!("“{text}” is not a share; write it as \"2/3\"")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_third_of_ten_is_four_and_of_nine_three() {
        let third = Fraction::parse("1/3").unwrap();
        assert_eq!((third.at_least(9), third.at_least(10)), (3, 4));
    }

    #[test]
    fn more_than_half_of_ten_is_six_and_of_nine_five() {
        assert_eq!((Fraction::HALF.more_than(10), Fraction::HALF.more_than(9)), (6, 5));
    }

    #[test]
    fn a_share_above_the_whole_or_by_nought_is_refused() {
        for text in ["3/2", "1/0", "0/3", "half", "-1/3", ""] {
            assert_eq!(Fraction::parse(text), None, "{text}");
        }
    }
}
