//! The desk at the door: a card that a camera reads, letters to say, people online, and what happens where there is no signal.

use serde_json::{Value, json};
use wardmote::{db::RowId, members::Office};

use crate::{
    stories,
    world::{Branch, Database},
};

/// The list that the steward's phone carries.
fn list(branch: &Branch, meeting: &str) -> Value {
    let (status, body) = branch.as_("petra").downloads(&format!("{meeting}/door/list"));
    assert_eq!(status, 200);
    serde_json::from_slice(&body).expect("a list")
}

fn line(list: &Value, name: &str) -> Value {
    let lines = list["lines"].as_array().expect("lines");
    lines.iter().find(|line| line["name"] == name).unwrap_or_else(|| panic!("{name} is not on {list}")).clone()
}

/// A tap on somebody's line, so many minutes before it is sent.
fn tap(list: &Value, name: &str, deed: &str, minutes: i64) -> Value {
    let line = line(list, name);
    let id = RowId::random();
    json!({ "id": id, "member": line["id"], "seal": line["seal"], "deed": deed, "ago": minutes * 60_000 })
}

/// What the house answers to taps that a phone sends.
fn told(branch: &Branch, meeting: &str, taps: &[Value]) -> Value {
    let (status, answer) = branch.as_("petra").tells(&format!("{meeting}/door/taps"), &json!({ "taps": taps }));
    assert_eq!(status, 200, "{answer}");
    answer
}

/// A steward and an evening that has come.
fn evening(on: Database) -> (Branch, String) {
    let branch = Branch::with_members(12, on);
    branch.give_office("petra", Office::Steward);
    let meeting = branch.evening_with_a_motion("Buses");
    (branch, meeting)
}

fn door(branch: &Branch, meeting: &str) -> crate::world::Seen {
    branch.as_("petra").visits(&format!("{meeting}/door"))
}

stories! {
    fn a_camera_at_the_door_reads_a_card_and_one_tap_checks_its_bearer_in(on: Database) {
        let (branch, meeting) = evening(on);
        branch.as_("ama").visits("/me/card").says("Ama Story").says("Show this at the door");
        let card = format!("/meetings/card/{}", line(&list(&branch, &meeting), "Ama Story")["card"].as_str().expect("a card"));

        let read = branch.as_("petra").visits(&card).says("Ama Story").says("may vote");
        read.presses("Check in").says("Ama Story is in.").says("1 of 1");

        branch.as_("petra").visits(&card).says("in the room").presses("Has left").says("Ama Story has left.");
    }

    fn whoever_does_not_keep_the_door_learns_nothing_from_a_card(on: Database) {
        let (branch, meeting) = evening(on);
        let card = format!("/meetings/card/{}", line(&list(&branch, &meeting), "Ama Story")["card"].as_str().expect("a card"));
        let forged = format!("{}0", &card[..card.len() - 1]);
        let forged = if forged == card { format!("{}1", &card[..card.len() - 1]) } else { forged };
        let words = "This is read at the door of a meeting.";

        branch.as_("tom").visits(&card).says(words).does_not_say("Ama");
        branch.world.browser().visits(&card).says(words).does_not_say("Ama");
        branch.world.browser().visits(&forged).says(words);

        branch.as_("petra").visits(&forged).says("not one of ours").does_not_say("Ama");
        branch.as_("petra").visits("/meetings/card/nonsense").says("not one of ours");
    }

    fn four_letters_said_at_the_door_find_a_member_and_are_others_at_every_meeting(on: Database) {
        let (branch, meeting) = evening(on);
        let word = line(&list(&branch, &meeting), "Joe Story")["word"].as_str().expect("a word").to_owned();
        branch.as_("joe").visits(&format!("{meeting}/here")).says(&word);

        let found = branch.as_("petra").visits(&format!("{meeting}/door?q={}", word.to_lowercase())).says("Joe Story");

        found.presses("Check in").says("Joe Story is in.");
    }

    fn a_quiet_word_stands_beside_whoever_owes_dues(on: Database) {
        let (branch, meeting) = evening(on);
        let form = branch.as_("nadia").visits("/members/dues?of=N0002").types("Dues are paid to the end of", "2025-12-31");
        form.types("Where you know it from", "list").presses("Record it").answers(200);

        branch.as_("petra").visits(&format!("{meeting}/door?q=tom")).says("a quiet word").says("For the two of you");
        branch.as_("petra").visits(&format!("{meeting}/door?q=joe")).does_not_say("a quiet word");
        assert_eq!(line(&list(&branch, &meeting), "Tom Story")["owes"], true);
    }

    fn whoever_joins_online_and_then_comes_in_is_counted_once(on: Database) {
        let branch = Branch::with_members(12, on);
        branch.give_office("petra", Office::Steward);
        let call = branch.as_("nadia").visits("/meetings/new").types("Day", "2026-10-15").types("Time", "19:00");
        let call = call.types("Place", "Trades Hall").types("Link to join online", "https://meet.example/northmoor");
        call.presses("Check the call").presses("Send the notice");
        branch.world.turn_clock_to("2026-10-15T18:00:00Z");
        let meeting = branch.meeting();
        let code = door(&branch, &meeting).html.split("class=\"code\">").nth(1).and_then(|rest| rest.get(..4)).expect("a code").to_owned();

        let here = branch.as_("ama").visits(&format!("{meeting}/here")).types("The code of the room", &code);
        here.sets("whereabouts", "remote").presses("Check in").says("while you are online");
        door(&branch, &meeting).says("1 of 1").says("1 person takes part online");

        let found = branch.as_("petra").visits(&format!("{meeting}/door?q=ama")).says("online");
        found.presses("Check in").says("Ama Story was online and is in the room now.").says("1 of 1");
        door(&branch, &meeting).does_not_say("takes part online");
    }

    fn what_was_tapped_without_a_signal_is_done_once_however_often_it_is_sent(on: Database) {
        let (branch, meeting) = evening(on);
        let list = list(&branch, &meeting);
        branch.world.turn_clock_to("2026-10-15T18:20:00Z");
        let taps = [tap(&list, "Ama Story", "came", 15), tap(&list, "Tom Story", "came", 12), tap(&list, "Tom Story", "left", 2)];

        let first = told(&branch, &meeting, &taps);
        let again = told(&branch, &meeting, &taps);

        assert_eq!(first["taken"].as_array().map(Vec::len), Some(3));
        assert_eq!(first["taken"], again["taken"]);
        assert_eq!(again["refused"], json!([]));
        let page = door(&branch, &meeting).says("1 of 1");
        page.says("Ama Story came 7.05 pm, known at 7.20 pm").says("Tom Story came 7.08 pm, known at 7.20 pm, left 7.18 pm");
        branch.as_("nadia").visits("/record").says("A desk at the door told what it did");
        branch.verified();
    }

    fn a_desk_that_was_cut_off_does_not_undo_what_others_did_meanwhile(on: Database) {
        let (branch, meeting) = evening(on);
        let carried = list(&branch, &meeting);
        branch.as_("nadia").visits(&format!("{meeting}/door?q=ama")).presses("Check in");
        branch.world.turn_clock_to("2026-10-15T18:30:00Z");

        // Tapped at 7.10 pm, when Ama was in already; and Tom was never in.
        told(&branch, &meeting, &[tap(&carried, "Ama Story", "came", 20), tap(&carried, "Tom Story", "left", 10)]);

        let page = door(&branch, &meeting).says("Ama Story came 7.00 pm").does_not_say("known at");
        assert_eq!(page.html.matches("Ama Story</b>").count(), 1);
    }

    fn a_tap_for_somebody_who_is_on_no_list_is_refused_and_holds_up_no_other(on: Database) {
        let (branch, meeting) = evening(on);
        let list = list(&branch, &meeting);
        let mut forged = tap(&list, "Gwen Story", "came", 1);
        forged["seal"] = line(&list, "Joe Story")["seal"].clone();

        let answer = told(&branch, &meeting, &[forged.clone(), tap(&list, "Joe Story", "came", 1)]);

        assert_eq!(answer["taken"].as_array().map(Vec::len), Some(1));
        assert_eq!(answer["refused"][0]["id"], forged["id"]);
        assert!(answer["refused"][0]["words"].as_str().is_some_and(|words| words.contains("nobody on the list")));
        door(&branch, &meeting).says("Joe Story came").does_not_say("Gwen Story");
    }

    fn who_was_checked_in_out_of_the_houses_sight_was_in_no_count_before_it_knew(on: Database) {
        let (branch, meeting) = evening(on);
        let carried = list(&branch, &meeting);
        ["nadia", "ama"].iter().for_each(|called| {
            branch.as_("nadia").visits(&format!("{meeting}/door?q={called}")).presses("Check in");
        });
        branch.as_("nadia").visits(&format!("{meeting}/floor")).presses("Open the meeting");
        branch.take_items_until(&branch.as_("nadia"), "Buses");
        branch.world.turn_clock_to("2026-10-15T18:10:00Z");
        branch.as_("nadia").visits(&format!("{meeting}/floor")).presses("Put it to the vote");
        branch.world.turn_clock_to("2026-10-15T18:15:00Z");

        told(&branch, &meeting, &[tap(&carried, "Joe Story", "came", 10)]);

        branch.as_("joe").visits(&format!("{meeting}/vote")).says("You came in after this question was put");
        let page = branch.as_("joe").visits(&format!("{meeting}/quorum")).says("Put at 7.10 pm to 2 members with a vote");
        page.says("Ama Story and Nadia Story.");
    }

    fn only_whoever_keeps_the_door_carries_its_list(on: Database) {
        let (branch, meeting) = evening(on);

        branch.as_("tom").visits(&format!("{meeting}/door/desk")).answers(403);
        assert_eq!(branch.as_("tom").downloads(&format!("{meeting}/door/list")).0, 403);
        let (status, _) = branch.as_("tom").tells(&format!("{meeting}/door/taps"), &json!({ "taps": [] }));
        assert_eq!(status, 403);
        let (status, _) = branch.as_("petra").tells(&format!("{meeting}/door/taps"), &json!({ "taps": "all" }));
        assert_eq!(status, 400);
    }

    fn the_list_is_forgotten_when_the_meeting_is_over_and_late_taps_are_still_taken(on: Database) {
        let (branch, meeting) = evening(on);
        let carried = list(&branch, &meeting);
        branch.as_("nadia").visits(&format!("{meeting}/floor")).presses("Open the meeting");
        branch.world.turn_clock_to("2026-10-15T19:00:00Z");
        branch.as_("nadia").visits(&format!("{meeting}/floor")).presses("Close the meeting");
        branch.world.turn_clock_to("2026-10-15T19:10:00Z");

        let answer = told(&branch, &meeting, &[tap(&carried, "Ama Story", "came", 30), tap(&carried, "Joe Story", "came", 5)]);

        assert_eq!(answer["taken"].as_array().map(Vec::len), Some(1));
        assert!(answer["refused"][0]["words"].as_str().is_some_and(|words| words.contains("The meeting is closed")));
        assert_eq!(list(&branch, &meeting)["lines"], json!([]));
        door(&branch, &meeting).says("Ama Story came 7.40 pm");
    }
}
