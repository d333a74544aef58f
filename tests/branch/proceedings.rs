//! An evening in depth: amendments before the motion, agreement without a vote, procedural motions, a secret vote, and what is left over.

use crate::{
    stories,
    world::{Branch, Database, Seen},
};

const TEXT: &str = "This branch notes that the last bus leaves at nine.\n\nThis branch calls for a public network.";
const HERE: [&str; 4] = ["nadia", "tom", "ama", "petra"];

/// Tom's motion on the agenda of a meeting on 22 October at seven, with these amendments of Petra's.
fn called(branch: &Branch, amendments: &[&str]) -> (String, String) {
    let call = branch.as_("nadia").visits("/meetings/new").types("Day", "2026-10-22").types("Time", "19:00");
    call.types("Place", "Albion Hall").presses("Check the call").presses("Send the notice");
    let form = branch.as_("tom").visits("/motions/new").types("Title", "Buses").types("Text", TEXT);
    let motion = form.types("Who seconds it?", "Ama").presses("Hand it in").path();
    branch.as_("ama").visits(&motion).presses("I second this");
    branch.as_("nadia").visits(&format!("{motion}/ruling")).presses("It is in order");
    for wording in amendments {
        let form = branch.as_("petra").visits(&format!("{motion}/amendments/new"));
        let amendment =
            form.types("Or: what is to be changed", wording).presses("See the difference").presses("Hand it in").path();
        branch.as_("joe").visits(&amendment).presses("I second this");
    }
    branch.world.turn_clock_to("2026-10-22T18:00:00Z");
    (branch.meeting(), motion)
}

/// The same with the four of them in the room and the motion before the meeting.
fn before_the_meeting(branch: &Branch, amendments: &[&str]) -> (String, String) {
    let (meeting, motion) = called(branch, amendments);
    comes_to_the_motion(branch, &meeting);
    (meeting, motion)
}

/// A motion of Tom's that came after the deadline, before the meeting with the four of them in the room.
fn emergency(branch: &Branch) -> (String, String) {
    let call = branch.as_("nadia").visits("/meetings/new").types("Day", "2026-10-22").types("Time", "19:00");
    call.types("Place", "Albion Hall").presses("Check the call").presses("Send the notice");
    branch.world.turn_clock_to("2026-10-10T09:00:00Z");
    let form =
        branch.as_("tom").visits("/motions/new").types("Title", "Buses").types("Text", TEXT).types("Who seconds it?", "Ama");
    let late = form.presses("Hand it in").answers(422).types("Why it cannot wait", "The line closes on Friday.");
    let motion = late.presses("Hand it in").path();
    branch.as_("ama").visits(&motion).presses("I second this");
    branch.as_("nadia").visits(&format!("{motion}/ruling")).presses("It is in order");
    branch.world.turn_clock_to("2026-10-22T18:00:00Z");
    let meeting = branch.meeting();
    comes_to_the_motion(branch, &meeting);
    (meeting, motion)
}

/// The four of them come, the meeting is opened and goes on to the motion.
fn comes_to_the_motion(branch: &Branch, meeting: &str) {
    for called in HERE {
        branch.as_("nadia").visits(&format!("{meeting}/door?q={called}")).presses("Check in");
    }
    board(branch, meeting).presses("Open the meeting");
    for _ in 0..20 {
        let page = board(branch, meeting);
        if page.words().contains("This branch notes") {
            return;
        }
        page.presses_first(&["Go to item"]);
    }
    panic!("the meeting never came to the motion");
}

fn board(branch: &Branch, meeting: &str) -> Seen {
    branch.as_("nadia").visits(&format!("{meeting}/floor"))
}

fn votes(branch: &Branch, meeting: &str, called: &str, vote: &str) {
    branch.as_(called).visits(&format!("{meeting}/vote")).presses(vote).says("Your vote is in the box.");
}

fn minutes(branch: &Branch, meeting: &str) -> Seen {
    branch.as_("tom").visits(&format!("{meeting}/minutes"))
}

/// Somebody moves something about the proceedings.
fn moves(branch: &Branch, meeting: &str, motion: &str, words: &str) -> Seen {
    board(branch, meeting).sets("motion", motion).types("What stands for", words).presses("Put this motion")
}

stories! {
    fn amendments_are_put_before_the_motion_and_what_is_carried_is_voted_on(on: Database) {
        let branch = Branch::with_members(12, on);
        let changes = ["leave out “nine” and insert “midnight”", "leave out “at nine” and insert “early”"];
        let (meeting, motion) = before_the_meeting(&branch, &changes);

        let page = board(&branch, &meeting).says("Amendment 1").says("moved by Petra").presses("Put amendment 2 to the vote");
        let page = page.says("Amendment 2 is being voted on");
        assert!(page.html.contains("<del>at nine</del><ins>early</ins>"), "{}", page.html);
        branch.as_("tom").visits(&format!("{meeting}/vote")).says("Shall the amendment be made?");
        votes(&branch, &meeting, "ama", "For");
        board(&branch, &meeting).presses("Close the vote").says("Amendment 2 is carried. With it fell amendment 1.");
        board(&branch, &meeting).says("the last bus leaves early").presses("Put it to the vote");
        votes(&branch, &meeting, "ama", "For");
        board(&branch, &meeting).presses("Close the vote").says("The motion is carried.");

        branch.as_("joe").visits(&motion).says("the last bus leaves early");
        let told = minutes(&branch, &meeting).says("Amendment 2 (leave out “at nine” and insert “early”), moved by Petra");
        told.says("Amendment 2 was carried").says("With it fell amendment 1.").says("the last bus leaves early");
    }

    fn what_nobody_is_against_is_agreed_without_a_vote(on: Database) {
        let branch = Branch::with_members(12, on);
        let (meeting, motion) = before_the_meeting(&branch, &["leave out “nine” and insert “midnight”"]);

        board(&branch, &meeting).presses("Nobody is against").says("Amendment 1 is agreed.").says("leaves at midnight");
        board(&branch, &meeting).presses("Nobody is against: it is agreed").says("Motion 2026/1 is agreed.");

        branch.as_("joe").visits(&motion).says("carried");
        let told = minutes(&branch, &meeting).says("Amendment 1 (leave out “nine” and insert “midnight”), moved by Petra");
        told.says("was agreed without a vote").says("Resolved:").says("the last bus leaves at midnight");
    }

    fn the_meeting_goes_on_to_its_next_business_and_leaves_the_motion(on: Database) {
        let branch = Branch::with_members(12, on);
        let (meeting, motion) = before_the_meeting(&branch, &[]);

        moves(&branch, &meeting, "next-business", "").says("being voted on");
        let phone = branch.as_("tom").visits(&format!("{meeting}/vote"));
        phone.says("That the meeting proceed to next business").says("Shall the meeting leave this");
        votes(&branch, &meeting, "ama", "For");
        board(&branch, &meeting).presses("Close the vote").says("The motion is carried.").says("Go to item");

        branch.as_("joe").visits(&motion).says("left for next business");
        minutes(&branch, &meeting).says("The motion that the meeting proceed to next business was put to the vote");
    }

    fn a_motion_is_referred_and_the_minutes_say_to_whom(on: Database) {
        let branch = Branch::with_members(12, on);
        let (meeting, motion) = before_the_meeting(&branch, &[]);

        moves(&branch, &meeting, "refer", "").answers(422).says("Write what is missing in “That the matter be referred to …”.");
        moves(&branch, &meeting, "refer", "the executive").says("being voted on");
        votes(&branch, &meeting, "ama", "For");
        board(&branch, &meeting).presses("Close the vote");

        branch.as_("joe").visits(&motion).says("referred");
        minutes(&branch, &meeting).says("that the matter be referred to the executive");
    }

    fn a_challenge_to_the_chair_needs_its_supporters_and_two_thirds_of_those_present(on: Database) {
        let branch = Branch::with_members(12, on);
        let (meeting, _) = before_the_meeting(&branch, &[]);

        let refused = moves(&branch, &meeting, "challenge-chair", "no more speakers");
        let refused = refused.answers(422).says("4 members have to support this before it is put (Model rules, ch. 15 I)");
        refused.types("How many support it", "4").types("Moved by", "Petra").presses("Put this motion").says("being voted on");
        votes(&branch, &meeting, "ama", "For");
        votes(&branch, &meeting, "petra", "For");

        board(&branch, &meeting).presses("Close the vote").says("at least two thirds of the 4 present is needed, which is 3: lost");
        minutes(&branch, &meeting).says("that the chair’s ruling be set aside (no more speakers), moved by Petra");
    }

    fn enough_members_ask_and_the_vote_is_secret(on: Database) {
        let branch = Branch::with_members(12, on);
        let (meeting, _) = before_the_meeting(&branch, &[]);
        let asked = |by: &str| board(&branch, &meeting).types("How many ask for it?", by).presses("Vote in secret on this item");

        asked("2").answers(422).says("A secret vote needs 3 members who ask for it (Model rules, ch. 15 I.L.i");
        asked("3").says("The votes on this item are secret");
        board(&branch, &meeting).presses("Put it to the vote").says("Slips of paper");

        minutes(&branch, &meeting).says("3 members asked for a secret vote");
    }

    fn more_than_are_in_the_room_neither_support_nor_ask_for_anything(on: Database) {
        let branch = Branch::with_members(12, on);
        let (meeting, _) = before_the_meeting(&branch, &[]);
        let page = board(&branch, &meeting).sets("motion", "challenge-chair").types("What stands for", "The ruling on the amendment.");

        let refused = page.sets("supporters", "5").presses("Put this motion").answers(422);

        refused.says("4 in the room have a vote, so no more can support it.");
        let asked = board(&branch, &meeting).sets("by", "5").presses("Vote in secret on this item");
        asked.answers(422).says("4 in the room have a vote, so no more can ask for it.");
    }

    fn a_change_of_the_standing_orders_is_lost_without_two_thirds(on: Database) {
        let branch = Branch::with_members(12, on);
        let call = branch.as_("nadia").visits("/meetings/new").sets("kind", "annual").types("Day", "2027-05-20").types("Time", "19:00");
        let meeting = call.types("Place", "Albion Hall").presses("Check the call").presses("Send the notice").path();
        let meeting = meeting.trim_end_matches("/service").to_owned();
        let form = branch.as_("tom").visits("/motions/new").types("Title", "Hours").types("Text", TEXT).ticks("The standing orders");
        let motion = form.types("Who seconds it?", "Ama").presses("Hand it in").path();
        branch.as_("ama").visits(&motion).presses("I second this");
        branch.as_("nadia").visits(&format!("{motion}/ruling")).presses("It is in order");
        branch.world.turn_clock_to("2027-05-20T18:00:00Z");
        comes_to_the_motion(&branch, &meeting);

        board(&branch, &meeting).says("changes the rules").says("It takes at least two thirds of those voting").presses("Put it to the vote");
        for (called, vote) in [("ama", "For"), ("tom", "For"), ("petra", "Against"), ("nadia", "Against")] {
            votes(&branch, &meeting, called, vote);
        }

        board(&branch, &meeting).presses("Close the vote").says("The motion is lost.").says("two thirds");
    }

    fn an_emergency_motion_is_put_once_the_meeting_takes_it(on: Database) {
        let branch = Branch::with_members(12, on);
        let (meeting, motion) = emergency(&branch);
        let page = board(&branch, &meeting).says("It came after the deadline: The line closes on Friday.");
        page.says("It takes more for than against").does_not_say("Put it to the vote").presses("Put whether it is taken");
        branch.as_("tom").visits(&format!("{meeting}/vote")).says("Shall the meeting take this motion, though it came after the deadline?");
        votes(&branch, &meeting, "ama", "For");
        board(&branch, &meeting).presses("Close the vote").presses("Put it to the vote");
        votes(&branch, &meeting, "ama", "For");
        board(&branch, &meeting).presses("Close the vote").says("The motion is carried.");

        branch.as_("joe").visits(&motion).says("carried");
        minutes(&branch, &meeting).says("that the meeting take this as an emergency");
    }

    fn an_emergency_motion_that_the_meeting_does_not_take_waits_for_the_next_one(on: Database) {
        let branch = Branch::with_members(12, on);
        let (meeting, motion) = emergency(&branch);
        board(&branch, &meeting).presses("Put whether it is taken");
        votes(&branch, &meeting, "petra", "Against");
        board(&branch, &meeting).presses("Close the vote").does_not_say("Put it to the vote");

        branch.as_("tom").visits(&motion).says("waits for the ruling");

        let call = branch.as_("nadia").visits("/meetings/new").types("Day", "2026-11-12").types("Time", "19:00");
        let later = call.types("Place", "Albion Hall").presses("Check the call").presses("Send the notice").path();
        let later = later.trim_end_matches("/service").to_owned();
        let ruling = branch.as_("nadia").visits(&format!("{motion}/ruling"));
        ruling.sets("meeting", later.trim_start_matches("/meetings/")).presses("It is in order");
        branch.world.turn_clock_to("2026-11-12T19:00:00Z");
        comes_to_the_motion(&branch, &later);
        board(&branch, &later).says("Put it to the vote").does_not_say("It came after the deadline");
    }

    fn a_line_is_written_and_stands_in_the_minutes(on: Database) {
        let branch = Branch::with_members(12, on);
        let (meeting, _) = before_the_meeting(&branch, &[]);

        board(&branch, &meeting).types("A line for the minutes", "").presses("Write it down").answers(422).says("Write a line");
        board(&branch, &meeting).types("A line for the minutes", "The treasurer’s report was noted.").presses("Write it down");

        minutes(&branch, &meeting).says("The treasurer’s report was noted.");
    }

    fn a_motion_that_is_put_off_or_not_reached_waits_for_the_next_meeting(on: Database) {
        let branch = Branch::with_members(12, on);
        let (meeting, motion) = before_the_meeting(&branch, &["leave out “nine”"]);
        moves(&branch, &meeting, "adjourn", "");
        votes(&branch, &meeting, "tom", "For");
        board(&branch, &meeting).presses("Close the vote").says("The meeting has decided to end here").presses_first(&["Close the meeting"]);

        branch.as_("joe").visits(&motion).says("waits for the ruling");
        branch.as_("nadia").visits("/motions").says("Buses");
    }

    fn members_ask_to_speak_with_one_tap_and_for_and_against_take_turns(on: Database) {
        let branch = Branch::with_members(12, on);
        let (meeting, _) = before_the_meeting(&branch, &[]);
        let phone = |called: &str| branch.as_(called).visits(&format!("{meeting}/vote"));

        board(&branch, &meeting).presses("Tom Story moves it").says("moves the motion").says("until 7.05 pm");
        phone("ama").says("Tom Story").presses("To speak for").says("You are 1st. In the order of asking.");
        phone("petra").presses("To speak against").says("You are 1st. So that for and against take turns.");
        phone("ama").says("You are 2nd.").says("You are on the list already. Your turn comes.");

        board(&branch, &meeting).presses("Thank you").presses("Call Petra Story").says("against");
        board(&branch, &meeting).presses("Call Ama Story").presses("Thank you").presses("Tom Story replies").presses("Thank you");

        phone("petra").says("each member speaks once (Model rules, ch. 15 I.I)").presses("To ask a question");
        phone("petra").presses("Take it back").says("You are off the list.");
        let told = minutes(&branch, &meeting);
        told.says("Tom Story moved it; Petra Story spoke against it; Ama Story spoke for it; Tom Story replied to the debate.");
    }

    fn whoever_is_not_in_the_room_does_not_speak_and_nobody_after_the_closure(on: Database) {
        let branch = Branch::with_members(12, on);
        let (meeting, _) = before_the_meeting(&branch, &[]);
        let asks = |called: &str, stance: &str| branch.as_(called).posts(&format!("{meeting}/speeches"), &[("stance", stance)]);

        asks("joe", "for").answers(409).says("You are not checked in at this meeting, and only those in the room speak.");
        moves(&branch, &meeting, "put-now", "");
        votes(&branch, &meeting, "ama", "For");
        board(&branch, &meeting).presses("Close the vote");

        asks("petra", "for").answers(409).says("The meeting has decided to hear no more on this and to vote.");
        asks("petra", "order");
        board(&branch, &meeting).says("point of order").says("A point of order comes before everything.");
    }

    fn what_is_carried_enters_the_register_and_its_mover_hears_what_becomes_of_it(on: Database) {
        let branch = Branch::with_members(12, on);
        let (meeting, motion) = before_the_meeting(&branch, &[]);
        board(&branch, &meeting).presses("Nobody is against: it is agreed");

        let became = branch.as_("tom").visits(&motion).says("What became of it").follows("Resolution R2026/1");
        became.says("without a vote").says("This branch calls for a public network.").says("Nobody was asked to do anything");
        let register = branch.as_("nadia").visits("/resolutions").follows("R2026/1 Buses");
        let asked = register.types("What is to be done?", "Write to the county.").types("Who does it?", "Ama").types("By when", "2026-11-01");
        asked.presses("Ask them by mail").says("It is asked for").says("by Sunday 1 November");
        branch.as_("ama").visits("/").says("1 thing you were asked to do waits");
        let done = branch.as_("ama").visits("/actions").says("1 thing").follows("Write to the county.");
        done.types("What the next meeting should hear", "Sent, with a copy to the ward.").presses("It is done").says("Done.");

        branch.as_("joe").visits(&branch.as_("tom").visits(&motion).follows("Resolution R2026/1").path()).says("Sent, with a copy to the ward.");
        let texts = branch.texts_kept_about("/resolutions").join(" ");
        assert!(texts.contains("your motion “Buses” was carried"), "{texts}");
    }

    fn letters_and_replies_are_noted_and_a_resolution_is_looked_at_again_or_lapses(on: Database) {
        let branch = Branch::with_members(12, on);
        let (meeting, _) = before_the_meeting(&branch, &[]);
        board(&branch, &meeting).presses("Nobody is against: it is agreed");
        let page = branch.as_("nadia").visits("/resolutions").follows("R2026/1 Buses");
        let here = page.path();

        let letter = branch.as_("nadia").visits(&format!("{here}/letter?to=The%20Leader%0ACounty%20Hall"));
        letter.says("The Leader").says("resolved the following").says("This branch calls for a public network.");
        let noted = page.types("To whom, from whom", "The county will look at it.").presses("Note it").says("The county will look at it.");
        noted.types("Look at it again on", "2027-10-01").presses("Set the day").says("Friday 1 October 2027");
        branch.as_("nadia").visits(&here).presses("It has lapsed").says("lapsed").says("It is in force again");

        branch.as_("joe").posts(&format!("{here}/news"), &[("kind", "news"), ("words", "x")]).answers(403);
    }

    fn a_motion_about_what_was_resolved_before_says_so(on: Database) {
        let branch = Branch::with_members(12, on);
        let (meeting, _) = before_the_meeting(&branch, &["at end insert “run by the county every evening until midnight, with fares that workers can pay”"]);
        board(&branch, &meeting).presses("Nobody is against");
        board(&branch, &meeting).presses("Nobody is against: it is agreed");

        let form = branch.as_("petra").visits("/motions/new").types("Title", "No public network").types(
            "Text", "This branch opposes a public network that is run by the county every evening until midnight.");
        let other = form.types("Who seconds it?", "Joe").presses("Hand it in").path();

        branch.as_("nadia").visits(&other).says("Resolved before").says("R2026/1 Buses");
    }

    fn a_promise_in_a_line_becomes_an_action_with_a_day(on: Database) {
        let branch = Branch::with_members(12, on);
        let (meeting, _) = before_the_meeting(&branch, &[]);
        let writes = |line: &str| board(&branch, &meeting).types("A line for the minutes", line).presses("Write it down");

        writes("@Nobodyknown by 1 November book the hall").answers(422).says("Nobody in the register is found by “Nobodyknown”");
        writes("@Petra by 1 November book the hall").says("It is in the minutes, and Petra Story is asked by mail to do it.");

        minutes(&branch, &meeting).says("Action: Petra Story, by Sunday 1 November 2026: book the hall.");
        branch.as_("petra").visits("/actions").says("book the hall");
    }

    fn minutes_are_agreed_by_the_next_meeting_and_stay_as_they_are(on: Database) {
        let branch = Branch::with_members(12, on);
        let (first, _) = before_the_meeting(&branch, &[]);
        board(&branch, &first).presses_first(&["Close the meeting"]);
        let wording = format!("{first}/minutes/apologies");
        branch.as_("nadia").visits(&wording).types("As it is to read", "Apologies came from Gwen.").presses("Keep this wording");
        let second = next_meeting(&branch);
        board(&branch, &second).presses("Open the meeting");
        for _ in 0..20 {
            let page = board(&branch, &second);
            if page.words().contains("are they a correct record?") {
                page.presses("Agreed as a correct record").says("stay as they are");
                break;
            }
            page.presses_first(&["Go to item"]);
        }

        branch.as_("joe").visits(&format!("{first}/minutes")).says("agreed").says("Apologies came from Gwen.");
        branch.as_("nadia").posts(&wording, &[("words", "Else.")]).answers(409).says("These minutes are agreed as a correct record");
        board(&branch, &second).presses_first(&["Go to item"]).says("Matters arising");
        minutes(&branch, &second).says("were agreed as a correct record");
    }

    fn what_was_carried_without_a_quorum_is_ratified_by_a_meeting_that_has_one(on: Database) {
        let branch = Branch::with_members(30, on);
        let (first, _) = called(&branch, &[]);
        branch.as_("nadia").visits(&format!("{first}/door?q=tom")).presses("Check in");
        board(&branch, &first).presses("Open the meeting");
        branch.world.turn_clock_to("2026-10-22T18:40:00Z");
        branch.take_items_until(&branch.as_("nadia"), "Buses");
        board(&branch, &first).presses("Put it to the vote");
        votes(&branch, &first, "tom", "For");
        board(&branch, &first).presses("Close the vote");
        branch.as_("nadia").visits(&format!("{first}/door?q=ama")).presses("Check in");
        board(&branch, &first).says("The quorum is there").does_not_say("Put its ratification");
        board(&branch, &first).presses_first(&["Close the meeting"]);
        branch.as_("joe").visits("/resolutions").says("1 resolution waits").follows("R2026/1 Buses").says("to be ratified");

        let second = next_meeting(&branch);
        board(&branch, &second).presses("Open the meeting");
        board(&branch, &second).presses_first(&["Go to item"]).says("To be ratified").presses("Put its ratification");
        branch.as_("ama").visits(&format!("{second}/vote")).says("Shall it be ratified?");
        votes(&branch, &second, "ama", "For");
        board(&branch, &second).presses("Close the vote").says("The ratification is carried.");

        branch.as_("joe").visits("/resolutions").does_not_say("waits").follows("R2026/1 Buses").says("Ratified");
    }

    fn a_challenged_count_is_taken_again_and_never_overwrites_the_first(on: Database) {
        let branch = Branch::with_members(12, on);
        let (meeting, motion) = before_the_meeting(&branch, &[]);
        board(&branch, &meeting).presses("Put it to the vote");
        votes(&branch, &meeting, "ama", "For");
        let board_now = board(&branch, &meeting).presses("Close the vote").says("The motion is carried.");

        let refused = board_now.presses("Take the vote again").answers(422).says("Write in a few words why the count is challenged");
        refused.types("Why?", "two hands were missed").presses("Take the vote again").says("second count");
        branch.as_("tom").visits(&format!("{meeting}/vote")).says("The first count was challenged");
        votes(&branch, &meeting, "ama", "For");
        votes(&branch, &meeting, "tom", "Against");
        votes(&branch, &meeting, "petra", "Against");
        board(&branch, &meeting).presses("Close the vote").says("The motion is lost.");

        branch.as_("joe").visits(&motion).says("lost");
        branch.as_("joe").visits("/resolutions").says("annulled by a second count");
        branch.world.wait_until("the mover is told", || {
            branch.world.post.messages().iter().any(|message| message.words().contains("R2026/1 is annulled and binds nobody"))
        });
        let told = minutes(&branch, &meeting).says("was carried at").says("1 for, 0 against");
        told.says("The count was challenged (two hands were missed), and the vote was taken again.").says("On the second count the motion was lost").does_not_say("Resolved:");

        board(&branch, &meeting).types("Why?", "a third look").presses("Take the vote again");
        votes(&branch, &meeting, "ama", "For");
        board(&branch, &meeting).presses("Close the vote").says("The motion is carried.");
        branch.as_("joe").visits("/resolutions").says("R2026/1").does_not_say("annulled");
    }

    fn the_meeting_votes_by_name_and_the_minutes_say_who_voted_how(on: Database) {
        let branch = Branch::with_members(12, on);
        let (meeting, _) = before_the_meeting(&branch, &[]);
        moves(&branch, &meeting, "by-name", "").says("being voted on");
        votes(&branch, &meeting, "ama", "For");
        board(&branch, &meeting).presses("Close the vote").says("The motion is carried.");

        board(&branch, &meeting).presses("Put it to the vote").says("How everybody votes stands in the minutes");
        let phone = branch.as_("tom").visits(&format!("{meeting}/vote")).says("The meeting decided to vote by name");
        phone.presses("Against").says("Your vote is taken down, with your name.");
        branch.as_("tom").visits(&format!("{meeting}/vote")).says("Your vote is taken down.").does_not_say("is in the box");
        branch.as_("ama").visits(&format!("{meeting}/vote")).presses("For");
        let called = board(&branch, &meeting).says("Take down the vote of somebody without a phone").says("Petra Story");
        called.presses("For Petra Story");
        board(&branch, &meeting).does_not_say("Petra Story").presses("Close the vote").says("The motion is carried.").says("2 for, 1 against");

        let told = minutes(&branch, &meeting).says("The vote was taken by name. For: Ama Story and Petra Story. Against: Tom Story.");
        told.does_not_say("3 hands were counted");
    }

    fn an_amendment_that_nobody_in_the_room_seconds_falls(on: Database) {
        let branch = Branch::with_members(12, on);
        let (meeting, motion) = before_the_meeting(&branch, &[]);
        for wording in ["leave out “nine” and insert “midnight”", "leave out “public” and insert “free”"] {
            let form = branch.as_("petra").visits(&format!("{motion}/amendments/new"));
            form.types("Or: what is to be changed", wording).presses("See the difference").presses("Hand it in");
        }

        let now = board(&branch, &meeting).says("Does anybody second amendment").presses_first(&["Amendment 2 is seconded", "Amendment 1 is seconded"]);
        now.says("is seconded").presses("Nobody is against");
        board(&branch, &meeting).presses("Nobody seconds it: it falls").says("has fallen");

        minutes(&branch, &meeting).says("fell. Nobody seconded it (Branch standing orders, amendments).");
    }

    fn a_member_puts_the_minutes_right_before_they_are_agreed(on: Database) {
        let branch = Branch::with_members(12, on);
        let (meeting, _) = before_the_meeting(&branch, &[]);
        board(&branch, &meeting).presses("Nobody is against: it is agreed");
        board(&branch, &meeting).presses("Close the meeting");

        let page = branch.as_("tom").visits(&format!("{meeting}/minutes")).follows("Correct it");
        page.presses("Propose this correction").answers(422).says("So the sentence reads already.");
        let page = branch.as_("tom").visits(&format!("{meeting}/minutes")).follows("Correct it");
        page.types("As it should read", "Four members came, and Gwen by telephone.").presses("Propose this correction").says("Your correction is noted.");
        branch.as_("joe").visits(&format!("{meeting}/minutes")).says("What members want put right").does_not_say("Take it back");
        branch.as_("joe").visits(&format!("{meeting}/minutes")).says("Tom Story");

        branch.as_("nadia").visits(&format!("{meeting}/minutes")).presses("Take it").says("The sentence reads so now.");
        let right = branch.as_("joe").visits(&format!("{meeting}/minutes")).says("Four members came, and Gwen by telephone.");
        right.does_not_say("What members want put right");
    }
}

/// Another meeting, four weeks later, with the four of them in the room.
fn next_meeting(branch: &Branch) -> String {
    branch.world.turn_clock_to("2026-10-23T09:00:00Z");
    let call = branch.as_("nadia").visits("/meetings/new").types("Day", "2026-11-19").types("Time", "19:00");
    call.types("Place", "Albion Hall").presses("Check the call").presses("Send the notice");
    branch.world.turn_clock_to("2026-11-19T19:00:00Z");
    let meeting = branch.meeting();
    for called in HERE {
        branch.as_("nadia").visits(&format!("{meeting}/door?q={called}")).presses("Check in");
    }
    meeting
}
