//! Calling a meeting, its notice, and the door.

use wardmote::members::Office;

use crate::{
    stories,
    world::{Branch, Browser, Database, Seen, World},
};

/// The form filled in for a day, as far as the check page.
fn checks(branch: &Branch, on: &str, reason: &str) -> Seen {
    let form = branch.as_("nadia").visits("/meetings/new").types("Day", on).types("Place", "Albion Hall");
    form.sets("reason", reason).presses("Check the call")
}

/// Calls a meeting for the evening of 15 October and returns its address.
fn called(branch: &Branch) -> String {
    let service = checks(branch, "2026-10-15", "").presses("Send the notice");
    service.path().trim_end_matches("/service").to_owned()
}

/// Where the notice to somebody asks whether they come.
fn asked(branch: &Branch, called: &str) -> String {
    let address = branch.person(called).address.clone();
    let letter = || branch.world.post.messages().into_iter().find(|letter| letter.to == address);
    branch.world.wait_until("the notice has come", || letter().is_some());
    let words = letter().expect("a notice").words();
    let at = words.find("/coming/").expect("a link that asks");
    words[at..].split_whitespace().next().expect("a link").to_owned()
}

/// What a calendar reads at an address: of each meeting its title and how often it was changed.
fn in_the_calendar(browser: &Browser, path: &str) -> Vec<(String, String)> {
    let (status, file) = browser.downloads(path);
    assert_eq!(status, 200, "{path}");
    let calendars: Result<Vec<_>, _> = ical::IcalParser::new(file.as_slice()).collect();
    let events = calendars.expect("a file that others can read").into_iter().flat_map(|calendar| calendar.events);
    let said = |event: &ical::parser::ical::component::IcalEvent, name: &str| {
        let property = event.properties.iter().find(|property| property.name == name);
        property.and_then(|property| property.value.clone()).unwrap_or_default()
    };
    events.map(|event| (said(&event, "SUMMARY"), said(&event, "SEQUENCE"))).collect()
}

/// What stands in the one entry of an invitation, its method among it.
fn entry_in(invitation: &str) -> std::collections::BTreeMap<String, String> {
    let calendars: Result<Vec<_>, _> = ical::IcalParser::new(invitation.as_bytes()).collect();
    let calendar = calendars.expect("a file that others can read").into_iter().next().expect("an invitation");
    let event = calendar.events.into_iter().next().expect("a meeting");
    let properties = calendar.properties.into_iter().chain(event.properties);
    properties.map(|property| (property.name, property.value.unwrap_or_default())).collect()
}

stories! {
    fn the_day_before_everybody_but_those_who_stay_away_is_reminded_with_what_has_changed(on: Database) {
        let branch = Branch::with_members(3, on);
        let meeting = called(&branch);
        branch.world.post.waits_for(3);
        let agenda = branch.as_("nadia").visits(&format!("{meeting}/agenda")).says("Nothing has changed since.");
        agenda.types("What is it about?", "Buses (15)").presses("Put it on the agenda").says("Publish as version 2");
        branch.as_("tom").visits(&meeting).presses("Apologies");

        branch.world.turn_clock_to("2026-10-14T18:30:00Z");
        branch.world.post.waits_for(5);

        let reminders: Vec<_> = branch.world.post.messages().into_iter().skip(3).collect();
        assert!(reminders.iter().all(|letter| letter.words().contains("- New: Buses")));
        assert!(reminders.iter().all(|letter| letter.to != branch.person("tom").address));
    }

    fn a_published_agenda_becomes_the_one_that_changes_are_told_against(on: Database) {
        let branch = Branch::with_members(3, on);
        let agenda = format!("{}/agenda", called(&branch));
        let page = branch.as_("nadia").visits(&agenda).types("What is it about?", "Buses").presses("Put it on the agenda");

        page.presses("Publish as version 2").says("published as version 2").says("Nothing has changed since.");
    }

    fn a_call_starts_from_an_agenda_that_was_kept(on: Database) {
        let branch = Branch::with_members(3, on);
        let agenda = format!("{}/agenda", called(&branch));
        let secretary = branch.as_("nadia");
        secretary.visits(&agenda).types("What is it about?", "Bar accounts (25)").presses("Put it on the agenda");
        secretary.visits(&agenda).types("Name", "Monthly meeting").presses("Keep this agenda");

        let form = secretary.visits("/meetings/new").follows("Monthly meeting").says("Bar accounts (25)");

        form.presses("Throw away").does_not_say("Start from");
    }

    fn all_papers_of_a_meeting_stand_on_one_page_to_print(on: Database) {
        let branch = Branch::with_members(12, on);
        let meeting = branch.evening_with_a_motion("Free buses");

        let papers = branch.as_("tom").visits(&meeting).follows("All papers");

        papers.says("you are invited to the general meeting").says("Free buses").says("resolves to ask for buses").says("Moved by Tom Story, seconded by Ama Story");
    }

    fn documents_go_with_a_meeting_and_its_items_and_every_member_opens_them(on: Database) {
        let branch = Branch::with_members(12, on);
        let meeting = branch.evening_with_a_motion("Free buses");
        let documents = format!("{meeting}/documents");
        let hands_in = |name: &str, content: &[u8], title: &str| {
            branch.as_("nadia").visits(&documents).types("What is it?", title).attaches(name, content).presses("Put it with the meeting")
        };
        branch.as_("tom").visits(&meeting).follows("Documents").says("No documents yet").does_not_say("Put it with the meeting");

        hands_in("tool.exe", b"MZ\x90\x00\x03", "A tool").answers(422).says("This file cannot be handed in. Choose a PDF");
        hands_in("empty.pdf", b"", "Nothing").answers(422).says("Choose the file.");
        hands_in("large.pdf", &[b"%PDF-".as_slice(), &vec![7; 10 << 20]].concat(), "Large").answers(422).says("at most 10 megabytes");
        hands_in("Accounts 2026.pdf", b"%PDF-1.7 accounts", "").says("\u{201c}Accounts 2026\u{201d} goes with the meeting now.");
        let listed = hands_in("plan.html", b"<script>alert(1)</script>", "The plan").says("The plan").says("TEXT, 1 kB");

        let plan = listed.links().into_iter().rfind(|link| link.contains("/documents/")).expect("the plan");
        assert_eq!(branch.as_("tom").downloads(&plan), (200, b"<script>alert(1)</script>".to_vec()));
        let (_, headers) = branch.as_("tom").sends("GET", &plan, &[]);
        assert_eq!(headers["content-type"], "text/plain; charset=utf-8");
        assert_eq!(headers["content-disposition"], "attachment; filename=\"The-plan.txt\"");
        let (status, all) = branch.as_("joe").downloads(&format!("{documents}.zip"));
        let archive = zip::ZipArchive::new(std::io::Cursor::new(all)).expect("an archive");
        assert_eq!((status, archive.file_names().map(|name| name.expect("a name").into_owned()).collect::<Vec<_>>()), (200, ["01 Accounts 2026.pdf", "02 The plan.txt"].map(str::to_owned).to_vec()));
        branch.as_("joe").visits(&format!("{meeting}/papers")).says("Documents that go with it").says("Accounts 2026");

        branch.as_("nadia").visits(&documents).presses("Take away").says("The document is taken away.").does_not_say("Accounts 2026");
    }

    fn when_the_hall_falls_through_everybody_called_is_told_and_calendars_follow(on: Database) {
        let branch = Branch::with_members(3, on);
        let meeting = called(&branch);
        branch.world.post.waits_for(3);
        let form = branch.as_("nadia").visits(&meeting).follows("Change the place");

        form.types("Place", "Trades Hall").presses("Change it and tell everybody").says("3 people are told").says("Trades Hall");

        let letters = branch.world.post.waits_for(6);
        assert!(letters[3..].iter().all(|letter| letter.words().contains("Trades Hall")));
        assert_eq!(in_the_calendar(&branch.as_("tom"), &format!("{meeting}/calendar.ics"))[0].1, "1");
    }

    fn an_officer_tries_the_notice_in_her_own_mail_and_nobody_is_served(on: Database) {
        let branch = Branch::with_members(3, on);

        let page = checks(&branch, "2026-10-15", "").presses("Send a test to me").says("Test sent");

        let letters = branch.world.post.waits_for(1);
        assert_eq!(letters[0].to, branch.person("nadia").address);
        assert!(letters[0].header("Subject").is_some_and(|subject| subject.starts_with("Test: Notice of General meeting")));
        assert!(letters[0].words().contains("This is a test. It went to you alone") && letters[0].words().contains("Albion Hall"));
        assert!(letters[0].part("text/calendar").is_empty() && !letters[0].words().contains("/coming/"));
        branch.as_("nadia").visits("/meetings").says("Nothing is called");
        page.presses("Send the notice").says("its notice is on the way to 3 people");
    }

    fn a_notice_that_mail_cannot_bring_in_time_is_refused_or_says_why(on: Database) {
        let world = World::set_up(on, "2026-10-01T11:00:00Z", |settings| settings.mail.per_day = 1);
        let branch = Branch::in_world(world, 12);

        let late = checks(&branch, "2026-10-15", "").answers(422);
        let late = late.says("At the pace that the mail server allows").says("the last day to serve the notice by mail");
        let check = late.types("Why the meeting cannot wait", "The hall is to be sold.").presses("Check the call").answers(200);
        let sent = check.says("This meeting is called as an emergency").presses("Send the notice").says("The meeting is called");
        branch.as_("tom").visits(sent.path().trim_end_matches("/service")).says("The hall is to be sold.");

        checks(&branch, "2026-11-12", "").answers(200).says("You are in time");
    }

    fn a_notice_goes_into_calendars_and_every_later_message_changes_the_same_entry(on: Database) {
        let branch = Branch::with_members(3, on);
        let meeting = called(&branch);
        branch.world.post.waits_for(3);
        let place = branch.as_("nadia").visits(&meeting).follows("Change the place").types("Place", "Trades Hall");
        place.presses("Change it and tell everybody").answers(200);
        branch.world.post.waits_for(6);
        let off = branch.as_("nadia").visits(&meeting).follows("Call it off").types("Why it does not take place", "The hall was flooded.");
        off.presses("Call it off and tell everybody").answers(200);
        branch.world.post.waits_for(9);

        let toms = branch.person("tom").address.clone();
        let letters = branch.world.post.messages().into_iter().filter(|letter| letter.to == toms);
        let entries: Vec<_> = letters.map(|letter| entry_in(&letter.part("text/calendar"))).collect();
        let said = |name: &str| entries.iter().map(|entry| entry[name].clone()).collect::<Vec<_>>();
        assert_eq!(said("METHOD"), ["REQUEST", "REQUEST", "CANCEL"]);
        assert_eq!(said("SEQUENCE"), ["0", "1", "2"]);
        assert_eq!(said("STATUS"), ["CONFIRMED", "CONFIRMED", "CANCELLED"]);
        assert_eq!(said("LOCATION"), ["Albion Hall", "Trades Hall", "Trades Hall"]);
        assert_eq!(said("ATTENDEE"), vec![format!("mailto:{toms}"); 3]);
        assert!(said("UID").iter().all(|uid| *uid == entries[0]["UID"] && uid.starts_with(meeting.trim_start_matches("/meetings/"))));
    }

    fn a_meeting_that_is_called_off_tells_why_and_its_motions_wait_for_another(on: Database) {
        let branch = Branch::with_members(12, on);
        let meeting = branch.evening_with_a_motion("Free buses");
        branch.world.turn_clock_to("2026-10-14T09:00:00Z");
        let form = branch.as_("nadia").visits(&format!("{meeting}/calling-off")).says("Free buses");
        let told = branch.world.post.messages_so_far();

        let refused = form.presses("Call it off and tell everybody").answers(422).says("Say why, in a sentence or two");
        let page = refused.types("Why it does not take place", "The hall was flooded.").presses("Call it off and tell everybody");

        page.says("The meeting is called off, and 12 people are told").says("General meeting is called off").says("The hall was flooded.");
        let letters = branch.world.post.waits_for(told + 12);
        assert!(letters[told..].iter().any(|letter| letter.words().contains("does not take place") && letter.words().contains("The hall was flooded.")));
        branch.as_("nadia").visits("/motions").says("waits for the ruling");
        branch.as_("tom").visits("/").does_not_say("Are you coming?");
        branch.as_("nadia").posts(&format!("{meeting}/calling-off"), &[("because", "Again.")]).answers(409).says("called off, so there is nothing to call off");
        branch.as_("nadia").posts(&format!("{meeting}/reply"), &[("reply", "coming")]).answers(409).says("answers to its notice are no longer taken");
        branch.as_("nadia").visits(&format!("{meeting}/floor")).does_not_say("Open the meeting");
        assert_eq!(in_the_calendar(&branch.as_("tom"), &format!("{meeting}/calendar.ics")).len(), 1);
        branch.verified();
    }

    fn the_certificate_counts_clear_days_and_letters_that_were_posted_or_handed_over(on: Database) {
        let branch = Branch::with_members(12, on);
        branch.world.post.answers_to(&branch.person("ama").address, "550 5.1.1 no such user");
        branch.world.post.answers_to(&branch.person("tom").address, "550 5.1.1 no such user");
        let meeting = called(&branch);
        let (service, certificate) = (format!("{meeting}/service"), format!("{meeting}/certificate"));
        let secretary = branch.as_("nadia");
        branch.world.wait_until("mail has dealt with everybody", || {
            secretary.visits(&service).words().contains("2 notices are for you to post or to hand over")
        });

        secretary.visits(&certificate).says("Notice was served on 10 of 12").says("Not served 2").says("does not undo what the meeting decides");
        assert_eq!(secretary.visits(&format!("{meeting}/letters")).html.matches("Dear ").count(), 2);
        secretary.visits(&service).types("Posted on", "2026-11-01").presses("All of them are posted").answers(422).says("Say on which day");
        secretary.visits(&service).presses_first(&["Given by hand"]).says("given by hand");
        secretary.visits(&service).presses("All of them are posted").says("Everybody has the notice.");

        let page = secretary.visits(&certificate).says("Notice was served on 12 of 12").says("Served by post 1").says("Served by hand 1");
        page.says("7 clear days").says("SHA-256 of these words");
    }

    fn a_calendar_reads_the_meeting_and_sees_that_its_agenda_changed(on: Database) {
        let branch = Branch::with_members(3, on);
        let meeting = called(&branch);
        let file = format!("{meeting}/calendar.ics");
        assert_eq!(in_the_calendar(&branch.as_("tom"), &file), [("General meeting".to_owned(), "0".to_owned())]);

        branch.as_("nadia").visits(&format!("{meeting}/agenda")).types("What is it about?", "Buses (15)").presses("Put it on the agenda");

        assert_eq!(in_the_calendar(&branch.as_("tom"), &file), [("General meeting".to_owned(), "1".to_owned())]);
        let by_link = format!("{}/calendar.ics", asked(&branch, "tom"));
        assert_eq!(in_the_calendar(&branch.world.browser(), &by_link).len(), 1);
    }

    fn a_calendar_fetches_ones_meetings_by_an_address_that_can_be_taken_back(on: Database) {
        let branch = Branch::with_members(3, on);
        let page = branch.as_("tom").visits("/me/calendar").presses("Make my address").says("shown this once");
        let address = page.links().into_iter().find(|link| link.starts_with("webcal://")).expect("an address to tap");
        let feed = format!("/calendar/{}", address.rsplit('/').next().expect("a key"));
        assert_eq!(in_the_calendar(&branch.world.browser(), &feed), []);

        called(&branch);
        assert_eq!(in_the_calendar(&branch.world.browser(), &feed).len(), 1);
        branch.as_("tom").visits("/me/calendar").presses("Take the address back").says("works no more");

        assert_eq!(branch.world.browser().downloads(&feed).0, 404);
    }

    fn a_member_says_by_one_tap_in_the_mail_that_she_is_coming_and_changes_her_mind(on: Database) {
        let branch = Branch::with_members(12, on);
        let meeting = called(&branch);
        let (link, anybody) = (asked(&branch, "ama"), branch.world.browser());

        anybody.visits(&link).says("Are you coming?").says("sent to Ama Story").does_not_say("Join online");
        branch.as_("nadia").visits(&format!("{meeting}/replies")).says("Nobody has answered yet.");
        anybody.visits(&link).presses("I’m coming").says("You are coming.");
        anybody.visits(&link).presses("Apologies").says("Your apologies are noted.");

        branch.as_("nadia").visits(&format!("{meeting}/replies")).says("Apologies (1)").says("Ama Story").says("11 people have not answered");
    }

    fn a_member_answers_on_the_page_of_the_meeting_until_it_begins(on: Database) {
        let branch = Branch::with_members(12, on);
        let meeting = called(&branch);
        let page = branch.as_("tom").visits(&meeting);
        page.says("Are you coming?").presses("I’m coming").says("You are coming.");
        let late = branch.as_("tom").visits(&meeting);
        branch.world.turn_clock_to("2026-10-15T18:00:00Z");
        branch.as_("nadia").visits(&format!("{meeting}/floor")).presses_first(&["Open the meeting"]);

        late.presses("Apologies").answers(409).says("answers to its notice are no longer taken");
        let link = asked(&branch, "ama");
        branch.world.browser().visits(&link).says("The meeting has begun.").does_not_say("Apologies");
    }

    fn the_minutes_name_those_who_sent_apologies_and_did_not_come_after_all(on: Database) {
        let branch = Branch::with_members(12, on);
        let meeting = called(&branch);
        ["tom", "ama"].iter().for_each(|called| {
            branch.as_(called).visits(&meeting).presses("Apologies");
        });
        branch.world.turn_clock_to("2026-10-15T18:00:00Z");
        let secretary = branch.as_("nadia");
        secretary.visits(&format!("{meeting}/door?q=ama")).presses("Check in");
        secretary.visits(&format!("{meeting}/floor")).presses_first(&["Open the meeting"]);

        secretary.visits(&format!("{meeting}/minutes")).says("Apologies were received from Tom Story.");
    }

    fn who_may_join_online_is_asked_for_a_link_that_is_one(on: Database) {
        let branch = Branch::with_members(3, on);
        let form = branch.as_("nadia").visits("/meetings/new").types("Day", "2026-10-15").types("Place", "Albion Hall");

        let form = form.types("Link to join online", "ask Tom").presses("Check the call").answers(422).says("begins with https://");
        let form = form.types("Link to join online", "https://meet.example/branch");
        let meeting = form.presses("Check the call").says("https://meet.example/branch").presses("Send the notice").path();

        let meeting = meeting.trim_end_matches("/service");
        branch.as_("tom").visits(meeting).presses("Join online").says("You are joining online.");
    }

    fn the_secretary_writes_down_what_she_was_told_on_the_phone(on: Database) {
        let branch = Branch::with_members(12, on);
        let replies = format!("{}/replies", called(&branch));

        let form = branch.as_("nadia").visits(&replies).types("Who?", "Ruth Story").ticks("Sends apologies");
        form.presses("Write it down").says("Ruth Story (told an officer)");
    }

    fn a_link_that_belongs_to_no_notice_says_where_to_go(on: Database) {
        let branch = Branch::with_members(3, on);

        branch.world.browser().visits("/coming/7KM2QXABC3DE").answers(409).says("belongs to no notice");
    }

    fn no_officer_reads_the_key_that_answers_for_a_member(on: Database) {
        let branch = Branch::with_members(3, on);
        called(&branch);
        branch.world.post.waits_for(3);

        let outbox = branch.as_("nadia").visits("/outbox");
        let letters = outbox.links().into_iter().filter(|link| link.starts_with("/outbox/"));
        for letter in letters {
            branch.as_("nadia").visits(&letter).says("/coming/…");
        }
    }

    fn the_agenda_says_when_each_item_begins_and_what_will_not_be_reached(on: Database) {
        let branch = Branch::with_members(3, on);
        let form = branch.as_("nadia").visits("/meetings/new").types("Day", "2026-10-15").types("Place", "Albion Hall");
        let form = form.sets("agenda", "Welcome (10)\nReports (80)\nAny other business (10)");
        let meeting = form.presses("Check the call").presses("Send the notice").path().replace("/service", "");
        let agenda = format!("{meeting}/agenda");

        branch.as_("tom").visits(&agenda).says("2. Reports 7.10 pm, 80 minutes").says("the meeting ends at 8.40 pm");
        branch.as_("nadia").visits(&agenda).types("Reports", "soon").presses("Set the minutes").answers(422).says("a number of minutes");
        branch.as_("nadia").visits(&agenda).types("Reports", "115").presses("Set the minutes").says("The minutes are set.");

        let page = branch.as_("tom").visits(&meeting).says("runs over by 15 minutes: 1 item is not reached");
        page.says("Any other business 9.05 pm, 10 minutes not reached").says("The rules end it after 2 hours, at 9.00 pm");
    }

    fn a_meeting_called_in_time_reaches_everybody_and_the_proof_says_so(on: Database) {
        let branch = Branch::with_members(12, on);

        checks(&branch, "2026-10-15", "").says("The last day for lawful notice is Wednesday 7 October 2026").says("12 people");
        let meeting = called(&branch);

        let letters = branch.world.post.waits_for(12);
        assert!(letters.iter().all(|letter| letter.words().contains("Albion Hall")));
        branch.world.wait_until("the proof names twelve", || {
            branch.as_("nadia").visits(&format!("{meeting}/service")).words().contains("Accepted by mail servers 12")
        });
    }

    fn a_meeting_called_too_late_is_refused_at_its_day_with_the_day_that_is_left(on: Database) {
        let branch = Branch::with_members(3, on);

        let refused = checks(&branch, "2026-10-08", "").answers(422);

        refused.says("It is too late to call this meeting for Thursday 8 October 2026").says("Friday 9 October 2026 or a later day");
    }

    fn a_meeting_called_too_late_for_a_reason_says_so_in_its_notice(on: Database) {
        let branch = Branch::with_members(3, on);

        checks(&branch, "2026-10-05", "The hall is sold on Friday.").says("called as an emergency").presses("Send the notice");

        let letters = branch.world.post.waits_for(3);
        assert!(letters.iter().all(|letter| letter.words().contains("The hall is sold on Friday.")));
    }

    fn a_second_press_calls_no_second_meeting(on: Database) {
        let branch = Branch::with_members(3, on);

        checks(&branch, "2026-10-15", "").presses_twice("Send the notice").answers(200);

        assert_eq!(branch.as_("nadia").visits("/meetings").html.matches("class=\"t\"").count(), 1);
    }

    fn a_member_who_calls_no_meetings_is_told_whose_page_it_is(on: Database) {
        let branch = Branch::with_members(3, on);

        branch.as_("tom").visits("/meetings/new").answers(403).says("call meetings by their office");
    }

    fn a_steward_checks_people_in_and_takes_a_wrong_tap_back(on: Database) {
        let branch = Branch::with_members(12, on);
        branch.give_office("petra", Office::Steward);
        let door = format!("{}/door", called(&branch));

        let found = branch.as_("petra").visits(&format!("{door}?q=tom")).says("Tom Story").says("may vote");
        let inside = found.presses("Check in").says("Tom Story is in.").says("1 in the room with a vote");

        inside.presses("Undo").says("That arrival is taken back.").says("0 in the room with a vote");
    }

    fn a_member_checks_herself_in_with_the_code_of_the_room(on: Database) {
        let branch = Branch::with_members(12, on);
        let meeting = called(&branch);
        branch.as_("ama").visits(&format!("{meeting}/here")).types("The code of the room", "AAAA").presses("Check in").says("Check in that day");
        branch.world.turn_clock_to("2026-10-15T17:30:00Z");
        let door = branch.as_("nadia").visits(&format!("{meeting}/door"));
        let code = door.html.split("class=\"code\">").nth(1).and_then(|rest| rest.get(..4)).expect("a code at the door").to_owned();

        let page = branch.as_("ama").visits(&format!("{meeting}/here"));
        page.types("The code of the room", "xxxx").presses("Check in").answers(422).says("not the code of this room");
        let page = branch.as_("ama").visits(&format!("{meeting}/here"));
        page.types("The code of the room", &code.to_lowercase()).presses("Check in").says("You may vote");
    }
}
