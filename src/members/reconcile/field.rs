//! What a membership list can say about a person, each thing under the one name we use for it.

use std::fmt;

/// One thing that a list says about a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    Number,
    Title,
    /// Both names in one cell; parted into first and last name.
    Name,
    FirstName,
    PreferredName,
    LastName,
    Email,
    Mobile,
    Address1,
    Address2,
    Address3,
    Town,
    Postcode,
    Ward,
    Class,
    JoinedOn,
    BornOn,
    Gender,
    PaidTo,
}

impl Field {
    pub const ALL: [Self; 19] = [
        Self::Number,
        Self::Title,
        Self::Name,
        Self::FirstName,
        Self::PreferredName,
        Self::LastName,
        Self::Email,
        Self::Mobile,
        Self::Address1,
        Self::Address2,
        Self::Address3,
        Self::Town,
        Self::Postcode,
        Self::Ward,
        Self::Class,
        Self::JoinedOn,
        Self::BornOn,
        Self::Gender,
        Self::PaidTo,
    ];

    /// The name in answers of the command, in forms and in remembered mappings.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Title => "title",
            Self::Name => "name",
            Self::FirstName => "first_name",
            Self::PreferredName => "preferred_name",
            Self::LastName => "last_name",
            Self::Email => "email",
            Self::Mobile => "mobile",
            Self::Address1 => "address_1",
            Self::Address2 => "address_2",
            Self::Address3 => "address_3",
            Self::Town => "town",
            Self::Postcode => "postcode",
            Self::Ward => "ward",
            Self::Class => "class",
            Self::JoinedOn => "joined_on",
            Self::BornOn => "born_on",
            Self::Gender => "gender",
            Self::PaidTo => "paid_to",
        }
    }

    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name() == name)
    }

    #[must_use]
    pub fn is_date(self) -> bool {
        matches!(self, Self::JoinedOn | Self::BornOn | Self::PaidTo)
    }

    #[must_use]
    pub fn is_name(self) -> bool {
        matches!(self, Self::Name | Self::FirstName | Self::PreferredName | Self::LastName)
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_found_again_by_its_name() {
        for field in Field::ALL {
            assert_eq!(Field::named(field.name()), Some(field));
        }
    }
}
