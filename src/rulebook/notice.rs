//! Notice of a meeting: how many days, how they are counted, and when a letter counts as served.
//!
//! "Clear days" leave out the day of service and the day of the meeting (Companies Act 2006, s. 360(2)). Some rules
//! count from the day of sending instead, and some only say "7 days" without saying how; then the safe reading is
//! taken and the other one shown.

use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::words::{counted, day, days_after, days_before, listed};
use super::{Answer, Channel, MeetingKind, Rulebook};

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
    fn first(&self) -> Tier {
        let none = Tier { days: 0, counting: Counting::Clear, to: Vec::new(), contents: Vec::new() };
        self.tiers().into_iter().next().unwrap_or(none)
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

/// One line of the timetable of notices of a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NoticeStep {
    pub to: Vec<String>,
    pub contents: Vec<String>,
    /// The last day to send it, by each way of serving.
    pub last: BTreeMap<Channel, Answer<NaiveDate>>,
}

/// Why a meeting may not be called for that day.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NoticeRefusal {
    #[error(
        "It is too late to call this meeting for {}: notice had to go out by {} ({clause}). Choose {} or a later day.",
        day(*meeting_on), day(*last), day(*earliest)
    )]
    TooLate { meeting_on: NaiveDate, last: NaiveDate, earliest: NaiveDate, clause: String },
    #[error("{} is already past. Choose a later day for the meeting.", day(*meeting_on))]
    AlreadyPast { meeting_on: NaiveDate },
}

impl Rulebook {
    /// The last day on which the first notice of a meeting may be sent so that it is served in time.
    pub fn last_day_of_service(&self, kind: MeetingKind, to: Channel, meeting_on: NaiveDate) -> Answer<NaiveDate> {
        let mut answer = self.last_day(&self.notice.of(kind).first(), kind, to, meeting_on);
        answer.working.splice(0..0, self.notice.borrowed(kind, "notice"));
        answer
    }

    /// Every notice that the meeting needs, with the last day to send each.
    pub fn notice_timetable(&self, kind: MeetingKind, meeting_on: NaiveDate) -> Vec<NoticeStep> {
        let step = |tier: Tier| NoticeStep {
            last: Channel::ALL.into_iter().map(|to| (to, self.last_day(&tier, kind, to, meeting_on))).collect(),
            to: tier.to,
            contents: tier.contents,
        };
        self.notice.of(kind).tiers().into_iter().map(step).collect()
    }

    /// Whether a meeting may be called on `called_on`. The answer is the last day to send by e-mail; its working
    /// says where letters must go earlier, or can no longer go.
    pub fn may_call(
        &self, kind: MeetingKind, meeting_on: NaiveDate, called_on: NaiveDate,
    ) -> Result<Answer<NaiveDate>, NoticeRefusal> {
        if meeting_on < called_on { return Err(NoticeRefusal::AlreadyPast { meeting_on }) }
        let mut answer = self.last_day_of_service(kind, Channel::Email, meeting_on);
        if answer.value < called_on {
            let earliest = self.earliest_meeting(kind, Channel::Email, called_on);
            return Err(NoticeRefusal::TooLate { meeting_on, last: answer.value, earliest, clause: answer.clause });
        }
        answer.working.extend(self.word_about_letters(kind, meeting_on, called_on));
        Ok(answer)
    }

    /// The first day for which a meeting may be called when its first notice goes out on `sent_on`.
    pub fn earliest_meeting(&self, kind: MeetingKind, by: Channel, sent_on: NaiveDate) -> NaiveDate {
        let tier = self.notice.of(kind).first();
        days_after(sent_on, before_meeting(&tier, self.service.days(by)))
    }

    /// How many clear days of notice a member had: the days between the day of service and the meeting.
    pub fn clear_days_given(&self, by: Channel, sent_on: NaiveDate, meeting_on: NaiveDate) -> Answer<i64> {
        let served_on = days_after(sent_on, self.service.days(by));
        let between = meeting_on.signed_duration_since(served_on) - TimeDelta::days(1);
        let clear = between.num_days().max(0);
        let working = vec![format!(
            "Served {} on {}; {clear} whole days lie between that day and the meeting on {}.",
            by.in_words(), day(served_on), day(meeting_on)
        )];
        Answer::new(clear, working, &self.service.src)
    }

    fn last_day(&self, tier: &Tier, kind: MeetingKind, to: Channel, meeting_on: NaiveDate) -> Answer<NaiveDate> {
        let deemed = self.service.days(to);
        let last = days_before(meeting_on, before_meeting(tier, deemed));
        let mut working = vec![how_counted(tier)];
        working.extend(how_served(tier, to, deemed));
        working.extend(other_reading(tier, meeting_on, last));
        working.push(format!("The last day to send it {} for a meeting on {} is {}.", to.in_words(), day(meeting_on), day(last)));
        Answer::new(last, working, &self.notice.of(kind).src)
    }

    fn word_about_letters(&self, kind: MeetingKind, meeting_on: NaiveDate, called_on: NaiveDate) -> Option<String> {
        let last = self.last_day_of_service(kind, Channel::Post, meeting_on).value;
        let email = self.last_day_of_service(kind, Channel::Email, meeting_on).value;
        if last >= email { return None }
        if last >= called_on { return Some(format!("Letters must be posted by {}.", day(last))) }
        Some(format!("Letters had to be posted by {}; whoever has no e-mail address must have the notice by hand.", day(last)))
    }
}

/// How many days before the meeting the notice must be sent at the latest.
fn before_meeting(tier: &Tier, deemed: u32) -> u32 {
    if tier.days == 0 { return 0 }
    match tier.counting {
        Counting::Clear | Counting::NotStated => tier.days.saturating_add(1).saturating_add(deemed),
        Counting::Inclusive => (tier.days - 1).saturating_add(deemed),
        Counting::SentDayCounts => tier.days,
    }
}

fn how_counted(tier: &Tier) -> String {
    let days = tier.days;
    let whom = if tier.to.is_empty() { String::new() } else { format!(" to {}", listed(&tier.to)) };
    if days == 0 { return format!("No days of notice{whom} are asked for.") }
    match tier.counting {
        Counting::Clear => {
            let days = counted(days, "clear day");
            format!("Notice{whom} is {days}: neither the day of service nor the day of the meeting counts.")
        }
        Counting::Inclusive => {
            let days = counted(days, "day");
            format!("Notice{whom} is {days}: the day of service and the day of the meeting both count.")
        }
        Counting::SentDayCounts => {
            let days = counted(days, "day");
            format!("Notice{whom} is {days}: the day of sending counts, the day of the meeting does not.")
        }
        Counting::NotStated => {
            let days = counted(days, "day");
            format!("Notice{whom} is {days}; the rule does not say which days count, so clear days are kept, which is safe.")
        }
    }
}

fn how_served(tier: &Tier, to: Channel, deemed: u32) -> Option<String> {
    if deemed == 0 || tier.days == 0 || tier.counting == Counting::SentDayCounts { return None }
    Some(format!("What is sent {} counts as served {} later.", to.in_words(), counted(deemed, "day")))
}

/// Where the rule does not say how days count, the latest day that somebody might argue for.
fn other_reading(tier: &Tier, meeting_on: NaiveDate, safe: NaiveDate) -> Option<String> {
    if tier.counting != Counting::NotStated { return None }
    let latest = days_before(meeting_on, tier.days);
    (latest != safe).then(|| format!("Counted from the day of sending, the last day would be {}.", day(latest)))
}
