//! What somebody wrote on a paper, however it is filled in, and the slips of the pen that are pointed out before it is cast.

use super::choice::Choice;

/// The word for a paper that was spoilt on purpose, as it lies in the box and is published.
const SPOILT: &str = "spoilt";

/// The marks of one paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Marks {
    /// The numbers of the choices: in the order of preference on a ranked paper, in that of the paper where they are crossed.
    /// Empty for a paper left blank on purpose.
    Given(Vec<i32>),
    /// The voter wants no mark of it to count.
    Spoilt,
}

/// A slip of the pen, beside the name where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// The number of the choice on the paper.
    pub choice: i32,
    pub says: String,
}

impl Slip {
    /// A slip beside `choice`.
    pub fn at(choice: &Choice, says: String) -> Self {
        Self { choice: choice.number, says }
    }
}

impl Marks {
    /// As they lie in the box: "3 1 2"; nothing for a blank paper.
    pub fn written(&self) -> String {
        match self {
            Self::Given(numbers) => numbers.iter().map(i32::to_string).collect::<Vec<_>>().join(" "),
            Self::Spoilt => SPOILT.to_owned(),
        }
    }

    /// Reads what lies in the box.
    pub fn of_written(written: &str) -> Self {
        match written {
            SPOILT => Self::Spoilt,
            numbers => Self::Given(numbers.split(' ').filter_map(|number| number.parse().ok()).collect()),
        }
    }

    /// The numbers that count.
    pub fn numbers(&self) -> &[i32] {
        match self {
            Self::Given(numbers) => numbers,
            Self::Spoilt => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back() {
        for marks in [Marks::Given(vec![3, 1, 2]), Marks::Given(vec![]), Marks::Spoilt] {
            assert_eq!(Marks::of_written(&marks.written()), marks);
        }
    }

    #[test]
    fn a_spoilt_paper_counts_for_nobody() {
        assert!(Marks::Spoilt.numbers().is_empty());
    }
}
