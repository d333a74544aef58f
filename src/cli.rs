//! The commands: run the branch, or repeat a calculation without one.

mod bounce;
mod calculate;
mod counting;
mod keeping;
mod run;
mod signing_in;
mod supervise;

use std::{path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};

/// Runs a local branch: of a party, a union, any members' association.
#[derive(Debug, Parser)]
#[command(name = "wardmote", version)]
struct Command {
    /// A file of settings; see config/default.toml.
    #[arg(long, global = true, env = "WARDMOTE_CONFIG")]
    config: Option<PathBuf>,
    /// Address and port to listen on, such as 0.0.0.0:8080 for a hall's Wi-Fi.
    #[arg(long, global = true)]
    listen: Option<String>,
    #[command(subcommand)]
    deed: Option<Deed>,
}

#[derive(Debug, Subcommand)]
enum Deed {
    /// Web and mail worker together, supervised; what happens without a command.
    Up,
    /// The web pages alone.
    Serve,
    /// The mail worker alone.
    Worker,
    /// Brings the database up to date and stops.
    Migrate,
    /// Checks the record's chain of every branch.
    Verify,
    /// Checks everything that must hold in the database: its file, the records, the closed boxes, the outbox.
    Check,
    /// Copies the embedded database while it is in use, sealed with the words in WARDMOTE_BACKUP_PASSPHRASE.
    Backup {
        /// Where to; a file named by the moment in the data folder's `backups` otherwise.
        file: Option<PathBuf>,
    },
    /// Opens a backup where no database is yet.
    Restore { file: PathBuf },
    /// Prints a code that signs in whoever has this address, for when mail does not work.
    SignIn { address: String },
    /// Lets whoever has this address set up the second step of signing in anew, for when phone and recovery codes are lost.
    ForgetSecondStep { address: String },
    /// Renews the key of what is sealed in the database, for when somebody may have read it; the next start seals all anew.
    RenewKey,
    /// Takes a report about undeliverable mail, or a complaint, from standard input; for a pipe of the mail server.
    Bounce {
        /// The address that it came to; without one its headers say.
        sent_to: Option<String>,
    },
    #[command(flatten)]
    Calculate(calculate::Calculation),
}

/// Does what the arguments say.
pub fn run() -> ExitCode {
    if let Some(asked) = counting::asked_alone() {
        return calculate::run(&calculate::Calculation::Count(asked));
    }
    let command = Command::parse();
    match command.deed {
        Some(Deed::Calculate(calculation)) => calculate::run(&calculation),
        deed => {
            run::run(command.config.as_deref(), command.listen.as_deref(), deed.unwrap_or(Deed::Up)).unwrap_or_else(|error| {
                eprintln!("wardmote: {error:#}");
                ExitCode::from(2)
            })
        }
    }
}
