//! What an amendment must be, until when it is taken, and what may be made of it.

use chrono::Duration;

use super::{
    super::{
        Motion, State as MotionState,
        amendments::{Edit, Frozen, difference, place, wording},
    },
    Amendment, State,
};
use crate::{
    db::{Instant, MemberId},
    render::words,
    rulebook::{Rulebook, Seconder},
    web,
};

/// Why not, in the sentence that the person reads.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAmended {
    #[error("This motion {}, so it can no longer be amended.", .0.says())]
    Settled(MotionState),
    #[error("Amendments had to be in {hours} hours before the meeting ({clause}), and none are taken from the floor.")]
    TooLate { hours: u32, clause: String },
    #[error("This changes nothing in the motion.")]
    Nothing,
    #[error("Change the text, or write what is to be changed: not both, for they might not say the same.")]
    BothWays,
    #[error("{0}")]
    NotUnderstood(String),
    #[error("Amendment {number} does the very same.")]
    AlreadyProposed { number: i32 },
    #[error("This motion is being voted on, so its words stay until the vote is closed.")]
    BeingVotedOn,
    #[error("Only the mover can do this.")]
    NotItsMover,
    #[error("This amendment {}, so it can no longer be withdrawn.", .0.says())]
    NotProposed(State),
    #[error("This amendment {}, so nobody is asked to second it.", .0.says())]
    NothingToSecond(State),
    #[error("This amendment is seconded already.")]
    SecondedAlready,
    #[error("You cannot second your amendment yourself. Another member can, with one tap on its page.")]
    OwnAmendment,
    #[error("Nobody has seconded amendment {number}, and it needs a seconder ({clause}).")]
    NotSeconded { number: i32, clause: String },
    #[error(
        "This amends an amendment to an amendment. Propose it to the amendment or to the motion, so that the meeting can follow."
    )]
    TooDeep,
    #[error("Amendment {number} only leaves words out, so it has no words to amend. Propose yours to the motion.")]
    PutsNothingIn { number: i32 },
    #[error("The amendment puts words in at several places. Change each place by itself.")]
    AcrossPassages,
    #[error("The amendment that this one amends {}, so it can no longer be amended.", .0.says())]
    ParentSettled(State),
    #[error("Choose two different amendments.")]
    SameTwice,
    #[error("Choose how they hang together.")]
    NoKind,
    #[error("Amendment {number} {}, so nothing follows from it any more.", .state.says())]
    LinksSettled { number: i32, state: State },
    #[error("Amendments {first} and {then} are linked already. Take that link away first.")]
    LinkedAlready { first: i32, then: i32 },
    #[error("Amendment {number} follows from another already.")]
    FollowsAlready { number: i32 },
    #[error(
        "Amendment {number} is carried and changes the same words, “{words}”. Both cannot stand in one text: this one has fallen, or the other was not carried."
    )]
    Collides { number: i32, words: String },
}

impl web::Refusal for NotAmended {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Nothing | Self::BothWays | Self::AlreadyProposed { .. } => Some("text"),
            Self::NotUnderstood(_) => Some("wording"),
            Self::AcrossPassages => Some("text"),
            Self::SameTwice | Self::LinksSettled { .. } | Self::LinkedAlready { .. } | Self::FollowsAlready { .. } => {
                Some("then")
            }
            Self::NoKind => Some("kind"),
            _ => None,
        }
    }
}

/// A motion is amended until it is decided; in writing until the hour that the rules set before the meeting, and after that from the
/// floor where they allow it.
pub fn may_propose(book: &Rulebook, motion: &Motion, meeting_at: Option<Instant>, now: Instant) -> Result<(), NotAmended> {
    if !matches!(motion.state, MotionState::WaitingForSeconder | MotionState::Seconded | MotionState::InOrder) {
        return Err(NotAmended::Settled(motion.state));
    }
    let (Some(rule), Some(meeting_at)) = (&book.motions.amendments, meeting_at) else { return Ok(()) };
    match rule.hours_before {
        Some(hours) if !rule.from_floor && now.0 > meeting_at.0 - Duration::hours(hours.into()) => {
            Err(NotAmended::TooLate { hours, clause: rule.src.clone() })
        }
        _ => Ok(()),
    }
}

/// A change as it was typed: the whole text as it shall be, or an instruction; with the wording in which it is read out.
pub fn read(motion: &str, text: &str, instruction: &str) -> Result<(Edit, String), NotAmended> {
    let frozen = Frozen::new(motion);
    // What a form sends has other line ends, and none after the last word.
    let (text, instruction) = (text.trim().replace("\r\n", "\n"), instruction.trim().replace("\r\n", "\n"));
    let is_changed = !text.is_empty() && text != motion.trim();
    match (is_changed, instruction.is_empty()) {
        (true, false) => Err(NotAmended::BothWays),
        (false, true) => Err(NotAmended::Nothing),
        (true, true) => {
            let edit = difference(motion, &text);
            let wording = wording::written(&frozen, &edit);
            Ok((edit, wording))
        }
        (false, false) => {
            let read = wording::read(&instruction).map_err(|why| NotAmended::NotUnderstood(why.to_string()))?;
            let placed = place(&read, &frozen).map_err(|question| NotAmended::NotUnderstood(question.to_string()))?;
            if placed.edit.is_empty() || placed.edit.apply(motion) == motion {
                return Err(NotAmended::Nothing);
            }
            Ok((placed.edit, instruction))
        }
    }
}

/// Any other member seconds what is still to be decided.
pub fn may_second(amendment: &Amendment, member: MemberId) -> Result<(), NotAmended> {
    match amendment.state {
        State::Proposed if amendment.mover == member => Err(NotAmended::OwnAmendment),
        _ => may_be_seconded(amendment),
    }
}

/// An amendment is seconded once, while it is still to be decided.
pub fn may_be_seconded(amendment: &Amendment) -> Result<(), NotAmended> {
    match amendment.state {
        State::Proposed if amendment.seconded_at.is_some() => Err(NotAmended::SecondedAlready),
        State::Proposed => Ok(()),
        state => Err(NotAmended::NothingToSecond(state)),
    }
}

/// Where the rules ask for a seconder, nothing is put that has none. Gives the clause where one is still wanted.
pub fn lacks_seconder(book: &Rulebook, amendment: &Amendment) -> Option<String> {
    let rule = book.motions.amendments.as_ref()?;
    (rule.seconder == Seconder::Needed && amendment.seconded_at.is_none()).then(|| rule.src.clone())
}

/// The mover withdraws until it is decided.
pub fn may_withdraw(amendment: &Amendment, member: MemberId) -> Result<(), NotAmended> {
    match amendment.state {
        _ if amendment.mover != member => Err(NotAmended::NotItsMover),
        State::Proposed => Ok(()),
        state => Err(NotAmended::NotProposed(state)),
    }
}

/// A decision is entered, and put right, until the motion itself is put to the vote; what was withdrawn stays so.
pub fn may_decide(motion: &Motion, amendment: &Amendment, is_voted_on: bool) -> Result<(), NotAmended> {
    match (motion.state, amendment.state) {
        _ if is_voted_on => Err(NotAmended::BeingVotedOn),
        (_, State::Withdrawn) => Err(NotAmended::NotProposed(State::Withdrawn)),
        (MotionState::InOrder, _) => Ok(()),
        (state, _) => Err(NotAmended::Settled(state)),
    }
}

/// "1, 3 and 4".
pub fn numbers(numbers: &[i32]) -> String {
    words::names(&numbers.iter().map(i32::to_string).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOTION: &str = "This branch notes that the last bus leaves at nine.\n\nThis branch calls for a public network.";

    #[test]
    fn a_text_changed_in_place_is_put_into_words() {
        let (edit, wording) = read(MOTION, &MOTION.replace("nine", "ten"), "").unwrap();

        assert_eq!(edit.apply(MOTION), MOTION.replace("nine", "ten"));
        assert_eq!(wording, "leave out “nine” and insert “ten”");
    }

    #[test]
    fn an_instruction_is_carried_out_and_kept_as_it_was_written() {
        let instruction = "Leave out \"a public network\" and insert \"buses until midnight\"";

        let (edit, wording) = read(MOTION, &MOTION.replace('\n', "\r\n"), instruction).unwrap();

        assert_eq!(edit.apply(MOTION), MOTION.replace("a public network", "buses until midnight"));
        assert_eq!(wording, instruction);
    }

    #[test]
    fn what_changes_nothing_or_could_be_read_in_two_ways_is_refused() {
        assert_eq!(read(MOTION, MOTION, ""), Err(NotAmended::Nothing));
        assert_eq!(read(MOTION, "", "leave out “nine” and insert “nine”"), Err(NotAmended::Nothing));
        assert_eq!(read(MOTION, "Less.", "leave out “nine”"), Err(NotAmended::BothWays));
        let twice = read(MOTION, MOTION, "leave out “This branch”").unwrap_err().to_string();
        assert!(twice.starts_with("“This branch” is in the text 2 times"), "{twice}");
    }
}
