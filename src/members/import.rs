//! A membership list that was sent in, and each thing that it changed, left alone or asked about.

use diesel::{Insertable, Queryable, Selectable};
use serde::Serialize;

use crate::db::{
    AccountId, BranchId, ImportId, Instant, MemberId, RowId,
    schema::{import_changes, imports},
};

crate::text_enum! {
    /// How far an import has come.
    pub enum State {
        /// Sent in and shown; nobody is changed by it yet.
        Received = "received",
        Applied = "applied",
        Undone = "undone",
    }
}

crate::text_enum! {
    /// Why a line stands in the change set.
    pub enum Bucket {
        New = "new",
        Changed = "changed",
        Moved = "moved",
        /// Another date of joining than the register's.
        Joined = "joined",
        /// In the register and not on the list.
        Missing = "missing",
    }
}

crate::text_enum! {
    /// What became of a line.
    pub enum Outcome {
        /// The list's word was taken.
        Taken = "taken",
        /// The register's word stands.
        Left = "left",
        /// It was taken, and later taken back.
        Undone = "undone",
        /// It could not be taken back, because somebody has changed it since.
        Kept = "kept",
    }
}

/// A list that was sent in, without the file itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable)]
#[diesel(table_name = imports)]
pub struct Import {
    pub id: ImportId,
    pub branch_id: BranchId,
    pub file_name: String,
    pub file_hash: String,
    pub letters: String,
    pub state: State,
    pub sent_by: Option<AccountId>,
    /// How many rows of people the list has, good and bad.
    pub people: i32,
    /// How many of them were kept back.
    pub problems: i32,
    pub received_at: Instant,
    pub applied_at: Option<Instant>,
    pub undone_at: Option<Instant>,
    /// Whether it is rows of an earlier list that were put right.
    pub is_supplement: bool,
    /// How it is to be read, where somebody said it.
    pub reading: String,
    /// The hash of its headings, by which the next list of its kind is known.
    pub shape: String,
}

/// One line of a change set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable)]
#[diesel(table_name = import_changes)]
pub struct Change {
    pub id: RowId,
    pub branch_id: BranchId,
    pub import_id: ImportId,
    pub member_id: MemberId,
    pub number: String,
    pub bucket: Bucket,
    /// The name of the field; empty for whole members.
    pub field: String,
    pub before: String,
    pub after: String,
    pub outcome: Outcome,
    /// The dated fact that the change opened.
    pub made_id: Option<RowId>,
    /// The dated fact that it ended or altered.
    pub ended_id: Option<RowId>,
}

/// How many lines of each kind a change set has: what lists of imports show.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    pub new: i64,
    /// Fields that were changed, those of moves included.
    pub changed: i64,
    /// Differences that were left alone.
    pub left: i64,
    pub missing: i64,
    /// What could not be taken back.
    pub kept: i64,
}
