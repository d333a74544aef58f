//! Leaflets go out by the same rounds as the knocking: streets and numbers of doors, and nobody's name.

use crate::{
    canvassing::fifty_doors,
    stories,
    world::{Branch, Database, Seen},
};

/// Nadia plans a leaflet for Q1.
fn planned(branch: &Branch) -> Seen {
    let form = branch.as_("nadia").visits("/canvass").follows("Leaflets");
    let district =
        form.html.split("<option value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a district").to_owned();
    form.types("What goes through the doors", "Spring newsletter").sets("district", &district).presses("Plan it")
}

stories! {
    fn a_leaflet_goes_out_by_rounds_without_a_name_and_whoever_delivers_it_says_so(on: Database) {
        let (branch, _) = fifty_doors(on);
        let page = planned(&branch).says("Planned").says("0 of 50 doors delivered").says("Q1-01: 50 doors");
        let page = page.says("Ash Row, 1 to 2 (25)").does_not_say("Smith").says("Nobody delivers it yet");

        let page = page.types("Who delivers Q1-01", "Petra Story").presses("Give it to them").says("Petra Story delivers it");

        let mine = branch.as_("petra").visits("/canvass/leaflets").says("0 of 1 round delivered").follows("Spring newsletter");
        mine.does_not_say("Smith").presses("Delivered").says("50 doors are delivered").presses("Undo").says("It is open again");
        branch.as_("petra").visits(&page.path()).presses("Delivered");
        branch.as_("nadia").visits("/canvass/leaflets").says("1 of 1 round delivered");
        branch.verified();
    }

    fn who_delivers_nothing_sees_no_round_and_a_leaflet_needs_a_name_and_a_cut(on: Database) {
        let (branch, _) = fifty_doors(on);
        let path = planned(&branch).path();

        branch.as_("tom").visits("/canvass/leaflets").says("No leaflet goes out");
        branch.as_("tom").visits(&path).answers(409).says("delivered by others");
        let again = branch.as_("nadia").visits("/canvass/leaflets").presses("Plan it").answers(422).says("Say what goes through the doors");
        again.types("What goes through the doors", "Autumn").sets("district", "").presses("Plan it").answers(422).says("Choose a polling district");
    }
}
