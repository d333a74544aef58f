//! The rulebook as a list that a member can read: what each rule is about, what it says, and its clause.

use super::{ClauseLine, Rulebook};

impl Rulebook {
    /// Every rule with its clause, in the order in which a branch lives through them.
    pub fn clauses(&self) -> Vec<ClauseLine> {
        Vec::new()
    }
}
