//! The command as it is typed: texts in, text out, and how it ends.

use serde_json::{Value, json};

use super::super::command::{Answer, Form, Joins, run};

const MOTION: &str = "That this branch notes that fares rose, and calls on the council to act.\n";

fn plain(motion: &str, instructions: &[&str]) -> Answer {
    let instructions: Vec<Vec<u8>> = instructions.iter().map(|words| words.as_bytes().to_vec()).collect();
    run(motion.as_bytes(), &instructions, Joins::AsInstructed, Form::Plain)
}

fn json(motion: &str, instructions: &[&str]) -> (u8, Value) {
    let instructions: Vec<Vec<u8>> = instructions.iter().map(|words| words.as_bytes().to_vec()).collect();
    let answer = run(motion.as_bytes(), &instructions, Joins::AsInstructed, Form::Json);
    (answer.exit, serde_json::from_str(&answer.stdout).expect("one JSON object"))
}

#[test]
fn without_an_instruction_the_text_comes_back_as_it_is() {
    assert_eq!(plain(MOTION, &[]), Answer { stdout: MOTION.to_owned(), stderr: String::new(), exit: 0 });
}

#[test]
fn each_instruction_is_carried_out_on_the_text_as_it_then_stands() {
    let answer = plain(MOTION, &["leave out “fares” and insert “prices”\n", "after “prices” insert “of everything”"]);

    assert_eq!(answer.stdout, "That this branch notes that prices of everything rose, and calls on the council to act.\n");
    assert_eq!((answer.exit, answer.stderr.as_str()), (0, ""));
}

#[test]
fn an_instruction_is_carried_out_to_the_letter_and_the_tidying_is_offered() {
    let instructions = ["insert at end “; thanks the drivers, and wishes them well.”"];
    let letter = plain(MOTION, &instructions);

    assert_eq!(
        letter.stdout,
        "That this branch notes that fares rose, and calls on the council to act. ; thanks the drivers, and wishes them well.\n"
    );
    assert!(
        letter.stderr.starts_with("This is the text to the letter. With --tidy the joins read better:\n"),
        "{}",
        letter.stderr
    );
    let tidied = run(MOTION.as_bytes(), &[instructions[0].as_bytes().to_vec()], Joins::Tidied, Form::Plain);
    assert_eq!(
        tidied.stdout,
        "That this branch notes that fares rose; calls on the council to act; thanks the drivers, and wishes them well.\n"
    );
}

#[test]
fn json_says_what_was_done_in_characters_of_the_text_it_met() {
    let (exit, answer) =
        json("Café fares rose.\n\nWe object.", &["leave out “rose” and insert “doubled”", "after “We” insert “still”"]);

    assert_eq!(exit, 0);
    let operations = json!([
        {"instruction": 0, "block": 0, "from": 11, "to": 15, "insert": "doubled"},
        {"instruction": 1, "block": 1, "from": 23, "to": 23, "insert": " still"},
    ]);
    let wanted = json!({
        "text": "Café fares doubled.\n\nWe still object.", "tidied": "Café fares doubled.\n\nWe still object.", "operations": operations,
    });
    assert_eq!(answer, wanted);
}

#[test]
fn an_instruction_that_fits_twice_ends_with_the_places_and_no_text() {
    let answer = plain("We note A. We note B.", &["after “note” insert “with joy”"]);

    assert_eq!((answer.exit, answer.stdout.as_str()), (1, ""));
    let says = "Instruction 1: “note” is in the text 2 times, and the instruction does not say which is meant.\n  \
        We [note] A. We note B.\n  We note A. We [note] B.\n";
    assert_eq!(answer.stderr, says);
}

#[test]
fn an_instruction_that_fits_nowhere_says_what_comes_nearest() {
    let (exit, answer) = json(MOTION, &["leave out “fares fell”"]);

    assert_eq!(exit, 1);
    assert_eq!(answer["asked"]["instruction"], json!(0));
    assert_eq!(answer["asked"]["places"][0]["from"], json!(28));
    assert_eq!(answer["operations"], json!([]));
}

#[test]
fn what_cannot_be_read_ends_with_two_and_a_sentence() {
    for (answer, says) in [
        (plain("", &[]), "The motion is empty.\n"),
        (run(&[0xff, 0xfe], &[], Joins::Tidied, Form::Json), "The motion is not a text in UTF-8.\n"),
        (run(b"Text.", &[vec![0xc3]], Joins::Tidied, Form::Json), "Instruction 1 is not a text in UTF-8.\n"),
        (plain("Text.", &[" "]), "Instruction 1: The instruction is empty.\n"),
    ] {
        assert_eq!((answer.exit, answer.stdout.as_str(), answer.stderr.as_str()), (2, "", says));
    }
}

#[test]
fn words_found_only_inside_a_longer_word_are_done_and_said() {
    let answer = plain("We greet the Egyptian government.", &["leave out “Egypt” and insert “Tunis”"]);

    assert_eq!(answer.stdout, "We greet the Tunis ian government.\n");
    assert!(answer.stderr.starts_with("Instruction 1: “Egypt” was found only inside a longer word."), "{}", answer.stderr);
}

#[test]
fn files_of_any_system_are_read_alike() {
    assert_eq!(plain("\u{feff}One.\r\n\r\nTwo.\r\n", &["leave out “Two”"]).stdout, "One.\n\n.\n");
}
