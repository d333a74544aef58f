//! What a test does when a part of the world is not on this machine: it says so, or fails where that part is required.

/// Says that a test was not run, or fails if `WARDMOTE_REQUIRE` asks for `part`.
pub fn missing(part: &str, why: &str) {
    let required = std::env::var("WARDMOTE_REQUIRE").unwrap_or_default();
    assert!(!required.split(',').any(|each| each.trim() == part), "{part} is required, but {why}");
    eprintln!("not run: {why}");
}
