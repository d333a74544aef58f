//! Putting the candidates to the members: a ballot under the rulebook's rules for selections.

use chrono::NaiveDate;

use super::{Selection, kept, rules, shortlisting, store, timetable};
use crate::{
    audit::Act,
    ballots::{self, NewChoice, NewElection, NewTerms},
    branch::{self, Branch},
    db::{BallotId, MemberId, SelectionId},
    members,
    rulebook::Answer,
    web::Problem,
};

/// Drafts the ballot of a selection between those named so far.
///
/// # Errors
/// A selection with too few candidates or with a ballot already, somebody who applied and is left out without a reason, and places
/// kept for a group that was not asked once more.
pub fn draft_ballot(act: &mut Act<'_>, selection: SelectionId) -> Result<BallotId, Problem> {
    let id = act.branch();
    let found = store::find(act.conn(), id, selection)?;
    let named = store::candidates_of(act.conn(), id, selection)?;
    let branch = branch::find(act.conn(), id)?;
    let mut terms = terms(&branch);
    rules::may_vote_on(&found, &named, terms.reopening)?;
    shortlisting::may_be_put(act, &branch, selection)?;
    let plan = timetable::plan_of(act.conn(), &branch, &found)?;
    let kept = kept::places(act.conn(), &branch, &found, &named)?;
    rules::kept::may_be_put(&found, &plan, kept.as_ref(), branch.date_of(act.at()))?;
    let ids: Vec<MemberId> = named.iter().map(|candidate| candidate.member_id).collect();
    let names = members::names(act.conn(), id, &ids)?;
    terms.groups.extend(kept.and_then(|kept| kept.term(&names)));
    let choices = named.into_iter().map(|candidate| NewChoice {
        name: names.get(&candidate.member_id).cloned().unwrap_or_default(),
        statement: candidate.statement,
        portrait: candidate.portrait_id,
    });
    let ballot = ballots::draft_election(
        act,
        &NewElection {
            title: found.office.clone(),
            question: format!("Who shall be our {}?", lower_first(&found.office)),
            method: ballots::method_by(&branch.rulebook, rule(&branch), found.seats),
            seats: found.seats,
            about: found.path(),
            rule: rule(&branch).to_owned(),
            area: if found.ward.is_empty() { Vec::new() } else { vec![found.ward.clone()] },
            called_on: found.called_on,
            opens_on: found.opens_on,
            freeze_on: frozen_on(&branch, &found).unwrap_or(found.called_on),
            closes_at: found.closes_at,
            choices: choices.collect(),
            terms,
        },
    )?;
    store::set_ballot(act, selection, Some(ballot))?;
    Ok(ballot)
}

/// Takes the draft of a selection's ballot back: it is thrown away, and names can be changed again.
///
/// # Errors
/// A selection without a ballot, and a ballot that is open or closed.
pub fn take_ballot_back(act: &mut Act<'_>, selection: SelectionId) -> Result<(), Problem> {
    let branch = act.branch();
    let found = store::find(act.conn(), branch, selection)?;
    let ballot = found.ballot_id.ok_or(rules::NotSo::NoBallot)?;
    store::set_ballot(act, selection, None)?;
    ballots::discard_draft(act, ballot)
}

/// The rulebook's sort of ballot for selections; where it has none of its own, that for officers.
pub fn rule(branch: &Branch) -> &'static str {
    if branch.rulebook.ballots.contains_key("selection") { "selection" } else { "officers" }
}

/// The terms by which the papers of a selection are counted.
pub fn terms(branch: &Branch) -> NewTerms {
    NewTerms::ruled(&branch.rulebook, rule(branch))
}

/// The day on which the roll of a selection is frozen, by the rulebook, and how that was worked out.
pub fn freeze_of(branch: &Branch, selection: &Selection) -> Option<Answer<NaiveDate>> {
    branch.rulebook.freeze_date(rule(branch), selection.called_on, selection.opens_on)
}

/// The day alone.
pub fn frozen_on(branch: &Branch, selection: &Selection) -> Option<NaiveDate> {
    freeze_of(branch, selection).map(|answer| answer.value)
}

/// "candidate for Millbank ward", to stand inside a sentence.
fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
