//! `wardmote register FILE [--update FILE] [--json]`: what is in a register, and what an update would do to it.

use super::marker::Marker;
use super::problem::{Problem, ShownProblem, Unreadable};
use super::reading::{self, Register};
use super::summary::Summary;
use super::update::{NotAnUpdate, Reconciliation, update};
use crate::places::address::perhaps_one_street;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write;

/// In which form a command answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Plain,
    Json,
}

/// What a command says, and the code with which it ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub stdout: String,
    /// Words about the answer, a sentence to a line.
    pub stderr: String,
    /// 0 done; 1 done, and there are problems; 2 the input cannot be read.
    pub exit: u8,
}

/// Why the command could not do its work.
#[derive(Debug, thiserror::Error)]
enum Stopped {
    #[error("The register cannot be read. {0}")]
    Register(Unreadable),
    #[error("The update cannot be read. {0}")]
    Update(Unreadable),
    #[error("{0}")]
    NotAnUpdate(#[from] NotAnUpdate),
}

/// Reads the register in `file`, and where `changes` is given holds that update against it.
pub fn run(file: &[u8], changes: Option<&[u8]>, form: Form) -> Answer {
    answer(file, changes, form).unwrap_or_else(|stopped| Answer::stopped(&stopped))
}

impl Answer {
    /// The command ends without an answer, for this reason.
    pub fn stopped(reason: &dyn std::error::Error) -> Answer {
        Answer { stdout: String::new(), stderr: format!("{reason}\n"), exit: 2 }
    }
}

fn answer(file: &[u8], changes: Option<&[u8]>, form: Form) -> Result<Answer, Stopped> {
    let register = reading::read(file).map_err(Stopped::Register)?;
    let changes = changes.map(|bytes| reading::read(bytes).map_err(Stopped::Update)).transpose()?;
    let outcome = changes.as_ref().map(|changes| update(&register, changes)).transpose()?;
    let shown = Shown::of(&register, outcome.as_ref());
    let mut stdout = match form {
        Form::Json => serde_json::to_string(&shown).unwrap_or_default(),
        Form::Plain => shown.plainly(),
    };
    stdout.push('\n');
    let problems = register.problems.iter().chain(outcome.iter().flat_map(|outcome| &outcome.problems));
    let exit = u8::from(problems.count() > 0);
    Ok(Answer { stdout, stderr: words(&register), exit })
}

#[derive(Serialize)]
struct Shown {
    layout: String,
    encoding: String,
    rows: usize,
    electors: usize,
    doors: usize,
    streets: usize,
    polling_districts: usize,
    markers: BTreeMap<char, usize>,
    problems: Vec<ShownProblem>,
    #[serde(skip_serializing_if = "Option::is_none")]
    update: Option<ShownUpdate>,
}

#[derive(Serialize)]
struct ShownUpdate {
    created: usize,
    amended: usize,
    deleted: usize,
    ignored: usize,
    unknown: usize,
    problems: Vec<ShownProblem>,
}

impl Shown {
    fn of(register: &Register, outcome: Option<&Reconciliation>) -> Shown {
        let summary = Summary::of(register);
        Shown {
            layout: register.layout.to_string(),
            encoding: register.encoding.to_string(),
            rows: summary.rows,
            electors: summary.electors,
            doors: summary.doors,
            streets: summary.streets,
            polling_districts: summary.polling_districts,
            markers: summary.markers,
            problems: shown(&register.problems),
            update: outcome.map(ShownUpdate::of),
        }
    }

    fn plainly(&self) -> String {
        let mut text = String::new();
        let mut line = |name: &str, value: &dyn std::fmt::Display| {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{name:<18} {value}");
        };
        line("layout", &self.layout);
        line("encoding", &self.encoding);
        line("rows", &self.rows);
        line("electors", &self.electors);
        line("doors", &self.doors);
        line("streets", &self.streets);
        line("polling districts", &self.polling_districts);
        for (letter, count) in &self.markers {
            line(&format!("marker {letter}"), count);
        }
        line("problems", &self.problems.len());
        if let Some(update) = &self.update {
            line("created", &update.created);
            line("amended", &update.amended);
            line("deleted", &update.deleted);
            line("ignored", &update.ignored);
            line("unknown", &update.unknown);
            line("update problems", &update.problems.len());
        }
        let problems = self.problems.iter().chain(self.update.iter().flat_map(|update| &update.problems));
        for problem in problems {
            let _ = writeln!(text, "{problem}");
        }
        text.truncate(text.trim_end().len());
        text
    }
}

impl ShownUpdate {
    fn of(outcome: &Reconciliation) -> ShownUpdate {
        ShownUpdate {
            created: outcome.created.len(),
            amended: outcome.amended.len(),
            deleted: outcome.deleted.len(),
            ignored: outcome.ignored.len(),
            unknown: outcome.unknown.len(),
            problems: shown(&outcome.problems),
        }
    }
}

fn shown(problems: &[Problem]) -> Vec<ShownProblem> {
    problems.iter().map(ShownProblem::from).collect()
}

/// What the figures do not say, a sentence to a line.
fn words(register: &Register) -> String {
    let Summary { without_address, doubtful_doors, markers, .. } = Summary::of(register);
    let mut words = Vec::new();
    if without_address > 0 {
        words.push(format!("{without_address} electors have no address in the register and live behind no door."));
    }
    if doubtful_doors > 0 {
        words.push(format!("{doubtful_doors} doors have an address that deserves a second look."));
    }
    for [one, other] in perhaps_one_street(register.entries.iter().map(|entry| &entry.address)) {
        words.push(format!("{one} and {other} share a postcode and are perhaps one street."));
    }
    for letter in markers.into_keys().filter(|letter| matches!(Marker::from_letter(*letter), Marker::Unknown(_))) {
        words.push(format!("The marker {letter} has no meaning known here. Ask the council's electoral services for it."));
    }
    if register.layout.is_update() {
        words.push("This is a monthly update and not a full register.".to_owned());
    }
    words.into_iter().map(|sentence| sentence + "\n").collect()
}

#[cfg(test)]
#[path = "command_tests.rs"]
mod tests;
