//! Parts of a text by number, place or words: "paragraph 3(b)", "the second line of point 2", "the sentence beginning “We”".

use super::instruction::{Name, Part, Unit, UnitKind, Which};
use super::scan::{Read, Scan};
use super::section::{headed_section, quoted_section, section};

const KINDS: [(&[&str], UnitKind); 6] = [
    (&["paragraph", "paragraphs", "para", "paras", "sub paragraph", "subparagraph"], UnitKind::Block),
    (
        &[
            "clause",
            "clauses",
            "point",
            "points",
            "bullet point",
            "bullet points",
            "bullet",
            "bullets",
            "item",
            "items",
            "resolution",
            "sub section",
            "subsection",
            "article",
            "part",
        ],
        UnitKind::Item,
    ),
    (&["line", "lines"], UnitKind::Line),
    (&["sentence", "sentences"], UnitKind::Sentence),
    (&["section", "sections"], UnitKind::Section),
    (&["page", "p"], UnitKind::Page),
];
const INSIDE: [&str; 7] = ["in", "within", "under", "of", "on", "at", "from"];

/// So many parts are named within each other at most: page, paragraph, sentence, line.
const DEEPEST: usize = 4;

/// Nothing, or "in line 4", "in the second sentence of paragraph 2" after quoted words.
pub fn parts_after(scan: &Scan<'_>, at: usize) -> Vec<Read<Part>> {
    let inside = scan.any(scan.past(at, |sign| sign == '(' || sign == ' '), &INSIDE);
    let mut found = inside.map(|next| parts_inside(scan, next)).unwrap_or_default();
    found.push((Vec::new(), at));
    found
}

/// "In paragraph 3, line 2," before the deed; empty where nothing is said.
pub fn parts_before(scan: &Scan<'_>, at: usize) -> Vec<Read<Part>> {
    let mut found = match scan.any(at, &INSIDE) {
        Some(next) => parts_inside(scan, next),
        None => parts(scan, at),
    };
    found.push((Vec::new(), at));
    found
}

/// Parts as they are named after "in": by their opening in quotation marks or by a bare number too.
pub fn parts_inside(scan: &Scan<'_>, at: usize) -> Vec<Read<Part>> {
    let mut found = parts(scan, at);
    found.extend(bare_label(scan, at));
    for (section, next) in quoted_section(scan, at) {
        found.extend(with_narrower(scan, vec![section], next, DEEPEST));
    }
    found
}

/// Parts within parts, the widest first: "paragraph 3, line 2" or "line 2 of paragraph 3".
pub fn parts(scan: &Scan<'_>, at: usize) -> Vec<Read<Part>> {
    nested(scan, at, DEEPEST)
}

fn nested(scan: &Scan<'_>, at: usize, deepest: usize) -> Vec<Read<Part>> {
    let mut found = Vec::new();
    if deepest == 0 {
        return found;
    }
    for (first, next) in one(scan, at) {
        if let Some(inner) = scan.any(next, &["of", "in", "under"]) {
            let wider = if deepest == DEEPEST { parts_inside_of(scan, inner) } else { nested(scan, inner, deepest - 1) };
            found.extend(wider.into_iter().map(|(wider, next)| ([wider, first.clone()].concat(), next)));
        }
        found.extend(with_narrower(scan, first, next, deepest));
    }
    found
}

/// What "of" may lead to from the narrowest part.
fn parts_inside_of(scan: &Scan<'_>, at: usize) -> Vec<Read<Part>> {
    let mut found = nested(scan, at, DEEPEST - 1);
    found.extend(quoted_section(scan, at).into_iter().map(|(section, next)| (vec![section], next)));
    found
}

/// A part with narrower ones named after it, and alone.
fn with_narrower(scan: &Scan<'_>, first: Part, next: usize, deepest: usize) -> Vec<Read<Part>> {
    let inner = scan.perhaps(next, &["at", "in"]);
    let mut narrower = nested(scan, inner, deepest - 1);
    if first.last().is_some_and(|unit| unit.kind == UnitKind::Section) {
        narrower.extend(bare_label(scan, next));
    }
    let mut found: Vec<Read<Part>> =
        narrower.into_iter().map(|(narrower, next)| ([first.clone(), narrower].concat(), next)).collect();
    found.push((first, next));
    found
}

/// A numbered part with its sub-numbers, or a section.
fn one(scan: &Scan<'_>, at: usize) -> Vec<Read<Part>> {
    let mut found: Vec<Read<Part>> = unit(scan, at).into_iter().map(|(unit, next)| with_sub_labels(scan, unit, next)).collect();
    let sections = section(scan, at).into_iter().chain(headed_section(scan, at));
    found.extend(sections.map(|(section, next)| (vec![section], next)));
    found
}

/// "3(b)", "3 b)" after "in" or after a section.
pub fn bare_label(scan: &Scan<'_>, at: usize) -> Option<Read<Part>> {
    let (label, next) = scan.label(scan.past_gap(at))?;
    let closed = scan.text[..next].ends_with(')');
    let numbered = label.starts_with(|sign: char| sign.is_ascii_digit()) || closed;
    let next = if scan.rest(next).starts_with(". ") { next + 1 } else { next };
    numbered.then(|| with_sub_labels(scan, Unit { kind: UnitKind::Item, name: Name::Label(label) }, next))
}

/// "(b)", " b)", "(ii)" directly after a number.
fn with_sub_labels(scan: &Scan<'_>, unit: Unit, at: usize) -> Read<Part> {
    let numbered = matches!(unit.name, Name::Label(_)) && matches!(unit.kind, UnitKind::Block | UnitKind::Item);
    let (mut part, mut at) = (vec![unit], at);
    while numbered && part.len() < DEEPEST {
        let start = scan.past(at, |sign| sign == ' ' || sign == '.');
        let Some((label, next)) = scan.label(start).filter(|(_, next)| scan.text[..*next].ends_with(')')) else { break };
        part.push(Unit { kind: UnitKind::Item, name: Name::Label(label) });
        at = next;
    }
    (part, at)
}

/// Wordings that name a part by words in it, and what name that is.
type ByWords = (&'static [&'static str], fn(String) -> Name);

const BY_WORDS: [ByWords; 3] = [
    (&["beginning with", "starting with", "which begins", "that begins", "beginning", "starting"], Name::Beginning),
    (&["ending with", "which ends", "that ends", "ending"], Name::Ending),
    (&["containing", "which contains", "that contains"], Name::Containing),
];

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
    for (wordings, name) in BY_WORDS {
        if let Some(next) = scan.any(next, wordings) {
            return scan.quoted(next).into_iter().map(|(words, next)| (Unit { kind, name: name(words) }, next)).collect();
        }
    }
    let next = scan.perhaps(next, &["number", "no"]);
    let next = scan.past(next, |sign| sign == '.');
    scan.label(next).map(|(label, next)| (Unit { kind, name: Name::Label(label) }, next)).into_iter().collect()
}

/// What kind of part a word names.
pub fn kind(scan: &Scan<'_>, at: usize) -> Option<Read<UnitKind>> {
    KINDS.into_iter().find_map(|(words, kind)| Some((kind, scan.any(at, words)?)))
}

/// One part or a run of them: "paragraphs 3 to 5", "lines 2-4", "the whole of Conference believes".
pub fn runs(scan: &Scan<'_>, at: usize) -> Vec<Read<(Part, Part)>> {
    let whole = scan.any(at, &["the whole of", "all of", "the entirety of", "the entire", "the whole"]);
    let first = whole.map(|next| parts_inside(scan, next)).unwrap_or_default();
    let mut found = Vec::new();
    for (first, next) in first.into_iter().chain(parts(scan, at)).chain(bare_label(scan, at)) {
        let dashed = scan.rest(next).trim_start().starts_with(['-', '–']).then_some(next);
        let second = scan.any(next, &["to", "and", "through"]).or(dashed);
        if let Some((last, next)) = second.and_then(|second| run_end(scan, &first, second)) {
            found.extend(run_inside(scan, &first, &last, next));
            found.push(((first.clone(), last), next));
        }
        found.push(((first.clone(), first), next));
    }
    found
}

/// "of Conference resolves", said of both ends of a run.
fn run_inside(scan: &Scan<'_>, first: &Part, last: &Part, at: usize) -> Vec<Read<(Part, Part)>> {
    let inside = scan.any(at, &["of", "in", "under"]).map(|next| parts_inside(scan, next)).unwrap_or_default();
    let both = |around: Part| ([around.clone(), first.clone()].concat(), [around, last.clone()].concat());
    inside.into_iter().map(|(around, next)| (both(around), next)).collect()
}

/// The last part of a run, inside the same parts as the first.
fn run_end(scan: &Scan<'_>, first: &[Unit], at: usize) -> Option<Read<Part>> {
    let at = scan.past_gap(at);
    let (narrowest, around) = first.split_last()?;
    let label = scan.label(at).map(|(label, next)| (Unit { kind: narrowest.kind, name: Name::Label(label) }, next));
    let last = unit(scan, at).into_iter().next().filter(|(last, _)| last.kind == narrowest.kind).or(label);
    last.map(|(last, next)| ([around, &[last]].concat(), next))
}
