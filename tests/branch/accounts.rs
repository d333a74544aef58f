//! Signing in: the link, the code, and what somebody learns who has no business here.

use crate::{
    stories,
    world::{Branch, Browser, Database, Seen},
};

/// Somebody asks for a link; the page where the code is typed.
pub fn asks(browser: &Browser, address: &str) -> Seen {
    browser.visits("/sign-in").types("Your mail address", address).presses("Send me the link")
}

/// The code in the newest message with one to this address; so many of them have come by then.
pub fn code_sent_to(branch: &Branch, address: &str, number: usize) -> String {
    let texts = || -> Vec<String> {
        let sent = branch.world.post.messages().into_iter().filter(|message| message.to == address);
        sent.map(|message| message.words()).filter(|words| words.contains("you asked to sign in")).collect()
    };
    branch.world.wait_until("the code comes", || texts().len() >= number);
    let text = texts().pop().expect("a message");
    let is_code = |line: &&str| line.len() == 6 && line.chars().all(|sign| sign.is_ascii_uppercase() || sign.is_ascii_digit());
    text.lines().map(str::trim).find(is_code).expect("the message has a code").to_owned()
}

/// Somebody signs in with a browser by the code from the mail; where it leads.
pub fn signs_in(branch: &Branch, browser: &Browser, address: &str, number: usize) -> Seen {
    let page = asks(browser, address);
    page.types("The code from the mail", &code_sent_to(branch, address, number)).presses("Sign in")
}

/// What the page says to each of seven wrong codes, and to one that comes too late.
fn told_to_a_guesser(branch: &Branch, address: &str) -> Vec<String> {
    let browser = branch.world.browser();
    let mut page = asks(&browser, address);
    let mut told = Vec::new();
    for _ in 0..7 {
        page = page.types("The code from the mail", "AAAAAA").presses("Sign in");
        told.push(page.words());
    }
    told
}

stories! {
    fn a_member_signs_in_by_the_code_from_the_mail_once(on: Database) {
        let branch = Branch::with_members(8, on);
        let browser = branch.world.browser();
        let page = asks(&browser, "gwen@northmoor.example");
        let code = code_sent_to(&branch, "gwen@northmoor.example", 1);

        page.types("The code from the mail", &code.to_lowercase()).presses("Sign in").says("Gwen Story");

        let again = browser.visits("/sign-in/code").types("The code from the mail", &code).presses("Sign in");
        again.answers(422).says("opened in another browser");
    }

    fn a_code_that_is_sent_twice_at_once_opens_one_session(on: Database) {
        let branch = Branch::with_members(8, on);
        let browser = branch.world.browser();
        let page = asks(&browser, "leila@northmoor.example");
        let code = code_sent_to(&branch, "leila@northmoor.example", 1);

        page.types("The code from the mail", &code).presses_twice("Sign in");

        branch.as_("leila").visits("/me/sessions").says("Where you are signed in");
        let others = branch.as_("leila").visits("/me/sessions").html.matches("Sign out there").count();
        assert_eq!(others, 2, "one by the code, and one of this story's own looks; the other is this one");
    }

    fn a_link_is_worthless_after_its_ten_minutes(on: Database) {
        let branch = Branch::with_members(8, on);
        let page = asks(&branch.world.browser(), "joe@northmoor.example");
        let code = code_sent_to(&branch, "joe@northmoor.example", 1);
        branch.world.turn_clock_to("2026-10-01T11:11:00Z");

        page.types("The code from the mail", &code).presses("Sign in").answers(422).says("older than ten minutes");
    }

    fn nobody_learns_from_the_sign_in_page_who_is_a_member(on: Database) {
        let branch = Branch::with_members(8, on);

        let of_a_member = told_to_a_guesser(&branch, "petra@northmoor.example");
        let of_a_stranger = told_to_a_guesser(&branch, "nobody@northmoor.example");

        assert_eq!(of_a_member, of_a_stranger);
        assert!(of_a_member[6].contains("Too many wrong codes"), "{}", of_a_member[6]);
    }

    fn a_code_typed_right_after_five_wrong_ones_lets_nobody_in(on: Database) {
        let branch = Branch::with_members(8, on);
        let mut page = asks(&branch.world.browser(), "ama@northmoor.example");
        let code = code_sent_to(&branch, "ama@northmoor.example", 1);
        for _ in 0..5 {
            page = page.types("The code from the mail", "AAAAAA").presses("Sign in");
        }

        page.types("The code from the mail", &code).presses("Sign in").answers(422).says("Too many wrong codes");
    }

    fn an_address_that_a_mail_program_broke_is_answered_in_words(on: Database) {
        let branch = Branch::with_members(2, on);
        let member = branch.as_("tom");

        for broken in ["/motions/not-an-id", "/meetings/12", "/record?before=yesterday"] {
            member.visits(broken).answers(404).says("There is no such page here").does_not_say("error");
        }
    }

    fn a_browser_that_was_not_seen_before_is_told_to_the_owner_once(on: Database) {
        let branch = Branch::with_members(8, on);
        let browser = branch.world.browser();
        let told = || {
            let sent = branch.world.post.messages().into_iter().filter(|message| message.to == "joe@northmoor.example");
            sent.filter(|message| message.words().contains("a device that we had not seen before")).count()
        };

        signs_in(&branch, &browser, "joe@northmoor.example", 1);
        branch.world.wait_until("the owner is told", || told() == 1);
        browser.visits("/me/sessions").says("from this machine").presses("Sign out here");
        signs_in(&branch, &browser, "joe@northmoor.example", 2);
        signs_in(&branch, &branch.world.browser(), "joe@northmoor.example", 3);

        branch.world.wait_until("the other browser is told", || told() == 2);
        let all = branch.world.post.messages().iter().filter(|message| message.to == "joe@northmoor.example").count();
        assert_eq!(all, 5, "three codes, and a word about each of two browsers");
    }

    fn a_member_who_lost_a_phone_signs_it_out_from_another(on: Database) {
        let branch = Branch::with_members(8, on);
        let (lost, at_home, third) = (branch.as_("petra"), branch.as_("petra"), branch.as_("petra"));

        at_home.visits("/me/sessions").says("this one").presses("Sign out everywhere but here").says("signed out everywhere but here");

        at_home.visits("/me").answers(200).says("Petra Story");
        assert_eq!(lost.visits("/me").path(), "/sign-in");
        assert_eq!(third.visits("/me").path(), "/sign-in");
    }
}
