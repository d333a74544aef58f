//! Two people at one form: whoever sends second reads both, and nothing that was typed is lost.

use std::{collections::BTreeMap, fs};

use wardmote::members::Office;

use crate::{
    stories,
    world::{Branch, Database},
};

/// A field, what one person writes into it, and what the other writes.
type Both = (&'static str, &'static str, &'static str);

/// Two of `who` open the form at `path`; one sends it, then the other, who reads both and sends it again.
#[track_caller]
fn at_one_form(branch: &Branch, who: [&str; 2], path: &str, (label, theirs, mine): Both, button: &str) {
    let opened = who.map(|who| branch.as_(who).visits(path));
    let [first, second] = opened;
    first.types(label, theirs).presses(button).answers(200);

    let again = second.types(label, mine).presses(button).answers(409);
    let again =
        again.says(&format!("Somebody else changed this to “{theirs}”")).says("The field has what you wrote").says("You wrote");
    assert!(again.html.contains(mine), "{path}: what was typed is kept");
    again.presses(button).answers(200);

    assert!(branch.as_(who[1]).visits(path).html.contains(mine), "{path}: what was sent on purpose is written");
}

/// A draft of a ballot, by its page.
fn draft(branch: &Branch) -> String {
    let form = branch.as_("nadia").visits("/ballots/new").types("Title", "Delegates").types("Choices", "Ben Oakes\nZoe Smith");
    form.presses("See who has a vote").path()
}

/// Every form that stands at the address it is sent to, and why it needs no guard where it has none.
#[rustfmt::skip]
const FORMS: &[(Guard, &[&str])] = &[
    (Guard::ChangesWhatStands, &[
        "/ballots/{ballot}/days", "/ballots/{ballot}/hold", "/me/address", "/me/contact", "/me/needs", "/meetings/{meeting}/minutes/{sentence}",
        "/meetings/{meeting}/place", "/members/import/{import}/reading", "/members/{member}/details", "/selections/{selection}/timetable",
        "/wards/{ward}/areas",
    ]),
    (Guard::MakesSomethingNew, &[
        "/affiliates", "/ballots/question", "/ballots/{ballot}/printed", "/ballots/{ballot}/reminder", "/ballots/{ballot}/scrutineers",
        "/canvass/districts/{district}/cut", "/canvass/leaflets", "/canvass/registers", "/canvass/shifts/{shift}/meeting", "/canvass/voting-lists",
        "/lists/{list}/columns", "/mailings/new", "/meetings/new", "/meetings/{meeting}/corrections/{sentence}", "/meetings/{meeting}/documents", "/meetings/{meeting}/here", "/members/dues", "/members/import",
        "/members/new", "/members/offices", "/members/offices/{term}/handover", "/members/{member}/copy", "/members/{member}/welcome", "/motions/taking-in",
        "/motions/{motion}/amendments/new", "/officers/elections/{elections}/ballots", "/officers/elections/{elections}/nomination",
        "/officers/vacancies/{vacancy}/acting", "/requisitions", "/selections/{selection}/lists", "/start/{token}/own", "/triggers",
    ]),
    (Guard::AddsAFactWithItsDay, &[
        "/canvass/rounds/{round}/typing", "/members/{member}/class", "/members/{member}/joining", "/members/{member}/suspension", "/members/{member}/ward",
    ]),
    (Guard::IsAStepThatIsTakenOnce, &[
        "/ballots/{ballot}/closing", "/ballots/{ballot}/lots", "/canvass/registers/{register}/update", "/canvass/rota", "/me/erasure", "/meetings/{meeting}/calling-off",
        "/members/{member}/erasure", "/members/duplicates/{kept}/{aside}",
        "/motions/{motion}/ruling", "/officers/terms/{term}/leaving", "/selections/{selection}/hustings",
    ]),
    (Guard::IsOnesOwnWord, &[
        "/ballots/{ballot}/batches/{number}", "/ballots/{ballot}/paper", "/canvass/coming/{key}", "/coming/{key}", "/me/calendar", "/meetings/{meeting}/priorities",
        "/meetings/{meeting}/replies", "/officers/nominations/{nomination}", "/second-step/new", "/selections/{selection}/application",
        "/selections/{selection}/message", "/selections/{selection}/nominations/{body}", "/triggers/{trigger}/answers/{body}", "/unsubscribe/{tag}",
    ]),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Guard {
    /// It is held against what stands, and the second to send it reads both.
    ChangesWhatStands,
    /// Two who send it make two, and both are seen.
    MakesSomethingNew,
    /// What stood before stays in the history, with its day.
    AddsAFactWithItsDay,
    /// The second to take it is told that it was taken.
    IsAStepThatIsTakenOnce,
    /// One person says it, and nobody else says it for her.
    IsOnesOwnWord,
}

/// The addresses that show a form and take it, each with the file that does.
fn forms() -> BTreeMap<String, String> {
    let (mut found, mut folders) = (BTreeMap::new(), vec![std::path::PathBuf::from("src")]);
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = fs::read_to_string(&path).unwrap_or_default();
            let by = |method: &str| -> Vec<String> {
                let routes = text.split("route(\"").skip(1).filter_map(|rest| rest.split_once("\", "));
                routes.filter(|(_, rest)| rest.starts_with(method)).map(|(address, _)| address.to_owned()).collect()
            };
            let taken = by("web::post");
            found.extend(
                by("web::get").into_iter().filter(|address| taken.contains(address)).map(|address| (address, text.clone())),
            );
        }
    }
    found
}

#[test]
fn every_form_is_guarded_against_a_second_editor_or_says_why_it_needs_no_guard() {
    let known: BTreeMap<&str, Guard> =
        FORMS.iter().flat_map(|(guard, forms)| forms.iter().map(move |address| (*address, *guard))).collect();
    let forms = forms();
    let strangers: Vec<_> = forms.keys().filter(|address| !known.contains_key(address.as_str())).collect();
    let gone: Vec<_> = known.keys().filter(|address| !forms.contains_key(**address)).collect();
    assert!(strangers.is_empty() && gone.is_empty(), "not in the table: {strangers:?}; not there any more: {gone:?}");
    for (address, file) in forms {
        let (is_guarded, guard) = (file.contains(".still_stands("), known[address.as_str()]);
        assert_eq!(is_guarded, guard == Guard::ChangesWhatStands, "{address} is {guard:?}");
    }
}

stories! {
    fn two_officers_who_change_one_meeting_read_each_other(on: Database) {
        let branch = Branch::with_members(12, on);
        let meeting = branch.evening_with_a_motion("Free buses");
        branch.give_office("joe", Office::Chair);
        let two = ["nadia", "nadia"];

        let place = format!("{meeting}/place");
        at_one_form(&branch, two, &place, ("Place", "Albion Hall", "Miners’ Welfare"), "Change it and tell everybody");
        at_one_form(&branch, two, &format!("{meeting}/agenda"), ("Reports", "25", "35"), "Set the minutes");
        branch.as_("nadia").visits(&format!("{meeting}/floor")).presses("Open the meeting");
        let minutes = branch.as_("nadia").visits(&format!("{meeting}/minutes"));
        let sentence = minutes.links().into_iter().find(|link| link.contains("/minutes/")).expect("a sentence to be worded");
        at_one_form(&branch, two, &sentence, ("As it is to read", "The chair opened it.", "It was opened."), "Keep this wording");
    }

    fn whoever_changes_another_field_keeps_it_and_takes_over_what_was_changed(on: Database) {
        let branch = Branch::with_members(6, on);
        let details = format!("/members/{}/details", branch.person("tom").member);
        let (first, second) = (branch.as_("nadia").visits(&details), branch.as_("nadia").visits(&details));
        let known = |form: crate::world::Seen| form.types("Where you know it from", "told me");
        known(first.types("Town", "Northmoor")).presses("Put it right").answers(200);

        let again = known(second.types("Telephone", "07700 900456")).presses("Put it right").answers(409);
        let again = again.says("Somebody else changed this to “Northmoor”. The field has it so now.").does_not_say("You wrote");
        again.presses("Put it right").answers(200);

        let stands = branch.as_("nadia").visits(&details).html;
        assert!(stands.contains("Northmoor") && stands.contains("07700 900456"), "{stands}");
    }

    fn a_member_and_an_officer_who_change_one_address_read_each_other(on: Database) {
        let branch = Branch::with_members(6, on);
        let (own, details) = (branch.as_("tom").visits("/me/address"), format!("/members/{}/details", branch.person("tom").member));
        let checked = own.types("Telephone", "07700 900456").presses("See what changes").answers(200);
        let officer = branch.as_("nadia").visits(&details).types("Telephone", "07700 900123");
        officer.types("Where you know it from", "told me").presses("Put it right").answers(200);

        let again = checked.presses("Enter it").answers(409).says("Somebody else changed this to “07700 900123”").says("07700 900456");
        again.presses("See what changes").presses("Enter it").answers(200);

        let needs = ("What would help", "A hearing loop", "A step-free way in");
        at_one_form(&branch, ["tom", "tom"], "/me/needs", needs, "Save");
    }

    fn two_who_run_one_ballot_read_each_other(on: Database) {
        let branch = Branch::with_members(12, on);
        let two = ["nadia", "nadia"];
        let days = format!("{}/days", draft(&branch));
        at_one_form(&branch, two, &days, ("Closes on", "2026-10-28", "2026-10-30"), "Set these days");

        let call = branch.as_("nadia").visits("/selections/new").types("What the candidate will stand for", "Candidate for Millbank");
        let call = call.types("How many are chosen", "1").types("The ballot opens on", "2026-11-20").types("It closes on", "2026-12-01");
        let timetable = format!("{}/timetable", call.types("at", "17:00").presses("Call the selection").path());
        at_one_form(&branch, two, &timetable, ("Applications close", "2026-10-20", "2026-10-21"), "Move the days");
    }

    fn two_who_say_how_one_list_is_read_read_each_other(on: Database) {
        let branch = Branch::with_members(6, on);
        let list = b"Number,Last Name\r\nN0002,Story\r\n";
        let page = branch.as_("nadia").visits("/members/import").attaches("list.csv", list).presses("Look at it").path();

        let reading = format!("{page}/reading");
        at_one_form(&branch, ["nadia", "nadia"], &reading, ("Its letters are written", "windows-1252", "utf-8"), "Read it so");
    }

    fn two_who_say_what_one_shift_needs_read_each_other(on: Database) {
        let branch = Branch::with_members(6, on);
        let form = branch.as_("nadia").visits("/canvass/shifts/new").types("Day", "2026-10-02").types("Where people meet", "the park");
        let shift = form.types("Who leads it", "Nadia Story").presses("Make the shift").path();

        at_one_form(&branch, ["nadia", "nadia"], &shift, ("Places", "6", "8"), "Note it");
    }
}
