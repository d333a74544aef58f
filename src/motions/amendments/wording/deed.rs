//! Deeds: leave out, insert, replace, change, for … substitute …, in all the verbs that people use.

use super::content::{content, new_block};
use super::grammar::Grammar;
use super::instruction::{Deed, Passage, Point, Words};
use super::scan::Read;

const LEAVE_OUT: [&str; 12] = [
    "leave out",
    "strike out",
    "take out",
    "cross out",
    "delete",
    "remove",
    "omit",
    "strike",
    "cut",
    "erase",
    "leaving out",
    "deleting",
];
const INSERT: [&str; 10] = ["insert", "add in", "add", "append", "inserting", "adding", "put in", "put", "include", "write"];
const REPLACE: [&str; 4] = ["replace", "replacing", "substitute for", "in place of"];
const INSTEAD: [&str; 12] = [
    "and insert in its place",
    "and substitute",
    "and insert",
    "and add",
    "and replace it with",
    "and replace them with",
    "and replace with",
    "replacing it with",
    "replace with",
    "substitute",
    "insert",
    "add",
];

impl Grammar<'_> {
    /// One thing to do.
    pub(super) fn deed(&self, at: usize) -> Vec<Read<Deed>> {
        let mut found = Vec::new();
        if let Some(next) = self.scan.any(at, &LEAVE_OUT) {
            found.extend(self.leave_out(next));
        }
        if let Some(next) = self.scan.any(at, &REPLACE) {
            found.extend(self.replace(next));
        }
        if let Some(next) = self.scan.any(at, &["change", "amend", "alter"]) {
            found.extend(self.change(next));
        }
        if let Some(next) = self.scan.words(at, "for") {
            found.extend(self.for_substitute(next));
        }
        if let Some(next) = self.scan.words(at, "substitute") {
            found.extend(self.substitute(next));
        }
        if let Some(next) = self.scan.any(at, &INSERT) {
            found.extend(self.insert(next));
        }
        for (point, next) in self.point(at) {
            if let Some(next) = self.scan.any(self.scan.past_gap(next), &INSERT) {
                found.extend(self.words_there(&point, next));
            }
        }
        found
    }

    /// "leave out …", and perhaps "and insert …".
    fn leave_out(&self, at: usize) -> Vec<Read<Deed>> {
        let mut found = Vec::new();
        for (passage, next) in self.passage(at) {
            self.reached(next);
            let joined = self.scan.past(next, |sign| sign.is_whitespace() || ",;.".contains(sign));
            if let Some(next) = self.scan.any(joined, &INSTEAD) {
                for (words, next) in content(&self.scan, next) {
                    found.push((Deed::LeaveOut { passage: passage.clone(), insert: Some(words) }, self.past_instead(next)));
                }
            }
            found.push((Deed::LeaveOut { passage, insert: None }, next));
        }
        found
    }

    /// "in its place", said after the words.
    fn past_instead(&self, at: usize) -> usize {
        self.scan.perhaps(at, &["in its place", "in their place", "instead", "in place thereof"])
    }

    /// "replace … with …".
    fn replace(&self, at: usize) -> Vec<Read<Deed>> {
        let mut found = Vec::new();
        for (passage, next) in self.passage(at) {
            self.reached(next);
            let Some(next) = self.scan.any(next, &["with", "by", "substitute", "insert", "put", "read"]) else { continue };
            found.extend(self.instead(&passage, next));
        }
        found
    }

    /// "change … to …", "amend … to read …".
    fn change(&self, at: usize) -> Vec<Read<Deed>> {
        let mut found = Vec::new();
        for (passage, next) in self.passage(at) {
            if let Some(next) = self.scan.any(next, &["to read", "so that it reads", "so as to read", "to say", "to", "into"]) {
                found.extend(self.instead(&passage, next));
            }
        }
        found
    }

    /// "for … substitute …", as bills have it.
    fn for_substitute(&self, at: usize) -> Vec<Read<Deed>> {
        let mut found = Vec::new();
        for (passage, next) in self.passage(at) {
            if let Some(next) = self.scan.any(next, &["substitute", "insert", "read", "put"]) {
                found.extend(self.instead(&passage, next));
            }
        }
        found
    }

    /// "substitute … for …".
    fn substitute(&self, at: usize) -> Vec<Read<Deed>> {
        let mut found = Vec::new();
        for (words, next) in content(&self.scan, at) {
            let Some(next) = self.scan.any(next, &["for", "in place of"]) else { continue };
            for (passage, next) in self.passage(next) {
                found.push((Deed::LeaveOut { passage, insert: Some(words.clone()) }, next));
            }
        }
        found
    }

    fn instead(&self, passage: &Passage, at: usize) -> Vec<Read<Deed>> {
        let deed = |words| Deed::LeaveOut { passage: passage.clone(), insert: Some(words) };
        content(&self.scan, at).into_iter().map(|(words, next)| (deed(words), self.past_instead(next))).collect()
    }

    /// "insert at end …", "insert … after …", "insert after … …".
    fn insert(&self, at: usize) -> Vec<Read<Deed>> {
        let mut found = Vec::new();
        for (point, next) in self.point(at) {
            found.extend(self.words_there(&point, next));
        }
        if let Some(next) = new_block(&self.scan, at) {
            for (point, next) in self.point(next) {
                let block =
                    |(words, next)| (Deed::Insert { at: point.clone(), words: Words { as_block: true, ..words } }, next);
                found.extend(content(&self.scan, next).into_iter().map(block));
            }
        }
        for (words, next) in content(&self.scan, at) {
            let after = self.scan.past(next, |sign| sign == ',');
            for (point, next) in self.point(after) {
                found.push((Deed::Insert { at: point, words: words.clone() }, next));
            }
        }
        found
    }

    fn words_there(&self, point: &Point, at: usize) -> Vec<Read<Deed>> {
        self.reached(at);
        content(&self.scan, at).into_iter().map(|(words, next)| (Deed::Insert { at: point.clone(), words }, next)).collect()
    }
}
