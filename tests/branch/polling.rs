//! Polling day: promises, tellers' numbers typed in, and the list of those who have not voted yet.

use wardmote::canvassing::custody;

use crate::{
    canvassing::{fifty_doors, load, register_of, told_ahead},
    stories,
    world::{Branch, Database, Seen},
};

/// Tom hears at these doors that somebody votes for us: the first elector behind each.
fn promised(branch: &Branch, round: &str, doors: &[u32]) {
    for door in doors {
        let page = branch.as_("tom").visits(&format!("{round}/doors/{door}"));
        let elector = page.html.split("name=\"elector\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
        let elector = elector.expect("somebody lives here").to_owned();
        page.sets("elector", &elector).sets("intention", "for").presses("Spoke");
    }
}

/// The register of the next year: the same people by other numbers, and somebody else behind 1 Ash Row.
fn next_years() -> Vec<u8> {
    let file = register_of(25);
    let (head, rows) = file.split_once('\n').expect("a heading");
    let renumbered = rows.lines().map(|row| {
        let (_, rest) = row.split_once(',').expect("a district");
        let (number, rest) = rest.split_once(',').expect("a number");
        let rest = if rest.contains(",1 Ash Row,") { rest.replace("Smith", "Newcomer") } else { rest.to_owned() };
        format!("Q1,{},{rest}", 2000 - number.parse::<u32>().expect("a number"))
    });
    format!("{head}\n{}\n", renumbered.collect::<Vec<_>>().join("\n")).into_bytes()
}

fn district(branch: &Branch) -> Seen {
    branch.as_("nadia").visits("/canvass/polling-day").follows("Q1")
}

stories! {
    fn whoever_has_voted_leaves_the_list_and_comes_back_when_the_slip_was_a_slip(on: Database) {
        let (branch, round) = fifty_doors(on);
        promised(&branch, &round, &[1, 2, 3]);
        let list = district(&branch).says("3 of 3 promises still to vote").says("Q1-01: 3 voters");
        let list = list.says("1 Ash Row").says("3 Ash Row");
        let first = list.words();
        let number = first.split("Ana Smith ").nth(1).and_then(|rest| rest.split_whitespace().next()).expect("a number").to_owned();

        let entered = list.types("Numbers", &format!("Q1-{number}, 888")).presses("They have voted");

        branch.as_("nadia").visits("/canvass").says("Promises, tellers’ numbers and the lists to knock up by");
        let entered = entered.says("1 number is entered").says("Not on the register of Q1: 888").says("2 of 3 promises still to vote");
        branch.as_("nadia").visits("/canvass/polling-day").says("1 of 3 promises have voted").says("tellers saw 1");
        entered.presses("Undo").says("That slip is taken back").says("0 of 3 promises have voted");
        branch.verified();
    }

    fn a_number_typed_twice_or_misread_is_said_and_invents_nothing(on: Database) {
        let (branch, round) = fifty_doors(on);
        promised(&branch, &round, &[1]);
        let list = district(&branch).types("Numbers", "1 2 two").presses("They have voted").answers(422);
        let list = list.says("These are no numbers: two").says("1 of 1 promise still to vote");

        let list = list.types("Numbers", "1 2").presses("They have voted").says("2 numbers are entered");
        let list = list.types("Numbers", "2 3").presses("They have voted").says("1 number is entered").says("1 was entered before");

        list.types("Numbers", "1 2 3 777").presses("They have voted").answers(422).says("None of these numbers is new");
        district(&branch).presses("They have voted").answers(422).says("Type the numbers");
    }

    fn who_wishes_no_visit_or_thought_better_of_it_is_not_knocked_up(on: Database) {
        let (branch, round) = fifty_doors(on);
        promised(&branch, &round, &[1, 2]);
        branch.as_("tom").visits(&format!("{round}/doors/1")).presses("Do not knock");

        district(&branch).does_not_say("1 Ash Row Ana").says("Q1-01: 1 voter");
    }

    fn votes_seen_go_with_their_register(on: Database) {
        let (branch, round) = fifty_doors(on);
        promised(&branch, &round, &[1]);
        district(&branch).types("Numbers", "1 2 3").presses("They have voted");

        told_ahead(&branch);
        assert_eq!(branch.world.comes_up_at("2027-09-30T11:00:00Z", custody::jobs::let_go), 1);

        branch.verified();
    }

    fn a_promise_outlives_the_register_by_whose_number_it_was_given(on: Database) {
        let (branch, round) = fifty_doors(on);
        promised(&branch, &round, &[1, 2]);
        district(&branch).says("2 of 2 promises still to vote").says("1 Ash Row").says("3 Ash Row");

        let register = load(&branch, next_years(), "2028-09-30");

        branch.as_("nadia").visits(&register).says("Same name behind the same door 98").says("New 3").says("Gone 3");
        let list = district(&branch).says("1 of 1 promise still to vote").says("3 Ash Row").does_not_say("1 Ash Row");
        list.types("Numbers", "1945").presses("They have voted").says("All 1 promise have voted").presses("Undo");

        // The old register goes; what its people said goes with whoever is on none any more.
        told_ahead(&branch);
        branch.world.comes_up_at("2027-10-01T09:00:00Z", custody::jobs::let_go);
        district(&branch).says("1 of 1 promise still to vote").says("3 Ash Row");
        branch.verified();
    }
}
