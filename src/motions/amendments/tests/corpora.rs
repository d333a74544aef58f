//! The golden set: motions of the Scottish Parliament, their amendments, and the texts that were announced as agreed.
//!
//! Four of them lie in the repository; the whole set lies in the folder that WARDMOTE_CORPORA names.

use std::{env, fs, path::PathBuf};

use serde_json::Value;

use super::super::{Frozen, Question, Standing, difference, place, tidied, wording};

const OURS: &str = include_str!("../../../../tests/data/motions/scottish-parliament.json");

/// The whole set; None where it is absent, which fails if WARDMOTE_REQUIRE asks for it.
fn golden() -> Option<Vec<Value>> {
    let name = "meetings/scottish-parliament-motions-amendments-open.json";
    let file = env::var_os("WARDMOTE_CORPORA").map(|folder| PathBuf::from(folder).join(name)).filter(|file| file.is_file());
    let required = env::var("WARDMOTE_REQUIRE").is_ok_and(|parts| parts.contains("corpora"));
    assert!(file.is_some() || !required, "WARDMOTE_CORPORA names no folder with motions");
    if file.is_none() {
        println!("not run: WARDMOTE_CORPORA names no folder with motions");
    }
    file.map(|file| motions(&fs::read_to_string(file).expect("the set can be read")))
}

fn motions(json: &str) -> Vec<Value> {
    let set: Value = serde_json::from_str(json).expect("the set is JSON");
    set["motions"].as_array().expect("it has motions").clone()
}

fn said<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_default()
}

fn amendments(motion: &Value) -> &[Value] {
    motion["amendments"].as_array().map_or(&[], Vec::as_slice)
}

/// What an instruction makes of a text, or what has to be asked.
fn carried_out(instruction: &str, text: &str) -> Result<String, Question> {
    let instruction = wording::read(instruction).unwrap_or_else(|why| panic!("{instruction}: {why}"));
    place(&instruction, &Frozen::new(text)).map(|placed| placed.edit.apply(text))
}

/// The amendments whose text, where the set says it, comes out otherwise.
fn misses(motions: &[Value]) -> (usize, Vec<String>) {
    let (mut with_text, mut missed) = (0, Vec::new());
    for motion in motions {
        for amendment in amendments(motion).iter().filter(|amendment| amendment["applied"].is_string()) {
            with_text += 1;
            let made = carried_out(said(amendment, "instruction"), said(motion, "text"));
            if made.as_deref() != Ok(said(amendment, "applied")) {
                missed.push(said(amendment, "ref").to_owned());
            }
        }
    }
    (with_text, missed)
}

/// The text after amendments one after the other, tidied; None where one of them has to be asked about.
fn final_text(motion: &Value, carried: &[&Value]) -> Option<String> {
    let mut standing = Standing::new(Frozen::new(said(motion, "text")).printed_once());
    for amendment in carried {
        let instruction = wording::read(said(amendment, "instruction")).ok()?;
        standing.take(&place(&instruction, &Frozen::new(standing.text.clone())).ok()?.edit);
    }
    Some(tidied(&standing).text)
}

/// The words of a text, without its punctuation.
fn words(text: &str) -> Vec<String> {
    let joined: String = text.chars().filter(|sign| !matches!(sign, '-' | '\'' | '’' | '‑')).collect();
    joined.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Whether the amendments that the set says were carried, or else any one or two of them, make the text announced.
fn makes_the_final_text(motion: &Value) -> bool {
    let all = amendments(motion);
    let wanted = words(said(motion, "official_final"));
    let makes = |carried: &[&Value]| final_text(motion, carried).is_some_and(|text| words(&text) == wanted);
    let known = motion["carried"].as_array().or_else(|| motion["carried_near"].as_array());
    if let Some(refs) = known {
        let carried: Vec<&Value> = refs.iter().filter_map(|name| all.iter().find(|one| one["ref"] == *name)).collect();
        return makes(&carried);
    }
    all.iter().any(|one| makes(&[one]) || all.iter().any(|other| makes(&[one, other])))
}

#[test]
fn motions_of_a_parliament_are_amended_as_it_says_itself() {
    let motions = motions(OURS);

    let (with_text, missed) = misses(&motions);
    assert_eq!((with_text, missed), (9, Vec::<String>::new()));
    for motion in &motions {
        assert!(makes_the_final_text(motion), "{}", said(motion, "ref"));
    }
}

/// Seven differ. In five the set itself took a dash and a quotation mark for words (`insert— "…"`); in one it cut "Egypt" out of
/// "Egyptian", where the word stands by itself a line below; in one the words stand twice, and the first was taken without asking.
#[test]
fn the_golden_set_is_applied_as_it_says() {
    let Some(motions) = golden() else { return };
    let (with_text, missed) = misses(&motions);

    assert_eq!(with_text, 303);
    let known = ["S6M-01328.1", "S6M-05253.1", "S6M-07093.2", "S6M-07320.1", "S6M-12864.1", "S6M-13040.1", "S6M-13118.1"];
    assert_eq!(missed, known);
}

#[test]
fn the_amendments_without_a_text_are_understood_or_asked_about() {
    let Some(motions) = golden() else { return };
    let mut others = 0;
    for motion in &motions {
        for amendment in amendments(motion).iter().filter(|amendment| !amendment["applied"].is_string()) {
            others += 1;
            // Reading never fails; laying it on the text answers or asks.
            let _ = carried_out(said(amendment, "instruction"), said(motion, "text"));
        }
    }
    assert_eq!(others, 7);
}

/// The other nine carry words of amendments that the set does not have, or words that a clerk changed.
#[test]
fn the_final_texts_come_out_word_for_word() {
    let Some(motions) = golden() else { return };
    let announced: Vec<&Value> = motions.iter().filter(|motion| motion["official_final"].is_string()).collect();
    let made = announced.iter().filter(|motion| makes_the_final_text(motion)).count();

    assert_eq!((made, announced.len()), (42, 51));
}

#[test]
fn every_edit_of_the_golden_set_survives_the_way_into_words_and_back() {
    let Some(motions) = golden() else { return };
    for motion in &motions {
        let before = said(motion, "text");
        let texts =
            amendments(motion).iter().map(|amendment| said(amendment, "applied")).chain([said(motion, "official_final")]);
        for after in texts.filter(|after| !after.is_empty()) {
            let edit = difference(before, after);
            assert_eq!(edit.apply(before), after);
            let words = wording::written(&Frozen::new(before), &edit);
            assert_eq!(carried_out(&words, before).as_deref(), Ok(after), "{words}");
        }
    }
}
