//! How many have signed, how many it takes, and by when the meeting must then be called.

use chrono::NaiveDate;

use super::{
    super::roll,
    requisition::{Requisition, Signature, Signers},
    rules::Refusal,
};
use crate::{
    affiliates,
    branch::Branch,
    db::Conn,
    members, places,
    rulebook::{Answer, MeetingKind},
    web::Problem,
};

/// A requisition against its rule.
#[derive(Debug, Clone)]
pub struct Count {
    pub signers: Signers,
    /// The signatures that stand and come from those who can still give them.
    pub signed: usize,
    /// Signatures that stand, of those who could not give them today.
    pub not_counted: usize,
    /// How many it takes, with the working.
    pub needed: Answer<u32>,
}

impl Count {
    pub fn is_reached(&self) -> bool {
        self.signed >= usize::try_from(self.needed.value).unwrap_or(usize::MAX)
    }
}

/// The count of these signatures on a day.
pub fn count(conn: &mut Conn, branch: &Branch, given: &[Signature], today: NaiveDate) -> Result<Count, Problem> {
    let signers = signers(conn, branch, today)?;
    let entitled = u32::try_from(signers.number()).unwrap_or(u32::MAX);
    let needed = branch.rulebook.requisition(MeetingKind::Special, entitled).map_err(Refusal::from)?;
    let standing = || given.iter().filter(|signature| signature.stands());
    let signed = standing().filter(|signature| signers.include(signature)).count();
    Ok(Count { not_counted: standing().count() - signed, signers, signed, needed })
}

/// Who can sign on a day.
pub fn signers(conn: &mut Conn, branch: &Branch, today: NaiveDate) -> Result<Signers, Problem> {
    if !branch.rulebook.requisition.get(&MeetingKind::Special).is_some_and(|rule| rule.counts_bodies()) {
        let question = roll::question(&branch.rulebook, MeetingKind::Special, today);
        let entitled = members::entitled(conn, branch, &question)?;
        return Ok(Signers::Members(entitled.into_iter().map(|line| line.member).collect()));
    }
    let wards = places::wards(conn, branch.id)?.into_iter().map(|(_, name)| name);
    let affiliates = affiliates::on_day(conn, branch.id, today)?.into_iter().map(|affiliate| affiliate.name);
    Ok(Signers::Bodies(wards.chain(affiliates).collect()))
}

/// The last day to call the meeting, where the rules set one.
pub fn call_by(branch: &Branch, requisition: &Requisition) -> Option<NaiveDate> {
    let rule = branch.rulebook.requisition.get(&MeetingKind::Special)?;
    Some(rule.call_within?.after(requisition.reached_on?))
}
