//! A walk sheet typed back: digits and Enter, with and without a script; what cannot be read is said at its door.

use crate::{
    canvassing::fifty_doors,
    stories,
    world::{Branch, Database, Seen},
};

fn sheet(branch: &Branch, round: &str) -> Seen {
    branch.as_("nadia").visits(&format!("{round}/typing"))
}

stories! {
    fn a_sheet_is_found_by_its_code_and_typed_door_by_door(on: Database) {
        let (branch, round) = fifty_doors(on);
        let found = branch.as_("nadia").visits("/canvass/typing?code=q101").says("50 doors to type");
        assert_eq!(found.path(), format!("{round}/typing"));
        branch.as_("nadia").visits("/canvass/typing?code=Z9").answers(422).says("No round has the code “Z9”");

        let kept = found.sets("d1", "112").sets("d2", "2").sets("d3", "1002 For the window.").sets("d4", "2 Mind the dog.");
        let kept = kept.presses("Keep what is typed").says("4 doors are typed in from the sheet of Q1-01").says("46 doors to type");

        branch.as_("nadia").visits("/canvass").says("2 of 50 doors are done").says("Knocks 4").says("For us 1");
        branch.as_("nadia").visits("/canvass/follow-ups").says("Poster or board").says("“For the window.”");
        branch.as_("nadia").visits(&format!("{round}/doors/4")).says("“Mind the dog.”");
        kept.presses("Undo").says("4 doors are taken back").says("50 doors to type");
        branch.as_("nadia").visits("/canvass").says("Nobody has knocked yet");
        branch.as_("nadia").visits("/canvass/follow-ups").says("Nothing is left to follow up");
        branch.as_("nadia").visits(&format!("{round}/doors/4")).does_not_say("Mind the dog");
        branch.verified();
    }

    fn without_a_script_enter_keeps_one_door_and_comes_back_to_the_next(on: Database) {
        let (branch, round) = fifty_doors(on);

        let next = sheet(&branch, &round).sets("d1", "2").presses("Keep what is typed").says("1 door is typed in");

        next.says("noted: no answer").says("49 doors to type").sets("d2", "1").presses("Keep what is typed").says("48 doors to type");
    }

    fn a_line_that_cannot_be_read_is_said_at_its_door_and_nothing_is_lost(on: Database) {
        let (branch, round) = fifty_doors(on);

        let typed = sheet(&branch, &round).sets("d1", "1").sets("d2", "9").sets("d3", "114").sets("d4", "x");
        let again = typed.presses("Keep what is typed").answers(422).says("Door 2, 3 Ash Row: No result has the digit 9");

        let again = again.says("2 people are listed here, so the third digit cannot be 4").says("Begin with digits");
        branch.as_("nadia").visits("/canvass").says("Nobody has knocked yet");
        let right = again.sets("d2", "2").sets("d3", "112").sets("d4", "");
        right.presses("Keep what is typed").says("3 doors are typed in");
        sheet(&branch, &round).presses("Keep what is typed").answers(422).says("No line says anything yet");
    }

    fn the_sheet_the_phone_and_the_keyboard_know_a_door_by_the_same_number(on: Database) {
        let (branch, round) = fifty_doors(on);
        let seventh = |seen: Seen| seen.words().contains(" 7 13 ");

        assert!(seventh(sheet(&branch, &round)), "the keyboard");
        assert!(seventh(branch.as_("tom").visits(&round)), "the sheet");
        assert!(seventh(branch.as_("tom").visits(&format!("{round}/walk"))), "the list on the phone");
        branch.as_("tom").visits(&format!("{round}/doors/7")).says("door 7 of 50").says("13 Ash Row");
        let sheet = branch.as_("tom").visits(&round).says("Result 1 Spoke 2 No answer").says("Follow up 1 Casework 2 Poster or board");
        assert!(sheet.html.contains("class=\"sketch\"") && sheet.html.contains("class=\"qr\""), "it has a sketch and a picture");
    }

    fn who_holds_no_round_types_nothing_back(on: Database) {
        let (branch, round) = fifty_doors(on);

        branch.as_("petra").visits(&format!("{round}/typing")).answers(409).does_not_say("Smith");
        branch.as_("petra").posts(&format!("{round}/typing"), &[("d1", "1")]).answers(409);
        branch.as_("nadia").visits("/canvass").says("Nobody has knocked yet");
    }
}
