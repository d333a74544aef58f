//! Whoever was forgotten stays so. Their ids stand in a file beside the database: a backup that is taken back knows these people
//! still, and the next start forgets them again.

use std::{
    collections::BTreeSet,
    fs::{self, OpenOptions},
    io::{self, Write},
    os::unix::fs::OpenOptionsExt,
    path::PathBuf,
};

use super::{erasure::Ground, jobs, store};
use crate::{
    audit::{Actor, Scribe},
    branch::{self, Branch},
    clock,
    db::{BranchId, MemberId},
    members,
    web::Problem,
};

/// Its name in the data folder.
const FILE: &str = "forgotten";

/// Somebody who was forgotten, and on which ground.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Forgotten {
    branch: BranchId,
    member: MemberId,
    ground: Ground,
}

impl Forgotten {
    fn read(line: &str) -> Option<Self> {
        let mut words = line.split_whitespace();
        let (branch, member) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
        Some(Self { branch: BranchId(branch), member: MemberId(member), ground: words.next()?.parse().ok()? })
    }

    fn line(&self) -> String {
        format!("{} {} {}\n", self.branch, self.member, self.ground)
    }
}

/// Forgets again whom a backup has brought back, and adds to the file whoever was forgotten since it was written; says how many
/// were brought back.
///
/// # Errors
/// A file that cannot be read or written; the database's.
pub fn stay_forgotten(scribe: &Scribe) -> Result<usize, Problem> {
    let listed = listed(scribe).map_err(Problem::broken)?;
    let mut again = 0;
    for branch in scribe.read::<_, Problem>(|conn| Ok(branch::all(conn)?))? {
        // A database that knows of the erasure is not older than it: whoever is there now came back of their own will.
        let erased = scribe.read::<_, Problem>(|conn| Ok(store::erased(conn, branch.id)?))?;
        let knows = |one: &Forgotten| erased.iter().any(|(member, _)| *member == one.member);
        for one in listed.iter().filter(|one| one.branch == branch.id && !knows(one)) {
            again += usize::from(forget_again(scribe, &branch, *one)?);
        }
    }
    keep(scribe)?;
    Ok(again)
}

fn forget_again(scribe: &Scribe, branch: &Branch, one: Forgotten) -> Result<bool, Problem> {
    if !scribe.read::<_, Problem>(|conn| Ok(members::is_known(conn, branch.id, one.member)?))? {
        return Ok(false);
    }
    scribe.act(branch.id, Actor::Console, |act| jobs::forget_at_once(act, branch, (one.member, one.ground)))?;
    Ok(true)
}

/// Writes the file anew where somebody is missing in it.
///
/// # Errors
/// As [`stay_forgotten`].
pub fn keep(scribe: &Scribe) -> Result<(), Problem> {
    let mut all = listed(scribe).map_err(Problem::broken)?;
    let before = all.len();
    for branch in scribe.read::<_, Problem>(|conn| Ok(branch::all(conn)?))? {
        let erased = scribe.read::<_, Problem>(|conn| Ok(store::erased(conn, branch.id)?))?;
        all.extend(erased.into_iter().map(|(member, ground)| Forgotten { branch: branch.id, member, ground }));
    }
    if all.len() > before { write(scribe, &all).map_err(Problem::broken) } else { Ok(()) }
}

fn path(scribe: &Scribe) -> PathBuf {
    scribe.settings().data_dir.join(FILE)
}

fn listed(scribe: &Scribe) -> io::Result<BTreeSet<Forgotten>> {
    match fs::read_to_string(path(scribe)) {
        Ok(text) => Ok(text.lines().filter_map(Forgotten::read).collect()),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(BTreeSet::new()),
        Err(cause) => Err(cause),
    }
}

/// Whole or not at all, whatever happens meanwhile: web and worker may both write, each first to a file of its own.
fn write(scribe: &Scribe, all: &BTreeSet<Forgotten>) -> io::Result<()> {
    let part = path(scribe).with_extension(format!("{}.part", clock::random_id()));
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&part)?;
    file.write_all(all.iter().map(Forgotten::line).collect::<String>().as_bytes())?;
    file.sync_all()?;
    fs::rename(part, path(scribe))
}
