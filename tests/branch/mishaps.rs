//! What goes wrong in an evening, and is answered clearly, with nothing lost: votes by those who have none, two chairs at once, a
//! clock that is set back in the night, and texts that look like something else.

use std::sync::Barrier;

use crate::{
    stories,
    world::{Branch, Database, Seen},
};

/// A motion put to the vote of nadia and tom. Gives the meeting, and the ballot as a phone sends it.
fn put(branch: &Branch) -> (String, String) {
    let meeting = branch.evening_with_a_motion("Buses");
    for called in ["nadia", "tom"] {
        branch.as_("nadia").visits(&format!("{meeting}/door?q={called}")).presses("Check in");
    }
    board(branch, &meeting).presses("Open the meeting");
    branch.take_items_until(&branch.as_("nadia"), "Buses");
    board(branch, &meeting).presses("Put it to the vote");
    let phone = branch.as_("tom").visits(&format!("{meeting}/vote")).html;
    let ballot = phone.split("name=\"ballot\" value=\"").nth(1).and_then(|rest| rest.get(..36)).expect("a ballot").to_owned();
    (meeting, ballot)
}

fn board(branch: &Branch, meeting: &str) -> Seen {
    branch.as_("nadia").visits(&format!("{meeting}/floor"))
}

fn hidden(page: &Seen, name: &str) -> String {
    let value = page.html.split(&format!("name=\"{name}\" value=\"")).nth(1).and_then(|rest| rest.split('"').next());
    value.unwrap_or_else(|| panic!("no {name} on the page")).to_owned()
}

stories! {
    fn a_vote_sent_by_somebody_who_is_not_there_or_not_entitled_is_refused_and_counts_for_nothing(on: Database) {
        let branch = Branch::with_members(12, on);
        let (meeting, ballot) = put(&branch);
        let votes = format!("{meeting}/votes");
        let sends = |called: &str| branch.as_(called).posts(&votes, &[("ballot", &ballot), ("vote", "for")]);

        sends("gwen").answers(409).says("You are not checked in at this meeting, and only those in the room vote.");
        branch.as_("nadia").visits(&format!("{meeting}/door?q=gwen")).presses("Check in");
        let late = sends("gwen");
        assert!((400..500).contains(&late.status), "{}", late.words());
        late.follows("Back to the meeting").says("You came in after this question was put");
        branch.world.browser().posts(&votes, &[("ballot", &ballot), ("vote", "for")]).says("Sign in");

        sends("tom").says("Your vote is in the box.");
        board(&branch, &meeting).says("1 of 2 have voted by phone");
    }

    fn of_two_chairs_who_press_in_the_same_moment_one_does_it_and_the_other_is_told(on: Database) {
        let branch = Branch::with_members(12, on);
        let (meeting, _) = put(&branch);
        branch.as_("tom").visits(&format!("{meeting}/vote")).presses("For");
        let seen = hidden(&board(&branch, &meeting), "seen");
        let (start, path) = (Barrier::new(2), format!("{meeting}/floor/result"));
        let form = [("seen", seen.as_str()), ("for", "0"), ("against", "0"), ("abstain", "0")];

        let said: Vec<String> = std::thread::scope(|both| {
            let chairs = [branch.as_("nadia"), branch.as_("nadia")].map(|chair| {
                let (start, path) = (&start, &path);
                both.spawn(move || {
                    start.wait();
                    chair.posts(path, &form).words()
                })
            });
            chairs.into_iter().map(|chair| chair.join().expect("an answer")).collect()
        });

        assert_eq!(said.iter().filter(|words| words.contains("The motion is carried.")).count(), 1, "{said:?}");
        assert_eq!(said.iter().filter(|words| words.contains("Somebody was quicker")).count(), 1, "{said:?}");
        let minutes = branch.as_("tom").visits(&format!("{meeting}/minutes")).words();
        assert_eq!(minutes.matches("was carried at").count(), 1, "{minutes}");
    }

    fn when_the_clocks_go_back_in_the_night_nothing_is_out_of_order(on: Database) {
        let branch = Branch::with_members(30, on);
        let call = branch.as_("nadia").visits("/meetings/new").types("Day", "2026-10-24").types("Time", "23:30");
        call.types("Place", "Trades Hall").presses("Check the call").presses("Send the notice");
        let meeting = branch.meeting();
        // The clocks go back at two, which is one o'clock by the sun: half past one comes twice.
        branch.world.turn_clock_to("2026-10-24T22:30:00Z");
        branch.as_("nadia").visits(&format!("{meeting}/door?q=ama")).presses("Check in");
        board(&branch, &meeting).presses("Open the meeting");
        branch.world.turn_clock_to("2026-10-25T00:40:00Z");
        branch.as_("nadia").visits(&format!("{meeting}/door?q=tom")).presses("Check in");
        branch.world.turn_clock_to("2026-10-25T01:20:00Z");
        branch.as_("nadia").visits(&format!("{meeting}/door?q=ama")).presses("Has left");

        let quorum = branch.as_("joe").visits(&format!("{meeting}/quorum")).words();

        let reached = quorum.find("1.40 am BST quorum reached 2 of 2").unwrap_or_else(|| panic!("{quorum}"));
        let lost = quorum.find("1.20 am GMT quorum lost 1 of 2").unwrap_or_else(|| panic!("{quorum}"));
        assert!(reached < lost);
        board(&branch, &meeting).presses("Close the meeting");
        let minutes = branch.as_("joe").visits(&format!("{meeting}/minutes")).words();
        assert!(minutes.contains("Tom Story (from 1.40 am"), "{minutes}");
    }

    fn a_text_with_markup_another_direction_or_no_end_is_shown_as_it_is_or_refused_whole(on: Database) {
        let branch = Branch::with_members(12, on);
        let (meeting, _) = put(&branch);
        let hands_in = |title: &str, text: &str| {
            let form = branch.as_("tom").visits("/motions/new").types("Title", title).types("Text", text);
            form.types("Who seconds it?", "Ama Story").presses("Hand it in")
        };

        let markup = hands_in("<script>alert(1)</script>", "This branch calls for <b>buses</b> & \"trams\".");
        assert!(!markup.html.contains("<script>alert"), "markup is shown and not obeyed");
        markup.says("<script>alert(1)</script>").says("calls for <b>buses</b> & \"trams\".");

        let arabic = "يدعو هذا الفرع إلى توفير الحافلات. \u{202e}sesub rof sllac";
        hands_in("الحافلات", arabic).says("الحافلات").says("يدعو هذا الفرع إلى توفير الحافلات.");

        let long = "This branch calls for buses in every street of the town. ".repeat(1_800);
        let refused = hands_in("A long motion", &long).answers(422);
        assert!(refused.html.contains(long.trim()), "what was typed is still in the form");

        let note = format!("<img src=x onerror=alert(1)> {arabic}");
        board(&branch, &meeting).presses("Close the vote");
        board(&branch, &meeting).types("A line for the minutes", &note).presses("Write it down");
        let minutes = branch.as_("joe").visits(&format!("{meeting}/minutes")).says("<img src=x onerror=alert(1)>");
        assert!(!minutes.html.contains("<img src=x"), "markup is shown and not obeyed");
        let far_too_long = board(&branch, &meeting).types("A line for the minutes", &long).presses("Write it down");
        far_too_long.answers(422).says("at most 2,000 letters");
        branch.verified();
    }
}
