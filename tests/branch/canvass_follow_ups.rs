//! What people ask for at their doors: noted there, given to somebody, done by a day; and the words in which doors are noted.

use serde_json::{Value, json};

use crate::{
    canvassing::fifty_doors,
    stories,
    world::{Branch, Database, Seen},
};

/// Tom notes at a door what somebody asks for.
fn asks(branch: &Branch, round: &str, door: u32, kind: &str, words: &str) -> Seen {
    branch.as_("tom").visits(&format!("{round}/doors/{door}")).sets("kind", kind).sets("what", words).presses("Note it")
}

/// The words on the buttons of a set, put into its form.
fn words_of(branch: &Branch, set: &str, words: &[(&str, &str)]) -> Seen {
    let fields: Vec<(&str, &str)> =
        words.iter().flat_map(|(words, meaning)| [("words", *words), ("meaning", *meaning)]).collect();
    branch.as_("nadia").posts(&format!("/canvass/codes/{set}"), &fields)
}

stories! {
    fn what_is_asked_for_at_a_door_is_given_to_somebody_and_done_by_a_day(on: Database) {
        let (branch, round) = fifty_doors(on);
        let noted = asks(&branch, &round, 1, "casework", "The lamp outside is broken.");
        noted.says("Casework: noted, and due in 7 days").says("“The lamp outside is broken.”, by 9 Oct");

        let board = branch.as_("nadia").visits("/canvass").says("1 thing waits to be seen to").follows("The board");
        let one = board.says("1 follow-up is open, and nobody sees to 1").says("nobody yet").follows("Give it to somebody");
        let given = one.types("Who", "Ama Story").types("By", "2026-10-05").presses("Give it to them");
        given.says("Ama Story sees to it and is told by mail").says("by Monday 5 October 2026, Ama Story");

        let mine = branch.as_("ama").visits("/canvass/follow-ups").says("1 follow-up is open").says("1 Ash Row");
        mine.presses("Done").says("Casework: done").presses("Undo").says("It is open again");
        branch.as_("ama").visits("/canvass/follow-ups").presses("Done").says("Nothing waits for you");
        branch.as_("nadia").visits("/canvass/follow-ups").says("Nothing is left to follow up").says("Done in the last two weeks");
        branch.verified();
    }

    fn the_mail_to_whoever_sees_to_it_says_nothing_of_what_was_said_at_the_door(on: Database) {
        let (branch, round) = fifty_doors(on);
        asks(&branch, &round, 1, "casework", "Their heating is off.");
        let one = branch.as_("nadia").visits("/canvass/follow-ups").follows("Give it to somebody");
        one.types("Who", "Ama Story").presses("Give it to them");

        let outbox = branch.as_("nadia").visits("/outbox");
        let mails: Vec<String> = outbox.links().into_iter().filter(|link| link.starts_with("/outbox/")).collect();
        let mails: Vec<Seen> = mails.iter().map(|mail| branch.as_("nadia").visits(mail)).collect();
        let told = mails.into_iter().find(|mail| mail.words().contains("For you to see to")).expect("a mail to ama");
        told.says("by Friday 9 October 2026").does_not_say("heating").does_not_say("Ash Row");
    }

    fn only_whoever_sees_to_it_and_the_coordinator_read_what_was_said(on: Database) {
        let (branch, round) = fifty_doors(on);
        asks(&branch, &round, 1, "poster", "For the window.");
        let one = branch.as_("nadia").visits("/canvass/follow-ups").follows("Give it to somebody");
        let path = one.path();

        branch.as_("petra").visits("/canvass/follow-ups").says("Nothing waits for you").does_not_say("Ash Row");
        branch.as_("petra").visits(&path).answers(409).says("given to somebody else").does_not_say("window");
        branch.as_("petra").posts(&format!("{path}/doing"), &[]).answers(409);
        one.types("Who", "Petra Story").presses("Give it to them");
        branch.as_("petra").visits(&path).says("For the window.").presses("It is done").says("Poster or board: done");
    }

    fn what_cannot_be_kept_comes_back_with_words(on: Database) {
        let (branch, round) = fifty_doors(on);

        asks(&branch, &round, 1, "", "x").answers(422).says("Choose what they asked for");
        asks(&branch, &round, 1, "casework", " ").answers(422).says("Write what the casework is about");
        asks(&branch, &round, 1, "volunteer", "").says("Wants to help: noted, and due in 3 days").presses("Undo").says("taken back");
        asks(&branch, &round, 2, "postal-vote", "");
        let one = branch.as_("nadia").visits("/canvass/follow-ups").says("1 follow-up is open").follows("Give it to somebody");
        let one = one.types("Who", "Nobody Known").presses("Give it to them").answers(422).says("Nobody in the register is found");
        let one = one.types("Who", "Ama Story").types("By", "2026-09-01").presses("Give it to them").answers(422);
        one.says("today, or a day to come").presses("Nobody asked for this").says("It is taken back");
        branch.as_("nadia").visits("/canvass/follow-ups").says("Nothing is left to follow up");
    }

    fn what_waits_too_long_is_late_and_stands_among_the_five_numbers(on: Database) {
        let (branch, round) = fifty_doors(on);
        asks(&branch, &round, 1, "casework", "The lamp.");
        asks(&branch, &round, 2, "volunteer", "");
        branch.as_("nadia").visits("/canvass/figures").says("0 follow-ups have been open over 7 days");

        branch.world.turn_clock_to("2026-10-10T12:00:00Z");

        branch.as_("nadia").visits("/canvass/follow-ups").says("2 follow-ups are late").follows("Casework").does_not_say("2 Ash Row");
        branch.as_("nadia").visits("/canvass/figures").says("2 follow-ups have been open over 7 days");
        branch.as_("nadia").visits("/canvass").says("2 things wait to be seen to, 2 of them late");
    }

    fn a_phone_without_a_signal_brings_what_was_asked_for_once(on: Database) {
        let (branch, round) = fifty_doors(on);
        let (tom, phone) = (branch.as_("tom"), "00000001-0000-7000-8000-000000000000");
        let (_, bundle) = tom.tells(&format!("{round}/phones"), &json!({ "phone": phone }));
        let entry = |seq: u32, what: Value| {
            let id = format!("00000001-0000-7000-8000-{seq:012}");
            let door = &bundle["doors"][0]["id"];
            let mut entry = json!({ "id": id, "seq": seq, "at": "2026-10-02T18:11:00Z", "door": door });
            entry.as_object_mut().expect("an object").extend(what.as_object().expect("an object").clone());
            entry
        };
        let sends = |events: &[Value]| {
            tom.tells(&format!("{round}/events"), &json!({ "phone": phone, "sent_at": "2026-10-02T18:12:00Z", "events": events })).1
        };
        let lamp = entry(1, json!({ "kind": "follow-up", "asked": "casework", "words": "The lamp." }));
        let bare = entry(2, json!({ "kind": "follow-up", "asked": "casework", "words": "" }));
        let help = entry(3, json!({ "kind": "follow-up", "asked": "volunteer" }));
        let undo = entry(4, json!({ "kind": "undo", "instead_of": help["id"] }));

        let receipt = sends(&[lamp.clone(), bare, help, undo]);
        assert_eq!(receipt["taken"].as_array().map(Vec::len), Some(3), "{receipt}");
        assert!(receipt["refused"][0]["words"].as_str().is_some_and(|words| words.contains("Write what the casework is about")));
        sends(&[lamp]);

        branch.as_("nadia").visits("/canvass/follow-ups").says("1 follow-up is open").says("“The lamp.”");
        branch.as_("nadia").visits(&format!("{round}/log")).says("Casework: “The lamp.”").says("Wants to help");
        let (_, again) = tom.tells(&format!("{round}/phones"), &json!({ "phone": phone }));
        assert_eq!(again["doors"][0]["notes"], json!(["Casework: The lamp."]));
    }

    fn what_a_lost_phone_sends_in_the_branchs_own_words_waits_and_is_counted_as_it_was(on: Database) {
        let (branch, round) = fifty_doors(on);
        words_of(&branch, "results", &[("Chatted", "spoke"), ("Out", "no-answer"), ("Never", "do-not-knock")]);
        let (tom, phone) = (branch.as_("tom"), "00000001-0000-7000-8000-000000000000");
        let (_, bundle) = tom.tells(&format!("{round}/phones"), &json!({ "phone": phone }));
        let page = tom.visits(&format!("{round}/pocket")).html;
        let chatted = page.split("knock__spoke\" data-outcome=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a code").to_owned();
        let log = branch.as_("nadia").visits(&format!("{round}/log"));
        log.presses("It is lost: cut it off");
        let event = |seq: u32, what: Value| {
            let mut entry = json!({ "id": format!("00000001-0000-7000-8000-{seq:012}"), "seq": seq, "at": "2026-10-02T18:11:00Z" });
            entry["door"] = bundle["doors"][0]["id"].clone();
            entry.as_object_mut().expect("an object").extend(what.as_object().expect("an object").clone());
            entry
        };
        let events = [
            event(1, json!({ "kind": "result", "outcome": chatted })),
            event(2, json!({ "kind": "follow-up", "asked": "poster", "words": "" })),
        ];
        let sent = json!({ "phone": phone, "sent_at": "2026-10-02T18:12:00Z", "events": events });

        let (_, receipt) = tom.tells(&format!("{round}/events"), &sent);
        assert_eq!(receipt["held"].as_array().map(Vec::len), Some(2), "{receipt}");

        let waits = branch.as_("nadia").visits(&format!("{round}/log")).says("Waits for you").says("Chatted").says("Poster or board");
        waits.presses("Count all of it");
        branch.as_("nadia").visits("/canvass").says("1 of 50 doors are done");
        branch.as_("nadia").visits("/canvass/follow-ups").says("1 follow-up is open");
        branch.as_("nadia").visits(&format!("{round}/log")).says("Chatted");
    }

    fn the_branch_notes_doors_in_its_own_words_and_counts_them_by_what_they_mean(on: Database) {
        let (branch, round) = fifty_doors(on);
        branch.as_("tom").visits(&format!("{round}/doors/1")).presses("Refused");

        let words = [("Chatted", "spoke"), ("Out", "no-answer"), ("Dog", "no-answer"), ("Never", "do-not-knock")];
        words_of(&branch, "results", &words).says("The words for what happened are kept").says("Doors are noted in your own words");
        words_of(&branch, "intentions", &[("Rose", "for"), ("Tree", "against")]).says("The words for votes are kept");

        let door = branch.as_("tom").visits(&format!("{round}/doors/2")).says("Chatted").says("Rose").does_not_say("Moved away");
        let rose = door.html.split("name=\"intention\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a code");
        let rose = rose.to_owned();
        door.sets("intention", &rose).presses("Chatted").says("3 Ash Row: chatted");
        branch.as_("tom").visits(&format!("{round}/doors/3")).presses("Dog");
        branch.as_("nadia").visits("/canvass").says("2 of 50 doors are done").says("To call at again 1").says("For us 1");
        branch.as_("nadia").visits("/canvass/figures").says("How they vote").says("Rose 1").says("Tree 0");
        branch.as_("nadia").visits(&format!("{round}/log")).says("Chatted, rose").says("Refused");

        branch.as_("nadia").visits("/canvass/codes").presses("Back to the plain words").says("The plain words are back");
        branch.as_("tom").visits(&format!("{round}/doors/4")).says("Moved away").does_not_say("Chatted");
        branch.as_("nadia").visits(&format!("{round}/log")).says("Chatted, rose");
        branch.verified();
    }

    fn a_set_that_could_not_count_is_refused_with_what_it_lacks(on: Database) {
        let (branch, _) = fifty_doors(on);

        words_of(&branch, "results", &[("In", "spoke"), ("Out", "no-answer")]).answers(422).says("must count as “Do not knock”");
        words_of(&branch, "results", &[("In", "spoke"), ("in", "no-answer")]).answers(422).says("“in” stands there twice");
        words_of(&branch, "intentions", &[("Rose", "")]).answers(422).says("Say what “Rose” counts as");
        branch.as_("nadia").visits("/canvass/codes").says("Doors are noted in the plain words");
    }

    fn a_question_of_the_branch_is_asked_at_the_door_and_its_answers_are_counted(on: Database) {
        let (branch, round) = fifty_doors(on);
        let codes = || branch.as_("nadia").visits("/canvass/codes");
        codes().types("Question", "Should buses run at night?").types("Answers", "Yes").presses("Ask it at doors").answers(422)
            .says("two to nine answers");
        codes().types("Question", "Should buses run at night?").types("Answers", "Yes\nNo").presses("Ask it at doors")
            .says("asked at doors from now on");

        let door = branch.as_("tom").visits(&format!("{round}/doors/1")).says("Should buses run at night?");
        let question = door.html.split("name=\"q-").nth(1).and_then(|rest| rest.split('"').next()).expect("a question").to_owned();
        door.sets(&format!("q-{question}"), "2").presses("Spoke");

        branch.as_("nadia").visits("/canvass/figures").says("Should buses run at night?").says("No 1");
        branch.as_("tom").visits(&round).says("Should buses run at night? 1 Yes 2 No");
        codes().presses("Ask it no longer").says("asked no longer").presses("Undo").says("It is asked again");
        branch.as_("tom").visits(&format!("{round}/doors/2")).says("Should buses run at night?");
    }
}
