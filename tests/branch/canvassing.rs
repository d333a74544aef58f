//! A register comes in, is cut, walked, and its results counted.

use std::fmt::Write;

use wardmote::{
    canvassing::{electors::Basis, electors::Terms, electors::take_in, rounds},
    places,
};

use crate::{
    stories,
    world::{Branch, Database, Seen},
};

/// Sixty doors on two streets of Q1 with two electors behind each, and one elector overseas.
fn register() -> String {
    let mut file = String::from(
        "Elector Number Prefix,Elector Number,Elector Number Suffix,Elector Markers,Elector DOB,Elector Name,PostCode,Address1,Address2\n",
    );
    let mut number = 0;
    for street in ["Mill Lane", "Ash Row"] {
        for house in 1..=30 {
            for name in ["Smith Ana", "Smith Bo"] {
                number += 1;
                let _ = writeln!(file, "Q1,{number},0,,,{name},N22 7AL,{house} {street},London");
            }
        }
    }
    file + "Q1,999,0,F,,Faraway Tom,,,\n"
}

/// A branch whose doors are loaded and cut into rounds of twenty.
fn with_rounds(on: Database) -> Branch {
    let branch = Branch::with_members(12, on);
    branch.act(|act| {
        let terms = Terms { basis: Basis::Party, destroy_on: "2027-09-30".parse().expect("a day") };
        take_in(act, "register.csv", register().into_bytes(), &terms)?;
        let id = act.branch();
        let (district, _) = places::districts(act.conn(), id)?.into_iter().next().expect("a polling district");
        rounds::cut(act, district, 20).map(|_| ())
    });
    branch
}

/// A shift on the second of October, to which tom comes; tom holds the round Q1-01. Gives tom's page of it.
fn tom_walks(branch: &Branch) -> Seen {
    let nadia = branch.as_("nadia");
    let made = nadia
        .visits("/canvass/shifts/new")
        .types("Day", "2026-10-02")
        .types("Where people meet", "the station")
        .types("Who leads it", "Nadia Story")
        .presses("Make the shift")
        .says("The shift is made");
    let shift = made.path();
    branch.as_("tom").visits(&shift).presses("I am coming").says("You are coming");
    nadia.visits(&shift).ticks("Tom Story").presses("Give it out").says("Q1-01 is given out");
    branch.as_("tom").visits("/canvass").says("Your rounds").follows("Walk it").says("door 1 of 20")
}

stories! {
    fn the_coordinator_sees_what_is_in_a_file_before_it_is_loaded(on: Database) {
        let branch = Branch::with_members(12, on);
        let nadia = branch.as_("nadia");

        let preview = nadia.visits("/canvass/registers").attaches("register.csv", register().as_bytes()).presses("Read it");
        let preview = preview.says("121 electors behind 60 doors").says("Without an address 1");

        preview.sets("basis", "party").presses("Load the register").says("121 electors are loaded").says("60 doors wait for us");
        nadia.visits("/canvass/registers").attaches("again.csv", register().as_bytes()).presses("Read it").answers(422).says("This very file was loaded");
    }

    fn a_file_that_is_no_register_is_refused_beside_the_field(on: Database) {
        let branch = Branch::with_members(12, on);
        let send = |bytes: &[u8]| branch.as_("nadia").visits("/canvass/registers").attaches("x.csv", bytes).presses("Read it").answers(422);

        send(b"name,phone\nAna,1\n").says("No known layout of a register");
        send(b"PK\x03\x04").says("This is a spreadsheet");
    }

    fn a_register_can_be_taken_back_while_nobody_has_knocked(on: Database) {
        let branch = Branch::with_members(12, on);
        let nadia = branch.as_("nadia");
        let preview = nadia.visits("/canvass/registers").attaches("register.csv", register().as_bytes()).presses("Read it");
        let page = preview.path();
        preview.sets("basis", "party").presses("Load the register");

        nadia.visits(&page).presses("Take the register back").says("are gone");

        nadia.visits("/canvass").says("There are no doors yet");
    }

    fn a_round_shows_names_only_to_those_it_was_given_to(on: Database) {
        let branch = with_rounds(on);
        let walked = tom_walks(&branch);

        branch.as_("ama").visits(&walked.path()).answers(409).does_not_say("Ana Smith").says("opens only for those it was given to");
        walked.says("Ana Smith").says("1 Ash Row");
    }

    fn a_result_sent_twice_counts_once_and_brings_the_next_door(on: Database) {
        let branch = with_rounds(on);

        let next = tom_walks(&branch).sets("intention", "for").presses_twice("Spoke").says("1 Ash Row: spoke").says("door 2 of 20");

        next.presses("No answer").says("3 Ash Row: no answer").presses("Undo").says("That result is undone");
        branch.as_("nadia").visits("/canvass").says("1 of 60 doors are done").says("Knocks 1").says("For us 1");
    }

    fn a_door_that_wishes_no_visit_is_left_out_of_the_next_cut(on: Database) {
        let branch = with_rounds(on);
        tom_walks(&branch).presses("Do not knock").says("1 Ash Row: do not knock");

        let nadia = branch.as_("nadia");
        let cut = nadia.visits("/canvass").follows("Q1").says("1 door wishes no visit").follows("Cut it into rounds");

        cut.says("59 doors make 1 round").says("Q1-01B").presses("Publish the rounds").says("Q1 now has");
    }
}
