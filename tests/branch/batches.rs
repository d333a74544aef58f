//! Mail to many: it waits so that it can be stopped, an officer holds it, another agrees to it.

use crate::{
    stories,
    world::{Branch, Browser, Database, World},
};

/// Calls a meeting; the page of its notice.
fn calls(officer: &Browser) -> String {
    let form = officer.visits("/meetings/new").types("Day", "2026-10-15").types("Place", "Albion Hall");
    form.presses("Check the call").presses("Send the notice");
    officer.visits("/").says("has not gone yet").follows("Look, or stop it").path()
}

/// How many notices of the meeting came.
fn came(branch: &Branch) -> usize {
    branch.world.post.messages().iter().filter(|message| message.words().contains("Albion Hall")).count()
}

/// A message that is sent later has come, so whatever could go before it has gone.
fn something_later_came(branch: &Branch) {
    let asks =
        || branch.world.post.messages().iter().filter(|message| message.words().contains("you asked to sign in")).count();
    let before = asks();
    crate::accounts::asks(&branch.world.browser(), "tom@northmoor.example");
    branch.world.wait_until("a later message comes", || asks() > before);
}

/// A branch that asks a second officer for mail to more than ten.
fn careful(on: Database) -> Branch {
    let world = World::set_up(on, "2026-10-01T11:00:00Z", |settings| {
        (settings.mail.many, settings.mail.second_officer_above) = (5, 10);
    });
    Branch::in_world(world, 12)
}

stories! {
    fn mail_to_many_waits_and_is_stopped_without_a_trace_with_anybody(on: Database) {
        let branch = Branch::with_members(52, on);
        let nadia = branch.as_("nadia");
        let batch = calls(&nadia);

        let page = nadia.visits(&batch).says("This goes to 52 people at").says("0 of 52");
        something_later_came(&branch);
        page.presses("Stop it").says("Stopped. 52 messages were not sent").says("0 of 52 were out by then");
        branch.world.turn_clock_to("2026-10-01T12:00:00Z");
        something_later_came(&branch);

        assert_eq!(came(&branch), 0);
        nadia.visits("/").does_not_say("has not gone yet");
        nadia.visits("/record").says("Mail to many was stopped");
        nadia.posts(&format!("{batch}/stop"), &[]).answers(409).says("It was stopped already");
    }

    fn mail_to_many_goes_when_its_time_has_come(on: Database) {
        let branch = Branch::with_members(52, on);
        let batch = calls(&branch.as_("nadia"));

        branch.world.turn_clock_to("2026-10-01T11:03:00Z");

        branch.world.wait_until("all of it comes", || came(&branch) == 52);
        branch.world.wait_until("the page says so", || branch.as_("nadia").visits(&batch).words().contains("All of this is out"));
        branch.as_("nadia").visits(&batch).says("52 of 52").does_not_say("Stop");
    }

    fn an_officer_holds_mail_to_many_and_lets_it_go_on(on: Database) {
        let branch = Branch::with_members(52, on);
        let nadia = branch.as_("nadia");
        let batch = calls(&nadia);

        nadia.visits(&batch).presses("Hold it").says("It is held");
        branch.world.turn_clock_to("2026-10-01T11:10:00Z");
        something_later_came(&branch);
        assert_eq!(came(&branch), 0);
        nadia.visits("/meetings").says("is held").follows("Look, or stop it").presses("Let it go on").says("It goes on");

        branch.world.wait_until("all of it comes", || came(&branch) == 52);
    }

    fn mail_that_servers_turn_away_is_held_with_the_reason_and_tried_again_when_an_officer_lets_it(on: Database) {
        let branch = Branch::with_members(52, on);
        let nadia = branch.as_("nadia");
        branch.world.post.answers_everybody("554 5.7.1 <somebody@northmoor.example> looks like spam");
        let batch = calls(&nadia);
        branch.world.turn_clock_to("2026-10-01T11:03:00Z");
        branch.world.wait_until("it is held", || nadia.visits("/").words().contains("is held, because mail servers turn it away"));

        let page = nadia.visits(&batch).says("They object to how it is sent, and to nobody").says("554 5.7.1 looks like spam");
        page.does_not_say("somebody@northmoor.example");
        nadia.visits("/outbox").does_not_say("is dead");
        branch.world.post.answers_everybody("250 2.1.5 fine");
        nadia.visits(&batch).presses("Let it go on").says("Whoever was turned away is tried again");

        branch.world.wait_until("all of it comes", || came(&branch) == 52);
        nadia.visits("/record").says("Mail servers turned mail to many away, and the rest was held");
        branch.verified();
    }

    fn another_officer_agrees_before_mail_goes_to_very_many(on: Database) {
        let branch = careful(on);
        branch.give_office("tom", wardmote::members::Office::Chair);
        let (nadia, tom) = (branch.as_("nadia"), branch.as_("tom"));
        let batch = calls(&nadia);
        branch.world.turn_clock_to("2026-10-01T11:05:00Z");

        nadia.visits(&batch).says("waits for another officer to agree").says("somebody else agrees").does_not_say("Agree, and");
        nadia.posts(&format!("{batch}/agreement"), &[]).answers(409).says("it takes another officer");
        something_later_came(&branch);
        assert_eq!(came(&branch), 0);
        tom.visits(&batch).presses("Agree, and let it go").says("You agreed");

        branch.world.wait_until("all of it comes", || came(&branch) == 12);
    }

    fn mail_to_few_goes_at_once_and_nobody_is_asked(on: Database) {
        let branch = Branch::with_members(6, on);
        let form = branch.as_("nadia").visits("/meetings/new").types("Day", "2026-10-15").types("Place", "Albion Hall");
        form.presses("Check the call").presses("Send the notice").does_not_say("has not gone yet");

        branch.world.wait_until("it comes", || came(&branch) == 6);
    }
}
