//! When things on a phone happened, whatever its clock says.

use chrono::{DateTime, Utc};

/// When each entry of a phone's log happened by the branch's clock. They are given in the phone's own order, which holds.
///
/// The phone says what its clock showed as it sent them, so a clock that is out by a day is out by a day here as well and can be put
/// right. A clock that somebody set in between cannot: then nothing happened before `since`, at which the phone was known to
/// be with us, nor after `received_at`.
pub fn placed(
    told: impl IntoIterator<Item = DateTime<Utc>>,
    sent_at: DateTime<Utc>,
    since: DateTime<Utc>,
    received_at: DateTime<Utc>,
) -> Vec<DateTime<Utc>> {
    let out_by = received_at - sent_at;
    let mut before = since;
    let place = |told: DateTime<Utc>| {
        let at = told.checked_add_signed(out_by).unwrap_or(received_at).max(before).min(received_at);
        before = at;
        at
    };
    told.into_iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("a moment")
    }

    #[test]
    fn a_clock_that_is_a_day_fast_or_slow_is_put_right() {
        for day in ["27", "28", "29"] {
            let by_phone = |time: &str| at(&format!("2026-11-{day}T{time}:00Z"));
            let told = [by_phone("11:10"), by_phone("11:20")];
            let placed = placed(told, by_phone("12:00"), at("2026-11-28T11:00:00Z"), at("2026-11-28T12:00:00Z"));
            assert_eq!(placed, [at("2026-11-28T11:10:00Z"), at("2026-11-28T11:20:00Z")]);
        }
    }

    #[test]
    fn a_clock_set_back_on_the_way_keeps_the_order_and_stays_within_the_shift() {
        let told = [at("2026-11-28T11:10:00Z"), at("2026-11-27T11:20:00Z"), at("2026-11-29T11:30:00Z")];
        let placed = placed(told, at("2026-11-28T12:00:00Z"), at("2026-11-28T11:00:00Z"), at("2026-11-28T12:00:00Z"));
        assert_eq!(placed, [at("2026-11-28T11:10:00Z"), at("2026-11-28T11:10:00Z"), at("2026-11-28T12:00:00Z")]);
    }

    #[test]
    fn a_clock_beyond_all_reckoning_breaks_nothing() {
        let (since, received) = (at("2026-11-28T11:00:00Z"), at("2026-11-28T12:00:00Z"));
        assert_eq!(placed([DateTime::<Utc>::MAX_UTC], at("1970-01-01T00:00:00Z"), since, received), [received]);
        assert_eq!(placed([DateTime::<Utc>::MIN_UTC], received, since, received), [since]);
    }
}
