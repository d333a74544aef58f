//! A file that is given out as it came is shown to a virus scanner before it is kept, where the settings name one: clamd, asked
//! by its own INSTREAM.

use std::{io, time::Duration};

use clamav_client::tokio::{Socket, Tcp, scan_buffer};
use tokio::time::timeout;

use super::{Faults, Problem};

/// A scanner that takes longer is taken for one that does not answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// Why a file is not kept.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unclean {
    #[error("The virus scanner found {0} in this file, so it was not kept.")]
    Found(String),
    #[error(
        "The virus scanner does not answer, so nothing was kept. Hand the file in again a little later; if that does not help, tell whoever looks after the machine."
    )]
    NoAnswer,
}

impl From<Unclean> for Problem {
    fn from(unclean: Unclean) -> Self {
        Problem::Faults(Faults::at("file", unclean.to_string()))
    }
}

/// Shows `file` to the scanner at `address`: `127.0.0.1:3310`, or `unix:/run/clamav/clamd.ctl`; without one nothing is asked.
///
/// # Errors
/// A file in which something was found; a scanner that does not answer within half a minute, or not in its own words.
pub async fn scan(address: &str, file: &[u8]) -> Result<(), Unclean> {
    if address.is_empty() {
        return Ok(());
    }
    let answer = timeout(PATIENCE, answer_of(address, file)).await.map_err(io::Error::from).flatten();
    let answer = answer.map_err(|cause| {
        tracing::error!("the virus scanner at {address} does not answer: {cause}");
        Unclean::NoAnswer
    })?;
    verdict(&answer).inspect_err(|unclean| tracing::warn!("a file was not kept: {unclean}"))
}

async fn answer_of(address: &str, file: &[u8]) -> io::Result<String> {
    let answer = match address.strip_prefix("unix:") {
        Some(socket_path) => scan_buffer(file, Socket { socket_path }, None).await?,
        None => scan_buffer(file, Tcp { host_address: address }, None).await?,
    };
    Ok(String::from_utf8_lossy(&answer).trim_matches(['\0', '\n', ' ']).to_owned())
}

/// `stream: OK`, or `stream: Eicar-Test-Signature FOUND`; everything else is no answer.
fn verdict(answer: &str) -> Result<(), Unclean> {
    match answer.strip_prefix("stream: ") {
        Some("OK") => Ok(()),
        Some(rest) if rest.ends_with(" FOUND") => Err(Unclean::Found(rest.trim_end_matches(" FOUND").to_owned())),
        _ => Err(Unclean::NoAnswer),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_scanners_own_words_let_a_file_through() {
        assert_eq!(verdict("stream: OK"), Ok(()));
        assert_eq!(verdict("stream: Eicar-Test-Signature FOUND"), Err(Unclean::Found("Eicar-Test-Signature".to_owned())));
        for answer in ["", "OK", "INSTREAM size limit exceeded. ERROR", "stream: OK FOUND it ERROR"] {
            assert_eq!(verdict(answer), Err(Unclean::NoAnswer), "{answer}");
        }
    }
}
