//! Forgetting people: asked for or proposed, confirmed by a second person, done weeks later, and never to those still needed.

use std::fs;

use wardmote::{
    accounts,
    members::Office,
    privacy::{self, jobs},
};

use crate::{
    stories,
    world::{Branch, Database},
};

/// The membership of somebody ends on a day, as the secretary records it.
fn leaves(branch: &Branch, called: &str, first_day_without: &str) {
    let form = branch.as_("nadia").visits(&format!("/members/{}/class", branch.person(called).member)).sets("class", "none");
    let form = form.types("From this day on", first_day_without).types("Where you know it from", "letter");
    form.presses("Put it right").answers(200);
}

/// What time brings on a day.
fn on_day(branch: &Branch, day: &str) {
    branch.world.turn_clock_to(&format!("{day}T11:00:00Z"));
    jobs::let_go(&branch.world.scribe).expect("the job is done");
    accounts::jobs::sweep(&branch.world.scribe).expect("forms are forgotten");
}

stories! {
    fn whoever_left_asks_to_be_forgotten_and_is_after_a_second_person_agreed(on: Database) {
        let branch = Branch::with_members(6, on);
        branch.give_office("ama", Office::Chair);
        let tom = branch.person("tom").member;
        let nadia = branch.as_("nadia");
        nadia.visits(&format!("/members/{tom}/erasure")).says("First the membership ends");
        nadia.posts(&format!("/members/{tom}/erasure"), &[]).answers(409).says("is a member");
        leaves(&branch, "tom", "2026-09-01");

        nadia.visits(&format!("/members/{tom}")).follows("Erasing it").presses("Ask for it").says("A second person confirms it");
        nadia.visits("/privacy/erasures").presses("Confirm Tom Story").answers(409).says("Whoever proposes it does not confirm it");
        branch.as_("ama").visits("/privacy/erasures").presses("Confirm Tom Story").says("That is confirmed").says("15 October 2026");

        on_day(&branch, "2026-10-14");
        branch.as_("nadia").visits(&format!("/members/{tom}")).says("Tom Story");
        on_day(&branch, "2026-10-15");
        let page = branch.as_("nadia").visits(&format!("/members/{tom}")).does_not_say("Tom Story").says("Member #N0002 (erased)");
        page.says("from Wednesday 1 January 2020").follows("Erasing it").says("It is erased");
        branch.verified();
    }

    fn nothing_of_what_was_known_is_left_in_any_table(on: Database) {
        let branch = Branch::with_members(6, on);
        branch.give_office("ama", Office::Chair);
        let tom = branch.person("tom").member;
        branch.as_("tom").visits("/me/needs").types("What would help", "A step-free way in").presses("Save").answers(200);
        leaves(&branch, "tom", "2026-09-01");
        branch.as_("nadia").visits(&format!("/members/{tom}/erasure")).presses("Ask for it").answers(200);
        branch.as_("ama").visits("/privacy/erasures").presses("Confirm Tom Story").answers(200);

        on_day(&branch, "2026-10-15");

        let all = branch.world.everything_kept();
        for known in ["tom@northmoor.example", "Tom Story", "A step-free way in"] {
            assert!(!all.contains(known), "{known} is still kept");
        }
        assert!(all.contains("ama@northmoor.example"), "the others are");
    }

    fn whoever_was_forgotten_is_forgotten_again_when_a_backup_brings_them_back(on: Database) {
        let branch = Branch::with_members(6, on);
        branch.give_office("ama", Office::Chair);
        let (tom, joe) = (branch.person("tom").member, branch.person("joe").member);
        leaves(&branch, "tom", "2026-09-01");
        branch.as_("nadia").visits(&format!("/members/{tom}/erasure")).presses("Ask for it").answers(200);
        branch.as_("ama").visits("/privacy/erasures").presses("Confirm Tom Story").answers(200);
        on_day(&branch, "2026-10-15");
        let scribe = &branch.world.scribe;
        let file = scribe.settings().data_dir.join("forgotten");
        let listed = fs::read_to_string(&file).expect("the list of those who were forgotten");
        assert_eq!(listed, format!("{} {tom} asked\n", branch.id), "ids, and nothing else");

        // As after a backup of a day on which Joe was a member still: the file knows more than the database.
        fs::write(&file, format!("{listed}{} {joe} left\n", branch.id)).expect("the file");
        assert_eq!(privacy::stay_forgotten(scribe).expect("it can be done"), 1);

        let nadia = branch.as_("nadia");
        nadia.visits(&format!("/members/{joe}")).does_not_say("Joe Story").says("Member #N0005 (erased)");
        nadia.visits("/members").says("4 members");
        assert!(!branch.world.everything_kept().contains("joe@northmoor.example"));
        assert_eq!(privacy::stay_forgotten(scribe).expect("it can be done"), 0, "once is enough");

        // Joe comes back under his old number: what was forgotten then says nothing of now.
        let form = nadia.visits(&format!("/members/{joe}/details")).types("First name", "Joe").types("Last name", "Story");
        form.types("Where you know it from", "Joe").presses("Put it right").answers(200);
        assert_eq!(privacy::stay_forgotten(scribe).expect("it can be done"), 0, "whoever came back stays");
        nadia.visits(&format!("/members/{joe}")).says("Joe Story");
        branch.verified();
    }

    fn whoever_is_still_needed_is_held_and_reads_until_when(on: Database) {
        let branch = Branch::with_members(6, on);
        let (tom, nadia) = (branch.person("tom").member, branch.as_("nadia"));
        branch.open_selection(["Ama Story", "Petra Story", "Joe Story", "Leila Story"]);
        leaves(&branch, "tom", "2026-09-01");

        let page = branch.as_("tom").visits("/me/erasure").says("It has to wait").says("on the roll of the ballot");
        page.says("until it is counted");
        nadia.posts(&format!("/members/{tom}/erasure"), &[]).answers(409).says("It cannot be erased yet");
    }

    fn the_program_proposes_few_shows_them_for_two_weeks_and_never_those_who_stay(on: Database) {
        let branch = Branch::with_members(8, on);
        leaves(&branch, "petra", "2024-07-01");
        leaves(&branch, "tom", "2024-08-01");
        leaves(&branch, "joe", "2025-08-01");

        on_day(&branch, "2026-10-01");
        on_day(&branch, "2026-10-02");
        let list = branch.as_("nadia").visits("/privacy/erasures").says("1 person is to be forgotten").says("Petra Story");
        list.presses("Confirm Petra Story").answers(409).says("It can be confirmed from Thursday 15 October 2026 on");

        on_day(&branch, "2026-10-15");
        branch.as_("nadia").visits("/privacy/erasures").presses("Confirm Petra Story").says("14 November 2026").presses("Stop Petra Story")
            .says("Everything stays as it was");
        on_day(&branch, "2026-11-20");
        let list = branch.as_("nadia").visits("/privacy/erasures").says("Tom Story").does_not_say("Petra Story");
        list.does_not_say("Joe Story");
    }

    fn whoever_joins_again_before_the_day_is_not_forgotten(on: Database) {
        let branch = Branch::with_members(6, on);
        branch.give_office("ama", Office::Chair);
        let tom = branch.person("tom").member;
        leaves(&branch, "tom", "2026-09-01");
        branch.as_("nadia").visits(&format!("/members/{tom}/erasure")).presses("Ask for it").answers(200);
        branch.as_("ama").visits("/privacy/erasures").presses("Confirm Tom Story").answers(200);
        let form = branch.as_("nadia").visits(&format!("/members/{tom}/class")).sets("class", "full");
        form.types("From this day on", "2026-10-01").types("Where you know it from", "form").presses("Put it right").answers(200);

        on_day(&branch, "2026-10-15");

        branch.as_("nadia").visits(&format!("/members/{tom}")).says("Tom Story");
        branch.as_("nadia").visits("/privacy/erasures").says("Nobody is to be forgotten");
    }
}
