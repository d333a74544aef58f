//! A working column, and what stands in it.

use std::collections::HashMap;

use diesel::{Queryable, Selectable};
use serde::Serialize;

use crate::db::{AccountId, Instant, MemberId, RowId, schema::working_columns};

crate::text_enum! {
    /// What a column takes.
    pub enum Kind {
        /// Done or not.
        Tick = "tick",
        /// A few words.
        Words = "words",
        /// A member who takes care of it.
        Person = "person",
        /// Whether somebody was left out of the list; no table shows it as a column.
        Place = "place",
    }
}

impl Kind {
    /// Those that somebody may add.
    pub const CHOSEN: [Self; 3] = [Self::Tick, Self::Words, Self::Person];

    /// As it is chosen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Tick => "A tick, such as “Rung”",
            Self::Words => "A few words, such as “When to ring”",
            Self::Person => "The name of a member who takes care of it, such as “Who rings”",
            Self::Place => "Left out of this list",
        }
    }
}

/// What stands in a cell where it is ticked, or where somebody is left out.
pub const YES: &str = "yes";

/// One column of a kept list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable)]
#[diesel(table_name = working_columns)]
pub struct Column {
    pub id: RowId,
    pub label: String,
    pub kind: Kind,
    pub position: i32,
}

/// What stands in a cell, and which writing it comes from: an act for many people, or one saving.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stand {
    pub value: String,
    pub touch: RowId,
}

/// One cell as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    pub stand: Stand,
    pub set_by: Option<AccountId>,
    pub set_at: Instant,
}

/// What stands in one column about some people.
#[derive(Debug, Clone, Default)]
pub struct Cells {
    /// What was written beside this entry of theirs.
    pub own: HashMap<MemberId, Cell>,
    /// What was written beside another entry that was laid aside for this one.
    pub aside: HashMap<MemberId, Cell>,
}

impl Cells {
    /// The cell that is read about somebody: their own, else that of an entry laid aside for theirs.
    pub fn cell(&self, member: MemberId) -> Option<&Cell> {
        self.own.get(&member).or_else(|| self.aside.get(&member))
    }

    /// What stands there; nothing where nobody wrote.
    pub fn shown(&self, member: MemberId) -> &str {
        self.cell(member).map_or("", |cell| &cell.stand.value)
    }
}

/// What is noted about somebody, as they read it.
#[derive(Debug, Clone)]
pub struct Noted {
    pub list: String,
    pub column: Column,
    pub about: MemberId,
    pub cell: Cell,
}
