//! What these pages send: the seal of the record, each night.

use diesel::QueryResult;
use serde_json::json;

use crate::{
    audit::{self, Act},
    mail::{self, Category, Notice, Recipient},
};

/// The page that it is about.
pub const RECORD: &str = "/record";
/// The deed by which it is known that it was sent.
pub const SEALED: &str = "seal.mailed";

/// To officers: how the record ends.
pub fn sealed(act: &mut Act<'_>, to: Vec<Recipient>) -> QueryResult<()> {
    let branch = act.branch();
    let Some(head) = audit::head(act.conn(), branch)? else { return Ok(()) };
    let notice = Notice {
        kind: "seal of the record",
        category: Category::Service,
        about: RECORD.to_owned(),
        template: "admin/mail/seal",
        deadline: None,
    };
    let facts = json!({ "number": head.number, "at": head.at, "hash": head.hash, "link": act.link(RECORD) });
    let letters: Vec<_> = to.into_iter().map(|recipient| (recipient, facts.clone())).collect();
    act.record(SEALED, RECORD, json!({ "entry": head.number, "hash": head.hash, "officers": letters.len() }));
    mail::queue(act, &notice, &letters).map(|_| ())
}
