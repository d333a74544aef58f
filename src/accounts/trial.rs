//! Typing a code as the second step of signing in.

use super::{
    notices::{self, Told},
    rules::{self, MOST_WRONG_STEPS, NoStep},
    second_step::Typed,
    store::{self, SecondStep},
};
use crate::{
    audit::Act,
    db::AccountId,
    web::{Problem, Proof, Visitor, WayOn},
};

/// What came of typing a code.
pub enum Trial {
    /// It counts: what the session's cookie carries from now on.
    Taken(String),
    Not(NoStep),
}

/// Tries a code once for whoever is signed in. It is read, tried, counted and used up in one act, so that a hundred tries sent
/// at once are a hundred tries, and figures open once.
pub fn tried(act: &mut Act<'_>, visitor: &Visitor, typed: &str) -> Result<Trial, Problem> {
    let now = act.at().0;
    if matches!(visitor.proof, Proof::Taken(at) if now < at.0 + rules::OLD_SECRET_LIVES) {
        // The second half of a double press: the first half was answered already.
        act.record("second-step.taken", format!("/accounts/{}", visitor.account), serde_json::json!({ "again": true }));
        return Ok(Trial::Taken(store::prove_session(act, visitor.session)?));
    }
    let Some(step) = store::second_step(act.conn(), visitor.account)? else { return Err(not_set_up()) };
    if let Err(refusal) = rules::may_try_step(step.wrong_codes, step.wrong_at.map(|at| at.0), now) {
        store::note_refused(act, visitor.account);
        return Ok(Trial::Not(refusal));
    }
    match counts(act, &step, &Typed::read(typed))? {
        Ok(window) => {
            store::note_taken(act, &step, window)?;
            Ok(Trial::Taken(store::prove_session(act, visitor.session)?))
        }
        Err(refusal) => {
            count_wrong(act, &step)?;
            Ok(Trial::Not(refusal))
        }
    }
}

/// Whether a code counts, and by the figures of which half minute.
fn counts(act: &mut Act<'_>, step: &SecondStep, typed: &Typed) -> Result<Result<Option<i64>, NoStep>, Problem> {
    match typed {
        Typed::Figures(figures) => {
            let key = step.key(act.vault().map_err(Problem::broken)?);
            let window = key.map(|key| key.window_of(figures, act.at().0).filter(|window| *window > step.last_window));
            Ok(window.ok_or(NoStep::Unreadable).and_then(|window| window.ok_or(NoStep::WrongCode)).map(Some))
        }
        Typed::Recovery(code) => {
            if !store::use_recovery_code(act, step.account_id, code)? {
                return Ok(Err(NoStep::WrongCode));
            }
            let left = store::codes_left(act.conn(), step.account_id)?;
            notices::told(act, step.account_id, &Told::RecoveryCodeUsed { left })?;
            Ok(Ok(None))
        }
    }
}

/// Counts a wrong code. Whoever's mail somebody else reads learns of it at the fifth.
fn count_wrong(act: &mut Act<'_>, step: &SecondStep) -> Result<(), Problem> {
    if store::count_wrong(act, step)? == MOST_WRONG_STEPS {
        notices::told(act, step.account_id, &Told::WrongCodes)?;
    }
    Ok(())
}

/// Lets somebody set up the second step anew, and tells them.
///
/// # Errors
/// The database's.
pub fn begin_anew(act: &mut Act<'_>, account: AccountId) -> diesel::QueryResult<()> {
    store::forget_second_step(act, account)?;
    notices::told(act, account, &Told::SecondStepForgotten)
}

/// Whoever came in by the console's link has a branch to begin with and no second step yet.
pub fn not_set_up() -> Problem {
    Problem::Refused {
        words: "You have not set up your second step yet.".to_owned(),
        way_on: vec![WayOn::to("/second-step/new", "Set it up")],
    }
}
