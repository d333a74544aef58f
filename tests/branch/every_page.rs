//! Every page of the house, rendered with the samples that stand beside it.

use wardmote::{app, render::Templates};

use crate::{
    stories,
    world::{Database, Lived, walked},
};

#[test]
fn every_page_renders_with_every_sample_and_names_no_field_that_is_not_there() {
    let templates = Templates::load(None).expect("the templates load");

    let pages = app::samples(&templates).unwrap_or_else(|fault| panic!("{fault}"));

    assert!(!pages.is_empty());
}

stories! {
    fn no_link_is_dead_for_anybody_in_the_practice_branch(on: Database) {
        let lived = Lived::in_(on);
        for role in lived.roles() {
            let seen = walked(&lived.browser_of(role.account));
            assert!(seen.len() > 10, "{} ({}) reaches only {:?}", role.name, role.part, seen.keys());
        }
    }
}
