//! Counting the same papers again without somebody: whoever was elected to an earlier office is passed over in a later one,
//! and places that the earlier ones left to a group are kept for it.

use serde_json::json;

use super::{
    ballot::State,
    choice::{Choice, NewChoice},
    count::Election,
    election::{declare, find_election},
    result,
    rules::{self, NotNow},
    store,
    terms::{self, NewGroup},
};
use crate::{audit::Act, db::BallotId, web::Problem};

/// What a count goes by besides its papers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Again {
    /// The names that are passed over.
    pub without: Vec<String>,
    pub groups: Vec<NewGroup>,
}

/// Counts a closed ballot again, if that asks for anything that its count did not go by.
///
/// # Errors
/// Refuses a ballot that is not closed, and one whose papers are gone.
pub fn count_again(act: &mut Act<'_>, ballot: BallotId, again: &Again) -> Result<(), Problem> {
    let branch = act.branch();
    let ballot = find_election(act.conn(), branch, ballot)?;
    if ballot.state != State::Closed {
        return Err(NotNow::NotOpen.into());
    }
    let choices = store::choices_of(act.conn(), &ballot)?;
    let is_out = |choice: &&Choice| choice.withdrew_on.is_some() || again.without.contains(&choice.name);
    let out: Vec<i32> = choices.iter().filter(is_out).map(|choice| choice.number).collect();
    let terms = terms::with_groups(&ballot.terms, &again.groups, &as_drafted(&choices));
    let before = choices.iter().filter(|choice| choice.withdrawn).map(|choice| choice.number);
    if before.eq(out.iter().copied()) && terms == ballot.terms {
        return Ok(());
    }
    let row = store::result_row(act.conn(), branch, ballot.id)?.ok_or(NotNow::NotOpen)?;
    rules::may_show_papers(&ballot)?;
    store::set_withdrawn(act, ballot.id, &out)?;
    store::set_terms(act, ballot.id, &terms)?;
    act.record("result.counted-again", ballot.path(), json!({ "without": out, "terms": terms }));
    let ballot = store::find(act.conn(), branch, ballot.id)?;
    declare(act, &ballot, &without(&row.blt, &out)?)
}

/// The file of the papers with these candidates passed over.
fn without(blt: &str, out: &[i32]) -> Result<String, Problem> {
    let mut election = Election::read(blt.as_bytes()).map_err(Problem::broken)?;
    for candidate in &mut election.candidates {
        candidate.withdrawn = out.iter().any(|number| u32::try_from(*number) == Ok(candidate.number));
    }
    Ok(result::file_of(&election))
}

fn as_drafted(choices: &[Choice]) -> Vec<NewChoice> {
    choices.iter().map(|choice| NewChoice::named(choice.name.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_papers_stay_and_whoever_is_out_is_passed_over_until_she_is_back() {
        let papers = [vec![1, 2], vec![1], vec![2]];
        let file = result::file_of(&Election::of("Treasurer", 1, ["Ama", "Ben"], papers));

        let again = without(&file, &[1]).expect("a file of ours");
        assert!(again.contains("-1"));
        assert_eq!(without(&again, &[]).expect("a file of ours"), file);
    }
}
