//! A large register goes in behind a page that says how far it is.

use std::fmt::Write;

use crate::{
    stories,
    world::{Branch, Database, Seen},
};

/// One more than what is loaded while somebody waits: an elector behind each door of Mill Lane.
const ELECTORS: u32 = 5_001;

fn previewed(branch: &Branch) -> Seen {
    let mut file = String::from(
        "Elector Number Prefix,Elector Number,Elector Number Suffix,Elector Markers,Elector DOB,Elector Name,PostCode,Address1,Address2\n",
    );
    for number in 1..=ELECTORS {
        let _ = writeln!(file, "Q1,{number},0,,,Smith Ana,N22 7AL,{number} Mill Lane,London");
    }
    branch.as_("nadia").visits("/canvass/registers").attaches("large.csv", file.as_bytes()).presses("Read it")
}

stories! {
    fn a_large_register_is_loaded_behind_a_page_that_says_how_far_it_is(on: Database) {
        let branch = Branch::with_members(12, on);
        let nadia = branch.as_("nadia");

        let page = previewed(&branch).sets("basis", "party").presses("Load the register").says("A large register");

        let path = page.path();
        assert!(path.ends_with("/progress"), "{path}");
        let mut looks = (0..10_000).map(|_| nadia.visits(&path));
        let loaded = looks.find(|page| !page.words().contains("written down")).expect("it comes to an end");
        let loaded = loaded.says("All 5,001 electors are loaded");
        assert!(!loaded.html.contains("http-equiv=\"refresh\""), "there is nothing left to follow");
        nadia.visits("/canvass").says("5,001 electors on the register in force");
        loaded.follows("taking it back").presses("Take the register back").says("are gone");
        branch.verified();
    }

    fn a_large_register_on_wrong_terms_is_not_begun(on: Database) {
        let branch = Branch::with_members(12, on);
        let preview = previewed(&branch);
        let path = preview.path();

        preview.sets("destroy_on", "soon").presses("Load the register").answers(422).says("Give the day on which the register is destroyed");

        branch.as_("nadia").visits(&format!("{path}/progress")).says("It is not loaded, and nothing was changed");
    }
}
