//! Mail to many at once: when it goes, who has to agree, and what holds or stops it.

use chrono::{DateTime, TimeDelta, Utc};

use super::Category;
use crate::config::MailSettings;

/// What is known of a batch before the outbox is looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    /// Until then nothing of it goes.
    pub until: DateTime<Utc>,
    pub needs_second: bool,
}

/// Whether so many messages are held, and how; few go at once, and so does whatever lets somebody in.
pub fn hold(settings: &MailSettings, category: Category, messages: usize, at: DateTime<Utc>) -> Option<Hold> {
    if category == Category::SignIn || settings.many == 0 || messages < settings.many {
        return None;
    }
    let needs_second = settings.second_officer_above > 0 && messages > settings.second_officer_above;
    Some(Hold { until: at + TimeDelta::seconds(settings.hold_seconds), needs_second })
}

/// Where a batch stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stand {
    /// Waits for its time, and can be stopped without a trace.
    Held,
    /// Waits for another officer.
    NeedsSecond,
    /// An officer holds it.
    Paused,
    Going,
    /// An officer stopped what had not gone yet.
    Stopped,
    Done,
}

/// How many refusals of how we send hold a notice: so many,
const REFUSALS: usize = 10;
/// and more than one in so many of its messages.
const ONE_IN: usize = 50;

/// Whether so many of its messages were refused for how we send that the rest waits for an officer: each further one would do our
/// name more harm. Ten and more than 2 %.
pub const fn is_unwelcome(refused: usize, messages: usize) -> bool {
    refused >= REFUSALS && refused * ONE_IN > messages
}

/// What decides where a batch stands.
#[derive(Debug, Clone, Copy)]
pub struct Marks {
    pub held_until: DateTime<Utc>,
    pub lacks_agreement: bool,
    pub is_paused: bool,
    /// Mail servers turned it away, and nobody has looked at that yet.
    pub is_turned_away: bool,
    pub is_stopped: bool,
    pub unsettled: i64,
}

/// Where a batch stands now.
pub fn stand(marks: Marks, now: DateTime<Utc>) -> Stand {
    match marks {
        Marks { is_stopped: true, .. } => Stand::Stopped,
        // Whoever was turned away is tried again, although nobody else waits.
        Marks { is_turned_away: true, .. } => Stand::Paused,
        Marks { unsettled: 0, .. } => Stand::Done,
        Marks { is_paused: true, .. } => Stand::Paused,
        Marks { lacks_agreement: true, .. } => Stand::NeedsSecond,
        Marks { held_until, .. } if now < held_until => Stand::Held,
        _ => Stand::Going,
    }
}

/// What becomes of a batch at the pace that the mail server allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Forecast {
    /// When the last of it can be out.
    pub out_by: DateTime<Utc>,
    /// How many cannot be out in time.
    pub too_late: usize,
}

/// When `waiting` messages are out that begin to go at `from`, and how many not by `until`; nothing where there is no limit.
pub fn forecast(settings: &MailSettings, waiting: usize, from: DateTime<Utc>, until: DateTime<Utc>) -> Option<Forecast> {
    let windows = [
        (TimeDelta::minutes(1), settings.per_minute),
        (TimeDelta::hours(1), settings.per_hour),
        (TimeDelta::days(1), settings.per_day),
    ];
    let limits = windows.into_iter().filter(|(_, most)| *most > 0);
    // The first of each window go at its beginning; so many windows have to be waited for.
    let windows_before = |most: usize| i32::try_from(waiting.saturating_sub(1) / most).unwrap_or(i32::MAX);
    let wait = limits.clone().map(|(length, most)| length * windows_before(most)).max()?;
    let in_time = |(length, most): (TimeDelta, usize)| {
        let windows = (until - from).num_seconds().div_euclid(length.num_seconds()) + 1;
        usize::try_from(windows).unwrap_or_default().saturating_mul(most)
    };
    let in_time = limits.map(in_time).min()?;
    (waiting > 0).then_some(Forecast { out_by: from + wait, too_late: waiting.saturating_sub(in_time) })
}

/// What would become of `messages` that a rule requires, queued at `at` behind `before` others; nothing where there is no limit.
pub fn foresee(
    settings: &MailSettings,
    (before, messages): (usize, usize),
    at: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Option<Forecast> {
    let from = hold(settings, Category::Statutory, messages, at).map_or(at, |hold| hold.until);
    let whole = forecast(settings, before + messages, from, until)?;
    Some(Forecast { too_late: whole.too_late.min(messages), ..whole })
}

/// Why a batch is left as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoChange {
    #[error("All of it is out already.")]
    Done,
    #[error("It was stopped already.")]
    Stopped,
    #[error("Whoever sent it cannot agree to it too: it takes another officer.")]
    SameOfficer,
    #[error("Nobody has to agree to this.")]
    NotAsked,
}

/// Whether a batch that stands so can still be held, let go or stopped.
pub fn may_change(stand: Stand) -> Result<(), NoChange> {
    match stand {
        Stand::Done => Err(NoChange::Done),
        Stand::Stopped => Err(NoChange::Stopped),
        _ => Ok(()),
    }
}

/// Whether `officer` may agree to a batch that `sender` sent.
pub fn may_agree(stand: Stand, sender: &str, officer: &str) -> Result<(), NoChange> {
    may_change(stand)?;
    if stand != Stand::NeedsSecond {
        return Err(NoChange::NotAsked);
    }
    if sender == officer { Err(NoChange::SameOfficer) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(time: &str) -> DateTime<Utc> {
        time.parse().expect("a written moment")
    }

    fn settings(many: usize, second_officer_above: usize) -> MailSettings {
        let mut settings = crate::config::Settings::read(None).expect("the defaults are complete").mail;
        (settings.many, settings.second_officer_above, settings.hold_seconds) = (many, second_officer_above, 120);
        settings
    }

    #[test]
    fn a_message_to_few_goes_at_once_and_one_to_many_waits() {
        let (now, held) = (at("2026-11-29T12:00:00Z"), at("2026-11-29T12:02:00Z"));
        assert_eq!(hold(&settings(50, 0), Category::Statutory, 49, now), None);
        assert_eq!(hold(&settings(50, 0), Category::SignIn, 500, now), None);
        assert_eq!(hold(&settings(50, 0), Category::Statutory, 50, now), Some(Hold { until: held, needs_second: false }));
        assert_eq!(hold(&settings(50, 100), Category::Reminder, 101, now), Some(Hold { until: held, needs_second: true }));
        assert_eq!(hold(&settings(0, 100), Category::Reminder, 101, now), None);
    }

    #[test]
    fn a_notice_is_held_after_ten_refusals_and_more_than_one_in_fifty() {
        assert!(!is_unwelcome(9, 20));
        assert!(is_unwelcome(10, 20));
        assert!(is_unwelcome(10, 499));
        assert!(!is_unwelcome(10, 500));
        assert!(is_unwelcome(101, 5_000) && !is_unwelcome(100, 5_000));
    }

    #[test]
    fn what_a_provider_allows_is_told_before_it_is_too_late() {
        let (now, mut mail) = (at("2026-11-29T12:00:00Z"), settings(50, 0));
        assert_eq!(forecast(&mail, 486, now, now + TimeDelta::hours(3)), None);
        mail.per_hour = 100;
        let told = forecast(&mail, 486, now, now + TimeDelta::hours(3)).expect("a limit");
        assert_eq!((told.out_by, told.too_late), (now + TimeDelta::hours(4), 86));
        mail.per_day = 200;
        let told = forecast(&mail, 486, now, now + TimeDelta::days(7)).expect("limits");
        assert_eq!((told.out_by, told.too_late), (now + TimeDelta::days(2), 0));
        assert_eq!(forecast(&mail, 486, now, now - TimeDelta::hours(1)).map(|told| told.too_late), Some(486));
        assert_eq!(forecast(&mail, 0, now, now), None);
    }

    #[test]
    fn what_waits_already_goes_before_what_is_to_be_sent() {
        let (now, mut mail) = (at("2026-11-29T12:00:00Z"), settings(50, 0));
        mail.per_hour = 100;
        let evening = now + TimeDelta::hours(2);
        assert_eq!(
            foresee(&mail, (0, 300), now, evening).map(|told| told.too_late),
            Some(100),
            "two minutes held, two hours left"
        );
        assert_eq!(foresee(&mail, (0, 200), now, evening).map(|told| told.too_late), Some(0));
        assert_eq!(foresee(&mail, (150, 200), now, evening).map(|told| told.too_late), Some(150));
        assert_eq!(foresee(&mail, (900, 40), now, evening).map(|told| told.too_late), Some(40));
    }

    #[test]
    fn what_was_stopped_stays_stopped_and_whoever_sent_it_does_not_agree_to_it() {
        let now = at("2026-11-29T12:00:00Z");
        let marks = Marks {
            held_until: now,
            lacks_agreement: true,
            is_paused: false,
            is_turned_away: false,
            is_stopped: false,
            unsettled: 3,
        };
        assert_eq!(stand(marks, now), Stand::NeedsSecond);
        assert_eq!(stand(Marks { is_stopped: true, ..marks }, now), Stand::Stopped);
        assert_eq!(stand(Marks { lacks_agreement: false, ..marks }, now), Stand::Going);
        assert_eq!(stand(Marks { unsettled: 0, ..marks }, now), Stand::Done);
        assert_eq!(stand(Marks { unsettled: 0, is_turned_away: true, ..marks }, now), Stand::Paused);
        assert_eq!(may_agree(Stand::NeedsSecond, "account:1", "account:1"), Err(NoChange::SameOfficer));
        assert_eq!(may_agree(Stand::NeedsSecond, "account:1", "account:2"), Ok(()));
        assert_eq!(may_agree(Stand::Held, "account:1", "account:2"), Err(NoChange::NotAsked));
        assert_eq!(may_change(Stand::Stopped), Err(NoChange::Stopped));
    }
}
