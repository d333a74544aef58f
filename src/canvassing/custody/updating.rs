//! A monthly update, held against the registers in force: what it would do, row by row, before anything is done.

use std::collections::{BTreeSet, HashMap};

use crate::{
    canvassing::{
        electors::{self, InForce, Terms},
        register::{self, ElectorNumber, Net, Problem as Row, Reason, Reconciliation, Register},
    },
    db::{BranchId, Conn, ElectorId},
    web::Problem,
};

use super::rules::NoUpdate;

/// An update that could be applied.
#[derive(Debug)]
pub struct Prepared {
    pub changes: Register,
    pub outcome: Reconciliation,
    /// What it comes to, one for each elector.
    pub net: Vec<Net>,
    /// The entries in force in its polling districts.
    pub known: HashMap<ElectorNumber, InForce>,
    /// It is held as the registers are that it changes, and goes with the first of them.
    pub terms: Terms,
}

impl Prepared {
    /// The entries in force by their numbers.
    pub fn ids(&self) -> HashMap<ElectorNumber, ElectorId> {
        self.known.iter().map(|(number, entry)| (number.clone(), entry.id)).collect()
    }
}

/// Holds an update against the registers in force. Rows of polling districts that no register in force has are problems, each
/// with its reason.
///
/// # Errors
/// [`NoUpdate`] where all of it is for another ward, and what the database says.
pub fn prepare(conn: &mut Conn, branch: BranchId, mut changes: Register) -> Result<Prepared, Problem> {
    let ours = electors::districts_in_force(conn, branch)?;
    let named: BTreeSet<String> = changes.entries.iter().map(|entry| entry.elector.polling_district.clone()).collect();
    let (own, foreign): (BTreeSet<String>, BTreeSet<String>) = named.into_iter().partition(|code| ours.contains_key(code));
    if own.is_empty() && !foreign.is_empty() {
        return Err(NoUpdate::AnotherWard { codes: foreign.into_iter().collect::<Vec<_>>().join(", ") }.into());
    }
    let (kept, strange): (Vec<_>, Vec<_>) =
        std::mem::take(&mut changes.entries).into_iter().partition(|entry| own.contains(&entry.elector.polling_district));
    let other = |entry: register::Entry| Row { row: entry.row, reason: Reason::AnotherWard { elector: entry.elector } };
    changes.entries = kept;
    changes.problems.extend(strange.into_iter().map(other));
    let known = electors::entries_in(conn, branch, &own)?;
    let standing = Register {
        layout: changes.layout,
        encoding: changes.encoding,
        rows: known.len(),
        entries: known.values().map(|each| each.entry.clone()).collect(),
        problems: Vec::new(),
    };
    let outcome = register::update(&standing, &changes).map_err(|_| NoUpdate::FullRegister)?;
    let net = outcome.net(|number| known.contains_key(number));
    let terms = terms(conn, branch, &known)?;
    Ok(Prepared { changes, outcome, net, known, terms })
}

/// The terms of the registers that the update changes: the first day of destruction among them.
fn terms(conn: &mut Conn, branch: BranchId, known: &HashMap<ElectorNumber, InForce>) -> Result<Terms, Problem> {
    let changed: BTreeSet<_> = known.values().map(|each| each.register).collect();
    let mut terms: Option<Terms> = None;
    for id in changed {
        let file = electors::find_register(conn, branch, id)?;
        if let (Some(basis), Some(destroy_on)) = (file.basis, file.destroy_on) {
            let is_first = terms.is_none_or(|held| destroy_on < held.destroy_on);
            terms = if is_first { Some(Terms { basis, destroy_on }) } else { terms };
        }
    }
    terms.ok_or_else(|| NoUpdate::NothingInForce.into())
}
