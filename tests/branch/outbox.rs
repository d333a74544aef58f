//! The branch's mail as its officers see it: what waits, what became letters, and what is nobody else's business.

use std::collections::BTreeSet;

use wardmote::{admin::jobs::mail_seals, members::Office};

use crate::{
    stories,
    world::{Branch, Database, World},
};

/// Calls a meeting for the evening of 15 October; its page.
fn called(branch: &Branch) -> String {
    let form = branch.as_("nadia").visits("/meetings/new").types("Day", "2026-10-15").types("Place", "Albion Hall");
    let service = form.presses("Check the call").presses("Send the notice");
    service.path().trim_end_matches("/service").to_owned()
}

stories! {
    fn each_night_on_which_something_was_recorded_its_seal_goes_to_two_officers(on: Database) {
        let world = World::set_up(on, "2026-10-01T11:00:00Z", |settings| settings.seal_to_officers = 2);
        let branch = Branch::in_world(world, 6);
        for (called, office) in [("tom", Office::Chair), ("ama", Office::Treasurer)] {
            branch.give_office(called, office);
        }
        let seals = || {
            let all = branch.world.post.messages().into_iter();
            all.filter(|mail| mail.words().contains("Keep this message")).collect::<Vec<_>>()
        };
        // Half past two in the morning, in summer time.
        branch.world.turn_clock_to("2026-10-02T01:30:00Z");
        assert_eq!(mail_seals(&branch.world.scribe).expect("the job is done"), 0, "the evening is not over");

        branch.world.turn_clock_to("2026-10-02T02:05:00Z");
        branch.world.wait_until("two officers have it", || seals().len() == 2);

        let to: BTreeSet<String> = seals().iter().map(|mail| mail.to.clone()).collect();
        assert_eq!(to, BTreeSet::from(["nadia@northmoor.example".to_owned(), "tom@northmoor.example".to_owned()]));
        let seal = seals()[0].words().split_whitespace().find(|word| word.len() == 64).expect("a seal").to_owned();

        // A quiet night, and one after a deed.
        branch.world.turn_clock_to("2026-10-03T03:00:00Z");
        assert_eq!(mail_seals(&branch.world.scribe).expect("the job is done"), 0, "nothing was recorded but the message");
        branch.give_office("joe", Office::Steward);
        branch.world.turn_clock_to("2026-10-04T03:00:00Z");
        branch.world.wait_until("two officers have the next", || seals().len() == 4);
        branch.world.wait_until("the second is another seal", || !seals()[3].words().contains(&seal));
        let record = branch.as_("joe").visits("/record").says(&seal).says("The seal of the record was mailed to officers");
        assert_eq!(record.words().matches(&seal).count(), 2, "it is one entry's, and that of the message names it");
        branch.verified();
    }

    fn the_secretary_cannot_read_a_members_ballot_paper(on: Database) {
        let branch = Branch::with_members(5, on);
        branch.open_selection(["Ama Story", "Petra Story", "Joe Story", "Tom Story"]);
        branch.world.post.waits_for(5);

        let outbox = branch.as_("nadia").visits("/outbox").says("Your ballot paper");
        let message = outbox.follows("Your ballot paper").says("its text is shown to nobody");

        message.does_not_say("type this code").does_not_say("/vote#");
        branch.world.wait_until("no text with a secret is kept", || branch.texts_kept_about("/ballots/").iter().all(String::is_empty));
    }

    fn a_mail_server_that_is_down_loses_nothing_and_the_page_says_so(on: Database) {
        let mut branch = Branch::with_members(4, on);
        let address = branch.world.mail_server_goes_away();

        let meeting = called(&branch);

        branch.as_("nadia").visits("/outbox").says("4 messages wait").says("a mail server that is away only delays them");
        branch.as_("nadia").visits(&format!("{meeting}/service")).says("4 notices").says("wait to be sent");
        branch.world.mail_server_is_back(address);
        branch.world.turn_clock_to("2026-10-01T12:00:00Z");
        branch.world.post.waits_for(4);
        branch.world.wait_until("the page says that all mail is out", || {
            branch.as_("nadia").visits("/outbox").words().contains("All mail is out")
        });
    }

    fn mail_that_stands_still_is_told_to_whoever_looks_after_it_until_it_leaves_again(on: Database) {
        let mut branch = Branch::with_members(4, on);
        let address = branch.world.mail_server_goes_away();
        called(&branch);
        let stands_still = |branch: &Branch| branch.as_("nadia").visits("/outbox").words().contains("Mail stands still");
        branch.world.wait_until("the page says so", || stands_still(&branch));

        branch.as_("nadia").visits("/outbox").says("Since Thursday 1 October").says("Nothing is lost");
        branch.as_("nadia").visits("/").says("stands still");
        branch.as_("tom").visits("/").does_not_say("stands still");

        branch.world.mail_server_is_back(address);
        branch.world.turn_clock_to("2026-10-01T12:00:00Z");
        branch.world.post.waits_for(4);
        branch.world.wait_until("nothing is said any more", || !stands_still(&branch));
        branch.as_("nadia").visits("/").does_not_say("stands still");
    }

    fn a_notice_that_mail_did_not_carry_in_time_is_printed(on: Database) {
        let branch = Branch::with_members(3, on);
        branch.world.post.answers_to("tom@northmoor.example", "450 4.2.1 try again later");
        let meeting = called(&branch);
        branch.world.post.waits_for(2);

        branch.world.turn_clock_to("2026-10-15T12:00:00Z");

        let served = format!("{meeting}/service");
        branch.world.wait_until("the notice is given up by mail", || {
            branch.as_("nadia").visits(&served).words().contains("1 notice is for you to post or to hand over")
        });
        branch.as_("nadia").visits(&format!("{meeting}/letters")).says("1 letter to print").says("Dear Tom");
    }

    fn the_record_says_in_words_what_happened(on: Database) {
        let branch = Branch::with_members(3, on);
        called(&branch);

        branch.as_("tom").visits("/record").says("A meeting was called").says("A notice was written and frozen");
    }
}
