//! The one place that asks what time it is and draws lots for secrets.
//!
//! Everything else is handed the moment and the token, so that a story can be told again tomorrow with the same ending.
//! Clippy forbids `Utc::now` and `Uuid::new_v4` everywhere but here (`clippy.toml`).

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use chrono::{DateTime, NaiveDate, TimeDelta, Timelike, Utc};
use rand::Rng;
use uuid::Uuid;

use crate::zone::Zone;

/// A source of the present moment: the machine's clock, moved by a number of microseconds that is zero in daily use.
///
/// The shift exists for stories in tests and for the practice branch, whose past has to be written in order.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    shift: Arc<AtomicI64>,
}

impl Clock {
    /// The clock of the machine.
    pub fn of_the_machine() -> Self {
        Self::default()
    }

    /// A clock that reads `moment` now and runs on from there.
    pub fn set_to(moment: DateTime<Utc>) -> Self {
        let clock = Self::default();
        clock.turn_to(moment);
        clock
    }

    /// Makes the clock, and every copy of it, read `moment` now.
    pub fn turn_to(&self, moment: DateTime<Utc>) {
        let shift = (moment - machine_time()).num_microseconds().unwrap_or_default();
        self.shift.store(shift, Ordering::SeqCst);
    }

    /// The present moment in whole microseconds, which both databases keep.
    pub fn now(&self) -> DateTime<Utc> {
        let shift = TimeDelta::microseconds(self.shift.load(Ordering::SeqCst));
        whole_microseconds(machine_time() + shift)
    }

    /// Today's civil date in `zone`: the date that rules speak of.
    pub fn today(&self, zone: Zone) -> NaiveDate {
        self.now().with_timezone(&zone).date_naive()
    }
}

/// `moment` without its nanoseconds.
pub fn whole_microseconds(moment: DateTime<Utc>) -> DateTime<Utc> {
    let nanoseconds = moment.nanosecond() / 1_000 * 1_000;
    moment.with_nanosecond(nanoseconds).unwrap_or(moment)
}

#[expect(clippy::disallowed_methods, reason = "this is the one place that asks the time")]
fn machine_time() -> DateTime<Utc> {
    Utc::now()
}

/// A new id for an ordinary row; later ids sort after earlier ones.
#[expect(clippy::disallowed_methods, reason = "this is the one place that draws randomness")]
pub fn ordered_id() -> Uuid {
    Uuid::now_v7()
}

/// A new id that betrays neither time nor order: for papers in a ballot box.
#[expect(clippy::disallowed_methods, reason = "this is the one place that draws randomness")]
pub fn random_id() -> Uuid {
    Uuid::new_v4()
}

/// Thirty-two bytes from the operating system: enough for any secret (ASVS 5.0, 11.5.1 rules out UUIDs for these).
pub fn secret_bytes() -> [u8; 32] {
    let mut bytes = [0; 32];
    rand::rng().fill_bytes(&mut bytes);
    bytes
}

/// A secret as 64 hexadecimal digits, fit for a link.
pub fn secret_token() -> String {
    secret_bytes().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Letters and figures that nobody mistakes for each other when read aloud or typed from paper.
const CODE_ALPHABET: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/// A short code to type, `length` signs of five bits each.
pub fn spoken_code(length: usize) -> String {
    secret_bytes().iter().cycle().take(length.min(32)).map(|byte| char::from(CODE_ALPHABET[usize::from(byte % 32)])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_was_turned_reads_the_new_time_in_every_copy() {
        let clock = Clock::of_the_machine();
        let copy = clock.clone();
        let moment = "2026-12-17T19:00:00Z".parse().expect("a written moment");

        clock.turn_to(moment);

        assert!((copy.now() - moment).num_seconds() < 60);
    }

    #[test]
    fn today_is_the_date_in_the_branch_and_not_in_greenwich() {
        let clock = Clock::set_to("2026-06-30T23:30:00Z".parse().expect("a written moment"));

        assert_eq!(clock.today(Zone::london()).to_string(), "2026-07-01");
    }

    #[test]
    fn a_code_to_type_has_no_letter_that_looks_like_a_figure() {
        let code = spoken_code(32);

        assert_eq!(code.len(), 32);
        assert!(!code.contains(['O', '0', 'I', '1']));
    }
}
