//! What a test does when a part of the world is not on this machine: it says so, or fails where that part is required.

use std::{
    collections::BTreeSet,
    io::Write,
    path::PathBuf,
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

/// A folder of the large collection, which is not kept with the source: `WARDMOTE_CORPORA` names where it lies.
pub fn corpora(folder: &str) -> Option<PathBuf> {
    let found =
        std::env::var_os("WARDMOTE_CORPORA").map(|all| PathBuf::from(all).join(folder)).filter(|folder| folder.is_dir());
    if found.is_none() {
        missing("corpora", "WARDMOTE_CORPORA names no folder that has them");
    }
    found
}
