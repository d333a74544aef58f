//! Who is out, who is back, and of whom nothing is heard; what a shift and a month of them came to, and thanks.

use wardmote::canvassing::contacts;

use crate::{
    canvassing::fifty_doors,
    stories,
    world::{Branch, Database},
};

/// The page of tom's and ama's shift.
fn shift(branch: &Branch) -> String {
    branch.as_("nadia").visits("/canvass/shifts").follows("2 October").path()
}

/// What the clock brings: leaders are told of whom nothing is heard.
fn time_passes(branch: &Branch, to: &str) -> usize {
    branch.world.comes_up_at(to, contacts::jobs::watch)
}

stories! {
    fn a_pair_says_that_it_sets_out_and_that_it_is_back_with_one_tap_each(on: Database) {
        let (branch, _) = fifty_doors(on);
        let shift = shift(&branch);
        let tom = branch.as_("tom");

        let out = tom.visits(&shift).follows("Who is out").says("Nobody is out").presses("They set out").says("1 pair is out");
        out.says("Expected back at 8.00 pm").presses("Back safely").says("back safely").presses("Undo").says("They are out again");

        branch.as_("ama").visits(&format!("{shift}/out")).presses("Back safely").says("Back at");
        branch.as_("petra").visits(&format!("{shift}/out")).answers(409).says("known to the leader of the shift");
    }

    fn a_pair_that_is_late_comes_to_the_top_and_its_leader_gets_one_mail(on: Database) {
        let (branch, _) = fifty_doors(on);
        let shift = shift(&branch);
        branch.as_("tom").visits(&format!("{shift}/out")).presses("They set out");

        assert_eq!(time_passes(&branch, "2026-10-02T19:15:00Z"), 0, "a quarter past eight is not yet late");
        assert_eq!(time_passes(&branch, "2026-10-02T19:21:00Z"), 1);
        assert_eq!(time_passes(&branch, "2026-10-02T19:30:00Z"), 0, "once is enough");

        let out = branch.as_("nadia").visits(&format!("{shift}/out")).says("Nothing heard of 1 pair").says("Late");
        out.presses("Back safely").says("Nobody is out");
        branch.verified();
    }

    fn somebody_who_walks_alone_is_flagged_and_heard_of_by_results_or_a_word(on: Database) {
        let (branch, round) = fifty_doors(on);
        let shift = shift(&branch);
        branch.as_("ama").visits(&shift).presses("I cannot come after all");
        let tom = branch.as_("tom");
        tom.visits(&format!("{shift}/out")).says("Walks alone");
        let id = round.rsplit('/').next().expect("an id");
        tom.posts(&format!("{shift}/rounds/{id}/setting-out"), &[("back_by", "21:15")]).says("Expected back at 9.15 pm");

        assert_eq!(time_passes(&branch, "2026-10-02T18:50:00Z"), 0, "forty minutes are not yet long");
        tom.visits(&format!("{shift}/out")).presses("All is well").says("Noted: all is well");
        assert_eq!(time_passes(&branch, "2026-10-02T19:20:00Z"), 0, "heard of half an hour ago");
        tom.visits(&format!("{round}/doors/1")).presses("No answer");
        assert_eq!(time_passes(&branch, "2026-10-02T20:04:00Z"), 0, "a result says that all is well");
        assert_eq!(time_passes(&branch, "2026-10-02T20:07:00Z"), 1, "nothing for three quarters of an hour");

        branch.as_("nadia").visits(&format!("{shift}/out")).says("Nothing heard of 1 pair").says("Not heard of");
    }

    fn another_time_to_be_back_is_a_time_and_lies_ahead(on: Database) {
        let (branch, round) = fifty_doors(on);
        let (shift, tom) = (shift(&branch), branch.as_("tom"));
        let id = round.rsplit('/').next().expect("an id");
        let set_out = format!("{shift}/rounds/{id}/setting-out");

        tom.posts(&set_out, &[("back_by", "21:15")]).says("Expected back at 9.15 pm");
        tom.posts(&set_out, &[("back_by", "teatime")]).answers(422).says("Give the time as 20:00");
        tom.posts(&set_out, &[("back_by", "06:00")]).answers(422).says("later than now");
        branch.as_("petra").posts(&set_out, &[]).answers(409);
    }

    fn whoever_leads_says_under_which_number_and_those_who_come_see_it(on: Database) {
        let (branch, _) = fifty_doors(on);
        let form = branch.as_("nadia").visits("/canvass/shifts/new").types("Day", "2026-10-05").types("Where people meet", "the park");
        let made = form.types("Who leads it", "Nadia Story").types("Telephone that evening", "07700 900456").presses("Make the shift");

        branch.as_("tom").visits(&made.path()).does_not_say("07700 900456").presses("I am coming").says("07700 900456");
    }

    fn five_numbers_stand_on_one_page_and_none_of_them_is_about_a_person(on: Database) {
        let (branch, round) = fifty_doors(on);
        let shift = shift(&branch);
        let tom = branch.as_("tom");
        tom.visits(&format!("{shift}/out")).presses("They set out");
        for (door, outcome) in [(1, "Spoke"), (2, "No answer"), (3, "Come back"), (4, "No answer")] {
            tom.visits(&format!("{round}/doors/{door}")).presses(outcome);
        }
        branch.world.turn_clock_to("2026-10-02T19:10:00Z");
        tom.visits(&format!("{shift}/out")).presses("Back safely");

        let page = branch.as_("nadia").visits("/canvass").follows("Five numbers").says("1 conversation at 4 knocks");
        let page = page.says("4 of 50 doors in rounds were knocked on").says("50 % of knocks were answered: 2 of 4");
        let page = page.says("0.5 conversations in an hour").says("19.00 to 20.00").says("0 doors have waited");
        page.does_not_say("Tom Story");
        branch.world.turn_clock_to("2026-10-10T12:00:00Z");
        branch.as_("nadia").visits("/canvass/figures").says("1 door has waited over 7 days");
        branch.as_("tom").visits("/canvass/figures?from=2026-10-05&until=2026-10-01").says("Give a day");
    }

    fn those_who_came_are_thanked_once_with_what_they_did_together(on: Database) {
        let (branch, round) = fifty_doors(on);
        let shift = shift(&branch);
        branch.as_("tom").visits(&format!("{round}/doors/1")).presses("Spoke");
        let nadia = branch.as_("nadia");
        nadia.posts(&format!("{shift}/thanks"), &[]).answers(409).says("not over yet");
        branch.world.turn_clock_to("2026-10-02T20:00:00Z");

        let thanked = nadia.visits(&shift).says("1 conversation").presses("Thank everybody who came").says("2 people are thanked by mail");

        thanked.says("They were thanked on");
        nadia.posts(&format!("{shift}/thanks"), &[]).answers(409).says("thanked already");
        branch.verified();
    }
}
