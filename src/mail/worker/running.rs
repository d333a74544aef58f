//! A worker on a thread of its own, for a process that does other things besides.

use std::thread::{self, JoinHandle};

use tokio::sync::oneshot;

use super::{Pace, Unfit, office::Office, run_at};
use crate::audit::Scribe;

/// A worker that runs until it is stopped or dropped.
#[derive(Debug)]
pub struct Running {
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Running {
    /// Starts it.
    ///
    /// # Errors
    /// Settings that cannot be read, or a machine without room for one more thread.
    pub fn start(pace: Pace, scribe: Scribe) -> Result<Self, Unfit> {
        Office::open(scribe.clone(), pace)?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let (stop, stopped) = oneshot::channel::<()>();
        let thread = thread::Builder::new().name("mail".to_owned()).spawn(move || {
            let until = async { drop(stopped.await) };
            if let Err(cause) = runtime.block_on(run_at(pace, scribe, until)) {
                tracing::error!("the mail worker stopped: {cause}");
            }
        })?;
        Ok(Self { stop: Some(stop), thread: Some(thread) })
    }

    /// Lets it finish what is under way, and waits for that.
    pub fn stop(mut self) {
        self.end();
    }

    fn end(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.end();
    }
}
