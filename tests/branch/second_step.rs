//! The second step of signing in: who takes it, what opens it, how it is begun anew, and where it is asked for again.

use wardmote::{accounts::AppKey, members::Office};

use crate::{
    accounts::signs_in,
    stories,
    world::{Branch, Browser, Database, Lived, Seen},
};

/// An app on somebody's phone, and the recovery codes that she wrote down.
struct Phone {
    key: AppKey,
    codes: Vec<String>,
}

impl Phone {
    /// The figures that it shows now.
    fn shows(&self, branch: &Branch) -> String {
        self.key.figures_at(branch.world.clock.now()).expect("figures")
    }
}

/// What stands between two marks in a page.
fn between<'a>(html: &'a str, before: &str, after: &str) -> Vec<&'a str> {
    html.split(before).skip(1).filter_map(|rest| rest.split_once(after)).map(|(found, _)| found).collect()
}

/// The key on the page for setting up.
fn key_on(page: &Seen) -> AppKey {
    let spelled = between(&page.html, "name=\"key\" value=\"", "\"");
    AppKey::parse(spelled.first().expect("a key")).expect("a key that an app reads")
}

/// Sets the second step up in a browser; the page with the recovery codes is left by its link.
fn sets_up(branch: &Branch, browser: &Browser) -> Phone {
    let page = browser.visits("/second-step/new");
    let key = key_on(&page);
    let figures = key.figures_at(branch.world.clock.now()).expect("figures");
    let kept = page.types("The six figures", &figures).presses("Set it up").says("Keep these codes on paper");
    let codes = between(&kept.html, "<li>", "</li>").into_iter().filter(|code| code.len() == 29).map(str::to_owned).collect();
    kept.follows("I have kept them");
    Phone { key, codes }
}

/// How many messages with these words went to the secretary.
fn told(branch: &Branch, words: &str) -> usize {
    let sent = branch.world.post.messages();
    sent.iter().filter(|message| message.to == "nadia@northmoor.example" && message.words().contains(words)).count()
}

stories! {
    fn an_officer_who_comes_by_mail_alone_is_a_member_until_the_second_step(on: Database) {
        let branch = Branch::with_members(4, on);
        let browser = branch.world.browser();

        let page = signs_in(&branch, &browser, "nadia@northmoor.example", 1).says("Set up your second step, once");
        assert_eq!(page.path(), "/second-step/new");
        browser.visits("/meetings").answers(200).says("You are here as a member").does_not_say("The outbox");
        assert_eq!(browser.visits("/members").path(), "/second-step/new", "what the office opens waits");
        browser.posts("/members/new", &[]).answers(403).says("Take the second step first");
        let phone = sets_up(&branch, &browser);

        assert_eq!(phone.codes.len(), 8);
        browser.visits("/members").answers(200).says("Nadia Story").does_not_say("You are here as a member");
        branch.world.wait_until("the officer is told", || told(&branch, "From now on your office opens only") == 1);
    }

    fn the_next_time_the_figures_of_the_app_are_asked_for_and_lead_on(on: Database) {
        let branch = Branch::with_members(4, on);
        let phone = sets_up(&branch, &branch.as_("nadia"));
        branch.world.turn_clock_to("2026-10-02T09:00:00Z");
        let browser = branch.world.browser();
        let page = signs_in(&branch, &browser, "nadia@northmoor.example", 1).says("One more step");
        assert!(page.path() == "/second-step");

        let page = page.types("The six figures that your app shows", "000000").presses("Go on").answers(422);
        let page = page.says("That code does not open this").types("The six figures that your app shows", &phone.shows(&branch));

        assert_eq!(page.presses("Go on").path(), "/");
        browser.visits("/members").answers(200).says("Nadia Story");
    }

    fn figures_and_recovery_codes_open_once(on: Database) {
        let branch = Branch::with_members(4, on);
        let phone = sets_up(&branch, &branch.as_("nadia"));
        branch.world.turn_clock_to("2026-10-02T09:00:00Z");
        let takes = |number: usize, code: &str| {
            let browser = branch.world.browser();
            let page = signs_in(&branch, &browser, "nadia@northmoor.example", number);
            page.types("The six figures that your app shows", code).presses("Go on").status
        };
        let (figures, code) = (phone.shows(&branch), phone.codes[3].to_lowercase());

        assert_eq!((takes(1, &figures), takes(2, &figures)), (200, 422));
        assert_eq!((takes(3, &code), takes(4, &code)), (200, 422));
        branch.world.wait_until("the officer is told", || told(&branch, "Codes that are left: 7") == 1);
    }

    fn figures_that_are_sent_twice_by_an_impatient_finger_lead_on(on: Database) {
        let branch = Branch::with_members(4, on);
        let phone = sets_up(&branch, &branch.as_("nadia"));
        branch.world.turn_clock_to("2026-10-02T09:00:00Z");
        let browser = branch.world.browser();
        let page = signs_in(&branch, &browser, "nadia@northmoor.example", 1);

        let page = page.types("The six figures that your app shows", &phone.shows(&branch)).presses_twice("Go on");

        assert_eq!((page.status, page.path().as_str()), (200, "/"));
        branch.world.turn_clock_to("2026-10-02T09:05:00Z");
        browser.visits("/members").answers(200).says("Nadia Story");
    }

    fn somebody_who_reads_the_mail_guesses_five_times_and_the_officer_learns_of_it(on: Database) {
        let branch = Branch::with_members(4, on);
        let phone = sets_up(&branch, &branch.as_("nadia"));
        branch.world.turn_clock_to("2026-10-02T09:00:00Z");
        let mut page = signs_in(&branch, &branch.world.browser(), "nadia@northmoor.example", 1);
        for _ in 0..5 {
            page = page.types("The six figures that your app shows", "ABCD-EFGH-JKLM-NPQR").presses("Go on").says("does not open this");
        }

        let page = page.types("The six figures that your app shows", &phone.shows(&branch)).presses("Go on");
        let page = page.answers(422).says("Wait a quarter of an hour");
        branch.world.wait_until("the officer is told", || told(&branch, "Somebody else may be reading your mail") == 1);
        branch.world.turn_clock_to("2026-10-02T09:16:00Z");

        page.types("The six figures that your app shows", &phone.shows(&branch)).presses("Go on").answers(200);
    }

    fn who_steals_the_database_finds_neither_the_key_nor_the_codes(on: Database) {
        let branch = Branch::with_members(4, on);
        let phone = sets_up(&branch, &branch.as_("nadia"));

        let kept = branch.world.everything_kept();

        let hex: String = phone.key.bytes().iter().map(|byte| format!("{byte:02x}")).collect();
        for secret in [phone.key.spelled(), phone.key.spelled().replace(' ', ""), hex, phone.codes[0].clone(), phone.codes[0].replace('-', "")] {
            assert!(!kept.to_lowercase().contains(&secret.to_lowercase()), "{secret} stands in the database");
        }
    }

    fn a_branch_that_moved_without_its_key_says_so_and_recovery_codes_still_open(on: Database) {
        let branch = Branch::with_members(4, on);
        let phone = sets_up(&branch, &branch.as_("nadia"));
        let key = branch.world.scribe.settings().data_dir.join("secrets.key");
        assert!(branch.at_the_console(&["check"]).1.contains("All is well."));

        std::fs::remove_file(&key).expect("the key is left behind");

        let (is_well, said) = branch.at_the_console(&["check"]);
        assert!(!is_well && said.contains("1 sealed value of “Your second step of signing in” cannot be opened"), "{said}");
        assert_eq!(phone.codes.len(), 8, "codes need no key: they are kept as hashes");
    }

    fn two_officers_let_a_third_who_lost_the_phone_begin_anew(on: Database) {
        let branch = Branch::with_members(6, on);
        branch.give_office("tom", Office::Chair);
        branch.give_office("ama", Office::Treasurer);
        let (nadia, tom, ama) = (branch.as_("nadia"), branch.as_("tom"), branch.as_("ama"));
        let lost = sets_up(&branch, &nadia);

        let page = tom.visits("/second-steps").says("2 officers have still to set up").presses("Lost the phone");
        page.says("Another officer confirms it").says("Tom Story proposed").does_not_say("Confirm that");
        branch.world.wait_until("the officer is told", || told(&branch, "Tom Story proposed that you set up") == 1);
        nadia.visits("/second-steps").does_not_say("Confirm that");
        ama.visits("/second-steps").presses("Confirm").says("set up anew at the next sign-in");

        assert_eq!(nadia.visits("/me").path(), "/sign-in", "she is signed out everywhere");
        let browser = branch.world.browser();
        signs_in(&branch, &browser, "nadia@northmoor.example", 1).says("Set up your second step, once");
        assert!(sets_up(&branch, &browser).key != lost.key);
        branch.world.wait_until("the officer is told", || told(&branch, "Your app and your recovery codes open nothing any more") == 1);
    }

    fn an_officer_cannot_let_herself_in_nor_confirm_what_she_proposed(on: Database) {
        let branch = Branch::with_members(6, on);
        branch.give_office("tom", Office::Chair);
        let (nadia, tom) = (branch.as_("nadia"), branch.as_("tom"));
        sets_up(&branch, &nadia);
        let account = branch.person("nadia").account.to_string();

        nadia.posts("/second-steps/resets", &[("account", &account)]).answers(409).says("two other officers do that");
        let page = tom.visits("/second-steps").presses("Lost the phone");
        let stop = between(&page.html, "/second-steps/resets/", "/stop").first().expect("a proposal").to_string();
        let address = format!("/second-steps/resets/{stop}/confirmation");
        tom.posts(&address, &[]).answers(409).says("two officers besides the person");
        nadia.posts(&address, &[]).answers(409).says("two other officers do that");

        nadia.visits("/second-steps").presses("Stop it").says("Nothing has changed");
        tom.posts(&address, &[]).answers(409).says("settled already");
    }

    fn who_runs_the_machine_lets_the_only_officer_begin_anew(on: Database) {
        let branch = Branch::with_members(4, on);
        let browser = branch.as_("nadia");
        sets_up(&branch, &browser);

        let (is_done, said) = branch.at_the_console(&["forget-second-step", "nadia@northmoor.example"]);

        assert!(is_done && said.contains("The second step of Nadia Story is forgotten"), "{said}");
        assert_eq!(browser.visits("/me").path(), "/sign-in");
        let (is_done, said) = branch.at_the_console(&["forget-second-step", "tom@northmoor.example"]);
        assert!(!is_done && said.contains("no second step is set up there"), "{said}");
    }

    fn an_act_that_weighs_much_asks_again_and_keeps_what_was_typed(on: Database) {
        let branch = Branch::with_members(6, on);
        let browser = branch.as_("nadia");
        let phone = sets_up(&branch, &browser);
        branch.world.turn_clock_to("2026-10-01T11:30:00Z");
        let form = browser.visits("/members/offices").types("To whom", "Tom Story").sets("office", "chair").types("From", "2026-10-01");

        let page = form.presses("Give the office").says("It is a while since you typed a code").says("Nothing has been done yet");
        browser.visits("/members/offices").does_not_say("Tom Story");
        let page = page.types("The six figures that your app shows", "000000").presses("Go on with it").answers(422);
        let page = page.says("That code does not open this").types("The six figures that your app shows", &phone.shows(&branch));
        let page = page.presses("Go on with it").answers(200);

        assert_eq!(page.path(), "/members/offices");
        page.says("Tom Story");
        let end = browser.visits("/members/offices").types("To whom", "Ama Story").sets("office", "treasurer").types("From", "2026-10-01");
        end.presses("Give the office").says("Ama Story").does_not_say("It is a while");
    }

    fn what_goes_out_to_all_opens_or_closes_a_vote_or_takes_data_along_asks_again(on: Database) {
        let branch = Branch::with_members(4, on);
        let browser = branch.as_("nadia");
        sets_up(&branch, &browser);
        branch.world.turn_clock_to("2026-10-01T11:30:00Z");

        let any = "00000000-0000-0000-0000-000000000000";
        for weighty in [
            format!("/ballots/{any}/opening"),
            format!("/ballots/{any}/closing"),
            format!("/triggers/{any}/opening"),
            format!("/members/import/{any}/application"),
            format!("/members/offices/{any}/end"),
            format!("/members/{any}/copy"),
            format!("/members/{any}/erasure"),
            format!("/officers/terms/{any}/leaving"),
            "/mailings".to_owned(),
            "/lists/file".to_owned(),
        ] {
            browser.posts(&weighty, &[]).says("It is a while since you typed a code").says("Nothing has been done yet");
        }
    }

    fn a_member_needs_no_second_step_and_is_told_so(on: Database) {
        let branch = Branch::with_members(4, on);

        let page = signs_in(&branch, &branch.world.browser(), "tom@northmoor.example", 1);

        assert_eq!(page.path(), "/");
        branch.as_("tom").visits("/second-step").answers(409).says("You need no second step here");
        branch.as_("tom").visits("/me/sessions").does_not_say("second step");
        branch.as_("tom").visits("/second-steps").answers(403);
    }

    fn in_a_practice_branch_nobody_takes_a_second_step(on: Database) {
        let lived = Lived::in_(on);
        let secretary = lived.browser_of(lived.roles()[0].account);
        lived.world.turn_clock_to("2026-11-23T12:00:00Z");

        secretary.visits("/practice").says("Practice asks for neither");
        secretary.visits("/members").answers(200).does_not_say("You are here as a member");
        let form = secretary.visits("/members/offices").types("To whom", "nobody").presses("Give the office");
        form.answers(422).does_not_say("It is a while");
    }

    fn the_second_step_is_asked_for_again_after_a_week(on: Database) {
        let branch = Branch::with_members(4, on);
        let browser = branch.as_("nadia");
        sets_up(&branch, &browser);
        for day in 1..8 {
            let next_morning = format!("2026-10-0{}T08:00:00Z", day + 1);
            for moment in [format!("2026-10-0{day}T14:00:00Z"), format!("2026-10-0{day}T22:00:00Z"), next_morning] {
                branch.world.turn_clock_to(&moment);
                browser.visits("/members").answers(200).says("Nadia Story");
            }
        }

        branch.world.turn_clock_to("2026-10-08T12:00:00Z");

        assert_eq!(browser.visits("/members").path(), "/second-step");
    }
}
