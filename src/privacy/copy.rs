//! A copy of everything that is held of one person: read, put into words, and packed as a page and as data.

use std::io::{Cursor, Write};

use chrono::{DateTime, NaiveDate, Utc};
use diesel::QueryResult;
use serde::Serialize;
use serde_json::{Value, json};
use zip::{ZipWriter, result::ZipError, write::SimpleFileOptions};

use super::{
    holding::{Holding, Reads, Whose},
    holdings, store,
};
use crate::{
    branch::Branch,
    db::{Conn, RowId, Vault},
    members::Member,
    render::dates,
    zone::Zone,
};

/// Everything that is held of one member.
#[derive(Debug, Serialize)]
pub struct Copy {
    pub branch: String,
    pub name: String,
    pub number: String,
    pub made_on: NaiveDate,
    pub sections: Vec<Section>,
    /// What is held of nobody else but would be told here.
    pub empty: Vec<&'static str>,
}

/// One kind of thing, with all that there is of it.
#[derive(Debug, Serialize)]
pub struct Section {
    pub title: &'static str,
    pub why: &'static str,
    pub kept: String,
    pub seen_by: String,
    pub entries: Vec<Vec<Fact>>,
}

/// One value with what it is called.
#[derive(Debug, Serialize)]
pub struct Fact {
    pub label: &'static str,
    /// As a person reads it.
    pub words: String,
    /// As a program reads it.
    #[serde(skip)]
    pub value: Value,
}

impl Copy {
    /// Reads everything.
    pub fn of(conn: &mut Conn, vault: &Vault, branch: &Branch, member: &Member, made_on: NaiveDate) -> QueryResult<Self> {
        let (mut sections, mut empty) = (Vec::new(), Vec::new());
        for held in holdings::all() {
            let id = match held.whose {
                Whose::Member(_) => Some(RowId(member.id.0)),
                Whose::Account(_) => member.account_id.map(|account| RowId(account.0)),
                Whose::Elector => continue,
            };
            let rows = id.map(|id| store::rows(conn, vault, branch.id, held, id)).transpose()?.unwrap_or_default();
            if rows.is_empty() {
                empty.push(held.title);
            } else {
                sections.push(section(held, branch, rows));
            }
        }
        let (branch, name, number) = (branch.name.clone(), member.name(), member.number.clone());
        Ok(Self { branch, name, number, made_on, sections, empty })
    }

    /// The same as data: each section with its entries, values as they are kept.
    fn data(&self) -> Value {
        let entry =
            |facts: &Vec<Fact>| Value::Object(facts.iter().map(|fact| (fact.label.to_owned(), fact.value.clone())).collect());
        let section = |section: &Section| {
            let entries: Vec<Value> = section.entries.iter().map(entry).collect();
            json!({ "title": section.title, "why": section.why, "kept": section.kept, "seen by": section.seen_by, "entries": entries })
        };
        let sections: Vec<Value> = self.sections.iter().map(section).collect();
        json!({
            "branch": self.branch, "name": self.name, "number": self.number, "made on": self.made_on,
            "held": sections, "nothing held": self.empty,
        })
    }

    /// The file to keep: the page to read and the data to take elsewhere.
    pub fn packed(&self, page: &str) -> Result<Vec<u8>, ZipError> {
        let data = serde_json::to_string_pretty(&self.data()).unwrap_or_default();
        let mut file = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in [("everything-held.html", page), ("everything-held.json", &data)] {
            file.start_file(name, SimpleFileOptions::default())?;
            file.write_all(content.as_bytes())?;
        }
        Ok(file.finish()?.into_inner())
    }
}

fn section(held: &Holding, branch: &Branch, rows: Vec<Vec<Option<String>>>) -> Section {
    let entry = |row: Vec<Option<String>>| {
        let values = store::shown(held).zip(row);
        let kept = values.filter_map(|((column, label), value)| Some((column.reads, label, value.filter(|v| !v.is_empty())?)));
        kept.map(|(reads, label, value)| fact(reads, label, &value, branch.zone)).collect()
    };
    Section {
        title: held.title,
        why: held.why,
        kept: held.kept.words(&branch.rulebook),
        seen_by: held.seen_by(&branch.rulebook),
        entries: rows.into_iter().map(entry).collect(),
    }
}

fn fact(reads: Reads, label: &'static str, kept: &str, zone: Zone) -> Fact {
    let plain = || Fact { label, words: kept.to_owned(), value: json!(kept) };
    match reads {
        Reads::Day => kept.parse().map_or_else(|_| plain(), |on| Fact { words: dates::day(on), ..plain() }),
        Reads::Moment => moment(kept).map_or_else(plain, |at| Fact { label, words: dates::moment(at, zone), value: json!(at) }),
        Reads::YesNo => {
            let is_yes = matches!(kept, "1" | "true" | "t");
            Fact { label, words: if is_yes { "yes" } else { "no" }.to_owned(), value: json!(is_yes) }
        }
        Reads::Text | Reads::Named(_) | Reads::Sealed(_) => plain(),
    }
}

/// A moment as either database writes it: `2026-10-01T11:00:00.000000Z`, or `2026-10-01 11:00:00+00`.
fn moment(kept: &str) -> Option<DateTime<Utc>> {
    let elsewhere = || DateTime::parse_from_str(kept, "%Y-%m-%d %H:%M:%S%.f%#z");
    DateTime::parse_from_rfc3339(kept).or_else(|_| elsewhere()).ok().map(|at| at.to_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_read_as_either_database_writes_it() {
        let both = ["2026-10-01T11:00:00.250000Z", "2026-10-01 11:00:00.25+00", "2026-10-01 12:00:00.25+01"].map(moment);
        assert!(both.iter().all(|at| at.is_some() && *at == both[0]), "{both:?}");
        assert_eq!(moment("soon"), None);
    }

    #[test]
    fn values_are_put_into_words_and_kept_as_they_are() {
        let told = |reads, kept: &str| {
            let fact = fact(reads, "What", kept, Zone::london());
            (fact.words, fact.value)
        };
        assert_eq!(told(Reads::Day, "2026-10-01"), ("Thursday 1 October 2026".to_owned(), json!("2026-10-01")));
        assert_eq!(told(Reads::YesNo, "1"), ("yes".to_owned(), json!(true)));
        assert_eq!(told(Reads::YesNo, "false"), ("no".to_owned(), json!(false)));
        assert_eq!(told(Reads::Text, "=1+1"), ("=1+1".to_owned(), json!("=1+1")));
    }
}
