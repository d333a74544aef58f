//! The rulebooks that come with the program, each replaceable by a file of the same name.

use std::path::Path;

use rust_embed::RustEmbed;

use super::Kind;
use crate::rulebook::{Fault, Rulebook};

#[derive(RustEmbed)]
#[folder = "config/rulebooks/"]
struct Embedded;

/// A rulebook to start from.
#[derive(Debug, Clone)]
pub struct Preset {
    /// Its name without the ending: "party-branch".
    pub name: &'static str,
    pub kind: Kind,
    /// What to call it when offering it.
    pub title: &'static str,
}

/// The rulebooks a new branch may start from.
pub fn presets() -> [Preset; 3] {
    [
        Preset { name: "party-branch", kind: Kind::Party, title: "Branch of a party" },
        Preset { name: "union-branch", kind: Kind::Union, title: "Branch of a union" },
        Preset { name: "association", kind: Kind::Association, title: "Members' association" },
    ]
}

/// The text of the rulebook called `name`: from the folder of replaced files, or the built-in one.
pub fn text_of(name: &str, overrides: Option<&Path>) -> Option<String> {
    let file = format!("{name}.toml");
    let replaced = overrides.and_then(|folder| std::fs::read_to_string(folder.join("rulebooks").join(&file)).ok());
    replaced.or_else(|| Embedded::get(&file).and_then(|found| String::from_utf8(found.data.into_owned()).ok()))
}

/// Reads a rulebook, following what it extends among the built-in ones.
pub fn read_rulebook(text: &str) -> Result<Rulebook, Fault> {
    Rulebook::parse(text, &|name| text_of(name, None))
}
