//! From those who applied to those who stand: the longlist, the shortlist, places by right, places kept, and the reason that
//! each reads who is left out. Applications close here on 29 October, nominations on 12 November.

use wardmote::members::Office;

use crate::{
    stories,
    world::{Branch, Database, Seen},
};

/// Ama, Joe, Petra and Leila have applied, the first and the third counting themselves among the women; it is the day after
/// the close of nominations, and Millbank, where all seven members live, nominated Joe.
fn nominated(on: Database) -> (Branch, String) {
    let (branch, selection) = applied(on, &[("ama", true), ("joe", false), ("petra", true), ("leila", false)]);
    branch.world.turn_clock_to("2026-11-04T09:00:00Z");
    let officer = branch.as_("nadia");
    let form = officer.visits(&format!("{selection}/nominations")).follows("Enter");
    let form = form.types("The meeting was on", "2026-11-03").types("Members present", "5").types("Joe Story", "5");
    form.presses("Enter it").says("The meeting is entered");
    branch.world.turn_clock_to("2026-11-13T09:00:00Z");
    (branch, selection)
}

fn applied(on: Database, who: &[(&str, bool)]) -> (Branch, String) {
    applied_for(on, "1", who)
}

/// Everybody says to belong to the women, or not to.
fn applied_for(on: Database, places: &str, who: &[(&str, bool)]) -> (Branch, String) {
    let branch = Branch::with_members(7, on);
    let form =
        branch.as_("nadia").visits("/selections/new").types("What the candidate will stand for", "Candidate for Northmoor");
    let form = form
        .types("The ballot opens on", "2026-11-20")
        .types("It closes on", "2026-12-01")
        .types("at", "17:00")
        .types("How many are chosen", places);
    let selection = form.presses("Call the selection").path();
    for (called, belongs) in who {
        let form = branch.as_(called).visits(&format!("{selection}/application")).types("Your statement", "I will listen");
        let form = if *belongs { form.ticks("Yes: count me among the women") } else { form.ticks("No") };
        form.presses("Hand it in").says("Your application is in");
    }
    (branch, selection)
}

/// The page of the lists, with these on both of them and a reason for each of the others.
fn ticked(branch: &Branch, selection: &str, on: &[&str], out: &[(&str, &str)]) -> Seen {
    let mut page = branch.as_("nadia").visits(&format!("{selection}/lists"));
    for name in on {
        page = page.ticks(&format!("{name}: on the longlist")).ticks(&format!("{name}: on the shortlist"));
    }
    for (name, reason) in out {
        page = page.types(&format!("Why {name} is left out"), reason);
    }
    page.presses("Keep the ticks")
}

/// Settles what is ticked.
fn settled(page: Seen, list: &str) -> Seen {
    page.types(&format!("Who decided on the {list}"), "Executive, 13 November").presses(&format!("Settle the {list}"))
}

stories! {
    fn the_lists_are_settled_one_after_the_other_and_the_names_stand(on: Database) {
        let (branch, selection) = nominated(on);
        let kept = ticked(&branch, &selection, &["Ama Story", "Joe Story", "Petra Story"], &[("Leila Story", "Too few nominations")]);
        let page = settled(kept.says("The ticks are kept"), "longlist").says("The longlist is settled");

        let page = settled(page, "shortlist").says("The shortlist is settled, and its names stand for election");

        page.does_not_say("Settle the");
        let seen = branch.as_("tom").visits(&selection).says("Ama Story").says("Joe Story").says("Petra Story");
        seen.does_not_say("Leila Story").says("Decided by: Executive, 13 November").does_not_say("Too few nominations");
        branch.as_("leila").visits(&format!("{selection}/application")).says("You are not on the longlist. The reason: Too few");
        branch.as_("ama").visits(&format!("{selection}/application")).says("You are on the shortlist").does_not_say("Too few");
        branch.as_("tom").visits("/record").says("The shortlist of a selection was settled").does_not_say("Leila Story");
        branch.as_("tom").visits(&format!("{selection}/lists")).answers(403);
        branch.as_("nadia").visits(&selection).presses("Draft the ballot").says("The ballot is drafted");
    }

    fn whoever_more_than_half_of_the_members_nominated_cannot_be_left_off(on: Database) {
        let (branch, selection) = nominated(on);
        let page = branch.as_("nadia").visits(&format!("{selection}/lists")).says("by right");
        let page = page.says("Millbank (7) nominated, with 7 of 7 members; more than half is 4: a place by right.");
        drop(page);

        let mut page = branch.as_("nadia").visits(&format!("{selection}/lists"));
        for field in ["Ama Story: on the longlist", "Petra Story: on the longlist"] {
            page = page.ticks(field);
        }
        let (joe, page) = (branch.person("joe").member, page.types("Why Joe Story is left out", "We like others better"));
        let page = page.sets(&format!("longlist-{joe}"), "no").types("Why Leila Story is left out", "Too few").presses("Keep the ticks");
        let refused = settled(page, "longlist").answers(422);

        refused.says("Joe Story has a place by right and cannot be left off the longlist (Members' proposal on shortlists");
    }

    fn nobody_is_left_out_without_a_reason(on: Database) {
        let (branch, selection) = nominated(on);

        let page = ticked(&branch, &selection, &["Ama Story", "Joe Story", "Petra Story"], &[]);
        let refused = settled(page, "longlist").answers(422).says("Write why Leila Story is left out");

        refused.says("Only Leila Story reads it, on the page of the application");
    }

    fn a_quota_that_another_choice_would_meet_is_told_before_and_refused(on: Database) {
        let (branch, selection) = nominated(on);
        let all = ["Ama Story", "Joe Story", "Petra Story", "Leila Story"];
        settled(ticked(&branch, &selection, &all, &[]), "longlist").says("The longlist is settled");
        let mut page = branch.as_("nadia").visits(&format!("{selection}/lists"));
        for name in ["Ama Story", "Petra Story"] {
            page = page.sets(&format!("shortlist-{}", branch.person(&name[..name.len() - 6].to_lowercase()).member), "no");
            page = page.types(&format!("Why {name} is left out"), "Not now");
        }

        let page = page.presses("Keep the ticks").says("not met").says("2 of at least 3 names are on the list");
        let page = page.says("1 of 2 places are for women; 0 declared themselves so");
        let refused = settled(page, "shortlist").answers(422);

        refused.says("2 of at least 3 names are on the list; 4 who applied may stand.");
    }

    fn a_quota_that_those_who_applied_cannot_meet_says_to_reopen_and_is_overcome_by_a_reason_alone(on: Database) {
        let (branch, selection) = applied(on, &[("ama", true), ("joe", false), ("leila", false)]);
        branch.world.turn_clock_to("2026-11-13T09:00:00Z");
        let all = ["Ama Story", "Joe Story", "Leila Story"];
        let page = settled(ticked(&branch, &selection, &all, &[]), "longlist");

        let refused = settled(page.says("cannot be met"), "shortlist").answers(422);
        let refused = refused.says("Reopen nominations for women only").says("write why the list is settled all the same");

        let refused = refused.types("Why it is settled all the same", "Reopened until yesterday, and nobody came");
        settled(refused, "shortlist").says("The shortlist is settled");
        branch.as_("tom").visits(&selection).says("because: Reopened until yesterday, and nobody came");
    }

    fn a_settled_list_is_undone_until_the_ballot_is_drafted(on: Database) {
        let (branch, selection) = nominated(on);
        let names = ["Ama Story", "Joe Story", "Petra Story"];
        let page = settled(ticked(&branch, &selection, &names, &[("Leila Story", "Too few")]), "longlist");
        settled(page, "shortlist");
        let early = branch.as_("nadia").posts(&format!("{selection}/longlist/undoing"), &[]).answers(409);
        early.says("The shortlist was chosen from the longlist. Undo the shortlist first.");

        branch.as_("nadia").visits(&format!("{selection}/lists")).presses("Undo").says("The list is open again");

        branch.as_("tom").visits(&selection).does_not_say("Ama Story").does_not_say("The shortlist was settled");
        settled(branch.as_("nadia").visits(&format!("{selection}/lists")), "shortlist");
        branch.as_("nadia").visits(&selection).presses("Draft the ballot");
        let late = branch.as_("nadia").posts(&format!("{selection}/shortlist/undoing"), &[]).answers(409);
        late.says("The names are on the ballot paper and stay as they are");
    }

    fn whoever_holds_the_office_has_a_place_when_it_is_confirmed(on: Database) {
        let (branch, selection) = applied(on, &[("ama", true), ("joe", false)]);
        branch.as_("ama").visits(&format!("{selection}/application")).ticks("I hold this office now").presses("Change it");
        branch.world.turn_clock_to("2026-11-13T09:00:00Z");

        let page = branch.as_("nadia").visits(&format!("{selection}/lists"));
        let page = page.says("Ama Story claims to hold the office Nominated by").does_not_say("A place by right");
        let page = page.presses("Ama Story holds the office").says("Ama Story by right holds the office");
        let page = page.says("A place by right").says("the sitting representative has a place by right");

        page.presses("Ama Story does not hold the office").does_not_say("claims to hold the office");
    }

    fn no_list_is_chosen_while_nominations_are_open_and_no_ballot_leaves_somebody_out_unsaid(on: Database) {
        let (branch, selection) = applied(on, &[("ama", true), ("joe", false), ("petra", true)]);
        branch.world.turn_clock_to("2026-11-12T09:00:00Z");
        branch.as_("nadia").visits(&format!("{selection}/lists")).says("They are open until the end of Thursday 12 November");
        let early = branch.as_("nadia").posts(&format!("{selection}/lists"), &[]).answers(409);
        early.says("Lists are chosen when nominations are closed");
        let applications = branch.as_("nadia").visits(&format!("{selection}/applications"));
        applications.presses("Put on the list").presses("Put on the list");

        let refused = branch.as_("nadia").visits(&selection).presses("Draft the ballot").answers(409);

        refused.says("Some who applied are not on the list. Settle the shortlist, so that each reads why.");
    }

    fn an_officer_who_applied_herself_neither_enters_nominations_nor_settles_lists(on: Database) {
        let (branch, selection) = applied(on, &[("ama", true), ("joe", false)]);
        branch.give_office("ama", Office::ReturningOfficer);
        branch.world.turn_clock_to("2026-11-04T09:00:00Z");
        let body = branch.as_("nadia").visits(&format!("{selection}/nominations")).follows("Enter").path();
        let list = branch.as_("ama").visits(&format!("{selection}/nominations"));
        list.says("Shown from Friday 13 November 2026");
        branch.as_("ama").visits(&body).answers(409).says("You stand here yourself, or have applied, so another officer does this");
        let typed = [("met_on", "2026-11-03"), ("present", "5"), ("nobody", "yes")];
        branch.as_("ama").posts(&body, &typed).answers(409).says("You stand here yourself, or have applied");
        branch.world.turn_clock_to("2026-11-13T09:00:00Z");

        branch.as_("ama").visits(&format!("{selection}/lists")).answers(409).says("You stand here yourself, or have applied");

        let shut = branch.as_("ama").posts(&format!("{selection}/shortlist"), &[("decided_by", "Ama")]).answers(409);
        shut.says("You stand here yourself, or have applied");
    }

    fn applications_are_opened_again_for_the_women_alone_and_the_count_keeps_their_place(on: Database) {
        let (branch, selection) = applied_for(on, "2", &[("joe", false), ("leila", false)]);
        branch.as_("tom").visits(&selection).does_not_say("Places for women");
        branch.world.turn_clock_to("2026-10-30T09:00:00Z");
        let page = branch.as_("nadia").visits(&selection).says("1 of 2 places are for women; 0 declared themselves so");
        let typed = |day: &str| branch.as_("nadia").visits(&selection).types("Open applications again for women, until", day);
        typed("2026-11-20").presses("Open applications again").answers(422).says("before the ballot opens on");
        page.types("Open applications again for women, until", "2026-11-03").presses("Open applications again").says("open again for women");

        let late = |who: &str, says: &str| {
            let form = branch.as_(who).visits(&format!("{selection}/application")).types("Your statement", "I will listen");
            form.ticks(says).presses("Hand it in")
        };
        late("tom", "No").answers(422).says("Applications are open again for women only");
        late("petra", "Yes: count me among the women").says("Your application is in");

        branch.world.turn_clock_to("2026-11-04T09:00:00Z");
        branch.as_("tom").visits(&format!("{selection}/application")).says("Applications closed at the end of");
        branch.as_("tom").visits(&selection).says("Enough of the women stand");
        branch.world.turn_clock_to("2026-11-13T09:00:00Z");
        let names = ["Joe Story", "Leila Story", "Petra Story"];
        let page = settled(ticked(&branch, &selection, &names, &[]), "longlist");
        let page = page.types("Why it is settled all the same", "Everybody who applied is on it");
        settled(page, "shortlist").says("The shortlist is settled");
        let ballot = branch.as_("nadia").visits(&selection).presses("Draft the ballot").says("The ballot is drafted");
        ballot.says("women: at least 1, of Petra Story");
    }

    fn where_no_woman_came_after_all_the_members_choose_between_those_who_stand(on: Database) {
        let (branch, selection) = applied_for(on, "2", &[("joe", false), ("leila", false), ("tom", false)]);
        branch.world.turn_clock_to("2026-11-13T09:00:00Z");
        let names = ["Joe Story", "Leila Story", "Tom Story"];
        let page = settled(ticked(&branch, &selection, &names, &[]), "longlist");
        settled(page.types("Why it is settled all the same", "Nobody else came"), "shortlist");
        let officer = || branch.as_("nadia").visits(&selection);
        officer().presses("Draft the ballot").answers(409).says("Open applications again for women, or go on when that was tried");

        let again = officer().types("Open applications again for women, until", "2026-11-14").presses("Open applications again");
        again.presses("Draft the ballot").answers(409).says("Applications are open again until the end of");
        branch.world.turn_clock_to("2026-11-15T09:00:00Z");
        officer().presses("Draft the ballot").says("The ballot is drafted").does_not_say("women: at least");
        branch.as_("tom").visits("/record").says("Applications were opened again for a group of which too few stood");
    }

    fn whoever_opens_applications_again_by_mistake_takes_it_back(on: Database) {
        let (branch, selection) = applied_for(on, "2", &[("joe", false), ("leila", false)]);
        branch.world.turn_clock_to("2026-10-30T09:00:00Z");
        let form = branch.as_("nadia").visits(&selection).types("Open applications again for women, until", "2026-11-03");
        form.presses("Open applications again").presses("Undo").says("Applications are closed again");
        branch.as_("petra").visits(&format!("{selection}/application")).says("Applications closed at the end of");
    }
}
