//! Amending a motion: in place or by an instruction, looked at before it is handed in, decided, and put together without guessing.

use crate::{
    stories,
    world::{Branch, Database, Seen},
};

const TEXT: &str = "This branch notes that the last bus leaves at nine.\n\nThis branch calls for a public network.";

/// Tom's motion, in order and on the agenda.
fn moved(branch: &Branch) -> String {
    let call = branch.as_("nadia").visits("/meetings/new").types("Day", "2026-10-22").types("Time", "19:00");
    let call = call.types("Place", "Albion Hall");
    call.presses("Check the call").presses("Send the notice");
    let form = branch.as_("tom").visits("/motions/new").types("Title", "Buses").types("Text", TEXT);
    let motion = form.types("Who seconds it?", "Ama").presses("Hand it in").path();
    branch.as_("ama").visits(&motion).presses("I second this");
    branch.as_("nadia").visits(&motion).follows("Rule on this motion").presses("It is in order");
    motion
}

/// Somebody's change, written as an instruction, handed in, and seconded by Nadia.
fn amends(branch: &Branch, motion: &str, called: &str, instruction: &str) -> Seen {
    let proposed = proposes(branch, motion, called, instruction);
    branch.as_("nadia").visits(&proposed.path()).presses("I second this").says("You have seconded amendment");
    proposed
}

/// The same before anybody has seconded it.
fn proposes(branch: &Branch, motion: &str, called: &str, instruction: &str) -> Seen {
    let form = branch.as_(called).visits(motion).follows("Propose an amendment");
    form.types("Or: what is to be changed", instruction).presses("See the difference").presses("Hand it in")
}

/// Somebody's change of what an amendment puts in, seconded by Nadia.
fn amends_amendment(branch: &Branch, amendment: &str, called: &str, instruction: &str) -> String {
    let form = branch.as_(called).visits(amendment).follows("Amend what it puts in");
    let proposed =
        form.types("Or: what is to be changed", instruction).presses("See the difference").presses("Hand it in").path();
    branch.as_("nadia").visits(&proposed).presses("I second this");
    proposed
}

/// Nadia declares how two amendments hang together.
fn links(branch: &Branch, motion: &str, first: u8, then: u8, how: &str) -> Seen {
    let board = branch.as_("nadia").visits(&format!("{motion}/amendments"));
    let form = board.types("The first", &first.to_string()).types("The second", &then.to_string());
    form.ticks(how).presses("Declare it")
}

fn decides(branch: &Branch, amendment: &str, words: &str) -> Seen {
    branch.as_("nadia").visits(amendment).presses(words)
}

stories! {
    fn a_member_changes_the_words_and_everybody_sees_the_difference(on: Database) {
        let branch = Branch::with_members(6, on);
        let motion = moved(&branch);
        let form = branch.as_("petra").visits(&motion).follows("Propose an amendment").types("Why", "The late shift ends at half past.");

        let check = form.types("The motion, as it shall be", &TEXT.replace("nine", "ten")).presses("See the difference");
        let check = check.says("leave out “nine” and insert “ten”").says("The late shift ends at half past.");
        assert!(check.html.contains("<del>nine</del><ins>ten</ins>"), "{}", check.html);
        let form = check.presses("Change it");
        assert!(form.html.contains("leaves at ten"), "what was typed is kept");

        let amendment = form.presses("See the difference").presses("Hand it in").says("Your amendment is in as number 1");
        assert!(amendment.html.contains("<del>nine</del><ins>ten</ins>"));
        let seen = branch.as_("joe").visits(&motion).says("Amendment 1").says("leave out “nine” and insert “ten”");
        seen.follows("Amendment 1").says("Moved by Petra Story").does_not_say("Withdraw my amendment").does_not_say("What the meeting decided");
        branch.as_("joe").posts(&format!("{}/withdrawal", amendment.path()), &[]).answers(409).says("Only the mover can do this");
        amendment.presses("Withdraw my amendment").says("Your amendment is withdrawn");
    }

    fn an_instruction_that_fits_nowhere_or_twice_is_asked_about(on: Database) {
        let branch = Branch::with_members(6, on);
        let motion = moved(&branch);
        let asked = |instruction: &str| {
            let form = branch.as_("petra").visits(&format!("{motion}/amendments/new"));
            form.types("Or: what is to be changed", instruction).presses("See the difference").answers(422)
        };

        asked("leave out “This branch”").says("“This branch” is in the text 2 times").says("calls for a public network");
        asked("leave out “trams”").says("“trams” is not in the text");
        asked("make it nicer").says("The instruction is not understood");
        asked("").says("This changes nothing in the motion");
        let both = branch.as_("petra").visits(&format!("{motion}/amendments/new")).types("The motion, as it shall be", "More buses.");
        let both = both.types("Or: what is to be changed", "leave out “nine”").presses("See the difference").answers(422);
        both.says("Change the text, or write what is to be changed: not both");
    }

    fn carried_amendments_make_the_substantive_motion_and_what_has_nothing_left_to_change_falls(on: Database) {
        let branch = Branch::with_members(6, on);
        let motion = moved(&branch);
        let first = amends(&branch, &motion, "petra", "leave out “leaves at” and insert “goes at”").path();
        let second = amends(&branch, &motion, "joe", "leave out “at nine” and insert “before the pubs close”");
        let second = second.says("1 change the same words").path();
        let third = amends(&branch, &motion, "ama", "after “public” insert “and free”").path();
        let same = branch.as_("leila").visits(&format!("{motion}/amendments/new"));
        let same = same.types("Or: what is to be changed", "leave out “leaves at” and insert “goes at”").presses("See the difference");
        same.answers(422).says("Amendment 1 does the very same");

        let board = branch.as_("joe").visits(&format!("{motion}/amendments")).says("1 and 2 change the same words, “at”");
        board.follows("Amendment 3");
        let what_if = branch.as_("joe").visits(&format!("{motion}/amendments?with=2&with=3"));
        what_if.says("the last bus leaves before the pubs close").says("a public and free network");
        branch.as_("joe").visits(&format!("{motion}/amendments?with=1&with=2")).says("There is no such text");

        decides(&branch, &second, "Carried").says("Amendment 2 is carried. With it falls 1.");
        decides(&branch, &third, "Carried").says("Amendment 3 is carried.");
        let page = branch.as_("joe").visits(&motion).says("As amended by 2 and 3");
        page.says("leaves before the pubs close").says("a public and free network").says("As it was moved");

        decides(&branch, &second, "It is still to be decided");
        branch.as_("joe").visits(&first).says("proposed");
        branch.as_("joe").visits(&motion).says("As amended by 3");
        decides(&branch, &first, "Carried").says("With it falls 2.");
        branch.as_("joe").posts(&format!("{second}/decision"), &[("decision", "carried")]).answers(403);
        branch.as_("nadia").posts(&format!("{second}/decision"), &[("decision", "carried")]).answers(409).says("Both cannot stand in one text");
    }

    fn a_passage_that_was_changed_can_still_be_replaced_as_a_whole(on: Database) {
        let branch = Branch::with_members(6, on);
        let motion = moved(&branch);
        let word = amends(&branch, &motion, "petra", "leave out “nine” and insert “ten”").path();
        let passage = amends(&branch, &motion, "joe", "leave out “the last bus leaves at nine” and insert “buses stop too early”").path();

        decides(&branch, &word, "Carried").does_not_say("With it falls");
        branch.as_("joe").visits(&motion).says("the last bus leaves at ten");
        decides(&branch, &passage, "Carried");

        branch.as_("joe").visits(&motion).says("This branch notes that buses stop too early.");
    }

    fn the_meeting_votes_on_the_words_as_amended_and_the_minutes_resolve_those(on: Database) {
        let branch = Branch::with_members(12, on);
        let motion = moved(&branch);
        branch.world.turn_clock_to("2026-10-22T18:00:00Z");
        let (nadia, meeting) = (branch.as_("nadia"), branch.meeting());
        for called in ["nadia", "tom", "ama", "petra"] {
            nadia.visits(&format!("{meeting}/door?q={called}")).presses("Check in");
        }
        let board = || nadia.visits(&format!("{meeting}/floor"));
        board().presses("Open the meeting");
        branch.take_items_until(&nadia, "Buses");

        let amendment = amends(&branch, &motion, "petra", "leave out “nine” and insert “ten”").path();
        let waiting = board().says("Put amendment 1 to the vote").does_not_say("Put it to the vote");
        waiting.follows("Amendment 1").presses("Carried");
        board().says("the last bus leaves at ten").presses("Put it to the vote").says("The vote is open");
        branch.as_("tom").visits(&format!("{meeting}/vote")).says("the last bus leaves at ten").presses("For");
        let changing = nadia.posts(&format!("{amendment}/decision"), &[("decision", "proposed")]);
        changing.answers(409).says("This motion is being voted on, so its words stay");
        board().presses("Close the vote").says("carried");

        let minutes = branch.as_("tom").visits(&format!("{meeting}/minutes")).says("Resolved:");
        minutes.says("This branch notes that the last bus leaves at ten.").does_not_say("leaves at nine");
        nadia.posts(&format!("{amendment}/decision"), &[("decision", "lost")]).answers(409).says("can no longer be amended");
    }

    fn an_amendment_is_found_at_its_own_motion_alone(on: Database) {
        let branch = Branch::with_members(6, on);
        let motion = moved(&branch);
        let amendment = amends(&branch, &motion, "petra", "leave out “nine” and insert “ten”").path();
        let form = branch.as_("tom").visits("/motions/new").types("Title", "Trams").types("Text", "Trams.");
        let other = form.types("Who seconds it?", "Ama").presses("Hand it in").path();

        let own = amendment.rsplit('/').next().expect("an address");

        branch.as_("joe").visits(&format!("{other}/amendments/{own}")).answers(404);
    }

    fn an_amendment_is_put_only_once_another_member_seconds_it(on: Database) {
        let branch = Branch::with_members(6, on);
        let motion = moved(&branch);
        let amendment = proposes(&branch, &motion, "petra", "leave out “nine” and insert “ten”").path();

        branch.as_("petra").visits(&amendment).says("needs a seconder").does_not_say("I second this");
        branch.as_("petra").posts(&format!("{amendment}/seconding"), &[]).answers(409).says("cannot second your amendment yourself");
        branch.as_("nadia").visits(&amendment).presses("Carried").answers(409).says("Nobody has seconded amendment 1");

        branch.as_("joe").visits(&amendment).presses("I second this").says("seconded by Joe Story").does_not_say("needs a seconder");
        branch.as_("leila").posts(&format!("{amendment}/seconding"), &[]).answers(409).says("seconded already");
        decides(&branch, &amendment, "Carried").says("Amendment 1 is carried.");
    }

    fn an_amendment_is_amended_before_it_is_decided_and_carried_as_amended(on: Database) {
        let branch = Branch::with_members(6, on);
        let motion = moved(&branch);
        let parent = amends(&branch, &motion, "petra", "leave out “nine” and insert “half past nine, and asks why”").path();
        let child = amends_amendment(&branch, &parent, "joe", "leave out “asks why” and insert “wants to know who decided that”");
        let other = amends_amendment(&branch, &parent, "leila", "leave out “half past”");

        let page = branch.as_("tom").visits(&child).says("To amendment 1 to motion").does_not_say("Amend what it puts in");
        page.says("is decided before that one");
        branch.as_("tom").visits(&parent).says("Amendments to this amendment").says("Amendment 2");
        let too_deep = branch.as_("tom").visits(&format!("{motion}/amendments/new?to={}", child.rsplit('/').next().expect("an id")));
        too_deep.answers(409).says("amends an amendment to an amendment");

        decides(&branch, &child, "Carried");
        let amended = branch.as_("tom").visits(&parent);
        amended.says("wants to know who decided that").does_not_say("half past nine, and asks why”");
        decides(&branch, &parent, "Carried").says("With it falls 3.");
        let page = branch.as_("tom").visits(&motion).says("As amended by 1");
        page.says("leaves at half past nine, and wants to know who decided that");
        branch.as_("tom").visits(&other).says("fallen");

        decides(&branch, &parent, "It is still to be decided");
        branch.as_("tom").visits(&other).says("proposed");
    }

    fn what_was_declared_to_hang_together_stands_and_falls_together(on: Database) {
        let branch = Branch::with_members(6, on);
        let motion = moved(&branch);
        let cause = amends(&branch, &motion, "petra", "leave out “nine” and insert “ten”").path();
        let hanging = amends(&branch, &motion, "joe", "after “public” insert “and free”").path();
        let following = amends(&branch, &motion, "ama", "leave out “last bus” and insert “last service”").path();
        let board = branch.as_("joe").visits(&format!("{motion}/amendments"));
        board.does_not_say("Declare how two hang together");

        links(&branch, &motion, 1, 2, "If the first is not carried, the second falls").says("If amendment 1 is not carried, amendment 2 falls.");
        links(&branch, &motion, 1, 3, "The second follows from the first: it is carried and falls with it").says("Amendment 3 follows from amendment 1");
        links(&branch, &motion, 2, 1, "They are alternatives: once one is carried, the other falls").answers(422).says("Amendments 2 and 1 are linked already");
        links(&branch, &motion, 2, 2, "They are alternatives: once one is carried, the other falls").answers(422).says("Choose two different amendments.");

        decides(&branch, &cause, "Lost").says("With it fall 2 and 3.");
        decides(&branch, &cause, "It is still to be decided");
        branch.as_("joe").visits(&hanging).says("proposed").says("If amendment 1 is not carried, amendment 2 falls.");
        decides(&branch, &cause, "Carried").says("With it is carried 3.");
        branch.as_("joe").visits(&following).says("carried");
        branch.as_("joe").visits(&hanging).says("proposed");
        branch.as_("joe").visits(&motion).says("As amended by 1 and 3").says("the last service leaves at ten");
    }

    fn of_two_that_follow_from_one_and_change_the_same_words_one_falls(on: Database) {
        let branch = Branch::with_members(6, on);
        let motion = moved(&branch);
        let cause = amends(&branch, &motion, "petra", "leave out “nine” and insert “ten”").path();
        amends(&branch, &motion, "joe", "leave out “public network” and insert “free network”");
        amends(&branch, &motion, "ama", "leave out “a public” and insert “one public”");
        let follows = "The second follows from the first: it is carried and falls with it";
        links(&branch, &motion, 1, 2, follows);
        links(&branch, &motion, 1, 3, follows);

        let told = decides(&branch, &cause, "Carried").words();
        assert!(told.contains("With it is carried") && told.contains("With it falls"), "{told}");
        branch.as_("joe").visits(&motion).answers(200).says("As amended by 1 and");
    }
}
