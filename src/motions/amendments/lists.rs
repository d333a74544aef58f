//! Lists inside lists: which points belong to which, and what their numbers look like.

use std::ops::Range;

use super::block::{Block, Frozen, Kind};

/// How the points of a list are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    Digits,
    Letters,
    Roman,
    Bullets,
}

/// Finds out how the items among blocks are marked and which stand inside others: "3. … a) … b) … 4. …".
pub fn nest(blocks: &mut [Block]) {
    // The last item of each list that is still open, the outermost first.
    let mut open: Vec<(Style, Option<String>)> = Vec::new();
    for block in blocks {
        if block.kind != Kind::Item {
            open.clear();
            continue;
        }
        let style = style_of(block.printed.as_deref(), &open);
        if let Some(depth) = open.iter().position(|(other, _)| *other == style) {
            open.truncate(depth);
        }
        (block.style, block.depth) = (Some(style), open.len());
        open.push((style, block.printed.clone()));
    }
}

/// How an item is marked; what stands before it decides whether "i" is a letter or a number.
fn style_of(printed: Option<&str>, open: &[(Style, Option<String>)]) -> Style {
    let Some(printed) = printed else { return Style::Bullets };
    if printed.starts_with(|sign: char| sign.is_ascii_digit()) {
        return Style::Digits;
    }
    let follows = |(style, last): &(Style, Option<String>)| {
        let next = last.as_deref().and_then(|last| last.bytes().next()).map(|letter| char::from(letter.saturating_add(1)));
        *style == Style::Letters && printed.chars().eq(next)
    };
    let roman = printed.chars().all(|sign| "ivx".contains(sign)) && !open.iter().any(follows);
    if roman { Style::Roman } else { Style::Letters }
}

/// A block with the points that stand inside it.
pub fn with_sub_items(text: &Frozen, nth: usize) -> Range<usize> {
    let blocks = text.blocks();
    let Some(block) = blocks.get(nth) else { return 0..0 };
    let belongs = |other: &&Block| block.kind == Kind::Item && other.kind == Kind::Item && other.depth > block.depth;
    let last = blocks[nth + 1..].iter().take_while(belongs).last().unwrap_or(block);
    block.range.start..last.range.end
}

/// The items around an item, the nearest first.
fn around(blocks: &[Block], nth: usize) -> Vec<usize> {
    let mut depth = blocks.get(nth).map_or(0, |block| block.depth);
    let mut found = Vec::new();
    for at in (0..nth).rev().take_while(|at| blocks[*at].kind == Kind::Item) {
        if blocks[at].depth < depth {
            depth = blocks[at].depth;
            found.push(at);
        }
        if depth == 0 {
            break;
        }
    }
    found
}

/// The points of the list in which an item stands.
pub fn siblings(text: &Frozen, nth: usize) -> Vec<usize> {
    let blocks = text.blocks();
    let depth = blocks[nth].depth;
    let in_list = |at: &usize| blocks[*at].kind == Kind::Item && blocks[*at].depth >= depth;
    let first = (0..=nth).rev().take_while(in_list).last().unwrap_or(nth);
    (first..blocks.len()).take_while(in_list).filter(|at| blocks[*at].depth == depth).collect()
}

/// Whether an item stands inside another one within a part.
pub fn is_nested(text: &Frozen, nth: usize, within: &Range<usize>) -> bool {
    around(text.blocks(), nth).into_iter().any(|outer| text.blocks()[outer].range.start > within.start)
}

/// The item beside which a new one stands at the end of a part: the last one that is not inside another there.
pub fn last_of_its_own(text: &Frozen, within: &Range<usize>) -> Option<usize> {
    let last = text.block_at(within.end);
    text.blocks().get(last)?.style?;
    let inside = |nth: &usize| text.blocks()[*nth].range.start > within.start;
    Some(around(text.blocks(), last).into_iter().take_while(inside).last().unwrap_or(last))
}

/// What stands before the words of an item: "3. ", "(b) ", "- ".
pub fn mark<'a>(text: &'a Frozen, block: &Block) -> &'a str {
    let line = &text.text()[block.range.clone()];
    let indent = line.len() - line.trim_start().len();
    let mark = line[indent..].find(char::is_whitespace).map_or(line.len(), |end| indent + end);
    let rest = line[mark..].trim_start();
    &line[..line.len() - rest.len()]
}

/// The mark of an item with another number in it, where the number is one that can be counted on.
pub fn renumbered(mark: &str, printed: &str, style: Style, number: usize) -> Option<String> {
    let shown = match style {
        Style::Digits => {
            let (before, _) = printed.rsplit_once('.').map_or(("", printed), |(before, last)| (before, last));
            if before.is_empty() { number.to_string() } else { format!("{before}.{number}") }
        }
        Style::Letters => {
            char::from(b'a' + u8::try_from(number.checked_sub(1)?).ok().filter(|letter| *letter < 26)?).to_string()
        }
        Style::Roman => ROMAN.get(number.checked_sub(1)?)?.to_string(),
        Style::Bullets => return Some(mark.to_owned()),
    };
    let at = mark.to_lowercase().find(printed)?;
    let large = mark[at..].starts_with(char::is_uppercase);
    let shown = if large { shown.to_uppercase() } else { shown };
    Some(format!("{}{shown}{}", &mark[..at], &mark[at + printed.len()..]))
}

/// The number that an item prints, counted from one.
pub fn number_of(printed: &str, style: Style) -> Option<usize> {
    match style {
        Style::Digits => printed.rsplit('.').next()?.parse().ok(),
        Style::Letters => printed.bytes().next().filter(|_| printed.len() == 1).map(|letter| usize::from(letter - b'a') + 1),
        Style::Roman => ROMAN.iter().position(|number| *number == printed).map(|at| at + 1),
        Style::Bullets => None,
    }
}

const ROMAN: [&str; 20] = [
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii",
    "xix", "xx",
];
