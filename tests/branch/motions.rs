//! A motion from its mover's pen to the agenda.

use wardmote::members::{self, Joining};

use crate::{
    stories,
    world::{Branch, Database, Seen},
};

/// Calls a meeting for 22 October and returns its address; the motions for it close on the 8th.
fn called(branch: &Branch) -> String {
    let form = branch.as_("nadia").visits("/meetings/new").types("Day", "2026-10-22").types("Place", "Albion Hall");
    let service = form.presses("Check the call").presses("Send the notice");
    service.path().trim_end_matches("/service").to_owned()
}

/// Tom hands in a motion, naming a seconder.
fn hands_in(branch: &Branch, seconder: &str) -> Seen {
    let form = branch.as_("tom").visits("/motions/new").types("Title", "Buses").types("Text", "This branch calls for buses.");
    form.types("Who seconds it?", seconder).presses("Hand it in")
}

stories! {
    fn a_motion_is_seconded_ruled_in_order_and_stands_on_the_agenda(on: Database) {
        let branch = Branch::with_members(12, on);
        let meeting = called(&branch);

        let motion = hands_in(&branch, "Ama").says("Your motion is in as 2026/1").says("Ama Story is asked").path();
        branch.as_("ama").visits(&motion).presses("I second this").says("You have seconded this motion");
        let ruling = branch.as_("nadia").visits(&motion).follows("Rule on this motion").says("It is seconded.");
        ruling.presses("It is in order").says("on the agenda of General meeting");

        branch.as_("joe").visits(&meeting).says("Motion 2026/1: Buses");
        branch.world.wait_until("the mover is told", || {
            branch.world.post.messages().iter().any(|message| message.words().contains("is on the agenda of"))
        });
    }

    fn a_name_that_several_answer_to_is_chosen_from_a_list(on: Database) {
        let branch = Branch::with_members(12, on);
        called(&branch);

        let several = hands_in(&branch, "Story").answers(422).says("members answer to “Story”. Choose the one you mean.");

        several.ticks("Petra Story").presses("Hand it in").says("Petra Story is asked");
    }

    fn nobody_seconds_her_own_motion(on: Database) {
        let branch = Branch::with_members(3, on);
        called(&branch);

        hands_in(&branch, "Tom Story").answers(422).says("You cannot second your motion yourself");
    }

    fn a_motion_after_the_deadline_is_refused_with_the_day_and_taken_with_a_reason(on: Database) {
        let branch = Branch::with_members(3, on);
        called(&branch);
        branch.world.turn_clock_to("2026-10-09T11:00:00Z");

        let late = hands_in(&branch, "Ama").answers(422).says("had to be in by Thursday 8 October 2026");

        late.types("Why it cannot wait", "The line closes on Friday.").presses("Hand it in").says("handed in as an emergency");
    }

    fn a_motion_out_of_order_goes_back_with_the_rule_and_the_reason(on: Database) {
        let branch = Branch::with_members(3, on);
        called(&branch);
        let motion = hands_in(&branch, "Ama").path();
        branch.as_("ama").visits(&motion).presses("I second this");

        let ruling = branch.as_("nadia").visits(&format!("{motion}/ruling"));
        let ruled = ruling.types("By which rule?", "Standing order 12").types("Why?", "It was decided in July.");
        ruled.presses("It is out of order").says("Out of order by Standing order 12: It was decided in July.");
    }

    fn a_withdrawn_motion_leaves_the_agenda(on: Database) {
        let branch = Branch::with_members(3, on);
        let meeting = called(&branch);
        let motion = hands_in(&branch, "Ama").path();
        branch.as_("ama").visits(&motion).presses("I second this");
        branch.as_("nadia").visits(&format!("{motion}/ruling")).presses("It is in order");

        branch.as_("tom").visits(&motion).presses("Withdraw the motion").says("The motion is withdrawn.");

        branch.as_("tom").visits(&meeting).does_not_say("Motion 2026/1");
    }

    fn a_motion_over_the_word_limit_is_kept_and_told_by_how_much(on: Database) {
        let branch = Branch::with_members(3, on);
        let text = "bus ".repeat(251);
        let form = branch.as_("tom").visits("/motions/new").types("Title", "Buses").types("Text", text.trim());

        let refused = form.types("Who seconds it?", "Ama").presses("Hand it in").answers(422).says("251").says("250");

        assert!(refused.html.contains(text.trim()), "what was typed is kept");
    }

    fn a_seconder_is_found_by_name_and_nobody_by_where_they_live(on: Database) {
        let branch = Branch::with_members(3, on);
        let siobhan = Joining {
            number: "N0100".into(),
            first_name: "Siobhán".into(),
            last_name: "Whitlock".into(),
            postcode: "M15 5AB".into(),
            class: "full".into(),
            joined_on: "2020-01-01".parse().expect("a written day"),
            source: "story".into(),
            ..Joining::default()
        };
        branch.act(|act| Ok(members::join(act, &siobhan)?));
        let asks = |typed: &str| {
            let form = branch.as_("tom").visits("/motions/new").types("Title", "Buses").types("Text", "We call for buses.");
            form.types("Who seconds it?", typed).presses("Hand it in").answers(422)
        };

        asks("M15 5").does_not_say("Whitlock");
        asks("SIOBHÁN whit").says("Siobhán Whitlock has no mail address");
    }

    fn a_motion_that_changes_the_standing_orders_waits_for_the_annual_meeting(on: Database) {
        let branch = Branch::with_members(12, on);
        called(&branch);
        let form = branch.as_("tom").visits("/motions/new").types("Title", "Hours").types("Text", "We meet at seven.");
        let form = form.types("Who seconds it?", "Ama").says("It needs at least two thirds of those voting");

        let refused = form.ticks("The standing orders").presses("Hand it in").answers(422);
        let refused = refused.says("It changes the standing orders, which only the annual general meeting decides");
        let motion = refused.sets("meeting", "").presses("Hand it in").says("changes the standing orders").path();

        branch.as_("ama").visits(&motion).presses("I second this");
        let ruling = branch.as_("nadia").visits(&format!("{motion}/ruling")).says("It changes the standing orders: it needs at least");
        let general = branch.meeting().trim_start_matches("/meetings/").to_owned();
        ruling.sets("meeting", &general).presses("It is in order").answers(422).says("Choose such a meeting.");
    }

    fn a_ward_sends_a_motion_that_its_meeting_agreed_to_and_no_second_one(on: Database) {
        let branch = Branch::with_members(12, on);
        called(&branch);
        let form = || {
            let form = branch.as_("tom").visits("/motions/new").types("Title", "Buses").types("Text", "We call for buses.");
            form.types("Who seconds it?", "Ama").types("Which ward or body sends it?", "Millbank")
        };

        form().presses("Hand it in").answers(422).says("Say on which day its meeting agreed to the motion.");
        let tomorrow = form().types("On which day did its meeting agree?", "2027-01-01").presses("Hand it in").answers(422);
        tomorrow.says("That day is still to come.");
        let sent = form().types("On which day did its meeting agree?", "2026-09-20").presses("Hand it in");
        let motion = sent.says("whose meeting agreed to it on Sunday 20 September 2026").path();
        let second = form().types("On which day did its meeting agree?", "2026-09-20").presses("Hand it in").answers(422);
        second.says("It has sent 1 motion to that meeting already, and may send no more");

        branch.as_("ama").visits(&motion).presses("I second this");
        branch.as_("nadia").visits(&format!("{motion}/ruling")).says("Millbank sends it; its meeting agreed to that on");

        let later = form().sets("meeting", "").types("On which day did its meeting agree?", "2026-09-20").presses("Hand it in").path();
        branch.as_("ama").visits(&later).presses("I second this");
        let general = branch.meeting().trim_start_matches("/meetings/").to_owned();
        let ruling = branch.as_("nadia").visits(&format!("{later}/ruling")).sets("meeting", &general).presses("It is in order");
        ruling.answers(422).says("may send no more");
    }

    fn the_executive_recommends_and_says_why_wherever_the_motion_is_read(on: Database) {
        let branch = Branch::with_members(12, on);
        let meeting = called(&branch);
        let motion = hands_in(&branch, "Ama").path();
        branch.as_("nadia").visits(&motion).does_not_say("What the executive recommends");
        branch.as_("ama").visits(&motion).presses("I second this");

        let form = branch.as_("nadia").visits(&motion).ticks("Not to carry it").types("Why", "There is no money for it.");
        form.presses("Put it beside the motion").says("The executive recommends not to carry it. There is no money for it.");
        branch.as_("joe").visits(&motion).says("The executive recommends not to carry it.").does_not_say("Put it beside the motion");
        branch.as_("nadia").visits(&format!("{motion}/ruling")).presses("It is in order");
        branch.as_("joe").visits(&format!("{meeting}/papers")).says("There is no money for it.");

        branch.as_("nadia").visits(&motion).ticks("Nothing").presses("Put it beside the motion").says("Nothing is recommended any more.");
        branch.as_("tom").visits(&motion).presses("Withdraw the motion");
        let late = branch.as_("nadia").posts(&format!("{motion}/recommendation"), &[("recommendation", "support")]);
        late.answers(409).says("so there is nothing to recommend on it");
    }
}
