//! When a register may be read and loaded.

use chrono::{Days, Months, NaiveDate};

use super::{Basis, Terms};
use crate::{
    branch::Kind,
    canvassing::register::{Layout, Register, Unreadable},
    web::Refusal,
};

/// Why a file is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoLoad {
    #[error("Choose the file that the council sent.")]
    NoFile,
    #[error("{0}")]
    Unreadable(#[from] Unreadable),
    #[error("This is a monthly update and no full register. Load the full register that it belongs to.")]
    AnUpdate,
    #[error("No row of the file could be read as an elector. The first fault is in row {row}: {reason}.")]
    NoElectors { row: u64, reason: String },
    #[error("This very file was loaded on {on}. Nothing was changed.")]
    LoadedAlready { on: NaiveDate },
    #[error("Say on what ground the branch holds this register.")]
    NoBasis,
    #[error(
        "The full electoral register is for registered parties, councillors and candidates. Your branch can load a list of doors of its own."
    )]
    NotForYou,
    #[error("This file has the columns of the electoral register, and that is no list of your own. Say who supplied it.")]
    NoOwnList,
    #[error("This is a list of doors and no electoral register. Choose “Our own list of doors”.")]
    NoRegister,
    #[error("Give the day on which the register is destroyed, such as 23/11/2027.")]
    NoDay,
    #[error("The day of destruction lies behind us. Choose a day to come.")]
    DestroyedAlready,
    #[error("A register is not kept for more than two years: choose a day up to {latest}.")]
    KeptTooLong { latest: NaiveDate },
}

impl Refusal for NoLoad {
    fn field(&self) -> Option<&'static str> {
        Some(match self {
            Self::NoBasis | Self::NotForYou | Self::NoOwnList | Self::NoRegister => "basis",
            Self::NoDay | Self::DestroyedAlready | Self::KeptTooLong { .. } => "destroy_on",
            _ => "file",
        })
    }
}

/// Whether a file that was read can be shown for loading; `loaded_on` is the day on which the same bytes were loaded.
pub fn may_read(read: &Register, loaded_on: Option<NaiveDate>) -> Result<(), NoLoad> {
    if let Some(on) = loaded_on {
        return Err(NoLoad::LoadedAlready { on });
    }
    if read.entries.is_empty() {
        let first = read.problems.first();
        return Err(NoLoad::NoElectors {
            row: first.map_or(1, |problem| problem.row),
            reason: first
                .map_or_else(|| "there are no rows below the column names".to_owned(), |problem| problem.reason.to_string()),
        });
    }
    Ok(())
}

/// Whether a file that was read is a full register; a monthly update is applied to one.
pub fn may_be_loaded(read: &Register) -> Result<(), NoLoad> {
    if read.layout.is_update() { Err(NoLoad::AnUpdate) } else { Ok(()) }
}

/// Whether what was read can be held on this ground: a list of doors is the branch's own, and an electoral register never is.
pub fn may_be_held(read: &Register, basis: Basis) -> Result<(), NoLoad> {
    match (read.layout == Layout::Doors, basis == Basis::OwnList) {
        (true, false) => Err(NoLoad::NoRegister),
        (false, true) => Err(NoLoad::NoOwnList),
        _ => Ok(()),
    }
}

/// Whether a body of this kind may load a register on these terms today.
pub fn may_load(kind: Kind, terms: &Terms, today: NaiveDate) -> Result<(), NoLoad> {
    if !Basis::open_to(kind).contains(&terms.basis) {
        return Err(NoLoad::NotForYou);
    }
    if terms.destroy_on <= today {
        return Err(NoLoad::DestroyedAlready);
    }
    let latest = today + Months::new(24);
    if terms.destroy_on > latest {
        return Err(NoLoad::KeptTooLong { latest });
    }
    Ok(())
}

/// The day of destruction to propose: a year from today, when the next register has long come.
pub fn usual_end(today: NaiveDate) -> NaiveDate {
    (today + Months::new(12)).checked_sub_days(Days::new(1)).unwrap_or(today)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a written day")
    }

    #[test]
    fn a_union_loads_its_own_list_and_not_the_full_register() {
        let today = day("2026-11-23");
        let terms = |basis| Terms { basis, destroy_on: day("2027-11-22") };
        assert_eq!(may_load(Kind::Union, &terms(Basis::Party), today), Err(NoLoad::NotForYou));
        assert_eq!(may_load(Kind::Union, &terms(Basis::OwnList), today), Ok(()));
        assert_eq!(may_load(Kind::Party, &terms(Basis::Party), today), Ok(()));
    }

    #[test]
    fn a_list_of_doors_is_ones_own_and_the_electoral_register_is_not() {
        let read = |file: &str| crate::canvassing::register::read(file.as_bytes()).expect("a known layout");
        let list = read("Number,Street,Postcode\n1,Mill Lane,N22 7AL\n");
        let register = read("PD,ENO,Status,Title,First Name,Initials,Surname,Address 1,Postcode\n");
        assert_eq!((may_be_held(&list, Basis::OwnList), may_be_held(&list, Basis::Party)), (Ok(()), Err(NoLoad::NoRegister)));
        assert_eq!(
            (may_be_held(&register, Basis::OwnList), may_be_held(&register, Basis::Party)),
            (Err(NoLoad::NoOwnList), Ok(()))
        );
    }

    #[test]
    fn a_register_has_an_end_within_two_years() {
        let today = day("2026-11-23");
        let until = |day| may_load(Kind::Party, &Terms { basis: Basis::Party, destroy_on: day }, today);
        assert_eq!(until(today), Err(NoLoad::DestroyedAlready));
        assert_eq!(until(day("2028-11-24")), Err(NoLoad::KeptTooLong { latest: day("2028-11-23") }));
        assert_eq!(usual_end(today), day("2027-11-22"));
    }

    #[test]
    fn a_file_of_column_names_alone_is_refused_in_words() {
        let header = "Elector Number Prefix,Elector Number,Elector Number Suffix,Elector Markers,Elector DOB,Elector Name,PostCode,Address1\n";
        let read = crate::canvassing::register::read(header.as_bytes()).expect("a known layout");
        let refused = may_read(&read, None).expect_err("nobody is listed").to_string();
        assert!(refused.contains("there are no rows below the column names"), "{refused}");
    }
}
