//! Two spellings of one street: names that differ by a slip of the pen and share a postcode.

use super::Address;
use std::collections::{BTreeMap, BTreeSet};

/// Pairs of streets, as they are written, that are perhaps one street spelt in two ways. Nothing is merged; a
/// person decides.
pub fn perhaps_one_street<'a>(addresses: impl Iterator<Item = &'a Address>) -> Vec<[String; 2]> {
    let mut by_postcode: BTreeMap<&str, BTreeMap<String, &str>> = BTreeMap::new();
    for address in addresses {
        if let (Some(postcode), false) = (&address.postcode, address.street.is_empty()) {
            by_postcode.entry(postcode.as_str()).or_default().entry(address.street_key()).or_insert(&address.street);
        }
    }
    let mut pairs = BTreeSet::new();
    for streets in by_postcode.values() {
        for (number, (key, name)) in streets.iter().enumerate() {
            let alike = streets.iter().skip(number + 1).filter(|(other, _)| differ_by_a_slip(key, other));
            pairs.extend(alike.map(|(_, other)| [(*name).to_owned(), (*other).to_owned()]));
        }
    }
    pairs.into_iter().collect()
}

/// One letter more, fewer or other, or two changed places; streets that differ in a number are two streets.
fn differ_by_a_slip(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let same_start = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[same_start..], &other[same_start..]);
    let same_end = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[..one.len() - same_end], &other[..other.len() - same_end]);
    if one.iter().chain(other).any(char::is_ascii_digit) {
        return false;
    }
    match (one, other) {
        ([a, b], [c, d]) => a == d && b == c,
        _ => one.len() <= 1 && other.len() <= 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(lines: &[(&str, &str)]) -> Vec<[String; 2]> {
        let addresses: Vec<Address> = lines.iter().map(|(line, postcode)| Address::read(&[line], postcode)).collect();
        perhaps_one_street(addresses.iter())
    }

    #[test]
    fn a_slip_of_the_pen_in_one_postcode_is_noticed() {
        let found = pairs(&[
            ("1 Bidwell Gardens", "N11 2EL"),
            ("3 Bidwel Gdns", "N11 2EL"),
            ("5 Albert Raod", "N22 7AL"),
            ("7 Albert Road", "N22 7AL"),
        ]);
        assert_eq!(found, [["Albert Raod", "Albert Road"], ["Bidwel Gdns", "Bidwell Gardens"]]);
    }

    #[test]
    fn different_streets_and_distant_ones_are_left_alone() {
        assert!(pairs(&[("1 Albert Road", "N22 7AL"), ("1 Albert Close", "N22 7AL")]).is_empty());
        assert!(pairs(&[("1 Bidwell Gardens", "N11 2EL"), ("3 Bidwel Gardens", "N22 7AL")]).is_empty());
        assert!(pairs(&[("1 Bidwell Gardens", "N11 2EL"), ("3 BIDWELL GDNS.", "N11 2EL")]).is_empty());
    }
}
