//! A union or an association canvasses without the electoral register: from a list of doors of its own.

use crate::{
    stories,
    world::{Branch, Database, Seen},
};

const DOORS: &str = "Number,Street,Town,Postcode,Patch,First name,Surname\n\
                     1,Mill Lane,London,N22 7AL,East,Ana,Smith\n\
                     3,Mill Lane,London,N22 7AL,East,,\n\
                     Rose Cottage,Ash Row,London,N22 7AM,East,Bo,Smith\n\
                     ,,,,East,No,Address\n";

fn sends(branch: &Branch, file: &str) -> Seen {
    branch.as_("nadia").visits("/canvass/registers").attaches("doors.csv", file.as_bytes()).presses("Read it")
}

stories! {
    fn a_union_cuts_its_own_list_of_doors_into_rounds(on: Database) {
        let branch = Branch::under("union-branch", 12, on);
        let page = sends(&branch, DOORS).says("A list of doors, no electoral register").says("3 electors behind 3 doors");
        let page = page.says("5 there is no address").says("Our own list of doors").does_not_say("Supplied to us as a registered party");
        page.presses("Load the register").says("3 electors are loaded");

        let patch = branch.as_("nadia").visits("/canvass").says("3 doors").follows("East").says("Mill Lane");
        patch.follows("Mill Lane").says("Ana Smith").says("No name given");
        let path = branch.as_("nadia").visits("/canvass").follows("East").path();
        branch.as_("nadia").visits(&format!("{path}/cut")).presses("Publish the rounds").says("East now has 1 round");
        branch.verified();
    }

    fn an_electoral_register_is_no_list_of_ones_own_and_a_list_no_register(on: Database) {
        let union = Branch::under("union-branch", 12, on);
        let register = "PD,ENO,Status,Title,First Name,Initials,Surname,Address 1,Postcode\nQ1,1,,,Ana,,Smith,1 Mill Lane,N22 7AL\n";
        let page = sends(&union, register).says("1 elector behind 1 door");
        page.sets("basis", "own-list").presses("Load the register").answers(422).says("columns of the electoral register");
        let again = sends(&union, register);
        again.sets("basis", "party").presses("Load the register").answers(422).says("for registered parties, councillors and candidates");
        union.as_("nadia").visits("/canvass").says("There are no doors yet");

        let party = Branch::with_members(12, on);
        sends(&party, DOORS).sets("basis", "party").presses("Load the register").answers(422).says("no electoral register. Choose");
    }

    fn next_years_list_keeps_what_was_said_at_each_door(on: Database) {
        let branch = Branch::under("union-branch", 12, on);
        sends(&branch, DOORS).presses("Load the register");
        let mut rows: Vec<&str> = DOORS.lines().collect();
        rows.truncate(4);
        rows[1..].reverse();
        let page = sends(&branch, &format!("{}\n", rows.join("\n"))).presses("Load the register").says("3 electors are loaded");
        page.follows("doors.csv").says("Same name behind the same door 2");
    }
}
