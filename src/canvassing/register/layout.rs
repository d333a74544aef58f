//! The layouts in which councils' systems write the register, recognised by their column names.

use std::fmt;

/// A layout by the system it comes from; the digits are the usual number of columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Xpress, full register, one column for the name.
    X13,
    /// Xpress, full register, surname and forename apart.
    X14,
    /// Xpress, monthly update.
    X23,
    /// Eros, full register.
    E20,
    /// Eros, full register without the status column.
    E19,
    /// Eros, monthly update, with section lines between the rows.
    E23,
    /// PDCode and RollNo, full register.
    P21,
    /// PDCode and RollNo, monthly update.
    P22,
    /// Idox Elections, full register, without column names.
    I22,
    /// Idox Elections, monthly update: the same with one column in front.
    I23,
    /// A list of doors, which is no electoral register.
    Doors,
}

impl Layout {
    /// Whether this is how a layout of monthly updates is written down.
    pub fn is_written_as_update(written: &str) -> bool {
        Self::UPDATES.iter().any(|layout| layout.to_string() == written)
    }

    /// The layouts of monthly updates.
    pub const UPDATES: [Layout; 4] = [Layout::X23, Layout::E23, Layout::P22, Layout::I23];

    /// Recognises a row of column names, each as [`plain`] makes it. `None` where the row names no columns.
    pub fn of_header(names: &[String]) -> Option<Layout> {
        let has = |wanted: &[&str]| wanted.iter().all(|name| names.iter().any(|n| n == name));
        let is_eros = has(&["eno", "surname"]) && (has(&["pd"]) || has(&["pollingdistrict"]));
        match () {
            () if has(&["electornumberprefix", "electornumber", "electorname"]) => Some(Layout::X13),
            () if has(&["electornumberprefix", "electornumber", "electorsurname"]) => Some(Layout::X14),
            () if has(&["electornumber", "electorcreatedmonth", "electordeletedmonth"]) => Some(Layout::X23),
            () if is_eros && (has(&["optoutflag"]) || has(&["registercode"])) => Some(Layout::E23),
            () if is_eros && has(&["status"]) => Some(Layout::E20),
            () if is_eros => Some(Layout::E19),
            () if has(&["changetypeid", "pdcode", "rollno"]) => Some(Layout::P22),
            () if has(&["pdcode", "rollno"]) => Some(Layout::P21),
            () => None,
        }
    }

    /// Recognises a first row that holds an elector, where the file has no column names.
    pub fn of_bare_row(fields: &[&str]) -> Option<Layout> {
        let is_number = |at: usize| fields.get(at).is_some_and(|field| field.trim().parse::<u32>().is_ok());
        let is_short = |at: usize| fields.get(at).is_some_and(|field| (1..=10).contains(&field.trim().len()));
        match fields.len() {
            13 if is_short(0) && is_number(1) => Some(Layout::X13),
            14 if is_short(0) && is_number(1) => Some(Layout::X14),
            22 if is_short(0) && is_number(1) => Some(Layout::I22),
            23 if is_short(1) && is_number(2) => Some(Layout::I23),
            _ => None,
        }
    }

    /// Whether the rows are changes to a register and not electors.
    pub fn is_update(self) -> bool {
        matches!(self, Layout::X23 | Layout::E23 | Layout::P22 | Layout::I23)
    }
}

impl fmt::Display for Layout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Layout::X13 => "x13",
            Layout::X14 => "x14",
            Layout::X23 => "x23",
            Layout::E20 => "e20",
            Layout::E19 => "e19",
            Layout::E23 => "e23",
            Layout::P21 => "p21",
            Layout::P22 => "p22",
            Layout::I22 => "i22",
            Layout::I23 => "i23",
            Layout::Doors => "doors",
        })
    }
}

/// The columns that say how somebody votes. They tell an absent voters' list from a register, whose other columns it has.
pub const HOW_SOMEBODY_VOTES: [&str; 5] = ["absentvotetype", "absentvotertype", "absentvote", "avtype", "votetype"];

/// The columns that say whether somebody voted. They tell a marked register from one that is not.
pub const WHETHER_SOMEBODY_VOTED: [&str; 3] = ["voted", "hasvoted", "marked"];

/// Whether a row of column names, each as [`plain`] makes it, is that of an absent voters' list or a marked register.
pub fn is_voting_list(names: &[String]) -> bool {
    let has = |wanted: &[&str]| names.iter().any(|name| wanted.contains(&name.as_str()));
    has(&["electornumber", "eno", "rollno"]) && (has(&HOW_SOMEBODY_VOTES) || has(&WHETHER_SOMEBODY_VOTED))
}

/// A column name without blanks, marks and capitals: `Elector Number Prefix` is `electornumberprefix`.
pub fn plain(column_name: &str) -> String {
    column_name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(header: &str) -> Option<String> {
        let names: Vec<String> = header.split(',').map(plain).collect();
        Layout::of_header(&names).map(|layout| layout.to_string())
    }

    #[test]
    fn every_layout_is_known_by_its_column_names() {
        let headers = [
            (
                "Elector Number Prefix,Elector Number,Elector Number Suffix,Elector Markers,Elector DOB,Elector Name,PostCode",
                "x13",
            ),
            ("Elector Number Prefix,Elector Number,Elector Number Suffix,Elector Surname,Elector Forename", "x14"),
            ("DistrictRef,ElectorNumber,ElectorCreatedMonth,ElectorChangedMonth,ElectorDeletedMonth", "x23"),
            ("PD,ENO,Status,Title,First Name,Initials,Surname", "e20"),
            ("PD,ENO,Title,First Name,Initials,Surname", "e19"),
            ("PD,ENO,Status,Title,First Name,Surname,Register Code,Clerical Error,Opt Out Flag", "e23"),
            ("PDCode,RollNo,ElectorTitle", "p21"),
            ("ChangeTypeID,PDCode,RollNo,ElectorTitle", "p22"),
        ];
        for (header, layout) in headers {
            assert_eq!(named(header).as_deref(), Some(layout));
        }
        assert_eq!(named("name,address,phone"), None);
    }
}
