//! What may still happen to a paper once it is drafted, and what may be looked at once it is counted: a name taken back, the
//! marked register, a recount.

use crate::{
    stories,
    world::{Branch, Database, Seen},
};

const CANDIDATES: [&str; 4] = ["Ama Story", "Petra Story", "Joe Story", "Leila Story"];

fn prefers(branch: &Branch, ballot: &str, who: &str, ranks: &[(&str, &str)]) {
    let paper = branch.as_(who).visits(&format!("{ballot}/paper"));
    let paper = ranks.iter().fold(paper, |paper, (name, rank)| paper.types(name, rank));
    paper.presses("Check my paper").presses("Put my paper in the box").says("in the box");
}

fn closes(branch: &Branch, ballot: &str) -> Seen {
    let closing = branch.as_("nadia").visits(&format!("{ballot}/closing")).types("Why before its time", "Everybody agreed.");
    closing.presses("Close and count").says("closed and counted");
    branch.as_("tom").visits(&format!("{ballot}/result"))
}

fn withdrawal(branch: &Branch, ballot: &str, name: &str) -> String {
    let page = branch.as_("nadia").visits(ballot);
    let mut deed = page.html.split("action=\"").filter(|part| part.contains("/withdrawal\""));
    let whose = |part: &&str| part.split("</form>").next().is_some_and(|form| form.contains(name));
    let deed = deed.find(whose).unwrap_or_else(|| panic!("{name} could be taken off:\n{}", page.words()));
    deed.split('"').next().unwrap_or_default().to_owned()
}

stories! {
    fn a_name_taken_back_is_passed_over_and_papers_for_it_go_to_the_next(on: Database) {
        let branch = Branch::with_members(9, on);
        let ballot = branch.open_selection(CANDIDATES);
        prefers(&branch, &ballot, "tom", &[("Joe Story", "1"), ("Petra Story", "2")]);

        let taken = withdrawal(&branch, &ballot, "Joe Story");
        branch.as_("nadia").posts(&taken, &[]).says("passes the name over");
        branch.as_("gwen").visits(&ballot).says("Withdrew on ");
        branch.as_("gwen").visits(&format!("{ballot}/paper")).does_not_say("Joe Story");
        branch.as_("nadia").posts(&taken, &[]).answers(409).says("taken off the paper already");

        let result = closes(&branch, &ballot).says("Petra Story is elected.");
        result.does_not_say("Joe Story (1)");
        branch.as_("nadia").posts(&taken, &[]).answers(409).says("the paper stays as it was cast");
    }

    fn a_name_taken_off_by_mistake_stands_again(on: Database) {
        let branch = Branch::with_members(9, on);
        let ballot = branch.open_selection(CANDIDATES);

        let taken = withdrawal(&branch, &ballot, "Joe Story");
        branch.as_("nadia").posts(&taken, &[]).says("passes the name over");
        branch.as_("nadia").visits(&ballot).presses("Stands again").says("Joe Story stands again.");

        branch.as_("gwen").visits(&format!("{ballot}/paper")).says("Joe Story");
        branch.as_("nadia").posts(&format!("{taken}/undo"), &[]).answers(409).says("This name stands on the paper.");
    }

    fn somebody_is_left_to_vote_for(on: Database) {
        let branch = Branch::with_members(9, on);
        let ballot = branch.open_selection(CANDIDATES);
        for name in &CANDIDATES[..3] {
            branch.as_("nadia").posts(&withdrawal(&branch, &ballot, name), &[]).says("passes the name over");
        }
        let last = withdrawal(&branch, &ballot, CANDIDATES[3]);
        branch.as_("nadia").posts(&last, &[]).answers(409).says("Nobody would be left to vote for.");
    }

    fn where_fewer_of_a_group_stand_than_places_are_kept_all_of_them_are_elected(on: Database) {
        let branch = Branch::with_members(12, on);
        let form = branch.as_("nadia").visits("/ballots/new").types("Title", "Delegates").types("Choices", "Ben Oakes\nDan Price\nZoe Smith\nMay Hill");
        let form = form.types("Counted by", "stv-scottish").types("Places to fill", "2").types("Closes on", "2026-10-25").types("at", "17:00");
        let draft = form.types("Places kept for groups", "women, at least 2: Zoe Smith, May Hill").presses("See who has a vote");
        let ballot = draft.says("cannot be excluded").presses("Open the ballot").path();

        let short = branch.as_("nadia").posts(&withdrawal(&branch, &ballot, "Zoe Smith"), &[]);
        short.says("women: at least 2 were to be elected, and 1 stands now.");
        branch.as_("gwen").visits(&ballot).says("women: at least 1, of ").says("and 1 stands now");
        for who in ["tom", "ruth", "ama", "kofi"] {
            prefers(&branch, &ballot, who, &[("Ben Oakes", "1"), ("Dan Price", "2")]);
        }
        let result = closes(&branch, &ballot).says("Ben Oakes and May Hill are elected.");
        result.says("--group \"women>=1:").does_not_say("at least 2");
    }

    fn a_name_without_which_the_terms_could_not_be_met_stays_on_the_paper(on: Database) {
        let branch = Branch::with_members(12, on);
        let form = branch.as_("nadia").visits("/ballots/new").types("Title", "Delegates").types("Choices", "Ben Oakes\nDan Price\nZoe Smith");
        let form = form.types("Counted by", "stv-scottish").types("Places to fill", "2").types("Closes on", "2026-10-25").types("at", "17:00");
        let draft = form.types("Places kept for groups", "men, at most 1: Ben Oakes, Dan Price").presses("See who has a vote");
        let ballot = draft.presses("Open the ballot").path();
        let last = branch.as_("nadia").posts(&withdrawal(&branch, &ballot, "Zoe Smith"), &[]).answers(409);
        last.says("could not be filled as the notice says").says("at most 1 may be elected");
    }

    fn where_fewer_stand_than_there_are_places_the_rest_stay_empty_and_it_is_said(on: Database) {
        let branch = Branch::with_members(12, on);
        let form = branch.as_("nadia").visits("/ballots/new").types("Title", "Delegates").types("Choices", "Ben Oakes\nDan Price");
        let form = form.types("Counted by", "stv-scottish").types("Places to fill", "3").types("Closes on", "2026-10-25").types("at", "17:00");
        let draft = form.presses("See who has a vote").says("2 names stand for 3 places: the rest stay empty.");
        let ballot = draft.presses("Open the ballot").path();
        prefers(&branch, &ballot, "tom", &[("Ben Oakes", "1"), ("Dan Price", "2")]);
        closes(&branch, &ballot).says("Ben Oakes and Dan Price are elected. One place stays empty: nobody was left for it.");
    }

    fn without_a_single_paper_nobody_is_elected_and_it_is_said(on: Database) {
        let branch = Branch::with_members(9, on);
        let ballot = branch.open_selection(CANDIDATES);
        closes(&branch, &ballot).says("Nobody is elected: there was no valid paper.");
    }

    fn who_has_voted_is_for_the_table_until_the_close_and_for_every_member_after_it(on: Database) {
        let branch = Branch::with_members(9, on);
        let ballot = branch.open_selection(CANDIDATES);
        let register = format!("{ballot}/marked-register");
        prefers(&branch, &ballot, "tom", &[("Joe Story", "1")]);

        branch.as_("gwen").visits(&register).answers(409).says("only those who run, tell or watch it");
        branch.as_("nadia").visits(&ballot).follows("Who has voted").says("1 of ").says("Tom Story voted").says("Keep it to yourself");
        let page = branch.as_("nadia").visits(&format!("{ballot}/scrutineers"));
        page.types("Member", "Gwen Story").presses("Name a scrutineer");
        branch.as_("gwen").visits(&register).says("Tom Story voted").does_not_say("Joe Story voted");

        closes(&branch, &ballot);
        branch.as_("marek").visits(&ballot).follows("Who has voted").says("Tom Story voted").says("Is your own line wrong?");
    }

    fn a_recount_is_made_on_the_record_and_says_whether_it_agrees(on: Database) {
        let branch = Branch::with_members(9, on);
        let ballot = branch.open_selection(CANDIDATES);
        let recount = format!("{ballot}/recount");
        branch.as_("nadia").posts(&recount, &[]).answers(409).says("Nothing is declared yet");
        prefers(&branch, &ballot, "tom", &[("Joe Story", "1")]);
        closes(&branch, &ballot).does_not_say("Count again");

        let result = branch.as_("nadia").visits(&format!("{ballot}/result")).presses("Count again, on the record");
        result.says("every figure of every stage came out as declared");

        branch.as_("marek").visits(&format!("{ballot}/result")).says("Counted again on ").says("every figure came out as declared");
    }

    fn the_paper_names_who_runs_the_machine(on: Database) {
        let branch = Branch::with_members(9, on);
        let ballot = branch.open_selection(CANDIDATES);
        branch.as_("tom").visits(&format!("{ballot}/paper")).says("the test machine’s keeper is trusted not to look");
    }
}
