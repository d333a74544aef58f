//! Who looks at work that is given out: the coordinator sees all of it, others what was given to them.

use crate::{
    accounts::{Permission, SignedIn},
    db::{BranchId, Conn, MemberId},
    members,
};

/// Whoever looks.
#[derive(Debug, Clone, Copy)]
pub struct Viewer {
    pub member: Option<MemberId>,
    pub is_coordinator: bool,
}

impl Viewer {
    pub fn of(conn: &mut Conn, branch: BranchId, who: &SignedIn) -> diesel::QueryResult<Self> {
        let member = members::of_account(conn, branch, who.account)?.map(|member| member.id);
        Ok(Self { member, is_coordinator: who.may(Permission::CoordinateCanvass) })
    }

    /// Whether what was given to this member is shown.
    pub fn sees(&self, given_to: Option<MemberId>) -> bool {
        self.is_coordinator || (self.member.is_some() && given_to == self.member)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn others_see_what_was_given_to_them_and_the_coordinator_everything() {
        let (tom, ama) = (MemberId::fresh(), MemberId::fresh());
        let viewer = |member, is_coordinator| Viewer { member, is_coordinator };
        assert!(viewer(Some(tom), false).sees(Some(tom)) && viewer(None, true).sees(Some(tom)));
        assert!(!viewer(Some(ama), false).sees(Some(tom)) && !viewer(Some(ama), false).sees(None));
        assert!(!viewer(None, false).sees(None), "no member is nobody's");
    }
}
