//! A number of votes with the decimals that a rule fixes: exact, and printed as the rule prints it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// So many votes, held as a whole number of the smallest part that the rule knows.
///
/// `Votes { units: 4_250, places: 2 }` is 42.50 votes. In JSON it is the string `"42.50"`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Votes {
    pub units: u128,
    /// Decimals kept by the rule: 0 for whole papers, 2 for ERS97, 5 for the Scottish rules.
    pub places: u32,
}

impl Votes {
    /// Whole papers.
    pub fn whole(papers: u128) -> Votes {
        Votes { units: papers, places: 0 }
    }

    /// For sentences: without the noughts at the end, so that 31.00000 reads "31".
    pub fn in_words(self) -> String {
        let text = self.to_string();
        match text.contains('.') {
            true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
            false => text,
        }
    }

    /// Whether these are no more votes than those, whatever the decimals of either.
    pub fn at_most(self, votes: Votes) -> bool {
        self.aligned(votes.places) <= votes.aligned(self.places)
    }

    /// Rounded down to a whole number of `parts`, for a length in a drawing: `out_of` fills it.
    pub fn share_of(self, out_of: Votes, parts: u32) -> u32 {
        let (part, whole) = (self.aligned(out_of.places), out_of.aligned(self.places));
        let share = part.saturating_mul(parts.into()).checked_div(whole).unwrap_or(0);
        u32::try_from(share).unwrap_or(parts)
    }

    fn aligned(self, places: u32) -> u128 {
        self.units.saturating_mul(10u128.saturating_pow(places.saturating_sub(self.places)))
    }
}

impl fmt::Display for Votes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let one = 10u128.pow(self.places);
        let text = match self.places {
            0 => self.units.to_string(),
            places => {
                format!("{}.{:0width$}", self.units / one, self.units % one, width = places as usize)
            }
        };
        f.pad(&text)
    }
}

impl Serialize for Votes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The text is not a number of votes such as `42` or `42.50`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not a number of votes such as 42 or 42.50")]
pub struct NotVotes(String);

impl FromStr for Votes {
    type Err = NotVotes;

    fn from_str(text: &str) -> Result<Votes, NotVotes> {
        let refusal = || NotVotes(text.to_owned());
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let digits = format!("{whole}{part}");
        // More decimals than any rule knows would not fit into the figures of a count.
        if part.len() > 18 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(refusal());
        }
        let units = digits.parse().map_err(|_| refusal())?;
        Ok(Votes { units, places: u32::try_from(part.len()).map_err(|_| refusal())? })
    }
}

impl<'de> Deserialize<'de> for Votes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Votes, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn votes_are_printed_with_the_decimals_of_the_rule() {
        assert_eq!(Votes { units: 31_000_000, places: 5 }.to_string(), "310.00000");
        assert_eq!(Votes { units: 7, places: 2 }.to_string(), "0.07");
        assert_eq!(Votes::whole(31).to_string(), "31");
    }

    #[test]
    fn sentences_leave_out_the_noughts_at_the_end() {
        assert_eq!(Votes { units: 31_000_000, places: 5 }.in_words(), "310");
        assert_eq!(Votes { units: 1_250, places: 2 }.in_words(), "12.5");
        assert_eq!(Votes::whole(120).in_words(), "120");
    }

    #[test]
    fn votes_read_back_as_they_were_printed() {
        for text in ["310.00000", "0.07", "31"] {
            assert_eq!(text.parse::<Votes>().map(|votes| votes.to_string()), Ok(text.to_owned()));
        }
        assert!("3.1.2".parse::<Votes>().is_err());
        assert!("-3".parse::<Votes>().is_err());
    }

    #[test]
    fn votes_of_different_decimals_can_be_compared() {
        let half = Votes { units: 50, places: 2 }.share_of(Votes::whole(1), 1000);
        assert_eq!(half, 500);
        assert!(Votes::whole(43).at_most(Votes { units: 4300, places: 2 }));
        assert!(!Votes::whole(43).at_most(Votes { units: 4299, places: 2 }));
        assert_eq!(Votes::whole(3).share_of(Votes::whole(0), 1000), 0);
    }
}
