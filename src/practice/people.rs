//! Invented people: names drawn in a fixed order, so that every practice branch has the same ones.

use chrono::{Days, NaiveDate};

use crate::members::{Joining, Office};

/// The offices of the first people, in their order.
pub const OFFICERS: [Office; 5] =
    [Office::Secretary, Office::Chair, Office::MembershipSecretary, Office::CanvassCoordinator, Office::ReturningOfficer];

const FIRST: [&str; 24] = [
    "Nadia", "Tom", "Ama", "Petra", "Joe", "Leila", "Gwen", "Marek", "Zoë", "Idris", "Siân", "Kofi", "Ruth", "Łucja", "Hamid",
    "Bronagh", "Desmond", "Xanthe", "Yusuf", "Maeve", "Ivo", "Priya", "Callum", "Ottilie",
];
const LAST: [&str; 20] = [
    "Rahman",
    "Lewis",
    "Okoro",
    "Evans",
    "Nowak",
    "McDonald",
    "O’Brien",
    "Haddad",
    "Clarke",
    "Święch",
    "Brand",
    "Iqbal",
    "Lindqvist",
    "Adeyemi",
    "Marsh",
    "Khan",
    "van Dyk",
    "Price",
    "Sørensen",
    "Whitlock",
];
const WARDS: [&str; 3] = ["Millbank", "Eastfield", "Harbour"];
const STREETS: [&str; 6] = ["Albion Street", "Canal Side", "Station Road", "Orchard Close", "Tenter Fields", "Union Terrace"];

/// How many members the practice branch has.
const MEMBERS: u32 = 120;

/// Everybody, officers first. One in twelve has no mail address, one in nine joined too lately to vote, one in eight owes dues.
pub fn joining(today: NaiveDate) -> Vec<Joining> {
    (0..MEMBERS).map(|place| person(place, today)).collect()
}

fn person(place: u32, today: NaiveDate) -> Joining {
    let (first, last) = (pick(&FIRST, place), pick(&LAST, place / 24 * 7 + place));
    let is_officer = (place as usize) < OFFICERS.len();
    let days_in = if !is_officer && place % 9 == 4 { 20 } else { 400 + u64::from(place) * 17 };
    let owes = !is_officer && place % 8 == 7;
    let has_mail = is_officer || place % 12 != 11;
    Joining {
        number: format!("N{:05}", 10_001 + place),
        first_name: first.to_owned(),
        last_name: last.to_owned(),
        email: has_mail.then(|| format!("member{}@northmoor.example", 10_001 + place)),
        mobile: format!("07700 900{:03}", place),
        address: format!("{} {}", 1 + place * 3 % 140, pick(&STREETS, place)),
        town: "Northmoor".to_owned(),
        postcode: format!("NM{} {}AB", 1 + place % 4, 1 + place % 9),
        gender: ["F", "M", "M", "F", "", "X"][(place % 6) as usize].to_owned(),
        born_on: today.checked_sub_days(Days::new(7_000 + u64::from(place) * 163)),
        paid_to: if owes { today.checked_sub_days(Days::new(200)) } else { today.checked_add_days(Days::new(90)) },
        ward: Some(pick(&WARDS, place).to_owned()),
        class: "full".to_owned(),
        joined_on: today.checked_sub_days(Days::new(days_in)).unwrap_or(today),
        source: "practice branch".to_owned(),
        ..Joining::default()
    }
}

/// An invented elector: last name and first.
pub fn elector(place: u32) -> (&'static str, &'static str) {
    (pick(&LAST, place * 7 + 3), pick(&FIRST, place * 5 + 1))
}

fn pick(words: &[&'static str], place: u32) -> &'static str {
    words[place as usize % words.len()]
}
