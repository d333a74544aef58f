//! Hustings: a meeting at which everybody who stands has the same time, in an order that a lot decides.

use wardmote::members::Office;

use crate::{
    stories,
    world::{Branch, Database, Seen},
};

/// A selection in which four stand, drafted on 1 October; its hustings are on 20 November. Gives back its page.
fn drafted(on: Database) -> (Branch, String) {
    let branch = Branch::with_members(9, on);
    let form =
        branch.as_("nadia").visits("/selections/new").types("What the candidate will stand for", "Candidate for Millbank");
    let form = form.types("How many are chosen", "1").types("The ballot opens on", "2026-11-20");
    let mut page = form.types("It closes on", "2026-12-01").types("at", "17:00").presses("Call the selection");
    for name in ["Ama Story", "Petra Story", "Joe Story", "Leila Story"] {
        page = page.types("Member", name).presses("Put on the list");
    }
    let selection = page.path();
    page.presses("Draft the ballot");
    (branch, selection)
}

fn calling(branch: &Branch, selection: &str) -> Seen {
    let page = branch.as_("nadia").visits(&format!("{selection}/hustings"));
    page.types("Place", "Trades Hall").types("How long it lasts", "90").types("Questions put to all", "4")
}

fn calls(branch: &Branch, selection: &str) -> Seen {
    calling(branch, selection).presses("Draw the order and send the notice")
}

stories! {
    fn hustings_are_a_meeting_with_the_same_time_for_everybody_who_stands(on: Database) {
        let (branch, selection) = drafted(on);
        branch.as_("nadia").visits(&selection).follows("Call the hustings").says("By the timetable they are on Friday 20 November");

        let page = calls(&branch, &selection).says("The order is drawn").says("17½ minutes for everybody who stands");

        let page = page.says("2½ minutes a part").says("5 minutes").says("Question 4").says("Closing speeches").says("with the seed");
        page.follows("The meeting").says("Opening speech: Ama Story (5 minutes)").says("Closing speech: Ama Story (2½ minutes)");
        branch.as_("tom").visits(&selection).follows("Hustings").says("Opening speeches").says("Trades Hall").says("7.05 pm");
        branch.as_("tom").visits("/record").says("The hustings of a selection were called");
        assert!(branch.texts_kept_about("/meetings/").iter().any(|text| text.contains("Hustings")), "a notice went out");
    }

    fn the_closing_speeches_come_in_the_order_turned_round(on: Database) {
        let (branch, selection) = drafted(on);

        let words = calls(&branch, &selection).words();

        let part = |from: &str, to: &str| -> Vec<String> {
            let words = words.split(from).last().and_then(|rest| rest.split(to).next()).expect("the part is there");
            let mut at: Vec<(usize, &str)> = ["Ama", "Petra", "Joe", "Leila"]
                .into_iter()
                .filter_map(|name| Some((words.find(&format!("{name} Story"))?, name)))
                .collect();
            at.sort_unstable();
            at.into_iter().map(|(_, name)| name.to_owned()).collect()
        };
        let opening = part("Opening speeches", "Question 1");
        let mut closing = part("Closing speeches", "How the time was shared");
        closing.reverse();
        assert_eq!(opening.len(), 4);
        assert_eq!(opening, closing);
        assert_eq!(part("How the order was drawn", "Back to the selection"), opening);
        assert_eq!(part("Question 2", "Question 3")[0], opening[1], "each question begins with the next speaker");
    }

    fn hustings_are_called_once(on: Database) {
        let (branch, selection) = drafted(on);
        let again = calling(&branch, &selection);
        calls(&branch, &selection);

        again.presses("Draw the order and send the notice").answers(409).says("Their order was drawn once and stays");
        branch.as_("nadia").visits(&format!("{selection}/hustings")).does_not_say("Draw the order");
    }

    fn times_that_cannot_be_are_told_at_their_fields(on: Database) {
        let (branch, selection) = drafted(on);

        let short = calling(&branch, &selection).types("How long it lasts", "30").presses("Draw the order and send the notice");
        short.answers(422).says("need 38 minutes at least");
        let none = calling(&branch, &selection).types("How long it lasts", "an age").presses("Draw the order and send the notice");
        none.answers(422).says("Say how many minutes");
        let many = calling(&branch, &selection).types("Questions put to all", "99").presses("Draw the order and send the notice");
        many.answers(422).says("Say how many questions");
        let nowhere = calling(&branch, &selection).types("Place", " ").presses("Draw the order and send the notice");
        nowhere.answers(422).says("Say where the hustings are");
        let hour = calling(&branch, &selection).types("Time", "evening").presses("Draw the order and send the notice");
        hour.answers(422).says("Say at what time");
    }

    fn a_notice_that_is_too_late_needs_a_reason(on: Database) {
        let (branch, selection) = drafted(on);
        branch.world.turn_clock_to("2026-11-19T12:00:00Z");

        let refused = calls(&branch, &selection).answers(422);

        let page = refused.types("Why it cannot wait", "The hall was free only now").presses("Draw the order and send the notice");
        page.says("The order is drawn");
        let notices = branch.texts_kept_about("/meetings/");
        assert!(notices.iter().all(|text| text.contains("The hall was free only now")) && !notices.is_empty());
    }

    fn nobody_calls_hustings_who_may_not_or_before_it_is_known_who_stands(on: Database) {
        let (branch, selection) = drafted(on);
        branch.as_("tom").visits(&format!("{selection}/hustings")).says("not called yet").does_not_say("Draw the order");
        branch.as_("tom").posts(&format!("{selection}/hustings"), &[("place", "Here")]).answers(403);
        branch.give_office("gwen", Office::ReturningOfficer);
        branch.as_("gwen").posts(&format!("{selection}/hustings"), &[("place", "Here")]).answers(409).says("holds an office that may");

        branch.as_("nadia").visits(&selection).presses("Take the draft back");

        branch.as_("nadia").visits(&format!("{selection}/hustings")).says("Applications are open until the end of");
    }
}
