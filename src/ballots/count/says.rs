//! The sentences of a result sheet: what happened in a stage, as one would tell it in the hall.

use super::table::{Deed, Look, Table};
use super::{Action, Method, Purpose, Ties, yes_no};

/// The whole stage: what moved, how ties were settled, who is elected.
pub(super) fn stage(table: &Table, deed: &Deed) -> String {
    let mut parts = table.ties.clone();
    parts.push(match deed.action {
        Action::FirstPreferences | Action::Votes => opening(table, deed),
        Action::Surplus => surplus(table, deed),
        Action::Exclusion => exclusion(table, deed),
    });
    parts.extend(elections(table, deed));
    parts.retain(|part| !part.is_empty());
    parts.join(" ")
}

/// "Dan and Eve had equal votes; Dan had fewer at stage 2, the most recent at which they differed (SSI 2007/42, rules 49 and 51)."
pub(super) fn tie_by_stage(
    table: &Table,
    tied: &[usize],
    taken: usize,
    purpose: Purpose,
    (stage, look): (usize, Look),
) -> String {
    let compared = match (purpose, tied.len()) {
        (Purpose::Exclusion, 2) => "fewer",
        (Purpose::Exclusion, _) => "fewest",
        (_, 2) => "more",
        (_, _) => "most",
    };
    let which = if look == Look::Forwards { "first" } else { "most recent" };
    format!(
        "{} had equal votes; {} had {compared} at stage {stage}, the {which} at which they differed ({}).",
        names(table, tied),
        name(table, taken),
        tie_rule(table)
    )
}

/// What says where a tie is looked up: the terms of the contest, or the rules of its method.
fn tie_rule(table: &Table) -> &'static str {
    match table.terms.ties {
        Ties::AsTheRules => table.sheet.method.rule_on_ties(),
        Ties::Backwards | Ties::Forwards | Ties::ByLot => "the terms of this contest",
    }
}

/// "Votes could not decide between Dan and Eve, so a lot did (the terms of this contest): Dan is excluded."
pub(super) fn tie_by_lot(table: &Table, tied: &[usize], taken: usize, purpose: Purpose) -> String {
    let fate = match purpose {
        Purpose::Exclusion => "is excluded",
        Purpose::Surplus => "is transferred first",
        Purpose::Place => "takes the place",
    };
    let whose = name(table, taken);
    let whose = if purpose == Purpose::Surplus { format!("{whose}'s surplus") } else { whose };
    format!("Votes could not decide between {}, so a lot did ({}): {whose} {fate}.", names(table, tied), tie_rule(table))
}

/// "Eve (12) has fewer votes, but is kept by the terms (women: at least 2)."
pub(super) fn guarded(table: &Table, place: usize) -> String {
    let terms = table.binding(place, false);
    format!(
        "{} ({}) has fewer votes, but is kept by the terms ({terms}).",
        name(table, place),
        figure(table, table.tally[place])
    )
}

/// "Ben (12) has more votes, but may not be elected by the terms (men: at most 1)."
pub(super) fn passed_over(table: &Table, place: usize) -> String {
    let terms = table.binding(place, true);
    format!(
        "{} ({}) has more votes, but may not be elected by the terms ({terms}).",
        name(table, place),
        figure(table, table.tally[place])
    )
}

fn opening(table: &Table, deed: &Deed) -> String {
    if table.sheet.method == Method::YesNo {
        return question(table, deed);
    }
    if table.sheet.valid == 0 {
        return "There is no valid paper, so nobody is elected.".to_owned();
    }
    let papers = counted(table.sheet.valid, "valid paper", "valid papers");
    let nobody = if deed.elected.is_empty() { ", which nobody has reached yet" } else { "" };
    match (table.quota, table.sheet.method) {
        (Some(majority), Method::Av) => format!("Of {papers}, {majority} make a majority{nobody}."),
        (Some(quota), _) => format!("There are {papers}, and the quota is {}{nobody}.", quota.in_words()),
        (None, _) => format!("There are {papers}."),
    }
}

/// "For: 6; against: 5; abstentions: 3. More than half of the votes for or against is needed, which is 6 of 11: carried."
fn question(table: &Table, deed: &Deed) -> String {
    if table.sheet.valid == 0 {
        return "There is no valid paper, so nothing is carried.".to_owned();
    }
    let votes = |place: usize| table.tally.get(place).copied().unwrap_or_default();
    let abstain = match table.sheet.valid - votes(0) - votes(1) {
        0 => String::new(),
        many => format!("; abstentions: {many}"),
    };
    let needs = table.terms.needs;
    let (fewest, whole) = (table.quota.unwrap_or_default(), yes_no::whole(table, needs.of));
    let fate = if deed.elected.is_empty() { "not carried" } else { "carried" };
    format!(
        "For: {}; against: {}{abstain}. {} is needed, which is {} of {whole}: {fate}.",
        votes(0),
        votes(1),
        needs.in_words(),
        fewest.in_words()
    )
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
    let value = figure(table, deed.value.unwrap_or_default());
    if deed.excluded.is_empty() {
        let of = names(table, &deed.of);
        return format!("Next came the papers of {of} worth {value} each: {}.", movement(table, deed));
    }
    let who = excluded(table, deed);
    let moved = deed.received.iter().sum::<u128>() + deed.exhausted;
    match deed.value {
        _ if moved == 0 => who,
        Some(_) if moved < deed.had.iter().sum() => {
            format!("{who} First came the papers worth {value} each: {}.", movement(table, deed))
        }
        _ => format!("{who} Of these votes {}.", movement(table, deed)),
    }
}

/// "Dan had fewest votes (31) and was excluded."
fn excluded(table: &Table, deed: &Deed) -> String {
    let with_votes = |(place, had): (&usize, &u128)| format!("{} ({})", name(table, *place), figure(table, *had));
    if let Some(first) = deed.doomed_by.first() {
        let who: Vec<String> = deed.of.iter().zip(&deed.had).map(with_votes).collect();
        let verb = if who.len() == 1 { "was" } else { "were" };
        return format!("{} cannot be elected any more by the terms ({first}) and {verb} excluded.", listed(&who));
    }
    match (&deed.of[..], &deed.had[..]) {
        ([one], [had]) => format!("{} had fewest votes ({}) and was excluded.", name(table, *one), figure(table, *had)),
        (many, had) => {
            let many: Vec<String> = many.iter().zip(had).map(with_votes).collect();
            let reason = "were excluded together: even together they have no more votes than the next candidate";
            format!("{} {reason}.", listed(&many))
        }
    }
}

/// "12 went to Asha and 9 to Ben; 10 had no further choice". Where a paper is worth less than a vote, the papers are told too:
/// "3.75 (15 papers) went to Asha".
fn movement(table: &Table, deed: &Deed) -> String {
    let mut went: Vec<usize> = (0..deed.received.len()).filter(|place| deed.received[*place] > 0).collect();
    went.sort_by_key(|place| std::cmp::Reverse(deed.received[*place]));
    let mut went = went.into_iter();
    let received = |place: usize| on_papers(table, deed.received[place], deed.papers[place]);
    let mut moves: Vec<String> = Vec::new();
    if let Some(first) = went.next() {
        moves.push(format!("{} went to {}", received(first), name(table, first)));
    }
    moves.extend(went.map(|place| format!("{} to {}", received(place), name(table, place))));
    let mut parts = vec![listed(&moves)];
    if deed.exhausted > 0 {
        parts.push(format!("{} had no further choice", on_papers(table, deed.exhausted, deed.papers_exhausted)));
    }
    if deed.lost > 0 {
        parts.push(format!("{} was lost by fraction", figure(table, deed.lost)));
    }
    parts.retain(|part| !part.is_empty());
    parts.join("; ")
}

/// "12", or "3.75 (15 papers)" where votes and papers differ.
fn on_papers(table: &Table, votes: u128, papers: u128) -> String {
    match papers {
        0 => figure(table, votes),
        _ if papers * table.one() == votes => figure(table, votes),
        _ => format!("{} ({})", figure(table, votes), counted(papers, "paper", "papers")),
    }
}

fn elections(table: &Table, deed: &Deed) -> Vec<String> {
    // Of a question its opening says already what became of it.
    if table.sheet.method == Method::YesNo {
        return Vec::new();
    }
    let mut parts = Vec::new();
    let by_votes: Vec<usize> = deed.elected.iter().copied().filter(|place| !deed.without_quota.contains(place)).collect();
    let (reached, safe): (Vec<usize>, Vec<usize>) = by_votes.into_iter().partition(|place| has_quota(table, *place));
    if !reached.is_empty() {
        let (has, have) = match table.sheet.method {
            Method::Av => ("has more than half of the papers in play", ""),
            Method::Fptp | Method::Block | Method::Approval => ("has most votes", "have most votes"),
            _ => ("has reached the quota", "have reached the quota"),
        };
        parts.push(are_elected(table, &reached, has, have));
    }
    if !safe.is_empty() {
        // ERS97, paragraph 5.4.9 (b): the active vote over one more than the places left.
        let cannot = "cannot be overtaken by the votes still in play";
        parts.push(are_elected(table, &safe, cannot, cannot));
    }
    if !deed.without_quota.is_empty() {
        let verb = if deed.without_quota.len() == 1 { "is" } else { "are" };
        let rest = names(table, &deed.without_quota);
        // Only those whom the terms bar can be left over here.
        let why = match table.continuing().is_empty() {
            true => "No more candidates are left than places",
            false => "No more candidates may be elected than places are left",
        };
        parts.push(format!("{why}, so {rest} {verb} elected."));
    }
    if let Some(place) = deed.elected.iter().find(|place| table.reopens(**place)) {
        parts.push(format!("The place that {} takes stays empty.", name(table, *place)));
    }
    parts
}

fn has_quota(table: &Table, place: usize) -> bool {
    let votes = table.votes(table.tally[place]);
    table.quota.is_none_or(|quota| quota.at_most(votes))
}

/// "Asha (12) and Ben (9) have reached the quota and are elected."
fn are_elected(table: &Table, places: &[usize], has: &str, have: &str) -> String {
    let with_votes: Vec<String> =
        places.iter().map(|place| format!("{} ({})", name(table, *place), figure(table, table.tally[*place]))).collect();
    let how = if places.len() == 1 { format!("{has} and is") } else { format!("{have} and are") };
    format!("{} {how} elected.", listed(&with_votes))
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
