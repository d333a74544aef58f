//! The worker under the same roof as the web pages: a process of its own, started again when it dies, stopped when we stop.

use std::{
    process::{Child, Command, Stdio},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use crate::config::{SUPERVISED, Settings};

/// How long a worker that died is left alone before it is started again,
const PAUSE: Duration = Duration::from_secs(1);
/// and one that dies again and again: whatever it is that it cannot bear, a loop of starts does not help.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// How long to wait after a worker that lived for so long; `last` is the wait before it was started.
fn pause_after(lived: Duration, last: Duration) -> Duration {
    if lived > LONGEST_PAUSE { PAUSE } else { (last * 2).clamp(PAUSE, LONGEST_PAUSE) }
}

/// A worker that is looked after.
pub struct Supervised {
    stopping: Arc<AtomicBool>,
    child: Arc<Mutex<Option<Child>>>,
}

impl Supervised {
    /// Starts a worker with our own arguments and these settings.
    pub fn start(settings: &Settings) -> Self {
        let supervised = Self { stopping: Arc::default(), child: Arc::default() };
        let (stopping, child) = (Arc::clone(&supervised.stopping), Arc::clone(&supervised.child));
        let data_dir = settings.data_dir.clone();
        thread::spawn(move || {
            let mut pause = Duration::ZERO;
            while !stopping.load(Ordering::SeqCst) {
                let started_at = Instant::now();
                match spawn(&data_dir) {
                    Ok(started) => watch(&child, started),
                    Err(cause) => tracing::error!(%cause, "the mail worker could not be started"),
                }
                pause = pause_after(started_at.elapsed(), pause);
                thread::sleep(pause);
            }
        });
        supervised
    }
}

impl Drop for Supervised {
    /// Closes the worker's standard input, which tells it to finish, and waits for it.
    fn drop(&mut self) {
        self.stopping.store(true, Ordering::SeqCst);
        let child = self.child.lock().ok().and_then(|mut child| child.take());
        if let Some(mut child) = child {
            drop(child.stdin.take());
            let _ = child.wait();
        }
    }
}

fn spawn(data_dir: &std::path::Path) -> std::io::Result<Child> {
    let mut arguments: Vec<_> = std::env::args_os().skip(1).filter(|argument| argument != "up").collect();
    arguments.push("worker".into());
    let mut worker = Command::new(std::env::current_exe()?);
    // In a group of its own, so that a key pressed at the console stops us alone, and we tell the worker.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut worker, 0);
    worker.args(arguments).env("WARDMOTE_DATA_DIR", data_dir).env(SUPERVISED, "yes").stdin(Stdio::piped()).spawn()
}

/// Waits until the worker ends, by itself or because it was taken out of our hands to be stopped.
fn watch(child: &Mutex<Option<Child>>, started: Child) {
    if let Ok(mut child) = child.lock() {
        *child = Some(started);
    }
    loop {
        thread::sleep(Duration::from_millis(200));
        let Ok(mut child) = child.lock() else { return };
        match child.as_mut().map(Child::try_wait) {
            Some(Ok(None)) => {}
            Some(Ok(Some(status))) => {
                tracing::warn!(%status, "the mail worker ended and is started again");
                *child = None;
                return;
            }
            Some(Err(_)) | None => return,
        }
    }
}

/// Ends when the worker is to stop: on a signal, or when whoever started it has closed our standard input.
pub async fn told_to_stop() {
    let signal = async {
        let terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate());
        match terminate {
            Ok(mut terminate) => tokio::select! { _ = terminate.recv() => {}, _ = tokio::signal::ctrl_c() => {} },
            Err(_) => {
                let _ = tokio::signal::ctrl_c().await;
            }
        }
    };
    let left_alone = async {
        if std::env::var_os(SUPERVISED).is_none() {
            std::future::pending::<()>().await;
        }
        let (tell, told) = tokio::sync::oneshot::channel();
        // A thread, because a pending read of standard input would keep the runtime from ending.
        thread::spawn(move || {
            let _ = std::io::copy(&mut std::io::stdin(), &mut std::io::sink());
            let _ = tell.send(());
        });
        let _ = told.await;
    };
    tokio::select! { () = signal => {}, () = left_alone => {} }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_worker_that_dies_at_once_is_started_ever_more_rarely_and_one_that_lived_at_once() {
        let mut pause = Duration::ZERO;
        let pauses: Vec<u64> = (0..8)
            .map(|_| {
                pause = pause_after(Duration::from_millis(20), pause);
                pause.as_secs()
            })
            .collect();

        assert_eq!(pauses, [1, 2, 4, 8, 16, 32, 60, 60]);
        assert_eq!(pause_after(Duration::from_secs(3_600), pause), PAUSE);
    }
}
