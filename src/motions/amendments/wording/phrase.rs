//! Quoted words and which of their places is meant: "the second “notes” in line 4", "“notes” wherever it occurs".

use super::instruction::{Phrase, Which};
use super::scan::{Read, Scan};
use super::target::parts_after;

/// Words that say what kind of thing the quotation is, and nothing about where it stands.
const KINDS_OF_WORDS: [&str; 20] = [
    "bullet point",
    "word",
    "words",
    "phrase",
    "phrases",
    "expression",
    "term",
    "text",
    "figure",
    "number",
    "date",
    "name",
    "passage",
    "wording",
    "reference to",
    "sentence",
    "sentences",
    "paragraph",
    "clause",
    "line",
];
const OCCURRENCE: [&str; 8] = [
    "occurrence of",
    "instance of",
    "mention of",
    "appearance of",
    "occurrences of",
    "instances of",
    "mentions of",
    "appearances of",
];
/// Wordings, after the words, that mean each of their places.
const EVERY: [&str; 16] = [
    "wherever it occurs",
    "wherever it appears",
    "wherever they occur",
    "wherever they appear",
    "wherever occurring",
    "throughout the motion",
    "throughout the text",
    "throughout",
    "in both places where it occurs",
    "in both places",
    "in each place",
    "in every place",
    "in each case",
    "on each occasion",
    "each time it occurs",
    "each time it appears",
];
/// Words that follow an ordinal said after the quotation: "(second occurrence)", "where it first occurs".
const PLACES: [&str; 17] = [
    "occurs",
    "occur",
    "occurring",
    "appears",
    "appear",
    "appearing",
    "occurrence",
    "occurrences",
    "instance",
    "instances",
    "mention",
    "mentions",
    "appearance",
    "place",
    "time it occurs",
    "time it appears",
    "time",
];

/// Quoted words and which of their places is meant.
pub fn phrase(scan: &Scan<'_>, at: usize) -> Vec<Read<Phrase>> {
    let mut which = Which::Only;
    let mut at = scan.perhaps(at, &["the following", "following", "the"]);
    // "the first “notes”", "second occurrence of the word “notes”", "the words last “notes”".
    for _ in 0..2 {
        if let Some((found, next)) = scan.which(at) {
            (which, at) = (found, next);
        }
        at = scan.perhaps(at, &OCCURRENCE);
        at = scan.perhaps(at, &["the"]);
        at = scan.perhaps(at, &KINDS_OF_WORDS);
    }
    let quoted = scan.quoted(at).into_iter().filter(|(words, _)| !words.trim().is_empty());
    quoted.flat_map(|(words, next)| with_what_follows(scan, words, which, next)).collect()
}

/// The words with what is said after them about their place.
fn with_what_follows(scan: &Scan<'_>, words: String, which: Which, at: usize) -> Vec<Read<Phrase>> {
    let (said, at) = said_after(scan, at);
    let which = if which == Which::Only { said } else { which };
    let parts = parts_after(scan, at).into_iter();
    parts.map(|(within, next)| (Phrase { words: words.clone(), which, within }, next)).collect()
}

/// "where it first occurs", "(second occurrence)", "wherever they appear", "in both places".
pub fn said_after(scan: &Scan<'_>, at: usize) -> (Which, usize) {
    let open = scan.past(at, |sign| sign.is_whitespace() || sign == '(' || sign == ',');
    let close = |at: usize| if scan.rest(at).starts_with(')') { at + 1 } else { at };
    if let Some(next) = scan.any(open, &EVERY) {
        return (Which::Every, close(next));
    }
    let inner = scan.perhaps(open, &["where it", "where they", "the", "in its", "on its", "in"]);
    let ordinal = scan
        .which(inner)
        .and_then(|(which, next)| Some((which, scan.any(scan.perhaps(next, &["two", "three", "four", "five"]), &PLACES)?)));
    ordinal.map_or((Which::Only, at), |(which, next)| (which, close(next)))
}
