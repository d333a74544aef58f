//! Running the branch: the web server, the worker, or both under one roof.

use std::{net::TcpListener, path::Path, process::ExitCode, sync::Arc, time::Duration};

use anyhow::Context;

use super::{
    Deed, bounce, keeping, signing_in,
    supervise::{self, Supervised},
};
use crate::{
    app, audit,
    audit::Scribe,
    branch, clock,
    clock::Clock,
    config::Settings,
    db,
    home::Chrome,
    mail::{self, bounces::Inbox},
    members, privacy,
    render::Templates,
    web::{House, Problem},
};

/// The port that is passed over when it is taken, and how far.
const FIRST_PORT: u16 = 8080;
const LAST_PORT: u16 = 8099;

/// A ballot that is over is counted within this time.
const BETWEEN_JOBS: Duration = Duration::from_secs(10);

pub fn run(config: Option<&Path>, listen: Option<&str>, deed: Deed) -> anyhow::Result<ExitCode> {
    let mut settings = Settings::read(config)?;
    if let Some(listen) = listen {
        listen.clone_into(&mut settings.listen);
    }
    log();
    if let Deed::Restore { file } = &deed {
        make_private(&settings.data_dir)?;
        return keeping::restore(&settings, file);
    }
    if let Deed::RenewKey = deed {
        make_private(&settings.data_dir)?;
        return keeping::renew_key(&settings);
    }
    let scribe = open(settings, &deed)?;
    match deed {
        Deed::Up => serve(&scribe, true),
        Deed::Serve => serve(&scribe, false),
        Deed::Worker => work(scribe),
        Deed::Migrate => Ok(ExitCode::SUCCESS),
        Deed::Verify => verify(&scribe),
        Deed::Check => keeping::check(&scribe),
        Deed::Backup { file } => keeping::backup(&scribe, file),
        Deed::Bounce { sent_to } => bounce::take(&scribe, sent_to.as_deref()),
        Deed::SignIn { address } => signing_in::code(&scribe, &address),
        Deed::ForgetSecondStep { address } => signing_in::forget_second_step(&scribe, &address),
        Deed::Restore { .. } | Deed::RenewKey | Deed::Calculate(_) => Ok(ExitCode::SUCCESS),
    }
}

/// What is done to a database before it is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Upkeep {
    /// Made where it is missing, and brought up to date.
    Migrated,
    /// Left as it is: an old backup is to be checked, not changed.
    Untouched,
}

impl Upkeep {
    fn of(deed: &Deed) -> Self {
        if matches!(deed, Deed::Verify | Deed::Check | Deed::Backup { .. }) { Self::Untouched } else { Self::Migrated }
    }
}

fn open(settings: Settings, deed: &Deed) -> anyhow::Result<Scribe> {
    let upkeep = Upkeep::of(deed);
    let place = settings.database();
    db::may_reach(&place, settings.database_path_is_private)?;
    if upkeep == Upkeep::Untouched {
        anyhow::ensure!(db::is_there(&place), "there is no database at {place}");
    } else {
        make_private(&settings.data_dir)
            .with_context(|| format!("the folder {} cannot be made", settings.data_dir.display()))?;
    }
    let pool = db::open(&place)?;
    if upkeep == Upkeep::Migrated {
        let mut conn = pool.get().context("the database does not answer")?;
        db::migrate_with(&mut conn, settings.overrides().as_deref())
            .map_err(|cause| db::Unreachable::Migrate(cause.to_string()))?;
    }
    let shows_pages = matches!(deed, Deed::Up | Deed::Serve);
    let load = if shows_pages { Templates::load } else { Templates::for_mail };
    let templates = load(settings.overrides().as_deref())?;
    let scribe = Scribe::new(pool, Clock::of_the_machine(), templates, settings);
    // Here and not in the worker: it may be started again while pages are still served with the older key.
    if shows_pages {
        let sealed = privacy::seal_anew(&scribe)?;
        if sealed > 0 {
            tracing::info!("{sealed} values were sealed anew with the newest key");
        }
        // On a full disk neither can be done, and everybody can read all the same.
        if let Err(cause) = scribe.read::<_, Problem>(|conn| Ok(db::look_at_growth(conn)?)) {
            tracing::warn!(%cause, "the sizes of the tables could not be noted; searching may be slow");
        }
        match members::jobs::word_all(&scribe) {
            Ok(0) => {}
            Ok(worded) => tracing::info!("{worded} people were made to be found by the words of their names"),
            Err(cause) => tracing::warn!(%cause, "some people are not found by the words of their names until the next start"),
        }
        let again = privacy::stay_forgotten(&scribe)?;
        if again > 0 {
            tracing::info!("{again} people whom a backup had brought back were forgotten again");
        }
    }
    Ok(scribe)
}

/// Makes the folder for this user alone: whoever reads the database reads who is a member.
pub fn make_private(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

/// What happens is told on standard error, without names or addresses; `RUST_LOG` says how much.
fn log() {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "warn,wardmote=info".into());
    // A journal keeps what it is sent, colours and all.
    let in_colour = std::io::IsTerminal::is_terminal(&std::io::stderr());
    let _ = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(in_colour).try_init();
}

fn serve(scribe: &Scribe, with_worker: bool) -> anyhow::Result<ExitCode> {
    let listener = listen(&scribe.settings().listen)?;
    scribe.listens_at(&format!("http://{}", listener.local_addr()?));
    let house = House {
        scribe: scribe.clone(),
        surround: Arc::new(Chrome::run_by(&scribe.settings().operator)),
        first_run: clock::secret_token().into(),
    };
    println!("Wardmote is ready: {}", welcome(&house)?);
    let worker = with_worker.then(|| Supervised::start(scribe.settings()));
    let _jobs = app::Clockwork::wound(scribe.clone(), BETWEEN_JOBS);
    actix_web::rt::System::new().block_on(async { app::server(house, listener)?.await })?;
    drop(worker);
    Ok(ExitCode::SUCCESS)
}

/// The worker's process: it stops when it is told to, or when the one that started it is gone.
fn work(scribe: Scribe) -> anyhow::Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        // A port that is taken keeps no mail from going.
        let inbox = Inbox::open(&scribe).await.unwrap_or_else(|cause| {
            tracing::error!("mail.lmtp_listen cannot be listened on, so no report is taken there: {cause}");
            None
        });
        let sends = mail::worker::run(scribe.clone(), supervise::told_to_stop());
        match inbox {
            None => sends.await,
            Some(inbox) => tokio::select! { ended = sends => ended, () = inbox.takes(scribe) => Ok(()) },
        }
    })?;
    Ok(ExitCode::SUCCESS)
}

/// The one link to open first.
fn welcome(house: &House) -> anyhow::Result<String> {
    let founded = house.scribe.read::<_, Problem>(|conn| Ok(branch::count(conn)?))?;
    let base = house.scribe.base_url();
    Ok(if founded == 0 { format!("{base}/start/{}", house.first_run) } else { format!("{base}/") })
}

/// Opens the socket; where the usual port is taken, the next free one.
fn listen(address: &str) -> anyhow::Result<TcpListener> {
    let usual = format!(":{FIRST_PORT}");
    if let (Some(host), true) = (address.strip_suffix(&usual), address.starts_with("127."))
        && let Some(listener) = (FIRST_PORT..=LAST_PORT).find_map(|port| TcpListener::bind((host, port)).ok())
    {
        return Ok(listener);
    }
    TcpListener::bind(address).with_context(|| format!("{address} cannot be listened on"))
}

fn verify(scribe: &Scribe) -> anyhow::Result<ExitCode> {
    let mut code = ExitCode::SUCCESS;
    scribe.read::<_, Problem>(|conn| {
        for branch in branch::all(conn)? {
            match audit::verify(conn, branch.id) {
                Ok(sealed) => println!("{}: {} entries, the chain holds, head {}", branch.name, sealed.entries, sealed.head),
                Err(broken) => {
                    println!("{}: {broken}", branch.name);
                    code = ExitCode::from(1);
                }
            }
        }
        Ok(())
    })?;
    Ok(code)
}
