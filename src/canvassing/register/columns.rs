//! Which column of a layout holds what.

use super::{
    door_list::DoorList,
    layout::{Layout, plain},
    property::Property,
};

/// Where each fact of a row stands. An absent column reads as empty.
#[derive(Debug, Clone, Default)]
pub struct Columns {
    pub polling_district: Option<usize>,
    /// The number alone, or district, number and suffix in one where `polling_district` is absent.
    pub number: Option<usize>,
    pub suffix: Option<usize>,
    pub markers: Option<usize>,
    pub attains_on: Option<usize>,
    /// One column with the surname first.
    pub whole_name: Option<usize>,
    pub surname: Option<usize>,
    pub forenames: Vec<usize>,
    pub address: Vec<usize>,
    pub street: Option<usize>,
    pub postcode: Option<usize>,
    /// Columns that say how the register changes, in the order that the layout's reading expects.
    pub change: Vec<usize>,
    /// The flag of an elector who opted out of the open register.
    pub opt_out: Option<usize>,
    /// The status of an elector, which is `Z` of one who opted out, in files that have no flag for it.
    pub status: Option<usize>,
    pub uprn: Option<usize>,
    /// All columns, in a list of doors.
    pub doors: Option<DoorList>,
    /// The last column that a row cannot do without.
    pub needed: usize,
}

impl Columns {
    /// By the names in the header row, each as [`plain`] makes it.
    pub fn named(layout: Layout, names: &[String]) -> Columns {
        let at = |wanted: &[&str]| names.iter().position(|name| wanted.contains(&name.as_str()));
        let all = |wanted: &[&str]| wanted.iter().filter_map(|name| at(&[name])).collect::<Vec<_>>();
        let one_number = layout == Layout::X23;
        let opt_out = at(&["optoutflag"]);
        let columns = Columns {
            polling_district: if one_number { None } else { at(&["electornumberprefix", "pd", "pollingdistrict", "pdcode"]) },
            number: at(&["electornumber", "eno", "rollno"]),
            suffix: at(&["electornumbersuffix"]),
            markers: at(&["electormarkers", "markersregistertext", "franchiseflag", "franchisemarker"]),
            attains_on: at(&["electordob", "dateofattainment", "attainersdob", "dob"]),
            whole_name: at(&["electorname"]),
            surname: at(&["electorsurname", "surname"]),
            forenames: all(&["electorforename", "electormiddlename", "firstname", "initials"]),
            address: address_lines(names),
            street: at(&["streetname"]),
            postcode: at(&["postcode", "propertypostcode"]),
            change: change_columns(layout, &all),
            opt_out,
            status: if opt_out.is_none() { at(&["status"]) } else { None },
            uprn: at(&Property::UPRN),
            doors: None,
            needed: 0,
        };
        columns.with_needed()
    }

    /// Those of a list of doors.
    pub fn of_doors(list: DoorList) -> Columns {
        Columns { doors: Some(list), ..Columns::default() }
    }

    /// By position, for files without column names.
    pub fn by_position(layout: Layout) -> Columns {
        // An Idox update is the full layout with one column in front.
        let shift = usize::from(layout == Layout::I23);
        let columns = match layout {
            Layout::I22 | Layout::I23 => Columns {
                polling_district: Some(shift),
                number: Some(shift + 1),
                markers: Some(shift + 2),
                attains_on: Some(shift + 3),
                surname: Some(shift + 4),
                forenames: vec![shift + 5],
                address: (shift + 6..shift + 14).collect(),
                street: Some(shift + 16),
                postcode: Some(shift + 21),
                change: if shift == 1 { vec![0] } else { Vec::new() },
                ..Columns::default()
            },
            _ => Columns::named(layout, &xpress_names(layout)),
        };
        columns.with_needed()
    }

    /// Number and name are needed; address columns may be cut off at the end of a row.
    fn with_needed(mut self) -> Columns {
        let needed = [self.polling_district, self.number, self.whole_name.or(self.surname)];
        self.needed = needed.into_iter().flatten().max().map_or(0, |last| last + 1);
        self
    }
}

/// `Address1`, `Address 1`, `PropertyAddress1`, `RegisteredAddress1` and so on, in the order of their numbers.
fn address_lines(names: &[String]) -> Vec<usize> {
    let number = |name: &str| name.rsplit_once("address").and_then(|(_, digits)| digits.parse::<u32>().ok());
    let mut lines: Vec<(u32, usize)> = names.iter().enumerate().filter_map(|(at, name)| Some((number(name)?, at))).collect();
    lines.sort_unstable();
    lines.into_iter().map(|(_, at)| at).collect()
}

fn change_columns(layout: Layout, all: &dyn Fn(&[&str]) -> Vec<usize>) -> Vec<usize> {
    match layout {
        Layout::X23 => all(&["electorcreatedmonth", "electorchangedmonth", "electordeletedmonth"]),
        Layout::P22 => all(&["changetypeid"]),
        _ => Vec::new(),
    }
}

/// The column names of an Xpress full register, for a file that lost its header.
fn xpress_names(layout: Layout) -> Vec<String> {
    let name: &[&str] = if layout == Layout::X14 { &["Elector Surname", "Elector Forename"] } else { &["Elector Name"] };
    let first = ["Elector Number Prefix", "Elector Number", "Elector Number Suffix", "Elector Markers", "Elector DOB"];
    let last = ["PostCode", "Address1", "Address2", "Address3", "Address4", "Address5", "Address6"];
    first.iter().chain(name).chain(&last).map(|column| plain(column)).collect()
}
