//! A trigger ballot: a sitting representative asks to be the candidate again, and each ward and affiliate says whether it
//! keeps her or wants a full selection.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use diesel::{Queryable, Selectable};

use super::body::BodyKind;
use crate::{
    db::{
        BodyId, BranchId, MemberId, RowId, SelectionId, TriggerId,
        schema::{trigger_answers, triggers},
    },
    rulebook::Asking,
};

crate::text_enum! {
    /// How far it has come.
    pub enum TriggerState {
        /// She has asked; no officer has opened it.
        Asked = "asked",
        /// Bodies meet and answer.
        Open = "open",
        FullSelection = "full-selection",
        Reselected = "reselected",
        /// She took her wish back before it was settled.
        Withdrawn = "withdrawn",
    }
}

crate::text_enum! {
    /// What a body wants.
    pub enum Verdict {
        /// The sitting representative as the only candidate.
        Keep = "keep",
        /// A choice between her and others.
        Full = "full",
    }
}

impl Verdict {
    pub const fn words(self) -> &'static str {
        match self {
            Self::Keep => "Yes, the only candidate",
            Self::Full => "No, a full selection",
        }
    }
}

/// Her wish, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = triggers)]
pub struct Trigger {
    pub id: TriggerId,
    pub branch_id: BranchId,
    pub member_id: MemberId,
    /// What she asks to stand for again: "Candidate for Millbank ward".
    pub office: String,
    /// The ward whose members choose; empty where the whole branch does.
    pub ward: String,
    pub statement: String,
    pub state: TriggerState,
    pub asked_on: NaiveDate,
    /// The last day on which bodies meet; none until it is open.
    pub closes_on: Option<NaiveDate>,
    pub settled_on: Option<NaiveDate>,
    /// The full selection that it led to, once that is called.
    pub selection_id: Option<SelectionId>,
}

impl Trigger {
    /// Where its page is.
    pub fn path(&self) -> String {
        path(self.id)
    }

    pub const fn is_settled(&self) -> bool {
        matches!(self.state, TriggerState::FullSelection | TriggerState::Reselected | TriggerState::Withdrawn)
    }
}

/// Where the page of a trigger ballot is.
pub fn path(trigger: TriggerId) -> String {
    format!("/triggers/{trigger}")
}

/// What the meeting of one body answered, as an officer entered it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = trigger_answers)]
pub struct BodyAnswer {
    pub id: RowId,
    pub body_id: BodyId,
    pub body_kind: BodyKind,
    pub body_name: String,
    pub met_on: NaiveDate,
    pub present: i32,
    pub votes_yes: i32,
    pub votes_no: i32,
    pub verdict: Verdict,
    pub entered_on: NaiveDate,
    /// The day on which an officer put it right, if one did; another answer stands in its place.
    pub replaced_on: Option<NaiveDate>,
}

impl BodyAnswer {
    pub const fn stands(&self) -> bool {
        self.replaced_on.is_none()
    }

    /// "6 were present; 4 said yes and 2 no."
    pub fn working(&self) -> String {
        let tie =
            if self.votes_yes == self.votes_no { " The votes were equal, and the chair’s casting vote decided." } else { "" };
        format!("{} were present; {} said yes and {} no.{tie}", self.present, self.votes_yes, self.votes_no)
    }
}

/// How many of each kind of body ask for a full selection, of those that cast a vote; under the words of the rulebook.
pub fn asking(answers: &[BodyAnswer]) -> BTreeMap<String, Asking> {
    let mut asking = BTreeMap::from([("units".to_owned(), Asking::default()), ("affiliates".to_owned(), Asking::default())]);
    for answer in answers.iter().filter(|answer| answer.stands()) {
        let kind = match answer.body_kind {
            BodyKind::Unit => "units",
            BodyKind::Affiliate => "affiliates",
        };
        let counted = asking.entry(kind.to_owned()).or_default();
        counted.of += 1;
        counted.asking += u32::from(answer.verdict == Verdict::Full);
    }
    asking
}
