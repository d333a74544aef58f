//! A mail server hands over what came back, on a pipe.

use std::{
    io::{self, Read},
    process::ExitCode,
};

use crate::{
    audit::Scribe,
    mail::bounces::{self, Taken},
};

/// The mail server keeps the message and comes again (sysexits.h).
const LATER: u8 = 75;
/// What is longer is no report.
const LONGEST: u64 = 4 << 20;

/// Reads one message from standard input and enters it; see [`bounces::take`].
pub fn take(scribe: &Scribe, sent_to: Option<&str>) -> anyhow::Result<ExitCode> {
    let mut message = Vec::new();
    io::stdin().take(LONGEST).read_to_end(&mut message)?;
    Ok(match bounces::take(scribe, sent_to, &message) {
        Ok(Taken::Entered) => ExitCode::SUCCESS,
        Ok(other) => {
            eprintln!("{}", other.words());
            ExitCode::from(1)
        }
        Err(cause) => {
            eprintln!("the report could not be entered: {cause}");
            ExitCode::from(LATER)
        }
    })
}
