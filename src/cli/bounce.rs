//! A mail server hands over what came back, on a pipe.

use std::{
    io::{self, Read},
    process::ExitCode,
};

use crate::{
    audit::{Actor, Scribe},
    mail::{self, bounces},
    web::Problem,
};

/// The mail server keeps the message and comes again (sysexits.h).
const LATER: u8 = 75;
/// What is longer is no report.
const LONGEST: u64 = 4 << 20;

/// Reads one message from standard input and enters it, where it reports of a message of ours. `sent_to` is the address that
/// the mail server took it for; without one the headers say.
pub fn take(scribe: &Scribe, sent_to: Option<&str>) -> anyhow::Result<ExitCode> {
    let mut message = Vec::new();
    io::stdin().take(LONGEST).read_to_end(&mut message)?;
    let Some(came) = bounces::read(&message) else {
        eprintln!("this reports of no message; nothing was done");
        return Ok(ExitCode::from(1));
    };
    let vault = scribe.vault()?;
    let addresses = sent_to.map(str::to_owned).into_iter().chain(came.sent_to);
    let Some(ours) = addresses.filter_map(|address| bounces::message_in(vault, &address)).next() else {
        eprintln!("this came to no address that we sealed; nothing was done");
        return Ok(ExitCode::from(1));
    };
    match entered(scribe, ours, &came.report) {
        Ok(true) => Ok(ExitCode::SUCCESS),
        Ok(false) => {
            eprintln!("no message is known by this address; nothing was done");
            Ok(ExitCode::from(1))
        }
        Err(problem) => {
            eprintln!("the report could not be entered: {problem}");
            Ok(ExitCode::from(LATER))
        }
    }
}

fn entered(scribe: &Scribe, message: crate::db::MessageId, report: &bounces::Report) -> Result<bool, Problem> {
    let Some(branch) = scribe.read::<_, Problem>(|conn| Ok(mail::branch_of(conn, message)?))? else { return Ok(false) };
    scribe.act::<_, Problem>(branch, Actor::Worker, |act| Ok(mail::bounced(act, message, report)?))?;
    Ok(true)
}
