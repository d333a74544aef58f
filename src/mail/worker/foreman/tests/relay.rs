//! A mail server that misbehaves by the dice, and tells nobody but us what it truly did.

use super::Dice;
use crate::mail::{
    retry::{Phase, Reply},
    transport::{Broken, Snag},
};

/// How the mail server is disposed.
#[derive(Debug, Clone, Copy)]
pub struct Manners {
    /// So many of a thousand sentences go wrong.
    pub faults: u64,
    /// The longest that it thinks about a message, in milliseconds.
    pub slowness: u64,
}

/// What came of handing a message over.
#[derive(Debug)]
pub struct Received {
    /// Whether the mail server has it.
    pub has_it: bool,
    pub answer: Result<Reply, Broken>,
}

/// What it answers to the announcement.
pub fn announced(dice: &mut Dice, manners: Manners) -> Result<(), Snag> {
    if !dice.falls(manners.faults) {
        return Ok(());
    }
    let answered = |phase, code, words| Err(Snag::Answered(phase, Reply::new(code, words)));
    match dice.below(8) {
        0 => answered(Phase::Opening, 421, "4.3.2 not now"),
        1 => answered(Phase::Opening, 535, "5.7.8 wrong password"),
        2 => answered(Phase::Recipient, 450, "4.2.0 greylisted, try again in 300 seconds"),
        3 => answered(Phase::Recipient, 550, "5.1.1 no such user"),
        4 => answered(Phase::Recipient, 421, "4.7.0 closing"),
        5 => answered(Phase::Content, 451, "4.3.0 later"),
        6 => answered(Phase::Recipient, 451, "4.7.28 too much from you"),
        _ => Err(Snag::Broken(Broken("the line broke".to_owned()))),
    }
}

/// What it answers to the content, and whether it has it. No answer and no clear answer mean either.
pub fn handed_over(dice: &mut Dice, manners: Manners) -> Received {
    let answered = |has_it, code, words| Received { has_it, answer: Ok(Reply::new(code, words)) };
    if !dice.falls(manners.faults) {
        return answered(true, 250, "2.0.0 queued as 4F1C");
    }
    match dice.below(8) {
        0 => answered(false, 451, "4.3.0 try later"),
        1 => answered(false, 554, "5.7.1 looks like spam"),
        2 => answered(false, 421, "4.3.2 closing"),
        3 => answered(dice.falls(500), 354, "go on"),
        _ => Received { has_it: dice.falls(500), answer: Err(Broken("the line broke".to_owned())) },
    }
}
