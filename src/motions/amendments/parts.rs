//! Finds a part of a text by the name that an instruction gives it: paragraph 3(b), the second line, the sentence beginning "We".

use std::ops::Range;

use super::block::{Block, Frozen, Kind};
use super::finding::{Place, places};
use super::lists::{is_nested, with_sub_items};
use super::question::Question;
use super::sections;
use super::wording::{Name, Unit, UnitKind};

/// The range of a named part inside another part.
pub fn part(text: &Frozen, unit: &Unit, within: Range<usize>) -> Result<Range<usize>, Question> {
    let chosen = counted(text, unit, &within);
    match chosen.as_slice() {
        [] => by_steps(text, unit, within),
        [only] => Ok(only.clone()),
        several => {
            let places = several.iter().map(|range| Place::of(text.text(), range.clone())).collect();
            Err(Question::SeveralParts { part: unit.called(), places })
        }
    }
}

/// "2.1" where no part bears that number is point 1 of point 2.
fn by_steps(text: &Frozen, unit: &Unit, within: Range<usize>) -> Result<Range<usize>, Question> {
    let missing = || Question::NoPart { part: unit.called() };
    let Name::Label(label) = &unit.name else { return Err(missing()) };
    let (outer, inner) = label.split_once('.').ok_or_else(missing)?;
    let named = |kind, label: &str| Unit { kind, name: Name::Label(label.to_owned()) };
    let around = part(text, &named(unit.kind, outer), within).map_err(|_| missing())?;
    part(text, &named(UnitKind::Item, inner), around).map_err(|_| missing())
}

fn counted(text: &Frozen, unit: &Unit, within: &Range<usize>) -> Vec<Range<usize>> {
    let all = parts_of(text, unit.kind, within);
    match &unit.name {
        Name::Nth(nth) => all.into_iter().skip(nth - 1).take(1).collect(),
        Name::Last => all.into_iter().next_back().into_iter().collect(),
        Name::Label(label) => labelled(text, unit.kind, label, within, all),
        Name::Beginning(words) => with_words(text, all, words, |part, place| place.from == start_of(text, part)),
        Name::Ending(words) => with_words(text, all, words, |part, place| is_end(text, part, place.to)),
        Name::Containing(words) => with_words(text, all, words, |_, _| true),
        Name::Called(words) => sections::called(text, words, within),
        Name::After(_) => Vec::new(),
    }
}

/// Every part of a kind, in the order of the text.
fn parts_of(text: &Frozen, kind: UnitKind, within: &Range<usize>) -> Vec<Range<usize>> {
    let inside = |range: &Range<usize>| range.start >= within.start && range.end <= within.end;
    let blocks = || text.blocks().iter().enumerate().filter(|(_, block)| inside(&block.range));
    match kind {
        UnitKind::Item if blocks().any(|(_, block)| block.kind == Kind::Item) => {
            let items = blocks().filter(|(_, block)| block.kind == Kind::Item);
            items.map(|(nth, _)| with_sub_items(text, nth)).filter(inside).collect()
        }
        UnitKind::Block | UnitKind::Item => blocks().map(|(nth, _)| with_sub_items(text, nth)).filter(inside).collect(),
        UnitKind::Line => text.lines().into_iter().filter(inside).collect(),
        UnitKind::Sentence => {
            let blocks = text.blocks().iter().map(|block| block.range.clone());
            blocks.flat_map(|range| sentences(text.text(), range)).filter(inside).collect()
        }
        // A text on a screen has one page.
        UnitKind::Page => std::iter::once(within.clone()).collect(),
        UnitKind::Section => sections::all(text, within),
        UnitKind::Rest => Vec::new(),
    }
}

/// The parts with this number. "Paragraph 2" may be the second paragraph or the one with a 2 printed before it; where these are two
/// places, both are answered.
fn labelled(text: &Frozen, kind: UnitKind, label: &str, within: &Range<usize>, all: Vec<Range<usize>>) -> Vec<Range<usize>> {
    if kind == UnitKind::Section {
        let printed = labelled(text, UnitKind::Item, label, within, parts_of(text, UnitKind::Item, within));
        if !printed.is_empty() {
            return printed;
        }
    }
    if matches!(kind, UnitKind::Line | UnitKind::Sentence | UnitKind::Page | UnitKind::Section) {
        let nth = label.parse::<usize>().ok().filter(|nth| *nth > 0);
        return nth.and_then(|nth| all.into_iter().nth(nth - 1)).into_iter().collect();
    }
    // A text without paragraphs of its own is its first paragraph.
    if all.is_empty() && label == "1" {
        return std::iter::once(within.clone()).collect();
    }
    let printed = |block: &Block| block.printed.as_deref() == Some(label);
    let blocks =
        || text.blocks().iter().enumerate().filter(|(_, block)| all.iter().any(|part| part.start == block.range.start));
    let has_printed = blocks().any(|(_, block)| printed(block));
    let bullet_list = blocks().all(|(_, block)| block.printed.is_none());
    let counted = |block: &Block| block.number == label && (kind == UnitKind::Block || !has_printed);
    let named: Vec<usize> = blocks().filter(|(_, block)| printed(block) || counted(block)).map(|(nth, _)| nth).collect();
    // A number inside a point is meant only where no point of the list itself bears it.
    let outer: Vec<usize> = named.iter().copied().filter(|nth| !is_nested(text, *nth, within)).collect();
    let named = if outer.is_empty() { named } else { outer };
    if named.is_empty() && bullet_list && kind == UnitKind::Item {
        let nth = label.parse::<usize>().ok().filter(|nth| *nth > 0);
        return nth.and_then(|nth| all.into_iter().nth(nth - 1)).into_iter().collect();
    }
    named.into_iter().map(|nth| with_sub_items(text, nth)).collect()
}

fn with_words(
    text: &Frozen,
    all: Vec<Range<usize>>,
    words: &str,
    fits: impl Fn(&Range<usize>, &Place) -> bool,
) -> Vec<Range<usize>> {
    let has = |part: &Range<usize>| places(text.text(), part.clone(), words).iter().any(|place| fits(part, place));
    all.into_iter().filter(has).collect()
}

/// Where the words of a part begin, after the number that is printed before them.
fn start_of(text: &Frozen, part: &Range<usize>) -> usize {
    let words = &text.text()[part.clone()];
    let printed =
        text.blocks().iter().find(|block| block.range.start == part.start).is_some_and(|block| block.printed.is_some());
    let number = if printed { words.find(char::is_whitespace).unwrap_or_default() } else { 0 };
    let rest = words[number..].trim_start_matches(|sign: char| sign.is_whitespace() || "-*•#–".contains(sign));
    part.end - rest.len()
}

/// Whether nothing but marks follows in the part.
fn is_end(text: &Frozen, part: &Range<usize>, at: usize) -> bool {
    text.text()[at..part.end].chars().all(|sign| !sign.is_alphanumeric())
}

/// The sentences of a block.
fn sentences(text: &str, block: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = block.start;
    let signs: Vec<(usize, char)> = text[block.clone()].char_indices().collect();
    for (index, (at, sign)) in signs.iter().enumerate() {
        let next = signs.get(index + 1).map(|(_, sign)| *sign);
        let then = signs.get(index + 2).map(|(_, sign)| *sign);
        let ends =
            matches!(sign, '.' | '?' | '!') && next.is_some_and(char::is_whitespace) && !then.is_some_and(char::is_lowercase);
        if ends {
            let end = block.start + at + 1;
            found.push(start..end);
            start = end + next.map_or(0, char::len_utf8);
        }
    }
    if start < block.end {
        found.push(start..block.end);
    }
    found
}

impl Unit {
    /// "paragraph 3", "second line", "sentence beginning “We”".
    fn called(&self) -> String {
        let kind = self.kind.word();
        match &self.name {
            Name::Label(label) => format!("{kind} {label}"),
            Name::Nth(nth) => format!("{kind} {nth}"),
            Name::Last => kind.to_owned(),
            Name::Beginning(words) => format!("{kind} beginning “{words}”"),
            Name::Ending(words) => format!("{kind} ending “{words}”"),
            Name::Containing(words) => format!("{kind} with “{words}” in it"),
            Name::Called(words) => format!("{kind} “{words}”"),
            Name::After(phrase) => format!("{kind} after “{}”", phrase.words),
        }
    }
}
