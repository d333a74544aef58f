//! The slot of the box. Papers that come while others are being written wait a moment and go in together with those that came
//! beside them: one act, one sync to the disk, and nobody is told "in the box" before that.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::mpsc,
    thread,
};

use tokio::sync::oneshot;

use super::{
    casting::{Vote, cast_together},
    rules::NoVote,
};
use crate::{
    audit::{Actor, Scribe, Unwritten},
    db::BranchId,
    web::Problem,
};

/// So many papers share one act at the most; those that come later wait for the next.
const TOGETHER: usize = 500;

/// Where papers are handed in. It serves as long as somebody holds it.
#[derive(Clone)]
pub struct Slot {
    inside: mpsc::Sender<Waiting>,
}

/// A paper whose voter waits for an answer.
struct Waiting {
    scribe: Scribe,
    branch: BranchId,
    vote: Vote,
    answer: oneshot::Sender<Answer>,
}

type Answer = Result<(), Problem>;

/// Why an act was not committed.
enum Undone {
    /// No paper went in, so there is nothing to record; here are the answers.
    Nothing(Vec<Result<(), NoVote>>),
    Broken(Problem),
}

impl From<diesel::result::Error> for Undone {
    fn from(cause: diesel::result::Error) -> Self {
        Self::Broken(cause.into())
    }
}

impl From<Unwritten> for Undone {
    fn from(cause: Unwritten) -> Self {
        Self::Broken(cause.into())
    }
}

impl Slot {
    /// Opens a slot, with a thread behind it.
    pub fn open() -> Self {
        let (inside, outside) = mpsc::channel();
        thread::spawn(move || serve(&outside));
        Self { inside }
    }

    /// Hands a paper in and waits until it is in the box, or why not.
    ///
    /// # Errors
    /// [`NoVote`] where the rules say no.
    pub async fn cast(&self, scribe: &Scribe, branch: BranchId, vote: Vote) -> Answer {
        let (answer, answered) = oneshot::channel();
        let waiting = Waiting { scribe: scribe.clone(), branch, vote, answer };
        self.inside.send(waiting).map_err(|_| Problem::broken("the slot of the box is shut"))?;
        answered.await.map_err(|_| Problem::broken("a paper was not answered"))?
    }
}

fn serve(outside: &mpsc::Receiver<Waiting>) {
    while let Ok(first) = outside.recv() {
        let mut together = vec![first];
        together.extend(outside.try_iter().take(TOGETHER - 1));
        // A fault of the program costs these papers their answer and no other paper its turn.
        let _ = catch_unwind(AssertUnwindSafe(|| drop_in(together)));
    }
}

/// Casts the papers of each branch by one act and answers everybody once it is committed.
fn drop_in(mut together: Vec<Waiting>) {
    while let Some(branch) = together.first().map(|waiting| waiting.branch) {
        let (here, elsewhere): (Vec<_>, Vec<_>) = together.into_iter().partition(|waiting| waiting.branch == branch);
        together = elsewhere;
        let votes: Vec<Vote> = here.iter().map(|waiting| waiting.vote.clone()).collect();
        let scribe = here[0].scribe.clone();
        let answers = cast_in(&scribe, branch, &votes);
        for (waiting, answer) in here.into_iter().zip(answers) {
            // Whoever hung up meanwhile finds the roll marked.
            let _ = waiting.answer.send(answer);
        }
    }
}

fn cast_in(scribe: &Scribe, branch: BranchId, votes: &[Vote]) -> Vec<Answer> {
    let done = scribe.act::<_, Undone>(branch, Actor::Visitor, |act| {
        let cast = cast_together(act, votes).map_err(Undone::Broken)?;
        if cast.went_in == 0 { Err(Undone::Nothing(cast.answers)) } else { Ok(cast.answers) }
    });
    match done {
        Ok(answers) | Err(Undone::Nothing(answers)) => {
            answers.into_iter().map(|answer| answer.map_err(Problem::from)).collect()
        }
        Err(Undone::Broken(cause)) => {
            tracing::error!(%cause, papers = votes.len(), "papers were not put into the box");
            let answer = || match &cause {
                Problem::NotNow(why) => Problem::NotNow(why.clone()),
                _ => Problem::broken("the box did not take the paper"),
            };
            votes.iter().map(|_| Err(answer())).collect()
        }
    }
}
