//! Who may vote: the most common question of members. Here stands what a rule may ask and what it answers; how each
//! thing is examined stands in `case.rs`.

use serde::{Deserialize, Serialize};

use super::case::Case;
use super::{Facts, Length, Question, Rulebook};

/// What a vote, an office or a place as delegate asks of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EligibilityRule {
    pub src: String,
    /// The day that counts.
    pub at: At,
    /// How long membership must have lasted without a break by that day.
    pub continuous: Option<Length>,
    /// The classes that qualify; the voting classes of `[membership]` where none are named.
    pub classes: Vec<String>,
    pub residence: ResidenceRule,
    pub dues: Dues,
    /// Dues may be this late, besides the grace that every member has.
    pub max_arrears: Length,
    pub cure_until: Cure,
    /// What holds where nobody recorded to which day dues are paid.
    pub dues_unknown: DuesUnknown,
    pub suspended: Suspended,
    pub min_age: Option<u32>,
    /// For those below this age only, such as a youth officer under 27.
    pub under_age: Option<u32>,
    /// One of these offices must be held, such as "delegate".
    pub holds: Vec<String>,
}

impl Default for EligibilityRule {
    fn default() -> EligibilityRule {
        EligibilityRule {
            src: String::new(),
            at: At::MeetingDay,
            continuous: None,
            classes: Vec::new(),
            residence: ResidenceRule::None,
            dues: Dues::Paid,
            max_arrears: Length::Months(0),
            cure_until: Cure::Door,
            dues_unknown: DuesUnknown::CountAsPaid,
            suspended: Suspended::Excluded,
            min_age: None,
            under_age: None,
            holds: Vec::new(),
        }
    }
}

/// The day a rule goes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum At {
    MeetingDay,
    NoticeDay,
    ClosingDate,
    FreezeDate,
}

/// Whether it matters where a person lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ResidenceRule {
    None,
    /// In the ward or other unit that meets.
    Unit,
    /// In the area for which a candidate is chosen.
    ElectoralArea,
}

/// Whether dues matter, and on which days they must be paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Dues {
    DoNotMatter,
    /// On the day that counts.
    Paid,
    /// On the day that counts and on the day notice was issued.
    PaidOnNoticeDayToo,
}

/// Until when late dues can be made good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cure {
    /// Until the person comes through the door: whatever the treasurer has recorded by now counts.
    Door,
    /// Until the day that counts: what was recorded later does not help.
    TheDay,
}

/// What holds where the register does not say to which day dues are paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DuesUnknown {
    CountAsPaid,
    CountAsOwed,
}

/// Whether a suspended member keeps the vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Suspended {
    Excluded,
    KeepsVote,
}

/// The answer, with every reason, those that hold and those that do not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Eligibility {
    pub verdict: Verdict,
    pub reasons: Vec<Reason>,
}

/// Yes or no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    Yes,
    No,
}

/// One thing that the rule asks, whether it holds, and what can be done where it does not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reason {
    pub holds: bool,
    pub says: String,
    pub remedy: Option<String>,
    pub clause: String,
}

impl Eligibility {
    pub fn is_yes(&self) -> bool {
        self.verdict == Verdict::Yes
    }

    /// What stands in the way.
    pub fn obstacles(&self) -> impl Iterator<Item = &Reason> {
        self.reasons.iter().filter(|reason| !reason.holds)
    }

    fn of(reasons: Vec<Reason>) -> Eligibility {
        let verdict = if reasons.iter().all(|reason| reason.holds) { Verdict::Yes } else { Verdict::No };
        Eligibility { verdict, reasons }
    }
}

impl Rulebook {
    /// Whether the person may vote (stand, be sent) under the rule that the question names. A rule that the rulebook
    /// does not have entitles nobody, and says so.
    pub fn may_vote(&self, question: &Question, facts: &Facts) -> Eligibility {
        let Some(rule) = self.eligibility.get(&question.rule) else { return self.no_such_rule(&question.rule) };
        Eligibility::of(Case { book: self, rule, question, facts }.reasons())
    }

    fn no_such_rule(&self, name: &str) -> Eligibility {
        Eligibility::of(vec![Reason {
            holds: false,
            says: format!("The rulebook has no rule [eligibility.{name}], so nobody is entitled under it."),
            remedy: Some("The secretary adds the rule to the rulebook.".to_owned()),
            clause: self.title.clone(),
        }])
    }
}

impl At {
    pub(super) fn in_words(self) -> &'static str {
        match self {
            At::MeetingDay => "on the day of the meeting",
            At::NoticeDay => "on the day of the notice",
            At::ClosingDate => "on the closing date",
            At::FreezeDate => "on the freeze date",
        }
    }

    /// What falls on that day.
    pub(super) fn noun(self) -> &'static str {
        match self {
            At::MeetingDay => "meeting",
            At::NoticeDay => "notice",
            At::ClosingDate => "closing date",
            At::FreezeDate => "freeze date",
        }
    }
}
