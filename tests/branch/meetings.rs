//! Calling a meeting, its notice, and the door.

use wardmote::members::Office;

use crate::{
    stories,
    world::{Branch, Database, Seen},
};

/// The form filled in for a day, as far as the check page.
fn checks(branch: &Branch, on: &str, reason: &str) -> Seen {
    let form = branch.as_("nadia").visits("/meetings/new").types("Day", on).types("Place", "Albion Hall");
    form.sets("reason", reason).presses("Check the call")
}

/// Calls a meeting for the evening of 15 October and returns its address.
fn called(branch: &Branch) -> String {
    let service = checks(branch, "2026-10-15", "").presses("Send the notice");
    service.path().trim_end_matches("/service").to_owned()
}

stories! {
    fn a_meeting_called_in_time_reaches_everybody_and_the_proof_says_so(on: Database) {
        let branch = Branch::with_members(12, on);

        checks(&branch, "2026-10-15", "").says("The last day for lawful notice is Wednesday 7 October 2026").says("12 people");
        let meeting = called(&branch);

        let letters = branch.world.post.waits_for(12);
        assert!(letters.iter().all(|letter| letter.words().contains("Albion Hall")));
        branch.world.wait_until("the proof names twelve", || {
            branch.as_("nadia").visits(&format!("{meeting}/service")).words().contains("Accepted by mail servers 12")
        });
    }

    fn a_meeting_called_too_late_is_refused_at_its_day_with_the_day_that_is_left(on: Database) {
        let branch = Branch::with_members(3, on);

        let refused = checks(&branch, "2026-10-08", "").answers(422);

        refused.says("It is too late to call this meeting for Thursday 8 October 2026").says("Friday 9 October 2026 or a later day");
    }

    fn a_meeting_called_too_late_for_a_reason_says_so_in_its_notice(on: Database) {
        let branch = Branch::with_members(3, on);

        checks(&branch, "2026-10-05", "The hall is sold on Friday.").says("called as an emergency").presses("Send the notice");

        let letters = branch.world.post.waits_for(3);
        assert!(letters.iter().all(|letter| letter.words().contains("The hall is sold on Friday.")));
    }

    fn a_second_press_calls_no_second_meeting(on: Database) {
        let branch = Branch::with_members(3, on);

        checks(&branch, "2026-10-15", "").presses_twice("Send the notice").answers(200);

        assert_eq!(branch.as_("nadia").visits("/meetings").html.matches("class=\"t\"").count(), 1);
    }

    fn a_member_who_calls_no_meetings_is_told_whose_page_it_is(on: Database) {
        let branch = Branch::with_members(3, on);

        branch.as_("tom").visits("/meetings/new").answers(403).says("call meetings by their office");
    }

    fn a_steward_checks_people_in_and_takes_a_wrong_tap_back(on: Database) {
        let branch = Branch::with_members(12, on);
        branch.give_office("petra", Office::Steward);
        let door = format!("{}/door", called(&branch));

        let found = branch.as_("petra").visits(&format!("{door}?q=tom")).says("Tom Story").says("may vote");
        let inside = found.presses("Check in").says("Tom Story is in.").says("1 in the room with a vote");

        inside.presses("Undo").says("That arrival is taken back.").says("0 in the room with a vote");
    }

    fn a_member_checks_herself_in_with_the_code_of_the_room(on: Database) {
        let branch = Branch::with_members(12, on);
        let meeting = called(&branch);
        branch.as_("ama").visits(&format!("{meeting}/here")).types("The code of the room", "AAAA").presses("Check in").says("Check in that day");
        branch.world.turn_clock_to("2026-10-15T17:30:00Z");
        let door = branch.as_("nadia").visits(&format!("{meeting}/door"));
        let code = door.html.split("class=\"code\">").nth(1).and_then(|rest| rest.get(..4)).expect("a code at the door").to_owned();

        let page = branch.as_("ama").visits(&format!("{meeting}/here"));
        page.types("The code of the room", "xxxx").presses("Check in").answers(422).says("not the code of this room");
        let page = branch.as_("ama").visits(&format!("{meeting}/here"));
        page.types("The code of the room", &code.to_lowercase()).presses("Check in").says("You may vote");
    }
}
