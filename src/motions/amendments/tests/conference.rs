//! A paper in sections with numbered points, as conferences and councils have them, and the wordings that belong to such papers.

use super::super::{Frozen, Question, Standing, place, tidied, wording::read};

const PAPER: &str = "\
Conference notes:

1. That bus fares rose by 10% in May 2026.
2. That the last bus now leaves at 19.10, and that services
on Sundays were cut.
3. The report of the National Audit Office (2025).

Conference believes:

1. That a town without evening buses is a town without evenings.
2. That workers pay for this twice: in fares and in time.

Conference resolves:

1. To write to the council and to the company.
2. To call on members to take part in the public consultation.
3. To mandate the executive to:
a) publish a report by June;
b) convene a meeting of passengers; and
c) seek the views of other unions.";

/// The paper as the instruction leaves it, to the letter and tidied.
fn amended(instruction: &str) -> (String, String) {
    let read = read(instruction).unwrap_or_else(|why| panic!("{instruction}: {why}"));
    let placed = place(&read, &Frozen::new(PAPER)).unwrap_or_else(|why| panic!("{read:?}: {why}"));
    let mut standing = Standing::new(PAPER);
    standing.take(&placed.edit);
    let tidied = tidied(&standing).text;
    (standing.text, tidied)
}

fn asked(instruction: &str) -> Question {
    place(&read(instruction).expect("an instruction"), &Frozen::new(PAPER)).expect_err("a question")
}

/// What changed, once the joins are tidied.
fn gives(instruction: &str, from: &str, to: &str) {
    assert_eq!(PAPER.matches(from).count(), 1, "{from}");
    assert_eq!(amended(instruction).1, PAPER.replace(from, to), "{instruction}");
}

#[test]
fn a_point_is_named_by_the_words_that_open_its_section() {
    for instruction in [
        "In Conference Believes 2, delete “twice” and replace with “three times”",
        "In \"Conference believes\" 2, delete \"twice\" and replace with \"three times\"",
        "Conference believes 2 - replace “twice” with “three times”",
        "Believes 2: replace “twice” with “three times”",
        "In believes, point 2, replace “twice” with “three times”",
        "Under “Conference believes”, point 2, replace “twice” with “three times”",
        "Replace “twice” with “three times” in Conference Believes 2.",
        "In point 2 of “Conference believes”, leave out “twice” and insert “three times”",
        "In the second section, replace “twice” with “three times”",
        "In bullet point 2 under Conference believes, change “twice” to “three times”",
    ] {
        gives(instruction, "twice", "three times");
    }
}

#[test]
fn a_point_inside_a_point_is_named_by_both_numbers() {
    for instruction in [
        "In resolves 3 b), delete “of passengers”",
        "In Conference resolves 3(b), delete “of passengers”",
        "delete “of passengers” in 3(b)",
        "In point 3 (b), delete “of passengers”",
        "In point b of Conference resolves 3, delete “of passengers”",
    ] {
        gives(instruction, " of passengers", "");
    }
    gives("delete 3(c) and insert “c) ask allies.”", "c) seek the views of other unions.", "c) ask allies.");
    gives("Amend resolves 3(c) to read: “ask allies.”", "c) seek the views of other unions.", "c) ask allies.");
}

#[test]
fn a_list_is_numbered_anew_when_its_joins_are_tidied_and_not_before() {
    let (letter, tidied) = amended("Delete Conference Resolves 2");
    assert!(letter.contains("company.\n3. To mandate"), "{letter}");
    assert!(tidied.contains("company.\n2. To mandate the executive to:\na) publish"), "{tidied}");

    let (letter, tidied) = amended("Insert new Conference Notes 2 and renumber accordingly: “That trains are full.”");
    assert!(letter.contains("2. That trains are full.\n2. That the last bus"), "{letter}");
    assert!(tidied.contains("2. That trains are full.\n3. That the last bus"), "{tidied}");
    assert!(tidied.contains("4. The report"), "{tidied}");

    gives(
        "Remove resolves 3 a)",
        "a) publish a report by June;\nb) convene a meeting of passengers; and\nc) seek",
        "a) convene a meeting of passengers; and\nb) seek",
    );
}

#[test]
fn a_list_that_had_gaps_of_its_own_keeps_them() {
    let paper = "1. One.\n2. Two.\n5. Five.\n6. Six.";
    let instruction = read("delete point 1").expect("an instruction");
    let mut standing = Standing::new(paper);
    standing.take(&place(&instruction, &Frozen::new(paper)).expect("one place").edit);

    assert_eq!(tidied(&standing).text, "2. Two.\n5. Five.\n6. Six.");
}

#[test]
fn a_new_point_is_numbered_as_its_neighbours_are() {
    let end = "c) seek the views of other unions.";
    let with_four = "c) seek the views of other unions.\n4. To strike.";
    for instruction in [
        "Under Conference Resolves add new point 4: To strike.",
        "Add new Conference Resolves 4: To strike.",
        "Add to Conference Resolves: “4. To strike.”",
        "Add a new point to Conference resolves: “To strike.”",
        "Insert a further point at the end of “Conference resolves”: “To strike.”",
        "After Conference resolves 3 insert a new point 4: “To strike.”",
        "After resolves 3 insert “To strike.”",
        "Resolves: add “4. To strike.”",
        "Conference resolves – add point 4: “To strike.”",
        "Add “To strike.” as resolves 4",
        "Insert “To strike.” as a new point 4 in Conference resolves",
        "After resolves 3 insert new resolves 4: “To strike.”",
        "Add an extra point to resolves: To strike.",
    ] {
        gives(instruction, end, with_four);
    }
    gives(
        "After point 2 of Conference believes add a new point: That this must end.",
        "in time.",
        "in time.\n3. That this must end.",
    );
    gives("Add to the end of Conference Believes:\n3. That this must end.", "in time.", "in time.\n3. That this must end.");
    gives("After resolves 3 c) add a new point: “win.”", end, "c) seek the views of other unions.\nd) win.");
    gives("Add as new final paragraph: “We thank the drivers.”", end, &format!("{end}\n\nWe thank the drivers."));
}

#[test]
fn points_and_sections_are_left_out_and_replaced_whole() {
    let (two, four) = (PAPER.find("1. To write"), PAPER.find("3. To mandate"));
    let (Some(from), Some(to)) = (two, four) else { panic!("the paper has both") };
    for instruction in ["Delete resolves 1 and 2", "Delete resolves 1-2", "Delete points 1 and 2 of Conference resolves"] {
        gives(instruction, &PAPER[from..to + 2], "1.");
    }
    let believes = PAPER.find("Conference believes").zip(PAPER.find("Conference resolves")).map(|(from, to)| &PAPER[from..to]);
    for instruction in
        ["Delete Conference believes", "Delete the section “Conference believes”", "Delete the whole of believes"]
    {
        gives(instruction, believes.unwrap_or_default(), "");
    }
    let resolves = &PAPER[from..];
    gives("Delete all text after “Conference resolves:” and insert:\n1. To strike.", resolves, "1. To strike.");
}

#[test]
fn what_is_not_all_understood_is_not_carried_out_in_part() {
    for instruction in [
        "insert “x” near “company”",
        "leave out “10%” unless “12%”",
        "leave out “10%” and perhaps insert “12%”",
        "insert at end “x” if “y” is agreed",
        "insert at end \"x\". We say this because of \"y\".",
        "leave out \"10%\" and insert \"12%\". Reason: it is right.",
        "leave out \"10%\" and insert \"12%\" (as agreed by \"J Smith\")",
        "delete the first two words",
    ] {
        assert!(read(instruction).is_err(), "{instruction}: {:?}", read(instruction));
    }
}

#[test]
fn a_place_lies_between_words_or_after_others() {
    gives("Insert the word “always” between “bus” and “now”", "bus now", "bus always now");
    gives("After the word “public”, leave out “consultation” and insert “hearing”", "consultation", "hearing");
    gives("At the end of resolves 2 add “and to win it”", "consultation.", "consultation. and to win it");
    gives("In resolves 1, at end insert “at once”", "company.", "company. at once");
    assert!(matches!(asked("insert “x” between “Conference” and “unions”"), Question::Nowhere { .. }));
}

#[test]
fn the_verb_may_follow_its_words() {
    gives("That the word “public” be deleted", "public ", "");
    gives("“public” to be left out", "public ", "");
    gives("That “10%” be left out and “12%” be inserted in its place", "10%", "12%");
    gives("“10%” should read “12%”", "10%", "12%");
    gives("That “10%” be replaced by “12%”", "10%", "12%");
    gives("That the words “at once” be inserted after “write”", "write", "write at once");
}

#[test]
fn a_change_may_be_said_of_every_place() {
    for instruction in [
        "leave out “Conference” and insert “Congress” throughout",
        "replace all instances of “Conference” with “Congress”",
        "Replace “Conference” with “Congress” wherever it occurs.",
        "For “Conference”, wherever it occurs, substitute “Congress”",
        "Replace “Conference” (all three occurrences) with “Congress”",
    ] {
        assert_eq!(amended(instruction).0, PAPER.replace("Conference", "Congress"), "{instruction}");
    }
    gives(
        "delete “buses” (both occurrences)",
        "without evening buses is a town without evenings.",
        "without evening is a town without evenings.",
    );
}

#[test]
fn parliaments_councils_and_members_have_their_own_ways_of_saying_it() {
    for instruction in [
        "to leave out “10%” and insert “12%”",
        "I beg to move, to leave out “10%” and to insert “12%” instead thereof",
        "Page 1, line 2, leave out “10%” and insert “12%”",
        "Line 2, leave out ‘10%’ and add ‘12%’",
        "by leaving out “10%” and inserting “12%”",
        "Amendment moved by J Smith, seconded by A Jones: delete “10%” and insert “12%”",
        "delete: 10%\nreplace with: 12%",
        "Leave out '10%' and insert '12%' in line 2",
    ] {
        gives(instruction, "10%", "12%");
    }
    let from = PAPER.find("To write").map_or("", |at| &PAPER[at..]);
    gives("leave out from “To write” to the end of the Question and add instead thereof “To strike.”", from, "To strike.");
    gives("Delete from “To write” onwards and insert “To strike.”", from, "To strike.");
    gives("delete “To write” and everything after it, and insert “To strike.”", from, "To strike.");
    let all = |instruction: &str| assert_eq!(amended(instruction).0, "Conference is content.", "{instruction}");
    all("Leave out from beginning to end and insert “Conference is content.”");
    all("Amend the motion so that it reads: “Conference is content.”");
    all("Replace the whole motion with: Conference is content.");
}

#[test]
fn several_changes_without_marks_of_their_own_are_kept_apart() {
    let (letter, _) = amended("Replace “10%” with “12%”, “19.10” with “19.20” and “June” with “July”.");
    assert!(letter.contains("12%") && letter.contains("19.20") && letter.contains("July") && !letter.contains('”'), "{letter}");

    let (letter, _) = amended("Add at end: We thank the drivers.\nDelete “public”");
    assert!(letter.ends_with("We thank the drivers.") && !letter.contains("public"), "{letter}");
}

#[test]
fn a_point_that_two_sections_have_is_asked_about() {
    let Question::SeveralParts { places, .. } = asked("delete point 1") else { panic!("a question about points") };
    assert_eq!(places.len(), 3);
    assert_eq!(asked("delete Conference thanks 2").to_string(), "The text has no section “conference thanks”.");
    assert_eq!(asked("in line 2 of page 3, delete “bus”").to_string(), "The text has no page 3.");
}
