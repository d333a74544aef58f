//! What is held of people: told to everybody, and handed to whoever it is about.

use std::io::{Cursor, Read};

use serde_json::Value;

use crate::{
    stories,
    world::{Branch, Browser, Database},
};

/// What is in a copy: its page and its data.
fn unpacked(bytes: &[u8]) -> (String, Value) {
    let mut file = zip::ZipArchive::new(Cursor::new(bytes)).expect("a ZIP file");
    let mut text = |name: &str| {
        let mut text = String::new();
        file.by_name(name).expect("the file is in it").read_to_string(&mut text).expect("a text");
        text
    };
    let (page, data) = (text("everything-held.html"), text("everything-held.json"));
    (page, serde_json::from_str(&data).expect("data"))
}

/// What is held of one sort, as data.
fn held<'a>(data: &'a Value, title: &str) -> &'a Vec<Value> {
    let sections = data["held"].as_array().expect("sections");
    let section = sections.iter().find(|section| section["title"] == title);
    section.unwrap_or_else(|| panic!("nothing is told of {title}"))["entries"].as_array().expect("entries")
}

fn own_copy(who: &Browser) -> (String, Value) {
    let (status, bytes) = who.downloads("/me/copy.zip");
    assert_eq!(status, 200);
    unpacked(&bytes)
}

stories! {
    fn a_member_takes_everything_held_of_her_in_two_clicks(on: Database) {
        let branch = Branch::with_members(6, on);
        branch.evening_with_a_motion("Buses <on> time");
        branch.as_("nadia").visits(&format!("/members/{}", branch.person("tom").member)).answers(200);
        let tom = branch.as_("tom");
        tom.visits("/me/needs").types("What would help", "A step-free way in").presses("Save").answers(200);
        assert!(tom.visits("/").links().contains(&"/me".to_owned()), "the first click");
        assert!(tom.visits("/me").links().contains(&"/me/copy.zip".to_owned()), "the second");

        let (page, data) = own_copy(&tom);

        assert_eq!(data["name"], "Tom Story");
        assert_eq!(held(&data, "Who you are and how to reach you")[0]["Mail"], "tom@northmoor.example");
        assert_eq!(held(&data, "The wards you lived in")[0]["Ward"], "Millbank");
        assert_eq!(held(&data, "Your membership")[0]["From"], "2020-01-01");
        assert_eq!(held(&data, "What you need to take part")[0]["In your words"], "A step-free way in");
        assert_eq!(held(&data, "Who looked at your record")[0]["Who"], "Nadia Story");
        assert_eq!(held(&data, "Motions you moved or seconded")[0]["Seconded by"], "Ama Story");
        assert_eq!(held(&data, "Meetings you were called to")[0]["May vote"], true);
        assert!(held(&data, "What you did, in the record").iter().any(|entry| entry["What"] == "needs.said"));
        assert!(held(&data, "Messages and letters to you").iter().any(|entry| entry["Subject"].as_str().is_some()));
        assert!(page.contains("Wednesday 1 January 2020") && page.contains("Buses &lt;on&gt; time"), "{page}");
        assert!(!page.contains("ama@northmoor.example"), "nothing of anybody else");
    }

    fn a_copy_carries_no_key_to_anything(on: Database) {
        let branch = Branch::with_members(6, on);
        branch.open_selection(["Ama Story", "Petra Story", "Joe Story", "Leila Story"]);
        let (page, data) = own_copy(&branch.as_("tom"));

        let told = data.to_string();
        assert!(!told.contains("hash") && !told.contains("token"), "{told}");
        assert_eq!(held(&data, "Ballots you were on the roll of").len(), 1);
        let letters = held(&data, "What messages and letters to you say");
        let paper = letters.iter().find(|entry| entry["Message"].to_string().contains("Candidate"));
        let text = paper.expect("the paper was sent by mail")["Text"].as_str().unwrap_or_default();
        assert_eq!(text, "It carried a secret of yours and is not shown.");
        assert!(page.contains("Ballots you were on the roll of"));
    }

    fn an_officer_takes_a_copy_for_whoever_asked_and_the_member_reads_that(on: Database) {
        let branch = Branch::with_members(6, on);
        let tom = branch.person("tom").member;
        let nadia = branch.as_("nadia");
        nadia.visits(&format!("/members/{tom}")).follows("A copy of everything held").says("Tom Story can take it without you");

        let (status, bytes) = nadia.posts_for_file(&format!("/members/{tom}/copy"));

        assert_eq!(status, 200);
        assert_eq!(unpacked(&bytes).1["name"], "Tom Story");
        branch.as_("tom").visits("/me/looks").says("Nadia Story, secretary took a copy of everything that is held of you, because you asked");
        assert_eq!(branch.as_("petra").posts_for_file(&format!("/members/{tom}/copy")).0, 403);
    }

    fn anybody_reads_what_is_held_why_how_long_and_who_can_see_it(on: Database) {
        let branch = Branch::with_members(6, on);
        branch.as_("nadia").visits(&format!("/members/{}", branch.person("tom").member)).answers(200);

        let page = branch.world.browser().visits("/privacy").says("What we hold, and why").says("What you need to take part");
        let page = page.says("24 months after it").says("How anybody voted").does_not_say("Nadia Story");
        page.says("secretary 1 person").says("To check the register 1 time");
    }
}
