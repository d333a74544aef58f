//! What waits to be written: marks before a message is handed over, answers after, results in groups.
//!
//! Every commit waits for the disk, so whatever comes while one is under way shares the next. A line's answer travels with its
//! next mark; therefore no more messages are ever in doubt than there are open lines. The record gets one entry for a group of
//! results, not one for each message.

use std::{collections::BTreeSet, mem};

use chrono::TimeDelta;

use super::{
    Action, Back, Foreman, LeaseNo, LineNo, Mark, Note, Precedence, Writing,
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
/// For so long other mail waits for a way in that is on its way.
const LONGEST_HOLD: TimeDelta = TimeDelta::seconds(5);

#[derive(Debug, Default)]
pub(super) struct Book {
    marks: Vec<(BranchId, Mark)>,
    notes: Vec<(BranchId, Note)>,
    backs: Vec<(BranchId, Back)>,
    results: Vec<Entry>,
    under_way: Option<UnderWay>,
    /// Since when the oldest result waits.
    since: Option<Instant>,
    /// Since when ways in go first.
    held_since: Option<Instant>,
    /// A write failed: the next try is at the next tick.
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

    pub fn try_again(&mut self) {
        self.is_resting = false;
    }

    pub fn is_clear(&self) -> bool {
        self.marks.is_empty() && self.backs.is_empty() && self.results.is_empty() && self.under_way.is_none()
    }

    /// The marks and notes under way are on the disk.
    pub fn has_marked(&mut self) -> Option<Writing> {
        match self.under_way.take() {
            Some(UnderWay::Marks(writing)) => Some(writing),
            other => {
                self.under_way = other;
                None
            }
        }
    }

    /// Everything that belongs to one branch, and how many results are enough to be entered at once.
    fn take_results(&mut self) -> Option<(BranchId, Vec<Entry>)> {
        let branch = self.results.first()?.branch;
        let (mut ours, mut others) = (Vec::new(), Vec::new());
        for entry in mem::take(&mut self.results) {
            if entry.branch == branch && ours.len() < MOST { ours.push(entry) } else { others.push(entry) }
        }
        self.results = others;
        Some((branch, ours))
    }

    /// The marks that may be written now, of one branch: ways in alone, then those that waited for them, then the others.
    fn take_marks(&mut self, is_way_in: impl Fn(LineNo) -> bool, is_held: bool) -> (Option<BranchId>, Vec<Mark>, Precedence) {
        let rank = |mark: &Mark| if is_way_in(mark.line) { 0 } else { 2 - usize::from(mark.waited) };
        let first = self.marks.iter().map(|(branch, mark)| (rank(mark), *branch)).min_by_key(|(rank, _)| *rank);
        let Some((best, branch)) = first.filter(|(rank, _)| *rank == 0 || !is_held) else {
            return (None, Vec::new(), Precedence::None);
        };
        let (chosen, rest) =
            mem::take(&mut self.marks).into_iter().partition::<Vec<_>, _>(|(each, mark)| *each == branch && rank(mark) == best);
        self.marks = rest;
        let precedence = if best == 2 { Precedence::WaysIn } else { Precedence::None };
        (Some(branch), chosen.into_iter().map(|(_, mark)| mark).collect(), precedence)
    }
}

/// Those of `items` that belong to `branch`; the others stay.
fn of_branch<T>(items: &mut Vec<(BranchId, T)>, branch: BranchId) -> Vec<T> {
    let (ours, others) = mem::take(items).into_iter().partition::<Vec<_>, _>(|(each, _)| *each == branch);
    *items = others;
    ours.into_iter().map(|(_, item)| item).collect()
}

impl Foreman {
    /// Begins the next write, if none is under way and there is reason for one.
    pub(super) fn write(&mut self, now: Instant) {
        let is_held = self.lets_ways_in_go_first(now);
        let has_way_in = self.book.marks.iter().any(|(_, mark)| self.serves_ways_in(mark.line));
        let is_quiet = self.book.marks.is_empty() && !self.is_carrying();
        let book = &mut self.book;
        if book.under_way.is_some() || book.is_resting {
            return;
        }
        let is_time = book.since.is_some_and(|since| now < since || now.0 >= since.0 + LONGEST);
        if !has_way_in && (is_quiet || is_time || book.results.len() >= GROUP) && !book.results.is_empty() {
            return self.write_results();
        }
        let ways_in = self.crews[0].lines.clone();
        let (branch, marks, precedence) = self.book.take_marks(|line| ways_in.contains(&line.0), is_held);
        let Some(branch) = branch.or_else(|| self.book.backs.first().map(|(branch, _)| *branch)) else { return };
        let book = &mut self.book;
        let (notes, backs) = (of_branch(&mut book.notes, branch), of_branch(&mut book.backs, branch));
        let writing = Writing { branch, marks, precedence, notes, backs };
        book.under_way = Some(UnderWay::Marks(writing.clone()));
        self.todo.push(Action::Mark(writing));
    }

    fn write_results(&mut self) {
        let Some((branch, entries)) = self.book.take_results() else { return };
        let attempts = entries.iter().map(|entry| entry.attempt.clone()).collect();
        self.book.under_way = Some(UnderWay::Results(entries));
        self.todo.push(Action::Enter { branch, attempts });
    }

    /// Whether a way in has been seen that is taken and not handed over yet. It has five seconds: a server may be slow with it.
    fn lets_ways_in_go_first(&mut self, now: Instant) -> bool {
        let Some(since) = self.book.held_since else { return false };
        let is_coming = self.crews[0].has_more()
            || self.lines[self.crews[0].lines.clone()].iter().any(|job| matches!(job, Job::Announcing(_) | Job::Marking(_)));
        let is_patient = now >= since && now.0 < since.0 + LONGEST_HOLD;
        if !(is_coming && is_patient) {
            self.book.held_since = None;
        }
        is_coming && is_patient
    }

    pub(super) fn entered(&mut self) {
        match self.book.under_way.take() {
            Some(UnderWay::Results(entries)) => {
                let entered: BTreeSet<_> = entries.iter().map(|entry| entry.attempt.message).collect();
                self.book.notes.retain(|(_, note)| !entered.contains(&note.message));
                entries.iter().filter_map(|entry| entry.lease).for_each(|lease| self.close(lease));
                if self.book.results.is_empty() {
                    self.book.since = None;
                }
            }
            other => self.book.under_way = other,
        }
    }

    /// The database failed. What was to be marked is not handed over; what came of attempts is entered later, and if that
    /// never succeeds, the mark on the disk tells the next worker.
    pub(super) fn not_written(&mut self, now: Instant) {
        self.book.is_resting = true;
        match self.book.under_way.take() {
            Some(UnderWay::Results(entries)) => {
                self.book.since = Some(now);
                self.book.results.splice(0..0, entries);
            }
            Some(UnderWay::Marks(writing)) => {
                let branch = writing.branch;
                self.book.notes.extend(writing.notes.into_iter().map(|note| (branch, note)));
                self.book.backs.extend(writing.backs.into_iter().map(|back| (branch, back)));
                for mark in writing.marks {
                    let job = mem::replace(&mut self.lines[mark.line.0], Job::Free);
                    if let Job::Marking(load) = job {
                        self.drop_unmarked(mark.line, &load);
                    }
                }
            }
            None => {}
        }
    }
}
