//! Flats: the words before the street that say which door on the stair.

use super::house_number::HouseNumber;

/// Words that come before a flat's own number or letter.
const BEFORE: [&str; 12] =
    ["flat", "flt", "apartment", "apt", "unit", "room", "studio", "maisonette", "penthouse", "annexe", "annex", "bedsit"];

/// Words that end the name of a flat without a number: `Ground Floor Flat`, `Basement`.
const AFTER: [&str; 10] =
    ["flat", "floor", "maisonette", "apartment", "studio", "bedsit", "basement", "annexe", "annex", "penthouse"];

/// Floors in the order of the stair; a flat named by its floor sorts by it.
const FLOORS: [(&str, u32); 12] = [
    ("basement", 0),
    ("lower", 1),
    ("garden", 2),
    ("ground", 3),
    ("upper", 4),
    ("first", 5),
    ("second", 6),
    ("third", 7),
    ("fourth", 8),
    ("fifth", 9),
    ("top", 98),
    ("penthouse", 99),
];

/// Takes a flat off the front of a part of an address: `Flat 2 14 Crescent Rise` is `Flat 2` and `14 Crescent Rise`;
/// `Flat 3 Rowan Lodge` is `Flat 3` and `Rowan Lodge`. `None` where the part names no flat.
pub fn at_start_of(part: &str) -> Option<(&str, &str)> {
    let words: Vec<&str> = part.split_whitespace().collect();
    let taken = words_of_the_flat(&words)?;
    let end = words.get(taken.checked_sub(1)?).map(|word| end_of(part, word))?;
    Some((part[..end].trim(), part[end..].trim_start_matches(['-', ' ']).trim()))
}

/// How flats on one stair follow each other: by floor, then by number (2 before 10), then by letter.
pub fn stair_order(flat: &str) -> Vec<Step> {
    let words = super::street::plain_words(flat);
    let floor = words.iter().find_map(|word| FLOORS.iter().find(|(name, _)| name == word));
    let mut order: Vec<Step> = floor.map(|(_, height)| Step::Number(*height)).into_iter().collect();
    order.extend(words.iter().filter(|word| !is_filler(word)).flat_map(|word| steps(word)));
    order
}

/// A number or a word in the order of flats; numbers come first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    Number(u32),
    Word(String),
}

fn is_filler(word: &str) -> bool {
    BEFORE.contains(&word) || AFTER.contains(&word) || FLOORS.iter().any(|(name, _)| *name == word)
}

fn words_of_the_flat(words: &[&str]) -> Option<usize> {
    let plain: Vec<String> = words.iter().map(|word| word.trim_end_matches(['.', ',']).to_lowercase()).collect();
    let first = plain.first()?;
    if BEFORE.contains(&first.as_str()) {
        return Some(if plain.get(1).is_some_and(|word| is_identifier(word)) { 2 } else { 1 });
    }
    if is_on_a_stair(first) {
        // `1/2 25 Byres Road`: only a number that another number follows is a place on the stair.
        let followed = words.len() == 1 || HouseNumber::at_start_of(&words[1..].join(" ")).is_some();
        return followed.then_some(1);
    }
    if !FLOORS.iter().any(|(name, _)| name == first) {
        return None;
    }
    let last = plain.iter().rposition(|word| AFTER.contains(&word.as_str()))?;
    Some(if plain.get(last + 1).is_some_and(|word| is_letter(word)) { last + 2 } else { last + 1 })
}

/// `3`, `3B`, `B`, `B3`, `1/2`, `G-1`: anything short with a digit, or one letter.
fn is_identifier(word: &str) -> bool {
    is_letter(word) || (word.len() <= 6 && word.chars().any(|c| c.is_ascii_digit()))
}

fn is_letter(word: &str) -> bool {
    matches!(word.as_bytes(), [letter] if letter.is_ascii_alphabetic())
}

/// Scottish places on a stair: `1/2`, `2F1`, `GF2`, `PF1`, `BF1`.
fn is_on_a_stair(word: &str) -> bool {
    let is_number = |text: &str| !text.is_empty() && text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit());
    let halves = word.split_once('/').or_else(|| word.split_once('f'));
    halves.is_some_and(|(floor, door)| (is_number(floor) || matches!(floor, "g" | "p" | "b")) && is_number(door))
}

/// Parts `12b` into 12 and b, so that 2 comes before 10.
fn steps(word: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut rest = word;
    while let Some(c) = rest.chars().next() {
        let run = rest.find(|d: char| d.is_ascii_digit() != c.is_ascii_digit()).unwrap_or(rest.len());
        let (piece, after) = rest.split_at(run);
        steps.push(piece.parse().map_or_else(|_| Step::Word(piece.to_owned()), Step::Number));
        rest = after;
    }
    steps
}

/// Where a word of the part, borrowed from it, ends.
fn end_of(part: &str, word: &str) -> usize {
    word.as_ptr() as usize - part.as_ptr() as usize + word.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flats_come_off_the_front_of_a_line() {
        assert_eq!(at_start_of("Flat 2 14 Crescent Rise"), Some(("Flat 2", "14 Crescent Rise")));
        assert_eq!(at_start_of("FLAT A"), Some(("FLAT A", "")));
        assert_eq!(at_start_of("Apartment 12 Rowan Lodge"), Some(("Apartment 12", "Rowan Lodge")));
        assert_eq!(at_start_of("Ground Floor Flat 21 Albert Road"), Some(("Ground Floor Flat", "21 Albert Road")));
        assert_eq!(at_start_of("1/2 25 Byres Road"), Some(("1/2", "25 Byres Road")));
        assert_eq!(at_start_of("2F1"), Some(("2F1", "")));
    }

    #[test]
    fn streets_and_houses_are_not_taken_for_flats() {
        for part in ["First Avenue", "Garden Walk", "12 Albert Road", "12/14 High Street", "Upper Street", "Rowan Lodge"] {
            assert_eq!(at_start_of(part), None, "{part}");
        }
    }

    #[test]
    fn flats_follow_the_stair_not_the_alphabet() {
        let mut flats =
            ["Flat 10", "Flat 2", "Top Floor Flat", "Flat 2B", "First Floor Flat", "Ground Floor Flat", "Basement Flat"];
        flats.sort_by_key(|flat| stair_order(flat));
        assert_eq!(flats[..3], ["Basement Flat", "Flat 2", "Flat 2B"]);
        assert!(flats.iter().position(|f| *f == "Ground Floor Flat") < flats.iter().position(|f| *f == "First Floor Flat"));
        assert_eq!(flats[6], "Top Floor Flat");
    }
}
