//! What the worker decides, and nothing of what it does: no connection, no database, no clock and no dice in these files.
//!
//! A [`Foreman`] is told what happened and when ([`Event`]), and answers with what is to be done now ([`Foreman::step`]). The
//! worker carries that out with real lines and a real database (`hands.rs`); a test carries it out in a world of its own, with
//! kills, broken lines and clocks that jump, many thousand times (`tests/`). Start reading at [`Foreman::step`].

mod book;
mod courtesy;
mod crew;
mod lines;
#[cfg(test)]
mod tests;
mod throttle;
mod words;

use std::{
    collections::{BTreeMap, BTreeSet},
    mem,
};

use chrono::TimeDelta;

use super::store::Taken;
use crate::{
    db::{BranchId, Instant},
    mail::retry::{Breaker, Jitter},
};
use book::Book;
use crew::{Crew, Lease};
use lines::Job;
use throttle::Throttle;

pub use courtesy::Pace as DomainPace;
pub use throttle::Limits;
pub use words::{Action, Back, Due, Event, LeaseNo, LineNo, LineWas, Mark, Note, Out, Precedence, Unmark, Write, Writing};

/// How much at once.
#[derive(Debug, Clone, Copy)]
pub struct Terms {
    /// For how long messages are taken; prolonged while they are being carried.
    pub lease: TimeDelta,
    /// How many messages a lease holds.
    pub most: usize,
    /// Lines to the mail server for all mail but ways in, which have one of their own.
    pub lines: usize,
}

/// The lanes of ways in, which overtake all else.
pub const WAYS_IN: (i32, i32) = (0, 0);
/// All other lanes.
const ORDINARY: (i32, i32) = (1, i32::MAX);

/// A worker's mind. Killing the worker is forgetting it.
#[derive(Debug)]
pub struct Foreman {
    terms: Terms,
    lots: Lots,
    /// The crew of the ways in, and the one of all else.
    crews: [Crew; 2],
    lines: Vec<Job>,
    leases: BTreeMap<LeaseNo, Lease>,
    /// By [`Out`].
    breakers: [Breaker; 2],
    /// The branches whose mail leaves, as far as the database was told.
    well: BTreeSet<BranchId>,
    book: Book,
    throttle: Throttle,
    last_lease: u64,
    /// Questions to the database that are not answered yet.
    inquiries: usize,
    is_stopping: bool,
    todo: Vec<Action>,
}

impl Foreman {
    /// A worker that holds nothing, bound by `limits`, of which `sent` went out before. The lots it draws follow from `seed`.
    pub fn new(terms: Terms, (limits, sent): (Limits, Vec<Instant>), seed: u64) -> Self {
        let crews = [Crew::new(WAYS_IN, 0..1), Crew::new(ORDINARY, 1..1 + terms.lines)];
        let lines = (0..=terms.lines).map(|_| Job::Free).collect();
        Self {
            terms,
            lots: Lots(seed),
            crews,
            lines,
            leases: BTreeMap::new(),
            breakers: Default::default(),
            well: BTreeSet::new(),
            book: Book::default(),
            throttle: Throttle::new(limits, sent),
            last_lease: 0,
            inquiries: 0,
            is_stopping: false,
            todo: Vec::new(),
        }
    }

    /// Hears what happened, and says what is to be done.
    pub fn step(&mut self, event: Event, now: Instant) -> Vec<Action> {
        match event {
            Event::Tick => self.tick(now),
            Event::Stop => self.is_stopping = true,
            Event::Looked { lapsed, due } => self.looked(lapsed, due, now),
            Event::Found { branch, dead } => self.found(branch, &dead, now),
            Event::Ended { branch, waiting } => self.ended(branch, &waiting, now),
            Event::NotAnswered => self.inquiries -= 1,
            Event::Took { lease, taken } => self.took(lease, taken, now),
            Event::GaveBack { lease } => drop(self.leases.remove(&lease)),
            Event::Announced { line } => self.announced(line),
            Event::Unwritable { line, why } => self.unwritable(line, &why, now),
            Event::Snagged { line, snag, line_was } => self.snagged(line, snag, line_was, now),
            Event::Answered { line, answer } => self.answered(line, answer, now),
            Event::Marked { granted } => self.marked(&granted),
            Event::Overtaken { due } => self.overtaken(due, now),
            Event::Entered => self.entered(),
            Event::NotWritten => self.not_written(now),
        }
        self.hand_out(now);
        self.write(now);
        self.settle();
        mem::take(&mut self.todo)
    }

    /// Whether the worker was told to stop, and everything is in its place.
    pub fn has_finished(&self) -> bool {
        let is_still = self.inquiries == 0 && self.crews.iter().all(|crew| crew.taking.is_none());
        self.is_stopping && is_still && self.leases.is_empty() && self.book.is_clear() && !self.is_carrying()
    }

    fn is_carrying(&self) -> bool {
        self.lines.iter().any(|job| !matches!(job, Job::Free))
    }

    /// Looks into the outbox if a crew has nothing to do, and keeps alive what is held.
    fn tick(&mut self, now: Instant) {
        if self.book.tries_again() {
            self.todo.push(Action::Write(Write::GoOn));
        }
        for (lease, held) in &mut self.leases {
            if held.is_to_be_renewed(self.terms.lease, now) {
                held.renewed_at = now;
                self.todo.push(Action::Write(Write::Renew { lease: *lease }));
            }
        }
        let hungry = self.crews.iter().filter(|crew| crew.is_hungry()).map(|crew| crew.lanes);
        let lanes = hungry.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)));
        if let Some(lanes) = lanes.filter(|_| self.inquiries == 0 && !self.is_stopping) {
            self.inquiries += 1;
            self.todo.push(Action::Look { lanes });
        }
    }

    fn looked(&mut self, lapsed: Vec<BranchId>, due: Vec<Due>, now: Instant) {
        self.inquiries -= 1;
        if self.is_stopping {
            return;
        }
        for branch in lapsed {
            self.inquiries += 1;
            self.todo.push(Action::Write(Write::Recover { branch }));
        }
        let mut closed: Vec<BranchId> =
            due.iter().filter(|due| !self.breakers[due.out as usize].may_try(now.0)).map(|due| due.branch).collect();
        closed.dedup();
        for branch in closed {
            self.inquiries += 1;
            self.todo.push(Action::GiveUp { branch });
        }
        self.crews.iter_mut().for_each(|crew| crew.hears_of(&due));
    }

    /// What a dead worker had begun is settled by the noted answer, or by the rule for doubt.
    fn found(&mut self, branch: BranchId, dead: &[Taken], now: Instant) {
        self.inquiries -= 1;
        for message in dead {
            let attempt = message.after_death(now.0, self.lots.draw());
            self.book.rule(branch, attempt, now);
        }
    }

    /// What came to the end of its course while the mail server could not be reached: a letter has to be printed while there
    /// is time.
    fn ended(&mut self, branch: BranchId, waiting: &[Taken], now: Instant) {
        self.inquiries -= 1;
        for message in waiting.iter().filter(|message| !message.course().may_go(now.0)) {
            self.book.rule(branch, message.given_up(), now);
        }
    }
}

/// A row of lots that follows from its seed.
#[derive(Debug)]
struct Lots(u64);

impl Lots {
    /// splitmix64, of which the highest eight bits are kept.
    fn draw(&mut self) -> Jitter {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        Jitter(u8::try_from((mixed ^ (mixed >> 31)) >> 56).unwrap_or(u8::MAX))
    }
}
