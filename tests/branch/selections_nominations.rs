//! Who nominates whom: wards and affiliated bodies meet between the close of applications and that of nominations, and an
//! officer enters their votes. Applications close here on 29 October, nominations on 12 November.

use wardmote::{affiliates, affiliates::AffiliateKind, members, members::Joining};

use crate::{
    stories,
    world::{Branch, Database, Seen},
};

/// A branch with two wards and an affiliate: seven members live in Millbank, two in Harbour. Ama and Joe have applied.
fn applied(on: Database) -> (Branch, String) {
    let branch = Branch::with_members(7, on);
    for number in ["H1", "H2"] {
        let joining = Joining {
            number: number.to_owned(),
            first_name: number.to_owned(),
            last_name: "Harbour".to_owned(),
            ward: Some("Harbour".to_owned()),
            class: "full".to_owned(),
            joined_on: "2020-01-01".parse().expect("a written day"),
            source: "story".to_owned(),
            ..Joining::default()
        };
        branch.act(|act| Ok(members::join(act, &joining)?));
    }
    let today = "2026-10-01".parse().expect("a written day");
    branch.act(|act| Ok(affiliates::add(act, "Unite Northmoor", AffiliateKind::UnionBranch, today)?));
    let selection = called(&branch);
    for who in ["ama", "joe"] {
        let form = branch.as_(who).visits(&format!("{selection}/application"));
        form.types("Your statement", "I will listen").presses("Hand it in");
    }
    (branch, selection)
}

fn called(branch: &Branch) -> String {
    let form =
        branch.as_("nadia").visits("/selections/new").types("What the candidate will stand for", "Candidate for Northmoor");
    let form = form.types("The ballot opens on", "2026-11-20").types("It closes on", "2026-12-01").types("at", "17:00");
    form.presses("Call the selection").path()
}

/// The form for the meeting of one body, as nadia opens it.
fn meeting_of(branch: &Branch, selection: &str, body: &str) -> Seen {
    let list = branch.as_("nadia").visits(&format!("{selection}/nominations"));
    let links = list.links();
    let bodies: Vec<String> = links.into_iter().filter(|href| href.starts_with(&format!("{selection}/nominations/"))).collect();
    let forms = bodies.iter().map(|href| branch.as_("nadia").visits(href));
    forms.into_iter().find(|form| form.words().contains(&format!("The meeting of {body}"))).expect("a form for this body")
}

fn met(form: Seen, on: &str, present: &str, ama: &str, joe: &str) -> Seen {
    let form = form.types("The meeting was on", on).types("Members present", present);
    form.types("Ama Story", ama).types("Joe Story", joe)
}

stories! {
    fn each_body_is_entered_with_its_votes_and_members_read_them_after_the_close(on: Database) {
        let (branch, selection) = applied(on);
        branch.world.turn_clock_to("2026-11-04T09:00:00Z");

        let list = branch.as_("nadia").visits(&format!("{selection}/nominations"));
        list.says("Ward with 7 members").says("Ward with 2 members").says("Branch of a union").says("9 members");
        met(meeting_of(&branch, &selection, "Millbank"), "2026-11-03", "6", "4", "2").presses("Enter it").says("The meeting is entered");
        let nobody = meeting_of(&branch, &selection, "Unite Northmoor").types("The meeting was on", "2026-11-03");
        nobody.types("Members present", "9").ticks("The meeting nominated nobody").presses("Enter it");

        let page = branch.as_("tom").visits(&selection).follows("Nominations").says("Shown from Friday 13 November 2026");
        page.does_not_say("Ama Story").does_not_say("Tuesday 3 November");
        branch.world.turn_clock_to("2026-11-13T09:00:00Z");
        let page = branch.as_("tom").visits(&format!("{selection}/nominations"));
        let page = page.says("Ama Story, at the meeting of Tuesday 3 November 2026").says("6 were present and 6 voted");
        page.says("4 for Ama Story and 2 for Joe Story").says("The meeting nominated nobody").says("No meeting is entered");
        branch.as_("tom").visits("/record").says("The nomination of a body was entered").does_not_say("Ama Story");
    }

    fn a_tie_is_told_and_the_meeting_says_whom_its_lot_took(on: Database) {
        let (branch, selection) = applied(on);
        branch.world.turn_clock_to("2026-11-04T09:00:00Z");

        let tied = met(meeting_of(&branch, &selection, "Millbank"), "2026-11-03", "6", "3", "3").presses("Enter it").answers(422);
        let tied = tied.says("Ama Story and Joe Story have 3 votes each. Say whom the meeting’s lot took.");
        tied.sets("lot", &branch.person("joe").member.to_string()).presses("Enter it").says("lot took Joe Story");
    }

    fn what_cannot_be_is_refused_with_its_reason_and_kept_in_the_form(on: Database) {
        let (branch, selection) = applied(on);
        branch.as_("nadia").visits(&format!("{selection}/nominations")).says("Applications are open until the end of Thursday");
        branch.world.turn_clock_to("2026-11-04T09:00:00Z");
        let form = || meeting_of(&branch, &selection, "Millbank");

        let more = met(form(), "2026-11-03", "5", "4", "2").presses("Enter it").answers(422);
        let more = more.says("6 votes are more than the 5 who were present");
        assert!(more.html.contains(r#"value="2026-11-03""#), "what was typed is kept");
        met(form(), "2026-10-29", "6", "4", "2").presses("Enter it").answers(422).says("Applications closed on Thursday 29 October");
        met(form(), "2026-11-05", "6", "4", "2").presses("Enter it").answers(422).says("This day has not come yet");
        met(form(), "soon", "many", "-1", "2").presses("Enter it").answers(422).says("Write a whole number of votes");
        met(form(), "2026-11-03", "6", "", "").presses("Enter it").answers(422).says("or tick that the meeting nominated nobody");
    }

    fn a_body_entered_twice_is_told_and_put_right_where_it_stands(on: Database) {
        let (branch, selection) = applied(on);
        branch.world.turn_clock_to("2026-11-04T09:00:00Z");
        let late = meeting_of(&branch, &selection, "Millbank");
        met(meeting_of(&branch, &selection, "Millbank"), "2026-11-03", "6", "4", "2").presses("Enter it");

        let twice = met(late, "2026-11-03", "6", "1", "5").presses("Enter it").answers(409);
        twice.says("Millbank was entered already, with its meeting of Tuesday 3 November 2026");

        branch.world.turn_clock_to("2026-11-14T09:00:00Z");
        met(meeting_of(&branch, &selection, "Millbank"), "2026-11-03", "6", "1", "5").presses("Correct it");
        let page = branch.as_("tom").visits(&format!("{selection}/nominations")).says("Joe Story, at the meeting of");
        page.says("Until it was put right on Saturday 14 November 2026").says("4 for Ama Story and 2 for Joe Story");
        branch.as_("tom").visits("/record").says("The nomination of a body was put right");
    }

    fn after_the_close_no_body_is_entered_for_the_first_time(on: Database) {
        let (branch, selection) = applied(on);
        branch.world.turn_clock_to("2026-11-12T09:00:00Z");
        let harbour = meeting_of(&branch, &selection, "Harbour").path();
        branch.world.turn_clock_to("2026-11-13T09:00:00Z");

        let typed = [("met_on", "2026-11-10"), ("present", "2"), ("nobody", "yes")];
        let refused = branch.as_("nadia").posts(&harbour, &typed).answers(409);

        refused.says("Nominations closed at the end of Thursday 12 November 2026");
    }

    fn whoever_withdrew_before_the_meeting_is_not_nominated_there(on: Database) {
        let (branch, selection) = applied(on);
        branch.world.turn_clock_to("2026-11-03T09:00:00Z");
        branch.as_("joe").visits(&format!("{selection}/application")).presses("Withdraw my application");

        let form = meeting_of(&branch, &selection, "Harbour").says("Withdrew on Tuesday 3 November 2026");
        let refused = met(form, "2026-11-03", "2", "0", "2").presses("Enter it").answers(422);

        refused.says("Joe Story withdrew on Tuesday 3 November 2026 and cannot be nominated");
        met(meeting_of(&branch, &selection, "Harbour"), "2026-11-02", "2", "0", "2").presses("Enter it").says("Joe Story, at the");
    }

    fn an_affiliate_is_named_once_by_whoever_looks_after_the_register(on: Database) {
        let branch = Branch::with_members(3, on);
        let page = branch.as_("nadia").visits("/affiliates").says("No body is affiliated");

        let page = page.types("Its name", "Fabians of Northmoor").sets("kind", "socialist-society").presses("Name it");
        let twice = page.says("Fabians of Northmoor").types("Its name", "FABIANS of Northmoor").presses("Name it").answers(422);

        twice.says("Fabians of Northmoor is affiliated already");
        branch.as_("tom").visits("/affiliates").says("Socialist society").does_not_say("Name it");
        branch.as_("nadia").visits("/affiliates").presses("End").says("No body is affiliated");
    }
}
