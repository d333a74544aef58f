//! Small invented registers in the layouts that councils send.

use super::*;
use crate::canvassing::register::{Marker, Summary};

const X13: &str = "\
Elector Number Prefix,Elector Number,Elector Number Suffix,Elector Markers,Elector DOB,Elector Name,PostCode,Address1,Address2,Address3,Address4,Address5,Address6
QA1,1,0,,,Ashdown Mary Jo,ZZ1 1AA,1 Mill Lane,Oldtown,ZZ1 1AA,,,
QA1,2,0,G,,Rossi Paolo,ZZ1 1AA,1 MILL LA.,OLDTOWN,ZZ1 1AA,,,
QA1,3,1,,05/06/2027,Ashdown Tom,ZZ1 1AB,\"Flat 2, Elm Court\",3 Mill Lane,Oldtown,ZZ1 1AB,,
QA2,1,,F,,Brook Ann,,,,,,,
QA2,2,,,,N,,,,,,,
";

fn register(text: &str) -> Register {
    read(text.as_bytes()).expect("it is a register")
}

#[test]
fn an_xpress_register_is_read_whole() {
    let register = register(X13);
    assert_eq!(register.layout, Layout::X13);
    assert_eq!(register.problems, []);
    let summary = Summary::of(&register);
    assert_eq!((summary.rows, summary.electors, summary.doors, summary.streets, summary.polling_districts), (5, 5, 2, 1, 2));
    assert_eq!(summary.markers.into_iter().collect::<Vec<_>>(), [('F', 1), ('G', 1)]);
    assert_eq!((summary.attainers, summary.without_address), (1, 2));
}

#[test]
fn a_row_knows_its_elector_and_its_place_in_the_file() {
    let register = register(X13);
    let tom = &register.entries[2];
    assert_eq!((tom.row, tom.elector.to_string()), (4, "QA1-3/1".to_owned()));
    assert_eq!((tom.name.surname.as_str(), tom.name.forenames.as_str()), ("Ashdown", "Tom"));
    assert_eq!(tom.attains_on.map(|day| day.to_string()), Some("2027-06-05".to_owned()));
    assert_eq!(tom.address.to_string(), "Flat 2, Elm Court, 3 Mill Lane, Oldtown, ZZ1 1AB");
    assert_eq!(register.entries[3].markers, [Marker::Overseas]);
    assert!(register.entries[4].is_anonymous());
}

#[test]
fn rows_that_cannot_be_read_are_named_and_the_others_stay() {
    let text = format!(
        "{X13},9,,,,Nobody Ann,,,,,,,\nQA2,x,,,,Nobody Bob,,,,,,,\nQA2,2,0,,,Twice Cat,,,,,,,\nQA2,7,,,31/02/2027,Late Dan,,,,,,,\nQA2,8\n"
    );
    let register = register(&text);
    let said: Vec<String> = register.problems.iter().map(|p| format!("{}: {}", p.row, p.reason)).collect();
    assert_eq!(
        said,
        [
            "7: there is no polling district",
            "8: “x” is not an elector number",
            "9: QA2-2 stands in row 6 already",
            "10: “31/02/2027” is not a date; the elector is kept without the day of coming of age",
            "11: the row has 2 columns where 6 are needed",
        ]
    );
    assert_eq!((register.rows, register.entries.len()), (10, 6));
}

#[test]
fn a_line_break_within_a_field_does_not_shift_the_rows() {
    let text = X13.replace("\"Flat 2, Elm Court\"", "\"Flat 2,\nElm Court\"");
    assert_eq!(register(&text).entries[4].row, 6);
}

#[test]
fn a_register_that_lost_its_header_is_still_known() {
    let bare: String = X13.lines().skip(1).map(|line| format!("{line}\n")).collect();
    let register = register(&bare);
    assert_eq!((register.layout, register.entries.len(), register.entries[0].row), (Layout::X13, 5, 1));
}

#[test]
fn two_name_columns_and_windows_letters_are_understood() {
    let bytes = b"Elector Number Prefix,Elector Number,Elector Number Suffix,Elector Markers,Elector DOB,Elector Surname,Elector Forename,PostCode,Address1,Address2,Address3,Address4,Address5,Address6\r\nQA1,1,0,,,D\xFCrer,Zo\xEB Ann,ZZ1 1AA,1\xA0Mill Lane,Oldtown,,,,\r\n";
    let register = read(bytes).expect("it is a register");
    assert_eq!((register.layout, register.encoding), (Layout::X14, Encoding::Windows1252));
    let entry = &register.entries[0];
    assert_eq!((entry.name.surname.as_str(), entry.name.forenames.as_str()), ("Dürer", "Zoë Ann"));
    assert_eq!(entry.address.street, "Mill Lane");
}

#[test]
fn a_file_that_is_no_register_says_what_to_do() {
    let said = |bytes: &[u8]| read(bytes).map(|_| ()).expect_err("it is none").to_string();
    assert_eq!(said(b""), "The file is empty.");
    assert!(said(b"PK\x03\x04rest").starts_with("This is a spreadsheet"));
    assert!(said(b"name,phone\nAnn,1\n").starts_with("No known layout of a register has these 2 columns: name, phone."));
}
