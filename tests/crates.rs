//! What the program is built from: no crate in Cargo.lock has a fault that is known and not mended in the version that is locked
//! (OWASP ASVS 5.0, 15.2.1). The faults that are known stand in `tests/data/crates/known_faults.toml`.

use std::{collections::BTreeSet, fs};

use semver::{Version, VersionReq};
use serde::Deserialize;

#[derive(Deserialize)]
struct Known {
    /// The day of the list.
    as_of: chrono::NaiveDate,
    /// The crates that were looked up in it, with a fault or without.
    looked_up: BTreeSet<String>,
    fault: Vec<Fault>,
}

/// A fault that was found in a crate at some time.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fault {
    #[serde(rename = "crate")]
    name: String,
    id: String,
    date: chrono::NaiveDate,
    title: String,
    patched: Vec<VersionReq>,
    unaffected: Vec<VersionReq>,
    /// "unmaintained" and the like, where nothing is broken yet.
    #[serde(rename = "informational")]
    _kind: Option<String>,
    /// It turned out to be none.
    withdrawn: Option<chrono::NaiveDate>,
}

impl Fault {
    fn is_in(&self, name: &str, version: &Version) -> bool {
        let is_sound = self.patched.iter().chain(&self.unaffected).any(|versions| versions.matches(version));
        self.name == name && self.withdrawn.is_none() && !is_sound
    }
}

#[derive(Deserialize)]
struct Lock {
    package: Vec<Locked>,
}

#[derive(Deserialize)]
struct Locked {
    name: String,
    version: Version,
    /// None for this program itself.
    source: Option<String>,
}

fn known() -> Known {
    let text = fs::read_to_string("tests/data/crates/known_faults.toml").expect("the list of faults");
    toml::from_str(&text).expect("the list of faults reads")
}

/// Every crate that this program is built from or tested with, but those that are built on Windows alone.
fn locked() -> Vec<Locked> {
    let text = fs::read_to_string("Cargo.lock").expect("the lock file");
    let lock: Lock = toml::from_str(&text).expect("the lock file reads");
    let of_windows = |locked: &Locked| ["windows", "winapi"].iter().any(|beginning| locked.name.starts_with(beginning));
    lock.package.into_iter().filter(|locked| locked.source.is_some() && !of_windows(locked)).collect()
}

#[test]
fn no_crate_has_a_fault_that_is_known_and_mended_elsewhere() {
    let known = known();
    let faults: Vec<String> = locked()
        .iter()
        .flat_map(|locked| {
            known.fault.iter().filter(|fault| fault.is_in(&locked.name, &locked.version)).map(move |f| (locked, f))
        })
        .map(|(locked, fault)| format!("{} {}: {}, {} ({})", locked.name, locked.version, fault.title, fault.id, fault.date))
        .collect();
    assert!(faults.is_empty(), "known on {}:\n{}", known.as_of, faults.join("\n"));
}

#[test]
fn every_crate_was_looked_up() {
    let known = known();
    let strangers: BTreeSet<String> =
        locked().into_iter().map(|locked| locked.name).filter(|name| !known.looked_up.contains(name)).collect();
    assert!(strangers.is_empty(), "look these up, and list them with their faults: {strangers:?}");
}

#[test]
fn a_version_before_the_mend_has_the_fault_and_a_withdrawn_one_is_none() {
    let known = known();
    let has = |name: &str, version: &str| {
        let version = Version::parse(version).expect("a version");
        known.fault.iter().any(|fault| fault.is_in(name, &version))
    };
    assert!(has("rustls", "0.23.44") && !has("rustls", "0.23.46"));
    assert!(!has("ring", "0.17.14"), "a fault that was withdrawn");
}
