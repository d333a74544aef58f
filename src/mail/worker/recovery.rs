//! What dead workers left behind, and what has waited too long.

use super::{office::Office, store};
use crate::{
    audit::Unwritten,
    db::{BranchId, NoticeId},
};

/// As many at a time; the rest a poll later.
const MOST: i64 = 500;

/// Puts back what was taken and not begun, and settles what was: by the noted answer, or by the rule for doubt.
pub async fn recover(office: &Office, branch: BranchId) -> Result<(), Unwritten> {
    let held = office.leases();
    let dead = office
        .chore(branch, move |conn, now| {
            store::release_lapsed(conn, branch, now, &held)?;
            store::begun_and_lapsed(conn, branch, now, &held)
        })
        .await?;
    if dead.is_empty() {
        return Ok(());
    }
    let now = office.now();
    let attempts = dead.iter().map(|message| message.after_death(now.0, Office::jitter())).collect();
    office.enter(branch, attempts).await
}

/// Ends what came to the end of its course while the mail server could not be reached: a letter has to be printed while there
/// is time.
pub async fn give_up(office: &Office, branch: BranchId) -> Result<(), Unwritten> {
    let now = office.now();
    let waiting = office.aside(move |scribe| scribe.read(|conn| Ok(store::waiting_notices(conn, branch)?))).await?;
    let ended: Vec<NoticeId> =
        waiting.iter().filter(|waiting| !waiting.course().may_go(now.0)).map(|waiting| waiting.notice).collect();
    if ended.is_empty() {
        return Ok(());
    }
    let messages = office.aside(move |scribe| scribe.read(|conn| Ok(store::waiting(conn, branch, &ended, MOST)?))).await?;
    office.enter(branch, messages.iter().map(store::Taken::given_up).collect()).await
}
