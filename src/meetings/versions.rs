//! How an agenda differs from the one that was published: what came, what went, and what moved.

use serde::Serialize;
use similar::{Algorithm, DiffTag, capture_diff_slices};

/// What became of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    Added,
    Removed,
    Moved,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    pub title: String,
    pub fate: Fate,
    /// What a reader of a mail reads: "New: Buses".
    pub words: String,
}

impl Change {
    fn of(title: &str, fate: Fate) -> Self {
        let words = match fate {
            Fate::Added => "New",
            Fate::Removed => "Taken off",
            Fate::Moved => "Moved",
        };
        Self { title: title.to_owned(), fate, words: format!("{words}: {title}") }
    }
}

/// The changes from the titles `before` to those `now`: new and moved ones in their new order, then those taken off.
pub fn changes(before: &[String], now: &[String]) -> Vec<Change> {
    let (mut gone, mut come) = (Vec::new(), Vec::new());
    for step in capture_diff_slices(Algorithm::Myers, before, now) {
        if step.tag() != DiffTag::Equal {
            gone.extend(&before[step.old_range()]);
            come.extend(&now[step.new_range()]);
        }
    }
    let mut changes = Vec::with_capacity(come.len() + gone.len());
    for title in come {
        let moved = gone.iter().position(|other| *other == title);
        let fate = moved.map_or(Fate::Added, |place| {
            gone.remove(place);
            Fate::Moved
        });
        changes.push(Change::of(title, fate));
    }
    changes.extend(gone.into_iter().map(|title| Change::of(title, Fate::Removed)));
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titles(titles: &[&str]) -> Vec<String> {
        titles.iter().map(|title| (*title).to_owned()).collect()
    }

    fn said(before: &[&str], now: &[&str]) -> Vec<String> {
        changes(&titles(before), &titles(now)).into_iter().map(|change| change.words).collect()
    }

    #[test]
    fn what_came_and_what_went_is_named() {
        assert_eq!(
            said(&["Welcome", "Reports", "Close"], &["Welcome", "Buses", "Close"]),
            ["New: Buses", "Taken off: Reports"]
        );
    }

    #[test]
    fn what_moved_is_neither_new_nor_taken_off() {
        assert_eq!(said(&["Welcome", "Reports", "Buses"], &["Welcome", "Buses", "Reports"]).len(), 1);
        assert!(said(&["A", "B", "C"], &["C", "A", "B"])[0].starts_with("Moved: "));
    }

    #[test]
    fn an_agenda_that_stands_as_published_has_no_changes() {
        assert!(said(&["Welcome", "Reports"], &["Welcome", "Reports"]).is_empty());
    }
}
