//! Addresses as registers write them: up to nine lines in no fixed order, read into flat, building, house, street and town.
//!
//! Nothing is thrown away and nothing is corrected: where a line cannot be placed with confidence, the address carries
//! a [`Doubt`] that a person can look at.

mod flat;
mod house_number;
mod lines;
mod spelling;
mod street;
mod walking;

pub use house_number::HouseNumber;
pub use spelling::perhaps_one_street;
pub use street::normal_street;
pub use walking::WalkingPlace;

use super::postcode::Postcode;
use std::fmt;

/// One address, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// `Flat 3`, `Ground Floor Flat`; empty for a house.
    pub flat: String,
    /// The name of the block, `Rowan Lodge`; empty where there is none.
    pub building: String,
    pub house: House,
    /// `Albert Road`; empty where no line could be the street.
    pub street: String,
    /// Everything after the street except the postcode: `Ide, Exeter`.
    pub town: String,
    pub postcode: Option<Postcode>,
    pub doubts: Vec<Doubt>,
}

/// What tells one house from its neighbours on the street.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum House {
    Number(HouseNumber),
    /// `Rose Cottage`.
    Name(String),
    Nothing,
}

/// Why an address deserves a second look. The text is what the coordinator reads beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
pub enum Doubt {
    #[error("there is no house number")]
    NoNumber,
    #[error("no line is surely the street")]
    NoStreet,
    #[error("there is no postcode")]
    NoPostcode,
    #[error("two lines begin with a number")]
    TwoNumbers,
}

impl Address {
    /// Reads address lines in the order of the register. `postcode` is the postcode's own column and may be empty;
    /// a postcode repeated among the lines, or standing only there, is understood too.
    pub fn read(lines: &[&str], postcode: &str) -> Address {
        lines::read(lines, postcode, "")
    }

    /// Reads an address as the register of members keeps it: lines in one text, a town, a postcode.
    pub fn kept(lines: &str, town: &str, postcode: &str) -> Address {
        let lines: Vec<&str> = lines.lines().chain([town]).collect();
        Self::read(&lines, postcode)
    }

    /// As [`Address::read`], where the register also has a column that holds the street alone.
    pub fn read_on_street(lines: &[&str], postcode: &str, street: &str) -> Address {
        lines::read(lines, postcode, street)
    }

    /// Whether nothing at all was given: electors overseas and anonymous electors have no address in a register.
    pub fn is_blank(&self) -> bool {
        self.street.is_empty() && self.house == House::Nothing && self.flat.is_empty() && self.town.is_empty()
    }

    /// One text for all writings of the same door; `None` for a blank address. Two entries with the same key live
    /// behind the same door.
    pub fn door_key(&self) -> Option<String> {
        if self.is_blank() {
            return None;
        }
        let place = self.postcode.as_ref().map_or_else(|| self.town.clone(), Postcode::to_string);
        let house = self.house.to_string();
        // A numbered house may be listed with its name or without; only for a flat does the block matter.
        let one_house = matches!(self.house, House::Number(_)) && self.flat.is_empty();
        let block = if one_house { "" } else { self.building.as_str() };
        let parts = [place.as_str(), &self.street, &house, block, &self.flat];
        let normal = parts.map(normal_street);
        Some(normal.join("|"))
    }

    /// One text for all writings of the same street; empty where the street is not known.
    pub fn street_key(&self) -> String {
        normal_street(&self.street)
    }

    /// Where this door comes when the street is walked; see [`WalkingPlace`].
    pub fn walking_place(&self) -> WalkingPlace {
        WalkingPlace::new(&self.house, &self.building, &self.flat)
    }
}

impl fmt::Display for House {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            House::Number(number) => number.fmt(f),
            House::Name(name) => f.write_str(name),
            House::Nothing => Ok(()),
        }
    }
}

impl fmt::Display for Address {
    /// On one line: `Flat 3, Rowan Lodge, 9 Albert Close, London, N22 7AL`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let street = match &self.house {
            House::Number(number) => format!("{number} {}", self.street),
            House::Name(name) if self.street.is_empty() => name.clone(),
            House::Name(name) => format!("{name}, {}", self.street),
            House::Nothing => self.street.clone(),
        };
        let postcode = self.postcode.as_ref().map_or("", Postcode::as_str);
        let parts = [&self.flat, &self.building, &street, &self.town, postcode];
        let shown: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        f.write_str(&shown.join(", "))
    }
}

#[cfg(test)]
mod tests;
