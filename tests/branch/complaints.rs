//! A complaint about a selection: made, answered, appealed against, and what it keeps from being destroyed.

use wardmote::{ballots, members::Office};

use crate::{
    stories,
    world::{Branch, Database, Seen},
};

/// A selection whose ballot is open until 25 October: complaints end on 10 November. Gives back its page and the ballot's.
fn opened(on: Database) -> (Branch, String, String) {
    let branch = Branch::with_members(9, on);
    let ballot = branch.open_selection(["Ama Story", "Petra Story", "Joe Story", "Leila Story"]);
    let selection = branch.as_("nadia").visits(&ballot).follows("What this ballot decides").path();
    (branch, selection, ballot)
}

fn complains(branch: &Branch, selection: &str, called: &str) -> Seen {
    let page = branch.as_(called).visits(selection).follows("Complain");
    page.types("What happened", "The hustings were moved on the day.").presses("Hand it in the complaint")
}

fn answers(branch: &Branch, selection: &str, called: &str) -> Seen {
    let page = branch.as_(called).visits(&format!("{selection}/complaints"));
    page.types("Your answer", "The hall was flooded; everybody was told at noon.").presses("Answer Tom Story")
}

fn appeals(branch: &Branch, selection: &str) -> Seen {
    let page = branch.as_("tom").visits(&format!("{selection}/complaint"));
    page.types("What is wrong with the answer", "I was not told.").presses("Appeal")
}

/// The only complaint, as its address names it.
fn place_of(branch: &Branch, selection: &str) -> String {
    let page = branch.as_("nadia").visits(&format!("{selection}/complaints"));
    let action = page.html.split("action=\"").find_map(|rest| rest.split('"').next().filter(|to| to.ends_with("/answer")));
    action.expect("a complaint waits").trim_end_matches("/answer").to_owned()
}

stories! {
    fn a_complaint_is_read_and_answered_and_only_its_maker_sees_the_answer(on: Database) {
        let (branch, selection, ballot) = opened(on);
        branch.as_("tom").visits(&selection).says("can say so until Tuesday 10 November");

        complains(&branch, &selection, "tom").says("Your complaint is handed in").says("Waits");
        branch.as_("nadia").visits(&selection).follows("Complaints: 1, waiting: 1").says("Complaint of Tom Story");
        answers(&branch, &selection, "nadia").says("The answer is given").says("Every complaint is settled");

        let own = branch.as_("tom").visits(&selection).follows("Your complaints");
        own.says("The hall was flooded").says("You can appeal once, until Thursday 8 October");
        branch.as_("gwen").visits(&format!("{selection}/complaint")).does_not_say("flooded");
        branch.as_("gwen").visits(&format!("{selection}/complaints")).answers(403);
        branch.as_("tom").visits("/record").says("A complaint about a selection was made").does_not_say("hustings were moved");
        branch.as_("tom").visits(&ballot).does_not_say("hustings were moved");
        let mail = branch.texts_kept_about(&selection).join("\n");
        assert!(mail.contains("there is an answer") && !mail.contains("flooded"), "the words stay on the site:\n{mail}");
    }

    fn whoever_answered_does_not_decide_the_appeal(on: Database) {
        let (branch, selection, _) = opened(on);
        branch.give_office("gwen", Office::ReturningOfficer);
        complains(&branch, &selection, "tom");
        let place = place_of(&branch, &selection);
        branch.as_("nadia").posts(&format!("{place}/decision"), &[("decision", "No.")]).answers(409).says("There is no appeal");
        answers(&branch, &selection, "nadia");

        appeals(&branch, &selection).says("Your appeal is handed in");

        branch.as_("nadia").visits(&format!("{selection}/complaints")).says("somebody else decides the appeal");
        branch.as_("nadia").posts(&format!("{place}/decision"), &[("decision", "No.")]).answers(409);
        let page = branch.as_("gwen").visits(&format!("{selection}/complaints"));
        page.types("Your decision", "The vote stands; next time we write.").presses("Decide the appeal").says("The appeal is decided");
        branch.as_("tom").visits(&format!("{selection}/complaint")).says("The vote stands").does_not_say("You can appeal");
        branch.as_("tom").posts(&format!("{place}/appeal"), &[("appeal", "Again.")]).answers(409).says("There is one appeal");
    }

    fn a_complaint_comes_in_time_in_words_and_from_somebody_with_a_vote(on: Database) {
        let (branch, selection, _) = opened(on);
        let to = format!("{selection}/complaints");

        branch.as_("tom").posts(&to, &[("words", "  ")]).answers(422).says("Say what was wrong");
        branch.as_("tom").posts(&to, &[("words", &"wrong ".repeat(1_001))]).answers(422).says("1001 words, and 1000 are read");
        complains(&branch, &selection, "tom");
        branch.as_("tom").posts(&to, &[("words", "And another thing.")]).answers(409).says("waits for its answer");

        branch.world.turn_clock_to("2026-11-10T20:00:00Z");
        complains(&branch, &selection, "marek").says("Your complaint is handed in");
        branch.world.turn_clock_to("2026-11-11T08:00:00Z");
        branch.as_("gwen").visits(&selection).says("Complaints were taken until Tuesday 10 November");
        branch.as_("gwen").posts(&to, &[("words", "Too late.")]).answers(409).says("until the end of Tuesday 10 November");
    }

    fn an_officer_does_not_answer_herself_nor_while_she_stands(on: Database) {
        let (branch, selection, _) = opened(on);
        branch.give_office("ama", Office::ReturningOfficer);
        complains(&branch, &selection, "nadia");
        let place = place_of_own(&branch, &selection);

        branch.as_("nadia").posts(&format!("{place}/answer"), &[("answer", "I am right.")]).answers(409).says("is your own");
        branch.as_("ama").posts(&format!("{place}/answer"), &[("answer", "No.")]).answers(409).says("You stand here yourself");
        branch.give_office("gwen", Office::ReturningOfficer);
        branch.as_("gwen").posts(&format!("{place}/answer"), &[("answer", " ")]).answers(422).says("Say what was wrong");
        branch.as_("gwen").posts(&format!("{place}/answer"), &[("answer", "It was so.")]).says("The answer is given");
        branch.as_("gwen").posts(&format!("{place}/answer"), &[("answer", "Or so.")]).answers(409).says("is answered");
    }

    fn an_appeal_comes_within_its_days_and_from_nobody_else(on: Database) {
        let (branch, selection, _) = opened(on);
        complains(&branch, &selection, "tom");
        let place = place_of(&branch, &selection);
        branch.as_("tom").posts(&format!("{place}/appeal"), &[("appeal", "Too slow.")]).answers(409).says("not answered yet");
        answers(&branch, &selection, "nadia");

        branch.as_("gwen").posts(&format!("{place}/appeal"), &[("appeal", "I too.")]).answers(404);
        branch.as_("tom").posts(&format!("{place}/appeal"), &[("appeal", "")]).answers(422);
        branch.world.turn_clock_to("2026-10-09T08:00:00Z");

        branch.as_("tom").posts(&format!("{place}/appeal"), &[("appeal", "Late.")]).answers(409).says("the end of Thursday 8 October");
    }

    fn papers_are_kept_while_a_complaint_is_open_and_go_when_it_is_settled(on: Database) {
        let (branch, selection, ballot) = opened(on);
        let closing = branch.as_("nadia").visits(&format!("{ballot}/closing")).types("Why before its time", "Everybody agreed.");
        closing.presses("Close and count").says("closed and counted");
        branch.as_("tom").visits(&format!("{ballot}/result")).follows("Where to complain");
        complains(&branch, &selection, "tom");
        let result = branch.as_("gwen").visits(&format!("{ballot}/result"));
        result.says("A complaint of Thursday 1 October 2026 is not answered yet. Papers and roll stay until it is settled.");
        branch.as_("nadia").visits(&format!("{ballot}/hold")).says("is not answered yet");
        branch.as_("nadia").posts(&format!("{ballot}/hold/end"), &[]).answers(409).says("stay until it is settled");

        let gone = branch.world.comes_up_at("2028-10-01T11:00:00Z", ballots::jobs::let_go);
        assert_eq!(gone, 0, "an open complaint keeps them");

        answers(&branch, &selection, "nadia");
        branch.as_("gwen").visits(&format!("{ballot}/result")).says("an appeal is possible").says("until Sunday 8 October 2028");
        assert_eq!(branch.world.comes_up_at("2028-10-08T11:00:00Z", ballots::jobs::let_go), 0);
        assert_eq!(branch.world.comes_up_at("2028-10-09T11:00:00Z", ballots::jobs::let_go), 2, "papers and marks");
    }
}

/// The same where nobody may answer it yet.
fn place_of_own(branch: &Branch, selection: &str) -> String {
    use diesel::prelude::*;
    use wardmote::{db::schema::selection_complaints, web::Problem};
    let id = branch.world.scribe.read::<wardmote::db::RowId, Problem>(|conn| {
        Ok(selection_complaints::table.select(selection_complaints::id).first(conn)?)
    });
    format!("{selection}/complaints/{}", id.expect("a complaint was made"))
}
