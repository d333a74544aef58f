//! The marshalled list: every amendment to a motion with the amendments to those and the links between them, and what follows for
//! the others when one is decided.

use super::{
    super::{Motion, amendments::merge},
    Amendment, State,
    links::{self, Link},
    nested,
    rules::NotAmended,
    store, together,
};
use crate::{
    db::{AmendmentId, BranchId, Conn, Instant},
    web::Problem,
};

/// Every amendment to one motion.
#[derive(Debug, Clone)]
pub struct MarshalledList {
    pub motion: Motion,
    /// As they were handed in, in the order of their numbers.
    pub handed_in: Vec<Amendment>,
    pub links: Vec<Link>,
}

/// What an amendment is read against: the text it changes, and those that change the same text.
pub struct Ground {
    /// The motion; for an amendment to an amendment with the words that one puts in as its text.
    pub motion: Motion,
    /// Those to that text, this one among them.
    pub all: Vec<Amendment>,
}

impl MarshalledList {
    /// The list of a motion.
    pub fn of(conn: &mut Conn, branch: BranchId, motion: Motion) -> diesel::QueryResult<Self> {
        let handed_in = store::handed_in(conn, branch, motion.id)?;
        Ok(Self { handed_in, links: store::links(conn, branch, motion.id)?, motion })
    }

    /// One of them, as it was handed in.
    pub fn find(&self, id: AmendmentId) -> Result<&Amendment, Problem> {
        self.handed_in.iter().find(|one| one.id == id).ok_or(Problem::NotFound)
    }

    /// The amendments to an amendment.
    pub fn to(&self, parent: AmendmentId) -> Vec<Amendment> {
        self.handed_in.iter().filter(|one| one.parent == Some(parent)).cloned().collect()
    }

    /// The amendments to the motion's own words, each as it is amended itself.
    ///
    /// # Errors
    /// As [`Amendment::edit`].
    pub fn to_motion(&self) -> Result<Vec<Amendment>, Problem> {
        let own = self.handed_in.iter().filter(|one| one.parent.is_none());
        own.map(|one| nested::as_amended(&self.motion, one, &self.to(one.id))).collect()
    }

    /// Every one of them, those to the motion as they are amended.
    ///
    /// # Errors
    /// As [`Amendment::edit`].
    pub fn as_amended(&self) -> Result<Vec<Amendment>, Problem> {
        let mut all = self.to_motion()?;
        all.extend(self.handed_in.iter().filter(|one| one.parent.is_some()).cloned());
        all.sort_by_key(|one| one.number);
        Ok(all)
    }

    /// What an amendment with that parent is read against.
    ///
    /// # Errors
    /// As [`nested::ground`].
    pub fn ground(&self, parent: Option<AmendmentId>) -> Result<Ground, Problem> {
        match parent {
            None => Ok(Ground { motion: self.motion.clone(), all: self.to_motion()? }),
            Some(id) => Ok(Ground { motion: nested::ground(&self.motion, self.find(id)?)?, all: self.to(id) }),
        }
    }

    /// Enters what became of one of them.
    pub fn set(&mut self, id: AmendmentId, state: State, at: Instant) {
        if let Some(one) = self.handed_in.iter_mut().find(|one| one.id == id) {
            one.state = state;
            one.decided_at = (state != State::Proposed).then_some(at);
        }
    }

    /// Whether what was carried leaves it something to change.
    ///
    /// # Errors
    /// [`NotAmended::Collides`].
    pub fn may_be_carried(&self, id: AmendmentId) -> Result<(), Problem> {
        self.hindered(id)?.map_or(Ok(()), |collision| Err(collision.into()))
    }

    /// What stands in the way of an amendment, if anything that was carried does.
    ///
    /// # Errors
    /// As [`Amendment::edit`].
    pub fn hindered(&self, id: AmendmentId) -> Result<Option<NotAmended>, Problem> {
        let Ground { motion, all } = self.ground(self.find(id)?.parent)?;
        let one = all.iter().find(|one| one.id == id).ok_or(Problem::NotFound)?;
        together::hindered(&motion, &all, one)
    }

    /// What follows for those still to be decided, once this one is in that state: those whose words are gone fall, so do those that
    /// amend it, and links have their say.
    ///
    /// # Errors
    /// As [`Amendment::edit`].
    pub fn following(&self, id: AmendmentId, state: State) -> Result<Vec<(AmendmentId, State)>, Problem> {
        let is_open = |other: AmendmentId| self.find(other).is_ok_and(|other| other.state == State::Proposed);
        let mut following = links::following(&self.links, id, state);
        following.retain(|(other, _)| is_open(*other));
        let unsettled = self.to(id).into_iter().filter(|one| one.state == State::Proposed && state != State::Proposed);
        following.extend(unsettled.map(|one| (one.id, State::Fallen)));
        if state == State::Carried {
            let Ground { motion, all } = self.ground(self.find(id)?.parent)?;
            let carried = all.iter().find(|one| one.id == id).ok_or(Problem::NotFound)?;
            following.extend(together::falling(&motion, &all, carried)?.into_iter().map(|one| (one.id, State::Fallen)));
        }
        Ok(following)
    }

    /// Those that fell, or were carried, because of a decision that is taken back, and that nothing else holds down.
    ///
    /// # Errors
    /// As [`Amendment::edit`].
    pub fn standing_again(&self, taken_back: &Amendment) -> Result<Vec<AmendmentId>, Problem> {
        let mut without = self.clone();
        without.set(taken_back.id, State::Proposed, taken_back.submitted_at);
        let mut again = Vec::new();
        for other in self.handed_in.iter().filter(|other| other.id != taken_back.id) {
            if self.is_caused_by(taken_back, other)? && without.is_free(other)? {
                again.push(other.id);
            }
        }
        Ok(again)
    }

    /// Whether what became of `other` follows from what became of `cause`.
    fn is_caused_by(&self, cause: &Amendment, other: &Amendment) -> Result<bool, Problem> {
        let by_link = links::following(&self.links, cause.id, cause.state).contains(&(other.id, other.state));
        let is_to_it = other.parent == Some(cause.id) && other.state == State::Fallen;
        if by_link || is_to_it {
            return Ok(true);
        }
        if other.state != State::Fallen || cause.state != State::Carried || other.parent != cause.parent {
            return Ok(false);
        }
        let Ground { motion, all } = self.ground(cause.parent)?;
        let edit = |id| all.iter().find(|one| one.id == id).map_or(Err(Problem::NotFound), |one| one.edit(&motion.text));
        Ok(merge::falls(&edit(other.id)?, &edit(cause.id)?) || together::hindered(&motion, &all, other)?.is_some())
    }

    /// Whether nothing that is decided stands against it.
    fn is_free(&self, other: &Amendment) -> Result<bool, Problem> {
        let settled = self.handed_in.iter().filter(|one| one.state != State::Proposed && one.id != other.id);
        let felled = |one: &Amendment| {
            links::following(&self.links, one.id, one.state)
                .iter()
                .any(|(id, state)| *id == other.id && *state == State::Fallen)
        };
        if settled.clone().any(felled) || settled.clone().any(|one| other.parent == Some(one.id)) {
            return Ok(false);
        }
        Ok(self.hindered(other.id)?.is_none())
    }
}
