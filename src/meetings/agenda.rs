//! The agenda: what a meeting deals with, in order. An item is a title, and a link where there is more to read.

use diesel::{Queryable, Selectable};
use serde::Serialize;

use crate::db::{ItemId, MeetingId, schema::agenda_items};

/// One item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable)]
#[diesel(table_name = agenda_items)]
pub struct Item {
    pub id: ItemId,
    pub meeting_id: MeetingId,
    /// From 1, without gaps.
    pub position: i32,
    pub title: String,
    /// The page of what is to be dealt with: "/motions/…".
    pub link: Option<String>,
    /// How long it is to take; none where nobody has said.
    pub minutes: Option<i32>,
}

/// A line of a new agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    pub title: String,
    pub minutes: Option<i32>,
}

impl From<String> for Line {
    fn from(title: String) -> Self {
        Self { title, minutes: None }
    }
}

impl Line {
    /// The line as it is typed: "Reports (20)".
    pub fn as_typed(&self) -> String {
        self.minutes.map_or_else(|| self.title.clone(), |minutes| format!("{} ({minutes})", self.title))
    }

    /// A line as it was typed: "Reports (20)" is given twenty minutes, "Reports" is not.
    pub fn typed(line: &str) -> Self {
        let line = line.trim();
        let parts = line.strip_suffix(')').and_then(|line| line.rsplit_once('('));
        let parts = parts.and_then(|(title, minutes)| Some((title.trim(), minutes_typed(minutes)?)));
        match parts.filter(|(title, _)| !title.is_empty()) {
            Some((title, minutes)) => Self { title: title.to_owned(), minutes: Some(minutes) },
            None => line.to_owned().into(),
        }
    }
}

/// No item takes longer than a day of conference.
const MOST_MINUTES: i32 = 600;

/// "20", "20 min", "20 minutes".
pub fn minutes_typed(typed: &str) -> Option<i32> {
    let number = ["minutes", "minute", "mins", "min"].iter().find_map(|unit| typed.trim().strip_suffix(unit)).unwrap_or(typed);
    number.trim().parse().ok().filter(|minutes| (1..=MOST_MINUTES).contains(minutes))
}

/// Where a new item goes: at the end, but before any other business, which comes last by its nature.
pub fn place_for(items: &[Item]) -> i32 {
    let end = items.last().map_or(1, |last| last.position + 1);
    items.iter().rev().take_while(|item| is_last_by_nature(&item.title)).last().map_or(end, |item| item.position)
}

fn is_last_by_nature(title: &str) -> bool {
    let title = title.to_lowercase();
    ["other business", "next meeting", "close", "aob"].iter().any(|words| title.contains(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agenda(titles: &[&str]) -> Vec<Item> {
        let meeting_id = MeetingId::random();
        let item = |(position, title): (i32, &&str)| Item {
            id: ItemId::random(),
            meeting_id,
            position,
            title: (*title).to_owned(),
            link: None,
            minutes: None,
        };
        (1..).zip(titles).map(item).collect()
    }

    #[test]
    fn a_motion_goes_before_any_other_business() {
        assert_eq!(place_for(&agenda(&["Welcome", "Reports", "Any other business"])), 3);
        assert_eq!(place_for(&agenda(&["Welcome", "Any other business", "Date of next meeting"])), 2);
    }

    #[test]
    fn minutes_in_brackets_at_the_end_of_a_line_are_the_item_s() {
        let line = |title: &str, minutes| Line { title: title.to_owned(), minutes };

        assert_eq!(Line::typed("Reports (20)"), line("Reports", Some(20)));
        assert_eq!(Line::typed("  Motions ( 45 minutes ) "), line("Motions", Some(45)));
        assert_eq!(Line::typed("Ward boundaries (see paper 3)"), line("Ward boundaries (see paper 3)", None));
        assert_eq!(Line::typed("(20)"), line("(20)", None));
        assert_eq!(Line::typed("Accounts (2026)"), line("Accounts (2026)", None));
    }

    #[test]
    fn an_item_goes_to_the_end_of_an_agenda_without_other_business() {
        assert_eq!(place_for(&agenda(&["Welcome", "Reports"])), 3);
        assert_eq!(place_for(&[]), 1);
    }
}
