//! Special meetings that members, or the bodies of the branch, ask for.

use wardmote::affiliates::{self, AffiliateKind};

use crate::{
    stories,
    world::{Branch, Database},
};

const PURPOSE: &str = "To decide whether the branch gives up Albion Hall.";

/// Somebody asks for a special meeting; gives back its page.
fn asked(branch: &Branch, by: &str) -> String {
    let form = branch.as_(by).visits("/requisitions").types("What should the meeting decide?", PURPOSE);
    form.presses_first(&["Ask for"]).path()
}

stories! {
    fn enough_members_have_a_meeting_called_for_what_they_signed(on: Database) {
        let branch = Branch::under("association", 12, on);
        let page = asked(&branch, "tom");
        branch.as_("ama").visits(&page).says("1 of 5 have signed").presses("I sign this").says("2 of 5 have signed");
        ["petra", "joe"].iter().for_each(|called| {
            branch.as_(called).visits(&page).presses("I sign this");
        });
        branch.as_("leila").visits(&page).presses("I sign this").says("It has to be called by Thursday 22 October 2026");

        let letters = branch.world.post.waits_for(1);
        assert!(letters[0].words().contains(PURPOSE) && letters[0].to == branch.person("nadia").address);
        let form = branch.as_("nadia").visits(&page).follows("Call the meeting").says("Call a meeting");
        let form = form.types("Day", "2026-10-29").types("Place", "Albion Hall").presses("Check the call").says(PURPOSE);
        let meeting = form.presses("Send the notice").path().replace("/service", "");

        branch.as_("tom").visits(&meeting).says("Special meeting").says(PURPOSE);
        branch.as_("tom").visits(&page).says("The meeting is called.").does_not_say("I sign this");
    }

    fn a_signature_is_taken_back_until_enough_have_signed(on: Database) {
        let branch = Branch::under("association", 12, on);
        let page = asked(&branch, "tom");
        branch.as_("ama").visits(&page).presses("I sign this").presses("Take my signature back").says("1 of 5 have signed");
        branch.as_("ama").visits(&page).says("1 signature was taken back").presses("I sign this");
        let late = branch.as_("ama").visits(&page);
        ["petra", "joe", "leila"].iter().for_each(|called| {
            branch.as_(called).visits(&page).presses("I sign this");
        });

        late.presses("Take my signature back").answers(409).says("no signature is taken back any more");
    }

    fn where_wards_and_affiliates_ask_an_officer_writes_down_what_they_resolved(on: Database) {
        let branch = Branch::with_members(12, on);
        branch.act(|act| {
            let since = "2026-01-01".parse().expect("a day");
            Ok(affiliates::add(act, "Transport Staff Union", AffiliateKind::UnionBranch, since)?)
        });
        let page = asked(&branch, "tom");
        branch.as_("tom").visits(&page).says("0 of 1 have signed").says("Bring it to yours").does_not_say("I sign this");

        let page = branch.as_("nadia").visits(&page).types("Which?", "Transport Staff Union").presses("Write it down");

        page.says("It has to be called by").says("Transport Staff Union").follows("Call the meeting").says("Call a meeting");
    }

    fn a_meeting_is_not_called_because_of_a_requisition_that_too_few_have_signed(on: Database) {
        let branch = Branch::under("association", 12, on);
        let id = asked(&branch, "tom").replace("/requisitions/", "");
        let form = branch.as_("nadia").visits(&format!("/meetings/new?requisition={id}"));
        let form = form.types("Day", "2026-10-29").types("Place", "Albion Hall").presses("Check the call");

        form.presses("Send the notice").answers(409).says("Not enough have signed yet");
        branch.as_("nadia").visits("/meetings").says("No meeting is called.");
    }
}
