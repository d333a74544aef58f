//! What an instruction points at: quoted words with an ordinal, or a numbered part of the text.

use super::instruction::{Name, Phrase, Unit, UnitKind, Which};
use super::scan::{Read, Scan};

/// Words that say what kind of thing the quotation is, and nothing about where it stands.
const KINDS_OF_WORDS: [&str; 10] =
    ["word", "words", "phrase", "expression", "term", "text", "figure", "date", "name", "passage"];
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
const BLOCKS: [&str; 3] = ["paragraph", "paragraphs", "para"];
const ITEMS: [&str; 12] = [
    "clause",
    "clauses",
    "point",
    "points",
    "bullet point",
    "bullet points",
    "bullet",
    "item",
    "items",
    "resolution",
    "section",
    "article",
];
const INSIDE: [&str; 6] = ["in", "within", "of", "on", "at", "from"];

/// So many parts are named within each other at most: page, paragraph, sentence, line.
const DEEPEST: usize = 4;

/// Quoted words and which of their places is meant.
pub fn phrase(scan: &Scan<'_>, at: usize) -> Vec<Read<Phrase>> {
    let mut which = Which::Only;
    let mut at = scan.perhaps(at, &["the"]);
    // "the first “notes”", "second occurrence of the word “notes”", "the words last “notes”".
    for _ in 0..2 {
        if let Some((found, next)) = scan.which(at) {
            (which, at) = (found, next);
        }
        at = scan.perhaps(at, &OCCURRENCE);
        at = scan.perhaps(at, &["the"]);
        at = scan.perhaps(at, &KINDS_OF_WORDS);
    }
    let mut found = Vec::new();
    for (words, next) in scan.quoted(at) {
        if words.trim().is_empty() {
            continue;
        }
        let (said, next) = said_after(scan, next);
        let which = if which == Which::Only { said } else { which };
        for (within, next) in parts_after(scan, next) {
            found.push((Phrase { words: words.clone(), which, within }, next));
        }
    }
    found
}

/// "where it first occurs", "(second occurrence)", "wherever they appear", "in both places".
fn said_after(scan: &Scan<'_>, at: usize) -> (Which, usize) {
    let open = scan.past(at, |sign| sign.is_whitespace() || sign == '(' || sign == ',');
    let close = |at: usize| if scan.rest(at).starts_with(')') { at + 1 } else { at };
    let every = [
        "wherever it occurs",
        "wherever it appears",
        "wherever they occur",
        "wherever they appear",
        "throughout",
        "in both places",
        "in each place",
        "in every place",
        "on each occasion",
        "each time it occurs",
        "each time it appears",
    ];
    if let Some(next) = scan.any(open, &every) {
        return (Which::Every, close(next));
    }
    let inner = scan.perhaps(open, &["where it", "where they", "the", "in its", "on its"]);
    if let Some((which, next)) = scan.which(inner) {
        let ending = [
            "occurs",
            "occur",
            "appears",
            "appear",
            "occurrence",
            "instance",
            "mention",
            "appearance",
            "place",
            "time it occurs",
            "time it appears",
            "time",
        ];
        if let Some(next) = scan.any(next, &ending) {
            return (which, close(next));
        }
    }
    (Which::Only, at)
}

/// Nothing, or "in line 4", "in the second sentence of paragraph 2" after quoted words.
fn parts_after(scan: &Scan<'_>, at: usize) -> Vec<Read<Vec<Unit>>> {
    let mut found = Vec::new();
    if let Some(next) = scan.any(at, &INSIDE) {
        found.extend(parts(scan, next, DEEPEST));
    }
    found.push((Vec::new(), at));
    found
}

/// "In paragraph 3, line 2," before the deed; empty where nothing is said.
pub fn parts_before(scan: &Scan<'_>, at: usize) -> Vec<Read<Vec<Unit>>> {
    let inside = scan.perhaps(at, &INSIDE);
    let mut found = parts(scan, inside, DEEPEST);
    found.push((Vec::new(), at));
    found
}

/// Parts within parts, the widest first: "paragraph 3, line 2" or "line 2 of paragraph 3".
fn parts(scan: &Scan<'_>, at: usize, deepest: usize) -> Vec<Read<Vec<Unit>>> {
    let mut found = Vec::new();
    if deepest == 0 {
        return found;
    }
    for (first, next) in unit(scan, at) {
        if let Some(inner) = scan.any(next, &["of", "in"]) {
            for (mut wider, next) in parts(scan, inner, deepest - 1) {
                wider.push(first.clone());
                found.push((wider, next));
            }
        }
        for (mut narrower, next) in parts(scan, scan.perhaps(next, &["at", "in"]), deepest - 1) {
            narrower.insert(0, first.clone());
            found.push((narrower, next));
        }
        found.push((vec![first], next));
    }
    found
}

/// Wordings that name a part by words in it, and what name that is.
type ByWords = (&'static [&'static str], fn(String) -> Name);

/// One part: "paragraph 3", "the second line", "the sentence beginning “We”".
pub fn unit(scan: &Scan<'_>, at: usize) -> Vec<Read<Unit>> {
    let at = scan.perhaps(at, &["the"]);
    if let Some((which, next)) = scan.which(at) {
        let name = match which {
            Which::Nth(nth) => Name::Nth(nth),
            Which::Last => Name::Last,
            _ => return Vec::new(),
        };
        return kind(scan, next).map(|(kind, next)| (Unit { kind, name }, next)).into_iter().collect();
    }
    let Some((kind, next)) = kind(scan, at) else { return Vec::new() };
    let by_words: [ByWords; 3] = [
        (&["beginning with", "starting with", "which begins", "that begins", "beginning", "starting"], Name::Beginning),
        (&["ending with", "which ends", "that ends", "ending"], Name::Ending),
        (&["containing", "which contains", "that contains"], Name::Containing),
    ];
    for (wordings, name) in by_words {
        if let Some(next) = scan.any(next, wordings) {
            return scan.quoted(next).into_iter().map(|(words, next)| (Unit { kind, name: name(words) }, next)).collect();
        }
    }
    let next = scan.perhaps(next, &["number", "no"]);
    scan.label(next).map(|(label, next)| (Unit { kind, name: Name::Label(label) }, next)).into_iter().collect()
}

fn kind(scan: &Scan<'_>, at: usize) -> Option<Read<UnitKind>> {
    let kinds: [(&[&str], UnitKind); 4] = [
        (&BLOCKS, UnitKind::Block),
        (&ITEMS, UnitKind::Item),
        (&["line", "lines"], UnitKind::Line),
        (&["sentence", "sentences"], UnitKind::Sentence),
    ];
    kinds.into_iter().find_map(|(words, kind)| Some((kind, scan.any(at, words)?)))
}

/// One part or a run of them: "paragraphs 3 to 5", "lines 2-4".
pub fn units(scan: &Scan<'_>, at: usize) -> Vec<Read<(Unit, Unit)>> {
    let mut found = Vec::new();
    for (first, next) in unit(scan, at) {
        let dashed = scan.rest(next).trim_start().starts_with(['-', '–']).then_some(next);
        if let Some(second) = scan.any(next, &["to", "and", "through"]).or(dashed) {
            let second = scan.past_gap(second);
            let label = scan.label(second).map(|(label, next)| (Unit { kind: first.kind, name: Name::Label(label) }, next));
            let last = unit(scan, second).into_iter().next().filter(|(last, _)| last.kind == first.kind).or(label);
            found.extend(last.map(|(last, next)| ((first.clone(), last), next)));
        }
        found.push(((first.clone(), first), next));
    }
    found
}
