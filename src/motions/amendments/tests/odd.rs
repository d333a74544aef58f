//! Texts that nobody hands in on purpose: nothing panics on them, nothing takes an evening, and what is understood is still exact.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::super::{Frozen, Standing, difference, place, tidied, wording};

/// Everything that is done with a text and an instruction; what it answers is not the question here.
fn everything(text: &str, instruction: &str) {
    let frozen = Frozen::new(text);
    let (_, _) = (frozen.printed_once(), frozen.lines());
    let Ok(instruction) = wording::read(instruction) else { return };
    match place(&instruction, &frozen) {
        Ok(placed) => {
            let mut standing = Standing::new(text);
            standing.take(&placed.edit);
            assert_eq!(standing.text, placed.edit.apply(text));
            let _ = tidied(&standing);
        }
        Err(question) => assert!(!question.to_string().is_empty()),
    }
}

const INSTRUCTIONS: [&str; 9] = [
    "leave out “a” and insert “b”",
    "leave out from “a” to end and insert “; notes b”",
    "delete every “ו”",
    "after last “.” insert “<b>x</b>”",
    "delete paragraph 1",
    "in the last line, delete the last sentence",
    "insert at end “, and calls on 𝕏 to act.”",
    "Delete all and replace with: No.",
    "leave out from second “e” to third “é”",
];

#[test]
fn no_script_and_no_markup_is_too_odd() {
    let texts = [
        "",
        " ",
        "\n\n\r\n",
        ".",
        "\u{feff}\u{200b}",
        "הסניף מציין כי המחירים עלו; ומחליט לכתוב לעירייה.",
        "تلاحظ اللجنة أن الأسعار ارتفعت، و\u{202e}تقرر\u{202c} الكتابة.",
        "<script>alert(“a”)</script> & <b>a</b> <!-- a --> &amp; {{ a }} {% a %}",
        "a\u{301}e\u{301} e\u{301} 👩‍👩‍👧 🏴󠁧󠁢󠁳󠁣󠁴󠁿 ﬁ ß ǅ İ ı",
        "1.\n2.\n3.\n(a)\n-\n#\n# \n• x",
        "\"\"\"\"\" “““ ””” ''' ’’’ «»",
        "a\0b\u{7}c\u{1b}[31md",
    ];
    for text in texts {
        for instruction in INSTRUCTIONS.into_iter().chain(texts) {
            everything(text, instruction);
        }
    }
}

#[test]
fn a_text_of_a_hundred_thousand_letters_keeps_nobody_waiting() {
    let began = Instant::now();
    let texts = [
        "a".repeat(100_000),
        "a e é. ".repeat(12_000),
        "That a e é notes; and believes a. ".repeat(3_000),
        "1. a\n".repeat(20_000),
        "“a” \"".repeat(10_000),
        "א".repeat(50_000),
    ];
    for text in &texts {
        for instruction in INSTRUCTIONS {
            everything(text, instruction);
        }
        everything(text, &format!("leave out “{}b”", &text[..text.len() / 2]));
        everything(text, &format!("leave out from “a” to end and insert “{text}”"));
        let edit = difference(text, &texts[1]);
        assert_eq!(edit.apply(text), texts[1]);
    }
    assert!(began.elapsed() < Duration::from_secs(60), "{:?}", began.elapsed());
}

#[test]
fn a_small_change_in_a_long_text_is_put_into_words() {
    let before = "This branch notes that fares rose, and that nobody was asked.\n\n".repeat(1_600);
    let at = before.len() / 2;
    let at = before[at..].find("fares").map(|found| at + found).expect("fares are everywhere");
    let after = format!("{}prices{}", &before[..at], &before[at + "fares".len()..]);
    let text = Frozen::new(before.as_str());

    let words = wording::written(&text, &difference(&before, &after));
    let read = wording::read(&words).expect("drafting wording");
    let made = place(&read, &text).map(|placed| placed.edit.apply(&before));
    assert_eq!(made.as_deref(), Ok(after.as_str()), "{}", words.chars().take(200).collect::<String>());
}

/// Pieces of instructions in any order.
fn instructions() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "leave out ",
        "insert ",
        "after ",
        "before ",
        "from ",
        "to ",
        "at end ",
        "all ",
        "and ",
        "paragraph ",
        "line ",
        "first ",
        "“a” ",
        "\"b\" ",
        "'c' ",
        "“",
        "”",
        "\"",
        "replace ",
        "with ",
        "for ",
        "substitute ",
        "2",
        "(b) ",
        ", ",
        "; ",
        ": ",
        "\n",
        "in ",
        "of ",
        "the ",
        "each ",
        "new ",
        "é",
        "ו",
        "word ",
        "between ",
        "Conference resolves ",
        "be deleted",
        "— ",
    ]);
    prop::collection::vec(piece, 1..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_instruction_is_too_odd(text in "[a-c .;é\n1)“\"]{0,60}", instruction in instructions()) {
        everything(&text, &instruction);
    }

    #[test]
    fn no_text_is_too_odd(text in "\\PC{0,80}", instruction in "\\PC{0,40}") {
        everything(&text, &instruction);
        everything(&text, &format!("leave out “{text}” and insert “{instruction}”"));
    }
}
