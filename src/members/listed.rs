//! A member in the words of a list: each field as text, and how a text is put into its field.

use chrono::NaiveDate;

use super::{
    Joining, Member,
    class::Class,
    history::History,
    reconcile::{Candidate, Field, Known},
};

/// What the register knows of a member, as far as a list can speak about it.
pub fn known(member: &Member, history: &History) -> Known {
    let fields = Field::ALL.into_iter().filter(|field| !matches!(field, Field::Number | Field::Name));
    fields.fold(Known::new(&member.number), |known, field| known.with(field, text(member, history, field)))
}

/// A field as text: dates as 2026-11-30, what is not known as nothing.
pub fn text(member: &Member, history: &History, field: Field) -> String {
    match field {
        Field::Number => member.number.clone(),
        Field::Title => member.title.clone(),
        Field::Name => member.name(),
        Field::FirstName => member.first_name.clone(),
        Field::PreferredName => member.preferred_name.clone(),
        Field::LastName => member.last_name.clone(),
        Field::Email => member.email.clone().unwrap_or_default(),
        Field::Mobile => member.mobile.clone(),
        Field::Address1 => line(&member.address, 0),
        Field::Address2 => line(&member.address, 1),
        Field::Address3 => line(&member.address, 2),
        Field::Town => member.town.clone(),
        Field::Postcode => member.postcode.clone(),
        Field::Ward => history.home().map(|home| home.ward.clone()).unwrap_or_default(),
        Field::Class => history.current().map(|spell| spell.class.clone()).unwrap_or_default(),
        Field::JoinedOn => day(history.joined_with().map(|spell| spell.from_on)),
        Field::BornOn => day(member.born_on),
        Field::Gender => member.gender.clone(),
        Field::PaidTo => day(member.paid_to),
    }
}

/// Puts a text into its field. Class, ward and date of joining are dated facts and stand elsewhere; the membership
/// number never changes.
pub fn set(member: &mut Member, field: Field, text: &str) {
    let text = text.to_owned();
    match field {
        Field::Title => member.title = text,
        Field::FirstName => member.first_name = text,
        Field::PreferredName => member.preferred_name = text,
        Field::LastName => member.last_name = text,
        Field::Email => member.email = (!text.is_empty()).then_some(text),
        Field::Mobile => member.mobile = text,
        Field::Address1 => member.address = with_line(&member.address, 0, text),
        Field::Address2 => member.address = with_line(&member.address, 1, text),
        Field::Address3 => member.address = with_line(&member.address, 2, text),
        Field::Town => member.town = text,
        Field::Postcode => member.postcode = text,
        Field::BornOn => member.born_on = text.parse().ok(),
        Field::Gender => member.gender = text,
        Field::PaidTo => member.paid_to = text.parse().ok(),
        Field::Number | Field::Name | Field::Ward | Field::Class | Field::JoinedOn => {}
    }
}

/// A person on a list as somebody who joins. `class` is what counts where the list names none, `today` where it has no
/// date of joining.
pub fn joining(candidate: &Candidate, classes: &[String], today: NaiveDate, source: &str) -> Joining {
    let address = candidate.address.iter().map(String::as_str).collect::<Vec<_>>().join("\n");
    Joining {
        number: candidate.number.clone(),
        title: candidate.title.clone(),
        first_name: candidate.first_name.clone(),
        preferred_name: candidate.preferred_name.clone(),
        last_name: candidate.last_name.clone(),
        email: (!candidate.email.is_empty()).then(|| candidate.email.clone()),
        mobile: candidate.text(Field::Mobile),
        address: address.trim_end().to_owned(),
        town: candidate.town.clone(),
        postcode: candidate.postcode.clone(),
        gender: candidate.gender.clone(),
        born_on: candidate.born_on,
        paid_to: candidate.paid_to,
        ward: (!candidate.ward.is_empty()).then(|| candidate.ward.clone()),
        class: Class::of(&candidate.class, classes).kept().unwrap_or_default(),
        joined_on: candidate.joined_on.unwrap_or(today),
        source: source.to_owned(),
    }
}

/// What a field is called on a page.
pub const fn words(field: Field) -> &'static str {
    match field {
        Field::Number => "Membership number",
        Field::Title => "Title",
        Field::Name => "Name",
        Field::FirstName => "First name",
        Field::PreferredName => "Preferred name",
        Field::LastName => "Last name",
        Field::Email => "Mail address",
        Field::Mobile => "Telephone",
        Field::Address1 => "Address",
        Field::Address2 => "Address, line 2",
        Field::Address3 => "Address, line 3",
        Field::Town => "Town",
        Field::Postcode => "Postcode",
        Field::Ward => "Ward",
        Field::Class => "Class of membership",
        Field::JoinedOn => "Date of joining",
        Field::BornOn => "Date of birth",
        Field::Gender => "Gender",
        Field::PaidTo => "Dues paid to",
    }
}

fn day(date: Option<NaiveDate>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}

fn line(address: &str, at: usize) -> String {
    address.split('\n').nth(at).unwrap_or_default().to_owned()
}

fn with_line(address: &str, at: usize, text: String) -> String {
    let mut lines: Vec<String> = address.split('\n').map(str::to_owned).collect();
    lines.resize(lines.len().max(at + 1), String::new());
    lines[at] = text;
    lines.join("\n").trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_an_address_changes_without_its_neighbours() {
        assert_eq!(with_line("12 Albion Street\nFlat 3", 0, "14 Albion Street".into()), "14 Albion Street\nFlat 3");
        assert_eq!(with_line("", 1, "Flat 3".into()), "\nFlat 3");
        assert_eq!(with_line("12 Albion Street\nFlat 3", 1, String::new()), "12 Albion Street");
        assert_eq!(line("\nFlat 3", 1), "Flat 3");
    }

    #[test]
    fn whoever_joined_from_a_list_is_known_as_the_list_has_them() {
        let candidate = Candidate {
            number: "7".into(),
            first_name: "Łucja".into(),
            address: ["12 Albion Street".into(), String::new(), "Northmoor Row".into()],
            ..Candidate::default()
        };
        let joining = joining(&candidate, &[], NaiveDate::MIN, "a list");
        let lines: Vec<String> = (0..3).map(|at| line(&joining.address, at)).collect();
        assert_eq!(lines, candidate.address);
    }
}
