//! Two entries of one person: found, compared, laid together, taken apart.

use std::fs;

use wardmote::{members::Office, privacy::jobs};

use crate::{
    stories,
    world::{Branch, Browser, Database, Seen},
};

/// Somebody enters a member at the stall whom the register knows already, with a telephone number that it does not know.
fn enters_again(nadia: &Browser, number: &str, first_name: &str) {
    let form = nadia.visits("/members/new").types("Membership number", number).types("First name", first_name);
    let form = form.types("Last name", "Story").sets("class", "full").types("Joined on", "2026-08-01");
    let form =
        form.types("Mail", &format!("{}@northmoor.example", first_name.to_lowercase())).types("Telephone", "07700 900123");
    form.types("Where you know it from", "the stall on the market").presses("Enter in the register").says("is in the register");
}

fn compares(nadia: &Browser) -> Seen {
    nadia.visits("/members").follows("Entries that look alike").says("1 pair of entries looks alike").follows("Compare")
}

fn page_of(nadia: &Browser, number: &str) -> Seen {
    nadia.visits(&format!("/members?q={number}")).follows("Tom Story")
}

stories! {
    fn a_member_who_was_entered_twice_is_one_again_and_two_after_an_undo(on: Database) {
        let branch = Branch::with_members(6, on);
        let nadia = branch.as_("nadia");
        enters_again(&nadia, "T0007", "Tom");
        nadia.visits("/members").says("7 members");

        let page = compares(&nadia).says("N0002 would be kept");
        let page = page.says("Telephone: nothing 07700 900123").says("Voting rights hang on this date");
        let kept = page.presses("One person: keep N0002").says("The entry T0007 is laid aside. N0002 is kept.");
        kept.says("T0007 of the same person is laid aside for this one").says("1 January 2020").says("the entry T0007");
        nadia.visits("/members").says("6 members");
        page_of(&nadia, "T0007").says("This entry is laid aside: the same person is N0002").says("Not a member on the day");
        let contact = page_of(&nadia, "N0002").sets("for", "register").presses("Show contact details");
        contact.says("07700 900123").says("tom@northmoor.example");
        let list = nadia.visits("/members/duplicates").says("No two entries look alike").says("T0007 was laid aside");

        list.presses("Take apart").says("They are two entries again, as they were before");
        nadia.visits("/members").says("7 members");
        nadia.visits("/members/duplicates").says("No two entries look alike");
        let contact = page_of(&nadia, "N0002").sets("for", "register").presses("Show contact details");
        assert!(!contact.words().contains("07700 900123"), "{}", contact.words());
        nadia.visits("/record").says("Two entries of one person were laid together").says("were taken apart");
        branch.verified();
    }

    fn the_earlier_day_of_joining_counts_only_where_somebody_ticks_it(on: Database) {
        let branch = Branch::with_members(6, on);
        let nadia = branch.as_("nadia");
        enters_again(&nadia, "T0007", "Tom");

        let kept = compares(&nadia).ticks("Date of joining: Wednesday 1 January 2020 Saturday 1 August 2026").presses("One person: keep N0002");
        kept.says("1 August 2026").presses("Undo");
        page_of(&nadia, "N0002").says("1 January 2020");
    }

    fn what_was_changed_since_stays_as_it_is_when_two_entries_are_taken_apart(on: Database) {
        let branch = Branch::with_members(6, on);
        let nadia = branch.as_("nadia");
        enters_again(&nadia, "T0007", "Tom");
        let kept = compares(&nadia).presses("One person: keep N0002");
        let form = kept.follows("Name and address").types("Telephone", "07700 900777");
        form.types("Where you know it from", "Tom, by telephone").presses("Put it right").answers(200);

        let list = nadia.visits("/members/duplicates").presses("Take apart");
        list.says("1 detail was changed since, and stays as it is");
        let contact = page_of(&nadia, "N0002").sets("for", "register").presses("Show contact details");
        contact.says("07700 900777");
        nadia.visits("/members").says("7 members");
    }

    fn an_entry_with_an_office_is_the_one_that_is_kept(on: Database) {
        let branch = Branch::with_members(6, on);
        branch.give_office("tom", Office::Treasurer);
        let nadia = branch.as_("nadia");
        enters_again(&nadia, "T0007", "Tom");

        let other = compares(&nadia).follows("Keep T0007 instead").says("T0007 would be kept");
        other.presses("One person: keep T0007").answers(409).says("Tom Story holds an office under the number N0002");
        nadia.visits("/members").says("7 members");
    }

    fn two_people_who_look_alike_are_asked_about_once(on: Database) {
        let branch = Branch::with_members(6, on);
        let nadia = branch.as_("nadia");
        enters_again(&nadia, "T0007", "Tom");

        compares(&nadia).presses("Two people").says("T0007 are two people, and are not asked about again");
        nadia.visits("/members/duplicates").says("No two entries look alike");
    }

    fn entries_that_changed_while_they_were_compared_are_looked_at_again(on: Database) {
        let branch = Branch::with_members(6, on);
        let nadia = branch.as_("nadia");
        enters_again(&nadia, "T0007", "Tom");
        let page = compares(&nadia);
        let form = page_of(&nadia, "N0002").follows("Name and address").types("Telephone", "07700 900777");
        form.types("Where you know it from", "Tom, by telephone").presses("Put it right").answers(200);

        page.presses("One person: keep N0002").answers(409).says("was changed meanwhile");
        compares(&nadia).presses("One person: keep N0002").says("is laid aside");
        branch.as_("nadia").visits("/members/duplicates").says("No two entries look alike");
    }

    fn an_entry_that_is_laid_aside_is_compared_with_nobody(on: Database) {
        let branch = Branch::with_members(6, on);
        let nadia = branch.as_("nadia");
        enters_again(&nadia, "T0007", "Tom");
        let page = compares(&nadia);
        let path = page.path();
        page.presses("One person: keep N0002").answers(200);

        nadia.visits(&path).answers(409).says("was laid together with another entry before");
    }

    fn who_lives_at_one_address_and_who_reads_one_mail_stands_beside_the_contact(on: Database) {
        let branch = Branch::with_members(6, on);
        let nadia = branch.as_("nadia");
        let moves = |name: &str| {
            let form = nadia.visits(&format!("/members?q={name}")).follows(name).follows("Name and address");
            let form = form.types("Street and house", "12 Albion Street").types("Postcode", "NM1 1AB");
            form.types("Where you know it from", "the door").presses("Put it right").answers(200);
        };
        moves("Tom Story");
        moves("Ama Story");
        let form = nadia.visits("/members?q=petra").follows("Petra Story").follows("Name and address");
        form.types("Mail", "tom@northmoor.example").types("Where you know it from", "Petra").presses("Put it right").answers(200);

        let closed = nadia.visits("/members?q=tom").follows("Tom Story");
        assert!(!closed.words().contains("At the same address"), "{}", closed.words());
        let open = closed.sets("for", "register").presses("Show contact details");
        open.says("At the same address: Ama Story").says("The same mail address is read by Petra Story");
        nadia.visits("/members/duplicates").says("No two entries look alike");
    }

    fn nobody_sheds_a_suspension_or_a_membership_with_an_entry(on: Database) {
        let branch = Branch::with_members(6, on);
        let nadia = branch.as_("nadia");
        enters_again(&nadia, "T0007", "Tom");
        let form = page_of(&nadia, "N0002").follows("Suspension").types("From", "2026-09-01");
        form.types("Who decided it, and when", "the executive, 31 August").presses("Record the suspension").answers(200);
        let other = compares(&nadia).follows("Keep T0007 instead");
        other.presses("One person: keep T0007").answers(409).says("N0002 is suspended");

        let form = page_of(&nadia, "T0007").follows("Membership").sets("class", "none").types("From this day on", "2026-09-01");
        form.types("Where you know it from", "head office").presses("Put it right").answers(200);
        let other = nadia.visits("/members/duplicates").follows("Compare").follows("Keep T0007 instead");
        other.presses("One person: keep T0007").answers(409).says("Keep");
        nadia.visits("/members").says("6 members");
    }

    fn who_wanted_no_reminders_under_one_name_wants_none_under_the_other(on: Database) {
        let branch = Branch::with_members(6, on);
        let nadia = branch.as_("nadia");
        enters_again(&nadia, "T0007", "Tom");
        let aside = page_of(&nadia, "T0007").path();
        nadia.posts(&format!("{aside}/dues/refusal"), &[]).answers(200);

        compares(&nadia).presses("One person: keep N0002").answers(200);

        let form = nadia.visits("/members/dues").types("Member", "N0002").types("Dues are paid to the end of", "2026-01-31");
        form.types("Where you know it from", "the treasurer").presses("Record it").answers(200);
        nadia.visits("/members/dues/reminder").says("Nobody gets a reminder today").says("wants no reminders");
    }

    fn a_list_that_names_an_entry_laid_aside_brings_it_back_only_where_somebody_ticks_it(on: Database) {
        let branch = Branch::with_members(6, on);
        let nadia = branch.as_("nadia");
        enters_again(&nadia, "N0007", "Tom");
        compares(&nadia).presses("One person: keep N0002").answers(200);
        let rows = ["N0002,Tom,Story,tom@northmoor.example,Millbank,Full,01/01/2020,", "N0007,Tom,Story,tom@northmoor.example,Millbank,Full,20/08/2026,"];
        let head = "Membership Number,First Name,Last Name,Email Address,Ward,Membership Type,Date Joined,Paid To";
        let others = ["N0001,Nadia", "N0003,Ama", "N0004,Petra", "N0005,Joe", "N0006,Leila"];
        let other = |one: &&str| format!("{one},Story,{}@northmoor.example,Millbank,Full,01/01/2020,", one[6..].to_lowercase());
        let lines = std::iter::once(head.to_owned()).chain(rows.map(str::to_owned)).chain(others.iter().map(other));
        let file = lines.map(|line| format!("{line}\r\n")).collect::<String>();

        let page = nadia.visits("/members/import").attaches("list.csv", file.as_bytes()).presses("Look at it");
        let page = page.says("This entry is laid aside for another one of the same person");
        page.types("Type “whole list”", "whole list").presses("Apply this list").answers(200);

        nadia.visits("/members").says("6 members");
    }

    fn what_was_laid_together_comes_apart_in_the_opposite_order(on: Database) {
        let branch = Branch::with_members(6, on);
        let nadia = branch.as_("nadia");
        enters_again(&nadia, "T0007", "Tom");
        compares(&nadia).presses("One person: keep N0002").answers(200);
        let first = nadia.visits("/members/duplicates");
        enters_again(&nadia, "T0008", "Tom");
        compares(&nadia).presses("One person: keep N0002").answers(200);

        first.presses("Take apart").answers(409).says("Another entry was laid aside for N0002 later");
        nadia.visits("/members/duplicates").presses_first(&["Take apart"]).says("They are two entries again");
        nadia.visits("/members/duplicates").presses("Take apart").says("They are two entries again");
        nadia.visits("/members").says("8 members");
    }

    fn whoever_is_forgotten_is_forgotten_under_both_numbers(on: Database) {
        let branch = Branch::with_members(6, on);
        branch.give_office("ama", Office::Chair);
        let nadia = branch.as_("nadia");
        enters_again(&nadia, "T0007", "Tom");
        let aside = page_of(&nadia, "T0007").path();
        compares(&nadia).presses("One person: keep N0002").answers(200);
        let kept = page_of(&nadia, "N0002").path();
        let form = nadia.visits(&format!("{kept}/class")).sets("class", "none").types("From this day on", "2026-09-02");
        form.types("Where you know it from", "letter").presses("Put it right").answers(200);
        nadia.visits(&format!("{kept}/erasure")).presses("Ask for it").answers(200);
        branch.as_("ama").visits("/privacy/erasures").presses("Confirm Tom Story").answers(200);

        branch.world.turn_clock_to("2026-10-16T12:00:00Z");
        jobs::let_go(&branch.world.scribe).expect("the job is done");

        let nadia = branch.as_("nadia");
        nadia.visits(&kept).says("Member #N0002 (erased)");
        nadia.visits(&aside).says("Member #T0007 (erased)");
        assert!(!branch.world.everything_kept().contains("07700 900123"), "nothing of either entry is left");
        let file = branch.world.scribe.settings().data_dir.join("forgotten");
        assert_eq!(fs::read_to_string(file).expect("the list").lines().count(), 2, "both stay forgotten");
        branch.verified();
    }
}
