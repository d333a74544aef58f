//! The grammar of drafting instructions: leave out, insert, replace; after, before, at end, from … to …; in paragraph or line.
//!
//! The forms are those of the motions of parliaments, councils, unions and parties in Britain. A quotation can close at several
//! marks, so each rule answers every way of reading it, nearest closing first; the first way that reads the instruction to its end
//! is taken.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;

use super::insertion::RENUMBER;
use super::instruction::{Deed, Instruction, Name, Part, Step, Unit, UnitKind};
use super::phrase::phrase;
use super::point::WHOLE;
use super::preamble;
use super::scan::{Marks, Read, Scan};
use super::target::{parts_after, parts_before};

/// An instruction that is not in drafting wording.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    #[error("The instruction is empty.")]
    Empty,
    #[error("The instruction is longer than {} characters.", LONGEST)]
    TooLong,
    #[error("The instruction is not understood from “{0}” on. {HELP}")]
    From(String),
}

const HELP: &str = "Write it as: leave out “these words” and insert “those words”; leave out from “first words” to “last words”; \
    leave out from “first words” to end; after “these words” insert “those words”; insert at end “these words”.";

/// The longest instruction that is read.
const LONGEST: usize = 200_000;
/// So many steps are read in one instruction.
const MOST_STEPS: usize = 100;

/// What may be said before the deed and says nothing.
const POLITE: [&str; 14] = [
    "i beg to move to",
    "i beg to move",
    "we move to",
    "i move to",
    "we propose to",
    "to move to",
    "move to",
    "moves to",
    "moved to",
    "please",
    "by",
    "to",
    "that",
    "also",
];

/// Reads an instruction.
pub fn read(instruction: &str) -> Result<Instruction, Unreadable> {
    let text = instruction.trim();
    if text.is_empty() {
        return Err(Unreadable::Empty);
    }
    if text.len() > LONGEST {
        return Err(Unreadable::TooLong);
    }
    let mut furthest = 0;
    for marks in [Marks::Paired, Marks::OneLost] {
        let grammar = Grammar { scan: Scan::new(text, marks), furthest: Cell::new(0), hopeless: RefCell::new(HashSet::new()) };
        let steps = std::iter::once(0).chain(preamble::ends(text)).find_map(|start| grammar.steps(start, 0));
        if let Some(steps) = steps {
            return Ok(Instruction { steps });
        }
        furthest = grammar.furthest.get().max(furthest);
    }
    let near: String = text[furthest..].trim_start().chars().take(60).collect();
    Err(Unreadable::From(if near.is_empty() { text.chars().take(60).collect() } else { near }))
}

/// An instruction being read by the rules of drafting.
pub(super) struct Grammar<'a> {
    pub(super) scan: Scan<'a>,
    /// How far any way of reading got: what a refusal points at.
    furthest: Cell<usize>,
    /// Places from which no way of reading reaches the end.
    hopeless: RefCell<HashSet<usize>>,
}

impl Grammar<'_> {
    /// All steps from here to the end of the instruction.
    fn steps(&self, at: usize, read: usize) -> Option<Vec<Step>> {
        if read == MOST_STEPS || self.hopeless.borrow().contains(&at) {
            return None;
        }
        for (step, next) in self.step(at) {
            self.reached(next);
            if self.is_end(next) {
                return Some(vec![step]);
            }
            let Some(next) = self.separated(next) else { continue };
            if let Some(mut rest) = self.steps(next, read + 1) {
                rest.insert(0, step);
                return Some(rest);
            }
        }
        self.hopeless.borrow_mut().insert(at);
        None
    }

    pub(super) fn reached(&self, at: usize) {
        self.furthest.set(at.max(self.furthest.get()));
    }

    /// Nothing but marks is left.
    fn is_end(&self, at: usize) -> bool {
        self.scan.past(at, |sign| sign.is_whitespace() || ".;,:)".contains(sign)) == self.scan.text.len()
    }

    /// Past what stands between two steps; None where nothing does.
    fn separated(&self, at: usize) -> Option<usize> {
        let next = self.scan.past(at, |sign| sign.is_whitespace() || ".;,".contains(sign));
        let next = self.scan.perhaps(next, &["and then", "and also", "and", "then", "also"]);
        (next > at).then_some(next)
    }

    /// One step with the number it may have and the part it is about.
    fn step(&self, at: usize) -> Vec<Read<Step>> {
        let mut found = Vec::new();
        for at in [Some(at), self.numbered(at)].into_iter().flatten() {
            let at = self.scan.perhaps(at, &POLITE);
            for (within, next) in parts_before(&self.scan, at).into_iter().chain(self.what_follows(at)) {
                let next = self.scan.perhaps(next, &["to"]);
                let there = if within.is_empty() { Vec::new() } else { self.add_there(next) };
                let deeds = self.deed(next).into_iter().chain(there);
                found.extend(deeds.flat_map(|(deed, next)| self.with_place_after(within.clone(), deed, next)));
            }
        }
        found
    }

    /// "after “these words”, leave out …": what comes after them.
    fn what_follows(&self, at: usize) -> Vec<Read<Part>> {
        let after = self.scan.any(at, &["after", "following"]);
        let phrases = after.map(|next| phrase(&self.scan, next)).unwrap_or_default().into_iter();
        phrases.map(|(phrase, next)| (vec![Unit { kind: UnitKind::Rest, name: Name::After(phrase) }], next)).collect()
    }

    /// A deed, and the part of the text that may be named after it: "replace “a” with “b” in paragraph 2".
    fn with_place_after(&self, within: Part, deed: Deed, at: usize) -> Vec<Read<Step>> {
        let renumbered = self.scan.perhaps(at, &RENUMBER);
        let mut found = Vec::new();
        if within.is_empty() {
            let named = parts_after(&self.scan, at).into_iter().filter(|(part, _)| !part.is_empty());
            found.extend(named.map(|(part, next)| (Step { within: part, deed: deed.clone() }, next)));
            let of_all = self.scan.any(at, &["in", "of", "to"]).and_then(|next| self.scan.any(next, &WHOLE));
            found.extend(of_all.map(|next| (Step { within: Vec::new(), deed: deed.clone() }, next)));
        }
        found.push((Step { within, deed }, renumbered));
        found
    }

    /// Past "1." or "(a)" before a step.
    fn numbered(&self, at: usize) -> Option<usize> {
        let start = self.scan.past(at, |sign| sign.is_whitespace() || sign == '-' || sign == '•' || sign == '*');
        let (_, next) = self.scan.label(start).unwrap_or((String::new(), start));
        let next = self.scan.past(next, |sign| ".):".contains(sign));
        (next > at).then_some(next)
    }
}
