//! The quorum over the evening, read by any member: when it came and went, and who was counted for what.

use crate::{
    stories,
    world::{Branch, Database},
};

fn at(branch: &Branch, time: &str) {
    branch.world.turn_clock_to(&format!("2026-10-15T{time}:00Z"));
}

fn door(branch: &Branch, meeting: &str, called: &str, deed: &str) {
    branch.as_("nadia").visits(&format!("{meeting}/door?q={called}")).presses(deed);
}

stories! {
    fn a_member_sees_when_the_quorum_came_and_went_and_what_waits_for_ratification(on: Database) {
        let branch = Branch::with_members(30, on);
        let meeting = branch.evening_with_a_motion("Buses");
        let quorum = || branch.as_("joe").visits(&format!("{meeting}/quorum"));
        quorum().says("There is no quorum yet.").says("Nobody has been counted yet");
        at(&branch, "17:50");
        door(&branch, &meeting, "ama", "Check in");
        at(&branch, "17:55");
        door(&branch, &meeting, "tom", "Check in");
        at(&branch, "18:00");
        branch.as_("nadia").visits(&format!("{meeting}/floor")).presses("Open the meeting").follows("The quorum over the evening");
        quorum().says("The quorum is there since 6.55 pm.").says("6.55 pm quorum reached 2 of 2");

        at(&branch, "18:40");
        door(&branch, &meeting, "tom", "Has left");
        branch.take_items_until(&branch.as_("nadia"), "Buses");
        branch.as_("nadia").visits(&format!("{meeting}/floor")).presses("Put it to the vote");
        branch.as_("ama").visits(&format!("{meeting}/vote")).presses("For");
        branch.as_("nadia").visits(&format!("{meeting}/floor")).presses("Close the vote");

        let page = quorum().says("The quorum was lost at 7.40 pm.").says("7.40 pm quorum lost 1 of 2");
        let page = page.says("1 decision was made without a quorum").says("stands only if the next quorate meeting ratifies it");
        page.says("Put at 7.40 pm to 1 member with a vote, of the 2 who are the quorum").says("Ama Story.").does_not_say("Tom Story");
        branch.as_("joe").visits(&format!("{meeting}/minutes")).follows("The quorum over the evening").says("Moment by moment");
    }
}
