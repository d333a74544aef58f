//! On which days the branch may meet, how long it waits for a quorum, and how long it sits.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::words::{counted, day, listed};
use super::{Answer, MeetingKind, Rulebook};

/// The rules about the holding of meetings.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Conduct {
    pub annual_window: Option<Window>,
    pub blackout: Option<Blackout>,
    pub grace: Option<Grace>,
    pub length: Option<Sitting>,
    pub yearly: Option<Yearly>,
}

/// The part of the year in which the annual general meeting is held, as "MM-DD", both days included.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Window {
    pub src: String,
    pub from: MonthDay,
    pub to: MonthDay,
}

/// Months without ordinary business, and other times named in words for the secretary to mind.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Blackout {
    pub src: String,
    /// Numbers of months: 8 is August.
    pub months: Vec<u32>,
    pub also: Vec<String>,
}

/// How long a meeting waits for its quorum, and what becomes of it then.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Grace {
    pub src: String,
    pub minutes: u32,
    pub then: Inquorate,
    pub check: QuorumCheck,
}

/// What a meeting without a quorum may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Inquorate {
    /// It is dissolved.
    #[default]
    Dissolve,
    /// It is adjourned for a week.
    AdjournAWeek,
    /// It may take pressing business, which the next quorate meeting must ratify.
    DiscussThenRatify,
}

/// When the quorum is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum QuorumCheck {
    AtStart,
    #[default]
    EachVote,
    OnChallenge,
}

/// How long a meeting sits unless it extends itself.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Sitting {
    pub src: String,
    pub minutes: u32,
}

/// How often the branch meets in a year, at least.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Yearly {
    pub src: String,
    pub at_least: u32,
}

/// A day of any year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MonthDay {
    month: u32,
    day: u32,
}

/// Why the branch may not meet on a day.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DayRefusal {
    #[error("{} is outside the time of the annual general meeting, {from} to {to} ({clause}). Choose a day within it.", day(*on))]
    OutsideWindow { on: NaiveDate, from: MonthDay, to: MonthDay, clause: String },
    #[error("There are no ordinary meetings in the month of {} ({clause}). Choose another day.", day(*on))]
    Blackout { on: NaiveDate, clause: String },
}

impl Rulebook {
    /// Whether such a meeting may be held on that day, whatever the notice. The working names what the secretary
    /// must still mind.
    pub fn may_meet_on(&self, kind: MeetingKind, on: NaiveDate) -> Result<Answer<NaiveDate>, DayRefusal> {
        let mut answer = Answer::new(on, Vec::new(), &self.title);
        if let Some(window) = self.meetings.annual_window.as_ref().filter(|_| kind == MeetingKind::Annual) {
            window.admits(on)?;
            answer.working.push(format!("The annual general meeting is held from {} to {}.", window.from, window.to));
            answer.clause.clone_from(&window.src);
        }
        if let Some(blackout) = self.meetings.blackout.as_ref().filter(|_| kind.is_ordinary()) {
            if blackout.months.contains(&on.month()) {
                return Err(DayRefusal::Blackout { on, clause: blackout.src.clone() });
            }
            if !blackout.also.is_empty() {
                answer.working.push(format!("No ordinary meeting is held during: {}.", listed(&blackout.also)));
            }
            answer.clause.clone_from(&blackout.src);
        }
        Ok(answer)
    }

    /// How many minutes a meeting waits for its quorum, and what it may do after that.
    pub fn inquorate(&self) -> Answer<Grace> {
        let Some(grace) = &self.meetings.grace else {
            let says = "The rules name no time to wait: a meeting without a quorum ends.".to_owned();
            return Answer::new(Grace::default(), vec![says], &self.title);
        };
        let minutes = counted(grace.minutes, "minute");
        let says = format!("A meeting that has no quorum {minutes} after its time {}.", grace.then.in_words());
        Answer::new(grace.clone(), vec![says], &grace.src)
    }
}

impl MeetingKind {
    /// Whether ordinary business is done, which a blackout forbids.
    fn is_ordinary(self) -> bool {
        matches!(self, MeetingKind::General | MeetingKind::Delegate | MeetingKind::Unit)
    }
}

impl Window {
    fn admits(&self, on: NaiveDate) -> Result<(), DayRefusal> {
        let day = MonthDay { month: on.month(), day: on.day() };
        let within = if self.from <= self.to {
            (self.from..=self.to).contains(&day)
        } else {
            // A window such as 1 November to 31 January goes over the new year.
            day >= self.from || day <= self.to
        };
        if within {
            return Ok(());
        }
        Err(DayRefusal::OutsideWindow { on, from: self.from, to: self.to, clause: self.src.clone() })
    }
}

impl Blackout {
    /// "August and December; a national election campaign".
    pub(super) fn in_words(&self) -> String {
        let month = |number: &u32| NaiveDate::from_ymd_opt(2024, *number, 1).map(|first| first.format("%B").to_string());
        let months: Vec<String> = self.months.iter().filter_map(month).collect();
        let parts = [listed(&months), listed(&self.also)];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
    }
}

impl Inquorate {
    pub(super) fn in_words(self) -> &'static str {
        match self {
            Inquorate::Dissolve => "is dissolved",
            Inquorate::AdjournAWeek => "is adjourned for a week",
            Inquorate::DiscussThenRatify => "may take pressing business only, which the next quorate meeting must ratify",
        }
    }
}

impl TryFrom<String> for MonthDay {
    type Error = String;

    fn try_from(text: String) -> Result<MonthDay, String> {
        // A leap year, so that 29 February may be named.
        let date = NaiveDate::parse_from_str(&format!("2024-{text}"), "%Y-%m-%d");
        let date = date.map_err(|_| format!("“{text}” is not a day of the year; write month and day, as \"05-31\""))?;
        Ok(MonthDay { month: date.month(), day: date.day() })
    }
}

impl From<MonthDay> for String {
    fn from(day: MonthDay) -> String {
        format!("{:02}-{:02}", day.month, day.day)
    }
}

impl std::fmt::Display for MonthDay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match NaiveDate::from_ymd_opt(2024, self.month, self.day) {
            Some(date) => write!(f, "{}", date.format("%-d %B")),
            None => f.write_str("no day"),
        }
    }
}
