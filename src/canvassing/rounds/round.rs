//! A round, and the rounds that a polling district would fall into.

use std::collections::BTreeSet;

use serde::Serialize;

use super::USUAL_ROUND;

use crate::{
    canvassing::{
        cut::{self, Pace},
        electors::Door,
        ground::Ground,
    },
    db::{CutId, DistrictId, DoorId, Instant, RoundId},
};

/// A published round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, diesel::Queryable)]
pub struct Round {
    pub id: RoundId,
    pub cut: CutId,
    pub district: DistrictId,
    /// "NSB1-01": the same on paper and on the phone.
    pub code: String,
    pub doors: i32,
    /// "Albert Close, Bidwell Gardens".
    pub streets: String,
    pub published_at: Instant,
    pub replaced_at: Option<Instant>,
}

/// A door in its place on a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoundDoor {
    /// From one.
    pub position: i32,
    pub door: DoorId,
}

/// A round that is not yet published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proposed {
    pub code: String,
    pub doors: Vec<DoorId>,
    pub streets: Vec<String>,
    /// From the first door to the last, where it is known where doors stand.
    pub metres: Option<u64>,
    /// At the usual contact rate, walking left out where the doors' places are not known.
    pub minutes: u64,
}

/// How many rounds the doors are to make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Into {
    /// As many as it takes for about so many doors each.
    RoundsOf(usize),
    /// As many as it takes for about so many minutes each.
    RoundsOfMinutes(u64),
    /// One for each of so many teams that set out now.
    Teams(usize),
}

/// More doors than this no team knocks in an evening.
const MOST_FOR_A_TEAM: usize = 60;

/// So many rounds for so many teams. Where these cannot knock all the doors, the rounds have the usual size, and some are left for
/// another evening.
fn rounds_for_teams(teams: usize, doors: usize) -> usize {
    if doors > teams * MOST_FOR_A_TEAM { cut::how_many(doors, USUAL_ROUND) } else { teams.min(doors) }
}

/// Cuts the doors of a polling district into rounds: by what there is to walk where the ground is known, else street by street.
/// Doors whose people wish not to be visited are left out. `cut_number` counts the cuts of the district: the second one's codes
/// end in B, so that no two sheets of paper bear the same code.
pub fn propose(doors: &[Door], district: &str, into: Into, cut_number: i32, (pace, ground): (Pace, &Ground)) -> Vec<Proposed> {
    let open: Vec<&Door> = doors.iter().filter(|door| door.do_not_knock_at.is_none()).collect();
    let knocked: Vec<cut::Door> = open.iter().map(|door| as_cut(door, district, ground)).collect();
    let proposed = |round: cut::Round| {
        let streets: BTreeSet<&str> = round.doors.iter().map(|at| open[*at].street.as_str()).collect();
        Proposed {
            metres: round.metres.map(|metres| metres.round() as u64),
            minutes: round.minutes(pace),
            code: format!("{}{}", round.code, edition(cut_number)),
            doors: round.doors.iter().map(|at| open[*at].id).collect(),
            streets: streets.into_iter().map(str::to_owned).collect(),
        }
    };
    let walked = |rounds| cut::by_walking_into(&knocked, ground.paths(), rounds);
    let rounds = match into {
        Into::RoundsOf(per_round) => walked(cut::how_many(knocked.len(), per_round)),
        Into::RoundsOfMinutes(minutes) => cut::by_minutes(&knocked, ground.paths(), minutes, pace),
        Into::Teams(teams) => walked(rounds_for_teams(teams, knocked.len())),
    };
    rounds.into_iter().map(proposed).collect()
}

/// A door as far as cutting needs to know it.
pub fn as_cut(door: &Door, district: &str, ground: &Ground) -> cut::Door {
    let place = door.walking_place();
    cut::Door {
        id: door.id.to_string(),
        street: door.street_key.clone(),
        odd_side: place.is_odd(),
        place,
        polling_district: district.to_owned(),
        at: ground.at(door.id),
    }
}

/// Nothing for the first cut, then B, C …, and the number itself once the letters are used up.
pub fn edition(cut_number: i32) -> String {
    match u8::try_from(cut_number) {
        Ok(0 | 1) => String::new(),
        Ok(number @ 2..=26) => char::from(b'A' + number - 1).to_string(),
        _ => format!("-{cut_number}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::StreetId;

    fn door(house: u32, barred: Option<Instant>) -> Door {
        Door {
            id: DoorId::fresh(),
            district: DistrictId::fresh(),
            street_id: StreetId::fresh(),
            street: "Mill Lane".into(),
            street_key: "mill lane".into(),
            house: house.to_string(),
            building: String::new(),
            flat: String::new(),
            town: String::new(),
            postcode: String::new(),
            do_not_knock_at: barred,
            at: (None, None),
        }
    }

    #[test]
    fn a_door_that_wishes_no_visit_is_in_no_later_round() {
        let since = Instant::from("2026-11-23T10:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().expect("a moment"));
        let doors = [door(1, None), door(2, Some(since)), door(3, None)];
        let rounds = propose(&doors, "Q1", Into::RoundsOf(50), 1, (Pace::default(), &Ground::default()));
        assert_eq!(rounds[0].doors, [doors[0].id, doors[2].id]);
        assert_eq!(rounds[0].streets, ["Mill Lane"]);
    }

    #[test]
    fn no_two_cuts_of_a_district_share_a_code() {
        let codes = [1, 2, 3, 27].map(|number| {
            propose(&[door(1, None)], "Q1", Into::RoundsOf(50), number, (Pace::default(), &Ground::default()))[0].code.clone()
        });
        assert_eq!(codes, ["Q1-01", "Q1-01B", "Q1-01C", "Q1-01-27"]);
    }

    #[test]
    fn each_team_gets_a_round_unless_that_would_be_more_than_an_evening() {
        assert_eq!([59, 240, 241, 792].map(|doors| rounds_for_teams(4, doors)), [4, 4, 5, 16]);
        assert_eq!([0, 3].map(|doors| rounds_for_teams(4, doors)), [0, 3]);
    }
}
