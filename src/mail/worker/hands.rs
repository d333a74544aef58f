//! What the foreman says, done with real lines and a real database. Whatever comes of it he hears at once.
//!
//! The lines talk on the runtime, all at a time. The clerk writes on a thread of his own, one thing after another, and the keeper
//! waits for the disk on another: whatever is heard meanwhile stands in the next thing that is written.

use std::{
    io, mem,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Mutex as Lock, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    thread,
};

use futures_util::future::join_all;
use tokio::{
    runtime::Handle,
    sync::{Mutex, Notify},
    task::JoinSet,
};

use super::{
    clerk,
    foreman::{Action, Due, Event, Foreman, LeaseNo, LineNo, LineWas, Write},
    office::{Office, Ways},
    slot::Slot,
    store::{self, Taken},
};
use crate::{
    audit::{Scribe, Unwritten},
    branch,
    db::{BranchId, Conn, Instant, NoticeId},
    mail::transport::Line,
};

/// As many at a time of what waited too long; the rest a poll later.
const MOST_ENDED: i64 = 500;

pub struct Hands {
    office: Arc<Office>,
    slots: Vec<Arc<Mutex<Slot>>>,
    /// Where the lines talk.
    runtime: Handle,
    at_work: Lock<AtWork>,
    ended: Notify,
    /// The clerk, or the keeper.
    somebody_is_gone: AtomicBool,
}

/// The foreman, and what he has begun.
struct AtWork {
    foreman: Foreman,
    tasks: JoinSet<()>,
    /// To the clerk. Gone when the work is broken off.
    to_write: Option<mpsc::Sender<Write>>,
}

/// Dropping it breaks off whatever is being done, wherever it stands: that is what a kill is.
pub struct Work(Arc<Hands>);

impl Work {
    /// Begins to work, with so many lines, in the runtime that this is called from.
    ///
    /// # Errors
    /// A machine without room for one more thread.
    pub fn begin(office: Arc<Office>, foreman: Foreman, lines: usize) -> io::Result<Self> {
        let (to_write, writes) = mpsc::channel();
        let hands = Arc::new(Hands {
            office,
            slots: (0..lines).map(|_| Arc::default()).collect(),
            runtime: Handle::current(),
            at_work: Lock::new(AtWork { foreman, tasks: JoinSet::new(), to_write: Some(to_write) }),
            ended: Notify::new(),
            somebody_is_gone: AtomicBool::new(false),
        });
        let (to_keep, written) = mpsc::channel();
        hands.employs("mail keeper", move |hands| {
            clerk::keeps(hands, &written).inspect_err(|cause| tracing::error!("the disk failed: {cause}")).is_ok()
        })?;
        hands.employs("mail clerk", move |hands| {
            clerk::writes(hands, &writes, to_keep);
            true
        })?;
        Ok(Self(hands))
    }

    pub fn hears(&self, event: Event) {
        self.0.hears(event);
    }

    /// Waits until the worker was told to stop and everything is in its place, or until it fell over.
    pub async fn ends(&self) {
        self.0.ended.notified().await;
    }

    /// Whether the foreman, the clerk or the keeper fell over, after which nobody would do anything any more.
    pub fn fell_over(&self) -> bool {
        self.0.at_work.is_poisoned() || self.0.somebody_is_gone.load(Ordering::Relaxed)
    }

    /// Leaves whatever is under way, and takes leave of every server.
    pub async fn part(self) {
        self.0.breaks_off().shutdown().await;
        let open: Vec<_> = (0..self.0.slots.len()).filter_map(|line| self.0.taken_out_of(LineNo(line))).collect();
        join_all(open.into_iter().map(Line::close)).await;
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        drop(self.0.breaks_off());
    }
}

impl Hands {
    /// Lets somebody work on a thread of their own, until they have nothing more to do; they say whether all went well.
    fn employs(self: &Arc<Self>, name: &str, works: impl FnOnce(&Arc<Self>) -> bool + Send + 'static) -> io::Result<()> {
        let hands = Arc::clone(self);
        thread::Builder::new().name(name.to_owned()).spawn(move || {
            let went_well = catch_unwind(AssertUnwindSafe(|| works(&hands))).unwrap_or(false);
            hands.somebody_is_gone.fetch_or(!went_well, Ordering::Relaxed);
            hands.ended.notify_one();
        })?;
        Ok(())
    }

    pub fn office(&self) -> &Office {
        &self.office
    }

    /// Lets the foreman hear what happened, and begins what he says. After the work was broken off nobody listens.
    pub fn hears(self: &Arc<Self>, event: Event) {
        if self.at_work.is_poisoned() {
            return self.ended.notify_one();
        }
        let mut at_work = self.at_work();
        if at_work.to_write.is_none() {
            return;
        }
        for action in at_work.foreman.step(event, self.office.now()) {
            self.begin(&mut at_work, action);
        }
        if at_work.foreman.has_finished() {
            self.ended.notify_one();
        }
    }

    /// Whether nothing more is to be begun.
    pub fn is_broken_off(&self) -> bool {
        self.at_work().to_write.is_none()
    }

    /// From now on nothing is begun. Dropping what is handed back ends what was.
    fn breaks_off(&self) -> JoinSet<()> {
        let mut at_work = self.at_work();
        at_work.to_write = None;
        mem::take(&mut at_work.tasks)
    }

    /// Begins what is to be done. What has ended meanwhile is forgotten.
    fn begin(self: &Arc<Self>, at_work: &mut AtWork, action: Action) {
        while at_work.tasks.try_join_next().is_some() {}
        let office = Arc::clone(&self.office);
        match action {
            Action::Look { lanes } => self.inquire(at_work, async move { look(&office, lanes).await }),
            Action::GiveUp { branch } => self.inquire(at_work, async move { give_up(&office, branch).await }),
            Action::Forget { lease } => office.forget(lease),
            Action::Announce { line, lease, message } => self.announce(at_work, line, lease, message),
            Action::HandOver { line } => self.hand_over(at_work, line),
            Action::HangUp { line } => drop(self.taken_out_of(line)),
            Action::Part { line } => {
                if let Some(open) = self.taken_out_of(line) {
                    at_work.tasks.spawn_on(open.close(), &self.runtime);
                }
            }
            // A clerk who is gone was broken off.
            Action::Write(write) => drop(at_work.to_write.as_ref().map(|clerk| clerk.send(write))),
            Action::Complain { why } => tracing::warn!("mail waits: {why}"),
        }
    }

    /// Reads the texts of what the clerk has taken: they are long, and he need not wait for them.
    pub fn reads(self: &Arc<Self>, lease: LeaseNo) {
        let office = Arc::clone(&self.office);
        self.spawn(&mut self.at_work(), async move {
            let taken = office.taken(lease).await.unwrap_or_else(|cause| clerk::complain(&cause));
            Event::Took { lease, taken }
        });
    }

    fn announce(self: &Arc<Self>, at_work: &mut AtWork, line: LineNo, lease: LeaseNo, message: Arc<Taken>) {
        let (office, slot) = (Arc::clone(&self.office), Arc::clone(&self.slots[line.0]));
        self.spawn(at_work, async move {
            let mut slot = slot.lock().await;
            let Some(branch) = office.branch_of(lease) else {
                let why = "its branch is not there".to_owned();
                return Event::Unwritable { line, why };
            };
            let line_was = if slot.is_open() { LineWas::Open } else { LineWas::New };
            match slot.write(&office, &branch, &message) {
                Err(why) => Event::Unwritable { line, why: why.to_string() },
                Ok(()) => match slot.announce(office.way_for(&branch)).await {
                    Ok(()) => Event::Announced { line },
                    Err(snag) => Event::Snagged { line, snag, line_was },
                },
            }
        });
    }

    fn hand_over(self: &Arc<Self>, at_work: &mut AtWork, line: LineNo) {
        let slot = Arc::clone(&self.slots[line.0]);
        self.spawn(at_work, async move { Event::Answered { line, answer: slot.lock().await.hand_over().await } });
    }

    /// The conversation of a line that is doing nothing.
    fn taken_out_of(&self, line: LineNo) -> Option<Line> {
        self.slots[line.0].try_lock().ok().and_then(|mut slot| slot.take())
    }

    fn inquire(
        self: &Arc<Self>,
        at_work: &mut AtWork,
        question: impl Future<Output = Result<Event, Unwritten>> + Send + 'static,
    ) {
        self.spawn(at_work, async move {
            question.await.unwrap_or_else(|cause| {
                tracing::error!("the outbox could not be read: {cause}");
                Event::NotAnswered
            })
        });
    }

    fn spawn(self: &Arc<Self>, at_work: &mut AtWork, work: impl Future<Output = Event> + Send + 'static) {
        let hands = Arc::clone(self);
        at_work.tasks.spawn_on(async move { hands.hears(work.await) }, &self.runtime);
    }

    fn at_work(&self) -> MutexGuard<'_, AtWork> {
        self.at_work.lock().unwrap_or_else(PoisonError::into_inner)
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
pub fn due(conn: &mut Conn, now: Instant, lanes: (i32, i32), ways: Ways) -> diesel::QueryResult<Vec<Due>> {
    let mut found = Vec::new();
    for (branch, lane) in store::due(conn, now, lanes)? {
        let body = branch::find(conn, branch)?;
        if ways.is_open_to(lane, &body, now) {
            found.push(Due { branch, lane, out: ways.out_for(&body) });
        }
    }
    Ok(found)
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
