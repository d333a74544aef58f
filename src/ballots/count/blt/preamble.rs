//! The head of a BLT file: how many candidates and places, who has withdrawn, short names.

use std::collections::HashMap;

use super::{Fault, papers::shown};
use crate::ballots::count::Mark;

/// What is known before the first paper.
pub(super) struct Preamble {
    pub(super) standing: u32,
    pub(super) seats: u32,
    pub(super) withdrawn: Vec<u32>,
    pub(super) tie_order: Vec<u32>,
    nicks: HashMap<Vec<u8>, u32>,
    pub(super) remarks: Vec<String>,
}

impl Preamble {
    /// From the first line, such as `5 2`.
    pub(super) fn begin(line: &[u8]) -> Result<Preamble, Fault> {
        let mut numbers = words(line).map(number);
        let (Some(Some(candidates)), Some(Some(seats)), None) = (numbers.next(), numbers.next(), numbers.next()) else {
            return Err(Fault::Header);
        };
        if seats == 0 {
            return Err(Fault::NoPlaces);
        }
        if candidates > Mark::GREATEST {
            return Err(Fault::Header);
        }
        Ok(Preamble {
            standing: candidates,
            seats,
            withdrawn: vec![],
            tie_order: vec![],
            nicks: HashMap::new(),
            remarks: vec![],
        })
    }

    /// Takes in a line if it still belongs to the head: withdrawals and square brackets.
    pub(super) fn take(&mut self, line: &[u8], number: usize) -> Result<bool, Fault> {
        match line.first() {
            Some(b'-') => self.withdraw(line).map(|()| true),
            Some(b'[') => self.options(line, number).map(|()| true),
            _ => Ok(false),
        }
    }

    /// "-2 -3"; a line that goes on otherwise is a paper with a negative number.
    fn withdraw(&mut self, line: &[u8]) -> Result<(), Fault> {
        let named: Option<Vec<&[u8]>> = words(line).map(|word| word.strip_prefix(b"-")).collect();
        for candidate in named.ok_or_else(|| Fault::Negative(shown(line)))? {
            self.withdrawn.push(self.candidate(candidate)?);
        }
        Ok(())
    }

    fn options(&mut self, line: &[u8], number: usize) -> Result<(), Fault> {
        let mut rest = line;
        while let Some(option) = rest.strip_prefix(b"[") {
            let end = option.iter().position(|byte| *byte == b']').ok_or(Fault::OpenBracket)?;
            self.option(&option[..end], number)?;
            rest = option[end + 1..].trim_ascii();
        }
        Ok(())
    }

    fn option(&mut self, option: &[u8], line: usize) -> Result<(), Fault> {
        let mut words = words(option);
        match words.next() {
            Some(b"nick") => self.nicks = words.map(<[u8]>::to_vec).zip(1..).collect(),
            Some(b"withdrawn") => {
                let mut named = self.candidates(words)?;
                self.withdrawn.append(&mut named);
            }
            Some(b"tie") => self.tie_order = self.candidates(words)?,
            other => {
                let name = shown(other.unwrap_or_default());
                self.remarks.push(format!("Line {line}: the option [{name}] was passed over."));
            }
        }
        Ok(())
    }

    fn candidates<'w>(&self, words: impl Iterator<Item = &'w [u8]>) -> Result<Vec<u32>, Fault> {
        words.map(|word| self.candidate(word)).collect()
    }

    /// The candidate meant by a number or a short name.
    pub(super) fn candidate(&self, word: &[u8]) -> Result<u32, Fault> {
        if !self.nicks.is_empty()
            && let Some(found) = self.nicks.get(word)
        {
            return Ok(*found);
        }
        let known = number(word).filter(|number| (1..=self.standing).contains(number));
        known.ok_or_else(|| Fault::NoCandidate(shown(word)))
    }
}

/// The words of a line, as white space parts them.
pub(super) fn words(line: &[u8]) -> impl Iterator<Item = &[u8]> {
    line.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty())
}

/// A word of digits as a number.
pub(super) fn number<N: TryFrom<u64>>(word: &[u8]) -> Option<N> {
    if word.is_empty() {
        return None;
    }
    let mut number: u64 = 0;
    for digit in word {
        let digit = digit.checked_sub(b'0').filter(|digit| *digit < 10)?;
        number = number.checked_mul(10)?.checked_add(digit.into())?;
    }
    N::try_from(number).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn withdrawals_are_read_in_both_ways() {
        let mut head = Preamble::begin(b"4 2").expect("a head");
        assert_eq!(head.take(b"-1 -2", 2), Ok(true));
        assert_eq!(head.take(b"[nick a b c d] [withdrawn d]", 3), Ok(true));
        assert_eq!(head.take(b"3 1 2 0", 4), Ok(false));
        assert_eq!(head.withdrawn, [1, 2, 4]);
    }

    #[test]
    fn a_head_without_two_numbers_is_refused() {
        assert_eq!(Preamble::begin(b"4").err(), Some(Fault::Header));
        assert_eq!(Preamble::begin(b"4 0").err(), Some(Fault::NoPlaces));
    }

    #[test]
    fn a_paper_with_a_negative_number_is_no_withdrawal() {
        let mut head = Preamble::begin(b"4 2").expect("a head");
        assert_eq!(head.take(b"-3 1 2 0", 2), Err(Fault::Negative("-3 1 2 0".to_owned())));
        assert_eq!(head.take(b"-5 1 2 0", 2), Err(Fault::Negative("-5 1 2 0".to_owned())), "nor by a number that nobody has");
    }

    #[test]
    fn an_option_of_another_program_is_passed_over_with_a_remark() {
        let mut head = Preamble::begin(b"4 2").expect("a head");
        assert_eq!(head.take(b"[droop precision=5]", 2), Ok(true));
        assert_eq!(head.remarks, ["Line 2: the option [droop] was passed over."]);
    }
}
