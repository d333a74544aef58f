//! The phone bank: whoever would rather be called gives a number at the door, and is called from the same rounds.

use crate::{
    canvassing::fifty_doors,
    stories,
    world::{Branch, Database, Seen},
};

/// Tom notes at a door that somebody there may be called.
fn gives_a_number(branch: &Branch, round: &str, door: u32, words: &str) -> Seen {
    branch.as_("tom").visits(&format!("{round}/doors/{door}")).sets("kind", "call").sets("what", words).presses("Note it")
}

fn calls(branch: &Branch, round: &str) -> Seen {
    branch.as_("tom").visits(&format!("{round}/calls"))
}

stories! {
    fn those_who_gave_a_number_are_called_one_after_the_other(on: Database) {
        let (branch, round) = fifty_doors(on);
        calls(&branch, &round).says("Nobody here gave a number");
        gives_a_number(&branch, &round, 1, "after six").answers(422).says("Write the telephone number that they gave");
        gives_a_number(&branch, &round, 3, "07700 900456").says("May be called: noted, and due in 7 days");
        gives_a_number(&branch, &round, 1, "07700 900123, after six");

        let first = branch.as_("tom").visits(&format!("{round}/walk")).follows("Call 2 people");
        let first = first.says("2 to make, 0 to make again").says("Call 07700 900123").says("“07700 900123, after six”").says("1 Ash Row");
        assert!(first.html.contains("href=\"tel:07700900123\""), "one tap dials it");

        let second = first.presses("No answer").says("1 Ash Row: no answer").says("Call 07700 900456").says("5 Ash Row");
        let again = second.presses("Spoke").says("5 Ash Row: spoke").says("Everybody was called");
        again.presses("Undo").says("That call is undone").says("Call 07700 900456");
        calls(&branch, &round).presses("Spoke").says("Everybody was called").says("spoke, 2 Oct").says("no answer, 2 Oct");
        branch.as_("nadia").visits("/canvass/follow-ups").says("1 follow-up is open").says("Done in the last two weeks");
        branch.verified();
    }

    fn a_call_says_what_people_think_and_nothing_of_how_many_doors_answer(on: Database) {
        let (branch, round) = fifty_doors(on);
        for door in [1, 2, 3] {
            gives_a_number(&branch, &round, door, &format!("07700 90000{door}"));
        }
        calls(&branch, &round).presses("No answer");
        calls(&branch, &round).sets("intention", "for").presses("Spoke");
        calls(&branch, &round).sets("intention", "for").presses("No answer").answers(422).says("nobody can have said how they vote");

        branch.as_("tom").visits(&format!("{round}/walk")).says("1 of 50 done");
        let canvass = branch.as_("nadia").visits("/canvass").says("Knocks 0").says("Calls answered 1").says("Conversations 1").says("For us 1");
        canvass.says("1 of 50 doors are done").says("Contact rate not known yet");
        branch.as_("nadia").visits("/canvass/figures").says("0 of 50");
        branch.as_("tom").visits(&format!("{round}/log")).says("Spoke, for us, by telephone").says("No answer, by telephone");
    }

    fn whoever_wishes_no_call_is_called_no_more_and_the_number_goes(on: Database) {
        let (branch, round) = fifty_doors(on);
        gives_a_number(&branch, &round, 1, "07700 900123");
        let stale = calls(&branch, &round);
        calls(&branch, &round).presses("Take the number away").says("the number is gone").says("Nobody here gave a number");
        stale.presses("Spoke").answers(409).says("Their number is not kept any more");
        assert!(branch.texts_kept_about("07700").is_empty(), "it is nowhere in the record");
        branch.as_("nadia").visits("/canvass/follow-ups").does_not_say("07700");

        gives_a_number(&branch, &round, 2, "07700 900124");
        branch.as_("tom").visits(&format!("{round}/doors/2")).presses("Do not knock");
        calls(&branch, &round).says("Nobody here gave a number");
    }

    fn a_shift_by_telephone_gives_callers_rounds_and_sends_nobody_out(on: Database) {
        let (branch, round) = fifty_doors(on);
        gives_a_number(&branch, &round, 1, "07700 900123");
        let bank = branch.as_("nadia").visits("/canvass").follows("phone bank").says("1 call to make").says("1 to call, 0 to call again, 0 done");

        let form = bank.follows("make a shift by telephone").types("Day", "2026-10-03").ticks("By telephone").types("Who leads it", "Nadia Story");
        let shift = form.presses("Make the shift").says("Phone bank").says("by telephone, from home").path();
        branch.as_("petra").visits(&shift).presses("I am coming");
        let page = branch.as_("nadia").visits(&shift).says("1 to call, 0 again").does_not_say("Cut it for them").ticks("Petra Story");
        page.presses("Give it out").says("Who calls whom").does_not_say("Who is out");

        let mine = branch.as_("petra").visits("/canvass").follows("Call").says("Call 07700 900123");
        mine.presses("Spoke").says("Everybody was called");
        branch.as_("ama").visits(&format!("{round}/calls")).says("Everybody was called");
        branch.as_("joe").visits(&format!("{round}/calls")).answers(409).does_not_say("07700");
        branch.world.turn_clock_to("2026-10-03T22:00:00Z");
        branch.as_("nadia").visits(&shift).says("1 call was answered").presses("Thank everybody who came").says("thanked by mail");
    }
}
