//! A speech, from the asking to its end.

use diesel::{Queryable, Selectable};
use serde::Serialize;

use crate::db::{Instant, ItemId, MemberId, RowId, schema::floor_speeches};

crate::text_enum! {
    /// For what somebody speaks.
    pub enum Stance {
        For = "for",
        Against = "against",
        Question = "question",
        /// A point of order: it comes before everything.
        Order = "order",
        /// The mover moves the motion.
        Opening = "opening",
        /// The mover answers the debate.
        Reply = "reply",
    }
}

impl Stance {
    /// What a member may ask for; opening and reply are the mover's.
    pub const ASKED: [Self; 4] = [Self::For, Self::Against, Self::Question, Self::Order];

    /// The words of its tag.
    pub const fn words(self) -> &'static str {
        match self {
            Self::For => "for",
            Self::Against => "against",
            Self::Question => "question",
            Self::Order => "point of order",
            Self::Opening => "moves the motion",
            Self::Reply => "replies",
        }
    }

    /// What the minutes say that somebody did.
    pub const fn did(self) -> &'static str {
        match self {
            Self::For => "spoke for it",
            Self::Against => "spoke against it",
            Self::Question => "asked a question",
            Self::Order => "raised a point of order",
            Self::Opening => "moved it",
            Self::Reply => "replied to the debate",
        }
    }
}

/// One speech.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable)]
#[diesel(table_name = floor_speeches)]
pub struct Speech {
    pub id: RowId,
    #[diesel(column_name = item_id)]
    pub item: ItemId,
    #[diesel(column_name = member_id)]
    pub member: MemberId,
    pub stance: Stance,
    pub asked_at: Instant,
    /// None while the member waits.
    pub called_at: Option<Instant>,
    pub ended_at: Option<Instant>,
}

impl Speech {
    pub fn is_waiting(&self) -> bool {
        self.called_at.is_none()
    }

    pub fn is_going_on(&self) -> bool {
        self.called_at.is_some() && self.ended_at.is_none()
    }
}
