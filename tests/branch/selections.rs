//! A selection from its call to its ballot: who may stand, whose names go on the paper, and how a slip is put right.

use crate::{
    stories,
    world::{Branch, Database, Seen},
};

/// The selection as nadia calls it, before anybody is named.
fn called(branch: &Branch) -> Seen {
    calling(branch, "2026-10-01", "2026-10-25").presses("Call the selection")
}

fn calling(branch: &Branch, opens: &str, closes: &str) -> Seen {
    let form = branch.as_("nadia").visits("/selections/new");
    let form = form.types("What the candidate will stand for", "Candidate for Millbank ward").types("How many are chosen", "1");
    form.types("The ballot opens on", opens).types("It closes on", closes).types("at", "17:00")
}

fn named(selection: Seen, name: &str) -> Seen {
    selection.types("Member", name).types("Statement", "Nurse").presses("Put on the list")
}

stories! {
    fn a_selection_goes_from_its_call_to_an_open_ballot(on: Database) {
        let branch = Branch::with_members(6, on);

        let page = named(called(&branch).says("Nobody is named yet"), "Ama Story").says("The candidate is on the list");
        let page = named(page, "Joe Story").says("Nurse");
        let ballot = page.presses("Draft the ballot").says("The ballot is drafted").presses("Open the ballot");

        ballot.says("Ama Story").says("Joe Story");
        branch.as_("tom").visits("/selections").follows("Candidate for Millbank ward").says("Go to the ballot");
    }

    fn whoever_runs_a_selection_does_not_stand_in_it(on: Database) {
        let branch = Branch::with_members(6, on);

        let refused = named(called(&branch), "Nadia Story").answers(422);

        refused.says("Whoever runs the selection cannot stand in it").says("Nobody is named yet");
    }

    fn nobody_stands_twice_and_what_was_typed_is_kept(on: Database) {
        let branch = Branch::with_members(6, on);
        let page = named(called(&branch), "Ama Story");

        let refused = named(page, "Ama Story").answers(422).says("This member is among the candidates already");

        assert!(refused.html.contains(r#"value="Ama Story""#), "the name stands in its field still");
    }

    fn a_name_that_means_nobody_or_several_is_asked_about(on: Database) {
        let branch = Branch::with_members(6, on);

        let page = named(called(&branch), "Zebedee").answers(422).says("Nobody in the register is found by “Zebedee”");

        named(page, "Story").answers(422).says("Enter the number");
    }

    fn one_name_alone_is_no_choice(on: Database) {
        let branch = Branch::with_members(6, on);
        let page = named(called(&branch), "Ama Story").does_not_say("Draft the ballot");

        let refused = branch.as_("nadia").posts(&format!("{}/ballot", page.path()), &[]);

        refused.answers(409).says("A selection needs at least two candidates");
    }

    fn a_draft_is_taken_back_and_the_list_opens_again(on: Database) {
        let branch = Branch::with_members(6, on);
        let selection = called(&branch).path();
        for name in ["Ama Story", "Joe Story"] {
            named(branch.as_("nadia").visits(&selection), name);
        }
        branch.as_("nadia").visits(&selection).presses("Draft the ballot");
        branch.as_("nadia").visits(&selection).does_not_say("Take off the list").presses("Take the draft back");

        let page = branch.as_("nadia").visits(&selection).presses("Take off the list");

        page.says("The name is off the list");
        branch.as_("nadia").visits("/ballots").does_not_say("Candidate for Millbank ward");
    }

    fn days_that_cannot_be_are_told_at_their_fields(on: Database) {
        let branch = Branch::with_members(6, on);

        let past = calling(&branch, "2026-09-01", "2026-10-25").presses("Call the selection").answers(422);
        assert!(past.html.contains(r#"value="2026-09-01""#), "what was typed is kept");

        calling(&branch, "2026-10-20", "2026-10-10").presses("Call the selection").answers(422);
        calling(&branch, "soon", "2026-10-10").presses("Call the selection").answers(422).says("Write a date, such as");
    }

    fn a_selection_is_called_by_whoever_may_run_ballots_and_by_nobody_else(on: Database) {
        let branch = Branch::with_members(6, on);
        let selection = called(&branch).path();

        branch.as_("tom").visits("/selections/new").answers(403);
        let shut = branch.as_("tom").posts(&format!("{selection}/candidates"), &[("member", "Tom Story")]);

        shut.answers(403).says("run ballots");
        branch.as_("tom").visits(&selection).says("Nobody is named yet").does_not_say("Put on the list");
    }
}
