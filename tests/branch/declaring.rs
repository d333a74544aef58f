//! The officers' elections from the closed lists to the terms: put to the vote, counted in their order, declared, taken back.

use crate::{
    officers::{agm, called, naming, stands},
    stories,
    world::{Branch, Database, Seen},
};

/// Elections in which these stand, each for an office; the meeting has begun. Gives back their page.
fn closed(branch: &Branch, candidates: &[(&str, &str)]) -> String {
    let elections = called(branch).path();
    for (who, office) in candidates {
        let form = naming(branch, &elections, who, office);
        let women = ["ama", "petra", "zoe"];
        let form =
            if women.contains(who) && *office != "Treasurer" { form.ticks("Yes: count me among the women") } else { form };
        form.presses("Nominate").says("You are on the list");
    }
    branch.world.turn_clock_to("2027-06-17T18:30:00Z");
    elections
}

/// The lists go to the vote in the room.
fn drafted(branch: &Branch, elections: &str) -> Seen {
    branch.as_("leila").visits(elections).follows("Put the lists to the vote").presses("Draft the ballots")
}

/// The ballot called so is opened, these vote for a name each, and voting is ended.
fn voted(branch: &Branch, title: &str, votes: &[(&str, &[&str])]) {
    let ballot = branch.as_("leila").visits("/ballots").follows(title).presses("Open the ballot").path();
    let words = branch.as_("leila").visits(&format!("{ballot}/screen")).says("is the code of this room").words();
    let before = words.split(" is the code of this room").next().unwrap_or_default();
    let code = before.split_whitespace().last().expect("a code stands on the screen").to_owned();
    for (who, names) in votes {
        let paper = branch.as_(who).visits(&format!("{ballot}/paper"));
        let ranks = (1..).zip(*names).map(|(rank, name): (u8, &&str)| (rank.to_string(), *name));
        let paper = ranks.fold(paper, |paper, (rank, name)| paper.types(name, &rank)).presses("Check my paper");
        paper.types("The code on the screen in the room", &code).presses("Put my paper in the box").says("in the box");
    }
    branch.as_("leila").visits(&ballot).follows("End the voting").presses("End the voting");
}

fn declares(branch: &Branch, elections: &str, office: &str) -> Seen {
    branch.as_("leila").visits(elections).presses(&format!("Declare {office}"))
}

const AMA: &[&str] = &["Ama Story", "Petra Story"];

stories! {
    fn the_officers_of_an_annual_meeting_are_elected_one_office_after_the_other_and_take_their_terms(on: Database) {
        let branch = agm(on);
        let elections = closed(&branch, &[("ama", "Chair"), ("joe", "Chair"), ("ama", "Secretary"), ("petra", "Secretary"), ("zoe", "Treasurer")]);

        drafted(&branch, &elections).says("2 ballots are drafted").says("The ballot is drafted and not open yet");
        voted(&branch, "Chair", &[("tom", &["Ama Story"]), ("gwen", &["Ama Story"]), ("marek", &["Joe Story"])]);
        voted(&branch, "Secretary", &[("tom", AMA), ("gwen", AMA), ("marek", &["Petra Story"])]);
        branch.as_("tom").visits(&elections).says("Ama Story is elected").does_not_say("Declare");

        declares(&branch, &elections, "Chair").says("Ama Story is declared elected").says("until Saturday 17 June 2028");
        branch.as_("tom").visits(&elections).says("Ama Story is elected to an earlier office and is not elected to this one too");
        declares(&branch, &elections, "Secretary").says("Petra Story is declared elected");
        declares(&branch, &elections, "Vice-chair").says("Nobody is elected, and the place is vacant");
        declares(&branch, &elections, "Treasurer").says("Zoe Story is declared elected");

        let officers = branch.as_("tom").visits("/officers").says("Petra Story").says("not begun");
        officers.says("Friday 18 June 2027 to Saturday 17 June 2028").says("Elected on Thursday 17 June 2027 for 12 months");
        branch.as_("petra").visits("/members").answers(403);
        branch.world.turn_clock_to("2027-06-18T09:00:00Z");
        branch.as_("petra").visits("/members").answers(200);
        branch.as_("nadia").visits("/members").answers(403);
        branch.verified();
    }

    fn a_declaration_is_taken_back_until_a_later_office_rests_on_it(on: Database) {
        let branch = agm(on);
        let elections = closed(&branch, &[("ama", "Chair"), ("petra", "Secretary")]);
        declares(&branch, &elections, "Chair");
        declares(&branch, &elections, "Secretary").says("Petra Story is declared elected").does_not_say("Take back: Chair");

        branch.as_("leila").visits(&elections).presses("Take back: Secretary").says("The declaration is taken back");

        branch.as_("tom").visits("/officers").says("Nadia Story").does_not_say("Petra Story");
        branch.world.turn_clock_to("2027-06-18T09:00:00Z");
        branch.as_("nadia").visits("/members").answers(200);
        branch.as_("petra").visits("/members").answers(403);
        declares(&branch, &elections, "Secretary").says("Petra Story is declared elected");
        branch.verified();
    }

    fn the_count_keeps_a_place_for_a_woman_where_the_later_offices_cannot_make_up_for_it(on: Database) {
        let branch = agm(on);
        let elections = closed(&branch, &[("ama", "Chair"), ("joe", "Chair"), ("petra", "Women's officer")]);

        let form = branch.as_("leila").visits(&elections).says("the quota cannot be met").follows("Put the lists to the vote");
        let form = form.says("3 of 6 places are for women; 2 declared themselves so").says("Reopen nominations for women only");
        form.presses("Draft the ballots").says("So this one must fill 1 (Members' handbook (2026), officers)");
        voted(&branch, "Chair", &[("tom", &["Joe Story"]), ("gwen", &["Joe Story"]), ("marek", &["Ama Story"])]);

        declares(&branch, &elections, "Chair").says("Ama Story is declared elected");

        let result = branch.as_("tom").visits("/ballots").follows("Chair");
        result.says("Joe Story (2) has more votes, but may not be elected by the terms (women: at least 1)");
    }

    fn ballots_can_be_voted_by_link_over_some_days_and_are_taken_back_while_they_are_drafts(on: Database) {
        let branch = agm(on);
        let elections = closed(&branch, &[("ama", "Chair"), ("joe", "Chair")]);
        let form = branch.as_("leila").visits(&elections).follows("Put the lists to the vote").ticks("By the personal link");

        let refused = form.presses("Draft the ballots").answers(422).says("closes after the day on which it opens");
        refused.types("Closes on", "2027-07-01").presses("Draft the ballots").says("1 ballot is drafted");

        branch.as_("ama").visits(&elections).does_not_say("Draft the ballots");
        branch.as_("leila").visits(&elections).presses("Take the drafts back").says("The drafts are thrown away");
        branch.as_("leila").visits(&elections).says("Put the lists to the vote");
        branch.as_("leila").visits("/ballots").does_not_say("Chair");
    }

    fn nothing_is_declared_before_its_time_out_of_its_turn_or_by_whoever_stands(on: Database) {
        let branch = agm(on);
        let elections = called(&branch).path();
        stands(&branch, &elections, "nadia", "Secretary");
        stands(&branch, &elections, "joe", "Chair");
        let early = branch.as_("leila").posts(&format!("{elections}/ballots"), &[("way", "room"), ("opens_on", "2027-06-17"), ("closes_on", "2027-06-17"), ("closes_at", "23:00")]);
        early.answers(409).says("The lists go to the vote when nominations are closed");

        branch.world.turn_clock_to("2027-06-12T09:00:00Z");
        branch.as_("leila").visits(&elections).does_not_say("Declare");
        branch.world.turn_clock_to("2027-06-17T18:30:00Z");
        let page = branch.as_("nadia").visits(&elections).presses("Declare Chair");
        page.answers(409).says("You stand in these elections, so you do not run them");

        declares(&branch, &elections, "Chair").says("Joe Story is declared elected");
        branch.as_("leila").visits(&elections).does_not_say("Put the lists to the vote");
    }
}
