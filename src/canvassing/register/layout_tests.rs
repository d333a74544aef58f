//! The same four electors in every layout, and the same three changes in every update.

use super::{Change, ElectorName, Encoding, Layout, Marker, Register, Summary, read, update};

macro_rules! sample {
    ($file:literal) => {
        register(include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/canvassing/", $file)))
    };
}

fn register(bytes: &[u8]) -> Register {
    read(bytes).expect("it is a register")
}

fn full_registers() -> [(Register, Layout); 6] {
    [
        (sample!("x13_xpress.csv"), Layout::X13),
        (sample!("x13_xpress_utf16.txt"), Layout::X13),
        (sample!("e20_eros.csv"), Layout::E20),
        (sample!("e19_eros.csv"), Layout::E19),
        (sample!("p21_rollno.csv"), Layout::P21),
        (sample!("i22_idox.csv"), Layout::I22),
    ]
}

#[test]
fn four_electors_behind_two_doors_come_out_of_every_layout() {
    for (register, layout) in full_registers() {
        assert_eq!((register.layout, &register.problems), (layout, &vec![]));
        let numbers: Vec<String> = register.entries.iter().map(|entry| entry.elector.to_string()).collect();
        assert_eq!(numbers, ["QA1-1", "QA1-2", "QA1-3/1", "QA2-1"], "{layout}");
        let summary = Summary::of(&register);
        assert_eq!((summary.doors, summary.streets, summary.polling_districts, summary.attainers), (2, 1, 2, 1), "{layout}");
        assert_eq!((summary.markers.get(&'G'), summary.markers.get(&'F')), (Some(&1), Some(&1)), "{layout}");
    }
}

#[test]
fn names_and_addresses_are_the_same_in_every_layout() {
    for (register, layout) in full_registers() {
        let plain = |name: &ElectorName| format!("{} {}", name.surname, name.forenames).to_lowercase();
        let tom = &register.entries[2];
        assert_eq!(plain(&tom.name), "ashdown tom", "{layout}");
        assert_eq!(tom.address.to_string(), "Flat 2, Elm Court, 3 Mill Lane, Oldtown, ZZ1 1AB", "{layout}");
        assert_eq!(plain(&register.entries[3].name), "brook ann", "{layout}");
    }
}

#[test]
fn an_opt_out_is_found_in_the_status_and_before_the_surname() {
    let register = sample!("e20_eros.csv");
    assert!(register.entries[1].markers.contains(&Marker::OptedOut));
    assert!(register.entries[3].markers.contains(&Marker::OptedOut));
    assert!(!register.entries[0].markers.contains(&Marker::OptedOut));
}

#[test]
fn a_status_that_says_yes_is_no_opt_out() {
    let head = "PD,ENO,Status,Title,First Name,Initials,Surname,Suffix,Date Of Attainment,Franchise Flag,Address 1,Postcode";
    let file = format!("{head}\nQ1,7,Y,,Ana,,SMITH,,,,1 Mill Lane,N22 7AL\n");
    let register = register(file.as_bytes());
    assert_eq!(register.layout, Layout::E20);
    assert!(!register.entries[0].markers.contains(&Marker::OptedOut));
}

#[test]
fn tabs_in_sixteen_bits_are_read_like_commas() {
    assert_eq!(sample!("x13_xpress_utf16.txt").encoding, Encoding::Utf16Le);
}

#[test]
fn one_comes_one_changes_and_one_leaves_in_every_update() {
    let updates = [
        (sample!("e23_eros_update.csv"), Layout::E23),
        (sample!("p22_rollno_update.csv"), Layout::P22),
        (sample!("i23_idox_update.csv"), Layout::I23),
    ];
    for (changes, layout) in updates {
        assert_eq!(changes.layout, layout);
        let outcome = update(&sample!("x13_xpress.csv"), &changes).expect("it is an update");
        assert_eq!(outcome.created[0].elector.to_string(), "QA1-4", "{layout}");
        assert_eq!(outcome.amended[0].after.name.surname.to_lowercase(), "ashdown-hill", "{layout}");
        assert_eq!(outcome.deleted[0].to_string(), "QA1-2", "{layout}");
        assert_eq!((outcome.created.len(), outcome.amended.len(), outcome.deleted.len()), (1, 1, 1), "{layout}");
    }
}

#[test]
fn a_change_of_no_known_kind_is_a_problem_with_its_row() {
    let changes = sample!("p22_rollno_update.csv");
    let said: Vec<String> = changes.problems.iter().map(|p| format!("{}: {}", p.row, p.reason)).collect();
    assert_eq!(said, ["5: “X” is none of created, changed and deleted"]);
}

#[test]
fn windows_letters_in_an_eros_update_survive() {
    let changes = sample!("e23_eros_update.csv");
    assert_eq!((changes.encoding, changes.rows), (Encoding::Windows1252, 3));
    assert_eq!(changes.entries[0].name.forenames, "Zoë");
}

#[test]
fn a_section_line_above_the_column_names_of_eros_counts_and_so_does_its_flag() {
    let head = "PD,ENO,Status,Title,First Name,Surname,Register Code,Clerical Error,Opt Out Flag,Address 1,Postcode";
    let file = format!("Monthly Additions for February 2026\n{head}\nQ1,7,,,Ana,Smith,,,Y,1 Mill Lane,N22 7AL\n");
    let register = read(file.as_bytes()).expect("an update");
    assert_eq!((register.layout, register.problems.len()), (Layout::E23, 0), "{:?}", register.problems);
    assert_eq!(register.entries[0].change, Some(Change::Create));
    assert!(register.entries[0].markers.contains(&Marker::OptedOut));
}
