//! The model rulebooks that come with Wardmote. A branch starts from one and writes its own over it.

/// A model rulebook: its name after `extends`, and its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Preset {
    pub name: &'static str,
    pub text: &'static str,
}

/// The models, the one with the fewest demands first.
pub const PRESETS: [Preset; 3] = [
    Preset { name: "association", text: include_str!("../../config/rulebooks/association.toml") },
    Preset { name: "party-branch", text: include_str!("../../config/rulebooks/party-branch.toml") },
    Preset { name: "union-branch", text: include_str!("../../config/rulebooks/union-branch.toml") },
];

/// The text of a model by name, as [`super::Rulebook::parse`] asks for it.
pub fn preset(name: &str) -> Option<String> {
    PRESETS.iter().find(|preset| preset.name == name).map(|preset| preset.text.to_owned())
}
