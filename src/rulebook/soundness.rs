//! What a rulebook must say, may not say twice, and may not name without having it, before anyone relies on it.

use std::collections::BTreeMap;

use super::{Base, Fault, Headcount, Majority, Nominating, NoticeRule, Part, Rulebook, Step};

/// Whoever is sent by a unit is a delegate, though no office of the branch.
const DELEGATE: &str = "delegate";

/// The first thing missing, contradictory or impossible.
pub(super) fn check(book: &Rulebook) -> Result<(), Fault> {
    book.notice.each().try_for_each(|(kind, rule)| check_notice(book, &format!("notice.{kind}"), rule))?;
    book.quorum.each().try_for_each(|(kind, rule)| check_headcount(book, &format!("quorum.{kind}"), rule))?;
    book.requisition.iter().try_for_each(|(kind, rule)| check_headcount(book, &format!("requisition.{kind}"), rule))?;
    check_quotas(book)?;
    check_thresholds(book)?;
    check_months(book)?;
    check_seats(book)?;
    check_nominations(book)?;
    check_steps(book)?;
    check_retention(book)?;
    check_names(book)
}

fn check_notice(book: &Rulebook, section: &str, rule: &NoticeRule) -> Result<(), Fault> {
    match (rule.days, rule.tiers.is_empty()) {
        (Some(_), false) => Err(contradiction(book, section, "`days` and `tiers`. Write the days among the tiers.")),
        (None, true) => Err(missing(book, &format!("{section}.days"), "Say how many days of notice it needs.")),
        _ => Ok(()),
    }
}

fn check_headcount(book: &Rulebook, section: &str, rule: &Headcount) -> Result<(), Fault> {
    if rule.of.is_empty() {
        return Err(missing(book, &format!("{section}.of"), "Say how many, such as `of = [{ fixed = 5 }]`."));
    }
    for part in &rule.of {
        match part {
            Part::Permille(number) if *number > 1000 => {
                return Err(impossible(book, &format!("{section}.of"), *number, "Thousandths go up to 1000; 50 is 5 %."));
            }
            Part::Sliding(sliding) if sliding.per == 0 => {
                return Err(impossible(book, &format!("{section}.of"), 0, "`per` is at least 1."));
            }
            _ => {}
        }
    }
    Ok(())
}

fn check_quotas(book: &Rulebook) -> Result<(), Fault> {
    for (name, rule) in &book.quota {
        if rule.group.is_empty() {
            return Err(missing(book, &format!("quota.{name}.group"), "Say for whom the places are kept."));
        }
        if rule.number.is_none() && rule.share.is_none() {
            return Err(missing(book, &format!("quota.{name}.share"), "Say how many places, as `number` or as `share`."));
        }
    }
    Ok(())
}

fn check_thresholds(book: &Rulebook) -> Result<(), Fault> {
    for (matter, rule) in &book.voting.thresholds {
        if rule.majority == Majority::Simple && rule.base() != Base::Voting {
            let why = "a simple majority is always of those voting. Write \"absolute\", or take out `of`.";
            return Err(contradiction(book, &format!("voting.thresholds.{matter}"), why));
        }
    }
    Ok(())
}

fn check_months(book: &Rulebook) -> Result<(), Fault> {
    let months = book.meetings.blackout.iter().flat_map(|blackout| &blackout.months);
    match months.copied().find(|month| !(1..=12).contains(month)) {
        Some(month) => Err(impossible(book, "meetings.blackout.months", month, "Months go from 1 to 12.")),
        None => Ok(()),
    }
}

fn check_seats(book: &Rulebook) -> Result<(), Fault> {
    for (name, rule) in &book.delegates {
        if rule.first_seats == 0 {
            return Err(missing(book, &format!("delegates.{name}.first_seats"), "Say how many seats the first members have."));
        }
        if rule.then_per == 0 {
            return Err(missing(book, &format!("delegates.{name}.then_per"), "Say for how many members each further seat is."));
        }
    }
    match &book.trigger {
        Some(rule) if rule.share.is_empty() => Err(missing(book, "trigger.share", "Say which share of which units.")),
        _ => Ok(()),
    }
}

fn check_nominations(book: &Rulebook) -> Result<(), Fault> {
    let mut unsaid = book.ballots.iter().filter(|(_, rule)| rule.nominations == Some(Nominating::DaysBefore));
    match unsaid.find(|(_, rule)| rule.nominations_days.is_none()) {
        Some((name, _)) => {
            Err(missing(book, &format!("ballots.{name}.nominations_days"), "Say how many days before the meeting they close."))
        }
        None => Ok(()),
    }
}

/// The steps of a selection stand in one row, and the ballot opens and closes in it.
fn check_steps(book: &Rulebook) -> Result<(), Fault> {
    let Some(rule) = &book.selections else { return Ok(()) };
    let row = rule.in_order();
    let place = |step: Step| row.iter().position(|in_row| *in_row == step);
    let Some((opens, closes)) = place(Step::BallotOpens).zip(place(Step::BallotCloses)) else {
        return Err(missing(book, "selections.steps", "Say when the ballot opens and closes, each after the step before it."));
    };
    if row.len() < rule.steps.len() || closes != opens + 1 {
        let why = "each step follows one other by its `after`, the first none, and the ballot closes after it opens.";
        return Err(contradiction(book, "selections.steps", why));
    }
    Ok(())
}

fn check_retention(book: &Rulebook) -> Result<(), Fault> {
    match book.retention.iter().find(|(_, rule)| !rule.is_said()) {
        Some((name, _)) => {
            Err(missing(book, &format!("retention.{name}.keep"), "Say how long, such as `keep = \"12 months\"`."))
        }
        None => Ok(()),
    }
}

/// Names that point from one section to another.
fn check_names(book: &Rulebook) -> Result<(), Fault> {
    for (name, rule) in &book.eligibility {
        has_all(book, &format!("eligibility.{name}.classes"), &rule.classes, &book.membership.classes)?;
        for office in rule.holds.iter().filter(|office| *office != DELEGATE) {
            has(book, &format!("eligibility.{name}.holds"), office, &book.offices, "offices")?;
        }
    }
    for (name, rule) in &book.offices {
        let Some(eligibility) = &rule.eligibility else { continue };
        has(book, &format!("offices.{name}.eligibility"), eligibility, &book.eligibility, "eligibility")?;
    }
    for (name, rule) in &book.offices {
        rule.beside
            .iter()
            .try_for_each(|other| has(book, &format!("offices.{name}.beside"), other, &book.offices, "offices"))?;
    }
    for (name, rule) in &book.ballots {
        rule.order
            .iter()
            .try_for_each(|office| has(book, &format!("ballots.{name}.order"), office, &book.offices, "offices"))?;
        let Some(eligibility) = &rule.eligibility else { continue };
        has(book, &format!("ballots.{name}.eligibility"), eligibility, &book.eligibility, "eligibility")?;
    }
    if let Some(emergency) = book.motions.emergency.as_ref().filter(|emergency| emergency.accepted_by != "motion") {
        has(book, "motions.emergency.accepted_by", &emergency.accepted_by, &book.voting.thresholds, "voting.thresholds")?;
    }
    book.motions
        .changes
        .iter()
        .try_for_each(|matter| has(book, "motions.changes", matter, &book.voting.thresholds, "voting.thresholds"))?;
    has_all(book, "membership.voting_classes", &book.membership.voting_classes, &book.membership.classes)
}

fn has<R>(book: &Rulebook, key: &str, name: &str, among: &BTreeMap<String, R>, section: &str) -> Result<(), Fault> {
    if among.contains_key(name) {
        return Ok(());
    }
    let wanted = format!("a section [{section}.{name}]");
    Err(Fault::Dangling { book: book.id.clone(), key: key.to_owned(), name: name.to_owned(), wanted })
}

fn has_all(book: &Rulebook, key: &str, names: &[String], classes: &[String]) -> Result<(), Fault> {
    let Some(name) = names.iter().find(|name| !classes.contains(name)) else { return Ok(()) };
    let wanted = "it to `classes` of [membership]".to_owned();
    Err(Fault::Dangling { book: book.id.clone(), key: key.to_owned(), name: name.clone(), wanted })
}

fn missing(book: &Rulebook, key: &str, why: &'static str) -> Fault {
    Fault::Missing { book: book.id.clone(), key: key.to_owned(), why }
}

fn contradiction(book: &Rulebook, section: &str, why: &str) -> Fault {
    Fault::Contradiction { book: book.id.clone(), section: section.to_owned(), why: why.to_owned() }
}

fn impossible(book: &Rulebook, key: &str, number: u32, why: &'static str) -> Fault {
    Fault::Impossible { book: book.id.clone(), key: key.to_owned(), number, why }
}
