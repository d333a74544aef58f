//! A part of a ward, as it is written down in a line: a postcode, the beginning of one, or a street.

use diesel::{Queryable, Selectable};
use serde::Serialize;

use super::{
    address::{Address, normal_street},
    postcode::Postcode,
};
use crate::db::schema::ward_areas;

crate::text_enum! {
    /// What a line names.
    pub enum AreaKind {
        Postcode = "postcode",
        Street = "street",
    }
}

/// One line of what lies in a ward.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Queryable, Selectable)]
#[diesel(table_name = ward_areas)]
pub struct Area {
    pub kind: AreaKind,
    /// One text for all writings: `N22 7AL`, `N22 7`, `N22`, or `albert road`.
    pub area_key: String,
    pub written: String,
}

/// A line that names neither.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoArea {
    #[error("“{written}” begins with a number. Write the whole street without its houses, or their postcodes.")]
    Houses { written: String },
    #[error("“{written}” is longer than a street's name.")]
    TooLong { written: String },
}

/// A street's name has so many letters at the most.
const LONGEST: usize = 80;

impl Area {
    /// Reads one line, which is not empty.
    ///
    /// # Errors
    /// Refuses houses of a street, and what is too long to be a street's name.
    pub fn read(line: &str) -> Result<Self, NoArea> {
        let written = line.trim().to_owned();
        if let Some(area_key) = postcode(&written) {
            return Ok(Self { kind: AreaKind::Postcode, written: area_key.clone(), area_key });
        }
        if written.starts_with(|c: char| c.is_ascii_digit()) {
            return Err(NoArea::Houses { written });
        }
        if written.chars().count() > LONGEST {
            return Err(NoArea::TooLong { written });
        }
        Ok(Self { kind: AreaKind::Street, area_key: normal_street(&written), written })
    }

    /// "the postcode N22 7AL", "postcodes that begin with N22 7", "Albert Road".
    pub fn in_words(&self) -> String {
        match self.kind {
            AreaKind::Street => self.written.clone(),
            AreaKind::Postcode if Postcode::parse(&self.written).is_ok() => format!("the postcode {}", self.written),
            AreaKind::Postcode => format!("postcodes that begin with {}", self.written),
        }
    }
}

/// A postcode, its sector (`N22 7`) or its district (`N22`), in the usual writing.
fn postcode(written: &str) -> Option<String> {
    if let Ok(whole) = Postcode::parse(written) {
        return Some(whole.to_string());
    }
    let begins = match written.split_whitespace().collect::<Vec<_>>().as_slice() {
        [district] => (Postcode::parse(&format!("{district} 1AA")), 4),
        [_, _] => (Postcode::parse(&format!("{written}AA")), 2),
        _ => return None,
    };
    let (filled, added) = begins;
    let filled = filled.ok()?.to_string();
    Some(filled[..filled.len() - added].to_owned())
}

/// What an address is looked for under, the surest first: its postcode, its street, then the beginnings of its postcode.
pub fn keys_of(address: &Address) -> Vec<(AreaKind, String)> {
    let whole = address.postcode.as_ref().map(Postcode::to_string);
    let sector = whole.as_ref().map(|whole| whole[..whole.len() - 2].to_owned());
    let district = address.postcode.as_ref().map(|postcode| postcode.outward().to_owned());
    let street = Some(address.street_key()).filter(|key| !key.is_empty());
    let keys =
        [(AreaKind::Postcode, whole), (AreaKind::Street, street), (AreaKind::Postcode, sector), (AreaKind::Postcode, district)];
    keys.into_iter().filter_map(|(kind, key)| Some((kind, key?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> (AreaKind, String) {
        let area = Area::read(line).expect("a line");
        (area.kind, area.area_key)
    }

    #[test]
    fn a_line_is_a_postcode_the_beginning_of_one_or_a_street() {
        let postcode = |key: &str| (AreaKind::Postcode, key.to_owned());
        assert_eq!(read("n227al"), postcode("N22 7AL"));
        assert_eq!(read(" n22  7 "), postcode("N22 7"));
        assert_eq!(read("nm1"), postcode("NM1"));
        assert_eq!(read("EC1A"), postcode("EC1A"));
        assert_eq!(read("ALBERT RD."), (AreaKind::Street, "albert road".to_owned()));
        assert_eq!(read("The Crescent"), (AreaKind::Street, normal_street("The Crescent")));
    }

    #[test]
    fn houses_of_a_street_are_no_area() {
        assert_eq!(Area::read("1 to 20 Albert Road"), Err(NoArea::Houses { written: "1 to 20 Albert Road".into() }));
        assert!(matches!(Area::read(&"x".repeat(81)), Err(NoArea::TooLong { .. })));
    }

    #[test]
    fn an_address_is_looked_for_by_its_postcode_then_its_street_then_the_beginnings() {
        let address = Address::read(&["12 Albert Rd", "London"], "N22 7AL");
        let keys: Vec<String> = keys_of(&address).into_iter().map(|(_, key)| key).collect();
        assert_eq!(keys, ["N22 7AL", "albert road", "N22 7", "N22"]);
        assert!(keys_of(&Address::read(&[], "")).is_empty());
    }

    #[test]
    fn an_area_is_said_in_words() {
        let words = |line: &str| Area::read(line).expect("a line").in_words();
        assert_eq!(words("n227al"), "the postcode N22 7AL");
        assert_eq!(words("N22 7"), "postcodes that begin with N22 7");
        assert_eq!(words("Albert Rd"), "Albert Rd");
    }
}
