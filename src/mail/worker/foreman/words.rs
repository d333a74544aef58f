//! What a foreman hears and says.

use std::sync::Arc;

use crate::{
    db::{BranchId, Instant, MessageId},
    mail::{
        retry::Reply,
        transport::{Broken, Snag},
        worker::store::{Attempt, Taken},
    },
};

/// A lease that this worker holds, by its number in this worker's life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LeaseNo(pub u64);

/// A line to a mail server, or the place where one is opened when there is something to carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LineNo(pub usize);

/// Which way a branch's mail goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Out {
    /// Into a folder on this machine.
    Folder = 0,
    /// To the mail server of the settings.
    Relay = 1,
}

/// A branch that has a message due in this lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    pub branch: BranchId,
    pub lane: i32,
    pub out: Out,
}

/// Whether a line had been open before the message that it broke with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineWas {
    Open,
    New,
}

/// What happened.
#[derive(Debug)]
pub enum Event {
    /// Some time passed. Comes about once a second, whatever else happens.
    Tick,
    /// The worker is to end: no new message is begun.
    Stop,
    /// The answer to [`Action::Look`].
    Looked {
        /// The branches with a lease that ran out.
        lapsed: Vec<BranchId>,
        due: Vec<Due>,
    },
    /// The answer to [`Write::Recover`]: what a dead worker was about to hand over, or had handed over.
    Found {
        branch: BranchId,
        dead: Vec<Taken>,
    },
    /// The answer to [`Action::GiveUp`]: messages of which some have waited too long.
    Ended {
        branch: BranchId,
        waiting: Vec<Taken>,
    },
    /// The database did not answer one of these three.
    NotAnswered,
    /// The answer to [`Write::Take`]; nothing, where there was none or the database failed.
    Took {
        lease: LeaseNo,
        taken: Vec<Taken>,
    },
    GaveBack {
        lease: LeaseNo,
    },
    /// The mail server is ready for the content, of which nothing has left.
    Announced {
        line: LineNo,
    },
    /// Nothing can be sent to the address.
    Unwritable {
        line: LineNo,
        why: String,
    },
    /// The mail server is not ready, and nothing has left.
    Snagged {
        line: LineNo,
        snag: Snag,
        line_was: LineWas,
    },
    /// The content has left, dot and all. Without an answer nobody knows whether it arrived.
    Answered {
        line: LineNo,
        answer: Result<Reply, Broken>,
    },
    /// [`Write::Mark`] is on the disk, for the messages of these lines; the others are not ours any more.
    Marked {
        granted: Vec<LineNo>,
    },
    /// [`Write::Mark`] wrote the notes and no mark, because these ways in wait.
    Overtaken {
        due: Vec<Due>,
    },
    /// [`Write::Enter`] is on the disk.
    Entered,
    /// Neither is.
    NotWritten,
}

/// What is to be done.
#[derive(Debug)]
pub enum Action {
    /// Say which branches have something due in these lanes, and which have leases that ran out.
    Look {
        lanes: (i32, i32),
    },
    /// Say what waits and has come to the end of its course.
    GiveUp {
        branch: BranchId,
    },
    /// Nothing is left of the lease.
    Forget {
        lease: LeaseNo,
    },
    /// Write the message out and announce it, over a new line if there is none.
    Announce {
        line: LineNo,
        lease: LeaseNo,
        message: Arc<Taken>,
    },
    /// Hand the announced message over. Its mark is on the disk.
    HandOver {
        line: LineNo,
    },
    /// Close the line without another word.
    HangUp {
        line: LineNo,
    },
    /// Take leave: there is nothing to carry.
    Part {
        line: LineNo,
    },
    Write(Write),
    /// Tell whoever runs the machine.
    Complain {
        why: String,
    },
}

/// What is to be written into the database, one thing after another. Marks and entries are answered in that order too, each when
/// it is on the disk.
#[derive(Debug)]
pub enum Write {
    /// Put back what a dead worker had taken and not begun, and say what it had.
    Recover {
        branch: BranchId,
    },
    /// Take messages under a new lease.
    Take {
        lease: LeaseNo,
        branch: BranchId,
        lanes: (i32, i32),
    },
    Renew {
        lease: LeaseNo,
    },
    /// Put back whatever of the lease was not begun, and forget it.
    GiveBack {
        lease: LeaseNo,
    },
    Mark(Writing),
    /// Enter what came of attempts.
    Enter {
        branch: BranchId,
        attempts: Vec<Attempt>,
    },
    /// Note that the way on which this branch's mail goes is at fault.
    Trouble {
        branch: BranchId,
        why: String,
    },
    /// Note that it is not, or no longer.
    Well {
        branch: BranchId,
    },
    /// After a mark or an entry that was not written, those that were asked for before this are not written either: each builds
    /// upon the one before. What is asked for after this is.
    GoOn,
}

/// One commit for the marks of several lines, and for what else is to be noted.
#[derive(Debug, Clone)]
pub struct Writing {
    pub branch: BranchId,
    pub marks: Vec<Mark>,
    pub precedence: Precedence,
    pub notes: Vec<Note>,
    pub unmarks: Vec<Unmark>,
    pub backs: Vec<Back>,
}

/// Whether ways in that are due come before these marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Precedence {
    WaysIn,
    /// They are ways in, or have waited for one.
    None,
}

/// A message that is about to be handed over.
#[derive(Debug, Clone)]
pub struct Mark {
    pub line: LineNo,
    /// The token of the lease.
    pub token: String,
    pub message: MessageId,
    pub(super) waited: bool,
}

/// What the mail server said to a message whose result is not entered yet.
#[derive(Debug, Clone)]
pub struct Note {
    pub token: String,
    pub message: MessageId,
    pub answer: String,
}

/// A message that was marked while it was announced, and that the mail server would not have: it was not handed over.
#[derive(Debug, Clone)]
pub struct Unmark {
    pub token: String,
    pub message: MessageId,
}

/// A message of which it is known that it was not handed over. It goes back into the queue; no attempt is charged.
#[derive(Debug, Clone)]
pub struct Back {
    pub token: String,
    pub message: MessageId,
    pub next_at: Instant,
    pub(super) lease: LeaseNo,
}
