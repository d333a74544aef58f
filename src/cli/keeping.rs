//! Keeping a branch safe: a sealed backup while it is in use, the way back from it, and a check of everything that must hold.

use std::{
    fs::{self, File},
    io::{BufReader, BufWriter, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, bail, ensure};

use crate::{
    audit::{self, Scribe},
    ballots, branch,
    config::Settings,
    db::{self, Conn, Vault},
    mail, members, privacy,
    web::Problem,
};

/// Where the passphrase of backups comes from: never from the command line, which others on the machine can see.
pub const PASSPHRASE: &str = "WARDMOTE_BACKUP_PASSPHRASE";
/// Shorter ones are guessed.
const SHORTEST: usize = 12;

/// Copies the database while it is in use, checks the copy's record, seals it, and puts it under `file`.
pub fn backup(scribe: &Scribe, file: Option<PathBuf>) -> anyhow::Result<ExitCode> {
    let passphrase = passphrase()?;
    let settings = scribe.settings();
    ensure!(
        scribe.read::<_, Problem>(|conn| Ok(conn.is_embedded()))?,
        "this branch is on PostgreSQL: use pg_dump, and keep its file encrypted"
    );
    let file = match file {
        Some(file) => file,
        None => named_by_moment(scribe)?,
    };
    let copy = Passing(settings.data_dir.join(format!("copy-{}.sqlite3", db::MessageId::random())));
    scribe.read::<_, Problem>(|conn| Ok(db::copy_into(conn, &copy.0)?))?;
    let heads = heads_of(&copy.0)?;
    let part = Passing(file.with_extension("part"));
    seal_into(&copy.0, &part.0, &passphrase)?;
    fs::rename(&part.0, &file).with_context(|| format!("{} cannot be written", file.display()))?;
    println!("{}", file.display());
    heads.iter().for_each(|head| eprintln!("{head}"));
    Ok(ExitCode::SUCCESS)
}

/// Opens a backup into the data folder, where no database may be yet, and checks its record.
pub fn restore(settings: &Settings, file: &Path) -> anyhow::Result<ExitCode> {
    let passphrase = passphrase()?;
    let place = settings.database();
    ensure!(!place.contains("://"), "a backup is restored into an embedded database; for PostgreSQL use pg_restore");
    ensure!(!db::is_there(&place), "there is a database at {place} already; move it aside first, nothing was changed");
    let place = PathBuf::from(place);
    let part = Passing(place.with_extension("part"));
    let sealed = File::open(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let mut plain = BufWriter::new(private(&part.0)?);
    db::open_sealed(BufReader::new(sealed), &mut plain, &passphrase)?;
    plain.into_inner().map_err(|cause| cause.into_error())?.sync_all()?;
    let heads = heads_of(&part.0)?;
    fs::rename(&part.0, &place)?;
    println!("{}", place.display());
    heads.iter().for_each(|head| eprintln!("{head}"));
    Ok(ExitCode::SUCCESS)
}

/// Puts a new key before the one that seals; the next start seals everything anew with it.
pub fn renew_key(settings: &Settings) -> anyhow::Result<ExitCode> {
    let file = Vault::renew(&settings.data_dir).context("the key was not renewed")?;
    println!("{}", file.display());
    eprintln!(
        "The first line is the new key, the second the one before it. Start Wardmote again, and everything sealed is sealed with \
         the new one; keep a copy of the file where you keep the words of the backups, for an older backup needs the older key."
    );
    Ok(ExitCode::SUCCESS)
}

/// Checks everything that must hold in a database: its file, each record, each closed box, the outbox.
pub fn check(scribe: &Scribe) -> anyhow::Result<ExitCode> {
    let vault = scribe.vault().context("the key of what is sealed in the database")?;
    let faults = scribe.read::<_, Problem>(|conn| {
        let mut faults = db::faults(conn)?;
        for branch in branch::all(conn)? {
            let name = &branch.name;
            match audit::verify(conn, branch.id) {
                Ok(sealed) => println!("{name}: {} entries, the chain holds, head {}", sealed.entries, sealed.head),
                Err(broken) => faults.push(format!("{name}: {broken}")),
            }
            let shut = privacy::faults(conn, branch.id, vault)?;
            let found = ballots::faults(conn, branch.id)?.into_iter().chain(mail::faults(conn, branch.id)?);
            let found = found.chain(members::faults(conn, branch.id)?).chain(shut);
            faults.extend(found.map(|fault| format!("{name}: {fault}")));
        }
        Ok(faults)
    })?;
    faults.iter().for_each(|fault| println!("{fault}"));
    println!("{}", if faults.is_empty() { "All is well." } else { "Something does not hold; see above." });
    Ok(ExitCode::from(u8::from(!faults.is_empty())))
}

fn passphrase() -> anyhow::Result<String> {
    let words = std::env::var(PASSPHRASE).unwrap_or_default();
    if words.chars().count() < SHORTEST {
        bail!(
            "set {PASSPHRASE} to at least {SHORTEST} letters, four ordinary words for example, and keep them apart from the backups: without them nobody opens one"
        );
    }
    Ok(words)
}

/// `backups/branch-2026-11-25-2015.wardmote` in the data folder.
fn named_by_moment(scribe: &Scribe) -> anyhow::Result<PathBuf> {
    let folder = scribe.settings().data_dir.join("backups");
    super::run::make_private(&folder)?;
    Ok(folder.join(format!("branch-{}.wardmote", scribe.clock().now().format("%Y-%m-%d-%H%M%S"))))
}

/// For each branch in a database, how long its record is and how it ends; fails where one does not hold.
fn heads_of(file: &Path) -> anyhow::Result<Vec<String>> {
    let pool = db::open(&file.display().to_string())?;
    let mut conn = pool.get().context("the copy does not open")?;
    let faults = db::faults(&mut conn)?;
    ensure!(faults.is_empty(), "the copy is damaged: {}", faults.join("; "));
    heads(&mut conn)
}

fn heads(conn: &mut Conn) -> anyhow::Result<Vec<String>> {
    let mut heads = Vec::new();
    for branch in branch::all(conn)? {
        let sealed = audit::verify(conn, branch.id).with_context(|| format!("the record of {} does not hold", branch.name))?;
        heads.push(format!("{}: {} entries, the chain holds, head {}", branch.name, sealed.entries, sealed.head));
    }
    Ok(heads)
}

fn seal_into(plain: &Path, sealed: &Path, passphrase: &str) -> anyhow::Result<()> {
    let to = private(sealed).with_context(|| format!("{} cannot be written", sealed.display()))?;
    let mut to = BufWriter::new(to);
    db::seal(BufReader::new(File::open(plain)?), &mut to, passphrase)?;
    to.flush()?;
    Ok(to.get_ref().sync_all()?)
}

/// A new file that only this user may read.
fn private(file: &Path) -> std::io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(file)
}

/// A file that is gone when we are, and what SQLite may have put beside it.
struct Passing(PathBuf);

impl Drop for Passing {
    fn drop(&mut self) {
        for ending in ["", "-wal", "-shm"] {
            let _ = fs::remove_file(format!("{}{ending}", self.0.display()));
        }
    }
}
