//! One message on one line: announced, marked on the disk, handed over, answered.

use std::{mem, sync::Arc};

use chrono::{DateTime, TimeDelta, Utc};

use super::{Action, Due, Foreman, LeaseNo, LineNo, LineWas, Mark, Note, Out};
use crate::{
    db::{BranchId, Instant},
    mail::{
        Category,
        retry::{Phase, Reply, Verdict},
        transport::{Broken, Snag},
        worker::store::Taken,
    },
};

/// A message that met a broken line lets the others go first, lest it be the one that breaks them.
const BEHIND_OTHERS: TimeDelta = TimeDelta::minutes(1);
const BEHIND_OTHER_WAYS_IN: TimeDelta = TimeDelta::seconds(5);

/// What a line is doing.
#[derive(Debug)]
pub(super) enum Job {
    Free,
    /// The mail server is told of the message, and the disk that it is about to leave. Nothing of it has left.
    Preparing {
        load: Load,
        /// Whether the mail server waits for the content.
        is_announced: bool,
        marked: Marked,
    },
    /// The content has left, or is leaving.
    Handing(Load),
}

/// How far the mark of a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marked {
    /// It waits until the message is announced.
    NotYet,
    Asked,
    /// It is on the disk.
    Yes,
    /// The message is not ours any more, or the database failed.
    No,
}

/// A message to carry.
#[derive(Debug, Clone)]
pub(super) struct Load {
    pub lease: LeaseNo,
    pub branch: BranchId,
    pub out: Out,
    pub message: Arc<Taken>,
    /// Until when it may be begun.
    pub until: DateTime<Utc>,
}

impl Job {
    /// What is being carried.
    pub fn load(&self) -> Option<&Load> {
        match self {
            Self::Free => None,
            Self::Preparing { load, .. } | Self::Handing(load) => Some(load),
        }
    }
}

impl Load {
    pub fn address(&self) -> &str {
        self.message.to_address.as_deref().unwrap_or_default()
    }

    pub fn token(&self) -> String {
        self.message.lease.clone().unwrap_or_default()
    }
}

impl Foreman {
    /// A message is being announced. Meanwhile its mark goes to the disk, if the line has a conversation already and the message
    /// would go again in doubt: should the worker die now, it is doubted without need, and nothing is lost.
    pub(super) fn prepare(&mut self, line: LineNo, load: Load) {
        let is_early = self.book.open_lines.contains(&line) && load.message.course().goes_again_in_doubt();
        let marked = if is_early { self.ask_for_mark(line, &load) } else { Marked::NotYet };
        self.lines[line.0] = Job::Preparing { load, is_announced: false, marked };
    }

    fn ask_for_mark(&mut self, line: LineNo, load: &Load) -> Marked {
        let mark = Mark { line, token: load.token(), message: load.message.id, waited: false };
        self.book.mark(load.branch, mark);
        Marked::Asked
    }

    pub(super) fn announced(&mut self, line: LineNo) {
        let Job::Preparing { load, marked, .. } = self.free(line) else { return };
        self.book.open_lines.insert(line);
        let marked = if marked == Marked::NotYet { self.ask_for_mark(line, &load) } else { marked };
        self.go_on(line, load, true, marked);
    }

    /// Hands a message over as soon as it is announced and marked.
    fn go_on(&mut self, line: LineNo, load: Load, is_announced: bool, marked: Marked) {
        match marked {
            Marked::Yes if is_announced => {
                self.lines[line.0] = Job::Handing(load);
                self.todo.push(Action::HandOver { line });
            }
            Marked::No if is_announced => self.drop_unmarked(line, &load),
            _ => self.lines[line.0] = Job::Preparing { load, is_announced, marked },
        }
    }

    pub(super) fn unwritable(&mut self, line: LineNo, why: &str, now: Instant) {
        let Job::Preparing { load, marked, .. } = self.free(line) else { return };
        self.unmark(&load, marked);
        self.book.result(&load, load.message.unwritable(why), now);
    }

    pub(super) fn snagged(&mut self, line: LineNo, snag: Snag, line_was: LineWas, now: Instant) {
        let Job::Preparing { load, marked, .. } = self.free(line) else { return };
        self.book.open_lines.insert(line);
        self.unmark(&load, marked);
        match snag {
            Snag::Answered(phase, reply) => {
                if phase != Phase::Opening {
                    self.heeds(&load, &reply, now);
                }
                match load.message.after(phase, &reply, now.0, self.lots.draw()) {
                    Some(attempt) => {
                        self.is_well(&load);
                        self.book.result(&load, attempt, now);
                    }
                    None => {
                        let line_was = if phase == Phase::Opening { LineWas::New } else { LineWas::Open };
                        self.blame_relay(line, &load, line_was, for_the_log(phase, &reply), now);
                    }
                }
            }
            Snag::Broken(why) => self.blame_relay(line, &load, line_was, why.to_string(), now),
        }
    }

    /// A message that is not handed over leaves no mark that a later worker would have to doubt.
    fn unmark(&mut self, load: &Load, marked: Marked) {
        if matches!(marked, Marked::Asked | Marked::Yes) {
            self.book.unmark(load);
        }
    }

    /// Which of the messages that were to be marked may be handed over.
    pub(super) fn marked(&mut self, granted: &[LineNo]) {
        let Some(written) = self.book.has_marked() else { return };
        written.backs.iter().for_each(|back| self.close(back.lease));
        for mark in &written.marks {
            if granted.contains(&mark.line) {
                self.is_marked(mark, Marked::Yes);
            } else {
                self.not_marked(mark);
            }
        }
    }

    pub(super) fn not_marked(&mut self, mark: &Mark) {
        self.is_marked(mark, Marked::No);
    }

    /// What became of a mark. The line may have given the message up meanwhile, and may prepare another.
    fn is_marked(&mut self, mark: &Mark, marked: Marked) {
        if self.prepares(mark)
            && let Job::Preparing { load, is_announced, .. } = self.free(mark.line)
        {
            self.go_on(mark.line, load, is_announced, marked);
        }
    }

    /// Whether the line still carries the message, under the lease of the mark.
    fn prepares(&self, mark: &Mark) -> bool {
        let is_same = |load: &Load| load.message.id == mark.message && load.token() == mark.token;
        matches!(&self.lines[mark.line.0], Job::Preparing { load, .. } if is_same(load))
    }

    /// Ways in are due: what was to be marked waits until they have been handed over.
    pub(super) fn overtaken(&mut self, due: Vec<Due>, now: Instant) {
        let Some(written) = self.book.has_marked() else { return };
        written.backs.iter().for_each(|back| self.close(back.lease));
        for mark in written.marks.into_iter().filter(|mark| self.prepares(mark)).collect::<Vec<_>>() {
            self.book.mark(written.branch, Mark { waited: true, ..mark });
        }
        self.book.hold(now);
        self.crews[0].hears_of(&due);
    }

    /// The line was told to expect content, and none follows: it cannot be used for anything else.
    fn drop_unmarked(&mut self, line: LineNo, load: &Load) {
        self.hang_up(line);
        self.leave(load.lease);
    }

    pub(super) fn answered(&mut self, line: LineNo, answer: Result<Reply, Broken>, now: Instant) {
        let Job::Handing(load) = self.free(line) else { return };
        let lot = self.lots.draw();
        let reply = match answer {
            Ok(reply) => reply,
            Err(why) => {
                self.hang_up(line);
                self.fault(&load, now, why.to_string());
                return self.book.result(&load, load.message.after_doubt(&why.to_string(), now.0, lot), now);
            }
        };
        self.heeds(&load, &reply, now);
        let Some(attempt) = load.message.after(Phase::Dot, &reply, now.0, lot) else {
            return self.blame_relay(line, &load, LineWas::Open, for_the_log(Phase::Dot, &reply), now);
        };
        // After an answer to another question the line is out of step, and whatever follows would be misheard.
        if reply.verdict(Phase::Dot) == Verdict::Unclear {
            self.hang_up(line);
        } else {
            self.is_well(&load);
        }
        self.book.note(load.branch, Note { token: load.token(), message: load.message.id, answer: attempt.reply.clone() });
        self.book.result(&load, attempt, now);
    }

    /// A domain that says it is too much gets less for a while.
    fn heeds(&mut self, load: &Load, reply: &Reply, now: Instant) {
        if reply.asks_for_less() {
            self.throttle.slows_down(load.address(), now);
        }
    }

    /// The message is known not to have been taken: it goes back into the queue and no attempt is charged.
    fn blame_relay(&mut self, line: LineNo, load: &Load, line_was: LineWas, why: String, now: Instant) {
        self.hang_up(line);
        self.fault(load, now, why);
        let pause = match (line_was, load.message.category) {
            (LineWas::New, _) => TimeDelta::zero(),
            (LineWas::Open, Category::SignIn) => BEHIND_OTHER_WAYS_IN,
            (LineWas::Open, _) => BEHIND_OTHERS,
        };
        self.book.back(load, Instant::from(now.0 + pause));
    }

    fn hang_up(&mut self, line: LineNo) {
        self.book.open_lines.remove(&line);
        self.todo.push(Action::HangUp { line });
    }

    /// What the line was doing; it is free from now on. Whoever finds that it was doing something else has to put that back,
    /// which never happens: a line is asked one thing at a time.
    fn free(&mut self, line: LineNo) -> Job {
        mem::replace(&mut self.lines[line.0], Job::Free)
    }
}

/// A server's words may repeat a person's address, which belongs in no log. Before a person was named they cannot.
fn for_the_log(phase: Phase, reply: &Reply) -> String {
    if phase == Phase::Opening {
        format!("the mail server answered {reply}")
    } else {
        format!("the mail server answered {}", reply.code)
    }
}
