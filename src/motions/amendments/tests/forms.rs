//! Every form of drafting wording, carried out on the motion of a branch.

use super::super::{Frozen, Question, Standing, place, tidied, wording::read};

const MOTION: &str = "\
This branch notes that bus fares rose by 10% in May; notes that the last bus now leaves at 19.10.

This branch believes:

1. that a town without evening buses is a town without evenings;
2. that workers pay for this twice.

This branch resolves to write to the council. We ask the council to answer by June. We thank the drivers.";

/// The motion as the instruction leaves it, its joins tidied.
fn amended(instruction: &str) -> String {
    let text = Frozen::new(MOTION);
    let instruction = read(instruction).unwrap_or_else(|why| panic!("{instruction}: {why}"));
    let placed = place(&instruction, &text).unwrap_or_else(|why| panic!("{instruction:?}: {why}"));
    let mut standing = Standing::new(MOTION);
    standing.take(&placed.edit);
    tidied(&standing).text
}

fn asked(instruction: &str) -> Question {
    place(&read(instruction).expect("an instruction"), &Frozen::new(MOTION)).expect_err("a question")
}

/// What changed, as the words gone and the words that came.
fn gives(instruction: &str, from: &str, to: &str) {
    assert_eq!(MOTION.matches(from).count(), 1, "{from}");
    assert_eq!(amended(instruction), MOTION.replace(from, to), "{instruction}");
}

#[test]
fn leave_out_and_insert_in_all_the_words_people_use() {
    for instruction in [
        "leave out \"10%\" and insert \"12%\"",
        "Leave out “10%” and insert “12%”.",
        "Delete '10%' and insert '12%' in its place",
        "delete: “10%”, insert: “12%”",
        "Strike out the figure “10%”; insert “12%”",
        "Replace “10%” with “12%”",
        "replace \"10%\" by \"12%\"",
        "Substitute “12%” for “10%”",
        "For “10%” substitute “12%”",
        "Change “10%” to “12%”",
        "amend “10%” to read “12%”",
        "In the first paragraph, leave out “10%” and insert “12%”.",
        "First paragraph, line 1: delete “10%” and replace with “12%”",
        "Line 1: replace “10%” with “12%”",
        "LEAVE OUT— “10%” AND INSERT— “12%”",
        "In the first paragraph, replace the word “10%” with “12%”.",
        "remove “10%” and substitute “12%”",
    ] {
        gives(instruction, "10%", "12%");
    }
}

#[test]
fn words_are_left_out_with_the_space_they_no_longer_need() {
    gives("leave out “now”", "bus now leaves", "bus leaves");
    gives("delete “twice”", "this twice.", "this.");
    gives("delete “We thank the drivers.”", " We thank the drivers.", "");
    gives(
        "delete “now” and “evening”",
        "bus now leaves at 19.10.\n\nThis branch believes:\n\n1. that a town without evening buses",
        "bus leaves at 19.10.\n\nThis branch believes:\n\n1. that a town without buses",
    );
}

#[test]
fn from_and_to_take_both_ends_along() {
    gives(
        "leave out from “notes that the” to “19.10” and insert “regrets it”",
        "notes that the last bus now leaves at 19.10",
        "regrets it",
    );
    gives(
        "leave out from second “notes” to “19.10” and insert “regrets it”",
        "notes that the last bus now leaves at 19.10",
        "regrets it",
    );
    gives("delete all words from “We ask” up to and including “June.”", "We ask the council to answer by June. ", "");
    gives(
        "leave out from first “a town” to end of paragraph 2.1 and insert “evenings matter;”",
        "a town without evening buses is a town without evenings;",
        "evenings matter;",
    );
    gives("leave out from “We ask” to the end", " We ask the council to answer by June. We thank the drivers.", "");
    gives(
        "leave out from “write” to end and insert “strike.”",
        "write to the council. We ask the council to answer by June. We thank the drivers.",
        "strike.",
    );
}

#[test]
fn all_after_leaves_the_words_named_in_place() {
    gives(
        "Leave out all after “resolves to” and insert “strike.”",
        "write to the council. We ask the council to answer by June. We thank the drivers.",
        "strike.",
    );
    gives("delete everything after “by June.”", " We thank the drivers.", "");
    gives("leave out all words between “bus now” and “at 19.10” and insert “goes”", "leaves", "goes");
    gives("leave out all before “bus fares”", "This branch notes that bus fares", "bus fares");
    assert_eq!(amended("leave out all and insert “No.”"), "No.");
    assert_eq!(amended("Delete all and replace with: No."), "No.");
}

#[test]
fn words_are_inserted_after_and_before_others() {
    gives("after “workers” insert “and students”", "workers pay", "workers and students pay");
    gives("insert “and students” after “workers”", "workers pay", "workers and students pay");
    gives("Insert after “workers”: “and students”", "workers pay", "workers and students pay");
    gives("Add “and students” following the word “workers” in paragraph 2.2.", "workers pay", "workers and students pay");
    gives("before “drivers” insert “brave”", "the drivers", "the brave drivers");
    gives("At the end of the first paragraph add “We are angry.”", "19.10.", "19.10. We are angry.");
    gives("In paragraph 2.2, at end insert “Shame!”", "twice.", "twice. Shame!");
    gives("at the beginning insert “Friends!”", "This branch notes", "Friends! This branch notes");
    gives("insert at end “Thank you.”", "the drivers.", "the drivers. Thank you.");
    gives("Add at end: Thank you.", "the drivers.", "the drivers. Thank you.");
    gives("Add “Thank you.” at the end of the motion", "the drivers.", "the drivers. Thank you.");
}

#[test]
fn a_part_may_be_named_by_its_number_its_place_or_its_words() {
    gives("delete paragraph 2.2", "\n2. that workers pay for this twice.", "");
    gives(
        "Delete point 2 and replace with “2. that this is wrong.”",
        "2. that workers pay for this twice.",
        "2. that this is wrong.",
    );
    gives("delete the last sentence", " We thank the drivers.", "");
    gives("delete the sentence beginning “We ask”", "We ask the council to answer by June. ", "");
    gives("In the last paragraph, second sentence, replace “June” with “July”", "June", "July");
    gives("leave out “council” in the second sentence of paragraph 3 and insert “mayor”", "ask the council", "ask the mayor");
    gives(
        "delete paragraphs 2.1 to 2.2",
        "\n\n1. that a town without evening buses is a town without evenings;\n2. that workers pay for this twice.",
        "",
    );
}

#[test]
fn a_new_paragraph_stands_by_itself() {
    gives("After the first paragraph insert “This branch is angry.”", "19.10.", "19.10.\n\nThis branch is angry.");
    gives(
        "insert a new paragraph after the first paragraph: “This branch is angry.”",
        "19.10.",
        "19.10.\n\nThis branch is angry.",
    );
    gives("After point 2 add a new point 3: “3. that this must end.”", "twice.", "twice.\n3. that this must end.");
    gives("Add at end a new paragraph:\nThis branch is angry.", "the drivers.", "the drivers.\n\nThis branch is angry.");
    gives(
        "Before paragraph 3 insert “This branch is angry.”",
        "This branch resolves",
        "This branch is angry.\n\nThis branch resolves",
    );
}

#[test]
fn several_changes_are_all_made_to_the_text_as_printed() {
    let made = amended("leave out “10%” and insert “12%”; after “workers” insert “and students”; insert at end “Thank you.”");

    let wanted = MOTION.replace("10%", "12%").replace("workers", "workers and students");
    assert_eq!(made, format!("{wanted} Thank you."));
}

#[test]
fn words_that_stand_in_several_places_are_asked_about_with_the_places() {
    let question = asked("after “the council” insert “again”");

    assert_eq!(question.places().len(), 2);
    let says = question.to_string();
    assert!(
        says.starts_with("“the council” is in the text 2 times, and the instruction does not say which is meant.\n"),
        "{says}"
    );
    assert!(says.contains("This branch resolves to write to [the council]. We ask the council to answer by June. …"), "{says}");
}

#[test]
fn words_that_stand_nowhere_are_asked_about_with_what_comes_nearest() {
    let says = asked("leave out “the last bus now stops”").to_string();

    assert!(says.starts_with("“the last bus now stops” is not in the text. The nearest is:\n"), "{says}");
    assert!(says.contains("[the last bus now]"), "{says}");
}

#[test]
fn a_part_that_is_not_there_and_a_place_too_many_are_said() {
    assert_eq!(asked("delete paragraph 9").to_string(), "The text has no paragraph 9.");
    assert!(matches!(asked("delete paragraph 1"), Question::SeveralParts { .. }));
    let says = asked("leave out third “notes”").to_string();
    assert_eq!(says, "“notes” is in the text 2 times only, so there is no 3rd.");
    assert!(matches!(asked("leave out from “June” to “workers”"), Question::Backwards { .. }));
    assert!(matches!(asked("leave out “bus fares rose”; leave out “fares”"), Question::AtOnce(_)));
}
