//! A text that no longer changes, in numbered blocks: what amendments are amendments to.
//!
//! Lines are a matter of paper and window; blocks are the text's own. A block is a heading, a paragraph or an item of a list, and
//! its number never moves once the text is frozen.

use std::ops::Range;

use super::lists::{self, Style};

/// A text as it was frozen, cut into its blocks. Offsets are those of its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frozen {
    text: String,
    blocks: Vec<Block>,
}

/// A heading, a paragraph or an item of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    pub kind: Kind,
    /// Its number in this text: "2", or "2.1" for the first item under paragraph 2.
    pub number: String,
    /// The number or letter that the text itself prints before it: "3", "b", "iv".
    pub printed: Option<String>,
    /// How it is marked, if it is an item.
    pub style: Option<Style>,
    /// How many items it stands inside.
    pub depth: usize,
    /// Where it stands in the text.
    pub range: Range<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Heading,
    Paragraph,
    Item,
}

/// A second print begins with at least so many characters of the first.
const SAME: usize = 40;
/// So many bytes at most stand between the first print and the second: "Original motion (2026/7):".
const HEADING: usize = 80;
/// So many times at most is a motion printed in one paper.
const PRINTS: usize = 6;

impl Frozen {
    /// Cuts a text into its blocks.
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        let mut blocks = blocks_of(&text);
        lists::nest(&mut blocks);
        Self { text, blocks }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The whole text as a range.
    pub fn whole(&self) -> Range<usize> {
        0..self.text.len()
    }

    /// The block in which an offset lies, counted from nought; between two blocks it is the one before.
    pub fn block_at(&self, offset: usize) -> usize {
        self.blocks.partition_point(|block| block.range.start <= offset).saturating_sub(1)
    }

    /// Where the second print begins in a text that prints itself again.
    ///
    /// Papers of record print the motion once more below ("Original motion: …"), and an amendment means the motion, not its copy.
    pub fn printed_again_at(&self) -> Option<usize> {
        printed_again_at(&self.text)
    }

    /// The text without a second print of itself below it.
    pub fn printed_once(&self) -> &str {
        // What follows the heading of the last print is the motion as it was printed first.
        let mut once = self.text.as_str();
        for _ in 0..PRINTS {
            match printed_again_at(once) {
                Some(again) => once = &once[again..],
                None => return if self.text.starts_with(once) { once } else { &self.text },
            }
        }
        // A text that goes on and on repeating itself is not a paper with copies.
        &self.text
    }

    /// The lines of the text as it was handed in, empty ones left out.
    pub fn lines(&self) -> Vec<Range<usize>> {
        lines_of(&self.text).filter(|range| !self.text[range.clone()].trim().is_empty()).collect()
    }
}

/// Where a text begins anew, in the same words to its end or for as long as it was before.
fn printed_again_at(text: &str) -> Option<usize> {
    let opening = text.get(..text.char_indices().nth(SAME).map_or(text.len(), |(at, _)| at))?;
    let again = text.match_indices(opening).map(|(at, _)| at).find(|at| *at > 0)?;
    let same = text.bytes().zip(text[again..].bytes()).take_while(|(one, other)| one == other).count();
    let to_the_end = again + same == text.len();
    let whole = again <= same + HEADING;
    (to_the_end && whole || same >= again).then_some(again)
}

/// Every line's range, without what ends it.
fn lines_of(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let range = start..start + line.trim_end_matches(['\n', '\r']).len();
        start += line.len();
        range
    })
}

fn blocks_of(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = false;
    let (mut paragraph, mut item) = (0, 0);
    for line in lines_of(text) {
        let words = &text[line.clone()];
        let (kind, printed) = kind_of(words);
        if words.trim().is_empty() {
            open = false;
        } else if let Some(last) = blocks.last_mut().filter(|_| open && kind == Kind::Paragraph) {
            // A paragraph that was broken over lines goes on.
            last.range.end = line.end;
        } else {
            let number = if kind == Kind::Item {
                item += 1;
                if paragraph == 0 { item.to_string() } else { format!("{paragraph}.{item}") }
            } else {
                (paragraph, item) = (paragraph + 1, 0);
                paragraph.to_string()
            };
            blocks.push(Block { kind, number, printed, style: None, depth: 0, range: line });
            open = kind != Kind::Heading;
        }
    }
    blocks
}

/// What a line begins, and the number it prints.
fn kind_of(line: &str) -> (Kind, Option<String>) {
    let line = line.trim_start();
    let first = line.split_whitespace().next().unwrap_or_default();
    let more = line.len() > first.len();
    if more && !first.is_empty() && first.chars().all(|sign| sign == '#') {
        return (Kind::Heading, None);
    }
    if more && ["-", "*", "•", "–", "+"].contains(&first) {
        return (Kind::Item, None);
    }
    let bare = first.trim_start_matches('(').trim_end_matches([')', '.']);
    let numbered = more && bare.len() < first.len() && is_number(bare);
    if numbered { (Kind::Item, Some(bare.to_lowercase())) } else { (Kind::Paragraph, None) }
}

/// "3", "2.1", "b", "iv": what numbers an item.
fn is_number(mark: &str) -> bool {
    let digits = !mark.is_empty() && mark.len() < 7 && mark.chars().all(|sign| sign.is_ascii_digit() || sign == '.');
    let letter = mark.len() == 1 && mark.chars().all(|sign| sign.is_ascii_alphabetic());
    let roman = !mark.is_empty() && mark.len() < 5 && mark.to_lowercase().chars().all(|sign| "ivx".contains(sign));
    digits || letter || roman
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_motion_of_a_branch_has_headings_paragraphs_and_items() {
        let text = "# Buses\n\nThis branch notes:\n\n1. that fares rose;\n2. that services\nwere cut.\n\nThis branch resolves to write.\n";
        let frozen = Frozen::new(text);

        let numbers: Vec<&str> = frozen.blocks().iter().map(|block| block.number.as_str()).collect();
        assert_eq!(numbers, ["1", "2", "2.1", "2.2", "3"]);
        let kinds: Vec<Kind> = frozen.blocks().iter().map(|block| block.kind).collect();
        assert_eq!(kinds, [Kind::Heading, Kind::Paragraph, Kind::Item, Kind::Item, Kind::Paragraph]);
        assert_eq!(&text[frozen.blocks()[3].range.clone()], "2. that services\nwere cut.");
        assert_eq!(frozen.blocks()[3].printed.as_deref(), Some("2"));
    }

    #[test]
    fn an_offset_belongs_to_the_block_it_lies_in() {
        let frozen = Frozen::new("One.\n\nTwo.");

        assert_eq!([0, 4, 5, 6, 10].map(|offset| frozen.block_at(offset)), [0, 0, 0, 1, 1]);
        assert_eq!(Frozen::new("").block_at(0), 0);
    }

    #[test]
    fn a_motion_printed_again_below_is_known_for_its_copy() {
        let motion = "That this branch notes that fares rose, and calls on the council to act.";
        let twice = Frozen::new(format!("{motion} Original motion (4): {motion}"));

        assert_eq!(twice.printed_again_at(), Some(motion.len() + " Original motion (4): ".len()));
        assert_eq!(twice.printed_once(), motion);
        assert_eq!(Frozen::new(motion).printed_again_at(), None);
        assert_eq!(Frozen::new("This branch notes A. This branch notes B. This branch notes C.").printed_again_at(), None);
    }

    #[test]
    fn a_year_at_the_start_of_a_sentence_is_no_number() {
        assert_eq!(Frozen::new("2026 was dry.").blocks()[0].kind, Kind::Paragraph);
        assert_eq!(Frozen::new("I. Buses").blocks()[0].printed.as_deref(), Some("i"));
    }
}
