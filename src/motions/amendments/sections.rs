//! Sections of a motion: what "Conference resolves:" opens, up to the next such opening.

use std::ops::Range;

use super::block::{Frozen, Kind};

/// Among so many first words of a block its name is looked for.
const OPENING: usize = 8;

/// The sections whose opening has these words in it; a paragraph that opens with them is one where no heading does.
pub fn called(text: &Frozen, called: &str, within: &Range<usize>) -> Vec<Range<usize>> {
    let wanted = words(called);
    let inside = |range: &Range<usize>| range.start >= within.start && range.end <= within.end;
    let blocks = text.blocks().iter().enumerate().filter(|(_, block)| block.kind != Kind::Item && inside(&block.range));
    let named: Vec<usize> = blocks
        .filter(|(_, block)| {
            let opening: Vec<String> = words(&text.text()[block.range.clone()]).into_iter().take(OPENING).collect();
            !wanted.is_empty() && opening.windows(wanted.len()).any(|run| run == wanted)
        })
        .map(|(nth, _)| nth)
        .collect();
    let heads: Vec<usize> = named.iter().copied().filter(|nth| is_head(text, *nth)).collect();
    let chosen = if heads.is_empty() { named } else { heads };
    chosen.into_iter().map(|nth| extent(text, nth)).filter(inside).collect()
}

/// Every section with a heading or an opening line of its own, in the order of the text.
pub fn all(text: &Frozen, within: &Range<usize>) -> Vec<Range<usize>> {
    let heads = (0..text.blocks().len()).filter(|nth| is_head(text, *nth));
    heads.map(|nth| extent(text, nth)).filter(|range| range.start >= within.start && range.end <= within.end).collect()
}

/// Whether a block opens a section: a heading, a line that ends with a colon, or what stands above a list.
fn is_head(text: &Frozen, nth: usize) -> bool {
    let (block, next) = (&text.blocks()[nth], text.blocks().get(nth + 1));
    let colon = text.text()[block.range.clone()].trim_end().ends_with(':');
    block.kind == Kind::Heading || block.kind != Kind::Item && (colon || next.is_some_and(|next| next.kind == Kind::Item))
}

/// From its opening to the last block before the next one.
fn extent(text: &Frozen, nth: usize) -> Range<usize> {
    let blocks = text.blocks();
    let head = is_head(text, nth);
    let ends = |at: usize| if head { is_head(text, at) } else { blocks[at].kind != Kind::Item };
    let next = (nth + 1..blocks.len()).find(|at| ends(*at)).unwrap_or(blocks.len());
    blocks[nth].range.start..blocks[next - 1].range.end
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    words.take(64).map(str::to_lowercase).collect()
}
