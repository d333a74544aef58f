//! Where something is inserted: after "these words", before paragraph 2, between "a" and "b", at end.

use super::grammar::Grammar;
use super::instruction::{Part, Phrase, Point};
use super::phrase::phrase;
use super::scan::Read;
use super::target::{parts, parts_inside, runs};

/// Names of the whole text.
pub const WHOLE: [&str; 15] = [
    "the motion",
    "motion",
    "the text",
    "the resolution",
    "the amendment",
    "the statement",
    "the document",
    "the question",
    "question",
    "the paper",
    "the composite",
    "the proposal",
    "the policy",
    "the main motion",
    "it",
];

impl Grammar<'_> {
    /// Where something is inserted.
    pub(super) fn point(&self, at: usize) -> Vec<Read<Point>> {
        let scan = &self.scan;
        let mut found = self.beside(at);
        let inside = scan.any(at, &["to", "into", "under", "in"]);
        let at = scan.perhaps(at, &["at", "to", "as", "on to", "onto"]);
        let at = scan.perhaps(at, &["the very", "the"]);
        if let Some(next) = scan.any(at, &["end", "bottom", "foot"]) {
            found.extend(self.of_part(next).into_iter().map(|(part, next)| (Point::End(part), next)));
        }
        if let Some(next) = scan.any(at, &["beginning", "start", "head", "top"]) {
            found.extend(self.of_part(next).into_iter().map(|(part, next)| (Point::Start(part), next)));
        }
        // "Add to Conference resolves: …"
        let parts = inside.map(|next| parts(scan, next)).unwrap_or_default();
        found.extend(parts.into_iter().map(|(part, next)| (Point::End(part), next)));
        found
    }

    /// After, before or between words or parts.
    fn beside(&self, at: usize) -> Vec<Read<Point>> {
        let scan = &self.scan;
        let mut found = Vec::new();
        if let Some(next) = scan.any(at, &["immediately after", "directly after", "straight after", "after", "following"]) {
            found.extend(phrase(scan, next).into_iter().map(|(phrase, next)| (Point::After(phrase), next)));
            found.extend(parts_inside(scan, next).into_iter().map(|(part, next)| (Point::AfterPart(part), next)));
        }
        if let Some(next) = scan.any(at, &["immediately before", "directly before", "before", "in front of", "preceding"]) {
            found.extend(phrase(scan, next).into_iter().map(|(phrase, next)| (Point::Before(phrase), next)));
            found.extend(parts_inside(scan, next).into_iter().map(|(part, next)| (Point::BeforePart(part), next)));
        }
        if let Some(next) = scan.words(at, "between") {
            found.extend(self.between(next));
            let next = runs(scan, next).into_iter().filter(|((first, last), _)| first != last);
            found.extend(next.map(|((first, _), next)| (Point::AfterPart(first), next)));
        }
        found
    }

    fn between(&self, at: usize) -> Vec<Read<Point>> {
        let second = |(first, next): Read<Phrase>| {
            let next = self.scan.words(next, "and").map(|next| phrase(&self.scan, next)).unwrap_or_default();
            next.into_iter().map(move |(second, next)| (Point::Between(first.clone(), second), next))
        };
        phrase(&self.scan, at).into_iter().flat_map(second).collect()
    }

    /// "of paragraph 3", "of the motion", or nothing, after "end".
    pub(super) fn of_part(&self, at: usize) -> Vec<Read<Part>> {
        let scan = &self.scan;
        let mut found = Vec::new();
        match scan.any(at, &["of", "in"]) {
            Some(next) => {
                found.extend(parts_inside(scan, next));
                found.extend(scan.any(next, &WHOLE).map(|next| (Vec::new(), next)));
            }
            None => found.extend(parts(scan, at)),
        }
        found.push((Vec::new(), at));
        found
    }
}
