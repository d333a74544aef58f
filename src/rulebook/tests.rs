//! The arithmetic of the rules, with the figures that the papers of the branch work out by hand.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::{DateTime, NaiveDate, Utc};
use proptest::prelude::*;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The models, read once for all tests.
static MODELS: LazyLock<BTreeMap<&str, Rulebook>> = LazyLock::new(|| {
    let read = |model: Preset| (model.name, Rulebook::parse(model.text, &preset).unwrap());
    PRESETS.into_iter().map(read).collect()
});

fn model(name: &str) -> Rulebook {
    MODELS[name].clone()
}

/// A rulebook of the branch's own over a model.
fn over(name: &str, own: &str) -> Rulebook {
    let heading =
        format!("[rulebook]\nid = \"eastmoor\"\ntitle = \"Rules of Eastmoor\"\nedition = 2026-06-18\nextends = \"{name}\"\n");
    Rulebook::parse(&(heading + own), &preset).unwrap()
}

fn member_since(from: &str) -> Facts {
    Facts { periods: vec![Period { class: "Full".to_owned(), from: day(from), to: None }], ..Facts::default() }
}

mod entitlement;
mod majority;
mod motions;
mod notice;
mod quorum;
mod reading;
mod seats_and_shares;
mod terms;
mod timetable;
