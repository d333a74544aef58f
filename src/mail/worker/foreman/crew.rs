//! Who carries which lanes: messages are taken under a lease, and handed to the lines one by one.

use std::{
    collections::{BTreeSet, VecDeque},
    mem,
    ops::Range,
    sync::Arc,
};

use chrono::TimeDelta;

use super::{
    Action, Due, Foreman, LeaseNo, LineNo, Out, Write,
    lines::{Job, Load},
    throttle::Throttle,
};
use crate::{
    db::{BranchId, Instant},
    mail::worker::store::Taken,
};

/// Lines that serve certain lanes.
#[derive(Debug)]
pub(super) struct Crew {
    pub lanes: (i32, i32),
    pub lines: Range<usize>,
    /// Branches with something to take, in turn.
    due: VecDeque<Due>,
    /// The lease that was asked for.
    pub taking: Option<(LeaseNo, Due)>,
    waiting: VecDeque<Load>,
}

/// Messages of one branch in the hands of this worker.
#[derive(Debug)]
pub(super) struct Lease {
    /// How many of its messages are not dealt with.
    pub open: usize,
    /// Whether the database may still show messages of it as taken.
    pub has_leftovers: bool,
    is_given_back: bool,
    pub renewed_at: Instant,
}

impl Crew {
    pub fn new(lanes: (i32, i32), lines: Range<usize>) -> Self {
        Self { lanes, lines, due: VecDeque::new(), taking: None, waiting: VecDeque::new() }
    }

    /// Whether it knows of nothing to carry.
    pub fn is_hungry(&self) -> bool {
        self.due.is_empty() && self.waiting.is_empty() && self.taking.is_none()
    }

    /// Whether something of its lanes has been or is being taken, and has not been begun.
    pub fn has_more(&self) -> bool {
        self.taking.is_some() || !self.waiting.is_empty()
    }

    /// Notes which branches have something in its lanes.
    pub fn hears_of(&mut self, due: &[Due]) {
        let (first, last) = self.lanes;
        let mut known: BTreeSet<BranchId> = self.due.iter().map(|due| due.branch).collect();
        known.extend(self.taking.iter().map(|(_, due)| due.branch));
        let ours = due.iter().filter(|due| (first..=last).contains(&due.lane));
        self.due.extend(ours.filter(|due| known.insert(due.branch)).copied());
    }
}

impl Lease {
    /// At a third of its length, and at once when the clock was set back.
    pub fn is_to_be_renewed(&self, length: TimeDelta, now: Instant) -> bool {
        !self.is_given_back && (now < self.renewed_at || now.0 >= self.renewed_at.0 + length / 3)
    }
}

impl Foreman {
    /// What was asked for has been taken.
    pub(super) fn took(&mut self, lease: LeaseNo, taken: Vec<Taken>, now: Instant) {
        let Some(crew) = self.crews.iter_mut().find(|crew| crew.taking.as_ref().is_some_and(|(no, _)| *no == lease)) else {
            return;
        };
        let Some((_, due)) = crew.taking.take() else { return };
        if taken.is_empty() {
            self.todo.push(Action::Forget { lease });
            return;
        }
        if taken.len() >= self.terms.most {
            crew.due.push_back(due);
        }
        let held = Lease { open: taken.len(), has_leftovers: false, is_given_back: false, renewed_at: now };
        self.leases.insert(lease, held);
        let loads = taken.into_iter().map(|message| {
            let until = message.course().gives_up_at();
            Load { lease, branch: due.branch, out: due.out, message: Arc::new(message), until }
        });
        crew.waiting.extend(loads);
    }

    /// Gives every free line its next message, and takes more where little is left.
    pub(super) fn hand_out(&mut self, now: Instant) {
        for crew in 0..self.crews.len() {
            self.put_down(crew, now);
            for line in self.crews[crew].lines.clone() {
                if matches!(self.lines[line], Job::Free) {
                    self.next_for(crew, LineNo(line), now);
                }
            }
            self.take_more(crew, now);
            self.part(crew);
        }
    }

    /// Whatever may not be begun any more is given back: the worker stops, or the way is closed. What has waited too long ends.
    fn put_down(&mut self, crew: usize, now: Instant) {
        let is_closed = |load: &Load, this: &Self| this.is_stopping || !this.breakers[load.out as usize].may_try(now.0);
        let may_go = |load: &Load, this: &Self| now.0 < load.until && !is_closed(load, this);
        if self.crews[crew].waiting.iter().all(|load| may_go(load, self)) {
            return;
        }
        for load in mem::take(&mut self.crews[crew].waiting) {
            if may_go(&load, self) {
                self.crews[crew].waiting.push_back(load);
            } else if is_closed(&load, self) {
                self.leave(load.lease);
            } else {
                self.book.result(&load, load.message.given_up(), now);
            }
        }
    }

    /// The first message that the limits let go.
    fn next_for(&mut self, crew: usize, line: LineNo, now: Instant) {
        let is_free = self.serves_ways_in(line);
        let Self { crews, lines, throttle, .. } = self;
        let waiting = &mut crews[crew].waiting;
        let under_way = || lines.iter().filter_map(Job::load).filter(|load| load.out == Out::Relay).map(Load::address);
        let may_go = |load: &Load, throttle: &mut Throttle| {
            is_free || load.out == Out::Folder || throttle.may_go(load.address(), under_way(), now)
        };
        let Some(load) = waiting.iter().position(|load| may_go(load, throttle)).and_then(|place| waiting.remove(place)) else {
            return;
        };
        if load.out == Out::Relay {
            throttle.goes(load.address(), now);
        }
        self.todo.push(Action::Announce { line, lease: load.lease, message: Arc::clone(&load.message) });
        self.prepare(line, load);
    }

    /// Asks for another lease in good time before the lines run dry.
    fn take_more(&mut self, crew: usize, now: Instant) {
        let Self { crews, breakers, terms, .. } = self;
        let crew = &mut crews[crew];
        if self.is_stopping {
            crew.due.clear();
        }
        if crew.taking.is_some() || crew.waiting.len() >= crew.lines.len().max(terms.most / 2) {
            return;
        }
        while let Some(due) = crew.due.pop_front() {
            if breakers[due.out as usize].may_try(now.0) {
                self.last_lease += 1;
                let lease = LeaseNo(self.last_lease);
                crew.taking = Some((lease, due));
                self.todo.push(Action::Write(Write::Take { lease, branch: due.branch, lanes: crew.lanes }));
                return;
            }
        }
    }

    /// Lines with nothing to carry take leave of their servers.
    fn part(&mut self, crew: usize) {
        let crew = &self.crews[crew];
        let is_at_rest = crew.is_hungry() && self.lines[crew.lines.clone()].iter().all(|job| matches!(job, Job::Free));
        if is_at_rest {
            let open = crew.lines.clone().filter(|line| self.book.open_lines.remove(&LineNo(*line)));
            self.todo.extend(open.map(|line| Action::Part { line: LineNo(line) }));
        }
    }

    /// One message of this lease is dealt with, and the database knows.
    pub(super) fn close(&mut self, lease: LeaseNo) {
        if let Some(held) = self.leases.get_mut(&lease) {
            held.open -= 1;
        }
    }

    /// One message of this lease is left, and the database still shows it as taken.
    pub(super) fn leave(&mut self, lease: LeaseNo) {
        if let Some(held) = self.leases.get_mut(&lease) {
            held.open -= 1;
            held.has_leftovers = true;
        }
    }

    /// Leases of which nothing is open end.
    pub(super) fn settle(&mut self) {
        let Self { leases, todo, .. } = self;
        leases.retain(|lease, held| {
            if held.open > 0 || held.is_given_back {
                return true;
            }
            if held.has_leftovers {
                held.is_given_back = true;
                todo.push(Action::Write(Write::GiveBack { lease: *lease }));
                return true;
            }
            todo.push(Action::Forget { lease: *lease });
            false
        });
    }

    /// Which crew a line belongs to.
    pub(super) fn serves_ways_in(&self, line: LineNo) -> bool {
        self.crews[0].lines.contains(&line.0)
    }

    /// The mail server, or the way to it, is at fault: the people who wait for mail hear of it, and whoever runs the machine.
    pub(super) fn fault(&mut self, load: &Load, now: Instant, why: String) {
        self.breakers[load.out as usize].fault(now.0);
        self.well.remove(&load.branch);
        self.todo.push(Action::Write(Write::Trouble { branch: load.branch, why: why.clone() }));
        self.todo.push(Action::Complain { why });
    }

    /// The mail server has answered as it should.
    pub(super) fn is_well(&mut self, load: &Load) {
        self.breakers[load.out as usize].answered();
        if self.well.insert(load.branch) {
            self.todo.push(Action::Write(Write::Well { branch: load.branch }));
        }
    }
}
