//! Offices, and what each lets its holder do while the term lasts.

use std::{convert::Infallible, str::FromStr};

use chrono::NaiveDate;
use diesel::{
    backend::Backend,
    deserialize::{self, FromSql},
    serialize::{self, Output, ToSql},
    sql_types::Text,
};
use serde::{Serialize, Serializer};

use crate::{
    accounts::Permission,
    db::{MemberId, RowId},
    rulebook::Rulebook,
};

/// An office of the branch. The first seven open pages; every other one that the rulebook names can be recorded too, for
/// an executive meets with all of its officers.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, diesel::expression::AsExpression, diesel::deserialize::FromSqlRow,
)]
#[diesel(sql_type = Text)]
pub enum Office {
    Chair,
    Secretary,
    MembershipSecretary,
    Treasurer,
    CanvassCoordinator,
    /// Runs one or more ballots; never a candidate in them.
    ReturningOfficer,
    /// Keeps the door of a meeting.
    Steward,
    /// Any other, by its key in the rulebook: "womens-officer".
    Other(String),
}

impl Office {
    /// Those that open pages.
    pub const OPENING: [Self; 7] = [
        Self::Chair,
        Self::Secretary,
        Self::MembershipSecretary,
        Self::Treasurer,
        Self::CanvassCoordinator,
        Self::ReturningOfficer,
        Self::Steward,
    ];

    /// Every office that a branch under this rulebook can give: those that open pages, those that the rulebook has, and
    /// those that it asks of whoever votes somewhere, such as delegates.
    pub fn of_rulebook(book: &Rulebook) -> Vec<Self> {
        let asked = book.eligibility.values().flat_map(|rule| &rule.holds);
        let mut all = Self::OPENING.to_vec();
        for key in book.offices.keys().chain(asked) {
            let office = Self::of_key(key);
            if !all.contains(&office) {
                all.push(office);
            }
        }
        all
    }

    fn of_key(key: &str) -> Self {
        Self::OPENING.into_iter().find(|office| office.as_str() == key).unwrap_or_else(|| Self::Other(key.to_owned()))
    }

    /// The word that stands in tables, forms and rulebooks.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Chair => "chair",
            Self::Secretary => "secretary",
            Self::MembershipSecretary => "membership-secretary",
            Self::Treasurer => "treasurer",
            Self::CanvassCoordinator => "canvass-coordinator",
            Self::ReturningOfficer => "returning-officer",
            Self::Steward => "steward",
            Self::Other(key) => key,
        }
    }

    /// The office in words.
    pub fn words(&self) -> String {
        self.as_str().replace('-', " ")
    }

    /// The office as the rulebook calls it.
    pub fn called(&self, book: &Rulebook) -> String {
        book.offices.get(self.as_str()).map_or_else(|| self.words(), |rule| rule.called(self.as_str()))
    }

    /// What its holder may do from the first day of the term to the last.
    pub const fn grants(&self) -> &'static [Permission] {
        use Permission::{
            CallMeetings, ChairMeetings, CoordinateCanvass, KeepTheDoor, ManageBranch, ManageMembers, RecordDues,
            RuleOnMotions, RunBallots,
        };
        match self {
            Self::Chair => &[ChairMeetings, RuleOnMotions, KeepTheDoor],
            Self::Secretary => &[
                ManageMembers,
                RecordDues,
                CallMeetings,
                RuleOnMotions,
                KeepTheDoor,
                ChairMeetings,
                RunBallots,
                CoordinateCanvass,
                ManageBranch,
            ],
            Self::MembershipSecretary => &[ManageMembers, RecordDues, KeepTheDoor],
            Self::Treasurer => &[RecordDues],
            Self::CanvassCoordinator => &[CoordinateCanvass],
            Self::ReturningOfficer => &[RunBallots],
            Self::Steward => &[KeepTheDoor],
            Self::Other(_) => &[],
        }
    }
}

/// Words with a capital at their head: "Returning officer".
pub fn at_head(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

impl FromStr for Office {
    type Err = Infallible;
    fn from_str(key: &str) -> Result<Self, Infallible> {
        Ok(Self::of_key(key))
    }
}

impl Serialize for Office {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.as_str())
    }
}

impl<DB: Backend> ToSql<Text, DB> for Office
where
    str: ToSql<Text, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        <str as ToSql<Text, DB>>::to_sql(self.as_str(), out)
    }
}

impl<DB: Backend> FromSql<Text, DB> for Office
where
    String: FromSql<Text, DB>,
{
    fn from_sql(value: DB::RawValue<'_>) -> deserialize::Result<Self> {
        Ok(Self::of_key(&String::from_sql(value)?))
    }
}

/// An office held from a day to a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Term {
    pub id: RowId,
    pub member: MemberId,
    pub office: Office,
    pub from_on: NaiveDate,
    pub to_on: Option<NaiveDate>,
    pub source: String,
}

impl Term {
    /// Whether it is held on that day.
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.from_on <= day && self.to_on.is_none_or(|to| day <= to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rulebook::{PRESETS, preset};

    #[test]
    fn every_office_that_votes_somewhere_by_its_office_can_be_recorded() {
        for model in PRESETS {
            let book = Rulebook::parse(model.text, &preset).expect("a model is sound");
            let known = Office::of_rulebook(&book);
            for key in book.eligibility.values().flat_map(|rule| &rule.holds) {
                assert!(known.contains(&Office::of_key(key)), "{}: nobody can be recorded as {key}", model.name);
            }
        }
    }

    #[test]
    fn an_office_keeps_its_word_on_the_way_through_a_table() {
        for key in ["chair", "womens-officer", "delegate"] {
            assert_eq!(Office::of_key(key).as_str(), key);
        }
    }
}
