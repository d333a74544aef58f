//! An office that falls vacant between elections: who acts in it, and who has the rest of the term.

use wardmote::members::Office;

use crate::{
    officers::stands,
    stories,
    world::{Branch, Database, Seen},
};

/// A branch in October 2026 whose chair is tom, until the end of May 2027; leila runs elections.
fn branch_with_a_chair(on: Database) -> Branch {
    let branch = Branch::with_members(12, on);
    branch.give_office("leila", Office::ReturningOfficer);
    let member = branch.person("tom").member;
    let day = |text: &str| text.parse().expect("a written day");
    branch.act(|act| {
        let days = (day("2026-06-01"), Some(day("2027-05-31")));
        Ok(wardmote::members::take_office(act, member, &Office::Chair, days, "annual general meeting")?)
    });
    branch
}

/// A general meeting on 15 October.
fn meeting(branch: &Branch) {
    let form = branch.as_("nadia").visits("/meetings/new").sets("kind", "general").types("Day", "2026-10-15");
    let form = form.types("Time", "19:00").types("Place", "Albion Hall");
    form.presses("Check the call").presses("Send the notice");
}

/// Tom resigns as chair with the end of 3 October.
fn resigns(branch: &Branch, acting: &str) -> Seen {
    // The first link is that of the chair, who comes first in the order of the rules.
    let form =
        branch.as_("nadia").visits("/officers").follows("Leaves the office: Tom Story").says("Tom Story leaves the office");
    form.types("Last day in office", "2026-10-03").types("Who acts", acting).presses("End the term")
}

stories! {
    fn an_office_falls_vacant_is_acted_in_and_filled_for_the_rest_of_the_term(on: Database) {
        let branch = branch_with_a_chair(on);
        meeting(&branch);

        let officers = resigns(&branch, "Ama Story").says("The office is vacant from Sunday 4 October 2026");
        let officers = officers.says("Tom Story has resigned").says("the rest of the term goes until Monday 31 May 2027");
        officers.says("acting").says("Sunday 4 October 2026 to Thursday 15 October 2026").does_not_say("Put somebody in");

        let form = branch.as_("leila").visits("/officers/elections/new").follows("General meeting");
        let form = form.says("Whoever is elected has the rest of the term, until Monday 31 May 2027").says("Ama Story acts in it");
        let elections = form.presses("Call the elections").path();
        stands(&branch, &elections, "joe", "Chair").says("You are on the list");
        branch.world.turn_clock_to("2026-10-15T18:30:00Z");
        branch.as_("leila").visits(&elections).presses("Close nominations").presses("Declare Chair").says("Joe Story is declared elected");

        let officers = branch.as_("tom").visits("/officers").says("Friday 16 October 2026 to Monday 31 May 2027");
        officers.says("for the rest of the term: it ends with Monday 31 May 2027").does_not_say("has resigned");
        branch.verified();
    }

    fn whoever_acts_is_put_in_later_too_and_only_once(on: Database) {
        let branch = branch_with_a_chair(on);
        let officers = resigns(&branch, "");

        let form = officers.follows("Put somebody in for the time being").says("none is called yet");
        form.types("Who acts", "Zebedee").presses("Put into the office").answers(422).says("Nobody in the register");
        let form = branch.as_("nadia").visits("/officers").follows("Put somebody in for the time being");
        let address = form.path();
        form.types("Who acts", "Ama Story").presses("Put into the office").says("held for the time being");

        branch.as_("nadia").posts(&address, &[("acting", "Joe Story")]).answers(422).says("Somebody acts in this office already");
    }

    fn a_vacancy_noted_by_mistake_is_taken_back_and_the_term_goes_on(on: Database) {
        let branch = branch_with_a_chair(on);

        let officers = resigns(&branch, "Ama Story").says("Tom Story has resigned").says("acting");
        officers.presses("Undo").says("That is taken back, and the term goes on as before.");

        let officers = branch.as_("nadia").visits("/officers").does_not_say("has resigned").does_not_say("acting");
        officers.says("Monday 1 June 2026 to Monday 31 May 2027").does_not_say("Ama Story");
        branch.as_("tom").visits("/record").says("A vacancy that was noted by mistake was taken back");
        branch.verified();
    }

    fn a_vacancy_stays_once_something_rests_on_it(on: Database) {
        let branch = branch_with_a_chair(on);
        meeting(&branch);
        let undo = |officers: &Seen| {
            let address = officers.html.split('"').find(|part| part.starts_with("/officers/vacancies/") && part.ends_with("/undoing"));
            address.expect("the page offers to take it back").to_owned()
        };
        let vacancy = undo(&resigns(&branch, ""));
        branch.as_("leila").visits("/officers/elections/new").follows("General meeting").presses("Call the elections");

        let stays = branch.as_("nadia").posts(&vacancy, &[]).answers(409);

        stays.says("The office is up at the next elections");
        branch.as_("tom").posts(&vacancy, &[]).answers(403);
    }

    fn whoever_was_put_in_by_mistake_is_taken_out_until_she_has_acted_a_day(on: Database) {
        let branch = branch_with_a_chair(on);
        let put_in = |name: &str| {
            let form = branch.as_("nadia").visits("/officers").follows("Put somebody in for the time being");
            form.types("Who acts", name).presses("Put into the office").says("held for the time being")
        };
        resigns(&branch, "");

        put_in("Ama Story").presses("Undo").says("nobody acts in the office").says("Tom Story has resigned");
        put_in("Joe Story").says("Joe Story").does_not_say("Ama Story");
        branch.world.turn_clock_to("2026-10-06T09:00:00Z");

        let officers = branch.as_("nadia").visits("/officers").says("Joe Story").says("acting");
        officers.does_not_say("Take out whoever acts").does_not_say("the term goes on");
    }

    fn a_day_outside_the_term_is_refused_and_the_branch_is_never_left_alone(on: Database) {
        let branch = branch_with_a_chair(on);
        let form = branch.as_("nadia").visits("/officers").follows("Leaves the office: Tom Story");
        let refused = form.types("Last day in office", "2027-05-31").presses("End the term").answers(422);
        refused.says("before the term ends by itself").types("Last day in office", "soon").presses("End the term").answers(422);

        let form = branch.as_("nadia").visits("/officers").follows("Leaves the office: Nadia Story");
        let refused = form.types("Last day in office", "2026-10-03").presses("End the term").answers(422);
        refused.says("Somebody must look after the branch").types("Who acts", "Ama Story").presses("End the term").says("acting");
        branch.as_("tom").visits("/officers").does_not_say("Leaves the office");
    }
}
