//! What a test does when a part of the world is not on this machine: it says so, or fails where that part is required.

use std::{
    collections::BTreeSet,
    io::Write,
    sync::{Mutex, PoisonError},
};

/// What was said to be absent; once is enough.
static SAID: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

/// Says that tests were not run, or fails if `WARDMOTE_REQUIRE` asks for `part`.
pub fn missing(part: &str, why: &str) {
    let required = std::env::var("WARDMOTE_REQUIRE").unwrap_or_default();
    assert!(!required.split(',').any(|each| each.trim() == part), "{part} is required, but {why}");
    let is_new = SAID.lock().unwrap_or_else(PoisonError::into_inner).insert(part.to_owned());
    if is_new {
        // Past the test runner, which would keep the words of a test that did not fail.
        let _ = writeln!(std::io::stderr(), "not run: every test that needs {part}, because {why}");
    }
}
