//! Every page of the house, rendered with the samples that stand beside it.

use wardmote::{app, render::Templates};

use crate::{
    stories,
    world::{Branch, Database, Lived, walked},
};

#[test]
fn every_page_renders_with_every_sample_and_names_no_field_that_is_not_there() {
    let templates = Templates::load(None).expect("the templates load");

    let pages = app::samples(&templates).unwrap_or_else(|fault| panic!("{fault}"));

    assert!(!pages.is_empty());
}

stories! {
    fn whoever_asks_for_larger_print_has_it_on_every_page_signed_in_or_not(on: Database) {
        let branch = Branch::with_members(1, on);
        let browser = branch.world.browser();

        browser.visits("/sign-in").presses("Larger print");
        browser.visits("/vote").says("Ordinary print").presses("Ordinary print");

        browser.visits("/vote").says("Larger print");
    }

    fn no_link_is_dead_for_anybody_in_the_practice_branch(on: Database) {
        let lived = Lived::in_(on);
        for role in lived.roles() {
            let seen = walked(&lived.browser_of(role.account));
            assert!(seen.len() > 10, "{} ({}) reaches only {:?}", role.name, role.part, seen.keys());
        }
    }
}
