//! What is typed in on polling day.

use crate::web::{Refusal, WayOn};

/// Why a slip is not entered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoSlip {
    #[error("Type the numbers from the teller’s slip, with blanks or commas between them.")]
    Empty,
    #[error("These are no numbers: {0}. Nothing was entered; put them right or take them away.")]
    Unread(String),
    #[error("None of these numbers is new: all are entered already or stand on no register of this polling district.")]
    NothingNew,
    #[error("This slip was taken back already.")]
    UndoneAlready,
}

impl Refusal for NoSlip {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Empty | Self::Unread(_) | Self::NothingNew => Some("numbers"),
            Self::UndoneAlready => None,
        }
    }
    fn way_on(&self) -> Vec<WayOn> {
        vec![WayOn::to("/canvass/polling-day", "See polling day")]
    }
}
