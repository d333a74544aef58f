//! An evening: the quorum, the vote on phones and by hands, the casting vote, and what the minutes make of it.

use crate::{
    stories,
    world::{Branch, Browser, Database, Seen},
};

/// A meeting on 22 October at seven with one motion on its agenda, and these people in the room.
fn evening(branch: &Branch, here: &[&str]) -> String {
    let call = branch
        .as_("nadia")
        .visits("/meetings/new")
        .types("Day", "2026-10-22")
        .types("Time", "19:00")
        .types("Place", "Albion Hall");
    call.presses("Check the call").presses("Send the notice");
    let form = branch.as_("tom").visits("/motions/new").types("Title", "Buses").types("Text", "This branch calls for buses.");
    let motion = form.types("Who seconds it?", "Ama").presses("Hand it in").path();
    branch.as_("ama").visits(&motion).presses("I second this");
    branch.as_("nadia").visits(&format!("{motion}/ruling")).presses("It is in order");
    branch.world.turn_clock_to("2026-10-22T18:00:00Z");
    let meeting = branch.meeting();
    here.iter().for_each(|called| comes(branch, &meeting, called));
    meeting
}

/// Somebody is checked in at the door.
fn comes(branch: &Branch, meeting: &str, called: &str) {
    branch.as_("nadia").visits(&format!("{meeting}/door?q={called}")).presses("Check in");
}

fn board(branch: &Branch, meeting: &str) -> Seen {
    branch.as_("nadia").visits(&format!("{meeting}/floor"))
}

/// The evening as far as the motion, put to the vote.
fn put(branch: &Branch, here: &[&str]) -> String {
    let meeting = evening(branch, here);
    board(branch, &meeting).presses("Open the meeting");
    branch.take_items_until(&branch.as_("nadia"), "Buses");
    board(branch, &meeting).presses("Put it to the vote").says("The vote is open");
    meeting
}

fn phone(branch: &Branch, meeting: &str, called: &str) -> Seen {
    branch.as_(called).visits(&format!("{meeting}/vote"))
}

const FOUR: [&str; 4] = ["nadia", "tom", "ama", "petra"];

stories! {
    fn equal_votes_are_decided_by_the_chair_and_the_minutes_say_so(on: Database) {
        let branch = Branch::with_members(12, on);
        let meeting = put(&branch, &FOUR);
        phone(&branch, &meeting, "tom").presses("For");
        phone(&branch, &meeting, "petra").presses("Against");

        let tied = board(&branch, &meeting).presses("Close the vote").says("The casting vote is yours");
        tied.presses("Casting vote against").says("Motion 2026/1 is lost");

        let minutes = branch.as_("tom").visits(&format!("{meeting}/minutes")).says("the record of the branch ended at entry");
        let seal = minutes.words().split_whitespace().find(|word| word.len() == 64).expect("a seal").to_owned();
        branch.as_("tom").visits("/record").says(&seal);
        minutes.says("with equal votes: 1 for, 1 against").says("The chair gave the casting vote against the motion, and it was lost");
    }

    fn a_double_tap_is_one_vote_and_a_second_thought_changes_nothing(on: Database) {
        let branch = Branch::with_members(12, on);
        let meeting = put(&branch, &FOUR);
        let paper = phone(&branch, &meeting, "tom");

        paper.presses_twice("For").says("Your vote is in the box.").says("so nobody can change it");

        board(&branch, &meeting).says("1 of 4 have voted by phone").presses("Close the vote").says("1 for, 0 against");
    }

    fn a_vote_after_the_close_is_told_that_it_came_too_late(on: Database) {
        let branch = Branch::with_members(12, on);
        let meeting = put(&branch, &FOUR);
        let slow = phone(&branch, &meeting, "tom");
        phone(&branch, &meeting, "ama").presses("For");
        board(&branch, &meeting).presses("Close the vote");

        slow.presses("Against").answers(409).says("This ballot closed on").follows("Back to the meeting").says("carried");
    }

    fn only_those_in_the_room_vote_and_a_latecomer_waits_for_the_next_question(on: Database) {
        let branch = Branch::with_members(12, on);
        let meeting = put(&branch, &FOUR);

        phone(&branch, &meeting, "gwen").says("you are not checked in").follows("I am here").says("Are you in the room?");
        comes(&branch, &meeting, "gwen");

        phone(&branch, &meeting, "gwen").says("You came in after this question was put");
    }

    fn hands_are_counted_only_of_those_who_did_not_vote_by_phone(on: Database) {
        let branch = Branch::with_members(12, on);
        let meeting = put(&branch, &FOUR);
        phone(&branch, &meeting, "tom").presses("For");

        let refused = board(&branch, &meeting).types("For", "4").presses("Close the vote").answers(422).says("at most 3 hands");

        let told = refused.types("For", "2").types("Against", "1").presses("Close the vote");
        told.says("3 for, 1 against").says("1 vote by phone, 3 hands counted").says("more for than against is needed");
    }

    fn a_second_chair_is_shown_what_the_first_did(on: Database) {
        let branch = Branch::with_members(12, on);
        let meeting = put(&branch, &FOUR);
        phone(&branch, &meeting, "tom").presses("For");
        let (first, second) = (board(&branch, &meeting), board(&branch, &meeting));
        first.presses("Close the vote").says("The motion is carried.");

        second.presses("Close the vote").says("Somebody was quicker: The vote was closed: carried. Nothing else was done.");
    }

    fn a_room_without_a_quorum_waits_and_then_decides_for_the_next_meeting_to_ratify(on: Database) {
        let branch = Branch::with_members(30, on);
        let meeting = evening(&branch, &["tom"]);
        board(&branch, &meeting).presses("Open the meeting");
        take_all(&branch, &meeting);
        board(&branch, &meeting).says("There is no quorum: 1 in the room may vote, and 2 are needed").says("waits for it until 7.30 pm");

        branch.world.turn_clock_to("2026-10-22T18:30:00Z");
        board(&branch, &meeting).says("Put it only if it is pressing").presses("Put it to the vote");
        phone(&branch, &meeting, "tom").presses("For");
        board(&branch, &meeting).presses("Close the vote").says("to be ratified");

        branch.as_("tom").visits(&format!("{meeting}/minutes")).says("stands only if the next quorate meeting ratifies it");
    }

    fn the_meeting_opens_at_its_hour_and_not_before(on: Database) {
        let branch = Branch::with_members(12, on);
        let meeting = evening(&branch, &FOUR);
        branch.world.turn_clock_to("2026-10-22T17:45:00Z");

        board(&branch, &meeting).says("The meeting is called for Thursday 22 October at 7.00 pm");
        let early = branch.as_("nadia").posts(&format!("{meeting}/floor/opening"), &[("seen", "0")]);

        early.answers(409).says("so that nobody who comes on time finds it begun");
    }

    fn a_meeting_is_not_closed_over_an_open_vote(on: Database) {
        let branch = Branch::with_members(12, on);
        let meeting = put(&branch, &FOUR);
        let seen = board(&branch, &meeting).html.split("name=\"seen\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).map(str::to_owned);

        let closing = branch.as_("nadia").posts(&format!("{meeting}/floor/closing"), &[("seen", &seen.expect("a board"))]);

        closing.answers(409).says("A vote is open. Close it before you go on.");
    }

    fn the_secretary_words_a_sentence_and_can_go_back_to_the_draft(on: Database) {
        let branch = Branch::with_members(12, on);
        let meeting = put(&branch, &FOUR);
        let wording = || branch.as_("nadia").visits(&format!("{meeting}/minutes/apologies"));
        wording().says("No apologies were recorded.").types("As it is to read", "Apologies came from Gwen.").presses("Keep this wording");
        branch.as_("tom").visits(&format!("{meeting}/minutes")).says("Apologies came from Gwen.").does_not_say("Word it");

        wording().types("As it is to read", "").presses("Keep this wording").says("No apologies were recorded.");
    }

    fn the_screen_and_the_phones_say_what_is_before_the_meeting(on: Database) {
        let branch = Branch::with_members(12, on);
        let meeting = put(&branch, &FOUR);
        let screen = |who: &Browser| who.visits(&format!("{meeting}/screen"));

        screen(&branch.as_("joe")).says("Buses").says("0 of 4 have voted by phone").says("raise your hand for the tellers");
        phone(&branch, &meeting, "ama").presses("For");
        board(&branch, &meeting).presses("Close the vote");

        screen(&branch.as_("joe")).says("Carried").says("1 for, 0 against");
        phone(&branch, &meeting, "petra").says("Buses is carried");
    }

    fn nothing_in_the_record_tells_who_voted(on: Database) {
        let branch = Branch::with_members(12, on);
        let meeting = put(&branch, &FOUR);
        phone(&branch, &meeting, "tom").presses("For");

        let record = branch.as_("nadia").visits("/record").says("marked on a roll as having voted");

        let tom = branch.person("tom");
        let entry = record.html.split("marked on a roll").nth(1).and_then(|rest| rest.split("</li>").next()).unwrap_or_default().to_owned();
        assert!(entry.contains("visitor") || !entry.contains("account"), "{entry}");
        assert!(!entry.contains(&tom.member.to_string()) && !entry.contains(&tom.account.to_string()), "{entry}");
    }

    fn the_board_is_for_those_who_chair(on: Database) {
        let branch = Branch::with_members(12, on);
        let meeting = evening(&branch, &FOUR);

        branch.as_("tom").visits(&format!("{meeting}/floor")).answers(403).says("chair meetings by their office");
        branch.as_("tom").visits(&format!("{meeting}/minutes/apologies")).answers(403);
    }
}

/// Takes one item after the other until the motion is before the meeting, quorate or not.
fn take_all(branch: &Branch, meeting: &str) {
    for _ in 0..20 {
        let page = board(branch, meeting);
        if page.words().contains("Before the meeting: ") && page.words().contains("There is no quorum") {
            return;
        }
        page.presses_first(&["Go to item"]);
    }
    panic!("the meeting never came to the motion");
}
