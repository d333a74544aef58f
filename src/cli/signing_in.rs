//! The way back in, for whoever stands at the machine's console.

use std::process::ExitCode;

use anyhow::Context;

use crate::{
    accounts::{self, Account, Address},
    audit::{Actor, Scribe},
    branch::{self, Branch},
    web::Problem,
};

/// Prints a code for whoever stands at the machine: the way back in when mail does not work.
pub fn code(scribe: &Scribe, typed: &str) -> anyhow::Result<ExitCode> {
    let (branch, address, _) = known(scribe, typed)?;
    let code = scribe.act::<_, Problem>(branch.id, Actor::Console, |act| Ok(accounts::ask_at_console(act, &address)?))?;
    println!("Open {}/sign-in/console and type this code within ten minutes: {code}", shown_address(scribe));
    Ok(ExitCode::SUCCESS)
}

/// Where the web pages are, as far as the settings say; a second process cannot know which port the first one took.
fn shown_address(scribe: &Scribe) -> String {
    let base = scribe.base_url();
    if base.is_empty() { format!("http://{}", scribe.settings().listen) } else { base }
}

/// Lets everybody who signs in with this address set up the second step anew.
pub fn forget_second_step(scribe: &Scribe, typed: &str) -> anyhow::Result<ExitCode> {
    let (branch, _, known) = known(scribe, typed)?;
    let forgotten = scribe.act::<_, Problem>(branch.id, Actor::Console, |act| {
        let mut forgotten = Vec::new();
        for account in &known {
            if accounts::second_step(act.conn(), account.id)?.is_some() {
                accounts::begin_anew(act, account.id)?;
                forgotten.push(account.called.clone());
            }
        }
        if forgotten.is_empty() { Err(Problem::refused("no second step is set up there")) } else { Ok(forgotten) }
    })?;
    println!("The second step of {} is forgotten. It is set up anew at the next sign-in.", forgotten.join(" and "));
    Ok(ExitCode::SUCCESS)
}

/// The branch, and everybody in it who signs in with this address.
fn known(scribe: &Scribe, typed: &str) -> anyhow::Result<(Branch, Address, Vec<Account>)> {
    let address = Address::parse(typed)?;
    let branch = scribe.read::<_, Problem>(|conn| Ok(branch::only(conn)?))?.context("no branch was founded here yet")?;
    let known = scribe.read::<_, Problem>(|conn| Ok(accounts::accounts_at(conn, branch.id, &address)?))?;
    anyhow::ensure!(!known.is_empty(), "nobody in {} signs in with {address}", branch.name);
    Ok((branch, address, known))
}
