//! What a file was found to be: its letters, its columns, its dates, and what was left out or passed over.

use serde::Serialize;

use super::{
    super::super::{
        listed,
        reconcile::{Field, List},
    },
    reading,
};

/// What the file was found to be.
#[derive(Debug, Serialize)]
pub struct Recognised {
    words: String,
    columns: Vec<(String, &'static str)>,
    ignored: Vec<(String, &'static str)>,
    dates: Vec<String>,
    notes: Vec<String>,
    /// A name beyond ASCII, to ask whether it is spelt right.
    sample: Option<String>,
    letters: Vec<Letters>,
}

#[derive(Debug, Serialize)]
struct Letters {
    value: &'static str,
    label: &'static str,
}

/// What a list was found to be, in words.
pub fn of(list: &List) -> Recognised {
    let named = list.mapping.iter().filter_map(|(header, field)| Some((header.clone(), listed::words((*field)?))));
    let letters = reading::LETTERS.into_iter().map(|(value, label)| Letters { value, label });
    Recognised {
        words: reading::in_words(list),
        columns: named.collect(),
        ignored: list.ignored.iter().map(|column| (column.header.clone(), column.why)).collect(),
        dates: list.dates.iter().map(|proof| format!("{proof}.")).collect(),
        notes: list.notes.iter().cloned().chain(silent(list)).collect(),
        sample: list.sample_non_ascii.clone(),
        letters: letters.collect(),
    }
}

/// What the list does not say and has to be known of a new member.
fn silent(list: &List) -> Vec<String> {
    let speaks = |wanted: Field| list.fields().any(|field| field == wanted);
    let mut notes = Vec::new();
    if !speaks(Field::Class) {
        notes.push(
            "The list names no class of membership, so new members are entered in the first class of the rulebook.".to_owned(),
        );
    }
    if !speaks(Field::JoinedOn) {
        notes.push("The list has no date of joining, so new members count from the day chosen below.".to_owned());
    }
    notes
}

pub fn sample(full: bool) -> Recognised {
    Recognised {
        words: "486 rows in UTF-8.".into(),
        columns: vec![("Membership Number".into(), "Membership number")],
        ignored: if full { vec![("Facebook".into(), "kept out on purpose")] } else { Vec::new() },
        dates: if full { vec!["Date Joined: 486 fit day/month/year.".into()] } else { Vec::new() },
        notes: if full { vec!["Row 1 was passed over.".into()] } else { Vec::new() },
        sample: full.then(|| "Łucja Khan".into()),
        letters: reading::LETTERS.into_iter().map(|(value, label)| Letters { value, label }).collect(),
    }
}
