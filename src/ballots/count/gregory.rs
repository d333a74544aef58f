//! The weighted inclusive Gregory method, step by step; the Scottish rules and the reference rule
//! differ only in what [`Rules`] says.
//!
//! A fixed quota; a surplus is passed on from all the papers of the elected candidate, each at a
//! share of its worth; one surplus or one exclusion a stage, the largest surplus first. Rules are
//! cited from SSI 2007/42, schedule 1.

use super::table::{Deed, Look, Status, Table};
use super::{Action, Contest, Purpose, Sheet, Stop, Votes};

/// What a body of rules fixes.
pub(super) struct Rules {
    /// Decimals of a vote; any remainder is ignored.
    pub(super) decimals: u32,
    pub(super) quota: Quota,
    /// Where ties are looked up before they go to the lot.
    pub(super) ties: Look,
}

/// Valid votes over places plus one, …
pub(super) enum Quota {
    /// … the fraction ignored, plus one.
    Whole,
    /// … cut to the decimals of the rules, plus the smallest part.
    Fractional,
}

pub(super) fn count(contest: Contest<'_>, rules: &Rules) -> Result<Sheet, Stop> {
    let mut table = Table::lay(contest, rules.decimals)?;
    let mut deed = table.deal();
    let quota = set_quota(&mut table, rules);
    while !complete(&mut table, quota, rules, &mut deed)? {
        table.close(deed);
        let doomed = table.doomed();
        if !doomed.is_empty() {
            deed = exclude(&mut table, &doomed);
            continue;
        }
        deed = match largest_surplus(&mut table, quota, rules)? {
            Some(candidate) => pass_on_surplus(&mut table, candidate, quota),
            None => exclude_lowest(&mut table, rules)?,
        };
    }
    table.close(deed);
    Ok(table.sheet)
}

/// Rule 46.
fn set_quota(table: &mut Table, rules: &Rules) -> u128 {
    let shares = u128::from(table.sheet.seats) + 1;
    let (shown, quota) = match rules.quota {
        Quota::Whole => {
            let papers = table.sheet.valid / shares + 1;
            (Votes::whole(papers), papers * table.one())
        }
        Quota::Fractional => {
            let votes = table.active() / shares + 1;
            (table.votes(votes), votes)
        }
    };
    table.quota = Some(shown);
    quota
}

/// Elects whoever may be elected now, and says whether that ends the count.
fn complete(table: &mut Table, quota: u128, rules: &Rules, deed: &mut Deed) -> Result<bool, Stop> {
    if table.sheet.valid == 0 {
        return Ok(true);
    }
    // Rule 47: any candidate with the quota or more is deemed to be elected.
    let mut reached = table.continuing();
    reached.retain(|place| table.tally[*place] >= quota);
    table.elect_reached(reached, rules.ties, deed)?;
    Ok(table.fill_the_last(deed))
}

/// Rule 49: the largest surplus is transferred first.
fn largest_surplus(table: &mut Table, quota: u128, rules: &Rules) -> Result<Option<usize>, Stop> {
    let elected = (0..table.status.len()).filter(|place| table.status[*place] == Status::Elected);
    let with_surplus: Vec<usize> =
        elected.filter(|place| table.tally[*place] > quota && !table.keeps_surplus(*place)).collect();
    let most = with_surplus.iter().map(|place| table.tally[*place]).max();
    let largest: Vec<usize> = with_surplus.into_iter().filter(|place| Some(table.tally[*place]) == most).collect();
    match largest.is_empty() {
        true => Ok(None),
        false => table.settle(&largest, Purpose::Surplus, rules.ties).map(Some),
    }
}

/// Rule 48: every paper of the candidate passes on at its value times the surplus over all the
/// candidate's votes.
fn pass_on_surplus(table: &mut Table, candidate: usize, quota: u128) -> Deed {
    let mut deed = table.deed(Action::Surplus, &[candidate]);
    let total = table.tally[candidate];
    let surplus = total - quota;
    let mut values: Vec<u128> = Vec::new();
    for parcel in std::mem::take(&mut table.piles[candidate]) {
        let value = surplus * parcel.value / total;
        table.pass_on(&parcel.slips, value, &mut deed);
        values.push(value);
    }
    values.dedup();
    if let [only] = values[..] {
        deed.value = Some(only);
    }
    deed.lost = surplus - deed.received.iter().sum::<u128>() - deed.exhausted;
    table.tally[candidate] = quota;
    deed
}

/// Rules 50 and 51: the one with fewest votes is excluded.
fn exclude_lowest(table: &mut Table, rules: &Rules) -> Result<Deed, Stop> {
    let lowest = table.fewest(&table.excludable());
    let candidate = table.settle(&lowest, Purpose::Exclusion, rules.ties)?;
    Ok(exclude(table, &[candidate]))
}

/// Takes candidates out; their papers move at the values they have.
fn exclude(table: &mut Table, out: &[usize]) -> Deed {
    table.note_guarded(out);
    let mut deed = table.deed(Action::Exclusion, out);
    out.iter().for_each(|candidate| table.exclude(*candidate, &mut deed));
    out.iter().for_each(|candidate| table.pass_on_all(*candidate, &mut deed));
    deed
}
