//! Whoever stands does not run the vote: every page and every deed of an officer, asked by an officer who stands.

use wardmote::members::Office;

use crate::{
    policy::officers_deeds,
    stories,
    world::{Branch, Browser, Database, Seen},
};

/// What an officer asks of a thing: the page, or the deed with an empty form.
fn asks(officer: &Browser, (method, path): &(&str, String)) -> Seen {
    if *method == "GET" { officer.visits(path) } else { officer.posts(path, &[]) }
}

/// Every deed of an officer with the thing at `page`, each with whether it was refused in these words.
fn let_in(officer: &Browser, page: &str, refusal: &str) -> Vec<String> {
    let asked = officers_deeds(page).into_iter().filter(|deed| {
        let seen = asks(officer, deed);
        seen.status != 409 || !seen.words().contains(refusal)
    });
    asked.map(|(method, path)| format!("{method} {path}")).collect()
}

stories! {
    fn an_officer_who_stands_does_nothing_to_the_ballot_and_sees_no_more_than_others(on: Database) {
        let branch = Branch::with_members(12, on);
        branch.give_office("ama", Office::ReturningOfficer);
        let ballot = branch.open_selection(["Ama Story", "Petra Story", "Joe Story", "Leila Story"]);

        assert!(officers_deeds(&ballot).len() > 25, "the table of who may has the deeds of a ballot");
        assert_eq!(let_in(&branch.as_("ama"), &ballot, "stands on this paper and is your own name"), Vec::<String>::new());

        let page = branch.as_("ama").visits(&ballot).says("Whoever stands does not run the ballot");
        page.does_not_say("Close it now").does_not_say("Remind those");
        branch.as_("nadia").visits(&ballot).says("Close it now");
        branch.verified();
    }

    fn an_officer_who_stands_in_a_selection_does_nothing_to_it(on: Database) {
        let branch = Branch::with_members(12, on);
        branch.give_office("ama", Office::ReturningOfficer);
        let ballot = branch.open_selection(["Ama Story", "Petra Story", "Joe Story", "Leila Story"]);
        let selection = branch.as_("tom").visits(&ballot).follows("What this ballot decides").path();

        assert!(officers_deeds(&selection).len() > 15, "the table of who may has the deeds of a selection");
        assert_eq!(let_in(&branch.as_("ama"), &selection, "You stand here yourself"), Vec::<String>::new());

        branch.as_("ama").visits(&selection).does_not_say("Applications:");
    }

    fn nobody_tells_or_watches_a_ballot_in_which_she_shares_a_place_or_stands_beside_a_namesake(on: Database) {
        let branch = Branch::with_members(12, on);
        let form = branch.as_("nadia").visits("/ballots/new").types("Title", "Secretary");
        let form = form.types("Choices", "Joe Story and Petra Story\nAma Story (N0003)\nZoe Story (N0099)\nBen Oakes");
        let ballot = form.presses("See who has a vote").presses("Open the ballot").path();
        let tells = |name: &str| {
            branch.as_("nadia").visits(&format!("{ballot}/printed")).types("Name a teller", name).presses("a teller")
        };
        let watches = |name: &str| {
            branch.as_("nadia").visits(&format!("{ballot}/scrutineers")).types("Member", name).presses("Name a scrutineer")
        };

        for name in ["Joe Story", "Petra Story", "Ama Story"] {
            tells(name).says(&format!("{name} stands in this ballot and cannot tell its papers"));
            watches(name).says(&format!("{name} stands in this ballot. A scrutineer watches those who stand."));
        }

        tells("Zoe Story").says("The teller is named.");
        watches("Zoe Story").says("The scrutineer is named");
    }
}
