//! Calculations that anyone may repeat, from any folder, without a database.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Subcommand;

use super::counting;
use crate::{
    ballots::count,
    canvassing::{cut, register},
    members::reconcile,
    motions::amendments::command as amend,
};

#[derive(Debug, Subcommand)]
pub enum Calculation {
    /// Counts the papers of a BLT file.
    Count(counting::Asked),
    /// Holds a new membership list against an older one and says what differs.
    Reconcile {
        new: PathBuf,
        #[arg(long)]
        against: Option<PathBuf>,
        #[arg(long)]
        json: bool,
    },
    /// Carries out drafting instructions on a motion, one after the other.
    Amend {
        /// The motion, as text.
        #[arg(long)]
        motion: PathBuf,
        /// An instruction such as: leave out from "notes" to end and insert "…". May be given several times.
        #[arg(long = "instruction")]
        instructions: Vec<PathBuf>,
        /// Tidies the joins as a clerk does, instead of keeping to the letter.
        #[arg(long)]
        tidy: bool,
        #[arg(long)]
        json: bool,
    },
    /// Reads an electoral register, and what an update changes in it.
    Register {
        file: PathBuf,
        #[arg(long)]
        update: Option<PathBuf>,
        #[arg(long)]
        json: bool,
    },
    /// Cuts doors into rounds in walking order.
    Cut {
        #[arg(long)]
        doors: PathBuf,
        /// The walking graph; without it distances are straight lines.
        #[arg(long)]
        edges: Option<PathBuf>,
        #[arg(long, default_value_t = 50)]
        per_round: usize,
        #[arg(long)]
        json: bool,
    },
}

/// What a calculation prints, and how it ends.
struct Printed {
    answer: String,
    words: String,
    code: u8,
}

/// Prints the answer to standard output, words about it to standard error.
pub fn run(calculation: &Calculation) -> ExitCode {
    let printed =
        calculate(calculation).unwrap_or_else(|words| Printed { answer: String::new(), words: format!("{words}\n"), code: 2 });
    // A reader that stops early, such as `head`, is no fault.
    let _ = std::io::stderr().write_all(printed.words.as_bytes());
    let _ = std::io::stdout().write_all(printed.answer.as_bytes());
    ExitCode::from(printed.code)
}

fn calculate(calculation: &Calculation) -> Result<Printed, String> {
    Ok(match calculation {
        Calculation::Count(asked) => {
            let answer = count::command::answer(counting::election(&asked.file)?, &asked.options()?);
            Printed { answer: answer.output, words: answer.words, code: answer.code }
        }
        Calculation::Reconcile { new, against, json } => {
            use reconcile::command::Form;
            let against = against.as_deref().map(bytes).transpose()?;
            let answer =
                reconcile::command::run(&bytes(new)?, against.as_deref(), if *json { Form::Json } else { Form::Words });
            Printed { answer: answer.stdout, words: answer.stderr, code: answer.exit }
        }
        Calculation::Amend { motion, instructions, tidy, json } => {
            use amend::{Form, Joins};
            let instructions = instructions.iter().map(|file| bytes(file)).collect::<Result<Vec<_>, _>>()?;
            let joins = if *tidy { Joins::Tidied } else { Joins::AsInstructed };
            let form = if *json { Form::Json } else { Form::Plain };
            let answer = amend::run(&bytes(motion)?, &instructions, joins, form);
            Printed { answer: answer.stdout, words: answer.stderr, code: answer.exit }
        }
        Calculation::Register { file, update, json } => {
            let update = update.as_deref().map(bytes).transpose()?;
            register_printed(register::command::run(&bytes(file)?, update.as_deref(), form_of(*json)))
        }
        Calculation::Cut { doors, edges, per_round, json } => {
            let edges = edges.as_deref().map(bytes).transpose()?;
            register_printed(cut::command::run(&bytes(doors)?, edges.as_deref(), *per_round, form_of(*json)))
        }
    })
}

fn form_of(json: bool) -> register::command::Form {
    if json { register::command::Form::Json } else { register::command::Form::Plain }
}

fn register_printed(answer: register::command::Answer) -> Printed {
    Printed { answer: answer.stdout, words: answer.stderr, code: answer.exit }
}

/// Reads a file or says why it cannot be read.
fn bytes(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|cause| format!("{} cannot be read: {cause}", path.display()))
}
