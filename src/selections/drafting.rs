//! Putting the candidates to the members: a ballot under the rulebook's rules for selections.

use super::{rules, store};
use crate::{
    audit::Act,
    ballots::{self, NewChoice, NewElection},
    branch,
    db::{BallotId, MemberId, SelectionId},
    members,
    web::Problem,
};

/// Drafts the ballot of a selection between those named so far.
///
/// # Errors
/// A selection with too few candidates or with a ballot already, and what the database says.
pub fn draft_ballot(act: &mut Act<'_>, selection: SelectionId) -> Result<BallotId, Problem> {
    let id = act.branch();
    let found = store::find(act.conn(), id, selection)?;
    let named = store::candidates_of(act.conn(), id, selection)?;
    rules::may_vote_on(&found, &named)?;
    let branch = branch::find(act.conn(), id)?;
    let ids: Vec<MemberId> = named.iter().map(|candidate| candidate.member_id).collect();
    let names = members::names(act.conn(), id, &ids)?;
    let choices = named.into_iter().map(|candidate| NewChoice {
        name: names.get(&candidate.member_id).cloned().unwrap_or_default(),
        statement: candidate.statement,
    });
    let rule = if branch.rulebook.ballots.contains_key("selection") { "selection" } else { "officers" };
    let freeze_on = branch.rulebook.freeze_date(rule, found.called_on, found.opens_on);
    let ballot = ballots::draft_election(
        act,
        &NewElection {
            title: found.office.clone(),
            question: format!("Who shall be our {}?", lower_first(&found.office)),
            method: if found.seats > 1 { ballots::count::Method::StvScottish } else { ballots::count::Method::Av },
            seats: found.seats,
            about: found.path(),
            rule: rule.to_owned(),
            area: if found.ward.is_empty() { Vec::new() } else { vec![found.ward.clone()] },
            called_on: found.called_on,
            opens_on: found.opens_on,
            freeze_on: freeze_on.map_or(found.called_on, |answer| answer.value),
            closes_at: found.closes_at,
            choices: choices.collect(),
        },
    )?;
    store::set_ballot(act, selection, ballot)?;
    Ok(ballot)
}

/// "candidate for Millbank ward", to stand inside a sentence.
fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
