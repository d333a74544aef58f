//! The rulebook of one branch, read and ready to be asked. What each section may say stands with the rule it feeds.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use super::{
    BallotRule, ByKind, Conduct, DelegateRule, EligibilityRule, Headcount, MeetingKind, Membership, MotionRules, NoticeRule,
    OfficeRule, QuotaRule, RetentionRule, SelectingRule, Service, ShortlistRule, TriggerRule, Voting,
};

use crate::zone::Zone;

/// The rules of a branch in one edition. Made by [`Rulebook::parse`]; each section carries its source clause as `src`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Rulebook {
    pub id: String,
    pub title: String,
    /// In force from this day.
    pub edition: NaiveDate,
    /// Who adopted it and when, in words.
    pub adopted_by: Option<String>,
    /// All rule dates are days in this zone.
    #[serde(serialize_with = "zone_name")]
    pub zone: Zone,
    pub membership: Membership,
    pub service: Service,
    pub notice: ByKind<NoticeRule>,
    pub meetings: Conduct,
    pub quorum: ByKind<Headcount>,
    pub requisition: BTreeMap<MeetingKind, Headcount>,
    pub eligibility: BTreeMap<String, EligibilityRule>,
    pub voting: Voting,
    pub motions: MotionRules,
    pub offices: BTreeMap<String, OfficeRule>,
    pub quota: BTreeMap<String, QuotaRule>,
    pub ballots: BTreeMap<String, BallotRule>,
    pub selections: Option<SelectingRule>,
    pub shortlist: Option<ShortlistRule>,
    pub trigger: Option<TriggerRule>,
    pub delegates: BTreeMap<String, DelegateRule>,
    pub retention: BTreeMap<String, RetentionRule>,
}

impl Rulebook {
    /// The edition in force on a day: the latest that began by then. A meeting is judged by the edition in force on
    /// the day its notice was given.
    pub fn in_force(editions: &[Rulebook], on: NaiveDate) -> Option<&Rulebook> {
        editions.iter().filter(|book| book.edition <= on).max_by_key(|book| book.edition)
    }
}

fn zone_name<S: Serializer>(zone: &Zone, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(zone.name())
}
