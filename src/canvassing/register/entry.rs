//! One row of a register: an elector, or a change to one.

use super::columns::Columns;
use super::elector_number::ElectorNumber;
use super::layout::Layout;
use super::marker::Marker;
use super::name::ElectorName;
use super::problem::{Problem, Reason};
use super::property::Property;
use crate::places::address::Address;
use chrono::NaiveDate;
use csv::StringRecord;

/// An elector as one register lists them. An elector overseas or anonymous has a blank address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Counted as in the file, the header being row 1.
    pub row: u64,
    pub elector: ElectorNumber,
    pub markers_raw: String,
    pub markers: Vec<Marker>,
    /// The day on which an elector not yet of age may vote for the first time.
    pub attains_on: Option<NaiveDate>,
    pub name: ElectorName,
    /// With its postcode.
    pub address: Address,
    /// What the file says of the property, in the few that say anything.
    pub property: Property,
    /// How the register changes; `None` in a full register.
    pub change: Option<Change>,
}

/// What a row of a monthly update does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    Create,
    Amend,
    Delete,
    /// Came and went within the month: nothing to do.
    CreateAndDelete,
    /// Came in an earlier month and went in this one: to be deleted if the register has the elector, otherwise
    /// nothing to do.
    DeleteIfThere,
}

impl Entry {
    /// Whether the elector is listed without a name: an anonymous entry.
    pub fn is_anonymous(&self) -> bool {
        self.markers.contains(&Marker::Anonymous) || self.name.is_withheld()
    }
}

/// Reads one row. `section` is the change that the section line above it announced, where the layout has such lines. `above` is the row
/// before it with its address, which most rows share.
/// A reason that keeps the elector is added to `problems`.
pub fn read(
    record: &StringRecord,
    row: u64,
    layout: Layout,
    columns: &Columns,
    section: Option<Change>,
    above: Option<(&StringRecord, &Address)>,
    problems: &mut Vec<Problem>,
) -> Result<Entry, Reason> {
    if let Some(list) = &columns.doors {
        return list.read(record, row);
    }
    let field = |at: Option<usize>| at.and_then(|at| record.get(at)).unwrap_or_default();
    if record.len() < columns.needed {
        return Err(Reason::TooFewColumns { found: record.len(), needed: columns.needed });
    }
    let elector = match columns.polling_district {
        Some(_) => ElectorNumber::in_columns(field(columns.polling_district), field(columns.number), field(columns.suffix))?,
        None => ElectorNumber::parse(field(columns.number))?,
    };
    let change = change(record, layout, columns, section)?;
    let (name, opted_out_by_name) = name(record, columns).without_opt_out();
    let markers_raw = field(columns.markers).trim().to_owned();
    let mut markers = Marker::read_all(&markers_raw);
    let says = |at, one_of: &[&str]| one_of.iter().any(|letters| field(at).trim().eq_ignore_ascii_case(letters));
    let opted_out = opted_out_by_name || says(columns.opt_out, &["z", "y", "yes"]) || says(columns.status, &["z"]);
    if opted_out && !markers.contains(&Marker::OptedOut) {
        markers.push(Marker::OptedOut);
    }
    let address = address(record, columns, above);
    if name.raw.is_empty() && !markers.contains(&Marker::Anonymous) && change != Some(Change::Delete) {
        return Err(Reason::NoName { elector });
    }
    let attains_on = day(field(columns.attains_on)).unwrap_or_else(|reason| {
        problems.push(Problem { row, reason });
        None
    });
    let property = columns.uprn.map_or_else(Property::default, |uprn| Property::read(field(Some(uprn)), "", ""));
    Ok(Entry { row, elector, markers_raw, markers, attains_on, name, address, property, change })
}

fn name(record: &StringRecord, columns: &Columns) -> ElectorName {
    let field = |at: usize| record.get(at).unwrap_or_default();
    match (columns.whole_name, columns.surname) {
        (Some(at), _) => ElectorName::surname_first(field(at)),
        (None, Some(at)) => {
            let forenames: Vec<&str> = columns.forenames.iter().map(|at| field(*at)).collect();
            ElectorName::in_columns(field(at), &forenames)
        }
        (None, None) => ElectorName::surname_first(""),
    }
}

fn address(record: &StringRecord, columns: &Columns, above: Option<(&StringRecord, &Address)>) -> Address {
    let mut read = columns.address.iter().chain(&columns.postcode).chain(&columns.street);
    if let Some((above, address)) = above
        && read.all(|at| record.get(*at) == above.get(*at))
    {
        return address.clone();
    }
    let field = |at: &usize| record.get(*at).unwrap_or_default();
    let lines: Vec<&str> = columns.address.iter().map(field).collect();
    let postcode = columns.postcode.as_ref().map_or("", field);
    let street = columns.street.as_ref().map_or("", field);
    Address::read_on_street(&lines, postcode, street)
}

/// `20/07/2027`, `20-07-2027`, `20.07.27` or `2027-07-20`; nothing for an empty column, which is the usual case.
fn day(column: &str) -> Result<Option<NaiveDate>, Reason> {
    // Some systems add the time of day.
    let column = column.trim();
    let Some(date) = column.split_whitespace().next() else { return Ok(None) };
    let written = date.replace(['-', '.'], "/");
    let forms = ["%Y/%m/%d", "%d/%m/%Y", "%d/%m/%y"];
    // `%Y` would read the two digits of `%y` as the first century.
    let read =
        |form: &&str| NaiveDate::parse_from_str(&written, form).ok().filter(|day| *day > NaiveDate::MIN && is_recent(*day));
    forms.iter().find_map(read).map(Some).ok_or_else(|| Reason::NotADate { typed: column.to_owned() })
}

fn is_recent(day: NaiveDate) -> bool {
    use chrono::Datelike;
    (1900..2200).contains(&day.year())
}

/// How the register changes by this row.
fn change(record: &StringRecord, layout: Layout, columns: &Columns, section: Option<Change>) -> Result<Option<Change>, Reason> {
    let field = |n: usize| columns.change.get(n).and_then(|at| record.get(*at)).unwrap_or_default().trim();
    match layout {
        Layout::X23 => Ok(Some(by_month(field(0), field(1), field(2)))),
        Layout::P22 | Layout::I23 => by_letter(field(0)).map(Some),
        Layout::E23 => section.map(Some).ok_or(Reason::NoChange { typed: String::new() }),
        _ => Ok(None),
    }
}

/// Xpress gives the month of each event, nought for never. Nothing given at all is taken for a change.
fn by_month(created: &str, changed: &str, deleted: &str) -> Change {
    let happened = |month: &str| !month.is_empty() && month.bytes().any(|b| b != b'0');
    match (happened(created), happened(deleted)) {
        (true, true) if created == deleted => Change::CreateAndDelete,
        (true, true) => Change::DeleteIfThere,
        (false, true) => Change::Delete,
        // Created in an earlier month and changed in this one.
        (true, false) if happened(changed) && changed != created => Change::Amend,
        (true, false) => Change::Create,
        (false, false) => Change::Amend,
    }
}

fn by_letter(letter: &str) -> Result<Change, Reason> {
    match letter.to_ascii_uppercase().as_str() {
        "N" | "A" | "C" => Ok(Change::Create),
        "M" => Ok(Change::Amend),
        "D" => Ok(Change::Delete),
        _ => Err(Reason::NoChange { typed: letter.to_owned() }),
    }
}
