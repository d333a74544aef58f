//! Text as a person would write it by hand: without invisible signs, with one code for one letter. And the letters
//! that an encoding lost: head office's `?ucja` is no reason to forget that she is called Łucja.

use encoding_rs::WINDOWS_1252;

/// What spreadsheets and people write when they mean that there is nothing.
const NOTHING: [&str; 9] = ["-", "--", "n/a", "#n/a", "none", "null", "nil", "unknown", "not known"];

/// Each combining mark with pairs of a letter and the one letter they make together.
const ACCENTS: [(char, &str); 14] = [
    ('\u{300}', "AÀEÈIÌOÒUÙaàeèiìoòuùWẀwẁYỲyỳ"),
    ('\u{301}', "AÁEÉIÍOÓUÚYÝaáeéiíoóuúyýCĆcćNŃnńSŚsśZŹzźLĹlĺRŔrŕWẂwẃ"),
    ('\u{302}', "AÂEÊIÎOÔUÛaâeêiîoôuûWŴwŵYŶyŷCĈcĉGĜgĝHĤhĥJĴjĵSŜsŝ"),
    ('\u{303}', "AÃNÑOÕaãnñoõIĨiĩUŨuũ"),
    ('\u{304}', "AĀaāEĒeēIĪiīOŌoōUŪuū"),
    ('\u{306}', "AĂaăGĞgğUŬuŭ"),
    ('\u{307}', "IİZŻzżCĊcċEĖeėGĠgġ"),
    ('\u{308}', "AÄEËIÏOÖUÜaäeëiïoöuüyÿYŸWẄwẅ"),
    ('\u{30A}', "AÅaåUŮuů"),
    ('\u{30B}', "OŐoőUŰuű"),
    ('\u{30C}', "CČcčDĎdďEĚeěNŇnňRŘrřSŠsšTŤtťZŽzž"),
    ('\u{326}', "SȘsșTȚtț"),
    ('\u{327}', "CÇcçSŞsşGĢgģKĶkķLĻlļNŅnņRŖrŗ"),
    ('\u{328}', "AĄaąEĘeęIĮiįUŲuų"),
];

/// One line of text with single spaces, without signs that nobody sees, each accented letter as one code.
#[must_use]
pub fn tidy(text: &str) -> String {
    if is_tidy(text) {
        return text.to_owned();
    }
    let mut tidied = String::with_capacity(text.len());
    for char in text.chars().filter(|char| !is_invisible(*char)) {
        if char.is_whitespace() {
            if !tidied.is_empty() && !tidied.ends_with(' ') {
                tidied.push(' ');
            }
        } else if let Some(whole) = tidied.chars().next_back().and_then(|letter| composed(letter, char)) {
            tidied.pop();
            tidied.push(whole);
        } else {
            tidied.push(char);
        }
    }
    tidied.truncate(tidied.trim_end().len());
    tidied
}

/// Tidied text, or nothing where the cell says that there is nothing.
#[must_use]
pub fn tidy_or_nothing(text: &str) -> String {
    let tidied = tidy(text);
    if NOTHING.contains(&tidied.to_lowercase().as_str()) { String::new() } else { tidied }
}

/// Whether a name on a list is the name we know, but for letters that the list's encoding could not hold: a `?` or
/// the replacement sign in their place, or UTF-8 that was read as Windows-1252 (`Å›` for `ś`).
#[must_use]
pub fn is_mangled(known: &str, listed: &str) -> bool {
    known != listed && (lost_letters(known, listed) || misread(known) == listed)
}

fn lost_letters(known: &str, listed: &str) -> bool {
    known.chars().count() == listed.chars().count()
        && known.chars().zip(listed.chars()).all(|(letter, shown)| match shown {
            _ if letter == shown => true,
            '?' => !windows_1252_can_spell(letter),
            '\u{FFFD}' => !letter.is_ascii(),
            _ => false,
        })
}

fn windows_1252_can_spell(letter: char) -> bool {
    let mut buffer = [0; 4];
    let (_, _, had_to_replace) = WINDOWS_1252.encode(letter.encode_utf8(&mut buffer));
    !had_to_replace
}

fn misread(known: &str) -> String {
    tidy(&WINDOWS_1252.decode_without_bom_handling(known.as_bytes()).0)
}

/// Control characters, zero-width spaces and marks of writing direction. The joiners U+200C and U+200D stay:
/// names in Persian and in Indian scripts need them.
fn is_invisible(char: char) -> bool {
    let direction = matches!(char, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let zero_width = matches!(char, '\u{200B}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}');
    direction || zero_width || (char.is_control() && !char.is_whitespace())
}

/// Most cells are, and a list of a federation has millions.
fn is_tidy(text: &str) -> bool {
    text.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic()) && !text.contains("  ") && text.trim() == text
}

fn composed(letter: char, mark: char) -> Option<char> {
    let (_, pairs) = ACCENTS.iter().find(|(accent, _)| *accent == mark)?;
    let mut chars = pairs.chars();
    while let (Some(base), Some(whole)) = (chars.next(), chars.next()) {
        if base == letter {
            return Some(whole);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invisible_signs_and_doubled_spaces_go() {
        assert_eq!(tidy(" \u{200F}Zoë\u{200B}\u{A0} \tMüller\r\n"), "Zoë Müller");
    }

    #[test]
    fn a_letter_and_its_accent_become_one_letter() {
        assert_eq!(tidy("Zoe\u{308} S\u{301}wie\u{328}ch Sea\u{301}n"), "Zoë Święch Seán");
    }

    #[test]
    fn names_in_other_scripts_stay_as_they_are() {
        for name in ["Лу\u{301}ция", "فاطمة", "王小明", "می\u{200C}نا"] {
            assert_eq!(tidy(name), name);
        }
    }

    #[test]
    fn a_dash_or_a_word_for_nothing_is_nothing() {
        for nothing in ["-", " N/A ", "none", "NULL", ""] {
            assert_eq!(tidy_or_nothing(nothing), "");
        }
        assert_eq!(tidy_or_nothing("Nonesuch Lane"), "Nonesuch Lane");
    }

    #[test]
    fn letters_that_the_encoding_lost_are_recognised() {
        for (known, listed) in
            [("Łucja", "?ucja"), ("Święch", "?wi?ch"), ("Zoë", "Zo\u{FFFD}"), ("Seán", "SeÃ¡n"), ("王明", "??")]
        {
            assert!(is_mangled(known, listed), "{known} {listed}");
        }
    }

    #[test]
    fn another_name_is_not_a_mangled_one() {
        // Windows-1252 spells ë, so a question mark in its place was put there by somebody.
        for (known, listed) in [("Zoë", "Zo?"), ("Łucja", "Lucja"), ("Łucja", "?ucy"), ("Ann", "Ann"), ("Ann", "A??")] {
            assert!(!is_mangled(known, listed), "{known} {listed}");
        }
    }
}
