//! Reading address lines: which part is the street, what stands before it and what after.

use super::house_number::HouseNumber;
use super::street::{normal_street, sounds_like_a_street, without_shouting};
use super::{Address, Doubt, House, flat};
use crate::places::postcode::Postcode;

pub(super) fn read(lines: &[&str], postcode: &str, known_street: &str) -> Address {
    let mut parts = parts_of(lines);
    let postcode = take_postcode(&mut parts, postcode);
    let mut doubts = Vec::new();
    let flats = take_flats(&mut parts);
    join_lone_numbers(&mut parts);
    part_names_from_numbers(&mut parts);
    let mut address = place(parts, known_street, &mut doubts);
    address.flat = without_shouting(&flats.join(", "));
    flat_from_building(&mut address);
    if postcode.is_none() && !address.is_blank() {
        doubts.push(Doubt::NoPostcode);
    }
    Address { postcode, doubts, ..address }
}

/// Lines and the commas within them part an address; blanks and a repeated part fall away.
fn parts_of(lines: &[&str]) -> Vec<String> {
    let pieces = lines.iter().flat_map(|line| line.split(','));
    let cleaned = pieces.map(|piece| piece.split_whitespace().collect::<Vec<_>>().join(" "));
    let mut parts: Vec<String> = cleaned.filter(|piece| !piece.is_empty()).collect();
    parts.dedup();
    parts
}

/// The postcode of its own column, else the one among the lines. It is taken out of the lines in either case.
fn take_postcode(parts: &mut Vec<String>, column: &str) -> Option<Postcode> {
    let mut found = Postcode::parse(column).ok();
    parts.retain_mut(|part| match Postcode::at_end_of(part) {
        Some((rest, postcode)) => {
            let rest = rest.to_owned();
            found.get_or_insert(postcode);
            *part = rest;
            !part.is_empty()
        }
        None => true,
    });
    found
}

/// Flats wherever they stand, in the order of the lines; what shared a line with one stays behind.
fn take_flats(parts: &mut Vec<String>) -> Vec<String> {
    let mut flats = Vec::new();
    parts.retain_mut(|part| match flat::at_start_of(part) {
        Some((flat, rest)) => {
            let rest = rest.to_owned();
            flats.push(flat.to_owned());
            *part = rest;
            !part.is_empty()
        }
        None => true,
    });
    flats
}

/// `12`, `Albert Road` on two lines are one house on one street.
fn join_lone_numbers(parts: &mut Vec<String>) {
    let mut at = 0;
    while at + 1 < parts.len() {
        if HouseNumber::parse(&parts[at]).is_some() && HouseNumber::at_start_of(&parts[at + 1]).is_none() {
            let street = parts.remove(at + 1);
            parts[at] = format!("{} {street}", parts[at]);
        }
        at += 1;
    }
}

/// `Honeysuckle Cottage 2 Mill Lane` on one line is a house name and a numbered house.
fn part_names_from_numbers(parts: &mut Vec<String>) {
    let number_within = |part: &String| {
        let blanks = part.match_indices(' ').map(|(at, _)| at);
        blanks.into_iter().find(|at| HouseNumber::at_start_of(&part[*at..]).is_some_and(|(_, rest)| sounds_like_a_street(rest)))
    };
    let mut at = 0;
    while at < parts.len() {
        let begins_with_number = HouseNumber::at_start_of(&parts[at]).is_some();
        if let (false, Some(blank)) = (begins_with_number, number_within(&parts[at])) {
            let street = parts[at].split_off(blank).trim_start().to_owned();
            parts.insert(at + 1, street);
        }
        at += 1;
    }
}

/// Finds the street among the parts and places the others around it.
fn place(parts: Vec<String>, known_street: &str, doubts: &mut Vec<Doubt>) -> Address {
    if let Some((at, number)) = numbered_street(&parts, known_street, doubts) {
        let street = HouseNumber::at_start_of(&parts[at]).map_or("", |(_, rest)| rest);
        return around(&parts, at, House::Number(number), street);
    }
    let Some(at) = unnumbered_street(&parts, known_street) else {
        return without_street(parts, known_street, doubts);
    };
    doubts.push(Doubt::NoNumber);
    let mut address = around(&parts, at, House::Nothing, &parts[at]);
    if !address.building.is_empty() {
        address.house = House::Name(std::mem::take(&mut address.building));
    }
    address
}

/// The part that begins with a number and goes on with a name. Of several, the one that is the known street or
/// sounds like a street; `12 Rowan Lodge` gives way to `9 Albert Close`.
fn numbered_street(parts: &[String], known_street: &str, doubts: &mut Vec<Doubt>) -> Option<(usize, HouseNumber)> {
    let numbered = |(at, part): (usize, &String)| {
        let (number, rest) = HouseNumber::at_start_of(part)?;
        (!rest.is_empty()).then(|| (at, number, rest.to_owned()))
    };
    let found: Vec<(usize, HouseNumber, String)> = parts.iter().enumerate().filter_map(numbered).collect();
    let known = normal_street(known_street);
    let streets: Vec<_> = found.iter().filter(|(_, _, rest)| sounds_like_a_street(rest)).collect();
    let chosen = found.iter().find(|(_, _, rest)| !known.is_empty() && normal_street(rest) == known);
    if chosen.is_none() && (streets.len() > 1 || (streets.is_empty() && found.len() > 1)) {
        doubts.push(Doubt::TwoNumbers);
    }
    let (at, number, _) = chosen.or_else(|| streets.first().copied()).or_else(|| found.first())?;
    Some((*at, *number))
}

/// The known street, else the first part that sounds like one.
fn unnumbered_street(parts: &[String], known_street: &str) -> Option<usize> {
    let known = normal_street(known_street);
    let is_known = |part: &String| !known.is_empty() && normal_street(part) == known;
    parts.iter().position(is_known).or_else(|| parts.iter().position(|part| sounds_like_a_street(part)))
}

/// `Low Barn, Whassett, Milnthorpe`: the first part names the house, the second stands in for the street.
fn without_street(mut parts: Vec<String>, known_street: &str, doubts: &mut Vec<Doubt>) -> Address {
    let mut address = around(&[], 0, House::Nothing, known_street);
    if parts.is_empty() {
        return address;
    }
    doubts.push(Doubt::NoNumber);
    address.house = House::Name(without_shouting(&parts.remove(0)));
    if known_street.is_empty() {
        doubts.push(Doubt::NoStreet);
        if !parts.is_empty() {
            address.street = without_shouting(&parts.remove(0));
        }
    }
    address.town = without_shouting(&parts.join(", "));
    address
}

fn around(parts: &[String], at: usize, house: House, street: &str) -> Address {
    Address {
        flat: String::new(),
        building: without_shouting(&parts[..at].join(", ")),
        house,
        street: without_shouting(street),
        town: without_shouting(&parts.get(at + 1..).unwrap_or_default().join(", ")),
        postcode: None,
        doubts: Vec::new(),
    }
}

/// `12 Rowan Lodge` before `9 Albert Close` is flat 12 of Rowan Lodge.
fn flat_from_building(address: &mut Address) {
    if !address.flat.is_empty() {
        return;
    }
    let split = HouseNumber::at_start_of(&address.building).map(|(number, rest)| (number.to_string(), rest.to_owned()));
    if let Some((number, building)) = split {
        address.flat = format!("Flat {number}");
        address.building = building;
    }
}
