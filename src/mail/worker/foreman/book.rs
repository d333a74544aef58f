//! What waits to be written: marks before a message is handed over, answers after, results in groups.
//!
//! Whatever comes while one commit is being written and another is on its way to the disk shares the next. A line's answer
//! travels with its next mark or before it; therefore no more messages are ever in doubt than there are open lines. The record
//! gets one entry for a group of results, not one for each message.

use std::{
    collections::{BTreeSet, VecDeque},
    mem,
};

use chrono::TimeDelta;

use super::{
    Action, Back, Foreman, LeaseNo, LineNo, Mark, Note, Precedence, Unmark, Write, Writing,
    lines::{Job, Load},
};
use crate::{
    db::{BranchId, Instant},
    mail::worker::store::Attempt,
};

/// So many results are entered at once, or after so long.
const GROUP: usize = 64;
const LONGEST: TimeDelta = TimeDelta::seconds(1);
/// So many go into one commit where many have come together.
const MOST: usize = 256;
/// So many commits are under way: one is written, and one goes to the disk.
const MOST_UNDER_WAY: usize = 2;
/// For so long other mail waits for a way in that is on its way.
const LONGEST_HOLD: TimeDelta = TimeDelta::seconds(5);

#[derive(Debug, Default)]
pub(super) struct Book {
    marks: Vec<(BranchId, Mark)>,
    notes: Vec<(BranchId, Note)>,
    unmarks: Vec<(BranchId, Unmark)>,
    backs: Vec<(BranchId, Back)>,
    results: Vec<Entry>,
    /// In the order in which they were asked for.
    under_way: VecDeque<UnderWay>,
    /// Since when the oldest result waits.
    since: Option<Instant>,
    /// Since when ways in go first.
    held_since: Option<Instant>,
    /// A write failed: the next try is at a tick, when nothing is under way any more that builds upon it.
    is_resting: bool,
    /// The lines that have a conversation.
    pub open_lines: BTreeSet<LineNo>,
}

#[derive(Debug)]
struct Entry {
    branch: BranchId,
    /// Whose message it was; none where a rule says what came of it.
    lease: Option<LeaseNo>,
    attempt: Attempt,
}

#[derive(Debug)]
enum UnderWay {
    Marks(Writing),
    Results(Vec<Entry>),
}

impl Book {
    /// Says that a message is about to be handed over.
    pub fn mark(&mut self, branch: BranchId, mark: Mark) {
        self.marks.push((branch, mark));
    }

    /// Says that a message whose mark may be on the disk, or on its way there, is not handed over after all.
    pub fn unmark(&mut self, load: &Load) {
        let token = load.token();
        self.marks.retain(|(_, mark)| mark.message != load.message.id || mark.token != token);
        self.unmarks.push((load.branch, Unmark { token, message: load.message.id }));
    }

    /// What the mail server said, so that a death before the result is entered leaves no doubt.
    pub fn note(&mut self, branch: BranchId, note: Note) {
        self.notes.push((branch, note));
    }

    pub fn back(&mut self, load: &Load, next_at: Instant) {
        let back = Back { token: load.token(), message: load.message.id, next_at, lease: load.lease };
        self.backs.push((load.branch, back));
    }

    pub fn result(&mut self, load: &Load, attempt: Attempt, now: Instant) {
        self.push(Entry { branch: load.branch, lease: Some(load.lease), attempt }, now);
    }

    /// What a rule says of a message that is in nobody's hands.
    pub fn rule(&mut self, branch: BranchId, attempt: Attempt, now: Instant) {
        self.push(Entry { branch, lease: None, attempt }, now);
    }

    fn push(&mut self, entry: Entry, now: Instant) {
        self.since.get_or_insert(now);
        self.results.push(entry);
    }

    pub fn hold(&mut self, now: Instant) {
        self.held_since.get_or_insert(now);
    }

    /// Whether writing goes on after a rest.
    pub fn tries_again(&mut self) -> bool {
        let goes_on = self.is_resting && self.under_way.is_empty();
        self.is_resting &= !goes_on;
        goes_on
    }

    pub fn is_clear(&self) -> bool {
        self.marks.is_empty() && self.backs.is_empty() && self.results.is_empty() && self.under_way.is_empty()
    }

    /// The marks and notes under way are on the disk.
    pub fn has_marked(&mut self) -> Option<Writing> {
        match self.under_way.pop_front()? {
            UnderWay::Marks(writing) => Some(writing),
            other => {
                self.under_way.push_front(other);
                None
            }
        }
    }

    /// The results of one branch, as many as go into one commit.
    fn take_results(&mut self) -> Option<(BranchId, Vec<Entry>)> {
        let branch = self.results.first()?.branch;
        let (mut ours, mut others) = (Vec::new(), Vec::new());
        for entry in mem::take(&mut self.results) {
            if entry.branch == branch && ours.len() < MOST { ours.push(entry) } else { others.push(entry) }
        }
        self.results = others;
        if self.results.is_empty() {
            self.since = None;
        }
        Some((branch, ours))
    }

    /// Which marks come first, by their rank, and of which branch: ways in, then those that waited for them, then the others.
    fn first_marks(&self, is_way_in: impl Fn(LineNo) -> bool, is_held: bool) -> Option<(Rank, BranchId)> {
        let ranked = self.marks.iter().map(|(branch, mark)| (Rank::of(mark, is_way_in(mark.line)), *branch));
        ranked.min_by_key(|(rank, _)| *rank).filter(|(rank, _)| *rank == Rank::WayIn || !is_held)
    }

    /// Another branch of which answers are to be noted. They go before any mark: else a line that has gone over to this branch
    /// would leave two messages in doubt.
    fn noted_elsewhere(&self, branch: BranchId) -> Option<BranchId> {
        let mut noted = self.notes.iter().map(|(each, _)| *each).chain(self.unmarks.iter().map(|(each, _)| *each));
        noted.find(|each| *each != branch)
    }

    fn take_marks(&mut self, rank: Rank, branch: BranchId, is_way_in: impl Fn(LineNo) -> bool) -> (Vec<Mark>, Precedence) {
        let is_chosen = |each: BranchId, mark: &Mark| each == branch && Rank::of(mark, is_way_in(mark.line)) == rank;
        let (chosen, rest) =
            mem::take(&mut self.marks).into_iter().partition::<Vec<_>, _>(|(each, mark)| is_chosen(*each, mark));
        self.marks = rest;
        let precedence = if rank == Rank::Other { Precedence::WaysIn } else { Precedence::None };
        (chosen.into_iter().map(|(_, mark)| mark).collect(), precedence)
    }
}

/// The order of marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    WayIn,
    /// It has waited for a way in.
    Waited,
    Other,
}

impl Rank {
    fn of(mark: &Mark, is_way_in: bool) -> Self {
        match (is_way_in, mark.waited) {
            (true, _) => Self::WayIn,
            (false, true) => Self::Waited,
            (false, false) => Self::Other,
        }
    }
}

/// Those of `items` that belong to `branch`; the others stay.
fn of_branch<T>(items: &mut Vec<(BranchId, T)>, branch: BranchId) -> Vec<T> {
    let (ours, others) = mem::take(items).into_iter().partition::<Vec<_>, _>(|(each, _)| *each == branch);
    *items = others;
    ours.into_iter().map(|(_, item)| item).collect()
}

impl Foreman {
    /// Begins the next write, if there is room for it and reason for one.
    pub(super) fn write(&mut self, now: Instant) {
        let is_held = self.lets_ways_in_go_first(now);
        let has_way_in = self.book.marks.iter().any(|(_, mark)| self.serves_ways_in(mark.line));
        let is_quiet = self.book.marks.is_empty() && !self.is_carrying();
        let book = &mut self.book;
        // Beside another, a commit has to be worth it: half of the lines wait for it.
        let has_room = match book.under_way.len() {
            0 => true,
            MOST_UNDER_WAY.. => false,
            _ => has_way_in || 2 * book.marks.len() >= self.terms.lines || book.results.len() >= GROUP,
        };
        if !has_room || book.is_resting {
            return;
        }
        let is_time = book.since.is_some_and(|since| now < since || now.0 >= since.0 + LONGEST);
        if !has_way_in && (is_quiet || is_time || book.results.len() >= GROUP) && !book.results.is_empty() {
            return self.write_results();
        }
        let ways_in = self.crews[0].lines.clone();
        let is_way_in = |line: LineNo| ways_in.contains(&line.0);
        let first = book.first_marks(is_way_in, is_held);
        let of_marks = first.map(|(_, branch)| book.noted_elsewhere(branch).unwrap_or(branch));
        let Some(branch) = of_marks.or_else(|| book.backs.first().map(|(branch, _)| *branch)) else { return };
        let (marks, precedence) = match first {
            Some((rank, of_these)) if of_these == branch => book.take_marks(rank, branch, is_way_in),
            _ => (Vec::new(), Precedence::None),
        };
        let (notes, unmarks) = (of_branch(&mut book.notes, branch), of_branch(&mut book.unmarks, branch));
        let backs = of_branch(&mut book.backs, branch);
        let writing = Writing { branch, marks, precedence, notes, unmarks, backs };
        book.under_way.push_back(UnderWay::Marks(writing.clone()));
        self.todo.push(Action::Write(Write::Mark(writing)));
    }

    fn write_results(&mut self) {
        let Some((branch, entries)) = self.book.take_results() else { return };
        let attempts = entries.iter().map(|entry| entry.attempt.clone()).collect();
        self.book.under_way.push_back(UnderWay::Results(entries));
        self.todo.push(Action::Write(Write::Enter { branch, attempts }));
    }

    /// Whether a way in has been seen that is taken and not handed over yet. It has five seconds: a server may be slow with it.
    fn lets_ways_in_go_first(&mut self, now: Instant) -> bool {
        let Some(since) = self.book.held_since else { return false };
        let is_coming = self.crews[0].has_more()
            || self.lines[self.crews[0].lines.clone()].iter().any(|job| matches!(job, Job::Preparing { .. }));
        let is_patient = now >= since && now.0 < since.0 + LONGEST_HOLD;
        if !(is_coming && is_patient) {
            self.book.held_since = None;
        }
        is_coming && is_patient
    }

    pub(super) fn entered(&mut self) {
        match self.book.under_way.pop_front() {
            Some(UnderWay::Results(entries)) => {
                let entered: BTreeSet<_> = entries.iter().map(|entry| entry.attempt.message).collect();
                self.book.notes.retain(|(_, note)| !entered.contains(&note.message));
                self.book.unmarks.retain(|(_, unmark)| !entered.contains(&unmark.message));
                entries.iter().filter_map(|entry| entry.lease).for_each(|lease| self.close(lease));
            }
            other => self.book.under_way.extend(other),
        }
    }

    /// The database failed. What was to be marked is not handed over; what came of attempts is entered later, and if that
    /// never succeeds, the mark on the disk tells the next worker.
    pub(super) fn not_written(&mut self, now: Instant) {
        self.book.is_resting = true;
        match self.book.under_way.pop_front() {
            Some(UnderWay::Results(entries)) => {
                self.book.since = Some(now);
                self.book.results.splice(0..0, entries);
            }
            Some(UnderWay::Marks(writing)) => {
                let branch = writing.branch;
                self.book.notes.extend(writing.notes.into_iter().map(|note| (branch, note)));
                self.book.unmarks.extend(writing.unmarks.into_iter().map(|unmark| (branch, unmark)));
                self.book.backs.extend(writing.backs.into_iter().map(|back| (branch, back)));
                writing.marks.iter().for_each(|mark| self.not_marked(mark));
            }
            None => {}
        }
    }
}
