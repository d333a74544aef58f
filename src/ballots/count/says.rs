//! The sentences of a result sheet: what happened in a stage, as one would tell it in the hall.

use super::table::{Deed, Table};
use super::{Action, Method, Purpose};

/// The whole stage: what moved, how ties were settled, who is elected.
pub(super) fn stage(table: &Table, deed: &Deed) -> String {
    let mut parts = table.ties.clone();
    parts.push(match deed.action {
        Action::FirstPreferences | Action::Votes => opening(table),
        Action::Surplus => surplus(table, deed),
        Action::Exclusion => exclusion(table, deed),
    });
    parts.extend(elections(table, deed));
    parts.retain(|part| !part.is_empty());
    parts.join(" ")
}

/// "Dan and Eve had equal votes; Dan had fewer at stage 2."
pub(super) fn tie_by_stage(table: &Table, tied: &[usize], taken: usize, purpose: Purpose, stage: usize) -> String {
    let compared = match (purpose, tied.len()) {
        (Purpose::Exclusion, 2) => "fewer",
        (Purpose::Exclusion, _) => "fewest",
        (_, 2) => "more",
        (_, _) => "most",
    };
    format!("{} had equal votes; {} had {compared} at stage {stage}.", names(table, tied), name(table, taken))
}

/// "Dan and Eve could not be told apart by votes, and the lot decided: Dan is excluded."
pub(super) fn tie_by_lot(table: &Table, tied: &[usize], taken: usize, purpose: Purpose) -> String {
    let fate = match purpose {
        Purpose::Exclusion => "is excluded",
        Purpose::Surplus => "is transferred first",
        Purpose::Place => "takes the place",
    };
    let whose = name(table, taken);
    let whose = if purpose == Purpose::Surplus { format!("{whose}'s surplus") } else { whose };
    format!("Votes could not decide between {}, so a lot did: {whose} {fate}.", names(table, tied))
}

fn opening(table: &Table) -> String {
    if table.sheet.valid == 0 {
        return "There is no valid paper, so nobody is elected.".to_owned();
    }
    let papers = counted(table.sheet.valid, "valid paper", "valid papers");
    match (table.quota, table.sheet.method) {
        (Some(majority), Method::Av) => format!("Of {papers}, {majority} make a majority."),
        (Some(quota), _) => format!("There are {papers}, and the quota is {}.", quota.in_words()),
        (None, _) => format!("There are {papers}."),
    }
}

fn surplus(table: &Table, deed: &Deed) -> String {
    let moved: u128 = deed.received.iter().sum::<u128>() + deed.exhausted + deed.lost;
    let value = deed.value.map(|value| format!(", each paper at {}", figure(table, value)));
    format!(
        "{}'s surplus of {} was passed on{}: {}.",
        names(table, &deed.of),
        figure(table, moved),
        value.unwrap_or_default(),
        movement(table, deed),
    )
}

fn exclusion(table: &Table, deed: &Deed) -> String {
    let had = |place: usize| {
        let position = deed.of.iter().position(|of| *of == place);
        position.map_or(0, |position| deed.had[position])
    };
    let who = match deed.excluded[..] {
        [] => format!("The next papers of {} followed.", names(table, &deed.of)),
        [one] => format!("{} had fewest votes ({}) and was excluded.", name(table, one), figure(table, had(one))),
        ref many => {
            let each = many.iter().map(|place| format!("{} ({})", name(table, *place), figure(table, had(*place))));
            let reason = "were excluded together: even together they have no more votes than the next candidate.";
            format!("{} {reason}", listed(&each.collect::<Vec<_>>()))
        }
    };
    if deed.received.iter().sum::<u128>() + deed.exhausted == 0 {
        return who;
    }
    format!("{who} Of these votes {}.", movement(table, deed))
}

/// "12 went to Asha and 9 to Ben; 10 had no further choice"
fn movement(table: &Table, deed: &Deed) -> String {
    let mut went: Vec<usize> = (0..deed.received.len()).filter(|place| deed.received[*place] > 0).collect();
    went.sort_by_key(|place| std::cmp::Reverse(deed.received[*place]));
    let mut went = went.into_iter();
    let mut moves: Vec<String> = Vec::new();
    if let Some(first) = went.next() {
        moves.push(format!("{} went to {}", figure(table, deed.received[first]), name(table, first)));
    }
    moves.extend(went.map(|place| format!("{} to {}", figure(table, deed.received[place]), name(table, place))));
    let mut parts = vec![listed(&moves)];
    if deed.exhausted > 0 {
        parts.push(format!("{} had no further choice", figure(table, deed.exhausted)));
    }
    if deed.lost > 0 {
        parts.push(format!("{} was lost by fraction", figure(table, deed.lost)));
    }
    parts.retain(|part| !part.is_empty());
    parts.join("; ")
}

fn elections(table: &Table, deed: &Deed) -> Vec<String> {
    let reached: Vec<usize> = deed.elected.iter().copied().filter(|place| !deed.without_quota.contains(place)).collect();
    let mut parts = Vec::new();
    if !reached.is_empty() {
        let with_votes: Vec<String> =
            reached.iter().map(|place| format!("{} ({})", name(table, *place), figure(table, table.tally[*place]))).collect();
        let how = match (table.sheet.method, reached.len()) {
            (Method::Av, _) => "has more than half of the papers in play and is elected",
            (Method::Fptp | Method::Block | Method::Approval, 1) => "has most votes and is elected",
            (Method::Fptp | Method::Block | Method::Approval, _) => "have most votes and are elected",
            (_, 1) => "has reached the quota and is elected",
            (_, _) => "have reached the quota and are elected",
        };
        parts.push(format!("{} {how}.", listed(&with_votes)));
    }
    match deed.without_quota[..] {
        [] => {}
        [one] => parts.push(format!("One place and one candidate are left, so {} is elected.", name(table, one))),
        ref many => parts.push(format!("As many candidates are left as places, so {} are elected.", names(table, many))),
    }
    parts
}

fn name(table: &Table, place: usize) -> String {
    table.candidates[place].name.clone()
}

fn names(table: &Table, places: &[usize]) -> String {
    listed(&places.iter().map(|place| name(table, *place)).collect::<Vec<_>>())
}

fn figure(table: &Table, units: u128) -> String {
    table.votes(units).in_words()
}

fn counted(number: u128, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// "Asha, Ben and Chris"
fn listed(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [start @ .., last] => format!("{} and {last}", start.join(", ")),
    }
}
