//! Dues that are late, and the kind reminder: seen before it goes, sent to nobody twice, and to nobody who wants none.

use crate::{
    stories,
    world::{Branch, Browser, Database},
};

/// The treasurer's page says that this person's dues are paid to a day.
fn paid_to(officer: &Browser, number: &str, day: &str) {
    let form = officer
        .visits(&format!("/members/dues?of={number}"))
        .types("Dues are paid to the end of", day)
        .types("Where you know it from", "list");
    form.presses("Record it").answers(200);
}

stories! {
    fn whoever_is_late_gets_one_kind_letter_that_the_officer_has_read_before(on: Database) {
        let branch = Branch::with_members(6, on);
        let nadia = branch.as_("nadia");
        paid_to(&nadia, "N0002", "2026-06-30");
        paid_to(&nadia, "N0003", "2026-08-31");

        let board = nadia.visits("/members/dues").says("2 members are late").says("late for 3 months");
        let letter = board.follows("Send a kind reminder").says("2 people get this letter").says("Dear Tom Story,");
        let letter = letter.types("What you want to add", "Pay by standing order.").presses("Show it like this");
        let letter = letter.says("Pay by standing order.").presses("Send a test to me");
        let letter = letter.says("It is on its way to nadia@northmoor.example, to you alone").says("Pay by standing order.");
        let tests = branch.texts_kept_about("/members/dues/reminder");
        assert_eq!(tests.len(), 1);
        assert!(tests[0].starts_with("This is a test. It went to you alone"), "{}", tests[0]);

        letter.presses("Send it to 2 people").says("2 people were reminded").says("on the way");

        let texts = branch.texts_kept_about("/members/dues/reminders/");
        assert_eq!(texts.len(), 2);
        assert!(texts.iter().all(|text| text.contains("Pay by standing order.")));
        assert!(texts.iter().any(|text| text.contains("Dear Tom Story,") && text.contains("30 June 2026")));
        assert!(texts.iter().any(|text| text.contains("Dear Ama Story,") && text.contains("31 August 2026")));
        nadia.visits("/record").says("Members whose dues are late were reminded");
        branch.verified();
    }

    fn nobody_is_written_to_twice_within_the_time_of_the_rulebook(on: Database) {
        let branch = Branch::with_members(6, on);
        paid_to(&branch.as_("nadia"), "N0002", "2026-06-30");
        branch.as_("nadia").visits("/members/dues/reminder").presses("Send it to 1 person").answers(200);

        let page = branch.as_("nadia").visits("/members/dues/reminder").says("Nobody gets a reminder today");
        page.says("was reminded on Thursday 1 October 2026; the next one may go on Sunday 1 November 2026");
        branch.as_("nadia").posts("/members/dues/reminders", &[]).answers(409).says("There is nobody to remind");

        branch.world.turn_clock_to("2026-10-31T12:00:00Z");
        branch.as_("nadia").visits("/members/dues/reminder").says("Nobody gets a reminder today");
        branch.world.turn_clock_to("2026-11-01T12:00:00Z");
        branch.as_("nadia").visits("/members/dues/reminder").says("1 person gets this letter");
    }

    fn whoever_wants_no_reminders_gets_none_whether_they_say_so_themselves_or_to_an_officer(on: Database) {
        let branch = Branch::with_members(6, on);
        let nadia = branch.as_("nadia");
        paid_to(&nadia, "N0002", "2026-06-30");
        paid_to(&nadia, "N0003", "2026-08-31");

        let wishes = branch.as_("tom").visits("/me").follows("Choose").sets("may", "welcomes").presses("Save");
        wishes.says("That is noted");
        nadia.visits("/members/dues").says("wants no reminders").presses("Wants no reminders Ama Story").says("Ama Story gets no reminders");

        let page = nadia.visits("/members/dues/reminder").says("Nobody gets a reminder today");
        page.says("Tom Story wants no reminders").says("Ama Story wants no reminders");
        nadia.visits("/members/dues").presses("Wants them again Ama Story").says("Ama Story gets reminders again");
        nadia.visits("/members/dues/reminder").says("1 person gets this letter");
    }

    fn without_a_mail_address_it_is_a_letter_to_print_and_it_is_noted_who_saw_the_address(on: Database) {
        let branch = Branch::with_members(6, on);
        let nadia = branch.as_("nadia");
        paid_to(&nadia, "N0002", "2026-06-30");
        let form = nadia.visits(&format!("/members/{}/details", branch.person("tom").member)).types("Mail", "");
        form.types("Street and house", "4 Canal Side").types("Where you know it from", "told me").presses("Put it right").answers(200);

        let sent = nadia.visits("/members/dues/reminder").says("By letter, for you to print").presses("Send it to 1 person");
        sent.says("letter to print").follows("Print 1 letter").says("4 Canal Side").says("Dear Tom Story,");
        nadia.visits("/record").says("Somebody looked at what is known of a member");
    }

    fn what_is_added_is_short(on: Database) {
        let branch = Branch::with_members(6, on);
        paid_to(&branch.as_("nadia"), "N0002", "2026-06-30");

        let page = branch.as_("nadia").visits("/members/dues/reminder");
        let page = page.types("What you want to add", &"Pay. ".repeat(200)).presses("Show it like this");
        page.answers(422).says("Write at most 600 characters");
        assert!(branch.texts_kept_about("/members/dues/reminders/").is_empty());
    }
}
