//! Everybody who stands writes to those who vote, through the branch and on equal terms.

use wardmote::selections;

use crate::{
    stories,
    world::{Branch, Database, Seen},
};

/// A selection between ama, petra, joe and leila, its ballot open until 25 October. Gives back its page.
fn opened(on: Database) -> (Branch, String) {
    let branch = Branch::with_members(9, on);
    let ballot = branch.open_selection(["Ama Story", "Petra Story", "Joe Story", "Leila Story"]);
    let selection = branch.as_("nadia").visits(&ballot).follows("What this ballot decides").path();
    (branch, selection)
}

fn previews(branch: &Branch, selection: &str, called: &str, words: &str) -> Seen {
    let page = branch.as_(called).visits(&format!("{selection}/message"));
    page.types("What you want to say", words).presses("Show it as it will be read")
}

fn writes(branch: &Branch, selection: &str, called: &str, words: &str) -> Seen {
    previews(branch, selection, called, words).presses("Hand it in")
}

fn morning_comes(branch: &Branch, on: &str) -> usize {
    branch.world.turn_clock_to(&format!("{on}T07:30:00Z"));
    selections::jobs::pass_on(&branch.world.scribe).expect("the job runs")
}

fn sent(branch: &Branch, selection: &str) -> Vec<String> {
    branch.texts_kept_about(selection)
}

stories! {
    fn whoever_stands_writes_to_everybody_with_a_vote_and_learns_a_number_only(on: Database) {
        let (branch, selection) = opened(on);
        branch.as_("ama").visits(&selection).says("may send 2 messages").follows("Write to those who vote");

        let preview = previews(&branch, &selection, "ama", "Vote for buses.\n\nAnd for trams.");
        let preview = preview.says("goes to 9 members").says("Ama Story stands in the selection").says("And for trams.");
        let preview = preview.does_not_say("tom@").does_not_say("Tom Story");
        preview.presses("Hand it in").says("leaves tomorrow morning").says("Waits");

        assert_eq!(sent(&branch, &selection).len(), 0, "nothing leaves before the morning");
        assert_eq!(morning_comes(&branch, "2026-10-02"), 1);
        let letters = sent(&branch, &selection);
        assert_eq!(letters.len(), 9);
        assert!(letters.iter().all(|letter| letter.contains("Vote for buses.") && letter.contains("/me/contact")));
        assert_eq!(morning_comes(&branch, "2026-10-03"), 0, "it goes once");
        branch.as_("ama").visits(&format!("{selection}/message")).says("to 9 members").says("Vote for buses.");
        branch.as_("tom").visits("/record").says("A message of a candidate was passed on").does_not_say("buses");
    }

    fn everybody_who_stands_has_as_many_messages_and_words(on: Database) {
        let (branch, selection) = opened(on);
        let to = format!("{selection}/messages");

        previews(&branch, &selection, "ama", "").answers(422).says("Write what you want to say");
        previews(&branch, &selection, "ama", &"buses ".repeat(401)).answers(422).says("401 words, and a message may have 400");
        branch.as_("ama").posts(&to, &[("words", &"buses ".repeat(401))]).answers(422);
        writes(&branch, &selection, "ama", "First.");
        writes(&branch, &selection, "ama", "Second.").says("You have handed in 2");
        branch.as_("ama").posts(&to, &[("words", "Third.")]).answers(409).says("Members' proposal on fair access");

        writes(&branch, &selection, "joe", "Mine.").says("is handed in");
        let desk = branch.as_("nadia").visits(&selection).follows("Messages: 3").says("Side by side");
        desk.says("Ama Story 0 2 0 0").says("Joe Story 0 1 0 1").says("Leila Story 0 0 0 2");
    }

    fn an_officer_holds_a_message_back_for_a_reason_and_changes_no_word(on: Database) {
        let (branch, selection) = opened(on);
        writes(&branch, &selection, "ama", "Joe is a liar.");
        let desk = branch.as_("nadia").visits(&format!("{selection}/messages"));
        desk.presses("Hold back").answers(422).says("Say why. The candidate reads it.");

        let desk = branch.as_("nadia").visits(&format!("{selection}/messages"));
        desk.types("Why", "Our rules forbid attacks on others.").presses("Hold back").says("The message is held back");

        let own = branch.as_("ama").visits(&format!("{selection}/message"));
        own.says("Held back").says("Our rules forbid attacks on others.");
        assert_eq!(morning_comes(&branch, "2026-10-02"), 0);
        writes(&branch, &selection, "ama", "Buses.");
        writes(&branch, &selection, "ama", "Trams.").says("You have handed in 2");
    }

    fn what_has_left_is_not_held_back(on: Database) {
        let (branch, selection) = opened(on);
        writes(&branch, &selection, "ama", "Buses.");
        let desk = branch.as_("nadia").visits(&format!("{selection}/messages"));
        let actions = desk.html.split("action=\"").filter_map(|rest| rest.split('"').next());
        let holding = actions.into_iter().find(|to| to.ends_with("/holding")).expect("a message waits").to_owned();
        morning_comes(&branch, "2026-10-02");

        branch.as_("nadia").posts(&holding, &[("reason", "Too late.")]).answers(409).says("has left");
        branch.as_("nadia").visits(&format!("{selection}/messages")).says("Sent").does_not_say("Hold it back");
    }

    fn members_who_want_no_messages_of_candidates_get_none(on: Database) {
        let (branch, selection) = opened(on);
        let wishes = branch.as_("tom").visits("/me/contact").says("Messages of those who stand");
        assert!(wishes.html.contains("candidates"));
        let stood = r#"{"may":"meetings\ndues\nwelcomes\ncandidates\nnews"}"#;
        branch.as_("tom").posts("/me/contact", &[("may", "meetings"), ("may", "dues"), ("may", "welcomes"), ("may", "news"), ("_stood", stood)]).says("That is noted");

        previews(&branch, &selection, "ama", "Buses.").says("goes to 8 members").presses("Hand it in");

        morning_comes(&branch, "2026-10-02");
        assert_eq!(sent(&branch, &selection).len(), 8);
    }

    fn nobody_else_writes_and_nobody_after_the_close(on: Database) {
        let (branch, selection) = opened(on);
        let to = format!("{selection}/messages");
        branch.as_("tom").visits(&format!("{selection}/message")).answers(409).says("Only those who stand");
        branch.as_("tom").posts(&to, &[("words", "I too.")]).answers(409);
        branch.as_("nadia").posts(&to, &[("words", "I run it.")]).answers(409);
        branch.as_("ama").visits(&to).answers(403);

        branch.world.turn_clock_to("2026-10-25T08:00:00Z");
        branch.as_("ama").posts(&to, &[("words", "Last word.")]).answers(409).says("by then this ballot is closed");
    }

    fn a_ballot_that_closes_early_keeps_what_had_not_left(on: Database) {
        let (branch, selection) = opened(on);
        writes(&branch, &selection, "ama", "Buses.");
        let ballot = branch.as_("nadia").visits(&selection).follows("Go to the ballot").path();
        let closing = branch.as_("nadia").visits(&format!("{ballot}/closing")).types("Why before its time", "Everybody agreed.");
        closing.presses("Close and count").says("closed and counted");

        morning_comes(&branch, "2026-10-02");

        assert_eq!(sent(&branch, &selection).len(), 0);
        branch.as_("ama").visits(&format!("{selection}/message")).says("The ballot closed before it left");
    }

    fn messages_wait_until_it_is_known_who_stands(on: Database) {
        let branch = Branch::with_members(9, on);
        let form = branch.as_("nadia").visits("/selections/new").types("What the candidate will stand for", "Candidate for Eastfield");
        let form = form.types("How many are chosen", "1").types("The ballot opens on", "2026-11-20");
        let page = form.types("It closes on", "2026-12-01").types("at", "17:00").presses("Call the selection");
        let selection = page.types("Member", "Ama Story").presses("Put on the list").path();

        branch.as_("ama").posts(&format!("{selection}/messages"), &[("words", "Early.")]).answers(409).says("when it is known who stands");
    }

    fn the_record_keeps_a_fingerprint_of_the_words(on: Database) {
        let (branch, selection) = opened(on);
        writes(&branch, &selection, "ama", "Buses.");

        branch.verified();

        branch.as_("tom").visits("/record").says("Somebody who stands handed a message in").says("fingerprint").does_not_say("Buses");
    }
}
