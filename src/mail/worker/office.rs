//! What all carriers of one worker share: the database, the ways out with their breakers, and the word to stop.

use std::{
    collections::HashMap,
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use chrono::TimeDelta;

use super::{
    Pace,
    store::{self, Taken},
};
use crate::{
    audit::{Actor, Chore, Scribe, Unwritten},
    branch::{self, Branch},
    clock,
    db::{BranchId, Conn, Instant, MessageId},
    mail::{
        bounces,
        retry::{Breaker, Jitter},
        transport::{BadRelay, BadSender, Relay, Sender, Transport},
    },
};

/// Why the worker cannot begin.
#[derive(Debug, thiserror::Error)]
pub enum Unfit {
    #[error(transparent)]
    Relay(#[from] BadRelay),
    #[error(transparent)]
    Sender(#[from] BadSender),
    #[error("the worker's thread could not be started: {0}")]
    Thread(#[from] std::io::Error),
}

/// A way out, and how it fares.
pub struct Way {
    pub transport: Transport,
    breaker: Mutex<Breaker>,
}

pub struct Office {
    pub scribe: Scribe,
    pub pace: Pace,
    pub sender: Sender,
    /// For practice branches, and for all while no mail server is set.
    folder: Way,
    relay: Option<Way>,
    /// The leases that this worker holds.
    held: Mutex<HashMap<String, BranchId>>,
    is_stopping: AtomicBool,
}

impl Office {
    /// Reads what the settings say about mail.
    pub fn open(scribe: Scribe, pace: Pace) -> Result<Self, Unfit> {
        let settings = scribe.settings();
        let sender = Sender::parse(&settings.mail.from)?;
        let folder = Way::new(Transport::Folder(settings.mail_folder()));
        let relay = match settings.mail.smtp_url.trim() {
            "" => None,
            url => {
                let relay = Relay::parse(url)?;
                Some(Way::new(Transport::Smtp { relay, hello: sender.hello(), patience: pace.patience }))
            }
        };
        let (held, is_stopping) = (Mutex::default(), AtomicBool::new(false));
        Ok(Self { sender, folder, relay, held, is_stopping, pace, scribe })
    }

    /// The way out for a branch's mail. Whatever the settings say, nothing of a practice branch leaves the machine: its people
    /// are invented and their addresses may be somebody's.
    pub fn way_for(&self, branch: &Branch) -> &Way {
        match &self.relay {
            Some(relay) if !branch.is_practice => relay,
            _ => &self.folder,
        }
    }

    /// Where reports about a message come back to, where the settings name an address for them.
    pub fn return_path(&self, message: MessageId) -> Option<String> {
        let reports_to = self.scribe.settings().mail.reports_to.trim();
        if reports_to.is_empty() {
            return None;
        }
        bounces::address(self.scribe.vault().ok()?, reports_to, message)
    }

    pub fn now(&self) -> Instant {
        Instant::from(self.scribe.clock().now())
    }

    pub fn jitter() -> Jitter {
        Jitter(clock::secret_bytes()[0])
    }

    /// No new message is begun.
    pub fn stop(&self) {
        self.is_stopping.store(true, Ordering::SeqCst);
    }

    pub fn is_stopping(&self) -> bool {
        self.is_stopping.load(Ordering::SeqCst)
    }

    pub async fn branch(&self, id: BranchId) -> Result<Branch, Unwritten> {
        self.aside(move |scribe| scribe.read(|conn| Ok(branch::find(conn, id)?))).await
    }

    /// Takes messages of `lanes`; the lease is ours until it is given back.
    pub async fn take(&self, branch: BranchId, lanes: (i32, i32)) -> Result<(String, Vec<Taken>), Unwritten> {
        let (lease, length, most) = (clock::secret_token(), self.pace.lease, self.pace.most);
        self.held().insert(lease.clone(), branch);
        let taken = {
            let lease = lease.clone();
            self.chore(branch, move |conn, now| store::take(conn, branch, lanes, &lease, now, later(now, length), most)).await
        };
        if !taken.as_ref().is_ok_and(|taken| !taken.is_empty()) {
            self.held().remove(&lease);
        }
        taken.map(|taken| (lease, taken))
    }

    /// Gives back a lease with whatever of it was not begun.
    pub async fn give_back(&self, branch: BranchId, lease: &str) -> Result<(), Unwritten> {
        let token = lease.to_owned();
        let released = self.chore(branch, move |conn, _| store::release(conn, branch, &token)).await;
        self.held().remove(lease);
        released.map(|_| ())
    }

    pub async fn renew(&self, branch: BranchId, lease: &str) -> Result<(), Unwritten> {
        let (lease, length) = (lease.to_owned(), self.pace.lease);
        self.chore(branch, move |conn, now| store::renew(conn, branch, &lease, later(now, length))).await.map(|_| ())
    }

    /// The leases that this worker holds.
    pub fn leases(&self) -> Vec<String> {
        self.held().keys().cloned().collect()
    }

    /// Gives back every lease that a carrier was too slow to give back itself.
    pub async fn give_all_back(&self) {
        let held: Vec<_> = self.held().iter().map(|(lease, branch)| (lease.clone(), *branch)).collect();
        for (lease, branch) in held {
            if let Err(cause) = self.give_back(branch, &lease).await {
                tracing::error!("a lease could not be given back, and has to run out: {cause}");
            }
        }
    }

    /// Enters `attempts` in one act.
    pub async fn enter(&self, branch: BranchId, attempts: Vec<store::Attempt>) -> Result<(), Unwritten> {
        let entered = self.aside(move |scribe| scribe.act(branch, Actor::Worker, |act| Ok(store::enter(act, &attempts)?)));
        match entered.await {
            // Another worker was quicker, and there was nothing left to enter.
            Err(Unwritten::NotRecorded) => Ok(()),
            done => done,
        }
    }

    /// Writes what the record need not know.
    pub async fn chore<T: Send + 'static>(
        &self,
        branch: BranchId,
        work: impl FnOnce(&mut Conn, Instant) -> diesel::QueryResult<T> + Send + 'static,
    ) -> Result<T, Unwritten> {
        self.aside(move |scribe| scribe.chore(branch, Chore::LeaseMail, |conn, now| Ok(work(conn, now)?))).await
    }

    /// Does `work` with the database on a thread where waiting harms nobody.
    pub async fn aside<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Scribe) -> Result<T, Unwritten> + Send + 'static,
    ) -> Result<T, Unwritten> {
        let scribe = self.scribe.clone();
        let done = tokio::task::spawn_blocking(move || work(&scribe)).await;
        done.unwrap_or_else(|cause| Err(Unwritten::NoConnection(cause.to_string())))
    }

    fn held(&self) -> MutexGuard<'_, HashMap<String, BranchId>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Way {
    fn new(transport: Transport) -> Self {
        Self { transport, breaker: Mutex::default() }
    }

    pub fn may_try(&self, now: Instant) -> bool {
        self.breaker().may_try(now.0)
    }

    /// The other side failed; `why` is for whoever runs the machine.
    pub fn fault(&self, now: Instant, why: &str) {
        tracing::warn!("mail waits: {why}");
        self.breaker().fault(now.0);
    }

    pub fn answered(&self) {
        self.breaker().answered();
    }

    fn breaker(&self) -> MutexGuard<'_, Breaker> {
        self.breaker.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn later(now: Instant, length: TimeDelta) -> Instant {
    Instant::from(now.0 + length)
}
