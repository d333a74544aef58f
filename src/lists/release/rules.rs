//! Who may agree to a file, and when it may be taken.

use chrono::Days;

use super::Release;
use crate::{
    db::{AccountId, Instant},
    web::{Refusal, WayOn},
};

/// So long a request waits for a second officer, and so long what was agreed to waits to be taken.
const WAITS: Days = Days::new(7);

/// Why a file does not go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotReleased {
    #[error("You asked for this file. Somebody else has to agree.")]
    SamePerson,
    #[error("This was settled already.")]
    Settled,
    #[error("Nobody has agreed to this file yet.")]
    NotAgreed,
    #[error("This file is for whoever asked for it.")]
    NotYours,
    #[error("A week has passed. Ask for it once more.")]
    TooLate,
    #[error("{found} people are found today, and {agreed} were agreed to. Ask for it once more.")]
    MorePeople { found: usize, agreed: i32 },
}

impl Refusal for NotReleased {
    fn way_on(&self) -> Vec<WayOn> {
        vec![WayOn::to("/lists/releases", "Files for many")]
    }
}

crate::text_enum! {
    /// How far a file has come.
    pub enum Stands {
        /// A second officer can say yes or no.
        Open = "open",
        /// It waits for the one who asked.
        Ready = "ready",
        Taken = "taken",
        Refused = "refused",
        /// A week has passed.
        Over = "over",
    }
}

impl Release {
    pub fn stands(&self, now: Instant) -> Stands {
        match self.agreed_at {
            _ if self.taken_at.is_some() => Stands::Taken,
            _ if self.refused_at.is_some() => Stands::Refused,
            Some(agreed) if !has_passed(agreed, now) => Stands::Ready,
            None if !has_passed(self.asked_at, now) => Stands::Open,
            _ => Stands::Over,
        }
    }
}

/// Another person than the one who asked agrees or refuses, within a week.
pub fn may_settle(release: &Release, by: AccountId, now: Instant) -> Result<(), NotReleased> {
    if release.asked_by == by {
        return Err(NotReleased::SamePerson);
    }
    match release.stands(now) {
        Stands::Open => Ok(()),
        Stands::Over if release.agreed_at.is_none() => Err(NotReleased::TooLate),
        Stands::Over | Stands::Ready | Stands::Taken | Stands::Refused => Err(NotReleased::Settled),
    }
}

/// Whoever asked takes it, once, within a week of the second officer's word, and about no more people than that word spoke of.
pub fn may_take(release: &Release, by: AccountId, found: usize, now: Instant) -> Result<(), NotReleased> {
    if release.asked_by != by {
        return Err(NotReleased::NotYours);
    }
    match release.stands(now) {
        Stands::Open => Err(NotReleased::NotAgreed),
        Stands::Taken | Stands::Refused => Err(NotReleased::Settled),
        Stands::Over => Err(NotReleased::TooLate),
        Stands::Ready if usize::try_from(release.people).is_ok_and(|people| found <= people) => Ok(()),
        Stands::Ready => Err(NotReleased::MorePeople { found, agreed: release.people }),
    }
}

fn has_passed(since: Instant, now: Instant) -> bool {
    since.checked_add_days(WAITS).is_none_or(|end| end < now.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{db::RowId, lists::takeaway::Takeaway, members::Purpose};

    fn at(text: &str) -> Instant {
        Instant::from(text.parse::<chrono::DateTime<chrono::Utc>>().expect("a written moment"))
    }

    fn asked(by: AccountId) -> Release {
        Release {
            id: RowId::fresh(),
            list_id: None,
            asks: String::new(),
            what: Takeaway::Mail,
            purpose: Purpose::Meeting,
            people: 200,
            asked_by: by,
            asked_at: at("2026-11-01T10:00:00Z"),
            agreed_at: None,
            refused_at: None,
            taken_at: None,
        }
    }

    #[test]
    fn somebody_else_agrees_and_whoever_asked_takes_it_once_within_a_week() {
        let (one, other) = (AccountId::fresh(), AccountId::fresh());
        let release = asked(one);
        let (soon, late) = (at("2026-11-03T10:00:00Z"), at("2026-11-08T10:00:01Z"));
        assert_eq!(may_settle(&release, one, soon), Err(NotReleased::SamePerson));
        assert_eq!(may_settle(&release, other, soon), Ok(()));
        assert_eq!(may_settle(&release, other, late), Err(NotReleased::TooLate));
        assert_eq!(may_take(&release, one, 200, soon), Err(NotReleased::NotAgreed));

        let agreed = Release { agreed_at: Some(soon), ..release };
        assert_eq!(may_settle(&agreed, other, soon), Err(NotReleased::Settled));
        assert_eq!(may_take(&agreed, other, 200, soon), Err(NotReleased::NotYours));
        assert_eq!(may_take(&agreed, one, 200, late), Ok(()));
        assert_eq!(may_take(&agreed, one, 201, soon), Err(NotReleased::MorePeople { found: 201, agreed: 200 }));
        assert_eq!(may_take(&agreed, one, 200, at("2026-11-10T10:00:01Z")), Err(NotReleased::TooLate));

        let taken = Release { taken_at: Some(soon), ..agreed };
        assert_eq!(may_take(&taken, one, 200, soon), Err(NotReleased::Settled));
    }
}
