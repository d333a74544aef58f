//! What all lines of one worker share: the database, the ways out, and the leases that are held.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use chrono::TimeDelta;

use super::{
    Pace,
    foreman::{DomainPace, LeaseNo, Limits, Out},
    store::{self, Taken},
};
use crate::{
    audit::{Actor, Chore, Scribe, Unwritten},
    branch::{self, Branch},
    clock,
    db::{BranchId, Conn, Disk, Instant, MessageId, Unreachable},
    mail::{
        Category, bounces,
        retry::{BadHour, QuietHours},
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
    #[error(transparent)]
    Hours(#[from] BadHour),
    #[error(transparent)]
    Database(#[from] Unreachable),
    #[error("the worker's thread could not be started: {0}")]
    Thread(#[from] std::io::Error),
    #[error("the worker fell over; what it had begun is on the disk, and the next one goes on from there")]
    FellOver,
}

/// Which ways out there are.
#[derive(Debug, Clone, Copy)]
pub struct Ways {
    has_relay: bool,
    quiet: QuietHours,
}

/// A lease that this worker holds.
struct Held {
    branch: Arc<Branch>,
    token: String,
}

pub struct Office {
    /// For reading.
    pub scribe: Scribe,
    /// For writing, by one connection.
    pen: Scribe,
    /// Where what it wrote has to arrive.
    pub disk: Disk,
    pub pace: Pace,
    pub sender: Sender,
    /// For practice branches, and for all while no mail server is set.
    folder: Transport,
    relay: Option<Transport>,
    quiet: QuietHours,
    /// The leases that this worker holds.
    held: Mutex<HashMap<LeaseNo, Held>>,
}

impl Office {
    /// Reads what the settings say about mail.
    pub fn open(scribe: Scribe, pace: Pace) -> Result<Self, Unfit> {
        let settings = scribe.settings();
        let sender = Sender::parse(&settings.mail.from)?.answered_at(&settings.mail.answers_to)?;
        let folder = Transport::Folder(settings.mail_folder());
        let relay = match settings.mail.smtp_url.trim() {
            "" => None,
            url => {
                let relay = Relay::parse(url)?;
                Some(Transport::Smtp { relay, hello: sender.hello(), patience: pace.patience })
            }
        };
        let quiet = QuietHours::parse(&settings.mail.quiet_from, &settings.mail.quiet_until)?;
        let (pen, disk) = scribe.with_its_own_pen()?;
        Ok(Self { sender, folder, relay, quiet, held: Mutex::default(), pace, scribe, pen, disk })
    }

    /// The way out for a branch's mail. Whatever the settings say, nothing of a practice branch leaves the machine: its people
    /// are invented and their addresses may be somebody's.
    pub fn way_for(&self, branch: &Branch) -> &Transport {
        match &self.relay {
            Some(relay) if self.ways().out_for(branch) == Out::Relay => relay,
            _ => &self.folder,
        }
    }

    pub fn ways(&self) -> Ways {
        Ways { has_relay: self.relay.is_some(), quiet: self.quiet }
    }

    /// Where reports about a message come back to, where the settings name an address for them.
    pub fn return_path(&self, message: MessageId) -> Option<String> {
        let reports_to = self.scribe.settings().mail.reports_to.trim();
        if reports_to.is_empty() {
            return None;
        }
        bounces::address(self.scribe.vault().ok()?, reports_to, message)
    }

    /// Where a mail program stops messages like this one with one click: only over HTTPS (RFC 8058, 3.1).
    pub fn one_click(&self, message: &Taken) -> Option<String> {
        let base = self.scribe.base_url();
        let is_offered = message.category.can_be_stopped() && base.starts_with("https://");
        let vault = is_offered.then(|| self.scribe.vault().ok()).flatten()?;
        Some(format!("{base}{}", bounces::stop_path(vault, message.id)))
    }

    pub fn now(&self) -> Instant {
        Instant::from(self.scribe.clock().now())
    }

    /// Takes messages of `lanes`; the lease is ours until it is given back or forgotten.
    pub fn take(&self, lease: LeaseNo, branch: BranchId, lanes: (i32, i32)) -> Result<(), Unwritten> {
        let (token, length, most) = (clock::secret_token(), self.pace.lease, self.pace.most);
        let body = Arc::new(self.pen.read::<_, Unwritten>(|conn| Ok(branch::find(conn, branch)?))?);
        let last = if self.ways().is_open_to(lanes.1, &body, self.now()) { lanes.1 } else { Category::Reminder.lane() - 1 };
        let lanes = (lanes.0, lanes.1.min(last));
        self.held().insert(lease, Held { branch: body, token: token.clone() });
        self.chore(branch, |conn, now| store::take(conn, branch, lanes, &token, now, later(now, length), most)).map(|_| ())
    }

    /// What was taken under a lease.
    pub async fn taken(&self, lease: LeaseNo) -> Result<Vec<Taken>, Unwritten> {
        let Some((branch, token)) = self.names_of(lease) else { return Ok(Vec::new()) };
        self.aside(move |scribe| scribe.read(|conn| Ok(store::taken(conn, branch, &token)?))).await
    }

    /// How much may go out, and what went out lately.
    pub async fn limits(&self) -> (Limits, Vec<Instant>) {
        let mail = &self.scribe.settings().mail;
        let within = |(length, most): (TimeDelta, usize)| (most > 0).then_some((length, most));
        let (minute, hour, day) = (TimeDelta::minutes(1), TimeDelta::hours(1), TimeDelta::days(1));
        let relay = [(minute, mail.per_minute), (hour, mail.per_hour), (day, mail.per_day)];
        let pace = DomainPace { in_flight: mail.in_flight_and_domain, per_second: mail.per_second_and_domain };
        let limits = Limits {
            relay: relay.into_iter().filter_map(within).collect(),
            domain: within((minute, mail.per_minute_and_domain)).into_iter().collect(),
            pace: Some(pace).filter(|pace| !pace.is_none()),
        };
        let since = Instant::from(self.now().0 - limits.memory());
        if limits.relay.is_empty() {
            return (limits, Vec::new());
        }
        let sent = self.aside(move |scribe| scribe.read(|conn| Ok(store::sent_since(conn, since)?))).await;
        let sent = sent.unwrap_or_else(|cause| {
            tracing::error!("what was sent lately could not be read, and is not counted: {cause}");
            Vec::new()
        });
        (limits, sent)
    }

    /// Whose messages a lease holds.
    pub fn branch_of(&self, lease: LeaseNo) -> Option<Arc<Branch>> {
        self.held().get(&lease).map(|held| Arc::clone(&held.branch))
    }

    /// Gives back a lease with whatever of it was not begun.
    pub fn give_back(&self, lease: LeaseNo) -> Result<(), Unwritten> {
        let Some((branch, token)) = self.names_of(lease) else { return Ok(()) };
        let released = self.chore(branch, |conn, now| {
            store::release(conn, branch, &token)?;
            store::end_stopped(conn, branch, None, now)
        });
        self.forget(lease);
        released.map(|_| ())
    }

    /// Nothing is left of a lease.
    pub fn forget(&self, lease: LeaseNo) {
        self.held().remove(&lease);
    }

    pub fn renew(&self, lease: LeaseNo) -> Result<(), Unwritten> {
        let Some((branch, token)) = self.names_of(lease) else { return Ok(()) };
        let length = self.pace.lease;
        self.chore(branch, |conn, now| store::renew(conn, branch, &token, later(now, length))).map(|_| ())
    }

    fn names_of(&self, lease: LeaseNo) -> Option<(BranchId, String)> {
        self.held().get(&lease).map(|held| (held.branch.id, held.token.clone()))
    }

    /// The leases that this worker holds, by their tokens.
    pub fn leases(&self) -> Vec<String> {
        self.held().values().map(|held| held.token.clone()).collect()
    }

    /// Gives back every lease that there was no time for.
    pub fn give_all_back(&self) {
        let held: Vec<LeaseNo> = self.held().keys().copied().collect();
        for lease in held {
            if let Err(cause) = self.give_back(lease) {
                tracing::error!("a lease could not be given back, and has to run out: {cause}");
            }
        }
    }

    /// Enters `attempts` in one act.
    pub fn enter(&self, branch: BranchId, attempts: &[store::Attempt]) -> Result<(), Unwritten> {
        match self.pen.act(branch, Actor::Worker, |act| Ok(store::enter(act, attempts)?)) {
            // Another worker was quicker, and there was nothing left to enter.
            Err(Unwritten::NotRecorded) => Ok(()),
            done => done,
        }
    }

    /// Writes what the record need not know.
    pub fn chore<T>(
        &self,
        branch: BranchId,
        work: impl FnOnce(&mut Conn, Instant) -> diesel::QueryResult<T>,
    ) -> Result<T, Unwritten> {
        self.pen.chore(branch, Chore::LeaseMail, |conn, now| Ok(work(conn, now)?))
    }

    /// Reads the database on a thread where waiting harms nobody.
    pub async fn aside<T: Send + 'static>(
        &self,
        look: impl FnOnce(&Scribe) -> Result<T, Unwritten> + Send + 'static,
    ) -> Result<T, Unwritten> {
        let scribe = self.scribe.clone();
        let done = tokio::task::spawn_blocking(move || look(&scribe)).await;
        done.unwrap_or_else(|cause| Err(Unwritten::NoConnection(cause.to_string())))
    }

    fn held(&self) -> MutexGuard<'_, HashMap<LeaseNo, Held>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Ways {
    /// Whether a message of this lane goes at this hour: at night no reminders do.
    pub fn is_open_to(self, lane: i32, branch: &Branch, now: Instant) -> bool {
        lane < Category::Reminder.lane() || !self.quiet.cover(now.0.with_timezone(&branch.zone).time())
    }

    /// Whatever the settings say, nothing of a practice branch leaves the machine.
    pub fn out_for(self, branch: &Branch) -> Out {
        if self.has_relay && !branch.is_practice { Out::Relay } else { Out::Folder }
    }
}

fn later(now: Instant, length: TimeDelta) -> Instant {
    Instant::from(now.0 + length)
}
