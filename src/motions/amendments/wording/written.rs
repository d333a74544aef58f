//! Puts an edit into drafting wording: "leave out “late” and insert “early”".
//!
//! Each wording is read back and carried out before it is given out; one that would make any other text is thrown away and words are
//! taken in on both sides until the text is the same to the last space. The wording shown to the meeting is therefore the amendment.

use std::ops::Range;

use super::super::block::Frozen;
use super::super::finding::places;
use super::super::operation::{Edit, Operation};
use super::super::placing::place;
use super::grammar::read;

/// A passage of so many words is quoted whole; a longer one by its ends.
const QUOTED_WHOLE: usize = 14;
/// So many words are quoted at most to name a place before an ordinal is used.
const NAMING: usize = 7;
/// So many words at most are taken in on each side of a change.
const WIDEST: usize = 6;

/// The instruction that makes this edit of a text.
pub fn written(text: &Frozen, edit: &Edit) -> String {
    let wanted = edit.apply(text.text());
    let steps: Option<Vec<String>> = edit.operations().iter().map(|one| step(text, one)).collect();
    let together = steps.map(|steps| steps.join("; ")).filter(|steps| !steps.is_empty() && makes(text, steps, &wanted));
    let as_one = || spanning(text, edit).and_then(|one| step(text, &one));
    together.or_else(as_one).unwrap_or_else(|| {
        let mut whole = MARKS.map(|marks| format!("leave out all and insert {}", marks.quote(&wanted))).into_iter();
        whole.find(|words| makes(text, words, &wanted)).unwrap_or_else(|| Marks::Fence.quote(&wanted))
    })
}

/// Whether an instruction makes the wanted text.
fn makes(text: &Frozen, instruction: &str, wanted: &str) -> bool {
    let made = read(instruction).ok().and_then(|instruction| place(&instruction, text).ok());
    made.is_some_and(|placed| placed.doubtful.is_empty() && placed.edit.apply(text.text()) == wanted)
}

/// All changes as one, with the words between them.
fn spanning(text: &Frozen, edit: &Edit) -> Option<Operation> {
    let (first, last) = (edit.operations().first()?, edit.operations().last()?);
    let mut insert = String::new();
    let mut at = first.from;
    for one in edit.operations() {
        insert.push_str(&text.text()[at..one.from]);
        insert.push_str(&one.insert);
        at = one.to;
    }
    Some(Operation::new(first.from, last.to, insert))
}

/// One operation in words, taken wider until its words make exactly this change.
fn step(text: &Frozen, operation: &Operation) -> Option<String> {
    let wanted = Edit::of_ordered(vec![operation.clone()]).apply(text.text());
    (0..=WIDEST).find_map(|wider| {
        let one = widened(text.text(), operation, wider);
        let curly = wordings(text, &one, Marks::Curly);
        let others = MARKS[1..].iter().flat_map(|marks| wordings(text, &one, *marks));
        let needs_others =
            curly.iter().any(|words| words.contains('"') || words.matches('“').count() != words.matches('”').count());
        let others = others.take_while(|_| needs_others);
        curly.iter().cloned().chain(others).find(|words| makes(text, words, &wanted))
    })
}

/// The operation with so many more words on each side left out and put back.
fn widened(text: &str, operation: &Operation, words: usize) -> Operation {
    if words == 0 {
        return operation.clone();
    }
    let from = starts_before(text, operation.from).nth(words - 1).unwrap_or(0);
    let to = ends_after(text, operation.to).nth(words - 1).unwrap_or(text.len());
    let insert = format!("{}{}{}", &text[from..operation.from], operation.insert, &text[operation.to..to]);
    Operation::new(from, to, insert)
}

/// Where words begin before an offset, the nearest first.
fn starts_before(text: &str, at: usize) -> impl Iterator<Item = usize> + '_ {
    let before = &text[..at];
    let starts = before.char_indices().rev().filter(move |(start, sign)| {
        !sign.is_whitespace() && before[..*start].chars().next_back().is_none_or(char::is_whitespace)
    });
    starts.map(|(start, _)| start)
}

/// Where words end after an offset, the nearest first.
fn ends_after(text: &str, at: usize) -> impl Iterator<Item = usize> + '_ {
    let after = &text[at..];
    let ends = after.char_indices().filter(move |(end, sign)| {
        let next = end + sign.len_utf8();
        !sign.is_whitespace() && after[next..].chars().next().is_none_or(char::is_whitespace)
    });
    ends.map(move |(end, sign)| at + end + sign.len_utf8())
}

/// The wordings that may do, the plainest first.
fn wordings(text: &Frozen, one: &Operation, marks: Marks) -> Vec<String> {
    let words = text.text();
    let insert = [one.insert.trim_matches(' '), one.insert.as_str()];
    if one.only_inserts() {
        let at = place_of_insertion(text, one.from, marks);
        let each = |insert: &str| at.iter().map(|at| format!("{at} {}", marks.quote(insert))).collect::<Vec<_>>();
        return insert.into_iter().filter(|insert| !insert.trim().is_empty()).flat_map(each).collect();
    }
    let mut passages = Vec::new();
    if one.from == 0 && one.to == words.len() {
        passages.push("leave out all".to_owned());
    } else {
        passages.extend(passage(text, one.from..one.to, marks).map(|passage| format!("leave out {passage}")));
    }
    let mut found = Vec::new();
    for passage in passages {
        if one.insert.trim().is_empty() {
            found.push(passage);
        } else {
            found.extend(insert.iter().map(|insert| format!("{passage} and insert {}", marks.quote(insert))));
        }
    }
    found
}

/// "insert at end", "after “these words” insert".
fn place_of_insertion(text: &Frozen, at: usize, marks: Marks) -> Vec<String> {
    let words = text.text();
    if words[at..].trim().is_empty() {
        return vec!["insert at end".to_owned()];
    }
    if words[..at].trim().is_empty() {
        return vec!["insert at beginning".to_owned()];
    }
    let after = words[..at].trim_end().len();
    let named = starts_before(words, after).take(NAMING).find_map(|start| unique(text, start..after, marks));
    let named = named.or_else(|| starts_before(words, after).next().and_then(|start| nth_of(text, start..after, marks)));
    let before = words.len() - words[at..].trim_start().len();
    let following = ends_after(words, before).take(NAMING).find_map(|end| unique(text, before..end, marks));
    let named = named.map(|named| format!("after {named} insert")).into_iter();
    named.chain(following.map(|following| format!("before {following} insert"))).collect()
}

/// A passage by its words, or by its first and last ones.
fn passage(text: &Frozen, range: Range<usize>, marks: Marks) -> Option<String> {
    let words = text.text();
    let inside = words[range.clone()].trim();
    let start = range.start + (words[range.clone()].len() - words[range.clone()].trim_start().len());
    let range = start..start + inside.len();
    if inside.is_empty() {
        return None;
    }
    if inside.split_whitespace().count() <= QUOTED_WHOLE {
        return unique(text, range.clone(), marks).or_else(|| nth_of(text, range, marks));
    }
    let first = ends_after(words, range.start).take(NAMING).find_map(|end| unique(text, range.start..end, marks));
    let first =
        first.or_else(|| ends_after(words, range.start).nth(2).and_then(|end| nth_of(text, range.start..end, marks)))?;
    if words[range.end..].trim().is_empty() {
        return Some(format!("from {first} to end"));
    }
    let last = starts_before(words, range.end).take(2 * NAMING).filter(|start| *start > range.start).find(|start| {
        let ends = places(words, range.start..words.len(), &words[*start..range.end]);
        ends.first().is_some_and(|end| end.to == range.end)
    })?;
    Some(format!("from {first} to {}", marks.quote(&words[last..range.end])))
}

/// The quotation of a range, where these words stand there only.
fn unique(text: &Frozen, range: Range<usize>, marks: Marks) -> Option<String> {
    let words = &text.text()[range.clone()];
    let found = places(text.text(), text.whole(), words);
    (found.len() == 1 && found[0].range() == range).then(|| marks.quote(words))
}

/// The quotation of a range with its ordinal.
fn nth_of(text: &Frozen, range: Range<usize>, marks: Marks) -> Option<String> {
    let words = &text.text()[range.clone()];
    let nth = places(text.text(), text.whole(), words).iter().position(|place| place.range() == range)?;
    let named = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    let ordinal = named.get(nth).map_or_else(|| format!("{}th", nth + 1), |name| (*name).to_owned());
    // 21st and the like are rare enough to be left to a wider quotation.
    (nth < 20).then(|| format!("{ordinal} {}", marks.quote(words)))
}

/// The marks around quoted words, the usual ones first; reading back decides which will do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Marks {
    Curly,
    Straight,
    Angled,
    /// Straight marks in a row, one more than the words have anywhere.
    Fence,
}

const MARKS: [Marks; 4] = [Marks::Curly, Marks::Straight, Marks::Angled, Marks::Fence];

impl Marks {
    fn quote(self, words: &str) -> String {
        match self {
            Self::Curly => format!("“{words}”"),
            Self::Straight => format!("\"{words}\""),
            Self::Angled => format!("«{words}»"),
            Self::Fence => {
                let longest = words.split(|sign| sign != '"').map(str::len).max().unwrap_or_default();
                let fence = "\"".repeat(longest.max(2) + 1);
                format!("{fence}{words}{fence}")
            }
        }
    }
}
