//! How many delegates the branch sends, worked out from its members, and the way to their election.

use std::collections::BTreeMap;

use actix_web::web::{self, Query, ServiceConfig};
use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use crate::{
    accounts::{Permission, SignedIn},
    members,
    render::{Page, dates, words::plural},
    rulebook::{DelegateRule, Rulebook},
    web::{Answer, Desk, Faults, Filled, Look, Problem},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/officers/delegates", web::get().to(show));
}

/// "We send 2 delegates to conference."
#[derive(Debug, Serialize)]
pub struct DelegatesPage {
    head: String,
    more: String,
    bodies: Vec<Body>,
    groups: Vec<String>,
    form: Filled,
}

/// Where delegates are sent.
#[derive(Debug, Serialize)]
struct Body {
    name: String,
    says: String,
    /// What the rules say of it: "1 seat for the first 749 members …".
    rule: String,
    /// Who is counted, and when, in the words of the rules.
    counted: String,
    working: Vec<String>,
    clause: String,
    /// "At least 1 of these 2 places is for women."; empty where no places are kept.
    kept: String,
    kept_clause: String,
    elections: Vec<Election>,
}

/// Some of the places, and the form in which their ballot is begun.
#[derive(Debug, Serialize)]
struct Election {
    label: String,
    href: String,
}

impl Page for DelegatesPage {
    const TEMPLATE: &'static str = "officers/delegates.html";

    fn title(&self) -> String {
        "Delegates".into()
    }

    fn samples() -> Vec<Self> {
        let body = Body {
            name: "conference".into(),
            says: "2 delegates to conference, and 1 more for women".into(),
            rule: "1 seat for the first 749 members, 1 more for every further 250 or part of them".into(),
            counted: "paying members on 31 December of the year before".into(),
            working: vec!["1 seat for the first 749 members.".into()],
            clause: "rule 3".into(),
            kept: "At least 1 of these 2 places is for women.".into(),
            kept_clause: "rule 3".into(),
            elections: vec![Election { label: "Draft the ballot for 2 places".into(), href: "/ballots/new?seats=2".into() }],
        };
        let page = |bodies: Vec<Body>, form| DelegatesPage {
            head: head(&bodies),
            more: "By the members whom our register has for Wednesday 31 December 2025.".into(),
            bodies,
            groups: vec!["women".into()],
            form,
        };
        let wrong = Filled::default().but(Faults::at("members", "Write a number."));
        vec![page(vec![body], wrong), page(Vec::new(), Filled::default())]
    }
}

fn head(bodies: &[Body]) -> String {
    match bodies {
        [] => "The rules say nothing of delegates.".to_owned(),
        [one] => format!("We send {}.", one.says),
        _ => "Whom we send where.".to_owned(),
    }
}

/// How many members there are, in all and in each group; typed where head office's count is another than the register's.
type Typed = BTreeMap<String, String>;

async fn show(desk: Desk, who: SignedIn, typed: Query<Typed>) -> Answer {
    let (typed, may_run) = (typed.into_inner(), who.may(Permission::RunBallots));
    desk.page(move |look| page(look, &typed, may_run)).await
}

fn page(look: &mut Look<'_>, typed: &Typed, may_run: bool) -> Result<DelegatesPage, Problem> {
    let counted_on = NaiveDate::from_ymd_opt(look.today().year() - 1, 12, 31).unwrap_or_else(|| look.today());
    let book = look.branch.rulebook.clone();
    let mut groups: Vec<String> =
        book.delegates.values().flat_map(|rule| rule.extra.iter().map(|seat| seat.group.clone())).collect();
    groups.sort();
    groups.dedup();
    let mut form = Filled::default();
    let mut faults = Faults::default();
    let mut number = |name: &str, counted: u32| {
        let text = typed.get(name).map_or_else(|| counted.to_string(), |text| text.trim().to_owned());
        let read = text.parse().unwrap_or_else(|_| {
            faults.add(name, "Write a number.");
            counted
        });
        form.values.insert(name.to_owned(), text);
        read
    };
    let strength = members::strength_on(look.conn, &look.branch, counted_on)?;
    let members = number("members", strength.in_all);
    let counts = members::groups_on(look.conn, &look.branch, counted_on, &groups)?;
    let counts: BTreeMap<String, u32> =
        groups.iter().map(|group| (group.clone(), number(group, counts.get(group).copied().unwrap_or_default()))).collect();
    let bodies: Vec<Body> =
        book.delegates.iter().filter_map(|(name, rule)| body(&book, (name, rule), members, &counts, may_run)).collect();
    Ok(DelegatesPage {
        head: head(&bodies),
        more: format!("By the members whom our register has for {}.", dates::day(counted_on)),
        bodies,
        groups,
        form: if faults.is_empty() { form } else { form.but(faults) },
    })
}

fn body(
    book: &Rulebook,
    (name, rule): (&str, &DelegateRule),
    members: u32,
    counts: &BTreeMap<String, u32>,
    may_run: bool,
) -> Option<Body> {
    let answer = book.delegates(name, members, counts)?;
    let seats = answer.value;
    let mut says = format!("{} to {name}", plural(seats.ordinary.into(), "delegate", "delegates"));
    for group in &seats.extra {
        says.push_str(&format!(", and 1 more for {group}"));
    }
    let quota = book.quota.get("delegates").map(|quota| (quota.need(seats.ordinary), quota));
    let quota = quota.filter(|(need, _)| *need > 0);
    let kept = quota.map_or_else(String::new, |(need, quota)| {
        let places = plural(seats.ordinary.into(), "place", "places");
        let are = if need == 1 { "is" } else { "are" };
        format!("At least {need} of the {places} {are} for {}.", quota.group)
    });
    let groups = quota.map(|(need, quota)| format!("{}, at least {need}: ", quota.group)).unwrap_or_default();
    let mut elections = Vec::new();
    if may_run && seats.ordinary > 0 {
        let places = plural(seats.ordinary.into(), "place", "places");
        let rule = ballot_rule(book);
        let href = ballot(rule, &format!("Delegates to {name}"), seats.ordinary, &groups);
        elections.push(Election { label: format!("Draft the ballot for {places}"), href });
        elections.extend(seats.extra.iter().map(|group| Election {
            label: format!("Draft the ballot for the place of {group}"),
            href: ballot(rule, &format!("Delegate to {name}: {group}"), 1, ""),
        }));
    }
    Some(Body {
        name: name.to_owned(),
        says,
        rule: rule.in_words(),
        counted: rule.counted.clone().unwrap_or_default(),
        working: answer.working,
        clause: answer.clause,
        kept,
        kept_clause: quota.map(|(_, quota)| quota.src.clone()).unwrap_or_default(),
        elections,
    })
}

/// The rulebook's sort of ballot for delegates; where it has none of its own, that for officers.
fn ballot_rule(book: &Rulebook) -> &'static str {
    if book.ballots.contains_key("delegates") { "delegates" } else { "officers" }
}

/// The form for a ballot, with what follows from the rules written into it.
fn ballot(rule: &str, title: &str, seats: u32, groups: &str) -> String {
    let seats = seats.to_string();
    let written = [("rule", rule), ("title", title), ("seats", &seats), ("groups", groups)];
    let asked = serde_html_form::to_string(written).unwrap_or_default();
    format!("/ballots/new?{asked}")
}
