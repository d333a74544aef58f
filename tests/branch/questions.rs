//! A question put to all members, for or against, with the majority that the rulebook names for its matter.

use crate::{
    stories,
    world::{Branch, Database},
};

/// The form of a question, filled in but for its matter.
fn asked(branch: &Branch) -> crate::world::Seen {
    let form = branch.as_("nadia").visits("/ballots").follows("Put a question").types("Title", "Affiliation");
    let form = form.types("Question", "Shall the branch affiliate to the trades council?");
    form.types("Closes on", "2026-10-25").types("at", "17:00")
}

/// The question opened, with these answers in its box, and closed.
fn answered(branch: &Branch, matter: &str, answers: &[(&str, &str)]) -> String {
    let ballot = asked(branch).sets("matter", matter).presses("See who has a vote").presses("Open the ballot").path();
    for (who, answer) in answers {
        let paper = branch.as_(who).visits(&format!("{ballot}/paper")).ticks(answer).presses("Check my paper");
        paper.presses("Put my paper in the box").says("in the box");
    }
    branch.world.turn_clock_to("2026-10-25T17:01:00Z");
    branch.world.wait_until("the ballot is counted", || {
        branch.as_("nadia").visits(&format!("{ballot}/result")).words().contains("arried: ")
    });
    ballot
}

const ANSWERS: &[(&str, &str)] = &[("tom", "For"), ("ama", "For"), ("petra", "For"), ("joe", "Against"), ("leila", "Abstain")];

stories! {
    fn a_question_is_answered_for_against_or_not_at_all(on: Database) {
        let branch = Branch::with_members(6, on);
        let form = asked(&branch).types("Question", "").presses("See who has a vote").answers(422);
        form.says("Write the question as it stands on the paper").types("Question", "Shall we?").presses("See who has a vote").says("would get a paper");

        let ballot = answered(&branch, "motion", ANSWERS);

        let result = branch.as_("joe").visits(&format!("{ballot}/result"));
        let result = result.says("Carried: 3 for, 1 against, 1 abstained.").says("Needed: 3").does_not_say("elected").does_not_say("1 place");
        let result = result.says("More than half of the votes for or against is needed, which is 3 of 4: carried.");
        let options = "--method yes-no --needs \"more-than-1/2 voting\"";
        assert!(result.words().contains(options), "{}", result.words());
        branch.as_("joe").visits(&format!("{ballot}/count-sheet")).says("carried").does_not_say("Places");
        branch.as_("joe").visits("/ballots").says("Carried: 3 for, 1 against, 1 abstained.");
    }

    fn its_paper_stands_in_the_order_of_the_question_and_takes_one_cross(on: Database) {
        let branch = Branch::with_members(6, on);
        let ballot = asked(&branch).presses("See who has a vote").presses("Open the ballot").path();

        let paper = branch.as_("tom").visits(&format!("{ballot}/paper")).does_not_say("drawn by lot");
        let words = paper.words();
        let place = |word: &str| words.find(word).unwrap_or_else(|| panic!("{word} in {words}"));
        assert!(place("For Against Abstain") > 0);
        paper.ticks("For").ticks("Against").presses("Check my paper").answers(422).says("There are 2 crosses, and at most 1 may stand.");
        branch.as_("tom").visits(&ballot).says("For or against").says("Places none").does_not_say("order drawn by lot");
    }

    fn a_notice_may_ask_for_more_than_the_rules_do_and_of_whom(on: Database) {
        let branch = Branch::with_members(6, on);
        asked(&branch).sets("matter", "challenge-chair").presses("See who has a vote").answers(422).says("Choose what majority it needs.");

        let ballot = answered(&branch, "more-than-1/2 entitled", ANSWERS);

        let result = branch.as_("joe").visits(&format!("{ballot}/result")).says("Not carried: 3 for, 1 against, 1 abstained.");
        result.says("More than half of those entitled to vote is needed, which is ").says(": not carried.").says("--needs \"more-than-1/2 entitled=");
    }
}
