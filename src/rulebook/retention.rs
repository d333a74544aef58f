//! How long records are kept once they are closed.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::words::day;
use super::{Answer, Length, Rulebook};

/// Stands for a length that nobody wrote.
const NOT_SAID: Length = Length::Days(0);

/// How long one sort of record is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RetentionRule {
    pub src: String,
    pub keep: Length,
}

impl Default for RetentionRule {
    fn default() -> RetentionRule {
        RetentionRule { src: String::new(), keep: NOT_SAID }
    }
}

impl RetentionRule {
    /// Whether the rule says how long; a rulebook in which one does not is refused.
    pub(super) fn is_said(&self) -> bool {
        self.keep != NOT_SAID
    }
}

impl Rulebook {
    /// The day after which records of that sort, closed on a day, are no longer kept.
    pub fn keep_until(&self, what: &str, closed_on: NaiveDate) -> Option<Answer<NaiveDate>> {
        let rule = self.retention.get(what)?;
        let until = rule.keep.after(closed_on);
        let says = format!("Kept for {} after {}: until {}.", rule.keep, day(closed_on), day(until));
        Some(Answer::new(until, vec![says], &rule.src))
    }
}
