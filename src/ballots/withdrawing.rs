//! A name taken back after the paper was drafted: it stays where it stands, nobody else gets its number, and the count passes it
//! over. Papers that were cast for it go to the next names on them.

use serde_json::json;

use super::{
    ballot::{Ballot, path},
    choice::Choice,
    count::{Election, Lots, Stop, count_under},
    election::find_election,
    rules::{self, NotNow},
    store, terms,
};
use crate::{audit::Act, branch, db::BallotId, web::Problem};

/// Takes a name back. Gives the name, and what of the terms falls short by it.
///
/// # Errors
/// Refuses what [`rules::may_withdraw`] refuses, a number that nobody has, and to leave a field with which the terms could not be
/// met at all.
pub fn withdraw(act: &mut Act<'_>, ballot: BallotId, number: i32) -> Result<(String, Vec<String>), Problem> {
    let (election, choice, choices) = found(act, ballot, number)?;
    if choice.withdrawn {
        return Err(NotNow::WithdrawnAlready { ballot }.into());
    }
    let standing = choices.iter().filter(|choice| !choice.withdrawn).count();
    rules::may_go_on_without(ballot, standing - 1)?;
    let short = short_without(&election, &choices, number)?;
    let branch = act.branch();
    let today = branch::find(act.conn(), branch)?.date_of(act.at());
    store::set_withdrew(act, ballot, number, Some(today))?;
    act.record("choice.withdrawn", path(ballot), json!({ "choice": number }));
    Ok((choice.name, short))
}

/// What of the terms falls short once this name goes too.
fn short_without(ballot: &Ballot, choices: &[Choice], number: i32) -> Result<Vec<String>, Problem> {
    let mut election = Election::of("", 1, choices.iter().map(|choice| choice.name.as_str()), []);
    for (candidate, choice) in election.candidates.iter_mut().zip(choices) {
        candidate.withdrawn = choice.withdrawn || choice.number == number;
    }
    let withdrawn = election.withdrawn();
    let fitted = terms::of(&terms::as_they_stand(&ballot.terms, &withdrawn));
    let seats = u32::try_from(ballot.places()).unwrap_or(1);
    match count_under(&fitted, &election, ballot.method(), seats, &Lots::Stop) {
        Err(Stop::Unmeetable(why)) => Err(NotNow::CannotBeMet { ballot: ballot.id, why: why.to_string() }.into()),
        _ => Ok(terms::what_fell_short(&ballot.terms, &withdrawn)),
    }
}

/// Lets a name that was taken back stand again. Gives the name.
///
/// # Errors
/// As [`withdraw`], and refuses a name that stands.
pub fn stand_again(act: &mut Act<'_>, ballot: BallotId, number: i32) -> Result<String, Problem> {
    let (_, choice, _) = found(act, ballot, number)?;
    if choice.withdrew_on.is_none() {
        return Err(NotNow::StandsAlready { ballot }.into());
    }
    store::set_withdrew(act, ballot, number, None)?;
    act.record("choice.stands-again", path(ballot), json!({ "choice": number }));
    Ok(choice.name)
}

/// The election, the choice, and all of its choices.
fn found(act: &mut Act<'_>, ballot: BallotId, number: i32) -> Result<(Ballot, Choice, Vec<Choice>), Problem> {
    let branch = act.branch();
    let election = find_election(act.conn(), branch, ballot)?;
    rules::may_withdraw(&election)?;
    let choices = store::choices_of(act.conn(), &election)?;
    let choice = choices.iter().find(|choice| choice.number == number).cloned().ok_or(Problem::NotFound)?;
    Ok((election, choice, choices))
}
