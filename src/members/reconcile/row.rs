//! One row of a list: read into a candidate, or kept back with every reason why.
//!
//! A cell that looks like a formula is text and stays text. What is wrong with a row is said with the heading and
//! the cell as the file has them, so that a person finds the place.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use csv::StringRecord;
use thiserror::Error;

use super::{
    candidate::Candidate,
    columns::Columns,
    dates::{self, Century, Order},
    field::Field,
    phone::{self, Mobile},
    postcode,
    shape::Shape,
    spelling::{tidy, tidy_or_nothing},
};

/// What is wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Fault {
    #[error("too few cells: {has} of {of}")]
    TooFewCells { has: usize, of: usize },
    #[error("too many cells: {has} of {of}; quotation marks may be missing around a comma")]
    TooManyCells { has: usize, of: usize },
    #[error("{kind} is not a person: households and organisations are not members")]
    NotAPerson { kind: String },
    #[error("no membership number")]
    NoNumber,
    #[error("no name")]
    NoName,
    #[error("{header} {cell} has lost its last digits in a spreadsheet")]
    LostDigits { header: String, cell: String },
    #[error("{header} {cell} is not a date")]
    NotADate { header: String, cell: String },
    #[error("{header} {cell} is not one e-mail address")]
    NotAnAddress { header: String, cell: String },
    #[error("duplicate row")]
    Duplicate,
    #[error("membership number {number} already stands on row {row} with other details")]
    SameNumber { number: String, row: usize },
}

/// What has been settled about a list before its rows are read.
pub struct Manner<'a> {
    pub columns: &'a Columns,
    pub shape: Shape,
    pub orders: BTreeMap<Field, Order>,
    /// A year in which most of the members had joined, for two-digit years of birth.
    pub members_in: i32,
}

impl Manner<'_> {
    /// The day on which a row says that somebody joined.
    #[must_use]
    pub fn joined_on(&self, cells: &StringRecord) -> Option<NaiveDate> {
        let cells = self.shape.without_its_marks(cells);
        Row { manner: self, cells: &cells }.date(Field::JoinedOn, &mut Vec::new())
    }

    /// Reads a row. The candidate is as good as the row allows; it may be used only if there is no fault.
    #[must_use]
    pub fn read(&self, cells: &StringRecord) -> (Candidate, Vec<Fault>) {
        let cells = self.shape.without_its_marks(cells);
        let row = Row { manner: self, cells: &cells };
        let mut faults = Vec::new();
        // The cells after a lost or an added one stand under the wrong headings, and a household has no name of a person:
        // nothing but the number is read.
        if let Some(fault) = row.wrong_width().or_else(|| row.is_no_person()) {
            return (Candidate { number: row.text(Field::Number), ..Candidate::default() }, vec![fault]);
        }
        let candidate = row.candidate(&mut faults);
        (candidate, faults)
    }

    #[must_use]
    pub fn century(&self, field: Field) -> Century {
        if field == Field::BornOn { Century::Birth { members_in: self.members_in } } else { Century::Near }
    }
}

struct Row<'a> {
    manner: &'a Manner<'a>,
    cells: &'a StringRecord,
}

impl Row<'_> {
    fn wrong_width(&self) -> Option<Fault> {
        let (has, of) = (self.cells.len(), self.manner.columns.width());
        if has < of {
            return Some(Fault::TooFewCells { has, of });
        }
        let spills_over = self.cells.iter().skip(of).any(|cell| !cell.trim().is_empty());
        spills_over.then_some(Fault::TooManyCells { has, of })
    }

    /// CiviCRM exports households and organisations among the people, told apart by one column.
    fn is_no_person(&self) -> Option<Fault> {
        let cell = self.cells.get(self.manner.columns.place_of("Contact Type")?)?.trim();
        let is_group = ["household", "organization", "organisation"].contains(&cell.to_lowercase().as_str());
        is_group.then(|| Fault::NotAPerson { kind: cell.to_owned() })
    }

    fn candidate(&self, faults: &mut Vec<Fault>) -> Candidate {
        let number = self.number(faults);
        let (first_name, last_name) = self.names(faults);
        Candidate {
            number,
            title: self.text(Field::Title),
            first_name,
            preferred_name: self.text(Field::PreferredName),
            last_name,
            email: self.email(faults),
            mobile: self.mobile(),
            address: [Field::Address1, Field::Address2, Field::Address3].map(|line| self.text(line)),
            town: self.text(Field::Town),
            postcode: postcode::tidy(&self.text(Field::Postcode)),
            ward: self.text(Field::Ward),
            class: self.text(Field::Class),
            joined_on: self.date(Field::JoinedOn, faults),
            born_on: self.date(Field::BornOn, faults),
            gender: gender(&self.text(Field::Gender)),
            paid_to: self.date(Field::PaidTo, faults),
        }
    }

    fn number(&self, faults: &mut Vec<Fault>) -> String {
        let number = self.text(Field::Number);
        if number.is_empty() {
            faults.push(Fault::NoNumber);
        } else if phone::in_powers_of_ten(&number) {
            faults.push(Fault::LostDigits { header: self.header(Field::Number), cell: shown(&number) });
        }
        number
    }

    /// A person with a single name has it in either column.
    fn names(&self, faults: &mut Vec<Fault>) -> (String, String) {
        let columns = self.manner.columns;
        let (first, last) = if columns.has(Field::LastName) || columns.has(Field::FirstName) {
            (self.text(Field::FirstName), self.text(Field::LastName))
        } else {
            parted(&self.text(Field::Name))
        };
        let asked_for = [Field::FirstName, Field::LastName, Field::Name].into_iter().any(|field| columns.has(field));
        if asked_for && first.is_empty() && last.is_empty() {
            faults.push(Fault::NoName);
        }
        (first, last)
    }

    fn email(&self, faults: &mut Vec<Fault>) -> String {
        let email = self.text(Field::Email);
        if !email.is_empty() && !is_one_address(&email) {
            faults.push(Fault::NotAnAddress { header: self.header(Field::Email), cell: shown(&email) });
        }
        email
    }

    /// The first of the columns that holds a number.
    fn mobile(&self) -> Option<Mobile> {
        let lost_zero = self.manner.shape.lost_zero();
        let mut places = self.manner.columns.places(Field::Mobile).iter();
        places.find_map(|place| Mobile::read(&tidy_or_nothing(self.cell(*place)), lost_zero))
    }

    fn date(&self, field: Field, faults: &mut Vec<Fault>) -> Option<NaiveDate> {
        let cell = date_cell(self.cell(self.place(field)?))?;
        let order = self.manner.orders.get(&field).copied().unwrap_or(Order::DayMonthYear);
        let date = dates::read(&cell, order, self.manner.century(field));
        if date.is_none() {
            faults.push(Fault::NotADate { header: self.header(field), cell: shown(&cell) });
        }
        date
    }

    fn text(&self, field: Field) -> String {
        let Some(place) = self.place(field) else { return String::new() };
        if field.is_name() { tidy(self.cell(place)) } else { tidy_or_nothing(self.cell(place)) }
    }

    fn place(&self, field: Field) -> Option<usize> {
        self.manner.columns.places(field).first().copied()
    }

    fn header(&self, field: Field) -> String {
        self.place(field).map(|place| self.manner.columns.header(place).to_owned()).unwrap_or_default()
    }

    fn cell(&self, place: usize) -> &str {
        self.cells.get(place).unwrap_or("")
    }
}

/// What a cell says about a day; None where it says that there is none.
#[must_use]
pub fn date_cell(cell: &str) -> Option<String> {
    let cell = tidy_or_nothing(cell);
    let only_zeros = cell.chars().all(|char| char == '0' || char.is_ascii_punctuation());
    (!only_zeros).then_some(cell)
}

/// `O'Brien, Ann` has its surname in front; otherwise the last word is taken for the surname.
fn parted(name: &str) -> (String, String) {
    if let Some((last, first)) = name.split_once(',') {
        return (first.trim().to_owned(), last.trim().to_owned());
    }
    let (first, last) = name.rsplit_once(' ').unwrap_or(("", name));
    (first.to_owned(), last.to_owned())
}

/// Lists write F, f or Female; one spelling, so that a new spelling is not a change of gender.
fn gender(text: &str) -> String {
    match text.to_lowercase().as_str() {
        "f" | "female" | "woman" => "F".to_owned(),
        "m" | "male" | "man" => "M".to_owned(),
        "x" | "o" | "other" | "non-binary" | "nonbinary" => "X".to_owned(),
        _ => text.to_owned(),
    }
}

/// As much as a list needs: one sign @ with something around it, and nothing that parts two addresses.
fn is_one_address(email: &str) -> bool {
    let parts: Vec<&str> = email.split('@').collect();
    matches!(parts[..], [name, domain] if !name.is_empty() && domain.contains('.'))
        && !email.contains([' ', ',', ';', '<', '>'])
}

/// A cell as a sentence can bear it.
fn shown(cell: &str) -> String {
    const ENOUGH: usize = 40;
    let start: String = cell.chars().take(ENOUGH).collect();
    if start.len() < cell.len() { format!("{start}…") } else { start }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADINGS: &str = "Member No,First Name,Last Name,Email,Mobile,Postcode,Joined,Gender";

    fn read(headings: &str, row: &str) -> (Candidate, Vec<String>) {
        let cells = |text: &str| text.split(',').collect::<StringRecord>();
        let columns = Columns::of(&cells(headings), &[]).expect("the headings are short");
        let shape = Shape::of(&columns);
        let manner = Manner { columns: &columns, shape, orders: BTreeMap::new(), members_in: 2026 };
        let (candidate, faults) = manner.read(&cells(row));
        (candidate, faults.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn a_good_row_becomes_a_person() {
        let (ann, faults) = read(HEADINGS, "0012, Ann ,O'Brien,ann@example.org,07700 900123,nm32en,5/10/2026,Female");

        assert_eq!(faults, [""; 0]);
        assert_eq!((ann.number.as_str(), ann.full_name().as_str()), ("0012", "Ann O'Brien"));
        assert_eq!(ann.mobile.and_then(|mobile| mobile.e164).as_deref(), Some("+447700900123"));
        assert_eq!((ann.postcode.as_str(), ann.gender.as_str()), ("NM3 2EN", "F"));
        assert_eq!(ann.joined_on, NaiveDate::from_ymd_opt(2026, 10, 5));
    }

    #[test]
    fn a_bad_row_says_everything_that_is_wrong() {
        let (_, faults) = read(HEADINGS, ",,,ann at home,,,31/02/2026,");

        let expected = [
            "no membership number",
            "no name",
            "Email ann at home is not one e-mail address",
            "Joined 31/02/2026 is not a date",
        ];
        assert_eq!(faults, expected);
    }

    #[test]
    fn a_household_among_the_people_is_no_member() {
        let kind = |kind: &str| read("External Identifier,Contact Type,Last Name", &format!("1,{kind},Lee")).1;
        assert_eq!(kind("Household"), ["Household is not a person: households and organisations are not members"]);
        assert_eq!((kind("Individual"), kind("")), (vec![], vec![]));
    }

    #[test]
    fn a_row_with_too_few_or_too_many_cells_is_not_guessed_at() {
        assert_eq!(read(HEADINGS, "1,Ann,Lee").1, ["too few cells: 3 of 8"]);
        let (ann, faults) = read(HEADINGS, "1,Ann,Lee,,,,,F,F");
        assert_eq!(faults, ["too many cells: 9 of 8; quotation marks may be missing around a comma"]);
        assert_eq!((ann.number.as_str(), ann.last_name.as_str()), ("1", ""));
    }

    #[test]
    fn empty_columns_at_the_end_do_no_harm() {
        assert_eq!(read("Member No,Surname,,", "1,Lee").1, [""; 0]);
        assert_eq!(read("Member No,Surname", "1,Lee,,").1, [""; 0]);
    }

    #[test]
    fn a_number_that_a_spreadsheet_shortened_is_not_taken() {
        assert_eq!(
            read("Member No,Surname", "8.00049E+15,Lee").1,
            ["Member No 8.00049E+15 has lost its last digits in a spreadsheet"]
        );
    }

    #[test]
    fn a_formula_or_a_script_for_a_name_is_a_name() {
        for name in ["=HYPERLINK(\"http://evil.example\")", "<script>alert(1)</script>", "@SUM(A1)"] {
            let (person, faults) = read("Member No,First Name,Last Name", &format!("1,{name},Lee"));
            assert_eq!((person.first_name.as_str(), faults.len()), (name, 0));
        }
    }

    #[test]
    fn two_addresses_in_one_cell_are_not_one() {
        for cell in ["a@example.org; b@example.org", "a@example.org b@example.org", "a@b@example.org", "a@b"] {
            assert_eq!(read("Member No,Email", &format!("1,{cell}")).1.len(), 1, "{cell}");
        }
    }

    #[test]
    fn a_single_name_is_enough_and_a_whole_name_is_parted() {
        assert_eq!(read("Member No,First Name,Last Name", "1,,Madonna").1, [""; 0]);
        let names = |cell: &str| {
            let (person, _) = read("Member No,Name", &format!("1,{cell}"));
            (person.first_name, person.last_name)
        };
        assert_eq!(names("Ann Mary Lee"), ("Ann Mary".to_owned(), "Lee".to_owned()));
        assert_eq!(names("Sukarno"), (String::new(), "Sukarno".to_owned()));
        assert_eq!(parted("O'Brien, Ann"), ("Ann".to_owned(), "O'Brien".to_owned()));
    }

    #[test]
    fn the_apostrophe_of_nationbuilder_goes_and_that_of_a_name_stays() {
        assert_eq!(read("nationbuilder_id,last_name", "5,'t Hooft").0.last_name, "t Hooft");
        assert_eq!(read("Member No,last_name", "5,'t Hooft").0.last_name, "'t Hooft");
    }

    #[test]
    fn a_very_long_cell_is_shown_by_its_beginning() {
        let cell = "9".repeat(10_000);
        let (_, faults) = read("Member No,Joined", &format!("1,{cell}"));

        assert_eq!(faults, [format!("Joined {}… is not a date", "9".repeat(40))]);
    }
}
