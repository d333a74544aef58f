//! What is known of one person, as dated facts, and the question asked about them. The register makes the facts; the
//! rulebook only reads them, so that the same question about the same day always has the same answer.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Everything that eligibility can depend on.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Facts {
    pub periods: Vec<Period>,
    /// The last day that the dues paid so far cover, as recorded now.
    pub paid_to: Option<NaiveDate>,
    /// How that came to be, where it is known. Only these tell what was recorded on an earlier day.
    pub payments: Vec<Payment>,
    pub born_on: Option<NaiveDate>,
    pub residences: Vec<Residence>,
    pub suspensions: Vec<Span>,
    pub offices: Vec<HeldOffice>,
}

/// A time of membership in one class. `to` is the last day of it; none while it lasts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    pub class: String,
    pub from: NaiveDate,
    pub to: Option<NaiveDate>,
}

/// Dues recorded on a day, covering up to and including another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    pub recorded_on: NaiveDate,
    pub to: NaiveDate,
}

/// Where a person lives, by unit of the branch (a ward). `from` is unknown for whoever lived there before records began.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Residence {
    pub unit: String,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
}

/// A stretch of days, both ends included; no end while it lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    pub from: NaiveDate,
    pub to: Option<NaiveDate>,
}

/// An office held from one day to another, both included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldOffice {
    pub office: String,
    pub from: NaiveDate,
    pub to: Option<NaiveDate>,
}

impl Period {
    pub fn covers(&self, day: NaiveDate) -> bool {
        Span { from: self.from, to: self.to }.covers(day)
    }
}

impl Span {
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

impl HeldOffice {
    pub fn covers(&self, day: NaiveDate) -> bool {
        Span { from: self.from, to: self.to }.covers(day)
    }
}

impl Residence {
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

impl Facts {
    /// Where the person lived on that day. Of overlapping entries, the one that began last.
    pub fn residence_on(&self, day: NaiveDate) -> Option<&Residence> {
        self.residences.iter().filter(|residence| residence.covers(day)).max_by_key(|residence| residence.from)
    }

    /// The last day paid for, by everything recorded until now.
    pub fn paid_to_now(&self) -> Option<NaiveDate> {
        self.paid_to.or_else(|| self.payments.iter().map(|payment| payment.to).max())
    }

    /// The last day paid for, going by what had been recorded last by the end of that day. Without a record of payments
    /// this is what is recorded now.
    pub fn paid_to_as_known(&self, day: NaiveDate) -> Option<NaiveDate> {
        if self.payments.is_empty() {
            return self.paid_to;
        }
        let known = self.payments.iter().filter(|payment| payment.recorded_on <= day);
        known.max_by_key(|payment| payment.recorded_on).map(|payment| payment.to)
    }
}

/// A question of the form "may this person vote under this rule, on this day?".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// A key of `[eligibility.*]`, such as "local-vote" or "selection".
    pub rule: String,
    /// The day that the rule goes by: the meeting, or the freeze date.
    pub on: NaiveDate,
    /// The wards (or other units) concerned. Empty where the whole branch votes.
    pub area: Vec<String>,
    /// The day on which notice was issued, which some rules ask about too.
    pub notice_on: Option<NaiveDate>,
}

impl Question {
    /// Asks about the whole branch.
    pub fn about(rule: &str, on: NaiveDate) -> Question {
        Question { rule: rule.to_owned(), on, area: Vec::new(), notice_on: None }
    }

    /// Asks about one ward, or several when called again.
    pub fn in_area(mut self, unit: &str) -> Question {
        self.area.push(unit.to_owned());
        self
    }

    /// Says when notice was issued.
    pub fn noticed_on(mut self, day: NaiveDate) -> Question {
        self.notice_on = Some(day);
        self
    }
}
