//! Numbers in words: "first", "2nd", "three", "iv".

use super::instruction::Which;

/// "b", "iv": a letter or a small Roman number.
pub fn is_letter_label(label: &str) -> bool {
    let letters = label.chars().all(|sign| sign.is_ascii_lowercase());
    letters && !label.is_empty() && (label.len() == 1 || label.chars().all(|sign| "ivx".contains(sign)))
}

const ORDINALS: [&str; 12] =
    ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"];
const NUMBERS: [&str; 12] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// "first", "firstly", "2nd", "last".
pub fn ordinal(word: &str) -> Option<Which> {
    if matches!(word, "last" | "lastly" | "final") {
        return Some(Which::Last);
    }
    if word == "opening" || word == "only" {
        return Some(Which::Nth(1));
    }
    let plain = word.strip_suffix("ly").unwrap_or(word);
    if let Some(at) = ORDINALS.iter().position(|ordinal| *ordinal == plain) {
        return Some(Which::Nth(at + 1));
    }
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending))?;
    digits.parse().ok().filter(|nth| *nth > 0).map(Which::Nth)
}

/// "three".
pub fn number(word: &str) -> Option<usize> {
    NUMBERS.iter().position(|number| *number == word).map(|at| at + 1)
}
