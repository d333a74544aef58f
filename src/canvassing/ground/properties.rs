//! Reading the places of properties: OS Open UPRN, or any table that names its columns.

use std::collections::{HashMap, HashSet};

use csv::ReaderBuilder;

use super::{position::Grid, postcodes::Places, rules::NoGround};
use crate::canvassing::register::{Encoding, Property};

/// A file as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// The places of the properties that were wanted, north and east in ten-millionths of a degree.
    pub places: HashMap<i64, (i32, i32)>,
    /// Rows with the number of a property, wanted or not.
    pub rows: usize,
}

/// Reads the places of these properties.
///
/// # Errors
/// A file without such columns, and one that has none of them.
pub fn read(bytes: &[u8], wanted: &HashSet<i64>) -> Result<Read, NoGround> {
    let (_, text) = Encoding::decode(bytes);
    let mut rows = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes()).into_records();
    let head = rows.next().and_then(Result::ok).unwrap_or_default();
    let plain: Vec<String> = head.iter().map(crate::canvassing::register::plain).collect();
    let uprn = plain.iter().position(|name| Property::UPRN.contains(&name.as_str()));
    let (uprn, places) = uprn.zip(Places::named(&plain)).ok_or(NoGround::NoProperties)?;
    let grid = Grid::new().ok_or(NoGround::NoProperties)?;
    let mut read = Read { places: HashMap::new(), rows: 0 };
    for row in rows.filter_map(Result::ok) {
        let Some(number) = Property::read(row.get(uprn).unwrap_or_default(), "", "").uprn else { continue };
        read.rows += 1;
        if let Some(at) = Some(&row).filter(|_| wanted.contains(&number)).and_then(|row| places.of(row, &grid)) {
            read.places.insert(number, (at.lat, at.lon));
        }
    }
    if read.places.is_empty() { Err(NoGround::OtherProperties { rows: read.rows }) } else { Ok(read) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPEN_UPRN: &str = "UPRN,X_COORDINATE,Y_COORDINATE,LATITUDE,LONGITUDE\n\
                             100023336956,529656.00,190937.00,51.6023573,-0.1292750\n1,358260.66,172796.50,51.4526038,-2.6020703\n";

    #[test]
    fn of_the_open_file_the_properties_that_are_wanted_are_kept() {
        let found = read(OPEN_UPRN.as_bytes(), &HashSet::from([100_023_336_956, 7])).expect("places");
        assert_eq!(found, Read { places: HashMap::from([(100_023_336_956, (516_023_573, -1_292_750))]), rows: 2 });
        let by_grid = "uprn,easting,northing\n1,529656,190937\n";
        assert!(read(by_grid.as_bytes(), &HashSet::from([1])).is_ok());
    }

    #[test]
    fn a_file_of_elsewhere_and_one_without_the_columns_are_refused() {
        assert_eq!(read(OPEN_UPRN.as_bytes(), &HashSet::from([7])), Err(NoGround::OtherProperties { rows: 2 }));
        assert_eq!(read(b"name,lat,lon\nx,1,2\n", &HashSet::from([7])), Err(NoGround::NoProperties));
        assert_eq!(read(b"uprn,name\n7,x\n", &HashSet::from([7])), Err(NoGround::NoProperties));
        assert_eq!(read(b"", &HashSet::from([7])), Err(NoGround::NoProperties));
    }
}
