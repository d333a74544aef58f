//! What a page says about one member: whether she may vote and why, and the dated facts behind it.

use chrono::NaiveDate;
use diesel::QueryResult;
use serde::Serialize;

use super::super::{
    Member, Term,
    history::{History, Home, Payment, Spell},
    office::at_head,
    store,
};
use crate::{
    branch::Branch,
    db::{Conn, RowId},
    rulebook::{Eligibility, Facts, Question, Reason, ResidenceRule},
};

/// The rules that most people ask about, each with how its vote is called, where the rulebook has them.
const ASKED: [(&str, &str, &str); 3] = [
    ("local-vote", "At a meeting held today", "vote at a meeting held today"),
    ("selection", "On a candidate, if the roll were made today", "vote on a candidate, if the roll were made today"),
    ("ballot", "In a ballot, if the roll were made today", "vote in a ballot, if the roll were made today"),
];

/// One member as a page shows her.
#[derive(Debug, Serialize)]
pub struct Portrait {
    pub name: String,
    pub number: String,
    pub class: Option<String>,
    pub ward: Option<String>,
    /// The day from which membership has lasted: "1 March 2019".
    pub since: String,
    /// The last day that the dues paid so far cover.
    pub paid_to: String,
    pub is_late: bool,
    pub votes: Vec<Vote>,
    pub spells: Vec<Spell>,
    pub homes: Vec<Home>,
    pub terms: Vec<Office>,
    /// What was recorded about dues, the latest first.
    pub payments: Vec<Payment>,
}

/// The answer to "may she vote?" under one rule.
#[derive(Debug, Serialize)]
pub struct Vote {
    /// "At a meeting held today".
    pub title: String,
    /// "vote at a meeting held today".
    pub what: &'static str,
    pub is_yes: bool,
    /// What stands in the way, each with what can be done.
    pub obstacles: Vec<Obstacle>,
    /// Every reason with its sign, those that hold and those that do not.
    pub working: Vec<String>,
    pub clause: String,
}

impl Vote {
    /// An answer of the rulebook, with what can be done where it is no.
    pub fn under(title: String, answer: &Eligibility, clause: &str) -> Self {
        let obstacle = |reason: &Reason| Obstacle { says: reason.says.clone(), remedy: reason.remedy.clone() };
        Self {
            title,
            what: "",
            is_yes: answer.is_yes(),
            obstacles: answer.obstacles().map(obstacle).collect(),
            working: working(answer),
            clause: clause.to_owned(),
        }
    }
}

/// One thing that stands in the way.
#[derive(Debug, Serialize)]
pub struct Obstacle {
    pub says: String,
    pub remedy: Option<String>,
}

/// One term of office.
#[derive(Debug, Serialize)]
pub struct Office {
    pub id: RowId,
    pub title: String,
    pub from_on: NaiveDate,
    pub to_on: Option<NaiveDate>,
    pub source: String,
    pub is_current: bool,
}

impl Portrait {
    pub fn of(conn: &mut Conn, branch: &Branch, member: &Member, today: NaiveDate) -> QueryResult<Self> {
        let facts = store::facts_of(conn, branch.id, member.id)?;
        let history = store::history(conn, branch.id, member.id)?;
        let terms = store::terms_of(conn, branch.id, member.id)?;
        let payments = store::payments(conn, branch.id, member.id)?;
        Ok(Self { payments, ..Self::drawn(branch, member, &facts, history, terms, today) })
    }

    fn drawn(branch: &Branch, member: &Member, facts: &Facts, history: History, terms: Vec<Term>, today: NaiveDate) -> Self {
        let grace = branch.rulebook.membership.grace;
        Self {
            name: member.name(),
            number: member.number.clone(),
            class: history.current().map(|spell| spell.class.clone()),
            ward: history.home().map(|home| home.ward.clone()),
            since: written(history.joined_with().map(|spell| spell.from_on)),
            paid_to: written(member.paid_to),
            is_late: member.paid_to.is_some_and(|paid_to| grace.after(paid_to) < today),
            votes: votes(branch, facts, history.home().map(|home| home.ward.as_str()), today),
            spells: history.spells.into_iter().rev().collect(),
            homes: history.homes.into_iter().rev().collect(),
            terms: terms.into_iter().map(|term| office(branch, term, today)).collect(),
            payments: Vec::new(),
        }
    }

    /// One sentence about the vote that matters most: "may vote at a meeting held today".
    pub fn verdict(&self, may: &str, may_not: &str) -> String {
        match self.votes.first() {
            Some(vote) if vote.is_yes => format!("{may} {}.", vote.what),
            Some(vote) => format!("{may_not} {}.", vote.what),
            None => "The rulebook does not say who may vote.".to_owned(),
        }
    }

    /// A member with everything, for samples of pages; without a vote where `is_yes` is false.
    pub fn sample(is_yes: bool) -> Self {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap_or_default();
        let source = || "membership list of 3 October 2026".to_owned();
        let obstacle =
            Obstacle { says: "Dues are paid to Monday 31 August 2026 only.".into(), remedy: Some("Pay what is owed.".into()) };
        let vote = |(_, title, what): (&str, &str, _)| Vote {
            title: title.to_owned(),
            what,
            is_yes,
            obstacles: if is_yes { Vec::new() } else { vec![Obstacle { says: "Not a member.".into(), remedy: None }] },
            working: vec!["✓ A member (full) today.".into()],
            clause: "Model rules, ch. 2".into(),
        };
        let payment =
            Payment { id: RowId::fresh(), recorded_on: day("2026-09-01"), paid_to: Some(day("2026-12-31")), source: source() };
        let mut votes: Vec<Vote> = ASKED.into_iter().map(vote).collect();
        if !is_yes {
            votes[0].obstacles.push(obstacle);
        }
        let spell =
            Spell { id: RowId::fresh(), class: "full".into(), from_on: day("2019-03-01"), to_on: None, source: source() };
        let ended = Spell { to_on: Some(day("2021-01-01")), ..spell.clone() };
        let home = Home { id: RowId::fresh(), ward: "Millbank".into(), from_on: None, to_on: None, source: source() };
        let moved = Home { from_on: Some(day("2019-03-01")), to_on: Some(day("2021-01-01")), ..home.clone() };
        let term = |is_current, to_on| Office {
            id: RowId::fresh(),
            title: "Chair".into(),
            from_on: day("2026-05-01"),
            to_on,
            source: "annual general meeting".into(),
            is_current,
        };
        Self {
            name: "Łucja Khan".into(),
            number: "8000253".into(),
            class: is_yes.then(|| "full".into()),
            ward: is_yes.then(|| "Millbank".into()),
            since: written(is_yes.then(|| day("2019-03-01"))),
            paid_to: written(Some(day("2026-08-31"))),
            is_late: !is_yes,
            votes,
            spells: vec![spell, ended],
            homes: if is_yes { vec![home, moved] } else { Vec::new() },
            terms: if is_yes { vec![term(true, None), term(false, Some(day("2026-06-01")))] } else { Vec::new() },
            payments: if is_yes { vec![payment] } else { Vec::new() },
        }
    }
}

fn written(date: Option<NaiveDate>) -> String {
    date.map_or_else(|| "not recorded".to_owned(), |date| date.format("%-d %B %Y").to_string())
}

/// What stands for the ward of somebody whose ward is not recorded: where only a ward's members vote, they do not.
const ANY_WARD: &str = "any ward";

/// Whether a rule asks where somebody lives within the branch.
fn asked_where(branch: &Branch, rule: &str) -> bool {
    branch.rulebook.eligibility.get(rule).is_some_and(|rule| rule.residence == ResidenceRule::ElectoralArea)
}

/// The answer under each rule that most people ask about; `home` is the ward that somebody lives in today.
pub fn votes(branch: &Branch, facts: &Facts, home: Option<&str>, today: NaiveDate) -> Vec<Vote> {
    let rules = ASKED.into_iter().filter(|(rule, _, _)| branch.rulebook.eligibility.contains_key(*rule));
    let vote = |(rule, title, what): (&str, &str, &'static str)| {
        let ward = asked_where(branch, rule).then(|| home.unwrap_or(ANY_WARD));
        let question = Question::about(rule, today);
        let answer = branch.rulebook.may_vote(&ward.into_iter().fold(question, Question::in_area), facts);
        let clause = branch.rulebook.eligibility.get(rule).map(|rule| rule.src.as_str()).unwrap_or_default();
        let title = ward.map_or_else(|| title.to_owned(), |ward| format!("{title}, in {ward}"));
        Vote { what, ..Vote::under(title, &answer, clause) }
    };
    rules.map(vote).collect()
}

fn working(answer: &Eligibility) -> Vec<String> {
    let line = |reason: &Reason| {
        let sign = if reason.holds { "✓ Yes:" } else { "✗ No:" };
        let remedy = reason.remedy.as_ref().map(|remedy| format!(" {remedy}")).unwrap_or_default();
        format!("{sign} {}{remedy}", reason.says)
    };
    answer.reasons.iter().map(line).collect()
}

fn office(branch: &Branch, term: Term, today: NaiveDate) -> Office {
    let is_current = term.from_on <= today && term.to_on.is_none_or(|to| to >= today);
    let Term { id, office, from_on, to_on, source, .. } = term;
    Office { id, title: at_head(&office.called(&branch.rulebook)), from_on, to_on, source, is_current }
}
