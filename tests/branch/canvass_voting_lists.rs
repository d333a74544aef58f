//! Absent voters' lists and marked registers: shown before they are taken in, seen at the door, used in cuts and on polling
//! day, taken back at once.

use wardmote::canvassing::custody;

use crate::{
    canvassing::{door_of, fifty_doors, told_ahead},
    stories,
    world::{Branch, Database, Seen},
};

fn sends(branch: &Branch, columns: &str, rows: &[&str]) -> Seen {
    let file = format!("{columns}\n{}\n", rows.join("\n"));
    branch.as_("nadia").visits("/canvass/voting-lists").attaches("list.csv", file.as_bytes()).presses("Read it")
}

/// An absent voters' list in the columns of Xpress.
fn absent(branch: &Branch, rows: &[&str]) -> Seen {
    let columns = "Elector Number Prefix,Elector Number,Elector Number Suffix,Elector Name,Absent Vote Type";
    sends(branch, columns, rows)
}

/// The marked register of last year, in which these voted.
fn marked(branch: &Branch, rows: &[&str]) -> Seen {
    let form = sends(branch, "PD,ENO,Voted,Method", rows).sets("basis", "party").types("Day of the poll", "2025-05-01");
    form.types("Which election was it?", "Local elections, May 2025").presses("Take it in")
}

/// Somebody behind this door promises to vote for us.
fn promises(branch: &Branch, round: &str, address: &str) {
    let door = door_of(branch, round, address);
    let elector = door.html.split("name=\"elector\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    let elector = elector.expect("somebody behind the door").to_owned();
    door.sets("elector", &elector).sets("intention", "for").presses("Spoke");
}

stories! {
    fn an_absent_voters_list_is_shown_with_what_does_not_fit_taken_in_at_once_and_taken_back_at_once(on: Database) {
        let (branch, round) = fifty_doors(on);
        let rows = [
            "Q1,47,0,Smith Ana,Postal", "Q1,48,0,Smith Bo,Proxy", "Q1,700,0,Nobody Flo,Postal", "ZZ9,1,0,Else Ed,Postal",
            "Q1,1,0,Jones Ana,Postal", "Q1,2,0,Smith Bo,Carrier pigeon",
        ];

        let page = absent(&branch, &rows).says("2 rows fit the register in force").says("Vote by post 1").says("Left out 4");
        let page = page.says("4 Q1-700 is on no register in force").says("5 ZZ9-1 is of a polling district that no register");
        let page = page.says("6 Q1-1 is Smith Ana on the register and Jones Ana on the list");
        let page = page.says("7 “Carrier pigeon” is no way of voting that is known here");
        door_of(&branch, &round, "24 Mill Lane").does_not_say("votes by post");

        let taken = page.sets("basis", "party").presses("Take it in").says("2 electors are marked. 4 rows are left out, as shown");
        let door = door_of(&branch, &round, "24 Mill Lane").says("Ana Smith votes by post").says("Bo Smith votes by proxy");
        door.says("needs no polling station");
        branch.as_("tom").visits(&round).says("votes by post");
        taken.presses("Take it back").says("all that it said are gone");

        door_of(&branch, &round, "24 Mill Lane").does_not_say("votes by post").does_not_say("needs no polling station");
        branch.verified();
    }

    fn a_later_list_takes_the_place_of_the_one_before_and_is_taken_back_first(on: Database) {
        let (branch, round) = fifty_doors(on);
        absent(&branch, &["Q1,47,0,Smith Ana,Postal"]).sets("basis", "party").presses("Take it in");
        let first = branch.as_("nadia").visits("/canvass/voting-lists").follows("Absent voters’ list").path();
        branch.world.turn_clock_to("2026-10-02T18:20:00Z");
        absent(&branch, &["Q1,48,0,Smith Bo,Postal"]).sets("basis", "party").presses("Take it in");

        door_of(&branch, &round, "24 Mill Lane").says("Bo Smith votes by post").does_not_say("Ana Smith votes by post");
        branch.as_("nadia").visits(&first).says("has taken its place").presses("Take the list back").answers(409).says("Take that back first");

        let second = branch.as_("nadia").visits("/canvass/voting-lists").follows("Absent voters’ list").path();
        branch.as_("nadia").visits(&second).presses("Take the list back").says("are gone");
        door_of(&branch, &round, "24 Mill Lane").says("Ana Smith votes by post").does_not_say("Bo Smith votes by post");
        branch.as_("nadia").visits(&second).says("This list is gone");
    }

    fn a_marked_register_says_who_voted_at_the_door_and_rounds_are_cut_for_them(on: Database) {
        let (branch, round) = fifty_doors(on);
        let rows = ["Q1,47,Y,S", "Q1,48,N,", "Q1,49,Y,P"];
        let form = sends(&branch, "PD,ENO,Voted,Method", &rows).says("2 rows fit").says("Did not vote 1").sets("basis", "party");
        form.presses("Take it in").answers(422).says("Say which election it was");

        marked(&branch, &rows).says("2 electors are marked");

        let door = door_of(&branch, &round, "24 Mill Lane").says("Ana Smith voted at Local elections, May 2025");
        door.does_not_say("Bo Smith voted").does_not_say("needs no polling station");
        let cut = branch.as_("nadia").visits("/canvass").follows("Q1").follows("Cut it into rounds").says("50 doors make 1 round");
        let cut = cut.sets("whom", "voted:Local elections, May 2025").presses("Show the rounds").says("2 doors make 1 round");
        cut.presses("Publish the rounds").says("Q1 now has 1 round");
        let again = branch.as_("nadia").visits("/canvass").follows("Q1").follows("Cut it into rounds");
        again.does_not_say("Doors have changed since the last cut");
        branch.verified();
    }

    fn rounds_are_cut_for_postal_voters_or_for_all_others(on: Database) {
        let (branch, _) = fifty_doors(on);
        let cut = |branch: &Branch| branch.as_("nadia").visits("/canvass").follows("Q1").follows("Cut it into rounds");
        cut(&branch).does_not_say("Where to call");
        absent(&branch, &["Q1,47,0,Smith Ana,Postal", "Q1,48,0,Smith Bo,Postal", "Q1,49,0,Smith Ana,Postal"])
            .sets("basis", "party").presses("Take it in");

        cut(&branch).sets("whom", "by-post").presses("Show the rounds").says("2 doors make 1 round");
        cut(&branch).sets("whom", "at-station").presses("Show the rounds").says("49 doors make 1 round");
    }

    fn on_polling_day_promises_by_post_stand_on_no_list_to_knock_up_by(on: Database) {
        let (branch, round) = fifty_doors(on);
        promises(&branch, &round, "24 Mill Lane");
        promises(&branch, &round, "25 Mill Lane");
        absent(&branch, &["Q1,47,0,Smith Ana,Postal"]).sets("basis", "party").presses("Take it in");

        let day = branch.as_("nadia").visits("/canvass/polling-day").says("0 of 2 promises have voted");
        let day = day.says("1 of 2 still to vote, 1 by post, tellers saw 0");

        let list = day.follows("Q1").says("1 of 2 promises still to vote").says("1 promise votes by post");
        let list = list.types("Numbers", "49").presses("They have voted").says("1 promise is still out, by post");
        list.types("Numbers", "47").presses("They have voted").says("All 2 promises have voted").does_not_say("by post");
    }

    fn a_file_that_is_no_list_of_voters_is_refused_beside_the_field(on: Database) {
        let branch = Branch::with_members(12, on);

        sends(&branch, "PD,ENO,Surname", &["Q1,1,Smith"]).answers(422).says("These columns say neither how somebody votes");
        sends(&branch, "PD,ENO,Voted", &["Q1,1,N"]).answers(422).says("No row of the file says anything of an elector");
        absent(&branch, &["Q1,1,0,Smith Ana,Postal"]).says("0 rows fit").says("No row fits anybody").presses("Throw the file away");
        let columns = "Elector Number Prefix,Elector Number,Elector Number Suffix,Elector Name,Absent Vote Type";
        let register = branch.as_("nadia").visits("/canvass/registers");
        let refused = register.attaches("list.csv", format!("{columns}\nQ1,1,0,Smith Ana,Postal\n").as_bytes()).presses("Read it");
        refused.answers(422).says("This is an absent voters’ list or a marked register");
    }

    fn a_list_goes_on_its_day_and_with_its_register(on: Database) {
        let (branch, _) = fifty_doors(on);
        marked(&branch, &["Q1,47,Y,S"]);
        absent(&branch, &["Q1,47,0,Smith Ana,Postal"]).sets("basis", "party").sets("destroy_on", "2026-12-01").presses("Take it in");
        let list = branch.as_("nadia").visits("/canvass/voting-lists").follows("Absent voters’ list").path();

        assert_eq!(branch.world.comes_up_at("2026-12-01T09:00:00Z", custody::jobs::let_go), 1);

        branch.as_("nadia").visits(&list).says("This list was destroyed");
        branch.as_("nadia").visits("/canvass/voting-lists").says("1 voting list in force");

        told_ahead(&branch);
        assert_eq!(branch.world.comes_up_at("2027-10-01T09:00:00Z", custody::jobs::let_go), 2);

        branch.as_("nadia").visits("/canvass/voting-lists").says("No voting list is in force");
        branch.verified();
    }
}
