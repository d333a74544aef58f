//! Lists of people: asked in plain words, kept, shared, and taken away with no more than the purpose needs.

use wardmote::members::{self, Joining, Office};

use crate::{
    stories,
    world::{Branch, Database},
};

/// Somebody in Northgate who joined lately, without a mail address.
fn joins(branch: &Branch, name: &str, number: &str) {
    let joining = Joining {
        number: number.to_owned(),
        first_name: name.to_owned(),
        last_name: "Joiner".to_owned(),
        mobile: "07700 900123".to_owned(),
        address: "=HYPERLINK(\"x\")".to_owned(),
        ward: Some("Northgate".to_owned()),
        class: "full".to_owned(),
        joined_on: "2026-08-01".parse().expect("a written day"),
        paid_to: Some("2026-08-31".parse().expect("a written day")),
        source: "story".to_owned(),
        ..Joining::default()
    };
    branch.act(|act| Ok(members::join(act, &joining)?));
}

stories! {
    fn a_question_is_put_together_and_said_in_plain_words(on: Database) {
        let branch = Branch::with_members(6, on);
        joins(&branch, "Wanda", "J1");
        let form = branch.as_("nadia").visits("/members").follows("Lists");

        let page = form.types("They live in", "Northgate").types("They joined on or after", "2026-07-01").types("Their mail address is", "no")
            .types("Their dues are", "late").presses("Find them");

        let page = page.says("1 person").says("Members who live in Northgate, joined on or after Wednesday 1 July 2026, are late with their dues");
        page.says("and have no mail address.").says("Wanda Joiner").does_not_say("Tom Story").does_not_say("07700 900123");
        branch.as_("nadia").visits("/lists/people?joined_before=2026-01-01").says("6 people").does_not_say("Wanda Joiner");
        branch.as_("nadia").visits("/lists/people?joined_before=soon").answers(422).says("Write the day");
        branch.as_("tom").visits("/lists/people").answers(403);
    }

    fn who_is_suspended_holds_an_office_or_moved_is_asked_in_plain_words(on: Database) {
        let branch = Branch::with_members(6, on);
        let nadia = branch.as_("nadia");
        let form = nadia.visits(&format!("/members/{}", branch.person("petra").member)).follows("Suspension");
        let form = form.types("From", "2026-09-20").types("Who decided it, and when", "executive, 19 September");
        form.presses("Record the suspension").says("Membership is suspended");
        branch.act(|act| Ok(wardmote::places::ward_named(act, "Northgate")?));
        let moves = branch.as_("tom").visits("/me/address").sets("ward", "Northgate");
        let moves = moves.types("If the ward is another one: you moved on", "2026-09-28").presses("See what changes");
        moves.presses("Enter it").says("That is entered");

        let page = nadia.visits("/lists").sets("suspended", "yes").presses("Find them").says("1 person");
        page.says("Members who are suspended today.").says("Petra Story");
        nadia.visits("/lists/people?suspended=no").says("5 people").does_not_say("Petra Story");
        nadia.visits("/lists/people?office=yes").says("1 person").says("Members who hold an office today.");
        nadia.visits("/lists/people?office=no&suspended=no").says("4 people").says("are not suspended today and hold no office today.");
        let moved = nadia.visits("/lists/people?moved_since=2026-09-28").says("1 person").says("Tom Story");
        moved.says("Members who came to live in their ward on or after Monday 28 September 2026.");
        nadia.visits("/lists/people?moved_since=2026-09-29").says("Nobody").does_not_say("Tom Story");
    }

    fn a_long_list_is_turned_page_by_page(on: Database) {
        let branch = Branch::with_members(51, on);

        let first = branch.as_("nadia").visits("/lists/people?mail=yes").says("51 people").says("Page 1 of 2");
        let last = first.follows("Next").says("51 people").says("Page 2 of 2");
        assert_eq!(last.links().into_iter().filter(|link| link.starts_with("/members/") && link.len() > 40).count(), 1);
    }

    fn who_came_to_a_meeting_and_who_stayed_away(on: Database) {
        let branch = Branch::with_members(6, on);
        let meeting = branch.evening_with_a_motion("Buses");
        let nadia = branch.as_("nadia");
        nadia.posts(&format!("{meeting}/arrivals/{}", branch.person("tom").member), &[]).answers(200);

        nadia.visits("/lists/people?came_since=2026-10-15").says("1 person").says("Tom Story");
        nadia.visits("/lists/people?away_since=2026-10-15").says("5 people").does_not_say("Tom Story");
    }

    fn the_same_list_draws_the_same_people_and_another_one_others(on: Database) {
        let branch = Branch::with_members(12, on);
        let drawn = |seed: &str| {
            let page = branch.as_("nadia").visits(&format!("/lists/people?random=4&seed={seed}")).says("4 people");
            page.links().into_iter().filter(|link| link.starts_with("/members/") && link.len() > 40).collect::<Vec<_>>()
        };

        let first = drawn("a");

        assert_eq!(first.len(), 4);
        assert_eq!(first, drawn("a"));
        assert!(["b", "c", "d"].iter().any(|seed| drawn(seed) != first), "chance decides");
    }

    fn a_list_is_kept_shared_put_away_and_brought_back(on: Database) {
        let branch = Branch::with_members(6, on);
        branch.give_office("ama", members::Office::MembershipSecretary);
        let nadia = branch.as_("nadia");
        let found = || nadia.visits("/lists/people?mail=yes");
        found().presses("Keep it").answers(422).says("Write a name");
        found().types("Its name", "All by mail").presses("Keep it").says("The list is kept").says("All by mail");
        branch.as_("ama").visits("/lists").does_not_say("All by mail");
        found().types("Its name", "Mail, shared").ticks("Everybody who looks after the register may use it").presses("Keep it").answers(200);

        branch.as_("ama").visits("/lists").does_not_say("All by mail").follows("Mail, shared").says("6 people");
        let page = nadia.visits("/lists").presses("Put away All by mail").says("The list is put away").does_not_say("All by mail");
        page.presses("Undo").says("All by mail");
        branch.verified();
    }

    fn a_file_holds_what_its_purpose_needs_and_everybody_on_it_can_read_that(on: Database) {
        let branch = Branch::with_members(6, on);
        joins(&branch, "Wanda", "J1");
        let nadia = branch.as_("nadia");
        let page = || nadia.visits("/lists/people?joined_before=2030-01-01");
        page().presses("Download the file").answers(422).says("Choose what is on the file").says("Choose what you need it for");

        let mail = page().ticks("Mail addresses only").ticks("About a meeting").presses("Download the file").answers(200);
        assert!(mail.html.contains("tom@northmoor.example") && !mail.html.contains("Tom Story"), "{}", mail.html);
        branch.as_("tom").visits("/me/looks").says("was shown your mail address and telephone number, for a meeting");

        let letters = page().ticks("Names and postal addresses").ticks("About a meeting").presses("Download the file");
        assert!(letters.html.contains("Wanda Joiner,\"'=HYPERLINK("), "{}", letters.html);
        assert!(!letters.html.contains("07700"), "{}", letters.html);
    }

    fn many_people_leave_at_one_officers_word_by_name_and_otherwise_when_another_agrees(on: Database) {
        let branch = Branch::with_members(51, on);
        branch.give_office("ama", Office::MembershipSecretary);
        let (nadia, ama) = (branch.as_("nadia"), branch.as_("ama"));
        let page = || nadia.visits("/lists/people");
        let names = page().ticks("Names to tick off").ticks("About a meeting").presses("Download the file").answers(200);
        assert!(names.html.contains("Tom Story,N0002"), "{}", names.html);

        let asked = page().ticks("Mail addresses only").ticks("About a meeting").presses("Download the file");
        asked.says("The file is asked for").says("Mail addresses only, 51 people").says("Another officer has to agree.").does_not_say("Agree Mail");
        branch.as_("tom").visits("/me/looks").does_not_say("mail address");
        branch.as_("tom").visits("/lists/releases").answers(403);

        ama.visits("/lists/releases").says("All members. About a meeting.").says("Nadia Story asked for it").presses("Agree Mail addresses only").says("You have agreed");
        ama.visits("/lists/releases").says("Agreed").does_not_say("Download it");
        let mail = nadia.visits("/lists/releases").presses("Download it Mail addresses only").answers(200);
        assert!(mail.html.contains("tom@northmoor.example") && !mail.html.contains("Tom Story"), "{}", mail.html);
        nadia.visits("/lists/releases").says("Taken").does_not_say("Download it");
        let public = branch.world.browser().visits("/privacy").says("Files taken in three months").does_not_say("Nadia");
        public.says("Names to tick off 1 file, 51 people on it").says("Mail addresses only 1 file, 51 people on it");
        branch.as_("tom").visits("/me/looks").says("was shown your mail address and telephone number, for a meeting");
        branch.verified();
    }

    fn a_file_about_more_people_than_were_agreed_to_or_that_was_refused_does_not_go(on: Database) {
        let branch = Branch::with_members(51, on);
        branch.give_office("ama", Office::MembershipSecretary);
        let (nadia, ama) = (branch.as_("nadia"), branch.as_("ama"));
        let asks = || nadia.visits("/lists/people").ticks("Mail addresses only").ticks("About a meeting").presses("Download the file").says("is asked for");
        asks();
        ama.visits("/lists/releases").presses("Refuse Mail addresses only").says("No file is made").says("Refused");
        nadia.visits("/lists/releases").does_not_say("Download it");

        asks();
        ama.visits("/lists/releases").presses("Agree Mail addresses only").answers(200);
        joins(&branch, "Wanda", "J1");
        nadia.visits("/lists/releases").presses("Download it Mail addresses only").answers(409).says("52 people are found today, and 51 were agreed to");
        branch.world.turn_clock_to("2026-10-20T11:00:00Z");
        branch.as_("nadia").visits("/lists/releases").says("Too late").does_not_say("Download it");
    }

    fn whole_entries_leave_by_two_keys_and_loaded_again_change_nobody(on: Database) {
        let branch = Branch::with_members(12, on);
        branch.give_office("ama", Office::MembershipSecretary);
        joins(&branch, "Łucja", "0012345");
        let (nadia, ama) = (branch.as_("nadia"), branch.as_("ama"));
        nadia.visits("/lists/people").ticks("Whole entries, as a membership list that can be loaded again").ticks("To check the register")
            .presses("Download the file").says("is asked for");
        ama.visits("/lists/releases").presses("Agree Whole entries, as a membership list that can be loaded again").answers(200);
        let file = nadia.visits("/lists/releases").presses("Download it Whole entries, as a membership list that can be loaded again").answers(200).html;
        assert!(file.contains("Łucja") && file.contains("'=HYPERLINK"), "{file}");

        let preview = nadia.visits("/members/import").attaches("list.csv", file.as_bytes()).presses("Look at it");
        preview.says("This list changes nothing.");
        branch.as_("tom").visits("/me/looks").says("was shown how to reach you: mail, telephone, address and day of birth, to look after the register");
        branch.verified();
    }
}
