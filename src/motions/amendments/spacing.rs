//! Turns a place and the words for it into an operation, with the spaces and empty lines that the words need or no longer need.

use std::ops::Range;

use super::block::{Frozen, Kind};
use super::operation::Operation;
use super::wording::{Passage, Words};

/// A point in the text, and on which side of it the words named stand.
#[derive(Debug, Clone, Copy)]
pub struct Spot {
    pub at: usize,
    pub beside: Beside,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    Before,
    After,
    BlockBefore,
    BlockAfter,
}

/// The text on which words are put or from which they are taken.
pub struct Spacing<'a>(pub &'a Frozen);

impl Spacing<'_> {
    /// Words put in the place of a passage, or the passage gone with the space it no longer needs.
    pub fn instead(&self, range: Range<usize>, insert: Option<&Words>, passage: &Passage) -> Operation {
        let text = self.0.text();
        match insert {
            Some(words) => Operation::new(range.start, range.end, spaced(text, &range, &words.text)),
            None if matches!(passage, Passage::Units { .. }) && self.ends_line(range.start) && self.ends_line(range.end) => {
                without_block(text, &range)
            }
            None => closed_up(text, range),
        }
    }

    pub fn inserted(&self, spot: Spot, words: &Words) -> Operation {
        let text = self.0.text();
        let whole_block =
            words.as_block || matches!(spot.beside, Beside::BlockBefore | Beside::BlockAfter) && self.ends_line(spot.at);
        if !whole_block {
            return Operation::new(spot.at, spot.at, spaced(text, &(spot.at..spot.at), &words.text));
        }
        let block = words.text.trim();
        let blank = if self.in_list(spot.at, block) { "\n" } else { "\n\n" };
        let below = matches!(spot.beside, Beside::Before | Beside::BlockBefore);
        // A paragraph stands after the whole of the one in which its place was named.
        let blocks = self.0.blocks();
        let named = blocks.get(self.0.block_at(spot.at));
        let at =
            named.map_or(spot.at, |named| if below { named.range.end.max(spot.at) } else { named.range.start.min(spot.at) });
        let insert = match (text.trim().is_empty(), below) {
            (true, _) => block.to_owned(),
            (false, true) => format!("{blank}{block}"),
            (false, false) => format!("{block}{blank}"),
        };
        Operation::new(at, at, insert)
    }

    /// Whether a line begins or ends here.
    fn ends_line(&self, at: usize) -> bool {
        let text = self.0.text();
        at == 0 || text[..at].ends_with('\n') || text[at..].is_empty() || text[at..].starts_with(['\n', '\r'])
    }

    /// Whether a new block is an item beside an item.
    fn in_list(&self, at: usize, block: &str) -> bool {
        let beside = self.0.blocks().get(self.0.block_at(at)).map(|block| block.kind);
        let own = Frozen::new(block).blocks().first().map(|block| block.kind);
        beside == Some(Kind::Item) && own == Some(Kind::Item)
    }
}

/// The words with a space at each edge where they would run into the words of the text.
///
/// Drafting wording quotes words, not the spaces around them. What is inserted is otherwise exactly what was quoted: whether a full
/// stop has to give way is `tidy`'s question.
fn spaced(text: &str, range: &Range<usize>, words: &str) -> String {
    let (before, after) = (text[..range.start].chars().next_back(), text[range.end..].chars().next());
    let (first, last) = (words.chars().next(), words.chars().next_back());
    let left = parted(before, first, is_opening);
    let right = parted(last, after, is_opening);
    format!("{}{words}{}", if left { " " } else { "" }, if right { " " } else { "" })
}

/// Whether two characters that meet need a space between them.
fn parted(before: Option<char>, after: Option<char>, opens: fn(char) -> bool) -> bool {
    let (Some(before), Some(after)) = (before, after) else { return false };
    !before.is_whitespace() && !after.is_whitespace() && !opens(before) && !is_closing(after)
}

/// A comma or a semicolon keeps its space until the joins are tidied, because it may have to go altogether.
const fn is_closing(sign: char) -> bool {
    matches!(sign, ')' | ']' | '”' | '’' | '.' | ':' | '?' | '!' | '%')
}

const fn is_opening(sign: char) -> bool {
    matches!(sign, '(' | '[' | '“' | '‘' | '/')
}

/// A passage taken out, with one of the two spaces that would be left beside each other.
fn closed_up(text: &str, range: Range<usize>) -> Operation {
    let is_space = |sign: char| sign == ' ' || sign == '\u{a0}';
    let (before, after) = (&text[..range.start], &text[range.end..]);
    let spaces_after = after.len() - after.trim_start_matches(is_space).len();
    let spaces_before = before.len() - before.trim_end_matches(is_space).len();
    let at_start = before.is_empty() || before.ends_with('\n');
    let rest = &after[spaces_after..];
    let before_mark = rest.is_empty() || rest.starts_with(['\n', ',', ';', '.', ':', ')', '?', '!']);
    if spaces_before > 0 && before_mark {
        Operation::new(range.start - spaces_before, range.end + if rest.is_empty() { spaces_after } else { 0 }, "")
    } else if spaces_before > 0 || at_start {
        Operation::new(range.start, range.end + spaces_after, "")
    } else {
        Operation::new(range.start, range.end, "")
    }
}

/// A block taken out with the empty lines on one side of it: the fewer, so that a list stays a list and a paragraph its own.
fn without_block(text: &str, range: &Range<usize>) -> Operation {
    let (before, after) = (&text[..range.start], &text[range.end..]);
    let above = before.len() - before.trim_end().len();
    let below = after.len() - after.trim_start().len();
    let last = after.trim().is_empty();
    if last || above > 0 && above < below {
        Operation::new(range.start - above, range.end + if last { below } else { 0 }, "")
    } else {
        Operation::new(range.start, range.end + below, "")
    }
}
