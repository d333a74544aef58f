//! A register in figures: what the coordinator checks against the council's letter.

use super::reading::Register;
use std::collections::{BTreeMap, BTreeSet};

/// The size of a register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    pub rows: usize,
    pub electors: usize,
    /// Distinct addresses after normalising. Electors overseas and anonymous electors have none.
    pub doors: usize,
    pub streets: usize,
    pub polling_districts: usize,
    /// How many electors carry each letter, letters without a known meaning included.
    pub markers: BTreeMap<char, usize>,
    /// Electors with a day on which they come of age.
    pub attainers: usize,
    /// Electors who live behind no door that one could knock on.
    pub without_address: usize,
    /// Doors whose address deserves a second look.
    pub doubtful_doors: usize,
}

impl Summary {
    /// Counts a register.
    pub fn of(register: &Register) -> Summary {
        let mut doors = BTreeMap::new();
        let mut streets = BTreeSet::new();
        let mut districts = BTreeSet::new();
        let mut markers = BTreeMap::new();
        for entry in &register.entries {
            districts.insert(entry.elector.polling_district.as_str());
            for marker in &entry.markers {
                *markers.entry(marker.letter()).or_default() += 1;
            }
            if let Some(door) = entry.address.door_key() {
                doors.insert(door, !entry.address.doubts.is_empty());
                streets.insert(entry.address.street_key());
            }
        }
        streets.remove("");
        let entries = &register.entries;
        Summary {
            rows: register.rows,
            electors: entries.len(),
            doors: doors.len(),
            streets: streets.len(),
            polling_districts: districts.len(),
            markers,
            attainers: entries.iter().filter(|entry| entry.attains_on.is_some()).count(),
            without_address: entries.iter().filter(|entry| entry.address.is_blank()).count(),
            doubtful_doors: doors.values().filter(|doubtful| **doubtful).count(),
        }
    }
}
