//! The head of a BLT file: how many candidates and places, who has withdrawn, short names.

use std::collections::HashMap;

use super::{Fault, Unreadable};

/// What is known before the first paper.
pub(super) struct Preamble<'a> {
    pub(super) standing: u32,
    pub(super) seats: u32,
    pub(super) withdrawn: Vec<u32>,
    pub(super) tie_order: Vec<u32>,
    nicks: HashMap<&'a [u8], u32>,
    pub(super) remarks: Vec<String>,
}

impl<'a> Preamble<'a> {
    /// From the first line, such as `5 2`.
    pub(super) fn begin(line: &[u8]) -> Result<Preamble<'a>, Fault> {
        let mut numbers = words(line).map(number);
        let (Some(Some(candidates)), Some(Some(seats)), None) = (numbers.next(), numbers.next(), numbers.next()) else {
            return Err(Fault::Header);
        };
        if seats == 0 {
            return Err(Fault::NoPlaces);
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
    pub(super) fn take(&mut self, line: &'a [u8], number: usize) -> Result<bool, Unreadable> {
        let at = |fault: Fault| fault.at(number);
        match line.first() {
            Some(b'-') => {
                for word in words(line) {
                    let candidate = word.strip_prefix(b"-").unwrap_or(word);
                    self.withdrawn.push(self.candidate(candidate).map_err(at)?);
                }
                Ok(true)
            }
            Some(b'[') => {
                let mut rest = line;
                while let Some(option) = rest.strip_prefix(b"[") {
                    let end = option.iter().position(|byte| *byte == b']').ok_or(at(Fault::OpenBracket))?;
                    self.option(&option[..end], number)?;
                    rest = option[end + 1..].trim_ascii();
                }
                Ok(true)
            }
            _ => Ok(false),
        }
    }

    fn option(&mut self, option: &'a [u8], line: usize) -> Result<(), Unreadable> {
        let mut words = words(option);
        match words.next() {
            Some(b"nick") => self.nicks = words.zip(1..).collect(),
            Some(b"withdrawn") => {
                let mut named = self.candidates(words, line)?;
                self.withdrawn.append(&mut named);
            }
            Some(b"tie") => self.tie_order = self.candidates(words, line)?,
            other => {
                let name = String::from_utf8_lossy(other.unwrap_or_default()).into_owned();
                self.remarks.push(format!("Line {line}: the option [{name}] was passed over."));
            }
        }
        Ok(())
    }

    fn candidates(&self, words: impl Iterator<Item = &'a [u8]>, line: usize) -> Result<Vec<u32>, Unreadable> {
        words.map(|word| self.candidate(word).map_err(|fault| fault.at(line))).collect()
    }

    /// The candidate meant by a number or a short name.
    pub(super) fn candidate(&self, word: &[u8]) -> Result<u32, Fault> {
        if let Some(found) = self.nicks.get(word) {
            return Ok(*found);
        }
        let known = number(word).filter(|number| (1..=self.standing).contains(number));
        known.ok_or_else(|| Fault::NoCandidate(String::from_utf8_lossy(word).into_owned()))
    }
}

/// The words of a line, as white space parts them.
pub(super) fn words(line: &[u8]) -> impl Iterator<Item = &[u8]> {
    line.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty())
}

/// A word of digits as a number.
pub(super) fn number<N: std::str::FromStr>(word: &[u8]) -> Option<N> {
    let digits = std::str::from_utf8(word).ok()?;
    if digits.bytes().all(|byte| byte.is_ascii_digit()) { digits.parse().ok() } else { None }
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
    fn an_option_of_another_program_is_passed_over_with_a_remark() {
        let mut head = Preamble::begin(b"4 2").expect("a head");
        assert_eq!(head.take(b"[droop precision=5]", 2), Ok(true));
        assert_eq!(head.remarks, ["Line 2: the option [droop] was passed over."]);
    }
}
