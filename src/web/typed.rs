//! Days and hours as people type them: one reading for every form.

use chrono::{NaiveDate, NaiveTime, TimeZone};

use crate::db::Instant;
use crate::zone::Zone;

/// A day as browsers send it (`2026-12-07`), or as people write it (`7/12/2026`, `7.12.2026`).
pub fn day(typed: &str) -> Option<NaiveDate> {
    ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"].iter().find_map(|form| NaiveDate::parse_from_str(typed.trim(), form).ok())
}

/// An hour: `19:00`, `19.00`, or with seconds.
pub fn hour(typed: &str) -> Option<NaiveTime> {
    ["%H:%M", "%H:%M:%S", "%H.%M"].iter().find_map(|form| NaiveTime::parse_from_str(typed.trim(), form).ok())
}

/// A day and a typed hour in `zone` as a moment.
///
/// # Errors
/// A sentence where it is no hour, or one that the clocks leap over or show twice: nobody could say when it is.
pub fn moment(on: NaiveDate, typed: &str, zone: Zone) -> Result<Instant, &'static str> {
    let at = hour(typed).ok_or("Write a time, such as 17:00.")?;
    let local = zone.from_local_datetime(&on.and_time(at)).single();
    local.map(|local| Instant::from(local.to_utc())).ok_or("The clocks change at this hour. Take another one.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_browsers_send_it_and_as_people_write_it() {
        let seventh = NaiveDate::from_ymd_opt(2026, 12, 7);
        assert_eq!(["2026-12-07", " 7/12/2026", "07.12.2026 "].map(day), [seventh; 3]);
        assert_eq!(["31/02/2026", "soon", ""].map(day), [None; 3]);
    }

    #[test]
    fn an_hour_is_read_with_colon_or_stop() {
        let seven = NaiveTime::from_hms_opt(19, 0, 0);
        assert_eq!(["19:00", "19.00", "19:00:00"].map(hour), [seven; 3]);
        assert_eq!(hour("7pm"), None);
    }

    #[test]
    fn a_moment_is_told_by_the_clock_of_the_zone() {
        let at = |on: &str, hour: &str| moment(day(on).expect("a day"), hour, Zone::london());
        assert_eq!(at("2026-07-01", "17:00").map(|at| at.to_string()), Ok("2026-07-01T16:00:00.000000Z".to_owned()));
        assert_eq!(at("2026-07-01", "five"), Err("Write a time, such as 17:00."));
        assert!(at("2026-03-29", "01:30").is_err(), "the clocks leap over it");
        assert!(at("2026-10-25", "01:30").is_err(), "the clocks show it twice");
    }
}
