//! The settings of this installation: what `config/default.toml` says, then a file, then the environment.

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
};

use config::{Config, Environment, File, FileFormat, Map};
use serde::Deserialize;

/// All settings; each is explained in `config/default.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    pub data_dir: PathBuf,
    pub database_url: String,
    pub database_path_is_private: bool,
    pub listen: String,
    pub base_url: String,
    pub overrides: String,
    pub scanner: String,
    pub operator: String,
    pub seal_to_officers: usize,
    pub mail: MailSettings,
}

/// How mail leaves the machine.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailSettings {
    pub smtp_url: String,
    pub from: String,
    pub answers_to: String,
    pub poll_seconds: u64,
    pub many: usize,
    pub hold_seconds: i64,
    pub second_officer_above: usize,
    pub reports_to: String,
    pub lmtp_listen: String,
    pub per_minute: usize,
    pub per_hour: usize,
    pub per_day: usize,
    pub per_minute_and_domain: usize,
    pub per_second_and_domain: usize,
    pub in_flight_and_domain: usize,
    pub quiet_from: String,
    pub quiet_until: String,
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
        sources = sources.add_source(environment.source(Some(settings_in(std::env::vars_os()))));
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

/// Variables that share our prefix and are no settings: where the settings stand, the words that open backups, the key of what
/// is sealed in the database, and what steers tests, benches and the supervisor.
const NO_SETTINGS: [&str; 7] = [
    "WARDMOTE_CONFIG",
    "WARDMOTE_REQUIRE",
    "WARDMOTE_CORPORA",
    "WARDMOTE_PYTHON",
    "WARDMOTE_BACKUP_PASSPHRASE",
    "WARDMOTE_SECRETS_KEY",
    SUPERVISED,
];
/// Set in the worker's environment when it has somebody above it, whose end it must notice.
pub const SUPERVISED: &str = "WARDMOTE_SUPERVISED";

/// What of the environment is a setting; a variable that is no text is none.
fn settings_in(environment: impl Iterator<Item = (OsString, OsString)>) -> Map<String, String> {
    environment
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
        .filter(|(name, _)| !name.starts_with("WARDMOTE_TEST") && !NO_SETTINGS.contains(&name.as_str()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_for_a_real_branch_is_read_as_it_stands() {
        let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("config/production.example.toml");

        let settings = Settings::read(Some(&example)).expect("the example is sound");

        assert_eq!(settings.base_url, "https://branch.example.org");
        assert_eq!(settings.data_dir, Path::new("/var/lib/wardmote"));
        assert_eq!(settings.mail.from, "secretary@branch.example.org");
    }

    #[test]
    fn the_defaults_alone_make_a_working_installation() {
        let settings = Settings::read(None).expect("the defaults are complete");

        assert!(settings.database().ends_with("branch.sqlite3"));
        assert!(settings.mail.smtp_url.is_empty());
    }

    #[test]
    fn a_variable_that_steers_tests_or_names_the_settings_file_is_no_setting() {
        let told = [
            ("WARDMOTE_CONFIG", "/etc/wardmote.toml"),
            ("WARDMOTE_PYTHON", "/opt/python/bin/python"),
            ("WARDMOTE_LISTEN", "127.0.0.1:9"),
            (SUPERVISED, "yes"),
        ];
        let ours = settings_in(told.into_iter().map(|(name, value)| (name.into(), value.into())));

        assert_eq!(ours.keys().collect::<Vec<_>>(), ["WARDMOTE_LISTEN"]);
    }
}
