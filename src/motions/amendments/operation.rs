//! What an amendment does to a text: at certain places it takes certain words away and puts others there.

use serde::{Deserialize, Serialize};

use super::finding::Place;

/// One change at one place. Offsets are those of the bytes of the text it is made to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Operation {
    pub from: usize,
    pub to: usize,
    pub insert: String,
}

impl Operation {
    pub fn new(from: usize, to: usize, insert: impl Into<String>) -> Self {
        Self { from, to, insert: insert.into() }
    }

    /// Whether it takes nothing away.
    pub fn only_inserts(&self) -> bool {
        self.from == self.to
    }
}

/// Everything one amendment does, in the order of the text; no two of its changes share a word.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Edit(Vec<Operation>);

/// Why changes are no edit of a text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoEdit {
    #[error("Two of its changes are about the same words, “{}”.", .0.words)]
    Overlap(Place),
    #[error("It was made to another text.")]
    OtherText,
}

impl Edit {
    /// Puts changes in order, and refuses those that share a word or do not lie in the text.
    pub fn new(mut operations: Vec<Operation>, text: &str) -> Result<Self, NoEdit> {
        operations.sort();
        operations.dedup();
        let inside = |one: &Operation| one.from <= one.to && text.get(one.from..one.to).is_some();
        if !operations.iter().all(inside) {
            return Err(NoEdit::OtherText);
        }
        for pair in operations.windows(2) {
            let (one, next) = (&pair[0], &pair[1]);
            let same_point = one.from == next.from && one.only_inserts() && next.only_inserts();
            if next.from < one.to || same_point {
                return Err(NoEdit::Overlap(Place::of(text, next.from..next.to.min(one.to).max(next.from))));
            }
        }
        Ok(Self(operations))
    }

    /// Changes that are in order already and share no word.
    pub(super) const fn of_ordered(operations: Vec<Operation>) -> Self {
        Self(operations)
    }

    pub fn operations(&self) -> &[Operation] {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many bytes of the text it takes away: what "the widest effect first" goes by.
    pub fn reach(&self) -> usize {
        self.0.iter().map(|one| one.to - one.from).sum()
    }

    /// The text with every change made.
    pub fn apply(&self, text: &str) -> String {
        let mut standing = Standing::new(text);
        standing.take(self);
        standing.text
    }
}

/// A text as it stands after amendments, with the joins where old words meet new ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    pub text: String,
    /// In the order of the text.
    pub joins: Vec<Join>,
}

/// Where old words meet new ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Join {
    pub at: usize,
    /// The first word that was left out where new words begin; empty elsewhere.
    pub left_out: String,
}

impl Standing {
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), joins: Vec::new() }
    }

    /// Makes every change of an edit to the text as it stands. Joins made before move along with their words.
    pub fn take(&mut self, edit: &Edit) {
        let room: usize = edit.0.iter().map(|one| one.insert.len()).sum();
        let mut text = String::with_capacity(self.text.len() + room);
        let (mut joins, mut earlier) = (Vec::new(), std::mem::take(&mut self.joins).into_iter().peekable());
        let mut at = 0;
        for one in &edit.0 {
            while let Some(join) = earlier.next_if(|join| join.at < one.from) {
                joins.push(Join { at: text.len() + join.at - at, ..join });
            }
            text.push_str(&self.text[at..one.from]);
            let left_out = self.text[one.from..one.to].split_whitespace().next().unwrap_or_default().to_owned();
            joins.push(Join { at: text.len(), left_out });
            text.push_str(&one.insert);
            joins.push(Join { at: text.len(), left_out: String::new() });
            while earlier.next_if(|join| join.at <= one.to).is_some() {}
            at = one.to;
        }
        joins.extend(earlier.map(|join| Join { at: text.len() + join.at - at, ..join }));
        text.push_str(&self.text[at..]);
        joins.dedup_by_key(|join| join.at);
        (self.text, self.joins) = (text, joins);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_made_in_the_order_of_the_text_whatever_order_they_came_in() {
        let text = "one two three";
        let edit = Edit::new(vec![Operation::new(8, 13, "3"), Operation::new(0, 3, "1")], text);

        assert_eq!(edit.map(|edit| edit.apply(text)), Ok("1 two 3".to_owned()));
    }

    #[test]
    fn two_changes_of_the_same_word_are_no_edit() {
        let refused = Edit::new(vec![Operation::new(0, 7, "x"), Operation::new(4, 9, "y")], "one two three");

        assert_eq!(
            refused.map_err(|why| why.to_string()),
            Err("Two of its changes are about the same words, “two”.".to_owned())
        );
    }

    #[test]
    fn a_change_outside_the_text_or_inside_a_letter_is_refused() {
        assert_eq!(Edit::new(vec![Operation::new(0, 99, "")], "short"), Err(NoEdit::OtherText));
        assert_eq!(Edit::new(vec![Operation::new(1, 1, "x")], "é"), Err(NoEdit::OtherText));
    }

    #[test]
    fn joins_move_along_when_a_later_change_is_made_before_them() {
        let mut standing = Standing::new("A notes B.");
        standing.take(&Edit(vec![Operation::new(10, 10, " C.")]));
        assert_eq!(standing.joins.iter().map(|join| join.at).collect::<Vec<_>>(), [10, 13]);

        standing.take(&Edit(vec![Operation::new(0, 1, "Alpha")]));
        assert_eq!(standing.text, "Alpha notes B. C.");
        assert_eq!(standing.joins.iter().map(|join| join.at).collect::<Vec<_>>(), [0, 5, 14, 17]);
        assert_eq!(standing.joins[0].left_out, "A");
    }
}
