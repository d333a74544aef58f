//! The telephone number in what was written down at a door.

use serde::Serialize;

/// A number as it was written, and as a telephone dials it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Telephone {
    pub written: String,
    /// "+447700900123" or "07700900123".
    pub dialled: String,
}

/// Numbers without their area have six digits; E.164 allows at most fifteen.
const DIGITS: std::ops::RangeInclusive<usize> = 6..=15;

impl Telephone {
    /// The first number in some words, such as "07700 900123, after six"; none where there is none.
    pub fn find(words: &str) -> Option<Self> {
        let is_part = |char: char| char.is_ascii_digit() || " +()-./".contains(char);
        words.split(|char| !is_part(char)).find_map(Self::read)
    }

    fn read(part: &str) -> Option<Self> {
        let written = part.trim_matches(|char: char| !char.is_ascii_digit() && char != '+' && char != '(');
        // "+44 (0)20" is dialled without the zero.
        let national = if written.starts_with('+') { written.replace("(0)", "") } else { written.to_owned() };
        let digits: String = national.chars().filter(char::is_ascii_digit).collect();
        let plus = if national.starts_with('+') { "+" } else { "" };
        DIGITS.contains(&digits.len()).then(|| Self { written: written.to_owned(), dialled: format!("{plus}{digits}") })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_among_the_words_around_it() {
        for (words, written, dialled) in [
            ("07700 900123", "07700 900123", "07700900123"),
            ("Ring 07700-900123, after six", "07700-900123", "07700900123"),
            ("at 6: +44 (0)20 7946 0958.", "+44 (0)20 7946 0958", "+442079460958"),
            ("(020) 7946 0958 or by mail", "(020) 7946 0958", "02079460958"),
        ] {
            let found = Telephone { written: written.into(), dialled: dialled.into() };
            assert_eq!(Telephone::find(words), Some(found), "{words}");
        }
    }

    #[test]
    fn a_house_a_day_and_a_card_are_no_numbers() {
        for words in ["", "after six", "at 12.30", "12A", "4111 1111 1111 1111 1111"] {
            assert_eq!(Telephone::find(words), None, "{words}");
        }
    }
}
