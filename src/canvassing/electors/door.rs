//! A door and the people on the register behind it.

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    canvassing::register::Marker,
    db::{DistrictId, DoorId, ElectorId, Instant, StreetId},
    places::address::{House, HouseNumber, WalkingPlace},
};

/// A door that can be knocked on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, diesel::Queryable)]
pub struct Door {
    pub id: DoorId,
    pub district: DistrictId,
    pub street_id: StreetId,
    pub street: String,
    pub street_key: String,
    pub house: String,
    pub building: String,
    pub flat: String,
    pub town: String,
    pub postcode: String,
    /// Since when somebody here wishes not to be visited.
    pub do_not_knock_at: Option<Instant>,
    /// Where it is, north and east in ten-millionths of a degree, where a file said so.
    pub at: Place,
}

/// A place, as far as it is known.
pub type Place = (Option<i32>, Option<i32>);

impl Door {
    /// What stands on the door, without the street: "12A", "Flat 3, Rowan Lodge, 9".
    pub fn label(&self) -> String {
        let parts: Vec<&str> =
            [&self.flat, &self.building, &self.house].into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        if parts.is_empty() { "No number".to_owned() } else { parts.join(", ") }
    }

    /// The label with the street: "12A Albert Close", "Rose Cottage, Mill Lane".
    pub fn address(&self) -> String {
        let is_numbered = HouseNumber::parse(&self.house).is_some();
        format!("{}{}{}", self.label(), if is_numbered { " " } else { ", " }, self.street)
    }

    /// Where the door comes when its street is walked.
    pub fn walking_place(&self) -> WalkingPlace {
        let house = match HouseNumber::parse(&self.house) {
            Some(number) => House::Number(number),
            None if self.house.is_empty() => House::Nothing,
            None => House::Name(self.house.clone()),
        };
        WalkingPlace::new(&house, &self.building, &self.flat)
    }
}

/// An entry of the register in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Elector {
    pub id: ElectorId,
    pub door: Option<DoorId>,
    /// "12" or "12/1": the number within the polling district.
    pub number: String,
    pub name: String,
    /// The markers in words.
    pub markers: Vec<String>,
    /// The day of coming of age, for those not yet of age.
    pub attains_on: Option<NaiveDate>,
}

impl Elector {
    /// The letters of a register as words; a letter without a known meaning is shown as it is. Opting out of the open
    /// register says nothing at a door, so it is left out.
    pub fn markers_in_words(letters: &str) -> Vec<String> {
        let shown = Marker::read_all(letters).into_iter().filter(|marker| *marker != Marker::OptedOut);
        shown
            .map(|marker| match marker {
                Marker::Unknown(letter) => format!("marker {letter}, meaning not known here"),
                known => known.to_string(),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    pub fn door(house: &str, flat: &str) -> Door {
        Door {
            id: DoorId::fresh(),
            district: DistrictId::fresh(),
            street_id: StreetId::fresh(),
            street: "Mill Lane".into(),
            street_key: "mill lane".into(),
            house: house.into(),
            building: String::new(),
            flat: flat.into(),
            town: String::new(),
            postcode: "N22 7AL".into(),
            do_not_knock_at: None,
            at: (None, None),
        }
    }

    #[test]
    fn a_number_joins_its_street_and_a_name_is_parted_from_it() {
        assert_eq!(door("12A", "").address(), "12A Mill Lane");
        assert_eq!(door("9", "Flat 3").address(), "Flat 3, 9 Mill Lane");
        assert_eq!(door("Rose Cottage", "").address(), "Rose Cottage, Mill Lane");
        assert_eq!(door("", "").address(), "No number, Mill Lane");
    }

    #[test]
    fn letters_become_words_and_the_open_register_is_nobodys_business() {
        assert_eq!(Elector::markers_in_words("GZ"), ["EU citizen, local elections"]);
        assert_eq!(Elector::markers_in_words("Q"), ["marker Q, meaning not known here"]);
    }
}
