//! The ways of counting that Wardmote knows, and the one door to all of them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{Contest, Election, Lots, Sheet, Stop, Terms, av, ers97, meek, plurality, scottish, wigm, yes_no};

/// A set of counting rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// The most first preferences win; for several places the highest so many.
    Fptp,
    /// As many votes a paper as there are places, each counting the same.
    Block,
    /// Any number of votes a paper, each counting the same.
    Approval,
    /// The alternative vote, also called eliminating ballot: one place, the lowest goes out until
    /// somebody has more than half of the papers still in play.
    Av,
    /// The single transferable vote by the Scottish rules (SSI 2007/42).
    StvScottish,
    /// The single transferable vote by the rules of the Electoral Reform Society, 1997.
    StvErs97,
    /// Meek's method by the reference rule of the Proportional Representation Foundation.
    StvMeek,
    /// Meek's method as New Zealand's councils are elected (Local Electoral Regulations 2001).
    StvMeekNz,
    /// The weighted inclusive Gregory method by the same foundation's reference rule.
    StvWigm,
    /// For or against a question, with the share that it needs.
    YesNo,
}

impl Method {
    /// Every method that fills places, in the order in which they are offered.
    pub const ALL: [Method; 9] = [
        Method::Fptp,
        Method::Block,
        Method::Approval,
        Method::Av,
        Method::StvScottish,
        Method::StvErs97,
        Method::StvMeek,
        Method::StvMeekNz,
        Method::StvWigm,
    ];

    /// Every method, also the one that fills no place.
    fn each() -> impl Iterator<Item = Method> {
        Method::ALL.into_iter().chain([Method::YesNo])
    }

    /// The word for it in commands and files.
    pub fn as_str(self) -> &'static str {
        match self {
            Method::Fptp => "fptp",
            Method::Block => "block",
            Method::Approval => "approval",
            Method::Av => "av",
            Method::StvScottish => "stv-scottish",
            Method::StvErs97 => "stv-ers97",
            Method::StvMeek => "stv-meek",
            Method::StvMeekNz => "stv-meek-nz",
            Method::StvWigm => "stv-wigm",
            Method::YesNo => "yes-no",
        }
    }

    /// The name for it on a page or a sheet.
    pub fn title(self) -> &'static str {
        match self {
            Method::Fptp => "First past the post",
            Method::Block => "Block vote",
            Method::Approval => "Approval vote",
            Method::Av => "Alternative vote (eliminating ballot)",
            Method::StvScottish => "Single transferable vote, Scottish rules (SSI 2007/42)",
            Method::StvErs97 => "Single transferable vote, ERS97 rules",
            Method::StvMeek => "Single transferable vote, Meek's method",
            Method::StvMeekNz => "Single transferable vote, Meek's method as in New Zealand",
            Method::StvWigm => "Single transferable vote, weighted inclusive Gregory method",
            Method::YesNo => "For or against",
        }
    }
}

impl Method {
    /// What its rules are called where they say how a tie is decided.
    pub(super) const fn rule_on_ties(self) -> &'static str {
        match self {
            Method::StvScottish => "SSI 2007/42, rules 49 and 51",
            Method::StvErs97 => "ERS97, paragraph 5.6",
            Method::StvMeekNz => "Local Electoral Regulations 2001, schedule 1A",
            _ => "the rules of the method",
        }
    }
}

/// Counts the papers of an election for `seats` places. The alternative vote fills one place
/// whatever `seats` says. With no valid vote nobody is elected.
///
/// # Errors
/// [`Stop::LotsNeeded`] where only a lot can decide and `lots` does not say how it fell.
pub fn count(election: &Election, method: Method, seats: u32, lots: &Lots) -> Result<Sheet, Stop> {
    count_under(&Terms::default(), election, method, seats, lots)
}

/// The same where the contest has terms of its own.
///
/// # Errors
/// As [`count`], and [`Stop::Unmeetable`] where no election could meet the terms.
pub fn count_under(terms: &Terms, election: &Election, method: Method, seats: u32, lots: &Lots) -> Result<Sheet, Stop> {
    if election.papers.total() > MOST_PAPERS {
        return Err(Stop::TooManyPapers);
    }
    let seats = if matches!(method, Method::Av | Method::YesNo) { 1 } else { seats };
    let contest = Contest { election, method, seats, lots, terms };
    match method {
        Method::Fptp => plurality::first_past_the_post(contest),
        Method::Block => plurality::block(contest),
        Method::Approval => plurality::approval(contest),
        Method::Av => av::count(contest),
        Method::StvScottish => scottish::count(contest),
        Method::StvErs97 => ers97::count(contest),
        Method::StvMeek => meek::reference(contest),
        Method::StvMeekNz => meek::new_zealand(contest),
        Method::StvWigm => wigm::count(contest),
        Method::YesNo => yes_no::count(contest),
    }
}

/// With nine decimals a product of two such numbers still fits into 128 bits.
const MOST_PAPERS: u128 = 100_000_000_000_000_000_000;

/// Somebody asked for a method that does not exist.
#[derive(Debug, thiserror::Error)]
#[error("\"{asked}\" is not a method of counting known here; these are: {}", known())]
pub struct UnknownMethod {
    asked: String,
}

fn known() -> String {
    Method::each().map(Method::as_str).collect::<Vec<_>>().join(", ")
}

impl FromStr for Method {
    type Err = UnknownMethod;

    fn from_str(text: &str) -> Result<Method, UnknownMethod> {
        let found = Method::each().find(|method| method.as_str() == text);
        found.ok_or_else(|| UnknownMethod { asked: text.to_owned() })
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Method {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Method {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Method, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_method_is_found_by_its_own_word() {
        for method in Method::each() {
            assert_eq!(method.as_str().parse::<Method>().ok(), Some(method));
        }
    }

    #[test]
    fn an_unknown_method_is_answered_with_the_known_ones() {
        let Err(refusal) = "condorcet".parse::<Method>() else { panic!("accepted") };
        assert!(refusal.to_string().contains("fptp, block, approval, av"));
    }
}
