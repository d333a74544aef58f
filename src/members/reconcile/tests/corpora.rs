//! The lists of a real size: two months of one branch and the exports of three programs, with the answers known.
//!
//! They lie outside the repository, in the folder that WARDMOTE_CORPORA names.

use std::{collections::HashMap, fs, path::PathBuf};

use serde_json::{Value, json};

use super::super::{
    Because, Candidate, Known, List, Order,
    command::{Answer, Form, run},
    read, reconcile,
};

fn corpora() -> Option<PathBuf> {
    crate::absent::corpora("members")
}

fn answer(new: &str, against: Option<&str>) -> Option<(Answer, Value)> {
    let folder = corpora()?;
    let bytes = |name: &str| fs::read(folder.join(name)).expect("the list is in the folder");
    let old = against.map(bytes);
    let answer = run(&bytes(new), old.as_deref(), Form::Json);
    let json = serde_json::from_str(&answer.stdout).expect("the answer is JSON");
    Some((answer, json))
}

fn list(name: &str) -> Option<List> {
    let bytes = fs::read(corpora()?.join(name)).expect("the list is in the folder");
    Some(read(&bytes).expect("the list can be read"))
}

fn expected(list: &str) -> Value {
    let folder = corpora().expect("only asked for where the lists are");
    let text = fs::read_to_string(folder.join("expected.json")).expect("the answers lie beside the lists");
    let all: Value = serde_json::from_str(&text).expect("the answers are JSON");
    all[list].clone()
}

fn numbers(list: &Value) -> Vec<&str> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

fn changed(json: &Value, wanted: impl Fn(&Value) -> bool) -> Vec<&str> {
    let changed = json["changed"].as_array().into_iter().flatten();
    changed.filter(|member| wanted(member)).filter_map(|member| member["number"].as_str()).collect()
}

#[test]
fn the_first_list_of_a_branch_makes_everybody_new() {
    let Some((answer, json)) = answer("hq_2026-10.csv", None) else { return };

    assert_eq!((answer.exit, &json["encoding"], &json["delimiter"]), (0, &json!("utf-8-bom"), &json!(",")));
    assert_eq!((&json["rows"], numbers(&json["new"]).len()), (&json!(486), 486));
    assert_eq!(json["problems"], json!([]));
}

#[test]
fn the_next_months_list_falls_into_the_expected_buckets() {
    let Some((answer, json)) = answer("hq_2026-11.csv", Some("hq_2026-10.csv")) else { return };
    let expected = expected("hq_2026-11.csv");

    assert_eq!((answer.exit, &json["encoding"], &json["rows"]), (1, &json!("windows-1252"), &expected["data_rows"]));
    assert_eq!(json["new"], expected["new"]);
    assert_eq!(json["missing"], expected["missing_from_file"]);
    assert_eq!(json["moved"], expected["moved_ward"]);
    assert_eq!(json["joined_date_conflicts"], expected["joined_date_conflict"]);
    let only_class = |member: &Value| member["fields"] == json!(["class"]);
    let mangled = |member: &Value| member["mangled"] == json!(true);
    assert_eq!(changed(&json, only_class), numbers(&expected["class_changed_to_lapsed"]));
    assert_eq!(changed(&json, mangled), numbers(&expected["names_mangled_by_encoding"]));
    let details = changed(&json, |member| !only_class(member) && !mangled(member));
    assert_eq!(details, numbers(&expected["details_changed"]));
}

#[test]
fn the_next_months_bad_rows_are_named_as_the_file_counts_them() {
    let Some((_, json)) = answer("hq_2026-11.csv", Some("hq_2026-10.csv")) else { return };

    let expected = json!([
        {"row": 42, "reason": "duplicate row"},
        {"row": 62, "reason": "Date Joined 31/02/2026 is not a date"},
        {"row": 82, "reason": "no membership number"},
        {"row": 122, "reason": "too few cells: 9 of 17"},
    ]);
    assert_eq!(json["problems"], expected);
    assert_eq!(json["mapping"]["Membership Number"], json!("number"));
    assert_eq!(json["mapping"]["Engagement Score"], Value::Null);
}

#[test]
fn a_list_held_against_itself_has_no_differences() {
    let Some((_, json)) = answer("hq_2026-10.csv", Some("hq_2026-10.csv")) else { return };

    for bucket in ["new", "changed", "moved", "missing", "joined_date_conflicts", "problems"] {
        assert_eq!(json[bucket], json!([]), "{bucket}");
    }
}

#[test]
fn a_list_of_zetkin_names_the_same_people_as_head_office() {
    let Some((answer, json)) = answer("zetkin_people.csv", Some("hq_2026-10.csv")) else { return };

    assert_eq!((answer.exit, &json["delimiter"], &json["rows"]), (0, &json!(";"), &json!(60)));
    for bucket in ["new", "changed", "moved", "problems"] {
        assert_eq!(json[bucket], json!([]), "{bucket}");
    }
    assert_eq!(json["mapping"]["ext_id"], json!("number"));
}

#[test]
fn the_first_list_counts_households_silence_and_arrears_rightly() {
    let Some(list) = list("hq_2026-10.csv") else { return };
    let expected = expected("hq_2026-10.csv");
    let people: Vec<&Candidate> = list.entries.iter().map(|entry| &entry.candidate).collect();

    let mut addresses: HashMap<&str, usize> = HashMap::new();
    for person in people.iter().filter(|person| !person.email.is_empty()) {
        *addresses.entry(&person.email).or_default() += 1;
    }
    let shared = addresses.values().filter(|people| **people > 1).count();
    let silent = people.iter().filter(|person| person.email.is_empty()).count();
    let first_of_october = "2026-10-01".parse().ok();
    let in_arrears = people.iter().filter(|person| person.paid_to < first_of_october).count();

    assert_eq!(json!(shared), expected["shared_email_households"]);
    assert_eq!(json!(silent), expected["without_email"]);
    assert_eq!(json!(in_arrears), expected["in_arrears_on_2026-10-01"]);
}

#[test]
fn a_list_of_nationbuilder_suggests_the_right_member_for_each_row() {
    let (Some(list), Some(register)) = (list("nationbuilder-people-export.csv"), list("hq_2026-10.csv")) else { return };
    let found = reconcile(&list, &Known::from_list(&register));

    assert_eq!((list.rows, list.unnumbered.len()), (60, 60));
    assert!(list.dates.iter().all(|proof| proof.order == Order::MonthDayYear && proof.misfits.is_empty()));
    let numbers: Vec<&str> = found.suggestions.iter().map(|suggestion| suggestion.number.as_str()).collect();
    let expected: Vec<&str> = register.entries[..60].iter().map(|entry| entry.candidate.number.as_str()).collect();
    assert_eq!(numbers, expected);
    for (row, member) in list.unnumbered.iter().zip(&register.entries) {
        let (listed, known) = (&row.candidate, &member.candidate);
        assert_eq!((listed.born_on, listed.joined_on), (known.born_on, known.joined_on), "row {}", row.row);
        let number = |person: &Candidate| person.mobile.as_ref().and_then(|mobile| mobile.e164.clone());
        assert_eq!(number(listed), number(known), "row {}", row.row);
    }
    assert!(list.ignored.iter().any(|column| column.header == "facebook_username"));
}

#[test]
fn a_list_of_action_network_suggests_by_address_and_surname_or_by_name_and_door() {
    let (Some(list), Some(register)) = (list("action_network_export.csv"), list("hq_2026-10.csv")) else { return };
    let found = reconcile(&list, &Known::from_list(&register));
    let silent = list.unnumbered.iter().filter(|entry| entry.candidate.email.is_empty()).count();

    assert_eq!(json!(list.rows), expected("action_network_export.csv")["rows"]);
    assert_eq!(json!(silent), expected("action_network_export.csv")["rows_without_email"]);
    let by = |because| found.suggestions.iter().filter(|suggestion| suggestion.because == because).count();
    let (by_email, by_house) = (by(Because::EmailAndSurname), by(Because::NamesAndHouse));
    assert_eq!(by_email + by_house, found.suggestions.len());
    assert!(by_email > 0 && by_house > 0, "{by_email} by address and surname, {by_house} by name and door");
    assert!(list.ignored.iter().any(|column| column.header == "can2_subscription_status"));
}
