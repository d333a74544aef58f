//! Who looked at a member's record, and what for: the member reads it.

use wardmote::members::{self, Joining, jobs};

use crate::{
    stories,
    world::{Branch, Database, Seen},
};

/// The page of a member, as the secretary opens it.
fn page_of(branch: &Branch, called: &str) -> Seen {
    branch.as_("nadia").visits(&format!("/members/{}", branch.person(called).member))
}

stories! {
    fn a_member_reads_who_looked_and_what_for(on: Database) {
        let branch = Branch::with_members(6, on);
        let petra = branch.as_("petra");
        petra.visits("/me").follows("See").says("Nobody looked at your record");

        let page = page_of(&branch, "petra").does_not_say("petra@northmoor.example").presses("Show contact details");
        let page = page.answers(422).says("Choose what you need them for").does_not_say("petra@northmoor.example");
        page.ticks("About their dues").presses("Show contact details").says("petra@northmoor.example");
        page_of(&branch, "petra").says("Petra Story may vote");

        let looks = petra.visits("/me/looks").says("1 person looked at your record").says("Thursday 1 October 2026");
        let looks = looks.says("Nadia Story, secretary was shown how to reach you").says("about your dues");
        assert_eq!(looks.words().matches("opened your page").count(), 1, "a page that is opened twice on a day is noted once");
        branch.as_("tom").visits("/me/looks").says("Nobody looked at your record");
    }

    fn how_to_reach_somebody_is_shown_also_where_others_have_no_address(on: Database) {
        let branch = Branch::with_members(6, on);
        branch.act(|act| {
            let joined_on = "2020-01-01".parse().expect("a written day");
            let without = Joining { number: "N99".into(), first_name: "Ivo".into(), class: "full".into(), joined_on, source: "a list".into(), ..Joining::default() };
            Ok(members::join(act, &without)?)
        });

        page_of(&branch, "petra").ticks("About their dues").presses("Show contact details").says("petra@northmoor.example");
    }

    fn nobody_is_told_of_their_own_look(on: Database) {
        let branch = Branch::with_members(6, on);
        let nadia = branch.as_("nadia");

        page_of(&branch, "nadia").says("Nadia Story may vote");

        nadia.visits("/me/looks").says("Nobody looked at your record");
    }

    fn a_form_that_shows_an_address_and_a_message_that_bears_one_are_looks_too(on: Database) {
        let branch = Branch::with_members(6, on);
        let nadia = branch.as_("nadia");
        let form = page_of(&branch, "tom").follows("Name and address");
        assert!(form.html.contains("tom@northmoor.example"), "the form shows the address");
        let call = nadia.visits("/meetings/new").sets("kind", "general").types("Day", "2026-10-15").types("Time", "19:00");
        call.types("Place", "Trades Hall").presses("Check the call").presses("Send the notice");

        let outbox = nadia.visits("/outbox");
        for message in outbox.links().into_iter().filter(|link| link.starts_with("/outbox/")) {
            nadia.visits(&message).answers(200);
        }

        let looks = branch.as_("tom").visits("/me/looks").says("to put something right");
        looks.says("was shown a message to you, with your mail address, to see what became of the message");
    }

    fn letters_are_looked_at_and_the_record_says_so(on: Database) {
        let branch = Branch::with_members(6, on);
        let nadia = branch.as_("nadia");
        let form = page_of(&branch, "petra").follows("Name and address").types("Mail", "").types("Street and house", "4 Canal Side");
        form.types("Where you know it from", "told me").presses("Put it right").answers(200);
        let call = nadia.visits("/meetings/new").sets("kind", "general").types("Day", "2026-10-15").types("Time", "19:00");
        call.types("Place", "Trades Hall").presses("Check the call").presses("Send the notice");

        nadia.visits(&format!("{}/letters", branch.meeting())).says("4 Canal Side");

        nadia.visits("/record").says("Somebody looked at what is known of a member");
    }

    fn after_two_years_it_is_forgotten_who_looked(on: Database) {
        let branch = Branch::with_members(6, on);
        page_of(&branch, "petra").answers(200);
        let petra_reads = |words: &str| branch.as_("petra").visits("/me/looks").words().contains(words);

        branch.world.turn_clock_to("2028-10-01T11:00:00Z");
        jobs::forget_old_looks(&branch.world.scribe).expect("looks can be forgotten");
        assert!(petra_reads("Nadia Story"), "to the day, two years are not over");

        branch.world.turn_clock_to("2028-10-02T11:00:00Z");
        jobs::forget_old_looks(&branch.world.scribe).expect("looks can be forgotten");
        assert!(petra_reads("Nobody looked at your record"));
    }
}
