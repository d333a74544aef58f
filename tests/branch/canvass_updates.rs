//! Monthly updates: shown row by row before anything is done, applied at once, taken back at once; history goes along.

use crate::{
    canvassing::{door_of, fifty_doors},
    stories,
    world::{Branch, Database, Seen},
};

/// The columns of an Xpress update.
const COLUMNS: &str = "CompanyName,CompanyOPCSRef,DistrictRef,StreetName,PropertyAddress1,PropertyAddress2,PropertyAddress3,PropertyAddress4,PropertyAddress5,PropertyPostCode,PropertyAddressPrefix,PropertyAddressNumber,ElectorNumber,ElectorForename,ElectorSurname,ElectorDOB,ElectorCreatedMonth,ElectorChangedMonth,ElectorDeletedMonth,MarkersRegisterText,RecordCount,RecordTotal,CurrentRegisterMonth";

/// A change to one elector of Mill Lane: number, house, name, and in which month created, changed, deleted.
type Row<'a> = (&'a str, &'a str, &'a str, [&'a str; 3]);

const CREATED: [&str; 3] = ["202610", "0", "0"];
const CHANGED: [&str; 3] = ["0", "202610", "0"];
const DELETED: [&str; 3] = ["0", "0", "202610"];
const CAME_AND_WENT: [&str; 3] = ["202610", "0", "202610"];

fn update(rows: &[Row<'_>]) -> Vec<u8> {
    let row = |(number, house, name, [created, changed, deleted]): &Row<'_>| {
        let (forename, surname) = name.split_once(' ').unwrap_or((name, ""));
        let place = format!("C,E0,Q1,Mill Lane,{house} Mill Lane,London,,,,N22 7AL,,{house}");
        format!("{place},{number},{forename},{surname},,{created},{changed},{deleted},,1,1,October 2026\n")
    };
    format!("{COLUMNS}\n{}", rows.iter().map(row).collect::<String>()).into_bytes()
}

fn sends(branch: &Branch, file: &[u8]) -> Seen {
    branch.as_("nadia").visits("/canvass/registers").attaches("update.csv", file).presses("Read it")
}

fn mill_lane(branch: &Branch) -> Seen {
    branch.as_("nadia").visits("/canvass").follows("Q1").follows("Mill Lane")
}

stories! {
    fn an_update_is_shown_row_by_row_applied_at_once_and_taken_back_at_once(on: Database) {
        let (branch, _) = fifty_doors(on);
        // Two behind each of fifty doors, and one overseas.
        branch.as_("nadia").visits("/canvass").says("101 electors on the register in force");
        let rows: [Row<'_>; 6] = [
            ("Q1-1", "1", "Ana Jones", CHANGED),
            ("Q1-2", "1", "Bo Smith", DELETED),
            ("Q1-3/1", "2", "Cy Newcomer", CREATED),
            ("Q1-4/1", "2", "Di Passing", CAME_AND_WENT),
            ("Q1-700", "3", "Ed Missed", CHANGED),
            ("Q1-701", "4", "Flo Nobody", DELETED),
        ];

        let page = sends(&branch, &update(&rows)).says("4 electors change").says("1 left out").says("Came and went within the month 1");
        let page = page.says("Q1-1 Ana Smith, 1 Mill Lane Ana Jones, 1 Mill Lane").says("Q1-2 Bo Smith, 1 Mill Lane");
        let page = page.says("Q1-701 is to be deleted but the register does not have this number").says("never listed before");
        mill_lane(&branch).does_not_say("Ana Jones").does_not_say("Cy Newcomer");

        let applied = page.presses("Apply the update").says("4 changes are applied. 1 row is left out, as shown before");
        mill_lane(&branch).says("Ana Jones").says("Cy Newcomer").says("Ed Missed").does_not_say("Di Passing");
        branch.as_("nadia").visits("/canvass").says("102 electors on the register in force");
        applied.presses("Take it back").says("are gone");

        mill_lane(&branch).does_not_say("Ana Jones").does_not_say("Cy Newcomer").says("Ana Smith");
        branch.as_("nadia").visits("/canvass").says("101 electors on the register in force");
        branch.verified();
    }

    fn a_promise_goes_along_when_an_update_gives_somebody_another_number(on: Database) {
        let (branch, round) = fifty_doors(on);
        let door = door_of(&branch, &round, "1 Mill Lane").says("Ana Smith");
        let elector = door.html.split("name=\"elector\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
        let elector = elector.expect("somebody behind the door").to_owned();
        door.sets("elector", &elector).sets("intention", "for").presses("Spoke");
        let lists = || branch.as_("nadia").visits("/canvass/polling-day").follows("Q1");
        lists().says("1 of 1 promise still to vote").says("Ana Smith 1");

        let rows: [Row<'_>; 2] = [("Q1-1", "1", "Ana Smith", DELETED), ("Q1-900", "1", "Ana Smith", CREATED)];
        let applied = sends(&branch, &update(&rows)).presses("Apply the update").says("2 changes are applied");
        lists().says("1 of 1 promise still to vote").says("Ana Smith 900");
        applied.presses("Take it back").says("are gone");
        lists().says("1 of 1 promise still to vote").says("Ana Smith 1");
    }

    fn what_somebody_said_goes_along_when_an_update_changes_their_name(on: Database) {
        let (branch, round) = fifty_doors(on);
        let door = door_of(&branch, &round, "24 Mill Lane").says("Ana Smith");
        let elector = door.html.split("name=\"elector\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
        let elector = elector.expect("somebody behind the door").to_owned();
        door.sets("elector", &elector).sets("intention", "for").presses("Spoke");
        branch.as_("nadia").visits("/canvass/polling-day").says("0 of 1 promise");

        sends(&branch, &update(&[("Q1-47", "24", "Ana Married", CHANGED)])).presses("Apply the update").says("1 change is applied");

        branch.as_("nadia").visits("/canvass/polling-day").says("0 of 1 promise");
        door_of(&branch, &round, "24 Mill Lane").says("Ana Married").says("Spoke, for us, recorded this shift");
    }

    fn an_update_for_another_ward_changes_nothing_and_says_so(on: Database) {
        let (branch, _) = fifty_doors(on);

        let refused = sends(&branch, &update(&[("ZZ9-1", "1", "Ana Else", CHANGED)])).answers(422);
        refused.says("This update is for another ward: no register in force lists anybody in ZZ9");

        let mixed = sends(&branch, &update(&[("ZZ9-1", "1", "Ana Else", CHANGED), ("Q1-1", "1", "Ana Jones", CHANGED)]));
        mixed.says("1 elector changes").says("1 left out").says("ZZ9-1 is of a polling district that no register in force has");
    }

    fn an_update_before_any_register_waits_for_it(on: Database) {
        let branch = Branch::with_members(12, on);

        sends(&branch, &update(&[("Q1-1", "1", "Ana Jones", CHANGED)])).answers(422).says("another ward");
    }

    fn two_updates_come_and_are_taken_back_the_later_one_first(on: Database) {
        let (branch, _) = fifty_doors(on);
        sends(&branch, &update(&[("Q1-1", "1", "Ana Jones", CHANGED)])).presses("Apply the update");
        let first = branch.as_("nadia").visits("/canvass/registers").follows("update.csv").path();
        branch.world.turn_clock_to("2026-10-02T18:20:00Z");
        sends(&branch, &update(&[("Q1-1", "1", "Ana Jones", DELETED), ("Q1-1", "1", "Gus Fresh", CREATED)]))
            .says("Number given to somebody else").presses("Apply the update").says("1 change is applied");
        mill_lane(&branch).says("Gus Fresh").does_not_say("Ana Jones");

        branch.as_("nadia").visits(&first).presses("Take the register back").answers(409).says("Take that back first");

        let second = branch.as_("nadia").visits("/canvass/registers").follows("update.csv").path();
        branch.as_("nadia").visits(&second).presses("Take the register back").says("are gone");
        mill_lane(&branch).says("Ana Jones").does_not_say("Gus Fresh");
        branch.as_("nadia").visits(&first).presses("Take the register back").says("are gone");
        mill_lane(&branch).says("Ana Smith").does_not_say("Ana Jones");
    }

    fn an_update_that_changes_nobody_is_thrown_away(on: Database) {
        let (branch, _) = fifty_doors(on);

        let page = sends(&branch, &update(&[("Q1-701", "4", "Flo Nobody", DELETED)])).says("This update changes nobody");

        page.presses("Throw the file away").says("are gone");
    }
}
