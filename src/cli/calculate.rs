//! Calculations that anyone may repeat, from any folder, without a database.

use std::{
    fs,
    io::{Read, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Subcommand;

use crate::{
    ballots::count,
    canvassing::{cut, register},
    members::reconcile,
};

#[derive(Debug, Subcommand)]
pub enum Calculation {
    /// Counts the papers of a BLT file.
    Count {
        file: PathBuf,
        /// fptp, block, approval, av, stv-scottish …
        #[arg(long)]
        method: String,
        /// Places to fill, where it differs from what the file says.
        #[arg(long)]
        seats: Option<u32>,
        /// by-number, or the order that was drawn, such as 3,1,2.
        #[arg(long)]
        lots: Option<String>,
        #[arg(long)]
        json: bool,
    },
    /// Holds a new membership list against an older one and says what differs.
    Reconcile {
        new: PathBuf,
        #[arg(long)]
        against: Option<PathBuf>,
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
        Calculation::Count { file, method, seats, lots, json } => {
            let options = count::command::Options { method: method.clone(), seats: *seats, lots: lots.clone(), json: *json };
            let answer = count::command::answer(election(file)?, &options);
            Printed { answer: answer.output, words: answer.words, code: answer.code }
        }
        Calculation::Reconcile { new, against, json } => {
            use reconcile::command::Form;
            let against = against.as_deref().map(bytes).transpose()?;
            let answer =
                reconcile::command::run(&bytes(new)?, against.as_deref(), if *json { Form::Json } else { Form::Words });
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

/// Reads an election piece by piece, so that a file of any size takes no more memory than the different papers in it.
fn election(path: &Path) -> Result<Result<count::Election, count::blt::Unreadable>, String> {
    let refusal = |cause| format!("{} cannot be read: {cause}", path.display());
    let mut file = fs::File::open(path).map_err(refusal)?;
    let mut reader = count::blt::Reader::default();
    let mut piece = vec![0; PIECE];
    loop {
        let length = file.read(&mut piece).map_err(refusal)?;
        if length == 0 {
            return Ok(reader.finish());
        }
        if let Err(fault) = reader.take(&piece[..length]) {
            return Ok(Err(fault));
        }
    }
}

/// Bytes read at a time.
const PIECE: usize = 64 * 1024;

/// Reads a file or says why it cannot be read.
fn bytes(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|cause| format!("{} cannot be read: {cause}", path.display()))
}
