//! Instructions read for what they say, and those that nobody can read.

use super::*;

fn steps(instruction: &str) -> Vec<Step> {
    read(instruction).expect("an instruction").steps
}

fn only(instruction: &str) -> Deed {
    let steps = steps(instruction);
    assert_eq!(steps.len(), 1, "{steps:?}");
    steps[0].deed.clone()
}

#[test]
fn the_words_inserted_may_have_quotation_marks_of_their_own() {
    let deed = only("leave out from \"notes\" to end and insert \"recognises the \"no wrong door\" approach.\"");

    let Deed::LeaveOut { insert: Some(words), .. } = deed else { panic!("{deed:?}") };
    assert_eq!(words.text, "recognises the \"no wrong door\" approach.");
}

#[test]
fn curly_marks_inside_curly_marks_are_kept_in_pairs() {
    let deed = only("insert at end “; welcomes the “red tape” review.”");

    let Deed::Insert { words, .. } = deed else { panic!("{deed:?}") };
    assert_eq!(words.text, "; welcomes the “red tape” review.");
}

#[test]
fn an_apostrophe_does_not_close_single_marks() {
    let deed = only("leave out 'Scotland's councils' and insert 'councils'");

    let Deed::LeaveOut { passage: Passage::Words(phrases), .. } = deed else { panic!("{deed:?}") };
    assert_eq!(phrases[0].words, "Scotland's councils");
}

#[test]
fn two_changes_in_one_instruction_are_two_steps() {
    for instruction in [
        "leave out “A” and insert “B”; after “C” insert “D”.",
        "Leave out \"A\" and insert \"B\".\nAfter \"C\" insert \"D\".",
        "1. Delete “A”, insert “B”.\n2. After “C”, add “D”.",
        "(a) leave out “A” and insert “B”; and (b) after “C” insert “D”",
    ] {
        assert_eq!(steps(instruction).len(), 2, "{instruction}");
    }
}

#[test]
fn a_preamble_about_the_motion_says_nothing_about_the_change() {
    for instruction in [
        "As an amendment to motion 2026/4 in the name of Liam Kerr (Schools), leave out “A”",
        "Amendment 3: leave out “A”",
        "We propose to delete “A”",
        "That the motion be amended by leaving out “A”",
    ] {
        assert_eq!(only(instruction), only("leave out “A”"), "{instruction}");
    }
}

#[test]
fn which_of_several_places_is_said_before_or_after_the_words() {
    for (instruction, wanted) in [
        ("leave out second “notes”", Which::Nth(2)),
        ("delete the 3rd occurrence of the word “notes”", Which::Nth(3)),
        ("delete “notes” where it first occurs", Which::Nth(1)),
        ("delete “notes” (second occurrence)", Which::Nth(2)),
        ("delete the last “notes”", Which::Last),
        ("delete “notes” wherever it occurs", Which::Every),
        ("delete every “notes”", Which::Every),
        ("delete “notes”", Which::Only),
    ] {
        let deed = only(instruction);
        let Deed::LeaveOut { passage: Passage::Words(phrases), .. } = deed else { panic!("{deed:?}") };
        assert_eq!(phrases[0].which, wanted, "{instruction}");
    }
}

#[test]
fn a_last_quotation_that_was_never_closed_goes_to_the_end() {
    let deed = only("insert at end \"; regrets this.");

    let Deed::Insert { words, .. } = deed else { panic!("{deed:?}") };
    assert_eq!(words.text, "; regrets this");
}

#[test]
fn an_instruction_that_is_no_drafting_wording_is_refused_with_the_forms_that_are() {
    let refused = read("please make it nicer").map_err(|why| why.to_string()).expect_err("not drafting wording");

    assert!(
        refused.starts_with("The instruction is not understood from “please make it nicer” on. Write it as: leave out"),
        "{refused}"
    );
    assert_eq!(read("  "), Err(Unreadable::Empty));
    assert_eq!(read(&"x".repeat(300_000)), Err(Unreadable::TooLong));
}

#[test]
fn an_instruction_made_of_marks_is_answered_and_breaks_nothing() {
    for noise in ["\"", "leave out \"a\", ", "after \"a\" insert \"", "in line 1 of paragraph 2, ", "“leave out “"] {
        let _ = read(&noise.repeat(100_000 / noise.len()));
    }
}
