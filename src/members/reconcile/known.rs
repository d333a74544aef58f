//! What the register knows of a member, as far as a list can speak about it.

use std::collections::BTreeMap;

use super::{
    candidate::Candidate,
    field::Field,
    list::List,
    phone::{LostZero, Mobile},
    postcode,
    spelling::tidy,
};

/// One member of the register. A field that the register does not keep is not compared; a field that it keeps and
/// that is empty for this member is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    pub number: String,
    values: BTreeMap<Field, String>,
}

impl Known {
    #[must_use]
    pub fn new(number: impl Into<String>) -> Self {
        Self { number: number.into(), ..Self::default() }
    }

    /// With a field as text: dates as 2026-11-30, a telephone number as typed or in E.164.
    #[must_use]
    pub fn with(mut self, field: Field, text: impl Into<String>) -> Self {
        self.values.insert(field, text.into());
        self
    }

    /// The people of an earlier list as if they were the register.
    #[must_use]
    pub fn from_list(list: &List) -> Vec<Self> {
        let fields: Vec<Field> = list.fields().collect();
        list.entries.iter().map(|entry| Self::from_candidate(&entry.candidate, &fields)).collect()
    }

    /// The text of a field; None where the register does not keep it.
    #[must_use]
    pub fn text(&self, field: Field) -> Option<&str> {
        if field == Field::Number { Some(&self.number) } else { self.values.get(&field).map(String::as_str) }
    }

    fn from_candidate(candidate: &Candidate, fields: &[Field]) -> Self {
        let known = Self::new(candidate.number.clone());
        fields.iter().fold(known, |known, field| known.with(*field, candidate.text(*field)))
    }
}

/// Whether two texts of a field say the same, however they are written. Names are compared letter by letter,
/// capitals and all, for people care; in the rest a change of capitals is only a change of habit.
#[must_use]
pub fn says_the_same(field: Field, one: &str, other: &str) -> bool {
    one == other || comparable(field, one) == comparable(field, other)
}

/// A text in the form in which it is compared.
#[must_use]
pub fn comparable(field: Field, text: &str) -> String {
    let text = tidy(text);
    match field {
        Field::Number => text,
        Field::Postcode => postcode::tidy(&text),
        Field::Mobile => {
            Mobile::read(&text, LostZero::PutBack).map(|mobile| mobile.comparable().to_owned()).unwrap_or_default()
        }
        field if field.is_name() => text,
        _ => text.to_lowercase(),
    }
}
