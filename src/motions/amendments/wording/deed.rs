//! Deeds: leave out, replace, change, for … substitute …, in all the verbs that people use.

use super::content::content;
use super::grammar::Grammar;
use super::instruction::{Deed, Passage, Which};
use super::phrase::said_after;
use super::scan::{Read, Scan};

const LEAVE_OUT: [&str; 16] = [
    "leave out",
    "strike out",
    "take out",
    "cross out",
    "strike through",
    "delete",
    "remove",
    "omit",
    "strike",
    "cut",
    "erase",
    "leaving out",
    "deleting",
    "removing",
    "omitting",
    "deletion of",
];
const INSERT: [&str; 14] = [
    "insert",
    "add in",
    "add on",
    "add",
    "append",
    "inserting",
    "adding",
    "put in",
    "put",
    "include",
    "write",
    "insertion of",
    "addition of",
    "introduce",
];
const REPLACE: [&str; 7] =
    ["replace", "replacing", "substitute for", "substituting for", "in place of", "instead of", "exchange"];
const WITH: [&str; 8] = ["with", "by", "and substitute", "and insert", "substitute", "insert", "put", "read"];
const INSTEAD: [&str; 22] = [
    "and to insert",
    "and to add",
    "and to substitute",
    "and insert in its place",
    "and in its place insert",
    "and substitute",
    "and insert",
    "and add",
    "and put",
    "and replace it with",
    "and replace them with",
    "and replace this with",
    "and replace with",
    "and replace by",
    "and inserting",
    "and adding",
    "and substituting",
    "replacing it with",
    "replace with",
    "replace by",
    "substitute",
    "insert",
];
const CHANGE: [&str; 7] = ["change", "amend", "alter", "changing", "amending", "correct", "reword"];
const INTO: [&str; 9] = [
    "to read as follows",
    "to read",
    "so that it reads",
    "so that they read",
    "so as to read",
    "to say",
    "to be",
    "to",
    "into",
];
/// What is said once more about the place after the words for it.
const IN_ITS_PLACE: [&str; 8] = [
    "in its place",
    "in their place",
    "in its stead",
    "instead thereof",
    "in place thereof",
    "instead",
    "in lieu",
    "in lieu thereof",
];

/// Whether a verb of drafting stands here.
pub fn is_drafting(scan: &Scan<'_>, at: usize) -> bool {
    [&LEAVE_OUT[..], &INSERT, &REPLACE, &CHANGE].iter().any(|verbs| scan.any(at, verbs).is_some())
}

/// Whether a line begins with a verb of drafting and goes on with what it is about.
pub fn begins_a_deed(scan: &Scan<'_>, at: usize) -> bool {
    let start = scan.past(at, |sign| sign.is_whitespace() || "-•*(".contains(sign));
    let numbered = scan.label(start).map(|(_, next)| scan.past(next, |sign| ".):".contains(sign)));
    [Some(start), numbered].into_iter().flatten().any(|start| {
        let verb = scan.any(start, &LEAVE_OUT).or(scan.any(start, &INSERT)).or(scan.any(start, &REPLACE));
        let line = |at: usize| scan.rest(at).lines().next().unwrap_or_default().to_owned();
        verb.is_some_and(|next| line(next).contains(['"', '“', '\'', '‘', ':']))
    })
}

impl Grammar<'_> {
    /// One thing to do.
    pub(super) fn deed(&self, at: usize) -> Vec<Read<Deed>> {
        let scan = &self.scan;
        let mut found = Vec::new();
        if let Some(next) = scan.any(at, &LEAVE_OUT) {
            found.extend(self.leave_out(next));
        }
        if let Some(next) = scan.any(at, &REPLACE) {
            found.extend(self.into(next, &WITH));
        }
        if let Some(next) = scan.any(at, &CHANGE) {
            found.extend(self.into(next, &INTO));
            found.extend(scan.any(next, &INTO[..5]).map(|next| self.instead(&Passage::All, next)).unwrap_or_default());
        }
        if let Some(next) = scan.words(at, "for") {
            found.extend(self.into(next, &["substitute", "insert", "read", "put"]));
        }
        if let Some(next) = scan.any(at, &["substitute", "substituting"]) {
            found.extend(self.substitute(next));
        }
        if let Some(next) = scan.any(at, &INSERT) {
            found.extend(self.insert(next));
        }
        for (point, next) in self.point(at) {
            if let Some(next) = scan.any(scan.perhaps(scan.past_gap(next), &["to"]), &INSERT) {
                found.extend(self.words_there(&point, next));
            }
        }
        found.extend(self.passive(at));
        if scan.quotes_at(at) {
            // "replace “A” with “B” and “C” with “D”": the second pair has no verb of its own.
            found.extend(self.into(at, &WITH[..2]));
        }
        found
    }

    /// "leave out …", and perhaps "and insert …".
    fn leave_out(&self, at: usize) -> Vec<Read<Deed>> {
        let mut found = Vec::new();
        for (passage, next) in self.passage(at) {
            self.reached(next);
            let joined = self.scan.past(next, |sign| sign.is_whitespace() || ",;.".contains(sign));
            let instead = self.scan.any(joined, &INSTEAD).or_else(|| self.scan.words(joined, "add"));
            found.extend(instead.map(|next| self.instead(&passage, next)).unwrap_or_default());
            found.push((Deed::LeaveOut { passage, insert: None }, next));
        }
        found
    }

    /// "replace … with …", "change … to …", "for … substitute …": a passage, one of these words, and what comes in its place.
    fn into(&self, at: usize, wordings: &[&str]) -> Vec<Read<Deed>> {
        let mut found = Vec::new();
        for (passage, next) in self.passage(at) {
            self.reached(next);
            found.extend(self.scan.any(next, wordings).map(|next| self.instead(&passage, next)).unwrap_or_default());
        }
        found
    }

    /// "substitute … for …".
    fn substitute(&self, at: usize) -> Vec<Read<Deed>> {
        let mut found = Vec::new();
        for (words, next) in content(&self.scan, at) {
            let Some(next) = self.scan.any(next, &["for", "in place of"]) else { continue };
            let passages = self.passage(next).into_iter();
            found.extend(passages.map(|(passage, next)| (Deed::LeaveOut { passage, insert: Some(words.clone()) }, next)));
        }
        found
    }

    /// What comes in the place of a passage.
    pub(super) fn instead(&self, passage: &Passage, at: usize) -> Vec<Read<Deed>> {
        let mut found = Vec::new();
        for (words, next) in content(&self.scan, at) {
            let next = self.scan.perhaps(next, &IN_ITS_PLACE);
            let mut passage = passage.clone();
            let next = match said_after(&self.scan, next) {
                (Which::Every, next) => {
                    everywhere(&mut passage);
                    next
                }
                _ => next,
            };
            found.push((Deed::LeaveOut { passage, insert: Some(words) }, next));
        }
        found
    }
}

/// "throughout", said at the end, is said of the words to be replaced.
fn everywhere(passage: &mut Passage) {
    if let Passage::Words(phrases) = passage {
        phrases.iter_mut().filter(|phrase| phrase.which == Which::Only).for_each(|phrase| phrase.which = Which::Every);
    }
}
