//! The settings of this installation: what `config/default.toml` says, then a file, then the environment.

use std::path::{Path, PathBuf};

use config::{Config, Environment, File, FileFormat};
use serde::Deserialize;

/// All settings; each is explained in `config/default.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    pub data_dir: PathBuf,
    pub database_url: String,
    pub listen: String,
    pub base_url: String,
    pub overrides: String,
    pub mail: MailSettings,
}

/// How mail leaves the machine.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailSettings {
    pub smtp_url: String,
    pub from: String,
    pub poll_seconds: u64,
}

/// Which setting is wrong, in words.
#[derive(Debug, thiserror::Error)]
#[error("a setting cannot be read: {0}")]
pub struct Misset(#[from] config::ConfigError);

impl Settings {
    /// Reads the defaults, then `file` if one is given, then the environment.
    pub fn read(file: Option<&Path>) -> Result<Self, Misset> {
        let mut sources =
            Config::builder().add_source(File::from_str(include_str!("../config/default.toml"), FileFormat::Toml));
        if let Some(file) = file {
            sources = sources.add_source(File::from(file).format(FileFormat::Toml));
        }
        let environment = Environment::with_prefix("WARDMOTE").prefix_separator("_").separator("__");
        let ours = std::env::vars().filter(|(name, _)| !name.starts_with("WARDMOTE_TEST") && !is_for_tests(name)).collect();
        sources = sources.add_source(environment.source(Some(ours)));
        if let Ok(url) = std::env::var("DATABASE_URL") {
            sources = sources.set_override("database_url", url)?;
        }
        Ok(sources.build()?.try_deserialize()?)
    }

    /// The database: as set, or an SQLite file in the data folder.
    pub fn database(&self) -> String {
        if self.database_url.is_empty() {
            return self.data_dir.join("branch.sqlite3").display().to_string();
        }
        self.database_url.strip_prefix("sqlite://").unwrap_or(&self.database_url).to_owned()
    }

    /// The folder of replaced files, if there is one.
    pub fn overrides(&self) -> Option<PathBuf> {
        (!self.overrides.is_empty()).then(|| PathBuf::from(&self.overrides))
    }

    /// Where messages go when no mail server is set.
    pub fn mail_folder(&self) -> PathBuf {
        self.data_dir.join("mail")
    }
}

/// Variables that steer the tests share our prefix but are no settings.
fn is_for_tests(name: &str) -> bool {
    ["WARDMOTE_REQUIRE", "WARDMOTE_CORPORA"].contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_alone_make_a_working_installation() {
        let settings = Settings::read(None).expect("the defaults are complete");

        assert!(settings.database().ends_with("branch.sqlite3"));
        assert!(settings.mail.smtp_url.is_empty());
    }
}
