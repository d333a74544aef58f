//! The reconciliation sheet as a page, to read and to sign.

use actix_web::web::{self, Path, ServiceConfig};
use chrono::{DateTime, Utc};
use serde::Serialize;

use super::super::{election::find_election, reconciliation::Reconciliation, rules, store};
use crate::{
    accounts::SignedIn,
    db::BallotId,
    render::Page,
    web::{Answer, Desk},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/ballots/{ballot}/reconciliation", web::get().to(show));
}

/// The sheet.
#[derive(Debug, Serialize)]
pub struct ReconciliationPage {
    title: String,
    path: String,
    closed_at: Option<DateTime<Utc>>,
    sheet: Reconciliation,
    marked: usize,
    unused: usize,
    valid: usize,
    agrees: bool,
    /// The hashes of the batches of printed papers.
    batches: Vec<(i32, String)>,
    box_hash: String,
    fingerprint: String,
}

impl Page for ReconciliationPage {
    const TEMPLATE: &'static str = "ballots/reconciliation.html";
    fn title(&self) -> String {
        format!("Reconciliation: {}", self.title)
    }
    fn samples() -> Vec<Self> {
        let page = |printed, batches, agrees| ReconciliationPage {
            title: "Chair".into(),
            path: "/ballots/1".into(),
            closed_at: Some(DateTime::UNIX_EPOCH),
            sheet: Reconciliation { on_the_roll: 120, entitled: 117, printed, ..Reconciliation::default() },
            marked: 88,
            unused: 29,
            valid: 86,
            agrees,
            batches,
            box_hash: "7f3a".into(),
            fingerprint: "91c2".into(),
        };
        vec![page(3, vec![(1, "04de".into())], true), page(0, vec![], false)]
    }
}

async fn show(desk: Desk, _: SignedIn, ballot: Path<BallotId>) -> Answer {
    desk.page(move |look| {
        let ballot = find_election(look.conn, look.branch.id, *ballot)?;
        rules::may_reconcile(&ballot)?;
        let sheet = Reconciliation::of(look.conn, &ballot)?;
        let batches = super::super::printed::store::batches_of(look.conn, &ballot)?;
        let row = store::result_row(look.conn, look.branch.id, ballot.id)?;
        Ok(ReconciliationPage {
            path: ballot.path(),
            closed_at: ballot.closed_at.map(|at| at.0),
            marked: sheet.marked(),
            unused: sheet.unused(),
            valid: sheet.left(),
            agrees: sheet.agrees(),
            sheet,
            batches: batches.into_iter().filter_map(|batch| Some((batch.number, batch.hash?))).collect(),
            box_hash: row.map(|row| row.box_hash).unwrap_or_default(),
            fingerprint: ballot.roll_fingerprint.unwrap_or_default(),
            title: ballot.title,
        })
    })
    .await
}
