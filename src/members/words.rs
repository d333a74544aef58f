//! The words by which somebody is found: those of the names, the number and the postcode, without what spelling varies.

use icu_normalizer::DecomposingNormalizerBorrowed;

/// Every word that finds this person, once each: "Łucja Smith-Jones, 0012345, NM1 2AB" is found by lucja, smith, jones,
/// smithjones, 0012345, 12345 and nm12ab.
pub fn of(names: &[&str], number: &str, postcode: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for name in names.iter().flat_map(|name| name.split_whitespace()) {
        words.push(folded(name));
        words.extend(name.split(['-', '\u{2010}', '\u{2011}', '/']).map(folded));
    }
    let number = folded(number);
    words.push(number.trim_start_matches('0').to_owned());
    words.extend([number, folded(postcode)]);
    words.retain(|word| !word.is_empty());
    words.sort();
    words.dedup();
    words
}

/// The words that were typed, each the beginning of a word that is looked for; a postcode counts as one word however it is
/// written.
pub fn typed(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in text.split_whitespace().map(folded).filter(|word| !word.is_empty()) {
        match words.last_mut() {
            Some(before) if is_inward(&word) && is_outward(before) => before.push_str(&word),
            _ => words.push(word),
        }
    }
    words
}

/// A name without what spelling varies: capitals, marks at letters, hyphens and spaces.
pub fn folded(name: &str) -> String {
    let apart = DecomposingNormalizerBorrowed::new_nfd().normalize(&name.to_lowercase()).into_owned();
    let plain = |letter: char| match letter {
        'ł' => 'l',
        'ø' => 'o',
        'đ' => 'd',
        'ı' => 'i',
        other => other,
    };
    apart.chars().filter(|letter| letter.is_alphanumeric()).map(plain).collect()
}

/// The first half of a British postcode: one or two letters, then one or two figures, and perhaps a letter.
fn is_outward(word: &str) -> bool {
    let letters = word.chars().take_while(char::is_ascii_lowercase).count();
    let rest = word.get(letters..).unwrap_or_default();
    (1..=2).contains(&letters) && (1..=2).contains(&rest.len()) && rest.starts_with(|first: char| first.is_ascii_digit())
}

/// The second half, as far as it is typed: a figure, then up to two letters.
fn is_inward(word: &str) -> bool {
    let mut letters = word.chars();
    let begins = letters.next().is_some_and(|first| first.is_ascii_digit());
    begins && word.len() <= 3 && letters.all(|letter| letter.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_found_by_each_name_with_and_without_its_marks_by_number_and_by_postcode() {
        let words = of(&["Łucja", "Lucy", "Smith-Jones"], "0012345", "NM1 2AB");
        assert_eq!(words, ["0012345", "12345", "jones", "lucja", "lucy", "nm12ab", "smith", "smithjones"]);
        assert_eq!(of(&["Seán", "", "O’Brien"], "7", ""), ["7", "obrien", "sean"]);
        assert_eq!(of(&["王", "", "小明"], "8", ""), ["8", "小明", "王"]);
        assert!(of(&["", "", ""], "", "").is_empty());
    }

    #[test]
    fn what_is_typed_is_folded_the_same_way() {
        assert_eq!(typed("  Zoë  O'Bri "), ["zoe", "obri"]);
        assert_eq!(typed("smith-jones"), ["smithjones"]);
        assert!(typed("% _ '").is_empty());
    }

    #[test]
    fn a_postcode_is_one_word_however_it_is_written() {
        assert_eq!(typed("NM1 2AB"), ["nm12ab"]);
        assert_eq!(typed("nm12ab"), ["nm12ab"]);
        assert_eq!(typed("lewis nm1 2"), ["lewis", "nm12"]);
        assert_eq!(typed("tom 2"), ["tom", "2"]);
        assert_eq!(typed("ec1a 1bb"), ["ec1a1bb"]);
    }
}
