//! What the foreman says, done with real lines and a real database. Whatever comes of it goes back to him as an event.

use std::sync::Arc;

use futures_util::future::join_all;
use tokio::{
    sync::{Mutex, mpsc::UnboundedSender},
    task::JoinSet,
};

use super::{
    foreman::{Action, Due, Event, LeaseNo, LineNo, LineWas, Precedence, WAYS_IN, Writing},
    office::{Office, Ways},
    slot::Slot,
    store::{self, Attempt, Taken},
};
use crate::{
    audit::{Scribe, Unwritten},
    branch,
    db::{BranchId, Conn, Instant, NoticeId},
    mail::transport::Line,
};

/// As many at a time of what waited too long; the rest a poll later.
const MOST_ENDED: i64 = 500;

/// Dropping them drops whatever they were doing, wherever it stands: that is what a kill is.
pub struct Hands {
    office: Arc<Office>,
    tell: UnboundedSender<Event>,
    slots: Vec<Arc<Mutex<Slot>>>,
    tasks: JoinSet<()>,
}

impl Hands {
    pub fn new(office: Arc<Office>, lines: usize, tell: UnboundedSender<Event>) -> Self {
        let slots = (0..lines).map(|_| Arc::default()).collect();
        Self { office, tell, slots, tasks: JoinSet::new() }
    }

    /// Begins what is to be done. What has ended meanwhile is forgotten.
    pub fn begin(&mut self, action: Action) {
        while self.tasks.try_join_next().is_some() {}
        let office = Arc::clone(&self.office);
        match action {
            Action::Look { lanes } => self.inquire(async move { look(&office, lanes).await }),
            Action::Recover { branch } => self.inquire(async move { recover(&office, branch).await }),
            Action::GiveUp { branch } => self.inquire(async move { give_up(&office, branch).await }),
            Action::Take { lease, branch, lanes } => self.spawn(async move {
                let taken = office.take(lease, branch, lanes).await.unwrap_or_else(|cause| complain(&cause));
                Some(Event::Took { lease, taken })
            }),
            Action::Renew { lease } => self.spawn(async move {
                office.renew(lease).await.unwrap_or_else(|cause| complain(&cause));
                None
            }),
            Action::GiveBack { lease } => self.spawn(async move {
                office.give_back(lease).await.unwrap_or_else(|cause| complain(&cause));
                Some(Event::GaveBack { lease })
            }),
            Action::Forget { lease } => office.forget(lease),
            Action::Announce { line, lease, message } => self.announce(line, lease, message),
            Action::HandOver { line } => self.hand_over(line),
            Action::HangUp { line } => drop(self.taken_out_of(line)),
            Action::Part { line } => {
                if let Some(open) = self.taken_out_of(line) {
                    self.tasks.spawn(open.close());
                }
            }
            Action::Mark(writing) => self.spawn(async move { Some(mark(&office, writing).await) }),
            Action::Enter { branch, attempts } => self.spawn(async move { Some(enter(&office, branch, attempts).await) }),
            Action::Complain { why } => tracing::warn!("mail waits: {why}"),
        }
    }

    /// Leaves whatever is under way, and takes leave of every server.
    pub async fn part(&mut self) {
        self.tasks.shutdown().await;
        let open: Vec<_> = (0..self.slots.len()).filter_map(|line| self.taken_out_of(LineNo(line))).collect();
        join_all(open.into_iter().map(Line::close)).await;
    }

    fn announce(&mut self, line: LineNo, lease: LeaseNo, message: Arc<Taken>) {
        let (office, slot) = (Arc::clone(&self.office), Arc::clone(&self.slots[line.0]));
        self.spawn(async move {
            let mut slot = slot.lock().await;
            let Some(branch) = office.branch_of(lease) else {
                let why = "its branch is not there".to_owned();
                return Some(Event::Unwritable { line, why });
            };
            let line_was = if slot.is_open() { LineWas::Open } else { LineWas::New };
            Some(match slot.write(&office, &branch, &message) {
                Err(why) => Event::Unwritable { line, why: why.to_string() },
                Ok(()) => match slot.announce(office.way_for(&branch)).await {
                    Ok(()) => Event::Announced { line },
                    Err(snag) => Event::Snagged { line, snag, line_was },
                },
            })
        });
    }

    fn hand_over(&mut self, line: LineNo) {
        let slot = Arc::clone(&self.slots[line.0]);
        self.spawn(async move { Some(Event::Answered { line, answer: slot.lock().await.hand_over().await }) });
    }

    /// The conversation of a line that is doing nothing.
    fn taken_out_of(&self, line: LineNo) -> Option<Line> {
        self.slots[line.0].try_lock().ok().and_then(|mut slot| slot.take())
    }

    fn inquire(&mut self, question: impl Future<Output = Result<Event, Unwritten>> + Send + 'static) {
        self.spawn(async move {
            Some(question.await.unwrap_or_else(|cause| {
                tracing::error!("the outbox could not be read: {cause}");
                Event::NotAnswered
            }))
        });
    }

    fn spawn(&mut self, work: impl Future<Output = Option<Event>> + Send + 'static) {
        let tell = self.tell.clone();
        self.tasks.spawn(async move {
            if let Some(event) = work.await {
                // Nobody listens to a worker that has ended.
                let _ = tell.send(event);
            }
        });
    }
}

async fn look(office: &Office, lanes: (i32, i32)) -> Result<Event, Unwritten> {
    let held = office.leases();
    let ways = office.ways();
    office
        .aside(move |scribe| {
            let now = scribe.clock().now().into();
            scribe.read(|conn| {
                let lapsed = store::lapsed(conn, now, &held)?;
                Ok(Event::Looked { lapsed, due: due(conn, now, lanes, ways)? })
            })
        })
        .await
}

/// The branches with something due in `lanes`, and which way their mail goes.
fn due(conn: &mut Conn, now: Instant, lanes: (i32, i32), ways: Ways) -> diesel::QueryResult<Vec<Due>> {
    let mut found = Vec::new();
    for (branch, lane) in store::due(conn, now, lanes)? {
        let body = branch::find(conn, branch)?;
        if ways.is_open_to(lane, &body, now) {
            found.push(Due { branch, lane, out: ways.out_for(&body) });
        }
    }
    Ok(found)
}

/// Puts back what was taken and not begun, and says what was begun.
async fn recover(office: &Office, branch: BranchId) -> Result<Event, Unwritten> {
    let held = office.leases();
    let dead = office.chore(branch, move |conn, now| {
        store::release_lapsed(conn, branch, now, &held)?;
        store::begun_and_lapsed(conn, branch, now, &held)
    });
    Ok(Event::Found { branch, dead: dead.await? })
}

async fn give_up(office: &Office, branch: BranchId) -> Result<Event, Unwritten> {
    let read = move |scribe: &Scribe| {
        let now: Instant = scribe.clock().now().into();
        scribe.read(|conn| {
            let waiting = store::waiting_notices(conn, branch)?;
            let ended: Vec<NoticeId> =
                waiting.iter().filter(|waiting| !waiting.course().may_go(now.0)).map(|waiting| waiting.notice).collect();
            if ended.is_empty() { Ok(Vec::new()) } else { Ok(store::waiting(conn, branch, &ended, MOST_ENDED)?) }
        })
    };
    Ok(Event::Ended { branch, waiting: office.aside(move |scribe| read(scribe)).await? })
}

/// One commit for the notes, the marks and what is put back; but no mark is made if ways in that are due come first.
async fn mark(office: &Office, writing: Writing) -> Event {
    let ways = office.ways();
    let Writing { branch, marks, precedence, notes, backs } = writing;
    let written = office.chore(branch, move |conn, now| {
        for note in &notes {
            store::note(conn, branch, &note.token, note.message, &note.answer)?;
        }
        for back in &backs {
            store::put_back(conn, branch, &back.token, back.message, back.next_at)?;
        }
        if precedence == Precedence::WaysIn && store::way_in_is_due(conn, now)? {
            return Ok(Event::Overtaken { due: due(conn, now, WAYS_IN, ways)? });
        }
        let mut granted = Vec::with_capacity(marks.len());
        for mark in &marks {
            if store::mark(conn, branch, &mark.token, mark.message)? {
                granted.push(mark.message);
            }
        }
        Ok(Event::Marked { granted })
    });
    written.await.unwrap_or_else(|cause| not_written(&cause))
}

async fn enter(office: &Office, branch: BranchId, attempts: Vec<Attempt>) -> Event {
    office.enter(branch, attempts).await.map_or_else(|cause| not_written(&cause), |()| Event::Entered)
}

fn not_written(cause: &Unwritten) -> Event {
    complain::<()>(cause);
    Event::NotWritten
}

fn complain<T: Default>(cause: &Unwritten) -> T {
    tracing::error!("the outbox could not be written: {cause}");
    T::default()
}
