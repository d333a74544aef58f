//! The officers' elections of an annual general meeting: called, names taken, lists closed.

use wardmote::members::Office;

use crate::{
    stories,
    world::{Branch, Database, Seen},
};

/// A branch in May 2027 whose annual general meeting is called for 17 June; nadia is secretary, leila runs the elections.
pub fn agm(on: Database) -> Branch {
    agm_of(Branch::with_members(12, on))
}

/// The same of a branch that was founded otherwise.
pub fn agm_of(branch: Branch) -> Branch {
    branch.give_office("leila", Office::ReturningOfficer);
    branch.world.turn_clock_to("2027-05-10T09:00:00Z");
    let form = branch.as_("nadia").visits("/meetings/new").sets("kind", "annual").types("Day", "2027-06-17");
    let form = form.types("Time", "19:00").types("Place", "Albion Hall");
    form.presses("Check the call").presses("Send the notice");
    branch
}

/// The elections as leila calls them, names being taken until 10 June.
pub fn called(branch: &Branch) -> Seen {
    let form = branch.as_("leila").visits("/officers/elections/new").follows("Annual general meeting");
    form.types("Names are taken until", "2027-06-10").presses("Call the elections")
}

/// Somebody fills in the form for naming.
pub fn naming(branch: &Branch, elections: &str, who: &str, office: &str) -> Seen {
    branch.as_(who).visits(&format!("{elections}/nomination")).ticks(office)
}

/// Somebody stands herself.
pub fn stands(branch: &Branch, elections: &str, who: &str, office: &str) -> Seen {
    naming(branch, elections, who, office).presses("Nominate")
}

stories! {
    fn how_many_delegates_are_sent_follows_from_the_members_and_leads_to_their_ballot(on: Database) {
        let branch = Branch::with_members(12, on);
        let nadia = branch.as_("nadia");
        let page = nadia.visits("/officers").follows("How many delegates we send").says("We send 1 delegate to conference.");
        page.says("1 seat for the first 749 members").says("By the members whom our register has for Wednesday 31 December 2025");

        let one = nadia.visits("/officers/delegates").says("Counted are paying members on 31 December of the year before");
        assert!(!one.words().contains("At least"), "half of a single place is nobody's");
        let page = nadia.visits("/officers/delegates?members=1751&women=120&under-27s=29");
        let page = page.says("We send 6 delegates to conference, and 1 more for women.").says("At least 3 of the 6 places are for women");
        nadia.visits("/officers/delegates?members=many").says("Write a number.").says("We send 1 delegate");
        let draft = page.follows("Draft the ballot for 6 places").says("A new ballot");
        for written in ["value=\"6\"", "Delegates to conference", "women, at least 3:"] {
            assert!(draft.html.contains(written), "{written} is not in the form");
        }
        let draft = draft.types("Choices", "Ama Story\nPetra Story\nZoe Story\nGwen Story\nJoe Story\nMarek Story\nIdris Story");
        let kept = "women, at least 3: Ama Story, Petra Story, Zoe Story, Gwen Story";
        let ballot = draft.types("Places kept for groups", kept).presses("See who has a vote").answers(200);
        let ballot = ballot.says("Single transferable vote, Scottish rules").says("women: at least 3");
        ballot.presses("Open the ballot").says("The ballot is open");
        let tom = branch.as_("tom").visits("/officers/delegates").says("We send 1 delegate to conference.");
        assert!(!tom.words().contains("Draft the ballot"), "whoever runs no ballots drafts none");
    }

    fn the_elections_of_an_annual_meeting_are_called_with_what_is_up_and_why(on: Database) {
        let branch = agm(on);

        let form = branch.as_("leila").visits("/officers/elections/new").follows("Annual general meeting");
        let form = form.says("1 place is vacant").says("Nadia Story holds it until a successor is elected");
        let page = form.types("Names are taken until", "2027-06-10").presses("Call the elections");

        page.says("Names are taken until Thursday 10 June 2027").says("Returning officer: Leila Story").says("Women's officer");
        branch.as_("tom").visits(&branch.meeting()).follows("Election of officers").says("Name somebody");
        branch.world.post.waits_for(24);
        let letters = branch.texts_kept_about("/officers/elections/");
        assert!(letters.iter().filter(|text| text.contains("auditor (2 places)")).count() == 12, "everybody is told");
        branch.as_("tom").visits("/officers").says("Annual general meeting").does_not_say("Call the elections");
    }

    fn whoever_names_herself_stands_and_whoever_is_named_is_asked(on: Database) {
        let branch = agm(on);
        let elections = called(&branch).path();

        stands(&branch, &elections, "nadia", "Secretary").says("You are on the list").says("Nadia Story");
        let form = naming(&branch, &elections, "tom", "Chair").types("Who", "Ama Story");
        form.presses("Nominate").says("is asked by mail").does_not_say("Ama Story");

        branch.as_("leila").visits(&elections).says("Ama Story has not answered yet");
        let answer = branch.as_("ama").visits(&elections).says("You are named for Chair").follows("Answer");
        let answer = answer.says("Tom Story named you").types("Your statement", "Nurse in Millbank");
        answer.presses("Stand").says("You stand").says("Nurse in Millbank");
        branch.as_("petra").visits(&elections).says("Ama Story");
        assert!(branch.texts_kept_about(&elections).iter().any(|text| text.contains("The answer is yes")));
    }

    fn whoever_declines_is_on_no_list_and_in_no_record(on: Database) {
        let branch = agm(on);
        let elections = called(&branch).path();
        naming(&branch, &elections, "tom", "Chair").types("Who", "Ama Story").presses("Nominate");

        let answer = branch.as_("ama").visits(&elections).follows("Answer").presses("Decline");

        answer.says("You do not stand").does_not_say("Your nomination");
        branch.as_("petra").visits(&elections).does_not_say("Ama Story");
        branch.as_("petra").visits("/record").does_not_say("Ama Story");
        naming(&branch, &elections, "petra", "Chair").types("Who", "Ama Story").presses("Nominate").answers(200);
    }

    fn two_who_share_an_office_stand_as_one_when_both_have_said_yes(on: Database) {
        let branch = agm(on);
        let elections = called(&branch).path();

        let form = naming(&branch, &elections, "joe", "Secretary").types("To share it with", "Petra Story");
        form.presses("Nominate").says("is asked by mail");
        branch.as_("tom").visits(&elections).does_not_say("Joe Story");
        branch.as_("petra").visits(&elections).follows("Answer").says("to share it with Joe Story").presses("Stand");

        branch.as_("tom").visits(&elections).says("Joe Story and Petra Story");
        let refused = naming(&branch, &elections, "tom", "Chair").types("To share it with", "Gwen Story").presses("Nominate");
        refused.answers(422).says("This office cannot be shared (Members' handbook (2026), officers)");
    }

    fn an_office_kept_for_women_is_for_whoever_says_it_of_herself(on: Database) {
        let branch = agm(on);
        let elections = called(&branch).path();

        let refused = stands(&branch, &elections, "petra", "Women's officer").answers(422);
        let refused = refused.says("This office is kept for women").says("only you can say that you belong");
        refused.ticks("Yes: count me among the women").presses("Nominate").says("You are on the list");

        naming(&branch, &elections, "tom", "Women's officer").types("Who", "Zoe Story").presses("Nominate").answers(200);
        let answer = branch.as_("zoe").visits(&elections).follows("Answer").presses("Stand").answers(422);
        answer.says("This office is kept for women").presses("Decline").says("You do not stand");
    }

    fn whoever_may_not_stand_is_told_so_with_the_clause(on: Database) {
        let branch = agm(on);
        let elections = called(&branch).path();

        let refused = stands(&branch, &elections, "tom", "Youth officer").answers(422);
        refused.says("Tom Story cannot stand for this office").says("Members' handbook (2026), officers");

        stands(&branch, &elections, "leila", "Chair").answers(422).says("Whoever runs the elections cannot stand in them");
        let twice = naming(&branch, &elections, "tom", "Chair").types("Who", "Ama Story").presses("Nominate").path();
        let refused = naming(&branch, &twice, "petra", "Chair").types("Who", "Ama Story").presses("Nominate").answers(422);
        refused.says("Ama Story is named for this office already");
        naming(&branch, &elections, "petra", "Chair").types("Who", "Zebedee").presses("Nominate").answers(422);
        branch.as_("petra").visits(&format!("{elections}/nomination")).presses("Nominate").answers(422).says("Choose the office");
    }

    fn nobody_is_named_after_the_close_and_nobody_answers_for_another(on: Database) {
        let branch = agm(on);
        let elections = called(&branch).path();
        naming(&branch, &elections, "tom", "Chair").types("Who", "Ama Story").presses("Nominate");
        let asked = branch.as_("ama").visits(&elections).follows("Answer").path();
        branch.as_("petra").visits(&asked).answers(409).says("You are not asked to stand here");
        branch.as_("petra").posts(&asked, &[("belongs", "not-said")]).answers(409);

        branch.world.turn_clock_to("2027-06-11T09:00:00Z");

        branch.as_("tom").visits(&elections).says("Nominations closed on Thursday 10 June 2027").does_not_say("Name somebody");
        let late = branch.as_("ama").posts(&asked, &[("belongs", "not-said")]).answers(409);
        late.says("Nominations closed on Thursday 10 June 2027");
        branch.as_("tom").visits(&format!("{elections}/nomination")).says("Nominations closed").does_not_say("For which office");
    }

    fn nominations_are_closed_in_the_meeting_where_they_are_taken_there(on: Database) {
        let branch = agm(on);
        let form = branch.as_("leila").visits("/officers/elections/new").follows("Annual general meeting");
        let elections = form.says("The rules name no day before the meeting").presses("Call the elections").path();
        branch.as_("leila").visits(&elections).does_not_say("Close nominations");

        branch.world.turn_clock_to("2027-06-17T18:30:00Z");
        stands(&branch, &elections, "tom", "Chair").says("You are on the list");
        branch.as_("leila").visits(&elections).presses("Close nominations").says("Nominations are closed").says("unopposed");

        let shut = branch.as_("tom").posts(&format!("{elections}/nomination"), &[("contest", "x")]);
        shut.answers(422).says("Choose the office");
        branch.as_("tom").visits(&elections).does_not_say("Name somebody");
    }

    fn elections_are_called_once_by_whoever_runs_ballots_within_the_days(on: Database) {
        let branch = agm(on);
        branch.as_("tom").visits("/officers/elections/new").answers(403);
        let form = branch.as_("leila").visits("/officers/elections/new").follows("Annual general meeting");

        let late = form.types("Names are taken until", "2027-06-18").presses("Call the elections").answers(422);
        late.says("until Thursday 17 June 2027 at the latest").types("Names are taken until", "soon").presses("Call the elections").answers(422);

        called(&branch);
        branch.as_("leila").visits("/officers/elections/new").says("No meeting is called that can elect");
    }

    fn the_order_in_which_offices_are_filled_is_changed_until_the_lists_are_on_the_paper(on: Database) {
        let branch = agm(on);
        let page = called(&branch);
        let elections = page.path();
        let order = |page: &Seen| {
            let words = page.words();
            let at = |office: &str| words.find(&format!("{office} 1 place")).unwrap_or_else(|| panic!("{office} is not in {words}"));
            at("Secretary") < at("Vice-chair")
        };
        assert!(order(&page), "{}", page.words());
        let moved = page.presses("Fill before: Secretary").says("Vice-chair is filled earlier now.");
        assert!(!order(&moved));
        let back = moved.presses("Undo").says("Vice-chair is filled later now.");
        assert!(order(&back));
        branch.as_("tom").visits(&elections).does_not_say("Fill before");
        branch.as_("tom").visits("/record").says("The order in which offices are filled was changed");
    }
}
