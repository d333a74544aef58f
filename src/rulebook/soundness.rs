//! What a rulebook must say, and may not say twice, before anyone relies on it.

use std::collections::BTreeMap;

use super::{Base, Fault, Headcount, Majority, MeetingKind, NoticeRule, QuotaRule, Voting};

/// The first thing missing or contradictory.
pub(super) fn check(
    book: &str,
    notice: &BTreeMap<MeetingKind, NoticeRule>,
    quorum: &BTreeMap<MeetingKind, Headcount>,
    requisition: &BTreeMap<MeetingKind, Headcount>,
    voting: &Voting,
    quota: &BTreeMap<String, QuotaRule>,
) -> Result<(), Fault> {
    notice.iter().try_for_each(|(kind, rule)| check_notice(book, *kind, rule))?;
    quorum.iter().try_for_each(|(kind, rule)| check_headcount(book, "quorum", *kind, rule))?;
    requisition.iter().try_for_each(|(kind, rule)| check_headcount(book, "requisition", *kind, rule))?;
    quota.iter().try_for_each(|(name, rule)| check_quota(book, name, rule))?;
    check_voting(book, voting)
}

fn check_notice(book: &str, kind: MeetingKind, rule: &NoticeRule) -> Result<(), Fault> {
    match (rule.days, rule.tiers.is_empty()) {
        (Some(_), false) => {
            let why = "`days` and `tiers`. Write the days among the tiers.".to_owned();
            Err(Fault::Contradiction { book: book.to_owned(), section: format!("notice.{kind}"), why })
        }
        (None, true) => Err(missing(book, format!("notice.{kind}.days"), "Say how many days of notice it needs.")),
        _ => Ok(()),
    }
}

fn check_headcount(book: &str, section: &str, kind: MeetingKind, rule: &Headcount) -> Result<(), Fault> {
    if !rule.of.is_empty() { return Ok(()) }
    Err(missing(book, format!("{section}.{kind}.of"), "Say how many, such as `of = [{ fixed = 5 }]`."))
}

fn check_quota(book: &str, name: &str, rule: &QuotaRule) -> Result<(), Fault> {
    if rule.group.is_empty() { return Err(missing(book, format!("quota.{name}.group"), "Say for whom the places are kept.")) }
    if rule.number.is_some() || rule.share.is_some() { return Ok(()) }
    Err(missing(book, format!("quota.{name}.share"), "Say how many places, as `number` or as `share`."))
}

fn check_voting(book: &str, voting: &Voting) -> Result<(), Fault> {
    for (matter, rule) in &voting.thresholds {
        if rule.majority != Majority::Simple || rule.base() == Base::Voting { continue }
        let section = format!("voting.thresholds.{matter}");
        let why = "a simple majority is always of those voting. Write \"absolute\", or take out `of`.".to_owned();
        return Err(Fault::Contradiction { book: book.to_owned(), section, why });
    }
    Ok(())
}

fn missing(book: &str, key: String, why: &'static str) -> Fault {
    Fault::Missing { book: book.to_owned(), key, why }
}
