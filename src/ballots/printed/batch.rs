//! A batch of printed papers, and how far the printed papers of a ballot have come.

use diesel::{Queryable, Selectable};

use crate::db::{RowId, schema::ballot_batches};

/// A pile of papers that two tellers read, each alone.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = ballot_batches)]
pub struct Batch {
    pub id: RowId,
    pub number: i32,
    /// How many papers it holds; none until both readings agree.
    pub papers: Option<i32>,
    /// SHA-256 over its papers, as the record has it.
    pub hash: Option<String>,
}

/// How many printed papers were issued, came back and were read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Returns {
    pub by_post: i64,
    pub at_the_table: i64,
    pub returned: i64,
    /// The papers of sealed batches.
    pub told: i64,
}

impl Returns {
    /// How many were issued in all.
    pub fn issued(self) -> i64 {
        self.by_post + self.at_the_table
    }

    /// Whether as many papers were read as came back.
    pub fn are_told(self) -> bool {
        self.returned == self.told
    }
}
