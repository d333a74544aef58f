//! What a scrutineer is asked, and what she has said of it.

use chrono::NaiveDate;
use diesel::{Queryable, Selectable};
use serde::Serialize;

use crate::{
    db::{MemberId, schema::ballot_scrutiny},
    render::{dates, words},
};

crate::text_enum! {
    /// One thing that a scrutineer confirms.
    pub enum Point {
        Roll = "roll",
        Papers = "papers",
        Count = "count",
        Result = "result",
    }
}

impl Point {
    /// As it stands in a list of what was confirmed.
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::Roll => "the roll closed",
            Self::Papers => "the papers reconciled",
            Self::Count => "the count repeated",
            Self::Result => "the result",
        }
    }

    /// What she puts her name to.
    pub const fn claim(self) -> &'static str {
        match self {
            Self::Roll => "The roll was closed before the first paper went out, and its fingerprint is the one in the record.",
            Self::Papers => "Every paper is accounted for: as many lay in the box as names are marked on the roll.",
            Self::Count => "The papers were counted a second time, by me or before my eyes, and the figures were the same.",
            Self::Result => "The result that is declared is the one that the count gave.",
        }
    }
}

/// What one scrutineer said of one point.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = ballot_scrutiny)]
pub struct Said {
    pub member_id: MemberId,
    pub point: Point,
    pub confirmed_on: Option<NaiveDate>,
    /// What she would not confirm; it stays when she confirms it later.
    pub objection: String,
    pub objected_on: Option<NaiveDate>,
}

/// A scrutineer with all that she has said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scrutineer {
    pub member: MemberId,
    pub name: String,
    pub said: Vec<Said>,
}

/// A scrutineer as everybody sees her.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    pub name: String,
    /// "confirmed the roll closed and the result on 3 May 2026"; empty where she has said nothing.
    pub says: String,
}

impl Scrutineer {
    /// What she has said of a point.
    pub fn on(&self, point: Point) -> Option<&Said> {
        self.said.iter().find(|said| said.point == point)
    }

    /// How many points she has confirmed.
    pub fn confirmed(&self) -> usize {
        self.said.iter().filter(|said| said.confirmed_on.is_some()).count()
    }

    /// As everybody sees her: that she objected is told, her words are the officer's to read.
    pub fn line(&self) -> Line {
        let points = |holds: &dyn Fn(&Said) -> bool| -> Vec<&str> {
            let held = Point::ALL.iter().filter(|point| self.on(**point).is_some_and(holds));
            held.map(|point| point.in_words()).collect()
        };
        let last = self.said.iter().filter_map(|said| said.confirmed_on).max();
        let confirmed = points(&|said| said.confirmed_on.is_some());
        let confirmed = last.map(|on| format!("confirmed {}, last on {}", words::names(&confirmed), dates::day(on)));
        let objected = points(&|said| said.confirmed_on.is_none());
        let objected = (!objected.is_empty()).then(|| format!("would not confirm {}", words::names(&objected)));
        let says: Vec<String> = [confirmed, objected].into_iter().flatten().collect();
        Line { name: self.name.clone(), says: says.join("; ") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(point: Point, confirmed: bool) -> Said {
        let on = NaiveDate::from_ymd_opt(2026, 5, 3);
        Said {
            member_id: MemberId::random(),
            point,
            confirmed_on: on.filter(|_| confirmed),
            objection: if confirmed { String::new() } else { "One envelope was open.".into() },
            objected_on: on.filter(|_| !confirmed),
        }
    }

    #[test]
    fn what_was_confirmed_is_told_in_the_order_of_the_points_and_an_objection_without_its_words() {
        let said = vec![said(Point::Result, true), said(Point::Roll, true), said(Point::Papers, false)];
        let gwen = Scrutineer { member: MemberId::random(), name: "Gwen Hughes".into(), said };

        let line = gwen.line();

        assert!(line.says.starts_with("confirmed the roll closed and the result, last on Sunday 3 May"), "{}", line.says);
        assert!(line.says.ends_with("; would not confirm the papers reconciled"), "{}", line.says);
    }

    #[test]
    fn who_has_said_nothing_is_told_by_her_name_alone() {
        let gwen = Scrutineer { member: MemberId::random(), name: "Gwen Hughes".into(), said: vec![] };

        assert_eq!(gwen.line(), Line { name: "Gwen Hughes".into(), says: String::new() });
    }
}
