//! How a paper is filled in, which follows from the method by which it is counted.

use super::{
    Ballot,
    choice::Choice,
    count::Method,
    crosses,
    marks::{Marks, Slip},
    ranking,
};
use crate::render::words::plural;

/// The sort of paper that a method counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Numbers in the order of preference.
    Ranked,
    /// One cross, for or against.
    Answer,
    /// Crosses that all count the same, and no more of them than this.
    Crosses { at_most: usize },
}

impl Shape {
    /// The paper of a ballot.
    pub fn of_ballot(ballot: &Ballot, choices: &[Choice]) -> Self {
        Self::of(ballot.method(), ballot.seats, choices.len())
    }

    /// The paper of a method, where `seats` places are to be filled from `choices` names.
    pub fn of(method: Method, seats: i32, choices: usize) -> Self {
        match method {
            Method::YesNo => Self::Answer,
            Method::Fptp => Self::Crosses { at_most: 1 },
            Method::Block => Self::Crosses { at_most: usize::try_from(seats).unwrap_or(1).min(choices) },
            Method::Approval => Self::Crosses { at_most: choices },
            Method::Av | Method::StvScottish | Method::StvErs97 | Method::StvMeek | Method::StvMeekNz | Method::StvWigm => {
                Self::Ranked
            }
        }
    }

    /// Reads what was typed or crossed beside each choice.
    ///
    /// # Errors
    /// Every slip of the pen.
    pub fn read(self, choices: &[Choice], typed: impl Fn(i32) -> String) -> Result<Marks, Vec<Slip>> {
        match self {
            Self::Ranked => ranking::read(choices, typed),
            Self::Answer => crosses::read(choices, 1, |number| !typed(number).trim().is_empty()),
            Self::Crosses { at_most } => crosses::read(choices, at_most, |number| !typed(number).trim().is_empty()),
        }
    }

    /// What a voter is told to do.
    pub fn instruction(self, choices: usize) -> String {
        match self {
            Self::Ranked => {
                "Write 1 beside the name you want most, 2 beside the next, and so on for as many as you like. A later \
                             number never harms an earlier one."
                    .to_owned()
            }
            Self::Answer => "Put one cross, beside your answer.".to_owned(),
            Self::Crosses { at_most: 1 } => "Put a cross beside the name you want.".to_owned(),
            Self::Crosses { at_most } if at_most >= choices => {
                "Put a cross beside every name you want. Each cross counts the same.".to_owned()
            }
            Self::Crosses { at_most } => {
                let names = plural(i128::try_from(at_most).unwrap_or(i128::MAX), "name", "names");
                format!("Put crosses beside at most {names}. Each cross counts the same.")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paper_says_how_many_crosses_may_stand() {
        let says = |method, seats| Shape::of(method, seats, 4).instruction(4);
        assert_eq!(says(Method::Fptp, 1), "Put a cross beside the name you want.");
        assert_eq!(says(Method::Block, 2), "Put crosses beside at most 2 names. Each cross counts the same.");
        assert_eq!(says(Method::Approval, 2), "Put a cross beside every name you want. Each cross counts the same.");
    }
}
