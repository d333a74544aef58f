//! Passages: from … to …, all after …, paragraphs 2 to 4, these words and those, everything.

use super::grammar::Grammar;
use super::instruction::{Passage, Phrase, Until, Which};
use super::phrase::phrase;
use super::scan::Read;
use super::target::runs;

/// So many quotations are read in one list.
const LONGEST_LIST: usize = 24;

const EVERYTHING: [&str; 20] = [
    "all of the text",
    "all the text",
    "all text",
    "all the words",
    "all words",
    "all of the motion",
    "all of it",
    "all",
    "everything",
    "the whole motion",
    "the whole text",
    "the whole of the motion",
    "the entire motion",
    "the entire text",
    "the entirety of the motion",
    "whole motion",
    "entire motion",
    "the motion",
    "the text",
    "the existing text",
];
const WORDS: [&str; 14] = [
    "all of the text",
    "all of the words",
    "all the words",
    "all the text",
    "all words",
    "all text",
    "the remaining words",
    "the words",
    "the text",
    "words",
    "text",
    "all",
    "everything",
    "anything",
];

impl Grammar<'_> {
    /// What is left out or replaced.
    pub(super) fn passage(&self, at: usize) -> Vec<Read<Passage>> {
        let mut found = self.stretch(at);
        found.extend(runs(&self.scan, at).into_iter().map(|((first, last), next)| (Passage::Parts { first, last }, next)));
        for (phrases, next) in self.phrases(at, LONGEST_LIST) {
            if let (Some(next), [only]) = (self.onwards(next), phrases.as_slice()) {
                found.push((Passage::From { from: only.clone(), until: Until::End(Vec::new()) }, next));
            }
            found.push((Passage::Words(phrases), next));
        }
        found.extend(self.scan.any(at, &EVERYTHING).map(|next| (Passage::All, next)));
        found.extend(self.set_out_words(at));
        found
    }

    /// "and everything after it", "onwards".
    fn onwards(&self, at: usize) -> Option<usize> {
        let onwards = [
            "onwards",
            "onward",
            "and everything after it",
            "and everything after",
            "and everything that follows",
            "and all that follows",
            "and all after it",
            "and all the words after it",
            "and all following words",
            "and the rest of the motion",
        ];
        self.scan.any(at, &onwards)
    }

    /// Words without quotation marks after "delete:", to the end of their line.
    fn set_out_words(&self, at: usize) -> Option<Read<Passage>> {
        let start = self.scan.past_gap(at);
        let gap = &self.scan.text[at..start];
        let line = self.scan.rest(start);
        let line = line[..line.find('\n').unwrap_or(line.len())].trim_end();
        let set_out = gap.contains([':', '\n']) && !line.is_empty() && !self.scan.quotes_at(start);
        let words = Phrase { words: line.to_owned(), which: Which::Only, within: Vec::new() };
        set_out.then(|| (Passage::Words(vec![words]), start + line.len()))
    }

    /// "from … to …", "all after …", "all words before …", "between … and …".
    fn stretch(&self, at: usize) -> Vec<Read<Passage>> {
        let scan = &self.scan;
        let start = at;
        let at = scan.perhaps(start, &WORDS);
        let following = if at > start { scan.any(at, &["following", "that follow", "which follow"]) } else { None };
        let including = ["from and including", "beginning with", "starting with", "beginning at", "starting from", "from"];
        if let Some(next) = scan.any(at, &["from after", "after"]).or(following) {
            self.all_after(next)
        } else if let Some(next) = scan.any(at, &["from the beginning", "from the start", "from beginning", "from start"]) {
            self.until(next).into_iter().map(|(until, next)| (Passage::Start { until }, next)).collect()
        } else if let Some(next) = scan.any(at, &including) {
            self.all_from(next)
        } else if let Some(next) = scan.any(at, &["before", "up to but not including", "up to", "preceding"]) {
            phrase(scan, next).into_iter().map(|(phrase, next)| (Passage::Before(phrase), next)).collect()
        } else if let Some(next) = scan.words(at, "between") {
            self.all_between(next)
        } else {
            Vec::new()
        }
    }

    fn all_after(&self, at: usize) -> Vec<Read<Passage>> {
        let mut found = Vec::new();
        for (after, next) in phrase(&self.scan, at) {
            let mut ends = self.until(next);
            ends.push((Until::End(Vec::new()), next));
            found.extend(ends.into_iter().map(|(until, next)| (Passage::After { after: after.clone(), until }, next)));
        }
        found
    }

    fn all_from(&self, at: usize) -> Vec<Read<Passage>> {
        let mut found = Vec::new();
        for (from, next) in phrase(&self.scan, at) {
            self.reached(next);
            let mut ends = self.until(next);
            ends.push((Until::End(Vec::new()), self.onwards(next).unwrap_or(next)));
            found.extend(ends.into_iter().map(|(until, next)| (Passage::From { from: from.clone(), until }, next)));
        }
        found
    }

    fn all_between(&self, at: usize) -> Vec<Read<Passage>> {
        let mut found = Vec::new();
        for (after, next) in phrase(&self.scan, at) {
            let Some(next) = self.scan.words(next, "and") else { continue };
            let ends = phrase(&self.scan, next).into_iter();
            found.extend(ends.map(|(end, next)| (Passage::After { after: after.clone(), until: Until::Before(end) }, next)));
        }
        found
    }

    /// "to end", "to “these words”", "up to but not including “these words”".
    fn until(&self, at: usize) -> Vec<Read<Until>> {
        let scan = &self.scan;
        let mut found = Vec::new();
        if let Some(next) = scan.any(at, &["up to but not including", "to before", "until before", "up to just before"]) {
            found.extend(phrase(scan, next).into_iter().map(|(phrase, next)| (Until::Before(phrase), next)));
        }
        let through = ["up to and including", "to and including", "down to", "up to", "through to", "through", "until", "to"];
        if let Some(next) = scan.any(at, &through) {
            let end = scan.perhaps(next, &["the very", "the"]);
            if let Some(next) = scan.any(end, &["end", "bottom"]) {
                found.extend(self.of_part(next).into_iter().map(|(part, next)| (Until::End(part), next)));
            }
            found.extend(phrase(scan, next).into_iter().map(|(phrase, next)| (Until::Through(phrase), next)));
        }
        found
    }

    /// "“these words”", or a list of such: "“a”, “b” and “c”".
    fn phrases(&self, at: usize, most: usize) -> Vec<Read<Vec<Phrase>>> {
        let mut found = Vec::new();
        for (nth, (first, next)) in phrase(&self.scan, at).into_iter().enumerate() {
            self.reached(next);
            let another = self.scan.words(next, "and").or(self.scan.rest(next).starts_with(',').then_some(next + 1));
            // The words in a list are few and closed at the nearest mark.
            let listed =
                another.filter(|next| nth == 0 && most > 1 && self.scan.quotes_at(*next) && first.which == Which::Only);
            if let Some(next) = listed {
                for (mut rest, next) in self.phrases(next, most - 1) {
                    rest.insert(0, first.clone());
                    found.push((rest, next));
                }
            }
            found.push((vec![first], next));
        }
        found
    }
}
