//! Whoever runs a selection. Every page on which an officer does something to a selection, or sees what others do not yet, asks
//! for it here, so that nobody runs the choice in which she stands.

use super::super::applying::may_run;
use crate::{
    ballots::{self, Run},
    db::{AccountId, SelectionId},
    web::{Look, Problem},
};

/// Somebody whose office lets them run ballots, and who neither stands nor applied in the selection that the address names.
pub type Running = ballots::Running<SelectionId>;

impl Run for SelectionId {
    const IN_ADDRESS: &'static str = "selection";

    fn may_be_run_by(self, officer: AccountId, look: &mut Look<'_>) -> Result<(), Problem> {
        may_run(look.conn, look.branch.id, officer, self)
    }
}
