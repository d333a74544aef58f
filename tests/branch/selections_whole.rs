//! The whole selection of a ward candidate, from its call to the declaration, as everybody in it sees it.

use crate::{
    stories,
    world::{Branch, Database, Seen},
};

fn calls(branch: &Branch) -> String {
    let form =
        branch.as_("nadia").visits("/selections/new").types("What the candidate will stand for", "Candidate for Millbank ward");
    let form = form.sets("ward", "Millbank").types("The ballot opens on", "2026-11-20").types("It closes on", "2026-12-01");
    form.types("at", "17:00").presses("Call the selection").path()
}

fn applies(branch: &Branch, selection: &str, who: &str, belongs: &str, statement: &str) {
    let form = branch.as_(who).visits(selection).follows("Apply to be chosen");
    form.types("Your statement", statement).ticks(belongs).presses("Hand it in").says("Your application is in");
}

fn millbank_meets(branch: &Branch, selection: &str) -> Seen {
    let form = branch.as_("nadia").visits(selection).follows("Nominations").follows("Enter").says("The meeting of Millbank");
    let form = form.types("The meeting was on", "2026-11-10").types("Members present", "8").types("Ama Story", "5");
    form.types("Joe Story", "2").presses("Enter it")
}

/// Ticks these names, writes a reason for leila, and settles both lists.
fn lists_are_settled(branch: &Branch, selection: &str) {
    let mut page = branch.as_("nadia").visits(selection).follows("Longlist and shortlist").says("by right");
    for name in ["Ama Story", "Joe Story", "Petra Story"] {
        page = page.ticks(&format!("{name}: on the longlist")).ticks(&format!("{name}: on the shortlist"));
    }
    let page = page.types("Why Leila Story is left out", "No ward nominated you").presses("Keep the ticks");
    let page = page.types("Who decided on the longlist", "Executive, 13 November").presses("Settle the longlist");
    let page = page.says("The longlist is settled").types("Who decided on the shortlist", "Executive, 14 November");
    page.presses("Settle the shortlist").says("The shortlist is settled");
}

fn ranks(branch: &Branch, ballot: &str, who: &str, first: &str) {
    let paper = branch.as_(who).visits(&format!("{ballot}/paper")).types(first, "1");
    paper.presses("Check my paper").presses("Put my paper in the box").says("in the box");
}

stories! {
    fn a_ward_chooses_its_candidate_from_the_call_to_the_declaration(on: Database) {
        let branch = Branch::with_members(9, on);

        let selection = calls(&branch);
        branch.as_("tom").visits(&selection).says("Members can apply until Thursday 29 October").says("Chosen by the members who live in Millbank");
        applies(&branch, &selection, "ama", "Yes: count me among the women", "Nurse in Millbank");
        applies(&branch, &selection, "joe", "No", "Drives the 14 bus");
        applies(&branch, &selection, "petra", "Yes: count me among the women", "Teacher");
        applies(&branch, &selection, "leila", "I do not say", "Runs the food co-op");

        branch.world.turn_clock_to("2026-11-11T09:00:00Z");
        millbank_meets(&branch, &selection).says("Ama Story, at the meeting of Tuesday 10 November 2026");
        branch.as_("tom").visits(&selection).follows("Nominations").does_not_say("Ama Story");

        branch.world.turn_clock_to("2026-11-14T09:00:00Z");
        branch.as_("tom").visits(&selection).follows("Nominations").says("5 for Ama Story and 2 for Joe Story");
        lists_are_settled(&branch, &selection);
        branch.as_("leila").visits(&selection).follows("Your application").says("The reason: No ward nominated you");

        branch.world.turn_clock_to("2026-11-20T09:00:00Z");
        let drafted = branch.as_("nadia").visits(&selection).presses("Draft the ballot").says("The ballot is drafted");
        let ballot = drafted.presses("Open the ballot").says("Nurse in Millbank").path();
        for (who, first) in [("tom", "Ama Story"), ("gwen", "Ama Story"), ("marek", "Joe Story"), ("leila", "Petra Story"), ("ama", "Ama Story")] {
            ranks(&branch, &ballot, who, first);
        }
        branch.as_("tom").visits(&selection).says("The ballot is open").does_not_say("is elected");

        branch.world.turn_clock_to("2026-12-01T17:01:00Z");
        branch.world.wait_until("the ballot is closed and counted", || {
            branch.as_("nadia").visits(&selection).words().contains("is elected")
        });
        branch.as_("tom").visits(&format!("{ballot}/result")).says("Ama Story is elected.").says("Stage 1");
        branch.as_("tom").visits("/selections").says("Ama Story is elected.");
        branch.verified();
    }
}
