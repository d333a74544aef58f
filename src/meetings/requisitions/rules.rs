//! What may be done about a requisition.

use chrono::NaiveDate;

use super::requisition::{Requisition, Signature, Signers};
use crate::{
    db::MemberId,
    render::dates,
    rulebook::QuorumRefusal,
    web::{self, WayOn},
};

/// So long a purpose can be, in characters: it has to stand in a notice.
const LONGEST_PURPOSE: usize = 2_000;

/// Why not, in the sentence that the person reads.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("Say what the meeting is to decide. It can then deal with that and with nothing else.")]
    NoPurpose,
    #[error("That is too long for a notice. Say it in {LONGEST_PURPOSE} characters or fewer.")]
    LongPurpose,
    #[error(transparent)]
    NoRule(#[from] QuorumRefusal),
    #[error("Under these rules wards and affiliates ask for a special meeting, not members one by one. Bring it to your ward.")]
    ForBodies,
    #[error("Under these rules members ask for a special meeting, each with a signature.")]
    ForMembers,
    #[error("Only members who may vote can sign. {0}")]
    NotEntitled(String),
    #[error("You have signed this already.")]
    Signed,
    #[error("{0} has asked for this meeting already.")]
    BodySigned(String),
    #[error("That is none of the wards and affiliates of the branch. Choose one of them.")]
    UnknownBody,
    #[error("There is no signature to take back.")]
    NotSigned,
    #[error("Enough had signed on {}, so the meeting has to be called: no signature is taken back any more.", dates::day(*on))]
    Reached { on: NaiveDate },
    #[error("The meeting is called already.")]
    Called,
    #[error("Not enough have signed yet, so this meeting cannot be called because of it.")]
    NotReached,
}

impl web::Refusal for Refusal {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::NoPurpose | Self::LongPurpose => Some("purpose"),
            Self::UnknownBody | Self::BodySigned(_) => Some("body"),
            _ => None,
        }
    }

    fn way_on(&self) -> Vec<WayOn> {
        vec![WayOn::to("/requisitions", "All requisitions")]
    }
}

/// What the meeting is asked for, as it was typed.
pub fn purpose(typed: &str) -> Result<String, Refusal> {
    let purpose = typed.trim().replace("\r\n", "\n");
    match purpose.chars().count() {
        0 => Err(Refusal::NoPurpose),
        length if length > LONGEST_PURPOSE => Err(Refusal::LongPurpose),
        _ => Ok(purpose),
    }
}

/// Whether one who is among the `signers` may sign: before the meeting is called, and once.
pub fn may_sign(requisition: &Requisition, signers: &Signers, given: &[Signature], member: MemberId) -> Result<(), Refusal> {
    if matches!(signers, Signers::Bodies(_)) {
        return Err(Refusal::ForBodies);
    }
    not_called(requisition)?;
    let is_hers = |signature: &&Signature| signature.stands() && signature.member == Some(member);
    if given.iter().any(|signature| is_hers(&signature)) { Err(Refusal::Signed) } else { Ok(()) }
}

/// Whether a body's signature may be written down.
pub fn may_sign_for(requisition: &Requisition, signers: &Signers, given: &[Signature], body: &str) -> Result<(), Refusal> {
    let Signers::Bodies(bodies) = signers else { return Err(Refusal::ForMembers) };
    not_called(requisition)?;
    if !bodies.iter().any(|each| each == body) {
        return Err(Refusal::UnknownBody);
    }
    let is_its = |signature: &Signature| signature.stands() && signature.body.as_deref() == Some(body);
    if given.iter().any(is_its) { Err(Refusal::BodySigned(body.to_owned())) } else { Ok(()) }
}

/// A signature is taken back until enough have signed.
pub fn may_withdraw(requisition: &Requisition) -> Result<(), Refusal> {
    not_called(requisition)?;
    requisition.reached_on.map_or(Ok(()), |on| Err(Refusal::Reached { on }))
}

/// The secretary calls what enough have asked for.
pub fn may_answer(requisition: &Requisition) -> Result<(), Refusal> {
    not_called(requisition)?;
    requisition.reached_on.map(|_| ()).ok_or(Refusal::NotReached)
}

fn not_called(requisition: &Requisition) -> Result<(), Refusal> {
    if requisition.meeting_id.is_some() { Err(Refusal::Called) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::{Instant, RequisitionId, RowId};

    fn moment() -> Instant {
        Instant("2026-10-01T18:00:00Z".parse().expect("a moment"))
    }

    fn requisition(reached_on: Option<&str>) -> Requisition {
        Requisition {
            id: RequisitionId::random(),
            purpose: "To decide on the hall".to_owned(),
            begun_by: MemberId::random(),
            begun_at: moment(),
            reached_on: reached_on.map(|day| day.parse().expect("a day")),
            meeting_id: None,
        }
    }

    fn signature(member: Option<MemberId>, body: Option<&str>) -> Signature {
        Signature { id: RowId::random(), member, body: body.map(str::to_owned), signed_at: moment(), withdrawn_at: None }
    }

    #[test]
    fn nobody_signs_twice_but_whoever_took_it_back_may_sign_again() {
        let (tom, asked) = (MemberId::random(), requisition(None));
        let (signers, mut given) = (Signers::Members(vec![tom]), vec![signature(Some(tom), None)]);

        assert_eq!(may_sign(&asked, &signers, &given, tom), Err(Refusal::Signed));
        given[0].withdrawn_at = Some(moment());
        assert_eq!(may_sign(&asked, &signers, &given, tom), Ok(()));
    }

    #[test]
    fn a_signature_is_taken_back_until_enough_have_signed() {
        assert_eq!(may_withdraw(&requisition(None)), Ok(()));
        assert!(matches!(may_withdraw(&requisition(Some("2026-10-03"))), Err(Refusal::Reached { .. })));
    }

    #[test]
    fn where_bodies_ask_a_member_is_told_to_bring_it_to_her_ward() {
        let signers = Signers::Bodies(vec!["Millbank".to_owned()]);
        let given = [signature(None, Some("Millbank"))];

        assert_eq!(may_sign(&requisition(None), &signers, &[], MemberId::random()), Err(Refusal::ForBodies));
        assert_eq!(may_sign_for(&requisition(None), &signers, &[], "Millbank"), Ok(()));
        assert_eq!(may_sign_for(&requisition(None), &signers, &[], "Elsewhere"), Err(Refusal::UnknownBody));
        assert_eq!(may_sign_for(&requisition(None), &signers, &given, "Millbank"), Err(Refusal::BodySigned("Millbank".into())));
    }

    #[test]
    fn a_meeting_is_called_once_enough_have_signed_and_not_before() {
        assert_eq!(may_answer(&requisition(None)), Err(Refusal::NotReached));
        assert_eq!(may_answer(&requisition(Some("2026-10-03"))), Ok(()));
    }
}
