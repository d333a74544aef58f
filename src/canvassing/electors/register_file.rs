//! A register as the branch holds it: where it came from, on what ground, until when.

use chrono::NaiveDate;
use diesel::{Queryable, Selectable};
use serde::Serialize;

use crate::{
    branch::Kind,
    canvassing::register::Layout,
    db::{Instant, RegisterId, schema::registers},
};

crate::text_enum! {
    /// What has become of a file.
    pub enum State {
        /// Sent in and not yet loaded.
        Waiting = "waiting",
        Loaded = "loaded",
        /// Loaded and taken back; its entries are gone.
        Undone = "undone",
    }
}

crate::text_enum! {
    /// The ground on which the branch holds a register. The full register is supplied to a closed list of people and for
    /// electoral purposes only (Representation of the People Regulations 2001, regs 103 to 106).
    pub enum Basis {
        Party = "party",
        Councillor = "councillor",
        Candidate = "candidate",
        /// The branch's own list of doors, no electoral register at all.
        OwnList = "own-list",
    }
}

impl Basis {
    /// The ground in words, as the form offers it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Party => "Supplied to us as a registered party",
            Self::Councillor => "Supplied to a councillor of ours",
            Self::Candidate => "Supplied to a candidate of ours",
            Self::OwnList => "Our own list of doors, not the electoral register",
        }
    }

    /// What follows from it.
    pub const fn consequence(self) -> &'static str {
        match self {
            Self::Party => "For electoral purposes only; everybody who gets a copy is bound by the same rules.",
            Self::Councillor => "For the councillor’s electoral purposes; passing it on is an offence.",
            Self::Candidate => "For this election only; it goes when the election is over.",
            Self::OwnList => "Data protection law alone applies.",
        }
    }

    /// The grounds that a body of this kind can have: the full register is not for unions and associations.
    pub const fn open_to(kind: Kind) -> &'static [Self] {
        match kind {
            Kind::Party => Self::ALL,
            Kind::Union | Kind::Association => &[Self::OwnList],
        }
    }
}

/// On what ground a register is held, and until when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    pub basis: Basis,
    pub destroy_on: NaiveDate,
}

/// A file and its fate, without its bytes.
#[derive(Debug, Clone, Serialize, Queryable, Selectable)]
#[diesel(table_name = registers)]
pub struct RegisterFile {
    pub id: RegisterId,
    pub file_name: String,
    pub state: State,
    pub layout: String,
    pub rows_read: i32,
    pub electors: i32,
    pub basis: Option<Basis>,
    pub destroy_on: Option<NaiveDate>,
    pub sent_at: Instant,
    pub settled_at: Option<Instant>,
    pub destroyed_at: Option<Instant>,
}

/// Where a file stands today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    Waiting,
    InForce,
    /// Loaded, and later ones took its place wherever it said anything.
    Replaced,
    TakenBack,
    Destroyed,
}

impl Fate {
    /// Of a file in this state; `holds` says whether anything that it says is in force.
    pub fn of(state: State, destroyed_at: Option<Instant>, holds: bool) -> Self {
        match state {
            State::Waiting => Self::Waiting,
            State::Undone => Self::TakenBack,
            State::Loaded if destroyed_at.is_some() => Self::Destroyed,
            State::Loaded if holds => Self::InForce,
            State::Loaded => Self::Replaced,
        }
    }
}

impl RegisterFile {
    /// Whether it is a monthly update.
    pub fn is_update(&self) -> bool {
        Layout::is_written_as_update(&self.layout)
    }

    /// Where the register stands; `lists_somebody` says whether any of its entries is in force.
    pub fn fate(&self, lists_somebody: bool) -> Fate {
        // What an update ended and changed holds, whether or not it lists anybody itself.
        Fate::of(self.state, self.destroyed_at, lists_somebody || self.is_update())
    }
}
