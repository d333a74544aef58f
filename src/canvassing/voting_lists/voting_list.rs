//! A list as the branch holds it, and what a list says of an elector.

use chrono::NaiveDate;
use diesel::{Queryable, Selectable};
use serde::Serialize;

use crate::{
    canvassing::electors::{Basis, Fate, State},
    db::{Instant, VotingListId, schema::voting_lists},
};

crate::text_enum! {
    /// Which of the two lists a file is.
    pub enum Kind {
        /// Who votes by post or by proxy (Representation of the People Regulations 2001, reg 61).
        Absent = "absent",
        /// Who was handed a ballot paper or sent one back (Representation of the People Regulations 2001, regs 116 to 120).
        Marked = "marked",
    }
}

impl Kind {
    /// The list in words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Absent => "Absent voters’ list",
            Self::Marked => "Marked register",
        }
    }
}

crate::text_enum! {
    /// What a list says of an elector.
    pub enum Mark {
        Postal = "postal",
        Proxy = "proxy",
        /// Somebody else votes for this elector, and does so by post.
        PostalProxy = "postal-proxy",
        Voted = "voted",
        VotedByPost = "voted-by-post",
    }
}

impl Mark {
    /// The ways of voting that need no polling station.
    pub const BY_POST: [Self; 2] = [Self::Postal, Self::PostalProxy];

    /// The mark as it stands beside a name; `election` is the one at which somebody voted.
    pub fn words(self, election: Option<&str>) -> String {
        let election = election.unwrap_or("an election");
        match self {
            Self::Postal => "votes by post".to_owned(),
            Self::Proxy => "votes by proxy".to_owned(),
            Self::PostalProxy => "proxy votes by post".to_owned(),
            Self::Voted => format!("voted at {election}"),
            Self::VotedByPost => format!("voted by post at {election}"),
        }
    }
}

/// An election whose marked register is taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Election {
    /// "Local elections, May 2025".
    pub words: String,
    pub polled_on: NaiveDate,
}

/// A file and its fate, without its bytes.
#[derive(Debug, Clone, Serialize, Queryable, Selectable)]
#[diesel(table_name = voting_lists)]
pub struct VotingList {
    pub id: VotingListId,
    pub file_name: String,
    pub kind: Kind,
    pub state: State,
    pub rows_read: i32,
    /// Electors of whom it says something.
    pub marks: i32,
    /// Rows that fit nobody on the register in force.
    pub left_out: i32,
    /// The election of a marked register.
    pub election: Option<String>,
    pub polled_on: Option<NaiveDate>,
    pub basis: Option<Basis>,
    pub destroy_on: Option<NaiveDate>,
    pub sent_at: Instant,
    pub settled_at: Option<Instant>,
    pub destroyed_at: Option<Instant>,
}

impl VotingList {
    /// Where the list stands; `says_something` tells whether any of its marks is about an entry in force.
    pub fn fate(&self, says_something: bool) -> Fate {
        Fate::of(self.state, self.destroyed_at, says_something)
    }
}
