//! Keeping a branch safe: a sealed backup while it is in use, the way back from it, and a check of everything that must hold.

use std::{
    fs::{self, File},
    io::{BufReader, BufWriter, Read, Write},
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
    let file = match file {
        Some(file) => file,
        None => named_by_moment(scribe)?,
    };
    let copy = Passing(settings.data_dir.join(format!("copy-{}.sqlite3", db::MessageId::random())));
    let heads = match scribe.read::<_, Problem>(|conn| Ok(conn.is_embedded()))? {
        true => {
            scribe.read::<_, Problem>(|conn| Ok(db::copy_into(conn, &copy.0)?))?;
            heads_of(&copy.0)?
        }
        false => carried_into(&settings.database(), &copy.0)?,
    };
    let part = Passing(file.with_extension("part"));
    seal_into(&copy.0, &part.0, &passphrase)?;
    fs::rename(&part.0, &file).with_context(|| format!("{} cannot be written", file.display()))?;
    println!("{}", file.display());
    heads.iter().for_each(|head| eprintln!("{head}"));
    Ok(ExitCode::SUCCESS)
}

/// Opens a backup into the data folder, or into the empty database that the settings name, and checks its record. No branch may
/// be there yet.
pub fn restore(settings: &Settings, file: &Path) -> anyhow::Result<ExitCode> {
    let passphrase = passphrase()?;
    let place = settings.database();
    let is_a_file = !place.contains("://");
    ensure!(
        !is_a_file || !db::is_there(&place),
        "there is a database at {place} already; move it aside first, nothing was changed"
    );
    let part =
        Passing(if is_a_file { PathBuf::from(&place).with_extension("part") } else { settings.data_dir.join("restored.part") });
    opened_into(file, &part.0, &passphrase)?;
    let heads = if is_a_file {
        ensure!(is_embedded(&part.0)?, "this is a backup of a database on PostgreSQL; set DATABASE_URL to an empty one");
        let heads = heads_of(&part.0)?;
        fs::rename(&part.0, &place)?;
        println!("{place}");
        heads
    } else {
        ensure!(!is_embedded(&part.0)?, "this is a backup of an embedded database; leave DATABASE_URL empty to restore it");
        let heads = carried_from(&part.0, &place)?;
        println!("The database is there.");
        heads
    };
    heads.iter().for_each(|head| eprintln!("{head}"));
    Ok(ExitCode::SUCCESS)
}

/// Opens what was sealed into a file that only this user may read.
fn opened_into(sealed: &Path, plain: &Path, passphrase: &str) -> anyhow::Result<()> {
    let sealed = File::open(sealed).with_context(|| format!("{} cannot be read", sealed.display()))?;
    let mut plain = BufWriter::new(private(plain)?);
    db::open_sealed(BufReader::new(sealed), &mut plain, passphrase)?;
    Ok(plain.into_inner().map_err(|cause| cause.into_error())?.sync_all()?)
}

/// Whether a copy is an SQLite file, by how such a file begins.
fn is_embedded(copy: &Path) -> anyhow::Result<bool> {
    let mut begins = [0; 6];
    let read = File::open(copy)?.read(&mut begins)?;
    Ok(&begins[..read] == b"SQLite")
}

/// Everything of a PostgreSQL database as lines of text; how the records ended at that moment.
fn carried_into(url: &str, copy: &Path) -> anyhow::Result<Vec<String>> {
    let pool = db::open(url)?;
    let mut conn = pool.get().context("the database does not answer")?;
    let mut to = BufWriter::new(private(copy)?);
    db::carry_out(&mut conn, &mut to, heads)
}

/// The same back into an empty database; how the records end there.
fn carried_from(copy: &Path, url: &str) -> anyhow::Result<Vec<String>> {
    let pool = db::open(url)?;
    let mut conn = pool.get().context("the database does not answer")?;
    db::carry_in(&mut conn, BufReader::new(File::open(copy)?))?;
    heads(&mut conn)
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
