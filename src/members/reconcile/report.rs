//! The answer of `wardmote reconcile` as one JSON object, for programs.

use serde::{Serialize, Serializer, ser::SerializeMap};

use super::{
    buckets::{Changed, Reconciliation},
    field::Field,
    list::List,
};

/// One line of JSON: who is in which bucket, by membership number, and the rows with problems.
#[must_use]
pub fn in_json(list: &List, found: &Reconciliation) -> String {
    // A report of text and numbers always has a JSON form.
    let json = serde_json::to_string(&Report::of(list, found)).unwrap_or_default();
    json + "\n"
}

#[derive(Serialize)]
struct Report<'a> {
    encoding: &'static str,
    delimiter: char,
    rows: usize,
    mapping: Mapping<'a>,
    new: Vec<&'a str>,
    changed: Vec<ChangedMember<'a>>,
    moved: Vec<&'a str>,
    missing: &'a [String],
    joined_date_conflicts: Vec<&'a str>,
    problems: Vec<BadRow<'a>>,
}

#[derive(Serialize)]
struct ChangedMember<'a> {
    number: &'a str,
    fields: Vec<&'static str>,
    mangled: bool,
}

#[derive(Serialize)]
struct BadRow<'a> {
    row: usize,
    reason: &'a str,
}

impl<'a> Report<'a> {
    fn of(list: &'a List, found: &'a Reconciliation) -> Self {
        let conflicts = &found.joined_date_conflicts;
        let bad_row = |row, reason| BadRow { row, reason };
        Self {
            encoding: list.encoding.name(),
            delimiter: list.delimiter,
            rows: list.rows,
            mapping: Mapping(&list.mapping),
            new: found.new.iter().map(|entry| entry.candidate.number.as_str()).collect(),
            changed: found.changed.iter().map(changed).collect(),
            moved: found.moved.iter().map(|moved| moved.number.as_str()).collect(),
            missing: &found.missing,
            joined_date_conflicts: conflicts.iter().map(|conflict| conflict.number.as_str()).collect(),
            problems: found.problems.iter().map(|problem| bad_row(problem.row, &problem.reason)).collect(),
        }
    }
}

fn changed(changed: &Changed) -> ChangedMember<'_> {
    let fields = changed.fields.iter().map(|change| change.field.name()).collect();
    ChangedMember { number: &changed.number, fields, mangled: changed.is_mangled() }
}

/// The headings in the order of the file, which a map of serde would lose.
struct Mapping<'a>(&'a [(String, Option<Field>)]);

impl Serialize for Mapping<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (header, field) in self.0 {
            map.serialize_entry(header, &field.map(Field::name))?;
        }
        map.end()
    }
}
