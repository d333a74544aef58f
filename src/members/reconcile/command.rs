//! `wardmote reconcile NEW [--against OLD] [--json]`: the same reading and comparing that the page does, for anyone
//! who wants to repeat it. Bytes in, words out; the command line reads the files.

use super::{
    buckets::{Changed, Reconciliation, reconcile},
    known::Known,
    list::{List, read},
    report,
    unreadable::Unreadable,
};

/// How the answer is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Words,
    Json,
}

/// What the command prints and how it ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub stdout: String,
    pub stderr: String,
    /// 0 done, 1 done with rows that have problems, 2 a file cannot be read.
    pub exit: u8,
}

/// Reads the new list and compares it with the old one. Without an old one every good row is new.
#[must_use]
pub fn run(new: &[u8], against: Option<&[u8]>, form: Form) -> Answer {
    let list = match read(new) {
        Ok(list) => list,
        Err(unreadable) => return refused("new", &unreadable),
    };
    let old = match against.map(read).transpose() {
        Ok(old) => old,
        Err(unreadable) => return refused("old", &unreadable),
    };
    let known = old.as_ref().map(Known::from_list).unwrap_or_default();
    let found = reconcile(&list, &known);
    let stdout = match form {
        Form::Words => in_words(&list, &found),
        Form::Json => report::in_json(&list, &found),
    };
    Answer { stdout, stderr: remarks(&list, old.as_ref(), &found), exit: u8::from(!found.problems.is_empty()) }
}

fn refused(which: &str, unreadable: &Unreadable) -> Answer {
    Answer { stdout: String::new(), stderr: format!("The {which} list cannot be read. {unreadable}\n"), exit: 2 }
}

/// The buckets in words, one line for each, and one below for each changed member.
fn in_words(list: &List, found: &Reconciliation) -> String {
    let new = found.new.iter().map(|entry| entry.candidate.number.as_str());
    let conflicts = found.joined_date_conflicts.iter().map(|conflict| conflict.number.as_str());
    let mut lines = vec![format!("{} rows in {}, {} with problems", list.rows, list.encoding, found.problems.len())];
    lines.push(bucket("new", new));
    lines.push(bucket("changed", found.changed.iter().map(|changed| changed.number.as_str())));
    lines.extend(found.changed.iter().map(fields));
    lines.push(bucket("moved", found.moved.iter().map(|changed| changed.number.as_str())));
    lines.extend(found.moved.iter().map(fields));
    lines.push(bucket("missing", found.missing.iter().map(String::as_str)));
    lines.push(bucket("joined later than known", conflicts));
    lines.extend(found.problems.iter().map(|problem| format!("row {}: {}", problem.row, problem.reason)));
    lines.join("\n") + "\n"
}

fn bucket<'a>(name: &str, numbers: impl Iterator<Item = &'a str>) -> String {
    let numbers: Vec<&str> = numbers.collect();
    let colon = if numbers.is_empty() { "" } else { ": " };
    format!("{} {name}{colon}{}", numbers.len(), numbers.join(", "))
}

fn fields(changed: &Changed) -> String {
    let names: Vec<&str> = changed.fields.iter().map(|change| change.field.name()).collect();
    let lost = if changed.is_mangled() { " (letters lost by the encoding)" } else { "" };
    format!("  {}: {}{lost}", changed.number, names.join(", "))
}

/// What a person should know before believing the answer.
fn remarks(list: &List, old: Option<&List>, found: &Reconciliation) -> String {
    let mut lines = list.notes.clone();
    lines.extend(list.sample_non_ascii.iter().map(|name| format!("Is this spelt right? {name}")));
    lines.extend(list.ignored.iter().map(|column| format!("Column {} is left out: {}.", column.header, column.why)));
    lines.extend(list.dates.iter().map(|proof| format!("{proof}.")));
    lines.extend(found.guards.iter().map(|guard| guard.words.clone()));
    lines.extend(
        found
            .suggestions
            .iter()
            .map(|suggestion| format!("Row {} may be {}: {}.", suggestion.row, suggestion.number, suggestion.because.words())),
    );
    if let Some(old) = old.filter(|old| !old.problems.is_empty()) {
        lines.push(format!("{} rows of the old list have problems and were not compared.", old.problems.len()));
    }
    lines.push(String::new());
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &[u8] = b"Number,Last Name,Ward\n1,Lee,Harbour\n2,Ray,Harbour\n";
    const NEW: &[u8] = b"Number,Last Name,Ward,Mood\n1,Lee,Millbank,2\n3,Moss,Harbour,5\n,Vane,Harbour,1\n";

    #[test]
    fn the_answer_in_words_names_everybody() {
        let answer = run(NEW, Some(OLD), Form::Words);

        assert_eq!(
            answer.stdout,
            "3 rows in utf-8, 1 with problems\n1 new: 3\n0 changed\n1 moved: 1\n  1: ward\n1 missing: 2\n\
             0 joined later than known\nrow 4: no membership number\n"
        );
        assert_eq!(answer.exit, 1);
    }

    #[test]
    fn the_answer_for_programs_is_one_object() {
        let answer = run(NEW, Some(OLD), Form::Json);

        assert_eq!(
            answer.stdout,
            "{\"encoding\":\"utf-8\",\"delimiter\":\",\",\"rows\":3,\"mapping\":{\"Number\":\"number\",\
             \"Last Name\":\"last_name\",\"Ward\":\"ward\",\"Mood\":null},\"new\":[\"3\"],\"changed\":[],\
             \"moved\":[\"1\"],\"missing\":[\"2\"],\"joined_date_conflicts\":[],\
             \"problems\":[{\"row\":4,\"reason\":\"no membership number\"}]}\n"
        );
    }

    #[test]
    fn words_about_the_answer_go_to_standard_error() {
        let answer = run(NEW, Some(OLD), Form::Json);

        assert_eq!(
            answer.stderr,
            "Column Mood is left out: we have no field for it.\n\
             1 of 2 members are missing from this list. It looks like a part of the list only.\n\
             1 of 2 members would change. It looks like another list, or one that lost its letters.\n"
        );
    }

    #[test]
    fn a_file_that_cannot_be_read_is_named_and_ends_with_two() {
        let new = run(b"", Some(OLD), Form::Json);
        let old = run(NEW, Some(b"Number,Last Name\n1,\"Lee\n"), Form::Json);

        assert_eq!((new.exit, new.stdout.as_str(), old.exit, old.stdout.as_str()), (2, "", 2, ""));
        assert!(new.stderr.starts_with("The new list cannot be read. The file is empty."));
        assert!(old.stderr.starts_with("The old list cannot be read. Row 2 opens a quotation mark"));
    }

    #[test]
    fn without_an_old_list_every_good_row_is_new() {
        let answer = run(OLD, None, Form::Words);

        assert_eq!((answer.exit, answer.stderr.as_str()), (0, ""));
        assert!(answer.stdout.contains("2 new: 1, 2\n"));
    }
}
