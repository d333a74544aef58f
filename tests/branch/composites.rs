//! Motions on their way: put together in the compositing room, taken along as a document, sent on under a signature and taken in.

use std::io::{Cursor, Read};

use crate::{
    stories,
    world::{Branch, Database, Seen},
};

/// A motion of somebody's, seconded by Ama.
fn moves(branch: &Branch, called: &str, title: &str, text: &str) -> String {
    let form = branch.as_(called).visits("/motions/new").types("Title", title).types("Text", text);
    let motion = form.types("Who seconds it?", "Ama").presses("Hand it in").path();
    branch.as_("ama").visits(&motion).presses("I second this");
    motion
}

/// Tom's motion about buses and Petra's about trams, in one room.
fn room(branch: &Branch) -> (String, String, String) {
    let buses = moves(branch, "tom", "Buses", "This branch notes the fares.\n\nThis branch calls for buses until midnight.");
    let trams = moves(branch, "petra", "Trams", "This branch notes the fares.\n\nThis branch calls for trams.");
    let form = branch.as_("nadia").visits("/motions").follows("Put motions together");
    let form = form.ticks("2026/1 Buses").ticks("2026/2 Trams").types("The title of the composite", "Public transport");
    (form.presses("Open the room").says("The room is open").path(), buses, trams)
}

/// The file that the secretary makes of a motion for another body.
fn signed_file(branch: &Branch, motion: &str) -> Vec<u8> {
    let (status, file) = branch.as_("nadia").posts_for_file(&format!("{motion}/signed-file"));
    assert_eq!(status, 200, "{}", String::from_utf8_lossy(&file));
    file
}

/// The words of the letters that say that.
fn letters(branch: &Branch, says: &str) -> Vec<String> {
    let words = branch.world.post.messages().into_iter().map(|message| message.words());
    words.filter(|words| words.contains(says)).collect()
}

fn sends_in(branch: &Branch, file: &[u8]) -> Seen {
    branch.as_("nadia").visits("/motions/taking-in").attaches("buses.motion.json", file).presses("Look at it")
}

stories! {
    fn motions_about_the_same_thing_become_one_when_every_mover_agrees_to_the_words(on: Database) {
        let branch = Branch::with_members(6, on);
        let (room, buses, trams) = room(&branch);

        let page = branch.as_("tom").visits(&buses).follows("the composite “Public transport”");
        assert_eq!(page.path(), room);
        assert_eq!(page.words().matches("This branch notes the fares.").count(), 4, "once in the draft, once in the field, and in each motion: {}", page.words());
        branch.world.wait_until("both movers are told", || letters(&branch, "one of several about the same thing").len() == 2);
        branch.as_("joe").visits(&room).does_not_say("I agree to these words").does_not_say("Change the words");
        branch.as_("joe").posts(&format!("{room}/agreement"), &[("seen", "1")]).answers(409).says("Only those who move one of these motions");

        let one = "This branch notes the fares.\n\nThis branch calls for buses and trams until midnight.";
        branch.as_("petra").visits(&room).presses("I agree to these words").says("You agree to these words.");
        branch.as_("tom").visits(&room).types("As it shall read", one).presses("So it reads").says("So it reads now.");
        branch.world.wait_until("whoever had agreed is told", || letters(&branch, "your agreement to them has lapsed").len() == 1);
        assert!(letters(&branch, "your agreement to them has lapsed")[0].contains("Tom Story changed the words"));
        let late = branch.as_("petra").posts(&format!("{room}/text"), &[("seen", "1"), ("text", "Mine.")]);
        late.answers(422).says("Somebody changed the words meanwhile").says("Mine.").says("buses and trams until midnight");

        let motion = branch.as_("petra").visits(&room).says("Version 2").presses("I agree to these words");
        let motion = motion.says("Every mover agrees. The composite is motion 2026/3").says("Moved by Tom Story").says("seconded by Petra Story");
        motion.says("calls for buses and trams until midnight").says("waits for the ruling");
        branch.as_("joe").visits(&trams).says("put together with others").follows("the composite “Public transport”").says("Public transport");
        branch.as_("tom").posts(&format!("{room}/text"), &[("seen", "2"), ("text", "Other.")]).answers(409).says("This composite is settled");
    }

    fn a_composite_of_late_motions_is_an_emergency_as_they_are(on: Database) {
        let branch = Branch::with_members(6, on);
        let call = branch.as_("nadia").visits("/meetings/new").types("Day", "2026-10-22").types("Place", "Albion Hall");
        call.presses("Check the call").presses("Send the notice");
        branch.world.turn_clock_to("2026-10-10T09:00:00Z");
        for (called, title) in [("tom", "Buses"), ("petra", "Trams")] {
            let form = branch.as_(called).visits("/motions/new").types("Title", title).types("Text", "We call for more.");
            let late = form.types("Who seconds it?", "Ama").presses("Hand it in").answers(422);
            let motion = late.types("Why it cannot wait", "The line closes on Friday.").presses("Hand it in").path();
            branch.as_("ama").visits(&motion).presses("I second this");
        }
        let form = branch.as_("nadia").visits("/motions").follows("Put motions together").ticks("2026/1 Buses").ticks("2026/2 Trams");
        let room = form.types("The title of the composite", "Transport").presses("Open the room").path();

        branch.as_("tom").visits(&room).presses("I agree to these words");
        let motion = branch.as_("petra").visits(&room).presses("I agree to these words").says("The composite is motion 2026/3");

        motion.says("handed in as an emergency").says("The line closes on Friday.");
    }

    fn a_mover_takes_her_motion_out_and_it_goes_its_own_way(on: Database) {
        let branch = Branch::with_members(6, on);
        let (room, buses, trams) = room(&branch);
        let again = branch.as_("nadia").visits("/composites/new").ticks("2026/1 Buses").ticks("2026/2 Trams");
        again.types("The title of the composite", "More").presses("Open the room").answers(422).says("is in the room of another composite already");
        let alone = branch.as_("nadia").visits("/composites/new").ticks("2026/1 Buses").types("The title of the composite", "More");
        alone.presses("Open the room").answers(422).says("Tick at least two motions");

        branch.as_("petra").visits(&room).presses("Take my motion out of this").says("Your motion goes its own way again.");

        branch.as_("tom").visits(&room).says("It was given up");
        branch.as_("petra").visits(&trams).says("waits for the ruling").does_not_say("the composite");
        branch.as_("nadia").visits(&buses).does_not_say("the composite").says("Rule on this motion");
    }

    fn a_motion_is_taken_along_as_a_document_and_all_of_them_as_a_table(on: Database) {
        let branch = Branch::with_members(6, on);
        let motion = moves(&branch, "tom", "=Buses & trams", "This branch calls for <b>buses</b>.");

        let (status, document) = branch.as_("joe").downloads(&format!("{motion}/paper.odt"));
        assert_eq!(status, 200);
        let mut archive = zip::ZipArchive::new(Cursor::new(document)).expect("an OpenDocument file");
        let mut content = String::new();
        archive.by_name("content.xml").expect("its content").read_to_string(&mut content).expect("text");
        assert!(content.contains("=Buses &amp; trams") && content.contains("calls for &lt;b&gt;buses&lt;/b&gt;"), "{content}");
        assert!(content.contains("Moved by Tom Story, seconded by Ama Story."), "{content}");

        let (_, table) = branch.as_("nadia").downloads("/motions/list.csv");
        let table = String::from_utf8(table).expect("UTF-8");
        assert!(table.contains("2026/1,'=Buses & trams,waits for the ruling,Tom Story,Ama Story"), "{table}");
        assert_eq!(branch.as_("joe").downloads("/motions/list.csv").0, 403);
    }

    fn a_motion_sent_on_under_a_signature_is_taken_in_by_another_branch(on: Database) {
        let (sender, receiver) = (Branch::with_members(6, on), Branch::with_members(6, on));
        let motion = moves(&sender, "tom", "Buses", "This branch calls for buses.");
        let file = signed_file(&sender, &motion);
        assert!(!String::from_utf8_lossy(&file).contains("Tom"), "no names of people leave with it");

        let changed = String::from_utf8_lossy(&file).replace("for buses", "for yachts");
        sends_in(&receiver, changed.as_bytes()).answers(422).says("The signature does not fit");
        sends_in(&receiver, b"{}").answers(422).says("This is not the signed file of a motion");
        sends_in(&receiver, b"").answers(422).says("Choose the file");

        let check = sends_in(&receiver, &file).says("This branch calls for buses.").says("new here");
        let own_key = sender.as_("nadia").visits("/motions/taking-in");
        let key = check.words().split("begins with").nth(1).expect("a key").split_whitespace().take(6).collect::<Vec<_>>().join(" ");
        own_key.says(&key);
        let nobody = check.types("The member who moves it", "Nobody").presses("Take it in").answers(422);
        let taken = nobody.types("The member who moves it", "Petra").presses("Take it in").says("It is motion 2026/1 here");
        taken.says("whose motion 2026/1 it is").says("waits for the ruling").says("Moved by Petra Story");

        let again = sends_in(&receiver, &file).says("known").types("The member who moves it", "Petra");
        again.presses("Take it in").says("This file was taken in before");
    }

    fn members_tick_what_comes_first_and_the_agenda_follows(on: Database) {
        let branch = Branch::with_members(6, on);
        let call = branch.as_("nadia").visits("/meetings/new").types("Day", "2026-10-22").types("Time", "19:00");
        call.types("Place", "Albion Hall").presses("Check the call").presses("Send the notice");
        for title in ["Buses", "Trams", "Trains"] {
            let motion = moves(&branch, "tom", title, &format!("This branch calls for {title}."));
            branch.as_("nadia").visits(&motion).follows("Rule on this motion").presses("It is in order");
        }
        let meeting = branch.meeting();

        let page = branch.as_("nadia").visits("/motions").follows("Ask members which motions come first");
        page.types("How many may each tick?", "3").presses("Ask them").answers(422).says("fewer than there are");
        let page = branch.as_("nadia").visits(&format!("{meeting}/priorities"));
        page.types("How many may each tick?", "2").presses("Ask them").says("Members are asked");

        let ticks = |called: &str, titles: &[&str]| {
            let form = branch.as_(called).visits("/motions").follows("Which motions come first at the");
            titles.iter().fold(form, |form, title| form.ticks(title)).presses("These first")
        };
        ticks("joe", &["2026/1 Buses", "2026/2 Trams", "2026/3 Trains"]).answers(422).says("Tick at most 2");
        ticks("joe", &["2026/3 Trains"]).says("Your ticks are in").says("1 member has answered");
        ticks("leila", &["2026/3 Trains", "2026/2 Trams"]).says("2 members have answered");
        let holdings = branch.as_("joe").visits(&format!("{meeting}/priorities"));
        assert!(holdings.html.contains("checked"), "what was ticked is shown again");

        let result = branch.as_("nadia").visits(&format!("{meeting}/priorities")).presses("Close it and put the agenda in this order");
        result.says("the agenda stands in this order").says("2026/3 Trains 2 ticks").says("2026/1 Buses 0 ticks");
        let agenda = branch.as_("joe").visits(&meeting).words();
        let place = |title: &str| agenda.find(title).unwrap_or_else(|| panic!("{title} is on the agenda: {agenda}"));
        assert!(place("2026/3: Trains") < place("2026/2: Trams") && place("2026/2: Trams") < place("2026/1: Buses"), "{agenda}");
        branch.as_("joe").posts(&format!("{meeting}/priorities"), &[]).answers(409).says("It is closed");
    }
}
