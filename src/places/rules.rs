//! What may be written down as lying in a ward.

use std::collections::BTreeMap;

use super::area::{Area, NoArea};
use crate::web::Refusal;

/// Why not; each is said at the field of lines.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotInWard {
    #[error(transparent)]
    NoArea(#[from] NoArea),
    #[error("{written} stands with {ward}. Take it out there first: each lies in one ward.")]
    Elsewhere { written: String, ward: String },
}

impl Refusal for NotInWard {
    fn field(&self) -> Option<&'static str> {
        Some("lines")
    }
}

/// The lines that were written, each once. `elsewhere` holds what lies in other wards, with their names.
pub fn read(lines: &str, elsewhere: &[(String, Area)]) -> Result<Vec<Area>, NotInWard> {
    let mut read = BTreeMap::new();
    for line in lines.lines().flat_map(|line| line.split([',', ';'])).filter(|line| !line.trim().is_empty()) {
        let area = Area::read(line)?;
        let same = |(_, other): &&(String, Area)| other.kind == area.kind && other.area_key == area.area_key;
        if let Some((ward, _)) = elsewhere.iter().find(same) {
            return Err(NotInWard::Elsewhere { written: area.written, ward: ward.clone() });
        }
        read.insert((area.kind, area.area_key.clone()), area);
    }
    Ok(read.into_values().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_is_taken_once_and_lies_in_one_ward() {
        let northgate = ("Northgate".to_owned(), Area::read("NM1 1AB").expect("a postcode"));

        let read_lines = read("NM2 3CD\nAlbert Road, albert rd\n\n", std::slice::from_ref(&northgate));
        let written: Vec<String> = read_lines.expect("two areas").into_iter().map(|area| area.written).collect();
        assert_eq!(written, ["NM2 3CD", "albert rd"]);

        let refused = read("nm11ab", &[northgate]);
        assert_eq!(refused, Err(NotInWard::Elsewhere { written: "NM1 1AB".into(), ward: "Northgate".into() }));
        assert!(matches!(read("12 Mill Lane", &[]), Err(NotInWard::NoArea(NoArea::Houses { .. }))));
    }
}
