//! An office passes from one to another: at midnight what it opens, and by a list the rest.

use wardmote::members::Office;

use crate::{
    stories,
    world::{Branch, Database},
};

/// The page on which the treasurer's office is handed over.
fn form(branch: &Branch) -> crate::world::Seen {
    branch.as_("nadia").visits("/members/offices").follows("Hand over Treasurer, Petra Story")
}

stories! {
    fn an_office_passes_on_at_midnight_and_what_goes_with_it_stands_on_a_list_for_both(on: Database) {
        let branch = Branch::with_members(12, on);
        branch.give_office("petra", Office::Treasurer);
        let page = form(&branch).types("Who takes over", "Joe Story").presses("Hand it over");

        let page = page.says("Petra Story hands over to Joe Story").says("Thursday 1 October 2026").says("The bank's mandate is changed.").says("Files about people that were taken from here are deleted.");
        branch.as_("petra").visits("/members/dues").answers(200);
        branch.as_("joe").visits("/members/dues").answers(403);

        branch.world.turn_clock_to("2026-10-01T23:01:00Z");
        branch.as_("petra").visits("/members/dues").answers(403);
        branch.as_("joe").visits("/members/dues").answers(200);

        branch.as_("joe").visits(&page.path()).presses("Done The bank's mandate is changed.").says("Done on Friday 2 October 2026").presses("Undo").does_not_say("Done on");
        branch.as_("petra").visits(&page.path()).presses("Done The bank's mandate is changed.").says("Done on");
        branch.as_("tom").visits(&page.path()).answers(403);
        branch.as_("nadia").visits("/members/offices").says("Treasurer: from Petra Story to Joe Story");
        branch.verified();
    }

    fn until_the_new_term_begins_the_office_can_be_left_where_it_was(on: Database) {
        let branch = Branch::with_members(12, on);
        branch.give_office("petra", Office::Treasurer);

        form(&branch).types("Who takes over", "Joe Story").presses("Hand it over").presses("Undo").says("The office stays where it was.").does_not_say("Being handed over");

        branch.world.turn_clock_to("2026-10-02T12:00:00Z");
        branch.as_("petra").visits("/members/dues").answers(200);
        branch.as_("joe").visits("/members/dues").answers(403);

        let late = form(&branch).types("Who takes over", "Joe Story").presses("Hand it over");
        branch.world.turn_clock_to("2026-10-03T12:00:00Z");
        branch.as_("nadia").visits(&late.path()).does_not_say("Leave the office where it was");
        branch.as_("nadia").posts(&format!("{}/undoing", late.path()), &[]).answers(409).says("The new term has begun");
        branch.verified();
    }

    fn an_office_is_handed_to_somebody_else_and_not_before_today(on: Database) {
        let branch = Branch::with_members(12, on);
        branch.give_office("petra", Office::Treasurer);

        form(&branch).types("Who takes over", "Petra Story").presses("Hand it over").answers(422).says("They hold this office already");
        form(&branch).types("Who takes over", "Nobody Here").presses("Hand it over").answers(422);
        let past = form(&branch).types("Who takes over", "Joe Story").types("Last day of Petra Story", "2026-09-30").presses("Hand it over");
        past.answers(422).says("The last day cannot lie before today");
        form(&branch).types("Who takes over", "Joe Story").types("Last day of Petra Story", "").presses("Hand it over").answers(422).says("Enter the last day");
    }
}
