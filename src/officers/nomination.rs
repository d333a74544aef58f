//! A nomination: somebody is named for an office, by herself or by another member, alone or as one of two who would share it.

use chrono::NaiveDate;
use diesel::{Queryable, Selectable};
use serde::Serialize;

use crate::{
    db::{ContestId, MemberId, RowId, schema::officer_nominations},
    selections::Belonging,
};

/// A nomination. It stands on the list once everybody whom it names has accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable)]
#[diesel(table_name = officer_nominations)]
pub struct Nomination {
    pub id: RowId,
    pub contest_id: ContestId,
    pub member_id: MemberId,
    /// Who would share the office, where two stand as one.
    pub partner_id: Option<MemberId>,
    pub namer_id: MemberId,
    pub statement: String,
    pub belongs: Belonging,
    pub partner_belongs: Belonging,
    pub named_on: NaiveDate,
    pub accepted_on: Option<NaiveDate>,
    pub partner_accepted_on: Option<NaiveDate>,
    pub withdrawn_on: Option<NaiveDate>,
}

impl Nomination {
    /// Whoever is named: one member, or the two who would share.
    pub fn people(&self) -> impl Iterator<Item = MemberId> {
        std::iter::once(self.member_id).chain(self.partner_id)
    }

    pub fn names(&self, member: MemberId) -> bool {
        self.people().any(|named| named == member)
    }

    /// Whether it is neither declined nor withdrawn.
    pub const fn is_live(&self) -> bool {
        self.withdrawn_on.is_none()
    }

    /// Whether it is on the list: accepted by everybody whom it names.
    pub fn stands(&self) -> bool {
        self.is_live() && self.accepted_on.is_some() && (self.partner_id.is_none() || self.partner_accepted_on.is_some())
    }

    /// Whether this member is named and has not answered yet.
    pub fn waits_for(&self, member: MemberId) -> bool {
        let first = self.member_id == member && self.accepted_on.is_none();
        let second = self.partner_id == Some(member) && self.partner_accepted_on.is_none();
        self.is_live() && (first || second)
    }

    /// Whether it counts for the places kept for a group: where two share, each of them must belong.
    pub fn belongs(&self) -> bool {
        self.belongs == Belonging::Belongs && (self.partner_id.is_none() || self.partner_belongs == Belonging::Belongs)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A nomination of one who named herself.
    pub fn own(member: MemberId) -> Nomination {
        let on = NaiveDate::default();
        Nomination {
            id: RowId::random(),
            contest_id: ContestId::random(),
            member_id: member,
            partner_id: None,
            namer_id: member,
            statement: String::new(),
            belongs: Belonging::NotSaid,
            partner_belongs: Belonging::NotSaid,
            named_on: on,
            accepted_on: Some(on),
            partner_accepted_on: None,
            withdrawn_on: None,
        }
    }

    #[test]
    fn a_pair_stands_when_both_have_accepted() {
        let (ama, joe) = (MemberId::random(), MemberId::random());
        let asked = Nomination { partner_id: Some(joe), ..own(ama) };
        assert!(!asked.stands() && asked.waits_for(joe) && !asked.waits_for(ama));

        let both = Nomination { partner_accepted_on: Some(NaiveDate::default()), ..asked };
        assert!(both.stands() && both.names(joe));
        assert!(!Nomination { withdrawn_on: Some(NaiveDate::default()), ..both }.stands());
    }

    #[test]
    fn two_who_share_count_for_a_group_where_both_say_that_they_belong() {
        let one = Nomination { belongs: Belonging::Belongs, ..own(MemberId::random()) };
        assert!(one.belongs());
        let pair = Nomination { partner_id: Some(MemberId::random()), ..one };
        assert!(!pair.belongs());
        assert!(Nomination { partner_belongs: Belonging::Belongs, ..pair }.belongs());
    }
}
