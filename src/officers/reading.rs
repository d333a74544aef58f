//! The elections of a meeting with all that hangs on them, read at once: contests in their order, every nomination, and who is
//! declared elected.

use super::{Contest, Elections, Nomination, elected::Elected, store};
use crate::{
    branch::Branch,
    db::{Conn, ElectionsId, MemberId},
};

/// Elections as they stand.
#[derive(Debug, Clone)]
pub struct Lists {
    pub elections: Elections,
    pub contests: Vec<Contest>,
    pub nominations: Vec<Nomination>,
    pub elected: Vec<Elected>,
}

impl Lists {
    pub fn of(conn: &mut Conn, branch: &Branch, elections: ElectionsId) -> diesel::QueryResult<Self> {
        Ok(Self {
            elections: store::find(conn, branch.id, elections)?,
            contests: store::contests_of(conn, branch.id, elections)?,
            nominations: store::nominations_of(conn, branch.id, elections)?,
            elected: store::elected_of(conn, branch.id, elections)?,
        })
    }

    /// Those on the list of a contest.
    pub fn standing(&self, contest: &Contest) -> Vec<&Nomination> {
        self.nominations.iter().filter(|one| one.contest_id == contest.id && one.stands()).collect()
    }

    /// Those of a contest who are out of it, because an earlier office that excludes this one has gone to them.
    pub fn out_of(&self, branch: &Branch, contest: &Contest) -> Vec<&Nomination> {
        let excluding = |elected: &&Elected| {
            let earlier = self.contests.iter().find(|other| other.id == elected.contest_id);
            earlier.is_some_and(|earlier| {
                earlier.position < contest.position && !branch.rulebook.may_hold_both(&earlier.office, &contest.office)
            })
        };
        let gone: Vec<MemberId> = self.elected.iter().filter(excluding).map(|elected| elected.member_id).collect();
        self.standing(contest).into_iter().filter(|one| one.people().any(|member| gone.contains(&member))).collect()
    }

    /// The first contest that is not declared.
    pub fn next(&self) -> Option<&Contest> {
        self.contests.iter().find(|contest| contest.declared_on.is_none())
    }

    /// The last contest that is declared.
    pub fn latest(&self) -> Option<&Contest> {
        self.contests.iter().rev().find(|contest| contest.declared_on.is_some())
    }
}
