//! A sealed roll and what is said against it: each looks at her own line, objects in words, and an officer decides with a reason.

use wardmote::members::Office;

use crate::{
    stories,
    world::{Branch, Database, Seen},
};

const CANDIDATES: [&str; 4] = ["Ama Story", "Petra Story", "Joe Story", "Leila Story"];

/// A branch with an open ballot in which gwen has no vote: her membership is suspended.
fn opened(on: Database) -> (Branch, String) {
    let branch = Branch::with_members(9, on);
    let suspends = branch.as_("nadia").visits(&format!("/members/{}", branch.person("gwen").member)).follows("Suspension");
    let suspends = suspends.types("From", "2026-09-20").types("Who decided it, and when", "executive, 19 September");
    suspends.presses("Record the suspension").says("Membership is suspended");
    let ballot = branch.open_selection(CANDIDATES);
    (branch, ballot)
}

fn objects(branch: &Branch, ballot: &str, says: &str) -> Seen {
    branch.as_("gwen").visits(&format!("{ballot}/line")).types("Why you should have a vote", says).presses("Object")
}

fn decides(branch: &Branch, ballot: &str, (ruling, because): (&str, &str)) -> Seen {
    let page = branch.as_("nadia").visits(&format!("{ballot}/objections"));
    page.sets("ruling", ruling).types("Why", because).presses("Decide the objection of Gwen Story")
}

/// The fingerprint of the roll, as the page of its ballot shows it to everybody.
fn fingerprint(branch: &Branch, ballot: &str) -> String {
    let page = branch.as_("tom").visits(ballot);
    let found = page.html.split("<code>").find_map(|rest| rest.split("</code>").next().filter(|code| code.len() == 64));
    found.expect("a fingerprint").to_owned()
}

stories! {
    fn each_member_looks_at_her_own_line_of_a_sealed_roll(on: Database) {
        let (branch, ballot) = opened(on);

        let tom = branch.as_("tom").visits(&ballot).follows("Your line on the roll").says("You are on the roll, with a vote");
        tom.says("Your number on it is").says("As sealed").says(&fingerprint(&branch, &ballot)).does_not_say("Object to the roll");

        let gwen = branch.as_("gwen").visits(&ballot).says("You have no vote in this ballot").follows("Check your line, or object");
        gwen.says("You are on the roll, without a vote").says("Membership is suspended").says("Object to the roll");
    }

    fn an_objection_that_is_granted_gives_a_vote_and_seals_the_roll_anew(on: Database) {
        let (branch, ballot) = opened(on);
        let before = fingerprint(&branch, &ballot);

        objects(&branch, &ballot, "The suspension\nwas lifted in March.").says("Your objection is made").says("was lifted in March");
        branch.as_("nadia").visits("/").says("n objection to a roll waits for your decision");
        branch.as_("nadia").visits(&ballot).says("1 to decide").follows("Objections to the roll").says("1 objection waits")
            .says("was lifted in March").says("The roll said: Membership is suspended").says("By the register as it stands now");
        decides(&branch, &ballot, ("granted", "The executive lifted it.")).says("the roll is sealed anew").says("Has a vote");

        let after = fingerprint(&branch, &ballot);
        assert_ne!(before, after, "the roll changed, and so does its fingerprint");
        branch.as_("tom").visits(&ballot).says("in the record since the last decision on an objection")
            .says("1 objection to the roll: 1 granted, 0 refused, 0 waiting").does_not_say("lifted");
        branch.as_("nadia").visits(&format!("{ballot}/roll")).says("As sealed").says("after the last decision on an objection");
        branch.as_("tom").visits("/record").says("A sealed roll was changed by a decision on an objection").does_not_say("lifted");
        let line = branch.as_("gwen").visits(&format!("{ballot}/line")).says("You are on the roll, with a vote");
        line.says("The executive lifted it.").does_not_say("Object to the roll");
        let paper = branch.as_("gwen").visits(&format!("{ballot}/paper")).types("Joe Story", "1");
        paper.presses("Check my paper").presses("Put my paper in the box").says("in the box");
        assert!(branch.at_the_console(&["check"]).1.contains("All is well."), "roll, ballot and record say the same");
    }

    fn whoever_gets_a_vote_by_a_decision_is_written_to_with_the_reason_and_with_a_paper(on: Database) {
        let (branch, ballot) = opened(on);
        branch.world.post.waits_for(8);
        objects(&branch, &ballot, "It was lifted.");

        decides(&branch, &ballot, ("granted", "The executive lifted it."));

        branch.world.post.waits_for(10);
        let sent = branch.world.post.messages().into_iter().filter(|message| message.to == "gwen@northmoor.example");
        let mut words: Vec<String> = sent.map(|message| message.words()).collect();
        words.sort_by_key(|words| words.contains("Your own paper is here"));
        assert!(words[0].contains("It was decided that you have a vote") && words[0].contains("The executive lifted it."), "{words:?}");
        assert!(words[1].contains("Your own paper is here") && words.len() == 2, "{words:?}");
    }

    fn an_objection_that_is_refused_leaves_the_roll_as_it_is_and_says_why(on: Database) {
        let (branch, ballot) = opened(on);
        let before = fingerprint(&branch, &ballot);
        objects(&branch, &ballot, "I was away.");

        decides(&branch, &ballot, ("refused", " ")).answers(422).says("Say why. The member reads it.");
        decides(&branch, &ballot, ("refused", "The suspension runs.")).says("The roll stays as it is");

        assert_eq!(before, fingerprint(&branch, &ballot));
        let line = branch.as_("gwen").visits(&format!("{ballot}/line")).says("without a vote").says("because: The suspension runs.");
        line.does_not_say("Object to the roll");
        branch.as_("gwen").posts(&format!("{ballot}/line/objection"), &[("says", "But I was.")])
            .answers(409).says("one objection is taken from each member");
        let gwen = branch.person("gwen").member;
        let again = [("ruling", "granted"), ("because", "On second thoughts.")];
        branch.as_("nadia").posts(&format!("{ballot}/objections/{gwen}/decision"), &again).answers(409).says("stays so");
    }

    fn whoever_joined_after_the_seal_is_not_on_the_roll_and_may_be_put_on_it(on: Database) {
        let (mut branch, ballot) = opened(on);
        branch.somebody_joins("Kofi", "2026-05-01");
        let line = branch.as_("kofi").visits(&ballot).follows("Your line on the roll").says("You are not on the roll");
        line.says("You were not in the register when the roll was sealed")
            .types("Why you should have a vote", "I joined in May.").presses("Object").says("Your objection is made");

        let page = branch.as_("nadia").visits(&format!("{ballot}/objections")).says("Not in the register when the roll was sealed.");
        page.sets("ruling", "granted").types("Why", "The form was lost.").presses("Decide the objection of Kofi Story");

        branch.as_("kofi").visits(&format!("{ballot}/line")).says("You are on the roll, with a vote").says("Your number on it is 10.");
        branch.as_("nadia").visits(&format!("{ballot}/roll")).says("Kofi Story").says("As sealed");
    }

    fn objections_are_taken_from_those_without_a_vote_while_papers_are_and_decided_by_another(on: Database) {
        let (branch, ballot) = opened(on);
        branch.as_("tom").posts(&format!("{ballot}/line/objection"), &[("says", "Me too.")]).answers(409).says("You have a vote");
        objects(&branch, &ballot, " ").answers(422).says("Say why you should have a vote.");
        objects(&branch, &ballot, "It was lifted.");
        branch.give_office("gwen", Office::ReturningOfficer);
        let gwen = branch.person("gwen").member;
        let decision = [("ruling", "granted"), ("because", "I say so.")];

        let own = branch.as_("gwen").visits(&format!("{ballot}/objections")).says("so another officer decides it");
        own.does_not_say("What is decided");
        branch.as_("gwen").posts(&format!("{ballot}/objections/{gwen}/decision"), &decision).answers(409).says("your own");
        branch.world.turn_clock_to("2026-10-25T17:00:00Z");
        branch.as_("nadia").posts(&format!("{ballot}/objections/{gwen}/decision"), &decision).answers(409).says("Voting is over");
        branch.as_("gwen").visits(&format!("{ballot}/line")).says("Voting ended before it was decided");
        let nobody = branch.person("tom").member;
        branch.as_("nadia").posts(&format!("{ballot}/objections/{nobody}/decision"), &decision).answers(404);
    }

    fn a_draft_is_not_sealed_and_its_roll_follows_the_register(on: Database) {
        let branch = Branch::with_members(9, on);
        let form = branch.as_("nadia").visits("/ballots/new").types("Title", "Delegates").types("Choices", "Ben Oakes\nZoe Smith");
        let ballot = form.presses("See who has a vote").path();

        let line = branch.as_("tom").visits(&format!("{ballot}/line")).says("As the register stands, you will have a vote");
        line.does_not_say("As sealed").does_not_say("Object to the roll");
        branch.as_("tom").posts(&format!("{ballot}/line/objection"), &[("says", "Why?")]).answers(409).says("The roll is not sealed yet");
    }
}
