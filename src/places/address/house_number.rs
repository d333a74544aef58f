//! The number on the gate: `12`, `12A`, `12-14`.

use std::fmt;

/// A house number. Ordered as one meets them walking up one side of the street: 2, 2A, 2B, 4.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HouseNumber {
    pub first: u32,
    /// `A` of `12A`.
    pub letter: Option<char>,
    /// `14` of `12-14`.
    pub last: Option<u32>,
}

impl HouseNumber {
    /// Reads a field that holds a number and nothing else; `None` for anything else, `1st` and `0` included.
    pub fn parse(text: &str) -> Option<HouseNumber> {
        let (number, rest) = HouseNumber::at_start_of(text)?;
        rest.is_empty().then_some(number)
    }

    /// Takes the number off the front of a line: `12 a Albert Road` is 12A and `Albert Road`.
    pub fn at_start_of(line: &str) -> Option<(HouseNumber, &str)> {
        let line = line.trim();
        let (word, rest) = split_word(line);
        let mut number = in_one_word(word)?;
        // `12 A Albert Road`: a lone letter belongs to the number, unless nothing would be left for the street.
        let (next, after) = split_word(rest);
        if let (None, None, [letter]) = (number.letter, number.last, next.as_bytes())
            && letter.is_ascii_alphabetic()
            && !after.is_empty()
        {
            number.letter = Some(char::from(letter.to_ascii_uppercase()));
            return Some((number, after));
        }
        Some((number, rest))
    }

    /// Odd numbers stand on one side of a British street, even ones on the other.
    pub fn is_odd(self) -> bool {
        self.first % 2 == 1
    }
}

impl fmt::Display for HouseNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.first)?;
        if let Some(letter) = self.letter {
            write!(f, "{letter}")?;
        }
        match self.last {
            Some(last) => write!(f, "-{last}"),
            None => Ok(()),
        }
    }
}

fn split_word(line: &str) -> (&str, &str) {
    match line.split_once(char::is_whitespace) {
        Some((word, rest)) => (word, rest.trim_start()),
        None => (line, ""),
    }
}

fn in_one_word(word: &str) -> Option<HouseNumber> {
    match word.split_once(['-', '–', '/']) {
        None => digits_and_letter(word).map(|(first, letter)| HouseNumber { first, letter, last: None }),
        Some((from, to)) => {
            let (first, letter) = digits_and_letter(from)?;
            let (last, _) = digits_and_letter(to)?;
            (last > first).then_some(HouseNumber { first, letter, last: Some(last) })
        }
    }
}

/// `12` or `12A`. More letters than one are no house number: `1st Avenue`, `2nd Floor`.
fn digits_and_letter(word: &str) -> Option<(u32, Option<char>)> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let number = digits.parse().ok().filter(|n| *n > 0 && !digits.starts_with('+'))?;
    match &word.as_bytes()[digits.len()..] {
        [] => Some((number, None)),
        [letter] => Some((number, Some(char::from(letter.to_ascii_uppercase())))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Option<(String, &str)> {
        HouseNumber::at_start_of(line).map(|(number, rest)| (number.to_string(), rest))
    }

    #[test]
    fn numbers_letters_and_ranges_come_off_the_front() {
        assert_eq!(read("12 Albert Road"), Some(("12".into(), "Albert Road")));
        assert_eq!(read("12a Albert Road"), Some(("12A".into(), "Albert Road")));
        assert_eq!(read("12 A Albert Road"), Some(("12A".into(), "Albert Road")));
        assert_eq!(read("12-14 High Street"), Some(("12-14".into(), "High Street")));
        assert_eq!(read("12/14 High Street"), Some(("12-14".into(), "High Street")));
    }

    #[test]
    fn an_ordinal_or_a_name_is_no_house_number() {
        for line in ["1st Avenue", "2nd Floor Flat", "Rose Cottage", "", "0 Balham High Road", "14-2 Leith Walk"] {
            assert_eq!(read(line), None, "{line}");
        }
    }

    #[test]
    fn a_number_past_all_numbers_is_refused_quietly() {
        assert_eq!(read("99999999999 Albert Road"), None);
    }

    #[test]
    fn numbers_with_letters_follow_the_plain_number() {
        let mut numbers: Vec<HouseNumber> = ["4", "2B", "2", "2A"].iter().filter_map(|n| HouseNumber::parse(n)).collect();
        numbers.sort();
        let written: Vec<String> = numbers.iter().map(ToString::to_string).collect();
        assert_eq!(written, ["2", "2A", "2B", "4"]);
    }
}
