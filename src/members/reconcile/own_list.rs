//! The branch's own list as a file that any reader of lists understands, ours first of all: loaded again, it changes
//! nobody.

use super::{field::Field, known::Known, safe_csv::safe_csv};

/// Members as CSV in UTF-8, one column for each field that at least one of them has.
#[must_use]
pub fn own_list(members: &[Known]) -> String {
    let kept = |field: &Field| members.iter().any(|member| member.text(*field).is_some());
    let fields: Vec<Field> = Field::ALL.into_iter().filter(kept).collect();
    let mut rows = vec![fields.iter().map(|field| heading(*field).to_owned()).collect::<Vec<_>>()];
    rows.extend(members.iter().map(|member| row(member, &fields)));
    safe_csv(&rows)
}

fn row(member: &Known, fields: &[Field]) -> Vec<String> {
    fields.iter().map(|field| member.text(*field).unwrap_or_default().to_owned()).collect()
}

fn heading(field: Field) -> &'static str {
    match field {
        Field::Number => "Membership Number",
        Field::Title => "Title",
        Field::Name => "Name",
        Field::FirstName => "First Name",
        Field::PreferredName => "Preferred First Name",
        Field::LastName => "Last Name",
        Field::Email => "Email Address",
        Field::Mobile => "Mobile",
        Field::Address1 => "Address 1",
        Field::Address2 => "Address 2",
        Field::Address3 => "Address 3",
        Field::Town => "Town",
        Field::Postcode => "Postcode",
        Field::Ward => "Ward",
        Field::Class => "Membership Type",
        Field::JoinedOn => "Date Joined",
        Field::BornOn => "Date of Birth",
        Field::Gender => "Gender",
        Field::PaidTo => "Paid To",
    }
}
