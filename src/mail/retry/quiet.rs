//! The hours in which nobody is reminded of anything.

use chrono::NaiveTime;

/// From an evening to a morning, by the branch's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuietHours {
    from: NaiveTime,
    until: NaiveTime,
}

/// The setting is no time of day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("mail.quiet_from and mail.quiet_until are times of day such as \"21:00\", and \"{0}\" is none")]
pub struct BadHour(String);

impl QuietHours {
    /// Reads "21:00" and "08:00"; there are none where both are the same.
    ///
    /// # Errors
    /// What is no time of day.
    pub fn parse(from: &str, until: &str) -> Result<Self, BadHour> {
        let time = |text: &str| NaiveTime::parse_from_str(text.trim(), "%H:%M").map_err(|_| BadHour(text.to_owned()));
        Ok(Self { from: time(from)?, until: time(until)? })
    }

    /// Whether it is quiet at this time of day.
    pub fn cover(self, time: NaiveTime) -> bool {
        if self.from <= self.until { (self.from..self.until).contains(&time) } else { time >= self.from || time < self.until }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_reminded_at_night() {
        let night = QuietHours::parse("21:00", "08:00").expect("two times");
        let is_quiet = |text: &str| night.cover(NaiveTime::parse_from_str(text, "%H:%M").expect("a time"));
        assert_eq!(
            ["20:59", "21:00", "23:59", "00:00", "07:59", "08:00"].map(is_quiet),
            [false, true, true, true, true, false]
        );
        assert!(!QuietHours::parse("00:00", "00:00").expect("two times").cover(NaiveTime::MIN));
        assert_eq!(QuietHours::parse("nine", "08:00"), Err(BadHour("nine".to_owned())));
    }
}
