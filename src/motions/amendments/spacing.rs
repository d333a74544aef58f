//! Turns a place and the words for it into an operation, with the spaces and empty lines that the words need or no longer need.

use std::ops::Range;

use super::block::{Block, Frozen, Kind};
use super::lists::{mark, number_of, renumbered};
use super::operation::Operation;
use super::wording::{Passage, Shape, Words};

/// A point in the text, and on which side of it the words named stand.
#[derive(Debug, Clone, Copy)]
pub struct Spot {
    pub at: usize,
    pub beside: Beside,
    /// The block as whose neighbour a new point is marked.
    pub like: Option<usize>,
}

impl Spot {
    pub const fn new(at: usize, beside: Beside) -> Self {
        Self { at, beside, like: None }
    }
}

/// On which side of a spot the words named stand, and whether they are a whole block.
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
            Some(words) => {
                let range = self.after_empty_line(range, words.shape);
                let range = if matches!(passage, Passage::Parts { .. }) { self.after_mark(range, &words.text) } else { range };
                Operation::new(range.start, range.end, spaced(text, &range, &words.text))
            }
            None => self.whole(&range).map_or_else(|| closed_up(text, range), |whole| without_block(text, &whole)),
        }
    }

    /// Words set out in a paragraph of their own leave the empty line above them where it is.
    fn after_empty_line(&self, range: Range<usize>, shape: Shape) -> Range<usize> {
        let passage = &self.0.text()[range.clone()];
        let lines = passage.len() - passage.trim_start().len();
        let own = shape > Shape::Words && passage[..lines].contains('\n');
        if own { range.start + lines..range.end } else { range }
    }

    /// A point that is written anew keeps its number, unless the new words bring one.
    fn after_mark(&self, range: Range<usize>, words: &str) -> Range<usize> {
        let block = self.0.blocks().iter().find(|block| block.range.start == range.start && block.kind == Kind::Item);
        let mark = block.filter(|_| !is_item(words)).map_or("", |block| mark(self.0, block));
        range.start + mark.len()..range.end
    }

    /// Lines or blocks, where a range is all of their words; the number of a point belongs to its words.
    fn whole(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let point = self.0.blocks().get(self.0.block_at(range.start)).filter(|block| block.kind == Kind::Item);
        let start = point
            .filter(|block| block.range.start + mark(self.0, block).len() == range.start)
            .map_or(range.start, |block| block.range.start);
        (range.start < range.end && self.ends_line(start) && self.ends_line(range.end)).then_some(start..range.end)
    }

    /// Words put at a spot, in a paragraph of their own where they were said to be one.
    pub fn inserted(&self, spot: Spot, words: &Words) -> Operation {
        let text = self.0.text();
        let nth = self.0.block_at(spot.at);
        let continues_list = is_item(&words.text) && self.0.blocks().get(nth).is_some_and(|block| block.style.is_some());
        let beside_block = continues_list || matches!(spot.beside, Beside::BlockBefore | Beside::BlockAfter);
        if words.shape == Shape::Words && !(beside_block && self.ends_line(spot.at)) {
            return Operation::new(spot.at, spot.at, spaced(text, &(spot.at..spot.at), &words.text));
        }
        let below = matches!(spot.beside, Beside::Before | Beside::BlockBefore);
        // A paragraph stands after the whole of the one in which its place was named.
        let named = self.0.blocks().get(nth);
        let edge = |named: &Block| if below { named.range.end.max(spot.at) } else { named.range.start.min(spot.at) };
        let at = named.map_or(spot.at, edge);
        let beside_point = spot.like.is_some() && words.shape == Shape::Words;
        let shape = if beside_point { Shape::Item } else { words.shape };
        let block = self.marked(words.text.trim(), shape, spot);
        let blank = self.blank(spot.at, &block);
        let insert = match (text.trim().is_empty(), below) {
            (true, _) => block,
            (false, true) => format!("{blank}{block}"),
            (false, false) => format!("{block}{blank}"),
        };
        Operation::new(at, at, insert)
    }

    /// The words with the mark that the points beside them have, where they were said to be a point.
    fn marked(&self, block: &str, shape: Shape, spot: Spot) -> String {
        let nth = spot.like.unwrap_or_else(|| self.0.block_at(spot.at));
        let beside = self.0.blocks().get(nth);
        let Some((beside, style)) = beside.and_then(|beside| Some((beside, beside.style?))) else { return block.to_owned() };
        if shape != Shape::Item || is_item(block) {
            return block.to_owned();
        }
        let mark = mark(self.0, beside);
        let printed = beside.printed.as_deref().unwrap_or_default();
        let below = matches!(spot.beside, Beside::Before | Beside::BlockBefore);
        let number = number_of(printed, style).map(|number| if below { number + 1 } else { number });
        let mark = number.and_then(|number| renumbered(mark, printed, style, number)).unwrap_or_else(|| mark.to_owned());
        format!("{mark}{block}")
    }

    /// What parts a new block from the one beside it: as much as parts that one from its neighbours, if both are points.
    fn blank(&self, at: usize, block: &str) -> &'static str {
        let blocks = self.0.blocks();
        let nth = self.0.block_at(at);
        let is_point = |nth: usize| blocks.get(nth).is_some_and(|block| block.style.is_some());
        let neighbours = [(nth.wrapping_sub(1), nth), (nth, nth + 1)];
        let pair = neighbours.into_iter().find(|(one, other)| is_point(*one) && is_point(*other));
        let loose = pair.is_some_and(|(one, other)| {
            self.0.text()[blocks[one].range.end..blocks[other].range.start].matches('\n').count() > 1
        });
        if is_point(nth) && is_item(block) && !loose { "\n" } else { "\n\n" }
    }

    /// Whether a line begins or ends here.
    fn ends_line(&self, at: usize) -> bool {
        let text = self.0.text();
        at == 0 || text[..at].ends_with('\n') || text[at..].is_empty() || text[at..].starts_with(['\n', '\r'])
    }
}

/// Whether words begin as a point of a list does.
fn is_item(words: &str) -> bool {
    Frozen::new(words.trim()).blocks().first().is_some_and(|block| block.kind == Kind::Item)
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
