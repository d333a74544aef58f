//! What may be corrected, and by whom a correction is settled.

use super::store::{Correction, State};
use crate::{db::MemberId, web};

/// A sentence of minutes is no essay.
const LONGEST: usize = 2_000;

/// Why not, in the sentence that the person reads.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotCorrected {
    #[error("These minutes are agreed as a correct record, so their words stay. A later meeting can resolve to correct them.")]
    Agreed,
    #[error("Write how the sentence should read, in at most 2,000 letters.")]
    NoWords,
    #[error("So the sentence reads already.")]
    SameWords,
    #[error("This correction is settled already.")]
    Settled,
    #[error("Only whoever proposed it takes it back.")]
    NotTheirs,
    #[error("Members want {0} put right in these minutes. Take or leave each before the meeting agrees them.")]
    StillOpen(String),
}

impl web::Refusal for NotCorrected {
    fn field(&self) -> Option<&'static str> {
        matches!(self, Self::NoWords | Self::SameWords).then_some("words")
    }
}

/// A correction says something else than the sentence as it stands.
pub fn words<'a>(typed: &'a str, stands: &str) -> Result<&'a str, NotCorrected> {
    match typed.trim() {
        words if words.is_empty() || words.chars().count() > LONGEST => Err(NotCorrected::NoWords),
        words if words == stands => Err(NotCorrected::SameWords),
        words => Ok(words),
    }
}

/// A correction is settled once.
pub fn may_settle(correction: &Correction) -> Result<(), NotCorrected> {
    if correction.state == State::Proposed { Ok(()) } else { Err(NotCorrected::Settled) }
}

/// Whoever proposed it takes it back until it is settled.
pub fn may_withdraw(correction: &Correction, member: MemberId) -> Result<(), NotCorrected> {
    if correction.member == member { may_settle(correction) } else { Err(NotCorrected::NotTheirs) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_correction_says_something_and_something_else() {
        assert_eq!(words(" Carried. ", "Lost."), Ok("Carried."));
        assert_eq!(words("Lost.", "Lost."), Err(NotCorrected::SameWords));
        assert_eq!(words("  ", "Lost."), Err(NotCorrected::NoWords));
        assert_eq!(words(&"x".repeat(2_001), "Lost."), Err(NotCorrected::NoWords));
    }
}
