//! The words that an instruction inserts: quoted, or set out after a colon or on lines of their own.

use super::instruction::Words;
use super::scan::{Read, Scan};
use super::target;

/// Words to insert, once for each way of reading them.
pub fn content(scan: &Scan<'_>, at: usize) -> Vec<Read<Words>> {
    let (at, as_block) = announced(scan, at);
    if scan.quotes_at(at) {
        return scan
            .quoted(at)
            .into_iter()
            .filter(|(text, _)| !text.trim().is_empty())
            .map(|(text, next)| (Words { text, as_block }, next))
            .collect();
    }
    set_out(scan, at, as_block).into_iter().collect()
}

/// Past "a new paragraph" where its place is named before its words.
pub fn new_block(scan: &Scan<'_>, at: usize) -> Option<usize> {
    Some(announced(scan, at)).filter(|(next, as_block)| *as_block && *next > at).map(|(next, _)| next)
}

/// Past "the following words", "a new paragraph 4", "as follows"; and whether it is a paragraph.
fn announced(scan: &Scan<'_>, at: usize) -> (usize, bool) {
    let mut at = at;
    let mut as_block = false;
    at = scan
        .perhaps(at, &["the following", "following", "the", "a", "an", "in its place", "in their place", "instead", "there"]);
    let next = scan.perhaps(at, &["new", "additional", "further", "extra"]);
    let blocks = ["bullet point", "bullet", "paragraph", "paragraphs", "clause", "point", "points", "item", "sub paragraph"];
    if let Some(next) = scan.any(next, &blocks) {
        as_block = true;
        at = scan
            .label(next)
            .filter(|(_, after)| !scan.rest(*after).starts_with(char::is_alphabetic))
            .map_or(next, |(_, after)| after);
    } else {
        at = scan.perhaps(next, &["sentence", "words", "word", "text", "phrase"]);
    }
    (scan.perhaps(at, &["as follows", "to read", "reading", "which reads", "that reads", "at the end"]), as_block)
}

/// Words without quotation marks, after a colon, a dash or the end of a line: they go to the end of the instruction.
fn set_out(scan: &Scan<'_>, at: usize, as_block: bool) -> Option<Read<Words>> {
    let start = scan.past_gap(at);
    let gap = &scan.text[at..start];
    let marked = gap.contains([':', '\n', '—', '–']) || gap.trim() == "-";
    let text = scan.text[start..].trim_end();
    let is_a_part = !target::unit(scan, start).is_empty() && text.len() < 40;
    let own_lines = as_block || gap.contains('\n');
    (marked && !text.is_empty() && !is_a_part).then(|| (Words { text: text.to_owned(), as_block: own_lines }, scan.text.len()))
}
