//! A list held against the register in force, row by row: whom each is about, and which are about nobody.

use std::collections::HashMap;

use super::{
    reading::{Line, Read},
    voting_list::Mark,
};
use crate::{
    canvassing::{
        electors::InForce,
        register::{ElectorNumber, Problem, Reason},
    },
    db::{DistrictId, ElectorId},
};

/// What a list comes to. Every row of it is in exactly one of `marks` and `problems`, or says that somebody did not vote.
#[derive(Debug, Clone, Default)]
pub struct Fit {
    pub marks: Vec<(ElectorId, Mark)>,
    /// The polling districts that the list is about.
    pub districts: Vec<DistrictId>,
    pub problems: Vec<Problem>,
}

/// Finds whom each row is about: `known` are the entries in force, `districts` the polling districts in which they are.
pub fn fit(list: &Read, known: &HashMap<ElectorNumber, InForce>, districts: &HashMap<String, DistrictId>) -> Fit {
    let mut fit = Fit { problems: list.problems.clone(), ..Fit::default() };
    for line in &list.lines {
        match whose(line, known, districts) {
            Ok((elector, district)) => {
                fit.marks.push((elector, line.mark));
                fit.districts.push(district);
            }
            Err(reason) => fit.problems.push(Problem { row: line.row, reason }),
        }
    }
    fit.problems.sort_by_key(|problem| problem.row);
    fit.districts.sort_unstable();
    fit.districts.dedup();
    fit
}

fn whose(
    line: &Line,
    known: &HashMap<ElectorNumber, InForce>,
    districts: &HashMap<String, DistrictId>,
) -> Result<(ElectorId, DistrictId), Reason> {
    let elector = line.elector.clone();
    let Some(district) = districts.get(&elector.polling_district) else { return Err(Reason::AnotherWard { elector }) };
    let Some(entry) = known.get(&elector) else { return Err(Reason::NotListed { elector }) };
    // Numbers are given out anew with every yearly register: the name tells a list that is older or newer than it.
    if !is_called(&line.name, &entry.entry.name.surname) {
        return Err(Reason::OtherName { elector, listed: entry.entry.name.raw.clone(), written: line.name.clone() });
    }
    Ok((entry.id, *district))
}

/// Whether a name in a list can be that of somebody with this surname. A list or a register without names says nothing
/// against it.
fn is_called(written: &str, surname: &str) -> bool {
    let letters =
        |name: &str| name.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let (name, surname) = (letters(written), letters(surname));
    let is_withheld = name.is_empty() || name == "n" || surname.is_empty();
    is_withheld || name.starts_with(&surname) || name.ends_with(&surname)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_held_against_the_surname_however_it_is_written() {
        assert!(is_called("VAN DYK Anna", "Van Dyk") && is_called("Anna Van Dyk", "Van Dyk") && is_called("O'Hara", "O’Hara"));
        assert!(is_called("", "Smith") && is_called("N", "Smith") && is_called("Smith", ""));
        assert!(!is_called("Jones Anna", "Smith"));
    }
}
