//! Reading rulebook files: inheritance, and faults that name the line.

use super::*;

const HEADING: &str = "[rulebook]\nid = \"eastmoor\"\ntitle = \"Rules of Eastmoor\"\nedition = 2026-06-18\n";

fn fault(text: &str) -> Fault {
    Rulebook::parse(text, &preset).unwrap_err()
}

#[test]
fn every_model_can_be_read_and_extends_itself_to_a_branch() {
    for model in PRESETS {
        let book = over(model.name, "");
        assert_eq!((book.id.as_str(), book.edition), ("eastmoor", day("2026-06-18")));
        assert!(book.eligibility.contains_key("local-vote"), "{}", model.name);
    }
}

#[test]
fn a_misspelt_key_is_a_fault_that_names_the_key_and_its_line() {
    let text = format!("{HEADING}extends = \"association\"\n\n[notice.general]\ndayz = 7\n");
    let Fault::UnknownKey { line, key, known, .. } = fault(&text) else { panic!() };
    assert_eq!((line, key.as_str()), (8, "dayz"));
    assert!(known.contains("days"), "{known}");
}

#[test]
fn a_misspelt_section_or_kind_of_meeting_is_a_fault_too() {
    for (text, wrong) in [
        ("[quorums.general]\nof = [{ fixed = 5 }]", "quorums"),
        ("[quorum.anual]\nof = [{ fixed = 5 }]", "anual"),
        ("[quorum.annual]\nof = [{ fixt = 5 }]", "fixt"),
        ("[voting]\nchair_casting = \"sometimes\"", "sometimes"),
    ] {
        let Fault::UnknownKey { key, line, .. } = fault(&format!("{HEADING}extends = \"association\"\n{text}")) else {
            panic!("{text}")
        };
        assert_eq!(key, wrong);
        assert!(line >= 6, "{text}: line {line}");
    }
}

#[test]
fn a_share_or_length_that_cannot_be_read_says_how_to_write_it() {
    let told = fault(&format!("{HEADING}[voting.thresholds.x]\nmajority = \"3/2\"")).to_string();
    assert!(told.starts_with("Line 6 of rulebook “eastmoor” cannot be read: “3/2” is not a majority"), "{told}");
    let told = fault(&format!("{HEADING}[eligibility.x]\ncontinuous = \"8weeks\"")).to_string();
    assert!(told.contains("write it as \"8 weeks\""), "{told}");
}

#[test]
fn a_rulebook_without_quorum_or_notice_is_not_complete() {
    let told = fault(HEADING).to_string();
    assert!(told.contains("lacks `notice.general`"), "{told}");
    let told = fault(&format!("{HEADING}[notice.general]\ndays = 7")).to_string();
    assert!(told.contains("lacks `quorum.general`"), "{told}");
}

#[test]
fn what_a_branch_changes_wins_and_the_rest_is_inherited() {
    let book = over("party-branch", "[notice.general]\nsrc = \"Standing orders, 3\"\ndays = 14\n");
    let answer = book.last_day_of_service(MeetingKind::General, Channel::Email, day("2026-10-15"));
    assert_eq!((answer.value, answer.clause.as_str()), (day("2026-09-30"), "Standing orders, 3"));
    assert_eq!(book.notice.of(MeetingKind::General).contents, ["date", "time", "place", "business"]);
    assert_eq!(book.motions.word_limit, Some(250));
}

#[test]
fn a_changed_number_never_borrows_the_clause_of_the_model() {
    let book = over(
        "party-branch",
        "[notice.general]\ndays = 14\n[voting]\nsrc = \"Standing orders, 9\"\n[voting.thresholds.x]\nmajority = \"2/3\"",
    );
    let clause = &book.notice.of(MeetingKind::General).src;
    assert_eq!(clause, "Rules of Eastmoor, [notice.general]; for the rest Model rules, ch. 15; Branch standing orders, D");
    assert_eq!(book.threshold("x").unwrap().src, "Standing orders, 9");
}

#[test]
fn a_rulebook_may_extend_one_that_extends_another_but_not_itself() {
    let find = |name: &str| match name {
        "county" => Some("[rulebook]\nextends = \"party-branch\"\n[quorum.general]\nof = [{ fixed = 12 }]".to_owned()),
        "a" => Some("[rulebook]\nextends = \"b\"".to_owned()),
        "b" => Some("[rulebook]\nextends = \"a\"".to_owned()),
        other => preset(other),
    };
    let book = Rulebook::parse(&format!("{HEADING}extends = \"county\""), &find).unwrap();
    assert_eq!(book.quorum(MeetingKind::General, 900).unwrap().value, 12);
    assert!(matches!(Rulebook::parse(&format!("{HEADING}extends = \"a\""), &find), Err(Fault::Circle { .. })));
    let nowhere = Rulebook::parse(&format!("{HEADING}extends = \"nowhere\""), &find).unwrap_err();
    assert!(nowhere.to_string().contains("extends “nowhere”, which is not there"));
}

#[test]
fn two_ways_of_saying_the_days_of_notice_contradict_each_other() {
    let told = fault(&format!("{HEADING}extends = \"party-branch\"\n[notice.annual]\ndays = 21")).to_string();
    assert!(told.contains("[notice.annual] says two things at once: `days` and `tiers`"), "{told}");
}

#[test]
fn a_name_that_points_nowhere_is_a_fault() {
    for (text, key, name) in [
        ("[ballots.officers]\neligibility = \"balot\"", "ballots.officers.eligibility", "balot"),
        ("[eligibility.x]\nholds = [\"chairperson\"]", "eligibility.x.holds", "chairperson"),
        ("[eligibility.x]\nclasses = [\"ful\"]", "eligibility.x.classes", "ful"),
        ("[motions.emergency]\naccepted_by = \"urgent\"", "motions.emergency.accepted_by", "urgent"),
    ] {
        let told = fault(&format!("{HEADING}extends = \"association\"\n{text}"));
        let Fault::Dangling { key: at, name: what, .. } = &told else { panic!("{told}") };
        assert_eq!((at.as_str(), what.as_str()), (key, name));
    }
}

#[test]
fn a_file_saved_with_a_byte_order_mark_or_other_line_ends_is_read_alike() {
    let text = format!("\u{feff}{HEADING}extends = \"association\"\n").replace('\n', "\r\n");
    assert!(Rulebook::parse(&text, &preset).is_ok());
}

#[test]
fn a_section_may_change_one_key_and_leave_the_others() {
    let book = over(
        "party-branch",
        "[delegates.conference]\ncap = 4\n[trigger]\ncombine = \"both\"\n[retention.visitor]\nsrc = \"AGM\"",
    );
    assert_eq!((book.delegates["conference"].cap, book.delegates["conference"].then_per), (Some(4), 250));
    assert_eq!(book.retention["visitor"].keep, Length::Months(12));
    let told = fault(&format!("{HEADING}extends = \"party-branch\"\n[retention.photos]\nsrc = \"AGM\"")).to_string();
    assert!(told.contains("lacks `retention.photos.keep`"), "{told}");
}

#[test]
fn a_number_that_cannot_be_is_a_fault() {
    for text in ["[quorum.general]\nof = [{ permille = 1500 }]", "[meetings.blackout]\nmonths = [13]"] {
        let told = fault(&format!("{HEADING}extends = \"association\"\n{text}"));
        assert!(matches!(told, Fault::Impossible { .. }), "{told}");
    }
}

#[test]
fn the_edition_in_force_is_the_latest_that_has_begun() {
    let edition = |on: &str| Rulebook { edition: day(on), ..model("association") };
    let editions = [edition("2025-06-18"), edition("2026-06-18")];
    let in_force = |on: &str| Rulebook::in_force(&editions, day(on)).map(|book| book.edition);
    assert_eq!(in_force("2026-06-17"), Some(day("2025-06-18")));
    assert_eq!(in_force("2026-06-18"), Some(day("2026-06-18")));
    assert_eq!(in_force("2025-06-17"), None);
}

#[test]
fn a_rulebook_can_be_shown_as_data() {
    let json = serde_json::to_value(model("party-branch")).unwrap();
    assert_eq!(json["zone"], "Europe/London");
    assert_eq!(json["notice"]["general"]["days"], 7);
    assert_eq!(json["eligibility"]["local-vote"]["continuous"], "8 weeks");
    assert_eq!(json["voting"]["thresholds"]["challenge-chair"]["majority"], "2/3");
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused_but_never_breaks(text in "\\PC{0,200}") {
        let _ = Rulebook::parse(&text, &preset);
    }

    #[test]
    fn a_model_with_a_line_spoilt_is_read_or_refused_in_a_sentence(spoilt in 0usize..400, with in "[a-z0-9=\"\\[\\]{}., ]{0,12}") {
        let text = preset("party-branch").unwrap();
        let lines: Vec<&str> = text.lines().enumerate().map(|(at, line)| if at == spoilt { with.as_str() } else { line }).collect();
        if let Err(fault) = Rulebook::parse(&lines.join("\n"), &preset) {
            prop_assert!(fault.to_string().ends_with('.'), "{}", fault);
        }
    }
}
