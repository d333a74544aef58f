//! One list: every module's pages, and what every module does when time passes.

use std::{
    net::TcpListener,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::mpsc,
    thread::{self, JoinHandle},
    time::Duration,
};

use actix_web::{
    App, HttpServer,
    dev::Server,
    middleware::{Compress, from_fn},
    web::{self, ServiceConfig},
};

use crate::{
    accounts, admin, affiliates,
    audit::Scribe,
    ballots, canvassing, db, floor, home, lists, mailings, meetings, members, motions, officers, places, privacy,
    render::{RenderError, Templates},
    selections, setup,
    web::{self as desk, House, Problem},
};

/// Every module's pages.
fn routes(to: &mut ServiceConfig) {
    desk::routes(to);
    accounts::routes(to);
    places::routes(to);
    affiliates::routes(to);
    members::routes(to);
    meetings::routes(to);
    ballots::routes(to);
    motions::routes(to);
    floor::routes(to);
    selections::routes(to);
    officers::routes(to);
    canvassing::routes(to);
    lists::routes(to);
    mailings::routes(to);
    privacy::routes(to);
    home::routes(to);
    admin::routes(to);
    setup::routes(to);
}

/// Every page of every module, rendered with its samples: what the test of all pages looks at.
pub fn samples(templates: &Templates) -> Result<Vec<String>, RenderError> {
    let modules = [
        desk::samples,
        accounts::samples,
        places::samples,
        affiliates::samples,
        members::samples,
        meetings::samples,
        ballots::samples,
        motions::samples,
        floor::samples,
        selections::samples,
        officers::samples,
        canvassing::samples,
        lists::samples,
        mailings::samples,
        privacy::samples,
        home::samples,
        admin::samples,
        setup::samples,
    ];
    let pages = modules.iter().map(|module| module(templates)).collect::<Result<Vec<_>, _>>()?;
    Ok(pages.into_iter().flatten().collect())
}

/// What time brings in every module. Each job is small and may be done twice without harm.
const JOBS: [Job; 17] = [
    look_at_growth,
    accounts::jobs::sweep,
    members::jobs::forget_old_files,
    members::jobs::forget_old_looks,
    meetings::jobs::remind,
    ballots::jobs::replace_lost,
    ballots::jobs::close_due,
    ballots::jobs::let_go,
    motions::resolutions::jobs::remind,
    selections::jobs::pass_on,
    canvassing::custody::jobs::tell,
    canvassing::custody::jobs::let_go,
    canvassing::rotas::jobs::remind,
    canvassing::contacts::jobs::watch,
    lists::jobs::let_go,
    privacy::jobs::let_go,
    admin::jobs::mail_seals,
];

/// Lets the database see which of its tables have grown.
fn look_at_growth(scribe: &Scribe) -> Result<usize, Problem> {
    scribe.read::<_, Problem>(|conn| Ok(db::look_at_growth(conn)?))?;
    Ok(0)
}

/// Something to do when its time has come; it says how often it had to.
type Job = fn(&Scribe) -> Result<usize, Problem>;

/// Does what time brings, until it is dropped.
pub struct Clockwork {
    stop: Option<mpsc::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Clockwork {
    /// Looks at the clock every `pause`.
    pub fn wound(scribe: Scribe, pause: Duration) -> Self {
        let (stop, stopped) = mpsc::channel();
        let thread = thread::spawn(move || {
            while stopped.recv_timeout(pause) == Err(mpsc::RecvTimeoutError::Timeout) {
                JOBS.iter().for_each(|job| attempt(*job, &scribe));
            }
        });
        Self { stop: Some(stop), thread: Some(thread) }
    }
}

/// Does a job; one that fails, or breaks off, keeps no other from its turn.
fn attempt(job: Job, scribe: &Scribe) {
    match catch_unwind(AssertUnwindSafe(|| job(scribe))) {
        Ok(Ok(_)) => {}
        Ok(Err(cause)) => tracing::error!(%cause, "a job was not done and is tried again"),
        Err(_) => tracing::error!("a job broke off and is tried again"),
    }
}

impl Drop for Clockwork {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Queries and templates run off the async threads, a few at a time: more would only fight over two cores and six connections.
const BLOCKING_THREADS: usize = 3;
const WORKERS: usize = 2;

/// The web server on a socket that is already open.
pub fn server(house: House, listener: TcpListener) -> std::io::Result<Server> {
    let house = web::Data::new(house);
    let server = HttpServer::new(move || {
        App::new()
            .app_data(house.clone())
            .app_data(web::PayloadConfig::new(desk::LONGEST_FORM))
            .app_data(web::PathConfig::default().error_handler(|_, _| Problem::NotFound.into()))
            .app_data(web::QueryConfig::default().error_handler(|_, _| Problem::NotFound.into()))
            .configure(routes)
            .wrap(from_fn(accounts::recognise))
            .wrap(from_fn(desk::same_origin))
            .wrap(from_fn(desk::show_problems))
            .wrap(from_fn(desk::headers))
            .wrap(Compress::default())
    });
    // Without TCP_NODELAY a compressed page waits 40 ms for an acknowledgement between its head and its body.
    Ok(server
        .workers(WORKERS)
        .worker_max_blocking_threads(BLOCKING_THREADS)
        .tcp_nodelay(true)
        .shutdown_timeout(5)
        .listen(listener)?
        .run())
}
