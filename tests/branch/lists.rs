//! Lists of people: asked in plain words, kept, shared, and taken away with no more than the purpose needs.

use wardmote::members::{self, Joining};

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

    fn many_people_leave_only_by_name(on: Database) {
        let branch = Branch::with_members(51, on);
        let page = || branch.as_("nadia").visits("/lists/people");

        let refused = page().ticks("Mail addresses only").ticks("About a meeting").presses("Download the file");
        refused.answers(422).says("No more than 50 people leave on one file").does_not_say("tom@northmoor.example");

        let names = page().ticks("Names to tick off").ticks("About a meeting").presses("Download the file").answers(200);
        assert!(names.html.contains("Tom Story,N0002"), "{}", names.html);
    }
}
