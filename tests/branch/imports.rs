//! Membership lists that know less than the branch: what was put right by hand, rows without numbers, columns that nobody
//! has seen before.

use crate::{
    stories,
    world::{Branch, Browser, Database, Seen},
};

const HEADINGS: &str =
    "Membership Number,First Name,Last Name,Email Address,Mobile,Address 1,Postcode,Ward,Membership Type,Date Joined,Paid To";

/// The rows of the six people whom `Branch::with_members(6)` has, each in a house of the same street.
fn six() -> Vec<String> {
    let names = ["Nadia", "Tom", "Ama", "Petra", "Joe", "Leila"];
    let row = |(place, name): (usize, &&str)| {
        let (address, house) = (format!("{}@northmoor.example", name.to_lowercase()), place + 1);
        format!("N{house:04},{name},Story,{address},,{house} Old Street,NM1 1AA,Millbank,Full,01/01/2020,31/12/2027")
    };
    names.iter().enumerate().map(row).collect()
}

/// The list of the six with one text in the place of another.
fn six_but(written: &str, instead: &str) -> Vec<u8> {
    let rows = six().join("\r\n").replace(written, instead);
    format!("{HEADINGS}\r\n{rows}\r\n").into_bytes()
}

/// A list of a program that knows no membership numbers: one of the branch by address and surname, one by names and birth, a
/// stranger, and one who shares an address with a member and nothing else.
const WITHOUT_NUMBERS: &[u8] = b"first_name,last_name,email,mobile_number,born_at\r\n\
    Tom,Story,tom@northmoor.example,07700 900123,\r\n\
    Ama,Story,ama@new.example,,1980-01-01\r\n\
    Fatima,Haddad,fatima@northmoor.example,,\r\n\
    Cy,Moss,nadia@northmoor.example,,\r\n";

/// A list whose headings nobody has heard of; Fatima joined on a day that may be read in two ways.
fn in_own_words(joined: &str) -> Vec<u8> {
    format!("Ref;Who;Mailbox;Since\r\n0002;Tom Story;tom@new.example;05/09/2019\r\n0007;Fatima Haddad;;{joined}\r\n")
        .into_bytes()
}

fn sends(browser: &Browser, bytes: &[u8]) -> Seen {
    browser.visits("/members/import").attaches("list.csv", bytes).presses("Look at it")
}

/// Applies a list that is looked at: six people are so few that one in them makes the brake bite.
fn applies(preview: Seen) -> Seen {
    let is_braked = preview.html.contains("name=\"confirm\"");
    let preview = if is_braked { preview.types("Type “whole list”", "whole list") } else { preview };
    preview.presses("Apply this list").answers(200)
}

/// Loads a list as it is by default.
fn loads(browser: &Browser, bytes: &[u8]) -> Seen {
    applies(sends(browser, bytes))
}

/// The address and telephone of somebody, as officers see them.
fn details(branch: &Branch, called: &str) -> String {
    branch.as_("nadia").visits(&format!("/members/{}/details", branch.person(called).member)).html
}

stories! {
    fn what_a_member_put_right_herself_is_not_undone_by_next_months_list(on: Database) {
        let branch = Branch::with_members(6, on);
        let nadia = branch.as_("nadia");
        loads(&nadia, &six_but("", ""));
        let form = branch.as_("tom").visits("/me/address").types("Street and house", "3 Mill Lane");
        form.presses("See what changes").presses("Enter it").answers(200);

        let preview = sends(&nadia, &six_but("joe@northmoor.example,,", "joe@northmoor.example,07700 900123,"));
        let preview = preview.says("Tom Story put this right on Thursday 1 October 2026 (told by the member)");
        applies(preview.says("1 difference is doubtful and left alone unless you tick them"));

        assert!(details(&branch, "tom").contains("3 Mill Lane"), "her word stands");
        assert!(details(&branch, "joe").contains("07700 900123"), "the rest of the list is believed");
    }

    fn a_tick_takes_the_lists_word_and_then_lists_are_believed_again(on: Database) {
        let branch = Branch::with_members(6, on);
        let nadia = branch.as_("nadia");
        loads(&nadia, &six_but("", ""));
        let form = nadia.visits(&format!("/members/{}/details", branch.person("tom").member)).types("Street", "3 Mill Lane");
        form.types("Where you know it from", "his letter").presses("Put it right").answers(200);

        let preview = sends(&nadia, &six_but("", "")).says("Nadia Story put this right").says("his letter");
        applies(preview.ticks("Address: 3 Mill Lane")).says("1 detail changed");
        assert!(details(&branch, "tom").contains("2 Old Street"), "the tick took the list's word");

        let preview = sends(&nadia, &six_but("2 Old Street", "9 New Street")).does_not_say("put this right");
        applies(preview);
        assert!(details(&branch, "tom").contains("9 New Street"));
    }

    fn what_was_put_right_after_a_list_stays_when_the_list_is_taken_back(on: Database) {
        let branch = Branch::with_members(6, on);
        let nadia = branch.as_("nadia");
        loads(&nadia, &six_but("", ""));
        let list = loads(&nadia, &six_but("2 Old Street,NM1 1AA", "9 New Street,NM2 2BB")).path();
        for house in ["3 Mill Lane", "9 New Street"] {
            let form = nadia.visits(&format!("/members/{}/details", branch.person("tom").member)).types("Street", house);
            form.types("Where you know it from", "told me").presses("Put it right").answers(200);
        }

        let page = nadia.visits(&list).presses("Take this list back").says("but for 1 line that somebody has changed since");

        page.says("9 New Street");
        let tom = details(&branch, "tom");
        assert!(tom.contains("9 New Street") && tom.contains("NM1 1AA"), "what was put right stays, the rest is as it was");
    }

    fn rows_without_numbers_are_loaded_by_somebodys_word_and_by_no_guess(on: Database) {
        let branch = Branch::with_plain_numbers(6, on);
        let nadia = branch.as_("nadia");

        let preview = sends(&nadia, WITHOUT_NUMBERS).says("This list changes nothing").says("4 rows wait for somebody to say who it is");
        let preview = preview.says("1 row with the same e-mail address and surname as a member we have");
        let preview = preview.says("2 rows that look like nobody we have").does_not_say("are missing from this list");
        let preview = preview.sets("row-4", "new").presses("This is the member named").says("1 is a member we have, 1 is new and 2 are left out");
        let preview = preview.says("1 new members").says("Fatima Haddad 0007").says("Telephone: nothing 07700 900123");
        let preview = preview.sets("row-3", "same").presses("Note what is chosen").says("Mail address: ama@northmoor.example ama@new.example");
        applies(preview).says("1 member entered, 2 details changed");

        nadia.visits("/members").says("7 members");
        nadia.visits("/members?q=0007").says("Fatima Haddad");
        assert!(details(&branch, "ama").contains("ama@new.example"));
        assert!(details(&branch, "nadia").contains("nadia@northmoor.example"), "an address alone matches nobody");
        branch.newest_import(&nadia).presses("Take this list back").says("the register is as it was");
        assert!(details(&branch, "ama").contains("ama@northmoor.example"));
        branch.verified();
    }

    fn somebody_new_gets_no_number_where_numbers_cannot_be_counted_on(on: Database) {
        let branch = Branch::with_members(6, on);
        let preview = sends(&branch.as_("nadia"), WITHOUT_NUMBERS).presses("All these 2 are new");

        preview.says("Row 4 no membership number, and the branch’s numbers cannot be counted on").says("This list changes nothing");
    }

    fn a_new_number_beside_known_details_enters_nobody_twice_where_an_officer_sees_it(on: Database) {
        let branch = Branch::with_members(6, on);
        let nadia = branch.as_("nadia");
        loads(&nadia, &six_but("", ""));

        let preview = sends(&nadia, &six_but("N0004,", "X9,")).says("1 row with the same e-mail address and surname").says("1 would join");
        let preview = preview.presses("This is the member named").says("This list changes nothing").does_not_say("are missing from this list");
        preview.sets("row-5", "out").presses("Note what is chosen").says("1 is left out").does_not_say("would join");

        nadia.visits("/members?q=petra").says("N0004");
    }

    fn columns_in_words_of_their_own_are_explained_once_and_read_so_next_month(on: Database) {
        let branch = Branch::with_plain_numbers(6, on);
        let nadia = branch.as_("nadia");
        sends(&nadia, &in_own_words("06/08/2026")).answers(422).says("No heading for a membership number");
        let form = nadia.visits("/members/import").attaches("list.csv", &in_own_words("06/08/2026"));

        let page = form.ticks("Its headings are in words of their own").presses("Look at it").says("What each column holds").says("Such as Tom Story");
        let page = page.sets("column-0", "number").sets("column-1", "number").presses("Read it so").answers(422);
        let page = page.says("Two columns are read as “Membership number”").sets("column-1", "name");
        let preview = page.sets("column-2", "email").sets("column-3", "joined_on").presses("Read it so");
        let preview = preview.says("No cell of “Since” proves which is the day and which the month").does_not_say("Apply this list");
        let preview = preview.follows("Read it otherwise").sets("order-joined_on", "month-day-year").presses("Read it so");
        applies(preview.says("Fatima Haddad 0007 joined 8 June 2026").does_not_say("No cell of"));

        let preview = sends(&nadia, &in_own_words("07/08/2026")).answers(200);
        let preview = preview.says("It is read as Nadia Story said on Thursday 1 October 2026, and so is the next list");
        preview.says("8 July 2026").follows("Read it otherwise").presses("Forget it, and guess again").says("That is forgotten");
        sends(&nadia, &in_own_words("08/08/2026")).answers(422);
        branch.verified();
    }

    fn cells_that_prove_their_order_are_believed_before_what_was_said_of_an_earlier_list(on: Database) {
        let branch = Branch::with_plain_numbers(6, on);
        let nadia = branch.as_("nadia");
        let list = |joined: &str| format!("Number,Last Name,Date Joined\r\n0007,Haddad,{joined}\r\n").into_bytes();
        let page = sends(&nadia, &list("06/08/2026")).follows("Read it otherwise");
        page.sets("order-joined_on", "month-day-year").presses("Read it so").says("joined 8 June 2026");

        sends(&nadia, &list("27/08/2026")).says("joined 27 August 2026").does_not_say("is not a date");
    }

    fn a_list_parted_by_the_wrong_sign_is_parted_anew(on: Database) {
        let branch = Branch::with_plain_numbers(6, on);
        let list = b"Number,Last Name|x\r\n0007,Haddad|1\r\n0008,Moss|2\r\n";
        let page = sends(&branch.as_("nadia"), list).follows("Read it otherwise").sets("delimiter", "stroke").presses("Read it so");

        let preview = page.says("What each column holds").follows("Leave it as it is").does_not_say("Apply this list");
        let page = preview.says("None of its headings tells people apart").follows("Read it otherwise");
        page.sets("delimiter", "comma").presses("Read it so").follows("Leave it as it is").says("2 would join");
    }

    fn the_file_of_a_list_stands_sealed_in_the_database(on: Database) {
        let branch = Branch::with_members(6, on);
        let nadia = branch.as_("nadia");
        let list = "Membership Number,Last Name,Engagement Score\r\nN0002,Story,quite-unheard-of\r\n";
        let page = sends(&nadia, list.as_bytes()).says("Engagement Score is left out").path();

        let kept = branch.world.everything_kept().to_lowercase();
        let hex: String = "quite-unheard-of".bytes().map(|byte| format!("{byte:02x}")).collect();
        assert!(kept.contains("list.csv"), "everything is looked at");
        assert!(!kept.contains("quite-unheard-of") && !kept.contains(&hex), "the file stands in the database as it came");
        nadia.visits(&page).says("Engagement Score is left out");
    }

    fn a_date_of_joining_that_a_list_moves_keeps_the_day_before_it_readable(on: Database) {
        let branch = Branch::with_members(6, on);
        let nadia = branch.as_("nadia");
        loads(&nadia, &six_but("", ""));
        let tom = format!("/members/{}", branch.person("tom").member);
        let list = six_but("Tom,Story,tom@northmoor.example,,2 Old Street,NM1 1AA,Millbank,Full,01/01/2020", "Tom,Story,tom@northmoor.example,,2 Old Street,NM1 1AA,Millbank,Full,20/03/2024");

        applies(sends(&nadia, &list).says("Voting rights hang on this date").ticks("Date of joining: 1 January 2020"));
        nadia.visits(&tom).says("story; first day by membership list of 1 October 2026, until then Wednesday 1 January 2020");
        branch.newest_import(&nadia).presses("Take this list back");

        nadia.visits(&tom).does_not_say("first day by").says("Source: story");
    }
}
