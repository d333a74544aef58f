//! There and back: an edit becomes wording, the wording is read, and the text is the same to the last space.

use proptest::prelude::*;

use super::super::{Edit, Frozen, Operation, difference, place, wording};

/// The text that comes of writing an edit down and reading it again.
fn there_and_back(before: &str, edit: &Edit) -> (String, String) {
    let text = Frozen::new(before);
    let words = wording::written(&text, edit);
    let instruction = wording::read(&words).unwrap_or_else(|why| panic!("{words}: {why}"));
    let placed = place(&instruction, &text).unwrap_or_else(|why| panic!("{words}: {why}"));
    (words, placed.edit.apply(before))
}

fn written(before: &str, after: &str) -> String {
    let (words, back) = there_and_back(before, &difference(before, after));
    assert_eq!(back, after, "{words}");
    words
}

#[test]
fn an_edit_reads_as_a_clerk_would_have_drafted_it() {
    let before = "This branch notes that fares rose; notes that buses are late, and calls on the council to act.";
    for (from, to, wording) in [
        ("fares rose", "prices rose", "leave out “fares” and insert “prices”"),
        ("buses are late", "buses are always late", "after “are” insert “always”"),
        ("that fares rose", "with anger that fares rose", "after “branch notes” insert “with anger”"),
        ("; notes that buses are late", "", "leave out “; notes that buses are late”"),
        ("to act.", "to act now.", "after “act” insert “now”"),
        ("act.", "act. We thank the drivers.", "insert at end “We thank the drivers.”"),
        ("This branch", "Friends! This branch", "insert at beginning “Friends!”"),
        (
            "notes that buses are late, and calls on the council to act.",
            "resolves to strike.",
            "leave out “notes that buses are late, and calls on the council to act” and insert “resolves to strike”",
        ),
    ] {
        let after = before.replace(from, to);
        assert_eq!(written(before, &after), wording);
    }
}

#[test]
fn a_comma_and_a_line_are_changes_like_any_other() {
    assert_eq!(written("the bus which is late", "the bus, which is late"), "leave out “bus which” and insert “bus, which”");
    written("One.\n\nTwo.", "One.\n\nNew.\n\nTwo.");
    written("One.\n\nTwo.\n\nThree.", "One.\n\nThree.");
    written("One.\n\nTwo.", "One.\nTwo.");
    written("  spaces  here ", "spaces here");
}

#[test]
fn words_with_every_kind_of_quotation_mark_are_quoted_safely() {
    let before = "the \"red tape\" and the “blue tape”";
    written(before, "the \"red\" and the “blue tape”");
    written(before, "the “red tape” and the \"\"\"blue\"\"\" tape");
    written(before, "\"");
    written("He said “so”.", "He said \"so” and left.");
}

#[test]
fn nothing_is_written_of_a_text_that_did_not_change_and_everything_of_one_that_is_new() {
    assert_eq!(written("Old.", "New."), "leave out “Old” and insert “New”");
    assert_eq!(written("", "New."), "insert at end “New.”");
    assert_eq!(difference("Same.", "Same."), Edit::default());
}

/// Words, marks and spaces as motions have them, and some as they have not.
fn texts() -> impl Strategy<Value = String> {
    let token = prop_oneof![
        4 => prop::sample::select(vec!["notes", "that", "the", "council", "and", "calls", "fares", "branch", "İzmir", "é", "end"]),
        2 => Just(" "),
        2 => Just(" "),
        1 => prop::sample::select(vec![", ", "; ", ". ", "\n\n", "\n", "\"", "“", "”", "'", "’", "…", "- ", "1. ", "(a) ", "  ", "\u{a0}", "\u{200b}", "£"]),
    ];
    prop::collection::vec(token, 1..40)
        .prop_map(|tokens| tokens.concat())
        .prop_filter("a text has words", |text| !text.trim().is_empty())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_edit_survives_the_way_into_words_and_back(before in texts(), after in texts()) {
        let edit = difference(&before, &after);
        prop_assert_eq!(edit.apply(&before), after.clone());
        if !edit.is_empty() {
            let (words, back) = there_and_back(&before, &edit);
            prop_assert_eq!(back, after, "{}", words);
        }
    }

    #[test]
    fn every_edit_made_in_place_survives_it_too(before in texts(), insert in texts(), a in 0usize..1_000, b in 0usize..1_000) {
        let boundary = |at: usize| (0..=at % (before.len() + 1)).rev().find(|at| before.is_char_boundary(*at)).unwrap_or(0);
        let (from, to) = (boundary(a).min(boundary(b)), boundary(a).max(boundary(b)));
        let edit = Edit::new(vec![Operation::new(from, to, insert)], &before).expect("one change");
        prop_assume!(edit.apply(&before) != before && !edit.apply(&before).trim().is_empty());
        let (words, back) = there_and_back(&before, &edit);
        prop_assert_eq!(back, edit.apply(&before), "{}", words);
    }
}
