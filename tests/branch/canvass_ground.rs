//! The ground: a list of postcodes and a map of streets come in, and rounds are cut by what there is to walk.

use std::fmt::Write;

use wardmote::canvassing::electors::{Basis, Terms, take_in};

use crate::{
    stories,
    world::{Branch, Database, Seen},
};

/// Four short streets of ten houses, two in the west and two a kilometre further east; in the alphabet they take turns.
const STREETS: [(&str, &str, f64, f64); 4] = [
    ("Ash Row", "N22 7AL", 51.6000, -0.1300),
    ("Beech Row", "N22 7AM", 51.6000, -0.1160),
    ("Cedar Row", "N22 7AN", 51.6005, -0.1300),
    ("Dale Row", "N22 7AP", 51.6005, -0.1160),
];

/// A branch with a register of four streets, of which nobody knows where they are.
pub fn branch(on: Database) -> Branch {
    let branch = Branch::with_members(12, on);
    let mut file = String::from(
        "Elector Number Prefix,Elector Number,Elector Number Suffix,Elector Markers,Elector DOB,Elector Name,PostCode,Address1,Address2\n",
    );
    for (street, (name, postcode, ..)) in STREETS.iter().enumerate() {
        for house in 1..=10 {
            let _ = writeln!(file, "Q1,{},0,,,Smith Ana,{postcode},{house} {name},London", street * 10 + house);
        }
    }
    branch.act(|act| {
        let terms = Terms { basis: Basis::Party, destroy_on: "2027-09-30".parse().expect("a day") };
        take_in(act, "register.csv", file.into_bytes(), &terms)
    });
    branch
}

fn postcodes() -> String {
    let mut list = String::from("postcode,latitude,longitude\nM1 1AA,53.4,-2.2\n");
    for (_, postcode, lat, lon) in STREETS {
        let _ = writeln!(list, "{postcode},{lat},{lon}");
    }
    list
}

/// Each street as a line of a hundred and forty metres, and one road that joins all four.
fn map() -> String {
    let mut map = String::from("<osm version=\"0.6\">");
    let mut road = String::new();
    for (street, (_, _, lat, lon)) in (1..).zip(STREETS) {
        let _ = write!(map, "<node id=\"{street}1\" lat=\"{lat}\" lon=\"{}\"/>", lon - 0.001);
        let _ = write!(map, "<node id=\"{street}2\" lat=\"{lat}\" lon=\"{}\"/>", lon + 0.001);
        let _ = write!(road, "<nd ref=\"{street}2\"/>");
    }
    for (street, (name, ..)) in (1..).zip(STREETS) {
        let _ = write!(map, "<way id=\"{street}\"><nd ref=\"{street}1\"/><nd ref=\"{street}2\"/>");
        let _ = write!(map, "<tag k=\"highway\" v=\"residential\"/><tag k=\"name\" v=\"{name}\"/></way>");
    }
    let tags = "<tag k=\"highway\" v=\"residential\"/><tag k=\"name\" v=\"High Road\"/>";
    format!("{map}<way id=\"9\">{road}{tags}</way></osm>")
}

fn sends(branch: &Branch, field: &str, name: &str, file: &str) -> Seen {
    let page = branch.as_("nadia").visits("/canvass").follows("the ground");
    let (path, button) = match field {
        "postcodes" => ("postcodes", "Take the postcodes in"),
        _ => ("map", "Take the map in"),
    };
    page.attaches_to(path, name, file.as_bytes()).presses(button)
}

/// The page on which Q1 is cut into rounds of twenty.
pub fn cut(branch: &Branch) -> Seen {
    let district = branch.as_("nadia").visits("/canvass").follows("Q1");
    let path = district.path();
    branch.as_("nadia").visits(&format!("{path}/cut?per_round=20"))
}

stories! {
    fn with_two_open_files_rounds_are_cut_by_what_there_is_to_walk(on: Database) {
        let branch = branch(on);
        let page = cut(&branch).says("Street by street").says("Ash Row, Beech Row").does_not_say("Walk");
        page.says("Rounds walk less when it is known where doors stand").follows("send in postcodes and a map");

        sends(&branch, "postcodes", "list.csv", &postcodes()).says("4 postcodes are kept, of 5 in the list.").says("100 of 100 doors");
        cut(&branch).says("from postcode to postcode").says("Ash Row, Cedar Row").says("Beech Row, Dale Row");
        sends(&branch, "map", "map.osm", &map()).says("The map is taken in. It has 4 of 4 streets.");

        let page = cut(&branch).says("on the streets of the map").says("Ash Row, Cedar Row").says("OpenStreetMap contributors");
        assert!(page.html.contains("aria-label=\"The doors of each round on a map."), "the rounds are drawn");
        page.presses("Publish the rounds").says("Q1 now has 2 rounds");
        branch.as_("tom").visits("/record").says("A list of postcodes was taken in").says("A map of streets was taken in");
        branch.verified();
    }

    fn a_cut_keeps_to_the_doors_around_a_postcode(on: Database) {
        let branch = branch(on);
        sends(&branch, "postcodes", "list.csv", &postcodes()).says("4 postcodes are kept");
        let near = |postcode: &str, metres: &str| {
            let form = cut(&branch).types("Only near this postcode", postcode).types("Metres around it", metres);
            form.presses("Show the rounds")
        };

        near("n227am", "300").says("20 doors make 1 round").says("Beech Row, Dale Row");
        near("N22 7AM", "2000").says("40 doors make 2 rounds");
        near("N22 9ZZ", "300").answers(422).says("Nobody has said where N22 9ZZ is").says("40 doors make 1 round");
        near("here", "3").answers(422).says("is not a postcode").says("from 50 to 5000");

        near("N22 7AM", "300").presses("Publish the rounds").says("Q1 now has 1 round");
        cut(&branch).does_not_say("Doors have changed since the last cut");
    }

    fn rounds_are_as_long_as_so_many_minutes(on: Database) {
        let branch = branch(on);
        sends(&branch, "postcodes", "list.csv", &postcodes()).says("4 postcodes are kept");
        let timed = |minutes: &str| cut(&branch).types("Or minutes a round", minutes).presses("Show the rounds");

        timed("5").answers(422).says("from 15 to 240");
        timed("240").says("40 doors make 1 round");
        let page = timed("20").says("40 doors make 4 rounds of 10 to 10");
        page.presses("Publish the rounds").says("Q1 now has 4 rounds");
    }

    fn an_area_is_drawn_by_tapping_its_corners_on_the_map_and_cut(on: Database) {
        let branch = branch(on);
        sends(&branch, "postcodes", "list.csv", &postcodes()).says("4 postcodes are kept");
        let map = cut(&branch).follows("Only in an area drawn on the map").says("Tap the corners of the area").does_not_say("Cut this area");
        // The two streets in the west are the left edge of the map, those in the east its right one.
        let two = map.taps((0, 5)).taps((300, 5)).says("2 corners so far").does_not_say("Cut this area");
        let drawn = two.taps((300, 80)).taps((2, 80)).says("20 of 40 doors stand in the area");
        drawn.clone().follows("Take the last corner back").says("3 corners so far");
        drawn.clone().follows("Start again").says("Tap the corners of the area");
        drawn.clone().taps((0, 0)).says("4 corners so far");
        drawn.clone().taps((5000, 5)).says("4 corners so far");

        let page = drawn.follows("Cut this area").says("20 doors make 1 round").says("Ash Row, Cedar Row").says("Only in the area that was drawn");
        page.clone().types("Doors a round", "10").presses("Show the rounds").says("20 doors make 2 rounds");
        page.clone().follows("take it away").says("40 doors make 2 rounds");
        page.clone().follows("Change it").says("4 corners so far");
        page.presses("Publish the rounds").says("Q1 now has 1 round");
        cut(&branch).does_not_say("Doors have changed since the last cut");
    }

    fn a_corner_of_an_area_is_also_named_by_its_postcode(on: Database) {
        let branch = branch(on);
        let path = cut(&branch).path();
        let area = |query: &str| branch.as_("nadia").visits(&format!("{path}/area{query}"));
        area("").says("There is no map to draw on yet").follows("Send in postcodes and a map");
        sends(&branch, "postcodes", "list.csv", &postcodes()).says("4 postcodes are kept");

        let set = |seen: Seen, postcode: &str| seen.types("Or set a corner at this postcode", postcode).presses("Set it");
        let one = set(area(""), "n227al").says("1 corner so far");
        set(one.clone(), "N22 9ZZ").answers(422).says("Nobody has said where N22 9ZZ is").says("1 corner so far");
        set(one.clone(), "here").answers(422).says("is not a postcode");
        set(set(one, "N22 7AM"), "N22 7AP").says("3 corners so far").says("Cut this area");
        branch.as_("nadia").visits(&format!("{path}?area=1,1")).answers(422).says("at least three corners");
    }

    fn the_sheet_of_a_round_is_drawn_on_the_streets_once_they_are_known(on: Database) {
        let branch = branch(on);
        let sheet = |branch: &Branch| {
            let page = cut(branch).html;
            let round = page.split("name=\"stays\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a round");
            branch.as_("nadia").visits(&format!("/canvass/rounds/{round}"))
        };
        cut(&branch).presses("Publish the rounds").says("Q1 now has 2 rounds");
        sheet(&branch).says("Not to scale");
        sends(&branch, "postcodes", "list.csv", &postcodes());
        sends(&branch, "map", "map.osm", &map());
        let drawn = sheet(&branch).says("North is up").says("Streets © OpenStreetMap contributors");
        assert!(drawn.html.contains("class=\"sketch__street\""), "the streets are drawn beneath the doors");
    }

    fn where_registers_give_the_uprn_an_open_file_says_exactly_where_doors_are(on: Database) {
        let branch = Branch::with_members(12, on);
        let page = branch.as_("nadia").visits("/canvass/ground").does_not_say("UPRN");
        drop(page);
        branch.act(|act| {
            let file = "PD,ENO,Status,Title,First Name,Initials,Surname,Address 1,Postcode,UPRN\nQ1,1,,,Ana,,Smith,1 Mill Lane,N22 7AL,10033\n\
                        Q1,2,,,Bo,,Smith,2 Mill Lane,N22 7AL,10034\nQ1,3,,,Cy,,Smith,3 Mill Lane,N22 7AL,\n";
            let terms = Terms { basis: Basis::Party, destroy_on: "2027-09-30".parse().expect("a day") };
            take_in(act, "register.csv", file.as_bytes().to_vec(), &terms)
        });
        let send = |file: &str| {
            let page = branch.as_("nadia").visits("/canvass/ground").says("UPRN of 2 properties");
            page.attaches_to("properties", "osopenuprn.csv", file.as_bytes()).presses("Take the properties in")
        };
        send("UPRN,LATITUDE,LONGITUDE\n7,51.6,-0.13\n").answers(422).says("1 property was read, and none stands behind your doors");
        send("name,age\nTom,3\n").answers(422).says("no columns with the UPRN");
        let open = "UPRN,X_COORDINATE,Y_COORDINATE,LATITUDE,LONGITUDE\n10033,529656,190937,51.6023,-0.1292\n10034,529656,190947,51.6024,-0.1293\n";
        let page = send(open).says("It is known exactly where 2 doors are").says("66 of 100 doors");
        page.presses("Remove all of this").says("Nobody has said where the doors stand");
    }

    fn a_list_of_doors_may_say_itself_where_they_are(on: Database) {
        let branch = Branch::under("association", 12, on);
        branch.act(|act| {
            let file = "Number,Street,Postcode,Latitude,Longitude\n1,Mill Lane,N22 7AL,51.6023,-0.1292\n2,Mill Lane,N22 7AL,51.6024,-0.1293\n";
            let terms = Terms { basis: Basis::OwnList, destroy_on: "2027-09-30".parse().expect("a day") };
            take_in(act, "doors.csv", file.as_bytes().to_vec(), &terms)
        });
        branch.as_("nadia").visits("/canvass/ground").says("100 of 100 doors").says("Of 2 doors it is known exactly where each stands");
    }

    fn files_that_say_nothing_of_these_doors_are_refused_beside_their_field_and_change_nothing(on: Database) {
        let branch = branch(on);
        sends(&branch, "postcodes", "", "").answers(422).says("Choose the list of postcodes");
        sends(&branch, "postcodes", "list.csv", "name,age\nTom,3\n").answers(422).says("no columns with postcodes and their places");
        let other = "postcode,latitude,longitude\nM1 1AA,53.4,-2.2\n";
        sends(&branch, "postcodes", "list.csv", other).answers(422).says("1 postcode was read, and none belongs to the doors");
        sends(&branch, "map", "page.html", "<html></html>").answers(422).says("The file is no map of OpenStreetMap");
        sends(&branch, "map", "map.osm", &map()[..300]).answers(422).says("The map breaks off before its end");
        let elsewhere = map().replace(" Row", " Way");
        sends(&branch, "map", "map.osm", &elsewhere).answers(422).says("None of the streets of your registers is on the map");
        cut(&branch).says("Street by street");
    }

    fn a_street_that_the_map_lacks_is_named_and_its_doors_are_in_rounds_all_the_same(on: Database) {
        let branch = branch(on);
        sends(&branch, "postcodes", "list.csv", &postcodes().replace("N22 7AM", "N22 9ZZ")).says("1 postcode is not in the list").says("N22 7AM");
        let page = sends(&branch, "map", "map.osm", &map().replace("Beech Row", "Birch Row")).says("It has 3 of 4 streets.");
        page.says("1 street of your registers cannot be found on it").says("Beech Row");

        cut(&branch).says("40 doors make 2 rounds").says("Beech Row");
        let page = branch.as_("nadia").visits("/canvass/ground").presses("Remove all of this").says("are removed");
        page.says("Nobody has said where the doors stand");
        cut(&branch).says("Street by street");
    }

    fn without_a_register_there_are_no_postcodes_to_keep(on: Database) {
        let branch = Branch::with_members(7, on);
        let page = branch.as_("nadia").visits("/canvass/ground").attaches_to("postcodes", "list.csv", postcodes().as_bytes());
        page.presses("Take the postcodes in").answers(422).says("Load a register first");
    }
}
