//! The number of a house in an address, whatever stands around it: `Flat 3, 12a Albion St.` and `3/12A Albion Street` are
//! one door.

/// Every word of the address that begins with a digit, in their order; nothing where a house has a name only.
#[must_use]
pub fn numbers(address: &str) -> String {
    let words = address.split(|char: char| !char.is_alphanumeric());
    let numbers: Vec<String> =
        words.filter(|word| word.starts_with(|char: char| char.is_ascii_digit())).map(str::to_lowercase).collect();
    numbers.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_door_is_known_by_its_numbers_however_the_street_is_written() {
        assert_eq!(numbers("Flat 3, 12a Albion St."), numbers("3/12A Albion Street"));
        assert_eq!(numbers("108 Orchard Close"), "108");
        assert_ne!(numbers("12 Albion Street"), numbers("12a Albion Street"));
        assert_eq!(numbers("The Old Forge, Mill Lane"), "");
    }
}
