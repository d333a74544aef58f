//! Notice of a meeting: how many days, how they are counted, and when a letter counts as served.
//!
//! "Clear days" leave out the day of service and the day of the meeting (Companies Act 2006, s. 360(2)). Some rules
//! count from the day of sending instead, and some only say "7 days" without saying how; then the safe reading is
//! taken and the other one shown.

use serde::{Deserialize, Serialize};

use super::Channel;
use super::words::{counted, listed};

/// Which days count towards the days of notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Counting {
    /// Neither the day of service nor the day of the meeting counts.
    #[default]
    Clear,
    /// Both the day of service and the day of the meeting count.
    Inclusive,
    /// The day of sending counts, the day of the meeting does not, and it does not matter when the notice arrives.
    SentDayCounts,
    /// The rule says only "7 days". Counted as clear days, which is safe under every reading.
    NotStated,
}

/// The notice that one kind of meeting needs: `days` for everybody, or several `tiers` one after the other.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NoticeRule {
    pub src: String,
    pub days: Option<u32>,
    pub counting: Counting,
    /// What the notice must contain, such as "date" or "business".
    pub contents: Vec<String>,
    pub tiers: Vec<Tier>,
}

/// One of several notices of the same meeting, such as formal notice to the wards and later the agenda to members.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tier {
    pub days: u32,
    #[serde(default)]
    pub counting: Counting,
    /// Whom it goes to, in plain words: "members", "wards".
    #[serde(default)]
    pub to: Vec<String>,
    #[serde(default)]
    pub contents: Vec<String>,
}

impl NoticeRule {
    /// Every notice that the meeting needs, the earliest first.
    pub fn tiers(&self) -> Vec<Tier> {
        let mut tiers = self.tiers.clone();
        if let Some(days) = self.days {
            tiers.push(Tier { days, counting: self.counting, to: vec!["members".to_owned()], contents: self.contents.clone() });
        }
        tiers.sort_by_key(|tier| std::cmp::Reverse(tier.days));
        tiers
    }

    /// The notice that must go first. A rule without any asks for none.
    pub(super) fn first(&self) -> Tier {
        let none = Tier { days: 0, counting: Counting::Clear, to: Vec::new(), contents: Vec::new() };
        self.tiers().into_iter().next().unwrap_or(none)
    }
}

impl Tier {
    /// "7 clear days to members".
    pub(super) fn in_words(&self) -> String {
        let days = match self.counting {
            Counting::Clear => counted(self.days, "clear day"),
            Counting::Inclusive => format!("{} inclusive", counted(self.days, "day")),
            Counting::SentDayCounts => format!("{} from sending", counted(self.days, "day")),
            Counting::NotStated => counted(self.days, "day"),
        };
        if self.to.is_empty() { days } else { format!("{days} to {}", listed(&self.to)) }
    }

    /// How many days before the meeting it must be sent at the latest, where it counts as served `deemed` days later.
    pub(super) fn days_before_meeting(&self, deemed: u32) -> u32 {
        if self.days == 0 {
            return 0;
        }
        match self.counting {
            Counting::Clear | Counting::NotStated => self.days.saturating_add(1).saturating_add(deemed),
            Counting::Inclusive => (self.days - 1).saturating_add(deemed),
            Counting::SentDayCounts => self.days,
        }
    }

    /// "Notice to members is 7 clear days: neither the day of service nor the day of the meeting counts."
    pub(super) fn how_counted(&self) -> String {
        let whom = if self.to.is_empty() { String::new() } else { format!(" to {}", listed(&self.to)) };
        if self.days == 0 {
            return format!("No days of notice{whom} are asked for.");
        }
        let (unit, how) = match self.counting {
            Counting::Clear => ("clear day", ": neither the day of service nor the day of the meeting counts"),
            Counting::Inclusive => ("day", ": the day of service and the day of the meeting both count"),
            Counting::SentDayCounts => ("day", ": the day of sending counts, the day of the meeting does not"),
            Counting::NotStated => ("day", "; the rule does not say which days count, so clear days are kept, which is safe"),
        };
        format!("Notice{whom} is {}{how}.", counted(self.days, unit))
    }
}

/// When a notice counts as served, in days after it was sent.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Service {
    pub src: String,
    pub email_days: u32,
    pub post_days: u32,
    pub hand_days: u32,
    /// Whether a notice that went astray by accident undoes the meeting. In most rules it does not.
    pub accidental_omission_invalidates: bool,
}

impl Service {
    /// The days between sending and service.
    pub fn days(&self, channel: Channel) -> u32 {
        match channel {
            Channel::Email => self.email_days,
            Channel::Post => self.post_days,
            Channel::Hand => self.hand_days,
        }
    }
}
