//! An affiliated body.

use chrono::NaiveDate;
use diesel::{Queryable, Selectable};
use serde::Serialize;

use crate::db::{AffiliateId, schema::affiliates};

crate::text_enum! {
    /// What sort of body it is.
    pub enum AffiliateKind {
        UnionBranch = "union-branch",
        SocialistSociety = "socialist-society",
        Other = "other",
    }
}

impl AffiliateKind {
    pub const fn words(self) -> &'static str {
        match self {
            Self::UnionBranch => "Branch of a union",
            Self::SocialistSociety => "Socialist society",
            Self::Other => "Another body",
        }
    }
}

/// A body that belongs to the branch without being a part of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable)]
#[diesel(table_name = affiliates)]
pub struct Affiliate {
    pub id: AffiliateId,
    pub name: String,
    pub kind: AffiliateKind,
    pub named_on: NaiveDate,
    /// The last day of the affiliation; none while it lasts.
    pub ended_on: Option<NaiveDate>,
}
