//! The numbers of a list after a point was added or left out: they go on without a gap, as a clerk would see to.

use std::ops::Range;

use super::block::Frozen;
use super::lists::{mark, number_of, renumbered, siblings};

/// The marks that have to change, from the last one back, where the order of numbers broke at a join.
///
/// A list that had gaps of its own keeps them: only a list whose every break is where something was added or left out is numbered
/// anew, and only from there on. What other sentences say about the points of a list ("see 3") is nobody's to guess.
pub fn renumbering(text: &str, joins: &[usize]) -> Vec<(Range<usize>, String)> {
    let frozen = Frozen::new(text);
    let mut changes: Vec<(Range<usize>, String)> = Vec::new();
    for join in joins.iter().filter_map(|at| touched(&frozen, *at)) {
        let list = siblings(&frozen, join);
        if list.first().is_some_and(|first| changes.iter().all(|(range, _)| range.start < frozen.blocks()[*first].range.start))
        {
            changes.extend(in_order(&frozen, &list, joins).unwrap_or_default());
        }
    }
    changes.reverse();
    changes
}

/// The item whose beginning or end is at an offset.
fn touched(text: &Frozen, at: usize) -> Option<usize> {
    let nth = text.block_at(at);
    let items = [Some(nth), nth.checked_sub(1), Some(nth + 1)].into_iter().flatten();
    let near =
        |nth: &usize| text.blocks().get(*nth).is_some_and(|block| block.style.is_some() && beside(text, &block.range, at));
    items.into_iter().find(near)
}

/// Whether nothing but space lies between an offset and an edge of a range.
fn beside(text: &Frozen, range: &Range<usize>, at: usize) -> bool {
    let blank = |from: usize, to: usize| text.text().get(from.min(to)..from.max(to)).is_some_and(|gap| gap.trim().is_empty());
    blank(range.start, at) || blank(range.end, at)
}

/// The marks of a list with its numbers in order; None where it has no numbers or gaps of its own.
fn in_order(text: &Frozen, list: &[usize], joins: &[usize]) -> Option<Vec<(Range<usize>, String)>> {
    let blocks = text.blocks();
    let number = |nth: usize| number_of(blocks[nth].printed.as_deref()?, blocks[nth].style?);
    let numbers: Vec<usize> = list.iter().map(|nth| number(*nth)).collect::<Option<_>>()?;
    let joined = |between: Range<usize>| {
        let near = |at: &usize| between.contains(at) || *at == between.end;
        joins.iter().any(near)
    };
    let broken = (1..list.len()).filter(|at| numbers[*at] != numbers[at - 1] + 1);
    let own_gap = |at: usize| !joined(blocks[list[at - 1]].range.end..blocks[list[at]].range.start);
    if broken.into_iter().any(own_gap) {
        return None;
    }
    let start = blocks.get(*list.first()?)?.range.start;
    let first = if joined(start..start) { 1 } else { numbers[0] };
    let marked = list.iter().zip(first..).filter(|(nth, wanted)| number(**nth) != Some(*wanted));
    marked.map(|(nth, wanted)| with_number(text, *nth, wanted)).collect()
}

fn with_number(text: &Frozen, nth: usize, number: usize) -> Option<(Range<usize>, String)> {
    let block = &text.blocks()[nth];
    let mark = mark(text, block);
    let new = renumbered(mark, block.printed.as_deref()?, block.style?, number)?;
    Some((block.range.start..block.range.start + mark.len(), new))
}
