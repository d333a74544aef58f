//! A name taken back after the paper was drafted: it stays where it stands, nobody else gets its number, and the count passes it
//! over. Papers that were cast for it go to the next names on them.

use serde_json::json;

use super::{
    ballot::path,
    choice::Choice,
    election::find_election,
    rules::{self, NotNow},
    store,
};
use crate::{audit::Act, branch, db::BallotId, web::Problem};

/// Takes a name back. Gives the name.
///
/// # Errors
/// Refuses what [`rules::may_withdraw`] refuses, and a number that nobody has.
pub fn withdraw(act: &mut Act<'_>, ballot: BallotId, number: i32) -> Result<String, Problem> {
    let (choice, standing) = found(act, ballot, number)?;
    if choice.withdrawn {
        return Err(NotNow::WithdrawnAlready { ballot }.into());
    }
    rules::may_go_on_without(ballot, standing - 1)?;
    let branch = act.branch();
    let today = branch::find(act.conn(), branch)?.date_of(act.at());
    store::set_withdrew(act, ballot, number, Some(today))?;
    act.record("choice.withdrawn", path(ballot), json!({ "choice": number }));
    Ok(choice.name)
}

/// Lets a name that was taken back stand again. Gives the name.
///
/// # Errors
/// As [`withdraw`], and refuses a name that stands.
pub fn stand_again(act: &mut Act<'_>, ballot: BallotId, number: i32) -> Result<String, Problem> {
    let (choice, _) = found(act, ballot, number)?;
    if choice.withdrew_on.is_none() {
        return Err(NotNow::StandsAlready { ballot }.into());
    }
    store::set_withdrew(act, ballot, number, None)?;
    act.record("choice.stands-again", path(ballot), json!({ "choice": number }));
    Ok(choice.name)
}

/// The choice, and how many stand.
fn found(act: &mut Act<'_>, ballot: BallotId, number: i32) -> Result<(Choice, usize), Problem> {
    let branch = act.branch();
    let found = find_election(act.conn(), branch, ballot)?;
    rules::may_withdraw(&found)?;
    let choices = store::choices_of(act.conn(), &found)?;
    let standing = choices.iter().filter(|choice| !choice.withdrawn).count();
    let choice = choices.into_iter().find(|choice| choice.number == number).ok_or(Problem::NotFound)?;
    Ok((choice, standing))
}
