//! What the command prints, and the code with which it ends.

use super::*;

const REGISTER: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/canvassing/x13_xpress.csv"));
const UPDATE: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/canvassing/e23_eros_update.csv"));

#[test]
fn a_register_is_one_json_object_in_the_agreed_form() {
    let answer = run(REGISTER, None, Form::Json);
    let expected = r#"{"layout":"x13","encoding":"utf-8","rows":4,"electors":4,"doors":2,"streets":1,"polling_districts":2,"markers":{"F":1,"G":1},"problems":[]}"#;
    assert_eq!((answer.stdout.trim_end(), answer.exit), (expected, 0));
    assert_eq!(answer.stderr, "1 electors have no address in the register and live behind no door.\n");
}

#[test]
fn an_update_is_counted_beside_the_register() {
    let answer = run(REGISTER, Some(UPDATE), Form::Json);
    let expected = r#""update":{"created":1,"amended":1,"deleted":1,"ignored":0,"unknown":0,"problems":[]}}"#;
    assert!(answer.stdout.trim_end().ends_with(expected), "{}", answer.stdout);
    assert_eq!(answer.exit, 0);
}

#[test]
fn problems_end_the_command_with_one_and_are_named() {
    let text = format!(
        "{}QA1,9,,,,,ZZ1 1AA,1 Mill Lane,,,,,\nQA1,10,,Q,,Odd Ann,ZZ1 1AA,1 Mil Lane,,,,,\n",
        String::from_utf8_lossy(REGISTER)
    );
    let answer = run(text.as_bytes(), None, Form::Plain);
    assert_eq!(answer.exit, 1);
    assert!(answer.stdout.contains("row 6: QA1-9 has neither a name nor the mark of an anonymous entry"), "{}", answer.stdout);
    assert!(answer.stderr.contains("Mil Lane and Mill Lane share a postcode and are perhaps one street."));
    assert!(answer.stderr.contains("The marker Q has no meaning known here."));
}

#[test]
fn what_cannot_be_read_ends_the_command_with_two() {
    for (file, update, says) in [
        (b"".as_slice(), None, "The register cannot be read. The file is empty.\n"),
        (REGISTER, Some(b"".as_slice()), "The update cannot be read. The file is empty.\n"),
        (REGISTER, Some(REGISTER), "The second file is a full register (layout x13) and not a monthly update.\n"),
    ] {
        let answer = run(file, update, Form::Json);
        assert_eq!((answer.stdout.as_str(), answer.stderr.as_str(), answer.exit), ("", says, 2));
    }
}
