//! Voting in the room: a ballot of a meeting, in which a paper goes into the box only with the code on the screen.
//!
//! The link says whose paper it is, the code that its owner is there. Whoever has no phone gets a printed paper at the table.

use super::{Ballot, rules::NoVote, terms};
use crate::clock;

/// Four signs of twenty bits, for the hour of an election; wrong tries are counted.
const CODE_LENGTH: usize = 4;

/// What every message about such a ballot says.
pub const HOW: &str = "The vote is taken in the meeting: to put your paper into the box, type the code that stands on the screen \
                       in the room. Without a phone, ask for a printed paper at the table.";

/// A code for the screen.
pub fn drawn() -> String {
    clock::spoken_code(CODE_LENGTH)
}

/// Whether papers are taken in the room only.
pub fn is_the_place_of(ballot: &Ballot) -> bool {
    terms::is_in_the_room(&ballot.terms)
}

/// Whether the code typed is the one on the screen; capitals, spaces and dashes do not matter.
///
/// # Errors
/// [`NoVote::WrongRoomCode`].
pub fn admits(ballot: &Ballot, typed: &str) -> Result<(), NoVote> {
    let bare: String = typed.chars().filter(char::is_ascii_alphanumeric).collect();
    match &ballot.room_code {
        Some(code) if !code.eq_ignore_ascii_case(&bare) => Err(NoVote::WrongRoomCode { ballot: ballot.id }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ballots::Kind, db::BranchId};

    #[test]
    fn the_code_is_taken_however_it_is_typed_and_no_other() {
        let day = chrono::NaiveDate::default();
        let elsewhere = Ballot::fresh(BranchId::fresh(), Kind::Election, day);
        let here = Ballot { room_code: Some("7KM2".into()), ..elsewhere.clone() };

        assert_eq!((admits(&here, " 7k-m2"), admits(&elsewhere, "")), (Ok(()), Ok(())));
        assert!(admits(&here, "7KM3").is_err());
        assert!(admits(&here, "").is_err());
    }
}
