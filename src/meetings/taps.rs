//! What a desk did in a dead spot: its taps arrive later, in the order in which they were made, and each is done once.
//!
//! A phone's clock may be wrong, and nobody at a door sets it right. So no tap says when it was: the phone says how long ago it
//! was by its own clock, and the house counts back from its own. Somebody who was checked in without the house knowing it was in
//! no count that the house made: the stay begins when it began, and counts from the moment in which the house learnt of it.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{
    Attendance, Meeting,
    attendance::Whereabouts,
    card,
    door::{self, Arriving},
    rules::Refusal,
    store,
};
use crate::{
    audit::Act,
    db::{Instant, MeetingId, MemberId, RowId},
    members,
    web::Problem,
};

/// So many taps are read of one sending; the phone sends the rest after it.
pub const MOST: usize = 500;
/// A tap is never older than this: whatever a phone says, no meeting lasts longer.
const OLDEST: TimeDelta = TimeDelta::hours(18);
/// A tap that was no longer on its way was never out of the house's sight.
const AT_ONCE: TimeDelta = TimeDelta::seconds(20);

crate::text_enum! {
    /// What was tapped.
    pub enum Deed {
        Came = "came",
        Left = "left",
    }
}

/// One tap, as the phone sends it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Tap {
    /// The phone's own id for it.
    pub id: RowId,
    pub member: MemberId,
    /// The seal of the member's line on the list that the desk carries.
    pub seal: String,
    pub deed: Deed,
    #[serde(default = "in_the_room")]
    pub whereabouts: Whereabouts,
    /// How many milliseconds before the sending it was, by the phone's clock.
    pub ago: i64,
}

fn in_the_room() -> Whereabouts {
    Whereabouts::Room
}

/// What became of the taps of one sending.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub struct Receipt {
    /// Those that are done, now or before.
    pub taken: Vec<RowId>,
    /// Those that cannot be done, with the reason in words.
    pub refused: Vec<Refused>,
}

/// A tap that cannot be done.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Refused {
    pub id: RowId,
    pub words: String,
}

/// Does what a desk did, in the order in which it did it.
///
/// # Errors
/// A meeting that is not there, and what the database says. A single tap that cannot be done does not hold up the others.
pub fn take_in(act: &mut Act<'_>, id: MeetingId, taps: &[Tap]) -> Result<Receipt, Problem> {
    let (branch, now) = (act.branch(), act.at());
    let meeting = store::find(act.conn(), branch, id)?;
    let vault = act.vault().map_err(Problem::broken)?;
    let known = store::known_taps(act.conn(), branch, id)?;
    let moments = moments(taps, now);
    let mut receipt = Receipt::default();
    for (tap, at) in taps.iter().zip(moments) {
        if known.contains(&tap.id) || receipt.taken.contains(&tap.id) {
            receipt.taken.push(tap.id);
            continue;
        }
        if card::line_seal(vault, id, tap.member) != tap.seal || members::find(act.conn(), branch, tap.member).is_err() {
            receipt.refused.push(Refused { id: tap.id, words: Refusal::NotOnList.to_string() });
            continue;
        }
        if meeting.closed_at.is_some_and(|closed| at > closed) {
            receipt.refused.push(Refused { id: tap.id, words: Refusal::DoorShut(meeting.state).to_string() });
            continue;
        }
        done(act, &meeting, tap, at)?;
        store::keep_tap(act, &meeting, tap, at)?;
        receipt.taken.push(tap.id);
    }
    // Even where nothing was new, the desk came by: a deed that records nothing would be taken back.
    act.record("door.replayed", meeting.href(), json!({ "taken": receipt.taken.len(), "refused": receipt.refused.len() }));
    Ok(receipt)
}

/// When each tap was by the clock of the house: never in the future, never before the one made before it.
fn moments(taps: &[Tap], now: Instant) -> Vec<Instant> {
    let mut latest = Instant(now.0 - OLDEST);
    let moment = |tap: &Tap| {
        let ago = TimeDelta::milliseconds(tap.ago.clamp(0, OLDEST.num_milliseconds()));
        latest = if ago < AT_ONCE { now } else { latest.max(Instant(now.0 - ago)) };
        latest
    };
    taps.iter().map(moment).collect()
}

fn done(act: &mut Act<'_>, meeting: &Meeting, tap: &Tap, at: Instant) -> Result<(), Problem> {
    let branch = act.branch();
    let stays = store::attendance(act.conn(), branch, meeting.id)?;
    let mine = || stays.iter().filter(|stay| stay.member == tap.member);
    match tap.deed {
        // Another desk, or the member's own phone, may have noted it meanwhile.
        Deed::Came if mine().any(|stay| was_noted_meanwhile(stay, tap.whereabouts, at)) => Ok(()),
        Deed::Came => {
            let arriving = Arriving { whereabouts: tap.whereabouts, at };
            door::come_in(act, meeting, tap.member, arriving).map(|_| ())
        }
        Deed::Left if mine().any(|stay| stay.left_at.is_none() && stay.joined_at <= at) => {
            Ok(store::end_stay_at(act, meeting.id, tap.member, at)?)
        }
        Deed::Left => Ok(()),
    }
}

/// Whether a stay says already what the tap says: it goes on in the same place, or it began later and is over.
fn was_noted_meanwhile(stay: &Attendance, whereabouts: Whereabouts, at: Instant) -> bool {
    match stay.left_at {
        None => stay.whereabouts == whereabouts || stay.joined_at > at,
        Some(left) => left > at,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tap(ago: i64) -> Tap {
        let (id, member) = (RowId::random(), MemberId::random());
        Tap { id, member, seal: String::new(), deed: Deed::Came, whereabouts: Whereabouts::Room, ago }
    }

    fn at(text: &str) -> Instant {
        Instant(text.parse().expect("a time in RFC 3339"))
    }

    #[test]
    fn the_house_counts_back_from_its_own_clock() {
        let now = at("2026-12-17T20:00:00Z");

        let moments = moments(&[tap(600_000), tap(60_000), tap(0)], now);

        assert_eq!(moments, [at("2026-12-17T19:50:00Z"), at("2026-12-17T19:59:00Z"), now]);
    }

    #[test]
    fn a_phone_whose_clock_was_put_right_between_two_taps_does_not_turn_them_round() {
        let now = at("2026-12-17T20:00:00Z");

        // The second tap seems to come an hour before the first, and the third from the future.
        let moments = moments(&[tap(600_000), tap(4_200_000), tap(-5_000)], now);

        assert_eq!(moments, [at("2026-12-17T19:50:00Z"), at("2026-12-17T19:50:00Z"), now]);
    }

    #[test]
    fn a_tap_that_came_through_at_once_was_now() {
        let now = at("2026-12-17T20:00:00Z");

        assert_eq!(moments(&[tap(300), tap(20_000)], now), [now, now]);
        assert_eq!(moments(&[tap(20_000)], now), [at("2026-12-17T19:59:40Z")]);
    }

    #[test]
    fn no_tap_is_older_than_a_meeting_lasts() {
        let now = at("2026-12-17T20:00:00Z");

        assert_eq!(moments(&[tap(i64::MAX), tap(i64::MIN)], now), [at("2026-12-17T02:00:00Z"), now]);
    }
}
