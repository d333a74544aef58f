//! A suggestion for the order in which amendments are put: one that has to be decided before another goes first, then the one that
//! changes most.
//!
//! Traditions differ, and the chair decides; this is what the chair is offered.

use std::cmp::Reverse;

use super::operation::Edit;

/// Which tradition breaks the tie between amendments that do not wait for each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tradition {
    /// The one that leaves out most of the text first.
    WidestFirst,
    /// In the order in which they touch the text.
    ByTheText,
}

/// One amendment has to be decided before another: by a link that was declared between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waits {
    pub first: usize,
    pub then: usize,
}

/// Amendments by their places in the list, in the order suggested. Links in a circle are left aside.
pub fn suggested(edits: &[&Edit], waits: &[Waits], tradition: Tradition) -> Vec<usize> {
    let mut left: Vec<usize> = (0..edits.len()).collect();
    let mut ordered = Vec::with_capacity(edits.len());
    while !left.is_empty() {
        let waiting =
            |one: &usize| waits.iter().any(|link| link.then == *one && link.first != *one && left.contains(&link.first));
        let free = left.iter().copied().filter(|one| !waiting(one));
        let key = |one: &usize| key(edits[*one], *one, tradition);
        let next = free.min_by_key(key).or_else(|| left.iter().copied().min_by_key(key));
        let Some(next) = next else { break };
        left.retain(|one| *one != next);
        ordered.push(next);
    }
    ordered
}

/// What amendments are sorted by.
fn key(edit: &Edit, place: usize, tradition: Tradition) -> (Reverse<usize>, usize, usize) {
    let first = edit.operations().first().map_or(0, |one| one.from);
    match tradition {
        Tradition::WidestFirst => (Reverse(edit.reach()), first, place),
        Tradition::ByTheText => (Reverse(0), first, place),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::motions::amendments::Operation;

    fn edits() -> Vec<Edit> {
        let change =
            |from: usize, to: usize| Edit::new(vec![Operation::new(from, to, "")], &"x".repeat(100)).expect("one change");
        vec![change(50, 52), change(10, 90), change(0, 1)]
    }

    #[test]
    fn the_amendment_that_leaves_out_most_is_put_first() {
        let edits = edits();
        let edits: Vec<&Edit> = edits.iter().collect();

        assert_eq!(suggested(&edits, &[], Tradition::WidestFirst), [1, 0, 2]);
        assert_eq!(suggested(&edits, &[], Tradition::ByTheText), [2, 1, 0]);
    }

    #[test]
    fn an_amendment_waits_for_the_one_it_depends_on_and_a_circle_stops_nobody() {
        let edits = edits();
        let edits: Vec<&Edit> = edits.iter().collect();
        let waits = |first, then| Waits { first, then };

        assert_eq!(suggested(&edits, &[waits(2, 1)], Tradition::WidestFirst), [0, 2, 1]);
        assert_eq!(suggested(&edits, &[waits(0, 1), waits(1, 0)], Tradition::WidestFirst), [2, 1, 0]);
    }
}
