//! A sitting representative asks to be the candidate again, and the wards and affiliates answer: she is reselected, or there
//! is a full selection in which she has her place. Units that cast no vote count nowhere.

use wardmote::{
    affiliates::{self, AffiliateKind},
    members::{self, Joining, Office},
};

use crate::{
    stories,
    world::{Branch, Database, Seen},
};

/// A branch with four wards and two affiliates, in which ama holds an office and asks.
fn asked(on: Database) -> (Branch, String) {
    let branch = Branch::with_members(5, on);
    for ward in ["Albion", "Eastfield", "Harbour"] {
        let joining = Joining {
            number: ward.to_owned(),
            first_name: "Somebody".to_owned(),
            last_name: ward.to_owned(),
            ward: Some(ward.to_owned()),
            class: "full".to_owned(),
            joined_on: "2020-01-01".parse().expect("a written day"),
            source: "story".to_owned(),
            ..Joining::default()
        };
        branch.act(|act| Ok(members::join(act, &joining)?));
    }
    let today = "2026-10-01".parse().expect("a written day");
    for name in ["Fabians", "Unite"] {
        branch.act(|act| Ok(affiliates::add(act, name, AffiliateKind::Other, today)?));
    }
    let form = branch.as_("ama").visits("/triggers").types("What you ask to stand for again", "Candidate for Northmoor");
    let trigger = form.types("Your statement", "Four years for the buses").presses("Ask").says("You have asked").path();
    (branch, trigger)
}

fn opened(on: Database) -> (Branch, String) {
    let (branch, trigger) = asked(on);
    let page = branch.as_("nadia").visits(&trigger).types("The last day on which bodies meet", "2026-10-15");
    page.presses("Open it").says("Enter what each body answers");
    branch.world.turn_clock_to("2026-10-10T09:00:00Z");
    (branch, trigger)
}

/// The form for the meeting of one body.
fn meeting_of(branch: &Branch, trigger: &str, body: &str) -> Seen {
    let links = branch.as_("nadia").visits(trigger).links();
    let forms = links.iter().filter(|href| href.contains("/answers/")).map(|href| branch.as_("nadia").visits(href));
    forms.into_iter().find(|form| form.words().contains(&format!("The meeting of {body}"))).expect("a form for this body")
}

fn met(form: Seen, present: &str, yes: &str, no: &str) -> Seen {
    let form = form.types("The meeting was on", "2026-10-08").types("Members present", present);
    form.types("Yes: keep as", yes).types("No: a full selection", no)
}

fn answers(branch: &Branch, trigger: &str, body: &str, yes: &str, no: &str) {
    met(meeting_of(branch, trigger, body), "20", yes, no).presses("Enter it").says("The answer is entered");
}

stories! {
    fn one_third_of_the_wards_that_voted_bring_about_a_full_selection_with_her_in_it(on: Database) {
        let (branch, trigger) = opened(on);
        answers(&branch, &trigger, "Albion", "2", "9");
        answers(&branch, &trigger, "Eastfield", "9", "2");
        answers(&branch, &trigger, "Harbour", "9", "2");
        answers(&branch, &trigger, "Unite", "9", "2");
        let page = branch.as_("tom").visits(&trigger).says("Shown when it is settled").does_not_say("the only candidate, at");
        drop(page);
        branch.world.turn_clock_to("2026-10-16T09:00:00Z");

        let page = branch.as_("nadia").visits(&trigger).presses("Settle it").says("A full selection was asked for");

        let page = page.says("Of 3 units, one third is 1; 1 asks for a full selection: reached.").says("Model rules, ch. 5 IV.5");
        let form = page.says("Of 1 affiliates, one third is 1; 0 ask for a full selection: not reached.").follows("Call the full selection");
        let form = form.types("The ballot opens on", "2026-12-11").types("It closes on", "2026-12-20").types("at", "17:00");
        let selection = form.presses("Call the selection").path();
        branch.as_("tom").visits(&trigger).says("No, a full selection, at the meeting of").follows("The full selection");
        branch.world.turn_clock_to("2026-12-05T09:00:00Z");
        let lists = branch.as_("nadia").visits(&format!("{selection}/lists")).says("Ama Story").says("holds the office");
        lists.says("the sitting representative has a place by right");
    }

    fn fewer_than_a_third_of_each_kind_reselect_her(on: Database) {
        let (branch, trigger) = opened(on);
        for (ward, yes, no) in [("Albion", "9", "2"), ("Eastfield", "9", "2"), ("Harbour", "9", "2"), ("Millbank", "9", "2")] {
            answers(&branch, &trigger, ward, yes, no);
        }
        answers(&branch, &trigger, "Fabians", "9", "2");
        let early = branch.as_("nadia").visits(&trigger).presses("Settle it").answers(409);
        early.says("Bodies meet until the end of Thursday 15 October 2026");
        answers(&branch, &trigger, "Unite", "9", "2");

        branch.as_("nadia").visits(&trigger).presses("Settle it").says("Ama Story is reselected");

        let page = branch.as_("tom").visits(&trigger).says("Of 4 units, one third is 2; 0 ask").says("Yes, the only candidate, at");
        page.says("9 said yes and 2 no").does_not_say("full selection is called");
        branch.as_("tom").visits("/triggers").says("Reselected, as the only candidate");
    }

    fn one_of_two_affiliates_is_enough_as_well(on: Database) {
        let (branch, trigger) = opened(on);
        for ward in ["Albion", "Eastfield", "Harbour", "Millbank"] {
            answers(&branch, &trigger, ward, "9", "2");
        }
        answers(&branch, &trigger, "Fabians", "1", "3");
        answers(&branch, &trigger, "Unite", "3", "1");

        let page = branch.as_("nadia").visits(&trigger).presses("Settle it").says("A full selection was asked for");

        page.says("Of 2 affiliates, one third is 1; 1 asks for a full selection: reached.").says("One of these is enough.");
    }

    fn what_cannot_be_is_refused_with_its_reason(on: Database) {
        let (branch, trigger) = opened(on);
        let form = || meeting_of(&branch, &trigger, "Albion");

        met(form(), "10", "9", "2").presses("Enter it").answers(422).says("11 votes are more than the 10 who were present");
        met(form(), "10", "0", "0").presses("Enter it").answers(422).says("this body casts no vote");
        let tied = met(form(), "10", "4", "4").presses("Enter it").answers(422).says("4 votes each. Say how the chair’s casting vote");
        let late = form();
        tied.sets("casting", "full").presses("Enter it").says("the chair’s casting vote decided");
        let twice = met(late, "10", "9", "1").presses("Enter it").answers(409);
        twice.says("Albion was entered already, with its meeting of Thursday 8 October 2026");
        let right = met(form(), "10", "9", "1").sets("casting", "").presses("Correct it");
        right.says("Until it was put right on Saturday 10 October 2026: No, a full selection");
        let harbour = meeting_of(&branch, &trigger, "Harbour").path();
        branch.world.turn_clock_to("2026-10-16T09:00:00Z");
        let typed = [("met_on", "2026-10-08"), ("present", "10"), ("votes_yes", "9"), ("votes_no", "1")];
        branch.as_("nadia").posts(&harbour, &typed).answers(409).says("It closed at the end of Thursday 15 October 2026");
    }

    fn nobody_runs_the_vote_about_herself_and_nobody_asks_twice(on: Database) {
        let (branch, trigger) = asked(on);
        branch.give_office("ama", Office::ReturningOfficer);
        branch.as_("ama").visits(&trigger).does_not_say("Open the vote");

        let own = branch.as_("ama").posts(&format!("{trigger}/opening"), &[("closes_on", "2026-10-15")]).answers(409);

        own.says("This is about you, so another officer runs it");
        let form = branch.as_("ama").visits("/triggers").types("What you ask to stand for again", "Candidate for Harbour");
        form.types("Your statement", "And this").presses("Ask").answers(409).says("You have asked already, for: Candidate for Northmoor");
    }

    fn she_takes_it_back_until_it_is_settled_and_may_ask_again(on: Database) {
        let (branch, trigger) = opened(on);
        answers(&branch, &trigger, "Albion", "4", "16");
        branch.as_("tom").visits(&trigger).does_not_say("Take it back");
        branch.as_("tom").posts(&format!("{trigger}/withdrawal"), &[]).answers(409).says("Only whoever asked takes it back.");

        branch.as_("ama").visits(&trigger).presses("Take it back").says("You may ask again.").says("Taken back before it was settled.");

        branch.as_("nadia").visits(&trigger).does_not_say("Settle it").does_not_say("Call the full selection");
        branch.as_("nadia").posts(&format!("{trigger}/settlement"), &[]).answers(409).says("It is settled.");
        let form = branch.as_("ama").visits("/triggers").types("What you ask to stand for again", "Candidate for Northmoor");
        form.types("Your statement", "For the trams").presses("Ask").says("You have asked");
    }
}
