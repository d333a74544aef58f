//! A register comes in, is cut, walked, and its results counted.

use std::fmt::Write;

use wardmote::{
    canvassing::{custody, electors::Basis, electors::Terms, electors::take_in, rounds},
    places,
};

use crate::{
    stories,
    world::{Branch, Database, Seen},
};

/// Sixty doors on two streets of Q1 with two electors behind each, and one elector overseas.
fn register() -> String {
    register_of(30)
}

/// As many doors on each of two streets of Q1, with two electors behind each, and one elector overseas.
pub fn register_of(houses: u32) -> String {
    let mut file = String::from(
        "Elector Number Prefix,Elector Number,Elector Number Suffix,Elector Markers,Elector DOB,Elector Name,PostCode,Address1,Address2\n",
    );
    let mut number = 0;
    for street in ["Mill Lane", "Ash Row"] {
        for house in 1..=houses {
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
    with_rounds_of(20, &register(), on)
}

/// A branch with a round of fifty doors, which tom and ama walk together on the second of October; gives its address.
pub fn fifty_doors(on: Database) -> (Branch, String) {
    let branch = with_rounds_of(50, &register_of(25), on);
    let shift = shift_at(&branch, "the station");
    for called in ["tom", "ama"] {
        branch.as_(called).visits(&shift).presses("I am coming");
    }
    branch.as_("nadia").visits(&shift).ticks("Tom Story").ticks("Ama Story").presses("Give it out").says("is given out");
    let walk = branch.as_("tom").visits("/canvass").follows("Walk it").path();
    branch.world.turn_clock_to("2026-10-02T18:10:00Z");
    (branch, walk.trim_end_matches("/walk").to_owned())
}

/// What tom reads at this address, wherever it comes in his round.
pub fn door_of(branch: &Branch, round: &str, address: &str) -> Seen {
    let mut doors = (1..=50).map(|place| branch.as_("tom").visits(&format!("{round}/doors/{place}")));
    doors.find(|door| door.words().contains(address)).expect("a door of the round")
}

fn with_rounds_of(doors: usize, register: &str, on: Database) -> Branch {
    let branch = Branch::with_members(12, on);
    branch.act(|act| {
        let terms = Terms { basis: Basis::Party, destroy_on: "2027-09-30".parse().expect("a day") };
        take_in(act, "register.csv", register.as_bytes().to_vec(), &terms)?;
        let id = act.branch();
        let (district, _) = places::districts(act.conn(), id)?.into_iter().next().expect("a polling district");
        rounds::cut(act, district, doors).map(|_| ())
    });
    branch
}

/// A shift on the second of October; gives its page.
pub fn shift_at(branch: &Branch, place: &str) -> String {
    let form = branch.as_("nadia").visits("/canvass/shifts/new").types("Day", "2026-10-02").types("Where people meet", place);
    form.types("Who leads it", "Nadia Story").presses("Make the shift").says("The shift is made").path()
}

/// A register of one polling district: one elector, of that name, behind each of the first `houses` doors of Mill Lane.
fn list_of(district: &str, name: &str, houses: u32) -> Vec<u8> {
    let mut file = String::from(
        "Elector Number Prefix,Elector Number,Elector Number Suffix,Elector Markers,Elector DOB,Elector Name,PostCode,Address1,Address2\n",
    );
    for house in 1..=houses {
        let _ = writeln!(file, "{district},{house},0,,,{name},N22 7AL,{house} Mill Lane,London");
    }
    file.into_bytes()
}

/// Loads a register and gives back its page.
pub fn load(branch: &Branch, file: Vec<u8>, destroy_on: &str) -> String {
    let terms = Terms { basis: Basis::Party, destroy_on: destroy_on.parse().expect("a day") };
    let id = branch.act(|act| take_in(act, "register.csv", file, &terms));
    format!("/canvass/registers/{id}")
}

/// The names behind the doors of Mill Lane, on the page that leads there from the canvass.
fn mill_lane(branch: &Branch, district: &str) -> Seen {
    branch.as_("nadia").visits("/canvass").follows(district).follows("Mill Lane")
}

/// Fourteen days before the registers of these stories go, those who coordinate are told.
pub fn told_ahead(branch: &Branch) {
    assert!(branch.world.comes_up_at("2027-09-17T09:00:00Z", custody::jobs::tell) > 0);
}

/// What the clock brings: registers whose day has come go.
fn time_passes(branch: &Branch, to: &str) -> usize {
    branch.world.comes_up_at(to, custody::jobs::let_go)
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

/// A shift on the third of October that needs two: ama, who is new, and tom, who has walked, could come.
fn shift_that_needs_two(branch: &Branch) -> String {
    tom_walks(branch);
    let nadia = branch.as_("nadia");
    let made = nadia
        .visits("/canvass/shifts/new")
        .types("Day", "2026-10-03")
        .types("Where people meet", "the park")
        .types("Who leads it", "Nadia Story")
        .presses("Make the shift");
    let shift = made.path();
    made.types("Places", "2").presses("Note it").says("What the shift needs is noted");
    for called in ["ama", "tom"] {
        branch.as_(called).visits(&shift).presses("I could come").says("you could come");
    }
    shift
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

    fn taking_back_a_register_that_was_replaced_leaves_the_newest_alone_in_force(on: Database) {
        let branch = Branch::with_members(12, on);
        load(&branch, list_of("Q1", "First Ana", 3), "2027-09-01");
        let wrong = load(&branch, list_of("Q1", "Second Bo", 3), "2027-09-02");
        load(&branch, list_of("Q1", "Third Cy", 3), "2027-09-03");

        branch.as_("nadia").visits(&wrong).says("A newer register has taken its place").presses("Take the register back");

        mill_lane(&branch, "Q1").says("Cy Third").does_not_say("Ana First").does_not_say("Bo Second");
        branch.as_("nadia").visits("/canvass").says("3 electors on the register in force");
    }

    fn what_a_register_replaced_is_in_force_again_when_it_is_taken_back(on: Database) {
        let branch = Branch::with_members(12, on);
        load(&branch, list_of("Q1", "First Ana", 3), "2027-09-01");
        let wrong = load(&branch, list_of("Q1", "Second Bo", 4), "2027-09-02");

        branch.as_("nadia").visits(&wrong).presses("Take the register back");

        mill_lane(&branch, "Q1").says("Ana First").does_not_say("Bo Second");
        branch.as_("nadia").visits("/canvass").says("3 doors wait for us");
    }

    fn a_renamed_polling_district_takes_its_doors_along(on: Database) {
        let branch = Branch::with_members(12, on);
        load(&branch, list_of("AA", "First Ana", 3), "2027-09-01");

        load(&branch, list_of("NA", "Second Bo", 3), "2027-09-02");

        let canvass = branch.as_("nadia").visits("/canvass").says("3 doors wait for us").says("3 electors on the register");
        canvass.does_not_say("AA").follows("NA").follows("Mill Lane").says("Bo Second").does_not_say("Ana First");
    }

    fn a_wish_not_to_be_visited_outlives_its_register_and_a_later_slip(on: Database) {
        let (branch, round) = fifty_doors(on);
        branch.as_("tom").visits(&format!("{round}/doors/1")).presses("Do not knock").says("do not knock");
        load(&branch, register_of(25).into_bytes(), "2028-09-30");
        told_ahead(&branch);
        time_passes(&branch, "2027-10-01T09:00:00Z");

        let slip = branch.as_("nadia").visits(&format!("{round}/doors/1")).says("Somebody here wishes no visit").presses("Do not knock");
        slip.presses("Undo").says("That result is undone");
        branch.as_("nadia").visits(&format!("{round}/doors/1")).says("Somebody here wishes no visit");
    }

    fn what_is_cut_for_an_evening_leaves_the_plan_as_it_is(on: Database) {
        let (branch, round) = fifty_doors(on);
        let door = branch.as_("tom").visits(&format!("{round}/doors/1"));
        let elector = door.html.split("name=\"elector\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
        let elector = elector.expect("somebody lives here").to_owned();
        door.sets("elector", &elector).sets("intention", "for").presses("Spoke");
        branch.as_("tom").visits(&format!("{round}/doors/1")).sets("kind", "call").sets("what", "07700 900123").presses("Note it");
        branch.as_("nadia").visits("/canvass/figures").says("1 of 50");

        let meeting = branch.as_("nadia").visits("/canvass/shifts").follows("2 October").follows("Who came? Cut it for them");
        meeting.ticks("Tom Story").types("Teams", "1").presses("Cut it and give it out").says("Q1-01B");

        branch.as_("nadia").visits("/canvass/figures").says("1 of 50");
        branch.as_("nadia").visits("/canvass/calls").says("Q1-01").says("1 to call");
        branch.as_("nadia").visits("/canvass/polling-day").follows("Q1").says("Q1-01: 1 voter").does_not_say("On no round");
        let form = branch.as_("nadia").visits("/canvass/leaflets");
        let district = form.html.split("<option value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a district").to_owned();
        form.types("What goes through the doors", "Autumn").sets("district", &district).presses("Plan it").says("0 of 50 doors delivered");
    }

    fn rounds_cut_days_ahead_send_nobody_out(on: Database) {
        let (branch, _) = fifty_doors(on);
        let form = branch.as_("nadia").visits("/canvass/shifts/new").types("Day", "2026-10-09").types("Where people meet", "the park");
        let shift = form.types("Who leads it", "Nadia Story").presses("Make the shift").path();
        for called in ["tom", "ama"] {
            branch.as_(called).visits(&shift).presses("I am coming");
        }
        let meeting = branch.as_("nadia").visits(&format!("{shift}/meeting")).ticks("Tom Story").ticks("Ama Story");
        meeting.types("Teams", "1").presses("Cut it and give it out").says("1 round is cut and given out");
        branch.as_("nadia").visits(&format!("{shift}/out")).does_not_say("last heard of").says("Tom Story and Ama Story");
    }

    fn a_register_is_destroyed_on_its_day_and_what_its_electors_said_goes_too(on: Database) {
        let branch = with_rounds(on);
        tom_walks(&branch).sets("intention", "for").presses("Spoke");
        branch.as_("nadia").visits("/canvass").says("For us 1");
        told_ahead(&branch);
        assert_eq!(time_passes(&branch, "2027-09-29T11:00:00Z"), 0, "its day has not come");

        assert_eq!(time_passes(&branch, "2027-09-30T11:00:00Z"), 1, "its day has come");

        let nadia = branch.as_("nadia");
        nadia.visits("/canvass").says("There are no doors yet").does_not_say("For us 1");
        nadia.visits("/canvass/registers").says("destroyed").follows("register.csv").says("This register was destroyed");
        assert_eq!(time_passes(&branch, "2027-09-30T12:00:00Z"), 0, "once is enough");
        branch.verified();
    }

    fn a_register_does_not_go_before_its_coordinators_were_told_and_stays_for_a_reason(on: Database) {
        let branch = with_rounds(on);
        let register = branch.as_("nadia").visits("/canvass/registers").follows("register.csv").path();
        assert_eq!(time_passes(&branch, "2027-10-02T11:00:00Z"), 0, "the machine stood still, and nobody was told");
        assert_eq!(branch.world.comes_up_at("2027-10-02T12:00:00Z", custody::jobs::tell), 1);
        assert_eq!(branch.world.comes_up_at("2027-10-02T13:00:00Z", custody::jobs::tell), 0, "once is enough");
        let told = || branch.world.post.messages().into_iter().find(|mail| mail.words().contains("these go on their day"));
        branch.world.wait_until("the coordinator is told", || told().is_some());

        let page = || branch.as_("nadia").visits(&register);
        let late = page().sets("destroy_on", "2029-01-01").types("Why the branch needs it", "The recount").presses("Keep it until then");
        late.answers(422).says("not kept for more than two years");
        page().sets("destroy_on", "2027-12-01").presses("Keep it until then").answers(422).says("Say in a few words why");
        page().sets("destroy_on", "2027-12-01").types("Why the branch needs it", "The recount of May").presses("Keep it until then").says("The day is changed");
        branch.as_("tom").visits("/record").says("An electoral register is kept until another day");
        assert_eq!(time_passes(&branch, "2027-10-12T11:00:00Z"), 0, "it has another day");
        assert_eq!(branch.world.comes_up_at("2027-11-20T09:00:00Z", custody::jobs::tell), 1, "and is told of anew");
        assert_eq!(time_passes(&branch, "2027-12-01T11:00:00Z"), 1);
        branch.verified();
    }

    fn a_file_that_nobody_loads_is_thrown_away_after_a_day(on: Database) {
        let branch = Branch::with_members(12, on);
        let nadia = branch.as_("nadia");
        let preview = nadia.visits("/canvass/registers").attaches("register.csv", register().as_bytes()).presses("Read it").path();

        assert_eq!(time_passes(&branch, "2026-10-02T11:30:00Z"), 1);

        branch.as_("nadia").visits(&preview).says("This register is gone").does_not_say("Smith");
    }

    fn doubtful_addresses_are_listed_before_anything_is_loaded(on: Database) {
        let branch = Branch::with_members(12, on);
        let mut file = list_of("Q1", "First Ana", 1);
        file.extend_from_slice(b"Q1,9,0,,,Nameless Bo,N22 7AL,Mill Lane,London\n");

        let preview = branch.as_("nadia").visits("/canvass/registers").attaches("register.csv", &file).presses("Read it");

        preview.says("Addresses that need a look").says("there is no house number");
    }

    fn what_was_done_in_a_shift_stays_its_own_when_the_round_is_taken_back(on: Database) {
        let branch = with_rounds(on);
        tom_walks(&branch).presses("Spoke").presses("No answer");
        let nadia = branch.as_("nadia");
        let shift = nadia.visits("/canvass/shifts").follows("2 October").path();
        nadia.visits(&shift).says("Knocks 2").says("Answered 1").says("Done 1");

        nadia.visits(&shift).presses("Take back");

        nadia.visits(&shift).says("Knocks 2").says("Answered 1");
    }

    fn nobody_there_later_the_same_evening_does_not_undo_a_conversation(on: Database) {
        let branch = with_rounds(on);
        let walked = tom_walks(&branch).path();
        let door = walked.replace("/walk", "/doors/1");
        let tom = branch.as_("tom");

        tom.visits(&door).presses("Spoke");
        tom.visits(&door).presses("No answer");
        tom.visits(&walked.replace("/walk", "/doors/2")).presses("Come back");

        branch.as_("nadia").visits("/canvass").says("1 of 60 doors are done").says("To call at again 1").says("Knocks 3");
    }

    fn a_round_given_to_nobody_gives_the_form_back(on: Database) {
        let branch = with_rounds(on);
        tom_walks(&branch);
        let shift = branch.as_("nadia").visits("/canvass/shifts").follows("2 October").path();

        let again = branch.as_("nadia").visits(&shift).presses("Give it out").answers(422);

        again.says("Tick who walks the round").says("Give out a round");
    }

    fn those_who_came_get_what_is_left_to_do_and_the_published_rounds_stay(on: Database) {
        let branch = with_rounds(on);
        let walked = tom_walks(&branch).presses("Spoke").path();
        let nadia = branch.as_("nadia");
        let meeting = nadia.visits("/canvass/shifts").follows("2 October").follows("Who came? Cut it for them");

        let meeting = meeting.says("Q1: 59 doors to do").types("Who else came", "Ama Story").types("Teams", "2");
        meeting.presses("Cut it and give it out").says("2 rounds are cut and given out: Q1-01B and Q1-02B");

        branch.as_("tom").visits("/canvass").follows("Walk it").says("door 1 of").does_not_say("1 Ash Row");
        branch.as_("ama").visits("/canvass").says("Your rounds");
        nadia.visits(&walked).says("Round Q1-01").says("1 of 20 done");
        nadia.visits("/canvass").says("1 of 60 doors are done").says("Knocks 1");
    }

    fn who_is_new_sets_out_with_somebody_who_has_walked_before(on: Database) {
        let branch = with_rounds(on);
        tom_walks(&branch);
        let nadia = branch.as_("nadia");
        let made = nadia
            .visits("/canvass/shifts/new")
            .types("Day", "2026-10-03")
            .types("Where people meet", "the park")
            .types("Who leads it", "Nadia Story")
            .presses("Make the shift");
        let shift = made.path();
        for called in ["ama", "tom"] {
            branch.as_(called).visits(&shift).presses("I am coming");
        }
        let meeting = nadia.visits(&shift).follows("Who came? Cut it for them").says("Walks for the first time");

        meeting.presses("Cut it and give it out").says("1 round is cut and given out").says("Tom Story and Ama Story");
    }

    fn nobody_ticked_or_too_many_teams_gives_the_form_back(on: Database) {
        let branch = with_rounds(on);
        tom_walks(&branch);
        let meeting = branch.as_("nadia").visits("/canvass/shifts").follows("2 October").follows("Who came? Cut it for them");

        let meeting = meeting.types("Teams", "2").presses("Cut it and give it out").answers(422).says("no more than people came");
        let meeting = meeting.types("Who else came", "Nobody Known").presses("Cut it and give it out").answers(422);

        meeting.says("Nobody in the register is found by “Nobody Known”");
        branch.as_("nadia").visits("/canvass").says("Q1");
    }

    fn a_register_that_changes_a_door_or_two_leaves_every_round_as_it_was(on: Database) {
        let branch = with_rounds(on);
        tom_walks(&branch);
        let changed = register().replace(",30 Ash Row,", ",31 Ash Row,");
        load(&branch, changed.into_bytes(), "2027-09-30");
        let cut = branch.as_("nadia").visits("/canvass").follows("Q1").follows("Cut it into rounds");

        let cut = cut.says("1 new door stands where a round goes past").says("1 door is gone or wishes no visit");
        let cut = cut.presses("Go on with the rounds").says("The rounds of Q1 go on");

        cut.does_not_say("Doors have changed since the last cut");
        let shift = branch.as_("nadia").visits("/canvass/shifts").follows("2 October");
        shift.says("Q1-01B: 20 doors").says("Q1-02B: 20 doors").says("Q1-03B: 20 doors").does_not_say("Q1-04");
    }

    fn the_rota_gives_places_to_those_who_could_come_says_why_and_takes_them_back(on: Database) {
        let branch = with_rounds(on);
        let shift = shift_that_needs_two(&branch);
        let nadia = branch.as_("nadia");
        let rota = nadia.visits("/canvass/shifts").follows("The rota").says("2 places can be given");
        let rota = rota.says("Goes with Tom Story, who has walked before").says("Takes along Ama Story, who is new");

        let given = rota.presses("Give these places").says("2 places are given");

        branch.as_("ama").visits(&shift).says("You are coming");
        given.presses("Take them back").says("2 places are taken back").says("2 places can be given");
        branch.as_("ama").visits(&shift).says("You have said that you could come");
    }

    fn a_rota_that_has_changed_since_it_was_looked_at_is_not_given_out(on: Database) {
        let branch = with_rounds(on);
        let shift = shift_that_needs_two(&branch);
        let rota = branch.as_("nadia").visits("/canvass/rota").says("2 places can be given");
        branch.as_("tom").visits(&shift).presses("I could not").says("you cannot come");

        rota.presses("Give these places").answers(409).says("Look at it again");

        branch.as_("ama").visits(&shift).says("You have said that you could come").does_not_say("You are coming");
    }
}
