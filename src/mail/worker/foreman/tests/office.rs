//! The outbox as a table in memory, with the statements of `worker/store/` word for word.

use std::collections::VecDeque;

use chrono::TimeDelta;

use crate::{
    db::{BranchId, Instant, MessageId, NoticeId},
    mail::{
        Category, Readers, State,
        retry::Next,
        worker::{
            foreman::{Due, LineNo, Out, Precedence, Writing},
            store::{Attempt, Taken},
        },
    },
};

/// A message, and what truly became of it.
#[derive(Debug, Clone)]
pub struct Row {
    pub id: MessageId,
    pub category: Category,
    pub queued_at: Instant,
    pub deadline_at: Option<Instant>,
    pub state: State,
    pub lease: Option<String>,
    pub leased_until: Instant,
    pub next_at: Instant,
    pub attempts: i32,
    pub is_doubtful: bool,
    pub answer: Option<String>,
    /// Copies that the mail server has.
    pub copies: usize,
    /// Copies that it had when an officer stopped it, and the one that was on its way.
    pub recalled_with: Option<usize>,
}

#[derive(Debug, Default)]
pub struct Outbox {
    pub branch: Option<BranchId>,
    pub notice: Option<NoticeId>,
    pub rows: Vec<Row>,
    pub is_paused: bool,
    /// Commits that are not on the disk yet, oldest first: whose they are, and how the rows stood before.
    pub unkept: VecDeque<(u64, Vec<Row>)>,
}

impl Outbox {
    /// What a worker writes now is not on the disk before [`Outbox::keeps`].
    pub fn begins_unkept(&mut self, worker: u64) {
        self.unkept.push_back((worker, self.rows.clone()));
    }

    /// The oldest commit of a worker is on the disk, and all that came before it.
    pub fn keeps(&mut self, worker: u64) {
        if let Some(place) = self.unkept.iter().position(|(whose, _)| *whose == worker) {
            self.unkept.drain(..=place);
        }
    }

    /// The last so many commits that were not on the disk are gone from the rows; what the mail server has it has.
    pub fn loses(&mut self, many: usize) {
        let kept = self.unkept.len() - many;
        if let Some((_, before)) = self.unkept.get(kept) {
            for (row, before) in self.rows.iter_mut().zip(before) {
                *row = Row { copies: row.copies, ..before.clone() };
            }
        }
        self.unkept.clear();
    }

    pub fn branch(&self) -> BranchId {
        self.branch.expect("it has one")
    }

    pub fn row(&mut self, id: MessageId) -> &mut Row {
        self.rows.iter_mut().find(|row| row.id == id).expect("it was queued")
    }

    pub fn due(&self, now: Instant, lanes: (i32, i32)) -> Vec<Due> {
        let is_due = |row: &&Row| row.is_due(now, lanes) && !self.is_paused;
        let mut lanes: Vec<i32> = self.rows.iter().filter(is_due).map(|row| row.category.lane()).collect();
        lanes.sort_unstable();
        lanes.dedup();
        lanes.into_iter().map(|lane| Due { branch: self.branch(), lane, out: Out::Relay }).collect()
    }

    pub fn has_lapsed(&self, now: Instant, held: &[String]) -> bool {
        self.rows.iter().any(|row| row.has_lapsed(now, held))
    }

    pub fn take(&mut self, lanes: (i32, i32), token: &str, now: Instant, length: TimeDelta, most: usize) -> Vec<Taken> {
        if self.is_paused {
            return Vec::new();
        }
        let notice = self.notice.expect("it has one");
        let mut due: Vec<&mut Row> = self.rows.iter_mut().filter(|row| row.is_due(now, lanes)).collect();
        due.sort_by_key(|row| (row.category.lane(), row.next_at, row.id));
        let taken = due.into_iter().take(most).map(|row| {
            row.state = State::Leased;
            row.lease = Some(token.to_owned());
            row.leased_until = Instant(now.0 + length);
            row.taken(notice)
        });
        taken.collect()
    }

    pub fn renew(&mut self, token: &str, until: Instant) {
        self.rows.iter_mut().filter(|row| row.is_held_by(token)).for_each(|row| row.leased_until = until);
    }

    pub fn release(&mut self, token: &str) {
        let ours = self.rows.iter_mut().filter(|row| row.state == State::Leased && row.lease.as_deref() == Some(token));
        ours.for_each(Row::comes_back);
    }

    /// Puts back what was not begun, and gives back what was.
    pub fn recover(&mut self, now: Instant, held: &[String]) -> Vec<Taken> {
        let notice = self.notice.expect("it has one");
        let lapsed = self.rows.iter_mut().filter(|row| row.has_lapsed(now, held));
        let begun = lapsed.filter_map(|row| {
            if row.state == State::Leased {
                row.comes_back();
                return None;
            }
            Some(row.taken(notice))
        });
        begun.collect()
    }

    pub fn waiting(&self) -> Vec<Taken> {
        let notice = self.notice.expect("it has one");
        self.rows.iter().filter(|row| row.state == State::Queued).map(|row| row.taken(notice)).collect()
    }

    /// The ways in that come first, or the messages that may be handed over.
    pub fn mark(&mut self, writing: &Writing, now: Instant) -> Result<Vec<LineNo>, Vec<Due>> {
        for note in &writing.notes {
            let row = self.row(note.message);
            if row.is_held_by(&note.token) {
                row.answer = Some(note.answer.clone());
            }
        }
        for unmark in &writing.unmarks {
            let row = self.row(unmark.message);
            if row.state == State::Committing && row.lease.as_deref() == Some(unmark.token.as_str()) {
                row.state = State::Leased;
            }
        }
        for back in &writing.backs {
            let row = self.row(back.message);
            if row.is_held_by(&back.token) {
                row.comes_back();
                row.next_at = back.next_at;
            }
        }
        let is_taken = |row: &Row| row.state == State::Leased && row.category == Category::SignIn;
        let way_in_is_due = self.rows.iter().any(|row| row.is_due(now, (0, 0)) || is_taken(row));
        if writing.precedence == Precedence::WaysIn && way_in_is_due {
            return Err(self.due(now, (0, 0)));
        }
        let mut granted = Vec::new();
        for mark in &writing.marks {
            let row = self.row(mark.message);
            if row.state == State::Leased && row.lease.as_deref() == Some(mark.token.as_str()) {
                row.state = State::Committing;
                granted.push(mark.line);
            }
        }
        Ok(granted)
    }

    pub fn enter(&mut self, attempts: &[Attempt], now: Instant) {
        for attempt in attempts {
            let row = self.row(attempt.message);
            let is_ours = match &attempt.lease {
                Some(token) => row.is_held_by(token),
                None => row.state == State::Queued,
            };
            if !is_ours {
                continue;
            }
            let (state, next_at) = match attempt.next {
                Next::Again { at } => (State::Queued, Instant(at)),
                Next::Ends { as_state } => (as_state, now),
            };
            row.free(state);
            if state == State::Queued {
                row.comes_back();
            }
            (row.next_at, row.attempts, row.is_doubtful) = (next_at, attempt.attempts, attempt.is_doubtful);
        }
    }

    /// An officer stops what has not gone; what is on its way nobody can call back. Such a commit waits for the disk, and all before it is there too.
    pub fn recall(&mut self, on_their_way: &[MessageId]) {
        self.unkept.clear();
        for row in &mut self.rows {
            let coming = on_their_way.iter().filter(|message| **message == row.id).count();
            match row.state {
                State::Queued | State::Leased => {
                    row.free(State::Expired);
                    row.recalled_with = Some(row.copies);
                }
                // It is on its way, and nobody can hold it any more; but it goes once, and never again.
                State::Committing => row.recalled_with = Some(row.copies + coming.max(1)),
                _ => {}
            }
        }
    }

    /// An officer holds what has not gone.
    pub fn pause(&mut self) {
        self.unkept.clear();
        self.is_paused = true;
        self.rows.iter_mut().filter(|row| row.state == State::Leased).for_each(Row::comes_back);
    }
}

impl Row {
    fn is_due(&self, now: Instant, lanes: (i32, i32)) -> bool {
        self.state == State::Queued && (lanes.0..=lanes.1).contains(&self.category.lane()) && self.next_at <= now
    }

    fn is_held_by(&self, token: &str) -> bool {
        matches!(self.state, State::Leased | State::Committing) && self.lease.as_deref() == Some(token)
    }

    fn has_lapsed(&self, now: Instant, held: &[String]) -> bool {
        let is_held = self.lease.as_ref().is_some_and(|lease| held.contains(lease));
        matches!(self.state, State::Leased | State::Committing) && self.leased_until <= now && !is_held
    }

    /// It waits again, unless an officer has stopped it.
    fn comes_back(&mut self) {
        self.free(if self.recalled_with.is_some() { State::Expired } else { State::Queued });
    }

    fn free(&mut self, state: State) {
        (self.state, self.lease, self.answer) = (state, None, None);
    }

    /// One of two domains.
    fn address(&self) -> String {
        format!("somebody@{}.example", self.id.0.as_u128() % 2)
    }

    fn taken(&self, notice: NoticeId) -> Taken {
        Taken {
            id: self.id,
            notice,
            about: String::new(),
            category: self.category,
            readers: Readers::Officers,
            queued_at: self.queued_at,
            deadline_at: self.deadline_at,
            to_name: String::new(),
            to_address: Some(self.address()),
            subject: String::new(),
            text: String::new(),
            html: String::new(),
            message_id: String::new(),
            attempts: self.attempts,
            is_doubtful: self.is_doubtful,
            lease: self.lease.clone(),
            answer: self.answer.clone(),
            invitation: None,
            reply_to: None,
        }
    }
}
