//! The deeds that move an amendment on: each asks the rules and is written down.

use super::{
    super::{Motion, amendments::Edit, store as motions},
    Amendment, State,
    amendment::Place,
    rules, store,
    together::{self, Amended},
};
use crate::{
    audit::Act,
    ballots, branch,
    db::{BranchId, Conn, MemberId, MotionId},
    meetings,
    web::Problem,
};

/// What a member wants changed.
#[derive(Debug, Clone)]
pub struct Proposal {
    pub motion: MotionId,
    pub mover: MemberId,
    /// The whole text as it shall be; as it is where an instruction says what to change.
    pub text: String,
    pub instruction: String,
    pub reason: String,
}

/// What is needed to hand in an amendment, every part of it checked.
pub struct Change {
    pub motion: Motion,
    pub edit: Edit,
    pub wording: String,
}

impl Proposal {
    /// Reads the change against the motion and what was proposed before.
    ///
    /// # Errors
    /// [`rules::NotAmended`].
    pub fn read(&self, motion: Motion, before: &[Amendment]) -> Result<Change, Problem> {
        let (edit, wording) = rules::read(&motion.text, &self.text, &self.instruction)?;
        for other in before.iter().filter(|other| other.state == State::Proposed) {
            if other.edit(&motion.text)? == edit {
                return Err(rules::NotAmended::AlreadyProposed { number: other.number }.into());
            }
        }
        Ok(Change { motion, edit, wording })
    }
}

/// A motion with the text as it stands by what was carried: what is read out, voted on and minuted.
///
/// # Errors
/// As [`Amendment::edit`].
pub fn as_it_stands(conn: &mut Conn, branch: BranchId, motion: MotionId) -> Result<Motion, Problem> {
    let found = motions::find(conn, branch, motion)?;
    let amendments = store::of_motion(conn, branch, motion)?;
    Ok(match together::amended(&found, &amendments)? {
        Some(Amended { text, .. }) => Motion { text, ..found },
        None => found,
    })
}

/// Hands an amendment in.
///
/// # Errors
/// [`rules::NotAmended`].
pub fn propose(act: &mut Act<'_>, proposal: &Proposal) -> Result<Amendment, Problem> {
    let id = act.branch();
    let (branch, motion) = (branch::find(act.conn(), id)?, motions::find(act.conn(), id, proposal.motion)?);
    let meeting = motion.meeting.map(|meeting| meetings::find(act.conn(), id, meeting)).transpose()?;
    rules::may_propose(&branch.rulebook, &motion, meeting.map(|meeting| meeting.starts_at), act.at())?;
    let before = store::of_motion(act.conn(), id, motion.id)?;
    let change = proposal.read(motion, &before)?;
    let operations = serde_json::to_string(change.edit.operations()).map_err(Problem::broken)?;
    Ok(store::propose(act, proposal, &change.wording, &operations)?)
}

/// The mover takes it back.
///
/// # Errors
/// [`rules::NotAmended`].
pub fn withdraw(act: &mut Act<'_>, amendment: Place, member: MemberId) -> Result<Amendment, Problem> {
    let branch = act.branch();
    let found = store::find(act.conn(), branch, amendment)?;
    rules::may_withdraw(&found, member)?;
    store::set_state(act, &found, State::Withdrawn)?;
    Ok(found)
}

/// The meeting has decided, or what was entered is put right. With one that is carried fall those that change the same words; once it
/// is not, they stand again. Says which those are.
///
/// # Errors
/// [`rules::NotAmended`].
pub fn decide(act: &mut Act<'_>, amendment: Place, state: State) -> Result<(Amendment, Vec<Amendment>), Problem> {
    let branch = act.branch();
    let found = store::find(act.conn(), branch, amendment)?;
    let motion = motions::find(act.conn(), branch, found.motion)?;
    let is_voted_on = ballots::open_for(act.conn(), branch, &motion.href())?.is_some()
        || ballots::open_for(act.conn(), branch, &found.href())?.is_some();
    rules::may_decide(&motion, &found, is_voted_on)?;
    let all = store::of_motion(act.conn(), branch, motion.id)?;
    if found.state == State::Carried {
        stand_again(act, &motion, &all, &found)?;
    }
    let fallen = match state {
        State::Carried => {
            together::may_be_carried(&motion, &all, &found)?;
            together::falling(&motion, &all, &found)?
        }
        _ => Vec::new(),
    };
    store::set_state(act, &found, state)?;
    for other in &fallen {
        store::set_state(act, other, State::Fallen)?;
    }
    Ok((found, fallen))
}

/// What fell with an amendment is proposed again, unless another that is carried stands in its way.
fn stand_again(act: &mut Act<'_>, motion: &Motion, all: &[Amendment], carried: &Amendment) -> Result<(), Problem> {
    let others: Vec<Amendment> = all.iter().filter(|other| other.id != carried.id).cloned().collect();
    for fallen in others.iter().filter(|other| other.state == State::Fallen) {
        if together::may_be_carried(motion, &others, fallen).is_ok() {
            store::set_state(act, fallen, State::Proposed)?;
        }
    }
    Ok(())
}
