//! A running house: web server, worker, mail server, clock.

use std::{
    net::{SocketAddr, TcpListener},
    path::Path,
    sync::{Arc, Mutex, mpsc},
    thread::JoinHandle,
    time::{Duration, Instant},
};

use actix_web::dev::ServerHandle;
use wardmote::{
    app::{self, Clockwork},
    audit::Scribe,
    clock::Clock,
    config::Settings,
    db,
    home::Chrome,
    mail::worker::{Pace, Running},
    render::Templates,
    web::{House, Problem},
};

use super::{Browser, kept, postgres, sink::Sink};

/// Which database a story is told on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Database {
    Sqlite,
    Postgres,
}

/// The secret in the console's first-run link.
pub const FIRST_RUN: &str = "first-run-secret";

/// A house that is lived in for one story. It is torn down when the story ends.
pub struct World {
    pub scribe: Scribe,
    pub clock: Clock,
    pub post: Sink,
    address: String,
    server: ServerHandle,
    web: Option<JoinHandle<()>>,
    worker: Option<Running>,
    jobs: Mutex<Option<Clockwork>>,
    _folder: tempfile::TempDir,
}

/// The address of a database in which nothing is yet, as the setting names it: on SQLite, whatever the data folder has.
pub fn empty_database(on: Database) -> String {
    match on {
        Database::Sqlite => String::new(),
        Database::Postgres => postgres::cluster().expect("a cluster").fresh_database(),
    }
}

/// Whether there is a PostgreSQL on this machine to tell stories on.
pub fn has_postgres() -> bool {
    postgres::cluster().is_some()
}

impl World {
    /// Opens an empty house on `database`, its clock at `moment` (RFC 3339), its worker running.
    pub fn at(database: Database, moment: &str) -> Self {
        Self::set_up(database, moment, |_| {})
    }

    /// The same, with a folder of files that replace built-in ones.
    pub fn replacing(database: Database, moment: &str, overrides: &Path) -> Self {
        Self::set_up(database, moment, |settings| settings.overrides = overrides.display().to_string())
    }

    /// The same, with settings of its own.
    pub fn set_up(database: Database, moment: &str, change: impl FnOnce(&mut Settings)) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let post = Sink::listening();
        let mut settings = Settings::read(None).expect("the defaults are complete");
        settings.data_dir = folder.path().to_owned();
        settings.mail.smtp_url = post.url();
        // Stories count what comes; the one about this asks for it.
        settings.seal_to_officers = 0;
        // All members live at one domain, whose server is ours.
        (settings.mail.per_second_and_domain, settings.mail.in_flight_and_domain) = (0, 0);
        settings.mail.from = "secretary@northmoor.example".to_owned();
        settings.database_url = empty_database(database);
        change(&mut settings);
        let pool = db::open(&settings.database()).expect("the database opens");
        db::migrate(&mut pool.get().expect("a connection")).expect("the migrations run");
        let clock = Clock::set_to(moment.parse().expect("a written moment"));
        let scribe = Scribe::new(pool, clock.clone(), Templates::load(None).expect("the templates load"), settings);
        let (address, server, web) = serve(&scribe);
        let worker = Running::start(Pace::quick(), scribe.clone()).expect("the worker starts");
        Self {
            jobs: Mutex::new(Some(clockwork(&scribe))),
            scribe,
            clock,
            post,
            address,
            server,
            web: Some(web),
            worker: Some(worker),
            _folder: folder,
        }
    }

    /// Somebody with a browser of their own, not signed in.
    pub fn browser(&self) -> Browser {
        Browser::at(&self.address)
    }

    /// Lets the clock read `moment`.
    pub fn turn_clock_to(&self, moment: &str) {
        self.clock.turn_to(moment.parse().expect("a written moment"));
    }

    /// How often `job` has something to do once the clock reads `moment`. The house's own clockwork stands still meanwhile:
    /// it might be quicker, and nothing would be left to do.
    pub fn comes_up_at(&self, moment: &str, job: fn(&Scribe) -> Result<usize, Problem>) -> usize {
        let mut jobs = self.jobs.lock().expect("no story broke off in here");
        drop(jobs.take());
        self.turn_clock_to(moment);
        let often = job(&self.scribe);
        *jobs = Some(clockwork(&self.scribe));
        often.unwrap_or_else(|problem| panic!("{problem}"))
    }

    /// Every value of every table, as one text.
    pub fn everything_kept(&self) -> String {
        self.scribe.read::<_, Problem>(|conn| Ok(kept::everything(conn)?)).expect("the tables can be read")
    }

    /// Nobody listens where the mail server was; its address, for [`World::mail_server_is_back`].
    pub fn mail_server_goes_away(&mut self) -> SocketAddr {
        let address = self.post.address();
        self.post = Sink::listening();
        address
    }

    /// The mail server listens again where it was.
    pub fn mail_server_is_back(&mut self, address: SocketAddr) {
        self.post = Sink::listening_at(address);
    }

    /// Waits until `happened`; a story that waits half a minute has gone wrong.
    pub fn wait_until(&self, what: &str, happened: impl Fn() -> bool) {
        let patience = Instant::now() + Duration::from_secs(30);
        while !happened() {
            assert!(Instant::now() < patience, "waited in vain for this: {what}");
            std::thread::yield_now();
            std::thread::park_timeout(Duration::from_millis(20));
        }
    }
}

impl Drop for World {
    fn drop(&mut self) {
        drop(self.worker.take());
        drop(self.jobs.get_mut().map(Option::take));
        // On a thread of its own: a story in a browser ends inside a runtime, where none can be waited for.
        let stopping = self.server.stop(false);
        let stopped = std::thread::spawn(move || actix_web::rt::System::new().block_on(stopping));
        let _ = stopped.join();
        if let Some(web) = self.web.take() {
            let _ = web.join();
        }
    }
}

/// What does in a house what time brings, every tenth of a second.
fn clockwork(scribe: &Scribe) -> Clockwork {
    Clockwork::wound(scribe.clone(), Duration::from_millis(100))
}

fn serve(scribe: &Scribe) -> (String, ServerHandle, JoinHandle<()>) {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    let address = format!("http://{}", listener.local_addr().expect("its number"));
    scribe.listens_at(&address);
    let house = House {
        scribe: scribe.clone(),
        surround: Arc::new(Chrome::run_by("the test machine’s keeper")),
        first_run: FIRST_RUN.into(),
    };
    let (tell, told) = mpsc::channel();
    let thread = std::thread::spawn(move || {
        actix_web::rt::System::new().block_on(async move {
            let server = app::server(house, listener).expect("the server starts");
            tell.send(server.handle()).expect("the story listens");
            server.await.expect("the server runs until it is stopped");
        });
    });
    let handle = told.recv().expect("the server tells its handle");
    (address, handle, thread)
}
