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
        };
        (1..).zip(titles).map(item).collect()
    }

    #[test]
    fn a_motion_goes_before_any_other_business() {
        assert_eq!(place_for(&agenda(&["Welcome", "Reports", "Any other business"])), 3);
        assert_eq!(place_for(&agenda(&["Welcome", "Any other business", "Date of next meeting"])), 2);
    }

    #[test]
    fn an_item_goes_to_the_end_of_an_agenda_without_other_business() {
        assert_eq!(place_for(&agenda(&["Welcome", "Reports"])), 3);
        assert_eq!(place_for(&[]), 1);
    }
}
