//! The grammar of drafting instructions: leave out, insert, replace; after, before, at end, from … to …; in paragraph or line.
//!
//! The forms are those of the motions of parliaments, councils, unions and parties in Britain. A quotation can close at several
//! marks, so each rule answers every way of reading it, nearest closing first; the first way that reads the instruction to its end
//! is taken.

use std::cell::RefCell;
use std::collections::HashSet;

use super::instruction::{Instruction, Step};
use super::preamble;
use super::scan::{Read, Scan};
use super::target::parts_before;

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

/// Reads an instruction.
pub fn read(instruction: &str) -> Result<Instruction, Unreadable> {
    let text = instruction.trim();
    if text.is_empty() {
        return Err(Unreadable::Empty);
    }
    if text.len() > LONGEST {
        return Err(Unreadable::TooLong);
    }
    let grammar = Grammar { scan: Scan::new(text), furthest: RefCell::new(0), hopeless: RefCell::new(HashSet::new()) };
    let starts = std::iter::once(0).chain(preamble::ends(text));
    for start in starts {
        if let Some(steps) = grammar.steps(start, 0) {
            return Ok(Instruction { steps });
        }
    }
    let near: String = text[*grammar.furthest.borrow()..].trim_start().chars().take(60).collect();
    Err(Unreadable::From(if near.is_empty() { text.chars().take(60).collect() } else { near }))
}

/// An instruction being read by the rules of drafting.
pub(super) struct Grammar<'a> {
    pub(super) scan: Scan<'a>,
    /// How far any way of reading got: what a refusal points at.
    furthest: RefCell<usize>,
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
        let mut furthest = self.furthest.borrow_mut();
        *furthest = at.max(*furthest);
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
            for (within, at) in parts_before(&self.scan, at) {
                let deeds = self.deed(at);
                found.extend(deeds.into_iter().map(|(deed, next)| (Step { within: within.clone(), deed }, next)));
            }
        }
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
