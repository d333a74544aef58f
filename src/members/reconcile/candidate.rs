//! A person as one row of a list describes them, every value parsed.

use chrono::NaiveDate;

use super::{field::Field, phone::Mobile};

/// A person on a list. Empty text means that the list says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Candidate {
    /// The membership number as text, for zeros in front belong to it.
    pub number: String,
    pub title: String,
    pub first_name: String,
    pub preferred_name: String,
    pub last_name: String,
    pub email: String,
    pub mobile: Option<Mobile>,
    pub address: [String; 3],
    pub town: String,
    pub postcode: String,
    pub ward: String,
    pub class: String,
    pub joined_on: Option<NaiveDate>,
    pub born_on: Option<NaiveDate>,
    pub gender: String,
    pub paid_to: Option<NaiveDate>,
}

impl Candidate {
    /// A field as text: dates as 2026-11-30, a telephone number as typed.
    #[must_use]
    pub fn text(&self, field: Field) -> String {
        match field {
            Field::Number => self.number.clone(),
            Field::Title => self.title.clone(),
            Field::Name => self.full_name(),
            Field::FirstName => self.first_name.clone(),
            Field::PreferredName => self.preferred_name.clone(),
            Field::LastName => self.last_name.clone(),
            Field::Email => self.email.clone(),
            Field::Mobile => self.mobile.as_ref().map(|mobile| mobile.typed.clone()).unwrap_or_default(),
            Field::Address1 => self.address[0].clone(),
            Field::Address2 => self.address[1].clone(),
            Field::Address3 => self.address[2].clone(),
            Field::Town => self.town.clone(),
            Field::Postcode => self.postcode.clone(),
            Field::Ward => self.ward.clone(),
            Field::Class => self.class.clone(),
            Field::JoinedOn => day(self.joined_on),
            Field::BornOn => day(self.born_on),
            Field::Gender => self.gender.clone(),
            Field::PaidTo => day(self.paid_to),
        }
    }

    #[must_use]
    pub fn full_name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name).trim().to_owned()
    }
}

fn day(date: Option<NaiveDate>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}
