//! The register over the counter: lists good and bad, facts put right by hand, dues, somebody who joins at the door.

use wardmote::members::Office;

use crate::{
    stories,
    world::{Branch, Browser, Database, Seen},
};

const HEADINGS: &str = "Membership Number,First Name,Last Name,Email Address,Ward,Membership Type,Date Joined,Paid To";

/// A list with these rows.
fn list(rows: &[&str]) -> Vec<u8> {
    std::iter::once(HEADINGS).chain(rows.iter().copied()).map(|row| format!("{row}\r\n")).collect::<String>().into_bytes()
}

/// The rows of the six people whom `Branch::with_members(6)` has, as head office would list them.
fn six() -> Vec<String> {
    let names = ["Nadia", "Tom", "Ama", "Petra", "Joe", "Leila"];
    let row = |(place, name): (usize, &&str)| {
        let address = format!("{}@northmoor.example", name.to_lowercase());
        format!("N{:04},{name},Story,{address},Millbank,Full,01/01/2020,31/12/2027", place + 1)
    };
    names.iter().enumerate().map(row).collect()
}

/// The six, with more rows after them.
fn six_and(more: &[&str]) -> Vec<u8> {
    let six = six();
    list(&six.iter().map(String::as_str).chain(more.iter().copied()).collect::<Vec<_>>())
}

fn sends(browser: &Browser, name: &str, bytes: &[u8]) -> Seen {
    browser.visits("/members/import").attaches(name, bytes).presses("Look at it")
}

/// The page of the member found by these letters.
fn page_of(browser: &Browser, letters: &str) -> Seen {
    browser.visits(&format!("/members?q={letters}")).follows(letters)
}

stories! {
    fn a_file_that_is_no_list_is_refused_with_what_to_do(on: Database) {
        let branch = Branch::with_members(6, on);
        let nadia = branch.as_("nadia");

        sends(&nadia, "empty.csv", b"").answers(422).says("The file is empty");
        sends(&nadia, "headings.csv", HEADINGS.as_bytes()).answers(422).says("nobody below them");
        sends(&nadia, "shopping.csv", b"Item,Price\r\nBread,2.10\r\nTea,1.20\r\n").answers(422);
        sends(&nadia, "photo.csv", &[0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]).answers(422);

        nadia.visits("/members").says("No membership list was loaded yet").says("6 members");
    }

    fn a_list_from_an_older_spreadsheet_keeps_its_letters(on: Database) {
        let branch = Branch::with_members(6, on);
        let nadia = branch.as_("nadia");
        let mut file = six_and(&[]);
        file.extend(b"N0007,Zo\xeb,D\xf6rfler,,Millbank,Full,01/09/2026,31/12/2027\r\n");

        sends(&nadia, "old.csv", &file).says("Windows-1252").says("Zoë Dörfler").presses("Apply this list");

        nadia.visits("/members?q=zoë").says("Zoë Dörfler");
    }

    fn a_quotation_mark_left_open_swallows_nobody(on: Database) {
        let branch = Branch::with_members(6, on);
        let nadia = branch.as_("nadia");
        let file = six_and(&["N0007,\"Fatima,Haddad,,Millbank,Full,01/09/2026,31/12/2027", "N0008,Kofi,Brand,,Millbank,Full,01/09/2026,31/12/2027"]);

        let seen = sends(&nadia, "broken.csv", &file);

        let words = seen.words();
        assert!(words.contains("quotation mark") || words.contains("Row 8"), "the row is named: {words}");
        nadia.visits("/members").says("6 members");
    }

    fn a_part_of_the_list_is_applied_only_by_somebody_who_writes_that_it_is_whole(on: Database) {
        let branch = Branch::with_members(6, on);
        let nadia = branch.as_("nadia");
        let six = six();
        let part = list(&[&six[0], &six[1], "N0007,Fatima,Haddad,,Millbank,Full,01/09/2026,31/12/2027"]);

        let preview = sends(&nadia, "part.csv", &part).says("4 of 6 members are missing from this list");
        preview.presses("Apply this list").answers(422).says("Type “whole list”");

        nadia.visits("/members?q=fatima").says("Nobody");
        sends(&nadia, "part.csv", &part).types("Type “whole list”", "whole list").presses("Apply this list");
        nadia.visits("/members?q=fatima").says("Fatima Haddad");
        nadia.visits("/members?q=petra").says("Petra Story");
    }

    fn hostile_cells_stay_text(on: Database) {
        let branch = Branch::with_members(6, on);
        let nadia = branch.as_("nadia");
        let hostile = "N0007,=HYPERLINK(1),<script>alert(1)</script>,,Millbank,Full,01/09/2026,31/12/2027";

        let preview = sends(&nadia, "hostile.csv", &six_and(&[hostile]));
        assert!(!preview.html.contains("<script>alert"), "markup is shown and not obeyed");
        preview.presses("Apply this list");

        let found = nadia.visits("/members?q=n0007").says("=HYPERLINK(1)").says("<script>alert(1)</script>");
        assert!(!found.html.contains("<script>alert"));
    }

    fn rows_that_need_a_look_come_back_as_a_file_and_go_in_again_alone(on: Database) {
        let branch = Branch::with_members(6, on);
        let nadia = branch.as_("nadia");
        let bad = "N0007,Fatima,Haddad,,Millbank,Full,31/02/2026,31/12/2027";
        let preview = sends(&nadia, "list.csv", &six_and(&[bad])).says("31/02/2026 is not a date");
        let problems = preview.follows("Download these rows").html;
        assert!(problems.contains("Fatima"), "{problems}");

        let mended = problems.replace("31/02/2026", "28/02/2026");
        let again = sends(&nadia, "mended.csv", mended.as_bytes());

        again.does_not_say("are missing from this list").presses("Apply this list");
        nadia.visits("/members?q=fatima").says("Fatima Haddad");
        nadia.visits("/members").says("7 members");
    }

    fn a_list_sent_twice_by_two_taps_is_applied_once_and_taken_back_whole(on: Database) {
        let branch = Branch::with_members(6, on);
        let nadia = branch.as_("nadia");
        let file = six_and(&["N0007,Fatima,Haddad,,Millbank,Full,01/09/2026,31/12/2027"]);

        sends(&nadia, "list.csv", &file).presses_twice("Apply this list").answers(200);
        nadia.visits("/members").says("7 members");
        branch.newest_import(&nadia).presses("Take this list back");

        nadia.visits("/members").says("6 members");
        nadia.visits("/members?q=fatima").says("Nobody");
    }

    fn a_list_moves_no_officers_way_in_unless_somebody_ticks_it(on: Database) {
        let branch = Branch::with_members(6, on);
        let nadia = branch.as_("nadia");
        let rows: Vec<String> = six().iter().map(|row| row.replace("nadia@northmoor.example", "thief@else.example")).collect();
        let file = list(&rows.iter().map(String::as_str).collect::<Vec<_>>());

        let preview = sends(&nadia, "list.csv", &file).says("This member holds an office and signs in by this address");

        preview.says("Only what you tick would be changed");
        branch.world.browser().visits("/sign-in").says("Sign in");
        nadia.visits("/members?q=n0001").says("Nadia Story");
    }

    fn somebody_lapsed_on_the_list_is_a_member_no_longer(on: Database) {
        let branch = Branch::with_members(6, on);
        let nadia = branch.as_("nadia");
        let rows: Vec<String> =
            six().iter().map(|row| if row.contains("Petra") { row.replace("Full", "Lapsed") } else { row.clone() }).collect();
        let file = list(&rows.iter().map(String::as_str).collect::<Vec<_>>());

        sends(&nadia, "list.csv", &file).presses("Apply this list");

        nadia.visits("/members").says("5 members");
        page_of(&nadia, "Petra").says("Petra Story may not vote");
    }

    fn somebody_is_found_by_name_number_or_postcode(on: Database) {
        let branch = Branch::with_members(6, on);
        let nadia = branch.as_("nadia");

        nadia.visits("/members?q=tom").says("Tom Story").does_not_say("Petra");
        nadia.visits("/members?q=n0004").says("Petra Story").does_not_say("Tom Story");
        nadia.visits("/members?q=%25").says("Nobody");
        nadia.visits("/members?q=zzz").says("Nobody is found").follows("Show everybody").says("6 people");
    }

    fn somebody_who_joins_at_the_door_is_entered_by_hand(on: Database) {
        let branch = Branch::with_members(6, on);
        let nadia = branch.as_("nadia");
        let form = || {
            let form = nadia.visits("/members").follows("Enter a member").types("Membership number", "N0007");
            let form = form.types("First name", "Fatima").types("Last name", "Haddad").sets("class", "full");
            form.types("Where you know it from", "form filled in at the meeting")
        };

        form().types("Membership number", "N0002").presses("Enter in the register").answers(422).says("Somebody has this number already");
        form().types("Joined on", "2026-12-24").presses("Enter in the register").answers(422).says("Only what has happened is recorded");
        let page = form().presses("Enter in the register").says("Fatima Haddad is in the register");

        page.says("form filled in at the meeting").says("Fatima Haddad may not");
        nadia.visits("/members").says("7 members");
    }

    fn a_membership_that_ended_is_put_right_with_its_day_and_its_source(on: Database) {
        let branch = Branch::with_members(6, on);
        let nadia = branch.as_("nadia");
        let form = page_of(&nadia, "Petra").says("Petra Story may vote").follows("Membership").says("full since Wednesday 1 January 2020");

        let form = form.sets("class", "none").types("From this day on", "2026-09-15").presses("Put it right").answers(422);
        let page = form.says("Say where you know it from").types("Where you know it from", "her letter of 10 September").presses("Put it right");

        page.says("Petra Story may not vote").says("14 September 2026").says("her letter of 10 September");
        nadia.visits("/members").says("5 members");
        branch.as_("tom").visits("/record").says("A fact about a member was put right").does_not_say("Petra");
    }

    fn whoever_rejoins_begins_after_the_earlier_membership(on: Database) {
        let branch = Branch::with_members(6, on);
        let nadia = branch.as_("nadia");
        let change = |class: &str, from: &str| {
            let form = page_of(&nadia, "Petra").follows("Membership").sets("class", class).types("From this day on", from);
            form.types("Where you know it from", "her letter").presses("Put it right")
        };
        change("none", "2026-09-15").answers(200);

        change("full", "2026-09-01").answers(422).says("An earlier membership lasted to Monday 14 September");
        change("full", "2026-09-20").answers(200);

        nadia.visits("/members").says("6 members");
    }

    fn a_date_of_joining_is_put_right_and_the_answer_changes_with_it(on: Database) {
        let branch = Branch::with_members(6, on);
        let nadia = branch.as_("nadia");
        page_of(&nadia, "Petra").says("Petra Story may vote");

        let form = page_of(&nadia, "Petra").follows("Date of joining").types("Joined on", "2026-09-25");
        form.types("Where you know it from", "her card").presses("Put it right").says("Petra Story may not vote");
    }

    fn a_move_keeps_the_home_before(on: Database) {
        let branch = Branch::with_members(6, on);
        let nadia = branch.as_("nadia");

        let form = page_of(&nadia, "Petra").follows("Ward").says("lives in Millbank").types("Or one that is not on the list", "Harbour");
        let form = form.types("From this day on", "2026-09-20").types("Where you know it from", "told me");
        let page = form.presses("Put it right");

        page.says("Harbour").says("Millbank").says("to Saturday 19 September 2026");
    }

    fn a_new_address_moves_the_way_in_and_the_old_one_is_told(on: Database) {
        let branch = Branch::with_members(6, on);
        let nadia = branch.as_("nadia");
        let tom = branch.as_("tom");

        let form = page_of(&nadia, "Tom").follows("Name and address");
        form.types("Mail", "no address").types("Where you know it from", "told me").presses("Put it right").answers(422);
        let form = page_of(&nadia, "Tom").follows("Name and address").types("Mail", "tom@new.example");
        form.types("Where you know it from", "told me at the door").presses("Put it right").says("are put right");

        tom.visits("/me").says("Sign in");
        let told = branch.world.post.waits_for(1);
        assert!(told.iter().any(|message| message.to == "tom@northmoor.example" && message.words().contains("another mail address")));
    }

    fn a_membership_secretary_moves_no_secretarys_address(on: Database) {
        let branch = Branch::with_members(6, on);
        branch.give_office("ama", Office::MembershipSecretary);
        let form = page_of(&branch.as_("ama"), "Nadia").follows("Name and address").types("Mail", "ama2@northmoor.example");

        let refused = form.types("Where you know it from", "told me").presses("Put it right").answers(422);

        refused.says("opens more than your own does");
    }

    fn a_suspension_stands_in_the_way_until_its_last_day(on: Database) {
        let branch = Branch::with_members(6, on);
        let nadia = branch.as_("nadia");

        let form = page_of(&nadia, "Petra").follows("Suspension").types("From", "2026-09-20").types("To the end of", "2026-09-01");
        let form = form.types("Who decided it, and when", "executive, 19 September").presses("Record the suspension").answers(422);
        let form = form.says("The last day is before the first").types("To the end of", "");
        form.presses("Record the suspension").says("Petra Story may not vote").says("Membership is suspended");

        let row = page_of(&nadia, "Petra").follows("Suspension").says("executive, 19 September");
        let ended = row.types("Last day", "2026-09-30").types("Where you know it from", "executive, 30 September").presses("Record it");
        ended.says("Petra Story may vote");
    }

    fn the_treasurer_records_dues_and_sees_nothing_else_of_the_register(on: Database) {
        let branch = Branch::with_members(6, on);
        branch.give_office("joe", Office::Treasurer);
        let joe = branch.as_("joe");
        let record = |who: &str, to: &str| {
            let form = joe.visits("/members/dues").types("Member", who).types("Dues are paid to the end of", to);
            form.types("Where you know it from", "bank statement").presses("Record it")
        };

        record("Story", "2027-12-31").answers(422).says("Enter the number");
        record("N0004", "soon").answers(422).says("Write the day");
        record("N0004", "2025-12-31").says("The dues of Petra Story are paid to").says("1 member is late with their dues").says("Petra Story");
        record("Petra Story", "31/12/2028").says("Nobody is late with their dues");

        joe.visits("/members").answers(403);
        page_of(&branch.as_("nadia"), "Petra").says("31 December 2028").says("bank statement");
    }

    fn an_office_of_the_rulebook_is_given_like_any_other(on: Database) {
        let branch = Branch::with_members(6, on);
        let nadia = branch.as_("nadia");

        let form = nadia.visits("/members/offices").types("To whom", "N0004").sets("office", "womens-officer");
        form.types("From", "2026-10-01").presses("Give the office").says("Petra Story");

        page_of(&nadia, "Petra").says("1 October 2026 until further notice");
        let unknown = nadia.visits("/members/offices").types("To whom", "N0004").sets("office", "emperor").types("From", "2026-10-01");
        unknown.presses("Give the office").answers(422).says("Choose the office");
    }
}
