//! What the command prints, and the code with which it ends.

use super::*;

const DOORS: &str = "door_id,pd,street,number,easting,northing\r
a,Q1,Mill Lane,1,0,0\r\nb,Q1,Mill Lane,3,10,0\r\nc,Q1,Mill Lane,2,0,20\r\nd,Q1,Mill Lane,4,10,20\r\n";

const EDGES: &str = "name,node_a,ea,na,node_b,eb,nb,metres\nMill Lane,x,-5,10,y,30,10,35\n";

#[test]
fn rounds_are_one_json_object_in_the_agreed_form() {
    let answer = run(DOORS.as_bytes(), None, 50, Form::Json);
    let expected = r#"{"rounds":[{"code":"Q1-01","doors":["a","b","d","c"],"metres":40.0,"minutes":6}],"metres_per_door":10.0,"fragments":1}"#;
    assert_eq!((answer.stdout.trim_end(), answer.exit, answer.stderr.as_str()), (expected, 0, ""));
}

#[test]
fn with_paths_the_metres_follow_the_street_and_its_crossing() {
    // 10 m along the odd side, 10 m across, 10 m back along the even side.
    let answer = run(DOORS.as_bytes(), Some(EDGES.as_bytes()), 50, Form::Json);
    assert!(answer.stdout.contains(r#""metres":30.0"#), "{}", answer.stdout);
}

#[test]
fn doors_without_places_are_cut_by_street_and_it_is_said() {
    let answer = run(b"door_id,street,number\n7,Mill Lane,2\n8,Mill Lane,1\n9,Mill Lane,4\n", None, 50, Form::Json);
    assert!(answer.stdout.starts_with(r#"{"rounds":[{"code":"01","doors":["8","9","7"],"#), "{}", answer.stdout);
    assert_eq!((answer.stderr.lines().count(), answer.exit), (1, 0));
}

#[test]
fn a_table_that_cannot_be_used_names_row_and_column() {
    let says = |doors: &str| {
        let answer = run(doors.as_bytes(), None, 50, Form::Json);
        assert_eq!((answer.stdout.as_str(), answer.exit), ("", 2));
        answer.stderr
    };
    assert_eq!(says("street,number\n"), "The table of doors cannot be used: the column “door_id” is missing.\n");
    let wrong = DOORS.replace("10,0", "ten,0");
    assert_eq!(says(&wrong), "The table of doors cannot be used: row 3, column “easting”: “ten” is not a number.\n");
    let twice = DOORS.replace("d,Q1", "a,Q1");
    assert_eq!(says(&twice), "The table of doors cannot be used: row 5: the door a stands in the table already.\n");
    assert_eq!(run(DOORS.as_bytes(), None, 0, Form::Json).exit, 2);
    assert_eq!(run(DOORS.as_bytes(), Some(b"a,b\n"), 50, Form::Json).exit, 2);
}

#[test]
fn an_empty_table_makes_no_rounds() {
    let answer = run(b"door_id,street,number\n", None, 50, Form::Json);
    assert_eq!(answer.stdout.trim_end(), r#"{"rounds":[],"metres_per_door":0.0,"fragments":0}"#);
}

#[test]
fn what_the_cut_had_to_guess_is_said() {
    let unplaced = DOORS.replace("3,10,0", "3,,");
    let answer = run(unplaced.as_bytes(), Some(EDGES.replace("Mill Lane", "High Road").as_bytes()), 50, Form::Json);
    assert_eq!(answer.exit, 0);
    assert!(answer.stderr.starts_with("1 door has no place;"), "{}", answer.stderr);
    assert!(answer.stderr.ends_with("walked in straight lines: mill lane.\n"), "{}", answer.stderr);
}

#[test]
fn a_side_that_the_table_names_counts_more_than_the_number() {
    let doors = "door_id,street,side,number,easting,northing\na,Mill Lane,O,1,0,0\nb,Mill Lane,O,2,10,0\n";
    let answer = run(doors.as_bytes(), Some(EDGES.as_bytes()), 50, Form::Json);
    assert!(answer.stdout.contains(r#""metres":10.0"#), "{}", answer.stdout);
}
