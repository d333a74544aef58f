//! The only one who writes.

use std::{
    io,
    sync::{Arc, OnceLock, RwLock},
};

use super::{Act, Actor, Unwritten, chain};
use crate::{
    clock::Clock,
    config::Settings,
    db::{BranchId, Conn, Disk, Instant, Pool, Pooled, Unreachable, Vault},
    render::Templates,
};

/// Holds the database, the clock, the templates and the settings, and opens acts. Copies share all of them.
#[derive(Clone)]
pub struct Scribe {
    pool: Pool,
    inner: Arc<Inner>,
}

struct Inner {
    clock: Clock,
    templates: Templates,
    settings: Settings,
    base_url: RwLock<String>,
    vault: OnceLock<Vault>,
}

/// Writing that changes no member's affairs and so leaves no entry. The list is closed on purpose: whatever is not named
/// here goes through an [`Act`].
#[derive(Debug, Clone, Copy)]
pub enum Chore {
    /// The worker takes messages out of the outbox, for a time, says that one is about to be sent, notes what the server
    /// answered, or that it answers nothing of use.
    LeaseMail,
    /// A session was seen again.
    NoteSession,
    /// What stood open, or was sealed with an older key, is sealed with the newest. What it says stays.
    SealAnew,
    /// The words by which people are found are written anew from what the register says of them.
    IndexMembers,
    /// Somebody looks whether anything can be written.
    Beat,
    /// Old sign-in requests, ended sessions and answered forms are thrown away.
    Sweep,
}

impl Scribe {
    pub fn new(pool: Pool, clock: Clock, templates: Templates, settings: Settings) -> Self {
        let base_url = RwLock::new(settings.base_url.trim_end_matches('/').to_owned());
        Self { pool, inner: Arc::new(Inner { clock, templates, settings, base_url, vault: OnceLock::new() }) }
    }

    /// For one who writes all the time: the same installation, by a connection of its own, and the disk that has to be waited
    /// for before anybody acts on what was written.
    ///
    /// # Errors
    /// A database that does not take another connection.
    pub fn with_its_own_pen(&self) -> Result<(Self, Disk), Unreachable> {
        let (pool, disk) = self.pool.for_one_writer()?;
        Ok((Self { pool, inner: Arc::clone(&self.inner) }, disk))
    }

    /// Does `deed` as `actor` and chains what it recorded; undoes everything if it refuses or recorded nothing.
    pub fn act<T, E>(&self, branch: BranchId, actor: Actor, deed: impl FnOnce(&mut Act<'_>) -> Result<T, E>) -> Result<T, E>
    where
        E: From<Unwritten> + From<diesel::result::Error>,
    {
        let mut conn = self.conn()?;
        conn.write(branch.0, |conn| {
            let mut act = Act::open(conn, self, branch, actor);
            let value = deed(&mut act)?;
            let (at, events) = (act.at(), std::mem::take(&mut act.events));
            if events.is_empty() {
                return Err(Unwritten::NotRecorded.into());
            }
            chain::append(act.conn(), branch, at, actor, events)?;
            Ok(value)
        })
    }

    /// Writes what needs no entry in the record; see [`Chore`].
    pub fn chore<T, E>(
        &self,
        branch: BranchId,
        _why: Chore,
        work: impl FnOnce(&mut Conn, Instant) -> Result<T, E>,
    ) -> Result<T, E>
    where
        E: From<Unwritten> + From<diesel::result::Error>,
    {
        let now = Instant::from(self.clock().now());
        self.conn()?.write(branch.0, |conn| work(conn, now))
    }

    /// Reads.
    pub fn read<T, E: From<Unwritten>>(&self, look: impl FnOnce(&mut Conn) -> Result<T, E>) -> Result<T, E> {
        look(&mut *self.conn()?)
    }

    fn conn(&self) -> Result<Pooled, Unwritten> {
        self.pool.get().map_err(|cause| Unwritten::NoConnection(cause.to_string()))
    }

    pub fn clock(&self) -> &Clock {
        &self.inner.clock
    }

    pub fn templates(&self) -> &Templates {
        &self.inner.templates
    }

    pub fn settings(&self) -> &Settings {
        &self.inner.settings
    }

    /// What seals the few values that nobody who reads the database may read.
    ///
    /// # Errors
    /// A key that cannot be read or made.
    pub fn vault(&self) -> io::Result<&Vault> {
        if let Some(vault) = self.inner.vault.get() {
            return Ok(vault);
        }
        let vault = Vault::of(&self.inner.settings.data_dir)?;
        Ok(self.inner.vault.get_or_init(|| vault))
    }

    /// How the world reaches this installation, without a slash at the end.
    pub fn base_url(&self) -> String {
        self.inner.base_url.read().map(|url| url.clone()).unwrap_or_default()
    }

    /// Says where the program turned out to listen, for when no address was set.
    pub fn listens_at(&self, url: &str) {
        if let (true, Ok(mut base)) = (self.inner.settings.base_url.is_empty(), self.inner.base_url.write()) {
            url.clone_into(&mut base);
        }
    }
}
