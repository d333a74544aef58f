//! The first page of all: one press founds one branch, however often it is pressed.

use wardmote::{branch, web::Problem};

use crate::{
    stories,
    world::{Browser, Database, FIRST_RUN, Seen, World},
};

fn welcome(browser: &Browser) -> Seen {
    browser.visits(&format!("/start/{FIRST_RUN}"))
}

fn own(browser: &Browser) -> Seen {
    let form = welcome(browser).follows("Found your branch").types("Name of the branch", "Dockers 4/112");
    let form = form.sets("rulebook", "union-branch").types("First name", "Ama").types("Last name", "Okoro");
    form.types("Mail address", "ama@dockers.example")
}

fn branches(world: &World) -> i64 {
    world.scribe.read::<_, Problem>(|conn| Ok(branch::count(conn)?)).expect("the database answers")
}

stories! {
    fn one_press_opens_the_practice_branch_and_a_second_comes_into_the_same(on: Database) {
        let world = World::at(on, "2026-10-01T11:00:00Z");
        let browser = world.browser();
        let page = welcome(&browser).says("Look round in a practice branch");

        page.presses_twice("Open the practice branch").says("You are the secretary of this practice branch");

        assert_eq!(branches(&world), 1);
        browser.visits("/").says("Northmoor");
    }

    fn two_people_who_press_at_once_found_one_branch(on: Database) {
        let world = World::at(on, "2026-10-01T11:00:00Z");
        let (here, there) = (world.browser(), world.browser());
        let (one, other) = (own(&here), welcome(&there));

        std::thread::scope(|both| {
            both.spawn(move || one.presses("Found the branch"));
            both.spawn(move || other.presses("Open the practice branch"));
        });

        assert_eq!(branches(&world), 1);
    }

    fn ones_own_branch_is_founded_by_one_form_pressed_twice(on: Database) {
        let world = World::at(on, "2026-10-01T11:00:00Z");
        let browser = world.browser();

        own(&browser).presses_twice("Found the branch").says("Your branch is founded").says("Dockers 4/112");

        assert_eq!(branches(&world), 1);
        welcome(&world.browser()).says("this link has done its work");
    }

    fn later_on_the_consoles_link_lets_nobody_in(on: Database) {
        let world = World::at(on, "2026-10-01T11:00:00Z");
        let form = own(&world.browser());
        own(&world.browser()).presses("Found the branch").says("Your branch is founded");
        world.turn_clock_to("2026-10-01T11:05:00Z");

        form.presses("Found the branch").says("this link has done its work");

        world.browser().visits("/start/guessed").answers(404);
    }

    fn what_is_missing_is_said_at_its_field_and_what_was_typed_is_kept(on: Database) {
        let world = World::at(on, "2026-10-01T11:00:00Z");
        let browser = world.browser();

        let again = own(&browser).types("Name of the branch", "").types("Time zone", "Moon/Crater").presses("Found the branch");

        let again = again.answers(422).says("Give the branch its name").says("Choose the zone from the list");
        assert!(again.html.contains(r#"value="ama@dockers.example""#) && again.html.contains(r#"value="Moon/Crater""#));
        assert_eq!(branches(&world), 0);
    }

    fn the_practice_branch_is_in_the_middle_of_its_month(on: Database) {
        let world = World::at(on, "2026-11-26T11:00:00Z");
        let browser = world.browser();
        let home = welcome(&browser).presses("Open the practice branch");

        home.says("Your vote is wanted").says("Thursday");
        browser.visits("/ballots").follows("Candidate for Millbank ward").says("members have voted");
        browser.visits("/canvass").says("19 of 220 doors are done");
        browser.visits("/meetings").does_not_say("1 January");
    }

    fn a_rulebook_in_the_folder_of_replaced_files_is_the_one_a_branch_begins_with(on: Database) {
        let folder = tempfile::tempdir().expect("a folder");
        let book = std::fs::read_to_string("config/rulebooks/union-branch.toml").expect("the built-in rules");
        std::fs::create_dir(folder.path().join("rulebooks")).expect("a folder");
        std::fs::write(folder.path().join("rulebooks/union-branch.toml"), book.replace("National rules, membership", "Rule 9 of the dockers")).expect("a file");
        let world = World::replacing(on, "2026-10-01T11:00:00Z", folder.path());
        let browser = world.browser();

        own(&browser).presses("Found the branch").says("Your branch is founded");

        browser.visits("/rulebook").says("Rule 9 of the dockers");
    }
}
