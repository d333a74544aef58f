//! Reading rulebook files. A file may extend another: what it does not say is taken from there, section by section
//! and key by key. A key that no rule knows is a fault, because a rule that nobody reads protects nobody.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;
use serde::de::{Deserializer, Error as _};
use toml::{Table, Value};

use super::soundness;
use super::sources::name_sources;
use super::{
    BallotRule, ByKind, Conduct, DelegateRule, EligibilityRule, Fault, Headcount, MeetingKind, Membership, MotionRules,
    NoticeRule, OfficeRule, QuotaRule, RetentionRule, Rulebook, SelectingRule, Service, ShortlistRule, TriggerRule, Voting,
};

use crate::zone::Zone;

/// A file as it is written, before anything is found missing.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Sheet {
    rulebook: Heading,
    membership: Membership,
    service: Service,
    notice: BTreeMap<MeetingKind, NoticeRule>,
    meetings: Conduct,
    quorum: BTreeMap<MeetingKind, Headcount>,
    requisition: BTreeMap<MeetingKind, Headcount>,
    eligibility: BTreeMap<String, EligibilityRule>,
    voting: Voting,
    motions: MotionRules,
    offices: BTreeMap<String, OfficeRule>,
    quota: BTreeMap<String, QuotaRule>,
    ballots: BTreeMap<String, BallotRule>,
    selections: Option<SelectingRule>,
    shortlist: Option<ShortlistRule>,
    trigger: Option<TriggerRule>,
    delegates: BTreeMap<String, DelegateRule>,
    retention: BTreeMap<String, RetentionRule>,
}

/// Which rulebook it is.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Heading {
    id: String,
    title: String,
    #[serde(deserialize_with = "civil_day")]
    edition: Option<NaiveDate>,
    extends: Option<String>,
    adopted_by: Option<String>,
    #[serde(deserialize_with = "zone")]
    timezone: Option<Zone>,
}

impl Rulebook {
    /// Reads a rulebook. `find` gives the text of the one it extends, by name. The first fault found is returned,
    /// with its line where it has one.
    pub fn parse(text: &str, find: &dyn Fn(&str) -> Option<String>) -> Result<Rulebook, Fault> {
        let written = gathered("this file", text, find, &mut Vec::new())?;
        let name = own_name(&written).unwrap_or("this file").to_owned();
        let unreadable =
            |error: toml::de::Error| Fault::Unreadable { book: name.clone(), line: 1, why: error.message().to_owned() };
        let sheet: Sheet = Value::Table(written).try_into().map_err(unreadable)?;
        let book = sheet.complete(&name)?;
        soundness::check(&book)?;
        Ok(book)
    }
}

/// A file merged over all that it extends.
fn gathered(name: &str, text: &str, find: &dyn Fn(&str) -> Option<String>, seen: &mut Vec<String>) -> Result<Table, Fault> {
    let sheet: Sheet = toml::from_str(text).map_err(|error| fault_in(name, text, &error))?;
    let mut written: Table = toml::from_str(text).map_err(|error| fault_in(name, text, &error))?;
    let parent = match sheet.rulebook.extends {
        None => Table::new(),
        Some(parent) if seen.contains(&parent) => return Err(Fault::Circle { book: parent }),
        Some(parent) => {
            let Some(text) = find(&parent) else { return Err(Fault::NoSuchParent { book: name.to_owned(), parent }) };
            seen.push(parent.clone());
            gathered(&parent, &text, find, seen)?
        }
    };
    let title = if sheet.rulebook.title.is_empty() { name } else { &sheet.rulebook.title };
    name_sources(&mut written, &parent, title);
    Ok(over(parent, written))
}

/// The child's keys over the parent's; tables are joined, everything else is replaced.
fn over(mut parent: Table, child: Table) -> Table {
    for (key, value) in child {
        let joined = match (parent.remove(&key), value) {
            (Some(Value::Table(below)), Value::Table(above)) => Value::Table(over(below, above)),
            (_, value) => value,
        };
        parent.insert(key, joined);
    }
    parent
}

/// A fault of the file in the words of the person who wrote it.
fn fault_in(name: &str, text: &str, error: &toml::de::Error) -> Fault {
    let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or("");
    let line = before.matches('\n').count() + 1;
    // A file that is sound TOML can say its own name even when a key in it is wrong.
    let table: Option<Table> = toml::from_str(text).ok();
    let book = table.as_ref().and_then(own_name).unwrap_or(name).to_owned();
    let message = error.message();
    let unknown = message.strip_prefix("unknown field `").or_else(|| message.strip_prefix("unknown variant `"));
    match unknown.and_then(|rest| rest.split_once('`')) {
        Some((key, known)) => Fault::UnknownKey { book, line, key: key.to_owned(), known: known_keys(known) },
        None => Fault::Unreadable { book, line, why: message.trim_end_matches('.').replace('\n', " ") },
    }
}

fn own_name(written: &Table) -> Option<&str> {
    written.get("rulebook")?.get("id")?.as_str()
}

/// ", expected one of `a`, `b`" as a sentence.
fn known_keys(rest: &str) -> String {
    let names: Vec<&str> = rest.split('`').skip(1).step_by(2).collect();
    if names.is_empty() {
        return String::new();
    }
    format!("Known here: {}.", names.join(", "))
}

impl Sheet {
    fn complete(self, book: &str) -> Result<Rulebook, Fault> {
        let missing = |key: &str, why| Fault::Missing { book: book.to_owned(), key: key.to_owned(), why };
        let heading = self.rulebook;
        if heading.id.is_empty() {
            return Err(missing("rulebook.id", "Give it a short name."));
        }
        if heading.title.is_empty() {
            return Err(missing("rulebook.title", "Give it the title that members know it by."));
        }
        let notice = ByKind::new(self.notice);
        let quorum = ByKind::new(self.quorum);
        let edition = heading.edition.ok_or_else(|| missing("rulebook.edition", "Say from which day it is in force."));
        Ok(Rulebook {
            edition: edition?,
            id: heading.id,
            title: heading.title,
            adopted_by: heading.adopted_by,
            zone: heading.timezone.unwrap_or(Zone::london()),
            membership: self.membership,
            service: self.service,
            notice: notice.ok_or_else(|| missing("notice.general", "Say how many days of notice a general meeting needs."))?,
            meetings: self.meetings,
            quorum: quorum.ok_or_else(|| missing("quorum.general", "Say how many must be present at a general meeting."))?,
            requisition: self.requisition,
            eligibility: self.eligibility,
            voting: self.voting,
            motions: self.motions,
            offices: self.offices,
            quota: self.quota,
            ballots: self.ballots,
            selections: self.selections,
            shortlist: self.shortlist,
            trigger: self.trigger,
            delegates: self.delegates,
            retention: self.retention,
        })
    }
}

/// A day as TOML writes it, without quotation marks or with them.
fn civil_day<'de, D: Deserializer<'de>>(from: D) -> Result<Option<NaiveDate>, D::Error> {
    let text = match Value::deserialize(from)? {
        Value::Datetime(day) => day.to_string(),
        Value::String(day) => day,
        _ => String::new(),
    };
    let wrong = || D::Error::custom("the edition is a day, such as 2026-06-18");
    text.parse().map(Some).map_err(|_| wrong())
}

fn zone<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Zone>, D::Error> {
    let name = String::deserialize(from)?;
    name.parse().map(Some).map_err(|_| D::Error::custom(format!("“{name}” is not a time zone; write it as \"Europe/London\"")))
}
