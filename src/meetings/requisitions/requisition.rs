//! A requisition and its signatures.

use chrono::NaiveDate;
use diesel::{Queryable, Selectable};
use serde::Serialize;

use crate::db::{
    Instant, MeetingId, MemberId, RequisitionId, RowId,
    schema::{requisition_signatures, requisitions},
};

/// What some ask the branch to meet for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable)]
#[diesel(table_name = requisitions)]
pub struct Requisition {
    pub id: RequisitionId,
    pub purpose: String,
    pub begun_by: MemberId,
    pub begun_at: Instant,
    pub reached_on: Option<NaiveDate>,
    pub meeting_id: Option<MeetingId>,
}

impl Requisition {
    pub fn href(&self) -> String {
        format!("/requisitions/{}", self.id)
    }

    /// The purpose in one line, as an agenda has it.
    pub fn business(&self) -> String {
        self.purpose.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// One signature: a member's, or that of a body.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = requisition_signatures)]
pub struct Signature {
    pub id: RowId,
    #[diesel(column_name = member_id)]
    pub member: Option<MemberId>,
    pub body: Option<String>,
    pub signed_at: Instant,
    pub withdrawn_at: Option<Instant>,
}

impl Signature {
    /// Whether it stands.
    pub fn stands(&self) -> bool {
        self.withdrawn_at.is_none()
    }
}

/// Who can sign, as the rule says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Signers {
    /// Those members who may vote.
    Members(Vec<MemberId>),
    /// The wards and affiliates, by name.
    Bodies(Vec<String>),
}

impl Signers {
    /// How many could sign.
    pub fn number(&self) -> usize {
        match self {
            Self::Members(members) => members.len(),
            Self::Bodies(bodies) => bodies.len(),
        }
    }

    /// Whether a signature is of somebody who can still give it.
    pub fn include(&self, signature: &Signature) -> bool {
        match (self, &signature.member, &signature.body) {
            (Self::Members(members), Some(member), _) => members.contains(member),
            (Self::Bodies(bodies), _, Some(body)) => bodies.contains(body),
            _ => false,
        }
    }
}
