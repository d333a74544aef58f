//! Calling a meeting: the last day to send its notice, whether a call made today is in time, and how many days a
//! member had.

use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeDelta};
use serde::Serialize;
use thiserror::Error;

use super::notice::{Counting, Tier};
use super::words::{counted, day, days_after, days_before};
use super::{Answer, Channel, MeetingKind, Rulebook};

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
        &self,
        kind: MeetingKind,
        meeting_on: NaiveDate,
        called_on: NaiveDate,
    ) -> Result<Answer<NaiveDate>, NoticeRefusal> {
        if meeting_on < called_on {
            return Err(NoticeRefusal::AlreadyPast { meeting_on });
        }
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
        days_after(sent_on, tier.days_before_meeting(self.service.days(by)))
    }

    /// How many clear days of notice a member had: the days between the day of service and the meeting.
    pub fn clear_days_given(&self, by: Channel, sent_on: NaiveDate, meeting_on: NaiveDate) -> Answer<i64> {
        let served_on = days_after(sent_on, self.service.days(by));
        let between = meeting_on.signed_duration_since(served_on) - TimeDelta::days(1);
        let clear = between.num_days().max(0);
        let working = vec![format!(
            "Served {} on {}; {clear} whole days lie between that day and the meeting on {}.",
            by.in_words(),
            day(served_on),
            day(meeting_on)
        )];
        Answer::new(clear, working, &self.service.src)
    }

    fn last_day(&self, tier: &Tier, kind: MeetingKind, to: Channel, meeting_on: NaiveDate) -> Answer<NaiveDate> {
        let deemed = self.service.days(to);
        let last = days_before(meeting_on, tier.days_before_meeting(deemed));
        let mut working = vec![tier.how_counted()];
        working.extend(how_served(tier, to, deemed));
        working.extend(other_reading(tier, meeting_on, last));
        working.push(format!(
            "The last day to send it {} for a meeting on {} is {}.",
            to.in_words(),
            day(meeting_on),
            day(last)
        ));
        Answer::new(last, working, &self.notice.of(kind).src)
    }

    fn word_about_letters(&self, kind: MeetingKind, meeting_on: NaiveDate, called_on: NaiveDate) -> Option<String> {
        let last = self.last_day_of_service(kind, Channel::Post, meeting_on).value;
        let email = self.last_day_of_service(kind, Channel::Email, meeting_on).value;
        if last >= email {
            return None;
        }
        if last >= called_on {
            return Some(format!("Letters must be posted by {}.", day(last)));
        }
        Some(format!("Letters had to be posted by {}; whoever has no e-mail address must have the notice by hand.", day(last)))
    }
}

fn how_served(tier: &Tier, to: Channel, deemed: u32) -> Option<String> {
    if deemed == 0 || tier.days == 0 || tier.counting == Counting::SentDayCounts {
        return None;
    }
    Some(format!("What is sent {} counts as served {} later.", to.in_words(), counted(deemed, "day")))
}

/// Where the rule does not say how days count, the latest day that somebody might argue for.
fn other_reading(tier: &Tier, meeting_on: NaiveDate, safe: NaiveDate) -> Option<String> {
    if tier.counting != Counting::NotStated {
        return None;
    }
    let latest = days_before(meeting_on, tier.days);
    (latest != safe).then(|| format!("Counted from the day of sending, the last day would be {}.", day(latest)))
}
