//! The weighted inclusive Gregory method by the reference rule of the Proportional Representation
//! Foundation: votes to four decimals, the largest surplus first, ties by lot at once.
//!
//! It differs from the Scottish rules in its decimals, in a quota that need not be whole, and in
//! that earlier stages decide no tie.

use std::cmp::Reverse;

use super::table::{Deed, Status, Table};
use super::{Action, Election, Lots, Method, Purpose, Sheet, Stop};

const DECIMALS: u32 = 4;

pub(super) fn count(election: &Election, seats: u32, lots: &Lots) -> Result<Sheet, Stop> {
    let mut table = Table::lay(election, Method::StvWigm, seats, lots, DECIMALS);
    let mut deed = table.deal();
    // Rule A: all votes over places plus one, cut to four decimals, plus the smallest part.
    let quota = table.active() / (u128::from(seats) + 1) + 1;
    table.quota = Some(table.votes(quota));
    while !complete(&mut table, quota, &mut deed) {
        table.close(deed);
        deed = match largest_surplus(&mut table, quota)? {
            Some(candidate) => pass_on_surplus(&mut table, candidate, quota),
            None => exclude_lowest(&mut table)?,
        };
    }
    table.close(deed);
    Ok(table.sheet)
}

/// Rule B.1: elects whoever has the quota; when as many are left as places, they are elected too.
fn complete(table: &mut Table, quota: u128, deed: &mut Deed) -> bool {
    if table.sheet.valid == 0 {
        return true;
    }
    let mut reached = table.continuing();
    reached.retain(|place| table.tally[*place] >= quota);
    reached.sort_by_key(|place| Reverse(table.tally[*place]));
    for candidate in reached {
        table.elect(candidate, deed);
    }
    let continuing = table.continuing();
    if table.vacancies() > 0 && continuing.len() <= table.vacancies() {
        table.elect_the_rest(continuing, deed);
    }
    table.vacancies() == 0 || table.continuing().is_empty()
}

fn largest_surplus(table: &mut Table, quota: u128) -> Result<Option<usize>, Stop> {
    let elected = (0..table.status.len()).filter(|place| table.status[*place] == Status::Elected);
    let with_surplus: Vec<usize> = elected.filter(|place| table.tally[*place] > quota).collect();
    let most = with_surplus.iter().map(|place| table.tally[*place]).max();
    let largest: Vec<usize> =
        with_surplus.into_iter().filter(|place| Some(table.tally[*place]) == most).collect();
    match largest[..] {
        [] => Ok(None),
        [only] => Ok(Some(only)),
        _ => table.draw(&largest, Purpose::Surplus).map(Some),
    }
}
