//! The quota of the rules as the counts apply it, one contest after the other, and whether those who stand can meet it at all.

use std::collections::HashMap;

use super::{
    Contest, Nomination,
    quotas::{self, Share},
    reading::Lists,
    rules,
};
use crate::{
    ballots::NewGroup,
    branch::Branch,
    db::RowId,
    rulebook::{Answer, Declared, QuotaOutcome, QuotaRule},
    selections::Belonging,
};

/// The rulebook's quota for the executive.
const EXECUTIVE: &str = "executive";

/// Places that the count of one contest keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    pub group: String,
    pub least: u32,
    pub working: String,
}

/// How many places the count of a contest keeps for a group; nothing where none.
pub fn kept(branch: &Branch, lists: &Lists, contest: &Contest) -> Option<Kept> {
    let rule = branch.rulebook.quota.get(EXECUTIVE)?;
    if !rules::is_executive(&branch.rulebook, contest) {
        return None;
    }
    let (need, elected) = (need(branch, lists, rule), elected(branch, lists, contest));
    let shares = shares(branch, lists, contest);
    let (this, later) = shares.split_first()?;
    let least = quotas::least(need, elected, this, later);
    let (group, rest) = (&rule.group, quotas::reachable(later));
    let working = format!(
        "{need} of {} places on the executive are for {group}; {elected} are filled so before this office, and the later ones can \
         fill {rest}. So this one must fill {least} ({}).",
        places(branch, lists),
        rule.src
    );
    (least > 0).then(|| Kept { group: group.clone(), least, working })
}

/// The same as a term of the count.
pub fn groups(branch: &Branch, lists: &Lists, contest: &Contest, names: &HashMap<RowId, String>) -> Vec<NewGroup> {
    let Some(Kept { group, least, .. }) = kept(branch, lists, contest) else { return Vec::new() };
    let members = in_group(branch, lists, contest).into_iter().filter_map(|one| names.get(&one.id).cloned());
    vec![NewGroup { name: group, at_least: least, at_most: u32::MAX, members: members.collect() }]
}

/// Whether those who stand for the executive can meet the quota, whoever is elected. None where the rules have none, or no
/// office of the executive is up.
pub fn executive(branch: &Branch, lists: &Lists) -> Option<Answer<QuotaOutcome>> {
    let contests = executive_contests(branch, lists);
    let first = contests.first()?;
    let in_group = quotas::reachable(&shares(branch, lists, first));
    let standing: Vec<&Nomination> = contests.iter().flat_map(|contest| lists.standing(contest)).collect();
    let counted =
        |says: Belonging| u32::try_from(standing.iter().filter(|one| one.belongs == says).count()).unwrap_or_default();
    let people = Declared { in_group, others: counted(Belonging::DoesNot), not_said: counted(Belonging::NotSaid) };
    branch.rulebook.quota(EXECUTIVE, places(branch, lists), people)
}

fn executive_contests<'l>(branch: &Branch, lists: &'l Lists) -> Vec<&'l Contest> {
    lists.contests.iter().filter(|contest| rules::is_executive(&branch.rulebook, contest)).collect()
}

fn places(branch: &Branch, lists: &Lists) -> u32 {
    executive_contests(branch, lists).iter().map(|contest| u32::try_from(contest.seats).unwrap_or_default()).sum()
}

fn need(branch: &Branch, lists: &Lists, rule: &QuotaRule) -> u32 {
    rule.need(places(branch, lists))
}

/// How many places the group has from the contests before this one.
fn elected(branch: &Branch, lists: &Lists, contest: &Contest) -> u32 {
    let before: Vec<_> = executive_contests(branch, lists)
        .into_iter()
        .filter(|other| other.position < contest.position)
        .map(|other| other.id)
        .collect();
    let won = |one: &&Nomination| {
        before.contains(&one.contest_id) && one.belongs() && lists.elected.iter().any(|elected| elected.nomination_id == one.id)
    };
    u32::try_from(lists.nominations.iter().filter(won).count()).unwrap_or_default()
}

/// This contest and the later ones of the executive, as the quota sees them.
fn shares(branch: &Branch, lists: &Lists, contest: &Contest) -> Vec<Share> {
    let from = executive_contests(branch, lists).into_iter().filter(|other| other.position >= contest.position);
    let share = |contest: &Contest| Share {
        seats: u32::try_from(contest.seats).unwrap_or_default(),
        group: in_group(branch, lists, contest).iter().map(|one| one.member_id).collect(),
    };
    from.map(share).collect()
}

fn in_group<'l>(branch: &Branch, lists: &'l Lists, contest: &Contest) -> Vec<&'l Nomination> {
    let out: Vec<RowId> = lists.out_of(branch, contest).iter().map(|one| one.id).collect();
    lists.standing(contest).into_iter().filter(|one| one.belongs() && !out.contains(&one.id)).collect()
}
