//! At which doors of a polling district a cut calls.

use std::{collections::BTreeSet, fmt};

use chrono::NaiveDate;

use crate::{
    canvassing::{ground::Area, voting_lists::Whom},
    places::postcode::Postcode,
};

/// What was chosen when the cut was made. New doors join its rounds by the same choice.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Calling {
    pub whom: Whom,
    /// Doors at which somebody was spoken to on this day or later are left out.
    pub not_spoken_since: Option<NaiveDate>,
    /// Streets that are left out, by their keys.
    pub without: BTreeSet<String>,
    /// Only doors near a place.
    pub around: Option<Around>,
    /// Only doors inside an area that was drawn.
    pub area: Option<Area>,
}

/// So many metres around the middle of a postcode.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Around {
    pub postcode: Postcode,
    pub metres: u32,
}

const SINCE: &str = "since=";
const WITHOUT: &str = "without=";
const AROUND: &str = "around=";
const AREA: &str = "area=";

impl Calling {
    /// Reads what [`Calling::fmt`] writes; anything else is every door.
    pub fn read(written: &str) -> Self {
        let mut calling = Self::default();
        let mut rest = written;
        if let Some((day, behind)) = rest.strip_prefix(SINCE).and_then(|rest| rest.split_once(';')) {
            (calling.not_spoken_since, rest) = (day.parse().ok(), behind);
        }
        if let Some((streets, behind)) = rest.strip_prefix(WITHOUT).and_then(|rest| rest.split_once(';')) {
            (calling.without, rest) = (streets.split('|').map(str::to_owned).collect(), behind);
        }
        if let Some((place, behind)) = rest.strip_prefix(AROUND).and_then(|rest| rest.split_once(';')) {
            (calling.around, rest) = (Around::read(place), behind);
        }
        if let Some((corners, behind)) = rest.strip_prefix(AREA).and_then(|rest| rest.split_once(';')) {
            (calling.area, rest) = (Area::read(corners), behind);
        }
        calling.whom = Whom::read(rest);
        calling
    }
}

impl Around {
    /// Reads what [`Around::fmt`] writes.
    fn read(written: &str) -> Option<Self> {
        let (postcode, metres) = written.split_once('/')?;
        Some(Self { postcode: Postcode::parse(postcode).ok()?, metres: metres.parse().ok()? })
    }
}

impl fmt::Display for Around {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.postcode, self.metres)
    }
}

impl fmt::Display for Calling {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(day) = self.not_spoken_since {
            write!(f, "{SINCE}{day};")?;
        }
        if !self.without.is_empty() {
            let streets: Vec<&str> = self.without.iter().map(String::as_str).collect();
            write!(f, "{WITHOUT}{};", streets.join("|"))?;
        }
        if let Some(around) = &self.around {
            write!(f, "{AROUND}{around};")?;
        }
        if let Some(area) = &self.area {
            write!(f, "{AREA}{area};")?;
        }
        self.whom.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let whom = Whom::Voted("Local elections; May 2025".into());
        let since = Calling { not_spoken_since: "2026-09-01".parse().ok(), ..Calling::default() };
        let without = Calling { without: BTreeSet::from(["ash row".to_owned(), "mill lane".to_owned()]), ..Calling::default() };
        let around = Postcode::parse("N22 7AL").ok().map(|postcode| Around { postcode, metres: 400 });
        let area = Area::read("515000000,-1300000|516000000,-1300000|516000000,-1200000");
        let all = Calling { whom, around, area, ..without.clone() };
        for calling in [Calling::default(), since.clone(), without, all.clone(), Calling { without: all.without, ..since }] {
            assert_eq!(Calling::read(&calling.to_string()), calling);
        }
        assert_eq!(Calling::read("by-post").whom, Whom::ByPost, "as cuts were written before");
    }
}
