//! Every page of the house, rendered with the samples that stand beside it.

use wardmote::{app, render::Templates};

#[test]
fn every_page_renders_with_every_sample_and_names_no_field_that_is_not_there() {
    let templates = Templates::load(None).expect("the templates load");

    let pages = app::samples(&templates).unwrap_or_else(|fault| panic!("{fault}"));

    assert!(!pages.is_empty());
}
