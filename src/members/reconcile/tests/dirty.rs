//! Lists with the faults of their kind, all of them invented, each with what is expected of it.

use std::{fs, path::Path};

use chrono::NaiveDate;

use super::super::{Candidate, Encoding, Known, List, Order, Shape, Unreadable, read, reconcile};

fn bytes(name: &str) -> Vec<u8> {
    fs::read(Path::new("tests/data/members").join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn list(name: &str) -> List {
    read(&bytes(name)).unwrap_or_else(|unreadable| panic!("{name}: {unreadable}"))
}

fn people(name: &str) -> Vec<Candidate> {
    list(name).entries.into_iter().map(|entry| entry.candidate).collect()
}

/// What is expected of a file as a whole.
struct Expected {
    name: &'static str,
    encoding: Encoding,
    delimiter: char,
    shape: Shape,
    rows: usize,
    good: usize,
    problems: &'static [(usize, &'static str)],
}

const EXPECTED: [Expected; 16] = [
    Expected {
        name: "excel_semicolons.csv",
        encoding: Encoding::Utf8Bom,
        delimiter: ';',
        shape: Shape::Plain,
        rows: 2,
        good: 2,
        problems: &[],
    },
    Expected {
        name: "excel_unicode_text.txt",
        encoding: Encoding::Utf16Le,
        delimiter: '\t',
        shape: Shape::Plain,
        rows: 2,
        good: 2,
        problems: &[],
    },
    Expected {
        name: "workbook.xlsx",
        encoding: Encoding::Xlsx,
        delimiter: '\t',
        shape: Shape::Plain,
        rows: 3,
        good: 3,
        problems: &[],
    },
    Expected {
        name: "unicode_big_endian.txt",
        encoding: Encoding::Utf16Be,
        delimiter: '\t',
        shape: Shape::Plain,
        rows: 1,
        good: 1,
        problems: &[],
    },
    Expected {
        name: "windows_1252.csv",
        encoding: Encoding::Windows1252,
        delimiter: ',',
        shape: Shape::Plain,
        rows: 2,
        good: 2,
        problems: &[],
    },
    Expected {
        name: "pasted_together.csv",
        encoding: Encoding::Utf8,
        delimiter: ',',
        shape: Shape::Plain,
        rows: 4,
        good: 3,
        problems: &[(7, "duplicate row")],
    },
    Expected {
        name: "spreadsheet_damage.csv",
        encoding: Encoding::Utf8,
        delimiter: ',',
        shape: Shape::Plain,
        rows: 4,
        good: 2,
        problems: &[
            (3, "Membership No 8.00049E+15 has lost its last digits in a spreadsheet"),
            (5, "Date of Birth 30/02/1950 is not a date; Paid To arrears is not a date"),
        ],
    },
    Expected {
        name: "names.csv",
        encoding: Encoding::Utf8,
        delimiter: ',',
        shape: Shape::Plain,
        rows: 9,
        good: 9,
        problems: &[],
    },
    Expected {
        name: "hq_household.csv",
        encoding: Encoding::Utf8,
        delimiter: ',',
        shape: Shape::Plain,
        rows: 7,
        good: 6,
        problems: &[(8, "Email Address al@example.org; al2@example.org is not one e-mail address")],
    },
    Expected {
        name: "nationbuilder.csv",
        encoding: Encoding::Utf8,
        delimiter: ',',
        shape: Shape::NationBuilder,
        rows: 2,
        good: 0,
        problems: &[(2, "no membership number"), (3, "no membership number")],
    },
    Expected {
        name: "action_network.csv",
        encoding: Encoding::Utf8,
        delimiter: ',',
        shape: Shape::ActionNetwork,
        rows: 3,
        good: 0,
        problems: &[(2, "no membership number"), (3, "no membership number"), (4, "no membership number")],
    },
    Expected {
        name: "civicrm.csv",
        encoding: Encoding::Utf8,
        delimiter: ';',
        shape: Shape::Plain,
        rows: 2,
        good: 1,
        problems: &[(3, "Household is not a person: households and organisations are not members")],
    },
    Expected {
        name: "zetkin.csv",
        encoding: Encoding::Utf8,
        delimiter: ';',
        shape: Shape::Zetkin,
        rows: 2,
        good: 2,
        problems: &[],
    },
    Expected {
        name: "dsa_new.csv",
        encoding: Encoding::Utf8,
        delimiter: ',',
        shape: Shape::Dsa,
        rows: 1,
        good: 1,
        problems: &[],
    },
    Expected {
        name: "galette.csv",
        encoding: Encoding::Utf8,
        delimiter: ';',
        shape: Shape::Plain,
        rows: 1,
        good: 1,
        problems: &[],
    },
    Expected {
        name: "toastmasters.csv",
        encoding: Encoding::Utf8,
        delimiter: ',',
        shape: Shape::Plain,
        rows: 2,
        good: 2,
        problems: &[],
    },
];

#[test]
fn every_list_is_read_as_expected_of_its_kind() {
    for expected in &EXPECTED {
        let list = list(expected.name);
        let problems: Vec<(usize, &str)> = list.problems.iter().map(|problem| (problem.row, problem.reason.as_str())).collect();
        let manner = (list.encoding, list.delimiter, list.shape);
        assert_eq!(manner, (expected.encoding, expected.delimiter, expected.shape), "{}", expected.name);
        assert_eq!((list.rows, list.entries.len()), (expected.rows, expected.good), "{}", expected.name);
        assert_eq!(problems, expected.problems, "{}", expected.name);
    }
}

#[test]
fn files_that_would_mislead_are_turned_away() {
    assert_eq!(read(&bytes("unclosed_quote.csv")), Err(Unreadable::UnclosedQuote { row: 3 }));
    assert_eq!(read(&bytes("nul_bytes.csv")), Err(Unreadable::NulBytes { line: 3 }));
}

#[test]
fn zeros_in_front_and_line_breaks_within_a_cell_survive_excel() {
    let people = people("excel_semicolons.csv");

    assert_eq!((people[0].number.as_str(), people[0].address[0].as_str()), ("0012345", "Flat 2 12 Mill Lane"));
    assert_eq!(people[1].address[0], "1 High Street; rear");
}

#[test]
fn a_workbook_is_read_from_the_first_sheet_with_a_list() {
    let list = list("workbook.xlsx");
    let rows: Vec<usize> = list.entries.iter().map(|entry| entry.row).collect();
    let (ann, zoe) = (&list.entries[0].candidate, &list.entries[1].candidate);

    assert_eq!((ann.number.as_str(), zoe.number.as_str(), rows), ("0012345", "12346", vec![2, 4, 5]));
    assert_eq!((ann.full_name().as_str(), zoe.full_name().as_str()), ("Łucja Święch", "Zoë MÜLLER"));
    assert_eq!(ann.mobile.as_ref().map(|mobile| mobile.typed.as_str()), Some("07700900123"));
    assert_eq!((ann.joined_on, zoe.joined_on), (NaiveDate::from_ymd_opt(2026, 10, 5), NaiveDate::from_ymd_opt(2019, 2, 27)));
    assert_eq!(list.notes, ["Passed over, above the headings: Northmoor branch, November."]);
}

#[test]
fn names_are_spelt_right_whatever_the_encoding() {
    assert_eq!(people("excel_unicode_text.txt")[0].full_name(), "Łucja Święch");
    assert_eq!(people("windows_1252.csv")[0].full_name(), "Zoë O’Brien");
    assert_eq!(people("windows_1252.csv")[1].full_name(), "André “Dré” Müller");
    assert_eq!(list("windows_1252.csv").sample_non_ascii.as_deref(), Some("Zoë O’Brien"));
}

#[test]
fn what_stands_around_a_list_is_passed_over_with_a_note() {
    assert_eq!(
        list("pasted_together.csv").notes,
        [
            "Passed over, above the headings: Northmoor branch: all members.",
            "Row 5 repeats the headings and was passed over.",
            "Row 8 is a total and was passed over: Total members, 4."
        ]
    );
}

#[test]
fn what_a_spreadsheet_did_to_numbers_is_undone_where_it_can_be() {
    let list = list("spreadsheet_damage.csv");
    let ann = &list.entries[0].candidate;
    let cy = &list.entries[1].candidate;

    assert_eq!(ann.text(super::super::Field::JoinedOn), "2020-01-01");
    assert_eq!((ann.born_on.map(|day| day.to_string()), ann.paid_to), (Some("1926-02-01".to_owned()), None));
    assert_eq!(ann.mobile.as_ref().and_then(|mobile| mobile.e164.clone()), None);
    assert_eq!((cy.joined_on, cy.born_on.map(|day| day.to_string())), (None, Some("2009-03-14".to_owned())));
}

#[test]
fn names_keep_what_belongs_to_them_and_lose_what_nobody_sees() {
    let names: Vec<String> = people("names.csv").iter().map(Candidate::full_name).collect();

    let expected = [
        "Zoë O’Brien",
        "Mary Ann Smith-Jones",
        "Сергей Иванов",
        "فاطمة الزهراء",
        "小明 王",
        "Sukarno",
        "<script>alert(1)</script> Ünal",
        "=cmd|' /C calc'!A0 +Plus",
        "None Na",
    ];
    assert_eq!(names, expected);
}

#[test]
fn a_household_shares_an_address_and_stays_several_people() {
    let list = list("hq_household.csv");
    let people: Vec<&Candidate> = list.entries.iter().map(|entry| &entry.candidate).collect();

    assert_eq!((people[0].email.as_str(), people[1].email.as_str()), ("home@example.org", "home@example.org"));
    assert_eq!((people[0].postcode.as_str(), people[2].postcode.as_str()), ("NM3 2EN", "NM3 0EN"));
    assert_eq!((people[4].postcode.as_str(), people[5].email.as_str()), ("59000", ""));
    assert_eq!(list.notes, ["Rows 2 and 5 may be one person: the same names and date of birth."]);
}

#[test]
fn nationbuilders_apostrophes_go_and_its_second_address_is_not_taken() {
    let list = list("nationbuilder.csv");
    let ann = &list.unnumbered[0].candidate;

    assert_eq!((ann.full_name().as_str(), ann.email.as_str()), ("Ann O'Brien", "ann@example.org"));
    assert_eq!(ann.mobile.as_ref().map(|mobile| mobile.typed.as_str()), Some("07700900101"));
    assert_eq!(list.unnumbered[1].candidate.mobile.as_ref().map(|mobile| mobile.typed.as_str()), Some("02079460102"));
    assert_eq!(ann.born_on.map(|day| day.to_string()).as_deref(), Some("1944-02-27"));
    assert!(list.dates.iter().all(|proof| proof.order == Order::MonthDayYear && !proof.undecided));
}

#[test]
fn action_networks_consent_is_left_out_and_its_phones_are_understood() {
    let list = list("action_network.csv");
    let phones: Vec<_> = list.unnumbered.iter().map(|entry| entry.candidate.mobile.clone()).collect();
    let e164: Vec<Option<String>> = phones.into_iter().map(|mobile| mobile.and_then(|mobile| mobile.e164)).collect();

    assert_eq!(e164, [Some("+447700900101".to_owned()), Some("+447700900102".to_owned()), None]);
    let left_out: Vec<&str> = list.ignored.iter().map(|column| column.header.as_str()).collect();
    assert!(left_out.contains(&"can2_subscription_status") && left_out.contains(&"Volunteer? 🌹"));
}

#[test]
fn civicrms_compact_dates_are_days() {
    let ann = &people("civicrm.csv")[0];

    let days = [ann.born_on, ann.joined_on, ann.paid_to].map(|day| day.map(|day| day.to_string()).unwrap_or_default());
    assert_eq!(days, ["1950-04-13", "2019-10-05", "2026-12-31"]);
}

#[test]
fn zetkins_lost_zero_is_put_back_for_mobiles_only() {
    let typed = people("zetkin.csv").into_iter().filter_map(|person| person.mobile).map(|mobile| mobile.typed);

    assert_eq!(typed.collect::<Vec<_>>(), ["07700900101", "2079460102"]);
}

#[test]
fn a_key_that_changed_its_name_still_finds_its_member() {
    let known = Known::from_list(&list("dsa_old.csv"));
    let found = reconcile(&list("dsa_new.csv"), &known);

    assert_eq!((found.new, found.missing, found.changed), (vec![], vec![], vec![]));
}

#[test]
fn the_original_date_of_joining_stands_above_that_of_the_club() {
    let ann = &people("toastmasters.csv")[0];

    assert_eq!((ann.number.as_str(), ann.full_name().as_str()), ("0700", "Ann O'Brien"));
    assert_eq!(ann.joined_on.map(|day| day.to_string()).as_deref(), Some("2019-10-05"));
}

#[test]
fn two_months_of_a_branch_fall_into_every_bucket() {
    let found = reconcile(&list("november.csv"), &Known::from_list(&list("october.csv")));

    let numbers = |bucket: &[super::super::Changed]| bucket.iter().map(|one| one.number.clone()).collect::<Vec<_>>();
    assert_eq!(found.new.iter().map(|entry| entry.candidate.number.as_str()).collect::<Vec<_>>(), ["1005"]);
    assert_eq!((numbers(&found.changed), numbers(&found.moved)), (vec!["1001".into(), "1003".into()], vec!["1002".into()]));
    assert_eq!(found.missing, ["1004"]);
    assert_eq!(found.joined_date_conflicts[0].number, "1003");
    let problems: Vec<(usize, &str)> = found.problems.iter().map(|problem| (problem.row, problem.reason.as_str())).collect();
    let expected = [
        (6, "duplicate row"),
        (7, "Date Joined 31/02/2026 is not a date"),
        (8, "no membership number"),
        (9, "too few cells: 5 of 15"),
    ];
    assert_eq!(problems, expected);
}
