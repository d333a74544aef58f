//! Who lives behind which door: the entries of a register gathered by address.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::{
    canvassing::register::{Entry, Property, Register},
    places::address::Address,
};

/// A door as a register knows it.
#[derive(Debug)]
pub struct Found<'a> {
    /// One text for all writings of the address.
    pub key: String,
    /// The polling district of the elector listed here with the lowest number.
    pub district: &'a str,
    /// The number of that elector.
    lowest: u32,
    pub address: &'a Address,
    /// One text for all writings of the street.
    pub street_key: String,
    pub property: Property,
}

/// The doors of a register and who is listed behind each.
#[derive(Debug)]
pub struct Households<'a> {
    pub doors: Vec<Found<'a>>,
    /// Each entry with the place of its door in `doors`; electors overseas and anonymous electors have none.
    pub electors: Vec<(&'a Entry, Option<usize>)>,
}

impl<'a> Households<'a> {
    /// Gathers the entries of a register.
    pub fn of(register: &'a Register) -> Self {
        let mut doors: Vec<Found<'a>> = Vec::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        let mut electors: Vec<(&Entry, Option<usize>)> = Vec::with_capacity(register.entries.len());
        for entry in &register.entries {
            let door = match electors.last() {
                // Most electors are listed below one of their own household.
                Some((last, door)) if last.address == entry.address => *door,
                _ => entry.address.door_key().map(|key| {
                    *places.entry(key.clone()).or_insert_with(|| {
                        doors.push(Found::new(key, entry));
                        doors.len() - 1
                    })
                }),
            };
            if let Some(found) = door.and_then(|at| doors.get_mut(at)) {
                found.meet(entry);
            }
            electors.push((entry, door));
        }
        Self { doors, electors }
    }

    /// The codes of the polling districts.
    pub fn districts(&self) -> BTreeSet<&'a str> {
        self.electors.iter().map(|(entry, _)| entry.elector.polling_district.as_str()).collect()
    }

    /// The streets by their key, each with its name as first written.
    pub fn streets(&self) -> BTreeMap<String, String> {
        let mut streets = BTreeMap::new();
        for door in &self.doors {
            streets.entry(door.street_key.clone()).or_insert_with(|| door.street_name());
        }
        streets
    }
}

impl<'a> Found<'a> {
    fn new(key: String, entry: &'a Entry) -> Self {
        let elector = &entry.elector;
        Self {
            key,
            district: &elector.polling_district,
            lowest: elector.number,
            address: &entry.address,
            street_key: entry.address.street_key(),
            property: entry.property,
        }
    }

    /// One more elector is listed here.
    fn meet(&mut self, entry: &'a Entry) {
        if entry.elector.number < self.lowest {
            (self.lowest, self.district) = (entry.elector.number, &entry.elector.polling_district);
        }
    }

    /// The name of the street, or what to call the lack of one.
    pub fn street_name(&self) -> String {
        if self.address.street.is_empty() { "No street given".to_owned() } else { self.address.street.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::canvassing::register::read;

    const FILE: &str = "Elector Number Prefix,Elector Number,Elector Number Suffix,Elector Markers,Elector DOB,Elector Name,PostCode,Address1,Address2\n\
        Q1,1,0,,,Smith Ana,N22 7AL,1 Mill Lane,London\n\
        Q1,2,0,,,Smith Bo,N22 7AL,1 MILL LANE,London\n\
        Q1,3,0,F,,Far Away,,,\n\
        Q2,1,0,,,Else Tom,N22 7AB,2 Mill Ln,London\n";

    #[test]
    fn a_door_stands_where_its_lowest_number_is_listed() {
        let file = format!(
            "{FILE}Q1,9,0,,,Else Una,N22 7AB,2 Mill Lane,London\nQ3,1,0,,,Low Ida,N22 7AL,3 Mill Lane,London\n\
             Q2,8,0,,,High Ben,N22 7AL,3 Mill Lane,London\nQ4,7,0,,,Late Joe,N22 7AL,1 Mill Lane,London\n"
        );
        let register = read(file.as_bytes()).expect("it is a register");
        let districts: Vec<&str> = Households::of(&register).doors.iter().map(|door| door.district).collect();
        assert_eq!(districts, ["Q1", "Q2", "Q3"]);
    }

    #[test]
    fn two_writings_of_one_address_are_one_door() {
        let register = read(FILE.as_bytes()).expect("it is a register");
        let households = Households::of(&register);
        assert_eq!(households.doors.len(), 2);
        assert_eq!(households.electors.iter().map(|(_, door)| *door).collect::<Vec<_>>(), [Some(0), Some(0), None, Some(1)]);
        assert_eq!(households.streets().len(), 1);
        assert_eq!(households.districts().into_iter().collect::<Vec<_>>(), ["Q1", "Q2"]);
    }
}
