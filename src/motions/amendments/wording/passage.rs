//! Passages and points: from … to …, all after …, paragraphs 2 to 4, after "these words", at end.

use super::grammar::Grammar;
use super::instruction::{Passage, Phrase, Point, Unit, Until, Which};
use super::scan::Read;
use super::target::{phrase, unit, units};

/// So many quotations are read in one list.
const LONGEST_LIST: usize = 24;

impl Grammar<'_> {
    /// Where something is inserted.
    pub(super) fn point(&self, at: usize) -> Vec<Read<Point>> {
        let scan = &self.scan;
        let mut found = Vec::new();
        let after = ["immediately after", "directly after", "after", "following"];
        if let Some(next) = scan.any(at, &after) {
            found.extend(phrase(scan, next).into_iter().map(|(phrase, next)| (Point::After(phrase), next)));
            found.extend(unit(scan, next).into_iter().map(|(unit, next)| (Point::AfterUnit(unit), next)));
        }
        if let Some(next) = scan.any(at, &["immediately before", "directly before", "before", "in front of"]) {
            found.extend(phrase(scan, next).into_iter().map(|(phrase, next)| (Point::Before(phrase), next)));
            found.extend(unit(scan, next).into_iter().map(|(unit, next)| (Point::BeforeUnit(unit), next)));
        }
        let at = scan.perhaps(at, &["at", "to", "as"]);
        let at = scan.perhaps(at, &["the very", "the"]);
        if let Some(next) = scan.any(at, &["end", "bottom", "foot"]) {
            found.extend(self.of_part(next).into_iter().map(|(part, next)| (Point::End(part), next)));
        }
        if let Some(next) = scan.any(at, &["beginning", "start", "head", "top"]) {
            found.extend(self.of_part(next).into_iter().map(|(part, next)| (Point::Start(part), next)));
        }
        found
    }

    /// "of paragraph 3", "of the motion", or nothing, after "end".
    fn of_part(&self, at: usize) -> Vec<Read<Option<Unit>>> {
        let scan = &self.scan;
        let mut found = Vec::new();
        if let Some(next) = scan.any(at, &["of", "in"]) {
            found.extend(unit(scan, next).into_iter().map(|(unit, next)| (Some(unit), next)));
            let whole =
                ["the motion", "motion", "the text", "the resolution", "the amendment", "the statement", "the document"];
            found.extend(scan.any(next, &whole).map(|next| (None, next)));
        } else {
            found.extend(unit(scan, at).into_iter().map(|(unit, next)| (Some(unit), next)));
        }
        found.push((None, at));
        found
    }

    /// What is left out or replaced.
    pub(super) fn passage(&self, at: usize) -> Vec<Read<Passage>> {
        let mut found = self.stretch(at);
        found.extend(units(&self.scan, at).into_iter().map(|((first, last), next)| (Passage::Units { first, last }, next)));
        found.extend(self.phrases(at, LONGEST_LIST).into_iter().map(|(phrases, next)| (Passage::Words(phrases), next)));
        found.extend(self.everything(at).map(|next| (Passage::All, next)));
        found
    }

    /// "all", "the whole motion".
    fn everything(&self, at: usize) -> Option<usize> {
        let all = [
            "all of the text",
            "all the text",
            "all text",
            "all words",
            "all of the motion",
            "all",
            "everything",
            "the whole motion",
            "the whole text",
            "the entire motion",
            "the entire text",
            "the motion",
            "the text",
        ];
        self.scan.any(at, &all)
    }

    /// "from … to …", "all after …", "all words before …", "between … and …".
    fn stretch(&self, at: usize) -> Vec<Read<Passage>> {
        let scan = &self.scan;
        let mut found = Vec::new();
        let all = [
            "all of the text",
            "all the words",
            "all the text",
            "all words",
            "all text",
            "the words",
            "the text",
            "words",
            "text",
            "all",
            "everything",
        ];
        let at = scan.perhaps(at, &all);
        let start =
            scan.perhaps(at, &["from and including", "beginning with", "starting with", "beginning at", "starting from"]);
        if let Some(next) = scan.any(at, &["from after", "after"]) {
            for (after, next) in phrase(scan, next) {
                found.extend(
                    self.until_or_end(next)
                        .into_iter()
                        .map(|(until, next)| (Passage::After { after: after.clone(), until }, next)),
                );
            }
        } else if let Some(next) = scan.words(at, "from").or((start > at).then_some(start)) {
            for (from, next) in phrase(scan, next) {
                self.reached(next);
                found.extend(
                    self.until(next).into_iter().map(|(until, next)| (Passage::From { from: from.clone(), until }, next)),
                );
                found.push((Passage::From { from, until: Until::End(None) }, next));
            }
        } else if let Some(next) = scan.any(at, &["before", "up to", "preceding"]) {
            found.extend(phrase(scan, next).into_iter().map(|(phrase, next)| (Passage::Before(phrase), next)));
        } else if let Some(next) = scan.words(at, "between") {
            for (after, next) in phrase(scan, next) {
                let Some(next) = scan.words(next, "and") else { continue };
                let ends = phrase(scan, next).into_iter();
                found
                    .extend(ends.map(|(end, next)| (Passage::After { after: after.clone(), until: Until::Before(end) }, next)));
            }
        }
        found
    }

    /// How far; where nothing is said, to the end.
    fn until_or_end(&self, at: usize) -> Vec<Read<Until>> {
        let mut found = self.until(at);
        found.push((Until::End(None), at));
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
            if let Some(next) = scan.words(end, "end") {
                found.extend(self.of_part(next).into_iter().map(|(part, next)| (Until::End(part), next)));
            }
            found.extend(phrase(scan, next).into_iter().map(|(phrase, next)| (Until::Through(phrase), next)));
            let ends = scan.any(next, &["the end of", "end of"]).map(|next| unit(scan, next)).unwrap_or_default();
            found.extend(ends.into_iter().map(|(unit, next)| (Until::End(Some(unit)), next)));
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
