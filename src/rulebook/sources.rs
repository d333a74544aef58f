//! Every number has its source. A section names its clause as `src`; where a file leaves it out, the file itself is
//! the source, since the branch adopted it. A clause is never lent to a number that another file has changed.

use toml::{Table, Value};

/// The sections that carry a clause. A star stands for any name; a section above comes before those within it, whose
/// missing clause it lends.
const SECTIONS: [&[&str]; 22] = [
    &["membership"],
    &["service"],
    &["notice", "*"],
    &["meetings", "*"],
    &["quorum", "*"],
    &["requisition", "*"],
    &["eligibility", "*"],
    &["voting"],
    &["voting", "thresholds", "*"],
    &["motions"],
    &["motions", "*"],
    &["offices", "*"],
    &["quota", "*"],
    &["ballots", "*"],
    &["selections"],
    &["selections", "appeal"],
    &["selections", "messages"],
    &["selections", "steps", "*"],
    &["shortlist"],
    &["trigger"],
    &["delegates", "*"],
    &["retention", "*"],
];

/// Writes a clause into each section of `written` that has none. `parent` is what the file extends.
pub(super) fn name_sources(written: &mut Table, parent: &Table, title: &str) {
    for pattern in SECTIONS {
        visit(written, parent, pattern, &mut Vec::new(), title, None);
    }
}

fn visit(within: &mut Table, parent: &Table, pattern: &[&str], path: &mut Vec<String>, title: &str, lent: Option<&str>) {
    let Some((wanted, rest)) = pattern.split_first() else {
        return give(within, parent, &path.join("."), title, lent);
    };
    let lent = within.get("src").and_then(Value::as_str).map(str::to_owned).or(lent.map(str::to_owned));
    let empty = Table::new();
    for (name, value) in within.iter_mut() {
        if *wanted != "*" && wanted != name {
            continue;
        }
        let Value::Table(section) = value else { continue };
        let above = parent.get(name).and_then(Value::as_table).unwrap_or(&empty);
        path.push(name.clone());
        visit(section, above, rest, path, title, lent.as_deref());
        path.pop();
    }
}

fn give(section: &mut Table, parent: &Table, path: &str, title: &str, lent: Option<&str>) {
    if section.contains_key("src") {
        return;
    }
    let own = lent.map_or_else(|| format!("{title}, [{path}]"), str::to_owned);
    let clause = match parent.get("src").and_then(Value::as_str) {
        Some(before) => format!("{own}; for the rest {before}"),
        None => own,
    };
    section.insert("src".to_owned(), Value::String(clause));
}
