//! What goes wrong at the edges of a canvass, and what the coordinator reads: nothing is lost, nothing is invented.

use std::{fs, process::Command};

use crate::{
    canvassing::fifty_doors,
    stories,
    world::{Branch, Database, Seen},
};

const COLUMNS: &str = "Elector Number Prefix,Elector Number,Elector Number Suffix,Elector Markers,Elector DOB,Elector Name,PostCode,Address1,Address2";

fn sends(branch: &Branch, bytes: &[u8]) -> Seen {
    branch.as_("nadia").visits("/canvass/registers").attaches("register.csv", bytes).presses("Read it")
}

fn file(rows: &[&str]) -> Vec<u8> {
    format!("{COLUMNS}\n{}\n", rows.join("\n")).into_bytes()
}

stories! {
    fn a_file_in_the_letters_of_another_system_is_read_as_it_was_meant(on: Database) {
        let branch = Branch::with_members(12, on);
        let text = String::from_utf8(file(&["Q1,1,0,,,Nuñez Zoë,N22 7AL,1 Mill Lane,London"])).expect("letters");

        // Windows-1252 writes each letter of this name in one byte; UTF-16 writes it in two.
        let old: Vec<u8> = text.chars().map(|letter| u8::try_from(u32::from(letter)).expect("one byte")).collect();
        sends(&branch, &old).says("Nuñez Zoë").says("windows-1252");
        let wide: Vec<u8> = [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        sends(&branch, &wide).says("Nuñez Zoë").says("utf-16");
    }

    fn shifted_columns_are_named_row_by_row_or_the_whole_file_is_refused(on: Database) {
        let branch = Branch::with_members(12, on);

        let some = sends(&branch, &file(&["Q1,1,0,,,Smith Ana,N22 7AL,1 Mill Lane,London", "Smith Bo,Q1,2,0,,,N22 7AL,1 Mill Lane"]));
        some.says("1 elector behind 1 door").says("Rows that need a look").says("“Q1” is not an elector number");

        let all = sends(&branch, &file(&["Smith Ana,Q1,1", "Smith Bo,Q1,2"])).answers(422);
        all.says("No row of the file could be read as an elector. The first fault is in row 2");
        sends(&branch, b"Prefix,Nr,Name\nQ1,1,Smith Ana\n").answers(422).says("No known layout of a register has these 3 columns");
        branch.as_("nadia").visits("/canvass").says("There are no doors yet");
    }

    fn an_unknown_marker_is_shown_and_kept_beside_the_name(on: Database) {
        let branch = Branch::with_members(12, on);

        let page = sends(&branch, &file(&["Q1,1,0,Q,,Smith Ana,N22 7AL,1 Mill Lane,London"]));

        let page = page.says("meaning not known here").says("unknown");
        page.sets("basis", "party").presses("Load the register");
        let lane = branch.as_("nadia").visits("/canvass").follows("Q1").follows("Mill Lane");
        lane.says("marker Q, meaning not known here");
    }

    fn of_two_electors_with_one_number_the_first_is_kept_and_the_second_named(on: Database) {
        let branch = Branch::with_members(12, on);
        let rows = ["Q1,1,0,,,Smith Ana,N22 7AL,1 Mill Lane,London", "Q1,1,0,,,Smith Bo,N22 7AL,1 Mill Lane,London"];

        let page = sends(&branch, &file(&rows)).says("1 elector behind 1 door").says("3 Q1-1 stands in row 2 already");

        page.sets("basis", "party").presses("Load the register");
        branch.as_("nadia").visits("/canvass").follows("Q1").follows("Mill Lane").says("Ana Smith").does_not_say("Bo Smith");
    }

    fn an_address_that_is_no_address_is_a_door_to_look_at_again_or_none(on: Database) {
        let branch = Branch::with_members(12, on);

        let page = sends(&branch, &file(&["Q1,1,0,,,Smith Ana,N22 7AL,Mill Lane,London", "Q1,2,0,,,Smith Bo,,,"]));

        page.says("Addresses that need a look").says("there is no house number").says("Without an address 1");
    }

    fn a_street_that_the_graph_does_not_reach_is_named_and_walked_in_straight_lines(on: Database) {
        let _ = Branch::with_members(1, on);
        let folder = tempfile::tempdir().expect("a folder");
        let (doors, edges) = (folder.path().join("doors.csv"), folder.path().join("edges.csv"));
        let table = "door_id,pd,street,number,easting,northing\na,Q1,Mill Lane,1,0,0\nb,Q1,Mill Lane,3,10,0\n";
        fs::write(&doors, table).expect("a table");
        fs::write(&edges, "name,node_a,ea,na,node_b,eb,nb,metres\nHigh Road,x,-5,10,y,30,10,35\n").expect("paths");

        let cut = Command::new(env!("CARGO_BIN_EXE_wardmote")).args(["cut", "--per-round", "50", "--doors"]).arg(&doors)
            .arg("--edges").arg(&edges).output().expect("it runs");

        assert!(cut.status.success() && String::from_utf8_lossy(&cut.stdout).contains("Q1-01"), "{cut:?}");
        assert!(String::from_utf8_lossy(&cut.stderr).contains("walked in straight lines: mill lane."), "{cut:?}");
    }

    fn where_nobody_has_walked_before_the_rota_says_so_and_fills_the_places_all_the_same(on: Database) {
        let branch = Branch::with_members(12, on);
        let form = branch.as_("nadia").visits("/canvass/shifts/new").types("Day", "2026-10-03").types("Where people meet", "the park");
        let made = form.types("Who leads it", "Nadia Story").presses("Make the shift");
        let shift = made.path();
        made.types("Places", "2").presses("Note it");
        for called in ["ama", "tom"] {
            branch.as_(called).visits(&shift).presses("I could come");
        }

        let rota = branch.as_("nadia").visits("/canvass/rota");

        rota.says("Ama Story").says("Tom Story").says("Nobody who comes has walked before");
    }

    fn fewer_people_than_rounds_get_a_round_each_and_the_rest_waits(on: Database) {
        let (branch, _) = fifty_doors(on);
        let meeting = branch.as_("nadia").visits("/canvass/shifts").follows("2 October").follows("Who came? Cut it for them");

        let meeting = meeting.types("Teams", "3").presses("Cut it and give it out").answers(422);

        let meeting = meeting.says("at least one, and no more than people came");
        meeting.types("Teams", "1").presses("Cut it and give it out").says("1 round is cut and given out: Q1-01B");
    }
}
