//! Closing: the box is emptied, its papers are laid in anew, and only now do they enter the record, as one batch.

use serde_json::json;
use sha2::{Digest, Sha256};

use super::{Ballot, store};
use crate::{
    audit::{Act, hex},
    db::PaperId,
};

/// A paper out of the box: its random key and what was marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    pub id: PaperId,
    pub marks: String,
}

/// Closes the ballot and gives its papers in the order of their keys. The whole box is written anew in that order, so that
/// neither the place of a row in the file nor the transaction that wrote it tells when a paper came; and so is the roll.
pub fn empty_the_box(act: &mut Act<'_>, ballot: &Ballot, note: Option<&str>) -> diesel::QueryResult<Vec<Paper>> {
    store::set_closed(act, ballot.id, note)?;
    let papers = store::papers_of(act.conn(), ballot.branch_id, ballot.id)?;
    store::lay_in_anew(act, ballot.id, &papers)?;
    store::write_roll_anew(act, ballot)?;
    let hash = hash_of(&papers);
    store::write_result(act, ballot.id, papers.len(), &hash)?;
    let turnout = store::turnout(act.conn(), ballot.branch_id, ballot.id)?;
    let facts = json!({ "papers": papers.len(), "hash": hash, "entitled": turnout.entitled, "marked": turnout.voted, "note": note.is_some() });
    act.record("ballot.closed", ballot.path(), facts);
    Ok(papers)
}

/// SHA-256 over "key marks", one paper a line, in the order of the keys.
pub fn hash_of(papers: &[Paper]) -> String {
    let mut digest = Sha256::new();
    for paper in papers {
        digest.update(format!("{} {}\n", paper.id, paper.marks));
    }
    hex(&digest.finalize())
}
