//! The passive voice: "that the word “public” be deleted", "“10%” should read “12%”", "“now” to be inserted after “shall”".

use super::content::content;
use super::grammar::Grammar;
use super::instruction::{Deed, Passage};
use super::scan::Read;

const TO_BE: [&str; 8] = ["to be", "should be", "shall be", "must be", "is to be", "are to be", "be", "is"];
const GONE: [&str; 9] =
    ["left out", "deleted", "removed", "omitted", "struck out", "taken out", "cut", "crossed out", "struck"];
const REPLACED: [&str; 6] = ["replaced with", "replaced by", "changed to", "amended to read", "amended to", "substituted by"];
const PUT: [&str; 5] = ["inserted", "added", "put in", "appended", "included"];

impl Grammar<'_> {
    /// A deed whose verb follows its words.
    pub(super) fn passive(&self, at: usize) -> Vec<Read<Deed>> {
        let scan = &self.scan;
        let at = scan.perhaps(at, &["that"]);
        let mut found = Vec::new();
        for (passage, next) in self.passage(at).into_iter().filter(|(passage, _)| !matches!(passage, Passage::All)) {
            if let Some(next) = scan.any(next, &["should read", "to read", "should say", "becomes"]) {
                found.extend(self.instead(&passage, next));
            }
            let Some(next) = scan.any(next, &TO_BE) else { continue };
            found.extend(scan.any(next, &REPLACED).map(|next| self.instead(&passage, next)).unwrap_or_default());
            if let Some(next) = scan.any(next, &GONE) {
                found.extend(self.something_instead(&passage, next));
                found.push((Deed::LeaveOut { passage, insert: None }, next));
            }
        }
        if scan.quotes_at(scan.perhaps(at, &["the words", "the word", "the"])) {
            found.extend(self.put(at));
        }
        found
    }

    /// "… and the words “…” be inserted", "… and replaced with “…”".
    fn something_instead(&self, passage: &Passage, at: usize) -> Vec<Read<Deed>> {
        let at = self.scan.past_gap(at);
        let replaced = self.scan.any(at, &["and replaced with", "and replaced by", "and substituted with"]);
        let mut found = replaced.map(|next| self.instead(passage, next)).unwrap_or_default();
        let Some(and) = self.scan.words(at, "and") else { return found };
        for (deed, next) in self.instead(passage, and) {
            let next = self.scan.perhaps(next, &TO_BE);
            let done = self.scan.any(next, &["inserted in its place", "inserted instead", "inserted", "substituted", "added"]);
            found.extend(done.map(|next| (deed, self.scan.perhaps(next, &["in its place", "in their place", "instead"]))));
        }
        found
    }

    /// "the words “…” be inserted after …".
    fn put(&self, at: usize) -> Vec<Read<Deed>> {
        let mut found = Vec::new();
        for (words, next) in content(&self.scan, at) {
            let Some(next) = self.scan.any(self.scan.perhaps(next, &TO_BE), &PUT) else { continue };
            let points = self.point(next).into_iter();
            found.extend(points.map(|(point, next)| (Deed::Insert { at: point, words: words.clone() }, next)));
        }
        found
    }
}
