//! A casual vacancy: an office whose holder left it before the term was over.

use chrono::NaiveDate;
use diesel::{Queryable, Selectable};
use serde::Serialize;

use crate::{
    db::{MemberId, RowId, schema::officer_vacancies},
    members::Term,
};

crate::text_enum! {
    /// Why somebody left an office.
    pub enum Because {
        Resigned = "resigned",
        Left = "left",
        Moved = "moved",
        Died = "died",
        Other = "other",
    }
}

impl Because {
    /// After the name: "Ama Okoro has resigned".
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::Resigned => "has resigned",
            Self::Left => "has left the branch",
            Self::Moved => "has moved away",
            Self::Died => "has died",
            Self::Other => "no longer holds the office",
        }
    }
}

/// An office that fell vacant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable)]
#[diesel(table_name = officer_vacancies)]
pub struct Vacancy {
    pub id: RowId,
    /// The key of the office.
    pub office: String,
    /// The term that ended early.
    pub term_id: RowId,
    pub member_id: MemberId,
    /// The first day on which nobody holds it by election.
    pub from_on: NaiveDate,
    pub because: Because,
    /// The last day that the term would have had; none where it would have lasted until a successor's election.
    pub ends_on: Option<NaiveDate>,
}

/// What has come of a vacancy so far.
#[derive(Debug, Clone)]
pub struct Since {
    pub today: NaiveDate,
    /// Somebody was elected to the office, or the term would be over by itself.
    pub is_filled: bool,
    /// The office is up at a meeting that is still to come.
    pub is_up: bool,
    /// The terms of those who act in it, or are to.
    pub acting: Vec<Term>,
}
