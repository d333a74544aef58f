//! Those who watch an election: who may, what each confirms with her name, and what becomes of a doubt.

use crate::{
    stories,
    world::{Branch, Database, Seen},
};

const CANDIDATES: [&str; 4] = ["Ama Story", "Petra Story", "Joe Story", "Leila Story"];

/// A branch with an open ballot, and its page.
fn opened(on: Database) -> (Branch, String) {
    let branch = Branch::with_members(9, on);
    let ballot = branch.open_selection(CANDIDATES);
    (branch, ballot)
}

fn names(branch: &Branch, ballot: &str, member: &str) -> Seen {
    let page = branch.as_("nadia").visits(&format!("{ballot}/scrutineers"));
    page.types("Member", member).presses("Name a scrutineer")
}

/// One member votes, and nadia closes the ballot.
fn closes(branch: &Branch, ballot: &str) {
    let paper = branch.as_("tom").visits(&format!("{ballot}/paper")).types("Joe Story", "1");
    paper.presses("Check my paper").presses("Put my paper in the box").says("in the box");
    let closing = branch.as_("nadia").visits(&format!("{ballot}/closing")).types("Why before its time", "Everybody agreed.");
    closing.presses("Close and count").says("closed and counted");
}

stories! {
    fn everybody_sees_who_watches_a_ballot(on: Database) {
        let (branch, ballot) = opened(on);
        branch.as_("nadia").visits(&ballot).says("name two at least").follows("Scrutineers").says("2 more scrutineers are needed");

        names(&branch, &ballot, "Gwen Story").says("1 more scrutineer is needed");
        names(&branch, &ballot, "Marek Story").does_not_say("needed");

        branch.as_("tom").visits(&ballot).says("Gwen Story").says("Marek Story").does_not_say("You are a scrutineer");
        branch.as_("gwen").visits(&ballot).says("You are a scrutineer");
        let told = branch.texts_kept_about(&ballot).into_iter().filter(|text| text.contains("named a scrutineer"));
        assert_eq!(told.count(), 2, "each is written to");
    }

    fn whoever_stands_or_runs_ballots_watches_none(on: Database) {
        let (branch, ballot) = opened(on);

        names(&branch, &ballot, "Ama Story").answers(422).says("Ama Story stands in this ballot");
        names(&branch, &ballot, "Nadia Story").answers(422).says("Nadia Story runs ballots here");
        names(&branch, &ballot, "Zebedee").answers(422).says("Nobody in the register is found");
        names(&branch, &ballot, "").answers(422).says("Enter the name");

        names(&branch, &ballot, "Gwen Story");
        names(&branch, &ballot, "Gwen Story").answers(422).says("is a scrutineer of this ballot already");
    }

    fn a_scrutineer_confirms_point_by_point_and_the_count_sheet_names_her(on: Database) {
        let (branch, ballot) = opened(on);
        names(&branch, &ballot, "Gwen Story");
        names(&branch, &ballot, "Marek Story");
        let own = format!("{ballot}/scrutiny");

        let page = branch.as_("gwen").visits(&own).says("You confirmed 0 of 4").says("confirmed when the ballot is closed");
        page.presses("Confirm The roll").says("You confirmed the roll closed").says("You confirmed 1 of 4");
        closes(&branch, &ballot);
        branch.as_("gwen").visits(&own).presses("Confirm The papers").presses("Confirm The count").presses("Confirm The result");

        let sheet = branch.as_("tom").visits(&format!("{ballot}/count-sheet"));
        let all = "confirmed the roll closed, the papers reconciled, the count repeated and the result, last on Thursday 1 October";
        sheet.says("Gwen Story").says(all).says("Marek Story , scrutineer, has confirmed nothing on this site yet");
        branch.world.browser().visits(&format!("{ballot}/result")).says("Gwen Story").says(all);
        branch.as_("tom").visits("/record").says("A scrutineer confirmed what she had seen of a ballot");
    }

    fn what_one_will_not_confirm_is_read_by_the_officer_and_kept(on: Database) {
        let (branch, ballot) = opened(on);
        names(&branch, &ballot, "Gwen Story");
        closes(&branch, &ballot);
        let own = branch.as_("gwen").visits(&format!("{ballot}/scrutiny"));
        branch.as_("gwen").posts(&format!("{ballot}/scrutiny/papers/objection"), &[("objection", " ")])
            .answers(422).says("Say what you will not confirm");

        let sent = branch.as_("gwen").posts(&format!("{ballot}/scrutiny/papers/objection"), &[("objection", "One envelope was open.")]);
        sent.says("Your words are kept").says("One envelope was open.");

        let officer = branch.as_("nadia").visits(&format!("{ballot}/scrutineers"));
        officer.says("One envelope was open.").says("Not confirmed").does_not_say("Take off the list");
        let public = branch.as_("tom").visits(&format!("{ballot}/result")).says("would not confirm the papers reconciled");
        public.does_not_say("One envelope");
        branch.as_("tom").visits("/record").does_not_say("One envelope");

        own.presses("Confirm The papers").says("You confirmed the papers reconciled").says("One envelope was open.");
        branch.as_("nadia").visits(&format!("{ballot}/scrutineers")).says("Confirmed since").says("One envelope was open.");
        branch.as_("gwen").posts(&format!("{ballot}/scrutiny/papers/objection"), &[("objection", "Another.")])
            .answers(409).says("it stays so");
    }

    fn nobody_else_confirms_anything(on: Database) {
        let (branch, ballot) = opened(on);
        names(&branch, &ballot, "Gwen Story");

        branch.as_("tom").visits(&format!("{ballot}/scrutiny")).answers(409).says("You are not one of the scrutineers");
        branch.as_("tom").posts(&format!("{ballot}/scrutiny/roll/confirmation"), &[]).answers(409);
        branch.as_("gwen").posts(&format!("{ballot}/scrutiny/result/confirmation"), &[]).answers(409).says("when the ballot is closed");
        branch.as_("gwen").posts(&format!("{ballot}/scrutiny/weather/confirmation"), &[]).answers(404);
        branch.as_("tom").posts(&format!("{ballot}/scrutineers"), &[("member", "Tom Story")]).answers(403);
    }

    fn a_scrutineer_who_begins_to_run_ballots_confirms_nothing_more(on: Database) {
        let (branch, ballot) = opened(on);
        names(&branch, &ballot, "Gwen Story");

        branch.give_office("gwen", wardmote::members::Office::ReturningOfficer);

        branch.as_("gwen").posts(&format!("{ballot}/scrutiny/roll/confirmation"), &[]).answers(409).says("You run ballots now");
    }

    fn a_name_goes_again_until_its_bearer_has_spoken_and_nobody_is_named_after_the_close(on: Database) {
        let (branch, ballot) = opened(on);
        names(&branch, &ballot, "Gwen Story").presses("Take off the list").says("The name is off the list").says("Nobody watches");
        names(&branch, &ballot, "Marek Story");
        branch.as_("marek").visits(&format!("{ballot}/scrutiny")).presses("Confirm The roll");
        let marek = branch.person("marek").member;

        let struck = branch.as_("nadia").posts(&format!("{ballot}/scrutineers/{marek}/striking"), &[]);

        struck.answers(409).says("so her name stays");
        closes(&branch, &ballot);
        branch.as_("nadia").posts(&format!("{ballot}/scrutineers"), &[("member", "Gwen Story")]).answers(409).says("before that");
    }
}
