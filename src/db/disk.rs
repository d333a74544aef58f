//! Waiting for the disk apart from writing, so that one who writes all the time waits once for many commits.

use std::{
    fs::OpenOptions,
    io::{self, ErrorKind},
    path::PathBuf,
};

/// Where the commits of a pen of one's own go; see [`super::Pool::for_one_writer`].
#[derive(Debug, Clone)]
pub enum Disk {
    /// SQLite writes them into a log beside its file.
    Log(PathBuf),
    /// The server has waited before it said that it committed.
    OfTheServer,
}

impl Disk {
    /// Comes back when everything is on the disk that was committed before it was called.
    ///
    /// A log that is not there was closed by the last who used it, and its pages were on the disk in the file itself before it
    /// went; therefore it is looked up anew each time.
    ///
    /// # Errors
    /// A disk that fails. What was committed meanwhile may be on it or not, and asking again would tell nothing.
    pub fn has_everything(&self) -> io::Result<()> {
        let Self::Log(log) = self else { return Ok(()) };
        match OpenOptions::new().write(true).open(log) {
            Ok(log) => log.sync_data(),
            Err(cause) if cause.kind() == ErrorKind::NotFound => Ok(()),
            Err(cause) => Err(cause),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_that_is_there_is_waited_for_and_one_that_was_closed_needs_no_waiting() {
        let folder = tempfile::tempdir().expect("a folder");
        let log = folder.path().join("branch.sqlite3-wal");

        assert!(Disk::Log(log.clone()).has_everything().is_ok(), "whoever closed it has waited");
        std::fs::write(&log, "a commit").expect("a file");
        assert!(Disk::Log(log).has_everything().is_ok());
        assert!(Disk::Log(folder.path().to_owned()).has_everything().is_err(), "a folder is no log");
    }
}
