//! Addresses as branches meet them, and how they are read.

use super::*;

fn read(lines: &[&str]) -> Address {
    Address::read(lines, "N22 7AL")
}

#[test]
fn a_house_on_a_street_is_read_plainly() {
    let address = read(&["1 Albert Close", "London", "N22 7AL", "", "", ""]);
    assert_eq!(
        (address.house.to_string().as_str(), address.street.as_str(), address.town.as_str()),
        ("1", "Albert Close", "London")
    );
    assert_eq!(address.to_string(), "1 Albert Close, London, N22 7AL");
    assert!(address.doubts.is_empty());
}

#[test]
fn a_flat_in_a_named_block_keeps_all_three_names() {
    let address = read(&["Flat 3, Rowan Lodge", "9 Albert Close", "London"]);
    assert_eq!((address.flat.as_str(), address.building.as_str()), ("Flat 3", "Rowan Lodge"));
    assert_eq!((address.house.to_string().as_str(), address.street.as_str()), ("9", "Albert Close"));
}

#[test]
fn every_writing_of_a_door_has_one_key() {
    let plain = read(&["Flat 3, Rowan Lodge", "9 Albert Close", "London"]);
    let shouted = Address::read(&["FLAT 3 ROWAN LODGE", "9\u{a0}ALBERT CL.", "LONDON N22 7AL"], "");
    let in_one_line = Address::read(&["Flat 3, Rowan Lodge, 9, Albert Close, London, N227AL"], "");
    let numbered_block = read(&["3 Rowan Lodge", "9 Albert Close", "LONDON"]);
    for other in [shouted, in_one_line, numbered_block] {
        assert_eq!(other.door_key(), plain.door_key());
        assert_eq!(other.street_key(), "albert close");
    }
}

#[test]
fn neighbours_on_one_stair_have_different_keys() {
    let doors =
        [&["Flat A", "21 Albert Road"], &["Flat B", "21 Albert Road"], &["", "21 Albert Road"], &["", "21A Albert Road"]];
    let mut keys: Vec<_> = doors.iter().map(|lines| read(*lines).door_key()).collect();
    keys.sort();
    keys.dedup();
    assert_eq!(keys.len(), 4);
}

#[test]
fn a_street_in_two_postcodes_is_two_doors() {
    let here = Address::read(&["1 High Street", "Ide"], "EX2 9RZ");
    let there = Address::read(&["1 High Street", "Exminster"], "EX6 8AA");
    assert_ne!(here.door_key(), there.door_key());
}

#[test]
fn a_named_house_is_doubtful_but_placed() {
    let address = Address::read(&["Rose Cottage", "Mill Lane", "Slackhead"], "LA7 7BB");
    assert_eq!((address.house.clone(), address.street.as_str()), (House::Name("Rose Cottage".into()), "Mill Lane"));
    assert_eq!(address.doubts, [Doubt::NoNumber]);
}

#[test]
fn a_house_name_beside_the_number_makes_no_second_door() {
    let named = read(&["Honeysuckle Cottage 2 Mill Lane", "Oldtown"]);
    assert_eq!((named.building.as_str(), named.house.to_string().as_str()), ("Honeysuckle Cottage", "2"));
    assert_eq!(named.door_key(), read(&["2 Mill Lane", "Oldtown"]).door_key());
    assert_eq!(named.doubts, []);
}

#[test]
fn a_farm_without_a_street_says_so() {
    let address = Address::read(&["Low Barn", "Whassett", "Milnthorpe", "Cumbria"], "LA7 7DN");
    assert_eq!((address.street.as_str(), address.town.as_str()), ("Whassett", "Milnthorpe, Cumbria"));
    assert_eq!(address.doubts, [Doubt::NoNumber, Doubt::NoStreet]);
}

#[test]
fn a_mews_off_a_road_is_its_own_street() {
    let address = Address::read(&["3 Freshbrook Mews", "Freshbrook Road", "Lancing"], "BN15 8AJ");
    assert_eq!((address.street.as_str(), address.town.as_str()), ("Freshbrook Mews", "Freshbrook Road, Lancing"));
}

#[test]
fn the_street_column_settles_which_line_is_the_street() {
    let lines = ["Flat 1", "120 Betstyle", "9 Albert Court", "London"];
    assert_eq!(Address::read_on_street(&lines, "N22 7AL", "BETSTYLE").street, "Betstyle");
    assert_eq!(Address::read(&lines, "N22 7AL").street, "Albert Court");
}

#[test]
fn an_address_without_lines_is_blank_and_has_no_door() {
    let address = Address::read(&["", " \u{a0} ", ""], "");
    assert!(address.is_blank());
    assert_eq!(address.door_key(), None);
    assert!(address.doubts.is_empty());
}

#[test]
fn a_missing_postcode_is_a_doubt_and_no_loss() {
    let address = Address::read(&["12-14 High Street", "Leeds"], "not known");
    assert_eq!(address.postcode, None);
    assert_eq!(address.doubts, [Doubt::NoPostcode]);
    assert_eq!(address.to_string(), "12-14 High Street, Leeds");
}
