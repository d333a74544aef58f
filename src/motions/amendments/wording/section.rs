//! Sections by the words that open them: "Conference resolves 2", "under “Council notes”", "in Union Believes".

use super::super::clause;
use super::deed::is_drafting;
use super::instruction::{Name, Unit, UnitKind};
use super::scan::{Read, Scan};

/// Those who note, believe and resolve.
const BODIES: [&str; 32] = [
    "conference",
    "congress",
    "branch",
    "council",
    "union",
    "party",
    "committee",
    "motion",
    "house",
    "parliament",
    "assembly",
    "meeting",
    "members",
    "group",
    "society",
    "association",
    "board",
    "executive",
    "senate",
    "federation",
    "region",
    "network",
    "forum",
    "ward",
    "club",
    "cooperative",
    "body",
    "agm",
    "clp",
    "bla",
    "we",
    "trust",
];
/// Words that may stand before them or before the verb.
const BESIDE: [&str; 16] = [
    "this",
    "our",
    "that",
    "the",
    "general",
    "annual",
    "national",
    "special",
    "student",
    "students",
    "local",
    "trades",
    "full",
    "further",
    "also",
    "therefore",
];
/// Verbs as they follow "we", and the nouns that sections are called by.
const OTHERS: [&str; 14] = [
    "note",
    "believe",
    "resolve",
    "resolved",
    "recognise",
    "mandate",
    "preamble",
    "background",
    "introduction",
    "rationale",
    "summary",
    "notes",
    "believes",
    "resolves",
];
/// Words with which something else is said.
const ELSEWHERE: [&str; 16] = [
    "after",
    "before",
    "following",
    "between",
    "in",
    "under",
    "at",
    "from",
    "to",
    "for",
    "with",
    "by",
    "all",
    "line",
    "lines",
    "and",
];
/// So many words at most name a section.
const LONGEST: usize = 5;

/// A section called by its opening, without quotation marks.
pub fn section(scan: &Scan<'_>, at: usize) -> Option<Read<Unit>> {
    let start = scan.perhaps(at, &["the section on", "the section", "the"]);
    let (mut said, mut at) = (Vec::new(), start);
    if is_drafting(scan, start) || scan.any(start, &ELSEWHERE).is_some() {
        return None;
    }
    for _ in 0..LONGEST {
        let (word, next) = scan.word(at)?;
        let verb = OTHERS.contains(&word.as_str()) || clause::is_verb(&word) && word != "is";
        let written_large = scan.rest(scan.past_gap(at)).starts_with(char::is_uppercase);
        if !verb && !BODIES.contains(&word.as_str()) && !BESIDE.contains(&word.as_str()) && !written_large {
            return None;
        }
        said.push(word);
        at = next;
        if verb {
            let next = scan.perhaps(at, &["section"]);
            return Some((called(said.join(" ")), next));
        }
    }
    None
}

/// A section called by its opening in quotation marks, once for each mark that may close them.
pub fn quoted_section(scan: &Scan<'_>, at: usize) -> Vec<Read<Unit>> {
    let headed = ["the section headed", "the section entitled", "the section", "the heading", "section", "heading", "the"];
    let at = scan.perhaps(at, &headed);
    let quoted = scan.quoted(at).into_iter().filter(|(words, _)| words.chars().any(char::is_alphanumeric));
    quoted.map(|(words, next)| (called(words), scan.perhaps(next, &["section"]))).collect()
}

/// A section in quotation marks that is said to be one.
pub fn headed_section(scan: &Scan<'_>, at: usize) -> Vec<Read<Unit>> {
    let said = scan.any(at, &["the section", "section", "the heading", "heading"]);
    said.map(|_| quoted_section(scan, at)).unwrap_or_default()
}

const fn called(words: String) -> Unit {
    Unit { kind: UnitKind::Section, name: Name::Called(words) }
}
