//! A selection from its call to its ballot: who may stand, whose names go on the paper, and how a slip is put right.

use crate::{
    stories,
    world::{Branch, Database, Seen},
};

/// The selection as nadia calls it, before anybody is named.
fn called(branch: &Branch) -> Seen {
    calling(branch, "2026-10-01", "2026-10-25").sets("reason", "A by-election").presses("Call the selection")
}

fn calling(branch: &Branch, opens: &str, closes: &str) -> Seen {
    let form = branch.as_("nadia").visits("/selections/new");
    let form = form.types("What the candidate will stand for", "Candidate for Millbank ward").types("How many are chosen", "1");
    form.types("The ballot opens on", opens).types("It closes on", closes).types("at", "17:00")
}

fn named(selection: Seen, name: &str) -> Seen {
    selection.types("Member", name).types("Statement", "Nurse").presses("Put on the list")
}

stories! {
    fn a_selection_goes_from_its_call_to_an_open_ballot(on: Database) {
        let branch = Branch::with_members(6, on);

        let page = named(called(&branch).says("Nobody is named yet"), "Ama Story").says("The candidate is on the list");
        let page = named(page, "Joe Story").says("Nurse");
        let ballot = page.presses("Draft the ballot").says("The ballot is drafted").presses("Open the ballot");

        ballot.says("Ama Story").says("Joe Story");
        branch.as_("tom").visits("/selections").follows("Candidate for Millbank ward").says("Go to the ballot");
    }

    fn whoever_runs_a_selection_does_not_stand_in_it(on: Database) {
        let branch = Branch::with_members(6, on);

        let refused = named(called(&branch), "Nadia Story").answers(422);

        refused.says("Whoever runs the selection cannot stand in it").says("Nobody is named yet");
    }

    fn nobody_stands_twice_and_what_was_typed_is_kept(on: Database) {
        let branch = Branch::with_members(6, on);
        let page = named(called(&branch), "Ama Story");

        let refused = named(page, "Ama Story").answers(422).says("This member is among the candidates already");

        assert!(refused.html.contains(r#"value="Ama Story""#), "the name stands in its field still");
    }

    fn a_name_that_means_nobody_or_several_is_asked_about(on: Database) {
        let branch = Branch::with_members(6, on);

        let page = named(called(&branch), "Zebedee").answers(422).says("Nobody in the register is found by “Zebedee”");

        named(page, "Story").answers(422).says("Enter the number");
    }

    fn whoever_stands_alone_is_declared_unopposed_and_a_slip_is_taken_back(on: Database) {
        let branch = Branch::with_members(6, on);
        let selection = called(&branch).does_not_say("Declare").path();
        branch.as_("nadia").posts(&format!("{selection}/declaration"), &[]).answers(409).says("Nobody stands yet.");

        named(branch.as_("nadia").visits(&selection), "Ama Story").says("Members can apply until").does_not_say("unopposed");
        branch.world.turn_clock_to("2026-10-02T11:00:00Z");
        let page = branch.as_("nadia").visits(&selection).says("No more stand than are chosen");
        page.presses("Declare them chosen, unopposed").says("Ama Story is chosen, unopposed.").does_not_say("Put on the list");
        branch.as_("tom").visits("/selections").says("Ama Story is chosen, unopposed.");
        branch.as_("tom").visits(&selection).says("the members were not asked").does_not_say("Take the declaration back");
        branch.as_("nadia").posts(&format!("{selection}/ballot"), &[]).answers(409).says("It is declared already");
        branch.as_("nadia").posts(&format!("{selection}/declaration"), &[]).answers(409).says("It is declared already");

        branch.as_("nadia").visits(&selection).presses("Take the declaration back").says("The declaration is taken back.");
        let page = named(branch.as_("nadia").visits(&selection), "Joe Story").does_not_say("unopposed");
        page.presses("Draft the ballot").says("The ballot is drafted");
        branch.as_("nadia").posts(&format!("{selection}/declaration"), &[]).answers(409).says("The ballot is not closed yet.");
    }

    fn what_a_ballot_decided_is_declared(on: Database) {
        let branch = Branch::with_members(9, on);
        let ballot = branch.open_selection(["Ama Story", "Petra Story", "Joe Story", "Leila Story"]);
        let paper = branch.as_("tom").visits(&format!("{ballot}/paper")).types("Joe Story", "1");
        paper.presses("Check my paper").presses("Put my paper in the box").says("in the box");
        let closing = branch.as_("nadia").visits(&format!("{ballot}/closing")).types("Why before its time", "Everybody agreed.");
        closing.presses("Close and count").says("closed and counted");

        let page = branch.as_("nadia").visits("/selections").follows("Candidate for Millbank");
        page.presses("Declare the result").says("The result is declared.").says("Joe Story is chosen.").says("Chosen");
        branch.as_("tom").visits("/selections").says("Joe Story is chosen.").does_not_say("unopposed");
    }

    fn one_name_alone_is_no_choice(on: Database) {
        let branch = Branch::with_members(6, on);
        let page = named(called(&branch), "Ama Story").does_not_say("Draft the ballot");

        let refused = branch.as_("nadia").posts(&format!("{}/ballot", page.path()), &[]);

        refused.answers(409).says("A selection needs at least two candidates");
    }

    fn a_draft_is_taken_back_and_the_list_opens_again(on: Database) {
        let branch = Branch::with_members(6, on);
        let selection = called(&branch).path();
        for name in ["Ama Story", "Joe Story"] {
            named(branch.as_("nadia").visits(&selection), name);
        }
        branch.as_("nadia").visits(&selection).presses("Draft the ballot");
        branch.as_("nadia").visits(&selection).does_not_say("Take off the list").presses("Take the draft back");

        let page = branch.as_("nadia").visits(&selection).presses("Take off the list");

        page.says("The name is off the list");
        branch.as_("nadia").visits("/ballots").does_not_say("Candidate for Millbank ward");
    }

    fn days_that_cannot_be_are_told_at_their_fields(on: Database) {
        let branch = Branch::with_members(6, on);

        let past = calling(&branch, "2026-09-01", "2026-10-25").presses("Call the selection").answers(422);
        assert!(past.html.contains(r#"value="2026-09-01""#), "what was typed is kept");

        calling(&branch, "2026-10-20", "2026-10-10").presses("Call the selection").answers(422);
        calling(&branch, "soon", "2026-10-10").presses("Call the selection").answers(422).says("Write a date, such as");
    }

    fn a_selection_is_called_by_whoever_may_run_ballots_and_by_nobody_else(on: Database) {
        let branch = Branch::with_members(6, on);
        let selection = called(&branch).path();

        branch.as_("tom").visits("/selections/new").answers(403);
        let shut = branch.as_("tom").posts(&format!("{selection}/candidates"), &[("member", "Tom Story")]);

        shut.answers(403).says("run ballots");
        branch.as_("tom").visits(&selection).says("Who stands is shown from Friday 2 October").does_not_say("Put on the list");
    }

    fn a_ballot_before_the_steps_can_be_over_is_refused_with_the_day_and_the_clause(on: Database) {
        let branch = Branch::with_members(6, on);

        let refused = calling(&branch, "2026-10-20", "2026-11-20").presses("Call the selection").answers(422);

        let refused = refused.says("The ballot can open on Friday 6 November 2026 at the earliest").says("selection procedures");
        let page = refused.types("Why it cannot wait", "The councillor has died").presses("Call the selection");
        page.follows("How these days were worked out").says("The councillor has died");
    }

    fn every_day_of_a_selection_is_told_with_its_reason_and_clause(on: Database) {
        let branch = Branch::with_members(6, on);
        let selection = calling(&branch, "2026-11-20", "2026-12-01").presses("Call the selection").path();

        let page = branch.as_("tom").visits(&selection).follows("How these days were worked out");

        let page = page.says("is the last day on which applications can close, because nominations close on Thursday 12 November");
        page.says("timetable, step 3").says("The roll is frozen on Thursday 1 October 2026").does_not_say("Move the days");
    }

    fn days_move_within_the_rules_and_no_further(on: Database) {
        let branch = Branch::with_members(6, on);
        let selection = calling(&branch, "2026-11-20", "2026-12-01").presses("Call the selection").path();
        let timetable = format!("{selection}/timetable");

        let page = branch.as_("nadia").visits(&timetable).types("Applications close", "2026-10-20").presses("Move the days");
        let page = page.says("The days are moved").says("Tuesday 20 October 2026");

        let refused = page.types("Applications close", "2026-10-14").presses("Move the days").answers(422);
        let refused = refused.says("Thursday 15 October 2026 is the first day on which applications can close");
        assert!(refused.html.contains(r#"value="2026-10-14""#), "what was typed is kept");
        branch.world.turn_clock_to("2026-10-21T11:00:00Z");
        let late = branch.as_("nadia").posts(&timetable, &[("applications-close", "2026-10-28")]).answers(422);
        late.says("This day is over, so it stays: Tuesday 20 October 2026");
    }

    fn the_officer_who_runs_it_reads_what_is_due_next(on: Database) {
        let branch = Branch::with_members(6, on);
        calling(&branch, "2026-11-20", "2026-12-01").presses("Call the selection");
        branch.world.turn_clock_to("2026-10-27T11:00:00Z");

        branch.as_("nadia").visits("/").says("Candidate for Millbank ward: applications close in 2 days, on Thursday");

        let list = branch.as_("nadia").visits("/selections").says("What is due").does_not_say("Applications open");
        list.follows("Applications close").says("The days of this selection");
        branch.as_("tom").visits("/selections").does_not_say("What is due");
    }

    fn a_member_applies_and_nobody_but_the_officer_learns_of_it_before_the_close(on: Database) {
        let branch = Branch::with_members(6, on);
        let selection = calling(&branch, "2026-11-20", "2026-12-01").presses("Call the selection").path();

        let form = branch.as_("ama").visits(&selection).follows("Apply to be chosen").says("0 of 300 words").says("met");
        form.types("Your statement", "Nurse in Millbank").presses("Hand it in").says("Your application is in");

        branch.as_("nadia").visits(&selection).follows("Applications: 1").says("Nurse in Millbank").does_not_say("Put on the list");
        let seen = branch.as_("tom").visits(&selection).does_not_say("Ama Story").does_not_say("Applications:");
        seen.says("Who stands is shown from Friday 30 October 2026");
        branch.as_("tom").visits("/record").does_not_say("Ama Story");
        branch.as_("tom").visits(&format!("{selection}/applications")).answers(403);
    }

    fn applications_freeze_at_their_close_and_go_on_the_list_the_day_after(on: Database) {
        let branch = Branch::with_members(6, on);
        let selection = calling(&branch, "2026-11-20", "2026-12-01").presses("Call the selection").path();
        for called in ["ama", "joe"] {
            let form = branch.as_(called).visits(&format!("{selection}/application"));
            form.types("Your statement", "I will listen").presses("Hand it in");
        }
        let changing = branch.as_("joe").visits(&format!("{selection}/application")).types("Your statement", "And I will speak");
        branch.world.turn_clock_to("2026-10-30T09:00:00Z");

        let late = changing.presses("Change it");
        late.answers(409).says("Applications closed at the end of Thursday 29 October 2026");

        let list = branch.as_("nadia").visits(&format!("{selection}/applications"));
        list.presses("Put on the list").presses("Put on the list").says("on the list");
        branch.as_("tom").visits(&selection).says("Ama Story").says("Joe Story").says("I will listen");
        branch.as_("joe").visits(&format!("{selection}/application")).presses("Withdraw my application");
        branch.as_("tom").visits(&selection).says("Ama Story").does_not_say("Joe Story");
    }

    fn a_statement_that_is_too_long_is_refused_with_the_clause_and_kept(on: Database) {
        let branch = Branch::with_members(6, on);
        let selection = calling(&branch, "2026-11-20", "2026-12-01").presses("Call the selection").path();
        let form = branch.as_("ama").visits(&format!("{selection}/application"));

        let refused = form.types("Your statement", &"bread ".repeat(301)).presses("Hand it in").answers(422);

        let refused = refused.says("The statement has 301 words and may have 300").says("301 of 300 words");
        assert!(refused.html.contains("bread bread"), "what was typed is kept");
        branch.as_("nadia").visits(&format!("{selection}/application")).says("Whoever runs the selection cannot stand in it");
    }

    fn a_candidates_picture_stands_on_the_paper_and_another_takes_its_place_until_applications_close(on: Database) {
        let branch = Branch::with_members(6, on);
        let selection = calling(&branch, "2026-11-20", "2026-12-01").presses("Call the selection").path();
        for called in ["ama", "joe"] {
            let form = branch.as_(called).visits(&format!("{selection}/application"));
            form.types("Your statement", "I will listen").attaches("me.png", &picture([200, 30, 30])).presses("Hand it in");
        }
        let ama = branch.as_("ama").visits(&format!("{selection}/application"));
        let first = pictures(&ama).remove(0);
        let changed = ama.attaches("again.png", &picture([30, 30, 200])).presses("Change it");
        let second = pictures(&changed).remove(0);
        assert_eq!(branch.world.browser().downloads(&first).0, 404, "the first is forgotten");
        branch.as_("joe").visits(&format!("{selection}/application")).ticks("Take my picture away").presses("Change it");

        branch.world.turn_clock_to("2026-10-30T09:00:00Z");
        let list = branch.as_("nadia").visits(&format!("{selection}/applications"));
        list.presses("Put on the list").presses("Put on the list");
        let page = branch.as_("nadia").visits(&selection);
        assert_eq!(pictures(&page), std::slice::from_ref(&second), "Ama’s is shown, Joe took his away");
        page.presses("Draft the ballot");
        branch.world.turn_clock_to("2026-11-20T09:00:00Z");
        let ballot = branch.as_("nadia").visits(&selection).follows("Go to the ballot").presses("Open the ballot").path();

        assert_eq!(pictures(&branch.as_("tom").visits(&format!("{ballot}/paper"))), std::slice::from_ref(&second));
        let (status, jpeg) = branch.world.browser().downloads(&second);
        assert!(status == 200 && jpeg.starts_with(&[0xff, 0xd8]), "voters who come by a link see it too");
    }

    fn a_picture_goes_with_whoever_withdraws_and_with_the_papers(on: Database) {
        let branch = Branch::with_members(12, on);
        let selection = calling(&branch, "2026-11-20", "2026-12-01").presses("Call the selection").path();
        for called in ["ama", "joe", "petra"] {
            let form = branch.as_(called).visits(&format!("{selection}/application"));
            form.types("Your statement", "I will listen").attaches("me.png", &picture([200, 30, 30])).presses("Hand it in");
        }
        let shown = |called: &str| pictures(&branch.as_(called).visits(&format!("{selection}/application"))).remove(0);
        let (withdrawn, kept) = (shown("petra"), shown("ama"));
        branch.as_("petra").visits(&format!("{selection}/application")).presses("Withdraw my application");
        assert_eq!(branch.world.browser().downloads(&withdrawn).0, 404);

        branch.world.turn_clock_to("2026-10-30T09:00:00Z");
        let list = branch.as_("nadia").visits(&format!("{selection}/applications"));
        list.presses("Put on the list").presses("Put on the list");
        branch.as_("nadia").visits(&selection).presses("Draft the ballot");
        branch.world.turn_clock_to("2026-11-20T09:00:00Z");
        let ballot = branch.as_("nadia").visits(&selection).follows("Go to the ballot").presses("Open the ballot").path();
        branch.as_("tom").visits(&format!("{ballot}/paper")).types("Ama Story", "1").presses("Check my paper").presses("Put my paper in the box");
        branch.world.turn_clock_to("2026-12-01T18:00:00Z");
        branch.world.wait_until("the ballot closes", || {
            branch.as_("tom").visits(&format!("{ballot}/result")).words().contains("Ama Story is elected")
        });
        assert_eq!(branch.world.browser().downloads(&kept).0, 200);

        branch.world.turn_clock_to("2027-12-03T12:00:00Z");

        branch.world.wait_until("the picture goes with the papers", || branch.world.browser().downloads(&kept).0 == 404);
        assert!(pictures(&branch.as_("tom").visits(&selection)).is_empty(), "and leaves no gap where it stood");
    }

    fn a_file_that_is_no_picture_is_refused_and_the_statement_kept(on: Database) {
        let branch = Branch::with_members(6, on);
        let selection = calling(&branch, "2026-11-20", "2026-12-01").presses("Call the selection").path();
        let form = branch.as_("ama").visits(&format!("{selection}/application")).types("Your statement", "Nurse in Millbank");

        let refused = form.attaches("me.pdf", b"%PDF-1.7").presses("Hand it in").answers(422);

        assert!(refused.html.contains("Nurse in Millbank"), "what was typed is kept");
        refused.says("This file is no picture that can be read. Choose a JPEG, PNG or WebP file.");
        branch.as_("nadia").visits(&selection).says("Applications: 0");
    }
}

/// A picture of one colour, as a PNG file.
fn picture(colour: [u8; 3]) -> Vec<u8> {
    let mut file = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_pixel(200, 260, image::Rgb(colour)).write_to(&mut file, image::ImageFormat::Png).expect("a file");
    file.into_inner()
}

/// Where the pictures on this page are.
fn pictures(page: &Seen) -> Vec<String> {
    page.html
        .split("src=\"/portraits/")
        .skip(1)
        .filter_map(|rest| Some(format!("/portraits/{}", rest.split('"').next()?)))
        .collect()
}
