//! The result of a vote, as it is told: the figures, the arithmetic and the rule.

use serde::{Deserialize, Serialize};

use crate::{
    ballots::Decided,
    render::words::plural,
    rulebook::{Outcome, Tally},
};

/// A result that can be read out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    pub outcome: Outcome,
    pub tally: Tally,
    /// Votes cast on phones.
    pub phones: u32,
    /// Hands that the tellers counted.
    pub hands: u32,
    /// How the outcome follows from the votes.
    pub working: Vec<String>,
    pub clause: String,
}

impl Told {
    /// The result of a decision whose ballot is closed.
    pub fn of(decided: &Decided) -> Self {
        Self {
            outcome: decided.outcome.value,
            tally: decided.tally,
            phones: cast(&decided.tally).saturating_sub(decided.hands),
            hands: decided.hands,
            working: decided.outcome.working.clone(),
            clause: decided.outcome.clause.clone(),
        }
    }

    /// "18 for, 6 against, 3 abstentions".
    pub fn figures(&self) -> String {
        let Tally { for_, against, abstain, .. } = self.tally;
        let abstained =
            if abstain == 0 { String::new() } else { format!(", {}", plural(abstain.into(), "abstention", "abstentions")) };
        format!("{for_} for, {against} against{abstained}")
    }
}

/// All votes, abstentions among them.
fn cast(tally: &Tally) -> u32 {
    tally.for_.saturating_add(tally.against).saturating_add(tally.abstain)
}

/// A result for samples and tests.
pub fn sample(outcome: Outcome, for_: u32, against: u32, abstain: u32) -> Told {
    let tally = Tally { for_, against, abstain, present: 29, entitled: 96, chair_casts: None };
    let hands = against;
    let word = match outcome {
        Outcome::Carried => "carried",
        Outcome::Lost => "lost",
        Outcome::Tied => "the votes are equal",
    };
    Told {
        outcome,
        tally,
        phones: cast(&tally).saturating_sub(hands),
        hands,
        working: vec![format!("{for_} for, {against} against; more for than against is needed: {word}.")],
        clause: "Model rules, ch. 15 I".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abstentions_are_named_only_where_there_were_some() {
        assert_eq!(sample(Outcome::Carried, 18, 6, 0).figures(), "18 for, 6 against");
        assert_eq!(sample(Outcome::Carried, 18, 6, 1).figures(), "18 for, 6 against, 1 abstention");
    }
}
