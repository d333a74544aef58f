//! Holds: papers and marks stay beyond their time while somebody complains about what the ballot decides. Whatever takes the
//! complaint says so here, by the page that the ballot is about; this module knows no complaint.

use chrono::NaiveDate;
use diesel::{Queryable, Selectable};
use serde_json::json;

use super::store;
use crate::{
    audit::Act,
    db::{RowId, schema::ballot_holds},
    render::dates,
};

/// One reason why papers are kept.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = ballot_holds)]
pub struct Hold {
    /// The id of the complaint.
    pub id: RowId,
    /// The page of what the ballot decides.
    pub about: String,
    /// A sentence without names: every member reads it.
    pub because: String,
    /// The last day; none where it lasts until somebody ends it.
    pub until_on: Option<NaiveDate>,
}

impl Hold {
    /// Whether it keeps the papers of a ballot about that page today.
    pub fn keeps(&self, about: &str, today: NaiveDate) -> bool {
        self.about == about && self.until_on.is_none_or(|until| today <= until)
    }

    /// Why, and until when.
    pub fn in_words(&self) -> String {
        match self.until_on {
            Some(until) => format!("{} Papers and roll stay until {} at least.", self.because, dates::day(until)),
            None => format!("{} Papers and roll stay until it is settled.", self.because),
        }
    }
}

/// Holds the papers of every ballot about a page, or changes the hold that has this id.
pub fn hold_for(act: &mut Act<'_>, hold: &Hold) -> diesel::QueryResult<()> {
    store::write_hold(act, hold)?;
    act.record("papers.held", &hold.about, json!({ "until": hold.until_on }));
    Ok(())
}

/// Ends a hold.
pub fn end_hold(act: &mut Act<'_>, hold: RowId, about: &str) -> diesel::QueryResult<()> {
    store::forget_hold(act, hold)?;
    act.record("papers.released", about, json!({}));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hold_keeps_the_ballots_of_its_page_to_the_end_of_its_last_day() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let hold =
            |until_on| Hold { id: RowId::random(), about: "/selections/1".into(), because: "A complaint.".into(), until_on };

        assert!(hold(None).keeps("/selections/1", day("2030-01-01")));
        assert!(!hold(None).keeps("/selections/2", day("2030-01-01")));
        assert!(hold(Some(day("2027-05-03"))).keeps("/selections/1", day("2027-05-03")));
        assert!(!hold(Some(day("2027-05-03"))).keeps("/selections/1", day("2027-05-04")));
        assert!(hold(Some(day("2027-05-03"))).in_words().ends_with("until Monday 3 May 2027 at least."));
    }
}
