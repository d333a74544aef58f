//! The deeds that move an amendment on: each asks the rules and is written down.

use super::{
    super::{Motion, amendments::Edit, store as motions},
    Amendment, State,
    amendment::Place,
    links::{self, Kind},
    marshalled::{Ground, MarshalledList},
    nested, rules, store,
    together::{self, Amended},
};
use crate::{
    audit::Act,
    ballots, branch,
    db::{AmendmentId, BranchId, Conn, MemberId, MotionId, RowId},
    meetings,
    web::Problem,
};

/// What a member wants changed.
#[derive(Debug, Clone)]
pub struct Proposal {
    pub motion: MotionId,
    /// The amendment whose words are to be changed; none where the motion's own are.
    pub to: Option<AmendmentId>,
    pub mover: MemberId,
    /// The whole text as it shall be; as it is where an instruction says what to change.
    pub text: String,
    pub instruction: String,
    pub reason: String,
}

/// What is needed to hand in an amendment, every part of it checked.
pub struct Change {
    /// What it changes, and what else was proposed to that.
    pub ground: Ground,
    pub edit: Edit,
    pub wording: String,
}

/// What a decision on an amendment brought with it.
#[derive(Debug, Clone)]
pub struct Followed {
    pub amendment: Amendment,
    /// The numbers of those that fell with it.
    pub fell: Vec<i32>,
    /// The numbers of those that were carried with it, because they follow from it.
    pub carried: Vec<i32>,
}

impl Proposal {
    /// Reads the change against what it is to change and what was proposed before.
    ///
    /// # Errors
    /// [`rules::NotAmended`].
    pub fn read(&self, list: &MarshalledList) -> Result<Change, Problem> {
        let ground = list.ground(self.to)?;
        let (edit, wording) = rules::read(&ground.motion.text, &self.text, &self.instruction)?;
        for other in ground.all.iter().filter(|other| other.state == State::Proposed) {
            if other.edit(&ground.motion.text)? == edit {
                return Err(rules::NotAmended::AlreadyProposed { number: other.number }.into());
            }
        }
        if let Some(parent) = self.to {
            let parent = list.find(parent)?;
            if parent.state != State::Proposed {
                return Err(rules::NotAmended::ParentSettled(parent.state).into());
            }
            nested::keeps_to_passages(&list.motion, parent, &edit)?;
        }
        Ok(Change { ground, edit, wording })
    }
}

/// A motion with the text as it stands by what was carried: what is read out, voted on and minuted.
///
/// # Errors
/// As [`Amendment::edit`].
pub fn as_it_stands(conn: &mut Conn, branch: BranchId, motion: MotionId) -> Result<Motion, Problem> {
    let list = of_motion(conn, branch, motion)?;
    Ok(match together::amended(&list.motion, &list.to_motion()?)? {
        Some(Amended { text, .. }) => Motion { text, ..list.motion },
        None => list.motion,
    })
}

/// The marshalled list of a motion.
///
/// # Errors
/// Where there is no such motion.
pub fn of_motion(conn: &mut Conn, branch: BranchId, motion: MotionId) -> Result<MarshalledList, Problem> {
    let found = motions::find(conn, branch, motion)?;
    Ok(MarshalledList::of(conn, branch, found)?)
}

/// Hands an amendment in.
///
/// # Errors
/// [`rules::NotAmended`].
pub fn propose(act: &mut Act<'_>, proposal: &Proposal) -> Result<Amendment, Problem> {
    let id = act.branch();
    let (branch, list) = (branch::find(act.conn(), id)?, of_motion(act.conn(), id, proposal.motion)?);
    let meeting = list.motion.meeting.map(|meeting| meetings::find(act.conn(), id, meeting)).transpose()?;
    rules::may_propose(&branch.rulebook, &list.motion, meeting.map(|meeting| meeting.starts_at), act.at())?;
    let change = proposal.read(&list)?;
    let operations = serde_json::to_string(change.edit.operations()).map_err(Problem::broken)?;
    Ok(store::propose(act, proposal, &change.wording, &operations)?)
}

/// Another member seconds it.
///
/// # Errors
/// [`rules::NotAmended`].
pub fn second(act: &mut Act<'_>, (motion, id): Place, member: MemberId) -> Result<Amendment, Problem> {
    let branch = act.branch();
    let found = of_motion(act.conn(), branch, motion)?.find(id)?.clone();
    rules::may_second(&found, member)?;
    store::second(act, &found, Some(member))?;
    Ok(found)
}

/// Somebody in the room seconds it, and the chair has seen it.
///
/// # Errors
/// [`rules::NotAmended`].
pub fn second_in_the_room(act: &mut Act<'_>, (motion, id): Place) -> Result<(), Problem> {
    let branch = act.branch();
    let found = of_motion(act.conn(), branch, motion)?.find(id)?.clone();
    rules::may_be_seconded(&found)?;
    Ok(store::second(act, &found, None)?)
}

/// The mover takes it back, and what hangs on it falls.
///
/// # Errors
/// [`rules::NotAmended`].
pub fn withdraw(act: &mut Act<'_>, (motion, id): Place, member: MemberId) -> Result<Amendment, Problem> {
    let branch = act.branch();
    let mut list = of_motion(act.conn(), branch, motion)?;
    let found = list.find(id)?.clone();
    rules::may_withdraw(&found, member)?;
    enter(act, &mut list, id, State::Withdrawn)?;
    Ok(found)
}

/// The meeting has decided, or what was entered is put right. With one that is carried fall those that change the same words; once it
/// is not, they stand again.
///
/// # Errors
/// [`rules::NotAmended`].
pub fn decide(act: &mut Act<'_>, (motion, id): Place, state: State) -> Result<Followed, Problem> {
    let branch = act.branch();
    let book = branch::find(act.conn(), branch)?.rulebook;
    let mut list = of_motion(act.conn(), branch, motion)?;
    let found = list.find(id)?.clone();
    let is_voted_on = ballots::open_for(act.conn(), branch, &list.motion.href())?.is_some()
        || ballots::open_for(act.conn(), branch, &found.href())?.is_some();
    rules::may_decide(&list.motion, &found, is_voted_on)?;
    if let (State::Carried | State::Lost, Some(clause)) = (state, rules::lacks_seconder(&book, &found)) {
        return Err(rules::NotAmended::NotSeconded { number: found.number, clause }.into());
    }
    if found.state != State::Proposed {
        for again in list.standing_again(&found)? {
            set(act, &mut list, again, State::Proposed)?;
        }
        list.set(id, State::Proposed, act.at());
    }
    if state == State::Carried {
        list.may_be_carried(id)?;
    }
    enter(act, &mut list, id, state)
}

/// Enters a state, and what follows from it for the others, and from that for others again.
fn enter(act: &mut Act<'_>, list: &mut MarshalledList, id: AmendmentId, state: State) -> Result<Followed, Problem> {
    let amendment = list.find(id)?.clone();
    let (mut fell, mut carried) = (Vec::new(), Vec::new());
    let mut next = vec![(id, state)];
    while let Some((one, becomes)) = next.pop() {
        // What follows from another can still have lost its words to a third.
        let is_hindered = one != id && becomes == State::Carried && list.hindered(one)?.is_some();
        let becomes = if is_hindered { State::Fallen } else { becomes };
        set(act, list, one, becomes)?;
        let number = list.find(one)?.number;
        match becomes {
            _ if one == id => {}
            State::Carried => carried.push(number),
            _ => fell.push(number),
        }
        for following in list.following(one, becomes)? {
            if !next.iter().any(|(waiting, _)| *waiting == following.0) {
                next.push(following);
            }
        }
    }
    fell.sort_unstable();
    carried.sort_unstable();
    Ok(Followed { amendment, fell, carried })
}

fn set(act: &mut Act<'_>, list: &mut MarshalledList, id: AmendmentId, state: State) -> Result<(), Problem> {
    store::set_state(act, list.find(id)?, state)?;
    list.set(id, state, act.at());
    Ok(())
}

/// Declares how two amendments hang together.
///
/// # Errors
/// [`rules::NotAmended`].
pub fn link(act: &mut Act<'_>, motion: MotionId, numbers: (i32, i32), kind: Option<Kind>) -> Result<String, Problem> {
    let branch = act.branch();
    let mut list = of_motion(act.conn(), branch, motion)?;
    let kind = kind.ok_or(rules::NotAmended::NoKind)?;
    let numbered = |number| list.handed_in.iter().find(|one| one.number == number).cloned();
    let (Some(first), Some(then)) = (numbered(numbers.0), numbered(numbers.1)) else {
        return Err(rules::NotAmended::SameTwice.into());
    };
    links::may_declare(&list.links, &first, kind, &then)?;
    store::link(act, &first, kind, &then)?;
    list.links = store::links(act.conn(), branch, motion)?;
    Ok(list
        .links
        .iter()
        .find(|link| link.first == first.id && link.then == then.id)
        .map(|link| link.says(&list.handed_in))
        .unwrap_or_default())
}

/// Takes a link away; what followed from it stays as it is.
///
/// # Errors
/// Where there is no such link.
pub fn unlink(act: &mut Act<'_>, motion: MotionId, id: RowId) -> Result<(), Problem> {
    let branch = act.branch();
    let list = of_motion(act.conn(), branch, motion)?;
    let link = list.links.iter().find(|link| link.id == id).ok_or(Problem::NotFound)?;
    Ok(store::unlink(act, list.find(link.first)?, link)?)
}
