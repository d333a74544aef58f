//! When a list may be settled, and what the rules ask of it.

use chrono::NaiveDate;

use super::super::{
    Selection,
    application::Belonging,
    listing::{List, Settled},
};
use super::NotSo;
use crate::{
    db::MemberId,
    render::dates,
    rulebook::{Answer, Declared, Plan, QuotaOutcome, QuotaRule, Rulebook, Step},
    web::Refusal,
};

/// Why not.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotListed {
    #[error("Lists are chosen when nominations are closed. They are open until the end of {}.", dates::day(*.on))]
    NominationsOpen { on: NaiveDate },
    #[error("The {list} is settled. Undo that first.")]
    Settled { list: List },
    #[error("The {list} is not settled.")]
    NotSettled { list: List },
    #[error("Settle the longlist first. The shortlist is chosen from it.")]
    LonglistFirst,
    #[error("The shortlist was chosen from the longlist. Undo the shortlist first.")]
    ShortlistStands,
    #[error("In this selection there is no longlist.")]
    NoLonglist,
    #[error("Nobody is on the {list}. Tick those who are, and keep the ticks.")]
    Nobody { list: List },
    #[error("{name} has a place by right and cannot be left off the {list} ({clause}).")]
    ByRight { name: String, list: List, clause: String },
    #[error("{name} may not stand: {says}")]
    Obstacle { name: String, says: String },
    #[error("{name} is not on the longlist.")]
    NotOnLonglist { name: String },
    #[error("Write why {name} is left out. Only {name} reads it, on the page of the application.")]
    NoReason { name: String },
    #[error("Write who decided, such as “Executive committee, 16 November”.")]
    NobodyDecided,
    #[error("{says}")]
    Lacks { says: String },
    #[error("{says} Where that cannot be, write why the list is settled all the same.")]
    CannotBeMet { says: String },
    #[error("Some who applied are not on the list. Settle the shortlist, so that each reads why.")]
    LeftOut,
    #[error(transparent)]
    Selection(#[from] NotSo),
}

impl Refusal for NotListed {}

/// A fault of a list, at the person whom it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    pub at: At,
    pub why: NotListed,
}

/// Where the page says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    Tick(MemberId),
    Reason(MemberId),
    DecidedBy,
    Exception,
}

/// Somebody who applied, as a list is judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applicant {
    pub member: MemberId,
    pub name: String,
    pub belongs: Belonging,
    /// The clause that gives her a place by right; none where nothing does.
    pub by_right: Option<String>,
    /// Why the rules do not let her stand, in words; empty where they do.
    pub obstacle: String,
    pub on_longlist: bool,
    pub on_shortlist: bool,
    pub reason: String,
}

impl Applicant {
    pub fn is_on(&self, list: List) -> bool {
        match list {
            List::Longlist => self.on_longlist,
            List::Shortlist => self.on_shortlist,
        }
    }

    /// Whoever may stand and has a place by right.
    fn is_entitled(&self) -> bool {
        self.by_right.is_some() && self.obstacle.is_empty()
    }
}

/// The lists of a selection in their order; where the timetable has no longlist, the shortlist alone.
pub fn lists_of(plan: &Plan) -> Vec<List> {
    if plan.contains_key(&Step::Longlist) { vec![List::Longlist, List::Shortlist] } else { vec![List::Shortlist] }
}

/// Lists are chosen when nominations are closed, until the names are on the paper.
pub fn may_choose(selection: &Selection, plan: &Plan, today: NaiveDate) -> Result<(), NotListed> {
    super::may_change(selection)?;
    super::may_take(plan, today)?;
    match super::nominations::closing(plan) {
        Some(on) if today <= on => Err(NotListed::NominationsOpen { on }),
        _ => Ok(()),
    }
}

/// The list that is settled next; none where all are.
pub fn next_list(plan: &Plan, settled: &[Settled]) -> Option<List> {
    lists_of(plan).into_iter().find(|list| !is_settled(settled, *list))
}

pub fn is_settled(settled: &[Settled], list: List) -> bool {
    settled.iter().any(|one| one.list == list)
}

/// The lists are settled one after the other, each once.
pub fn may_be_settled(plan: &Plan, settled: &[Settled], list: List) -> Result<(), NotListed> {
    match next_list(plan, settled) {
        _ if !lists_of(plan).contains(&list) => Err(NotListed::NoLonglist),
        Some(next) if next == list => Ok(()),
        Some(_) if !is_settled(settled, list) => Err(NotListed::LonglistFirst),
        _ => Err(NotListed::Settled { list }),
    }
}

/// The last that was settled is the first to be undone.
pub fn may_be_undone(settled: &[Settled], list: List) -> Result<(), NotListed> {
    match list {
        _ if !is_settled(settled, list) => Err(NotListed::NotSettled { list }),
        List::Longlist if is_settled(settled, List::Shortlist) => Err(NotListed::ShortlistStands),
        _ => Ok(()),
    }
}

/// What is wrong with a list as it is ticked, person by person. `lists` are those of the selection.
pub fn flaws(list: List, lists: &[List], applied: &[Applicant]) -> Vec<Flaw> {
    let from_longlist = list == List::Shortlist && lists.contains(&List::Longlist);
    let mut flaws: Vec<Flaw> =
        applied.iter().filter_map(|one| flaw(list, one, from_longlist.then_some(one.on_longlist))).collect();
    if let (None, Some(first)) = (applied.iter().find(|one| one.is_on(list)), applied.first()) {
        flaws.insert(0, Flaw { at: At::Tick(first.member), why: NotListed::Nobody { list } });
    }
    flaws
}

fn flaw(list: List, one: &Applicant, on_longlist: Option<bool>) -> Option<Flaw> {
    let name = || one.name.clone();
    let tick = |why| Some(Flaw { at: At::Tick(one.member), why });
    match (&one.by_right, one.is_on(list)) {
        (_, true) if !one.obstacle.is_empty() => tick(NotListed::Obstacle { name: name(), says: one.obstacle.clone() }),
        (_, true) if on_longlist == Some(false) => tick(NotListed::NotOnLonglist { name: name() }),
        (_, true) => None,
        (Some(clause), false) if one.is_entitled() => tick(NotListed::ByRight { name: name(), list, clause: clause.clone() }),
        (_, false) if one.reason.trim().is_empty() => {
            Some(Flaw { at: At::Reason(one.member), why: NotListed::NoReason { name: name() } })
        }
        _ => None,
    }
}

/// What the rules ask of a list as a whole, each with its answer and its working.
pub fn asked(book: &Rulebook, list: List, applied: &[Applicant]) -> Vec<Answer<Asked>> {
    let on: Vec<&Applicant> = applied.iter().filter(|one| one.is_on(list)).collect();
    let places = count(on.len());
    let (eligible, can) = (applied.iter().filter(|one| one.obstacle.is_empty()).collect::<Vec<_>>(), Asked::of);
    let least = book.shortlist.as_ref().filter(|_| list == List::Shortlist).map(|rule| {
        let says =
            format!("{places} of at least {} names are on the list; {} who applied may stand.", rule.least, eligible.len());
        let value = can(places >= rule.least, count(eligible.len()) >= rule.least);
        Answer { value, working: vec![says], clause: rule.src.clone() }
    });
    let quota = book.quota(list.as_str(), places, declared(&on)).map(|answer| {
        let met = matches!(answer.value, QuotaOutcome::Met { .. });
        let rule = book.quota.get(list.as_str());
        let could = rule.is_some_and(|rule| could_be_met(rule, least_of(book, list), &eligible));
        let told = if met || !could { answer.working } else { another_choice(answer.working, rule) };
        Answer { value: can(met, could), working: told, clause: answer.clause }
    });
    least.into_iter().chain(quota).collect()
}

/// Whether a list has what a rule asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    Met,
    /// Not as it is ticked; another choice among those who applied would.
    NotMet,
    /// Whoever is chosen, those who applied are too few.
    CannotBeMet,
}

impl Asked {
    fn of(met: bool, could: bool) -> Self {
        match (met, could) {
            (true, _) => Self::Met,
            (false, true) => Self::NotMet,
            (false, false) => Self::CannotBeMet,
        }
    }
}

fn least_of(book: &Rulebook, list: List) -> u32 {
    book.shortlist.as_ref().filter(|_| list == List::Shortlist).map_or(1, |rule| rule.least)
}

/// The rulebook says that nominations are to be reopened; while others can be chosen, that is the first thing to do.
fn another_choice(mut working: Vec<String>, rule: Option<&QuotaRule>) -> Vec<String> {
    working.pop();
    working.extend(
        rule.map(|rule| format!("Too few on this list are {0}; among those who applied there are enough {0}.", rule.group)),
    );
    working
}

/// Whether some choice among those who may stand meets the quota, with everybody on it who has a place by right.
fn could_be_met(rule: &QuotaRule, least: u32, eligible: &[&Applicant]) -> bool {
    let others = || eligible.iter().filter(|one| one.belongs != Belonging::Belongs);
    let group = count(eligible.len()) - count(others().count());
    let bound = count(others().filter(|one| one.is_entitled()).count());
    (bound..=count(others().count())).any(|more| group + more >= least.max(1) && group >= rule.need(group + more))
}

fn declared(on: &[&Applicant]) -> Declared {
    let said = |belongs: Belonging| count(on.iter().filter(|one| one.belongs == belongs).count());
    Declared { in_group: said(Belonging::Belongs), others: said(Belonging::DoesNot), not_said: said(Belonging::NotSaid) }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Whether those who applied are too few for what the rules ask.
pub fn is_exception(asked: &[Answer<Asked>]) -> bool {
    asked.iter().any(|one| one.value == Asked::CannotBeMet)
}

/// A list lacks nothing, or lacks what cannot be had and says why it is settled all the same.
pub fn may_lack(asked: &[Answer<Asked>], except_because: &str) -> Result<(), Flaw> {
    let lacking = asked
        .iter()
        .find(|one| one.value == Asked::NotMet)
        .or_else(|| asked.iter().find(|one| one.value == Asked::CannotBeMet && except_because.is_empty()));
    let Some(lacking) = lacking else { return Ok(()) };
    let says = format!("{} ({})", lacking.working.join(" "), lacking.clause);
    let why = if lacking.value == Asked::NotMet { NotListed::Lacks { says } } else { NotListed::CannotBeMet { says } };
    Err(Flaw { at: At::Exception, why })
}

#[cfg(test)]
mod tests;
