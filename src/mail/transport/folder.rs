//! The folder: a mail server that nobody has to set up, and the only one that a practice branch ever meets.

use std::{
    fs, io,
    io::Write,
    path::{Path, PathBuf},
};

use super::{Broken, Snag, Written};
use crate::mail::retry::Reply;

/// A folder in which each message becomes a file.
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    /// Makes the folder if it is not there. Nobody else on the machine may look in: the links in the messages open accounts.
    pub(super) async fn open(path: &Path) -> Result<Self, Broken> {
        let path = path.to_owned();
        let made = {
            let path = path.clone();
            aside(move || make(&path)).await
        };
        made.map_err(|cause| broken(&path, &cause))?;
        Ok(Self { path })
    }

    /// Writes the file under a name that no reader looks for.
    pub(super) async fn announce(&mut self, message: &Written) -> Result<(), Snag> {
        let (place, text) = (self.unfinished(message), message.text.clone());
        let written = aside(move || write(&place, text.as_bytes())).await;
        written.map_err(|cause| Snag::Broken(broken(&self.path, &cause)))
    }

    /// Gives the file its name: the whole message is there from one moment to the next.
    pub(super) async fn hand_over(&mut self, message: &Written) -> Reply {
        let (from, to) = (self.unfinished(message), self.path.join(&message.file));
        match aside(move || fs::rename(from, to)).await {
            Ok(()) => Reply::new(250, &format!("kept on this machine as {}", message.file)),
            // A file that could not be renamed is known not to have arrived: as if a server had closed.
            Err(cause) => Reply::new(421, &broken(&self.path, &cause).to_string()),
        }
    }

    fn unfinished(&self, message: &Written) -> PathBuf {
        self.path.join(format!(".{}.part", message.file))
    }
}

/// Files are slow; the thread that talks to servers must not wait for them.
async fn aside<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> io::Result<T> {
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|cause| Err(io::Error::other(cause)))
}

fn make(path: &Path) -> io::Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

fn write(place: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = fs::File::create(place)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn broken(path: &Path, cause: &io::Error) -> Broken {
    Broken(format!("the folder {} could not be written: {cause}", path.display()))
}
