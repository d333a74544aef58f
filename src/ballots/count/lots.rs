//! Lots: who is taken where the rules leave the choice to chance.
//!
//! The count never draws a lot itself. It is told beforehand how lots fell, or it stops and asks.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// How ties that only a lot can decide are settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lots {
    /// Stop the count and name the candidates between whom a lot is needed.
    Stop,
    /// Take the lowest candidate number: excluded, transferred first, or elected. Not a fair lot;
    /// it makes counts by different programs comparable. A file may lay down another order
    /// (`[tie 3 1 2]`), of which the first is then taken.
    ByNumber,
    /// The order in which names were drawn. The first wins: of candidates tied for a place the one
    /// drawn earliest is elected, of tied surpluses the one drawn earliest is transferred first, and
    /// of candidates tied for exclusion the one drawn latest goes.
    Drawn(Vec<u32>),
    /// Words drawn after the close, such as the numbers of a public lottery. They give everybody a
    /// place in an order that anyone can work out: by the SHA-256 of "words/number".
    Seed(String),
}

/// What a lot is needed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Purpose {
    /// Who of those with fewest votes is excluded.
    Exclusion,
    /// Whose surplus, of equal ones, is transferred first.
    Surplus,
    /// Who of those with equal votes takes the last place.
    Place,
}

impl Lots {
    /// How lots fell, as a sentence beside the result; nothing where none were drawn.
    pub fn in_words(&self) -> String {
        match self {
            Lots::Stop => String::new(),
            Lots::ByNumber => "Where only a lot could decide, the lowest number on the paper was taken.".to_owned(),
            Lots::Drawn(order) => {
                let order: Vec<String> = order.iter().map(u32::to_string).collect();
                format!("Where only a lot could decide: the order {}, by number on the paper.", order.join(", "))
            }
            Lots::Seed(words) => format!("Where only a lot could decide: the words “{words}”, drawn after the close."),
        }
    }

    /// The candidate taken, or nothing where a lot has still to be drawn. A drawn order decides
    /// only if it names every one of the tied candidates.
    pub(super) fn take(&self, between: &[u32], purpose: Purpose, laid_down: &[u32]) -> Option<u32> {
        match self {
            Lots::Stop => None,
            Lots::ByNumber => {
                let first = laid_down.iter().find(|candidate| between.contains(candidate));
                first.or(between.iter().min()).copied()
            }
            Lots::Seed(words) => {
                let mut order = between.to_vec();
                order.sort_by_cached_key(|number| Sha256::digest(format!("{words}/{number}")).to_vec());
                Lots::Drawn(order).take(between, purpose, laid_down)
            }
            Lots::Drawn(order) => {
                let places: Option<Vec<usize>> =
                    between.iter().map(|candidate| order.iter().position(|drawn| drawn == candidate)).collect();
                let places = places?;
                let place = match purpose {
                    Purpose::Exclusion => places.into_iter().max(),
                    Purpose::Surplus | Purpose::Place => places.into_iter().min(),
                };
                order.get(place?).copied()
            }
        }
    }
}

/// As `--lots` takes it.
impl fmt::Display for Lots {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Lots::Stop => Ok(()),
            Lots::ByNumber => f.write_str("by-number"),
            Lots::Drawn(order) => f.write_str(&order.iter().map(u32::to_string).collect::<Vec<_>>().join(",")),
            Lots::Seed(words) => write!(f, "seed:{words}"),
        }
    }
}

/// The words after `--lots` are none that it takes.
#[derive(Debug, thiserror::Error)]
#[error(
    "--lots takes \"by-number\", the candidate numbers in the order drawn, such as 3,1,2, or \"seed:\" and words drawn after \
     the close; \"{0}\" is none of these"
)]
pub struct NotAnOrder(String);

impl FromStr for Lots {
    type Err = NotAnOrder;

    fn from_str(text: &str) -> Result<Lots, NotAnOrder> {
        if text == "by-number" {
            return Ok(Lots::ByNumber);
        }
        if let Some(words) = text.strip_prefix("seed:").map(str::trim).filter(|words| !words.is_empty()) {
            return Ok(Lots::Seed(words.to_owned()));
        }
        let order: Result<Vec<u32>, _> = text.split(',').map(|part| part.trim().parse()).collect();
        order.map(Lots::Drawn).map_err(|_| NotAnOrder(text.to_owned()))
    }
}

impl fmt::Display for Purpose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Purpose::Exclusion => "who is excluded",
            Purpose::Surplus => "whose surplus is transferred first",
            Purpose::Place => "who takes the last place",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_drawn_wins_a_place_and_is_spared_exclusion() {
        let lots = Lots::Drawn(vec![3, 1, 2]);

        assert_eq!(lots.take(&[1, 3], Purpose::Place, &[]), Some(3));
        assert_eq!(lots.take(&[1, 3], Purpose::Surplus, &[]), Some(3));
        assert_eq!(lots.take(&[1, 3], Purpose::Exclusion, &[]), Some(1));
    }

    #[test]
    fn a_drawn_order_that_leaves_out_a_tied_candidate_decides_nothing() {
        assert_eq!(Lots::Drawn(vec![3, 1]).take(&[1, 2], Purpose::Place, &[]), None);
    }

    #[test]
    fn by_number_the_lowest_is_taken_unless_the_file_says_otherwise() {
        assert_eq!(Lots::ByNumber.take(&[5, 2], Purpose::Exclusion, &[]), Some(2));
        assert_eq!(Lots::ByNumber.take(&[5, 2], Purpose::Exclusion, &[3, 5, 2]), Some(5));
        assert_eq!("by-number".parse::<Lots>().ok(), Some(Lots::ByNumber));
    }

    #[test]
    fn words_drawn_after_the_close_give_an_order_that_anyone_can_work_out() {
        // printf '4 8 15/1' | sha256sum begins with b5, '4 8 15/2' with f6, '4 8 15/3' with 94.
        let lots: Lots = "seed:4 8 15".parse().expect("words");
        let placed: Vec<Option<u32>> =
            [[1, 2], [2, 3], [1, 3]].iter().map(|tied| lots.take(tied, Purpose::Place, &[])).collect();
        assert_eq!(placed, [Some(1), Some(3), Some(3)]);
        assert_eq!(lots.take(&[1, 2], Purpose::Exclusion, &[]), Some(2));
        assert!("seed:".parse::<Lots>().is_err());
    }

    #[test]
    fn an_order_is_read_from_numbers_and_commas() {
        assert_eq!("3, 1,2".parse::<Lots>().ok(), Some(Lots::Drawn(vec![3, 1, 2])));
        assert!("3 then 1".parse::<Lots>().is_err());
    }
}
