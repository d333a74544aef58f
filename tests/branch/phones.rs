//! A round carried on a phone: what it takes along, and its log coming in late, twice, out of order and after the phone is lost.

use serde_json::{Value, json};

use crate::{
    canvassing::fifty_doors,
    stories,
    world::{Branch, Browser, Database},
};

/// A phone in somebody's hand, with the round that it carries.
struct Phone {
    browser: Browser,
    round: String,
    id: String,
    doors: Vec<String>,
}

impl Phone {
    /// Takes the round along.
    fn of(branch: &Branch, called: &str, round: &str, number: u32) -> Self {
        let (browser, id) = (branch.as_(called), format!("0000000{number}-0000-7000-8000-000000000000"));
        let (status, bundle) = browser.tells(&format!("{round}/phones"), &json!({ "phone": id }));
        assert_eq!(status, 200, "{bundle}");
        let doors =
            bundle["doors"].as_array().expect("doors").iter().map(|door| door["id"].as_str().expect("an id").to_owned());
        let doors = doors.collect();
        Self { browser, round: round.to_owned(), id, doors }
    }

    /// The round as it stands now.
    fn looks(&self) -> (u16, Value) {
        self.browser.tells(&format!("{}/phones", self.round), &json!({ "phone": self.id }))
    }

    /// Sends entries by a phone's clock that shows `sent_at`.
    fn sends(&self, sent_at: &str, events: &[Value]) -> (u16, Value) {
        self.browser
            .tells(&format!("{}/events", self.round), &json!({ "phone": self.id, "sent_at": sent_at, "events": events }))
    }

    /// An entry about the door at this place of the round.
    fn entry(&self, seq: usize, at: &str, door: usize, what: Value) -> Value {
        let id = format!("{}-0000-7000-8000-{seq:012}", &self.id[..8]);
        let mut entry = json!({ "id": id, "seq": seq, "at": at, "door": self.doors[door] });
        entry.as_object_mut().expect("an object").extend(what.as_object().expect("an object").clone());
        entry
    }

    fn result(&self, seq: usize, at: &str, door: usize, outcome: &str) -> Value {
        self.entry(seq, at, door, json!({ "kind": "result", "outcome": outcome }))
    }
}

/// How many entries of a receipt are of this kind.
fn number(receipt: &Value, kind: &str) -> usize {
    receipt[kind].as_array().map_or(0, Vec::len)
}

stories! {
    fn a_phone_that_has_forgotten_its_names_is_not_handed_them_anew(on: Database) {
        let (branch, round) = fifty_doors(on);
        let carried = || branch.as_("tom").tells(&format!("{round}/phones"), &json!({ "phone": "00000008-0000-7000-8000-000000000000" }));
        assert_eq!(carried().0, 200);
        branch.world.turn_clock_to("2026-10-03T12:00:00Z");
        let (status, said) = carried();
        assert!(status == 409 && said.to_string().contains("no phone carries its names any more"), "{status} {said}");
        branch.as_("tom").visits(&format!("{round}/walk")).says("Ash Row");
    }

    fn what_a_phone_takes_along_is_the_doors_and_names_and_no_more(on: Database) {
        let (branch, round) = fifty_doors(on);

        let (_, bundle) = Phone::of(&branch, "tom", &round, 1).looks();

        let door = &bundle["doors"][0];
        assert_eq!(bundle["doors"].as_array().map(Vec::len), Some(50));
        assert_eq!((door["electors"][0]["name"].as_str(), door["label"].as_str()), (Some("Ana Smith"), Some("1")));
        assert!(bundle["forget_at"].as_str().expect("a moment") > "2026-10-03T06:00", "twelve hours after the shift");
        branch.as_("petra").visits(&format!("{round}/pocket")).answers(409).says("opens only for those it was given to");
        let (status, said) = branch.as_("petra").tells(&format!("{round}/phones"), &json!({ "phone": "00000009-0000-7000-8000-000000000000" }));
        assert_eq!(status, 409, "{said}");
    }

    fn a_log_that_is_sent_twice_counts_once_and_keeps_its_order(on: Database) {
        let (branch, round) = fifty_doors(on);
        let phone = Phone::of(&branch, "tom", &round, 1);
        let mut log: Vec<Value> = (0..50).map(|door| phone.result(door + 1, "2026-10-02T18:20:00Z", door, "spoke")).collect();
        for (place, door) in [3, 9, 20, 33, 41].into_iter().enumerate() {
            let earlier = log[door]["id"].clone();
            let what = json!({ "kind": "result", "outcome": "refused", "instead_of": earlier });
            log.push(phone.entry(51 + place, "2026-10-02T18:30:00Z", door, what));
        }
        for door in 0..3 {
            log.push(phone.entry(56 + door, "2026-10-02T18:40:00Z", door, json!({ "kind": "note", "words": format!("Note {door}") })));
        }
        branch.world.turn_clock_to("2026-10-02T19:00:00Z");

        let (_, receipt) = phone.sends("2026-10-02T19:00:00Z", &log);
        assert_eq!((number(&receipt, "taken"), number(&receipt, "held"), number(&receipt, "refused")), (58, 0, 0), "{receipt}");
        log.reverse();
        let (status, receipt) = phone.sends("2026-10-02T19:01:00Z", &log);
        assert_eq!((status, number(&receipt, "taken")), (200, 58), "{receipt}");

        let came_in = branch.as_("nadia").visits(&format!("{round}/log")).says("58 results and notes came in").words();
        let place = |words: &str| came_in.find(words).unwrap_or_else(|| panic!("{words} in {came_in}"));
        assert!(place("“Note 0”") < place("“Note 1”") && place("“Note 1”") < place("“Note 2”"));
        assert_eq!(came_in.matches("taken back").count(), 5);
        branch.as_("nadia").visits("/canvass").says("50 of 50 doors are done").says("Knocks 50").says("Conversations 45");
        branch.verified();
    }

    fn a_clock_that_is_a_day_wrong_changes_neither_the_day_nor_the_order(on: Database) {
        let (branch, round) = fifty_doors(on);
        let (slow, fast) = (Phone::of(&branch, "tom", &round, 1), Phone::of(&branch, "ama", &round, 2));
        branch.world.turn_clock_to("2026-10-02T19:00:00Z");

        slow.sends("2026-10-01T19:00:00Z", &[slow.result(1, "2026-10-01T18:30:00Z", 0, "no-answer")]);
        fast.sends("2026-10-03T19:00:00Z", &[fast.result(1, "2026-10-03T18:20:00Z", 1, "spoke")]);

        let log = branch.as_("nadia").visits(&format!("{round}/log"));
        let log = log.says("2 Oct 2026, 7.30 pm").says("2 Oct 2026, 7.20 pm");
        let words = log.words();
        assert!(words.find("Spoke") < words.find("No answer"), "the earlier stands first: {words}");
    }

    fn two_phones_at_one_door_keep_both_stories_and_one_of_them_holds(on: Database) {
        let (branch, round) = fifty_doors(on);
        let (tom, ama) = (Phone::of(&branch, "tom", &round, 1), Phone::of(&branch, "ama", &round, 2));
        branch.world.turn_clock_to("2026-10-02T19:00:00Z");

        ama.sends("2026-10-02T19:00:00Z", &[ama.result(1, "2026-10-02T18:20:00Z", 0, "spoke")]);
        tom.sends("2026-10-02T19:00:00Z", &[tom.result(1, "2026-10-02T18:40:00Z", 0, "no-answer")]);

        branch.as_("nadia").visits(&format!("{round}/log")).says("2 results and notes came in").says("phone 1").says("phone 2");
        let (_, bundle) = tom.looks();
        assert_eq!(bundle["doors"][0]["picture"], "done", "somebody came to the door that evening");
        assert!(!bundle["doors"][0]["noted"]["id"].is_null());
    }

    fn a_lost_phone_is_cut_off_and_what_it_sends_later_waits_for_the_coordinator(on: Database) {
        let (branch, round) = fifty_doors(on);
        let phone = Phone::of(&branch, "tom", &round, 1);
        let log = branch.as_("tom").visits(&format!("{round}/log")).presses("It is lost: cut it off").says("The phone is cut off");
        log.does_not_say("Let it in again phone");
        branch.world.turn_clock_to("2026-10-02T19:00:00Z");

        let (status, said) = phone.looks();
        assert_eq!(status, 409);
        assert!(said["words"].as_str().is_some_and(|words| words.contains("was cut off")), "{said}");
        let entries = [phone.result(1, "2026-10-02T18:20:00Z", 0, "spoke"), phone.result(2, "2026-10-02T18:25:00Z", 1, "refused")];
        let (_, receipt) = phone.sends("2026-10-02T19:00:00Z", &entries);
        assert_eq!((number(&receipt, "taken"), number(&receipt, "held")), (0, 2), "{receipt}");
        let (_, receipt) = phone.sends("2026-10-02T19:00:00Z", &entries);
        assert_eq!(number(&receipt, "taken"), 2, "what is kept apart need not be sent again: {receipt}");

        let nadia = branch.as_("nadia");
        nadia.visits("/canvass").says("50 doors wait for us");
        let log = nadia.visits(&format!("{round}/log")).says("Waits for you").presses("Count all of it").says("2 results are counted");
        log.does_not_say("Waits for you");
        nadia.visits("/canvass").says("2 of 50 doors are done");
        nadia.visits(&format!("{round}/log")).presses("Let it in again").says("let in again");
        assert_eq!(phone.looks().0, 200);
    }

    fn results_that_come_after_the_round_was_taken_back_are_kept_and_can_be_left_out(on: Database) {
        let (branch, round) = fifty_doors(on);
        let phone = Phone::of(&branch, "tom", &round, 1);
        let nadia = branch.as_("nadia");
        nadia.visits("/canvass/shifts").follows("2 October").presses("Take back");
        branch.world.turn_clock_to("2026-10-02T19:00:00Z");

        let (status, receipt) = phone.sends("2026-10-02T19:00:00Z", &[phone.result(1, "2026-10-02T18:20:00Z", 0, "spoke")]);

        assert_eq!((status, number(&receipt, "held")), (200, 1), "{receipt}");
        assert!(receipt["closed"].as_str().is_some_and(|words| words.contains("opens only for those")), "{receipt}");
        nadia.visits(&format!("{round}/log")).presses("Leave it out").says("1 result is left out");
        nadia.visits("/canvass").says("50 doors wait for us");
    }

    fn what_makes_no_sense_is_refused_in_words_and_the_rest_is_kept(on: Database) {
        let (branch, round) = fifty_doors(on);
        let phone = Phone::of(&branch, "tom", &round, 1);
        let at = "2026-10-02T18:10:00Z";
        let stranger = json!({ "door": "00000009-0000-7000-8000-000000000000" });
        let mut elsewhere = phone.result(4, at, 0, "spoke");
        elsewhere["door"] = stranger["door"].clone();
        let opinion = json!({ "kind": "result", "outcome": "no-answer", "intention": "for" });

        let entries = [phone.result(1, at, 0, "danced"), phone.entry(2, at, 0, opinion), phone.result(3, at, 0, "spoke"), elsewhere];
        let (_, receipt) = phone.sends(at, &entries);

        assert_eq!((number(&receipt, "taken"), number(&receipt, "refused")), (1, 3), "{receipt}");
        let words = receipt["refused"].to_string();
        assert!(words.contains("not known here") && words.contains("Nobody came to the door") && words.contains("no such door"), "{words}");
        let (status, said) = phone.browser.tells(&format!("{round}/events"), &json!({ "phone": "x" }));
        assert_eq!((status, said["words"].is_string()), (400, true), "{said}");
        let other = Phone { id: "00000007-0000-7000-8000-000000000000".into(), ..phone };
        assert_eq!(other.sends(at, &[]).0, 409, "a phone that took nothing along");
    }

    fn what_is_undone_on_the_phone_is_undone_here_however_often_it_is_sent(on: Database) {
        let (branch, round) = fifty_doors(on);
        let phone = Phone::of(&branch, "tom", &round, 1);
        let at = "2026-10-02T18:10:00Z";
        let wish = phone.result(1, at, 0, "do-not-knock");
        let note = phone.entry(2, at, 1, json!({ "kind": "note", "words": "Ring twice" }));
        let undo = |seq, door, of: &Value| phone.entry(seq, at, door, json!({ "kind": "undo", "instead_of": of["id"] }));
        let entries = [wish.clone(), note.clone(), undo(3, 0, &wish), undo(4, 1, &note)];

        assert_eq!(number(&phone.sends(at, &entries).1, "taken"), 4);
        let (status, receipt) = phone.sends(at, &entries[2..]);

        assert_eq!((status, number(&receipt, "taken")), (200, 2), "{receipt}");
        let (_, bundle) = phone.looks();
        assert_eq!((&bundle["doors"][0]["barred"], &bundle["doors"][1]["notes"]), (&json!(false), &json!([])));
        branch.as_("nadia").visits("/canvass").says("50 doors wait for us");
    }

    fn a_note_about_a_door_stands_there_for_whoever_knocks_next(on: Database) {
        let (branch, round) = fifty_doors(on);

        let page = branch.as_("tom").visits(&format!("{round}/doors/1")).types("Note", "Large dog").presses("Keep the note");

        page.says("The note is kept").says("“Large dog”");
        branch.as_("tom").visits(&format!("{round}/doors/1")).presses("Keep the note").answers(422).says("Write the note first");
    }
}
