//! Looks for quoted words in a text, and shows the places where they are found more than once.
//!
//! People quote from print, from mails and from memory of both: quotation marks turn round or straight, dashes grow and shrink,
//! lines break elsewhere. None of this makes other words. Capitals are let differ only where nothing else is found, and spaces
//! let be lost only after that.

use std::ops::Range;

use serde::Serialize;

use super::comparing::{Tolerance, matches};

/// Where words were found in a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    pub from: usize,
    pub to: usize,
    /// The words found, as the text has them.
    pub words: String,
    /// A few words before and after.
    pub before: String,
    pub after: String,
    /// Whether it begins or ends inside a word, as "Egypt" in "Egyptian".
    pub inside_a_word: bool,
}

/// So many characters are shown before and after a place.
const AROUND: usize = 40;
/// So much of a long passage is shown, half of it from its end.
const LONG: usize = 90;

impl Place {
    pub fn of(text: &str, range: Range<usize>) -> Self {
        let (before, after) = (&text[..range.start], &text[range.end..]);
        Self {
            from: range.start,
            to: range.end,
            words: text[range.clone()].to_owned(),
            before: last_words(before),
            after: first_words(after),
            inside_a_word: cuts_word(text, range.start) || cuts_word(text, range.end),
        }
    }

    pub fn range(&self) -> Range<usize> {
        self.from..self.to
    }

    /// "… rose; [notes] that services …": the place with its surroundings on one line.
    pub fn shown(&self) -> String {
        let line = format!("{}[{}]{}", self.before, shortened(&self.words), self.after);
        line.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// A long passage by its beginning and its end.
pub fn shortened(words: &str) -> String {
    let signs: Vec<char> = words.chars().collect();
    if signs.len() <= LONG {
        return words.to_owned();
    }
    let (start, end): (String, String) = (signs[..LONG / 2].iter().collect(), signs[signs.len() - LONG / 2..].iter().collect());
    format!("{} … {}", start.trim_end(), end.trim_start())
}

fn first_words(after: &str) -> String {
    let Some((end, _)) = after.char_indices().nth(AROUND) else { return after.to_owned() };
    let end = after[..end].rfind(char::is_whitespace).unwrap_or(end);
    format!("{} …", &after[..end])
}

fn last_words(before: &str) -> String {
    let Some((start, _)) = before.char_indices().rev().nth(AROUND) else { return before.to_owned() };
    let start = before[start..].find(char::is_whitespace).map_or(start, |space| start + space);
    format!("… {}", before[start..].trim_start())
}

/// Whether an offset lies between two letters or digits.
pub fn cuts_word(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
    before && text[at..].chars().next().is_some_and(char::is_alphanumeric)
}

/// Every place in `within` where the quoted words stand, in the order of the text.
///
/// Whole words are preferred: "Egypt" is looked for inside "Egyptian" only where it stands nowhere by itself. Where the quotation
/// leaves words out ("notes … services"), the passage between its first and its last words is meant.
pub fn places(text: &str, within: Range<usize>, quoted: &str) -> Vec<Place> {
    let mut inside = Vec::new();
    for tolerance in [Tolerance::Typography, Tolerance::Capitals, Tolerance::Spaces] {
        let found = matches(&text[within.clone()], quoted, tolerance);
        let found = found.into_iter().map(|range| Place::of(text, within.start + range.start..within.start + range.end));
        let (parts, whole): (Vec<Place>, Vec<Place>) = found.partition(|place| place.inside_a_word);
        if !whole.is_empty() {
            return whole;
        }
        if inside.is_empty() {
            inside = parts;
        }
    }
    if inside.is_empty() { passages(text, within, quoted) } else { inside }
}

/// The passages that a quotation with an ellipsis names by their first and last words.
fn passages(text: &str, within: Range<usize>, quoted: &str) -> Vec<Place> {
    let halves = ["…", "...", ". . ."].iter().find_map(|mark| quoted.split_once(mark));
    let Some((first, last)) = halves.filter(|(first, last)| !first.trim().is_empty() && !last.trim().is_empty()) else {
        return Vec::new();
    };
    let starts = places(text, within.clone(), first);
    let ends = |start: &Place| places(text, start.to..within.end, last).first().map(|end| end.to);
    starts.iter().filter_map(|start| Some(Place::of(text, start.from..ends(start)?))).collect()
}

/// The places that come nearest to words found nowhere: where the longest run of them from their beginning or their end stands.
pub fn nearest(text: &str, within: Range<usize>, quoted: &str) -> Vec<Place> {
    let words: Vec<&str> = quoted.split_whitespace().collect();
    let stands = |part: &[&str]| whole_words(text, within.clone(), &part.join(" "));
    let first = longest(words.len(), |length| !stands(&words[..length]).is_empty());
    let last = longest(words.len(), |length| !stands(&words[words.len() - length..]).is_empty());
    // One short word alone says nothing about a place.
    if first.max(last) < 2 && words.len() > 3 {
        return Vec::new();
    }
    let mut found = if first >= last { stands(&words[..first]) } else { Vec::new() };
    if last >= first {
        found.extend(stands(&words[words.len() - last..]));
    }
    found
}

fn whole_words(text: &str, within: Range<usize>, quoted: &str) -> Vec<Place> {
    places(text, within, quoted).into_iter().filter(|place| !place.inside_a_word).collect()
}

/// The greatest length below `all` that fits, where all shorter ones fit too.
fn longest(all: usize, fits: impl Fn(usize) -> bool) -> usize {
    let (mut fitting, mut too_long) = (0, all.max(1));
    while too_long - fitting > 1 {
        let middle = fitting + (too_long - fitting) / 2;
        if fits(middle) { fitting = middle } else { too_long = middle }
    }
    fitting
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, quoted: &str) -> Vec<String> {
        places(text, 0..text.len(), quoted).into_iter().map(|place| place.words).collect()
    }

    #[test]
    fn typography_makes_no_other_words() {
        let text = "The branch’s “red\u{a0}tape” – and\nmore";

        assert_eq!(found(text, "branch's \"red tape\" - and more"), ["branch’s “red\u{a0}tape” – and\nmore"]);
    }

    #[test]
    fn capitals_and_lost_spaces_are_let_pass_only_where_nothing_else_is_found() {
        assert_eq!(found("Notes and notes", "notes"), ["notes"]);
        assert_eq!(found("The Council", "the council"), ["The Council"]);
        assert_eq!(found("followed byBusiness Motions", "followed by Business"), ["followed byBusiness"]);
    }

    #[test]
    fn a_word_is_looked_for_inside_others_only_where_it_stands_nowhere_alone() {
        let whole = places("footnotes and notes", 0..19, "notes");
        assert_eq!((whole.len(), whole[0].from), (1, 14));

        assert!(places("the Egyptian government", 0..23, "Egypt")[0].inside_a_word);
    }

    #[test]
    fn a_quotation_that_leaves_words_out_means_the_whole_passage() {
        assert_eq!(found("agrees that buses run late at night", "buses … late"), ["buses run late"]);
    }

    #[test]
    fn a_place_is_shown_with_a_few_words_around_it() {
        let text = "This branch notes that fares rose again; notes that the last bus now leaves before the shops close.";
        let shown: Vec<String> = places(text, 0..text.len(), "notes").iter().map(Place::shown).collect();

        assert_eq!(shown[0], "This branch [notes] that fares rose again; notes that the …");
        assert_eq!(shown[1], "… branch notes that fares rose again; [notes] that the last bus now leaves before …");
    }

    #[test]
    fn words_that_stand_nowhere_are_sought_by_their_beginning_and_their_end() {
        let text = "urges the council to restore the evening service";
        let near = nearest(text, 0..text.len(), "urges the council to bring back");

        assert_eq!(near[0].words, "urges the council to");
    }
}
