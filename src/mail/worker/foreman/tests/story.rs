//! One course of events from its beginning to the day when nothing can happen any more, and what must be true then.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BinaryHeap, VecDeque},
    mem,
};

use chrono::{DateTime, TimeDelta};
use uuid::Uuid;

use super::{
    Dice,
    course::{CALM_AFTER, Course, Deed},
    courtesy::Watched,
    office::{Outbox, Row},
    relay::{self, Manners, Received},
};
use crate::{
    db::{BranchId, Instant, MessageId, NoticeId},
    mail::{
        Category, State,
        retry::{Course as Way, Reply},
        worker::foreman::{Action, Event, Foreman, LeaseNo, Limits, LineNo, LineWas, Write, Writing},
    },
};

/// So many steps, and the worker runs in circles.
const MOST_STEPS: u64 = 400_000;

pub struct Story {
    dice: Dice,
    course: Course,
    /// Milliseconds since the beginning, whatever the clock says.
    elapsed: u64,
    jumped: TimeDelta,
    outbox: Outbox,
    workers: BTreeMap<u64, Worker>,
    /// What the lines of dead workers had announced.
    graves: BTreeMap<u64, BTreeMap<LineNo, (MessageId, bool)>>,
    born: u64,
    coming: BinaryHeap<Reverse<(u64, u64)>>,
    happenings: BTreeMap<u64, Happening>,
    serial: u64,
    /// How many second copies are explained by what went wrong.
    explained: usize,
    /// How many messages may be in doubt because a write failed after its commit.
    unsure: usize,
    /// Handed over ahead of the way in that has waited longest.
    overtook: Option<usize>,
    ended_at: u64,
    is_calm: bool,
    tells: bool,
    steps: u64,
    fault: Option<String>,
}

struct Worker {
    foreman: Foreman,
    tokens: BTreeMap<LeaseNo, String>,
    /// What each line has announced, and whether the mark for it is on the disk.
    lines: BTreeMap<LineNo, (MessageId, bool)>,
    open: Vec<LineNo>,
    /// Handed over on lines that broke: they are in doubt whoever is killed.
    doubted: Vec<MessageId>,
    /// Lines whose next answer belongs to an earlier question.
    out_of_step: Vec<LineNo>,
    asleep_until: u64,
    /// When the clerk has written all that was asked for, and the worker heard all that is on the disk.
    written_by: u64,
    kept_by: u64,
    /// Marks and entries that were asked for and not answered.
    writes: usize,
    /// A write failed, and the clerk has not been told to go on.
    refuses: bool,
    /// What the domains get, as they see it.
    watched: Watched,
    /// The marks that were granted, and are on their way to the disk.
    granted: VecDeque<Vec<(LineNo, MessageId)>>,
}

enum Happening {
    Tick(u64),
    /// An action takes effect.
    Effect(u64, Action),
    /// What came of one is told.
    Told(u64, Event),
    Deed(Deed),
    Start,
}

impl Story {
    /// As a course was before there was news, and a pace for each domain.
    pub fn of_old(seed: u64) -> Self {
        let mut dice = Dice(seed);
        let course = Course::of_old(&mut dice);
        Self::begun(dice, course, false)
    }

    pub fn of(seed: u64) -> Self {
        let mut dice = Dice(seed);
        let course = Course::of(&mut dice);
        Self::begun(dice, course, false)
    }

    /// Nothing fails, and ways in are asked for while many notices go out.
    pub fn calm(seed: u64) -> Self {
        let mut dice = Dice(seed);
        let course = Course::calm(&mut dice);
        Self::begun(dice, course, true)
    }

    fn begun(dice: Dice, course: Course, is_calm: bool) -> Self {
        let outbox = Outbox {
            branch: Some(BranchId(Uuid::from_u128(1))),
            notice: Some(NoticeId(Uuid::from_u128(2))),
            ..Outbox::default()
        };
        let mut story = Self {
            dice,
            elapsed: 0,
            jumped: TimeDelta::zero(),
            outbox,
            workers: BTreeMap::new(),
            graves: BTreeMap::new(),
            born: 0,
            coming: BinaryHeap::new(),
            happenings: BTreeMap::new(),
            serial: 0,
            explained: 0,
            unsure: 0,
            overtook: None,
            ended_at: u64::MAX,
            is_calm,
            tells: std::env::var_os("WARDMOTE_TEST_SEED").is_some(),
            steps: 0,
            fault: None,
            course,
        };
        for (category, deadline) in story.course.messages.clone() {
            story.queues(category, deadline);
        }
        for (at, deed) in story.course.deeds.clone() {
            story.comes(at, Happening::Deed(deed));
        }
        story.comes(0, Happening::Start);
        story
    }

    /// Lives it to its end; what was broken, if anything was.
    pub fn lived(mut self) -> Result<(), String> {
        if self.tells {
            println!("{:#?}", self.course);
        }
        while let Some(Reverse((at, serial))) = self.coming.pop() {
            self.elapsed = self.elapsed.max(at);
            let Some(happening) = self.happenings.remove(&serial) else { continue };
            self.happens(happening);
            self.steps += 1;
            if self.steps > MOST_STEPS {
                self.breaks("the worker runs in circles");
            }
            if let Some(why) = self.fault.take() {
                return Err(format!("{why} (after {} ms)", self.elapsed));
            }
            if self.is_over() {
                break;
            }
        }
        self.at_the_end()
    }

    fn now(&self) -> Instant {
        let beginning = DateTime::from_timestamp(1_796_000_000, 0).expect("a moment");
        Instant(beginning + TimeDelta::milliseconds(self.elapsed.try_into().expect("a short story")) + self.jumped)
    }

    fn manners(&self) -> Manners {
        let calm = Manners { faults: 0, slowness: 50 };
        if self.elapsed >= CALM_AFTER && !self.is_calm { calm } else { self.course.manners }
    }

    fn queues(&mut self, category: Category, deadline: Option<TimeDelta>) {
        self.outbox.unkept.clear();
        let now = self.now();
        let number = self.outbox.rows.len() as u128;
        self.outbox.rows.push(Row {
            id: MessageId(Uuid::from_u128(100 + number)),
            category,
            queued_at: now,
            deadline_at: deadline.map(|after| Instant(now.0 + after)),
            state: State::Queued,
            lease: None,
            leased_until: now,
            next_at: now,
            attempts: 0,
            is_doubtful: false,
            answer: None,
            copies: 0,
            recalled_with: None,
        });
    }

    fn comes(&mut self, after: u64, happening: Happening) {
        self.serial += 1;
        self.coming.push(Reverse((self.elapsed + after, self.serial)));
        self.happenings.insert(self.serial, happening);
    }

    fn breaks(&mut self, why: impl Into<String>) {
        self.fault.get_or_insert(why.into());
    }

    /// Whether every message has come to rest. A tick a second would go on for ever, so time leaps while nobody is busy.
    fn is_over(&mut self) -> bool {
        let is_settled = self.outbox.rows.iter().all(|row| row.state.is_settled());
        let has_deeds = self.happenings.values().any(|each| matches!(each, Happening::Deed(_) | Happening::Start));
        if !is_settled || has_deeds {
            self.ended_at = u64::MAX;
            return false;
        }
        // A little longer: whatever a worker still has in its hands may not arrive twice.
        self.ended_at = self.ended_at.min(self.elapsed + 1_000_000);
        self.elapsed >= self.ended_at
    }

    fn happens(&mut self, happening: Happening) {
        match happening {
            Happening::Start => self.starts(),
            Happening::Tick(worker) => {
                if self.workers.contains_key(&worker) {
                    self.tells(worker, Event::Tick);
                    let pause = self.until_next_tick();
                    self.comes(pause, Happening::Tick(worker));
                }
            }
            Happening::Told(worker, event) => self.tells(worker, event),
            Happening::Effect(worker, action) => self.effect(worker, action),
            Happening::Deed(deed) => self.deed(deed),
        }
    }

    /// A second while anybody is busy; otherwise as long as it takes until something is due or a lease runs out.
    fn until_next_tick(&self) -> u64 {
        let is_busy = self.workers.values().any(|worker| worker.writes > 0 || !worker.lines.is_empty());
        if is_busy {
            return if self.manners().slowness > 1_000 { 10_000 } else { 1_000 };
        }
        if self.course.pace.is_some() && self.outbox.rows.iter().any(|row| row.state == State::Leased) {
            return 1_000;
        }
        let in_hand = |row: &&Row| matches!(row.state, State::Leased | State::Committing);
        let lapsing = self.outbox.rows.iter().filter(in_hand).map(|row| row.leased_until);
        let waiting = self.outbox.rows.iter().filter(|row| row.state == State::Queued).map(|row| row.next_at);
        let next = lapsing.chain(waiting).min().map_or(0, |at| (at.0 - self.now().0).num_milliseconds());
        let longest = if self.elapsed < CALM_AFTER { 10_000 } else { 6 * 3_600_000 };
        u64::try_from(next).unwrap_or_default().clamp(1_000, longest)
    }

    fn starts(&mut self) {
        self.born += 1;
        let seed = self.dice.throw();
        let worker = Worker {
            foreman: Foreman::new(
                self.course.terms,
                (Limits { pace: self.course.pace, ..Limits::default() }, Vec::new()),
                seed,
            ),
            watched: Watched::at(self.course.pace),
            tokens: BTreeMap::new(),
            lines: BTreeMap::new(),
            open: Vec::new(),
            doubted: Vec::new(),
            out_of_step: Vec::new(),
            asleep_until: 0,
            written_by: 0,
            kept_by: 0,
            writes: 0,
            refuses: false,
            granted: VecDeque::new(),
        };
        self.workers.insert(self.born, worker);
        self.comes(0, Happening::Tick(self.born));
    }

    fn one_of_the_workers(&mut self) -> Option<u64> {
        let names: Vec<u64> = self.workers.keys().copied().collect();
        (!names.is_empty()).then(|| self.dice.among(&names))
    }

    fn deed(&mut self, deed: Deed) {
        if self.tells {
            println!("{:>9} {deed:?}", self.elapsed);
        }
        match deed {
            Deed::Kill => {
                if let Some(name) = self.one_of_the_workers() {
                    self.kills(name);
                    self.starts_if_nobody_does();
                }
            }
            Deed::PowerCut => self.cuts_power(),
            Deed::StartAnother => self.starts(),
            Deed::Sleep(length) => {
                if let Some(name) = self.one_of_the_workers() {
                    let until = self.elapsed + length;
                    self.workers.entry(name).and_modify(|worker| worker.asleep_until = until);
                    self.explained += self.course.terms.lines + 1;
                }
            }
            Deed::Stop => {
                if let Some(name) = self.one_of_the_workers() {
                    self.comes(0, Happening::Told(name, Event::Stop));
                }
            }
            Deed::Jump(seconds) => {
                self.jumped += TimeDelta::seconds(seconds);
                self.workers.values_mut().for_each(|worker| worker.watched.forgets());
                // To another worker, a lease of which the clock has run past looks like that of a dead one.
                self.explained += self.workers.len() * (self.course.terms.lines + 1);
            }
            Deed::Recall => self.outbox.recall(&self.on_their_way()),
            Deed::Pause => self.outbox.pause(),
            Deed::Resume => self.outbox.is_paused = false,
            Deed::WayIn => {
                self.queues(Category::SignIn, None);
                self.overtook.get_or_insert(0);
            }
        }
    }

    /// The messages that a worker, alive or dead, has begun to hand over and the mail server does not have yet.
    fn on_their_way(&self) -> Vec<MessageId> {
        let lines_of = |name| self.workers.get(name).map(|worker| &worker.lines).or_else(|| self.graves.get(name));
        let handed = self.happenings.values().filter_map(|each| match each {
            Happening::Effect(name, Action::HandOver { line }) => lines_of(name)?.get(line),
            _ => None,
        });
        handed.map(|(message, _)| *message).collect()
    }

    fn starts_if_nobody_does(&mut self) {
        let pause = self.dice.below(3_000);
        self.comes(pause, Happening::Start);
    }

    /// Kills a worker wherever it stands. Few may be in doubt: no more than lines are open.
    fn kills(&mut self, name: u64) {
        let Some(worker) = self.workers.remove(&name) else { return };
        let tokens: Vec<&String> = worker.tokens.values().collect();
        let in_doubt = self.outbox.rows.iter().filter(|row| {
            let is_theirs = row.lease.as_ref().is_some_and(|lease| tokens.contains(&lease));
            row.state == State::Committing && row.answer.is_none() && is_theirs && !worker.doubted.contains(&row.id)
        });
        let (in_doubt, most) = (in_doubt.count(), self.course.terms.lines + 1 + self.unsure);
        if in_doubt > most {
            self.breaks(format!("a kill left {in_doubt} in doubt, and {most} lines were open"));
        }
        self.explained += self.course.terms.lines + 1;
        self.graves.insert(name, worker.lines);
    }

    /// Nobody lives on, and of what was not on the disk the last part is gone.
    fn cuts_power(&mut self) {
        let unkept = self.outbox.unkept.len();
        let lost = usize::try_from(self.dice.below(unkept as u64 + 1)).expect("a small number");
        self.outbox.loses(lost);
        for name in self.workers.keys().copied().collect::<Vec<_>>() {
            self.kills(name);
        }
        // What was on its way to the database or to the mail server never got there.
        self.happenings.retain(|_, each| matches!(each, Happening::Deed(_) | Happening::Start));
        self.starts_if_nobody_does();
    }

    fn tells(&mut self, name: u64, event: Event) {
        let now = self.now();
        let Some(worker) = self.workers.get_mut(&name) else { return };
        if worker.asleep_until > self.elapsed {
            if !matches!(event, Event::Tick) {
                let rest = worker.asleep_until - self.elapsed;
                self.comes(rest, Happening::Told(name, event));
            }
            return;
        }
        if self.tells && !matches!(event, Event::Tick) {
            println!("{:>9} worker {name} hears {event:?}", self.elapsed);
        }
        worker.watched.hears(&event, now);
        if is_of_a_write(&event) {
            worker.writes -= 1;
            self.outbox.keeps(name);
        }
        if matches!(event, Event::Marked { .. }) {
            for (line, message) in worker.granted.pop_front().into_iter().flatten() {
                worker.lines.entry(line).and_modify(|(announced, is_marked)| *is_marked |= *announced == message);
            }
        }
        let actions = worker.foreman.step(event, now);
        let has_finished = worker.foreman.has_finished();
        for action in actions {
            self.begins(name, action);
        }
        if has_finished {
            self.stopped(name);
        }
    }

    /// A worker that has stopped left nothing in its hands.
    fn stopped(&mut self, name: u64) {
        let Some(worker) = self.workers.remove(&name) else { return };
        let left = self
            .outbox
            .rows
            .iter()
            .any(|row| row.lease.as_ref().is_some_and(|lease| worker.tokens.values().any(|token| token == lease)));
        if left && self.unsure == 0 {
            self.breaks("a worker stopped with messages in its hands");
        }
        self.starts_if_nobody_does();
    }

    /// Notes what a worker is about to do, and lets it take effect a moment later.
    fn begins(&mut self, name: u64, action: Action) {
        if self.tells {
            println!("{:>9} worker {name} says {action:?}", self.elapsed);
        }
        let now = self.now();
        let Some(worker) = self.workers.get_mut(&name) else { return };
        let wrong = match &action {
            Action::Announce { line, message, .. } => {
                let is_late = !Way {
                    category: message.category,
                    queued_at: message.queued_at.0,
                    deadline: message.deadline_at.map(|at| at.0),
                }
                .may_go(now.0);
                let is_busy = worker.lines.insert(*line, (message.id, false)).is_some();
                let crowds = worker.watched.announces(*line, message, now);
                is_busy
                    .then_some("a line was given two messages")
                    .or(crowds)
                    .or(is_late.then_some("a message went after its time"))
            }
            Action::HandOver { line } => match worker.lines.get(line) {
                Some((_, true)) => None,
                _ => Some("a message was handed over without its mark on the disk"),
            },
            Action::Write(Write::Mark(_) | Write::Enter { .. }) => {
                worker.writes += 1;
                (worker.writes > 2).then_some("three writes at once")
            }
            Action::HangUp { line } => {
                worker.open.retain(|each| each != line);
                worker.out_of_step.retain(|each| each != line);
                worker.lines.remove(line);
                worker.watched.hangs_up(*line);
                None
            }
            Action::Write(Write::Take { lease, .. }) => {
                worker.tokens.insert(*lease, format!("{name}/{}", lease.0));
                None
            }
            Action::Forget { lease } => {
                worker.tokens.remove(lease);
                None
            }
            _ => None,
        };
        if let Some(why) = wrong {
            self.breaks(why);
        }
        if matches!(action, Action::HandOver { .. }) {
            self.counts_ahead(name, &action);
        }
        let pause = if matches!(action, Action::Write(_)) { self.until_written(name) } else { self.takes(&action) };
        self.comes(pause, Happening::Effect(name, action));
    }

    /// The clerk writes one thing after another.
    fn until_written(&mut self, name: u64) -> u64 {
        let (now, takes) = (self.elapsed, self.dice.below(8));
        self.workers.get_mut(&name).map_or(takes, |worker| {
            worker.written_by = worker.written_by.max(now) + takes;
            worker.written_by - now
        })
    }

    /// What was written goes to the disk in the same order.
    fn until_kept(&mut self, name: u64) -> u64 {
        let (now, takes) = (self.elapsed, self.dice.below(8));
        self.workers.get_mut(&name).map_or(takes, |worker| {
            worker.kept_by = worker.kept_by.max(now + takes);
            worker.kept_by - now
        })
    }

    /// How many messages go ahead of a way in that waits.
    fn counts_ahead(&mut self, name: u64, action: &Action) {
        let Action::HandOver { line } = action else { return };
        let handed = self.workers.get(&name).and_then(|worker| worker.lines.get(line)).map(|(message, _)| *message);
        let Some(message) = handed else { return };
        if self.outbox.row(message).category == Category::SignIn {
            self.overtook = None;
        } else if let Some(ahead) = &mut self.overtook {
            *ahead += 1;
            if self.is_calm && *ahead > self.course.terms.lines {
                let (ahead, lines) = (*ahead, self.course.terms.lines);
                self.breaks(format!("{ahead} messages on {lines} lines went ahead of a way in"));
            }
        }
    }

    /// How long an action takes before it has its effect, in milliseconds.
    fn takes(&mut self, action: &Action) -> u64 {
        let slowness = self.manners().slowness;
        match action {
            Action::HandOver { .. } => self.dice.below(slowness),
            Action::Announce { .. } => self.dice.below(slowness.min(20)),
            Action::Complain { .. } | Action::HangUp { .. } | Action::Part { .. } | Action::Forget { .. } => 0,
            _ => self.dice.below(8),
        }
    }

    fn effect(&mut self, name: u64, action: Action) {
        // A dead worker's last words may still have reached the database or the mail server.
        if !self.workers.contains_key(&name) && self.dice.falls(500) {
            return;
        }
        let now = self.now();
        let held = match action {
            Action::Look { .. } | Action::Write(Write::Recover { .. }) => self.held_by(name),
            _ => Vec::new(),
        };
        let token = |lease: LeaseNo| format!("{name}/{}", lease.0);
        let told = match action {
            Action::Look { lanes } => {
                let lapsed = self.outbox.has_lapsed(now, &held).then(|| self.outbox.branch());
                Event::Looked { lapsed: lapsed.into_iter().collect(), due: self.outbox.due(now, lanes) }
            }
            Action::Write(Write::Recover { branch }) => Event::Found { branch, dead: self.outbox.recover(now, &held) },
            Action::GiveUp { branch } => Event::Ended { branch, waiting: self.outbox.waiting() },
            Action::Write(Write::Take { lease, lanes, .. }) => {
                let terms = self.course.terms;
                Event::Took { lease, taken: self.outbox.take(lanes, &token(lease), now, terms.lease, terms.most) }
            }
            Action::Write(Write::Renew { lease }) => {
                return self.outbox.renew(&token(lease), Instant(now.0 + self.course.terms.lease));
            }
            Action::Write(Write::GiveBack { lease }) => {
                self.outbox.release(&token(lease));
                self.workers.entry(name).and_modify(|worker| drop(worker.tokens.remove(&lease)));
                Event::GaveBack { lease }
            }
            Action::Announce { line, .. } => self.announced(name, line),
            Action::HandOver { line } => self.handed_over(name, line),
            Action::Write(Write::Mark(writing)) => self.written(name, &writing),
            Action::Write(Write::Enter { attempts, .. }) => {
                let (is_written, is_told) = self.fares(name);
                self.outbox.begins_unkept(name);
                if is_written {
                    self.outbox.enter(&attempts, now);
                }
                if is_told { Event::Entered } else { Event::NotWritten }
            }
            Action::Write(Write::Trouble { .. } | Write::Well { .. }) => return,
            Action::Write(Write::GoOn) => {
                self.workers.entry(name).and_modify(|worker| worker.refuses = false);
                return;
            }
            Action::HangUp { .. } | Action::Part { .. } | Action::Forget { .. } | Action::Complain { .. } => return,
        };
        let pause = if is_of_a_write(&told) { self.until_kept(name) } else { self.dice.below(4) };
        self.comes(pause, Happening::Told(name, told));
    }

    /// The tokens of the leases that a worker holds.
    fn held_by(&self, name: u64) -> Vec<String> {
        self.workers.get(&name).map(|worker| worker.tokens.values().cloned().collect()).unwrap_or_default()
    }

    /// Whether a write is committed, and whether the worker learns of it.
    fn fares(&mut self, name: u64) -> (bool, bool) {
        if self.workers.get(&name).is_some_and(|worker| worker.refuses) {
            return (false, false);
        }
        let fails = self.elapsed < CALM_AFTER && self.dice.falls(self.course.failing_writes);
        self.workers.entry(name).and_modify(|worker| worker.refuses = fails);
        (!fails || self.dice.falls(300), !fails)
    }

    fn announced(&mut self, name: u64, line: LineNo) -> Event {
        let manners = self.manners();
        let answer = relay::announced(&mut self.dice, manners);
        let Some(worker) = self.workers.get_mut(&name) else { return Event::Announced { line } };
        let line_was = if worker.open.contains(&line) { LineWas::Open } else { LineWas::New };
        match answer {
            Ok(()) => {
                worker.open.push(line);
                Event::Announced { line }
            }
            Err(snag) => {
                worker.lines.remove(&line);
                Event::Snagged { line, snag, line_was }
            }
        }
    }

    fn written(&mut self, name: u64, writing: &Writing) -> Event {
        let now = self.now();
        let (is_written, is_told) = self.fares(name);
        self.outbox.begins_unkept(name);
        if !is_written {
            return Event::NotWritten;
        }
        let marked = self.outbox.mark(writing, now);
        if !is_told {
            self.unsure += writing.marks.len();
            self.explained += writing.marks.len();
            return Event::NotWritten;
        }
        match marked {
            Err(due) => Event::Overtaken { due },
            Ok(granted) => {
                let marks = writing.marks.iter().filter(|mark| granted.contains(&mark.line));
                let theirs = marks.map(|mark| (mark.line, mark.message)).collect();
                self.workers.entry(name).and_modify(|worker| worker.granted.push_back(theirs));
                Event::Marked { granted }
            }
        }
    }

    fn handed_over(&mut self, name: u64, line: LineNo) -> Event {
        let manners = self.manners();
        let mut received = relay::handed_over(&mut self.dice, manners);
        if let Some(worker) = self.workers.get_mut(&name) {
            if worker.out_of_step.contains(&line) {
                // The answer that was outstanding, whatever becomes of this message.
                received = Received { has_it: false, answer: Ok(Reply::new(250, "2.0.0 fine")) };
            } else if received.answer.as_ref().is_ok_and(|reply| reply.code == 354) {
                worker.out_of_step.push(line);
            }
        }
        let lines = self.workers.get_mut(&name).map(|worker| &mut worker.lines).or_else(|| self.graves.get_mut(&name));
        let message = lines.and_then(|lines| lines.remove(&line)).map(|(message, _)| message);
        let is_of_the_dead = !self.workers.contains_key(&name);
        if let Some(message) = message.filter(|_| received.has_it) {
            let row = self.outbox.row(message);
            row.copies += 1;
            let (copies, category, recalled, row_is_doubtful) = (row.copies, row.category, row.recalled_with, row.is_doubtful);
            let is_at_most_once = matches!(category, Category::SignIn | Category::Reminder | Category::News);
            if is_at_most_once && copies > 1 {
                self.breaks(format!("{copies} copies of a {category:?}"));
            }
            // What a killed worker had handed over before the officer stopped it nobody can call back; it has to be flagged.
            let is_out_of_reach = is_of_the_dead && row_is_doubtful;
            if recalled.is_some_and(|before| copies > before) && !is_out_of_reach {
                self.breaks("a message went out after an officer had stopped it");
            }
        }
        if received.answer.as_ref().map_or(true, |reply| reply.code == 354) {
            self.explained += 1;
            self.workers.entry(name).and_modify(|worker| worker.doubted.extend(message));
        }
        Event::Answered { line, answer: received.answer }
    }

    /// What must be true when nothing can happen any more.
    fn at_the_end(mut self) -> Result<(), String> {
        let doubled: usize = self.outbox.rows.iter().map(|row| row.copies.saturating_sub(1)).sum();
        if doubled > self.explained {
            return Err(format!("{doubled} second copies, of which {} are explained", self.explained));
        }
        let faults: Vec<String> = mem::take(&mut self.outbox.rows).iter().filter_map(wrong_with).collect();
        if faults.is_empty() { Ok(()) } else { Err(faults.join("; ")) }
    }
}

/// Whether it answers a mark or an entry.
fn is_of_a_write(event: &Event) -> bool {
    matches!(event, Event::Marked { .. } | Event::Overtaken { .. } | Event::Entered | Event::NotWritten)
}

fn wrong_with(row: &Row) -> Option<String> {
    let say = |why: &str| Some(format!("{why}: {row:?}"));
    match (row.state, row.copies) {
        (State::Queued | State::Leased | State::Committing, _) => say("never settled"),
        (State::Accepted, 0) => say("lost: entered as accepted, and the mail server never had it"),
        (_, 2..) if !row.is_doubtful => say("doubled in silence"),
        (State::Refused | State::Letter, 1..) if !row.is_doubtful => say("there, entered as not there, and not flagged"),
        (State::Expired, 1..) if !row.is_doubtful && row.recalled_with.is_none() => say("there, entered as too late"),
        (State::InDoubt, _) if !row.is_doubtful => say("in doubt and not flagged"),
        _ => None,
    }
}
