//! What a rulebook says of ties and of re-opening nominations stands in the notice of every ballot that is drafted under it.

use crate::{
    officers::{agm_of, called, stands},
    stories,
    world::{Branch, Database, World},
};

/// A branch under the model rules of a party, with these words of the rulebook in the place of others.
fn branch_under(on: Database, changes: &[(&str, &str)]) -> Branch {
    let book = std::fs::read_to_string("config/rulebooks/party-branch.toml").expect("the built-in rules");
    let book = changes.iter().fold(book, |book, (from, to)| {
        assert!(book.contains(from), "the rules say {from}");
        book.replacen(from, to, 1)
    });
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("rulebooks")).expect("a folder");
    std::fs::write(folder.path().join("rulebooks/party-branch.toml"), book).expect("a file");
    Branch::in_world(World::replacing(on, "2026-10-01T11:00:00Z", folder.path()), 12)
}

const OFFICERS: &str = "[ballots.officers]\n";
const SELECTION: &str = "eligibility = \"selection\"\nmethod = \"av\"\ntie = \"lot\"";

stories! {
    fn the_rulebook_settles_ties_and_whether_nominations_may_be_reopened_in_a_selection(on: Database) {
        let branch = branch_under(on, &[(SELECTION, "eligibility = \"selection\"\nmethod = \"av\"\ntie = \"backwards\"\nron = true")]);
        branch.as_("tom").visits("/rulebook").says("a tie is decided at the most recent stage that tells, else by lot");
        branch.as_("tom").visits("/rulebook").says("members may vote to re-open nominations");

        let ballot = branch.open_selection(["Ama Story", "Petra Story", "Joe Story", "Leila Story"]);

        let page = branch.as_("tom").visits(&ballot).says("Re-open nominations");
        page.says("A tie is decided at the most recent stage at which the tied differed, else by lot.");
        branch.as_("tom").visits(&format!("{ballot}/paper")).says("Re-open nominations");
    }

    fn a_candidate_alone_is_put_to_the_members_where_they_may_reopen_nominations(on: Database) {
        for ron in [false, true] {
            let rule = if ron { format!("{SELECTION}\nron = true") } else { SELECTION.to_owned() };
            let branch = branch_under(on, &[(SELECTION, &rule)]);
            let form = branch.as_("nadia").visits("/selections/new").types("What the candidate will stand for", "Candidate for Millbank");
            let form = form.types("How many are chosen", "1").types("The ballot opens on", "2026-10-01").types("It closes on", "2026-10-25");
            let page = form.types("at", "17:00").sets("reason", "A by-election").presses("Call the selection");

            let page = page.types("Member", "Ama Story").presses("Put on the list").says("The candidate is on the list.");

            if ron {
                page.presses("Draft the ballot").says("The ballot is drafted").says("Re-open nominations");
            } else {
                let put = format!("{}/ballot", page.path());
                page.does_not_say("Draft the ballot");
                branch.as_("nadia").posts(&put, &[]).answers(409).says("A selection needs at least two candidates");
            }
        }
    }

    fn the_ballots_of_officers_follow_the_rulebook_and_so_does_the_form_of_any_other(on: Database) {
        let forwards = "[ballots.officers]\nron = true\n";
        let tie = ("tie = \"lot\"", "tie = \"forwards\"");
        let branch = agm_of(branch_under(on, &[(OFFICERS, forwards), tie]));
        let elections = called(&branch).path();
        for who in ["joe", "gwen"] {
            stands(&branch, &elections, who, "Treasurer").says("You are on the list");
        }
        branch.world.turn_clock_to("2027-06-17T18:30:00Z");

        branch.as_("leila").visits(&elections).follows("Put the lists to the vote").presses("Draft the ballots");

        let page = branch.as_("leila").visits("/ballots").follows("Treasurer").says("Re-open nominations");
        page.says("A tie is decided at the first stage at which the tied differed, else by lot.");
        let form = branch.as_("leila").visits("/ballots/new").html;
        assert!(form.contains("value=\"forwards\" selected"), "the form begins with what the rules say");
        assert!(form.contains("value=\"passes-on\" selected"), "the form begins with what the rules say");
    }
}
