//! What a test does when a part of the world is not on this machine: it says so, or fails where that part is required.

use std::path::PathBuf;

/// Says that a test was not run, or fails if `WARDMOTE_REQUIRE` asks for `part`.
pub fn missing(part: &str, why: &str) {
    let required = std::env::var("WARDMOTE_REQUIRE").unwrap_or_default();
    assert!(!required.split(',').any(|each| each.trim() == part), "{part} is required, but {why}");
    eprintln!("not run: {why}");
}

/// The folder of large data, or word that it is not here.
pub fn corpora() -> Option<PathBuf> {
    let folder = std::env::var_os("WARDMOTE_CORPORA").map(PathBuf::from);
    if folder.is_none() {
        missing("corpora", "WARDMOTE_CORPORA names no folder of large data");
    }
    folder
}
