//! The longlist and the shortlist, and where each who applied stands on them.

use chrono::NaiveDate;
use diesel::{Queryable, Selectable};
use serde::Serialize;

use crate::db::{
    MemberId,
    schema::{selection_listings, selection_lists},
};

crate::text_enum! {
    /// A list from which the next one is chosen; the last goes on the paper.
    pub enum List {
        Longlist = "longlist",
        Shortlist = "shortlist",
    }
}

/// Where somebody who applied stands, as an officer noted it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable)]
#[diesel(table_name = selection_listings)]
pub struct Listing {
    pub member_id: MemberId,
    pub on_longlist: bool,
    pub on_shortlist: bool,
    /// Why she is left out, as she will read it.
    pub reason: String,
}

impl Listing {
    pub fn is_on(&self, list: List) -> bool {
        match list {
            List::Longlist => self.on_longlist,
            List::Shortlist => self.on_shortlist,
        }
    }
}

/// A list that is settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable)]
#[diesel(table_name = selection_lists)]
pub struct Settled {
    pub list: List,
    pub settled_on: NaiveDate,
    /// Which body or meeting decided.
    pub decided_by: String,
    /// Why it is settled although the rules ask for more; empty where they do not.
    pub except_because: String,
}

/// What somebody who applied reads about herself when lists are settled; empty while none is.
pub fn told_herself(settled: &[Settled], own: Option<&Listing>) -> String {
    for list in [List::Longlist, List::Shortlist] {
        let is_settled = settled.iter().any(|one| one.list == list);
        if let Some(own) = own.filter(|own| is_settled && !own.is_on(list)) {
            return format!("You are not on the {list}. The reason: {}", own.reason);
        }
    }
    match settled.iter().map(|one| one.list).max() {
        Some(list) if own.is_some() => format!("You are on the {list}."),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled(list: List) -> Settled {
        Settled { list, settled_on: NaiveDate::default(), decided_by: "Executive".into(), except_because: String::new() }
    }

    fn own(on_longlist: bool, on_shortlist: bool) -> Listing {
        Listing { member_id: MemberId::random(), on_longlist, on_shortlist, reason: "Too new.".into() }
    }

    #[test]
    fn nobody_reads_of_a_list_before_it_is_settled() {
        assert_eq!(told_herself(&[], Some(&own(false, false))), "");
        assert_eq!(told_herself(&[settled(List::Longlist)], Some(&own(true, false))), "You are on the longlist.");
    }

    #[test]
    fn whoever_is_left_out_reads_from_which_list_and_why() {
        let both = [settled(List::Longlist), settled(List::Shortlist)];

        assert_eq!(told_herself(&both, Some(&own(true, false))), "You are not on the shortlist. The reason: Too new.");
        assert_eq!(told_herself(&both, Some(&own(false, false))), "You are not on the longlist. The reason: Too new.");
        assert_eq!(told_herself(&both, Some(&own(true, true))), "You are on the shortlist.");
        assert_eq!(told_herself(&both, None), "", "whoever applied after the lists were settled is told nothing");
    }
}
