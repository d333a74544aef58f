//! A cut as its coordinator wants it: doors left out, streets put elsewhere, and rounds that stay as they are.

use crate::{
    canvass_ground::{branch, cut},
    canvassing::{door_of, fifty_doors},
    stories,
    world::{Branch, Database, Seen},
};

/// Q1 in two rounds: Ash Row and Beech Row, Cedar Row and Dale Row.
fn published(on: Database) -> Branch {
    let branch = branch(on);
    cut(&branch).says("40 doors make 2 rounds").presses("Publish the rounds").says("Q1 now has 2 rounds");
    branch
}

/// The doors of a round in walking order, as its sheet has them.
fn sheet(branch: &Branch, code: &str) -> String {
    let page = branch.as_("nadia").visits("/canvass/typing").types("Code of the round", code).presses("Type it back");
    page.words().split("Keep what is typed").next().unwrap_or_default().to_owned()
}

fn shown(page: Seen) -> Seen {
    page.presses("Show the rounds")
}

stories! {
    fn streets_and_doors_where_somebody_was_spoken_to_are_left_out(on: Database) {
        let branch = published(on);
        let page = shown(cut(&branch).ticks("Dale Row").ticks("Cedar Row"));
        let page = page.says("20 doors make 1 round").says("Ash Row, Beech Row");
        page.presses("Publish the rounds").says("Q1 now has 1 round");

        // The choice holds for whoever goes on with the rounds.
        cut(&branch).says("40 doors make 2 rounds").does_not_say("Doors have changed since the last cut");
    }

    fn doors_where_somebody_was_spoken_to_since_a_day_are_left_out(on: Database) {
        let (branch, round) = fifty_doors(on);
        door_of(&branch, &round, "12 Ash Row").presses("Spoke");
        let since = |day: &str| shown(cut(&branch).types("Only where nobody was spoken to since", day));

        since("2026-10-03").says("50 doors make 3 rounds");
        since("2026-10-02").says("49 doors make 2 rounds").presses("Publish the rounds").says("Q1 now has 2 rounds");
        let wrong = branch.as_("nadia").visits(&format!("{}?since=soon", cut(&branch).path()));
        wrong.answers(422).says("Write a day, or nothing.").says("50 doors make 1 round");
    }

    fn a_street_is_put_into_another_round_and_taken_back_before_anything_is_published(on: Database) {
        let branch = branch(on);
        let page = cut(&branch).sets("street", "cedar row").sets("to", "01").presses("Put it there");
        let page = page.says("Cedar Row goes to round 01").says("Ash Row, Beech Row, Cedar Row").says("make 2 rounds of 10 to 30");
        page.follows("Take back").says("make 2 rounds of 20 to 20").does_not_say("goes to round");

        let page = cut(&branch).sets("street", "cedar row").sets("to", "01").presses("Put it there");
        let page = page.sets("street", "dale row").sets("to", "01").presses("Put it there").says("40 doors make 1 round");
        page.presses("Publish the rounds").says("Q1 now has 1 round");
    }

    fn a_round_stays_with_its_number_and_its_order_and_the_others_are_cut_anew(on: Database) {
        let branch = published(on);
        let before = sheet(&branch, "Q1-01");
        let page = branch.as_("nadia").visits(&format!("{}?per_round=10", cut(&branch).path()));
        let page = shown(page.ticks("Q1-01: Ash Row, Beech Row")).says("40 doors make 3 rounds of 10 to 20");
        page.presses("Publish the rounds").says("Q1 now has 3 rounds");

        let after = sheet(&branch, "Q1-01B");
        assert_eq!(after.replace("Q1-01B", "Q1-01"), before);
        let page = branch.as_("nadia").visits(&format!("{}?per_round=10", cut(&branch).path()));
        page.says("Q1-02B: Cedar Row").says("Q1-03B: Dale Row");
    }
}
