//! Votes by name: where the meeting decides so, everybody's vote on a question stands in the minutes.
//!
//! Nothing of them goes into the box: a vote by name is the opposite of a secret one, and the two never mix.

mod store;

pub use store::{give, of_meeting, on};

use crate::{ballots::DecisionVote, db::MemberId};

/// Who voted how on one question.
pub type Names = Vec<(MemberId, DecisionVote)>;

/// For, against, abstain.
pub fn counted(names: &Names) -> [u32; 3] {
    [DecisionVote::For, DecisionVote::Against, DecisionVote::Abstain]
        .map(|wanted| u32::try_from(names.iter().filter(|(_, vote)| *vote == wanted).count()).unwrap_or(u32::MAX))
}
