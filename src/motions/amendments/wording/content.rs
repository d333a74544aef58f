//! The words that an instruction inserts: quoted, or set out after a colon or on lines of their own.

use super::deed::begins_a_deed;
use super::instruction::{Shape, Words};
use super::scan::{Read, Scan};
use super::section::section;
use super::target;

/// Paragraphs and points as they are announced before their words.
const PARAGRAPHS: [&str; 4] = ["paragraph", "paragraphs", "section", "sections"];
const ITEMS: [&str; 13] = [
    "bullet point",
    "bullet points",
    "bullet",
    "bullets",
    "clause",
    "clauses",
    "point",
    "points",
    "item",
    "items",
    "sub paragraph",
    "action point",
    "resolution",
];
const BEFORE: [&str; 14] = [
    "the following",
    "following",
    "the",
    "a",
    "an",
    "in its place",
    "in their place",
    "in its stead",
    "instead thereof",
    "in place thereof",
    "instead",
    "thereof",
    "there",
    "with",
];

/// Words to insert, once for each way of reading them.
pub fn content(scan: &Scan<'_>, at: usize) -> Vec<Read<Words>> {
    let (at, shape) = announced(scan, at);
    if scan.quotes_at(at) {
        let quoted = scan.quoted(at).into_iter().filter(|(text, _)| !text.trim().is_empty());
        return quoted.map(|(text, next)| (Words { text, shape }, next)).collect();
    }
    set_out(scan, at, shape)
}

/// Past "a new paragraph" where its place is named before its words.
pub fn new_block(scan: &Scan<'_>, at: usize) -> Option<Read<Shape>> {
    let (next, shape) = announced(scan, at);
    (shape > Shape::Words && next > at).then_some((shape, next))
}

/// Past the word for a paragraph or a point.
pub fn block(scan: &Scan<'_>, at: usize) -> Option<Read<Shape>> {
    let paragraph = scan.any(at, &PARAGRAPHS).map(|next| (Shape::Paragraph, next));
    paragraph.or_else(|| scan.any(at, &ITEMS).map(|next| (Shape::Item, next)))
}

/// Past "the following words", "a new paragraph 4", "as follows"; and what they are said to be.
fn announced(scan: &Scan<'_>, at: usize) -> (usize, Shape) {
    let at = scan.perhaps(scan.perhaps(at, &BEFORE), &BEFORE[..5]);
    let new = scan.perhaps(at, &["new", "additional", "further", "extra", "two new"]);
    let section = section(scan, new).filter(|_| new > at).map(|(_, next)| (Shape::Item, next));
    let (at, shape) = match block(scan, new).or(section) {
        Some((shape, next)) => (past_label(scan, next), shape),
        None => (scan.perhaps(new, &["sentences", "sentence", "words", "word", "text", "phrase", "wording"]), Shape::Words),
    };
    (scan.perhaps(at, &["as follows", "to read", "reading", "which reads", "that reads", "to say", "saying"]), shape)
}

fn past_label(scan: &Scan<'_>, at: usize) -> usize {
    let label = scan.label(at).filter(|(_, after)| !scan.rest(*after).starts_with(char::is_alphabetic));
    label.map_or(at, |(_, after)| after)
}

/// Words without quotation marks, after a colon, a dash or the end of a line: to the line that begins another deed, or to the end.
fn set_out(scan: &Scan<'_>, at: usize, shape: Shape) -> Vec<Read<Words>> {
    let start = scan.past_gap(at);
    let gap = &scan.text[at..start];
    let marked = gap.contains([':', '\n', '—', '–']) || gap.trim() == "-";
    let rest = scan.text[start..].trim_end();
    let is_a_part = rest.len() < 40 && !target::unit(scan, start).is_empty();
    if !marked || rest.is_empty() || is_a_part {
        return Vec::new();
    }
    let shape = if gap.contains('\n') { shape.max(Shape::Paragraph) } else { shape };
    let lines = rest.match_indices('\n').map(|(line, _)| start + line).filter(|line| begins_a_deed(scan, line + 1));
    let ends = lines.take(1).chain([start + rest.len()]);
    ends.map(|end| (Words { text: scan.text[start..end].trim_end().to_owned(), shape }, end)).collect()
}
