//! The clerk and the keeper: whatever the worker writes into the database, one thing after another, and then onto the disk, as
//! much at a time as there is; each on a thread where waiting harms nobody.

use std::{
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        mpsc::{Receiver, Sender},
    },
};

use super::{
    foreman::{Event, LeaseNo, Precedence, WAYS_IN, Write, Writing},
    hands::{Hands, due},
    office::Office,
    store,
};
use crate::{
    audit::Unwritten,
    db::{BranchId, Conn, MessageId},
    mail::store::{end_trouble, note_trouble},
};

/// Writes what comes until nothing more can, or until the work is broken off. What has to be on the disk before anybody acts on
/// it goes on to the keeper.
pub fn writes(hands: &Arc<Hands>, coming: &Receiver<Write>, to_keep: Sender<Event>) {
    let mut tray = Tray { to_keep, refuses: false };
    while let Ok(write) = coming.recv() {
        if hands.is_broken_off() {
            return;
        }
        match write {
            Write::Take { lease, branch, lanes } => match unharmed(|| hands.office().take(lease, branch, lanes)) {
                Ok(()) => hands.reads(lease),
                Err(cause) => hands.hears(Event::Took { lease, taken: complain(&cause) }),
            },
            Write::Renew { lease } => unharmed(|| hands.office().renew(lease)).unwrap_or_else(|cause| complain(&cause)),
            Write::GiveBack { lease } => hands.hears(give_back(hands.office(), lease)),
            Write::Recover { branch } => hands.hears(recover(hands.office(), branch)),
            Write::Mark(writing) => tray.takes(|| mark(hands.office(), writing)),
            Write::Enter { branch, attempts } => {
                tray.takes(|| hands.office().enter(branch, &attempts).map(|()| Event::Entered));
            }
            Write::Trouble { branch, why } => {
                let noted = |conn: &mut Conn, now| note_trouble(conn, branch, &why, now);
                unharmed(|| hands.office().chore(branch, noted)).unwrap_or_else(|cause| complain(&cause));
            }
            Write::Well { branch } => {
                let ended = |conn: &mut Conn, _| end_trouble(conn, branch);
                unharmed(|| hands.office().chore(branch, ended)).unwrap_or_else(|cause| complain(&cause));
            }
            Write::GoOn => tray.refuses = false,
        }
    }
}

/// What is written and not on the disk yet.
struct Tray {
    to_keep: Sender<Event>,
    /// Something was not written, and what was asked for before that was known builds upon it.
    refuses: bool,
}

impl Tray {
    fn takes(&mut self, write: impl FnOnce() -> Result<Event, Unwritten>) {
        let written = if self.refuses { None } else { unharmed(write).inspect_err(complain).ok() };
        self.refuses = written.is_none();
        // A keeper who is gone has told why.
        let _ = self.to_keep.send(written.unwrap_or(Event::NotWritten));
    }
}

/// Tells what was written as soon as it is on the disk.
///
/// # Errors
/// A disk that fails. Nobody knows then what is on it, so nobody hears anything, and the next worker looks.
pub fn keeps(hands: &Arc<Hands>, written: &Receiver<Event>) -> io::Result<()> {
    while let Ok(first) = written.recv() {
        let together: Vec<Event> = std::iter::once(first).chain(written.try_iter()).collect();
        hands.office().disk.has_everything()?;
        together.into_iter().for_each(|event| hands.hears(event));
    }
    Ok(())
}

fn give_back(office: &Office, lease: LeaseNo) -> Event {
    unharmed(|| office.give_back(lease)).unwrap_or_else(|cause| complain(&cause));
    Event::GaveBack { lease }
}

/// Puts back what was taken and not begun, and says what was begun.
fn recover(office: &Office, branch: BranchId) -> Event {
    let held = office.leases();
    let dead = unharmed(|| {
        office.chore(branch, |conn, now| {
            store::release_lapsed(conn, branch, now, &held)?;
            store::end_stopped(conn, branch, None, now)?;
            store::begun_and_lapsed(conn, branch, now, &held)
        })
    });
    match dead {
        Ok(dead) => Event::Found { branch, dead },
        Err(cause) => {
            complain::<()>(&cause);
            Event::NotAnswered
        }
    }
}

/// One commit for the notes, the marks and what is put back; but no mark is made if ways in that are due come first.
fn mark(office: &Office, writing: Writing) -> Result<Event, Unwritten> {
    let ways = office.ways();
    let Writing { branch, marks, precedence, notes, unmarks, backs } = writing;
    office.chore(branch, |conn, now| {
        for note in &notes {
            store::note(conn, branch, &note.token, note.message, &note.answer)?;
        }
        for unmark in &unmarks {
            store::unmark(conn, branch, &unmark.token, unmark.message)?;
        }
        for back in &backs {
            store::put_back(conn, branch, &back.token, back.message, back.next_at)?;
        }
        let put_back: Vec<MessageId> = backs.iter().map(|back| back.message).collect();
        store::end_stopped(conn, branch, Some(&put_back), now)?;
        if precedence == Precedence::WaysIn && store::way_in_is_due(conn, now)? {
            return Ok(Event::Overtaken { due: due(conn, now, WAYS_IN, ways)? });
        }
        let mut granted = Vec::with_capacity(marks.len());
        for mark in &marks {
            if store::mark(conn, branch, &mark.token, mark.message)? {
                granted.push(mark.line);
            }
        }
        Ok(Event::Marked { granted })
    })
}

/// One thing that goes wrong in a way that nobody foresaw ends neither the clerk nor the worker.
fn unharmed<T>(write: impl FnOnce() -> Result<T, Unwritten>) -> Result<T, Unwritten> {
    let fell = |_| Err(Unwritten::NoConnection("writing broke off in the middle".to_owned()));
    catch_unwind(AssertUnwindSafe(write)).unwrap_or_else(fell)
}

pub fn complain<T: Default>(cause: &Unwritten) -> T {
    tracing::error!("the outbox could not be written: {cause}");
    T::default()
}
