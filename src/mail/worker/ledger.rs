//! The one who writes while the carriers carry: marks before a message is handed over, answers after, results in groups.
//!
//! Every commit waits for the disk, so those who come while one is under way share the next. A carrier's answer travels with
//! its next mark; therefore no more messages are ever in doubt than there are open lines. The record gets one entry for a
//! group of results, not one for each message.

use std::time::Duration;

use tokio::{
    sync::{mpsc, oneshot},
    time::{Instant, timeout},
};

use super::{
    office::Office,
    store::{self, Attempt},
};
use crate::{
    audit::Unwritten,
    db::{BranchId, MessageId},
};

/// So many results are entered at once, or after so long.
const GROUP: usize = 64;
const LONGEST: Duration = Duration::from_secs(1);

/// What carriers write through.
#[derive(Clone)]
pub struct Pen {
    lines: mpsc::UnboundedSender<Line>,
}

enum Line {
    Mark(MessageId, oneshot::Sender<bool>),
    Answer(Attempt),
    Result(Attempt),
    End,
}

/// What was written and is not committed yet.
pub struct Ledger<'a> {
    office: &'a Office,
    branch: BranchId,
    lease: &'a str,
    lines: mpsc::UnboundedReceiver<Line>,
    marks: Vec<(MessageId, oneshot::Sender<bool>)>,
    answers: Vec<(MessageId, String)>,
    results: Vec<Attempt>,
    since: Option<Instant>,
    has_ended: bool,
}

impl Pen {
    /// Says that `message` is about to be handed over. True once that is on the disk; false if it must not be handed over,
    /// because the lease was lost or the mark could not be written.
    pub async fn about_to(&self, message: MessageId) -> bool {
        let (tell, told) = oneshot::channel();
        let sent = self.lines.send(Line::Mark(message, tell));
        sent.is_ok() && told.await.unwrap_or(false)
    }

    /// The result of a message that was handed over: its answer is noted at once, so that a death leaves no doubt.
    pub fn answered(&self, attempt: Attempt) {
        let _ = self.lines.send(Line::Answer(attempt));
    }

    /// The result of a message that never was.
    pub fn result(&self, attempt: Attempt) {
        let _ = self.lines.send(Line::Result(attempt));
    }

    /// No more follows.
    pub fn end(&self) {
        let _ = self.lines.send(Line::End);
    }
}

impl<'a> Ledger<'a> {
    pub fn open(office: &'a Office, branch: BranchId, lease: &'a str) -> (Pen, Self) {
        let (sender, lines) = mpsc::unbounded_channel();
        let (marks, answers, results) = (Vec::new(), Vec::new(), Vec::new());
        let ledger = Self { office, branch, lease, lines, marks, answers, results, since: None, has_ended: false };
        (Pen { lines: sender }, ledger)
    }

    /// Writes until the end, and enters the last group.
    pub async fn keep(mut self) {
        while !self.has_ended {
            self.listen().await;
            if !self.marks.is_empty() {
                self.mark().await;
            }
            let is_time = self.since.is_some_and(|since| since.elapsed() >= LONGEST);
            if !self.has_ended && (is_time || self.results.len() >= GROUP) {
                self.enter().await;
            }
        }
        // What cannot be entered even now was noted or marked, and is found when the lease runs out.
        for pause in [100, 500, 0] {
            if self.enter().await {
                break;
            }
            tokio::time::sleep(Duration::from_millis(pause)).await;
        }
    }

    /// Takes one line, and whatever else was written in the meantime.
    async fn listen(&mut self) {
        let wait = self.since.map_or(Duration::MAX, |since| LONGEST.saturating_sub(since.elapsed()));
        match timeout(wait, self.lines.recv()).await {
            Ok(Some(line)) => self.hear(line),
            Ok(None) => self.has_ended = true,
            Err(_) => {}
        }
        while let Ok(line) = self.lines.try_recv() {
            self.hear(line);
        }
    }

    fn hear(&mut self, line: Line) {
        match line {
            Line::Mark(message, tell) => self.marks.push((message, tell)),
            Line::Answer(attempt) => {
                self.answers.push((attempt.message, attempt.reply.clone()));
                self.hear(Line::Result(attempt));
            }
            Line::Result(attempt) => {
                self.since.get_or_insert_with(Instant::now);
                self.results.push(attempt);
            }
            Line::End => self.has_ended = true,
        }
    }

    /// One commit for the marks of all carriers and the answers that came since the last.
    async fn mark(&mut self) {
        let (branch, lease) = (self.branch, self.lease.to_owned());
        let messages: Vec<MessageId> = self.marks.iter().map(|(message, _)| *message).collect();
        let answers = self.answers.clone();
        let written = self.office.chore(branch, move |conn, _| {
            for (message, answer) in &answers {
                store::note(conn, branch, &lease, *message, answer)?;
            }
            store::mark(conn, branch, &lease, &messages)
        });
        let marked = written.await.unwrap_or_else(|cause| complain(&cause));
        if !marked.is_empty() {
            self.answers.clear();
        }
        for (message, tell) in self.marks.drain(..) {
            let _ = tell.send(marked.contains(&message));
        }
    }

    /// Enters the group; whether there is none left to enter.
    async fn enter(&mut self) -> bool {
        if self.results.is_empty() {
            return true;
        }
        if let Err(cause) = self.office.enter(self.branch, self.results.clone()).await {
            self.since = Some(Instant::now());
            complain::<()>(&cause);
            return false;
        }
        self.results.clear();
        self.answers.clear();
        self.since = None;
        true
    }
}

fn complain<T>(cause: &Unwritten) -> Vec<T> {
    tracing::error!("the outbox could not be written: {cause}");
    Vec::new()
}
