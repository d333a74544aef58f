//! The record, and checking it.

use actix_web::web::{self, Query, ServiceConfig};
use serde::{Deserialize, Serialize};

use super::super::deeds;
use crate::{
    accounts::SignedIn,
    audit::{self, Entry, Sealed},
    clock::Clock,
    db::{BranchId, Instant},
    render::Page,
    web::{Answer, Desk},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/record", web::get().to(list)).route("/record/check", web::get().to(check));
}

const PAGE: i64 = 50;

#[derive(Deserialize)]
struct From {
    before: Option<i64>,
}

/// One entry, in words that need no key.
#[derive(Debug, Serialize)]
struct Line {
    number: i64,
    at: Instant,
    /// What happened, as a sentence.
    words: String,
    by: &'static str,
    /// The same as it was recorded and hashed: the deed, what it was done to, the facts.
    deed: String,
    subject: String,
    facts: String,
    hash_short: String,
    hash: String,
}

impl std::convert::From<Entry> for Line {
    fn from(entry: Entry) -> Self {
        let by = match entry.actor.split(':').next() {
            Some("account") => "somebody signed in",
            Some("worker") => "the machine, by itself",
            Some("console") => "the machine's console",
            _ => "a visitor",
        };
        let hash_short = format!("{} {}", &entry.hash[..4], &entry.hash[4..8]);
        Self {
            number: entry.number,
            at: entry.at,
            words: deeds::in_words(&entry.deed),
            by,
            deed: entry.deed,
            subject: entry.subject,
            facts: entry.facts,
            hash_short,
            hash: entry.hash,
        }
    }
}

/// "The record".
#[derive(Debug, Serialize)]
pub struct RecordPage {
    lines: Vec<Line>,
    /// The number to go on from, where there is more.
    older: Option<i64>,
}

impl Page for RecordPage {
    const TEMPLATE: &'static str = "admin/record.html";
    fn title(&self) -> String {
        "The record".into()
    }
    fn samples() -> Vec<Self> {
        let entry = Entry {
            branch_id: BranchId::fresh(),
            number: 12,
            at: Clock::of_the_machine().now().into(),
            actor: "worker".into(),
            deed: "motion.in-order".into(),
            subject: "/motions/12".into(),
            facts: "{\"rule\":\"7.3\"}".into(),
            previous: "0".repeat(64),
            hash: "7f3a91c2".repeat(8),
        };
        vec![RecordPage { lines: vec![entry.into()], older: Some(12) }, RecordPage { lines: Vec::new(), older: None }]
    }
}

async fn list(desk: Desk, _: SignedIn, from: Query<From>) -> Answer {
    desk.page(move |look| {
        let entries = audit::recent(look.conn, look.branch.id, from.before, PAGE)?;
        let older = entries.last().map(|entry| entry.number).filter(|number| *number > 1);
        Ok(RecordPage { lines: entries.into_iter().map(Line::from).collect(), older })
    })
    .await
}

/// "The chain holds", or where it does not.
#[derive(Debug, Serialize)]
pub struct VerifiedPage {
    sealed: Option<Sealed>,
    broken: Option<String>,
}

impl Page for VerifiedPage {
    const TEMPLATE: &'static str = "admin/verified.html";
    fn title(&self) -> String {
        "Check the record".into()
    }
    fn samples() -> Vec<Self> {
        vec![
            VerifiedPage { sealed: Some(Sealed { entries: 18_204, head: "7f3a91c2".repeat(8) }), broken: None },
            VerifiedPage { sealed: None, broken: Some("entry 12 is missing".into()) },
        ]
    }
}

async fn check(desk: Desk, _: SignedIn) -> Answer {
    desk.page(|look| {
        Ok(match audit::verify(look.conn, look.branch.id) {
            Ok(sealed) => VerifiedPage { sealed: Some(sealed), broken: None },
            Err(broken) => VerifiedPage { sealed: None, broken: Some(broken.to_string()) },
        })
    })
    .await
}
