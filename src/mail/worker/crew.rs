//! Carriers who serve certain lanes, with their lines.

use std::{sync::Arc, time::Duration};

use tokio::task::JoinHandle;

use super::{lease::Lease, office::Office};
use crate::{audit::Unwritten, db::BranchId, mail::transport::Line};

/// The lanes of ways in, which overtake all else.
pub const WAYS_IN: (i32, i32) = (0, 0);
/// All other lanes.
pub const ORDINARY: (i32, i32) = (1, i32::MAX);

pub struct Crew {
    pub lanes: (i32, i32),
    lines: usize,
    work: Option<JoinHandle<()>>,
}

impl Crew {
    pub fn new(lanes: (i32, i32), lines: usize) -> Self {
        Self { lanes, lines, work: None }
    }

    pub fn is_idle(&self) -> bool {
        self.work.as_ref().is_none_or(JoinHandle::is_finished)
    }

    /// Begins to send what is `due` in its lanes, if anything is.
    pub fn set_to_work(&mut self, office: &Arc<Office>, due: &[(BranchId, i32)]) {
        let (first, last) = self.lanes;
        let mut branches: Vec<BranchId> =
            due.iter().filter(|(_, lane)| (first..=last).contains(lane)).map(|due| due.0).collect();
        branches.dedup();
        if !branches.is_empty() {
            self.work = Some(tokio::spawn(work(Arc::clone(office), branches, self.lanes, self.lines)));
        }
    }

    /// Waits for what is under way, but not for longer than `most`.
    pub async fn finish(&mut self, most: Duration) {
        let Some(mut work) = self.work.take() else { return };
        if tokio::time::timeout(most, &mut work).await.is_err() {
            work.abort();
        }
    }
}

/// Whoever drops the worker kills its crews.
impl Drop for Crew {
    fn drop(&mut self) {
        if let Some(work) = &self.work {
            work.abort();
        }
    }
}

/// Takes turns with the branches, a lease each, until nothing is due anywhere.
async fn work(office: Arc<Office>, branches: Vec<BranchId>, lanes: (i32, i32), most_lines: usize) {
    let mut lines: Vec<Option<Line>> = std::iter::repeat_with(|| None).take(most_lines).collect();
    let mut found = true;
    while found && !office.is_stopping() {
        found = false;
        for branch in &branches {
            match turn(&office, *branch, lanes, &mut lines).await {
                Ok(any) => found |= any,
                Err(cause) => tracing::error!("the outbox could not be read: {cause}"),
            }
        }
    }
    for line in lines.into_iter().flatten() {
        line.close().await;
    }
}

/// One lease of one branch; whether there was anything to carry.
async fn turn(office: &Office, branch: BranchId, lanes: (i32, i32), lines: &mut [Option<Line>]) -> Result<bool, Unwritten> {
    let branch = office.branch(branch).await?;
    if !office.way_for(&branch).may_try(office.now()) {
        return Ok(false);
    }
    let (token, taken) = office.take(branch.id, lanes).await?;
    if taken.is_empty() {
        return Ok(false);
    }
    Lease::carry(office, &branch, &token, taken, lines).await;
    office.give_back(branch.id, &token).await?;
    Ok(true)
}
